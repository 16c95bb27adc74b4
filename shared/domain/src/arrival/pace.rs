//! How fast a vehicle that delivers gets about: a table by the length of the way and by the hour.
//!
//! The figures are those of cities and their surroundings as drivers know them, lights, turns and looking for a place to
//! stop included. The time of a way grows with its length, ever more slowly, so that going round by another stop never
//! takes less; and whoever sets out later arrives later, also across the end of a rush hour.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// Streets are so much longer than the great circle, in percent.
const DETOUR: u64 = 135;
/// So many metres of a way at so many km/h, with free streets; then the next. What goes beyond them is driven at the last.
const SPEEDS: [(u64, u64); 4] = [(2_000, 18), (8_000, 28), (30_000, 48), (u64::MAX, 65)];
/// Percent of these speeds, by the hour of the place's clock, on working days.
const WORKING: [u64; 24] =
    [110, 110, 110, 110, 110, 110, 95, 75, 70, 80, 90, 90, 85, 85, 90, 90, 80, 68, 65, 75, 90, 100, 105, 110];
/// The same on Saturdays and Sundays.
const WEEKEND: [u64; 24] =
    [110, 110, 110, 110, 110, 110, 110, 110, 105, 100, 95, 90, 90, 95, 100, 100, 100, 95, 95, 100, 100, 105, 110, 110];
/// A hundred kilometres in all hours of a week is more than any way: it ends the reckoning.
const HOURS: usize = 24 * 7;

/// When somebody who sets out at a moment has driven so many metres, as the crow flies.
pub(super) fn arrive(at: Timestamp, metres: u64, zone: &TimeZone) -> Timestamp {
    let mut work = free_seconds(metres.saturating_mul(DETOUR) / 100).saturating_mul(100);
    let mut at = at;
    for _ in 0..HOURS {
        let there = at.to_zoned(zone.clone());
        let percent = percent(there.weekday(), there.hour());
        let next = there.with().minute(0).second(0).subsec_nanosecond(0).build().ok();
        let next = next.and_then(|hour| hour.checked_add(1.hour()).ok()).map(|next| next.timestamp());
        let left = next.map_or(u64::MAX, |next| whole_seconds(at, next).saturating_mul(percent));
        if let Some(next) = next.filter(|_| work > left) {
            (work, at) = (work.saturating_sub(left), next);
        } else {
            return later(at, work.div_ceil(percent));
        }
    }
    later(at, work / 100)
}

/// Seconds of a way when the streets are free.
fn free_seconds(metres: u64) -> u64 {
    let mut left = metres;
    SPEEDS.iter().fold(0_u64, |seconds, (long, speed)| {
        let part = left.min(*long);
        left = left.saturating_sub(part);
        seconds.saturating_add(part.saturating_mul(36) / speed.saturating_mul(10))
    })
}

fn percent(day: Weekday, hour: i8) -> u64 {
    let table = if matches!(day, Weekday::Saturday | Weekday::Sunday) { &WEEKEND } else { &WORKING };
    usize::try_from(hour).ok().and_then(|hour| table.get(hour)).copied().unwrap_or(100)
}

fn whole_seconds(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_secs()).unwrap_or_default()
}

fn later(at: Timestamp, seconds: u64) -> Timestamp {
    let by = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/Sao_Paulo").unwrap()
    }

    fn minutes(at: &str, metres: u64) -> i64 {
        let at: Timestamp = at.parse().unwrap();
        arrive(at, metres, &zone()).duration_since(at).as_mins()
    }

    #[test]
    fn a_way_takes_what_drivers_know() {
        fn check(at: &str, metres: u64, expected: i64) {
            assert_eq!(minutes(at, metres), expected, "{metres} m at {at}");
        }
        // A Monday: in the middle of the morning, in the evening's rush, at night.
        check("2026-11-23T10:00:00-03:00", 0, 0);
        check("2026-11-23T10:00:00-03:00", 1_000, 5);
        check("2026-11-23T18:00:00-03:00", 1_000, 6);
        check("2026-11-23T02:00:00-03:00", 1_000, 4);
        check("2026-11-23T10:00:00-03:00", 5_000, 18);
        check("2026-11-23T10:00:00-03:00", 30_000, 68);
        // A Saturday.
        check("2026-11-21T18:00:00-03:00", 5_000, 17);
    }

    proptest! {
        #[test]
        fn a_longer_way_takes_longer_and_going_round_is_no_gain(
            one in 0_u64..60_000, other in 0_u64..60_000, start in 0_i64..(7 * 86_400),
        ) {
            let at = Timestamp::from_second(1_795_000_000 + start).unwrap();
            let whole = arrive(at, one + other, &zone());
            prop_assert!(whole >= arrive(at, one, &zone()));
            let round = arrive(arrive(at, one, &zone()), other, &zone());
            // Each part is rounded to a second on its own.
            prop_assert!(round.duration_since(whole) >= SignedDuration::from_secs(-12), "{round} {whole}");
        }

        #[test]
        fn whoever_sets_out_later_arrives_later(metres in 0_u64..60_000, start in 0_i64..(7 * 86_400), by in 0_i64..7_200) {
            let at = Timestamp::from_second(1_795_000_000 + start).unwrap();
            let after = Timestamp::from_second(1_795_000_000 + start + by).unwrap();
            let (early, late) = (arrive(at, metres, &zone()), arrive(after, metres, &zone()));
            prop_assert!(late.duration_since(early) >= SignedDuration::from_secs(-1), "{early} {late}");
        }
    }
}
