//! When something happened, by our clock, from what a device says of its own.
//!
//! A device has two clocks: the one on its screen, which somebody may set while it works, and one that counts on from its
//! last start and that nobody can set. Where a report and the request that brings it have counts of the same start, the
//! time between them is known whatever the screen said. Elsewhere the screen is put right by what it says now.

use jiff::{SignedDuration, Timestamp};

/// How far a device may be ahead after its clock was put right.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);
/// The longest time on the way that is believed.
const LONGEST_WAY: SignedDuration = SignedDuration::from_secs(60);

/// What counts on from the last start of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Which start.
    pub boot: String,
    /// Milliseconds since then.
    pub millis: u64,
}

/// A request of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// When it left, by the clock on the screen.
    pub sent_at: Timestamp,
    /// The same moment, by what nobody can set.
    pub count: Option<Count>,
    /// How long the request before was on its way there and back.
    pub round_trip: Option<SignedDuration>,
    /// When it arrived, by our clock.
    pub received_at: Timestamp,
}

impl Exchange {
    /// When something happened, by our clock: never more than two minutes after it was told.
    #[must_use]
    pub fn corrected(&self, occurred_at: Timestamp, count: Option<&Count>) -> Timestamp {
        let latest = self.received_at.saturating_add(AHEAD).unwrap_or(self.received_at);
        let ago = self.counted(count).unwrap_or_else(|| self.sent_at.duration_since(occurred_at));
        self.left().saturating_sub(ago).unwrap_or(latest).min(latest)
    }

    /// When it left, by our clock.
    fn left(&self) -> Timestamp {
        let way = self.round_trip.unwrap_or_default().clamp(SignedDuration::ZERO, LONGEST_WAY);
        self.received_at.checked_sub(way.checked_div(2).unwrap_or_default()).unwrap_or(self.received_at)
    }

    /// The time since something, counted; none where it was before the last start, or nothing was counted.
    fn counted(&self, count: Option<&Count>) -> Option<SignedDuration> {
        let (now, then) = (self.count.as_ref()?, count?);
        let millis = now.millis.checked_sub(then.millis).filter(|_| now.boot == then.boot)?;
        i64::try_from(millis).ok().map(SignedDuration::from_millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn count(boot: &str, second: u64) -> Count {
        Count { boot: boot.to_owned(), millis: second * 1000 }
    }

    #[test]
    fn a_clock_is_put_right_by_what_it_says_now_and_by_what_nobody_can_set() {
        // An hour fast on the screen; two seconds there and back; sent 500 seconds after the start.
        let exchange = Exchange {
            sent_at: at(10_000 + 3600),
            count: Some(count("a", 500)),
            round_trip: Some(SignedDuration::from_secs(2)),
            received_at: at(10_001),
        };
        let check = |occurred: i64, then: Option<Count>, expected: i64| {
            assert_eq!(exchange.corrected(at(occurred), then.as_ref()), at(expected), "{occurred} {then:?}");
        };
        check(9900 + 3600, None, 9900);
        check(9900 + 3600, Some(count("a", 400)), 9900);
        // The screen was right at the door, and was set an hour ahead afterwards.
        check(9900, Some(count("a", 400)), 9900);
        check(9900, None, 6300);
        // Of another start, or a count that runs ahead: the screen is all there is.
        check(9900 + 3600, Some(count("b", 1)), 9900);
        check(9900 + 3600, Some(count("a", 501)), 9900);
        check(99_999, None, 10_001 + 120);
        let silent = Exchange { count: None, round_trip: None, ..exchange.clone() };
        assert_eq!(silent.corrected(at(9900 + 3600), Some(&count("a", 400))), at(9901));
        let absurd = Exchange { round_trip: Some(SignedDuration::from_hours(9)), ..exchange };
        assert_eq!(absurd.corrected(at(13_600), None), at(9971), "half a minute on the way is the most");
    }
}
