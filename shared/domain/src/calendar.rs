//! Days off, and which days a carrier works.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::code::HolidayId;

/// A day or a run of days on which an account's carriers do not work unless their policy says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "Unchecked", deny_unknown_fields)]
pub struct Holiday {
    id: HolidayId,
    name: String,
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
}

impl Holiday {
    /// The longest run of days that one holiday covers.
    pub const MAX_DAYS: i32 = 60;
    /// The years that a holiday begins in: any other is a slip of the pen.
    pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2999;

    /// A holiday from its first to its last day, both included; without a last day it is one day.
    ///
    /// # Errors
    /// [`InvalidHoliday`] when the name is empty or over 100 characters, the year is none of ours, or the run ends before
    /// it starts or is longer than 60 days.
    pub fn new(id: HolidayId, name: &str, start_date: Date, end_date: Option<Date>) -> Result<Self, InvalidHoliday> {
        match Self::faults(name, Some(start_date), end_date).into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(Self { id, name: name.trim().to_owned(), start_date, end_date }),
        }
    }

    /// The last day of a run that begins on a first day, cut to the longest run that there is, and what whoever sent a
    /// longer one is told. It is cut and not refused: back offices that know no limit go on working, and carriers do not
    /// work on the days of which nobody doubts; nobody is left to believe in the days behind them.
    #[must_use]
    pub fn cut(start_date: Date, end_date: Option<Date>) -> (Option<Date>, Option<&'static str>) {
        let last = start_date.saturating_add((Self::MAX_DAYS - 1).days());
        match end_date {
            Some(end) if end > last => (Some(last), Some("The holiday was cut to its first 60 days.")),
            _ => (end_date, None),
        }
    }

    /// Everything that keeps these from being a holiday; a first day that cannot be read keeps nothing.
    #[must_use]
    pub fn faults(name: &str, start_date: Option<Date>, end_date: Option<Date>) -> Vec<InvalidHoliday> {
        let mut faults = Vec::new();
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 100 {
            faults.push(InvalidHoliday::Name);
        }
        let Some(start_date) = start_date else { return faults };
        if !Self::YEARS.contains(&start_date.year()) {
            faults.push(InvalidHoliday::Year { start_date });
        }
        if let Some(end_date) = end_date {
            let days = (end_date - start_date).get_days();
            if days < 0 {
                faults.push(InvalidHoliday::EndsBeforeStart { start_date, end_date });
            } else if days >= Self::MAX_DAYS {
                faults.push(InvalidHoliday::TooLong { start_date, end_date });
            }
        }
        faults
    }

    /// The key the merchant chose.
    #[must_use]
    pub fn id(&self) -> &HolidayId {
        &self.id
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first day.
    #[must_use]
    pub fn start_date(&self) -> Date {
        self.start_date
    }

    /// The last day, if it is longer than one day.
    #[must_use]
    pub fn end_date(&self) -> Option<Date> {
        self.end_date
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Unchecked {
    id: HolidayId,
    name: String,
    start_date: Date,
    #[serde(default)]
    end_date: Option<Date>,
}

impl TryFrom<Unchecked> for Holiday {
    type Error = InvalidHoliday;

    fn try_from(raw: Unchecked) -> Result<Self, InvalidHoliday> {
        Self::new(raw.id, &raw.name, raw.start_date, raw.end_date)
    }
}

/// Not a holiday.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHoliday {
    /// The name is empty or too long.
    #[error("the name is not 1 to 100 characters")]
    Name,
    /// The year is none of ours.
    #[error("{start_date} is not between the years 1900 and 2999")]
    Year {
        /// The first day.
        start_date: Date,
    },
    /// The last day is before the first.
    #[error("{end_date} is before {start_date}")]
    EndsBeforeStart {
        /// The first day.
        start_date: Date,
        /// The last day.
        end_date: Date,
    },
    /// The run of days is too long.
    #[error("{start_date} to {end_date} is longer than 60 days")]
    TooLong {
        /// The first day.
        start_date: Date,
        /// The last day.
        end_date: Date,
    },
}

impl InvalidHoliday {
    /// The field that is at fault: `name`, `startDate` or `endDate`.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Year { .. } => "startDate",
            Self::EndsBeforeStart { .. } | Self::TooLong { .. } => "endDate",
        }
    }
}

/// All days off of an account, for quick look-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOff {
    /// Sorted, not touching each other.
    runs: Vec<(Date, Date)>,
}

impl DaysOff {
    /// Joins the holidays of an account; their order does not matter.
    #[must_use]
    pub fn new<'a>(holidays: impl IntoIterator<Item = &'a Holiday>) -> Self {
        Self::of(holidays.into_iter().map(|day| (day.start_date, day.end_date.unwrap_or(day.start_date))).collect())
    }

    /// The same and further runs of days, each from its first to its last.
    #[must_use]
    pub fn with(self, more: impl IntoIterator<Item = (Date, Date)>) -> Self {
        Self::of(self.runs.into_iter().chain(more).collect())
    }

    fn of(mut sorted: Vec<(Date, Date)>) -> Self {
        sorted.sort_unstable();
        let mut runs: Vec<(Date, Date)> = Vec::with_capacity(sorted.len());
        for (start, end) in sorted {
            match runs.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => runs.push((start, end)),
            }
        }
        Self { runs }
    }

    /// Whether a date is a day off.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        let after = self.runs.partition_point(|(start, _)| *start <= date);
        after.checked_sub(1).and_then(|last| self.runs.get(last)).is_some_and(|(_, end)| date <= *end)
    }
}

/// Whether a carrier's days go on over Saturdays, Sundays and holidays. Monday to Friday always count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WeekendAndHolidays {
    /// Saturdays count.
    pub saturday: bool,
    /// Sundays count.
    pub sunday: bool,
    /// Holidays count.
    pub holiday: bool,
}

impl WeekendAndHolidays {
    /// Every day counts: the carrier promises calendar days, not business days.
    #[must_use]
    pub fn every_day(self) -> bool {
        self.saturday && self.sunday && self.holiday
    }

    /// Whether a date is a working day of this carrier. A holiday on a Saturday needs both to count.
    #[must_use]
    pub fn counts(self, date: Date, days_off: &DaysOff) -> bool {
        let weekday = match date.weekday() {
            Weekday::Saturday => self.saturday,
            Weekday::Sunday => self.sunday,
            _ => true,
        };
        weekday && (self.holiday || !days_off.contains(date))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn holiday(start: Date, end: Option<Date>) -> Holiday {
        Holiday::new(HolidayId::new("h").unwrap(), "Day", start, end).unwrap()
    }

    #[test]
    fn a_holiday_is_one_to_sixty_days() {
        let check = |end, expected: bool| {
            let made = Holiday::new(HolidayId::new("h").unwrap(), "Day", date(2026, 12, 24), end);
            assert_eq!(made.is_ok(), expected, "{end:?}");
        };
        check(None, true);
        check(Some(date(2026, 12, 24)), true);
        check(Some(date(2026, 12, 23)), false);
        check(Some(date(2027, 2, 21)), true);
        check(Some(date(2027, 2, 22)), false);
        assert_eq!(Holiday::new(HolidayId::new("h").unwrap(), " ", date(2026, 1, 1), None), Err(InvalidHoliday::Name));
        for (year, expected) in [(0, false), (202, false), (1899, false), (1900, true), (2999, true), (3000, false)] {
            let made = Holiday::new(HolidayId::new("h").unwrap(), "Day", date(year, 1, 1), None);
            assert_eq!(made.is_ok(), expected, "{year}");
        }
    }

    #[test]
    fn a_longer_run_is_cut_to_sixty_days_and_that_is_told() {
        let start = date(2026, 12, 24);
        let check = |end: Option<Date>, expected: Option<Date>, told: bool| {
            let (cut, warning) = Holiday::cut(start, end);
            assert_eq!((cut, warning.is_some()), (expected, told), "{end:?}");
        };
        let last = Some(date(2027, 2, 21));
        check(None, None, false);
        check(Some(date(2026, 12, 23)), Some(date(2026, 12, 23)), false);
        check(last, last, false);
        check(Some(date(2027, 2, 22)), last, true);
        check(Some(date(9999, 12, 31)), last, true);
        assert!(Holiday::new(HolidayId::new("h").unwrap(), "Day", start, last).is_ok());
        assert_eq!(Holiday::cut(Date::MAX, Some(Date::MAX)), (Some(Date::MAX), None));
    }

    #[test]
    fn days_off_are_found_in_overlapping_runs() {
        let days = DaysOff::new(&[
            holiday(date(2026, 12, 24), Some(date(2027, 1, 2))),
            holiday(date(2026, 12, 25), None),
            holiday(date(2026, 9, 7), None),
        ]);
        for (day, off) in [
            (date(2026, 9, 6), false),
            (date(2026, 9, 7), true),
            (date(2026, 12, 23), false),
            (date(2026, 12, 26), true),
            (date(2027, 1, 2), true),
            (date(2027, 1, 3), false),
        ] {
            assert_eq!(days.contains(day), off, "{day}");
        }
    }

    #[test]
    fn weekdays_count_unless_they_are_holidays() {
        let days = DaysOff::new(&[holiday(date(2026, 11, 2), None), holiday(date(2026, 11, 21), None)]);
        let check = |(saturday, sunday, holiday), day, expected: bool| {
            let mode = WeekendAndHolidays { saturday, sunday, holiday };
            assert_eq!(mode.counts(day, &days), expected, "{mode:?} {day}");
        };
        check((false, false, false), date(2026, 11, 2), false);
        check((false, false, true), date(2026, 11, 2), true);
        check((false, false, false), date(2026, 11, 3), true);
        check((true, false, false), date(2026, 11, 7), true);
        check((true, false, false), date(2026, 11, 8), false);
        check((true, false, false), date(2026, 11, 21), false);
        check((true, true, true), date(2026, 11, 21), true);
    }
}
