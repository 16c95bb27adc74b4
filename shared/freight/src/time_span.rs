//! Lengths of time in a freight table and in the settings around it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Seconds of one day.
pub const DAY: u32 = 86_400;

/// A length of time in whole seconds, from nothing to 1,000 days.
///
/// A freight table writes it as .NET does (`4.12:00:00` is four days and a half), everything else as ISO 8601
/// (`P4DT12H`). Both parsers live here. In JSON it is ISO 8601.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan(u32);

impl TimeSpan {
    /// No time at all.
    pub const ZERO: TimeSpan = TimeSpan(0);
    /// The longest, 1,000 days.
    pub const MAX: TimeSpan = TimeSpan(1_000 * DAY);

    /// So many seconds; `None` over 1,000 days.
    #[must_use]
    pub fn from_seconds(seconds: u64) -> Option<Self> {
        u32::try_from(seconds).ok().filter(|seconds| *seconds <= Self::MAX.0).map(Self)
    }

    /// So many days; `None` over 1,000.
    #[must_use]
    pub fn from_days(days: u32) -> Option<Self> {
        Self::from_seconds(u64::from(days).saturating_mul(u64::from(DAY)))
    }

    /// Whole seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }

    /// Both after each other, at most 1,000 days.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).min(Self::MAX.0))
    }

    /// Reads what .NET's `TimeSpan.Parse` reads: `D`, `HH:MM`, `HH:MM:SS`, `D.HH:MM`, `D.HH:MM:SS` or
    /// `D:HH:MM:SS`.
    ///
    /// In `A:B:C` a first component above 23 means days, so `24:00:00` is 24 days: see [`DotNet::read_as_days`].
    /// `0.24:00:00` is refused, as there.
    ///
    /// # Errors
    /// [`InvalidTimeSpan`] for anything else, for fractions of a second, and over 1,000 days.
    pub fn from_dot_net(text: &str) -> Result<DotNet, InvalidTimeSpan> {
        dot_net(text.trim()).ok_or_else(|| InvalidTimeSpan::new(text))
    }

    /// Writes the canonical .NET form: `D.HH:MM:SS`, under a day `HH:MM:SS`.
    #[must_use]
    pub fn to_dot_net(self) -> String {
        let (days, rest) = (self.0 / DAY, self.0 % DAY);
        let clock = format!("{:02}:{:02}:{:02}", rest / 3_600, rest % 3_600 / 60, rest % 60);
        if days == 0 { clock } else { format!("{days}.{clock}") }
    }
}

/// What a .NET time span said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DotNet {
    /// The time it means.
    pub span: TimeSpan,
    /// It looks like hours but means days (`24:00:00`): worth a warning.
    pub read_as_days: bool,
}

fn dot_net(text: &str) -> Option<DotNet> {
    let number = |digits: &str| {
        let plain = (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u64>().ok()).flatten()
    };
    let (days, clock) = match text.split_once('.') {
        // A point after the colons starts a fraction of a second, which only zeros may fill.
        Some((whole, fraction)) if whole.contains(':') => {
            let zeros = (1..=7).contains(&fraction.len()) && fraction.bytes().all(|byte| byte == b'0');
            (None, zeros.then_some(whole)?)
        }
        Some((days, clock)) => (Some(number(days)?), clock),
        None => (None, text),
    };
    let mut parts = clock.split(':').map(number);
    let (first, second, third, fourth) = (parts.next()??, parts.next(), parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let (days, hours, minutes, seconds, read_as_days) = match (days, second, third, fourth) {
        (None, None, None, None) => (first, 0, 0, 0, false),
        (None, Some(minutes), None, None) => (0, first, minutes?, 0, false),
        (None, Some(hours), Some(minutes), None) if first > 23 => (first, hours?, minutes?, 0, true),
        (None, Some(minutes), Some(seconds), None) => (0, first, minutes?, seconds?, false),
        (None, Some(hours), Some(minutes), Some(seconds)) => (first, hours?, minutes?, seconds?, false),
        (Some(days), Some(minutes), None, None) => (days, first, minutes?, 0, false),
        (Some(days), Some(minutes), Some(seconds), None) => (days, first, minutes?, seconds?, false),
        _ => return None,
    };
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let total = days.checked_mul(u64::from(DAY))?.checked_add(hours * 3_600 + minutes * 60 + seconds)?;
    TimeSpan::from_seconds(total).map(|span| DotNet { span, read_as_days })
}

/// Reads ISO 8601 with weeks, days, hours, minutes and seconds (`P2D`, `PT36H`, `P1DT12H`); no years, months or
/// fractions.
impl FromStr for TimeSpan {
    type Err = InvalidTimeSpan;

    fn from_str(text: &str) -> Result<Self, InvalidTimeSpan> {
        iso(text).ok_or_else(|| InvalidTimeSpan::new(text))
    }
}

fn iso(text: &str) -> Option<TimeSpan> {
    let body = text.strip_prefix('P')?;
    let (date, time) = match body.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (body, ""),
    };
    if date.is_empty() && time.is_empty() {
        return None;
    }
    let mut total = 0_u64;
    for (mut rest, mut units) in
        [(date, [('W', 604_800), ('D', 86_400), (' ', 0)].iter()), (time, [('H', 3_600), ('M', 60), ('S', 1)].iter())]
    {
        while !rest.is_empty() {
            let digits = rest.find(|character: char| !character.is_ascii_digit()).filter(|at| (1..=8).contains(at))?;
            let (count, tail) = rest.split_at_checked(digits)?;
            let unit = tail.chars().next()?;
            let (_, seconds) = units.find(|(name, _)| *name == unit)?;
            total = total.checked_add(count.parse::<u64>().ok()?.checked_mul(*seconds)?)?;
            rest = tail.get(1..)?;
        }
    }
    TimeSpan::from_seconds(total)
}

/// Writes ISO 8601 with days, hours, minutes and seconds; nothing is `PT0S`.
impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_iso(u64::from(self.0), f)
    }
}

/// Writes any number of seconds as ISO 8601, days of 24 hours.
#[must_use]
pub fn iso_duration(seconds: u64) -> String {
    struct Seconds(u64);
    impl fmt::Display for Seconds {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write_iso(self.0, f)
        }
    }
    Seconds(seconds).to_string()
}

fn write_iso(total: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (days, rest) = (total / u64::from(DAY), total % u64::from(DAY));
    if total == 0 {
        return f.write_str("PT0S");
    }
    f.write_str("P")?;
    if days > 0 {
        write!(f, "{days}D")?;
    }
    if rest > 0 {
        f.write_str("T")?;
    }
    for (count, unit) in [(rest / 3_600, 'H'), (rest % 3_600 / 60, 'M'), (rest % 60, 'S')] {
        if count > 0 {
            write!(f, "{count}{unit}")?;
        }
    }
    Ok(())
}

impl Serialize for TimeSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Not a length of time, or longer than 1,000 days.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not a length of time of at most 1000 days")]
pub struct InvalidTimeSpan {
    /// What was sent, cut to 40 characters.
    pub value: String,
}

impl InvalidTimeSpan {
    fn new(text: &str) -> Self {
        Self { value: text.chars().take(40).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_writes_time_as_dot_net_does() {
        let check = |text: &str, canonical: Option<&str>, read_as_days: bool| {
            let read = TimeSpan::from_dot_net(text).ok();
            assert_eq!(read.map(|read| read.span.to_dot_net()).as_deref(), canonical, "{text:?}");
            assert_eq!(read.is_some_and(|read| read.read_as_days), read_as_days, "{text:?}");
        };
        check("04.12:00:00", Some("4.12:00:00"), false);
        check("4.12:00", Some("4.12:00:00"), false);
        check("2.00:00:00", Some("2.00:00:00"), false);
        check("00:00:00", Some("00:00:00"), false);
        check("23:00:00", Some("23:00:00"), false);
        check("00:01", Some("00:01:00"), false);
        check("3", Some("3.00:00:00"), false);
        check("6:12:14:45", Some("6.12:14:45"), false);
        check("00.12:00:00", Some("12:00:00"), false);
        check("2.00:00:00.0000000", None, false);
        check("12:00:00.0000000", Some("12:00:00"), false);
        check("24:00:00", Some("24.00:00:00"), true);
        check("78:00:00", Some("78.00:00:00"), true);
        check("00.24:00:00", None, false);
        check("1.24:00:00", None, false);
        check("24:00", None, false);
        check("10:60:00", None, false);
        check("10:00:60", None, false);
        check("-1.00:00:00", None, false);
        check("1.5", None, false);
        check("12:00:00.5", None, false);
        check("", None, false);
        check("two days", None, false);
        check("1001", None, false);
        check("99999999999999999999", None, false);
        check("1:2:3:4:5", None, false);
        check("1.2.3", None, false);
    }

    #[test]
    fn everything_else_writes_time_as_iso_8601() {
        let check = |text: &str, canonical: Option<&str>| {
            let read = text.parse::<TimeSpan>().ok().map(|span| span.to_string());
            assert_eq!(read.as_deref(), canonical, "{text:?}");
        };
        check("P2D", Some("P2D"));
        check("PT36H", Some("P1DT12H"));
        check("P1W", Some("P7D"));
        check("PT1M", Some("PT1M"));
        check("P0D", Some("PT0S"));
        check("P4DT12H30M15S", Some("P4DT12H30M15S"));
        check("P", None);
        check("PT", None);
        check("P1DT", None);
        check("PT1M2H", None);
        check("P1D1D", None);
        check("P1Y", None);
        check("-P1D", None);
        check("P1001D", None);
        check("2D", None);
        check("P1.5D", None);
    }
}
