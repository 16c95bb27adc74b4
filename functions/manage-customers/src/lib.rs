//! Customers: those whom services go to, as the account's own register of people, and what the account holds on one of
//! them: given out, and erased. A spreadsheet of customers is read row by row.
//!
//! Services make customers too, and never one twice; both ways write through the same functions of the store.

mod arrivals;
pub mod customers;
pub mod erasure;
pub mod export;
mod holdings;
mod taking_in;
pub mod wire;

use blobs::Blobs;
use edge::access::{ADMINISTER, OVERSEE};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use imports::Desk;
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
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
        let deps = Arc::new(Deps { gate, blobs });
        let function = Function::new().bucket(&deps, |deps, uploads| Box::pin(arrivals::take(deps, uploads)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/v1/customers", OVERSEE, |deps, request| Box::pin(customers::list(deps, request)))
        .post("/v1/customers", OVERSEE, |deps, request| Box::pin(customers::add(deps, request)))
        .get("/v1/customers/{id}", OVERSEE, |deps, request| Box::pin(customers::show(deps, request)))
        .put("/v1/customers/{id}", OVERSEE, |deps, request| Box::pin(customers::change(deps, request)))
        .delete("/v1/customers/{id}", OVERSEE, |deps, request| Box::pin(customers::remove(deps, request)))
        .get("/v1/customer-imports", OVERSEE, |deps, request| Box::pin(taking_in::list(deps, request)))
        .post("/v1/customer-imports", OVERSEE, |deps, request| Box::pin(taking_in::ask(deps, request)))
        .get("/v1/customer-imports/{id}", OVERSEE, |deps, request| Box::pin(taking_in::show(deps, request)))
        .get("/v1/customers/{id}/export", ADMINISTER, |deps, request| Box::pin(export::export(deps, request)))
        .get("/v1/customers/{id}/erasure", ADMINISTER, |deps, request| Box::pin(erasure::show(deps, request)))
        .post("/v1/customers/{id}/erasure", ADMINISTER, |deps, request| Box::pin(erasure::erase(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(
    customers::list,
    customers::add,
    customers::show,
    customers::change,
    customers::remove,
    export::export,
    erasure::erase,
    erasure::show,
    taking_in::list,
    taking_in::ask,
    taking_in::show
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
