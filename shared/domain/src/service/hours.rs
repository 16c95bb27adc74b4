//! The hours within which somebody can be met.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Clock times at the address, on whichever day a service is carried out: from one, until the other. Whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours {
    from: Time,
    until: Time,
}

/// Not hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("hours are two clock times of one day, the earlier first: 08:00-12:00")]
pub struct InvalidHours;

impl Hours {
    /// Between two clock times.
    ///
    /// # Errors
    /// [`InvalidHours`] when they do not follow each other.
    pub fn new(from: Time, until: Time) -> Result<Self, InvalidHours> {
        let whole = |time: Time| time.second() == 0 && time.subsec_nanosecond() == 0;
        if from < until && whole(from) && whole(until) { Ok(Self { from, until }) } else { Err(InvalidHours) }
    }

    /// The earlier one.
    #[must_use]
    pub const fn from(self) -> Time {
        self.from
    }

    /// The later one.
    #[must_use]
    pub const fn until(self) -> Time {
        self.until
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, until } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from.hour(), from.minute(), until.hour(), until.minute())
    }
}

impl FromStr for Hours {
    type Err = InvalidHours;

    /// Reads `08:00-12:00`; blanks, a dash of any length and hours of one digit are taken as people write them.
    fn from_str(text: &str) -> Result<Self, InvalidHours> {
        let text = text.replace(['–', '—'], "-");
        let (from, until) = text.split_once('-').ok_or(InvalidHours)?;
        let clock = |text: &str| {
            let (hour, minute) = text.trim().split_once([':', 'h']).unwrap_or((text.trim(), "0"));
            let minute = if minute.is_empty() { "0" } else { minute };
            Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        };
        Self::new(clock(from).ok_or(InvalidHours)?, clock(until).ok_or(InvalidHours)?)
    }
}

impl TryFrom<String> for Hours {
    type Error = InvalidHours;

    fn try_from(text: String) -> Result<Self, InvalidHours> {
        text.parse()
    }
}

impl From<Hours> for String {
    fn from(hours: Hours) -> Self {
        hours.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, expected) in [
            ("08:00-12:00", Some("08:00-12:00")),
            ("8h - 12h30", Some("08:00-12:30")),
            ("9 – 18", Some("09:00-18:00")),
            ("12:00-08:00", None),
            ("08:00", None),
            ("25:00-26:00", None),
            ("08:00-08:00", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<Hours>().ok().map(|hours| hours.to_string()).as_deref(), expected, "{text}");
        }
    }
}
