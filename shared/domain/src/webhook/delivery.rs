//! What became of telling one event to one subscription, and when it is tried again.

use super::Health;
use crate::event::{Event, EventKind};
use crate::id::{DeliveryId, EventId, WebhookId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Attempts that are remembered of one delivery.
const REMEMBERED: usize = 40;

/// One event on its way to one subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The subscription.
    pub webhook: WebhookId,
    /// The event; the delivery is named by its identifier.
    pub event: Event,
    /// How it stands.
    pub state: State,
    /// Attempts since it was begun, or sent again on request.
    pub tries: u8,
    /// What became of each attempt, oldest first; of very many, the latest.
    pub attempts: Vec<Attempt>,
}

/// How a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "name")]
pub enum State {
    /// It is tried (again) at a time.
    Pending {
        /// When.
        next: Timestamp,
    },
    /// The receiver has it.
    Delivered {
        /// Since when.
        at: Timestamp,
    },
    /// It was tried as often as it is.
    GivenUp {
        /// When it was tried last.
        at: Timestamp,
    },
    /// The subscription was switched off before it came through.
    Cancelled {
        /// When that was found.
        at: Timestamp,
    },
}

impl State {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending { .. } => "pending",
            Self::Delivered { .. } => "delivered",
            Self::GivenUp { .. } => "given_up",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

/// One attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it began.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took, in milliseconds.
    pub millis: u32,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "name")]
pub enum Outcome {
    /// The receiver answered.
    Answered {
        /// With this status.
        status: u16,
    },
    /// The address is none that we send to.
    Refused,
    /// The name of the host leads nowhere.
    Unresolved,
    /// The name leads into a private network.
    Private,
    /// Nobody takes the connection.
    Unreachable,
    /// The receiver cannot prove who it is.
    Insecure,
    /// What came back is not HTTP, or the connection broke.
    Broken,
    /// The receiver took too long.
    TimedOut,
}

impl Outcome {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered { .. } => "answered",
            Self::Refused => "refused",
            Self::Unresolved => "unresolved",
            Self::Private => "private",
            Self::Unreachable => "unreachable",
            Self::Insecure => "insecure",
            Self::Broken => "broken",
            Self::TimedOut => "timed_out",
        }
    }

    /// Whether the receiver has the event: any 2xx, and nothing else. Redirects are not followed.
    #[must_use]
    pub const fn came_through(self) -> bool {
        matches!(self, Self::Answered { status: 200..=299 })
    }

    /// Whether the receiver wants no more at all.
    #[must_use]
    pub const fn is_gone(self) -> bool {
        matches!(self, Self::Answered { status: 410 })
    }
}

/// Waits between attempts, in seconds: ten attempts over 75 hours and 35 minutes.
const WAITS: [i64; 9] = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];
/// A receiver may ask for more time, up to this much at once.
const LONGEST_WAIT: i64 = 24 * 3600;

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: it came through, or the subscription has ended.
    Nothing,
    /// It is tried again.
    Again {
        /// When.
        at: Timestamp,
    },
    /// It is not tried again.
    Stop,
    /// Nothing more is sent to this receiver at all.
    SwitchOff,
}

impl Delivery {
    /// An event that is about to be sent for the first time.
    #[must_use]
    pub const fn begun(webhook: WebhookId, event: Event, now: Timestamp) -> Self {
        Self { webhook, event, state: State::Pending { next: now }, tries: 0, attempts: Vec::new() }
    }

    /// Its identifier: that of the event, which is unique within the subscription.
    #[must_use]
    pub const fn id(&self) -> DeliveryId {
        DeliveryId::new(self.event.id.uuid())
    }

    /// The delivery of an event at a subscription.
    #[must_use]
    pub const fn id_of(event: EventId) -> DeliveryId {
        DeliveryId::new(event.uuid())
    }

    /// Whether it waits for just this time: a repeat of what was asked then has been carried out already.
    #[must_use]
    pub fn waits_for(&self, at: Timestamp) -> bool {
        self.next() == Some(at)
    }

    /// When it is tried (again); none when it is not.
    #[must_use]
    pub const fn next(&self) -> Option<Timestamp> {
        match self.state {
            State::Pending { next } => Some(next),
            _ => None,
        }
    }

    /// The delivery, to be tried at a time unless something else becomes of it before.
    #[must_use]
    pub fn again_at(self, next: Timestamp) -> Self {
        Self { state: State::Pending { next }, ..self }
    }

    /// The delivery, to be sent anew on request.
    #[must_use]
    pub fn anew(self, now: Timestamp) -> Self {
        Self { tries: 0, ..self.again_at(now) }
    }

    /// The delivery, ended because its subscription is switched off.
    #[must_use]
    pub fn cancelled(self, now: Timestamp) -> Self {
        Self { state: State::Cancelled { at: now }, ..self }
    }

    /// The delivery after one more attempt, and what follows. `asked` is how long the receiver asked us to wait;
    /// `chance` is any number, which spreads the attempts of many deliveries that failed together.
    #[must_use]
    pub fn attempted(mut self, attempt: Attempt, asked: Option<SignedDuration>, chance: u64) -> (Self, Next) {
        let at = attempt.at;
        let wait = WAITS.get(usize::from(self.tries)).copied().filter(|_| !self.is_ping());
        self.tries = self.tries.saturating_add(1);
        self.attempts.push(attempt);
        let over = self.attempts.len().saturating_sub(REMEMBERED);
        self.attempts.drain(..over);
        let next = match wait {
            _ if attempt.outcome.came_through() => Next::Nothing,
            _ if attempt.outcome.is_gone() => Next::SwitchOff,
            None => Next::Stop,
            Some(wait) => Next::Again { at: at.checked_add(spread(wait, asked, chance)).unwrap_or(Timestamp::MAX) },
        };
        self.state = match next {
            Next::Nothing => State::Delivered { at },
            Next::Again { at } => State::Pending { next: at },
            Next::Stop | Next::SwitchOff => State::GivenUp { at },
        };
        (self, next)
    }

    /// Somebody watches how a ping goes: it is tried once.
    fn is_ping(&self) -> bool {
        self.event.kind == EventKind::WebhookPinged
    }

    /// Whether the receiver has failed for as long as this delivery was tried: then it is switched off.
    #[must_use]
    pub fn failed_all_along(&self, health: Health) -> bool {
        if self.is_ping() {
            return false;
        }
        let from = self.attempts.len().saturating_sub(usize::from(self.tries));
        let first = self.attempts.get(from).map(|attempt| attempt.at);
        health.failing_since.zip(first).is_some_and(|(since, first)| since <= first)
    }
}

/// The wait, or what the receiver asked for if that is longer, and up to a tenth more.
fn spread(wait: i64, asked: Option<SignedDuration>, chance: u64) -> SignedDuration {
    let asked = asked.map_or(0, |asked| asked.as_secs()).clamp(0, LONGEST_WAIT);
    let millis = wait.max(asked).saturating_mul(1000);
    let tenth = u64::try_from(millis / 10).unwrap_or(0).saturating_add(1);
    SignedDuration::from_millis(millis.saturating_add(i64::try_from(chance % tenth).unwrap_or(0)))
}
