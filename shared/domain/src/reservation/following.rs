//! What becomes of what was reserved as the service that was made of it goes its way.

use super::{Effect, Reservation, State, Step};
use crate::capacity::WindowId;
use crate::service::{Service, Status};
use jiff::Timestamp;

impl Reservation {
    /// What follows for the goods from where the service that was made of it stands now; none when nothing does.
    ///
    /// Goods have left when the driver sets out for the first time, or the office says that it was tried: they stay
    /// counted and promised until the warehouse is counted anew, whatever becomes of the service. So what comes back is
    /// sold again when somebody has looked at it and counted it. Goods of a service that is called off before that are
    /// free at once, and taken again when the office brings the service back, or when they had left all the same.
    #[must_use]
    pub fn follow(&self, service: &Service, now: Timestamp) -> Option<Step> {
        if self.service != Some(service.id) {
            return None;
        }
        let Whereabouts { has_left, called_off } = Whereabouts::of(service);
        let attempts = service.state().attempts;
        let set_out = attempts.first().and_then(|first| first.started_at.or(first.arrived_at).or(first.ended_at));
        let set_out = set_out.unwrap_or(now);
        match self.state {
            State::Confirmed if has_left => Some(self.sent_off(Effect::SendOff(set_out))),
            State::Confirmed if called_off => self.release(service),
            State::Cancelled if has_left => Some(self.sent_off(Effect::SendOffAfterAll(set_out))),
            State::Cancelled if !called_off => {
                let step = self.step(State::Confirmed, Some(Effect::Retake));
                Some(Step { windows: self.other_windows(), ..step })
            }
            _ => None,
        }
    }

    /// The service that was made of it is taken back before anybody has set out: the goods are free again. The place in
    /// the first window is the service's own booking by now, which may be another one since. None when nothing is to be
    /// given back.
    #[must_use]
    pub fn release(&self, service: &Service) -> Option<Step> {
        let its_own = self.state == State::Confirmed && self.service == Some(service.id);
        if !its_own || !service.state().attempts.is_empty() {
            return None;
        }
        let step = self.step(State::Cancelled, Some(Effect::GiveBack));
        Some(Step { windows: self.other_windows(), ..step })
    }

    fn other_windows(&self) -> Vec<WindowId> {
        self.windows.iter().skip(1).cloned().collect()
    }
}

/// Where a service stands, as far as its goods follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// Somebody has set out with them.
    has_left: bool,
    /// It was called off.
    called_off: bool,
}

impl Whereabouts {
    /// Those of a service.
    #[must_use]
    pub fn of(service: &Service) -> Self {
        let state = service.state();
        let tried = matches!(state.status, Status::Done | Status::Failed | Status::Returned);
        let called_off = matches!(state.status, Status::CancelledByOffice | Status::CancelledByRecipient);
        Self { has_left: tried || !state.attempts.is_empty(), called_off }
    }
}
