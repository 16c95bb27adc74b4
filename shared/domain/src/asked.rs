//! What a number was asked, so that an answer from it is understood.
//!
//! Whoever sends an SMS to a recipient writes down to which number, about which service and with which choices. It holds
//! identifiers only. Of each service the newest message is kept, and beside it the newest one that had choices: a
//! later message without any does not take the earlier choices away.
//!
//! It is written down before the message goes out, and so before anybody knows whether it arrives. Until the provider
//! has taken it, the choices of the message before are kept with it, and a number that means two windows means none.

use crate::capacity::WindowId;
use crate::id::{AccountId, ServiceId};
use crate::message::Notice;
use crate::shift::Shift;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One message to a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// The account that sent it.
    pub account: AccountId,
    /// The service that it was about.
    pub service: ServiceId,
    /// The occasion.
    pub notice: Notice,
    /// The windows that could be chosen; none when it told something only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// When it was sent.
    pub at: Timestamp,
    /// Until when its numbers mean these windows.
    pub until: Timestamp,
    /// What its numbers meant before; none once the provider has taken this message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<Self>>,
}

/// How many messages of which nobody knows whether they have left are kept behind one another.
const MOST_DOUBTFUL: usize = 3;

impl Asked {
    /// The same, of which nobody knows yet whether it replaces what was asked before.
    #[must_use]
    pub fn instead_of(self, before: Option<Self>) -> Self {
        Self { before: before.and_then(|before| before.short_of(MOST_DOUBTFUL)).map(Box::new), ..self }
    }

    fn short_of(self, most: usize) -> Option<Self> {
        let left = most.checked_sub(1)?;
        let before = self.before.and_then(|before| before.short_of(left)).map(Box::new);
        Some(Self { before, ..self })
    }

    /// The same once the provider has taken the message.
    #[must_use]
    pub fn taken(self) -> Self {
        Self { before: None, ..self }
    }

    /// What its numbers mean at `now`. A number that meant another window in a message that may be the last one to have
    /// arrived means nothing.
    #[must_use]
    pub fn meant(&self, now: Timestamp) -> Vec<Choice> {
        let messages: Vec<&Self> = std::iter::successors(Some(self), |asked| asked.before.as_deref()).collect();
        let all = || messages.iter().flat_map(|message| &message.choices);
        let doubtful = |choice: &Choice| all().any(|other| other.n == choice.n && other.window != choice.window);
        let live = messages.iter().filter(|message| message.until > now);
        let mut meant: Vec<Choice> = Vec::new();
        for choice in live.flat_map(|message| &message.choices) {
            if !doubtful(choice) && !meant.iter().any(|known| known.n == choice.n) {
                meant.push(choice.clone());
            }
        }
        meant
    }
}

/// A window under the number that chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// The number, from 1 on.
    pub n: u32,
    /// The window.
    pub window: WindowId,
    /// The part of the day.
    pub shift: Shift,
}

impl From<&crate::window::Choice> for Choice {
    fn from(choice: &crate::window::Choice) -> Self {
        Self { n: choice.n, window: choice.window.id().clone(), shift: choice.window.shift }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + hour * 3600).unwrap()
    }

    /// A message that offered windows of these days of a month under 1, 2 and so on.
    fn asked(days: &[u32], until: i64) -> Asked {
        let choice = |(n, day): (u32, &u32)| {
            let window = format!("todos.2026-11-{day:02}.0800-1200").parse().unwrap();
            Choice { n, window, shift: Shift::Morning }
        };
        Asked {
            account: AccountId::new(Uuid::from_u128(1)),
            service: ServiceId::new(Uuid::from_u128(2)),
            notice: Notice::NotScheduled,
            choices: (1..).zip(days).map(choice).collect(),
            at: at(0),
            until: at(until),
            before: None,
        }
    }

    #[test]
    fn a_number_that_may_mean_two_windows_means_none() {
        fn check(asked: &Asked, expected: &[(u32, &str)]) {
            let meant = asked.meant(at(10));
            let meant: Vec<_> = meant.iter().map(|choice| (choice.n, choice.window.to_string())).collect();
            let expected: Vec<_> =
                expected.iter().map(|(n, day)| (*n, format!("todos.2026-11-{day}.0800-1200"))).collect();
            assert_eq!(meant, expected, "{asked:?}");
        }
        check(&asked(&[23, 24], 20), &[(1, "23"), (2, "24")]);
        check(&asked(&[23, 24], 10), &[]);
        let doubtful = asked(&[23, 25, 26], 20).instead_of(Some(asked(&[23, 24], 20)));
        check(&doubtful, &[(1, "23"), (3, "26")]);
        check(&doubtful.clone().taken(), &[(1, "23"), (2, "25"), (3, "26")]);
        check(&asked(&[24], 20).instead_of(Some(doubtful)), &[(3, "26")]);
        check(&asked(&[25], 20).instead_of(Some(asked(&[24], 5))), &[]);
        check(&asked(&[25], 5).instead_of(Some(asked(&[24, 26], 20))), &[(2, "26")]);
    }

    #[test]
    fn what_is_in_doubt_does_not_pile_up() {
        let piled = (1..9).fold(asked(&[1], 20), |before, day| asked(&[day], 20).instead_of(Some(before)));
        let depth = std::iter::successors(Some(&piled), |asked| asked.before.as_deref()).count();
        assert_eq!(depth, 1 + MOST_DOUBTFUL);
    }
}
