//! Delivery windows: when a recipient can choose to be delivered to, and booking.
//!
//! A [`Calendar`] belongs to an account, and perhaps to one of its branches and to an area. It has [`Slot`]s: shifts
//! with their clock times, or finer pieces of them, each on some weekdays and with so many places. A [`Window`] is a
//! slot on a date.
//!
//! Which windows can be chosen:
//! - A service takes the most special calendar that is active and covers it: one of its branch before one of none, one
//!   with an area before one without, of two areas the drawn one, then the smaller one, and else the first by its key.
//! - A date is open when a slot falls on its weekday, it is not one of the calendar's closed dates, and it is no
//!   holiday of the operator, unless the calendar works on holidays.
//! - The first date is `lead_days` open dates after today (0 is today), the last is `horizon_days` after today.
//! - A window can be chosen until its cut-off: so long before it starts, or at a clock time so many days before. It can
//!   never be chosen once it has started.
//! - All clock times are those of the recipient's place. Where clocks jump over a time, the next one that exists
//!   counts.
//!
//! Booking, in [`booking`]:
//! - A recipient books and moves until the service is under way, so many times as the calendar allows, and only what is
//!   offered. Leaving a window is possible after its own cut-off: late notice is better than none.
//! - Office and integration are not held to the cut-off and to the number of moves. Nobody exceeds the places, and
//!   nobody books a closed or a past window.
//! - A service that is in a planned route leaves it when its window changes.
//! - A service that is called off, brought back or done before the day of its window gives its places back. A correction
//!   that brings it back takes them again, where the window still has them.

pub mod booking;
mod calendar;
mod moving;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

pub use calendar::{Area, Calendar, CutOff, Mistake, Slot, Weekdays};
pub use moving::{Mover, booked_as, leave, to_take_back};

use self::booking::Origin;
use crate::calendar::DaysOff;
use crate::capacity::{Capacity, Load, Refused, WindowId};
use crate::shift::Shift;

/// A slot of a calendar on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The part of the day it belongs to.
    pub shift: Shift,
    /// When it starts.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// Its places, of which nothing is taken yet: what is taken is stored under its identity.
    pub capacity: Capacity,
}

impl Window {
    /// Which one.
    #[must_use]
    pub fn id(&self) -> &WindowId {
        &self.capacity.window
    }
}

/// A window with the number under which it can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The number, from 1 on.
    pub n: u32,
    /// The window, with its places as they stand.
    pub window: Window,
}

impl Choice {
    /// The date of the window.
    #[must_use]
    pub fn date(&self) -> Date {
        self.window.id().date()
    }
}

/// Where and when windows are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The zone of the recipient.
    pub zone: &'a TimeZone,
    /// The holidays of the operator.
    pub days_off: &'a DaysOff,
    /// The moment.
    pub now: Timestamp,
}

impl Place<'_> {
    /// The date where the recipient is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }

    fn instant(&self, date: Date, time: Time) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(date.to_datetime(time)).compatible().ok()
    }
}

/// All windows of a calendar that can be chosen as far as time tells, in the order in which they start.
#[must_use]
pub fn upcoming(calendar: &Calendar, place: Place<'_>) -> Vec<Window> {
    let dates = calendar.dates(place.today(), place.days_off);
    let mut windows: Vec<Window> = dates.flat_map(|date| on(calendar, date, place)).collect();
    windows.retain(|window| window.capacity.cut_off.is_none_or(|cut_off| place.now < cut_off));
    windows.sort_by_key(|window| (window.starts, window.ends));
    windows
}

/// The window of this identity as the calendar defines it today, whether or not it can still be chosen.
#[must_use]
pub fn defined(calendar: &Calendar, id: &WindowId, place: Place<'_>) -> Option<Window> {
    let open = calendar.active && calendar.is_open(id.date(), place.days_off);
    on(calendar, id.date(), place).into_iter().find(|window| open && window.id() == id)
}

/// The windows of an open day, in the order in which they start, whether or not they can still be chosen.
#[must_use]
pub fn of_day(calendar: &Calendar, date: Date, place: Place<'_>) -> Vec<Window> {
    if !calendar.is_open(date, place.days_off) {
        return Vec::new();
    }
    let mut windows = on(calendar, date, place);
    windows.sort_by_key(|window| (window.starts, window.ends));
    windows
}

/// The window of this identity for somebody who wants to take it. Recipients take what is offered; office and
/// integration also what is nearer or farther than that.
///
/// # Errors
/// [`Refused::Unknown`] when the calendar has no such window or does not offer it, [`Refused::PastCutOff`] when it is
/// too late for it.
pub fn choosable(calendar: &Calendar, id: &WindowId, place: Place<'_>, origin: Origin) -> Result<Window, Refused> {
    let window = defined(calendar, id, place).ok_or(Refused::Unknown)?;
    if origin != Origin::Recipient {
        return Ok(window);
    }
    if window.capacity.cut_off.is_some_and(|cut_off| place.now >= cut_off) {
        return Err(Refused::PastCutOff);
    }
    if upcoming(calendar, place).iter().any(|other| other.id() == id) { Ok(window) } else { Err(Refused::Unknown) }
}

fn on(calendar: &Calendar, date: Date, place: Place<'_>) -> Vec<Window> {
    let window = |slot: &Slot| {
        let starts = place.instant(date, slot.start)?;
        let ends = place.instant(date, slot.end)?;
        let id = WindowId::new(calendar.id.clone(), date, slot.start, slot.end).ok()?;
        let cut_off = calendar.cut_off.instant(date, starts, |date, time| place.instant(date, time)).min(starts);
        Some(Window { shift: slot.shift, starts, ends, capacity: Capacity::new(id, slot.places, Some(cut_off)) })
    };
    calendar.slots.iter().filter(|slot| slot.days.contains(date.weekday())).filter_map(window).collect()
}

/// Numbers the first windows that a service may choose: at most `most`, with room for its load, without the one that it
/// has. `stored` are the capacities that have been written so far.
#[must_use]
pub fn offer(
    calendar: &Calendar,
    place: Place<'_>,
    stored: &BTreeMap<WindowId, Capacity>,
    load: Load,
    booked: Option<&WindowId>,
    most: usize,
) -> Vec<Choice> {
    let standing = |window: Window| {
        let capacity = Capacity::current(Some(window.capacity.clone()), stored.get(window.id()).cloned()).ok()?;
        Some(Window { capacity, ..window })
    };
    let free = |window: &Window| window.capacity.has_room(load, place.now) && booked != Some(window.id());
    let windows = upcoming(calendar, place).into_iter().filter_map(standing).filter(free);
    (1..).zip(windows.take(most)).map(|(n, window)| Choice { n, window }).collect()
}

/// The first of what is offered, at most so many of a day and `most` in all, numbered from 1.
#[must_use]
pub fn spread(offered: Vec<Choice>, of_a_day: usize, most: usize) -> Vec<Choice> {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    let few = offered.into_iter().filter(|choice| {
        let day = days.entry(choice.date()).or_default();
        *day = day.saturating_add(1);
        *day <= of_a_day
    });
    (1..).zip(few.take(most)).map(|(n, choice)| Choice { n, ..choice }).collect()
}

#[cfg(test)]
mod tests;
