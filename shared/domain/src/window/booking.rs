//! Booking a window, moving to another one, giving it up.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Window;
use crate::capacity::{self, Capacity, Load, WindowId};
use crate::service::Status;
use crate::shift::Shift;

/// Who chose a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A system of the account.
    Integration,
    /// The recipient.
    Recipient,
    /// A person of the account.
    Office,
}

impl Origin {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Integration => "integration",
            Self::Recipient => "recipient",
            Self::Office => "office",
        }
    }
}

/// A chosen window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Booking {
    /// Which window.
    pub window: WindowId,
    /// The part of the day.
    pub shift: Shift,
    /// The places it takes.
    pub load: Load,
    /// Who chose it.
    pub origin: Origin,
    /// When it was chosen.
    pub at: Timestamp,
    /// How many times the recipient has moved the delivery by now.
    #[serde(default)]
    pub moves: u8,
}

/// What a service has chosen and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Its status.
    pub status: Status,
    /// Its window, with the capacity as it is stored.
    pub booked: Option<(&'a Booking, &'a Capacity)>,
}

/// Who asks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    /// Who.
    pub origin: Origin,
    /// When.
    pub now: Timestamp,
    /// How many times a recipient may move a delivery.
    pub most_moves: u8,
}

/// A change of a booking: all of it is saved, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The booking from now on; none after giving it up.
    pub booking: Option<Booking>,
    /// The capacity that was taken from.
    pub taken: Option<Capacity>,
    /// The capacity that was given back to.
    pub given_back: Option<Capacity>,
    /// The service leaves the route it was planned in, and the operator is told.
    pub leaves_route: bool,
    /// The last attempt failed: the service has to be made active again in the same commit.
    pub new_attempt: bool,
}

/// Why a booking was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The window takes no more, or is unknown.
    #[error("{0}")]
    Window(capacity::Refused),
    /// The window has ended.
    #[error("the window is past")]
    Past,
    /// It is the window that is booked already.
    #[error("this window is booked already")]
    Same,
    /// The recipient has moved it as often as is allowed.
    #[error("a delivery can be moved {most} times")]
    TooManyMoves {
        /// How often.
        most: u8,
    },
    /// The driver is on the way.
    #[error("the delivery is on its way")]
    UnderWay,
    /// It is done, brought back or called off.
    #[error("the delivery has ended")]
    Ended,
    /// There is nothing to give up.
    #[error("no window is booked")]
    NotBooked,
}

impl From<capacity::Refused> for Refused {
    fn from(refused: capacity::Refused) -> Self {
        Self::Window(refused)
    }
}

/// Whether a service can change its window where it stands.
///
/// # Errors
/// [`Refused::UnderWay`], [`Refused::Ended`].
pub fn may_move(status: Status) -> Result<(), Refused> {
    match status {
        Status::Active | Status::Routed | Status::Failed => Ok(()),
        Status::UnderWay | Status::Paused => Err(Refused::UnderWay),
        Status::Done | Status::Returned | Status::CancelledByOffice | Status::CancelledByRecipient => {
            Err(Refused::Ended)
        }
    }
}

/// How many times the recipient will have moved a delivery when one more window is booked.
///
/// # Errors
/// [`Refused::TooManyMoves`] for a recipient who has moved it as often as is allowed.
pub fn moves(before: Option<&Booking>, asker: Asker) -> Result<u8, Refused> {
    let moved = before.map_or(0, |booking| booking.moves);
    if asker.origin != Origin::Recipient || before.is_none() {
        return Ok(moved);
    }
    let moves = moved.saturating_add(1);
    if moves > asker.most_moves { Err(Refused::TooManyMoves { most: asker.most_moves }) } else { Ok(moves) }
}

/// Books a window for a service, or moves it there. `window` carries its capacity as it stands now
/// ([`Capacity::current`]).
///
/// # Errors
/// [`Refused`], the most lasting reason first: where the service stands, the recipient's moves, the window.
pub fn book(standing: Standing<'_>, window: &Window, load: Load, asker: Asker) -> Result<Change, Refused> {
    may_move(standing.status)?;
    let before = standing.booked.map(|(booking, _)| booking);
    if before.is_some_and(|booking| booking.window == *window.id()) {
        return Err(Refused::Same);
    }
    let by_recipient = asker.origin == Origin::Recipient;
    let moves = moves(before, asker)?;
    if asker.now >= window.ends {
        return Err(Refused::Past);
    }
    let taken = if by_recipient {
        window.capacity.take(load, asker.now)?
    } else {
        // Office and integration are not held to the cut-off.
        beyond_cut_off(&window.capacity, load, asker.now)?
    };
    let booking =
        Booking { window: window.id().clone(), shift: window.shift, load, origin: asker.origin, at: asker.now, moves };
    Ok(Change {
        booking: Some(booking),
        taken: Some(taken),
        given_back: given_back(standing)?,
        leaves_route: standing.status == Status::Routed,
        new_attempt: standing.status == Status::Failed,
    })
}

/// Takes a window again that a service gave back as it ended: as who chose it had it, the cut-off set aside. `window`
/// carries its capacity as it stands now.
///
/// # Errors
/// [`Refused::Past`], and what the window refuses.
pub fn take_back(left: &Booking, window: &Window, load: Load, now: Timestamp) -> Result<Change, Refused> {
    if now >= window.ends {
        return Err(Refused::Past);
    }
    Ok(Change {
        booking: Some(Booking { load, ..left.clone() }),
        taken: Some(beyond_cut_off(&window.capacity, load, now)?),
        given_back: None,
        leaves_route: false,
        new_attempt: false,
    })
}

/// Takes places for whoever is not held to the cut-off, which stays as it is.
fn beyond_cut_off(capacity: &Capacity, load: Load, now: Timestamp) -> Result<Capacity, Refused> {
    let without = Capacity { cut_off: None, ..capacity.clone() };
    Ok(Capacity { cut_off: capacity.cut_off, ..without.take(load, now)? })
}

/// Gives a window up without taking another one.
///
/// # Errors
/// [`Refused::NotBooked`], and where the service stands.
pub fn give_up(standing: Standing<'_>) -> Result<Change, Refused> {
    may_move(standing.status)?;
    if standing.booked.is_none() {
        return Err(Refused::NotBooked);
    }
    Ok(Change {
        booking: None,
        taken: None,
        given_back: given_back(standing)?,
        leaves_route: standing.status == Status::Routed,
        new_attempt: false,
    })
}

/// Whether a service that stands so needs its place no more, so that others can have it: it was called off, brought back,
/// or done before the day of the window. `today` is the date at the place.
#[must_use]
pub fn is_over(booking: &Booking, status: Status, today: Date) -> bool {
    match status {
        Status::Returned | Status::CancelledByOffice | Status::CancelledByRecipient => true,
        Status::Done => today < booking.window.date(),
        Status::Active | Status::Routed | Status::UnderWay | Status::Paused | Status::Failed => false,
    }
}

fn given_back(standing: Standing<'_>) -> Result<Option<Capacity>, Refused> {
    let returned = standing.booked.map(|(booking, capacity)| capacity.give_back(booking.load));
    Ok(returned.transpose()?)
}
