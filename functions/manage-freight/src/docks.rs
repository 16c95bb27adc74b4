//! Docks: where goods are handed to carriers.

use configuration::{Section, Sections};
use domain::code::DockId;
use edge::{Problem, Reply, Request, WireProblem};
use freight::configuration::{Dock, Warehouse};

use crate::section::{self, Noun};
use crate::{Deps, wire};

/// Lists the docks, by id.
#[utoipa::path(get, path = "/v1/docks", tag = "Docks",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Docks)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::list::<Dock>(deps, request).await
}

/// Shows one dock.
#[utoipa::path(get, path = "/v1/docks/{id}", tag = "Docks", params(("id" = String, Path)),
    responses((status = 200, body = wire::Dock), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::show::<Dock>(deps, request).await
}

/// Makes or replaces a dock. The policies that it names must exist.
#[utoipa::path(put, path = "/v1/docks/{id}", tag = "Docks",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Dock,
    responses((status = 200, body = wire::Dock), (status = 201, body = wire::Dock), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::put::<Dock>(deps, request).await
}

/// Deletes a dock that no warehouse names.
#[utoipa::path(delete, path = "/v1/docks/{id}", tag = "Docks",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Dock>(deps, request).await
}

impl Noun for Dock {
    type Id = DockId;
    type Wire = wire::Dock;
    const NAME: &'static str = "dock";
    const SECTION: &'static str = "docks";

    fn section(sections: &mut Sections) -> &mut Section<DockId, Self> {
        &mut sections.docks
    }

    fn id(&self) -> &DockId {
        &self.id
    }

    fn read(wire: &wire::Dock, id: &str, sections: &Sections) -> Result<Self, Problem> {
        wire.read(id, sections)
    }

    fn show(&self, _: &Sections) -> wire::Dock {
        wire::Dock::from(self)
    }

    fn users(&self, sections: &Sections) -> Vec<String> {
        let named = |warehouse: &&Warehouse| warehouse.docks.iter().any(|link| link.dock == self.id);
        sections.warehouses.values().filter(named).map(|warehouse| format!("warehouse {}", warehouse.id)).collect()
    }
}
