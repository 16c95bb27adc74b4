//! Services: made one by one, five hundred at once or from a spreadsheet, read, changed, called off, and followed by their timeline.
//!
//! What may become of a service is decided by `domain::service`; here it is read, asked and written.

mod acquainted;
mod arrivals;
mod batch;
pub mod changes;
mod codes;
mod giving_out;
pub mod labels;
pub mod lists;
mod making;
mod promise;
pub mod reviews;
pub mod services;
pub mod settings;
mod spreadsheet;
mod taking_in;
pub mod timelines;
pub mod wire;
mod wish;

pub use batch::make_many;

use blobs::Blobs;
use edge::access::{ADMINISTER, DELIVER, FOLLOW, REPORT};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use imports::Desk;
use scheduling::Schedule;
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
    schedule: Schedule,
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
        let schedule = Schedule::open(&env, &gate).await?;
        let deps = Arc::new(Deps { gate, blobs, schedule });
        let function = Function::new().bucket(&deps, |deps, uploads| Box::pin(arrivals::take(deps, uploads)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/v1/services", FOLLOW, |deps, request| Box::pin(lists::list(deps, request)))
        .post("/v1/services", DELIVER, |deps, request| Box::pin(services::make(deps, request)))
        .post("/v1/services/batch", DELIVER, |deps, request| Box::pin(batch::make_many(deps, request)))
        .post("/v1/services/status-changes", DELIVER, |deps, request| Box::pin(changes::make_many(deps, request)))
        .post("/v1/services/deletions", DELIVER, |deps, request| Box::pin(services::remove_many(deps, request)))
        .get("/v1/services/{id}", FOLLOW, |deps, request| Box::pin(services::show(deps, request)))
        .put("/v1/services/{id}", DELIVER, |deps, request| Box::pin(services::change(deps, request)))
        .delete("/v1/services/{id}", DELIVER, |deps, request| Box::pin(services::remove(deps, request)))
        .post("/v1/services/{id}/status-changes", DELIVER, |deps, request| Box::pin(changes::make(deps, request)))
        .post("/v1/services/{id}/tracking-link", DELIVER, |deps, request| {
            Box::pin(services::replace_link(deps, request))
        })
        .post("/v1/services/{id}/held-reports/{report}/dismissal", DELIVER, |deps, request| {
            Box::pin(reviews::dismiss(deps, request))
        })
        .get("/v1/service-reviews", DELIVER, |deps, request| Box::pin(reviews::list(deps, request)))
        .get("/v1/services/{id}/label", DELIVER, |deps, request| Box::pin(labels::of_one(deps, request)))
        .get("/v1/labels", DELIVER, |deps, request| Box::pin(labels::of_many(deps, request)))
        .get("/v1/services/{id}/timeline", FOLLOW, |deps, request| Box::pin(timelines::show(deps, request)))
        .get("/v1/service-imports", DELIVER, |deps, request| Box::pin(taking_in::list(deps, request)))
        .post("/v1/service-imports", DELIVER, |deps, request| Box::pin(taking_in::ask(deps, request)))
        .get("/v1/service-imports/{id}", DELIVER, |deps, request| Box::pin(taking_in::show(deps, request)))
        .post("/v1/service-imports/{id}/undo", DELIVER, |deps, request| {
            Box::pin(taking_in::undoing::undo(deps, request))
        })
        .get("/v1/service-exports", REPORT, |deps, request| Box::pin(giving_out::list(deps, request)))
        .post("/v1/service-exports", REPORT, |deps, request| Box::pin(giving_out::ask(deps, request)))
        .get("/v1/service-exports/{id}", REPORT, |deps, request| Box::pin(giving_out::show(deps, request)))
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
    changes::make_many,
    services::remove_many,
    reviews::list,
    reviews::dismiss,
    labels::of_one,
    labels::of_many,
    timelines::show,
    taking_in::list,
    taking_in::ask,
    taking_in::show,
    taking_in::undoing::undo,
    giving_out::list,
    giving_out::ask,
    giving_out::show,
    settings::show,
    settings::put
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
