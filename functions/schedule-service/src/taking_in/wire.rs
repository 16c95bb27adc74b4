//! What travels about imports of bookings.

use domain::import::{Asked, Failure, Finding};
use edge::{Fields, Problem};
use imports::{RowFinding, Subject, Upload};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::job::{Bookings, Counts, Job};

/// A spreadsheet of bookings to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewBookingImport {
    /// Name of the file, for people.
    #[schema(example = "agendamentos.xlsx")]
    pub file_name: String,
    /// Bytes of the file, 20 MB at most.
    #[schema(example = 31787)]
    pub size: i64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Say what would become of each row, and change nothing.
    #[serde(default)]
    pub dry_run: bool,
}

impl NewBookingImport {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Asked, Problem> {
        let mut fields = Fields::new();
        let file =
            imports::file(&mut fields, &self.file_name, self.size, &self.sha256, self.dry_run, Bookings::LARGEST);
        fields.all(file)
    }
}

/// One import of bookings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookingImport {
    /// Identifier.
    pub id: String,
    /// Name of the file.
    pub file_name: String,
    /// `awaiting_upload`, processing, done, checked (a dry run), rejected (the file cannot be used), or failed.
    #[schema(example = "done")]
    pub status: &'static str,
    /// Whether it changes nothing.
    pub dry_run: bool,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it last moved.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// Rows below the headings; while it is processing, those dealt with so far.
    pub rows: u64,
    /// Services that had no window and have one now, or would.
    pub booked: u64,
    /// Services that were moved to another window, or would be.
    pub moved: u64,
    /// Rows that say what is there already.
    pub unchanged: u64,
    /// Rows that were left out.
    pub rejected: u64,
    /// How many errors there are.
    pub error_count: u64,
    /// The first 100 errors; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<RowFinding>>,
    /// Where all errors can be read as CSV, for 15 minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_url: Option<String>,
    /// Where the rows that were left out can be read as CSV, for 15 minutes: put right, they are a file to import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_url: Option<String>,
    /// Why it failed: `not_uploaded`, `content_differs`, `gave_up`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<&'static str>,
    /// Where the file goes; in the first answer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
}

impl BookingImport {
    /// A job as it stands at a moment, without what only its own address shows.
    pub(crate) fn at(job: &Job, now: Timestamp) -> Self {
        let Counts { booked, moved, unchanged, rejected } = job.of.counts;
        Self {
            id: job.id.to_string(),
            file_name: job.asked.file_name.clone(),
            status: job.status_at(now).name(),
            dry_run: job.asked.dry_run,
            created_at: job.created_at,
            updated_at: job.updated_at,
            rows: job.rows().unwrap_or_default(),
            booked,
            moved,
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
pub struct BookingImports {
    /// Newest first.
    pub items: Vec<BookingImport>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
