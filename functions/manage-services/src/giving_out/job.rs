//! One export of services, from the request to its last file.

use domain::access::Standing;
use domain::id::{ExportId, ServiceId};
use domain::language::Language;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long exports and their files are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A job that has not moved for longer is not being tried any more.
const TRIED: SignedDuration = SignedDuration::from_mins(75);

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    Csv,
    Xlsx,
    Json,
}

impl Format {
    /// What the name of a file ends in.
    pub(crate) const fn end(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// The content type.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// What somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Asked {
    pub(crate) format: Format,
    /// The language of the headings.
    pub(crate) language: Language,
    /// Filters of the list, as they were sent.
    #[serde(default)]
    pub(crate) filter: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Processing,
    Done,
}

/// One file of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Part {
    /// Its name in the bucket.
    pub(crate) file: ExportId,
    pub(crate) services: u64,
    pub(crate) size: u64,
}

/// An export. Item AP-103 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Job {
    pub(crate) id: ExportId,
    #[serde(flatten)]
    pub(crate) asked: Asked,
    /// What the asker may see.
    pub(crate) standing: Standing,
    pub(crate) author: String,
    status: Status,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// The files that are there.
    #[serde(default)]
    pub(crate) parts: Vec<Part>,
    /// The last service in them: whoever carries on begins after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<ServiceId>,
}

impl Job {
    pub(crate) fn new(id: ExportId, asked: Asked, standing: Standing, author: String, now: Timestamp) -> Self {
        let (created_at, updated_at, parts) = (now, now, Vec::new());
        Self { id, asked, standing, author, status: Status::Processing, created_at, updated_at, parts, after: None }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.status == Status::Done
    }

    /// What people are told at a moment: a job that nobody will carry on has failed.
    pub(crate) fn status_at(&self, now: Timestamp) -> &'static str {
        match self.status {
            Status::Done => "done",
            Status::Processing if now.duration_since(self.updated_at) > TRIED => "failed",
            Status::Processing => "processing",
        }
    }

    /// Another file is there, and perhaps it was the last.
    pub(crate) fn written(mut self, part: Part, after: Option<ServiceId>, is_last: bool, now: Timestamp) -> Self {
        self.parts.push(part);
        let status = if is_last { Status::Done } else { Status::Processing };
        Self { status, after: after.or(self.after), updated_at: now, ..self }
    }

    /// Until when it is kept.
    pub(crate) fn until(&self) -> Timestamp {
        self.created_at.saturating_add(KEPT).unwrap_or(Timestamp::MAX)
    }
}
