//! Webhooks: subscriptions to events, and sending what they ask for, signed, until the receiver has it.
//!
//! An event comes from a queue and goes to every subscription that wants it at once. What does not come through is
//! tried again when it falls due. A receiver may be told of one event more than once, always under the same
//! identifier: a worker can die between sending and writing down that it did.

mod deliver;
pub mod deliveries;
mod reach;
mod record;
mod send;
mod sign;
mod target;
pub mod webhooks;
pub mod wire;

use edge::access::{ADMINISTER, OVERSEE};
use edge::{BoxFuture, Env, Function, Gate, Router, StartError};
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    sender: send::Sender,
    rules: target::Rules,
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
        let rules = target::Rules {
            allowed: listed(env.get("WEBHOOK_ALLOWED_HOSTS")),
            own: ["PUBLIC_URL", "LINK_BASE"].into_iter().filter_map(|name| target::host_of(env.get(name)?)).collect(),
        };
        let deps = Arc::new(Deps { gate: Gate::open(&env).await?, sender: send::Sender::default(), rules });
        let function = Function::new().queue(&deps, |deps, messages| Box::pin(deliver::deliver(deps, messages)));
        Ok(function.http(routes(deps)))
    })
}

fn listed(setting: Option<&str>) -> Vec<String> {
    let parts = setting.unwrap_or_default().split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/v1/webhooks", OVERSEE, |deps, request| Box::pin(webhooks::list(deps, request)))
        .post("/v1/webhooks", ADMINISTER, |deps, request| Box::pin(webhooks::add(deps, request)))
        .get("/v1/webhooks/{id}", OVERSEE, |deps, request| Box::pin(webhooks::show(deps, request)))
        .put("/v1/webhooks/{id}", ADMINISTER, |deps, request| Box::pin(webhooks::change(deps, request)))
        .delete("/v1/webhooks/{id}", ADMINISTER, |deps, request| Box::pin(webhooks::remove(deps, request)))
        .post("/v1/webhooks/{id}/secret", ADMINISTER, |deps, request| Box::pin(webhooks::rotate(deps, request)))
        .post("/v1/webhooks/{id}/ping", ADMINISTER, |deps, request| Box::pin(webhooks::ping(deps, request)))
        .get("/v1/webhooks/{id}/deliveries", OVERSEE, |deps, request| Box::pin(deliveries::list(deps, request)))
        .get("/v1/webhooks/{id}/deliveries/{delivery}", OVERSEE, |deps, request| {
            Box::pin(deliveries::show(deps, request))
        })
        .post("/v1/webhooks/{id}/deliveries/{delivery}/resend", ADMINISTER, |deps, request| {
            Box::pin(deliveries::resend(deps, request))
        })
}

#[derive(OpenApi)]
#[openapi(paths(
    webhooks::list,
    webhooks::add,
    webhooks::show,
    webhooks::change,
    webhooks::remove,
    webhooks::rotate,
    webhooks::ping,
    deliveries::list,
    deliveries::show,
    deliveries::resend
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
