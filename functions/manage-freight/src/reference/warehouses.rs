//! Warehouses in the reference's shape.

use configuration::Sections;
use domain::code::{DockId, WarehouseId};
use edge::reference::Text;
use edge::{Fields, Problem, Reply, Request};
use freight::configuration::{DockLink, Warehouse};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Deps;
use crate::reference::reading::{broken, id, number, remark, remarks, span, told_number, whole};
use crate::reference::section;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    id: Option<Text>,
    name: Option<Text>,
    warehouse_docks: Option<Vec<Link>>,
    priority: Option<Text>,
    is_active: Option<bool>,
    pickup_point_ids: Option<Value>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Link {
    dock_id: Option<Text>,
    time: Option<Text>,
    cost: Option<Text>,
}

/// What our names are here.
const NAMES: [(&str, &str); 1] = [("/docks", "/warehouseDocks")];

impl Sent {
    fn read(&self, id: &WarehouseId, sections: &Sections, found: Option<&Warehouse>) -> Result<Warehouse, Problem> {
        let mut fields = Fields::new();
        let mut docks = Vec::new();
        for (at, link) in self.warehouse_docks.iter().flatten().enumerate() {
            let pointer = format!("/warehouseDocks/{at}");
            let named = link.dock_id.as_ref().map_or("", Text::as_str);
            let dock = fields.take(&format!("{pointer}/dockId"), "invalid_id", named, named.parse::<DockId>());
            if dock.as_ref().is_some_and(|dock| sections.docks.get(dock.as_str()).is_none()) {
                let told = "There is no such dock.";
                fields.refuse(&format!("{pointer}/dockId"), "unknown_dock", told, Some(named.into()));
            }
            let time = span(&mut fields, &format!("{pointer}/time"), link.time.as_ref());
            let cost = number(&mut fields, &format!("{pointer}/cost"), link.cost.as_ref());
            docks.extend(dock.map(|dock| DockLink { dock, time, cost }));
        }
        let noted = [("pickupPointIds", self.pickup_point_ids.as_ref())];
        let remarks = remarks(&mut fields, found.map(|found| &found.remarks), &noted);
        let warehouse = Warehouse {
            id: id.clone(),
            name: self.name.as_ref().map_or_else(|| id.to_string(), |name| name.0.trim().to_owned()),
            active: self.is_active.unwrap_or_else(|| found.is_none_or(|found| found.active)),
            seller: found.and_then(|found| found.seller.clone()),
            priority: whole(&mut fields, "/priority", self.priority.as_ref()),
            docks,
            remarks,
        };
        broken(&mut fields, warehouse.errors(), &NAMES);
        fields.all(Some(warehouse))
    }
}

fn told(warehouse: &Warehouse, sections: &Sections) -> Value {
    let link = |link: &DockLink| {
        let dock = sections.docks.get(link.dock.as_str()).map(|record| record.value.name.as_str());
        json!({
            "dockId": link.dock,
            "name": dock.unwrap_or_default(),
            "time": link.time.to_dot_net(),
            "cost": told_number(link.cost),
            "translateDays": "dias",
            "costToDisplay": displayed(link.cost),
        })
    };
    json!({
        "id": warehouse.id,
        "name": warehouse.name,
        "warehouseDocks": warehouse.docks.iter().map(link).collect::<Vec<Value>>(),
        "pickupPointIds": remark(&warehouse.remarks, "pickupPointIds", json!([])),
        "priority": warehouse.priority,
        "isActive": warehouse.active,
    })
}

/// An amount with two decimals behind a comma.
fn displayed(cost: Decimal) -> String {
    format!("{:.2}", cost.round_dp(2)).replace('.', ",")
}

/// Lists the warehouses, by id.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/warehouses", tag = "Reference", responses((status = 200, body = Value)))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    Ok(Reply::ok(&sections.warehouses.values().map(|one| told(one, &sections)).collect::<Vec<Value>>()))
}

/// Shows one warehouse.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/warehouses/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.warehouses.get(request.param("id")).ok_or_else(|| Problem::not_found("warehouse"))?;
    Ok(Reply::ok(&told(&found.value, &sections)))
}

/// Makes a warehouse, or replaces the one of the same id. The docks that it names must exist.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/warehouses", tag = "Reference", request_body = Value,
    responses((status = 200, body = bool), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: WarehouseId = id(sent.id.as_ref())?;
    let read = |sections: &Sections, found: Option<&Warehouse>| sent.read(&id, sections, found);
    section::put::<Warehouse>(deps, request, &id, &|_| Reply::ok(&true), read).await
}

/// Deletes a warehouse. What it had in stock no longer counts.
///
/// The counts are kept, with what is reserved for orders: a warehouse that is made again under the same id is the same
/// place, and has them again. So nothing is lost by a mistake; whoever begins anew counts anew, or takes another id.
#[utoipa::path(delete, path = "/api/logistics/pvt/configuration/warehouses/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Warehouse>(deps, request, request.param("id"), &Reply::ok(&true)).await
}

/// Lets the stock of a warehouse count.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/warehouses/{id}/activation", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn activate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    turn(deps, request, true).await
}

/// Lets the stock of a warehouse no longer count.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/warehouses/{id}/deactivation", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn deactivate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    turn(deps, request, false).await
}

async fn turn(deps: &Deps, request: &Request, active: bool) -> Result<Reply, Problem> {
    section::change::<Warehouse>(deps, request, request.param("id"), &Reply::ok(&true), |warehouse| {
        warehouse.active = active;
        Ok(())
    })
    .await
}
