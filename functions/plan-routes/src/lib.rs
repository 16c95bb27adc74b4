//! Routes: a driver, a day, services in an order. Put together, changed, started and finished by the office.
//!
//! Which services may be put into a route, and what becomes of those that leave one, is decided by `domain::service`.

pub mod lists;
pub mod routes;
pub mod wire;

use edge::access::KEEP_FLEET;
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
        .get("/v1/routes", KEEP_FLEET, |deps, request| Box::pin(lists::list(deps, request)))
        .post("/v1/routes", KEEP_FLEET, |deps, request| Box::pin(routes::plan(deps, request)))
        .get("/v1/routes/{id}", KEEP_FLEET, |deps, request| Box::pin(routes::show(deps, request)))
        .put("/v1/routes/{id}", KEEP_FLEET, |deps, request| Box::pin(routes::change(deps, request)))
        .delete("/v1/routes/{id}", KEEP_FLEET, |deps, request| Box::pin(routes::remove(deps, request)))
        .post("/v1/routes/{id}/start", KEEP_FLEET, |deps, request| Box::pin(routes::start(deps, request)))
        .post("/v1/routes/{id}/finish", KEEP_FLEET, |deps, request| Box::pin(routes::finish(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(
    lists::list,
    routes::plan,
    routes::show,
    routes::change,
    routes::remove,
    routes::start,
    routes::finish
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
