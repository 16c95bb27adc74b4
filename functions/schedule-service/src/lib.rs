//! Delivery windows: the calendars that define them, how full they are, and which of them a service has; booked one by
//! one or from a spreadsheet.
//!
//! What can be chosen is decided by `domain::window`; `scheduling` reads what that depends on and writes what was
//! decided.

pub mod agreed;
pub mod bookings;
pub mod calendars;
pub mod taking_in;
pub mod windows;
pub mod wire;

use blobs::Blobs;
use edge::access::{ADMINISTER, DELIVER, FOLLOW, OPERATE};
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use imports::Desk;
use scheduling::Schedule;
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    schedule: Schedule,
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
        let schedule = Schedule::open(&env, &gate).await?;
        let blobs = Blobs::new(&env.sdk(Service::S3).await, env.require("BUCKET_NAME")?);
        let deps = Arc::new(Deps { gate, schedule, blobs });
        let function = Function::new().bucket(&deps, |deps, uploads| Box::pin(taking_in::take(deps, uploads)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    let calendars = "/v1/delivery-calendars";
    let calendar = "/v1/delivery-calendars/{id}";
    let windows = "/v1/delivery-calendars/{id}/windows";
    let window = "/v1/delivery-calendars/{id}/windows/{window}";
    Router::new(deps)
        .get(calendars, OPERATE, |deps, request| Box::pin(calendars::list(deps, request)))
        .get(calendar, OPERATE, |deps, request| Box::pin(calendars::show(deps, request)))
        .put(calendar, ADMINISTER, |deps, request| Box::pin(calendars::put(deps, request)))
        .delete(calendar, ADMINISTER, |deps, request| Box::pin(calendars::remove(deps, request)))
        .get(windows, OPERATE, |deps, request| Box::pin(windows::list(deps, request)))
        .put(window, OPERATE, |deps, request| Box::pin(windows::close(deps, request)))
        .get("/v1/booking-imports", DELIVER, |deps, request| Box::pin(taking_in::list(deps, request)))
        .post("/v1/booking-imports", DELIVER, |deps, request| Box::pin(taking_in::ask(deps, request)))
        .get("/v1/booking-imports/template", DELIVER, |_, request| Box::pin(taking_in::template::template(request)))
        .get("/v1/booking-imports/{id}", DELIVER, |deps, request| Box::pin(taking_in::show(deps, request)))
        .get("/v1/bookings", FOLLOW, |deps, request| Box::pin(agreed::list(deps, request)))
        .get("/v1/bookings/{id}", FOLLOW, |deps, request| Box::pin(bookings::show(deps, request)))
        .post("/v1/bookings/{id}", DELIVER, |deps, request| Box::pin(bookings::book(deps, request)))
        .get("/v1/bookings/{id}/windows", FOLLOW, |deps, request| Box::pin(bookings::offer(deps, request)))
        .post("/v1/bookings/{id}/cancellation", DELIVER, |deps, request| Box::pin(bookings::cancel(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(
    calendars::list,
    calendars::show,
    calendars::put,
    calendars::remove,
    windows::list,
    windows::close,
    agreed::list,
    bookings::show,
    bookings::book,
    bookings::offer,
    bookings::cancel,
    taking_in::list,
    taking_in::ask,
    taking_in::template::template,
    taking_in::show
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
