use std::ops::ControlFlow;

/// What a cell was in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or only blanks.
    #[default]
    Empty,
    /// Text, as in every cell of a CSV.
    Text,
    /// A number of a workbook; leading zeros that a person typed are already lost.
    Number,
    /// A time of day or a duration of a workbook, as `HH:MM:SS` or `D.HH:MM:SS`.
    Time,
    /// A calendar date of a workbook, as `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`.
    Date,
    /// True or false of a workbook, as `true` or `false`.
    Bool,
}

/// One cell: its text, trimmed, and what it was.
///
/// Numbers are plain decimal text with at most 15 significant digits, which is what Excel itself shows and keeps:
/// `5.1000000000000005` of the file is `5.1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// What the cell was.
    pub kind: Kind,
}

/// What is wrong with a row apart from the meaning of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Column, counted from 0; none when the row as a whole is meant.
    pub column: Option<usize>,
    /// What is wrong.
    pub rule: FaultRule,
}

/// The rules of a row's shape.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultRule {
    /// More or fewer cells than the header has columns.
    #[error("the row has {found} cells and the header {expected}")]
    Ragged {
        /// Columns of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A formula: its value depends on who opens the file.
    #[error("the cell holds a formula; paste its value instead")]
    Formula,
    /// The cell's text is longer than the limit.
    #[error("the cell is longer than {limit} bytes")]
    TooLong {
        /// The limit, in bytes of UTF-8.
        limit: usize,
    },
    /// An error value of a workbook, such as `#N/A`.
    #[error("the cell holds the error {0}")]
    ErrorValue(String),
    /// Control characters.
    #[error("the cell holds control characters")]
    Control,
}

impl FaultRule {
    /// A stable code for machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ragged { .. } => "ragged_row",
            Self::Formula => "formula",
            Self::TooLong { .. } => "cell_too_long",
            Self::ErrorValue(_) => "error_value",
            Self::Control => "control_characters",
        }
    }
}

/// One row under the header.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Name of the tab, in a workbook.
    pub tab: Option<&'a str>,
    /// The row's number as a spreadsheet program shows it: the first row of a tab is 1.
    pub number: u64,
    /// What stands between cells, in a text.
    pub separator: Option<char>,
    /// One cell for each column of the header.
    pub cells: &'a [Cell],
    /// Faults of the row's shape; cells with a fault are empty.
    pub faults: &'a [Fault],
}

/// Who takes the rows of a file, one at a time.
pub trait Reader {
    /// The names of the columns, trimmed, none empty, no two equal. Called once, before any row.
    fn header(&mut self, names: &[String]) -> ControlFlow<()>;
    /// A row that is not empty. `Break` ends the reading without an error.
    fn row(&mut self, row: Row<'_>) -> ControlFlow<()>;
}
