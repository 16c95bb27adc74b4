//! The public list of pickup points.

use super::shop;
use super::sla::{address, hours};
use super::wire::number;
use crate::Deps;
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use edge::{Problem, Reply, Request};
use freight::configuration::{Distance, PickupPoint};
use freight::quote::{Destination, pickup_points_for};
use serde_json::{Value, json};

/// How far the list looks, in metres, and how many it has.
const FARTHEST: u32 = 50_000;
const MOST: usize = 300;

/// Lists the pickup points near a point for a storefront, nearest first, or those whose postal code begins like the
/// shopper's: how far those are nobody knows. Nothing has to be proven.
#[utoipa::path(get, path = "/api/checkout/pub/pickup-points", tag = "Reference", security(()),
    params(("geoCoordinates" = Option<String>, Query, description = "Longitude, a semicolon, latitude"),
        ("postalCode" = Option<String>, Query, description = "In place of the coordinates"), ("countryCode" = Option<String>, Query, description = "Of the postal code; BRA when left out"), ("an" = Option<String>, Query, description = "Name of the account")),
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = shop::scope(deps, request).await?;
    let point = request
        .query("geoCoordinates")?
        .and_then(|text| text.split_once(';'))
        .and_then(|(lng, lat)| Point::new(lat.trim().parse().ok()?, lng.trim().parse().ok()?).ok());
    let place = match (point, request.query("postalCode")?) {
        (Some(point), _) => Ok(point),
        (None, Some(code)) => Err(destination(request.query("countryCode")?, code)?),
        (None, None) => {
            return Err(Problem::malformed("CHK0119", "Invalid geoCoordinates: longitude;latitude is expected"));
        }
    };
    let loaded = Box::pin(deps.register.load_without_tables(scope, request.at())).await;
    let loaded = loaded.map_err(crate::quotes::configuration_problem)?;
    let found: Vec<(&PickupPoint, Option<Distance>)> = match place {
        Ok(point) => {
            let near = loaded.configuration.pickup_points_near(point, FARTHEST, MOST).into_iter();
            near.map(|(point, distance)| (point, Some(distance))).collect()
        }
        Err(destination) => pickup_points_for(&loaded.configuration, &destination),
    };
    let items = found.iter().map(|(point, distance)| {
        json!({
            "distance": distance.map(|distance| number(distance.kilometres())),
            "pickupPoint": {
                "friendlyName": point.name, "address": address(point), "additionalInfo": point.instructions,
                "id": format!("1_{}", point.id), "businessHours": hours(point),
            },
        })
    });
    let items: Vec<Value> = items.collect();
    let paging = json!({ "page": 1, "pageSize": MOST, "total": items.len(), "pages": 1 });
    Ok(Reply::ok(&json!({ "paging": paging, "items": items })))
}

/// The place that a postal code is of.
fn destination(country: Option<&str>, code: &str) -> Result<Destination, Problem> {
    let country = Country::new(country.unwrap_or("BRA"));
    let read = country.ok().and_then(|country| Some((country, PostalCode::new(country, code).ok()?)));
    let (country, code) = read.ok_or_else(|| Problem::malformed("CHK0119", "Invalid postalCode"))?;
    Ok(Destination::new(country, Some(code)))
}
