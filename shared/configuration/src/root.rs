use std::collections::BTreeMap;

use blobs::Digest;
use domain::code::PolicyId;
use domain::id::ImportId;
use freight::table::BlockHash;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an account's freight configuration consists of right now, by hashes. One item of the table, replaced under
/// its version, so that a reader sees one state and never a mix.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Root {
    pub(crate) docks: Option<Hash>,
    pub(crate) warehouses: Option<Hash>,
    pub(crate) policies: Option<Hash>,
    pub(crate) holidays: Option<Hash>,
    pub(crate) settings: Option<Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pickup_points: Option<Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sellers: Option<Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) polygons: Option<Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) restricted: Option<Hash>,
    pub(crate) tables: BTreeMap<PolicyId, Table>,
}

/// Which freight table serves a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// The last version that was switched to; they count from 1, over deletion of the policy too.
    pub version: u32,
    /// The compiled table; none while the policy has none.
    pub block: Option<BlockHash>,
    /// Rows of it.
    pub rows: u64,
}

/// One version of a policy's freight table. Item AP-18 of the table; kept for comparing and going back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableVersion {
    /// The policy.
    pub policy: PolicyId,
    /// Versions of a policy count from 1.
    pub version: u32,
    /// The compiled table.
    pub block: BlockHash,
    /// Rows of it.
    pub rows: u64,
    /// The import that it came with; none when it did not come as a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
    /// Name of that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// The earlier version that it brought back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<u32>,
    /// Who switched to it.
    pub author: String,
    /// When.
    pub at: Timestamp,
}

impl Root {
    /// Names this state: equal for equal content.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }

    /// What the digest is of.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// A digest as the item spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash(pub(crate) Digest);

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Digest::parse(&text).map(Self).ok_or_else(|| serde::de::Error::custom("not a SHA-256 digest"))
    }
}
