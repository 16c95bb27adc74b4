use std::collections::BTreeMap;

use domain::capacity::{Capacity, Load};
use domain::conversation::{Thread, Why};
use domain::event::{Event, EventKind};
use domain::id::EventId;
use domain::reservation::{Booked, Holds};
use domain::route::Route;
use domain::service::{Service, Status};
use domain::timeline::{Happened, Head};
use domain::window::Window;
use domain::window::booking::{Change, Origin};
use edge::Gate;
use store::{Commit, Stored, Version};

use crate::{Board, By};

/// A decided move of one service, to be written.
#[derive(Clone, Debug)]
pub struct Move {
    /// The service from now on.
    pub service: Service,
    by: By,
    window: Option<Window>,
    taken: Option<(Option<Version>, Booked)>,
    given_back: Option<(Option<Version>, Booked)>,
    route: Option<(Stored<Route>, Route)>,
    left_route: bool,
}

impl Move {
    pub(crate) fn new(board: &Board, service: Service, change: &Change, window: Option<&Window>, by: By) -> Self {
        let load = board.before.value.load();
        let taken = window.filter(|_| change.taken.is_some()).map(|window| {
            let stored = board.taken.get(window.id());
            let held = stored.map_or_else(Holds::default, |stored| stored.value.held.clone());
            let without = stored.map_or_else(Load::default, |stored| stored.value.capacity.taken);
            let closed = stored.is_some_and(|stored| stored.value.capacity.closed);
            let capacity = Capacity { taken: without, closed, ..window.capacity.clone() };
            (stored.map(|stored| stored.version), Booked { capacity, held }.with_taken(load))
        });
        let before = board.before.value.booking.as_ref().filter(|_| change.given_back.is_some());
        let given_back = before.and_then(|booking| {
            let stored = board.taken.get(&booking.window)?;
            Some((Some(stored.version), stored.value.clone().without_taken(booking.load)))
        });
        let route = board.route.clone().filter(|_| change.leaves_route).map(|before| {
            let stops = before.value.stops.iter().filter(|stop| **stop != service.id).copied().collect();
            let after = Route { stops, ..before.value.clone() };
            (before, after)
        });
        Self { service, by, window: window.cloned(), taken, given_back, route, left_route: change.leaves_route }
    }

    /// The same of a service to whose timeline something was added meanwhile, in the same commit.
    #[must_use]
    pub fn following(mut self, timeline: Head) -> Self {
        self.service.timeline = timeline;
        self
    }

    /// The service leaves a route, and not the office took it out.
    pub(crate) fn concerns_office(&self) -> bool {
        self.left_route && self.by.origin != Origin::Office
    }
}

impl Board {
    /// Writes a move, for whoever writes the thread in the same commit: a service that leaves its route waits there for
    /// the office. Else as [`crate::Schedule::write`].
    #[must_use]
    pub fn write_beside(&self, commit: Commit, gate: &Gate, moved: Move, thread: &mut Thread) -> (Commit, Service) {
        let tells = moved.concerns_office() && thread.wait(Why::LeftRoute, self.now, self.before.value.placement());
        let author = moved.by.author.clone();
        let (commit, service) = self.write(commit, gate, moved);
        if !tells {
            return (commit, service);
        }
        let opened = Event {
            id: EventId::new(gate.fresh()),
            account: self.scope.account(),
            kind: EventKind::InboxOpened,
            subject: service.id.to_string(),
            author,
            at: self.now,
            data: BTreeMap::from([("why".to_owned(), Why::LeftRoute.name().to_owned())]),
        };
        (commit.tell(&opened), service)
    }

    /// Writes a move: what is taken and given back, the route that the service leaves, the entries of its timeline and
    /// the events. The service itself, whose timeline grows, is given back to be written last, by
    /// [`Commit::replace_service`].
    pub(crate) fn write(&self, commit: Commit, gate: &Gate, moved: Move) -> (Commit, Service) {
        let Move { mut service, by, window, taken, given_back, route, .. } = moved;
        let commit = taken
            .iter()
            .chain(&given_back)
            .fold(commit, |commit, (seen, booked)| commit.book(self.scope, *seen, booked));
        let commit = match &route {
            Some((before, after)) => {
                let data = BTreeMap::from([("left".to_owned(), service.id.to_string())]);
                let event = Event {
                    id: EventId::new(gate.fresh()),
                    account: self.scope.account(),
                    kind: EventKind::RouteChanged,
                    subject: after.id.to_string(),
                    author: by.author.clone(),
                    at: self.now,
                    data,
                };
                commit.replace_route(self.scope, before, after).tell(&event)
            }
            None => commit,
        };
        let happened = |data| Happened {
            id: EventId::new(gate.fresh()),
            kind: String::new(),
            author: by.author.clone(),
            place: None,
            happened_at: self.now,
            arrived_at: self.now,
            data,
        };
        let (from, state) = (self.before.value.status(), service.state());
        let mut commit = commit;
        if from != state.status {
            let mut data = BTreeMap::from([
                ("from".to_owned(), from.name().to_owned()),
                ("to".to_owned(), state.status.name().to_owned()),
                ("attempt".to_owned(), state.attempts.len().to_string()),
                ("action".to_owned(), if from == Status::Routed { "unplan" } else { "reschedule" }.to_owned()),
            ]);
            data.extend(route.iter().map(|(_, route)| ("route".to_owned(), route.id.to_string())));
            commit = commit.record(self.scope, &mut service, EventKind::ServiceStatusChanged, happened(data));
        }
        let before = self.before.value.booking.as_ref();
        let kind = match (before, &window) {
            (None, _) => EventKind::ServiceScheduled,
            (Some(_), Some(_)) => EventKind::ServiceRescheduled,
            (Some(_), None) => EventKind::ServiceUnscheduled,
        };
        let mut data = BTreeMap::from([("origin".to_owned(), by.origin.name().to_owned())]);
        data.extend(before.map(|booking| ("before".to_owned(), booking.window.to_string())));
        if let Some(window) = &window {
            data.insert("window".to_owned(), window.id().to_string());
            data.insert("shift".to_owned(), window.shift.name().to_owned());
            data.insert("starts".to_owned(), window.starts.to_string());
            data.insert("ends".to_owned(), window.ends.to_string());
        }
        let commit = commit.record(self.scope, &mut service, kind, happened(data));
        (commit, service)
    }
}
