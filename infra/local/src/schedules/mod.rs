//! Functions called by the clock.

mod expression;

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::buckets::events_of;
use crate::clock::Clock;
use crate::queues::{Letter, Queues};
use crate::tasks::Tasks;
use crate::template::{ACCOUNT, REGION, Schedule};
use expression::Expression;

/// All schedules of the template.
#[derive(Clone, Debug)]
pub(crate) struct Schedules(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    all: Vec<(Schedule, Expression)>,
    start: Timestamp,
    /// Up to when everything due has been called.
    done: Mutex<Timestamp>,
    clock: Clock,
    queues: Queues,
}

impl Schedules {
    pub(crate) fn new(schedules: &[Schedule], clock: Clock, queues: Queues) -> Result<Self, String> {
        let all = schedules
            .iter()
            .map(|schedule| {
                let expression = Expression::parse(&schedule.expression, &schedule.zone);
                Ok((schedule.clone(), expression.map_err(|reason| format!("schedule {}: {reason}", schedule.id))?))
            })
            .collect::<Result<_, String>>()?;
        let start = clock.now();
        Ok(Self(Arc::new(Inner { all, start, done: Mutex::new(start), clock, queues })))
    }

    /// Calls functions when they are due. Under a manual clock whoever moves it does.
    pub(crate) fn start(&self, tasks: &Tasks) {
        if self.0.clock.is_manual() || self.0.all.is_empty() {
            return;
        }
        let schedules = self.clone();
        tasks.start_loop(async move {
            loop {
                let now = schedules.0.clock.now();
                let next = schedules.0.all.iter().filter_map(|(_, expression)| expression.next(schedules.0.start, now));
                schedules.0.clock.until(next.min().map(Timestamp::as_millisecond)).await;
                schedules.call_due();
            }
        });
    }

    /// Calls every function that was due since the last time; one that was due many times is called once.
    pub(crate) fn call_due(&self) {
        let now = self.0.clock.now();
        let mut done = self.0.done.lock().unwrap_or_else(PoisonError::into_inner);
        let since = std::mem::replace(&mut *done, now);
        let due =
            self.0.all.iter().filter_map(|(schedule, expression)| {
                expression.last(self.0.start, since, now).map(|at| (at, schedule))
            });
        let mut due: Vec<_> = due.collect();
        due.sort_by_key(|(at, _)| *at);
        for (at, schedule) in due {
            let letter = Letter { body: event(schedule, at).to_string(), ..Letter::default() };
            if let Err(error) = self.0.queues.send(&events_of(&schedule.function), &letter) {
                tracing::error!(schedule = schedule.id, %error, "a schedule was missed");
            }
        }
    }
}

fn event(schedule: &Schedule, at: Timestamp) -> Value {
    schedule.input.clone().unwrap_or_else(|| {
        json!({
            "version": "0",
            "id": uuid::Uuid::new_v4(),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "time": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "region": REGION,
            "resources": [format!("arn:aws:events:{REGION}:{ACCOUNT}:rule/{}", schedule.id)],
            "detail": {},
        })
    })
}
