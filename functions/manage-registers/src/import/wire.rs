//! What travels about imports.

use super::job::{Finding, Job};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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

/// Where the file goes.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterUpload {
    /// PUT.
    pub method: String,
    /// Address; whoever has it may send this one file.
    pub url: String,
    /// Headers that must be sent exactly so.
    pub headers: BTreeMap<String, String>,
    /// From then on it is refused.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl From<blobs::Presigned> for RegisterUpload {
    fn from(signed: blobs::Presigned) -> Self {
        let blobs::Presigned { method, url, headers, expires_at } = signed;
        Self { method, url, headers: headers.into_iter().collect(), expires_at }
    }
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
    /// Where the file goes; in the first answer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<RegisterUpload>,
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
        Self {
            id: job.id.to_string(),
            register: job.register.name().to_owned(),
            file_name: job.file_name.clone(),
            status: job.status_at(now).to_owned(),
            dry_run: job.dry_run,
            created_at: job.created_at,
            updated_at: job.updated_at,
            rows: job.rows,
            added: job.added,
            changed: job.changed,
            unchanged: job.unchanged,
            rejected: job.rejected,
            errors: job.errors.iter().map(finding).collect(),
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
