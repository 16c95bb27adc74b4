//! Places of delivery windows and units of goods that are held for a buyer, until the order is placed or given up.
//!
//! A hold counts as taken until it ends by itself: nobody has to come by to give it back. Confirming a hold makes it
//! taken for good. What is held is written beside what is taken, so that whoever takes next decides on both.

mod following;
mod reserving;

pub use following::Whereabouts;
pub use reserving::{Effect, Goods, Promised, Refused as NotReserved, Reservation, State, Status, Step};

use crate::capacity::{Capacity, Load, Refused};
use crate::id::ReservationId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// So much is held by a reservation until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hold<T> {
    /// Which reservation.
    pub by: ReservationId,
    /// How much.
    pub what: T,
    /// From this instant on it is not held any more.
    pub until: Timestamp,
}

/// A hold that ended before it was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the hold has ended")]
pub struct Ended;

/// Holds on one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Holds<T>(Vec<Hold<T>>);

impl<T> Default for Holds<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Holds<T> {
    /// Whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is held at a moment.
    pub fn at(&self, now: Timestamp) -> impl Iterator<Item = T> + '_ {
        self.0.iter().filter(move |hold| hold.until > now).map(|hold| hold.what)
    }

    /// Adds a hold, and forgets those that have ended.
    pub fn add(&mut self, hold: Hold<T>, now: Timestamp) {
        self.0.retain(|held| held.until > now);
        self.0.push(hold);
    }

    /// Takes out what a reservation holds.
    ///
    /// # Errors
    /// [`Ended`] when it holds nothing any more.
    pub fn take_out(&mut self, by: ReservationId, now: Timestamp) -> Result<T, Ended> {
        let found = self.0.iter().find(|hold| hold.by == by && hold.until > now).map(|hold| hold.what);
        self.let_go(by);
        found.ok_or(Ended)
    }

    /// Forgets what a reservation holds, if it still does.
    pub fn let_go(&mut self, by: ReservationId) {
        self.0.retain(|hold| hold.by != by);
    }
}

/// A delivery window with what is taken and what is held of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Booked {
    /// Its limits, and what is taken for good.
    pub capacity: Capacity,
    /// What is held for a while.
    #[serde(default, skip_serializing_if = "Holds::is_empty")]
    pub held: Holds<Load>,
}

impl Booked {
    /// The window as it is now: what is held counts as taken.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Capacity {
        let mut capacity = self.capacity.clone();
        for load in self.held.at(now) {
            capacity.taken.deliveries = capacity.taken.deliveries.saturating_add(load.deliveries);
            capacity.taken.units = capacity.taken.units.saturating_add(load.units);
        }
        capacity
    }

    /// Holds places.
    ///
    /// # Errors
    /// As [`Capacity::take`].
    pub fn hold(mut self, hold: Hold<Load>, now: Timestamp) -> Result<Self, Refused> {
        self.at(now).take(hold.what, now)?;
        self.held.add(hold, now);
        Ok(self)
    }

    /// Makes what a reservation holds taken for good. Its places were counted all along, so nothing can be in the way.
    ///
    /// # Errors
    /// [`Ended`] when it holds nothing any more.
    pub fn confirm(mut self, by: ReservationId, now: Timestamp) -> Result<Self, Ended> {
        let load = self.held.take_out(by, now)?;
        self.capacity.taken.deliveries = self.capacity.taken.deliveries.saturating_add(load.deliveries);
        self.capacity.taken.units = self.capacity.taken.units.saturating_add(load.units);
        Ok(self)
    }

    /// Takes places for good, as was decided on the window as it stood ([`Self::at`]).
    #[must_use]
    pub fn with_taken(mut self, load: Load) -> Self {
        self.capacity.taken.deliveries = self.capacity.taken.deliveries.saturating_add(load.deliveries);
        self.capacity.taken.units = self.capacity.taken.units.saturating_add(load.units);
        self
    }

    /// Gives places back. More is never given back than is taken, whatever was corrected by hand.
    #[must_use]
    pub fn without_taken(self, load: Load) -> Self {
        let capacity = self.capacity.give_back(load).unwrap_or_else(|_| self.capacity.clone());
        Self { capacity, ..self }
    }

    /// Lets go of what a reservation holds, if it still does.
    #[must_use]
    pub fn let_go(mut self, by: ReservationId) -> Self {
        self.held.let_go(by);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::Places;
    use jiff::SignedDuration;
    use uuid::Uuid;

    fn by(number: u128) -> ReservationId {
        ReservationId::new(Uuid::from_u128(number))
    }

    fn start() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn minutes(count: i64) -> Timestamp {
        start() + SignedDuration::from_mins(count)
    }

    fn window(places: u32) -> Booked {
        let id = "expresso.2026-11-24.0800-1200".parse().unwrap();
        Booked { capacity: Capacity::new(id, Places::deliveries(places), None), held: Holds::default() }
    }

    fn hold(number: u128) -> Hold<Load> {
        Hold { by: by(number), what: Load::ONE, until: minutes(30) }
    }

    #[test]
    fn what_is_held_counts_as_taken_until_it_ends() {
        let held = window(1).hold(hold(1), start()).unwrap();
        for (at, free) in [(0, Some(0)), (29, Some(0)), (30, Some(1))] {
            assert_eq!(held.at(minutes(at)).free(), free, "{at}");
        }
        assert_eq!(held.clone().hold(hold(2), minutes(29)), Err(Refused::Full));
        let next = held.hold(Hold { until: minutes(60), ..hold(2) }, minutes(30)).unwrap();
        assert_eq!(next.confirm(by(1), minutes(31)), Err(Ended), "the place went to the next one");
    }

    #[test]
    fn a_confirmed_place_stays_taken_and_one_let_go_is_free_again() {
        let held = window(2).hold(hold(1), start()).unwrap().hold(hold(2), start()).unwrap();
        let confirmed = held.confirm(by(1), minutes(29)).unwrap();
        assert_eq!(confirmed.at(minutes(90)).taken.deliveries, 1);
        assert_eq!(confirmed.at(minutes(29)).free(), Some(0));
        assert_eq!(confirmed.let_go(by(2)).at(minutes(29)).free(), Some(1));
    }

    #[test]
    fn only_once_can_a_hold_be_confirmed() {
        let confirmed = window(1).hold(hold(1), start()).unwrap().confirm(by(1), start()).unwrap();
        assert_eq!(confirmed.clone().confirm(by(1), start()), Err(Ended));
        assert_eq!(window(1).confirm(by(1), start()), Err(Ended));
        assert_eq!(window(1).hold(hold(1), start()).unwrap().confirm(by(1), minutes(30)), Err(Ended));
    }
}
