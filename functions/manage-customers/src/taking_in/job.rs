//! One import of customers: in whose name, and what its rows came to.

use domain::access::{Standing, TenantScope};
use domain::id::ImportId;
use imports::{Counts, Subject};
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

impl Subject for People {
    const LARGEST: u64 = 20 << 20;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job> {
        keys::customer_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::customer_import(scope, id)
    }
}
