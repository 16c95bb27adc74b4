//! Shipping policies in the reference's shape.

use configuration::{Sections, TableVersion};
use domain::code::PolicyId;
use domain::import::Status;
use edge::{Problem, Reply, Request};
use freight::configuration::Policy;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use store::{Page, keys};

use crate::Deps;
use crate::job::Job;
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
    let refused = refused(deps, request, &sections).await?;
    let each = items.into_iter().map(|policy| told(policy, &sections, today, refused.get(&policy.id)));
    let items: Vec<Value> = each.collect();
    Ok(Reply::ok(&json!({ "items": items, "paging": paging })))
}

/// Shows one shipping policy.
#[utoipa::path(get, path = "/api/logistics/pvt/shipping-policies/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.policies.get(request.param("id")).ok_or_else(|| Problem::not_found("shipping policy"))?;
    let refused = refused(deps, request, &sections).await?;
    Ok(Reply::ok(&told(&found.value, &sections, today(request, &sections), refused.get(&found.value.id))))
}

/// Files of freight values that are looked at for the last one of each policy.
const LATELY: u16 = 200;

/// What was wrong with the last file of freight values of each policy, where it was not taken and nothing came after it.
async fn refused(deps: &Deps, request: &Request, sections: &Sections) -> Result<BTreeMap<PolicyId, String>, Problem> {
    let (scope, store) = (request.scope()?, deps.gate.store());
    let page = Page { limit: LATELY, after: None };
    let found = store.list(&keys::imports::<Job>(scope), &page, request.at()).await?;
    let (mut seen, mut refused) = (BTreeSet::new(), BTreeMap::new());
    for job in found.items.into_iter().map(|job| job.value).filter(|job| !job.asked.dry_run) {
        let policy = job.of.policy.clone();
        // They come newest first: of each policy, the first counts.
        let last = seen.insert(policy.clone());
        let Some(why) = refusal(&job, request.at()).filter(|_| last) else { continue };
        let version = sections.tables.get(&policy).map_or(0, |table| table.version);
        let key = keys::freight_table::<TableVersion>(scope, policy.as_str(), version);
        let since = store.read(&key, request.at()).await?.is_some_and(|table| table.value.at > job.updated_at);
        if !since {
            refused.insert(policy, why);
        }
    }
    Ok(refused)
}

/// Why a file was not taken.
fn refusal(job: &Job, now: Timestamp) -> Option<String> {
    let file = &job.asked.file_name;
    match (job.status_at(now), job.failure_at(now), &job.result) {
        (Status::Rejected, _, Some(result)) => Some(format!("{file} was rejected. Errors: {}.", result.error_count)),
        (Status::Failed, Some(failure), _) => Some(format!("{file} was not read: {}.", failure.name())),
        _ => None,
    }
}

/// Makes a shipping policy, or replaces the one of the same id. Its freight table comes as values or as a file. A
/// volumetric factor above 1000 is a carrier's divisor and turned into a factor; the header `Warning` says so.
#[utoipa::path(post, path = "/api/logistics/pvt/shipping-policies", tag = "Reference", request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: PolicyId = id(sent.id.as_ref())?;
    write(deps, request, sent, &id).await
}

/// Replaces a shipping policy, or makes it. Its freight table stays.
#[utoipa::path(put, path = "/api/logistics/pvt/shipping-policies/{id}", tag = "Reference", params(("id" = String, Path)), request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: PolicyId = request.named("id", "shipping policy")?;
    write(deps, request, sent, &id).await
}

async fn write(deps: &Deps, request: &Request, mut sent: Sent, id: &PolicyId) -> Result<Reply, Problem> {
    let mut reply = Reply::ok(&json!({ "id": id }));
    if let Some(factor) = sent.turn_divisor() {
        let told = format!("299 - \"The volumetric factor is a divisor and was read as the factor {factor}.\"");
        reply = reply.with_header("warning", &told);
    }
    let read = |sections: &Sections, found: Option<&Policy>| sent.read(id, sections, found);
    section::put::<Policy>(deps, request, id, &|_| reply.clone(), read).await
}

/// Deletes a shipping policy that no dock names, with its freight table.
#[utoipa::path(delete, path = "/api/logistics/pvt/shipping-policies/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value), (status = 409, body = Value, description = "A dock names it")))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Policy>(deps, request, request.param("id"), &Reply::ok(&true)).await
}
