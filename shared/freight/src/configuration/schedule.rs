//! Hours of the week at which a carrier collects or works, in the account's time zone.

use std::fmt;

use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::configuration::invalid::Checks;

/// A time of day to the minute, `HH:MM`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// `None` outside 00:00 to 23:59.
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }

    /// As a civil time.
    #[must_use]
    pub fn time(self) -> Time {
        let part = |minutes: u16| i8::try_from(minutes).unwrap_or_default();
        Time::new(part(self.0 / 60), part(self.0 % 60), 0, 0).unwrap_or_default()
    }

    /// As a clock with seconds tells it: the last minute of a day lasts until its end.
    #[must_use]
    pub fn clock(self) -> String {
        last_second(self.time()).strftime("%H:%M:%S").to_string()
    }
}

/// The end of what ends with a minute: the last minute of a day lasts until its end, so that nothing is between two days.
#[must_use]
pub fn last_second(end: Time) -> Time {
    if (end.hour(), end.minute()) == (23, 59) { end.with().second(59).build().unwrap_or(end) } else { end }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let number = |part: &str| {
            let plain = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok()).flatten()
        };
        text.split_once(':')
            .and_then(|(hour, minute)| Self::new(number(hour)?, number(minute)?))
            .ok_or_else(|| serde::de::Error::custom("not a time of day as HH:MM"))
    }
}

/// The carrier collects on a day of the week; what is ready by then leaves with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pickup {
    /// 0 is Sunday, 6 is Saturday.
    pub day_of_week: u8,
    /// The last minute at which goods are taken.
    pub time_limit: TimeOfDay,
}

/// The carrier works on a day of the week from the opening to the closing minute, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenHours {
    /// 0 is Sunday, 6 is Saturday.
    pub day_of_week: u8,
    /// The first minute.
    pub opening: TimeOfDay,
    /// The last minute.
    pub closing: TimeOfDay,
}

/// When a carrier takes orders. No hours at all means always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BusinessHours {
    /// The hours.
    pub hours: Vec<OpenHours>,
    /// Orders at other hours wait for the next opening; otherwise the policy is not offered then.
    pub accepts_orders_outside: bool,
}

/// The number that the settings give a day of the week.
pub(crate) fn number_of(day: Weekday) -> u8 {
    u8::try_from(day.to_sunday_zero_offset()).unwrap_or_default()
}

pub(crate) fn check_pickups(checks: &mut Checks, pickups: &[Pickup]) {
    for (at, pickup) in pickups.iter().enumerate() {
        let day = pickup.day_of_week;
        checks.require(day <= 6, format!("/pickups/{at}/dayOfWeek"), "too_large", day);
    }
    checks.distinct("/pickups", pickups.iter().map(|pickup| format!("{} {}", pickup.day_of_week, pickup.time_limit)));
}

pub(crate) fn check_hours(checks: &mut Checks, pointer: &str, hours: &[OpenHours]) {
    for (at, open) in hours.iter().enumerate() {
        let pointer = format!("{pointer}/{at}");
        checks.require(open.day_of_week <= 6, format!("{pointer}/dayOfWeek"), "too_large", open.day_of_week);
        checks.require(open.opening <= open.closing, format!("{pointer}/closing"), "before_opening", open.closing);
    }
}
