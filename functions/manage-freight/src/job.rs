//! One import of a freight table, from the request to the switch.

use domain::code::PolicyId;
use domain::id::ImportId;
use freight::table::BlockHash;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::import::{Finding, Outcome};
use crate::wire::GoodsKind;

/// The largest file that is taken: a million rows of a freight table as plain CSV, ten million in a ZIP.
pub(crate) const LARGEST_FILE: u64 = 128 << 20;
/// How long an address for an upload works.
pub(crate) const UPLOAD_OPEN: SignedDuration = SignedDuration::from_mins(15);
/// How long imports are kept.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// A job that has been processing for longer is not being tried any more: the bucket's event is given up after an hour.
const TRIED: SignedDuration = SignedDuration::from_mins(75);
/// Findings that the job itself holds; the rest is in the report.
pub(crate) const SHOWN: usize = 100;

/// The file that somebody wants to import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Asked {
    pub(crate) file_name: String,
    pub(crate) size: u64,
    pub(crate) sha256: String,
    pub(crate) dry_run: bool,
}

/// A freight table is for a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ForPolicy {
    pub(crate) policy: PolicyId,
}

/// SKUs, or what warehouses have of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Goods {
    pub(crate) kind: GoodsKind,
}

/// An import of something: of a freight table (AP-16 of the table), or of goods (AP-38).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Job<Of = ForPolicy> {
    pub(crate) id: ImportId,
    #[serde(flatten)]
    pub(crate) of: Of,
    #[serde(flatten)]
    pub(crate) asked: Asked,
    pub(crate) author: String,
    status: Status,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// Rows read so far, while its file is being read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) progress: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<Summary>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

/// What the file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    pub(crate) rows: u64,
    pub(crate) error_count: u64,
    pub(crate) warning_count: u64,
    pub(crate) errors: Vec<Finding>,
    pub(crate) warnings: Vec<Finding>,
    /// Whether there is a report of all findings.
    pub(crate) report: bool,
    /// The compiled table, when there are no errors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) block: Option<BlockHash>,
    /// What rows did to the register, when they are goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) applied: Option<Applied>,
}

/// How many rows did what. Rows with errors did nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Applied {
    pub(crate) created: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
}

impl From<&Outcome> for Summary {
    fn from(outcome: &Outcome) -> Self {
        Self {
            rows: outcome.rows,
            error_count: outcome.errors.count(),
            warning_count: outcome.warnings.count(),
            errors: outcome.errors.first(SHOWN),
            warnings: outcome.warnings.first(SHOWN),
            report: outcome.errors.count() > 0 || outcome.warnings.count() > 0,
            block: outcome.compiled.as_ref().map(|compiled| compiled.block.hash()),
            applied: None,
        }
    }
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    AwaitingUpload,
    Processing,
    Rejected,
    Checked,
    Live,
    Finished,
    Failed,
}

impl Status {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::AwaitingUpload => "awaiting_upload",
            Self::Processing => "processing",
            Self::Rejected => "rejected",
            Self::Checked => "checked",
            Self::Live => "live",
            Self::Finished => "finished",
            Self::Failed => "failed",
        }
    }
}

/// Why an import came to nothing although its file may be fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Failure {
    /// The file did not come while its address was open.
    NotUploaded,
    /// The file is not the one that was announced.
    ContentDiffers,
    /// The policy was deleted meanwhile.
    PolicyGone,
    /// Reading the file failed on our side, again and again.
    GaveUp,
}

impl Failure {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::NotUploaded => "not_uploaded",
            Self::ContentDiffers => "content_differs",
            Self::PolicyGone => "policy_gone",
            Self::GaveUp => "gave_up",
        }
    }
}

impl<Of> Job<Of> {
    /// A job that waits for its file.
    pub(crate) fn new(id: ImportId, of: Of, asked: Asked, author: String, now: Timestamp) -> Self {
        let status = Status::AwaitingUpload;
        let (created_at, updated_at) = (now, now);
        let (progress, result, version, failure) = (None, None, None, None);
        Self { id, of, asked, author, status, created_at, updated_at, progress, result, version, failure }
    }

    /// Whether its file is still to be read: repeats of the bucket's event find it done.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.status, Status::AwaitingUpload | Status::Processing)
    }

    /// Whether it waits for an activation.
    pub(crate) fn is_checked(&self) -> bool {
        self.status == Status::Checked
    }

    /// What people are told at a moment: a job that nobody will carry on has failed.
    pub(crate) fn status_at(&self, now: Timestamp) -> Status {
        if self.overdue(now).is_some() { Status::Failed } else { self.status }
    }

    /// Why it failed, if it did.
    pub(crate) fn failure_at(&self, now: Timestamp) -> Option<Failure> {
        self.failure.or_else(|| self.overdue(now))
    }

    fn overdue(&self, now: Timestamp) -> Option<Failure> {
        let age = now.duration_since(self.updated_at);
        match self.status {
            Status::AwaitingUpload if age > UPLOAD_OPEN.saturating_add(TRIED) => Some(Failure::NotUploaded),
            Status::Processing if age > TRIED => Some(Failure::GaveUp),
            _ => None,
        }
    }

    /// Its file is being read.
    pub(crate) fn processing(self, now: Timestamp) -> Self {
        Self { status: Status::Processing, updated_at: now, ..self }
    }

    /// So many rows of its file have been read.
    pub(crate) fn reading(self, rows: u64, now: Timestamp) -> Self {
        Self { progress: Some(rows), updated_at: now, ..self }
    }

    /// It came to nothing.
    pub(crate) fn failed(self, failure: Failure, now: Timestamp) -> Self {
        Self { status: Status::Failed, failure: Some(failure), updated_at: now, ..self }
    }

    /// Its file has been read. Without errors it is checked, and goes on to be live unless it was a dry run.
    pub(crate) fn read(self, result: Summary, now: Timestamp) -> Self {
        let status = if result.block.is_some() { Status::Checked } else { Status::Rejected };
        Self { status, result: Some(result), updated_at: now, ..self }
    }

    /// Its rows have been read, and those without errors applied unless it was a dry run.
    pub(crate) fn finished(self, result: Summary, now: Timestamp) -> Self {
        let status = match result.applied {
            Some(_) => Status::Finished,
            None if result.error_count == 0 => Status::Checked,
            None => Status::Rejected,
        };
        Self { status, result: Some(result), updated_at: now, ..self }
    }

    /// Until when it is kept.
    pub(crate) fn until(&self) -> Timestamp {
        self.created_at.saturating_add(KEPT).unwrap_or(Timestamp::MAX)
    }

    /// Its table serves the policy as this version.
    pub(crate) fn live(self, version: u32, now: Timestamp) -> Self {
        Self { status: Status::Live, version: Some(version), updated_at: now, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_nobody_carries_on_is_told_as_failed() {
        let start = Timestamp::UNIX_EPOCH;
        let id: ImportId = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d".parse().unwrap();
        let asked = Asked { file_name: "a.csv".into(), size: 1, sha256: String::new(), dry_run: false };
        let of = ForPolicy { policy: PolicyId::new("expresso").unwrap() };
        let waiting = Job::new(id, of, asked, "user:1".into(), start);
        let check = |job: &Job, minutes, status: Status, failure| {
            let now = start + SignedDuration::from_mins(minutes);
            assert_eq!((job.status_at(now), job.failure_at(now)), (status, failure), "{minutes}");
        };
        check(&waiting, 90, Status::AwaitingUpload, None);
        check(&waiting, 91, Status::Failed, Some(Failure::NotUploaded));
        let processing = waiting.processing(start);
        check(&processing, 75, Status::Processing, None);
        check(&processing, 76, Status::Failed, Some(Failure::GaveUp));
        check(&processing.clone().live(1, start), 1_000, Status::Live, None);
        check(&processing.failed(Failure::ContentDiffers, start), 1_000, Status::Failed, Some(Failure::ContentDiffers));
    }
}
