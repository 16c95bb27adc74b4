//! What a driver's device needs for a day, and what it reports: in batches, perhaps late, perhaps twice, in any order.
//!
//! Each report is carried out by itself and has an answer of its own; the device forgets what was answered. What a
//! report does to a service is decided by `domain::service`.

pub mod events;
mod setting_out;
mod standing;
pub mod stops;
mod whereabouts;
pub mod wire;

use edge::access::CARRY;
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
    Router::new(deps).get("/v1/driver-stops", CARRY, |deps, request| Box::pin(stops::list(deps, request))).post_keyless(
        "/v1/driver-events",
        CARRY,
        |deps, request| Box::pin(events::take(deps, request)),
    )
}

#[derive(OpenApi)]
#[openapi(paths(stops::list, events::take))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
