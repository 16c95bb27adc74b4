//! One import of services: in whose name, and what its rows came to.

use domain::access::{Standing, TenantScope};
use domain::id::ImportId;
use imports::Subject;
use serde::{Deserialize, Serialize};
use store::{Key, keys};

/// An import of services. Item AP-100 of the table.
pub(crate) type Job = domain::import::Job<Services>;

/// What an import of services has to say beside what every import says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Services {
    /// What the asker may do: the services are made in the asker's name.
    pub(crate) standing: Standing,
    #[serde(default)]
    pub(crate) counts: Counts,
    /// Digest of what its cells say, once it was read: the same table saved in another way is the same file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) content: Option<String>,
    /// The row after which taking back goes on, while it is not over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) undoing: Option<String>,
}

/// What the rows came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
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
}

/// What makes the rows of a file known, whoever sends it.
pub(crate) fn content(job: &Job) -> &str {
    job.of.content.as_deref().unwrap_or(&job.asked.sha256)
}

impl Subject for Services {
    const LARGEST: u64 = 20 << 20;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job> {
        keys::service_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::service_import(scope, id)
    }
}
