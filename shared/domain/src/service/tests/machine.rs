//! The table, row by row, and the attempts it counts.

use super::*;
use Status::{Active, CancelledByOffice, CancelledByRecipient, Done, Failed, Paused, Returned, Routed, UnderWay};

/// A life that is in a state.
fn life_in(status: Status) -> Life {
    let planned = || Life::default().then(office(Action::Plan, 1));
    let started = || planned().told(fact(1, FactKind::Start, 2), Verdict::Applied);
    match status {
        Active => Life::default(),
        Routed => planned(),
        UnderWay => started(),
        Paused => started().told(fact(2, FactKind::Pause, 3), Verdict::Applied),
        Done => started().told(fact(2, complete(), 3), Verdict::Applied),
        Failed => started().told(fact(2, fail(), 3), Verdict::Applied),
        Returned => life_in(Failed).then(office(Action::Return, 4)),
        CancelledByOffice => planned().then(office(Action::Cancel, 4)),
        CancelledByRecipient => planned().then(ask(Action::Cancel, Actor::Recipient, 4)),
    }
}

#[test]
fn no_two_rows_say_different_things_of_the_same_move() {
    for (n, one) in TABLE.iter().enumerate() {
        for other in &TABLE[n + 1..] {
            let same = one.action == other.action && one.to == other.to;
            let shared_from = one.from.iter().any(|status| other.from.contains(status));
            let shared_who = one.who.iter().any(|who| other.who.contains(who));
            assert!(!(same && shared_from && shared_who), "{one:?} {other:?}");
        }
    }
}

#[test]
fn every_status_can_be_reached_and_a_device_alone_reaches_no_cancellation() {
    for status in Status::ALL {
        assert_eq!(life_in(status).state().status, status);
        assert_eq!(status.name().parse(), Ok(status));
    }
    let by_device: BTreeSet<Status> =
        TABLE.iter().filter(|rule| rule.who.contains(&Actor::Driver)).map(|rule| rule.to).collect();
    assert_eq!(by_device, BTreeSet::from([UnderWay, Paused, Done, Failed]));
}

/// What the office and the recipient may do in each state, written out once more by hand.
fn expected(action: Action, who: Actor, from: Status) -> Option<Status> {
    match (who, action, from) {
        (Actor::Office, Action::Plan, Active) => Some(Routed),
        (Actor::Office, Action::Unplan, Routed | Paused) | (Actor::Recipient, Action::Unplan, Routed) => Some(Active),
        (Actor::Office, Action::Retry, Failed) => Some(Active),
        (Actor::Office | Actor::Recipient, Action::Reschedule, Failed) => Some(Active),
        (Actor::Office, Action::Return, Failed) => Some(Returned),
        (Actor::Office, Action::Cancel, Active | Routed | UnderWay | Paused | Failed) => Some(CancelledByOffice),
        (Actor::Recipient, Action::Cancel, Active | Routed | Failed) => Some(CancelledByRecipient),
        _ => None,
    }
}

#[test]
fn every_decision_in_every_state_is_taken_or_refused_as_the_table_says() {
    let actions = [
        Action::Plan,
        Action::Unplan,
        Action::Retry,
        Action::Reschedule,
        Action::Return,
        Action::Cancel,
        Action::Start,
    ];
    for from in Status::ALL {
        for who in [Actor::Office, Actor::Recipient] {
            for action in actions {
                let outcome = life_in(from).decide(ask(action, who, 9), LIMITS).map(|life| life.state().status);
                let wanted = expected(action, who, from).ok_or(Refused::NotFrom { from });
                assert_eq!(outcome, wanted, "{who:?} {action:?} {from:?}");
            }
        }
    }
}

#[test]
fn a_correction_says_why_and_goes_where_a_row_lets_it() {
    fn check(from: Status, to: Status, fine: bool) {
        let outcome = life_in(from).decide(correct(to, 9), LIMITS).map(|life| life.state().status);
        assert_eq!(outcome, if fine { Ok(to) } else { Err(Refused::NotFrom { from }) }, "{from} {to}");
    }
    check(Done, Failed, true);
    check(Failed, Done, true);
    check(CancelledByOffice, Active, true);
    check(CancelledByRecipient, Done, true);
    check(Done, Active, true);
    check(Active, Routed, false);
    check(Active, UnderWay, false);
    check(Done, CancelledByOffice, false);
    let silent = Ask { justification: Some(" ".to_owned()), ..correct(Done, 9) };
    assert_eq!(life_in(Failed).decide(silent, LIMITS), Err(Refused::Missing(vec![Need::Justification])));
    let bare = Ask { justification: None, reason: None, ..correct(Failed, 9) };
    let needs = vec![Need::Justification, Need::Reason];
    assert_eq!(life_in(Done).decide(bare, LIMITS), Err(Refused::Missing(needs)));
    let nowhere = Ask { holding: None, ..office(Action::Plan, 1) };
    assert_eq!(life_in(Active).decide(nowhere, LIMITS), Err(Refused::Missing(vec![Need::Route])));
}

#[test]
fn a_failed_service_goes_back_only_when_its_reason_and_the_account_allow() {
    let failed = |after| {
        let kind = FactKind::Fail { reason: reason(), after };
        Life::default().then(office(Action::Plan, 1)).told(fact(1, kind, 2), Verdict::Applied)
    };
    let check = |after, action, expected: Result<Status, Refused>| {
        assert_eq!(failed(after).decide(office(action, 3), LIMITS).map(|life| life.state().status), expected);
    };
    let forbidden = |after| Err(Refused::ReasonForbids(after));
    check(AfterFailure::Retry, Action::Retry, Ok(Active));
    check(AfterFailure::Retry, Action::Reschedule, Ok(Active));
    check(AfterFailure::Reschedule, Action::Retry, forbidden(AfterFailure::Reschedule));
    check(AfterFailure::Reschedule, Action::Reschedule, Ok(Active));
    check(AfterFailure::Return, Action::Retry, forbidden(AfterFailure::Return));
    check(AfterFailure::Return, Action::Reschedule, forbidden(AfterFailure::Return));
    check(AfterFailure::Return, Action::Return, Ok(Returned));
    let silent = Ask { justification: None, ..office(Action::Retry, 3) };
    let refused = failed(AfterFailure::Retry).decide(silent, LIMITS);
    assert_eq!(refused, Err(Refused::Missing(vec![Need::Justification])), "what is moved by hand says why");
    let once = Limits { attempts: 1 };
    assert_eq!(failed(AfterFailure::Retry).decide(office(Action::Retry, 3), once), Err(Refused::NoAttemptLeft));
}

#[test]
fn attempts_are_numbered_and_a_pause_begins_no_other() {
    let life = Life::default()
        .then(office(Action::Plan, 1))
        .told(fact(1, FactKind::Start, 2), Verdict::Applied)
        .told(fact(2, FactKind::Pause, 3), Verdict::Applied)
        .told(fact(3, FactKind::Start, 4), Verdict::Applied)
        .told(fact(4, FactKind::Arrive, 5), Verdict::Applied)
        .told(fact(5, fail(), 6), Verdict::Applied)
        .then(office(Action::Retry, 7))
        .then(office(Action::Plan, 8))
        .told(fact(6, complete(), 9), Verdict::Applied);
    let state = life.state();
    assert_eq!(state.attempts[0].pauses, [Pause { from: at(3), to: Some(at(4)) }]);
    let ended_by: Vec<_> = state.attempts.iter().map(|attempt| attempt.report).collect();
    assert_eq!(ended_by, [Some(life.facts[4].id), Some(life.facts[5].id)]);
    let told: Vec<_> = state.attempts.iter().map(|a| (a.number, a.started_at, a.arrived_at, a.ended_at)).collect();
    assert_eq!(told, [(1, Some(at(2)), Some(at(5)), Some(at(6))), (2, None, None, Some(at(9)))]);
    assert_eq!((state.status, state.attempts[1].outcome), (Done, Some(Outcome::Done)));
}

#[test]
fn a_delivery_without_a_required_proof_is_kept_and_moves_nothing() {
    let life = Life::default().then(office(Action::Plan, 1));
    let required = BTreeSet::from([ProofKind::Photo, ProofKind::Signature, ProofKind::ReceiverName]);
    let with = |life: &Life, seq: u64, proofs: &[ProofKind]| {
        let kind =
            FactKind::Complete { proofs: proofs.iter().copied().collect(), lacking: BTreeSet::new(), reason: None };
        match life.receive(fact(seq, kind, 2), &required).unwrap() {
            Received::Kept { life, verdict } => (life, verdict),
            other => panic!("{other:?}"),
        }
    };
    let (bare, verdict) = with(&life, 1, &[ProofKind::Photo]);
    assert_eq!((verdict, bare.state().status), (Verdict::Held, Routed));
    let missing = BTreeSet::from([ProofKind::Signature, ProofKind::ReceiverName]);
    assert_eq!(bare.facts[0].kind.lacking(), Some(&missing));
    let all = [ProofKind::Photo, ProofKind::Signature, ProofKind::ReceiverName, ProofKind::Code];
    let (proven, verdict) = with(&bare, 2, &all);
    assert_eq!((verdict, proven.state().status), (Verdict::Applied, Done));
}

#[test]
fn a_name_is_used_once() {
    let life = Life::default().then(office(Action::Plan, 1)).told(fact(1, FactKind::Start, 2), Verdict::Applied);
    let none = BTreeSet::new();
    assert_eq!(life.receive(fact(1, FactKind::Start, 2), &none), Ok(Received::Duplicate(Verdict::Applied)));
    let other = Fact { digest: "other".to_owned(), ..fact(1, FactKind::Pause, 2) };
    assert_eq!(life.receive(other, &none), Err(Refused::IdReused));
    let renamed = Fact { id: EventId::new(Uuid::from_u128(77)), ..fact(1, FactKind::Start, 2) };
    assert_eq!(life.receive(renamed, &none), Err(Refused::IdReused));
}

#[test]
fn what_was_seen_belongs_to_the_attempt_that_had_begun_by_then() {
    let once = life_in(Failed);
    let check = |life: &Life, second: i64, expected: Option<u32>| {
        let attempts = life.state().attempts;
        assert_eq!(life.attempt_at(&attempts, at(second)).map(|attempt| attempt.number), expected, "{second}");
    };
    check(&Life::default(), 1, None);
    for second in [1, 3, 100] {
        check(&once, second, Some(1));
    }
    let started = once.then(office(Action::Retry, 10)).then(planned_for(1, 20));
    let twice = started.clone().told(fact(3, FactKind::Start, 30), Verdict::Applied);
    for (second, expected) in [(3, 1), (9, 1), (10, 2), (29, 2), (100, 2)] {
        check(&twice, second, Some(expected));
    }
    // Nobody reported that they set out: the picture is older than all that is known of the attempt.
    let unannounced = started.told(fact(3, complete(), 40), Verdict::Applied);
    check(&unannounced, 39, Some(2));
}
