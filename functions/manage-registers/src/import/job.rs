//! One import of entries: into which register, in whose name, and what its rows did there.

use blobs::keys::register_import;
use domain::access::{Standing, TenantScope};
use domain::id::ImportId;
use domain::register::Kind;
use imports::Subject;
use serde::{Deserialize, Serialize};
use store::{Key, keys};

/// An import of entries. Item AP-65 of the table.
pub(crate) type Job = domain::import::Job<Entries>;

/// What an import of entries has to say beside what every import says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entries {
    pub(crate) register: Kind,
    /// What the asker may do: the rows are put in the asker's name.
    pub(crate) standing: Standing,
    #[serde(default)]
    pub(crate) counts: Counts,
}

/// What became of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
    pub(crate) rows: u64,
    pub(crate) added: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
    pub(crate) rejected: u64,
}

impl Subject for Entries {
    const LARGEST: u64 = 8 << 20;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job> {
        keys::register_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        register_import(scope, id)
    }
}
