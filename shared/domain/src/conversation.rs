//! The conversation with a recipient: what an SMS is about, what is done with it, and what waits for a person.
//!
//! What a reply is about ([`about`]):
//! - The one open delivery that its number was written to about. Of several, the only one that choices were offered
//!   for, else the one that was written about half a day after all others. Otherwise it is unclear which, and a person
//!   reads it: nothing moves.
//! - Numbers of a message that is of no use any more mean nothing: the windows are offered anew.
//!
//! What is done with it ([`next`]):
//! - A choice, or a date with a shift that exactly one window has, is booked. Naming the window that is booked confirms
//!   it.
//! - Whoever will not be there, names a day only, asks how it works or is not understood is asked once, with the windows
//!   that can be chosen. Whoever is not understood again, asks something, wants the delivery called off, or answers
//!   while the driver is on the way or the delivery is over, is answered by a person.
//! - Pieces of one long message that reach us as messages of their own are read by a person: half of a sentence may mean
//!   the opposite of the whole.
//! - Whoever was told that a person will answer is not told so again for a day, however much is written meanwhile.
//! - Of several answers the one that was written last counts, in whatever order they arrive: an older one chooses
//!   nothing any more.
//! - A window that was taken meanwhile is never replaced by another one: the windows are offered again.

mod thread;

use jiff::{SignedDuration, Timestamp};

use crate::asked::{Asked, Choice};
use crate::capacity::WindowId;
use crate::id::{AccountId, ServiceId};
use crate::reply::Intent;
use crate::service::Status;
use crate::window;

pub use thread::{Closing, Line, Side, TOGETHER, Thread, Waiting, Why};

/// What a number was written to about one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// The account that wrote.
    pub account: AccountId,
    /// The service.
    pub service: ServiceId,
    /// When it was last written to about it.
    pub at: Timestamp,
    /// The windows that its numbers mean now.
    pub choices: Vec<Choice>,
}

/// What a number was written to about, the newest first.
#[must_use]
pub fn talks(asked: &[Asked], now: Timestamp) -> Vec<Talk> {
    let mut talks: Vec<Talk> = Vec::new();
    for message in asked {
        let live = message.meant(now);
        let same = |talk: &&mut Talk| talk.account == message.account && talk.service == message.service;
        match talks.iter_mut().find(same) {
            Some(talk) => {
                talk.at = talk.at.max(message.at);
                talk.choices.extend(live);
            }
            None => {
                talks.push(Talk { account: message.account, service: message.service, at: message.at, choices: live })
            }
        }
    }
    talks.sort_by_key(|talk| std::cmp::Reverse(talk.at));
    talks
}

/// Which delivery a reply is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About<'a> {
    /// This one.
    One(&'a Talk),
    /// Several could be meant; this is the newest.
    Several(&'a Talk),
    /// Nobody knows the number.
    Nothing,
}

/// A message that is so much newer than all others is the one that is answered.
const CLEARLY_NEWER: SignedDuration = SignedDuration::from_hours(12);

/// Which delivery a reply is about, of those that a number was written to about, the newest first. `open` says of each
/// whether it is still to come.
#[must_use]
pub fn about<'a>(talks: &'a [Talk], open: impl Fn(&Talk) -> bool) -> About<'a> {
    let still: Vec<&Talk> = talks.iter().filter(|talk| open(talk)).collect();
    let asked: Vec<&&Talk> = still.iter().filter(|talk| !talk.choices.is_empty()).collect();
    match (still.as_slice(), asked.as_slice()) {
        ([], _) => talks.first().map_or(About::Nothing, About::One),
        ([only], _) => About::One(only),
        (_, [only]) => About::One(only),
        ([first, second, ..], _) if first.at.duration_since(second.at) >= CLEARLY_NEWER => About::One(first),
        ([first, ..], _) => About::Several(first),
    }
}

/// What an answer is decided on.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// What the delivery is in.
    pub status: Status,
    /// The window that it has.
    pub booked: Option<&'a WindowId>,
    /// What the numbers of the last question mean.
    pub choices: &'a [Choice],
    /// What can be chosen now.
    pub offered: &'a [window::Choice],
    /// It was asked a moment ago what is meant.
    pub asked_before: bool,
    /// The recipient has chosen since this was written.
    pub overtaken: bool,
}

/// Why a recipient is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It was not understood, or not without doubt.
    Unclear,
    /// Another day is wanted, and which is not said.
    OtherDay,
    /// Nobody will be there.
    NotHome,
    /// How it works was asked.
    Help,
    /// The window that was chosen cannot be had any more.
    WindowGone,
}

impl Doubt {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Unclear, Self::OtherDay, Self::NotHome, Self::Help, Self::WindowGone];

    /// The name in events.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::OtherDay => "other_day",
            Self::NotHome => "not_home",
            Self::Help => "help",
            Self::WindowGone => "window_gone",
        }
    }
}

/// What is done with a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// This window is booked.
    Book(WindowId),
    /// What is booked stays, and is noted as confirmed.
    Confirm,
    /// The windows are offered, and it is asked which.
    Ask(Doubt),
    /// A person answers.
    HandOver(Why),
    /// It is noted.
    Nothing,
}

/// What is done with a reply that is about one delivery. Stop and start are heard before, and are noted here.
#[must_use]
pub fn next(intent: Intent, standing: &Standing<'_>) -> Next {
    match decided(intent, standing) {
        Next::Book(_) | Next::Confirm | Next::Ask(_) if standing.overtaken => Next::Nothing,
        next => next,
    }
}

fn decided(intent: Intent, standing: &Standing<'_>) -> Next {
    let book = |window: &WindowId| {
        if standing.booked == Some(window) { Next::Confirm } else { Next::Book(window.clone()) }
    };
    match intent {
        Intent::Stop | Intent::Start | Intent::Thanks => Next::Nothing,
        Intent::Question => Next::HandOver(Why::Question),
        Intent::CancelDelivery if standing.status.is_final() => Next::HandOver(Why::Ended),
        Intent::CancelDelivery => Next::HandOver(Why::CancelAsked),
        Intent::Confirm if standing.status.is_final() => Next::Nothing,
        Intent::Confirm => Next::Confirm,
        Intent::Pick { n } => match standing.choices.iter().find(|choice| choice.n == n) {
            Some(choice) => book(&choice.window),
            None => doubt(Doubt::Unclear, standing),
        },
        Intent::MoveTo { date: Some(date), shift: Some(shift) } => {
            let mut fitting =
                standing.offered.iter().filter(|choice| choice.date() == date && choice.window.shift == shift);
            match (fitting.next(), fitting.next()) {
                (Some(only), None) => book(only.window.id()),
                _ => doubt(Doubt::OtherDay, standing),
            }
        }
        Intent::MoveTo { .. } => doubt(Doubt::OtherDay, standing),
        Intent::NotHome => doubt(Doubt::NotHome, standing),
        Intent::Help => doubt(Doubt::Help, standing),
        Intent::Unclear => doubt(Doubt::Unclear, standing),
    }
}

/// Asks where asking helps: while there is something to choose, and once.
#[must_use]
pub fn doubt(doubt: Doubt, standing: &Standing<'_>) -> Next {
    let why = match standing.status {
        status if status.is_final() => Some(Why::Ended),
        Status::UnderWay | Status::Paused => Some(Why::UnderWay),
        _ if standing.offered.is_empty() => Some(Why::NoWindow),
        _ if standing.asked_before && doubt != Doubt::WindowGone => Some(Why::NotUnderstood),
        _ => None,
    };
    why.map_or(Next::Ask(doubt), Next::HandOver)
}

#[cfg(test)]
mod tests;
