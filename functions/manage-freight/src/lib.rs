//! Warehouses, docks, shipping policies, SKUs, stock and freight tables of an account.
//!
//! Warehouses, docks and policies are sections of the account's configuration, changed whole under one root; SKUs,
//! stock and imports are items of the table. A freight table comes as a file through the bucket.

mod arrivals;
pub mod batch;
mod change;
pub mod configuration_imports;
mod configuring;
pub mod docks;
pub mod goods;
pub mod import;
pub mod imports;
pub mod inventory;
mod job;
mod kits;
pub mod pickup_points;
pub mod policies;
pub mod polygons;
mod reference;
pub mod restricted;
pub mod rows;
mod section;
pub mod sellers;
mod shelving;
pub mod skus;
mod switch;
pub mod tables;
mod undealt;
pub mod warehouses;
pub mod wire;

use std::sync::Arc;

use ::imports::Desk;
use blobs::Blobs;
use configuration::Register;
use edge::access::{ADMINISTER, OPERATE};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use utoipa::OpenApi;

/// Bytes of configuration that are kept in memory.
const MEMORY: usize = 64 << 20;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
    register: Register,
}

impl Deps {
    const fn imports(&self) -> Desk<'_> {
        Desk::new(&self.gate, &self.blobs)
    }
}

impl AsRef<Gate> for Deps {
    fn as_ref(&self) -> &Gate {
        &self.gate
    }
}

/// Starts the function.
#[must_use]
pub fn start(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let gate = Gate::open(&env).await?;
        let blobs = Blobs::new(&env.sdk(Service::S3).await, env.require("BUCKET_NAME")?);
        let register = Register::new(gate.store().clone(), blobs.clone(), MEMORY);
        let deps = Arc::new(Deps { gate, blobs, register });
        let function = Function::new().bucket(&deps, |deps, uploads| Box::pin(arrivals::take(deps, uploads)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    reference::routes(Router::new(deps))
        .get("/v1/skus", OPERATE, |deps, request| Box::pin(skus::list(deps, request)))
        .post("/v1/skus/batch", OPERATE, |deps, request| Box::pin(batch::skus(deps, request)))
        .get("/v1/skus/{id}", OPERATE, |deps, request| Box::pin(skus::show(deps, request)))
        .put("/v1/skus/{id}", OPERATE, |deps, request| Box::pin(skus::put(deps, request)))
        .delete("/v1/skus/{id}", OPERATE, |deps, request| Box::pin(skus::remove(deps, request)))
        .get("/v1/warehouses", OPERATE, |deps, request| Box::pin(warehouses::list(deps, request)))
        .get("/v1/warehouses/{id}", OPERATE, |deps, request| Box::pin(warehouses::show(deps, request)))
        .put("/v1/warehouses/{id}", ADMINISTER, |deps, request| Box::pin(warehouses::put(deps, request)))
        .delete("/v1/warehouses/{id}", ADMINISTER, |deps, request| Box::pin(warehouses::remove(deps, request)))
        .get("/v1/docks", OPERATE, |deps, request| Box::pin(docks::list(deps, request)))
        .get("/v1/docks/{id}", OPERATE, |deps, request| Box::pin(docks::show(deps, request)))
        .put("/v1/docks/{id}", ADMINISTER, |deps, request| Box::pin(docks::put(deps, request)))
        .delete("/v1/docks/{id}", ADMINISTER, |deps, request| Box::pin(docks::remove(deps, request)))
        .get("/v1/shipping-policies", OPERATE, |deps, request| Box::pin(policies::list(deps, request)))
        .get("/v1/shipping-policies/{id}", OPERATE, |deps, request| Box::pin(policies::show(deps, request)))
        .put("/v1/shipping-policies/{id}", ADMINISTER, |deps, request| Box::pin(policies::put(deps, request)))
        .delete("/v1/shipping-policies/{id}", ADMINISTER, |deps, request| Box::pin(policies::remove(deps, request)))
        .post("/v1/shipping-policies/{id}/freight-table-rows", ADMINISTER, |deps, request| {
            Box::pin(rows::change(deps, request))
        })
        .get("/v1/shipping-policies/{id}/freight-tables", OPERATE, |deps, request| {
            Box::pin(tables::list(deps, request))
        })
        .get("/v1/shipping-policies/{id}/freight-tables/diff", OPERATE, |deps, request| {
            Box::pin(tables::compare(deps, request))
        })
        .get("/v1/shipping-policies/{id}/freight-tables/{version}", OPERATE, |deps, request| {
            Box::pin(tables::show(deps, request))
        })
        .get("/v1/shipping-policies/{id}/freight-tables/{version}/rows", OPERATE, |deps, request| {
            Box::pin(tables::rows(deps, request))
        })
        .post("/v1/shipping-policies/{id}/freight-tables/{version}/activation", ADMINISTER, |deps, request| {
            Box::pin(tables::activate(deps, request))
        })
        .get("/v1/shipping-policies/{id}/restricted-areas", OPERATE, |deps, request| {
            Box::pin(restricted::show(deps, request))
        })
        .put("/v1/shipping-policies/{id}/restricted-areas", ADMINISTER, |deps, request| {
            Box::pin(restricted::put(deps, request))
        })
        .get("/v1/pickup-points", OPERATE, |deps, request| Box::pin(pickup_points::list(deps, request)))
        .get("/v1/pickup-points/{id}", OPERATE, |deps, request| Box::pin(pickup_points::show(deps, request)))
        .put("/v1/pickup-points/{id}", ADMINISTER, |deps, request| Box::pin(pickup_points::put(deps, request)))
        .delete("/v1/pickup-points/{id}", ADMINISTER, |deps, request| Box::pin(pickup_points::remove(deps, request)))
        .get("/v1/sellers", OPERATE, |deps, request| Box::pin(sellers::list(deps, request)))
        .get("/v1/sellers/{id}", OPERATE, |deps, request| Box::pin(sellers::show(deps, request)))
        .put("/v1/sellers/{id}", ADMINISTER, |deps, request| Box::pin(sellers::put(deps, request)))
        .delete("/v1/sellers/{id}", ADMINISTER, |deps, request| Box::pin(sellers::remove(deps, request)))
        .get("/v1/polygons", OPERATE, |deps, request| Box::pin(polygons::list(deps, request)))
        .get("/v1/polygons/{id}", OPERATE, |deps, request| Box::pin(polygons::show(deps, request)))
        .put("/v1/polygons/{id}", ADMINISTER, |deps, request| Box::pin(polygons::put(deps, request)))
        .delete("/v1/polygons/{id}", ADMINISTER, |deps, request| Box::pin(polygons::remove(deps, request)))
        .post("/v1/inventory/batch", OPERATE, |deps, request| Box::pin(batch::stock(deps, request)))
        .get("/v1/inventory/{sku}", OPERATE, |deps, request| Box::pin(inventory::list(deps, request)))
        .get("/v1/inventory/{sku}/{warehouse}", OPERATE, |deps, request| Box::pin(inventory::show(deps, request)))
        .put("/v1/inventory/{sku}/{warehouse}", OPERATE, |deps, request| Box::pin(inventory::put(deps, request)))
        .get("/v1/goods-imports", OPERATE, |deps, request| Box::pin(goods::list(deps, request)))
        .post("/v1/goods-imports", OPERATE, |deps, request| Box::pin(goods::ask(deps, request)))
        .get("/v1/goods-imports/{id}", OPERATE, |deps, request| Box::pin(goods::show(deps, request)))
        .get("/v1/configuration-imports", OPERATE, |deps, request| Box::pin(configuration_imports::list(deps, request)))
        .post("/v1/configuration-imports", ADMINISTER, |deps, request| {
            Box::pin(configuration_imports::ask(deps, request))
        })
        .get("/v1/configuration-imports/{id}", OPERATE, |deps, request| {
            Box::pin(configuration_imports::show(deps, request))
        })
        .get("/v1/freight-table-imports", OPERATE, |deps, request| Box::pin(imports::list(deps, request)))
        .post("/v1/freight-table-imports", ADMINISTER, |deps, request| Box::pin(imports::ask(deps, request)))
        .get("/v1/freight-table-imports/{id}", OPERATE, |deps, request| Box::pin(imports::show(deps, request)))
        .post("/v1/freight-table-imports/{id}/activation", ADMINISTER, |deps, request| {
            Box::pin(imports::activate(deps, request))
        })
}

#[derive(OpenApi)]
#[openapi(paths(
    skus::list,
    batch::skus,
    skus::show,
    skus::put,
    skus::remove,
    warehouses::list,
    warehouses::show,
    warehouses::put,
    warehouses::remove,
    docks::list,
    docks::show,
    docks::put,
    docks::remove,
    policies::list,
    policies::show,
    policies::put,
    policies::remove,
    restricted::show,
    restricted::put,
    pickup_points::list,
    pickup_points::show,
    pickup_points::put,
    pickup_points::remove,
    sellers::list,
    sellers::show,
    sellers::put,
    sellers::remove,
    polygons::list,
    polygons::show,
    polygons::put,
    polygons::remove,
    inventory::list,
    batch::stock,
    inventory::show,
    inventory::put,
    goods::list,
    goods::ask,
    goods::show,
    configuration_imports::list,
    configuration_imports::ask,
    configuration_imports::show,
    imports::list,
    imports::ask,
    imports::show,
    imports::activate,
    rows::change,
    tables::list,
    tables::show,
    tables::compare,
    tables::rows,
    tables::activate
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    document.merge(reference::document());
    document
}
