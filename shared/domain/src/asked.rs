//! What a number was asked, so that an answer from it is understood.
//!
//! Whoever sends an SMS to a recipient writes down to which number, about which service and with which choices. It holds
//! identifiers only. Of each service the newest message is kept, and beside it the newest one that had choices: a
//! later message without any does not take the earlier choices away.
//!
//! It is written down before the message goes out, and so before anybody knows whether it arrives. The choices of the
//! message before are kept with it: until the provider has taken the newer one, a number that means two windows means
//! none, and when it turns out that the newer one does not arrive, those of the older one count again.

use crate::capacity::WindowId;
use crate::id::{AccountId, MessageId, ServiceId};
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
    /// The message that asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// The provider has it: what was asked before counts only if this turns out not to arrive.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken: bool,
    /// What its numbers meant before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<Self>>,
}

/// How many messages are kept behind one another.
const MOST_BEFORE: usize = 3;

impl Asked {
    /// The same, of which nobody knows yet whether it replaces what was asked before.
    #[must_use]
    pub fn instead_of(self, before: Option<Self>) -> Self {
        Self { before: before.and_then(|before| before.short_of(MOST_BEFORE)).map(Box::new), ..self }
    }

    fn short_of(self, most: usize) -> Option<Self> {
        let left = most.checked_sub(1)?;
        let before = self.before.and_then(|before| before.short_of(left)).map(Box::new);
        Some(Self { before, ..self })
    }

    /// The same once the provider has taken the message.
    #[must_use]
    pub fn accepted(self) -> Self {
        Self { taken: true, ..self }
    }

    /// What is left of it when a message turns out not to arrive: nobody can have read its numbers.
    #[must_use]
    pub fn without(self, message: MessageId) -> Option<Self> {
        let lost = self.message == Some(message);
        let before = self.before.and_then(|before| before.without(message));
        if lost { before } else { Some(Self { before: before.map(Box::new), ..self }) }
    }

    /// What may be the last message to have arrived instead of this one.
    fn behind(&self) -> Option<&Self> {
        if self.taken { None } else { self.before.as_deref() }
    }

    /// What its numbers mean at `now`. A number that meant another window in a message that may be the last one to have
    /// arrived means nothing.
    #[must_use]
    pub fn meant(&self, now: Timestamp) -> Vec<Choice> {
        let messages: Vec<&Self> = std::iter::successors(Some(self), |asked| asked.behind()).collect();
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
            message: None,
            taken: false,
            before: None,
        }
    }

    fn message(n: u128) -> MessageId {
        MessageId::new(Uuid::from_u128(n))
    }

    fn check(asked: &Asked, expected: &[(u32, &str)]) {
        let meant = asked.meant(at(10));
        let meant: Vec<_> = meant.iter().map(|choice| (choice.n, choice.window.to_string())).collect();
        let expected: Vec<_> = expected.iter().map(|(n, day)| (*n, format!("todos.2026-11-{day}.0800-1200"))).collect();
        assert_eq!(meant, expected, "{asked:?}");
    }

    #[test]
    fn a_number_that_may_mean_two_windows_means_none() {
        check(&asked(&[23, 24], 20), &[(1, "23"), (2, "24")]);
        check(&asked(&[23, 24], 10), &[]);
        let doubtful = asked(&[23, 25, 26], 20).instead_of(Some(asked(&[23, 24], 20)));
        check(&doubtful, &[(1, "23"), (3, "26")]);
        check(&doubtful.clone().accepted(), &[(1, "23"), (2, "25"), (3, "26")]);
        check(&asked(&[24], 20).instead_of(Some(doubtful)), &[(3, "26")]);
        check(&asked(&[25], 20).instead_of(Some(asked(&[24], 5))), &[]);
        check(&asked(&[25], 5).instead_of(Some(asked(&[24, 26], 20))), &[(2, "26")]);
    }

    #[test]
    fn the_numbers_of_a_message_that_does_not_arrive_count_no_more() {
        let named = |n, days: &[u32]| Asked { message: Some(message(n)), ..asked(days, 20) };
        let (first, second) = (named(1, &[23, 24]).accepted(), named(2, &[25, 26]));
        let both = second.instead_of(Some(first.clone())).accepted();
        check(&both, &[(1, "25"), (2, "26")]);
        assert_eq!(both.clone().without(message(2)), Some(first.clone()), "what was asked before counts again");
        assert_eq!(both.clone().without(message(3)), Some(both.clone()));
        let newest = named(3, &[27]).instead_of(Some(both));
        check(&newest.clone().without(message(2)).unwrap(), &[(2, "24")]);
        check(&newest.without(message(1)).unwrap().without(message(3)).unwrap(), &[(1, "25"), (2, "26")]);
        assert_eq!(first.without(message(1)), None);
    }

    #[test]
    fn what_is_in_doubt_does_not_pile_up() {
        let piled = (1..9).fold(asked(&[1], 20), |before, day| asked(&[day], 20).instead_of(Some(before)));
        let depth = std::iter::successors(Some(&piled), |asked| asked.before.as_deref()).count();
        assert_eq!(depth, 1 + MOST_BEFORE);
    }
}
