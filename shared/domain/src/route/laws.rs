//! Random days of several drivers against a plain model: what each route lists, and who holds each service.

use super::*;
use crate::id::{EventId, ReasonId};
use crate::service::{AfterFailure, Fact, FactKind, Received, Verdict};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

const SERVICES: u8 = 4;

#[derive(Clone, Copy, Debug)]
enum Step {
    /// A route is put together, or is to be, for a driver with some services.
    Plan(u8, u8, u8),
    Finish(u8),
    /// The device of whoever holds a service.
    Device(u8, Told),
    Retry(u8),
    Corrected(u8, Status),
}

#[derive(Clone, Copy, Debug)]
enum Told {
    Start,
    Pause,
    Deliver,
    Fail,
}

fn step() -> impl Strategy<Value = Step> {
    let service = 0..SERVICES;
    let told = prop_oneof![
        3 => Just(Told::Start),
        1 => Just(Told::Pause),
        2 => Just(Told::Deliver),
        3 => Just(Told::Fail)
    ];
    let to = prop_oneof![2 => Just(Status::Active), 1 => Just(Status::Done), 1 => Just(Status::Failed)];
    prop_oneof![
        6 => (0..3_u8, 1..3_u8, 0..(1_u8 << SERVICES)).prop_map(|(route, driver, named)| Step::Plan(route, driver, named)),
        1 => (0..3_u8).prop_map(Step::Finish),
        5 => (service.clone(), told).prop_map(|(service, told)| Step::Device(service, told)),
        3 => service.clone().prop_map(Step::Retry),
        1 => (service, to).prop_map(|(service, to)| Step::Corrected(service, to)),
    ]
}

/// What is really done.
#[derive(Default)]
struct World {
    lives: BTreeMap<u8, Life>,
    routes: BTreeMap<u8, Route>,
    seq: u64,
}

fn at(second: u64) -> Timestamp {
    Timestamp::from_second(i64::try_from(second).unwrap()).unwrap()
}

fn id(service: u8) -> ServiceId {
    ServiceId::new(Uuid::from_u128(u128::from(service)))
}

fn number(id: ServiceId) -> u8 {
    u8::try_from(id.uuid().as_u128()).unwrap()
}

fn driver(n: u8) -> DriverId {
    DriverId::new(Uuid::from_u128(u128::from(n)))
}

fn named(mask: u8) -> Vec<u8> {
    (0..SERVICES).filter(|service| mask & (1 << service) != 0).collect()
}

impl World {
    fn state(&self, service: u8) -> State {
        self.lives.get(&service).cloned().unwrap_or_default().state()
    }

    fn try_out(&mut self, step: Step) -> bool {
        self.seq += 1;
        match step {
            Step::Plan(route, by, mask) => {
                let stops = named(mask).into_iter().map(id).collect();
                let day = Date::constant(2026, 11, 30);
                let plan = Plan { driver: driver(by), vehicle: None, date: day, end_date: None, stops };
                let known = RouteId::new(Uuid::from_u128(u128::from(route)));
                let wanted = match self.routes.get(&route) {
                    Some(before) => before.change(&plan, |id| Stop::of(known, &self.state(number(id)))),
                    None => plan.draw(known, at(self.seq)),
                };
                wanted.is_ok_and(|(after, moves)| self.moved(route, after, &moves))
            }
            Step::Finish(route) => {
                let Some(before) = self.routes.get(&route) else { return false };
                let over = before.finish(|id| Stop::of(before.id, &self.state(number(id))), at(self.seq));
                over.is_ok_and(|(after, moves)| self.moved(route, after, &moves))
            }
            Step::Device(service, told) => self.told(service, told),
            Step::Retry(service) => self.decided(service, Action::Retry, None),
            Step::Corrected(service, to) => self.decided(service, Action::Correct, Some(to)),
        }
    }

    fn moved(&mut self, route: u8, after: Route, moves: &Moves) -> bool {
        let mut lives = self.lives.clone();
        for (id, actions) in moves.steps() {
            let life = lives.entry(number(id)).or_default();
            match after.take(life, actions, "user:1", at(self.seq)) {
                Ok(moved) => *life = moved,
                Err(_) => return false,
            }
        }
        self.lives = lives;
        self.routes.insert(route, after);
        true
    }

    fn told(&mut self, service: u8, told: Told) -> bool {
        let life = self.lives.entry(service).or_default();
        let Some(holding) = life.state().holding else { return false };
        let kind = match told {
            Told::Start => FactKind::Start,
            Told::Pause => FactKind::Pause,
            Told::Deliver => FactKind::Complete { proofs: BTreeSet::new(), lacking: BTreeSet::new(), reason: None },
            Told::Fail => FactKind::Fail { reason: ReasonId::new(Uuid::nil()), after: AfterFailure::Retry },
        };
        let fact = Fact {
            id: EventId::new(Uuid::from_u128(u128::from(self.seq))),
            device: holding.driver.to_string(),
            seq: self.seq,
            driver: holding.driver,
            kind,
            occurred_at: at(self.seq),
            corrected_at: at(self.seq),
            received_at: at(self.seq),
            digest: String::new(),
            known: 0,
            quarantined: false,
            doubt: None,
        };
        match life.receive(fact, &BTreeSet::new()) {
            Ok(Received::Kept { life: after, verdict }) => {
                *life = after;
                verdict == Verdict::Applied
            }
            _ => false,
        }
    }

    fn decided(&mut self, service: u8, action: Action, to: Option<Status>) -> bool {
        let life = self.lives.entry(service).or_default();
        let ask = Ask {
            action,
            who: Actor::Office,
            author: "user:1".to_owned(),
            at: at(self.seq),
            to,
            holding: None,
            reason: Some((ReasonId::new(Uuid::nil()), AfterFailure::Retry)),
            justification: Some("a mistake".to_owned()),
        };
        life.decide(ask, UNLIMITED).is_ok_and(|after| {
            *life = after;
            true
        })
    }
}

/// What a service is in, where anything was done to it, and the route and the driver that hold it.
type Place = (Option<Status>, Option<(u8, u8)>);

/// The same as one would tell it: what a service is in, who holds it on which route, and what each route lists.
#[derive(Clone, Debug, Default)]
struct Model {
    services: BTreeMap<u8, Place>,
    routes: BTreeMap<u8, (bool, BTreeSet<u8>)>,
}

impl Model {
    fn of(&self, service: u8) -> (Status, Option<(u8, u8)>) {
        let (status, held) = self.services.get(&service).copied().unwrap_or_default();
        (status.unwrap_or(Status::Active), held)
    }

    fn set(&mut self, service: u8, status: Status, held: Option<(u8, u8)>) {
        self.services.insert(service, (Some(status), held));
    }

    fn plan(&mut self, route: u8, by: u8, mask: u8) -> bool {
        use Status::*;
        let (over, lists) = self.routes.get(&route).cloned().unwrap_or_default();
        let here = |held: Option<(u8, u8)>| held.is_some_and(|(of, _)| of == route);
        let (mut next, mut stops) = (self.clone(), BTreeSet::new());
        for service in 0..SERVICES {
            let (status, held) = self.of(service);
            let listed = lists.contains(&service);
            match (named(mask).contains(&service), status) {
                // Whoever waits for a driver waits for this one now.
                (true, Active) => next.set(service, Routed, Some((route, by))),
                (true, Routed | Paused) if here(held) => {
                    let same = held == Some((route, by));
                    next.set(service, if same { status } else { Routed }, Some((route, by)));
                }
                (true, UnderWay) if here(held) => {}
                // What is over is named as a matter of record.
                (true, Done) if listed => {}
                (true, Failed) if listed && (here(held) || held.is_none()) => {}
                (true, _) => return false,
                (false, Routed | Paused) if here(held) => next.set(service, Active, None),
                (false, UnderWay) if here(held) => return false,
                (false, _) => {}
            }
            let ended_here = listed && matches!(status, Done | Failed) && (here(held) || held.is_none());
            if named(mask).contains(&service) || ended_here {
                stops.insert(service);
            }
        }
        next.routes.insert(route, (false, stops));
        if !over {
            *self = next;
        }
        !over
    }

    fn finish(&mut self, route: u8) -> bool {
        let Some((false, lists)) = self.routes.get(&route).cloned() else { return false };
        let mut stops = lists.clone();
        for service in lists {
            let (status, held) = self.of(service);
            match status {
                _ if held.is_none_or(|(of, _)| of != route) => {}
                Status::UnderWay => return false,
                Status::Routed | Status::Paused => {
                    stops.remove(&service);
                }
                _ => {}
            }
        }
        let waits = |service: &u8| !stops.contains(service);
        for service in self.routes.get(&route).unwrap().1.clone().iter().filter(|service| waits(service)) {
            self.set(*service, Status::Active, None);
        }
        self.routes.insert(route, (true, stops));
        true
    }

    fn try_out(&mut self, step: Step) -> bool {
        use Status::*;
        let (service, status, held) = match step {
            Step::Plan(route, by, mask) => return self.plan(route, by, mask),
            Step::Finish(route) => return self.finish(route),
            Step::Device(service, told) => {
                let (status, held) = self.of(service);
                let next = match (told, status) {
                    (_, _) if held.is_none() => return false,
                    (Told::Start, Routed | Paused) => UnderWay,
                    (Told::Pause, UnderWay) => Paused,
                    (Told::Deliver, Routed | UnderWay | Paused | Failed) => Done,
                    (Told::Fail, Routed | UnderWay | Paused) => Failed,
                    _ => return false,
                };
                (service, next, held)
            }
            Step::Retry(service) if self.of(service).0 == Failed => (service, Active, None),
            Step::Corrected(service, to) if self.of(service).0 != to => match (self.of(service).0, to) {
                (Routed | Paused | UnderWay, Active) => return false,
                _ => (service, to, None),
            },
            _ => return false,
        };
        self.set(service, status, held);
        true
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if option_env!("ENTREGA_SOAK").is_some() { 50_000 } else { 500 }))]

    #[test]
    fn every_day_of_several_routes_agrees_with_the_model(steps in prop::collection::vec(step(), 1..30)) {
        let (mut world, mut model) = (World::default(), Model::default());
        for step in steps {
            let (done, agreed) = (world.try_out(step), model.try_out(step));
            prop_assert_eq!(done, agreed, "{:?} on {:?}", step, model);
            for service in 0..SERVICES {
                let state = world.state(service);
                let held = state.holding.map(|holding| (holding.route.uuid().as_u128(), holding.driver));
                let (status, expected) = model.of(service);
                let expected = expected.map(|(route, by)| (u128::from(route), driver(by)));
                prop_assert_eq!((state.status, held), (status, expected), "service {} after {:?}", service, step);
                if let Some((route, _)) = held {
                    let route = &world.routes[&u8::try_from(route).unwrap()];
                    prop_assert!(route.stops.contains(&id(service)), "whoever holds it lists it");
                }
            }
            for (route, (over, lists)) in &model.routes {
                let real = &world.routes[route];
                let stops: BTreeSet<u8> = real.stops.iter().map(|id| number(*id)).collect();
                prop_assert_eq!((real.status == RouteStatus::Finished, &stops), (*over, lists), "after {:?}", step);
                prop_assert_eq!(stops.len(), real.stops.len());
            }
        }
    }
}
