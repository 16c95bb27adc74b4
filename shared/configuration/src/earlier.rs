//! Configurations of earlier moments, and of moments that never were.

use std::collections::BTreeMap;

use blobs::Digest;
use bytes::Bytes;
use domain::access::TenantScope;
use domain::code::PolicyId;
use domain::postal::PostalCode;
use freight::table::BlockHash;
use jiff::Timestamp;
use serde::Deserialize;
use store::keys;

use crate::Error;
use crate::blocks::Part;
use crate::register::{Loaded, Register};
use crate::root::{Root, Table};

/// The largest root that is read.
const ROOT_LIMIT: u64 = 16 << 20;

/// A version of a freight table, as far as a quote needs it. Item AP-18 of the table.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    block: BlockHash,
    rows: u64,
}

impl Register {
    /// As [`Register::load_for`], but of the state that a root names, and with other versions of some freight tables.
    /// Without a root it is the state of this moment. [`Loaded::root`] names the state before the versions were put in.
    ///
    /// # Errors
    /// [`Error::NotKept`] for a root or a version that nobody kept, or else [`Error`] when the table or the bucket
    /// does not answer.
    pub async fn load_other(
        &self,
        scope: TenantScope,
        root: Option<&str>,
        versions: &BTreeMap<PolicyId, u32>,
        code: Option<PostalCode>,
        now: Timestamp,
    ) -> Result<Loaded, Error> {
        let mut root = match root {
            None => self.root(scope, now).await?.0,
            Some(name) => self.kept_root(scope, name).await?,
        };
        let name = root.digest().to_string();
        for (policy, version) in versions {
            let key = keys::freight_table::<Version>(scope, policy.as_str(), *version);
            let found = self.store().read(&key, now).await?;
            let not_kept = || Error::NotKept { part: "table", name: policy.to_string() };
            let Version { block, rows } = found.ok_or_else(not_kept)?.value;
            root.tables.insert(policy.clone(), Table { version: *version, block: Some(block), rows });
        }
        Ok(Loaded { root: name, ..self.part_of(scope, &root, Part::For(code)).await? })
    }

    async fn kept_root(&self, scope: TenantScope, name: &str) -> Result<Root, Error> {
        let nothing = Root::default();
        if nothing.digest().to_string() == name {
            return Ok(nothing);
        }
        let not_kept = || Error::NotKept { part: "root", name: name.to_owned() };
        let key = blobs::keys::section(scope, ROOT, Digest::parse(name).ok_or_else(not_kept)?);
        match self.blobs().get(&key, ROOT_LIMIT).await {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| Error::unreadable("root", key.as_str(), error)),
            Err(error) if error.is_missing() => Err(not_kept()),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps a root for the quotes that will name it.
    pub(crate) async fn keep_root(&self, scope: TenantScope, root: &Root) -> Result<(), Error> {
        let key = blobs::keys::section(scope, ROOT, root.digest());
        self.blobs().put(&key, Bytes::from(root.to_bytes()), "application/json").await?;
        Ok(())
    }
}

/// The word that roots are kept under in the bucket.
const ROOT: &str = "root";
