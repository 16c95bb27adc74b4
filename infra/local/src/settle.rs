use std::time::{Duration, Instant};

use jiff::SignedDuration;

use crate::activity::Activity;
use crate::clock::Clock;
use crate::ledger::Ledger;
use crate::pump::{Checkpoints, Stream};
use crate::queues::Queues;
use crate::schedules::Schedules;
use crate::table::Table;

/// Tells when everything that was to happen has happened, and moves a manual clock.
#[derive(Clone)]
pub(crate) struct Settle {
    pub(crate) activity: Activity,
    pub(crate) clock: Clock,
    pub(crate) stream: Option<(Stream, Checkpoints)>,
    pub(crate) queues: Queues,
    /// The queues that somebody reads.
    pub(crate) read: Vec<String>,
    pub(crate) schedules: Schedules,
    pub(crate) table: Option<Table>,
    pub(crate) ledger: Ledger,
}

impl Settle {
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Waits until nothing is under way and nothing is due; else says what still was.
    pub(crate) async fn settle(&self, patience: Duration) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            let Some(busy) = self.busy() else { return Ok(()) };
            if begun.elapsed() >= patience {
                return Err(busy);
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// What keeps the edition from being at rest. Looked at in an order in which nothing can slip by unseen.
    fn busy(&self) -> Option<String> {
        let begun = self.activity.begun();
        if self.activity.running() > 0 {
            return Some("functions are running".into());
        }
        if let Some((stream, checkpoints)) = &self.stream {
            match stream.look() {
                Ok(end) if checkpoints.common().is_none_or(|read| read >= end) => {}
                Ok(_) => return Some("the stream is not read to its end".into()),
                Err(error) => return Some(error.to_string()),
            }
        }
        for queue in &self.read {
            match self.queues.has_due(queue) {
                Ok(false) => {}
                Ok(true) => return Some(format!("queue `{queue}` has messages")),
                Err(error) => return Some(error.to_string()),
            }
        }
        let same = self.activity.begun() == begun && self.activity.running() == 0;
        (!same).then(|| "something has just begun".into())
    }

    /// Moves the clock, in steps if asked, and lets everything happen that then is due.
    pub(crate) async fn advance(&self, by: SignedDuration, step: Option<SignedDuration>) -> Result<(), String> {
        let step = step.unwrap_or(by).max(SignedDuration::from_secs(1));
        let mut left = by;
        while left.is_positive() {
            let part = left.min(step);
            left = left.saturating_sub(part);
            self.clock.advance(part);
            self.ledger.set("clock", &self.clock.now().to_string()).map_err(|error| error.to_string())?;
            self.queues.expire().map_err(|error| error.to_string())?;
            if let Some(table) = &self.table {
                table.expire(self.clock.now()).await?;
            }
            self.schedules.call_due();
            if left.is_positive() {
                self.settle(Duration::from_secs(30)).await?;
            }
        }
        Ok(())
    }
}
