//! What does shipping cost, and when does it arrive? Quotes for carts, kept for a while.
//!
//! A quote reads the root of the account's configuration, the SKUs and the stock of the cart; everything that the root
//! names by hash comes from memory. The engine itself is the crate `freight`.

mod answer;
mod ask;
mod kept;
pub mod quotes;
pub mod wire;

use blobs::Blobs;
use configuration::Register;
use edge::access::{OPERATE, QUOTE};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use std::sync::Arc;
use utoipa::OpenApi;

/// Bytes of configuration and freight tables that are kept in memory.
const MEMORY: usize = 256 << 20;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    register: Register,
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
        let register = Register::new(gate.store().clone(), blobs, MEMORY);
        Ok(Function::new().http(routes(Arc::new(Deps { gate, register }))))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps).post_keyless("/v1/quotes", QUOTE, |deps, request| Box::pin(quotes::make(deps, request))).get(
        "/v1/quotes/{id}",
        OPERATE,
        |deps, request| Box::pin(quotes::show(deps, request)),
    )
}

#[derive(OpenApi)]
#[openapi(paths(quotes::make, quotes::show))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
