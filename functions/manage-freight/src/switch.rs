//! Switching a shipping policy to another freight table.

use std::collections::BTreeMap;

use configuration::{Sections, Table, TableVersion};
use domain::access::TenantScope;
use domain::code::PolicyId;
use domain::event::{Event, EventKind};
use domain::id::{EventId, ImportId};
use freight::table::BlockHash;
use jiff::Timestamp;
use store::{Commit, keys};

use crate::job::Job;

/// The policy that a table is for does not exist any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the shipping policy does not exist any more")]
pub(crate) struct PolicyGone;

/// A compiled table that waits in the bucket, and where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    pub(crate) policy: PolicyId,
    pub(crate) block: BlockHash,
    pub(crate) rows: u64,
    pub(crate) import: Option<ImportId>,
    pub(crate) file_name: Option<String>,
    pub(crate) restores: Option<u32>,
}

impl Ready {
    /// What an import became.
    pub(crate) fn imported(job: &Job, block: BlockHash, rows: u64) -> Self {
        Self {
            policy: job.of.policy.clone(),
            block,
            rows,
            import: Some(job.id),
            file_name: Some(job.asked.file_name.clone()),
            restores: None,
        }
    }

    /// An earlier version, brought back.
    pub(crate) fn restored(earlier: TableVersion) -> Self {
        let TableVersion { policy, version, block, rows, import, file_name, .. } = earlier;
        Self { policy, block, rows, import, file_name, restores: Some(version) }
    }
}

/// Makes a table the one that serves its policy, as the next version.
///
/// # Errors
/// [`PolicyGone`].
pub(crate) fn switch(
    sections: &mut Sections,
    ready: Ready,
    author: &str,
    now: Timestamp,
) -> Result<TableVersion, PolicyGone> {
    let Ready { policy, block, rows, import, file_name, restores } = ready;
    if sections.policies.get(policy.as_str()).is_none() {
        return Err(PolicyGone);
    }
    let version = sections.tables.get(&policy).map_or(0, |table| table.version).saturating_add(1);
    sections.tables.insert(policy.clone(), Table { version, block: Some(block), rows });
    Ok(TableVersion { policy, version, block, rows, import, file_name, restores, author: author.to_owned(), at: now })
}

/// Adds the new version to the commit that switches to it, and tells others.
pub(crate) fn record(commit: Commit, scope: TenantScope, event: EventId, new: &TableVersion) -> Commit {
    let key = keys::freight_table::<TableVersion>(scope, new.policy.as_str(), new.version);
    let data = [("policy", new.policy.to_string()), ("version", new.version.to_string())];
    commit.create("freight table", &key, new).tell(&Event {
        id: event,
        account: scope.account(),
        kind: EventKind::FreightTableSwitched,
        subject: new.import.map_or_else(|| new.policy.to_string(), |import| import.to_string()),
        author: new.author.clone(),
        at: new.at,
        data: data.map(|(name, value)| (name.to_owned(), value)).into_iter().collect::<BTreeMap<_, _>>(),
    })
}
