//! One import, from the request to its last row.

use domain::access::{Caller, Role};
use domain::id::ImportId;
use domain::register::Kind;
use domain::visibility::{Reach, Visibility};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The largest file that is taken, in bytes.
pub(crate) const LARGEST_FILE: u64 = 8 << 20;
/// How long an address for an upload works.
pub(crate) const UPLOAD_OPEN: SignedDuration = SignedDuration::from_mins(15);
/// How long imports are kept.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// A job that has not moved for longer is not being tried any more.
const TRIED: SignedDuration = SignedDuration::from_mins(75);
/// Findings that the job holds.
const SHOWN: usize = 100;

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finding {
    pub(crate) row: Option<u64>,
    pub(crate) column: Option<String>,
    pub(crate) rule: String,
    pub(crate) detail: String,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    AwaitingUpload,
    Processing,
    Done,
    Failed,
}

/// An import. Item AP-65 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Job {
    pub(crate) id: ImportId,
    pub(crate) register: Kind,
    pub(crate) file_name: String,
    pub(crate) size: u64,
    pub(crate) sha256: String,
    pub(crate) dry_run: bool,
    pub(crate) author: String,
    /// What the asker may do, for the rows to be put in the asker's name.
    role: Role,
    reach: Reach,
    pub(crate) status: Status,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    #[serde(default)]
    pub(crate) rows: u64,
    #[serde(default)]
    pub(crate) added: u64,
    #[serde(default)]
    pub(crate) changed: u64,
    #[serde(default)]
    pub(crate) unchanged: u64,
    #[serde(default)]
    pub(crate) rejected: u64,
    #[serde(default)]
    pub(crate) errors: Vec<Finding>,
}

impl Job {
    #[expect(clippy::too_many_arguments, reason = "all that a request says, once")]
    pub(crate) fn new(
        id: ImportId,
        register: Kind,
        file_name: String,
        size: u64,
        sha256: String,
        dry_run: bool,
        caller: &Caller,
        now: Timestamp,
    ) -> Self {
        let (role, reach) = match caller {
            Caller::User { role, reach, .. } => (*role, reach.clone()),
            Caller::Machine { role, .. } => (*role, Reach::default()),
            // Neither is let in; a partner of nobody sees nothing.
            Caller::Storefront { .. } | Caller::Recipient { .. } => (Role::Partner, Reach::default()),
        };
        Self {
            id,
            register,
            file_name,
            size,
            sha256,
            dry_run,
            author: caller.author(),
            role,
            reach,
            status: Status::AwaitingUpload,
            created_at: now,
            updated_at: now,
            rows: 0,
            added: 0,
            changed: 0,
            unchanged: 0,
            rejected: 0,
            errors: Vec::new(),
        }
    }

    /// What the asker saw.
    pub(crate) fn sight(&self) -> Visibility {
        self.reach.visibility(self.role)
    }

    /// Whether its file is still to be read: repeats of the bucket's event find it done.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.status, Status::AwaitingUpload | Status::Processing)
    }

    /// What people are told at a moment: a job that nobody will carry on has failed.
    pub(crate) fn status_at(&self, now: Timestamp) -> &'static str {
        let late = now.duration_since(self.updated_at) > TRIED;
        match self.status {
            Status::AwaitingUpload | Status::Processing if late => "failed",
            Status::AwaitingUpload => "awaiting_upload",
            Status::Processing => "processing",
            Status::Done => "done",
            Status::Failed => "failed",
        }
    }

    /// Its item ends then.
    pub(crate) fn until(&self) -> Timestamp {
        self.created_at.saturating_add(KEPT).unwrap_or(Timestamp::MAX)
    }

    /// Notes what is wrong with a row; the first of them are kept.
    pub(crate) fn note(&mut self, row: Option<u64>, column: Option<&str>, rule: &str, detail: &str) {
        if self.errors.len() < SHOWN {
            let (column, rule, detail) = (column.map(str::to_owned), rule.to_owned(), detail.to_owned());
            self.errors.push(Finding { row, column, rule, detail });
        }
    }
}
