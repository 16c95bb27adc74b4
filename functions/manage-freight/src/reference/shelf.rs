//! What a warehouse has of a SKU, found by an address of the reference and changed.

use configuration::{Sku, Stock};
use domain::access::TenantScope;
use domain::code::{SkuId, WarehouseId};
use domain::reservation::Holds;
use edge::{Problem, Reply, Request, save};
use freight::time_span::TimeSpan;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use store::keys;

use crate::Deps;

/// A moment with or without its offset; without one it is UTC.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    let civil = || TimeZone::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
    text.parse::<Timestamp>().ok().or_else(civil)
}

/// The SKU and the warehouse of the address.
pub(super) fn named(request: &Request) -> Result<(SkuId, WarehouseId), Problem> {
    Ok((request.named("sku", "SKU")?, request.named("warehouse", "warehouse")?))
}

/// Changes what a warehouse has of a SKU; both must exist.
pub(super) async fn change(
    deps: &Deps,
    request: &Request,
    reply: &Reply,
    alter: impl Fn(&mut Stock) -> Result<(), Problem>,
) -> Result<Reply, Problem> {
    let scope: TenantScope = request.scope()?;
    let (sku, warehouse) = named(request)?;
    let key = keys::stock::<Stock>(scope, sku.as_str(), warehouse.as_str());
    let sku_key = keys::sku::<Sku>(scope, sku.as_str());
    let saved = save(&deps.gate, request, async |commit| {
        if deps.gate.store().read(&sku_key, request.at()).await?.is_none() {
            return Err(Problem::not_found("SKU"));
        }
        if deps.current(request).await?.sections.warehouses.get(warehouse.as_str()).is_none() {
            return Err(Problem::not_found("warehouse"));
        }
        let found = deps.gate.store().read(&key, request.at()).await?;
        let mut stock =
            found.as_ref().map_or_else(|| nothing(sku.clone(), warehouse.clone()), |found| found.value.clone());
        alter(&mut stock)?;
        let commit = match found {
            Some(found) => commit.replace("stock", &key, found.version, &stock),
            None => commit.create("stock", &key, &stock),
        };
        Ok((commit.present("SKU", &sku_key), reply.clone()))
    })
    .await;
    saved.map_err(|problem| match problem.status() {
        503 => {
            let lock = format!("{}_item_logistics_{sku}_{warehouse}", scope.account());
            Problem::new(423, "locked", format!("Unable to acquire lock for key: {lock}."))
        }
        _ => problem,
    })
}

fn nothing(sku: SkuId, warehouse: WarehouseId) -> Stock {
    Stock {
        sku,
        warehouse,
        quantity: 0,
        reserved: 0,
        unlimited: false,
        lead_time: TimeSpan::ZERO,
        held: Holds::default(),
        lots: Vec::new(),
        dispatched: Vec::new(),
        counted_at: None,
    }
}
