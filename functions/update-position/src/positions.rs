//! Points in, and the place of a driver out.

use domain::position::{Frame, Trail};
use domain::route::Route;
use edge::{Problem, Reply, Request, WireProblem, in_use, save_once};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::keys;

use crate::seen::see;
use crate::{Deps, wire};

/// How long before a route was put together or started a point may be of its way: a device notices first.
const BEFORE: SignedDuration = SignedDuration::from_mins(15);

/// Takes up to 500 points of a driver's device, of a route that has begun. Send them in any order, and again when no
/// answer came: what is known changes nothing, and the newest point counts. Each point that cannot be (off the map, more
/// than two minutes ahead, before the route began, after it was over, faster than any vehicle) is refused with its index,
/// its field, the rule and the value; the others are taken, also where they come when the route or its services are over.
/// A clock that is wrong is put right by `sentAt`. Twelve points of a route are kept, for a day.
#[utoipa::path(post, path = "/v1/positions", tag = "Driver sync",
    request_body = wire::Positions,
    responses((status = 200, body = wire::Outcome), (status = 403, description = "`driver_blocked`", body = WireProblem), (status = 404, description = "No such route, or one of another driver", body = WireProblem), (status = 409, description = "`route_not_under_way`", body = WireProblem), (status = 413, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn take(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    if request.body().len() > wire::LARGEST {
        let detail = "One request has at most 256 KB of points. Send them in smaller parts.";
        return Err(Problem::new(413, "body_too_large", detail));
    }
    let told = request.json::<wire::Positions>()?.read()?;
    let seen = see(deps, request, told.route).await?;
    in_use(&deps.gate, request).await?;
    if !seen.has_begun() {
        let detail = "No driver has set out with this route. Send points from its start on.";
        return Err(Problem::conflict("route_not_under_way", detail));
    }
    let now = request.at();
    let until = seen.route.finished_at;
    let frame = Frame { now, wrong_by: now.duration_since(told.sent_at), since: since(&seen.route), until };
    let (fixes, refused) = told.read(frame);
    let (scope, route) = (request.scope()?, &seen.route);
    save_once(&deps.gate, scope, now, None, async |commit| {
        let before = deps.gate.store().read(&keys::position(scope, route.id), now).await?;
        let known = before.as_ref().map(|stored| &stored.value).filter(|trail| trail.driver == route.driver);
        let fresh = Trail::new(route.driver);
        let known = known.unwrap_or(&fresh);
        let trail = known.with(fixes.iter().copied());
        let shown = Some(&trail).filter(|_| seen.is_under_way());
        let outcome = wire::Outcome::new(route, fixes.len(), known.lacks_of(&trail), &refused, shown);
        let commit =
            if trail == *known { commit } else { commit.write_trail(scope, route.id, before.as_ref(), &trail) };
        Ok((commit, Reply::ok(&outcome)))
    })
    .await
}

/// From when on a driver's way is of the route.
fn since(route: &Route) -> Timestamp {
    let began = route.started_at.unwrap_or(route.created_at);
    began.saturating_sub(BEFORE).unwrap_or(began)
}

/// Shows where the driver of a route is, and when each stop may expect the driver. Where nobody can say, the reason
/// stands in its place.
#[utoipa::path(get, path = "/v1/routes/{id}/position", tag = "Routes", params(("id" = String, Path)),
    responses((status = 200, body = wire::RoutePosition), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
    let seen = see(deps, request, request.named("id", "route")?).await?;
    let (account_key, position_key) = (keys::account(scope), keys::position(scope, seen.route.id));
    let account = store.read(&account_key, now).await?;
    let zone = account.and_then(|account| TimeZone::get(&account.value.time_zone).ok()).unwrap_or(TimeZone::UTC);
    let course = store.course(scope, &seen.route, &seen.services, zone, now).await?;
    let trail = store.read(&position_key, now).await?.map(|stored| stored.value);
    let trail = trail.filter(|trail| trail.driver == seen.route.driver && seen.is_under_way());
    Ok(Reply::ok(&wire::RoutePosition::new(&seen.route, trail.as_ref(), &course, now)))
}
