//! Queues with the semantics of SQS, in the ledger.

mod event;
mod store;
mod worker;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::Notify;

pub(crate) use event::{md5, sqs_event};
pub(crate) use worker::{Reader, start};

use crate::clock::Clock;
use crate::ledger::Ledger;
use crate::template::Queue;

/// All queues of the edition.
#[derive(Clone, Debug)]
pub(crate) struct Queues(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    ledger: Ledger,
    clock: Clock,
    queues: BTreeMap<String, Queue>,
    arrivals: BTreeMap<String, Notify>,
}

/// A message on its way in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letter {
    pub(crate) body: String,
    pub(crate) attributes: Value,
    pub(crate) group: Option<String>,
    pub(crate) deduplication: Option<String>,
    /// Seconds; else as the queue says.
    pub(crate) delay: Option<i64>,
}

/// A message that has been received.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) id: i64,
    pub(crate) message_id: String,
    pub(crate) body: String,
    pub(crate) attributes: Value,
    pub(crate) group: Option<String>,
    pub(crate) deduplication: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) sent_at: i64,
    pub(crate) first_received_at: i64,
    pub(crate) receives: i64,
    pub(crate) receipt: String,
}

/// Why a message was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("The specified queue does not exist.")]
    NoQueue,
    #[error("{0}")]
    Invalid(&'static str),
    #[error("the ledger does not answer")]
    Ledger(#[from] rusqlite::Error),
}

impl Queues {
    pub(crate) fn new(ledger: Ledger, clock: Clock, queues: impl IntoIterator<Item = Queue>) -> rusqlite::Result<Self> {
        let queues: BTreeMap<_, _> = queues.into_iter().map(|queue| (queue.name.clone(), queue)).collect();
        let arrivals = queues.keys().map(|name| (name.clone(), Notify::new())).collect();
        let all = Self(Arc::new(Inner { ledger, clock, queues, arrivals }));
        all.release_all()?;
        Ok(all)
    }

    pub(crate) fn queue(&self, name: &str) -> Option<&Queue> {
        self.0.queues.get(name)
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Wakes those who wait for messages of a queue.
    fn announce(&self, queue: &str) {
        if let Some(arrivals) = self.0.arrivals.get(queue) {
            arrivals.notify_waiters();
        }
    }

    /// Told when a message may have come. Must be polled (enabled) before the look that finds nothing.
    fn arrivals(&self, queue: &str) -> Option<tokio::sync::futures::Notified<'_>> {
        self.0.arrivals.get(queue).map(Notify::notified)
    }
}
