//! What an account says about its windows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::calendar::DaysOff;
use crate::capacity::Places;
use crate::code::{CalendarId, PolygonId};
use crate::id::BranchId;
use crate::postal::PostalCode;
use crate::shift::Shift;

/// The windows of an account, or of one branch and area of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Calendar {
    /// The key that the merchant chose.
    pub id: CalendarId,
    /// What people of the merchant call it.
    pub name: String,
    /// Offers windows.
    #[serde(default = "yes")]
    pub active: bool,
    /// The branch it is of; none is every branch without one of its own.
    #[serde(default)]
    pub branch: Option<BranchId>,
    /// Where it delivers.
    #[serde(default)]
    pub area: Area,
    /// Areas on the account's map where it delivers too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub polygons: BTreeSet<PolygonId>,
    /// The slots of a week.
    pub slots: Vec<Slot>,
    /// Until when a window can be chosen.
    #[serde(default)]
    pub cut_off: CutOff,
    /// So many open dates after today is the first one.
    #[serde(default)]
    pub lead_days: u16,
    /// So many days after today is the last one.
    pub horizon_days: u16,
    /// Delivers on holidays of the operator.
    #[serde(default)]
    pub on_holidays: bool,
    /// Dates without deliveries.
    #[serde(default)]
    pub closed: BTreeSet<Date>,
    /// How many times a recipient may move a delivery.
    #[serde(default = "some_moves")]
    pub most_moves: u8,
}

const fn yes() -> bool {
    true
}

const fn some_moves() -> u8 {
    3
}

/// Postal codes, each range with both its ends; no range at all is everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Area {
    /// The ranges.
    pub ranges: Vec<(PostalCode, PostalCode)>,
}

impl Area {
    /// Whether a code is in it. A code has the length of the ends of its range.
    #[must_use]
    pub fn covers(&self, code: Option<&PostalCode>) -> bool {
        let within = |code: &PostalCode| self.ranges.iter().any(|range| covers(range, code));
        self.ranges.is_empty() || code.is_some_and(within)
    }

    /// How much of the country the range around a code spans; everywhere is the most.
    fn span(&self, code: Option<&PostalCode>) -> u64 {
        let around = |code| self.ranges.iter().filter(move |range| covers(range, code));
        code.and_then(|code| around(code).map(|(from, to)| figure(to).saturating_sub(figure(from))).min())
            .unwrap_or(u64::MAX)
    }
}

fn covers((from, to): &(PostalCode, PostalCode), code: &PostalCode) -> bool {
    let length = code.as_str().len();
    from.as_str().len() == length && to.as_str().len() == length && from <= code && code <= to
}

/// A code as a number in base 36, for comparing widths.
fn figure(code: &PostalCode) -> u64 {
    let digits = code.as_str().chars().map(|c| u64::from(c.to_digit(36).unwrap_or(0)));
    digits.fold(0, |figure, digit| figure.saturating_mul(36).saturating_add(digit))
}

/// A part of a day on some weekdays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Slot {
    /// The part of the day it belongs to.
    pub shift: Shift,
    /// When it starts.
    pub start: Time,
    /// When it ends.
    pub end: Time,
    /// On which weekdays.
    #[serde(default)]
    pub days: Weekdays,
    /// How much it takes.
    #[serde(default)]
    pub places: Places,
}

/// Days of the week, written as numbers from 0 (Sunday) to 6 (Saturday); Monday to Friday unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(pub BTreeSet<u8>);

impl Default for Weekdays {
    fn default() -> Self {
        Self((1..=5).collect())
    }
}

impl Weekdays {
    /// Whether a weekday is one of them.
    #[must_use]
    pub fn contains(&self, day: Weekday) -> bool {
        u8::try_from(day.to_sunday_zero_offset()).is_ok_and(|day| self.0.contains(&day))
    }
}

/// Until when a window can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum CutOff {
    /// So many minutes before it starts.
    Before {
        /// Minutes.
        minutes: u32,
    },
    /// At a clock time, so many days before.
    At {
        /// Days before the date of the window; 0 is the date itself.
        days: u8,
        /// The clock time.
        time: Time,
    },
}

impl Default for CutOff {
    /// When it starts.
    fn default() -> Self {
        Self::Before { minutes: 0 }
    }
}

impl CutOff {
    /// The instant, for a window that starts at `starts` on `date`.
    pub(super) fn instant(
        self,
        date: Date,
        starts: Timestamp,
        clock: impl Fn(Date, Time) -> Option<Timestamp>,
    ) -> Timestamp {
        match self {
            Self::Before { minutes } => {
                starts.saturating_sub(SignedDuration::from_mins(i64::from(minutes))).unwrap_or(starts)
            }
            Self::At { days, time } => clock(date.saturating_sub(i64::from(days).days()), time).unwrap_or(starts),
        }
    }
}

/// A rule that a calendar breaks, at the place in its JSON that breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// A JSON pointer.
    pub pointer: String,
    /// The rule.
    pub code: &'static str,
}

impl Calendar {
    /// Most slots of a calendar.
    pub const MOST_SLOTS: usize = 100;
    /// Most postal ranges of an area.
    pub const MOST_RANGES: usize = 500;
    /// Most polygons of an area.
    pub const MOST_POLYGONS: usize = 50;
    /// The furthest horizon, in days.
    pub const LONGEST_HORIZON: u16 = 90;

    /// Every rule that it breaks.
    #[must_use]
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut require = |holds: bool, pointer: String, code| {
            if !holds {
                mistakes.push(Mistake { pointer, code });
            }
        };
        let name = self.name.trim();
        require(!name.is_empty() && name.chars().count() <= 150, "/name".to_owned(), "length");
        require(!self.slots.is_empty(), "/slots".to_owned(), "required");
        require(self.slots.len() <= Self::MOST_SLOTS, "/slots".to_owned(), "too_many");
        require(self.area.ranges.len() <= Self::MOST_RANGES, "/area".to_owned(), "too_many");
        require(self.polygons.len() <= Self::MOST_POLYGONS, "/polygons".to_owned(), "too_many");
        require(self.horizon_days <= Self::LONGEST_HORIZON, "/horizonDays".to_owned(), "too_large");
        require(self.lead_days <= self.horizon_days, "/leadDays".to_owned(), "after_horizon");
        require(self.closed.len() <= 400, "/closed".to_owned(), "too_many");
        let late = matches!(self.cut_off, CutOff::Before { minutes } if minutes > 60 * 24 * 30)
            || matches!(self.cut_off, CutOff::At { days, .. } if days > 30);
        require(!late, "/cutOff".to_owned(), "too_large");
        for (at, (from, to)) in self.area.ranges.iter().enumerate() {
            let same_length = from.as_str().len() == to.as_str().len();
            require(same_length && from <= to, format!("/area/{at}"), "not_a_range");
        }
        for (at, slot) in self.slots.iter().enumerate() {
            require(slot.start < slot.end, format!("/slots/{at}/end"), "before_start");
            let whole = |time: Time| time.second() == 0 && time.subsec_nanosecond() == 0;
            require(whole(slot.start) && whole(slot.end), format!("/slots/{at}/start"), "whole_minutes");
            let days = &slot.days.0;
            require(!days.is_empty() && days.iter().all(|day| *day <= 6), format!("/slots/{at}/days"), "weekdays");
            let same = |other: &Slot| {
                other.start == slot.start && other.end == slot.end && !other.days.0.is_disjoint(&slot.days.0)
            };
            require(!self.slots.iter().take(at).any(same), format!("/slots/{at}"), "repeated");
        }
        mistakes
    }

    /// Whether deliveries are made on a date.
    #[must_use]
    pub fn is_open(&self, date: Date, days_off: &DaysOff) -> bool {
        let slot = self.slots.iter().any(|slot| slot.days.contains(date.weekday()));
        slot && !self.closed.contains(&date) && (self.on_holidays || !days_off.contains(date))
    }

    /// Whether a part of a day has several windows, so that its name does not tell which.
    #[must_use]
    pub fn is_fine(&self, date: Date, shift: Shift) -> bool {
        let of_part = |slot: &&Slot| slot.shift == shift && slot.days.contains(date.weekday());
        self.slots.iter().filter(of_part).count() > 1
    }

    /// The dates that can be chosen today.
    pub(super) fn dates(&self, today: Date, days_off: &DaysOff) -> impl Iterator<Item = Date> {
        let last = i64::from(self.horizon_days.min(Self::LONGEST_HORIZON));
        // Today counts only where no lead is asked for.
        let first = i64::from(self.lead_days > 0);
        let skipped = usize::from(self.lead_days.saturating_sub(1));
        let days = (first..=last).map(move |day| today.saturating_add(day.days()));
        days.filter(|date| self.active && self.is_open(*date, days_off)).skip(skipped)
    }

    /// The most special of several calendars that covers a service of a branch, at a postal code and within polygons
    /// that are `around` it.
    #[must_use]
    pub fn covering<'a>(
        calendars: impl IntoIterator<Item = &'a Self>,
        branch: Option<BranchId>,
        code: Option<&PostalCode>,
        around: &BTreeSet<PolygonId>,
    ) -> Option<&'a Self> {
        let covers = |calendar: &&Self| {
            let of_branch = calendar.branch.is_none() || calendar.branch == branch;
            calendar.active && of_branch && calendar.reaches(code, around).is_some()
        };
        let ranked: BTreeMap<_, _> = calendars
            .into_iter()
            .filter(covers)
            .map(|calendar| {
                ((calendar.branch.is_none(), calendar.reaches(code, around), calendar.id.clone()), calendar)
            })
            .collect();
        ranked.into_values().next()
    }

    /// How special the area is by which it reaches an address: what is drawn on the map first, then the smaller range;
    /// none when it does not.
    fn reaches(&self, code: Option<&PostalCode>, around: &BTreeSet<PolygonId>) -> Option<(bool, u64)> {
        if !self.polygons.is_disjoint(around) {
            return Some((false, 0));
        }
        // Whoever draws an area and names no range delivers in what is drawn only.
        let drawn_only = self.area.ranges.is_empty() && !self.polygons.is_empty();
        (!drawn_only && self.area.covers(code)).then(|| (true, self.area.span(code)))
    }
}
