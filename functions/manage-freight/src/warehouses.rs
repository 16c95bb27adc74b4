//! Warehouses: where stock lies, and the docks it can leave from.

use configuration::{Section, Sections};
use domain::code::WarehouseId;
use edge::{Problem, Reply, Request, WireProblem};
use freight::configuration::Warehouse;

use crate::section::{self, Noun};
use crate::{Deps, wire};

/// Lists the warehouses, by id.
#[utoipa::path(get, path = "/v1/warehouses", tag = "Warehouses",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Warehouses)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::list::<Warehouse>(deps, request).await
}

/// Shows one warehouse.
#[utoipa::path(get, path = "/v1/warehouses/{id}", tag = "Warehouses", params(("id" = String, Path)),
    responses((status = 200, body = wire::Warehouse), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::show::<Warehouse>(deps, request).await
}

/// Makes or replaces a warehouse. The docks that it names must exist.
#[utoipa::path(put, path = "/v1/warehouses/{id}", tag = "Warehouses",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Warehouse,
    responses((status = 200, body = wire::Warehouse), (status = 201, body = wire::Warehouse), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::put::<Warehouse>(deps, request).await
}

/// Deletes a warehouse. What it had in stock no longer counts.
///
/// The counts are kept, with what is reserved for orders: a warehouse that is made again under the same id is the same
/// place, and has them again. So nothing is lost by a mistake; whoever begins anew counts anew, or takes another id.
#[utoipa::path(delete, path = "/v1/warehouses/{id}", tag = "Warehouses",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Warehouse>(deps, request).await
}

impl Noun for Warehouse {
    type Id = WarehouseId;
    type Wire = wire::Warehouse;
    const NAME: &'static str = "warehouse";
    const SECTION: &'static str = "warehouses";

    fn section(sections: &mut Sections) -> &mut Section<WarehouseId, Self> {
        &mut sections.warehouses
    }

    fn id(&self) -> &WarehouseId {
        &self.id
    }

    fn read(wire: &wire::Warehouse, id: &str, sections: &Sections) -> Result<Self, Problem> {
        wire.read(id, sections)
    }

    fn show(&self, sections: &Sections) -> wire::Warehouse {
        wire::Warehouse::show(self, sections.settings.value.currency)
    }
}
