use super::*;
use crate::id::{DriverId, EventId, ReasonId, RouteId};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

mod conflicts;
mod laws;
mod machine;

const LIMITS: Limits = Limits { attempts: 3 };

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn driver(n: u128) -> DriverId {
    DriverId::new(Uuid::from_u128(n))
}

fn reason() -> ReasonId {
    ReasonId::new(Uuid::from_u128(1))
}

fn ask(action: Action, who: Actor, second: i64) -> Ask {
    let holding = Holding { route: RouteId::new(Uuid::from_u128(1)), driver: driver(1) };
    Ask {
        action,
        who,
        author: "user:1".to_owned(),
        at: at(second),
        to: None,
        holding: Some(holding),
        reason: Some((reason(), AfterFailure::Retry)),
        justification: Some("a mistake".to_owned()),
    }
}

fn office(action: Action, second: i64) -> Ask {
    ask(action, Actor::Office, second)
}

fn correct(to: Status, second: i64) -> Ask {
    Ask { to: Some(to), ..office(Action::Correct, second) }
}

fn planned_for(n: u128, second: i64) -> Ask {
    let holding = Holding { route: RouteId::new(Uuid::from_u128(n)), driver: driver(n) };
    Ask { holding: Some(holding), ..office(Action::Plan, second) }
}

/// A report of driver 1's device, received when it happened.
fn fact(seq: u64, kind: FactKind, second: i64) -> Fact {
    fact_of(1, seq, kind, second, second)
}

fn fact_of(device: u128, seq: u64, kind: FactKind, second: i64, received: i64) -> Fact {
    let id = EventId::new(Uuid::from_u128((device << 64) | u128::from(seq)));
    Fact {
        id,
        device: format!("device-{device}"),
        seq,
        driver: driver(device),
        kind,
        occurred_at: at(second),
        corrected_at: at(second),
        received_at: at(received),
        digest: format!("{device}-{seq}"),
        known: 0,
        quarantined: false,
        doubt: None,
    }
}

fn complete() -> FactKind {
    FactKind::Complete { proofs: BTreeSet::new(), lacking: BTreeSet::new(), reason: None }
}

fn fail() -> FactKind {
    FactKind::Fail { reason: reason(), after: AfterFailure::Retry }
}

trait Story: Sized {
    fn then(self, ask: Ask) -> Self;
    fn told(self, fact: Fact, verdict: Verdict) -> Self;
}

impl Story for Life {
    fn then(self, ask: Ask) -> Self {
        self.decide(ask, LIMITS).unwrap()
    }

    fn told(self, fact: Fact, expected: Verdict) -> Self {
        match self.receive(fact.clone(), &BTreeSet::new()) {
            Ok(Received::Kept { life, verdict }) => {
                assert_eq!(verdict, expected, "{fact:?}");
                life
            }
            other => panic!("{other:?}"),
        }
    }
}
