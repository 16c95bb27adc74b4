//! Polygons in the reference's shape: a name, and `GeoJSON` coordinates with longitude first.

use domain::code::PolygonId;
use edge::reference::Text;
use edge::{Problem, Reply, Request};
use freight::polygon::Polygon;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Deps;
use crate::reference::reading::{id, page, paged};
use crate::reference::section;
use crate::wire;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    name: Option<Text>,
    geo_shape: Shape,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Shape {
    coordinates: Value,
}

fn told(polygon: &Polygon) -> Value {
    let drawn = wire::Polygon::from(polygon);
    let kind = drawn.geometry.kind.to_lowercase();
    json!({ "name": polygon.id(), "geoShape": { "coordinates": drawn.geometry.coordinates, "type": kind } })
}

/// Lists the names of the polygons, page by page.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/geoshape", tag = "Reference",
    params(("page" = Option<u32>, Query), ("perPage" = Option<u32>, Query, description = "1 to 1000")),
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = page(request, "perPage", 100, 1_000)?;
    let sections = deps.current(request).await?.sections;
    let names: Vec<&PolygonId> = sections.polygons.values().map(Polygon::id).collect();
    let (items, paging) = paged(names, "perPage", page);
    Ok(Reply::ok(&json!({ "items": items, "paging": paging })))
}

/// Shows one polygon.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/geoshape/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.polygons.get(request.param("id")).ok_or_else(|| Problem::not_found("polygon"))?;
    Ok(Reply::ok(&told(&found.value)))
}

/// Makes or replaces a polygon, and answers its name. Its rings are closed, and neither cross nor touch themselves.
#[utoipa::path(put, path = "/api/logistics/pvt/configuration/geoshape", tag = "Reference", request_body = Value,
    responses((status = 200, body = String), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: PolygonId = id(sent.name.as_ref())?;
    let drawn = wire::Polygon {
        id: None,
        name: id.to_string(),
        geometry: wire::Geometry { kind: "Polygon".to_owned(), coordinates: sent.geo_shape.coordinates },
    };
    let polygon = drawn.read(id.as_str())?;
    let reply = Reply::ok(&id);
    section::put::<Polygon>(deps, request, &id, &|_| reply.clone(), |_, _| Ok(polygon.clone())).await
}

/// Deletes a polygon that no restricted area names.
#[utoipa::path(delete, path = "/api/logistics/pvt/configuration/geoshape/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value), (status = 409, body = Value, description = "A restricted area names it")))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Polygon>(deps, request, request.param("id"), &Reply::ok(&true)).await
}
