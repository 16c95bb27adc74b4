//! Sellers: who sells through the account and ships from docks and warehouses of their own.

use configuration::{Section, Sections};
use domain::code::SellerId;
use edge::{Problem, Reply, Request, WireProblem};
use freight::configuration::Seller;

use crate::section::{self, Noun};
use crate::{Deps, wire};

/// Lists the sellers, by id.
#[utoipa::path(get, path = "/v1/sellers", tag = "Sellers",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Sellers)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::list::<Seller>(deps, request).await
}

/// Shows one seller.
#[utoipa::path(get, path = "/v1/sellers/{id}", tag = "Sellers", params(("id" = String, Path)),
    responses((status = 200, body = wire::Seller), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::show::<Seller>(deps, request).await
}

/// Makes or replaces a seller.
#[utoipa::path(put, path = "/v1/sellers/{id}", tag = "Sellers",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::Seller,
    responses((status = 200, body = wire::Seller), (status = 201, body = wire::Seller), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::put::<Seller>(deps, request).await
}

/// Deletes a seller that nothing names.
#[utoipa::path(delete, path = "/v1/sellers/{id}", tag = "Sellers",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    section::remove::<Seller>(deps, request).await
}

impl Noun for Seller {
    type Id = SellerId;
    type Wire = wire::Seller;
    const NAME: &'static str = "seller";
    const SECTION: &'static str = "sellers";

    fn section(sections: &mut Sections) -> &mut Section<SellerId, Self> {
        &mut sections.sellers
    }

    fn id(&self) -> &SellerId {
        &self.id
    }

    fn read(wire: &wire::Seller, id: &str, _: &Sections) -> Result<Self, Problem> {
        wire.read(id)
    }

    fn show(&self, _: &Sections) -> wire::Seller {
        wire::Seller::from(self)
    }

    fn users(&self, sections: &Sections) -> Vec<String> {
        let own = |seller: &Option<SellerId>| seller.as_ref() == Some(&self.id);
        let docks = sections.docks.values().filter(|dock| own(&dock.seller));
        let warehouses = sections.warehouses.values().filter(|warehouse| own(&warehouse.seller));
        let policies = sections
            .policies
            .values()
            .filter(|policy| own(&policy.seller) || policy.pickup_point_sellers.contains(&self.id));
        let points = sections.pickup_points.values().filter(|point| own(&point.seller));
        let named = docks.map(|dock| format!("dock {}", dock.id));
        let named = named.chain(warehouses.map(|warehouse| format!("warehouse {}", warehouse.id)));
        let named = named.chain(policies.map(|policy| format!("shipping policy {}", policy.id)));
        named.chain(points.map(|point| format!("pickup point {}", point.id))).collect()
    }
}
