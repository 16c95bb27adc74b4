//! What happened far from the network meets what was decided meanwhile: one test for each way.

use super::*;

fn planned() -> Life {
    Life::default().then(office(Action::Plan, 10))
}

/// A report that arrives long after it happened.
fn late(seq: u64, kind: FactKind, second: i64) -> Fact {
    fact_of(1, seq, kind, second, 1000)
}

#[test]
fn a_delivery_before_the_cancellation_stands_and_the_office_is_told() {
    let life = planned().then(office(Action::Cancel, 100)).told(late(1, complete(), 50), Verdict::Applied);
    let state = life.state();
    assert_eq!((state.status, state.after_cancel), (Status::Done, true));
}

#[test]
fn a_delivery_after_a_cancellation_that_the_driver_did_not_know_of_stands_too() {
    let life = planned().then(office(Action::Cancel, 100)).told(late(1, complete(), 200), Verdict::Applied);
    assert_eq!((life.state().status, life.state().after_cancel), (Status::Done, true));
}

#[test]
fn setting_out_after_the_cancellation_is_superseded() {
    let life = planned().then(office(Action::Cancel, 100)).told(late(1, FactKind::Start, 200), Verdict::Superseded);
    assert_eq!(life.state().status, Status::CancelledByOffice);
}

#[test]
fn setting_out_before_the_cancellation_leaves_it_cancelled() {
    let life = planned().then(office(Action::Cancel, 100)).told(late(1, FactKind::Start, 50), Verdict::Applied);
    assert_eq!(life.state().status, Status::CancelledByOffice);
}

#[test]
fn the_former_driver_delivers_only_what_was_still_theirs() {
    let moved = || planned().then(office(Action::Unplan, 100)).then(planned_for(2, 110));
    let theirs = moved().told(late(1, complete(), 50), Verdict::Applied);
    assert_eq!(theirs.state().status, Status::Done);
    let too_late = moved().told(late(1, complete(), 150), Verdict::Held);
    assert_eq!(too_late.state().status, Status::Routed);
    let never = planned().told(fact_of(3, 1, complete(), 50, 60), Verdict::Held);
    assert_eq!(never.state().status, Status::Routed);
}

#[test]
fn of_two_deliveries_the_first_counts_and_the_second_is_kept() {
    let life = planned()
        .then(office(Action::Unplan, 100))
        .then(planned_for(2, 110))
        .told(fact_of(2, 1, complete(), 120, 120), Verdict::Applied)
        .told(late(1, complete(), 50), Verdict::Applied);
    let state = life.state();
    assert_eq!((state.status, state.attempts.len()), (Status::Done, 1));
    assert_eq!(state.attempts[0].holding.driver, driver(1));
    let verdicts = life.replay().1;
    assert_eq!(verdicts[&life.facts[0].id], Verdict::Held, "what the second driver delivered is kept for a person");
    let twice =
        planned().told(fact(1, complete(), 20), Verdict::Applied).told(fact(2, complete(), 30), Verdict::Superseded);
    assert_eq!(twice.facts.len(), 2);
}

#[test]
fn a_second_try_at_the_same_door_wins() {
    let life = planned().told(fact(1, fail(), 20), Verdict::Applied).told(fact(2, complete(), 21), Verdict::Applied);
    let state = life.state();
    assert_eq!((state.status, state.attempts.len(), state.failure), (Status::Done, 1, None));
    let other_way =
        planned().told(fact(2, complete(), 21), Verdict::Applied).told(fact(1, fail(), 20), Verdict::Applied);
    assert_eq!(other_way.state(), state);
}

#[test]
fn a_delivery_that_was_not_known_outlives_a_retry_and_a_return() {
    let failed = || planned().told(fact(1, fail(), 20), Verdict::Applied);
    for action in [Action::Retry, Action::Return] {
        let life = failed().then(office(action, 100)).told(late(2, complete(), 50), Verdict::Applied);
        assert_eq!((life.state().status, life.state().after_cancel), (Status::Done, false), "{action:?}");
    }
    let returned = failed().then(office(Action::Return, 100)).told(late(2, complete(), 150), Verdict::Held);
    assert_eq!(returned.state().status, Status::Returned);
}

#[test]
fn a_correction_of_what_was_known_stands_whatever_the_clock_of_the_device_says() {
    let fast = fact_of(1, 1, complete(), 5000, 20);
    let life = planned().told(fast, Verdict::Applied).then(correct(Status::Failed, 30));
    assert_eq!(life.state().status, Status::Failed);
}

#[test]
fn numbers_order_the_reports_of_a_device_and_its_clock_does_not() {
    let life = planned()
        .told(fact_of(1, 1, FactKind::Start, 500, 600), Verdict::Applied)
        .told(fact_of(1, 3, complete(), 20, 600), Verdict::Applied)
        .told(fact_of(1, 2, FactKind::Arrive, 30, 600), Verdict::Applied);
    assert_eq!(life.state().status, Status::Done);
    assert_eq!(life.state().attempts[0].ended_at, Some(at(500)), "time does not run backwards on a device");
}

#[test]
fn what_is_in_quarantine_moves_nothing() {
    let old = Fact { quarantined: true, ..late(1, complete(), 50) };
    assert_eq!(planned().told(old, Verdict::Held).state().status, Status::Routed);
}

#[test]
fn a_slow_clock_is_taken_to_report_what_happened_after_the_driver_got_it() {
    let life = planned().told(fact_of(1, 1, FactKind::Start, 1, 20), Verdict::Applied);
    assert_eq!(life.state().attempts[0].started_at, Some(at(10)));
}
