//! Warehouses: where stock lies, and the docks it can leave from.

use edge::{Problem, Reply, Request, WireProblem, save};

use crate::change::{part, written};
use crate::{Deps, wire};

/// Lists the warehouses, by id.
#[utoipa::path(get, path = "/v1/warehouses", tag = "Warehouses",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Warehouses)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let current = deps.current(request).await?;
    let currency = current.sections.settings.value.currency;
    let (warehouses, next) = part(&current.sections.warehouses, &page);
    let items = warehouses.iter().map(|record| wire::Warehouse::show(&record.value, currency)).collect();
    Ok(Reply::ok(&wire::Warehouses { items, next_cursor: request.cursor(&deps.gate, next)? }))
}

/// Shows one warehouse.
#[utoipa::path(get, path = "/v1/warehouses/{id}", tag = "Warehouses", params(("id" = String, Path)),
    responses((status = 200, body = wire::Warehouse), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.warehouses.get(request.param("id")).ok_or_else(|| Problem::not_found("warehouse"))?;
    let shown = wire::Warehouse::show(&found.value, sections.settings.value.currency);
    Ok(Reply::ok(&shown).with_etag(found.version()))
}

/// Makes or replaces a warehouse. The docks that it names must exist.
#[utoipa::path(put, path = "/v1/warehouses/{id}", tag = "Warehouses",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Warehouse,
    responses((status = 200, body = wire::Warehouse), (status = 201, body = wire::Warehouse), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Warehouse = request.json()?;
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let warehouse = ask.read(request.param("id"), &current.sections)?;
        let found = current.sections.warehouses.get(warehouse.id.as_str()).map(|record| record.version());
        request.may_put(found)?;
        let version = current.next();
        let shown = wire::Warehouse::show(&warehouse, current.sections.settings.value.currency);
        current.sections.warehouses.put(warehouse.id.clone(), warehouse, version);
        let commit = deps.write(request, &current, commit, "warehouses", request.param("id")).await?;
        Ok((commit, written(request, found, version, &shown)))
    })
    .await
}

/// Deletes a warehouse. What it had in stock no longer counts.
#[utoipa::path(delete, path = "/v1/warehouses/{id}", tag = "Warehouses",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let id = request.param("id");
        let found = current.sections.warehouses.remove(id).ok_or_else(|| Problem::not_found("warehouse"))?;
        request.matches(found.version())?;
        Ok((deps.write(request, &current, commit, "warehouses", id).await?, Reply::no_content()))
    })
    .await
}
