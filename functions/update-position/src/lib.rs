//! Where drivers are: the points that their devices send, in batches, late, twice or in any order, and what follows from
//! them for those who wait.
//!
//! Of each route the newest few points are kept, in one item that ends by itself. Which of them is believed is decided by
//! `domain::position`, when the driver comes by `domain::arrival`.

pub mod positions;
mod seen;
pub mod wire;

use edge::access::{CARRY, KEEP_FLEET};
use edge::{BoxFuture, Env, Function, Gate, Router, StartError};
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
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
        Ok(Function::new().http(routes(Arc::new(Deps { gate }))))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .post_keyless("/v1/positions", CARRY, |deps, request| Box::pin(positions::take(deps, request)))
        .get("/v1/routes/{id}/position", KEEP_FLEET, |deps, request| Box::pin(positions::show(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(positions::take, positions::show))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
