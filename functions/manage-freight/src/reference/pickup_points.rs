//! Pickup points in the reference's shape.

use domain::code::PickupPointId;
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use edge::reference::Text;
use edge::{Fields, Problem, Reply, Request};
use freight::configuration::{PickupPoint, PointAddress};
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Deps;
use crate::reference::reading::{Hours, broken, decimal, hours, page, paged, texts, told_hours};
use crate::reference::section;

/// Points that the plain list has at most.
const MOST: usize = 1_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    name: Option<Text>,
    description: Option<Text>,
    instructions: Option<Text>,
    address: Option<Address>,
    is_active: Option<bool>,
    business_hours: Option<Vec<Hours>>,
    tags_label: Option<Vec<Text>>,
    is_third_party_pickup: Option<bool>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Address {
    postal_code: Option<Text>,
    country: Option<Nation>,
    city: Option<Text>,
    state: Option<Text>,
    neighborhood: Option<Text>,
    street: Option<Text>,
    number: Option<Text>,
    complement: Option<Text>,
    reference: Option<Text>,
    location: Option<Location>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Nation {
    acronym: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Location {
    latitude: Option<Text>,
    longitude: Option<Text>,
}

/// What our names are here.
const NAMES: [(&str, &str); 2] = [("/tags", "/tagsLabel"), ("/hours", "/businessHours")];

fn text(sent: Option<&Text>) -> String {
    sent.map(|text| text.0.trim().to_owned()).unwrap_or_default()
}

impl Address {
    fn read(&self, fields: &mut Fields) -> Option<(PointAddress, Point)> {
        let country = text(self.country.as_ref().and_then(|country| country.acronym.as_ref()));
        let country = fields.take("/address/country/acronym", "country", country.as_str(), Country::new(&country));
        let postal = text(self.postal_code.as_ref());
        let postal_code = match country.filter(|_| !postal.is_empty()) {
            Some(country) => {
                let read = PostalCode::new(country, &postal);
                fields.take("/address/postalCode", "postal_code", postal.as_str(), read)
            }
            None => None,
        };
        let location = self.location.clone().unwrap_or_default();
        let degrees = |text: &Option<Text>| decimal(text.as_ref()?.as_str())?.to_f64();
        let point = degrees(&location.latitude).zip(degrees(&location.longitude));
        let point = point.and_then(|(lat, lng)| Point::new(lat, lng).ok());
        let told = "Send latitude and longitude in degrees.";
        let point = fields.take("/address/location", "point", Value::Null, point.ok_or(told));
        let (country, point) = country.zip(point)?;
        let address = PointAddress {
            country,
            postal_code,
            state: text(self.state.as_ref()),
            city: text(self.city.as_ref()),
            neighborhood: text(self.neighborhood.as_ref()),
            street: text(self.street.as_ref()),
            number: text(self.number.as_ref()),
            complement: text(self.complement.as_ref()),
            reference: text(self.reference.as_ref()),
        };
        Some((address, point))
    }
}

impl Sent {
    fn read(&self, id: &PickupPointId, found: Option<&PickupPoint>) -> Result<PickupPoint, Problem> {
        let mut fields = Fields::new();
        let place = self.address.clone().unwrap_or_default().read(&mut fields);
        let hours = hours(&mut fields, "/businessHours", self.business_hours.as_ref());
        let point = place.map(|(address, point)| PickupPoint {
            id: id.clone(),
            name: text(self.name.as_ref()),
            active: self.is_active.unwrap_or_else(|| found.is_none_or(|found| found.active)),
            seller: found.and_then(|found| found.seller.clone()),
            description: text(self.description.as_ref()),
            instructions: text(self.instructions.as_ref()),
            address,
            point,
            hours,
            holidays: found.map(|found| found.holidays.clone()).unwrap_or_default(),
            tags: texts(self.tags_label.as_ref()),
            third_party: self.is_third_party_pickup.unwrap_or_default(),
        });
        if let Some(point) = &point {
            broken(&mut fields, point.errors(), &NAMES);
        }
        fields.all(point)
    }
}

fn told(point: &PickupPoint) -> Value {
    let address = &point.address;
    let line = [&address.street, &address.number, &address.neighborhood, &address.city, &address.state];
    let line: Vec<&str> = line.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let holidays = point.holidays.iter().map(|holiday| {
        let hour = |time: Option<freight::configuration::TimeOfDay>| time.map(freight::configuration::TimeOfDay::clock);
        json!({
            "date": holiday.date.to_string(),
            "hourBegin": hour(holiday.open.map(|open| open.opening)),
            "hourEnd": hour(holiday.open.map(|open| open.closing)),
        })
    });
    json!({
        "id": point.id,
        "name": point.name,
        "description": point.description,
        "instructions": point.instructions,
        "formatted_address": line.join(", "),
        "address": {
            "postalCode": address.postal_code,
            "country": { "acronym": address.country, "name": null },
            "city": address.city,
            "state": address.state,
            "neighborhood": address.neighborhood,
            "street": address.street,
            "number": address.number,
            "complement": address.complement,
            "reference": address.reference,
            "location": { "latitude": point.point.lat(), "longitude": point.point.lng() },
        },
        "isActive": point.active,
        "distance": 0.0,
        "seller": point.seller,
        "_sort": [],
        "businessHours": told_hours(&point.hours),
        "tagsLabel": point.tags,
        "pickupHolidays": holidays.collect::<Vec<Value>>(),
        "isThirdPartyPickup": point.third_party,
        "accountOwnerName": null,
        "accountOwnerId": null,
        "parentAccountName": null,
        "originalId": null,
    })
}

/// Lists the pickup points, by id: the first 1,000.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/pickuppoints", tag = "Reference", responses((status = 200, body = Value)))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    Ok(Reply::ok(&sections.pickup_points.values().take(MOST).map(told).collect::<Vec<Value>>()))
}

/// Lists the pickup points page by page, up to 100 pages: all of them, or those in whose id, name, address or tags a
/// word stands.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/pickuppoints/_search", tag = "Reference",
    params(("page" = Option<u32>, Query, description = "1 to 100"), ("pageSize" = Option<u32>, Query, description = "1 to 1000"), ("keyword" = Option<String>, Query)),
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn search(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = page(request, "pageSize", 50, 1_000)?;
    if page.0 > 100 {
        return Err(Problem::malformed("invalid_page", "`page` is a number from 1 to 100."));
    }
    let keyword = request.query("keyword")?.unwrap_or_default().trim().to_lowercase();
    let sections = deps.current(request).await?.sections;
    let fits = |point: &&PickupPoint| {
        let address = &point.address;
        let texts = [point.id.as_str(), &point.name, &address.street, &address.neighborhood, &address.city];
        let tags = point.tags.iter().map(String::as_str);
        keyword.is_empty() || texts.into_iter().chain(tags).any(|text| text.to_lowercase().contains(&keyword))
    };
    let (items, paging) = paged(sections.pickup_points.values().filter(fits).collect(), "pageSize", page);
    let items: Vec<Value> = items.into_iter().map(told).collect();
    Ok(Reply::ok(&json!({ "items": items, "paging": paging })))
}

/// Shows one pickup point.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/pickuppoints/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.pickup_points.get(request.param("id"));
    Ok(Reply::ok(&told(&found.ok_or_else(|| Problem::not_found("pickup point"))?.value)))
}

/// Makes or replaces a pickup point.
#[utoipa::path(put, path = "/api/logistics/pvt/configuration/pickuppoints/{id}", tag = "Reference", params(("id" = String, Path)), request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: PickupPointId = request.named("id", "pickup point")?;
    let shown = |point: &PickupPoint| Reply::ok(&told(point));
    section::put::<PickupPoint>(deps, request, &id, &shown, |_, found| sent.read(&id, found)).await
}

/// Deletes a pickup point that no policy names.
#[utoipa::path(delete, path = "/api/logistics/pvt/configuration/pickuppoints/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value), (status = 409, body = Value, description = "A policy names it")))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<PickupPoint>(deps, request, request.param("id"), &Reply::ok(&true)).await
}
