//! What a seller gets ready in a day.
//!
//! Each seller may say how many orders, and how many units of goods, it gets ready in a day. An order takes a place on the
//! first day that has one and fills the room of that day and, where the seller lets it, of the days that follow; the goods
//! leave when the last of them is ready. A seller that pauses instead sells nothing more today once the day is full.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::capacity::{Load, Places};
use crate::code::SellerId;
use crate::id::ReservationId;
use crate::reservation::{Effect, Ended, Hold, Holds};

/// Days that one order fills at most.
pub const SPREAD: usize = 10;
/// The farthest that an order may be put off, in days.
pub const FARTHEST: u16 = 30;

/// What a seller gets ready in a day, and what becomes of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Daily {
    /// Orders and units of goods in a day.
    pub places: Places,
    /// What becomes of what a day has no room for.
    #[serde(default)]
    pub when_full: WhenFull,
    /// How many days behind today are filled at most.
    pub ahead: u16,
}

/// What becomes of what a day has no room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenFull {
    /// It takes room of the days that follow, and arrives later.
    #[default]
    NextDays,
    /// The seller sells nothing more today.
    Pause,
}

/// Goods that a seller gets ready on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Handling {
    /// The seller.
    pub seller: SellerId,
    /// The day, on the account's wall clock.
    pub date: Date,
    /// How much.
    pub load: Load,
}

/// What is taken of a day of a seller. Item AP-160 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Workday {
    /// The day.
    pub date: Date,
    /// What is taken for good.
    #[serde(default)]
    pub taken: Load,
    /// What is held for a while.
    #[serde(default, skip_serializing_if = "Holds::is_empty")]
    pub held: Holds<Load>,
}

impl Daily {
    /// The days on which so many units of one order are got ready, today first; none where there is no room.
    #[must_use]
    pub fn allot(&self, today: Date, units: u32, taken: impl Fn(Date) -> Load) -> Option<Vec<(Date, Load)>> {
        let (mut days, mut left, mut date) = (Vec::new(), units, today);
        let ahead = if self.when_full == WhenFull::Pause { 0 } else { self.ahead };
        for _ in 0..=ahead {
            let (taken, first) = (taken(date), days.is_empty());
            let place = self.places.deliveries.is_none_or(|most| taken.deliveries < most);
            let room = self.places.units.map_or(u32::MAX, |most| most.saturating_sub(taken.units));
            if (place || !first) && room > 0 {
                // Whoever pauses is given an order as a window is: one free unit is enough.
                let units = if self.when_full == WhenFull::Pause { left } else { left.min(room) };
                days.push((date, Load { deliveries: u32::from(first), units }));
                left = left.saturating_sub(units);
                if left == 0 {
                    return Some(days);
                }
                if days.len() >= SPREAD {
                    return None;
                }
            }
            date = date.tomorrow().ok()?;
        }
        None
    }
}

impl Workday {
    /// A day of which nothing is taken.
    #[must_use]
    pub fn new(date: Date) -> Self {
        Self { date, taken: Load::default(), held: Holds::default() }
    }

    /// What is taken and held at a moment.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Load {
        self.held.at(now).fold(self.taken, plus)
    }

    /// Holds room, as was decided on the day as it stood ([`Self::at`]).
    #[must_use]
    pub fn hold(mut self, hold: Hold<Load>, now: Timestamp) -> Self {
        self.held.add(hold, now);
        self
    }

    /// The day after a step of what holds or has taken room of it.
    ///
    /// # Errors
    /// [`Ended`] when what was held is held no more.
    pub fn after(mut self, effect: Effect, (by, load): (ReservationId, Load), now: Timestamp) -> Result<Self, Ended> {
        match effect {
            Effect::Take => self.taken = plus(self.taken, self.held.take_out(by, now)?),
            Effect::LetGo => self.held.let_go(by),
            Effect::GiveBack => {
                let Load { deliveries, units } = self.taken;
                self.taken = Load {
                    deliveries: deliveries.saturating_sub(load.deliveries),
                    units: units.saturating_sub(load.units),
                };
            }
            Effect::Retake => self.taken = plus(self.taken, load),
            Effect::SendOff(_) | Effect::SendOffAfterAll(_) => {}
        }
        Ok(self)
    }

    /// Until when it can be read: 90 days after the day.
    #[must_use]
    pub fn forgotten(&self) -> Timestamp {
        let day = TimeZone::UTC.to_timestamp(self.date.to_datetime(jiff::civil::Time::midnight()));
        let ends = day.and_then(|day| day.checked_add(SignedDuration::from_hours(24 * 91)));
        ends.unwrap_or(Timestamp::MAX)
    }
}

fn plus(one: Load, other: Load) -> Load {
    Load { deliveries: one.deliveries.saturating_add(other.deliveries), units: one.units.saturating_add(other.units) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(offset: i8) -> Date {
        jiff::civil::date(2026, 11, 23 + offset)
    }

    fn limits(deliveries: Option<u32>, units: Option<u32>) -> Daily {
        Daily { places: Places { deliveries, units }, when_full: WhenFull::NextDays, ahead: 3 }
    }

    #[test]
    fn an_order_fills_the_first_day_with_a_place_and_the_room_of_those_that_follow() {
        // Of four days: orders and units that are taken.
        let check = |daily: Daily, taken: [(u32, u32); 4], units: u32, expected: Option<&[(i8, u32, u32)]>| {
            let taken = |date: Date| {
                let at = taken.iter().zip(0..).find(|(_, at)| day(*at) == date);
                at.map_or_else(Load::default, |((deliveries, units), _)| Load {
                    deliveries: *deliveries,
                    units: *units,
                })
            };
            let expected = expected.map(|days| {
                let days = days.iter();
                days.map(|(at, deliveries, units)| (day(*at), Load { deliveries: *deliveries, units: *units }))
                    .collect()
            });
            assert_eq!(daily.allot(day(0), units, taken), expected, "{daily:?} {units}");
        };
        let empty = [(0, 0); 4];
        check(limits(None, None), empty, 50_000, Some(&[(0, 1, 50_000)]));
        check(limits(Some(2), None), [(1, 9), (0, 0), (0, 0), (0, 0)], 5, Some(&[(0, 1, 5)]));
        check(limits(Some(2), None), [(2, 9), (2, 2), (1, 0), (0, 0)], 5, Some(&[(2, 1, 5)]));
        check(limits(None, Some(10)), [(1, 8), (1, 10), (0, 0), (0, 0)], 5, Some(&[(0, 1, 2), (2, 0, 3)]));
        // The order has its place on its first day; of the days that follow it takes room for goods only.
        check(limits(Some(1), Some(4)), [(0, 2), (1, 1), (1, 1), (0, 0)], 6, Some(&[(0, 1, 2), (1, 0, 3), (2, 0, 1)]));
        check(limits(None, Some(10)), empty, 40, Some(&[(0, 1, 10), (1, 0, 10), (2, 0, 10), (3, 0, 10)]));
        check(limits(None, Some(10)), empty, 41, None);
        check(limits(Some(0), None), empty, 1, None);
        check(limits(None, Some(0)), empty, 1, None);
        let far = Daily { ahead: FARTHEST, ..limits(None, Some(1)) };
        check(far, empty, 11, None);
    }

    #[test]
    fn a_seller_that_pauses_sells_nothing_more_once_its_day_is_full() {
        let pausing = |deliveries, units| Daily { when_full: WhenFull::Pause, ..limits(deliveries, units) };
        let check = |daily: Daily, taken: (u32, u32), offered: bool| {
            let taken = |_: Date| Load { deliveries: taken.0, units: taken.1 };
            let expected = offered.then(|| vec![(day(0), Load::of_units(4))]);
            assert_eq!(daily.allot(day(0), 4, taken), expected, "{daily:?}");
        };
        check(pausing(Some(16), None), (15, 90), true);
        check(pausing(Some(16), None), (16, 90), false);
        check(pausing(None, Some(10)), (1, 9), true);
        check(pausing(None, Some(10)), (1, 10), false);
    }

    #[test]
    fn what_is_held_of_a_day_counts_until_it_ends_and_what_is_given_back_is_free_again() {
        let (by, load) = (ReservationId::new(Uuid::from_u128(1)), Load::of_units(3));
        let at = |minute: i64| Timestamp::from_second(60 * minute).unwrap();
        let held = Workday::new(day(0)).hold(Hold { by, what: load, until: at(15) }, at(0));
        assert_eq!((held.at(at(14)), held.at(at(15))), (load, Load::default()));
        let taken = held.clone().after(Effect::Take, (by, load), at(14)).unwrap();
        assert_eq!(taken.at(at(90)), load);
        assert_eq!(held.clone().after(Effect::Take, (by, load), at(15)), Err(Ended));
        assert_eq!(held.after(Effect::LetGo, (by, load), at(1)).unwrap().at(at(1)), Load::default());
        assert_eq!(taken.clone().after(Effect::SendOff(at(20)), (by, load), at(20)).unwrap().at(at(90)), load);
        let free = taken.after(Effect::GiveBack, (by, load), at(20)).unwrap();
        assert_eq!(free.at(at(90)), Load::default());
        assert_eq!(free.clone().after(Effect::Retake, (by, load), at(21)).unwrap().at(at(90)), load);
        assert_eq!(free.after(Effect::GiveBack, (by, load), at(20)).unwrap().at(at(90)), Load::default(), "not below");
    }
}
