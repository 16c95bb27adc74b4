//! Who sets out for the first stop of a route starts the route.

use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::EventId;
use domain::service::{Fact, FactKind, Service, Status};
use edge::Problem;
use std::collections::BTreeMap;
use store::{Commit, keys};

use crate::Deps;

/// Starts the route that a service is driven on, in the commit that says so of the service, unless it has started.
pub(crate) async fn start_route(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    service: &Service,
    fact: &Fact,
) -> Result<Commit, Problem> {
    let set_out = matches!(fact.kind, FactKind::Start) && service.status() == Status::UnderWay;
    let Some(holding) = service.state().holding.filter(|_| set_out) else { return Ok(commit) };
    let found = deps.gate.store().read(&keys::route(scope, holding.route), fact.received_at).await?;
    let started = found.and_then(|before| Some((before.value.start(fact.corrected_at).ok()?, before)));
    let Some((route, before)) = started else { return Ok(commit) };
    let event = Event {
        id: EventId::new(deps.gate.fresh()),
        account: scope.account(),
        kind: EventKind::RouteStarted,
        subject: route.id.to_string(),
        author: format!("driver:{}", fact.driver),
        at: fact.received_at,
        data: BTreeMap::from([
            ("driver".to_owned(), route.driver.to_string()),
            ("date".to_owned(), route.date.to_string()),
            ("stops".to_owned(), route.stops.len().to_string()),
        ]),
    };
    Ok(commit.replace_route(scope, &before, &route).tell(&event))
}
