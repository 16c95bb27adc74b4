//! Delivery windows of one date that are not offered, in the reference's shape: a moment of the account's clock.

use edge::{Fields, Problem, Reply, Request};
use freight::configuration::{BlockedWindow, Policy};

use crate::Deps;
use crate::reference::policies::today;
use crate::reference::policy::{moment, still_blocked, told_moment};
use crate::reference::section;

/// Lists the blocked windows of a policy that are still to come.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/carriers/{carrierId}/getdayofweekblocked", tag = "Reference",
    params(("carrierId" = String, Path)), responses((status = 200, body = Vec<String>), (status = 404, body = Value)))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.policies.get(request.param("carrierId"));
    let policy = &found.ok_or_else(|| Problem::not_found("shipping policy"))?.value;
    let blocked = still_blocked(&policy.delivery_schedule, today(request, &sections));
    Ok(Reply::ok(&blocked.map(told_moment).collect::<Vec<String>>()))
}

/// Blocks the windows that start at a moment; one that is past changes nothing.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/carriers/{carrierId}/adddayofweekblocked", tag = "Reference",
    params(("carrierId" = String, Path)), request_body = String,
    responses((status = 200, body = bool), (status = 400, body = Value), (status = 404, body = Value)))]
pub(super) async fn add(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let window = read(request)?;
    change(deps, request, |policy| {
        let blocked = &mut policy.delivery_schedule.blocked;
        if !blocked.contains(&window) {
            blocked.push(window);
            blocked.sort_by_key(|window| (window.date, window.start));
        }
    })
    .await
}

/// Offers the windows that start at a moment again.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/carriers/{carrierId}/removedayofweekblocked", tag = "Reference",
    params(("carrierId" = String, Path)), request_body = String,
    responses((status = 200, body = bool), (status = 400, body = Value), (status = 404, body = Value)))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let window = read(request)?;
    change(deps, request, |policy| policy.delivery_schedule.blocked.retain(|known| *known != window)).await
}

/// The body is one JSON text.
fn read(request: &Request) -> Result<BlockedWindow, Problem> {
    let text: String = request.json()?;
    let mut fields = Fields::new();
    let window = moment(&mut fields, "", text.trim_matches('"'));
    fields.all(window)
}

async fn change(deps: &Deps, request: &Request, alter: impl Fn(&mut Policy)) -> Result<Reply, Problem> {
    section::change::<Policy>(deps, request, request.param("carrierId"), &Reply::ok(&true), |policy| {
        alter(policy);
        Ok(())
    })
    .await
}
