//! One import of customers: in whose name, and what its rows came to.

use domain::access::{Standing, TenantScope};
use domain::id::ImportId;
use imports::Subject;
use serde::{Deserialize, Serialize};
use store::{Key, keys};

/// An import of customers. Item AP-120 of the table.
pub(crate) type Job = domain::import::Job<People>;

/// What an import of customers has to say beside what every import says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct People {
    /// What the asker may do.
    pub(crate) standing: Standing,
    #[serde(default)]
    pub(crate) counts: Counts,
}

/// What became of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
    pub(crate) added: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
    pub(crate) rejected: u64,
}

impl Subject for People {
    const LARGEST: u64 = 20 << 20;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job> {
        keys::customer_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::customer_import(scope, id)
    }
}
