//! Docks in the reference's shape.

use domain::code::{DockId, PolicyId};
use edge::reference::Text;
use edge::{Fields, Problem, Reply, Request};
use freight::configuration::Dock;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Deps;
use crate::reference::reading::{broken, id, ids, remark, remarks, span, texts, whole};
use crate::reference::section;

/// A dock as it is sent. Its address and the store blocks of old do not change quotes, and are told again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    id: Option<Text>,
    name: Option<Text>,
    priority: Option<Text>,
    dock_time_fake: Option<Text>,
    time_fake_overhead: Option<Text>,
    sales_channels: Option<Vec<Text>>,
    sales_channel: Option<Text>,
    freight_table_ids: Option<Vec<Text>>,
    is_active: Option<bool>,
    wms_end_point: Option<Value>,
    address: Option<Value>,
    location: Option<Value>,
    pickup_store_info: Option<Value>,
    pickup_in_store_info: Option<Value>,
    delivery_from_store_info: Option<Value>,
}

/// What our names are here.
const NAMES: [(&str, &str); 2] = [("/policies", "/freightTableIds"), ("/processingTime", "/dockTimeFake")];

impl Sent {
    fn read(&self, id: &DockId, known: impl Fn(&PolicyId) -> bool, found: Option<&Dock>) -> Result<Dock, Problem> {
        let mut fields = Fields::new();
        let policies: Vec<PolicyId> = ids(&mut fields, "/freightTableIds", self.freight_table_ids.as_ref());
        for (at, policy) in policies.iter().enumerate().filter(|(_, policy)| !known(policy)) {
            let pointer = format!("/freightTableIds/{at}");
            fields.refuse(
                &pointer,
                "unknown_policy",
                "There is no such shipping policy.",
                Some(policy.as_str().into()),
            );
        }
        let mut channels = texts(self.sales_channels.as_ref());
        if let Some(main) = self.sales_channel.as_ref().filter(|main| !main.0.is_empty() && !channels.contains(&main.0))
        {
            channels.push(main.0.clone());
        }
        let name = self.name.as_ref().map_or_else(|| id.to_string(), |name| name.0.trim().to_owned());
        let noted = [
            ("wmsEndPoint", self.wms_end_point.as_ref()),
            ("address", self.address.as_ref()),
            ("location", self.location.as_ref()),
            ("pickupStoreInfo", self.pickup_store_info.as_ref()),
            ("pickupInStoreInfo", self.pickup_in_store_info.as_ref()),
            ("deliveryFromStoreInfo", self.delivery_from_store_info.as_ref()),
        ];
        let remarks = remarks(&mut fields, found.map(|found| &found.remarks), &noted);
        let dock = Dock {
            id: id.clone(),
            name,
            active: self.is_active.unwrap_or_else(|| found.is_none_or(|found| found.active)),
            seller: found.and_then(|found| found.seller.clone()),
            priority: whole(&mut fields, "/priority", self.priority.as_ref()),
            processing_time: span(&mut fields, "/dockTimeFake", self.dock_time_fake.as_ref()),
            overhead_time: span(&mut fields, "/timeFakeOverhead", self.time_fake_overhead.as_ref()),
            sales_channels: channels,
            policies,
            remarks,
        };
        broken(&mut fields, dock.errors(), &NAMES);
        fields.all(Some(dock))
    }
}

fn told(dock: &Dock) -> Value {
    let noted = |field: &str, otherwise: Value| remark(&dock.remarks, field, otherwise);
    json!({
        "id": dock.id,
        "name": dock.name,
        "priority": dock.priority,
        "dockTimeFake": dock.processing_time.to_dot_net(),
        "timeFakeOverhead": dock.overhead_time.to_dot_net(),
        "salesChannels": dock.sales_channels,
        "salesChannel": null,
        "freightTableIds": dock.policies,
        "wmsEndPoint": noted("wmsEndPoint", json!("")),
        "pickupStoreInfo": noted("pickupStoreInfo", json!({
            "isPickupStore": false, "storeId": null, "friendlyName": null, "address": null, "additionalInfo": null,
            "dockId": null, "distance": null, "businessHours": null, "pickupHolidays": null, "sellerId": null,
            "isThirdPartyPickup": false,
        })),
        "pickupInStoreInfo": noted("pickupInStoreInfo", json!({ "isActice": false, "additionalInfo": null })),
        "deliveryFromStoreInfo": noted("deliveryFromStoreInfo", json!({
            "isActice": false, "deliveryRadius": 0.0, "deliveryFee": 0.0, "deliveryTime": "00:00:00",
            "maximumWeight": 0.0,
        })),
        "address": noted("address", Value::Null),
        "location": noted("location", Value::Null),
        "isActive": dock.active,
    })
}

/// Lists the docks, by id.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/docks", tag = "Reference", responses((status = 200, body = Value)))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    Ok(Reply::ok(&sections.docks.values().map(told).collect::<Vec<Value>>()))
}

/// Shows one dock.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/docks/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.docks.get(request.param("id")).ok_or_else(|| Problem::not_found("dock"))?;
    Ok(Reply::ok(&told(&found.value)))
}

/// Makes a dock, or replaces the one of the same id. The policies that it names must exist.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/docks", tag = "Reference", request_body = Value,
    responses((status = 200, body = bool), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: DockId = id(sent.id.as_ref())?;
    section::put::<Dock>(deps, request, &id, &|_| Reply::ok(&true), |sections, found| {
        sent.read(&id, |policy| sections.policies.get(policy.as_str()).is_some(), found)
    })
    .await
}

/// Deletes a dock that no warehouse names.
#[utoipa::path(delete, path = "/api/logistics/pvt/configuration/docks/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value), (status = 409, body = Value, description = "A warehouse names it")))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Dock>(deps, request, request.param("id"), &Reply::ok(&true)).await
}

/// Lets a dock ship.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/docks/{id}/activation", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn activate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    turn(deps, request, true).await
}

/// Stops a dock from shipping.
#[utoipa::path(post, path = "/api/logistics/pvt/configuration/docks/{id}/deactivation", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn deactivate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    turn(deps, request, false).await
}

async fn turn(deps: &Deps, request: &Request, active: bool) -> Result<Reply, Problem> {
    section::change::<Dock>(deps, request, request.param("id"), &Reply::ok(&true), |dock| {
        dock.active = active;
        Ok(())
    })
    .await
}
