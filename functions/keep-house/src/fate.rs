use jiff::{SignedDuration, Timestamp};

/// What becomes of an event that was swept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Everyone who wants it has it.
    Published,
    /// It is tried again in a minute.
    Waits(String),
    /// It stays where it was written, with the reason on it, and is tried no more.
    GivenUp(String),
}

/// As long as the stream itself tries (its records are kept for 24 hours).
pub(crate) const TRIED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Decides over an event that was not handed over. `at_fault`: no queue will take it as it is, or it cannot be read.
///
/// It is tried for a day nevertheless: the next version of this code may read what this one cannot. Queues that do
/// not answer are another matter; then everything waits, however long it takes.
pub(crate) fn fate(at_fault: bool, why: String, at: Timestamp, now: Timestamp) -> Fate {
    let old = now.duration_since(at) >= TRIED_FOR;
    if at_fault && old { Fate::GivenUp(why) } else { Fate::Waits(why) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_given_up_only_when_it_is_at_fault_and_old() {
        fn check(at_fault: bool, age_hours: i64, given_up: bool) {
            let now = Timestamp::from_second(1_800_000_000).unwrap();
            let at = now - SignedDuration::from_hours(age_hours);
            let fate = fate(at_fault, "why".into(), at, now);
            let expected = if given_up { Fate::GivenUp("why".into()) } else { Fate::Waits("why".into()) };
            assert_eq!(fate, expected, "{at_fault} {age_hours}");
        }
        check(true, 1, false);
        check(true, 24, true);
        check(false, 1, false);
        check(false, 1000, false);
    }
}
