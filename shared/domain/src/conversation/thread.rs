//! What was written to and fro about a delivery, and whether a person has to look at it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::id::{CustomerId, EventId, ReasonId, ServiceId};
use crate::sms;
use crate::visibility::Placement;

/// What was written to and fro about a service. It holds personal data: what recipients write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thread {
    /// The service.
    pub service: ServiceId,
    /// Whoever waits for it.
    pub customer: CustomerId,
    /// What was written, oldest first.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// What a person has to look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<Waiting>,
    /// When the recipient was last asked what is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Timestamp>,
    /// How it was dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closing>,
}

/// One message in a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Its identifier: that of the event which tells of it.
    pub id: EventId,
    /// Who wrote.
    pub side: Side,
    /// Who exactly, as a timeline names them.
    pub author: String,
    /// What was written.
    pub text: String,
    /// When it arrived.
    pub at: Timestamp,
    /// How it was understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
}

/// The sides of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Whoever waits for the delivery.
    Recipient,
    /// The account.
    Office,
}

impl Side {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recipient => "recipient",
            Self::Office => "office",
        }
    }
}

/// Something about a service that waits for a person of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// The service.
    pub service: ServiceId,
    /// Why.
    pub why: Why,
    /// Since when.
    pub since: Timestamp,
    /// What sight of it depends on.
    pub placement: Placement,
}

/// How what waited was dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Closing {
    /// The entry of the register of reasons for which chats end, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReasonId>,
    /// Who closed it, as a timeline names them.
    pub author: String,
    /// When.
    pub at: Timestamp,
}

/// Why a person has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The recipient was asked, and is still not understood.
    NotUnderstood,
    /// Two deliveries could be meant.
    TwoDeliveries,
    /// The recipient asks something.
    Question,
    /// The recipient wants the delivery called off.
    CancelAsked,
    /// The recipient moved it as often as the calendar allows.
    TooManyMoves,
    /// The recipient answers while the driver is on the way.
    UnderWay,
    /// The recipient answers about a delivery that is over.
    Ended,
    /// No window can be offered.
    NoWindow,
    /// The last attempt failed, and another one is not allowed.
    NoAttempt,
    /// The delivery was moved, and left the route that it was planned in.
    LeftRoute,
}

impl Why {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotUnderstood => "not_understood",
            Self::TwoDeliveries => "two_deliveries",
            Self::Question => "question",
            Self::CancelAsked => "cancel_asked",
            Self::TooManyMoves => "too_many_moves",
            Self::UnderWay => "under_way",
            Self::Ended => "ended",
            Self::NoWindow => "no_window",
            Self::NoAttempt => "no_attempt",
            Self::LeftRoute => "left_route",
        }
    }
}

/// Messages that a thread keeps; the oldest go.
const MOST_LINES: usize = 100;
/// Characters of a message that are kept.
const LONGEST: usize = 1_600;
/// How far the pieces of one message may come apart.
pub const TOGETHER: SignedDuration = SignedDuration::from_secs(60);
/// How long nobody is told again that a person will answer.
const TOLD: SignedDuration = SignedDuration::from_hours(24);
/// How long a question counts as asked.
const ASKED: SignedDuration = SignedDuration::from_hours(48);

impl Thread {
    /// Nothing was written yet.
    #[must_use]
    pub const fn new(service: ServiceId, customer: CustomerId) -> Self {
        Self { service, customer, lines: Vec::new(), waits: None, asked_at: None, closed: None }
    }

    /// Adds a message after all that were written no later, without what could deceive an eye.
    pub fn add(&mut self, line: Line) {
        let seen = |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let text = line.text.chars().filter(seen).take(LONGEST).collect();
        let later = self.lines.iter().rev().take_while(|other| other.at > line.at).count();
        self.lines.insert(self.lines.len().saturating_sub(later), Line { text, ..line });
        let over = self.lines.len().saturating_sub(MOST_LINES);
        self.lines.drain(..over);
    }

    /// Whether the recipient was asked a while ago and not understood since.
    #[must_use]
    pub fn asked_before(&self, now: Timestamp) -> bool {
        self.asked_at.is_some_and(|at| now.duration_since(at) < ASKED)
    }

    /// Whether the recipient has chosen a window, or tried to, after a moment.
    #[must_use]
    pub fn chosen_after(&self, at: Timestamp) -> bool {
        let chooses = |line: &&Line| matches!(line.intent.as_deref(), Some("pick" | "move_to"));
        self.lines.iter().filter(|line| line.side == Side::Recipient && line.at > at).any(|line| chooses(&line))
    }

    /// Whether the recipient has chosen a window, or tried to, at all.
    #[must_use]
    pub fn has_chosen(&self) -> bool {
        self.chosen_after(Timestamp::MIN)
    }

    /// Whether the recipient has sent a piece of something longer at about the same time.
    #[must_use]
    pub fn is_torn(&self, at: Timestamp) -> bool {
        let near = |line: &&Line| line.at.duration_since(at).abs() <= TOGETHER;
        let theirs = self.lines.iter().filter(|line| line.side == Side::Recipient);
        theirs.filter(near).any(|line| sms::is_piece(&line.text))
    }

    /// Whether the recipient was told a while ago that a person will answer, and nobody has since.
    #[must_use]
    pub fn passed_on(&self, now: Timestamp) -> bool {
        let told = |waiting: &Waiting| waiting.why != Why::LeftRoute && now.duration_since(waiting.since) < TOLD;
        self.waits.as_ref().is_some_and(told)
    }

    /// A person has to look at it. True when nobody had to before, or only because of what the recipient did: what the
    /// recipient wrote since is more.
    pub fn wait(&mut self, why: Why, since: Timestamp, placement: Placement) -> bool {
        let moved = self.waits.as_ref().is_some_and(|waits| waits.why == Why::LeftRoute && why != Why::LeftRoute);
        let fresh = self.waits.is_none() || moved;
        if fresh {
            // What waits already keeps its place among the others.
            let since = self.waits.as_ref().map_or(since, |waits| waits.since);
            self.waits = Some(Waiting { service: self.service, why, since, placement });
        }
        fresh
    }
}
