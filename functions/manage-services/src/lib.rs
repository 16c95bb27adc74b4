//! Services: made one by one or five hundred at once, read, changed, called off, and followed by their timeline.
//!
//! What may become of a service is decided by `domain::service`; here it is read, asked and written.

mod batch;
pub mod changes;
pub mod labels;
pub mod lists;
mod making;
mod promise;
pub mod services;
pub mod settings;
pub mod timelines;
pub mod wire;

pub use batch::make_many;

use edge::access::{ADMINISTER, DELIVER, FOLLOW};
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
        .get("/v1/services", FOLLOW, |deps, request| Box::pin(lists::list(deps, request)))
        .post("/v1/services", DELIVER, |deps, request| Box::pin(services::make(deps, request)))
        .post("/v1/services/batch", DELIVER, |deps, request| Box::pin(batch::make_many(deps, request)))
        .get("/v1/services/{id}", FOLLOW, |deps, request| Box::pin(services::show(deps, request)))
        .put("/v1/services/{id}", DELIVER, |deps, request| Box::pin(services::change(deps, request)))
        .delete("/v1/services/{id}", DELIVER, |deps, request| Box::pin(services::remove(deps, request)))
        .post("/v1/services/{id}/status-changes", DELIVER, |deps, request| Box::pin(changes::make(deps, request)))
        .post("/v1/services/{id}/tracking-link", DELIVER, |deps, request| {
            Box::pin(services::replace_link(deps, request))
        })
        .get("/v1/services/{id}/label", DELIVER, |deps, request| Box::pin(labels::of_one(deps, request)))
        .get("/v1/labels", DELIVER, |deps, request| Box::pin(labels::of_many(deps, request)))
        .get("/v1/services/{id}/timeline", FOLLOW, |deps, request| Box::pin(timelines::show(deps, request)))
        .get("/v1/service-settings", DELIVER, |deps, request| Box::pin(settings::show(deps, request)))
        .put("/v1/service-settings", ADMINISTER, |deps, request| Box::pin(settings::put(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(
    lists::list,
    services::make,
    batch::make_many,
    services::show,
    services::change,
    services::remove,
    services::replace_link,
    changes::make,
    labels::of_one,
    labels::of_many,
    timelines::show,
    settings::show,
    settings::put
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
