//! Shipping policies: the services of carriers.

use edge::{Problem, Reply, Request, WireProblem, save};

use crate::change::{in_use, part, written};
use crate::{Deps, wire};

/// Lists the shipping policies, by id.
#[utoipa::path(get, path = "/v1/shipping-policies", tag = "Shipping policies",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::ShippingPolicies)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let sections = deps.current(request).await?.sections;
    let currency = sections.settings.value.currency;
    let (policies, next) = part(&sections.policies, &page);
    let policies = policies.iter().map(|record| &record.value);
    let items =
        policies.map(|policy| wire::ShippingPolicy::show(policy, sections.tables.get(&policy.id), currency)).collect();
    Ok(Reply::ok(&wire::ShippingPolicies { items, next_cursor: request.cursor(&deps.gate, next)? }))
}

/// Shows one shipping policy.
#[utoipa::path(get, path = "/v1/shipping-policies/{id}", tag = "Shipping policies", params(("id" = String, Path)),
    responses((status = 200, body = wire::ShippingPolicy), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.policies.get(request.param("id")).ok_or_else(|| Problem::not_found("shipping policy"))?;
    let table = sections.tables.get(&found.value.id);
    let shown = wire::ShippingPolicy::show(&found.value, table, sections.settings.value.currency);
    Ok(Reply::ok(&shown).with_etag(found.version()))
}

/// Makes or replaces a shipping policy. Its freight table stays; import another to change that.
#[utoipa::path(put, path = "/v1/shipping-policies/{id}", tag = "Shipping policies",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::ShippingPolicy,
    responses((status = 200, body = wire::ShippingPolicy), (status = 201, body = wire::ShippingPolicy), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::ShippingPolicy = request.json()?;
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let policy = ask.read(request.param("id"), &current.sections)?;
        let found = current.sections.policies.get(policy.id.as_str()).map(|record| record.version());
        request.may_put(found)?;
        let version = current.next();
        let table = current.sections.tables.get(&policy.id);
        let shown = wire::ShippingPolicy::show(&policy, table, current.sections.settings.value.currency);
        current.sections.policies.put(policy.id.clone(), policy, version);
        let commit = deps.write(request, &current, commit, "policies", request.param("id")).await?;
        Ok((commit, written(request, found, version, &shown)))
    })
    .await
}

/// Deletes a shipping policy that no dock names, with its freight table.
#[utoipa::path(delete, path = "/v1/shipping-policies/{id}", tag = "Shipping policies",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let id = request.param("id");
        let found = current.sections.policies.remove(id).ok_or_else(|| Problem::not_found("shipping policy"))?;
        request.matches(found.version())?;
        let docks = current.sections.docks.values().filter(|dock| dock.policies.contains(&found.value.id));
        let users: Vec<String> = docks.map(|dock| format!("dock {}", dock.id)).collect();
        if !users.is_empty() {
            return Err(in_use("shipping policy", &users));
        }
        // The count of versions stays, so that a policy made anew under this id goes on counting.
        if let Some(table) = current.sections.tables.get_mut(&found.value.id) {
            (table.block, table.rows) = (None, 0);
        }
        Ok((deps.write(request, &current, commit, "policies", id).await?, Reply::no_content()))
    })
    .await
}
