//! What travels about imports.

use super::job::{Counts, Job};
use domain::import::Finding;
use imports::Upload;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Entries to import.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewRegisterImport {
    /// The register, by the last part of its address.
    #[schema(example = "drivers")]
    pub register: String,
    /// Name of the file, for people.
    #[schema(example = "drivers.xlsx")]
    pub file_name: String,
    /// Bytes of the file, 8 MB at most.
    #[schema(example = 31787)]
    pub size: u64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Say what would become of each row, and change nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// Something wrong with a row.
#[derive(Serialize, ToSchema)]
pub struct RegisterFinding {
    /// Row as a spreadsheet program numbers it; null when the file as a whole is meant.
    pub row: Option<u64>,
    /// Field.
    pub column: Option<String>,
    /// Stable code of the rule.
    pub rule: String,
    /// The rule as a sentence.
    pub detail: String,
}

/// One import of entries.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterImport {
    /// Identifier.
    pub id: String,
    /// The register.
    pub register: String,
    /// Name of the file.
    pub file_name: String,
    /// `awaiting_upload`, processing, done or failed.
    #[schema(example = "done")]
    pub status: String,
    /// Whether it changes nothing.
    pub dry_run: bool,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// Rows that were read.
    pub rows: u64,
    /// Rows that became new entries, or would.
    pub added: u64,
    /// Rows that changed an entry, or would.
    pub changed: u64,
    /// Rows that say what is there already.
    pub unchanged: u64,
    /// Rows that break a rule, and were left out.
    pub rejected: u64,
    /// The first 100 errors.
    pub errors: Vec<RegisterFinding>,
    /// Where all errors can be read as CSV, for 15 minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_url: Option<String>,
    /// Where the rows that were left out can be read as CSV, for 15 minutes: put right, they are a file to import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_url: Option<String>,
    /// Where the file goes; in the first answer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
}

impl RegisterImport {
    /// A job as it stands at a moment.
    pub(crate) fn at(job: &Job, now: Timestamp) -> Self {
        let finding = |finding: &Finding| RegisterFinding {
            row: finding.row,
            column: finding.column.clone(),
            rule: finding.rule.clone(),
            detail: finding.detail.clone(),
        };
        let Counts { rows, added, changed, unchanged, rejected } = job.of.counts;
        let errors = job.result.iter().flat_map(|result| &result.errors).map(finding).collect();
        Self {
            id: job.id.to_string(),
            register: job.of.register.name().to_owned(),
            file_name: job.asked.file_name.clone(),
            status: job.status_at(now).name().to_owned(),
            dry_run: job.asked.dry_run,
            created_at: job.created_at,
            updated_at: job.updated_at,
            rows,
            added,
            changed,
            unchanged,
            rejected,
            errors,
            report_url: None,
            rejected_url: None,
            upload: None,
        }
    }
}

/// A part of the imports.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterImports {
    /// Newest first.
    pub items: Vec<RegisterImport>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
