//! Events by the hundred, as handlers write them.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use crate::world::World;
use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::{AccountId, EventId};
use edge::Service;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{Commit, Store};
use uuid::Uuid;

/// The table of a world.
pub async fn table(world: &World) -> Store {
    let env = world.edition().env();
    Store::new(&env.sdk(Service::DynamoDb).await, env.require("TABLE_NAME").expect("the table has a name"))
}

/// A fresh identifier by the clock of the world, which may be far from the machine's.
#[must_use]
pub fn fresh(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
}

/// Commits so many events of a kind in an account, up to fifty to a transaction, and answers them.
pub async fn tell(world: &World, account: &str, kind: EventKind, count: usize) -> Vec<Event> {
    let account: AccountId = account.parse().expect("an account is named by its id");
    let (table, now) = (table(world).await, world.edition().clock().now());
    let events: Vec<Event> = (0..count).map(|_| event(account, kind, now)).collect();
    for together in events.chunks(50) {
        let commit = Commit::new(TenantScope::acting_for(account), now, Uuid::now_v7());
        let commit = together.iter().fold(commit, Commit::tell);
        table.commit(commit).await.expect("events can be written");
    }
    events
}

fn event(account: AccountId, kind: EventKind, now: Timestamp) -> Event {
    Event {
        id: EventId::new(fresh(now)),
        account,
        kind,
        subject: fresh(now).to_string(),
        author: "user:nobody".to_owned(),
        at: now,
        data: BTreeMap::new(),
    }
}
