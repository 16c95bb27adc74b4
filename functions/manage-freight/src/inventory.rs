//! What warehouses have of a SKU.

use configuration::{Sku, Stock};
use domain::code::{SkuId, WarehouseId};
use edge::{Problem, Reply, Request, WireProblem, save};
use store::{Version, keys};

use crate::change::written;
use crate::{Deps, wire};

/// Lists what all warehouses have of a SKU, by warehouse.
#[utoipa::path(get, path = "/v1/inventory/{sku}", tag = "Inventory",
    params(("sku" = String, Path), ("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::StockOfSku), (status = 404, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let sku: SkuId = request.named("sku", "SKU")?;
    let page = request.page(&deps.gate)?;
    let store = deps.gate.store();
    if store.read(&keys::sku::<Sku>(scope, sku.as_str()), request.at()).await?.is_none() {
        return Err(Problem::not_found("SKU"));
    }
    let found = store.list(&keys::stock_of::<Stock>(scope, sku.as_str()), &page, request.at()).await?;
    let items = found.items.iter().map(|stock| wire::Stock::new(&stock.value, request.at())).collect();
    let next_cursor = request.cursor(&deps.gate, found.next.as_deref())?;
    Ok(Reply::ok(&wire::StockOfSku { sku: sku.to_string(), items, next_cursor }))
}

/// Shows what a warehouse has of a SKU.
#[utoipa::path(get, path = "/v1/inventory/{sku}/{warehouse}", tag = "Inventory",
    params(("sku" = String, Path), ("warehouse" = String, Path)),
    responses((status = 200, body = wire::Stock), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sku: SkuId = request.named("sku", "stock")?;
    let warehouse: WarehouseId = request.named("warehouse", "stock")?;
    let key = keys::stock::<Stock>(request.scope()?, sku.as_str(), warehouse.as_str());
    let found = deps.gate.store().read(&key, request.at()).await?.ok_or_else(|| Problem::not_found("stock"))?;
    Ok(Reply::ok(&wire::Stock::new(&found.value, request.at())).with_etag(found.version))
}

/// Says what a warehouse has of a SKU. Both must exist; what is promised to orders stays promised.
#[utoipa::path(put, path = "/v1/inventory/{sku}/{warehouse}", tag = "Inventory",
    params(("sku" = String, Path), ("warehouse" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Stock,
    responses((status = 200, body = wire::Stock), (status = 201, body = wire::Stock), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Stock = request.json()?;
    let scope = request.scope()?;
    let sku: SkuId = request.named("sku", "SKU")?;
    let warehouse: WarehouseId = request.named("warehouse", "warehouse")?;
    let key = keys::stock::<Stock>(scope, sku.as_str(), warehouse.as_str());
    let sku_key = keys::sku::<Sku>(scope, sku.as_str());
    save(&deps.gate, request, async |commit| {
        if deps.gate.store().read(&sku_key, request.at()).await?.is_none() {
            return Err(Problem::not_found("SKU"));
        }
        if deps.current(request).await?.sections.warehouses.get(warehouse.as_str()).is_none() {
            return Err(Problem::not_found("warehouse"));
        }
        let found = deps.gate.store().read(&key, request.at()).await?;
        let stock = ask.read(sku.clone(), warehouse.clone(), found.as_ref().map(|found| &found.value), request.at())?;
        let found = found.map(|found| found.version);
        request.may_put(found)?;
        let commit = match found {
            Some(seen) => commit.replace("stock", &key, seen, &stock),
            None => commit.create("stock", &key, &stock),
        };
        let version = found.map_or(Version::FIRST, Version::next);
        Ok((commit.present("SKU", &sku_key), written(request, found, version, &wire::Stock::new(&stock, request.at()))))
    })
    .await
}
