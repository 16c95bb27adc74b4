//! What travels about imports of users and holidays.

use domain::import::Asked;
use edge::{Fields, Problem};
use imports::{Counts, ShownRows, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::job::{Job, Of, Register};

/// A spreadsheet to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewAccountImport {
    /// users or holidays.
    #[schema(example = "users")]
    pub(crate) register: String,
    /// Name of the file, for people.
    #[schema(example = "usuarios.xlsx")]
    pub(crate) file_name: String,
    /// Bytes of the file, 8 MB at most.
    #[schema(example = 31787)]
    pub(crate) size: i64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub(crate) sha256: String,
    /// Say what would become of each row, and change nothing.
    #[serde(default)]
    pub(crate) dry_run: bool,
}

impl NewAccountImport {
    /// Reads the body.
    pub(super) fn read(&self) -> Result<(Register, Asked), Problem> {
        let mut fields = Fields::new();
        let register = fields.take("/register", "register", self.register.as_str(), self.register.parse());
        let file = imports::file(&mut fields, &self.file_name, self.size, &self.sha256, self.dry_run, Of::LARGEST);
        fields.all(register.zip(file))
    }
}

/// One import of users or holidays.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountImport {
    #[serde(flatten)]
    pub(crate) shown: ShownRows,
    /// users or holidays.
    #[schema(example = "users")]
    pub(crate) register: &'static str,
    /// Users who were invited, or holidays that are new; in a dry run, who or which would be.
    pub(crate) added: u64,
    /// Rows that changed a user or a holiday, or would.
    pub(crate) changed: u64,
    /// Rows that say what is there already.
    pub(crate) unchanged: u64,
    /// Rows that were left out.
    pub(crate) rejected: u64,
}

impl AccountImport {
    /// With what every import of rows shows of a job.
    pub(super) fn of(job: &Job, shown: ShownRows) -> Self {
        let Counts { added, changed, unchanged, rejected } = job.of.counts;
        Self { shown, register: job.of.register.name(), added, changed, unchanged, rejected }
    }
}

/// A part of the imports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountImports {
    /// Newest first.
    pub(crate) items: Vec<AccountImport>,
    /// For the next page; null on the last.
    pub(crate) next_cursor: Option<String>,
}
