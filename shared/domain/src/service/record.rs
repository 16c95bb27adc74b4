//! What is kept of a service's life: what was decided, what happened, and the state that both give.

use super::{Action, Actor, ProofKind, Status};
use crate::id::{DriverId, EventId, ReasonId, RouteId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a failed service may do next, by the reason of its failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterFailure {
    /// It may be tried again, and put off to another day.
    Retry,
    /// It waits for another day that the recipient agrees to.
    Reschedule,
    /// It goes back to the sender.
    Return,
}

/// What the office or the recipient decided. Decisions are taken one after the other, each on a state that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// What was done.
    pub action: Action,
    /// By which side.
    pub who: Actor,
    /// By whom exactly, as a timeline names them.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// The state it was decided on.
    pub from: Status,
    /// The state it leads to.
    pub to: Status,
    /// The route and the driver, of a [`Action::Plan`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holding: Option<Holding>,
    /// Why it counts as failed, and what that allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<(ReasonId, AfterFailure)>,
    /// Why somebody moved it by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub justification: Option<String>,
}

/// Who carries a service, and on which route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Holding {
    /// The route.
    pub route: RouteId,
    /// Its driver.
    pub driver: DriverId,
}

/// What a device reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum FactKind {
    /// Set out for it.
    Start,
    /// Is there.
    Arrive,
    /// Put it off.
    Pause,
    /// Carried it out, with these proofs.
    Complete {
        /// Kinds of proof that were taken.
        #[serde(default)]
        proofs: BTreeSet<ProofKind>,
        /// Kinds that the service required and that were not taken, as it stood when the fact arrived.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        lacking: BTreeSet<ProofKind>,
        /// How it went, out of the register of success reasons.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<ReasonId>,
    },
    /// Did not succeed.
    Fail {
        /// Why.
        reason: ReasonId,
        /// What the reason allows next, as it stood when the fact arrived.
        after: AfterFailure,
    },
}

impl FactKind {
    /// The action that it is.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Start => Action::Start,
            Self::Arrive => Action::Arrive,
            Self::Pause => Action::Pause,
            Self::Complete { .. } => Action::Complete,
            Self::Fail { .. } => Action::Fail,
        }
    }

    /// Whether it says how a try ended.
    #[must_use]
    pub const fn is_end(&self) -> bool {
        matches!(self, Self::Complete { .. } | Self::Fail { .. })
    }

    /// The proofs that a service required and this has not.
    #[must_use]
    pub fn lacking(&self) -> Option<&BTreeSet<ProofKind>> {
        match self {
            Self::Complete { lacking, .. } if !lacking.is_empty() => Some(lacking),
            _ => None,
        }
    }
}

/// Something that happened at the address, as a device reported it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// Its name, made by the device; never an order.
    pub id: EventId,
    /// The device.
    pub device: String,
    /// Its place among all reports of the device, from 1, without gaps.
    pub seq: u64,
    /// The driver who was signed in.
    pub driver: DriverId,
    /// What happened.
    #[serde(flatten)]
    pub kind: FactKind,
    /// When, by the clock of the device.
    pub occurred_at: Timestamp,
    /// When, by our clock: its own time less what its clock was wrong by.
    pub corrected_at: Timestamp,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Digest of what was sent, to tell a repeat from another report under the same name.
    pub digest: String,
    /// How many decisions had been taken when it arrived: it happened before the next one.
    pub known: usize,
    /// Too old, or from a device that is blocked: a person decides.
    #[serde(default)]
    pub quarantined: bool,
    /// What the registers, as they stood when it arrived, do not bear out: a person decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
}

/// What a report says that the registers of the account do not bear out. A register may have changed while the device was
/// far from the network; what happened at the address happened all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Its reason is in no register.
    ReasonUnknown,
    /// Its reason asks for words, and it has none.
    CommentMissing,
}

/// What became of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It moved the service, or completed its record.
    Applied,
    /// It is kept, and something else stands: a decision, or an earlier delivery.
    Superseded,
    /// It is kept until a person decides: the driver did not hold the service, a proof, the reason or what it asks for is
    /// missing, or the report is in quarantine.
    Held,
}

/// One try at the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    /// Who tried, on which route.
    pub holding: Holding,
    /// When the driver set out; none when that was never reported.
    pub started_at: Option<Timestamp>,
    /// When the driver was there.
    pub arrived_at: Option<Timestamp>,
    /// When the driver put it off, and went on.
    pub pauses: Vec<Pause>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The report that ended it, where one did.
    pub report: Option<EventId>,
}

/// A stretch in which a try was put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pause {
    /// From when on.
    pub from: Timestamp,
    /// Until when; none while it is.
    pub to: Option<Timestamp>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Outcome {
    /// Carried out.
    Done,
    /// Not carried out.
    Failed {
        /// Why.
        reason: ReasonId,
        /// What the reason allows next.
        after: AfterFailure,
    },
    /// Ended by a decision.
    Broken,
}

/// The life of a service: everything that was decided and everything that happened. Nothing is ever taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Life {
    /// In the order in which they were taken.
    pub decisions: Vec<Decision>,
    /// In the order in which they arrived.
    pub facts: Vec<Fact>,
    /// Those that were held and that somebody has looked at.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub reviewed: BTreeSet<EventId>,
}

/// What a life comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// What it is in.
    pub status: Status,
    /// Every try.
    pub attempts: Vec<Attempt>,
    /// Who carries it.
    pub holding: Option<Holding>,
    /// It was carried out although somebody had called it off: the office must know.
    pub after_cancel: bool,
    /// Why it counts as failed, and what that allows, while it does.
    pub failure: Option<(ReasonId, AfterFailure)>,
    /// How a delivery went, as the driver said, while it stands.
    pub success: Option<ReasonId>,
    /// When it was over, while it is.
    pub ended_at: Option<Timestamp>,
    /// The last attempt is the one that brought it where it is: putting that right puts the attempt right.
    pub(super) by_attempt: bool,
}
