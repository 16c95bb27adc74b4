//! What warehouses have of a SKU, in the reference's shape.

use configuration::{Sku, Stock};
use domain::code::SkuId;
use edge::reference::Text;
use edge::{Fields, Problem, Reply, Request};
use freight::time_span::{DAY, TimeSpan};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use store::keys;

use crate::Deps;
use crate::reference::lots;
use crate::reference::reading::{span, whole};
use crate::reference::shelf::{change, moment, named};

/// Units that are told of what never runs out.
const UNLIMITED: u32 = 1_000_000;
/// Reservations beyond which nobody adds up what has left.
const MOST_ACTIVE: usize = 2_000;
/// The longest lead time, in seconds.
const LONGEST: u32 = 365 * DAY;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    quantity: Option<Text>,
    unlimited_quantity: Option<bool>,
    lead_time: Option<Text>,
    date_utc_on_balance_system: Option<Text>,
}

impl Sent {
    fn quantity(&self, fields: &mut Fields) -> u32 {
        whole(fields, "/quantity", self.quantity.as_ref())
    }

    fn lead_time(&self, fields: &mut Fields) -> TimeSpan {
        let time = span(fields, "/leadTime", self.lead_time.as_ref());
        if time.seconds() > LONGEST {
            fields.refuse("/leadTime", "too_large", "A lead time is at most 365 days.", None);
        }
        time
    }

    /// When the warehouse was counted; now, when nobody says.
    fn counted(&self, fields: &mut Fields, now: Timestamp) -> Timestamp {
        let Some(text) = self.date_utc_on_balance_system.as_ref().filter(|text| !text.0.trim().is_empty()) else {
            return now;
        };
        let read = moment(text.as_str().trim()).ok_or("Send a moment in UTC.");
        fields.take("/dateUtcOnBalanceSystem", "moment", text.as_str(), read).unwrap_or(now)
    }
}

/// Lists what all warehouses have of a SKU.
#[utoipa::path(get, path = "/api/logistics/pvt/inventory/skus/{sku}", tag = "Reference", params(("sku" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (sku, stock) = of_sku(deps, request).await?;
    let sections = deps.current(request).await?.sections;
    // What was left in a warehouse that is there no longer is nobody's.
    let balance = stock.iter().filter_map(|stock| {
        let warehouse = sections.warehouses.get(stock.warehouse.as_str())?.value.name.as_str();
        let told = Told::new(stock, request.at());
        Some(json!({
            "warehouseId": stock.warehouse,
            "warehouseName": warehouse,
            "totalQuantity": told.total,
            "reservedQuantity": told.reserved,
            "hasUnlimitedQuantity": stock.unlimited,
            "timeToRefill": null,
            "dateOfSupplyUtc": stock.on_sale(request.at()).lot.map(|lot| lot.supplied_at.to_string()),
            "leadTime": stock.lead_time.to_dot_net(),
        }))
    });
    Ok(Reply::ok(&json!({ "skuId": sku, "balance": balance.collect::<Vec<Value>>() })))
}

/// Says what a warehouse has of a SKU. What is missing in the body is 0; what is promised to orders stays promised,
/// but for goods that had left when the warehouse was counted (`dateUtcOnBalanceSystem`, else now).
#[utoipa::path(put, path = "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path)), request_body = Value,
    responses((status = 200, body = bool), (status = 400, body = Value), (status = 404, body = Value), (status = 423, body = Value, description = "Others keep changing it")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let mut fields = Fields::new();
    let (quantity, lead_time) = (sent.quantity(&mut fields), sent.lead_time(&mut fields));
    let counted = sent.counted(&mut fields, request.at());
    let (quantity, lead_time) = fields.all(Some((quantity, lead_time)))?;
    change(deps, request, &Reply::ok(&true), |stock| {
        let unlimited = sent.unlimited_quantity.unwrap_or_default();
        (stock.quantity, stock.lead_time, stock.unlimited) = (quantity, lead_time, unlimited);
        stock.counted(counted);
        Ok(())
    })
    .await
}

/// Says how many units a warehouse has of a SKU, or that there is always enough. What is missing in the body stays.
#[utoipa::path(patch, path = "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}/quantity", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path)), request_body = Value,
    responses((status = 204), (status = 400, body = Value), (status = 404, body = Value), (status = 423, body = Value)))]
pub(super) async fn quantity(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let mut fields = Fields::new();
    let quantity = sent.quantity(&mut fields);
    let counted = sent.counted(&mut fields, request.at());
    let quantity = fields.all(Some(quantity))?;
    change(deps, request, &Reply::no_content(), |stock| {
        if sent.quantity.is_some() {
            stock.quantity = quantity;
            stock.counted(counted);
        }
        stock.unlimited = sent.unlimited_quantity.unwrap_or(stock.unlimited);
        Ok(())
    })
    .await
}

/// Says how long it takes until units can leave a warehouse: `DD.HH:MM:SS`, or days alone.
#[utoipa::path(patch, path = "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}/lead-time", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path)), request_body = Value,
    responses((status = 204), (status = 400, body = Value), (status = 404, body = Value), (status = 423, body = Value)))]
pub(super) async fn lead_time(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let mut fields = Fields::new();
    let lead_time = sent.lead_time(&mut fields);
    let lead_time = fields.all(Some(lead_time))?;
    change(deps, request, &Reply::no_content(), |stock| {
        stock.lead_time = lead_time;
        Ok(())
    })
    .await
}

/// Lists what a warehouse has of a SKU for each dock that its goods leave from, and what is on its way there.
#[utoipa::path(get, path = "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value)))]
pub(super) async fn of_warehouse(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    by_docks(deps, request).await
}

/// Lists what leaves from a dock of a SKU, warehouse by warehouse.
#[utoipa::path(get, path = "/api/logistics/pvt/inventory/items/{sku}/docks/{dock}", tag = "Reference",
    params(("sku" = String, Path), ("dock" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value)))]
pub(super) async fn of_dock(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    by_docks(deps, request).await
}

/// Lists what leaves from a dock of a SKU out of one warehouse.
#[utoipa::path(get, path = "/api/logistics/pvt/inventory/items/{sku}/docks/{dock}/warehouses/{warehouse}", tag = "Reference",
    params(("sku" = String, Path), ("dock" = String, Path), ("warehouse" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value)))]
pub(super) async fn of_both(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    by_docks(deps, request).await
}

/// Shows what a warehouse has of a SKU beside what is promised of it.
#[utoipa::path(get, path = "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/dispatched", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value)))]
pub(super) async fn dispatched(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (sku, warehouse) = named(request)?;
    let key = keys::stock::<Stock>(request.scope()?, sku.as_str(), warehouse.as_str());
    let found = deps.gate.store().read(&key, request.at()).await?.ok_or_else(|| Problem::not_found("stock"))?;
    if found.value.held.at(request.at()).count() > MOST_ACTIVE {
        return Err(Problem::malformed("too_many_reservations", "Too many active reservations."));
    }
    let told = Told::new(&found.value, request.at());
    let available = if found.value.unlimited { i64::from(i32::MAX) } else { told.available };
    Ok(Reply::ok(&json!({
        "quantity": found.value.quantity,
        "isUnlimitedQuantity": found.value.unlimited,
        "totalReservedQuantity": told.reserved,
        "dispatchedReservationsQuantity": found.value.units_dispatched(),
        "availableQuantity": available,
    })))
}

/// Numbers of a stock as the reference tells them.
pub(super) struct Told {
    total: u32,
    reserved: u32,
    available: i64,
}

impl Told {
    pub(super) fn new(stock: &Stock, now: Timestamp) -> Self {
        let reserved = stock.promised(now);
        if stock.unlimited {
            let total = UNLIMITED.saturating_add(reserved);
            return Self { total, reserved, available: i64::from(UNLIMITED) };
        }
        let available = i64::from(stock.quantity).saturating_sub(i64::from(reserved));
        Self { total: stock.quantity, reserved, available }
    }
}

/// The SKU of the address, with what all warehouses have of it.
async fn of_sku(deps: &Deps, request: &Request) -> Result<(SkuId, Vec<Stock>), Problem> {
    let scope = request.scope()?;
    let sku: SkuId = request.named("sku", "SKU")?;
    let store = deps.gate.store();
    if store.read(&keys::sku::<Sku>(scope, sku.as_str()), request.at()).await?.is_none() {
        return Err(Problem::not_found("SKU"));
    }
    let stock = store.list_all(&keys::stock_of::<Stock>(scope, sku.as_str()), None, request.at()).await?;
    Ok((sku, stock.into_iter().map(|found| found.value).collect()))
}

async fn by_docks(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (_, stock) = of_sku(deps, request).await?;
    let sections = deps.current(request).await?.sections;
    let (dock, warehouse) = (request.param("dock"), request.param("warehouse"));
    let mut items = Vec::new();
    for stock in stock.iter().filter(|stock| warehouse.is_empty() || stock.warehouse.as_str() == warehouse) {
        let links = sections.warehouses.get(stock.warehouse.as_str()).map(|record| record.value.docks.as_slice());
        for link in links.unwrap_or_default().iter().filter(|link| dock.is_empty() || link.dock.as_str() == dock) {
            let Some(found) = sections.docks.get(link.dock.as_str()).map(|record| &record.value) else { continue };
            let policies = found.policies.iter().filter_map(|id| sections.policies.get(id.as_str()));
            let mut channels: Vec<&str> = policies.map(|record| record.value.channel().code()).collect();
            channels.sort_unstable();
            channels.dedup();
            let told = Told::new(stock, request.at());
            let on_hand = json!({
                "skuId": stock.sku,
                "warehouseId": stock.warehouse,
                "dockId": link.dock,
                "totalQuantity": told.total,
                "reservedQuantity": told.reserved,
                "availableQuantity": told.available,
                "isUnlimited": stock.unlimited,
                "salesChannel": found.sales_channels,
                "deliveryChannels": channels,
                "timeToRefill": null,
                "dateOfSupplyUtc": null,
                "supplyLotId": null,
                "keepSellingAfterExpiration": false,
                "transfer": null,
            });
            let lots = stock.lots.iter().map(|lot| {
                let mut told = lots::told(stock, lot);
                let there = ["dockId", "salesChannel", "deliveryChannels"];
                let there = there.into_iter().filter_map(|name| Some((name.to_owned(), on_hand.get(name)?.clone())));
                told.as_object_mut().into_iter().for_each(|fields| fields.extend(there.clone()));
                told
            });
            let lots: Vec<Value> = lots.collect();
            items.push(on_hand);
            items.extend(lots);
        }
    }
    Ok(Reply::ok(&items))
}
