//! Hands every event to the queue of each consumer, as soon as the table's stream shows it.
//!
//! The only reader of the stream. What it cannot hand over comes again, in its order, until the stream's limits; the
//! reason stands on the event by then, and the event still waits in the outbox, where `keep-house` finds it.

use std::sync::Arc;

use domain::event::Event;
use edge::{BoxFuture, Change, ChangeKind, Env, Function, Service, StartError, Undone};
use futures_util::future::join_all;
use queues::{Addresses, Consumers};
use serde_json::Value;
use store::{Store, Waiting};

/// What the handler depends on.
struct Deps {
    store: Store,
    consumers: Consumers,
}

/// Starts the function.
#[must_use]
pub fn start(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let addresses = Addresses {
            messages: env.require("MESSAGES_QUEUE_URL")?,
            feed: env.require("FEED_QUEUE_URL")?,
            webhooks: env.require("WEBHOOKS_QUEUE_URL")?,
        };
        let deps = Deps {
            store: Store::new(&env.sdk(Service::DynamoDb).await, env.require("TABLE_NAME")?),
            consumers: Consumers::new(&env.sdk(Service::Sqs).await, addresses),
        };
        Ok(Function::new().stream(&Arc::new(deps), |deps, changes| Box::pin(publish(deps, changes))))
    })
}

/// Every event of the batch is handed over, also those behind one that fails: a repeat of them is recognised.
async fn publish(deps: &Deps, changes: Vec<Change>) -> Vec<Undone> {
    let records: Vec<Record> = changes.into_iter().filter_map(Record::of).collect();
    let events: Vec<Event> = records.iter().filter_map(|record| record.event.as_ref().ok().cloned()).collect();
    let mut told = deps.consumers.tell(&events).await.into_iter();
    let settled = records.into_iter().map(|record| {
        let result = match &record.event {
            Ok(_) => told.next().unwrap_or(Ok(())).map_err(|error| error.with_causes()),
            Err(why) => Err(why.clone()),
        };
        settle(deps, record, result)
    });
    join_all(settled).await.into_iter().flatten().collect()
}

/// Notes on the event's item what became of it.
async fn settle(deps: &Deps, record: Record, result: Result<(), String>) -> Option<Undone> {
    let noted = match (&record.waiting, &result) {
        (Some(waiting), Ok(())) => deps.store.mark_published(waiting).await,
        (Some(waiting), Err(why)) => deps.store.mark_failed(waiting, why).await,
        (None, _) => Ok(()),
    };
    let why = match (result, noted) {
        (Ok(()), Ok(())) => return None,
        (Err(why), Ok(())) => why,
        (Ok(()), Err(error)) => error.to_string(),
        (Err(why), Err(error)) => format!("{why}; and that could not be noted: {error}"),
    };
    Some(Undone { id: record.id, why })
}

/// A record of the stream that tells of a fresh event.
#[derive(Debug)]
struct Record {
    id: String,
    waiting: Option<Waiting>,
    event: Result<Event, String>,
}

impl Record {
    /// None for changes of anything else. The stream's filter keeps those away; the filter is not trusted with it.
    fn of(mut change: Change) -> Option<Self> {
        let fresh = change.kind == ChangeKind::Insert;
        if !fresh || change.item.get("entity").and_then(Value::as_str) != Some("event") {
            return None;
        }
        let text = |name: &str| change.item.get(name).and_then(Value::as_str).unwrap_or_default();
        let waiting = Waiting::at(text("PK"), text("SK"));
        let body = change.item.remove("body").unwrap_or_default();
        let event = serde_json::from_value::<Event>(body).map_err(|error| format!("the event is unreadable: {error}"));
        let event = event.and_then(|event| match &waiting {
            Some(waiting) if *waiting == Waiting::of(&event) => Ok(event),
            _ => Err("the event does not stand where its identifiers say".to_owned()),
        });
        Some(Self { id: change.id, waiting, event })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ACCOUNT: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";
    const EVENT: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3e";

    fn change(kind: ChangeKind, entity: &str, account: &str, kind_of_event: &str) -> Change {
        let item = json!({
            "PK": format!("T#{ACCOUNT}#EVENT#2026-11-21"),
            "SK": EVENT,
            "entity": entity,
            "body": {
                "id": EVENT, "account": account, "kind": kind_of_event, "subject": "x", "author": "user:x",
                "at": "2026-11-21T20:06:43Z", "data": {},
            },
        });
        Change { id: "11".into(), kind, item: item.as_object().unwrap().clone() }
    }

    #[test]
    fn only_fresh_events_are_published() {
        fn check(kind: ChangeKind, entity: &str, expected: bool) {
            assert_eq!(
                Record::of(change(kind, entity, ACCOUNT, "user.invited")).is_some(),
                expected,
                "{kind:?} {entity}"
            );
        }
        check(ChangeKind::Insert, "event", true);
        check(ChangeKind::Insert, "user", false);
        check(ChangeKind::Modify, "event", false);
        check(ChangeKind::Remove, "event", false);
    }

    #[test]
    fn an_unreadable_event_still_says_where_it_stands() {
        fn check(account: &str, kind: &str, expected: Result<(), &str>) {
            let record = Record::of(change(ChangeKind::Insert, "event", account, kind)).unwrap();
            assert!(record.waiting.is_some());
            match (record.event, expected) {
                (Ok(_), Ok(())) => {}
                (Err(why), Err(part)) => assert!(why.contains(part), "{why}"),
                (event, expected) => panic!("{event:?} instead of {expected:?}"),
            }
        }
        check(ACCOUNT, "user.invited", Ok(()));
        check(ACCOUNT, "user.vanished", Err("unreadable: unknown variant"));
        check("nobody", "user.invited", Err("unreadable"));
        check(EVENT, "user.invited", Err("where its identifiers say"));
    }
}
