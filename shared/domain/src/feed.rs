//! The numbered feed of an account: every event that is told outside has one number, and no number is left out.

use crate::event::Event;
use crate::id::EventId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The end of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number given last; 0 while none was.
    pub number: u64,
}

/// One event in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1.
    pub number: u64,
    /// The event.
    pub event: Event,
}

/// Where an event stands, kept so that a repeat of it is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its number.
    pub number: u64,
}

/// Gives the next numbers to the events that have none, in the order in which they came. Those in `known` have one.
#[must_use]
pub fn number(head: Head, events: &[Event], known: &BTreeSet<EventId>) -> Vec<Entry> {
    let mut seen = known.clone();
    let fresh = events.iter().filter(|event| seen.insert(event.id));
    (1_u64..)
        .zip(fresh)
        .map(|(by, event)| Entry { number: head.number.saturating_add(by), event: event.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventKind;
    use uuid::Uuid;

    fn event(n: u128) -> Event {
        Event {
            id: EventId::new(Uuid::from_u128(n)),
            account: crate::id::AccountId::new(Uuid::from_u128(1)),
            kind: EventKind::ConfigurationChanged,
            subject: String::new(),
            author: String::new(),
            at: jiff::Timestamp::UNIX_EPOCH,
            data: std::collections::BTreeMap::new(),
        }
    }

    fn check(head: u64, events: &[u128], known: &[u128], expected: &[(u64, u128)]) {
        let events: Vec<Event> = events.iter().map(|n| event(*n)).collect();
        let known = known.iter().map(|n| event(*n).id).collect();
        let numbered = number(Head { number: head }, &events, &known);
        let numbered: Vec<(u64, u128)> =
            numbered.iter().map(|one| (one.number, one.event.id.uuid().as_u128())).collect();
        assert_eq!(numbered, expected, "{events:?}");
    }

    #[test]
    fn numbers_follow_the_head_without_gaps_and_repeats_get_none() {
        check(0, &[7, 5, 6], &[], &[(1, 7), (2, 5), (3, 6)]);
        check(41, &[7, 5, 6], &[5], &[(42, 7), (43, 6)]);
        check(41, &[7, 7, 5, 7], &[], &[(42, 7), (43, 5)]);
        check(41, &[5], &[5], &[]);
        check(41, &[], &[], &[]);
    }
}
