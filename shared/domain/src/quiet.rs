//! When a message may disturb, and until when it is of use.
//!
//! The rules:
//! - Quiet hours are clock times of the recipient's place, from a first minute to a last one that is not quiet any more;
//!   they can span midnight. Equal times are no quiet hours.
//! - What falls into them is sent at their end. Where the clocks jump over the end, the next time that exists counts.
//! - An answer to what the recipient wrote a moment ago is sent at once: who writes is awake.
//! - A message whose use has ended when it could be sent is dropped, and never sent late: "your driver is near" an hour
//!   after the delivery does harm.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// Hours in which nobody is disturbed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuietHours {
    /// The first minute.
    pub start: Time,
    /// The first minute after them.
    pub end: Time,
}

impl Default for QuietHours {
    /// From nine in the evening to eight in the morning.
    fn default() -> Self {
        Self { start: jiff::civil::time(21, 0, 0, 0), end: jiff::civil::time(8, 0, 0, 0) }
    }
}

impl QuietHours {
    /// No quiet hours.
    pub const NONE: Self = Self { start: Time::midnight(), end: Time::midnight() };

    /// Whether a clock time is quiet.
    #[must_use]
    pub fn contains(self, time: Time) -> bool {
        if self.start <= self.end {
            self.start <= time && time < self.end
        } else {
            self.start <= time || time < self.end
        }
    }

    /// The first instant from `at` on that is not quiet.
    #[must_use]
    pub fn awake(self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let local = at.to_zoned(zone.clone());
        if !self.contains(local.time()) {
            return at;
        }
        let date = if local.time() < self.end { local.date() } else { local.date().saturating_add(1.day()) };
        let end = zone.to_ambiguous_timestamp(date.to_datetime(self.end)).compatible();
        // An hour that the clocks repeat can leave the end behind `at`.
        end.map_or(at, |end| end.max(at))
    }
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// Send it now.
    Now,
    /// Send it then: until then it is quiet.
    At(Timestamp),
    /// Too late to matter.
    Dropped,
}

/// What a message asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Urgency {
    /// Of no use from then on.
    pub useful_until: Option<Timestamp>,
    /// Answers what the recipient wrote.
    pub answers: bool,
}

/// Decides when a message is sent.
#[must_use]
pub fn sending(urgency: Urgency, now: Timestamp, quiet: QuietHours, zone: &TimeZone) -> Sending {
    let at = if urgency.answers { now } else { quiet.awake(now, zone) };
    if urgency.useful_until.is_some_and(|until| at >= until) {
        Sending::Dropped
    } else if at == now {
        Sending::Now
    } else {
        Sending::At(at)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn zone() -> TimeZone {
        TimeZone::get("America/Sao_Paulo").unwrap()
    }

    #[test]
    fn quiet_hours_span_midnight_or_a_siesta_or_nothing() {
        let check = |start: i8, end: i8, hour: i8, expected: bool| {
            let quiet = QuietHours { start: time(start, 0, 0, 0), end: time(end, 0, 0, 0) };
            assert_eq!(quiet.contains(time(hour, 0, 0, 0)), expected, "{start}-{end} at {hour}");
        };
        check(21, 8, 21, true);
        check(21, 8, 3, true);
        check(21, 8, 8, false);
        check(21, 8, 20, false);
        check(13, 15, 14, true);
        check(13, 15, 15, false);
        check(9, 9, 9, false);
        assert!(!QuietHours::NONE.contains(time(3, 0, 0, 0)));
    }

    #[test]
    fn what_falls_into_quiet_hours_waits_for_their_end_or_is_dropped() {
        fn check(now: &str, until: Option<&str>, answers: bool, expected: Sending) {
            let urgency = Urgency { useful_until: until.map(at), answers };
            assert_eq!(sending(urgency, at(now), QuietHours::default(), &zone()), expected, "{now} {until:?}");
        }
        check("2026-11-22T15:00:00Z", None, false, Sending::Now);
        // 21:00 and 07:59 in São Paulo wait for 08:00.
        check("2026-11-23T00:00:00Z", None, false, Sending::At(at("2026-11-23T11:00:00Z")));
        check("2026-11-23T10:59:59Z", None, false, Sending::At(at("2026-11-23T11:00:00Z")));
        check("2026-11-23T11:00:00Z", None, false, Sending::Now);
        check("2026-11-23T00:00:00Z", Some("2026-11-23T11:00:00Z"), false, Sending::Dropped);
        check("2026-11-23T00:00:00Z", Some("2026-11-23T11:00:01Z"), false, Sending::At(at("2026-11-23T11:00:00Z")));
        check("2026-11-22T15:00:00Z", Some("2026-11-22T15:00:00Z"), false, Sending::Dropped);
        check("2026-11-23T00:00:00Z", None, true, Sending::Now);
        check("2026-11-23T00:00:00Z", Some("2026-11-22T00:00:00Z"), true, Sending::Dropped);
    }

    #[test]
    fn an_end_that_the_clocks_jump_over_is_the_next_time_there_is() {
        let york = TimeZone::get("America/New_York").unwrap();
        let quiet = QuietHours { start: time(22, 0, 0, 0), end: time(2, 30, 0, 0) };
        // On 14 March 2027 the clocks go from 02:00 to 03:00.
        assert_eq!(quiet.awake(at("2027-03-14T06:00:00Z"), &york), at("2027-03-14T07:30:00Z"));
    }

    proptest! {
        #[test]
        fn nothing_is_sent_in_quiet_hours_nor_early_nor_a_day_late(
            seconds in 1_780_000_000_i64..1_900_000_000, start in 0_i8..24, end in 0_i8..24,
        ) {
            let quiet = QuietHours { start: time(start, 0, 0, 0), end: time(end, 0, 0, 0) };
            let now = Timestamp::from_second(seconds).unwrap();
            let awake = quiet.awake(now, &zone());
            prop_assert!(!quiet.contains(awake.to_zoned(zone()).time()));
            prop_assert!(awake >= now && awake.as_second() - now.as_second() <= 24 * 3600);
            prop_assert_eq!(quiet.awake(awake, &zone()), awake);
        }
    }
}
