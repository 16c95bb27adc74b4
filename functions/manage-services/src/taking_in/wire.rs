//! What travels about imports of services.

use domain::import::{Asked, Failure, Finding};
use edge::{Fields, Problem};
use imports::{RowFinding, Subject, Upload};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::job::{Counts, Job, Services};

/// A spreadsheet of services to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewServiceImport {
    /// Name of the file, for people.
    #[schema(example = "entregas.xlsx")]
    pub(crate) file_name: String,
    /// Bytes of the file, 20 MB at most.
    #[schema(example = 31787)]
    pub(crate) size: i64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub(crate) sha256: String,
    /// Say what would become of each row, and make nothing.
    #[serde(default)]
    pub(crate) dry_run: bool,
}

impl NewServiceImport {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Asked, Problem> {
        let mut fields = Fields::new();
        let file =
            imports::file(&mut fields, &self.file_name, self.size, &self.sha256, self.dry_run, Services::LARGEST);
        fields.all(file)
    }
}

/// One import of services.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceImport {
    /// Identifier.
    pub(crate) id: String,
    /// Name of the file.
    pub(crate) file_name: String,
    /// `awaiting_upload`, processing, done, checked (a dry run), rejected (the file cannot be used), undone, or failed.
    #[schema(example = "done")]
    pub(crate) status: &'static str,
    /// Whether nothing is made.
    pub(crate) dry_run: bool,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) created_at: Timestamp,
    /// When it last moved.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) updated_at: Timestamp,
    /// Rows below the headings; while it is processing, those dealt with so far.
    pub(crate) rows: u64,
    /// Services that were made, or would be.
    pub(crate) made: u64,
    /// Rows that the same file had made before.
    pub(crate) repeated: u64,
    /// Rows that were left out.
    pub(crate) rejected: u64,
    /// Services that were taken back.
    pub(crate) undone: u64,
    /// Services that could not be taken back: something had happened to them.
    pub(crate) kept: u64,
    /// How many errors there are.
    pub(crate) error_count: u64,
    /// How many warnings.
    pub(crate) warning_count: u64,
    /// The first 100 errors; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) errors: Option<Vec<RowFinding>>,
    /// The first 100 warnings; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) warnings: Option<Vec<RowFinding>>,
    /// Where all errors and warnings can be read as CSV, for 15 minutes.
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

impl ServiceImport {
    /// A job as it stands at a moment, without what only its own address shows.
    pub(crate) fn summary(job: &Job, now: Timestamp) -> Self {
        let Counts { made, repeated, rejected, undone, kept } = job.of.counts;
        let result = job.result.as_ref();
        Self {
            id: job.id.to_string(),
            file_name: job.asked.file_name.clone(),
            status: job.status_at(now).name(),
            dry_run: job.asked.dry_run,
            created_at: job.created_at,
            updated_at: job.updated_at,
            rows: job.rows().unwrap_or_default(),
            made,
            repeated,
            rejected,
            undone,
            kept,
            error_count: result.map_or(0, |result| result.error_count),
            warning_count: result.map_or(0, |result| result.warning_count),
            errors: None,
            warnings: None,
            report_url: None,
            rejected_url: None,
            failure: job.failure_at(now).map(Failure::name),
            upload: None,
        }
    }

    /// A job with its first findings.
    pub(crate) fn whole(job: &Job, now: Timestamp) -> Self {
        let of = |findings: &[Finding]| findings.iter().map(RowFinding::from).collect();
        let result = job.result.as_ref();
        Self {
            errors: result.map(|result| of(&result.errors)),
            warnings: result.map(|result| of(&result.warnings)),
            ..Self::summary(job, now)
        }
    }
}

/// A part of the imports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceImports {
    /// Newest first.
    pub(crate) items: Vec<ServiceImport>,
    /// For the next page; null on the last.
    pub(crate) next_cursor: Option<String>,
}

/// What was taken back by one call.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UndoneImport {
    /// Services that were taken back.
    pub(crate) undone: u64,
    /// Services that stay: something had happened to them.
    pub(crate) kept: u64,
    /// Whether there are more: the same call, under a fresh key, goes on.
    pub(crate) left: bool,
}
