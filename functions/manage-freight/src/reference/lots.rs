//! Supply lots in the reference's shape: units that are on their way to a warehouse, and are sold before they are there.

use configuration::{Stock, SupplyLot};
use domain::code::SupplyLotId;
use edge::reference::{Text, or_default};
use edge::{Fields, Problem, Reply, Request};
use serde::Deserialize;
use serde_json::{Value, json};
use store::keys;

use crate::Deps;
use crate::reference::reading::whole;
use crate::reference::shelf::{change, moment, named};

/// Lots of a SKU in a warehouse at most.
const MOST: usize = 50;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    quantity: Option<Text>,
    date_of_supply_utc: Option<Text>,
    #[serde(deserialize_with = "or_default")]
    keep_selling_after_expiration: bool,
}

impl Sent {
    fn read(&self, id: SupplyLotId) -> Result<SupplyLot, Problem> {
        let mut fields = Fields::new();
        let quantity = whole(&mut fields, "/quantity", self.quantity.as_ref());
        let text = self.date_of_supply_utc.as_ref().map_or("", Text::as_str);
        let supplied_at = fields.take("/dateOfSupplyUtc", "moment", text, moment(text).ok_or("Send a moment in UTC."));
        let supplied_at = fields.all(supplied_at)?;
        Ok(SupplyLot { id, quantity, supplied_at, sold_when_late: self.keep_selling_after_expiration })
    }
}

pub(super) fn told(stock: &Stock, lot: &SupplyLot) -> Value {
    json!({
        "skuId": stock.sku,
        "warehouseId": stock.warehouse,
        "dockId": null,
        "totalQuantity": lot.quantity,
        "reservedQuantity": 0,
        "availableQuantity": lot.quantity,
        "isUnlimited": false,
        "salesChannel": [],
        "deliveryChannels": [],
        "timeToRefill": null,
        "dateOfSupplyUtc": lot.supplied_at.to_string(),
        "supplyLotId": lot.id,
        "keepSellingAfterExpiration": lot.sold_when_late,
        "transfer": "available",
    })
}

/// Lists the lots of a SKU that are on their way to a warehouse, by the time at which they come.
#[utoipa::path(get, path = "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path)), responses((status = 200, body = Value), (status = 404, body = Value)))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (sku, warehouse) = named(request)?;
    let key = keys::stock::<Stock>(request.scope()?, sku.as_str(), warehouse.as_str());
    let stock = deps.gate.store().read(&key, request.at()).await?.ok_or_else(|| Problem::not_found("stock"))?.value;
    let lots: Vec<Value> = stock.lots.iter().map(|lot| told(&stock, lot)).collect();
    Ok(Reply::ok(&lots))
}

/// Makes or replaces a lot. What is on hand is sold first, then lots by the time at which they come; a promise waits
/// until the lot is there.
#[utoipa::path(put, path = "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots/{lot}", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path), ("lot" = String, Path)), request_body = Value,
    responses((status = 200, body = bool), (status = 400, body = Value), (status = 404, body = Value)))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: SupplyLotId = request.named("lot", "supply lot")?;
    let lot = sent.read(id)?;
    change(deps, request, &Reply::ok(&true), |stock| {
        stock.lots.retain(|other| other.id != lot.id);
        if stock.lots.len() >= MOST {
            return Err(Problem::malformed(
                "too_many_lots",
                format!("A warehouse awaits at most {MOST} lots of a SKU."),
            ));
        }
        stock.lots.push(lot.clone());
        stock.lots.sort_by(|one, other| (one.supplied_at, &one.id).cmp(&(other.supplied_at, &other.id)));
        Ok(())
    })
    .await
}

/// Counts a lot as stock: it has come.
#[utoipa::path(post, path = "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots/{lot}/transfer", tag = "Reference",
    params(("sku" = String, Path), ("warehouse" = String, Path), ("lot" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value)))]
pub(super) async fn transfer(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: SupplyLotId = request.named("lot", "supply lot")?;
    change(deps, request, &Reply::ok(&true), |stock| {
        let found = stock.lots.iter().position(|lot| lot.id == id).ok_or_else(|| Problem::not_found("supply lot"))?;
        let lot = stock.lots.remove(found);
        stock.quantity = stock.quantity.saturating_add(lot.quantity);
        Ok(())
    })
    .await
}
