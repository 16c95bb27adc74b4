/// Why a file was refused whole. Rows and columns count from 1.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No bytes, or no row that is not empty.
    #[error("the file is empty")]
    Empty,
    /// More bytes than the limit.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// An archive that would unpack to more than the limit.
    #[error("the file would unpack to more than {limit} bytes")]
    UnpacksTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// More rows than the limit.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// The limit.
        limit: u64,
    },
    /// A row is wider than the limit.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// The row.
        row: u64,
        /// The limit.
        limit: usize,
    },
    /// More tabs than the limit.
    #[error("the workbook has more than {limit} tabs")]
    TooManyTabs {
        /// The limit.
        limit: usize,
    },
    /// Not a kind of file that is read here.
    #[error("the file is not CSV, XLSX, XLS or a ZIP that holds one of them: {0}")]
    UnknownFormat(&'static str),
    /// A ZIP with no file, or more than one.
    #[error("the ZIP must hold exactly one file, and holds {found}")]
    NotOneMember {
        /// Files in it.
        found: usize,
    },
    /// Protected by a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// Text in no encoding that can be told.
    #[error("row {row} is not readable text: save the file as CSV UTF-8")]
    Encoding {
        /// The row where reading failed.
        row: u64,
    },
    /// A quoted cell that never ends, or goes on after its closing quote.
    #[error("row {row}, column {column}: {what}")]
    Quotes {
        /// The row.
        row: u64,
        /// The column.
        column: usize,
        /// What is wrong with the quotes.
        what: &'static str,
    },
    /// A column without a name, before a column that has one.
    #[error("column {column} of the header has no name")]
    NamelessColumn {
        /// The column.
        column: usize,
    },
    /// Two columns with one name.
    #[error("columns {first} and {second} of the header are both named `{name}`")]
    HeaderTwins {
        /// The name.
        name: String,
        /// First column.
        first: usize,
        /// Second column.
        second: usize,
    },
    /// The header row itself is at fault.
    #[error("row {row}, column {column} of the header: {rule}")]
    HeaderFault {
        /// The row.
        row: u64,
        /// The column.
        column: usize,
        /// What is wrong.
        rule: super::FaultRule,
    },
    /// A tab whose header differs from the first tab's.
    #[error("the header of tab `{tab}` differs from that of the first tab")]
    OtherHeader {
        /// The tab.
        tab: String,
    },
    /// A workbook or archive that breaks the rules of its format.
    #[error("the file is damaged: {0}")]
    Damaged(String),
}

impl Unreadable {
    /// A stable code for machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::TooLarge { .. } => "file_too_large",
            Self::UnpacksTooLarge { .. } => "unpacks_too_large",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::TooManyTabs { .. } => "too_many_tabs",
            Self::UnknownFormat(_) => "unknown_format",
            Self::NotOneMember { .. } => "not_one_file",
            Self::Encrypted => "password_protected",
            Self::Encoding { .. } => "unreadable_encoding",
            Self::Quotes { .. } => "broken_quotes",
            Self::NamelessColumn { .. } => "nameless_column",
            Self::HeaderTwins { .. } => "header_twins",
            Self::HeaderFault { .. } => "header_fault",
            Self::OtherHeader { .. } => "other_header",
            Self::Damaged(_) => "damaged_file",
        }
    }

    /// The row that is meant, where one is.
    #[must_use]
    pub fn row(&self) -> Option<u64> {
        match self {
            Self::TooManyColumns { row, .. }
            | Self::Encoding { row }
            | Self::Quotes { row, .. }
            | Self::HeaderFault { row, .. } => Some(*row),
            Self::HeaderTwins { .. } | Self::NamelessColumn { .. } => Some(1),
            _ => None,
        }
    }

    /// The column that is meant, counted from 1, where one is.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::Quotes { column, .. } | Self::HeaderFault { column, .. } | Self::NamelessColumn { column } => {
                Some(*column)
            }
            Self::HeaderTwins { second, .. } => Some(*second),
            _ => None,
        }
    }
}
