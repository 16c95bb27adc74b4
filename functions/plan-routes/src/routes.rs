//! Routes, from the plan to the end of the day.

use domain::event::EventKind;
use domain::id::{RouteId, ServiceId};
use domain::register::Reference;
use domain::route::{Moves, Route};
use domain::service::{Service, Status};
use edge::{Problem, Reply, Request, WireProblem, referred, save};
use routing::{Planner, carry_out, problem};
use store::{Stored, Version, keys};

use crate::{Deps, wire};

/// Lists the routes of a day, or those of a driver, the latest day first.
#[utoipa::path(get, path = "/v1/routes", tag = "Routes",
    params(("date" = Option<String>, Query, description = "Day on which they begin, `2026-11-30`"), ("driver" = Option<String>, Query, description = "Id of the driver"),
        ("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Routes), (status = 422, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let (date, driver) = wire::filters(request)?;
    let prefix = match (driver, date) {
        (Some(driver), date) => keys::routes_of_driver(scope, driver, date),
        (None, Some(date)) => keys::routes_of_day(scope, date),
        (None, None) => return Err(wire::no_filter()),
    };
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&prefix, &page, request.at()).await?;
    let keys: Vec<_> = found.items.iter().map(|found| keys::route(scope, found.value.id)).collect();
    let routes = deps.gate.store().read_all(&keys, request.at()).await?;
    let mut items = Vec::new();
    for route in routes.iter().flatten() {
        if seen(deps, request, &route.value).await? {
            items.push(wire::Route::new(&route.value, None));
        }
    }
    Ok(Reply::ok(&wire::Routes { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Puts a route together: its services are active before and in the route after. At most 28 at once; more are added by
/// changing the route.
#[utoipa::path(post, path = "/v1/routes", tag = "Routes",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewRoute,
    responses((status = 201, body = wire::Route), (status = 422, body = WireProblem)))]
pub async fn plan(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let plan = request.json::<wire::NewRoute>()?.read()?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let id = RouteId::new(deps.gate.fresh());
        let (route, moves) = plan.draw(id, request.at()).map_err(problem)?;
        let refers = referred(&deps.gate, request, &route.references()).await?;
        let commit = carry_out(&deps.gate, &Planner::of(request)?, &route, &moves, commit).await?;
        let event = told(deps, request, EventKind::RouteCreated, &route)?;
        let commit = commit.create_route(scope, &route).route_refers(scope, id, &refers, &[]).tell(&event);
        let reply = Reply::created(&format!("/v1/routes/{id}"), &wire::Route::new(&route, None));
        Ok((commit, reply.with_etag(Version::FIRST)))
    })
    .await
}

/// Shows a route with where each of its services stands.
#[utoipa::path(get, path = "/v1/routes/{id}", tag = "Routes", params(("id" = String, Path)),
    responses((status = 200, body = wire::Route), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: route, version } = find(deps, request).await?;
    let services = services(deps, request, &route).await?;
    Ok(Reply::ok(&wire::Route::new(&route, Some(&services))).with_etag(version))
}

/// Changes the driver, the day, the services or their order. Services that leave are active again; those that something
/// happened to stay.
#[utoipa::path(put, path = "/v1/routes/{id}", tag = "Routes",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = wire::NewRoute,
    responses((status = 200, body = wire::Route), (status = 404, body = WireProblem), (status = 409, description = "`route_over`", body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let plan = request.json::<wire::NewRoute>()?.read()?;
    step(deps, request, EventKind::RouteChanged, true, |route, _| route.change(&plan).map_err(problem)).await
}

/// The driver sets out. What happens at each address is reported by the driver's device.
#[utoipa::path(post, path = "/v1/routes/{id}/start", tag = "Routes",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Route), (status = 404, body = WireProblem), (status = 409, description = "`route_started`, `route_over`", body = WireProblem)))]
pub async fn start(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let at = request.at();
    step(deps, request, EventKind::RouteStarted, false, |route, _| {
        route.start(at).map(|route| (route, Moves::default())).map_err(problem)
    })
    .await
}

/// The route is over. Services that nobody has driven to are active again; none may be under way.
#[utoipa::path(post, path = "/v1/routes/{id}/finish", tag = "Routes",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Route), (status = 404, body = WireProblem), (status = 409, description = "`route_over`, `services_under_way`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn finish(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let at = request.at();
    step(deps, request, EventKind::RouteFinished, false, |route, services| {
        let of = |wanted: &[Status]| -> Vec<ServiceId> {
            let still = |service: &&Stored<Service>| {
                let state = service.value.state();
                wanted.contains(&state.status) && state.holding.is_some_and(|holding| holding.route == route.id)
            };
            services.iter().filter(still).map(|service| service.value.id).collect()
        };
        if !of(&[Status::UnderWay]).is_empty() {
            let detail = "A driver is on the way to a service of this route.";
            return Err(Problem::conflict("services_under_way", detail));
        }
        route.finish(&of(&[Status::Routed, Status::Paused]), at).map_err(problem)
    })
    .await
}

/// One step of a route that is there.
async fn step(
    deps: &Deps,
    request: &Request,
    kind: EventKind,
    matched: bool,
    decide: impl Fn(&Route, &[Stored<Service>]) -> Result<(Route, Moves), Problem>,
) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        if matched {
            request.matches(before.version)?;
        }
        let services = services(deps, request, &before.value).await?;
        let (route, moves) = decide(&before.value, &services)?;
        let without = |all: Vec<Reference>, others: &[Reference]| -> Vec<Reference> {
            all.into_iter().filter(|reference| !others.contains(reference)).collect()
        };
        let (had, has) = (before.value.references(), route.references());
        let refers = referred(&deps.gate, request, &without(has.clone(), &had)).await?;
        let commit = carry_out(&deps.gate, &Planner::of(request)?, &route, &moves, commit).await?;
        let event = told(deps, request, kind, &route)?;
        let commit = commit.replace_route(scope, &before, &route).tell(&event);
        let commit = commit.route_refers(scope, route.id, &refers, &without(had, &has));
        Ok((commit, Reply::ok(&wire::Route::new(&route, None)).with_etag(before.version.next())))
    })
    .await
}

fn told(deps: &Deps, request: &Request, kind: EventKind, route: &Route) -> Result<domain::event::Event, Problem> {
    let (driver, date) = (route.driver.to_string(), route.date.to_string());
    let stops = route.stops.len().to_string();
    request.event(&deps.gate, kind, route.id, &[("driver", &driver), ("date", &date), ("stops", &stops)])
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<Route>, Problem> {
    let id: RouteId = request.named("id", "route")?;
    let found = deps.gate.store().read(&keys::route(request.scope()?, id), request.at()).await?;
    let found = found.ok_or_else(|| Problem::not_found("route"))?;
    if seen(deps, request, &found.value).await? { Ok(found) } else { Err(Problem::not_found("route")) }
}

/// Whoever sees only a part of the account sees the routes that hold nothing else.
async fn seen(deps: &Deps, request: &Request, route: &Route) -> Result<bool, Problem> {
    let sight = request.caller()?.visibility();
    if sight.is_unrestricted() {
        return Ok(true);
    }
    let services = services(deps, request, route).await?;
    Ok(!services.is_empty() && services.iter().all(|service| sight.sees(&service.value.placement())))
}

async fn services(deps: &Deps, request: &Request, route: &Route) -> Result<Vec<Stored<Service>>, Problem> {
    Ok(deps.gate.store().services_by_id(request.scope()?, &route.stops, request.at()).await?)
}
