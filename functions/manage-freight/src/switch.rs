//! Switching a shipping policy to another freight table.

use std::collections::BTreeMap;

use configuration::{Sections, Table};
use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::EventId;
use freight::table::BlockHash;
use jiff::Timestamp;
use store::{Commit, keys};

use crate::job::{Job, TableVersion};

/// The policy that a table is for does not exist any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the shipping policy does not exist any more")]
pub(crate) struct PolicyGone;

/// Makes a checked table the one that serves its policy, as the next version.
///
/// # Errors
/// [`PolicyGone`].
pub(crate) fn switch(
    sections: &mut Sections,
    job: &Job,
    block: BlockHash,
    rows: u64,
    author: &str,
    now: Timestamp,
) -> Result<TableVersion, PolicyGone> {
    let policy = &job.asked.policy;
    if sections.policies.get(policy.as_str()).is_none() {
        return Err(PolicyGone);
    }
    let version = sections.tables.get(policy).map_or(0, |table| table.version).saturating_add(1);
    sections.tables.insert(policy.clone(), Table { version, block: Some(block), rows });
    Ok(TableVersion {
        policy: policy.clone(),
        version,
        block,
        rows,
        import: job.id,
        file_name: job.asked.file_name.clone(),
        author: author.to_owned(),
        at: now,
    })
}

/// Adds the new version to the commit that switches to it, and tells others.
pub(crate) fn record(commit: Commit, scope: TenantScope, event: EventId, new: &TableVersion) -> Commit {
    let key = keys::freight_table::<TableVersion>(scope, new.policy.as_str(), new.version);
    let data = [("policy", new.policy.to_string()), ("version", new.version.to_string())];
    commit.create("freight table", &key, new).tell(&Event {
        id: event,
        account: scope.account(),
        kind: EventKind::FreightTableSwitched,
        subject: new.import.to_string(),
        author: new.author.clone(),
        at: new.at,
        data: data.map(|(name, value)| (name.to_owned(), value)).into_iter().collect::<BTreeMap<_, _>>(),
    })
}
