//! What must be done whether or not anybody asks, once a minute.
//!
//! Events that the stream has not delivered within two minutes are handed over from the index of what waits, and work
//! whose time has come is handed to whoever does it. Everything that ends by itself needs no sweeping: sessions, links, answers,
//! quotes and published events carry a time to live, uploads and reports a rule of the bucket.

mod due;
mod fate;

use std::sync::Arc;

use domain::event::Event;
use edge::{BoxFuture, Clock, Env, Function, InvokeError, Service, StartError};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use queues::{Addresses, Consumers};
use store::{Store, Waiting, keys::OUTBOX_SHARDS};

use crate::fate::{Fate, fate};

/// How long an event may wait for the stream before it is swept.
const STREAM_MAY_TAKE: SignedDuration = SignedDuration::from_mins(2);
/// Events read at once.
const PAGE: u16 = 100;
/// Pages of a shard in one run: together with the other shards, all that a minute has room for.
const PAGES: u16 = 20;

/// What the handler depends on.
struct Deps {
    store: Store,
    consumers: Consumers,
    clock: Clock,
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
            clock: env.clock().clone(),
        };
        Ok(Function::new().schedule(&Arc::new(deps), |deps, ()| Box::pin(keep(deps))))
    })
}

/// A sweep that fails does not keep back what is due.
async fn keep(deps: &Deps) -> Result<(), InvokeError> {
    let (due, swept) = (due::hand_out(deps).await, sweep(deps).await);
    due.and(swept)
}

/// One shard that cannot be swept does not keep the others from it.
async fn sweep(deps: &Deps) -> Result<(), InvokeError> {
    let now = deps.clock.now();
    let (mut swept, mut failed) = (0_u64, None);
    // One shard after the other: a backlog must not crowd out the requests of the day.
    for shard in 0..OUTBOX_SHARDS {
        match sweep_shard(deps, shard, now).await {
            Ok(events) => swept = swept.saturating_add(events),
            Err(error) => failed = Some(error),
        }
    }
    if swept > 0 {
        tracing::warn!(swept, "events that the stream had not delivered");
    }
    failed.map_or(Ok(()), |error| Err(InvokeError::new(error)))
}

/// Hands over what waits in a shard, page by page. What stays behind keeps nobody behind it waiting.
async fn sweep_shard(deps: &Deps, shard: u8, now: Timestamp) -> Result<u64, store::Error> {
    let since = now.checked_sub(STREAM_MAY_TAKE).unwrap_or(Timestamp::MIN);
    let (mut swept, mut after) = (0_u64, None);
    for _ in 0..PAGES {
        let page = deps.store.waiting_events(shard, since, after.as_deref(), PAGE).await?;
        swept = swept.saturating_add(u64::try_from(page.events.len()).unwrap_or(u64::MAX));
        hand_over(deps, page.events, now).await?;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(swept)
}

/// Hands events over and notes what became of each.
async fn hand_over(
    deps: &Deps,
    page: Vec<(Waiting, Result<Event, store::Error>)>,
    now: Timestamp,
) -> Result<(), store::Error> {
    let events: Vec<Event> = page.iter().filter_map(|(_, event)| event.as_ref().ok().cloned()).collect();
    let mut told = deps.consumers.tell(&events).await.into_iter();
    let fates = page.into_iter().map(|(waiting, event)| {
        let at = waiting.written_at();
        let fate = match event {
            Ok(_) => match told.next() {
                Some(Err(error)) => fate(error.is_refused(), error.with_causes(), at, now),
                _ => Fate::Published,
            },
            Err(error) => fate(true, error.to_string(), at, now),
        };
        (waiting, fate)
    });
    let noted = fates.map(async |(waiting, fate)| match fate {
        Fate::Published => deps.store.mark_published(&waiting).await,
        Fate::Waits(why) => deps.store.mark_failed(&waiting, &why).await,
        Fate::GivenUp(why) => {
            tracing::error!(why, "an event is given up");
            deps.store.give_up(&waiting, &why).await
        }
    });
    join_all(noted).await.into_iter().collect()
}
