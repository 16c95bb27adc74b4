//! Pickup points near a point.

use crate::quotes::configuration_problem;
use crate::{Deps, answer, wire};
use domain::place::Point;
use edge::{Fields, Problem, Reply, Request, WireProblem};

/// The farthest that is looked, in metres.
const FARTHEST: u32 = 50_000;
/// The most that are found.
const MOST: u32 = 300;

/// Finds the active pickup points near a point, nearest first.
#[utoipa::path(get, path = "/v1/pickup-points/near", tag = "Pickup points", security(("bearer" = []), ("publishable" = [])),
    params(("lat" = f64, Query, description = "WGS 84"), ("lng" = f64, Query, description = "WGS 84"),
        ("radius" = Option<u32>, Query, description = "Metres, at most 50000"),
        ("limit" = Option<u32>, Query, description = "1 to 300, else 20")),
    responses((status = 200, body = wire::NearbyPickupPoints), (status = 422, body = WireProblem)))]
pub async fn near(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let mut fields = Fields::new();
    let (lat, lng) = (request.query("lat")?.unwrap_or_default(), request.query("lng")?.unwrap_or_default());
    let read = || Point::new(lat.parse().ok()?, lng.parse().ok()?).ok();
    let sent = format!("{lat},{lng}");
    let point = fields.take("?lat", "point", sent, read().ok_or("Send `lat` and `lng` in degrees."));
    let radius = bounded(&mut fields, request, "radius", FARTHEST, FARTHEST)?;
    let limit = bounded(&mut fields, request, "limit", 20, MOST)?;
    let ((point, radius), limit) = fields.all(point.zip(radius).zip(limit))?;
    let loaded = Box::pin(deps.register.load(request.scope()?, request.at())).await.map_err(configuration_problem)?;
    let most = usize::try_from(limit).unwrap_or_default();
    let found = loaded.configuration.pickup_points_near(point, radius, most);
    let items = found.into_iter().map(|(point, distance)| answer::offered(point, Some(distance))).collect();
    Ok(Reply::ok(&wire::NearbyPickupPoints { items }))
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
