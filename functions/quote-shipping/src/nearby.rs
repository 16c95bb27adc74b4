//! Pickup points near a point, or near a postal code.

use crate::quotes::configuration_problem;
use crate::{Deps, answer, wire};
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use edge::{Fields, Problem, Reply, Request, WireProblem};
use freight::quote::{Destination, pickup_points_for};

/// The farthest that is looked, in metres.
const FARTHEST: u32 = 50_000;
/// The most that are found.
const MOST: u32 = 300;

/// Near what.
enum Place {
    /// So many metres around a point.
    Around(Point, u32),
    /// Points whose postal code begins like this one.
    Like(Country, PostalCode),
}

/// Finds the active pickup points near a point, nearest first, or those whose postal code begins like another: two
/// characters at least, and the more they share the nearer. How far those are nobody knows, and `distance` is left out.
#[utoipa::path(get, path = "/v1/pickup-points/near", tag = "Pickup points", security(("bearer" = []), ("publishable" = [])),
    params(("lat" = Option<f64>, Query, description = "WGS 84"), ("lng" = Option<f64>, Query, description = "WGS 84"),
        ("postalCode" = Option<String>, Query, description = "In place of `lat` and `lng`"),
        ("country" = Option<String>, Query, description = "ISO 3166-1 alpha-3, of the postal code; BRA when left out"),
        ("radius" = Option<u32>, Query, description = "Metres around the point, at most 50000"),
        ("limit" = Option<u32>, Query, description = "1 to 300, else 20")),
    responses((status = 200, body = wire::NearbyPickupPoints), (status = 422, body = WireProblem)))]
pub async fn near(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let mut fields = Fields::new();
    let place = match request.query("postalCode")? {
        Some(code) => like(&mut fields, request, code)?,
        None => around(&mut fields, request)?,
    };
    let limit = bounded(&mut fields, request, "limit", 20, MOST)?;
    let (place, limit) = fields.all(place.zip(limit))?;
    let loaded = Box::pin(deps.register.load_without_tables(request.scope()?, request.at()))
        .await
        .map_err(configuration_problem)?;
    let most = usize::try_from(limit).unwrap_or_default();
    let items = match place {
        Place::Around(point, radius) => {
            let found = loaded.configuration.pickup_points_near(point, radius, most).into_iter();
            found.map(|(point, distance)| answer::offered(point, Some(distance))).collect()
        }
        Place::Like(country, code) => {
            let found = pickup_points_for(&loaded.configuration, &Destination::new(country, Some(code)));
            found.into_iter().take(most).map(|(point, distance)| answer::offered(point, distance)).collect()
        }
    };
    Ok(Reply::ok(&wire::NearbyPickupPoints { items }))
}

fn around(fields: &mut Fields, request: &Request) -> Result<Option<Place>, Problem> {
    let (lat, lng) = (request.query("lat")?.unwrap_or_default(), request.query("lng")?.unwrap_or_default());
    let read = || Point::new(lat.parse().ok()?, lng.parse().ok()?).ok();
    let detail = "Send `lat` and `lng` in degrees, or `postalCode`.";
    let point = fields.take("?lat", "point", format!("{lat},{lng}"), read().ok_or(detail));
    let radius = bounded(fields, request, "radius", FARTHEST, FARTHEST)?;
    Ok(point.zip(radius).map(|(point, radius)| Place::Around(point, radius)))
}

fn like(fields: &mut Fields, request: &Request, code: &str) -> Result<Option<Place>, Problem> {
    for name in ["lat", "lng", "radius"] {
        if let Some(sent) = request.query(name)? {
            let detail = "Distances need a point: send either the point or the postal code.";
            fields.refuse(&format!("?{name}"), "not_with_postal_code", detail, Some(sent.into()));
        }
    }
    let country = request.query("country")?.unwrap_or("BRA");
    let read = fields.take("?country", "country", country, Country::new(country));
    let read = read.and_then(|country| {
        let code = fields.take("?postalCode", "postal_code", code, PostalCode::new(country, code))?;
        Some(Place::Like(country, code))
    });
    Ok(read)
}

fn bounded(
    fields: &mut Fields,
    request: &Request,
    name: &str,
    default: u32,
    most: u32,
) -> Result<Option<u32>, Problem> {
    let Some(text) = request.query(name)? else { return Ok(Some(default)) };
    let read = text.parse::<u32>().ok().filter(|number| (1..=most).contains(number));
    let rule = format!("`{name}` is a number from 1 to {most}.");
    Ok(fields.take(&format!("?{name}"), "out_of_range", text, read.ok_or(rule)))
}
