//! A route: what one driver does on a day, in an order.

use crate::id::{DriverId, RouteId, ServiceId, VehicleId};
use crate::register::{Kind, Reference};
use crate::service::{Action, Actor, Ask, Holding, Life, Limits, State, Status};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::str::FromStr;

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

/// No status of a route is called so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a route is planned, started or finished")]
pub struct UnknownStatus;

impl FromStr for RouteStatus {
    type Err = UnknownStatus;

    fn from_str(name: &str) -> Result<Self, UnknownStatus> {
        let all = [Self::Planned, Self::Started, Self::Finished];
        all.into_iter().find(|status| status.name() == name).ok_or(UnknownStatus)
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

/// How a service that a route names stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It is no stop of this route any more: it waits to be planned, another route holds it, or it is gone.
    Left,
    /// This driver is still to drive to it.
    Waits(DriverId),
    /// The driver is on the way to it, or there.
    UnderWay,
    /// It was tried, carried out or called off.
    Ended {
        /// In this route.
        here: bool,
    },
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
    /// A driver is on the way to one of its services.
    #[error("a driver is on the way to a service of this route")]
    UnderWay,
}

/// Planning takes no attempt, so that no limit of them matters here.
const UNLIMITED: Limits = Limits { attempts: u32::MAX };

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
    /// What is done to each service that moves: those that leave go first.
    #[must_use]
    pub fn steps(&self) -> Vec<(ServiceId, &'static [Action])> {
        const IN: &[Action] = &[Action::Plan];
        const OUT: &[Action] = &[Action::Unplan];
        const OVER: &[Action] = &[Action::Unplan, Action::Plan];
        let all = [(&self.removed, OUT), (&self.handed, OVER), (&self.added, IN)];
        all.into_iter().flat_map(|(ids, actions)| ids.iter().map(move |id| (*id, actions))).collect()
    }

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

    /// The route as a plan wants it, and what that changes for its services, which stand as `stop` says. What has ended
    /// here stays, also where the plan does not name it. What somebody else than the plan's driver holds is handed over.
    /// What left the route comes into it again where the plan names it.
    ///
    /// # Errors
    /// [`Refused`] when the plan breaks a rule, or the route is over.
    pub fn change(&self, plan: &Plan, stop: impl Fn(ServiceId) -> Stop) -> Result<(Self, Moves), Refused> {
        plan.check()?;
        if self.status == RouteStatus::Finished {
            return Err(Refused::Over);
        }
        let mut moves = Moves::default();
        let (mut stops, mut has) = (Vec::new(), BTreeSet::new());
        for (id, stop) in self.stops.iter().map(|id| (*id, stop(*id))) {
            let named = plan.stops.contains(&id);
            match stop {
                Stop::Left => continue,
                Stop::Ended { here: true } if !named => stops.push(id),
                Stop::Waits(_) | Stop::UnderWay if !named => moves.removed.push(id),
                Stop::Waits(driver) if driver != plan.driver => moves.handed.push(id),
                Stop::Waits(_) | Stop::UnderWay | Stop::Ended { .. } => {}
            }
            has.insert(id);
        }
        moves.added = plan.stops.iter().filter(|id| !has.contains(id)).copied().collect();
        stops.extend(&plan.stops);
        if stops.len() > MOST_STOPS {
            return Err(Refused::Stops);
        }
        let Plan { driver, vehicle, date, end_date, .. } = *plan;
        Ok((Self { driver, vehicle, date, end_date, stops, ..self.clone() }, moves))
    }

    /// The life of a service after what this route does to it. Only what the route holds is taken out of it.
    ///
    /// # Errors
    /// The state that does not allow it.
    pub fn take(&self, life: &Life, actions: &[Action], author: &str, at: Timestamp) -> Result<Life, Status> {
        let mut life = life.clone();
        for action in actions {
            let State { status, holding, .. } = life.state();
            if *action == Action::Unplan && holding.is_none_or(|holding| holding.route != self.id) {
                return Err(status);
            }
            let ask = Ask {
                action: *action,
                who: Actor::Office,
                author: author.to_owned(),
                at,
                to: None,
                holding: Some(Holding { route: self.id, driver: self.driver }),
                reason: None,
                justification: None,
            };
            life = life.decide(ask, UNLIMITED).map_err(|_| status)?;
        }
        Ok(life)
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
    /// [`Refused::Over`], [`Refused::UnderWay`].
    pub fn finish(&self, stop: impl Fn(ServiceId) -> Stop, at: Timestamp) -> Result<(Self, Moves), Refused> {
        if self.status == RouteStatus::Finished {
            return Err(Refused::Over);
        }
        if self.stops.iter().any(|id| stop(*id) == Stop::UnderWay) {
            return Err(Refused::UnderWay);
        }
        let moves = self.without_waiting(stop);
        let stops = self.stops.iter().filter(|id| !moves.removed.contains(id)).copied().collect();
        Ok((Self { stops, status: RouteStatus::Finished, finished_at: Some(at), ..self.clone() }, moves))
    }

    /// The route is taken back, with the services that wait in it. Nobody has set out on it.
    ///
    /// # Errors
    /// [`Refused::Started`], [`Refused::Over`].
    pub fn clear(&self, stop: impl Fn(ServiceId) -> Stop) -> Result<(Self, Moves), Refused> {
        match self.status {
            RouteStatus::Planned => Ok((Self { stops: Vec::new(), ..self.clone() }, self.without_waiting(stop))),
            RouteStatus::Started => Err(Refused::Started),
            RouteStatus::Finished => Err(Refused::Over),
        }
    }

    fn without_waiting(&self, stop: impl Fn(ServiceId) -> Stop) -> Moves {
        let waits = |id: &&ServiceId| matches!(stop(**id), Stop::Waits(_));
        Moves { removed: self.stops.iter().filter(waits).copied().collect(), ..Moves::default() }
    }
}

impl Stop {
    /// How a service stands to a route.
    #[must_use]
    pub fn of(route: RouteId, state: &State) -> Self {
        let of_this = state.holding.filter(|holding| holding.route == route);
        match (state.status, of_this) {
            (Status::Routed | Status::Paused, Some(holding)) => Self::Waits(holding.driver),
            (Status::UnderWay, Some(_)) => Self::UnderWay,
            (Status::Active | Status::Routed | Status::Paused | Status::UnderWay, _) => Self::Left,
            (Status::Failed, None) if state.holding.is_some() => Self::Left,
            // Who puts it right by hand takes it out of the hands of its driver.
            (_, of_this) => Self::Ended { here: of_this.is_some() || state.holding.is_none() },
        }
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
