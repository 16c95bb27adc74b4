//! The addresses, shapes and words by which back offices of the reference platform manage freight, so that they work
//! here with nothing changed but the host. Amounts are in major units, times as .NET writes them, weights in grams and
//! edges in centimetres; unknown fields are ignored, and nothing is asked for in headers but the key.

mod blocked;
mod capacity;
mod docks;
mod holidays;
mod inventory;
mod lots;
mod pickup_points;
mod policies;
mod policy;
mod polygons;
mod reading;
mod section;
mod shelf;
mod values;
mod warehouses;

use edge::Router;
use edge::access::BACK_OFFICE;
use utoipa::OpenApi;

use crate::Deps;

const DOCKS: &str = "/api/logistics/pvt/configuration/docks";
const DOCK: &str = "/api/logistics/pvt/configuration/docks/{id}";
const WAREHOUSES: &str = "/api/logistics/pvt/configuration/warehouses";
const WAREHOUSE: &str = "/api/logistics/pvt/configuration/warehouses/{id}";
const POLICIES: &str = "/api/logistics/pvt/shipping-policies";
const POLICY: &str = "/api/logistics/pvt/shipping-policies/{id}";
const POINTS: &str = "/api/logistics/pvt/configuration/pickuppoints";
const POINT: &str = "/api/logistics/pvt/configuration/pickuppoints/{id}";
const SHAPES: &str = "/api/logistics/pvt/configuration/geoshape";
const SHAPE: &str = "/api/logistics/pvt/configuration/geoshape/{id}";
const STOCK: &str = "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}";
const LOTS: &str = "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots";
const HOLIDAYS: &str = "/api/logistics/pvt/configuration/holidays";
const HOLIDAY: &str = "/api/logistics/pvt/configuration/holidays/{id}";

/// Adds the reference's addresses to ours.
pub(crate) fn routes(router: Router<Deps>) -> Router<Deps> {
    router
        .post_keyless(
            "/api/logistics/pvt/configuration/freights/{carrierId}/values/update",
            BACK_OFFICE,
            |deps, request| Box::pin(values::update(deps, request)),
        )
        .get(
            "/api/logistics/pvt/configuration/freights/{carrierId}/{postalCode}/values",
            BACK_OFFICE,
            |deps, request| Box::pin(values::list(deps, request)),
        )
        .get(DOCKS, BACK_OFFICE, |deps, request| Box::pin(docks::list(deps, request)))
        .post_keyless(DOCKS, BACK_OFFICE, |deps, request| Box::pin(docks::put(deps, request)))
        .get(DOCK, BACK_OFFICE, |deps, request| Box::pin(docks::show(deps, request)))
        .delete(DOCK, BACK_OFFICE, |deps, request| Box::pin(docks::remove(deps, request)))
        .post_keyless("/api/logistics/pvt/configuration/docks/{id}/activation", BACK_OFFICE, |deps, request| {
            Box::pin(docks::activate(deps, request))
        })
        .post_keyless("/api/logistics/pvt/configuration/docks/{id}/deactivation", BACK_OFFICE, |deps, request| {
            Box::pin(docks::deactivate(deps, request))
        })
        .get(WAREHOUSES, BACK_OFFICE, |deps, request| Box::pin(warehouses::list(deps, request)))
        .post_keyless(WAREHOUSES, BACK_OFFICE, |deps, request| Box::pin(warehouses::put(deps, request)))
        .get(WAREHOUSE, BACK_OFFICE, |deps, request| Box::pin(warehouses::show(deps, request)))
        .delete(WAREHOUSE, BACK_OFFICE, |deps, request| Box::pin(warehouses::remove(deps, request)))
        .post_keyless("/api/logistics/pvt/configuration/warehouses/{id}/activation", BACK_OFFICE, |deps, request| {
            Box::pin(warehouses::activate(deps, request))
        })
        .post_keyless("/api/logistics/pvt/configuration/warehouses/{id}/deactivation", BACK_OFFICE, |deps, request| {
            Box::pin(warehouses::deactivate(deps, request))
        })
        .get(POLICIES, BACK_OFFICE, |deps, request| Box::pin(policies::list(deps, request)))
        .post_keyless(POLICIES, BACK_OFFICE, |deps, request| Box::pin(policies::make(deps, request)))
        .get(POLICY, BACK_OFFICE, |deps, request| Box::pin(policies::show(deps, request)))
        .put(POLICY, BACK_OFFICE, |deps, request| Box::pin(policies::put(deps, request)))
        .delete(POLICY, BACK_OFFICE, |deps, request| Box::pin(policies::remove(deps, request)))
        .get(
            "/api/logistics/pvt/configuration/carriers/{carrierId}/getdayofweekblocked",
            BACK_OFFICE,
            |deps, request| Box::pin(blocked::list(deps, request)),
        )
        .post_keyless(
            "/api/logistics/pvt/configuration/carriers/{carrierId}/adddayofweekblocked",
            BACK_OFFICE,
            |deps, request| Box::pin(blocked::add(deps, request)),
        )
        .post_keyless(
            "/api/logistics/pvt/configuration/carriers/{carrierId}/removedayofweekblocked",
            BACK_OFFICE,
            |deps, request| Box::pin(blocked::remove(deps, request)),
        )
        .get(POINTS, BACK_OFFICE, |deps, request| Box::pin(pickup_points::list(deps, request)))
        .get("/api/logistics/pvt/configuration/pickuppoints/_search", BACK_OFFICE, |deps, request| {
            Box::pin(pickup_points::search(deps, request))
        })
        .get(POINT, BACK_OFFICE, |deps, request| Box::pin(pickup_points::show(deps, request)))
        .put(POINT, BACK_OFFICE, |deps, request| Box::pin(pickup_points::put(deps, request)))
        .delete(POINT, BACK_OFFICE, |deps, request| Box::pin(pickup_points::remove(deps, request)))
        .get(SHAPES, BACK_OFFICE, |deps, request| Box::pin(polygons::list(deps, request)))
        .put(SHAPES, BACK_OFFICE, |deps, request| Box::pin(polygons::put(deps, request)))
        .get(SHAPE, BACK_OFFICE, |deps, request| Box::pin(polygons::show(deps, request)))
        .delete(SHAPE, BACK_OFFICE, |deps, request| Box::pin(polygons::remove(deps, request)))
        .get(HOLIDAYS, BACK_OFFICE, |deps, request| Box::pin(holidays::list(deps, request)))
        .get(HOLIDAY, BACK_OFFICE, |deps, request| Box::pin(holidays::show(deps, request)))
        .put(HOLIDAY, BACK_OFFICE, |deps, request| Box::pin(holidays::put(deps, request)))
        .delete(HOLIDAY, BACK_OFFICE, |deps, request| Box::pin(holidays::remove(deps, request)))
        .get("/api/logistics/pvt/inventory/skus/{sku}", BACK_OFFICE, |deps, request| {
            Box::pin(inventory::list(deps, request))
        })
        .put(STOCK, BACK_OFFICE, |deps, request| Box::pin(inventory::put(deps, request)))
        .patch(
            "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}/quantity",
            BACK_OFFICE,
            |deps, request| Box::pin(inventory::quantity(deps, request)),
        )
        .patch(
            "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}/lead-time",
            BACK_OFFICE,
            |deps, request| Box::pin(inventory::lead_time(deps, request)),
        )
        .get("/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}", BACK_OFFICE, |deps, request| {
            Box::pin(inventory::of_warehouse(deps, request))
        })
        .get("/api/logistics/pvt/inventory/items/{sku}/docks/{dock}", BACK_OFFICE, |deps, request| {
            Box::pin(inventory::of_dock(deps, request))
        })
        .get(
            "/api/logistics/pvt/inventory/items/{sku}/docks/{dock}/warehouses/{warehouse}",
            BACK_OFFICE,
            |deps, request| Box::pin(inventory::of_both(deps, request)),
        )
        .get(
            "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/dispatched",
            BACK_OFFICE,
            |deps, request| Box::pin(inventory::dispatched(deps, request)),
        )
        .get("/api/logistics-capacity/resources/{resource}/time-frames", BACK_OFFICE, |deps, request| {
            Box::pin(capacity::list(deps, request))
        })
        .get("/api/logistics-capacity/resources/{resource}/time-frames/{frame}", BACK_OFFICE, |deps, request| {
            Box::pin(capacity::show(deps, request))
        })
        .get(LOTS, BACK_OFFICE, |deps, request| Box::pin(lots::list(deps, request)))
        .put(
            "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots/{lot}",
            BACK_OFFICE,
            |deps, request| Box::pin(lots::put(deps, request)),
        )
        .post_keyless(
            "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots/{lot}/transfer",
            BACK_OFFICE,
            |deps, request| Box::pin(lots::transfer(deps, request)),
        )
}

#[derive(OpenApi)]
#[openapi(paths(
    values::update,
    values::list,
    docks::list,
    docks::put,
    docks::show,
    docks::remove,
    docks::activate,
    docks::deactivate,
    warehouses::list,
    warehouses::put,
    warehouses::show,
    warehouses::remove,
    warehouses::activate,
    warehouses::deactivate,
    policies::list,
    policies::make,
    policies::show,
    policies::put,
    policies::remove,
    blocked::list,
    blocked::add,
    blocked::remove,
    pickup_points::list,
    pickup_points::search,
    pickup_points::show,
    pickup_points::put,
    pickup_points::remove,
    polygons::list,
    polygons::put,
    polygons::show,
    polygons::remove,
    holidays::list,
    holidays::show,
    holidays::put,
    holidays::remove,
    inventory::list,
    inventory::put,
    inventory::quantity,
    inventory::lead_time,
    inventory::of_warehouse,
    inventory::of_dock,
    inventory::of_both,
    inventory::dispatched,
    lots::list,
    lots::put,
    lots::transfer,
    capacity::list,
    capacity::show
))]
struct Document;

/// The reference's part of the OpenAPI document.
pub(crate) fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
