//! Evidence of what happened at the address.
//!
//! A picture is announced, goes straight to the bucket, and is looked at there: whatever it was called, it becomes
//! evidence only as pixels that were decoded within limits and written anew. Words are evidence at once. What a delivery
//! needs is decided by `domain::proof`.

mod arrivals;
pub mod picture;
pub mod proofs;
pub mod wire;

use std::sync::Arc;

use blobs::Blobs;
use edge::access::{CARRY, WITNESS};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
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
        let deps = Arc::new(Deps { gate, blobs });
        let function = Function::new().bucket(&deps, |deps, uploads| Box::pin(arrivals::take(deps, uploads)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .post("/v1/proofs", CARRY, |deps, request| Box::pin(proofs::announce(deps, request)))
        .get("/v1/proofs/{id}", WITNESS, |deps, request| Box::pin(proofs::show(deps, request)))
        .get("/v1/services/{id}/proofs", WITNESS, |deps, request| Box::pin(proofs::list(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(proofs::announce, proofs::show, proofs::list))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
