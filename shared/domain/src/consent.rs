//! Whether a number may be written to: what its owner said, where it is, and how much was sent already.
//!
//! The rules:
//! - Consent is kept for each account and number. STOP to one account stops its messages to that number, all of them;
//!   START allows them again. Another account is not concerned.
//! - The newest word holds: replies can arrive twice and out of order.
//! - STOP is confirmed with one last message, START with a first one.
//! - Mail to an address is stopped and allowed in the same way. An address that takes no mail, or whose owner complains
//!   to the provider, is stopped too; only its owner allows it again.
//! - A number outside of the account's countries is never written to.
//! - What an account sends is counted in several counters at once, each with its share of the budget, so that many
//!   messages go out without waiting for each other and never more than the budget.
//! - A number gets at most so many messages a day, and an account sends at most so many. Confirmations of STOP and START
//!   count, and are sent all the same.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::phone::{self, Phone};
use crate::postal::Country;
use crate::reply::Intent;

/// What the owner of a number has said to an account about messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consent {
    /// Wants no messages.
    #[serde(default)]
    pub stopped: bool,
    /// When that was last said, if ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<Timestamp>,
    /// What stopped it, where that were not words of its owner's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
}

/// What else than its owner's words stops an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It takes no mail.
    Bounced,
    /// Its owner complained to the provider.
    Complained,
}

/// What a reply changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The consent from now on.
    pub consent: Consent,
    /// The recipient is told of it: it changed.
    pub confirm: bool,
}

impl Consent {
    /// Hears a reply that was written at `at`. What is no STOP and no START, and what was said before the newest word,
    /// changes nothing; of two words at the same instant STOP holds.
    #[must_use]
    pub fn hear(self, intent: Intent, at: Timestamp) -> Heard {
        let stopped = match intent {
            Intent::Stop => true,
            Intent::Start => false,
            _ => return Heard { consent: self, confirm: false },
        };
        let newer = match self.said_at {
            None => true,
            Some(before) => at > before || (at == before && stopped),
        };
        if !newer {
            return Heard { consent: self, confirm: false };
        }
        let consent = Self { stopped, said_at: Some(at), cause: None };
        Heard { consent, confirm: stopped != self.stopped }
    }

    /// Stops an address that turned out to take no mail, or whose owner complained, at `at`. What its owner said later
    /// stands.
    #[must_use]
    pub fn stop(self, cause: Cause, at: Timestamp) -> Self {
        if self.said_at.is_some_and(|said| said > at) {
            return self;
        }
        Self { stopped: true, said_at: Some(at), cause: Some(cause) }
    }
}

/// How much may be sent, and where to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limits {
    /// Country calling codes that are written to, without the plus sign.
    pub calling_codes: BTreeSet<String>,
    /// Most messages a day to one number.
    pub per_number: u32,
    /// Most messages a day of the account.
    pub per_account: u32,
}

impl Limits {
    /// Those of an account that has chosen none: its own country, Brazil where it names none, ten a day to a number, two
    /// thousand in all.
    #[must_use]
    pub fn of(country: Option<Country>) -> Self {
        let own = country.and_then(phone::calling_code).unwrap_or_else(|| "55".to_owned());
        Self { calling_codes: BTreeSet::from([own]), ..Self::default() }
    }
}

impl Default for Limits {
    /// Brazil, ten a day to a number, two thousand in all.
    fn default() -> Self {
        Self { calling_codes: BTreeSet::from(["55".to_owned()]), per_number: 10, per_account: 2000 }
    }
}

/// What was sent today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// To the number.
    pub to_number: u32,
    /// By the account.
    pub by_account: u32,
}

/// Why a number is not written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Its owner said STOP.
    #[error("the recipient wants no messages")]
    Stopped,
    /// It is in another country.
    #[error("the country is not one of the account's")]
    Country,
    /// It got enough for today.
    #[error("the number has had its messages for today")]
    NumberBudget,
    /// The account has sent enough for today.
    #[error("the account has sent its messages for today")]
    AccountBudget,
}

/// Whether a number is written to.
///
/// # Errors
/// [`Withheld`] says why not. `confirms` is for the one message that confirms STOP or START.
pub fn check(number: &Phone, consent: Consent, limits: &Limits, sent: Sent, confirms: bool) -> Result<(), Withheld> {
    let digits = number.as_str().trim_start_matches('+');
    if !limits.calling_codes.iter().any(|code| !code.is_empty() && digits.starts_with(code.as_str())) {
        return Err(Withheld::Country);
    }
    if confirms {
        return Ok(());
    }
    if consent.stopped {
        return Err(Withheld::Stopped);
    }
    if sent.to_number >= limits.per_number {
        return Err(Withheld::NumberBudget);
    }
    if sent.by_account >= limits.per_account {
        return Err(Withheld::AccountBudget);
    }
    Ok(())
}

/// How much of an account's budget one of so many counters has: together they have exactly all of it.
#[must_use]
pub fn share(per_account: u32, counter: u8, counters: u8) -> u32 {
    let (counter, counters) = (u32::from(counter), u32::from(counters.max(1)));
    let more = u32::from(counter < per_account.checked_rem(counters).unwrap_or(0));
    per_account.checked_div(counters).unwrap_or(0).saturating_add(more)
}

/// The counter that the next message is counted in, of counters that stand so: `first`, or the next one that has room.
#[must_use]
pub fn counter(counted: &[u32], per_account: u32, first: u8) -> Option<u8> {
    let counters = u8::try_from(counted.len()).ok().filter(|counters| *counters > 0)?;
    let all = (0..counters).map(|step| first.wrapping_add(step).checked_rem(counters).unwrap_or(0));
    let room = |counter: &u8| {
        counted.get(usize::from(*counter)).is_some_and(|sent| *sent < share(per_account, *counter, counters))
    };
    all.into_iter().find(room)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn stop_stops_and_start_restores() {
        let stopped = Consent::default().hear(Intent::Stop, second(5));
        assert!(stopped.consent.stopped && stopped.confirm);
        let again = stopped.consent.hear(Intent::Stop, second(6));
        assert!(again.consent.stopped && !again.confirm);
        let restored = again.consent.hear(Intent::Start, second(7));
        assert!(!restored.consent.stopped && restored.confirm);
        assert!(!Consent::default().hear(Intent::Start, second(1)).confirm);
        assert_eq!(stopped.consent.hear(Intent::Confirm, second(9)).consent, stopped.consent);
    }

    #[test]
    fn a_bounce_stops_an_address_until_its_owner_says_otherwise() {
        let bounced = Consent::default().stop(Cause::Bounced, second(5));
        assert!(bounced.stopped && bounced.cause == Some(Cause::Bounced));
        let restored = bounced.hear(Intent::Start, second(6)).consent;
        assert_eq!((restored.stopped, restored.cause), (false, None));
        assert_eq!(restored.stop(Cause::Complained, second(5)), restored, "an older bounce changes nothing");
    }

    #[test]
    fn an_account_writes_to_its_own_country_until_it_chooses_others() {
        fn check(country: Option<&str>, expected: &str) {
            let limits = Limits::of(country.map(|code| Country::new(code).unwrap()));
            assert_eq!(limits.calling_codes, BTreeSet::from([expected.to_owned()]), "{country:?}");
        }
        check(None, "55");
        check(Some("BRA"), "55");
        check(Some("ARG"), "54");
        check(Some("PRT"), "351");
        check(Some("USA"), "1");
    }

    #[test]
    fn a_number_is_written_to_within_consent_country_and_budgets() {
        fn check_one(number: &str, stopped: bool, sent: (u32, u32), confirms: bool, expected: Result<(), Withheld>) {
            let number = Phone::new(None, number).unwrap();
            let limits = Limits { per_number: 2, per_account: 5, ..Limits::default() };
            let consent = Consent { stopped, ..Consent::default() };
            let sent = Sent { to_number: sent.0, by_account: sent.1 };
            assert_eq!(check(&number, consent, &limits, sent, confirms), expected, "{sent:?} {stopped}");
        }
        const HERE: &str = "+5511987654321";
        check_one(HERE, false, (1, 4), false, Ok(()));
        check_one(HERE, true, (0, 0), false, Err(Withheld::Stopped));
        check_one(HERE, true, (2, 5), true, Ok(()));
        check_one(HERE, false, (2, 4), false, Err(Withheld::NumberBudget));
        check_one(HERE, false, (1, 5), false, Err(Withheld::AccountBudget));
        check_one("+5491123456789", false, (0, 0), false, Err(Withheld::Country));
        check_one("+5491123456789", false, (0, 0), true, Err(Withheld::Country));
    }

    proptest! {
        #[test]
        fn counters_together_take_the_whole_budget_and_no_more(
            budget in 0_u32..60, counters in 1_u8..9, firsts in prop::collection::vec(any::<u8>(), 100),
        ) {
            let mut counted = vec![0; usize::from(counters)];
            for first in firsts {
                match counter(&counted, budget, first % counters) {
                    Some(one) => counted[usize::from(one)] += 1,
                    None => prop_assert_eq!(counted.iter().sum::<u32>(), budget),
                }
            }
            prop_assert_eq!(counted.iter().sum::<u32>(), budget);
        }

        #[test]
        fn the_newest_word_holds_in_whatever_order_words_arrive(
            words in prop::collection::btree_map(0_i64..50, any::<bool>(), 1..8).prop_shuffle_pairs(),
        ) {
            let intent = |stop: bool| if stop { Intent::Stop } else { Intent::Start };
            let heard = words.1.iter().fold(Consent::default(), |consent, (at, stop)| {
                let once = consent.hear(intent(*stop), second(*at)).consent;
                let twice = once.hear(intent(*stop), second(*at)).consent;
                assert_eq!(once, twice);
                twice
            });
            prop_assert_eq!(heard.stopped, *words.0.values().last().unwrap());
        }
    }

    type Words = std::collections::BTreeMap<i64, bool>;

    /// A map with its pairs in some other order.
    trait Shuffled: Strategy<Value = Words> + Sized {
        fn prop_shuffle_pairs(self) -> impl Strategy<Value = (Words, Vec<(i64, bool)>)> {
            self.prop_flat_map(|words| {
                let pairs: Vec<(i64, bool)> = words.iter().map(|(at, stop)| (*at, *stop)).collect();
                (Just(words), Just(pairs).prop_shuffle())
            })
        }
    }

    impl<S: Strategy<Value = Words>> Shuffled for S {}
}
