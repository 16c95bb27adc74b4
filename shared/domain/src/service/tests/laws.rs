//! Random lives against a plain model, and what no order of arrival may change.

use super::*;
use proptest::prelude::*;

/// How many random lives are led: all of them when built with `ENTREGA_SOAK`, three in a hundred otherwise.
fn cases(full: u32) -> ProptestConfig {
    ProptestConfig::with_cases(if option_env!("ENTREGA_SOAK").is_some() { full } else { full / 100 * 3 })
}

/// Everything that can be tried, from either side.
#[derive(Clone, Copy, Debug)]
enum Try {
    Office(Action),
    Recipient(Action),
    Corrected(Status),
    /// Planned for the second driver.
    Second,
    /// A report of one of two drivers.
    Device(u128, Report, Flaw),
}

/// What keeps a report from counting.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Flaw {
    None,
    /// A delivery without the photo that is required.
    Bare,
    /// Too old, or of a blocked device.
    Old,
}

#[derive(Clone, Copy, Debug)]
enum Report {
    Start,
    Arrive,
    Pause,
    Complete,
    Fail(AfterFailure),
}

impl Report {
    fn kind(self) -> FactKind {
        match self {
            Self::Start => FactKind::Start,
            Self::Arrive => FactKind::Arrive,
            Self::Pause => FactKind::Pause,
            Self::Complete => complete(),
            Self::Fail(after) => FactKind::Fail { reason: reason(), after },
        }
    }
}

fn report() -> impl Strategy<Value = Report> {
    prop_oneof![
        3 => Just(Report::Start),
        1 => Just(Report::Arrive),
        1 => Just(Report::Pause),
        2 => Just(Report::Complete),
        1 => Just(Report::Fail(AfterFailure::Retry)),
        1 => Just(Report::Fail(AfterFailure::Reschedule)),
        1 => Just(Report::Fail(AfterFailure::Return)),
    ]
}

fn decision() -> impl Strategy<Value = Try> {
    prop_oneof![
        3 => Just(Try::Office(Action::Plan)),
        1 => Just(Try::Second),
        1 => Just(Try::Office(Action::Unplan)),
        2 => Just(Try::Office(Action::Retry)),
        1 => Just(Try::Office(Action::Reschedule)),
        1 => Just(Try::Office(Action::Return)),
        1 => Just(Try::Office(Action::Cancel)),
        1 => Just(Try::Recipient(Action::Cancel)),
        1 => Just(Try::Recipient(Action::Reschedule)),
        2 => prop::sample::select(&Status::ALL[..]).prop_map(Try::Corrected),
    ]
}

fn any_try() -> impl Strategy<Value = Try> {
    let flaw = prop_oneof![6 => Just(Flaw::None), 1 => Just(Flaw::Bare), 1 => Just(Flaw::Old)];
    let driver = prop_oneof![4 => Just(1_u128), 1 => Just(2_u128)];
    let device = (driver, report(), flaw).prop_map(|(driver, report, flaw)| Try::Device(driver, report, flaw));
    prop_oneof![1 => decision(), 1 => device]
}

/// The state machine as one would tell it: a state, who carries it, how often it was tried, what its failure allows.
#[derive(Clone, Debug, PartialEq)]
struct Model {
    status: Status,
    carried: Option<u128>,
    tried: usize,
    /// Attempts that ended so: what the limit counts.
    failed: usize,
    /// Whether the last attempt failed, and brought it where it is.
    ended: Option<bool>,
    trying: bool,
    after: Option<AfterFailure>,
}

impl Model {
    fn new() -> Self {
        Self { status: Status::Active, carried: None, tried: 0, failed: 0, ended: None, trying: false, after: None }
    }

    fn try_out(&mut self, what: Try) -> bool {
        use Status::*;
        let left = self.failed < 3;
        let after = self.after;
        let next = match (what, self.status) {
            (Try::Office(Action::Plan) | Try::Second, Active) => Routed,
            (Try::Office(Action::Unplan), Routed | Paused) => Active,
            (Try::Office(Action::Retry), Failed) if left && after == Some(AfterFailure::Retry) => Active,
            (Try::Office(Action::Reschedule) | Try::Recipient(Action::Reschedule), Failed)
                if left && after != Some(AfterFailure::Return) =>
            {
                Active
            }
            (Try::Office(Action::Return), Failed) => Returned,
            (Try::Office(Action::Cancel), Active | Routed | UnderWay | Paused | Failed) => CancelledByOffice,
            (Try::Recipient(Action::Cancel), Active | Routed | Failed) => CancelledByRecipient,
            (Try::Corrected(Active), Done | Failed | Returned | CancelledByOffice | CancelledByRecipient) => Active,
            (Try::Corrected(Done), now) if now != Done => Done,
            (Try::Corrected(Failed), Active | Routed | UnderWay | Paused | Done) => Failed,
            (Try::Corrected(Returned), Active | Routed | UnderWay | Paused | Failed | Done) => Returned,
            (Try::Corrected(CancelledByRecipient), Active | Routed | Failed) => CancelledByRecipient,
            (Try::Device(driver, report, flaw), now) => return self.reported(driver, report, flaw, now),
            _ => return false,
        };
        let called_off = matches!(what, Try::Office(Action::Cancel) | Try::Recipient(Action::Cancel));
        let put_right = matches!(next, Done | Failed).then_some(next == Failed);
        match (put_right, self.ended) {
            (Some(fails), Some(failed)) => {
                self.failed = self.failed + usize::from(fails) - usize::from(failed);
                self.ended = Some(fails);
            }
            (Some(fails), None) if self.trying => {
                self.failed += usize::from(fails);
                self.ended = Some(fails);
            }
            _ if called_off => {}
            _ => self.ended = None,
        }
        if !called_off {
            let driver = if matches!(what, Try::Second) { 2 } else { 1 };
            self.carried = (next == Routed).then_some(driver);
            self.trying = false;
        }
        self.after = (next == Failed).then_some(AfterFailure::Retry);
        self.status = next;
        true
    }

    fn reported(&mut self, driver: u128, report: Report, flaw: Flaw, now: Status) -> bool {
        use Status::*;
        let lacks = flaw == Flaw::Bare && matches!(report, Report::Complete);
        if self.carried != Some(driver) || lacks || flaw == Flaw::Old {
            return false;
        }
        let next = match (report, now) {
            (Report::Start, Routed | Paused) | (Report::Arrive, UnderWay) => UnderWay,
            (Report::Pause, UnderWay) => Paused,
            (Report::Complete, Routed | UnderWay | Paused | Failed | CancelledByOffice | CancelledByRecipient) => Done,
            (Report::Fail(_), Routed | UnderWay | Paused) => Failed,
            _ => return false,
        };
        let at_the_door = now == Failed;
        if !self.trying && !at_the_door {
            self.tried += 1;
        }
        if at_the_door && self.ended == Some(true) {
            self.failed -= 1;
        }
        self.failed += usize::from(next == Failed);
        self.trying = matches!(next, UnderWay | Paused);
        self.ended = (!self.trying).then_some(next == Failed);
        self.after = match report {
            Report::Fail(after) => Some(after),
            _ => None,
        };
        self.status = next;
        true
    }
}

fn attempt(life: &Life, what: Try, second: i64, seq: u64) -> Option<Life> {
    let decided = |ask| life.decide(ask, LIMITS).ok();
    match what {
        Try::Office(action) => decided(office(action, second)),
        Try::Recipient(action) => decided(ask(action, Actor::Recipient, second)),
        Try::Corrected(to) => decided(correct(to, second)),
        Try::Second => decided(planned_for(2, second)),
        Try::Device(driver, report, flaw) => {
            let required = if flaw == Flaw::Bare { BTreeSet::from([ProofKind::Photo]) } else { BTreeSet::new() };
            let told = Fact { quarantined: flaw == Flaw::Old, ..fact_of(driver, seq, report.kind(), second, second) };
            match life.receive(told, &required) {
                Ok(Received::Kept { life, .. }) => Some(life),
                _ => None,
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(100_000))]

    #[test]
    fn every_sequence_of_decisions_and_reports_agrees_with_the_model(tries in prop::collection::vec(any_try(), 1..24)) {
        let (mut life, mut model) = (Life::default(), Model::new());
        for (n, what) in (1_u32..).zip(tries) {
            let next = attempt(&life, what, i64::from(n), u64::from(n));
            let moved = next.as_ref().is_some_and(|next| match what {
                Try::Device(..) => {
                    let verdicts = next.replay().1;
                    verdicts[&next.facts.last().unwrap().id] == Verdict::Applied
                }
                _ => true,
            });
            let agreed = model.try_out(what);
            prop_assert_eq!(moved, agreed, "{:?} on {:?}", what, model);
            life = next.unwrap_or(life);
            let state = life.state();
            prop_assert_eq!(state.status, model.status, "after {:?}", what);
            prop_assert_eq!(state.attempts.len(), model.tried, "after {:?}", what);
            let failed = state.attempts.iter().filter(|one| matches!(one.outcome, Some(Outcome::Failed { .. })));
            prop_assert_eq!(failed.count(), model.failed, "after {:?}", what);
            prop_assert_eq!(state.failure.map(|(_, after)| after), model.after, "after {:?}", what);
        }
    }

    #[test]
    fn reports_of_two_drivers_around_a_decision_come_to_the_same_in_any_order_of_one_day(
        (first, second) in (decision(), decision()),
        early in prop::collection::vec((1..3_u128, report(), any::<bool>()), 1..6),
        late in prop::collection::vec((1..3_u128, report(), any::<bool>()), 1..6),
        shuffled in prop::collection::vec(any::<prop::sample::Index>(), 1..12),
    ) {
        // Some reports are here before the office decides, and some come after it: within each lot any order is one.
        let required = BTreeSet::from([ProofKind::Photo]);
        let receive = |life: Life, fact: &Fact| match life.receive(fact.clone(), &required) {
            Ok(Received::Kept { life, .. }) => life,
            _ => life,
        };
        let facts = |from: u64, lot: &[(u128, Report, bool)], at: i64| -> Vec<Fact> {
            let one = |(seq, (driver, report, proven)): (u64, &(u128, Report, bool))| {
                let kind = match report.kind() {
                    FactKind::Complete { lacking, .. } if *proven => {
                        FactKind::Complete { proofs: required.clone(), lacking, reason: None }
                    }
                    other => other,
                };
                fact_of(*driver, seq, kind, at + i64::try_from(seq).unwrap(), 2000)
            };
            (from..).zip(lot).map(one).collect()
        };
        let (early, late) = (facts(1, &early, 10), facts(50, &late, 60));
        let lead = |turned: bool| {
            let mut life = Life::default().then(planned_for(1, 0));
            for (lot, decision, second) in [(&early, first, 40), (&late, second, 200)] {
                let as_they_come: Vec<&Fact> = match turned {
                    false => lot.iter().collect(),
                    true => shuffled.iter().map(|index| index.get(lot)).chain(lot.iter().rev()).collect(),
                };
                life = as_they_come.into_iter().fold(life, receive);
                life = attempt(&life, decision, second, 0).unwrap_or(life);
            }
            life
        };
        let (straight, turned) = (lead(false), lead(true));
        prop_assert_eq!(straight.facts.len(), turned.facts.len());
        prop_assert_eq!(straight.replay(), turned.replay());
    }

    #[test]
    fn no_order_and_no_repetition_of_reports_changes_what_they_come_to(
        decisions in prop::collection::vec((decision(), 0..1000_i64), 0..6),
        reports in prop::collection::vec((1..3_u128, report(), 0..1000_i64), 1..9),
        shuffled in prop::collection::vec(any::<prop::sample::Index>(), 1..30),
    ) {
        let mut life = Life::default().then(planned_for(1, 0));
        let mut times: Vec<i64> = decisions.iter().map(|(_, second)| *second).collect();
        times.sort_unstable();
        for ((what, _), second) in decisions.iter().zip(times) {
            life = attempt(&life, *what, second, 0).unwrap_or(life);
        }
        let facts: Vec<Fact> = (1_u64..)
            .zip(&reports)
            .map(|(seq, (device, report, second))| fact_of(*device, seq, report.kind(), *second, 2000))
            .collect();
        let receive = |life: Life, fact: &Fact| match life.receive(fact.clone(), &BTreeSet::new()) {
            Ok(Received::Kept { life, .. }) => life,
            _ => life,
        };
        let in_order = facts.iter().fold(life.clone(), receive);
        // As they come: shuffled, some twice, and at last all that are still missing.
        let as_they_come = shuffled.iter().map(|index| index.get(&facts)).chain(&facts);
        let shuffled = as_they_come.fold(life, receive);
        prop_assert_eq!(shuffled.facts.len(), facts.len());
        prop_assert_eq!(shuffled.replay(), in_order.replay());
    }
}
