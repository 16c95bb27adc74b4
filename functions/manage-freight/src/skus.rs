//! The register of SKUs, so that carts need only name them.

use configuration::{Sku, Stock};
use domain::code::SkuId;
use edge::{Problem, Reply, Request, WireProblem, save_contended};
use store::{Page, Version, keys};

use crate::change::{in_use, written};
use crate::kits::{self, Changes, Turn};
use crate::{Deps, wire};

/// A SKU is deleted with its stock in one commit, which has room for so many warehouses.
const WAREHOUSES: u16 = 90;

/// Lists the SKUs, by id.
#[utoipa::path(get, path = "/v1/skus", tag = "SKUs",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Skus)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::skus::<Sku>(request.scope()?), &page, request.at()).await?;
    let items = found.items.iter().map(|sku| wire::Sku::from(&sku.value)).collect();
    Ok(Reply::ok(&wire::Skus { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one SKU.
#[utoipa::path(get, path = "/v1/skus/{id}", tag = "SKUs", params(("id" = String, Path)),
    responses((status = 200, body = wire::Sku), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: SkuId = request.named("id", "SKU")?;
    let key = keys::sku::<Sku>(request.scope()?, id.as_str());
    let found = deps.gate.store().read(&key, request.at()).await?.ok_or_else(|| Problem::not_found("SKU"))?;
    Ok(Reply::ok(&wire::Sku::from(&found.value)).with_etag(found.version))
}

/// Makes or replaces a SKU. A kit names SKUs of the register, none of them a kit.
#[utoipa::path(put, path = "/v1/skus/{id}", tag = "SKUs",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Sku,
    responses((status = 200, body = wire::Sku), (status = 201, body = wire::Sku), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Sku = request.json()?;
    let sku = ask.read(request.param("id"))?;
    let scope = request.scope()?;
    let key = keys::sku::<Sku>(scope, sku.id.as_str());
    save_contended(&deps.gate, request, async |commit| {
        let store = deps.gate.store();
        let turn = if sku.components.is_empty() { None } else { Some(Turn::begin(store, scope, request.at()).await?) };
        let parts: Vec<_> = sku.components.iter().map(|part| keys::sku(scope, part.sku.as_str())).collect();
        let known = store.read_all(&parts, request.at()).await?.into_iter().flatten().map(|found| found.value);
        let known: Vec<Sku> = known.collect();
        let kit = if turn.is_some() { kits::naming(store, scope, &sku.id, request.at()).await? } else { None };
        wire::Sku::parts(&sku, &known, kit.as_ref())?;
        let found = store.read(&key, request.at()).await?;
        let mut changes = Changes::default();
        changes.add(found.as_ref().map(|found| &found.value), Some(&sku));
        changes.write_ahead(&deps.gate, scope, request.at()).await?;
        let commit = changes.write(commit, scope, turn);
        let found = found.map(|found| found.version);
        request.may_put(found)?;
        let commit = match found {
            Some(seen) => commit.replace("SKU", &key, seen, &sku),
            None => commit.create("SKU", &key, &sku),
        };
        let version = found.map_or(Version::FIRST, Version::next);
        Ok((commit, written(request, found, version, &wire::Sku::from(&sku))))
    })
    .await
}

/// Deletes a SKU, and what warehouses have of it.
#[utoipa::path(delete, path = "/v1/skus/{id}", tag = "SKUs",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let id: SkuId = request.named("id", "SKU")?;
    let key = keys::sku::<Sku>(scope, id.as_str());
    save_contended(&deps.gate, request, async |commit| {
        let turn = Turn::begin(deps.gate.store(), scope, request.at()).await?;
        let found = deps.gate.store().read(&key, request.at()).await?.ok_or_else(|| Problem::not_found("SKU"))?;
        request.matches(found.version)?;
        if let Some(kit) = kits::naming(deps.gate.store(), scope, &id, request.at()).await? {
            return Err(in_use("SKU", &[format!("the kit {kit}")]));
        }
        let page = Page { limit: WAREHOUSES, after: None };
        let stock = deps.gate.store().list(&keys::stock_of::<Stock>(scope, id.as_str()), &page, request.at()).await?;
        if stock.next.is_some() {
            return Err(in_use("SKU", &[format!("the stock of more than {WAREHOUSES} warehouses")]));
        }
        let commit = turn.delete(commit, &found.value, stock.items.len());
        let mut commit = commit.delete("SKU", &key, found.version);
        for here in &stock.items {
            let key = keys::stock::<Stock>(scope, id.as_str(), here.value.warehouse.as_str());
            commit = commit.delete("stock", &key, here.version);
        }
        Ok((commit, Reply::no_content()))
    })
    .await
}
