use super::*;
use crate::event::Event;
use std::collections::BTreeMap;

const ID: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn delivery() -> Delivery {
    let event = Event {
        id: ID.parse().unwrap(),
        account: ID.parse().unwrap(),
        kind: EventKind::FreightTableSwitched,
        subject: "road".to_owned(),
        author: "user:x".to_owned(),
        at: at(0),
        data: BTreeMap::new(),
    };
    Delivery::begun(ID.parse().unwrap(), event, at(0))
}

fn webhook() -> Webhook {
    Webhook {
        id: ID.parse().unwrap(),
        url: "https://shop.example/hook".to_owned(),
        description: String::new(),
        kinds: Vec::new(),
        active: true,
        switched_off: None,
        secret: SigningSecret::new("whsec_a".to_owned()),
        old_secret: None,
        created_at: at(0),
    }
}

fn attempt(outcome: Outcome, second: i64) -> Attempt {
    Attempt { at: at(second), outcome, millis: 1 }
}

const fn answered(status: u16) -> Outcome {
    Outcome::Answered { status }
}

#[test]
fn only_2xx_has_come_through_and_only_410_ends_it() {
    fn check(outcome: Outcome, expected: &str, next: fn(Next) -> bool) {
        let (delivery, followed) = delivery().attempted(attempt(outcome, 0), None, 0);
        assert_eq!(delivery.state.name(), expected, "{outcome:?}");
        assert!(next(followed), "{outcome:?}: {followed:?}");
    }
    for status in [200, 201, 204, 299] {
        check(answered(status), "delivered", |next| next == Next::Nothing);
    }
    check(answered(410), "given_up", |next| next == Next::SwitchOff);
    for status in [101, 301, 302, 307, 308, 400, 401, 404, 429, 500, 503] {
        check(answered(status), "pending", |next| matches!(next, Next::Again { .. }));
    }
    for outcome in [Outcome::TimedOut, Outcome::Private, Outcome::Insecure, Outcome::Broken, Outcome::Unresolved] {
        check(outcome, "pending", |next| matches!(next, Next::Again { .. }));
    }
}

#[test]
fn ten_attempts_are_spread_over_seventy_five_hours() {
    for chance in [0, 1, 999, u64::MAX] {
        let (mut delivery, mut moments) = (delivery(), vec![0]);
        loop {
            let now = *moments.last().unwrap();
            let (after, next) = delivery.attempted(attempt(answered(500), now), None, chance);
            delivery = after;
            match next {
                Next::Again { at: next } => moments.push(next.as_second() - at(0).as_second()),
                other => break assert_eq!(other, Next::Stop),
            }
        }
        let hours = moments.last().unwrap() / 3600;
        assert_eq!((moments.len(), delivery.attempts.len()), (10, 10));
        assert!((75..=83).contains(&hours), "{hours} h");
        assert!(moments.is_sorted() && delivery.state == State::GivenUp { at: at(*moments.last().unwrap()) });
    }
}

#[test]
fn a_receiver_may_ask_for_more_time_but_not_for_less_or_for_ever() {
    fn check(asked: i64, expected: std::ops::RangeInclusive<i64>) {
        let asked = Some(SignedDuration::from_secs(asked));
        let (_, next) = delivery().attempted(attempt(answered(429), 0), asked, u64::MAX / 3);
        let Next::Again { at: next } = next else { panic!("{next:?}") };
        let wait = next.as_second() - at(0).as_second();
        assert!(expected.contains(&wait), "{wait} s");
    }
    check(0, 5..=6);
    check(-9, 5..=6);
    check(600, 600..=660);
    check(1_000_000_000, 24 * 3600..=24 * 3960);
}

#[test]
fn a_receiver_is_switched_off_when_nothing_came_through_from_first_to_last() {
    let (once, _) = delivery().attempted(attempt(answered(500), 10), None, 0);
    let (twice, _) = once.attempted(attempt(answered(500), 20), None, 0);
    let since = |second| Health { failing_since: Some(at(second)) };
    assert!(twice.failed_all_along(since(5)));
    assert!(twice.failed_all_along(since(10)));
    assert!(!twice.failed_all_along(since(15)), "something came through between the two");
    assert!(!twice.failed_all_along(Health::default()));
    let (again, _) = twice.anew(at(100)).attempted(attempt(answered(500), 100), None, 0);
    assert!(again.failed_all_along(since(50)), "what was tried before it was asked for again does not count");
}

#[test]
fn health_is_written_only_when_it_turns() {
    let failing = Health { failing_since: Some(at(5)) };
    assert_eq!(Health::default().after(true, at(9)), None);
    assert_eq!(Health::default().after(false, at(5)), Some(failing));
    assert_eq!(failing.after(false, at(9)), None);
    assert_eq!(failing.after(true, at(9)), Some(Health::default()));
}

#[test]
fn two_secrets_sign_for_a_day_after_a_fresh_one() {
    let fresh = webhook().with_fresh_secret(SigningSecret::new("whsec_b".to_owned()), at(0));
    let signs = |now| fresh.secrets(now).into_iter().map(SigningSecret::reveal).collect::<Vec<_>>();
    assert_eq!(signs(at(0)), ["whsec_b", "whsec_a"]);
    assert_eq!(signs(at(24 * 3600 - 1)), ["whsec_b", "whsec_a"]);
    assert_eq!(signs(at(24 * 3600)), ["whsec_b"]);
    let third = fresh.clone().with_fresh_secret(SigningSecret::new("whsec_c".to_owned()), at(60));
    assert_eq!(
        third.secrets(at(61)).into_iter().map(SigningSecret::reveal).collect::<Vec<_>>(),
        ["whsec_c", "whsec_b"]
    );
    assert_eq!(format!("{:?}", fresh.secret), "SigningSecret(…)");
}

#[test]
fn a_subscription_gets_what_it_asked_for_while_it_is_active() {
    fn check(kinds: &[EventKind], active: bool, kind: EventKind, expected: bool) {
        let webhook = Webhook { kinds: kinds.to_vec(), active, ..webhook() };
        assert_eq!(webhook.wants(kind), expected, "{kinds:?} {active} {}", kind.name());
    }
    use EventKind::{AccountChanged, ApiKeyCreated, FreightTableSwitched};
    check(&[], true, FreightTableSwitched, true);
    check(&[], true, ApiKeyCreated, false);
    check(&[ApiKeyCreated], true, ApiKeyCreated, false);
    check(&[AccountChanged], true, FreightTableSwitched, false);
    check(&[AccountChanged, FreightTableSwitched], true, FreightTableSwitched, true);
    check(&[], false, FreightTableSwitched, false);
    assert!(!webhook().off(OffReason::Gone, at(0)).wants(FreightTableSwitched));
}

#[test]
fn a_delivery_is_not_carried_out_twice_for_one_request() {
    let (failed, _) = delivery().attempted(attempt(answered(500), 0), None, 0);
    assert!(failed.waits_for(at(5)) && !failed.waits_for(at(0)));
    assert!(failed.clone().anew(at(77)).waits_for(at(77)));
    assert!(!failed.cancelled(at(5)).waits_for(at(5)));
}

#[test]
fn a_ping_is_tried_once_and_switches_nothing_off() {
    let mut ping = delivery();
    ping.event.kind = EventKind::WebhookPinged;
    let (after, next) = ping.attempted(attempt(answered(500), 0), None, 0);
    assert_eq!((next, after.state), (Next::Stop, State::GivenUp { at: at(0) }));
    assert!(!after.failed_all_along(Health { failing_since: Some(at(0)) }));
}
