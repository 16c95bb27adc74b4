//! What travels about imports of customers.

use domain::import::{Asked, Failure, Finding};
use edge::{Fields, Problem};
use imports::{RowFinding, Subject, Upload};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::job::{Counts, Job, People};

/// A spreadsheet of customers to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewCustomerImport {
    /// Name of the file, for people.
    #[schema(example = "clientes.xlsx")]
    pub(crate) file_name: String,
    /// Bytes of the file, 20 MB at most.
    #[schema(example = 31787)]
    pub(crate) size: i64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub(crate) sha256: String,
    /// Say what would become of each row, and change nothing.
    #[serde(default)]
    pub(crate) dry_run: bool,
}

impl NewCustomerImport {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Asked, Problem> {
        let mut fields = Fields::new();
        let file = imports::file(&mut fields, &self.file_name, self.size, &self.sha256, self.dry_run, People::LARGEST);
        fields.all(file)
    }
}

/// One import of customers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerImport {
    /// Identifier.
    pub(crate) id: String,
    /// Name of the file.
    pub(crate) file_name: String,
    /// `awaiting_upload`, processing, done, checked (a dry run), rejected (the file cannot be used), or failed.
    #[schema(example = "done")]
    pub(crate) status: &'static str,
    /// Whether it changes nothing.
    pub(crate) dry_run: bool,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) created_at: Timestamp,
    /// When it last moved.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) updated_at: Timestamp,
    /// Rows below the headings; while it is processing, those dealt with so far.
    pub(crate) rows: u64,
    /// Rows that became new customers, or would.
    pub(crate) added: u64,
    /// Rows that changed a customer, or would.
    pub(crate) changed: u64,
    /// Rows that say what is there already.
    pub(crate) unchanged: u64,
    /// Rows that were left out.
    pub(crate) rejected: u64,
    /// How many errors there are.
    pub(crate) error_count: u64,
    /// The first 100 errors; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) errors: Option<Vec<RowFinding>>,
    /// Where all errors can be read as CSV, for 15 minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) report_url: Option<String>,
    /// Where the rows that were left out can be read as CSV, for 15 minutes: put right, they are a file to import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rejected_url: Option<String>,
    /// Why it failed: `not_uploaded`, `content_differs`, `gave_up`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<&'static str>,
    /// Where the file goes; in the first answer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) upload: Option<Upload>,
}

impl CustomerImport {
    /// A job as it stands at a moment, without what only its own address shows.
    pub(crate) fn at(job: &Job, now: Timestamp) -> Self {
        let Counts { added, changed, unchanged, rejected } = job.of.counts;
        Self {
            id: job.id.to_string(),
            file_name: job.asked.file_name.clone(),
            status: job.status_at(now).name(),
            dry_run: job.asked.dry_run,
            created_at: job.created_at,
            updated_at: job.updated_at,
            rows: job.rows().unwrap_or_default(),
            added,
            changed,
            unchanged,
            rejected,
            error_count: job.result.as_ref().map_or(0, |result| result.error_count),
            errors: None,
            report_url: None,
            rejected_url: None,
            failure: job.failure_at(now).map(Failure::name),
            upload: None,
        }
    }

    /// A job with its first findings.
    pub(crate) fn whole(job: &Job, now: Timestamp) -> Self {
        let of = |findings: &[Finding]| findings.iter().map(RowFinding::from).collect();
        Self { errors: job.result.as_ref().map(|result| of(&result.errors)), ..Self::at(job, now) }
    }
}

/// A part of the imports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerImports {
    /// Newest first.
    pub(crate) items: Vec<CustomerImport>,
    /// For the next page; null on the last.
    pub(crate) next_cursor: Option<String>,
}
