//! What travels about every import.

use domain::import::{Asked, Failure, Finding, Job};
use edge::{Fields, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use crate::Subject;

/// A file to import.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewFile {
    /// Its name, for people.
    #[schema(example = "entregas.xlsx")]
    pub file_name: String,
    /// Its bytes.
    #[schema(example = 31787)]
    pub size: i64,
    /// SHA-256 of it, 64 hexadecimal digits.
    pub sha256: String,
    /// Say what would become of each row, and change nothing.
    #[serde(default)]
    pub dry_run: bool,
}

impl NewFile {
    /// Reads the announcement of a file of these.
    ///
    /// # Errors
    /// 422 with everything that is wrong with it.
    pub fn read<S: Subject>(&self) -> Result<Asked, Problem> {
        let mut fields = Fields::new();
        let file = crate::file(&mut fields, &self.file_name, self.size, &self.sha256, self.dry_run, S::LARGEST);
        fields.all(file)
    }
}

/// Something wrong, or odd, in a file.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowFinding {
    /// Tab, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tab: Option<String>,
    /// Row as a spreadsheet program numbers it; missing when the file as a whole is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Stable code of the rule.
    #[schema(example = "invalid_time")]
    pub rule: String,
    /// What the cell holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The rule as a sentence.
    pub detail: String,
}

impl From<&Finding> for RowFinding {
    fn from(finding: &Finding) -> Self {
        let Finding { tab, row, column, rule, value, detail } = finding.clone();
        Self { tab, row, column, rule, value, detail }
    }
}

/// What every import shows.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Import)]
pub struct Shown {
    /// Identifier.
    pub id: String,
    /// Name of the file.
    pub file_name: String,
    /// `awaiting_upload` and processing; then done, finished or live (it counts), checked (it would), rejected (the file
    /// cannot be used), undone, or failed.
    #[schema(example = "done")]
    pub status: &'static str,
    /// Whether it changes nothing, or waits for an activation.
    pub dry_run: bool,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it last moved.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// The first 100 errors; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Vec<RowFinding>>,
    /// Where everything that was found can be read as CSV, for 15 minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_url: Option<String>,
    /// Why it failed: `not_uploaded`, `content_differs`, `policy_gone`, `gave_up`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<&'static str>,
    /// Where the file goes; in the first answer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
}

impl Shown {
    /// A job as it stands at a moment, without what only its own address shows.
    #[must_use]
    pub fn at<Of>(job: &Job<Of>, now: Timestamp) -> Self {
        Self {
            id: job.id.to_string(),
            file_name: job.asked.file_name.clone(),
            status: job.status_at(now).name(),
            dry_run: job.asked.dry_run,
            created_at: job.created_at,
            updated_at: job.updated_at,
            errors: None,
            report_url: None,
            failure: job.failure_at(now).map(Failure::name),
            upload: None,
        }
    }

    /// A job that was asked for just now, and where its file goes.
    #[must_use]
    pub fn opened<Of>(job: &Job<Of>, upload: Upload, now: Timestamp) -> Self {
        Self { upload: Some(upload), ..Self::at(job, now) }
    }

    /// A job with its first findings.
    #[must_use]
    pub fn whole<Of>(job: &Job<Of>, now: Timestamp) -> Self {
        Self { errors: job.result.as_ref().map(|result| shown(&result.errors)), ..Self::at(job, now) }
    }
}

/// Findings as they travel.
#[must_use]
pub fn shown(findings: &[Finding]) -> Vec<RowFinding> {
    findings.iter().map(RowFinding::from).collect()
}

/// What an import shows whose rows are put one by one.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RowImport)]
pub struct ShownRows {
    /// What every import shows.
    #[serde(flatten)]
    pub shown: Shown,
    /// Rows below the headings; while it is processing, those dealt with so far.
    pub rows: u64,
    /// How many errors there are.
    pub error_count: u64,
    /// Where the rows that were left out can be read as CSV, for 15 minutes: put right, they are a file to import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_url: Option<String>,
}

impl ShownRows {
    /// With what every import shows of a job.
    #[must_use]
    pub fn of<Of>(job: &Job<Of>, shown: Shown) -> Self {
        let error_count = job.result.as_ref().map_or(0, |result| result.error_count);
        Self { shown, rows: job.rows().unwrap_or_default(), error_count, rejected_url: None }
    }

    /// A job as it stands at a moment, without what only its own address shows.
    #[must_use]
    pub fn at<Of>(job: &Job<Of>, now: Timestamp) -> Self {
        Self::of(job, Shown::at(job, now))
    }

    /// A job that was asked for just now, and where its file goes.
    #[must_use]
    pub fn opened<Of>(job: &Job<Of>, upload: Upload, now: Timestamp) -> Self {
        Self::of(job, Shown::opened(job, upload, now))
    }
}

/// Where the file goes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Upload {
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

impl From<blobs::Presigned> for Upload {
    fn from(signed: blobs::Presigned) -> Self {
        let blobs::Presigned { method, url, headers, expires_at } = signed;
        Self { method, url, headers: headers.into_iter().collect(), expires_at }
    }
}
