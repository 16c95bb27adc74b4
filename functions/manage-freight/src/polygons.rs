//! Polygons: areas drawn on the map, which rows of freight tables and restricted areas name.

use configuration::{Section, Sections};
use domain::code::PolygonId;
use edge::{Problem, Reply, Request, WireProblem};
use freight::polygon::Polygon;
use freight::table::Area;

use crate::section::{self, Noun};
use crate::{Deps, wire};

/// Lists the polygons, by id.
#[utoipa::path(get, path = "/v1/polygons", tag = "Polygons",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Polygons)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::list::<Polygon>(deps, request).await
}

/// Shows one polygon.
#[utoipa::path(get, path = "/v1/polygons/{id}", tag = "Polygons", params(("id" = String, Path)),
    responses((status = 200, body = wire::Polygon), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::show::<Polygon>(deps, request).await
}

/// Makes or replaces a polygon. A point on its border belongs to it. Rows of freight tables name it by its id.
#[utoipa::path(put, path = "/v1/polygons/{id}", tag = "Polygons",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Polygon,
    responses((status = 200, body = wire::Polygon), (status = 201, body = wire::Polygon), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::put::<Polygon>(deps, request).await
}

/// Deletes a polygon that no restricted area names. Rows of freight tables that name it deliver nowhere then.
#[utoipa::path(delete, path = "/v1/polygons/{id}", tag = "Polygons",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Polygon>(deps, request).await
}

impl Noun for Polygon {
    type Id = PolygonId;
    type Wire = wire::Polygon;
    const NAME: &'static str = "polygon";
    const SECTION: &'static str = "polygons";

    fn section(sections: &mut Sections) -> &mut Section<PolygonId, Self> {
        &mut sections.polygons
    }

    fn id(&self) -> &PolygonId {
        self.id()
    }

    fn read(wire: &wire::Polygon, id: &str, _: &Sections) -> Result<Self, Problem> {
        wire.read(id)
    }

    fn show(&self, _: &Sections) -> wire::Polygon {
        wire::Polygon::from(self)
    }

    fn users(&self, sections: &Sections) -> Vec<String> {
        let named = |area: &Area| matches!(area, Area::Polygon(id) if id == self.id());
        let restricted = sections.restricted.iter();
        let users = restricted.filter(|(_, areas)| areas.value.iter().any(|area| named(area.place.area())));
        users.map(|(policy, _)| format!("restricted areas of shipping policy {policy}")).collect()
    }
}
