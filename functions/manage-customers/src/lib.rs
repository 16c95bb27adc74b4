//! Customers: those whom services go to, as the account's own register of people, and what the account holds on one of
//! them: given out, and erased.
//!
//! Services make customers too, and never one twice; both ways write through the same functions of the store.

pub mod customers;
pub mod erasure;
pub mod export;
mod holdings;
pub mod wire;

use blobs::Blobs;
use edge::access::{ADMINISTER, OPERATE};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
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
        Ok(Function::new().http(routes(Arc::new(Deps { gate, blobs }))))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/v1/customers", OPERATE, |deps, request| Box::pin(customers::list(deps, request)))
        .post("/v1/customers", OPERATE, |deps, request| Box::pin(customers::add(deps, request)))
        .get("/v1/customers/{id}", OPERATE, |deps, request| Box::pin(customers::show(deps, request)))
        .put("/v1/customers/{id}", OPERATE, |deps, request| Box::pin(customers::change(deps, request)))
        .delete("/v1/customers/{id}", OPERATE, |deps, request| Box::pin(customers::remove(deps, request)))
        .get("/v1/customers/{id}/export", ADMINISTER, |deps, request| Box::pin(export::export(deps, request)))
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
    erasure::erase
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
