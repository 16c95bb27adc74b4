//! A route as a caller may see it.

use domain::id::RouteId;
use domain::route::{Route, RouteStatus};
use domain::service::{Service, Status};
use edge::{Problem, Request};
use routing::is_seen;
use store::{Stored, keys};

use crate::Deps;

/// A route and the services of its stops.
pub(crate) struct Seen {
    pub(crate) route: Route,
    pub(crate) services: Vec<Stored<Service>>,
}

/// Reads a route. A driver sees the own one; everybody else those that are within sight.
pub(crate) async fn see(deps: &Deps, request: &Request, id: RouteId) -> Result<Seen, Problem> {
    let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
    let found = store.read(&keys::route(scope, id), now).await?;
    let route = found.ok_or_else(|| Problem::not_found("route"))?.value;
    let caller = request.caller()?;
    if caller.driver().is_some_and(|own| own != route.driver) {
        return Err(Problem::not_found("route"));
    }
    if caller.driver().is_none() && !is_seen(&deps.gate, scope, &caller.visibility(), &route, now).await? {
        return Err(Problem::not_found("route"));
    }
    let services = store.services_by_id(scope, &route.stops, now).await?;
    Ok(Seen { route, services })
}

impl Seen {
    /// Whether a driver is on the way with it.
    pub(crate) fn is_under_way(&self) -> bool {
        let driven = |service: &Stored<Service>| {
            let state = service.value.state();
            let here = state.holding.is_some_and(|holding| holding.route == self.route.id);
            here && state.status == Status::UnderWay
        };
        match self.route.status {
            RouteStatus::Started => true,
            RouteStatus::Planned => self.services.iter().any(driven),
            RouteStatus::Finished => false,
        }
    }

    /// Whether a driver has ever set out with it: devices without a signal tell of the way when it is long over.
    pub(crate) fn has_begun(&self) -> bool {
        let tried = |service: &Stored<Service>| {
            let attempts = service.value.state().attempts;
            attempts.iter().any(|attempt| attempt.holding.route == self.route.id && attempt.started_at.is_some())
        };
        self.route.started_at.is_some() || self.is_under_way() || self.services.iter().any(tried)
    }
}
