//! Routes, from the plan to the end of the day.

use domain::event::EventKind;
use domain::id::RouteId;
use domain::register::Reference;
use domain::route::{MOST_MOVED, Moves, Route};
use domain::service::Service;
use edge::{Problem, Reply, Request, WireProblem, referred, replayed, save, save_once};
use routing::{Planner, carry_out, is_seen, problem, stops};
use store::{Commit, Stored, Version, keys};

use crate::{Deps, wire};

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

/// Changes the driver, the day, the services or their order. Services that leave are active again. Those that were tried,
/// carried out or called off in this route stay in it, also when the body does not name them; one that a driver is on the
/// way to cannot be left out. A failed service that was retried comes into the route again when the body names it.
/// Another driver takes over what is left to be driven to. More than 28 services move in parts, one after the other:
/// should an answer be missing, the same change goes on where it stopped.
#[utoipa::path(put, path = "/v1/routes/{id}", tag = "Routes",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = wire::NewRoute,
    responses((status = 200, body = wire::Route), (status = 404, body = WireProblem), (status = 409, description = "`route_over`", body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let plan = request.json::<wire::NewRoute>()?.read()?;
    let of = Of { kind: EventKind::RouteChanged, matched: true, comes: plan.stops.len() };
    step(deps, request, of, |route, services| route.change(&plan, stops(route, services)).map_err(problem)).await
}

/// The driver sets out. What happens at each address is reported by the driver's device.
#[utoipa::path(post, path = "/v1/routes/{id}/start", tag = "Routes",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Route), (status = 404, body = WireProblem), (status = 409, description = "`route_started`, `route_over`", body = WireProblem)))]
pub async fn start(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let at = request.at();
    step(deps, request, Of { kind: EventKind::RouteStarted, matched: false, comes: 0 }, |route, _| {
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
    step(deps, request, Of { kind: EventKind::RouteFinished, matched: false, comes: 0 }, |route, services| {
        route.finish(stops(route, services), at).map_err(problem)
    })
    .await
}

/// Takes a route back that nobody has set out on. Its services are active again.
#[utoipa::path(delete, path = "/v1/routes/{id}", tag = "Routes",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, description = "`route_started`, `route_over`", body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let of = Of { kind: EventKind::RouteDeleted, matched: true, comes: 0 };
    step(deps, request, of, |route, services| route.clear(stops(route, services)).map_err(problem)).await
}

/// What a step of a route is.
#[derive(Clone, Copy)]
struct Of {
    kind: EventKind,
    /// Whether the caller must have seen the route as it is.
    matched: bool,
    /// Services that it may put into the route.
    comes: usize,
}

/// One step of a route that is there. What moves more services than fit into one commit goes before it in parts, each of
/// which follows from how the route stands, so that a step that was cut off goes on.
async fn step(
    deps: &Deps,
    request: &Request,
    of: Of,
    decide: impl Fn(&Route, &[Stored<Service>]) -> Result<(Route, Moves), Problem>,
) -> Result<Reply, Problem> {
    if let Some(reply) = replayed(&deps.gate, request).await? {
        return Ok(reply);
    }
    let mut left = None;
    let before = find(deps, request).await?;
    if before.value.stops.len().saturating_add(of.comes) > MOST_MOVED {
        while let Some(version) = part(deps, request, of, left, &decide).await? {
            left = Some(version);
        }
    }
    save(&deps.gate, request, async |commit| {
        let (before, (route, moves)) = decided(deps, request, of, left, &decide).await?;
        let commit = write(deps, request, commit, &before, &route, &moves).await?;
        let event = told(deps, request, of.kind, &route)?;
        if of.kind == EventKind::RouteDeleted {
            return Ok((commit.delete_route(request.scope()?, &before).tell(&event), Reply::no_content()));
        }
        let commit = commit.replace_route(request.scope()?, &before, &route).tell(&event);
        Ok((commit, Reply::ok(&wire::Route::new(&route, None)).with_etag(before.version.next())))
    })
    .await
}

/// A part of a step that is too long for one commit, and the version that it left; none when the rest is one commit.
/// Before the first part all of the step is tried: what cannot be ended is not begun.
async fn part(
    deps: &Deps,
    request: &Request,
    of: Of,
    left: Option<Version>,
    decide: &impl Fn(&Route, &[Stored<Service>]) -> Result<(Route, Moves), Problem>,
) -> Result<Option<Version>, Problem> {
    let scope = request.scope()?;
    let reply = save_once(&deps.gate, scope, request.at(), None, async |commit| {
        let (before, (after, moves)) = decided(deps, request, of, left, decide).await?;
        let Some((route, some)) = before.value.part(&after, &moves) else {
            return Ok((commit, Reply::ok(&None::<u64>)));
        };
        if left.is_none() {
            let nothing = Commit::new(scope, request.at(), deps.gate.fresh());
            carry_out(&deps.gate, &Planner::of(request)?, &after, &moves, nothing).await?;
        }
        let commit = write(deps, request, commit, &before, &route, &some).await?;
        let event = told(deps, request, EventKind::RouteChanged, &route)?;
        let commit = commit.replace_route(scope, &before, &route).tell(&event);
        Ok((commit, Reply::ok(&Some(before.version.next().number()))))
    })
    .await?;
    let version: Option<u64> = serde_json::from_slice(reply.body()).map_err(Problem::internal)?;
    Ok(version.map(Version::new))
}

/// The route as it stands and what is decided of it. Parts of the same step may have left it as it is.
async fn decided(
    deps: &Deps,
    request: &Request,
    of: Of,
    left: Option<Version>,
    decide: &impl Fn(&Route, &[Stored<Service>]) -> Result<(Route, Moves), Problem>,
) -> Result<(Stored<Route>, (Route, Moves)), Problem> {
    let before = find(deps, request).await?;
    if of.matched && left != Some(before.version) {
        request.matches(before.version)?;
    }
    let services = services(deps, request, &before.value).await?;
    let decided = decide(&before.value, &services)?;
    Ok((before, decided))
}

/// Writes what a route does to its services, and what it refers to.
async fn write(
    deps: &Deps,
    request: &Request,
    commit: Commit,
    before: &Stored<Route>,
    route: &Route,
    moves: &Moves,
) -> Result<Commit, Problem> {
    let without = |all: Vec<Reference>, others: &[Reference]| -> Vec<Reference> {
        all.into_iter().filter(|reference| !others.contains(reference)).collect()
    };
    let (had, has) = (before.value.references(), route.references());
    let refers = referred(&deps.gate, request, &without(has.clone(), &had)).await?;
    let commit = carry_out(&deps.gate, &Planner::of(request)?, route, moves, commit).await?;
    Ok(commit.route_refers(request.scope()?, route.id, &refers, &without(had, &has)))
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

pub(crate) async fn seen(deps: &Deps, request: &Request, route: &Route) -> Result<bool, Problem> {
    let caller = request.caller()?;
    is_seen(&deps.gate, caller.scope(), &caller.visibility(), route, request.at()).await
}

async fn services(deps: &Deps, request: &Request, route: &Route) -> Result<Vec<Stored<Service>>, Problem> {
    Ok(deps.gate.store().services_by_id(request.scope()?, &route.stops, request.at()).await?)
}
