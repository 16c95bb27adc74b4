//! Docks: where goods are handed to carriers.

use edge::{Problem, Reply, Request, WireProblem, save};

use crate::change::{in_use, part, written};
use crate::{Deps, wire};

/// Lists the docks, by id.
#[utoipa::path(get, path = "/v1/docks", tag = "Docks",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Docks)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let current = deps.current(request).await?;
    let (docks, next) = part(&current.sections.docks, &page);
    let items = docks.iter().map(|record| wire::Dock::from(&record.value)).collect();
    Ok(Reply::ok(&wire::Docks { items, next_cursor: request.cursor(&deps.gate, next)? }))
}

/// Shows one dock.
#[utoipa::path(get, path = "/v1/docks/{id}", tag = "Docks", params(("id" = String, Path)),
    responses((status = 200, body = wire::Dock), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let current = deps.current(request).await?;
    let found = current.sections.docks.get(request.param("id")).ok_or_else(|| Problem::not_found("dock"))?;
    Ok(Reply::ok(&wire::Dock::from(&found.value)).with_etag(found.version()))
}

/// Makes or replaces a dock. The policies that it names must exist.
#[utoipa::path(put, path = "/v1/docks/{id}", tag = "Docks",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Dock,
    responses((status = 200, body = wire::Dock), (status = 201, body = wire::Dock), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Dock = request.json()?;
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let dock = ask.read(request.param("id"), &current.sections)?;
        let found = current.sections.docks.get(dock.id.as_str()).map(|record| record.version());
        request.may_put(found)?;
        let version = current.next();
        let reply = written(request, found, version, &wire::Dock::from(&dock));
        current.sections.docks.put(dock.id.clone(), dock, version);
        Ok((deps.write(request, &current, commit, "docks", request.param("id")).await?, reply))
    })
    .await
}

/// Deletes a dock that no warehouse names.
#[utoipa::path(delete, path = "/v1/docks/{id}", tag = "Docks",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let id = request.param("id");
        let found = current.sections.docks.remove(id).ok_or_else(|| Problem::not_found("dock"))?;
        request.matches(found.version())?;
        let named = |links: &[freight::configuration::DockLink]| links.iter().any(|link| link.dock.as_str() == id);
        let users = current.sections.warehouses.values().filter(|warehouse| named(&warehouse.docks));
        let users: Vec<String> = users.map(|warehouse| format!("warehouse {}", warehouse.id)).collect();
        if !users.is_empty() {
            return Err(in_use("dock", &users));
        }
        Ok((deps.write(request, &current, commit, "docks", id).await?, Reply::no_content()))
    })
    .await
}
