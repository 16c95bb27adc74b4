//! What a change of a booking makes of its service.

use jiff::Timestamp;
use jiff::civil::Date;

use super::booking::{self, Booking, Change, Origin};
use crate::service::{Action, Actor, Ask, Limits, Refused, Service, Status};

/// Who moves a service to another window, and when.
#[derive(Clone, Copy, Debug)]
pub struct Mover<'a> {
    /// On which side they stand.
    pub origin: Origin,
    /// Who exactly, as a timeline names them.
    pub author: &'a str,
    /// When.
    pub at: Timestamp,
    /// What the account allows.
    pub limits: Limits,
}

/// The service with its booking changed: out of the route that it was planned in, and active again after a failure.
///
/// # Errors
/// [`Refused`] when the reason of its failure does not allow another day, or no attempt is left.
pub fn booked_as(service: &Service, change: &Change, mover: Mover<'_>) -> Result<Service, Refused> {
    let who = if mover.origin == Origin::Recipient { Actor::Recipient } else { Actor::Office };
    let ask = |action| Ask {
        action,
        who,
        author: mover.author.to_owned(),
        at: mover.at,
        to: None,
        holding: None,
        reason: None,
        justification: None,
    };
    let mut service = service.clone();
    if change.leaves_route {
        service.life = service.life.decide(ask(Action::Unplan), mover.limits)?;
    }
    if change.new_attempt {
        service.life = service.life.decide(ask(Action::Reschedule), mover.limits)?;
    }
    service.describing.scheduled = change.booking.as_ref().map(|booking| booking.window.date());
    service.booking.clone_from(&change.booking);
    service.left.take_if(|_| change.booking.is_some());
    Ok(service)
}

/// Takes its window from a service that needs it no more where it stands now; the places are to be given back. The day
/// that was agreed stays with the service, and which window it was, for a correction that brings the service back.
pub fn leave(service: &mut Service, today: Date) -> Option<Booking> {
    let status = service.status();
    let left = service.booking.take_if(|booking| booking::is_over(booking, status, today))?;
    service.left = Some(left.clone());
    Some(left)
}

/// The window that a service gave back as it ended, where it has been brought back since and has no other.
#[must_use]
pub fn to_take_back(before: Status, service: &Service) -> Option<&Booking> {
    let ended = |status| booking::may_move(status) == Err(booking::Refused::Ended);
    let brought_back = ended(before) && !ended(service.status()) && service.booking.is_none();
    service.left.as_ref().filter(|_| brought_back)
}
