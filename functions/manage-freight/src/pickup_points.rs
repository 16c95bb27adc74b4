//! Pickup points: where recipients collect goods.

use configuration::{Section, Sections};
use domain::code::PickupPointId;
use edge::{Problem, Reply, Request, WireProblem};
use freight::configuration::PickupPoint;

use crate::section::{self, Noun};
use crate::{Deps, wire};

/// Lists the pickup points, by id.
#[utoipa::path(get, path = "/v1/pickup-points", tag = "Pickup points",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::PickupPoints)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::list::<PickupPoint>(deps, request).await
}

/// Shows one pickup point.
#[utoipa::path(get, path = "/v1/pickup-points/{id}", tag = "Pickup points", params(("id" = String, Path)),
    responses((status = 200, body = wire::PickupPoint), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::show::<PickupPoint>(deps, request).await
}

/// Makes or replaces a pickup point.
#[utoipa::path(put, path = "/v1/pickup-points/{id}", tag = "Pickup points",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::PickupPoint,
    responses((status = 200, body = wire::PickupPoint), (status = 201, body = wire::PickupPoint), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::put::<PickupPoint>(deps, request).await
}

/// Deletes a pickup point that nothing names.
#[utoipa::path(delete, path = "/v1/pickup-points/{id}", tag = "Pickup points",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<PickupPoint>(deps, request).await
}

impl Noun for PickupPoint {
    type Id = PickupPointId;
    type Wire = wire::PickupPoint;
    const NAME: &'static str = "pickup point";
    const SECTION: &'static str = "pickup_points";

    fn section(sections: &mut Sections) -> &mut Section<PickupPointId, Self> {
        &mut sections.pickup_points
    }

    fn id(&self) -> &PickupPointId {
        &self.id
    }

    fn read(wire: &wire::PickupPoint, id: &str, sections: &Sections) -> Result<Self, Problem> {
        wire.read(id, sections)
    }

    fn show(&self, _: &Sections) -> wire::PickupPoint {
        wire::PickupPoint::from(self)
    }

    fn users(&self, sections: &Sections) -> Vec<String> {
        let policies = sections.policies.values().filter(|policy| policy.pickup_points.contains(&self.id));
        policies.map(|policy| format!("shipping policy {}", policy.id)).collect()
    }
}
