//! A route: what one driver does on a day, in an order.

use crate::id::{DriverId, RouteId, ServiceId, VehicleId};
use crate::register::{Kind, Reference};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a route is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteStatus {
    /// Put together.
    Planned,
    /// The driver has set out.
    Started,
    /// Over.
    Finished,
}

impl RouteStatus {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Started => "started",
            Self::Finished => "finished",
        }
    }
}

/// A route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    /// Its identifier.
    pub id: RouteId,
    /// Who drives.
    pub driver: DriverId,
    /// In what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<VehicleId>,
    /// On which day, or from which on.
    pub date: Date,
    /// Its last day, where it takes more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Date>,
    /// The services, in the order in which they are driven to.
    pub stops: Vec<ServiceId>,
    /// What it is in.
    pub status: RouteStatus,
    /// When it was planned.
    pub created_at: Timestamp,
    /// When the driver set out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
}

/// What a route is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Who drives.
    pub driver: DriverId,
    /// In what.
    pub vehicle: Option<VehicleId>,
    /// On which day, or from which on.
    pub date: Date,
    /// Its last day.
    pub end_date: Option<Date>,
    /// The services, in order.
    pub stops: Vec<ServiceId>,
}

/// What a plan changes for services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Put into the route.
    pub added: Vec<ServiceId>,
    /// Taken out of it.
    pub removed: Vec<ServiceId>,
    /// Given to another driver.
    pub handed: Vec<ServiceId>,
}

/// Why a route is not as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No stop, or too many.
    #[error("a route has at most {MOST_STOPS} services")]
    Stops,
    /// A service stands there twice.
    #[error("a service stands in a route once")]
    Twice,
    /// It ends before it begins.
    #[error("a route ends on its day or later")]
    EndsEarly,
    /// So many services cannot change hands in one step.
    #[error("a route begins with at most {MOST_MOVED} services; more are put into it by changing it")]
    TooManyMoves,
    /// It is over.
    #[error("the route is over")]
    Over,
    /// It has started already.
    #[error("the route has started already")]
    Started,
}

/// The most services of a route.
pub const MOST_STOPS: usize = 200;
/// The most services that one step moves: each is an item, an entry of a timeline and an event in one commit, beside the
/// route, what finds it and what it refers to.
pub const MOST_MOVED: usize = 28;

impl Plan {
    /// # Errors
    /// [`Refused`] when the plan breaks a rule by itself.
    pub fn check(&self) -> Result<(), Refused> {
        if self.stops.len() > MOST_STOPS {
            return Err(Refused::Stops);
        }
        if self.stops.iter().collect::<BTreeSet<_>>().len() != self.stops.len() {
            return Err(Refused::Twice);
        }
        if self.end_date.is_some_and(|end| end < self.date) {
            return Err(Refused::EndsEarly);
        }
        Ok(())
    }

    /// A new route.
    ///
    /// # Errors
    /// [`Refused`] when the plan breaks a rule, or moves too many services at once.
    pub fn draw(&self, id: RouteId, at: Timestamp) -> Result<(Route, Moves), Refused> {
        self.check()?;
        let moves = Moves { added: self.stops.clone(), ..Moves::default() };
        if moves.count() > MOST_MOVED {
            return Err(Refused::TooManyMoves);
        }
        let Self { driver, vehicle, date, end_date, stops } = self.clone();
        let route = Route {
            id,
            driver,
            vehicle,
            date,
            end_date,
            stops,
            status: RouteStatus::Planned,
            created_at: at,
            started_at: None,
            finished_at: None,
        };
        Ok((route, moves))
    }
}

impl Moves {
    /// How many services move.
    #[must_use]
    pub fn count(&self) -> usize {
        self.added.len().saturating_add(self.removed.len()).saturating_add(self.handed.len())
    }

    /// As many as one commit can move: first those that leave, so that there is room.
    fn first(&self) -> Self {
        let mut room = MOST_MOVED;
        let mut take = |ids: &[ServiceId]| -> Vec<ServiceId> {
            let taken: Vec<ServiceId> = ids.iter().take(room).copied().collect();
            room = room.saturating_sub(taken.len());
            taken
        };
        let (removed, handed) = (take(&self.removed), take(&self.handed));
        Self { added: take(&self.added), removed, handed }
    }
}

impl Route {
    /// The entries of registers that it names.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let driver = Reference { field: "driver", kind: Kind::Drivers, id: self.driver.uuid() };
        let vehicle = self.vehicle.map(|id| Reference { field: "vehicle", kind: Kind::Vehicles, id: id.uuid() });
        std::iter::once(driver).chain(vehicle).collect()
    }

    /// The route as a plan wants it, and what that changes for its services. Those that somebody else than the plan's
    /// driver holds are handed over.
    ///
    /// # Errors
    /// [`Refused`] when the plan breaks a rule, or the route is over.
    pub fn change(&self, plan: &Plan, held_by_others: &[ServiceId]) -> Result<(Self, Moves), Refused> {
        plan.check()?;
        if self.status == RouteStatus::Finished {
            return Err(Refused::Over);
        }
        let without = |all: &[ServiceId], others: &[ServiceId]| -> Vec<ServiceId> {
            all.iter().filter(|id| !others.contains(id)).copied().collect()
        };
        let handed = |id: &&ServiceId| self.stops.contains(id) && held_by_others.contains(id);
        let handed = plan.stops.iter().filter(handed).copied().collect();
        let moves =
            Moves { added: without(&plan.stops, &self.stops), removed: without(&self.stops, &plan.stops), handed };
        let Plan { driver, vehicle, date, end_date, stops } = plan.clone();
        Ok((Self { driver, vehicle, date, end_date, stops, ..self.clone() }, moves))
    }

    /// The first part of a step that moves more services than one commit can; none where one can. The part has what the
    /// route is to be in everything but its services and how it stands, so that what is left follows from what it is.
    #[must_use]
    pub fn part(&self, after: &Self, moves: &Moves) -> Option<(Self, Moves)> {
        if moves.count() <= MOST_MOVED {
            return None;
        }
        let part = moves.first();
        let there = |id: &&ServiceId| self.stops.contains(id) || part.added.contains(id);
        let waits = |id: &&ServiceId| !after.stops.contains(id) && !part.removed.contains(id);
        let stops = after.stops.iter().filter(there).chain(self.stops.iter().filter(waits)).copied().collect();
        let Self { status, started_at, finished_at, .. } = *self;
        Some((Self { stops, status, started_at, finished_at, ..after.clone() }, part))
    }

    /// The driver sets out.
    ///
    /// # Errors
    /// [`Refused::Started`], [`Refused::Over`].
    pub fn start(&self, at: Timestamp) -> Result<Self, Refused> {
        match self.status {
            RouteStatus::Planned => Ok(Self { status: RouteStatus::Started, started_at: Some(at), ..self.clone() }),
            RouteStatus::Started => Err(Refused::Started),
            RouteStatus::Finished => Err(Refused::Over),
        }
    }

    /// The route is over. Services that nobody has driven to leave it.
    ///
    /// # Errors
    /// [`Refused::Over`].
    pub fn finish(&self, left_over: &[ServiceId], at: Timestamp) -> Result<(Self, Moves), Refused> {
        if self.status == RouteStatus::Finished {
            return Err(Refused::Over);
        }
        let moves = Moves { removed: left_over.to_vec(), ..Moves::default() };
        let stops = self.stops.iter().filter(|id| !left_over.contains(id)).copied().collect();
        Ok((Self { stops, status: RouteStatus::Finished, finished_at: Some(at), ..self.clone() }, moves))
    }

    /// The route is taken back, with the services that wait in it. Nobody has set out on it.
    ///
    /// # Errors
    /// [`Refused::Started`], [`Refused::Over`].
    pub fn clear(&self, waiting: &[ServiceId]) -> Result<(Self, Moves), Refused> {
        match self.status {
            RouteStatus::Planned => {
                let moves = Moves { removed: waiting.to_vec(), ..Moves::default() };
                Ok((Self { stops: Vec::new(), ..self.clone() }, moves))
            }
            RouteStatus::Started => Err(Refused::Started),
            RouteStatus::Finished => Err(Refused::Over),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn service(n: u128) -> ServiceId {
        ServiceId::new(Uuid::from_u128(n))
    }

    fn plan(driver: u128, stops: &[u128]) -> Plan {
        Plan {
            driver: DriverId::new(Uuid::from_u128(driver)),
            vehicle: None,
            date: Date::constant(2026, 11, 30),
            end_date: None,
            stops: stops.iter().copied().map(service).collect(),
        }
    }

    fn drawn(stops: &[u128]) -> Route {
        plan(1, stops).draw(RouteId::new(Uuid::from_u128(9)), Timestamp::UNIX_EPOCH).unwrap().0
    }

    #[test]
    fn a_plan_names_each_service_once_and_ends_after_it_begins() {
        let many: Vec<u128> = (0..31).collect();
        let id = RouteId::new(Uuid::from_u128(9));
        let draw = |plan: Plan| plan.draw(id, Timestamp::UNIX_EPOCH).map(|_| ());
        assert_eq!(draw(plan(1, &[1, 2, 1])), Err(Refused::Twice));
        assert_eq!(draw(plan(1, &many)), Err(Refused::TooManyMoves));
        let early = Plan { end_date: Some(Date::constant(2026, 11, 29)), ..plan(1, &[1]) };
        assert_eq!(draw(early), Err(Refused::EndsEarly));
        let endless: Vec<u128> = (0..201).collect();
        assert_eq!(draw(plan(1, &endless)), Err(Refused::Stops));
        assert_eq!(draw(plan(1, &[])), Ok(()));
    }

    #[test]
    fn a_change_says_what_comes_goes_and_changes_hands() {
        fn check(plan: &Plan, added: &[u128], removed: &[u128], handed: &[u128]) {
            let ids = |all: &[u128]| all.iter().copied().map(service).collect::<Vec<_>>();
            let expected = Moves { added: ids(added), removed: ids(removed), handed: ids(handed) };
            let held: Vec<ServiceId> = if plan.driver == drawn(&[]).driver { Vec::new() } else { ids(&[1, 3]) };
            assert_eq!(drawn(&[1, 2, 3]).change(plan, &held).map(|(_, moves)| moves), Ok(expected));
        }
        check(&plan(1, &[3, 2, 1]), &[], &[], &[]);
        check(&plan(1, &[2, 4]), &[4], &[1, 3], &[]);
        check(&plan(2, &[1, 5]), &[5], &[2, 3], &[1]);
        // What was delivered before stays with whoever delivered it.
        check(&plan(2, &[1, 2, 3]), &[], &[], &[1, 3]);
    }

    #[test]
    fn a_step_that_moves_many_services_is_taken_in_parts_that_end_where_it_wants_to() {
        let numbers = |from: u128, to: u128| (from..to).collect::<Vec<u128>>();
        let ids = |all: &[u128]| all.iter().copied().map(service).collect::<Vec<_>>();
        let mut route = Route { stops: ids(&numbers(0, 60)), ..drawn(&[]) };
        let wanted = plan(2, &[numbers(20, 60), numbers(100, 140)].concat());
        let mut held: BTreeSet<ServiceId> = route.stops.iter().copied().collect();
        let (mut parts, mut moved) = (0, 0);
        loop {
            let of_others: Vec<ServiceId> = held.iter().copied().collect();
            let (after, moves) = route.change(&wanted, &of_others).unwrap();
            let part = route.part(&after, &moves);
            let is_last = part.is_none();
            let (next, moves) = part.unwrap_or((after, moves));
            assert!(moves.count() <= MOST_MOVED && next.stops.len() <= MOST_STOPS);
            assert_eq!(next.driver, wanted.driver, "the new driver sees the route from the first part on");
            (parts, moved) = (parts + 1, moved + moves.count());
            for id in moves.removed.iter().chain(&moves.handed) {
                assert!(held.remove(id));
            }
            route = next;
            if is_last {
                break;
            }
        }
        assert_eq!((parts, moved, &route.stops, held.len()), (4, 100, &wanted.stops, 0));
        let (over, moves) = route.finish(&wanted.stops, Timestamp::UNIX_EPOCH).unwrap();
        let (part, first) = route.part(&over, &moves).unwrap();
        assert_eq!((part.status, part.stops.len(), first.removed.len()), (RouteStatus::Planned, 52, 28));
        assert_eq!(route.clear(&wanted.stops).unwrap().1.count(), 80);
        assert_eq!(over.clear(&[]).map(|_| ()), Err(Refused::Over));
    }

    #[test]
    fn a_route_starts_once_and_ends_once() {
        let at = Timestamp::UNIX_EPOCH;
        let started = drawn(&[1, 2]).start(at).unwrap();
        assert_eq!(started.start(at), Err(Refused::Started));
        let (over, moves) = started.finish(&[service(2)], at).unwrap();
        assert_eq!((over.stops.as_slice(), moves.removed.as_slice()), (&[service(1)][..], &[service(2)][..]));
        assert_eq!(over.start(at), Err(Refused::Over));
        assert_eq!(over.finish(&[], at).map(|_| ()), Err(Refused::Over));
        assert_eq!(over.change(&plan(1, &[1]), &[]).map(|_| ()), Err(Refused::Over));
    }
}
