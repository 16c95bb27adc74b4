//! The numbered feed of an account's events: written from a queue that keeps the order of each account, read by
//! whoever follows along.
//!
//! A program remembers the last number it has seen and asks for what comes after it. Numbers have no gaps and no
//! repeats, and what has been read never changes; they follow the order in which events became known here, which may
//! differ from the order in which things happened.

pub mod feed;
mod sequence;
pub mod wire;

use edge::access::{OPERATE, OVERSEE};
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
        let deps = Arc::new(Deps { gate: Gate::open(&env).await? });
        let function = Function::new().queue(&deps, |deps, messages| Box::pin(sequence::sequence(deps, messages)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps).get("/v1/events", OVERSEE, |deps, request| Box::pin(feed::list(deps, request))).get(
        "/v1/events/types",
        OPERATE,
        |deps, request| Box::pin(feed::list_types(deps, request)),
    )
}

#[derive(OpenApi)]
#[openapi(paths(feed::list, feed::list_types))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
