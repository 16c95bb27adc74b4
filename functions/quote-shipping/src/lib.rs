//! What does shipping cost, and when does it arrive? Quotes for carts, kept for a while.
//!
//! A quote reads the root of the account's configuration, the SKUs and the stock of the cart; everything that the root
//! names by hash comes from memory. The engine itself is the crate `freight`.

mod answer;
mod ask;
pub mod explanation;
mod goods;
mod handling;
mod holding;
mod hosts;
mod kept;
pub mod nearby;
pub mod quotes;
pub mod reference;
pub mod reservations;
pub mod wire;

use blobs::Blobs;
use configuration::Register;
use domain::id::AccountId;
use edge::access::{ANYWHERE, BACK_OFFICE, MARKETPLACE, OPERATE, QUOTE};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use hosts::Hosts;
use reference::{calculation, locks, pickups, simulation};
use std::sync::Arc;
use utoipa::OpenApi;

const LOCKS: &str = "/api/logistics/pvt/inventory/reservations";
const LOCK: &str = "/api/logistics/pvt/inventory/reservations/{id}";

/// Bytes of configuration and freight tables that are kept in memory.
const MEMORY: usize = 256 << 20;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
    register: Register,
    hosts: Hosts,
    /// The account of calls that name none.
    default_account: Option<AccountId>,
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
        let default_account = env.get("DEFAULT_ACCOUNT").map(str::parse).transpose().map_err(StartError::new)?;
        let deps = Deps { gate, blobs, register, hosts: Hosts::default(), default_account };
        Ok(Function::new().http(routes(Arc::new(deps))))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .post_keyless("/v1/quotes", QUOTE, |deps, request| Box::pin(quotes::make(deps, request)))
        .get("/v1/quotes/{id}", OPERATE, |deps, request| Box::pin(explanation::show(deps, request)))
        .get("/v1/quotes/{id}/replay", OPERATE, |deps, request| Box::pin(explanation::replay(deps, request)))
        .post("/v1/reservations", OPERATE, |deps, request| Box::pin(reservations::make(deps, request)))
        .get("/v1/reservations/{id}", OPERATE, |deps, request| Box::pin(reservations::show(deps, request)))
        .post("/v1/reservations/{id}/confirmation", OPERATE, |deps, request| {
            Box::pin(reservations::confirm(deps, request))
        })
        .post("/v1/reservations/{id}/cancellation", OPERATE, |deps, request| {
            Box::pin(reservations::cancel(deps, request))
        })
        .post("/v1/reservations/{id}/dispatch", OPERATE, |deps, request| {
            Box::pin(reservations::dispatch(deps, request))
        })
        .get("/v1/pickup-points/near", QUOTE, |deps, request| Box::pin(nearby::near(deps, request)))
        .get("/api/checkout/pub/pickup-points", ANYWHERE, |deps, request| Box::pin(pickups::list(deps, request)))
        .post_keyless("/api/checkout/pub/orderForms/simulation", ANYWHERE, |deps, request| {
            Box::pin(simulation::checkout(deps, request))
        })
        .post_keyless("/api/fulfillment/pvt/orderForms/simulation", BACK_OFFICE, |deps, request| {
            Box::pin(simulation::fulfillment(deps, request))
        })
        .post_keyless("/seller/{publishableKey}/pvt/orderForms/simulation", MARKETPLACE, |deps, request| {
            Box::pin(simulation::seller(deps, request))
        })
        .post_keyless(LOCKS, BACK_OFFICE, |deps, request| Box::pin(locks::make(deps, request)))
        .get(LOCK, BACK_OFFICE, |deps, request| Box::pin(locks::show(deps, request)))
        .post_keyless("/api/logistics/pvt/inventory/reservations/{id}/confirm", BACK_OFFICE, |deps, request| {
            Box::pin(locks::confirm(deps, request))
        })
        .post_keyless("/api/logistics/pvt/inventory/reservations/{id}/acknowledge", BACK_OFFICE, |deps, request| {
            Box::pin(locks::acknowledge(deps, request))
        })
        .post_keyless("/api/logistics/pvt/inventory/reservations/{id}/cancel", BACK_OFFICE, |deps, request| {
            Box::pin(locks::cancel(deps, request))
        })
        .post_keyless("/api/logistics/pvt/shipping/calculate", BACK_OFFICE, |deps, request| {
            Box::pin(calculation::calculate(deps, request))
        })
}

#[derive(OpenApi)]
#[openapi(paths(
    quotes::make,
    explanation::show,
    explanation::replay,
    nearby::near,
    pickups::list,
    reservations::make,
    reservations::show,
    reservations::confirm,
    reservations::cancel,
    reservations::dispatch,
    simulation::checkout,
    simulation::fulfillment,
    simulation::seller,
    locks::make,
    locks::show,
    locks::confirm,
    locks::acknowledge,
    locks::cancel,
    calculation::calculate
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
