//! Restricted areas of a shipping policy: where it does not deliver, or takes longer. They are written as one list.

use domain::code::PolicyId;
use edge::{Problem, Reply, Request, WireProblem, save};
use store::Version;

use crate::{Deps, wire};

/// Shows the restricted areas of a shipping policy.
#[utoipa::path(get, path = "/v1/shipping-policies/{id}/restricted-areas", tag = "Shipping policies", params(("id" = String, Path)),
    responses((status = 200, body = wire::RestrictedAreas), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: PolicyId = request.named("id", "shipping policy")?;
    let sections = deps.current(request).await?.sections;
    if sections.policies.get(id.as_str()).is_none() {
        return Err(Problem::not_found("shipping policy"));
    }
    let Some(found) = sections.restricted.get(id.as_str()) else {
        return Ok(Reply::ok(&wire::RestrictedAreas { items: Vec::new() }));
    };
    Ok(Reply::ok(&wire::RestrictedAreas::from(found.value.as_slice())).with_etag(found.version()))
}

/// Replaces the restricted areas of a shipping policy. Where several hold, one that excludes decides before one that
/// delays, and a longer delay before a shorter one.
#[utoipa::path(put, path = "/v1/shipping-policies/{id}/restricted-areas", tag = "Shipping policies",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required when there are some")),
    request_body = wire::RestrictedAreas,
    responses((status = 200, body = wire::RestrictedAreas), (status = 201, body = wire::RestrictedAreas), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::RestrictedAreas = request.json()?;
    let id: PolicyId = request.named("id", "shipping policy")?;
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        if current.sections.policies.get(id.as_str()).is_none() {
            return Err(Problem::not_found("shipping policy"));
        }
        let areas = ask.read(&current.sections)?;
        let found: Option<Version> = current.sections.restricted.get(id.as_str()).map(|record| record.version());
        request.may_put(found)?;
        let version = current.next();
        let shown = wire::RestrictedAreas::from(areas.as_slice());
        current.sections.restricted.put(id.clone(), areas, version);
        let commit = deps.write(request, &current, commit, "restricted_areas", id.as_str()).await?;
        Ok((commit, crate::change::written(request, found, version, &shown)))
    })
    .await
}
