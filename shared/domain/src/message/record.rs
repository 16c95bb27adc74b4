//! The record of one message to a recipient: what was told, how, and what became of it.
//!
//! The rules:
//! - A message is claimed before it is sent: of two workers one sends, and a worker that died between sending and
//!   saying so leaves a claim that later reads as *unknown*. What is unknown is never sent again.
//! - What certainly has not left is tried again.
//! - A service is told a thing once for each channel and occasion, whatever repeats the occasion.
//! - The text is kept without the address of the recipient's page and without the recipient's name: the one is a
//!   secret, the other is kept in one place only.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Notice;
use crate::consent;
use crate::id::{EventId, MessageId, ServiceId};
use crate::language::Language;
use crate::phone::Digested;
use crate::sms::Size;

/// How a recipient is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A short message to a telephone.
    Sms,
    /// A mail.
    Email,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Sms, Self::Email];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
        }
    }
}

/// Why a message was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// The recipient wants no messages.
    Stopped,
    /// The address took no mail, or its owner complained.
    Unreachable,
    /// The number is in a country that is not one of the account's.
    Country,
    /// The number has had its messages for the day.
    NumberBudget,
    /// The account has sent its messages for the day.
    AccountBudget,
    /// The telephone of the recipient is no number that can be written to.
    InvalidNumber,
    /// It would have come too late to matter.
    TooLate,
    /// The service has moved on since.
    Overtaken,
}

impl Withheld {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Unreachable => "unreachable",
            Self::Country => "country",
            Self::NumberBudget => "number_budget",
            Self::AccountBudget => "account_budget",
            Self::InvalidNumber => "invalid_number",
            Self::TooLate => "too_late",
            Self::Overtaken => "overtaken",
        }
    }
}

impl From<consent::Withheld> for Withheld {
    fn from(why: consent::Withheld) -> Self {
        match why {
            consent::Withheld::Stopped => Self::Stopped,
            consent::Withheld::Country => Self::Country,
            consent::Withheld::NumberBudget => Self::NumberBudget,
            consent::Withheld::AccountBudget => Self::AccountBudget,
        }
    }
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "name")]
pub enum State {
    /// It waits for the end of quiet hours.
    Waiting {
        /// Until when.
        until: Timestamp,
    },
    /// A worker is at it.
    Sending {
        /// Since when.
        since: Timestamp,
    },
    /// It has certainly not left, and is tried again.
    NotSent {
        /// What stood in the way.
        why: String,
    },
    /// The provider has it.
    Accepted,
    /// It arrived.
    Delivered,
    /// It will not arrive.
    Failed {
        /// What the provider says.
        why: String,
    },
    /// It may have left. Never tried again.
    Unknown {
        /// What was lost.
        why: String,
    },
    /// It was not sent, with intent.
    Withheld {
        /// Why.
        why: Withheld,
    },
}

impl State {
    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Sending { .. } => "sending",
            Self::NotSent { .. } => "not_sent",
            Self::Accepted => "accepted",
            Self::Delivered => "delivered",
            Self::Failed { .. } => "failed",
            Self::Unknown { .. } => "unknown",
            Self::Withheld { .. } => "withheld",
        }
    }

    /// Why, where there is a reason to tell.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::NotSent { why } | Self::Failed { why } | Self::Unknown { why } => Some(why),
            Self::Withheld { why } => Some(why.name()),
            Self::Waiting { .. } | Self::Sending { .. } | Self::Accepted | Self::Delivered => None,
        }
    }
}

/// The occasion of a message: a service is told of it once for each channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Occasion {
    /// The service that it is about.
    pub service: ServiceId,
    /// What is told.
    pub notice: Notice,
    /// What tells two occasions of the same notice apart: the number of the attempt, the route, the reply.
    pub mark: String,
    /// The event that caused it; none for what a clock causes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// When it happened.
    pub at: Timestamp,
    /// It answers what the recipient did a moment ago, and so disturbs nobody.
    #[serde(default)]
    pub answers: bool,
}

/// One message to a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its identifier, which tells when it was made.
    pub id: MessageId,
    /// What it is about.
    pub occasion: Occasion,
    /// How it goes.
    pub channel: Channel,
    /// Its language.
    pub language: Language,
    /// The subject of a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Its text; the page's address and the recipient's name stand there as tags. Empty before it was written.
    #[serde(default)]
    pub text: String,
    /// How large it is as a short message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// Whose number chooses among the windows that it offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Digested>,
    /// What it cost, in millionths of the account's currency, where the price of a segment is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_micros: Option<u64>,
    /// What became of it.
    pub state: State,
    /// What the provider calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<String>,
    /// When the provider took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Timestamp>,
    /// When it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
    /// When it turned out that it does not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_at: Option<Timestamp>,
    /// When its reader complained about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complained_at: Option<Timestamp>,
}

/// What to do with a message that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// It has ended, or waits for its time.
    Nothing,
    /// Another worker is at it: look again later.
    Wait,
    /// Its worker died: it may have left.
    Lost,
    /// It is decided anew, and sent.
    Go,
}

/// Longer than a worker lives (30 s) and shorter than the queue waits before it hands work out again (180 s).
const CLAIM_LIVES: SignedDuration = SignedDuration::from_secs(60);

impl Message {
    /// A message that nobody has begun to send.
    #[must_use]
    pub const fn begun(id: MessageId, occasion: Occasion, channel: Channel, language: Language, state: State) -> Self {
        Self {
            id,
            occasion,
            channel,
            language,
            subject: None,
            text: String::new(),
            size: None,
            asked: None,
            cost_micros: None,
            state,
            provider_id: None,
            accepted_at: None,
            delivered_at: None,
            failed_at: None,
            complained_at: None,
        }
    }

    /// What to do with it at `now`.
    #[must_use]
    pub fn next(&self, now: Timestamp) -> Next {
        match &self.state {
            State::NotSent { .. } => Next::Go,
            State::Waiting { until } if *until <= now => Next::Go,
            State::Sending { since } if now.duration_since(*since) < CLAIM_LIVES => Next::Wait,
            State::Sending { .. } => Next::Lost,
            State::Waiting { .. }
            | State::Accepted
            | State::Delivered
            | State::Failed { .. }
            | State::Unknown { .. }
            | State::Withheld { .. } => Next::Nothing,
        }
    }

    /// The same, taken by its provider. What a receipt that was faster says of it stays.
    #[must_use]
    pub fn taken(&self, provider_id: String, at: Timestamp) -> Self {
        let known = matches!(self.state, State::Delivered | State::Failed { .. });
        let state = if known { self.state.clone() } else { State::Accepted };
        Self { state, provider_id: Some(provider_id), accepted_at: Some(at), ..self.clone() }
    }

    /// The same, known to be lost.
    #[must_use]
    pub fn lost(&self) -> Self {
        let why = "the worker that began to send it never said how it ended".to_owned();
        Self { state: State::Unknown { why }, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn message(state: State) -> Message {
        let occasion = Occasion {
            service: ServiceId::new(Uuid::from_u128(1)),
            notice: Notice::Delivered,
            mark: "1".to_owned(),
            event: None,
            at: at(0),
            answers: false,
        };
        Message::begun(MessageId::new(Uuid::from_u128(2)), occasion, Channel::Sms, Language::Portuguese, state)
    }

    #[test]
    fn a_message_goes_once_and_only_a_clear_not_sent_goes_again() {
        fn check(state: State, expected: Next) {
            assert_eq!(message(state.clone()).next(at(100)), expected, "{state:?}");
        }
        let why = || "why".to_owned();
        check(State::NotSent { why: why() }, Next::Go);
        check(State::Waiting { until: at(100) }, Next::Go);
        check(State::Waiting { until: at(101) }, Next::Nothing);
        check(State::Sending { since: at(41) }, Next::Wait);
        check(State::Sending { since: at(40) }, Next::Lost);
        check(State::Accepted, Next::Nothing);
        check(State::Delivered, Next::Nothing);
        check(State::Failed { why: why() }, Next::Nothing);
        check(State::Unknown { why: why() }, Next::Nothing);
        check(State::Withheld { why: Withheld::Stopped }, Next::Nothing);
    }

    #[test]
    fn what_is_lost_is_unknown() {
        let lost = message(State::Sending { since: at(0) }).lost();
        assert_eq!((lost.state.name(), lost.next(at(999))), ("unknown", Next::Nothing));
    }

    #[test]
    fn a_receipt_that_was_faster_than_the_provider_s_answer_stays() {
        fn check(state: State, expected: &str) {
            let taken = message(state).taken("p-1".to_owned(), at(3));
            assert_eq!((taken.state.name(), taken.provider_id.as_deref()), (expected, Some("p-1")));
            assert_eq!(taken.accepted_at, Some(at(3)));
        }
        check(State::Sending { since: at(0) }, "accepted");
        check(State::Delivered, "delivered");
        check(State::Failed { why: "bounced".to_owned() }, "failed");
    }

    #[test]
    fn a_message_reads_back_as_it_was_written() {
        for state in [State::Waiting { until: at(1) }, State::Withheld { why: Withheld::TooLate }, State::Accepted] {
            let message = message(state);
            let written = serde_json::to_value(&message).unwrap();
            assert_eq!(written["state"]["name"], message.state.name());
            assert_eq!(serde_json::from_value::<Message>(written).unwrap(), message);
        }
    }
}
