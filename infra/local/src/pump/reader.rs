use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use super::batch::{Batch, Outcome, Rules};
use super::failure::{Failures, GivenUp};
use super::{Record, Stream};
use crate::activity::Activity;
use crate::clock::Clock;
use crate::filter;
use crate::invoke::{Functions, PAYLOAD, unhandled};
use crate::ledger::Ledger;
use crate::tasks::Tasks;
use crate::template::{Start, StreamMapping};

/// How many records are looked at in one go.
const LOOK: usize = 1000;

/// How far each mapping has read, kept in the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Checkpoints {
    ledger: Ledger,
    read: Arc<Mutex<BTreeMap<String, i64>>>,
}

impl Checkpoints {
    /// Finds where each mapping left off. A stream that is shorter than that is a new one, and is read from its start.
    pub(crate) fn load(ledger: Ledger, stream: &Stream, mappings: &[StreamMapping]) -> rusqlite::Result<Self> {
        let end = stream.look()?;
        let mut read = BTreeMap::new();
        for mapping in mappings {
            let kept = ledger.setting(&setting(&mapping.id))?.and_then(|kept| kept.parse::<i64>().ok());
            let position = match kept {
                Some(kept) if kept <= end => kept,
                Some(_) => 0,
                None if mapping.start == Start::Latest => end,
                None => 0,
            };
            read.insert(mapping.id.clone(), position);
        }
        Ok(Self { ledger, read: Arc::new(Mutex::new(read)) })
    }

    fn at(&self, mapping: &str) -> i64 {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).get(mapping).copied().unwrap_or(0)
    }

    fn move_to(&self, mapping: &str, position: i64) -> rusqlite::Result<()> {
        self.ledger.set(&setting(mapping), &position.to_string())?;
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(mapping.into(), position);
        Ok(())
    }

    /// What every mapping has read; `None` when there is no mapping.
    pub(crate) fn common(&self) -> Option<i64> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).values().min().copied()
    }
}

fn setting(mapping: &str) -> String {
    format!("checkpoint {mapping}")
}

/// Everything a reader of the stream needs.
#[derive(Clone)]
pub(crate) struct Pump {
    pub(crate) stream: Stream,
    pub(crate) checkpoints: Checkpoints,
    pub(crate) functions: Functions,
    pub(crate) failures: Failures,
    pub(crate) activity: Activity,
    pub(crate) clock: Clock,
}

/// Starts the readers, and what looks for new records and removes old ones.
pub(crate) fn start(tasks: &Tasks, pump: &Pump, mappings: &[StreamMapping]) {
    for mapping in mappings {
        let (pump, mapping) = (pump.clone(), mapping.clone());
        tasks.start_loop(async move { pump.read(&mapping).await });
    }
    let pump = pump.clone();
    tasks.start_loop(async move { pump.watch().await });
}

impl Pump {
    /// The engine tells nobody of a write, so the end of its stream is looked at, seldom when nothing happens.
    async fn watch(&self) {
        let (mut trimmed, mut quiet, mut seen) = (0, 0_u32, 0);
        loop {
            match self.stream.look() {
                Ok(end) => {
                    quiet = if end == seen { quiet.saturating_add(1) } else { 0 };
                    seen = end;
                    let read = self.checkpoints.common().unwrap_or(end);
                    // The newest stays, so there is nothing to remove when it is the only one.
                    if read > trimmed && (quiet > 0 || read - trimmed > 64) {
                        trimmed = self.trim(read).await.unwrap_or(trimmed);
                    }
                }
                Err(error) => tracing::error!(%error, "the stream cannot be looked at"),
            }
            tokio::time::sleep(Duration::from_millis(if quiet < 200 { 10 } else { 40 })).await;
        }
    }

    async fn trim(&self, read: i64) -> Option<i64> {
        let stream = self.stream.clone();
        match tokio::task::spawn_blocking(move || stream.trim(read)).await {
            Ok(Ok(_)) => Some(read),
            Ok(Err(error)) => {
                tracing::debug!(%error, "the stream is trimmed later");
                None
            }
            Err(_) => None,
        }
    }

    async fn read(&self, mapping: &StreamMapping) {
        let mut end = self.stream.follow();
        loop {
            end.mark_unchanged();
            let busy = self.activity.begin();
            match self.turn(mapping).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(reason) => {
                    tracing::error!(mapping = mapping.id, reason, "the stream is not read on");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    continue;
                }
            }
            drop(busy);
            if end.changed().await.is_err() {
                return;
            }
        }
    }

    /// Reads on from the checkpoint; false when there was nothing.
    async fn turn(&self, mapping: &StreamMapping) -> Result<bool, String> {
        let text = |error: rusqlite::Error| error.to_string();
        let from = self.checkpoints.at(&mapping.id);
        let mut taken = self.take(mapping, from).map_err(text)?;
        let short = taken.records.len() < mapping.batch_size;
        // A window is the longest wait, not the shortest: nobody waits for a clock that stands still.
        if !taken.records.is_empty() && short && !mapping.window.is_zero() && !self.clock.is_manual() {
            tokio::time::sleep(mapping.window).await;
            taken = self.take(mapping, from).map_err(text)?;
        }
        if taken.to == from {
            return Ok(false);
        }
        if !taken.records.is_empty() {
            self.deliver(mapping, taken.records).await?;
        }
        self.checkpoints.move_to(&mapping.id, taken.to).map_err(text)?;
        Ok(true)
    }

    /// The next records that pass the filters, up to a full batch, and how far was looked for them.
    fn take(&self, mapping: &StreamMapping, from: i64) -> rusqlite::Result<Taken> {
        let mut taken = Taken { records: Vec::new(), to: from };
        let mut size = 0_usize;
        for record in self.stream.after(from, LOOK)? {
            let wanted = mapping.filters.is_empty()
                || mapping.filters.iter().any(|filter| filter::matches(filter, &record.event));
            if wanted {
                size = size.saturating_add(record.size.saturating_mul(2).saturating_add(1024));
                if taken.records.len() == mapping.batch_size || (size > PAYLOAD && !taken.records.is_empty()) {
                    break;
                }
            }
            taken.to = record.position;
            if wanted {
                taken.records.push(self.dated(record));
            }
        }
        Ok(taken)
    }

    /// Under a manual clock a record is as old as that clock says since it was first seen.
    fn dated(&self, mut record: Record) -> Record {
        if self.clock.is_manual() {
            record.at = self.clock.now().as_second();
            if let Some(at) = record.event.pointer_mut("/dynamodb/ApproximateCreationDateTime") {
                *at = json!(record.at);
            }
        }
        record
    }

    async fn deliver(&self, mapping: &StreamMapping, records: Vec<Record>) -> Result<(), String> {
        let rules = Rules { bisect: mapping.bisect, retries: mapping.retries };
        let mut waiting = VecDeque::from([Batch { records, retries: 0 }]);
        while let Some(batch) = waiting.pop_front() {
            let Some(batch) = self.young(mapping, batch).await? else { continue };
            let outcome = self.call(mapping, &batch).await;
            let done_with = batch.records.clone();
            let next = rules.decide(batch, outcome);
            if let Some(last) = next.handled.checked_sub(1).and_then(|last| done_with.get(last)) {
                self.checkpoints.move_to(&mapping.id, last.position).map_err(|error| error.to_string())?;
            }
            if let Some(given_up) = next.given_up {
                self.give_up(mapping, &given_up, "RetryAttemptsExhausted").await?;
            }
            let pause = next.again.first().filter(|again| again.retries > 0).map(|again| self.pause(again.retries));
            for batch in next.again.into_iter().rev() {
                waiting.push_front(batch);
            }
            if let Some(pause) = pause {
                tokio::time::sleep(pause).await;
            }
        }
        Ok(())
    }

    /// What is left of a batch without the records that have become too old.
    async fn young(&self, mapping: &StreamMapping, batch: Batch<Record>) -> Result<Option<Batch<Record>>, String> {
        let Some(limit) = mapping.max_age else { return Ok(Some(batch)) };
        let oldest = self.clock.now().as_second().saturating_sub(limit);
        let (young, old): (Vec<_>, Vec<_>) = batch.records.into_iter().partition(|record| record.at >= oldest);
        if !old.is_empty() {
            self.give_up(mapping, &Batch { records: old, retries: batch.retries }, "RecordAgeExceeded").await?;
        }
        Ok((!young.is_empty()).then_some(Batch { records: young, retries: batch.retries }))
    }

    async fn give_up(
        &self,
        mapping: &StreamMapping,
        batch: &Batch<Record>,
        condition: &'static str,
    ) -> Result<(), String> {
        let calls = batch.retries.saturating_add(1);
        let given_up = GivenUp { mapping, records: &batch.records, calls, condition, at: self.clock.now() };
        self.failures.keep(&given_up).await?;
        if let Some(last) = batch.records.last() {
            self.checkpoints.move_to(&mapping.id, last.position).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    async fn call(&self, mapping: &StreamMapping, batch: &Batch<Record>) -> Outcome {
        let events: Vec<&Value> = batch.records.iter().map(|record| &record.event).collect();
        match self.functions.invoke(&mapping.function, json!({ "Records": events })).await {
            Err(_) => Outcome::FailedAt(0),
            Ok(_) if !mapping.partial => Outcome::Handled,
            Ok(answer) => {
                let Some(failed) = unhandled(&answer) else { return Outcome::FailedAt(0) };
                let place = |id: &String| batch.records.iter().position(|record| record.sequence == *id).unwrap_or(0);
                failed.iter().map(place).min().map_or(Outcome::Handled, Outcome::FailedAt)
            }
        }
    }

    fn pause(&self, retries: u32) -> Duration {
        if self.clock.is_manual() {
            return Duration::from_millis(1);
        }
        Duration::from_millis(100_u64.saturating_mul(2_u64.saturating_pow(retries.min(10))).min(10_000))
    }
}

struct Taken {
    records: Vec<Record>,
    to: i64,
}
