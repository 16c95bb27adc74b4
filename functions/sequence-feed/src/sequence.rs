//! Numbering: the head of the feed, the entries, and where each event stands go into one transaction.

use crate::Deps;
use domain::access::TenantScope;
use domain::event::Event;
use domain::feed::{self, Head, Place};
use domain::id::AccountId;
use edge::{Message, Undone};
use futures_util::future::{join_all, try_join};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use store::{Commit, keys};

/// How long an entry is kept. Thirty days are promised; the rest is for those who come back on the last of them.
const ENTRY_KEPT: SignedDuration = SignedDuration::from_hours(24 * 35);
/// How long a repeat is recognised: longer than an event is kept where it was written, so than any can come.
const PLACE_KEPT: SignedDuration = SignedDuration::from_hours(24 * 120);
/// How often the end of the feed is read again when somebody else has moved it.
const ATTEMPTS: u32 = 4;

/// The events of one account, each with the message it came in.
type Batch = Vec<(String, Event)>;

/// Accounts at once; within an account all or nothing, so that its order stays.
pub(crate) async fn sequence(deps: &Deps, messages: Vec<Message>) -> Vec<Undone> {
    let (mut accounts, mut undone) = (BTreeMap::<AccountId, Batch>::new(), Vec::new());
    for message in messages {
        match serde_json::from_str::<Event>(&message.body) {
            Ok(event) => accounts.entry(event.account).or_default().push((message.id, event)),
            Err(error) => undone.push(Undone { id: message.id, why: format!("not an event of ours: {error}") }),
        }
    }
    let appended = accounts.into_iter().map(async |(account, batch)| {
        let (ids, events): (Vec<String>, Vec<Event>) = batch.into_iter().unzip();
        let why = append(deps, account, &events).await.err().map(|error| error.to_string());
        why.map(|why| ids.into_iter().map(|id| Undone { id, why: why.clone() }).collect::<Vec<_>>())
    });
    undone.extend(join_all(appended).await.into_iter().flatten().flatten());
    undone
}

/// Appends to the feed what it does not hold yet.
async fn append(deps: &Deps, account: AccountId, events: &[Event]) -> Result<(), store::Error> {
    let scope = TenantScope::acting_for(account);
    let mut attempt = 1;
    loop {
        match append_once(deps, scope, events).await {
            // The queue lets one batch of an account out at a time; only a worker that was thought dead comes between.
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt += 1,
            other => return other,
        }
    }
}

async fn append_once(deps: &Deps, scope: TenantScope, events: &[Event]) -> Result<(), store::Error> {
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let (head_key, places) = (keys::feed_head(scope), places(scope, events));
    let (seen, known) = try_join(store.read(&head_key, now), store.read_all(&places, now)).await?;

    let head = seen.as_ref().map_or(Head { number: 0 }, |seen| seen.value);
    let known = events.iter().zip(known).filter(|(_, place)| place.is_some()).map(|(event, _)| event.id).collect();
    let entries = feed::number(head, events, &known);
    let Some(last) = entries.last() else { return Ok(()) };

    let commit = Commit::new(scope, now, deps.gate.fresh());
    let end = Head { number: last.number };
    let mut commit = match seen {
        None => commit.create("head", &head_key, &end),
        Some(seen) => commit.replace("head", &head_key, seen.version, &end),
    };
    let until = |kept| now.checked_add(kept).unwrap_or(jiff::Timestamp::MAX);
    for entry in &entries {
        let (number, event) = (entry.number, entry.event.id);
        commit = commit.create_until("entry", &keys::feed_entry(scope, number), entry, until(ENTRY_KEPT)).create_until(
            "place",
            &keys::feed_place_of(scope, event),
            &Place { number },
            until(PLACE_KEPT),
        );
    }
    store.commit(commit).await
}

/// The keys of where each event stands.
fn places(scope: TenantScope, events: &[Event]) -> Vec<store::Key<Place>> {
    events.iter().map(|event| keys::feed_place_of(scope, event.id)).collect()
}
