//! Places in a delivery window.
//!
//! A window is known by its calendar, its date and its clock times ([`WindowId`]). Each has one [`Capacity`]: how much
//! may be delivered in it, how much is taken, whether it is closed and until when it can be chosen. Quotes that
//! reserve and recipients who book take from the same one, so that together they never exceed it.
//!
//! The rules:
//! - A [`Load`] is counted in deliveries and in units of goods. Either can be limited, or neither.
//! - Taking is refused when the window is closed, at and after its cut-off, and when either limit would be exceeded:
//!   all of a load is taken or none of it.
//! - Giving back is always possible, also when closed or late, and never below zero.
//! - The limits come from the calendar of today, what is taken from the stored item: a calendar made smaller than what
//!   is already taken keeps every booking and takes no more.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::code::CalendarId;

/// Which window: of which calendar, on which date, from when to when.
///
/// As text it is `calendar.2026-11-23.0800-1200`, which needs no escaping in an address or a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WindowId {
    calendar: CalendarId,
    date: Date,
    start: Time,
    end: Time,
}

/// `{text}` names no window.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a window: `calendar.2026-11-23.0800-1200`, starting before it ends, is expected")]
pub struct InvalidWindow {
    text: String,
}

impl WindowId {
    /// Names a window. Clock times are whole minutes of the place's own time.
    ///
    /// # Errors
    /// [`InvalidWindow`] when it does not start before it ends, or not at whole minutes.
    pub fn new(calendar: CalendarId, date: Date, start: Time, end: Time) -> Result<Self, InvalidWindow> {
        let whole = |time: Time| time.second() == 0 && time.subsec_nanosecond() == 0;
        let id = Self { calendar, date, start, end };
        if start < end && whole(start) && whole(end) { Ok(id) } else { Err(InvalidWindow { text: id.to_string() }) }
    }

    /// The calendar that has it.
    #[must_use]
    pub fn calendar(&self) -> &CalendarId {
        &self.calendar
    }

    /// Its date, in the place's own time.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// When it starts.
    #[must_use]
    pub fn start(&self) -> Time {
        self.start
    }

    /// When it ends.
    #[must_use]
    pub fn end(&self) -> Time {
        self.end
    }

    /// Until when what was taken of it can be read: 90 days after its date.
    #[must_use]
    pub fn forgotten(&self) -> Timestamp {
        let end = TimeZone::UTC.to_timestamp(self.date.to_datetime(self.end)).unwrap_or(Timestamp::MAX);
        end.checked_add(SignedDuration::from_hours(24 * 90)).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Display for WindowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { calendar, date, start, end } = self;
        let (from, from_minute, to, to_minute) = (start.hour(), start.minute(), end.hour(), end.minute());
        write!(f, "{calendar}.{date}.{from:02}{from_minute:02}-{to:02}{to_minute:02}")
    }
}

impl FromStr for WindowId {
    type Err = InvalidWindow;

    /// Reads exactly what [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Self, InvalidWindow> {
        let read = || {
            let mut parts = text.splitn(3, '.');
            let calendar = CalendarId::new(parts.next()?).ok()?;
            let date = parts.next()?.parse().ok()?;
            let (start, end) = parts.next()?.split_once('-')?;
            Self::new(calendar, date, clock(start)?, clock(end)?).ok()
        };
        let invalid = || InvalidWindow { text: text.chars().take(100).collect() };
        read().filter(|id| id.to_string() == text).ok_or_else(invalid)
    }
}

/// Reads `0800`.
fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_at_checked(2)?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

impl TryFrom<String> for WindowId {
    type Error = InvalidWindow;

    fn try_from(text: String) -> Result<Self, InvalidWindow> {
        text.parse()
    }
}

impl From<WindowId> for String {
    fn from(id: WindowId) -> Self {
        id.to_string()
    }
}

/// What takes places: so many deliveries with so many units of goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Load {
    /// Deliveries.
    pub deliveries: u32,
    /// Units of goods in them.
    #[serde(default)]
    pub units: u32,
}

impl Load {
    /// One delivery whose goods are not counted.
    pub const ONE: Self = Self { deliveries: 1, units: 0 };

    /// One delivery with so many units of goods.
    #[must_use]
    pub const fn of_units(units: u32) -> Self {
        Self { deliveries: 1, units }
    }
}

/// How much a window takes. What is not limited is without end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Places {
    /// Most deliveries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliveries: Option<u32>,
    /// Most units of goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
}

impl Places {
    /// So many deliveries, whatever is in them.
    #[must_use]
    pub const fn deliveries(count: u32) -> Self {
        Self { deliveries: Some(count), units: None }
    }

    /// Whether a load has room beside what is taken. One free unit is enough: a delivery is not divided, and a window
    /// that is offered can be had, whatever is in the cart.
    fn admit(self, taken: Load, load: Load) -> bool {
        let sum = taken.deliveries.checked_add(load.deliveries);
        let deliveries = self.deliveries.is_none_or(|limit| sum.is_some_and(|sum| sum <= limit));
        deliveries && (load.units == 0 || self.units.is_none_or(|limit| taken.units < limit))
    }
}

/// What one window can take and has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Capacity {
    /// Which window.
    pub window: WindowId,
    /// How much it takes.
    pub places: Places,
    /// How much is taken.
    #[serde(default)]
    pub taken: Load,
    /// Takes nothing more, whatever is free: an operator shut it.
    #[serde(default)]
    pub closed: bool,
    /// From this instant on it takes nothing more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<Timestamp>,
}

/// Why places were not taken or not given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No calendar has such a window.
    #[error("there is no such window")]
    Unknown,
    /// An operator shut it.
    #[error("the window is closed")]
    Closed,
    /// It is too late to choose it.
    #[error("it is too late for this window")]
    PastCutOff,
    /// Not enough places are free.
    #[error("the window is full")]
    Full,
    /// More was given back than is taken.
    #[error("more places were given back than are taken")]
    NotTaken,
}

impl Capacity {
    /// A window of which nothing is taken.
    #[must_use]
    pub const fn new(window: WindowId, places: Places, cut_off: Option<Timestamp>) -> Self {
        Self { window, places, taken: Load { deliveries: 0, units: 0 }, closed: false, cut_off }
    }

    /// The capacity as it stands: limits and cut-off as the calendar defines them now, takings and closing as stored.
    ///
    /// # Errors
    /// [`Refused::Unknown`] when the calendar does not define the window, or what is stored is of another window.
    pub fn current(defined: Option<Self>, stored: Option<Self>) -> Result<Self, Refused> {
        let defined = defined.ok_or(Refused::Unknown)?;
        match stored {
            None => Ok(defined),
            Some(stored) if stored.window != defined.window => Err(Refused::Unknown),
            Some(stored) => Ok(Self { taken: stored.taken, closed: stored.closed || defined.closed, ..defined }),
        }
    }

    /// Takes places.
    ///
    /// # Errors
    /// [`Refused::Closed`], [`Refused::PastCutOff`] or [`Refused::Full`], in this order: the first that holds is the
    /// one that the asker can do least about.
    pub fn take(&self, load: Load, now: Timestamp) -> Result<Self, Refused> {
        if self.closed {
            return Err(Refused::Closed);
        }
        if self.cut_off.is_some_and(|cut_off| now >= cut_off) {
            return Err(Refused::PastCutOff);
        }
        let sum = |taken: u32, more: u32| taken.checked_add(more).ok_or(Refused::Full);
        let taken = Load {
            deliveries: sum(self.taken.deliveries, load.deliveries)?,
            units: sum(self.taken.units, load.units)?,
        };
        if self.places.admit(self.taken, load) { Ok(Self { taken, ..self.clone() }) } else { Err(Refused::Full) }
    }

    /// Gives places back.
    ///
    /// # Errors
    /// [`Refused::NotTaken`] when less is taken.
    pub fn give_back(&self, load: Load) -> Result<Self, Refused> {
        let rest = |taken: u32, less: u32| taken.checked_sub(less).ok_or(Refused::NotTaken);
        let taken = Load {
            deliveries: rest(self.taken.deliveries, load.deliveries)?,
            units: rest(self.taken.units, load.units)?,
        };
        Ok(Self { taken, ..self.clone() })
    }

    /// Whether a load can be taken now.
    #[must_use]
    pub fn has_room(&self, load: Load, now: Timestamp) -> bool {
        self.take(load, now).is_ok()
    }

    /// How many deliveries can still be taken; none is without end. A closed window has 0.
    #[must_use]
    pub fn free(&self) -> Option<u32> {
        if self.closed {
            return Some(0);
        }
        self.places.deliveries.map(|places| places.saturating_sub(self.taken.deliveries))
    }

    /// Shuts the window: it takes nothing more, and keeps what is taken.
    #[must_use]
    pub fn close(&self) -> Self {
        Self { closed: true, ..self.clone() }
    }

    /// Opens it again.
    #[must_use]
    pub fn reopen(&self) -> Self {
        Self { closed: false, ..self.clone() }
    }
}

#[cfg(test)]
mod tests;
