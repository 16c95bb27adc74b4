//! What the imports of this function are of: a freight table, or goods.

use domain::access::TenantScope;
use domain::code::PolicyId;
use domain::id::ImportId;
use freight::table::BlockHash;
use imports::Subject;
use serde::{Deserialize, Serialize};
use store::{Key, keys};

use crate::wire::{GoodsKind, SettingKind};

/// An import of a freight table (AP-16 of the table), of goods (AP-38), or of configuration (AP-130).
pub(crate) type Job<Of = ForPolicy> = domain::import::Job<Of>;

/// The largest file that is taken: a million rows of a freight table as plain CSV, ten million in a ZIP.
const LARGEST_FILE: u64 = 256 << 20;
/// The largest file of configuration.
const LARGEST_SETTINGS: u64 = 10 << 20;

/// A freight table is for a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ForPolicy {
    pub(crate) policy: PolicyId,
    /// The compiled table, when there are no errors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) block: Option<BlockHash>,
    /// The version that it serves the policy as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<u32>,
}

/// SKUs, or what warehouses have of them.
pub(crate) type Goods = Rows<GoodsKind>;

/// Things of the configuration.
pub(crate) type Settings = Rows<SettingKind>;

/// Rows that each make or change one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rows<K> {
    /// Of what kind.
    pub(crate) kind: K,
    /// What they did, once they were applied.
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

impl Subject for ForPolicy {
    const LARGEST: u64 = LARGEST_FILE;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job> {
        keys::import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::import(scope, id)
    }
}

impl Subject for Goods {
    const LARGEST: u64 = LARGEST_FILE;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job<Self>> {
        keys::goods_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::import(scope, id)
    }
}

impl Subject for Settings {
    const LARGEST: u64 = LARGEST_SETTINGS;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job<Self>> {
        keys::configuration_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::import(scope, id)
    }
}
