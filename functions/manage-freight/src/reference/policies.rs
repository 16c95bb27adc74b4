//! Shipping policies in the reference's shape.

use configuration::Sections;
use domain::code::PolicyId;
use edge::{Problem, Reply, Request};
use freight::configuration::Policy;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Deps;
use crate::reference::policy::{Sent, told};
use crate::reference::reading::{id, page, paged};
use crate::reference::section;

/// The date that the account's clock shows.
pub(super) fn today(request: &Request, sections: &Sections) -> Date {
    let zone = sections.settings.value.zone().unwrap_or(jiff::tz::TimeZone::UTC);
    request.at().to_zoned(zone).date()
}

/// Lists the shipping policies, by id, page by page.
#[utoipa::path(get, path = "/api/logistics/pvt/shipping-policies", tag = "Reference",
    params(("page" = Option<u32>, Query), ("perPage" = Option<u32>, Query, description = "1 to 1000")),
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = page(request, "perPage", 100, 1_000)?;
    let sections = deps.current(request).await?.sections;
    let today = today(request, &sections);
    let (items, paging) = paged(sections.policies.values().collect(), "perPage", page);
    let items: Vec<Value> = items.into_iter().map(|policy| told(policy, &sections, today)).collect();
    Ok(Reply::ok(&json!({ "items": items, "paging": paging })))
}

/// Shows one shipping policy.
#[utoipa::path(get, path = "/api/logistics/pvt/shipping-policies/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.policies.get(request.param("id")).ok_or_else(|| Problem::not_found("shipping policy"))?;
    Ok(Reply::ok(&told(&found.value, &sections, today(request, &sections))))
}

/// Makes a shipping policy, or replaces the one of the same id. Its freight table comes as values or as a file.
#[utoipa::path(post, path = "/api/logistics/pvt/shipping-policies", tag = "Reference", request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: PolicyId = id(sent.id.as_ref())?;
    write(deps, request, &sent, &id).await
}

/// Replaces a shipping policy, or makes it. Its freight table stays.
#[utoipa::path(put, path = "/api/logistics/pvt/shipping-policies/{id}", tag = "Reference", params(("id" = String, Path)), request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: PolicyId = request.named("id", "shipping policy")?;
    write(deps, request, &sent, &id).await
}

async fn write(deps: &Deps, request: &Request, sent: &Sent, id: &PolicyId) -> Result<Reply, Problem> {
    let reply = Reply::ok(&json!({ "id": id }));
    let read = |sections: &Sections, found: Option<&Policy>| sent.read(id, sections, found);
    section::put::<Policy>(deps, request, id, &|_| reply.clone(), read).await
}

/// Deletes a shipping policy that no dock names, with its freight table.
#[utoipa::path(delete, path = "/api/logistics/pvt/shipping-policies/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value), (status = 409, body = Value, description = "A dock names it")))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Policy>(deps, request, request.param("id"), &Reply::ok(&true)).await
}
