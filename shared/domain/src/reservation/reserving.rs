//! What is held for one buyer as a whole, and what becomes of it: the order is placed, a service is made of it, or it is
//! given back.

use super::Booked;
use crate::capacity::{Load, WindowId};
use crate::code::{PolicyId, SkuId, WarehouseId};
use crate::id::{QuoteId, ReservationId, ServiceId};
use crate::operation::Handling;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The places and the goods of a quoted option. Item AP-29 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reservation {
    /// Which one.
    pub id: ReservationId,
    /// The quote.
    pub quote: QuoteId,
    /// The option.
    pub option: String,
    /// The windows in which a place is taken: one for each carrier that comes by appointment.
    pub windows: Vec<WindowId>,
    /// The places in the first of them.
    pub load: Load,
    /// The places in the further ones: each carrier brings its own part. None where they are those of the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Load>,
    /// The goods.
    pub goods: Vec<Goods>,
    /// Room in the days of sellers who get ready only so much in a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handlings: Vec<Handling>,
    /// What was decided of it.
    pub state: State,
    /// What was promised with it: it is kept as long as this, and quotes are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Promised>,
    /// The service that was made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it is held unless it is confirmed.
    pub expires_at: Timestamp,
}

/// What was promised with an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Promised {
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// What the delivery costs, in minor units.
    pub price: i64,
    /// The shipping policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyId>,
}

/// Units of a SKU in a warehouse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    /// The SKU.
    pub sku: SkuId,
    /// The warehouse.
    pub warehouse: WarehouseId,
    /// How many.
    pub units: u32,
}

/// What was decided of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing yet.
    Held,
    /// The order is placed.
    Confirmed,
    /// The goods have left.
    Dispatched,
    /// It was given back.
    Cancelled,
}

/// How a reservation stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It waits to be confirmed.
    Held,
    /// The order is placed.
    Confirmed,
    /// The goods have left.
    Dispatched,
    /// It was given back.
    Cancelled,
    /// It was not confirmed in time.
    Expired,
}

/// What a step does to places and goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// What was held is taken for good.
    Take,
    /// What was held is let go.
    LetGo,
    /// What was taken is given back.
    GiveBack,
    /// What was given back is taken again, although others may have it since.
    Retake,
    /// What was taken has left, at this time.
    SendOff(Timestamp),
    /// What was given back has left all the same.
    SendOffAfterAll(Timestamp),
}

/// A step of a reservation: all of it is saved, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The reservation from now on.
    pub after: Reservation,
    /// What happens to its goods and to places in [`Self::windows`]; none leaves them as they are.
    pub effect: Option<Effect>,
    /// The windows that it happens to.
    pub windows: Vec<WindowId>,
}

/// Why a reservation stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It ended before it was confirmed, and others may have what it held.
    #[error("the reservation has ended")]
    Expired,
    /// It was given back.
    #[error("the reservation was cancelled")]
    Cancelled,
    /// A service was made of it.
    #[error("service {0} was made of the reservation")]
    Used(ServiceId),
    /// Its order is not placed yet.
    #[error("the reservation is not confirmed")]
    NotConfirmed,
    /// The goods have left.
    #[error("the goods have left")]
    Dispatched,
}

impl Reservation {
    /// The places in one of its windows.
    #[must_use]
    pub fn load_in(&self, window: &WindowId) -> Load {
        let place = self.windows.iter().position(|own| own == window).unwrap_or_default();
        let further = place.checked_sub(1).and_then(|place| self.further.get(place));
        further.copied().unwrap_or(self.load)
    }

    /// How it stands at a moment.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> Status {
        match self.state {
            State::Held if now < self.expires_at => Status::Held,
            State::Held => Status::Expired,
            State::Confirmed => Status::Confirmed,
            State::Dispatched => Status::Dispatched,
            State::Cancelled => Status::Cancelled,
        }
    }

    /// The order is placed.
    ///
    /// # Errors
    /// [`Refused::Expired`], [`Refused::Cancelled`].
    pub fn confirm(&self, now: Timestamp) -> Result<Step, Refused> {
        match self.status_at(now) {
            Status::Held => Ok(self.step(State::Confirmed, Some(Effect::Take))),
            Status::Confirmed | Status::Dispatched => Ok(self.step(self.state, None)),
            Status::Cancelled => Err(Refused::Cancelled),
            Status::Expired => Err(Refused::Expired),
        }
    }

    /// The goods have left, without a service that would say so.
    ///
    /// # Errors
    /// [`Refused::NotConfirmed`], [`Refused::Expired`], [`Refused::Cancelled`], [`Refused::Used`].
    pub fn dispatch(&self, now: Timestamp) -> Result<Step, Refused> {
        match (self.status_at(now), self.service) {
            (Status::Held, _) => Err(Refused::NotConfirmed),
            (Status::Expired, _) => Err(Refused::Expired),
            (Status::Cancelled, _) => Err(Refused::Cancelled),
            (_, Some(service)) => Err(Refused::Used(service)),
            (Status::Dispatched, None) => Ok(self.step(State::Dispatched, None)),
            (Status::Confirmed, None) => Ok(self.sent_off(Effect::SendOff(now))),
        }
    }

    /// The buyer changes their mind. Once a service was made of it, that is for the service to say.
    ///
    /// # Errors
    /// [`Refused::Used`].
    pub fn cancel(&self, now: Timestamp) -> Result<Step, Refused> {
        match (self.status_at(now), self.service) {
            (Status::Cancelled, _) => Ok(self.step(State::Cancelled, None)),
            (Status::Confirmed | Status::Dispatched, Some(service)) => Err(Refused::Used(service)),
            (Status::Dispatched, None) => Err(Refused::Dispatched),
            (Status::Confirmed, None) => Ok(self.step(State::Cancelled, Some(Effect::GiveBack))),
            (Status::Held | Status::Expired, _) => Ok(self.step(State::Cancelled, Some(Effect::LetGo))),
        }
    }

    /// A service is made of it, which confirms it too.
    ///
    /// # Errors
    /// As [`Self::confirm`]; [`Refused::Used`] when another service was made of it.
    pub fn serve(&self, service: ServiceId, now: Timestamp) -> Result<Step, Refused> {
        match (self.status_at(now), self.service) {
            (Status::Confirmed | Status::Dispatched, Some(other)) => return Err(Refused::Used(other)),
            (Status::Dispatched, None) => return Err(Refused::Dispatched),
            _ => {}
        }
        let step = self.confirm(now)?;
        Ok(Step { after: Reservation { service: Some(service), ..step.after }, ..step })
    }

    /// The places in windows stay as they are: somebody came, or is about to.
    pub(super) fn sent_off(&self, effect: Effect) -> Step {
        Step { windows: Vec::new(), ..self.step(State::Dispatched, Some(effect)) }
    }

    pub(super) fn step(&self, state: State, effect: Option<Effect>) -> Step {
        Step { after: Self { state, ..self.clone() }, effect, windows: self.windows.clone() }
    }
}

impl Effect {
    /// A window after it.
    ///
    /// # Errors
    /// [`Refused::Expired`] when what was held is held no more.
    pub fn on_window(self, booked: Booked, of: &Reservation, now: Timestamp) -> Result<Booked, Refused> {
        let load = of.load_in(&booked.capacity.window);
        Ok(match self {
            Self::Take => booked.confirm(of.id, now).map_err(|_| Refused::Expired)?,
            Self::LetGo => booked.let_go(of.id),
            Self::GiveBack => booked.without_taken(load),
            Self::Retake => booked.with_taken(load),
            Self::SendOff(_) | Self::SendOffAfterAll(_) => booked,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(60 * minute).unwrap()
    }

    fn service(number: u128) -> ServiceId {
        ServiceId::new(Uuid::from_u128(number))
    }

    fn reservation(state: State, service: Option<ServiceId>) -> Reservation {
        Reservation {
            id: ReservationId::new(Uuid::from_u128(1)),
            quote: QuoteId::new(Uuid::from_u128(2)),
            option: "expresso".to_owned(),
            windows: vec!["expresso.2026-11-24.0800-1200".parse().unwrap()],
            load: Load::ONE,
            further: Vec::new(),
            goods: Vec::new(),
            handlings: Vec::new(),
            state,
            promised: None,
            service,
            created_at: at(0),
            expires_at: at(15),
        }
    }

    type Outcome = Result<(State, Option<ServiceId>, Option<Effect>), Refused>;

    fn told(step: Result<Step, Refused>) -> Outcome {
        step.map(|step| (step.after.state, step.after.service, step.effect))
    }

    #[test]
    fn each_end_of_a_reservation_follows_from_how_it_stands() {
        use State::{Cancelled, Confirmed, Dispatched, Held};
        let (mine, other) = (Some(service(7)), Some(service(8)));
        let check = |state, of, minute, confirm: Outcome, cancel: Outcome, serve: Outcome| {
            let before = reservation(state, of);
            assert_eq!(told(before.confirm(at(minute))), confirm, "{state:?} at {minute} is confirmed");
            assert_eq!(told(before.cancel(at(minute))), cancel, "{state:?} at {minute} is cancelled");
            assert_eq!(told(before.serve(service(7), at(minute))), serve, "{state:?} at {minute} becomes a service");
        };
        let (take, let_go, back) = (Some(Effect::Take), Some(Effect::LetGo), Some(Effect::GiveBack));
        check(Held, None, 14, Ok((Confirmed, None, take)), Ok((Cancelled, None, let_go)), Ok((Confirmed, mine, take)));
        let late = Refused::Expired;
        check(Held, None, 15, Err(late), Ok((Cancelled, None, let_go)), Err(late));
        check(
            Confirmed,
            None,
            90,
            Ok((Confirmed, None, None)),
            Ok((Cancelled, None, back)),
            Ok((Confirmed, mine, None)),
        );
        let used = Refused::Used(service(8));
        check(Confirmed, other, 90, Ok((Confirmed, other, None)), Err(used), Err(used));
        let gone = Refused::Cancelled;
        check(Cancelled, None, 1, Err(gone), Ok((Cancelled, None, None)), Err(gone));
        let left = Refused::Dispatched;
        check(Dispatched, None, 90, Ok((Dispatched, None, None)), Err(left), Err(left));
        check(Dispatched, other, 90, Ok((Dispatched, other, None)), Err(used), Err(used));
    }

    #[test]
    fn goods_are_sent_off_by_hand_only_when_the_order_is_placed_and_no_service_says_it() {
        let check = |state, of, minute, expected: Outcome| {
            assert_eq!(told(reservation(state, of).dispatch(at(minute))), expected, "{state:?} at {minute}");
        };
        check(State::Held, None, 1, Err(Refused::NotConfirmed));
        check(State::Held, None, 15, Err(Refused::Expired));
        check(State::Cancelled, None, 1, Err(Refused::Cancelled));
        let off = Some(Effect::SendOff(at(90)));
        check(State::Confirmed, None, 90, Ok((State::Dispatched, None, off)));
        check(State::Confirmed, Some(service(7)), 90, Err(Refused::Used(service(7))));
        check(State::Dispatched, None, 91, Ok((State::Dispatched, None, None)));
    }
}
