//! An import: a file that somebody announces, sends and follows until all of its rows have been dealt with.
//!
//! ```text
//! awaiting_upload -> processing -> rejected              the file has errors, and nothing of it counts
//!                               -> checked -> live       it may count, and does from now on
//!                               -> finished, done        rows without errors count
//!                               -> failed                it came to nothing
//!                                  done -> undone        what it made was taken back
//! ```
//!
//! What a file is of decides which of the ends it may come to; the way there is the same for all.

mod finding;

pub use finding::{Finding, Findings};

use crate::id::ImportId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long an address for an upload works.
pub const UPLOAD_OPEN: SignedDuration = SignedDuration::from_mins(15);
/// How long imports are kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// A job that has not moved for longer is not being tried any more: the bucket's event is given up after an hour.
const TRIED: SignedDuration = SignedDuration::from_mins(75);
/// Findings that the job itself holds; the rest is in the report.
const SHOWN: usize = 100;

/// The file that somebody wants to import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// Name of the file, for people.
    pub file_name: String,
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Whether it is only looked at.
    pub dry_run: bool,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its file has not come yet.
    AwaitingUpload,
    /// Its file is being read.
    Processing,
    /// The file has errors, and nothing of it counts.
    Rejected,
    /// It may count, and somebody wanted to look first.
    Checked,
    /// A table that serves.
    Live,
    /// Rows without errors count.
    Finished,
    /// Rows without errors count.
    Done,
    /// What it made was taken back.
    Undone,
    /// It came to nothing.
    Failed,
}

impl Status {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AwaitingUpload => "awaiting_upload",
            Self::Processing => "processing",
            Self::Rejected => "rejected",
            Self::Checked => "checked",
            Self::Live => "live",
            Self::Finished => "finished",
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Failed => "failed",
        }
    }

    /// Whether its file is still to be read.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::AwaitingUpload | Self::Processing)
    }
}

/// Why an import came to nothing although its file may be fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
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
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotUploaded => "not_uploaded",
            Self::ContentDiffers => "content_differs",
            Self::PolicyGone => "policy_gone",
            Self::GaveUp => "gave_up",
        }
    }
}

/// What a file turned out to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Rows under the header.
    pub rows: u64,
    /// How many errors there are.
    pub error_count: u64,
    /// How many warnings.
    pub warning_count: u64,
    /// The first errors.
    pub errors: Vec<Finding>,
    /// The first warnings.
    pub warnings: Vec<Finding>,
    /// Whether there is a report of all findings.
    pub report: bool,
    /// Rows that can be downloaded to be put right and sent again.
    #[serde(default)]
    pub rejected: u64,
}

impl Summary {
    /// Of so many rows, with the first of what was found in them.
    #[must_use]
    pub fn new(rows: u64, errors: &Findings, warnings: &Findings) -> Self {
        Self {
            rows,
            error_count: errors.count(),
            warning_count: warnings.count(),
            errors: errors.first(SHOWN),
            warnings: warnings.first(SHOWN),
            report: errors.count() > 0 || warnings.count() > 0,
            rejected: 0,
        }
    }
}

/// An import of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job<Of> {
    /// Its identifier, which tells when it was asked for.
    pub id: ImportId,
    /// What it is of, and what only such an import has to say.
    #[serde(flatten)]
    pub of: Of,
    /// The file.
    #[serde(flatten)]
    pub asked: Asked,
    /// Who asked, as a timeline names them.
    pub author: String,
    status: Status,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it last moved.
    pub updated_at: Timestamp,
    /// Rows dealt with so far, while its file is being read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<u64>,
    /// What its file turned out to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Summary>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

impl<Of> Job<Of> {
    /// A job that waits for its file.
    pub const fn new(id: ImportId, of: Of, asked: Asked, author: String, now: Timestamp) -> Self {
        let (created_at, updated_at) = (now, now);
        let (status, progress, result, failure) = (Status::AwaitingUpload, None, None, None);
        Self { id, of, asked, author, status, created_at, updated_at, progress, result, failure }
    }

    /// Whether its file is still to be read: repeats of the bucket's event find it done.
    pub const fn is_open(&self) -> bool {
        self.status.is_open()
    }

    /// What people are told at a moment: a job that nobody will carry on has failed.
    pub fn status_at(&self, now: Timestamp) -> Status {
        if self.overdue(now).is_some() { Status::Failed } else { self.status }
    }

    /// Why it failed, if it did.
    pub fn failure_at(&self, now: Timestamp) -> Option<Failure> {
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

    /// Rows that were read; while it is processing, those dealt with so far.
    pub fn rows(&self) -> Option<u64> {
        self.result.as_ref().map(|result| result.rows).or(self.progress)
    }

    /// Its file is being read.
    #[must_use]
    pub fn processing(self, now: Timestamp) -> Self {
        Self { status: Status::Processing, updated_at: now, ..self }
    }

    /// So many rows of its file have been dealt with.
    #[must_use]
    pub fn reading(self, rows: u64, now: Timestamp) -> Self {
        Self { progress: Some(rows), updated_at: now, ..self }
    }

    /// It came to nothing.
    #[must_use]
    pub fn failed(self, failure: Failure, now: Timestamp) -> Self {
        Self { status: Status::Failed, failure: Some(failure), updated_at: now, ..self }
    }

    /// It has something else to say of what it is of.
    #[must_use]
    pub fn with(self, of: Of) -> Self {
        Self { of, ..self }
    }

    /// All of its file was dealt with, or none of it can be used.
    #[must_use]
    pub fn ended(self, status: Status, result: Summary, now: Timestamp) -> Self {
        Self { status, result: Some(result), updated_at: now, ..self }
    }

    /// Somebody decided on it after it had ended.
    #[must_use]
    pub fn turned(self, status: Status, now: Timestamp) -> Self {
        Self { status, updated_at: now, ..self }
    }

    /// Until when it is kept.
    pub fn until(&self) -> Timestamp {
        self.created_at.saturating_add(KEPT).unwrap_or(Timestamp::MAX)
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
        let waiting = Job::new(id, (), asked, "user:1".into(), start);
        let check = |job: &Job<()>, minutes, status: Status, failure| {
            let now = start + SignedDuration::from_mins(minutes);
            assert_eq!((job.status_at(now), job.failure_at(now)), (status, failure), "{minutes}");
        };
        check(&waiting, 90, Status::AwaitingUpload, None);
        check(&waiting, 91, Status::Failed, Some(Failure::NotUploaded));
        let processing = waiting.processing(start);
        check(&processing, 75, Status::Processing, None);
        check(&processing, 76, Status::Failed, Some(Failure::GaveUp));
        check(&processing.clone().turned(Status::Live, start), 1_000, Status::Live, None);
        check(&processing.failed(Failure::ContentDiffers, start), 1_000, Status::Failed, Some(Failure::ContentDiffers));
    }

    #[test]
    fn only_a_job_that_is_not_over_is_open() {
        for (status, open) in [
            (Status::AwaitingUpload, true),
            (Status::Processing, true),
            (Status::Rejected, false),
            (Status::Checked, false),
            (Status::Live, false),
            (Status::Finished, false),
            (Status::Done, false),
            (Status::Undone, false),
            (Status::Failed, false),
        ] {
            assert_eq!(status.is_open(), open, "{}", status.name());
            assert_eq!(serde_json::to_value(status).unwrap(), status.name());
        }
    }
}
