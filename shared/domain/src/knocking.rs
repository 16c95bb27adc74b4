//! How often somebody may try what they should know.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Wrong answers to the question who is asking, of one link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tries {
    /// Wrong ones since the last right one, or since the last lock ended.
    pub wrong: u32,
    /// Until when nothing is tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<Timestamp>,
}

impl Tries {
    /// Wrong ones before it locks.
    pub const MOST: u32 = 5;
    /// For how long it locks.
    pub const LOCK: SignedDuration = SignedDuration::from_hours(1);

    /// Until when it is locked; none when it is not.
    #[must_use]
    pub fn locked(&self, now: Timestamp) -> Option<Timestamp> {
        self.locked_until.filter(|until| *until > now)
    }

    /// After one more wrong answer. An answer counts before it is compared, so that of many at the same moment no more
    /// than [`Self::MOST`] are.
    #[must_use]
    pub fn after_wrong(self, now: Timestamp) -> Self {
        let before = if self.locked_until.is_some_and(|until| until <= now) { 0 } else { self.wrong };
        let wrong = before.saturating_add(1);
        let locks = wrong >= Self::MOST;
        Self { wrong, locked_until: locks.then(|| now.checked_add(Self::LOCK).unwrap_or(Timestamp::MAX)) }
    }

    /// Without one that was counted and proved right.
    #[must_use]
    pub fn after_right(self) -> Self {
        Self { wrong: self.wrong.saturating_sub(1), locked_until: None }
    }
}

/// Addresses that open nothing, tried from one place in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Misses {
    /// How many.
    pub count: u32,
    /// Since when.
    pub since: Timestamp,
}

impl Misses {
    /// How many are answered within [`Self::WITHIN`].
    pub const MOST: u32 = 20;
    /// For so long they are counted, and for so long nothing more is looked up.
    pub const WITHIN: SignedDuration = SignedDuration::from_mins(10);

    /// The first one.
    #[must_use]
    pub const fn first(now: Timestamp) -> Self {
        Self { count: 1, since: now }
    }

    /// When counting begins anew.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.since.checked_add(Self::WITHIN).unwrap_or(Timestamp::MAX)
    }

    /// Until when nothing more is looked up for that place; none while it may go on.
    #[must_use]
    pub fn blocked(&self, now: Timestamp) -> Option<Timestamp> {
        (self.count > Self::MOST && self.ends() > now).then(|| self.ends())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(minutes * 60).unwrap()
    }

    #[test]
    fn five_wrong_answers_lock_for_an_hour_and_then_count_anew() {
        let four = (0..4).fold(Tries::default(), |tries, _| tries.after_wrong(at(0)));
        assert_eq!(four.locked(at(0)), None);
        let five = four.after_wrong(at(1));
        assert_eq!(five.locked(at(1)), Some(at(61)));
        assert_eq!(five.locked(at(61)), None);
        assert_eq!(five.after_wrong(at(61)), Tries { wrong: 1, locked_until: None });
        assert_eq!(five.after_right(), four, "the fifth was right");
    }

    #[test]
    fn a_place_that_guesses_is_not_answered_until_its_time_is_over() {
        let many = Misses { count: Misses::MOST, ..Misses::first(at(0)) };
        assert_eq!(many.blocked(at(1)), None);
        let more = Misses { count: Misses::MOST + 1, ..many };
        assert_eq!(more.blocked(at(2)), Some(at(10)));
        assert_eq!(more.blocked(at(10)), None);
    }
}
