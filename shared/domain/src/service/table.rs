//! The state machine of a service.
//!
//! ```text
//!              plan              start              complete
//!   ┌─────────┐ ────► ┌────────┐ ────► ┌──────────┐ ────────► ┌──────┐
//!   │ active  │       │ routed │       │ underWay │           │ done │
//!   └─────────┘ ◄──── └────────┘       └──────────┘           └──────┘
//!     ▲  ▲     unplan     │  start ▲  │ pause   │ fail           ▲
//!     │  │                │        │  ▼         ▼                │
//!     │  │                │     ┌────────┐   ┌────────┐ complete │
//!     │  │                │     │ paused │──►│ failed │──────────┘
//!     │  │                │     └────────┘   └────────┘  (at the door)
//!     │  └── retry, reschedule ─────────────────┘ │ return
//!     │      (by the failure's rule)              ▼
//!     │                                      ┌──────────┐
//!     └───────────── correct ─────────────── │ returned │
//!                                            └──────────┘
//!   active, routed, underWay, paused, failed ── cancel ──► cancelledByOffice, cancelledByRecipient
//!   cancelled… ── complete ──► done: what happened at the door wins over what was decided elsewhere
//! ```
//!
//! A correction by the office moves between any two states that its rows name, and always says why. Every row that is
//! not here is refused.

use Status::{Active, CancelledByOffice, CancelledByRecipient, Done, Failed, Paused, Returned, Routed, UnderWay};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a service is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waits to be planned.
    Active,
    /// In a driver's route.
    Routed,
    /// The driver is on the way to it, or there.
    UnderWay,
    /// The driver put it off.
    Paused,
    /// Delivered, collected, attended.
    Done,
    /// Tried without success.
    Failed,
    /// The goods are back with the sender.
    Returned,
    /// The office called it off.
    CancelledByOffice,
    /// The recipient called it off.
    CancelledByRecipient,
}

/// No status is called so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a status is one of active, routed, under_way, paused, done, failed, returned, cancelled_by_office, cancelled_by_recipient"
)]
pub struct UnknownStatus;

impl Status {
    /// All of them.
    pub const ALL: [Self; 9] =
        [Active, Routed, UnderWay, Paused, Done, Failed, Returned, CancelledByOffice, CancelledByRecipient];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Active => "active",
            Routed => "routed",
            UnderWay => "under_way",
            Paused => "paused",
            Done => "done",
            Failed => "failed",
            Returned => "returned",
            CancelledByOffice => "cancelled_by_office",
            CancelledByRecipient => "cancelled_by_recipient",
        }
    }

    /// Whether nothing more is expected to happen.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Done | Returned | CancelledByOffice | CancelledByRecipient)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(name: &str) -> Result<Self, UnknownStatus> {
        Self::ALL.into_iter().find(|status| status.name() == name).ok_or(UnknownStatus)
    }
}

/// Who moves a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A user of the account, or a program with its key.
    Office,
    /// The driver, through a device.
    Driver,
    /// Whoever waits at the address.
    Recipient,
}

/// What is done to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Put into a driver's route.
    Plan,
    /// Taken out of it.
    Unplan,
    /// The driver sets out for it, again after a pause.
    Start,
    /// The driver is at the address.
    Arrive,
    /// The driver puts it off.
    Pause,
    /// Carried out.
    Complete,
    /// Tried without success.
    Fail,
    /// To be tried again.
    Retry,
    /// To be tried again on a day that the recipient agreed to.
    Reschedule,
    /// Brought back to the sender.
    Return,
    /// Called off.
    Cancel,
    /// Put right by hand.
    Correct,
}

/// What a move needs beside somebody who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A route and its driver.
    Route,
    /// The driver holds it.
    Holder,
    /// Every proof that the service requires.
    Proof,
    /// Why it failed.
    Reason,
    /// Why somebody moved it by hand.
    Justification,
    /// A failure whose rule allows another try without asking.
    RetryAllowed,
    /// A failure whose rule allows another day.
    RescheduleAllowed,
    /// An attempt left, by the account's limit.
    AttemptLeft,
}

/// One row of the state machine: who may, from where, to where, and what it needs.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What is done.
    pub action: Action,
    /// Who may.
    pub who: &'static [Actor],
    /// In which states.
    pub from: &'static [Status],
    /// What it becomes.
    pub to: Status,
    /// What else it takes.
    pub needs: &'static [Need],
}

const OFFICE: &[Actor] = &[Actor::Office];
const DRIVER: &[Actor] = &[Actor::Driver];
const RECIPIENT: &[Actor] = &[Actor::Recipient];
const OFFICE_OR_RECIPIENT: &[Actor] = &[Actor::Office, Actor::Recipient];
const WHY: &[Need] = &[Need::Justification];

const fn row(
    action: Action,
    who: &'static [Actor],
    from: &'static [Status],
    to: Status,
    needs: &'static [Need],
) -> Rule {
    Rule { action, who, from, to, needs }
}

/// The state machine. No two rows share action, actor, origin and target.
pub const TABLE: &[Rule] = &[
    row(Action::Plan, OFFICE, &[Active], Routed, &[Need::Route]),
    row(Action::Unplan, OFFICE, &[Routed, Paused], Active, &[]),
    // Whoever moves a delivery to another window takes it out of the route that it was planned in.
    row(Action::Unplan, RECIPIENT, &[Routed], Active, &[]),
    row(Action::Start, DRIVER, &[Routed, Paused], UnderWay, &[Need::Holder]),
    row(Action::Arrive, DRIVER, &[UnderWay], UnderWay, &[Need::Holder]),
    row(Action::Pause, DRIVER, &[UnderWay], Paused, &[Need::Holder]),
    // A delivery is a fact: also when its start was never reported, after a failure at the same door, and when the
    // office or the recipient had called it off meanwhile.
    row(
        Action::Complete,
        DRIVER,
        &[Routed, UnderWay, Paused, Failed, CancelledByOffice, CancelledByRecipient],
        Done,
        &[Need::Holder, Need::Proof],
    ),
    row(Action::Fail, DRIVER, &[Routed, UnderWay, Paused], Failed, &[Need::Holder, Need::Reason]),
    row(Action::Retry, OFFICE, &[Failed], Active, &[Need::Justification, Need::RetryAllowed, Need::AttemptLeft]),
    // The window that is agreed says why; who agrees to none says it by a justification.
    row(Action::Reschedule, OFFICE_OR_RECIPIENT, &[Failed], Active, &[Need::RescheduleAllowed, Need::AttemptLeft]),
    row(Action::Return, OFFICE, &[Failed], Returned, WHY),
    row(Action::Cancel, OFFICE, &[Active, Routed, UnderWay, Paused, Failed], CancelledByOffice, WHY),
    row(Action::Cancel, RECIPIENT, &[Active, Routed, Failed], CancelledByRecipient, &[]),
    row(Action::Correct, OFFICE, &[Done, Failed, Returned, CancelledByOffice, CancelledByRecipient], Active, WHY),
    row(
        Action::Correct,
        OFFICE,
        &[Active, Routed, UnderWay, Paused, Failed, Returned, CancelledByOffice, CancelledByRecipient],
        Done,
        &[Need::Justification, Need::Proof],
    ),
    row(
        Action::Correct,
        OFFICE,
        &[Active, Routed, UnderWay, Paused, Done],
        Failed,
        &[Need::Justification, Need::Reason],
    ),
    row(Action::Correct, OFFICE, &[Active, Routed, UnderWay, Paused, Failed, Done], Returned, WHY),
    row(Action::Correct, OFFICE, &[Active, Routed, Failed], CancelledByRecipient, WHY),
];

/// The row of a move. `to` chooses where one action leads to several states; none takes the first that fits.
#[must_use]
pub fn rule(action: Action, who: Actor, from: Status, to: Option<Status>) -> Option<&'static Rule> {
    TABLE.iter().find(|rule| {
        rule.action == action
            && rule.who.contains(&who)
            && rule.from.contains(&from)
            && to.is_none_or(|to| rule.to == to)
    })
}

/// What somebody may do to a service in a state, and what it would become.
pub fn allowed(who: Actor, from: Status) -> impl Iterator<Item = &'static Rule> {
    TABLE.iter().filter(move |rule| rule.who.contains(&who) && rule.from.contains(&from))
}
