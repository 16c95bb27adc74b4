//! The account and who may act in it: settings, users, API keys, days off; users and days off from a spreadsheet, too.

pub mod account;
pub mod api_keys;
pub mod founding;
pub mod holidays;
pub mod hosts;
mod importing;
mod invitation;
pub mod me;
pub mod origins;
pub mod users;
pub mod wire;

use blobs::Blobs;
use configuration::Register;
use edge::access::{ADMINISTER, MANAGE_PEOPLE, OPERATE, SIGNED_IN};
use edge::{BoxFuture, Env, Function, Gate, Problem, Router, Service, StartError};
use imports::Desk;
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
    register: Register,
}

impl Deps {
    const fn imports(&self) -> Desk<'_> {
        Desk::new(&self.gate, &self.blobs)
    }
}

/// Memory for the configurations read lately, in bytes.
const REGISTER_BUDGET: usize = 8 << 20;

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
        let register = Register::new(gate.store().clone(), blobs.clone(), REGISTER_BUDGET);
        let deps = Arc::new(Deps { gate, blobs, register });
        let function = Function::new().bucket(&deps, |deps, uploads| Box::pin(importing::take(deps, uploads)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/v1/me", SIGNED_IN, |deps, request| Box::pin(me::show(deps, request)))
        .get("/v1/account", OPERATE, |deps, request| Box::pin(account::show(deps, request)))
        .put("/v1/account", ADMINISTER, |deps, request| Box::pin(account::change(deps, request)))
        .get("/v1/holidays", OPERATE, |deps, request| Box::pin(holidays::list(deps, request)))
        .get("/v1/holidays/{id}", OPERATE, |deps, request| Box::pin(holidays::show(deps, request)))
        .put("/v1/holidays/{id}", ADMINISTER, |deps, request| Box::pin(holidays::put(deps, request)))
        .delete("/v1/holidays/{id}", ADMINISTER, |deps, request| Box::pin(holidays::remove(deps, request)))
        .get("/v1/users", MANAGE_PEOPLE, |deps, request| Box::pin(users::list(deps, request)))
        .post("/v1/users", MANAGE_PEOPLE, |deps, request| Box::pin(users::add(deps, request)))
        .get("/v1/users/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(users::show(deps, request)))
        .put("/v1/users/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(users::change(deps, request)))
        .delete("/v1/users/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(users::remove(deps, request)))
        .post("/v1/users/{id}/invitation", MANAGE_PEOPLE, |deps, request| Box::pin(users::invite(deps, request)))
        .get("/v1/account-imports", ADMINISTER, |deps, request| Box::pin(importing::list(deps, request)))
        .post("/v1/account-imports", ADMINISTER, |deps, request| Box::pin(importing::ask(deps, request)))
        .get("/v1/account-imports/{id}", ADMINISTER, |deps, request| Box::pin(importing::show(deps, request)))
        .get("/v1/api-keys", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::list(deps, request)))
        .post("/v1/api-keys", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::add(deps, request)))
        .get("/v1/api-keys/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::show(deps, request)))
        .put("/v1/api-keys/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::change(deps, request)))
        .delete("/v1/api-keys/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::revoke(deps, request)))
}

/// The configuration cannot be read or written: never the caller's fault.
fn configuration_problem(error: configuration::Error) -> Problem {
    if error.is_throttled() { Problem::busy(error) } else { Problem::internal(error) }
}

#[derive(OpenApi)]
#[openapi(paths(
    me::show,
    account::show,
    account::change,
    holidays::list,
    holidays::show,
    holidays::put,
    holidays::remove,
    users::list,
    users::add,
    users::show,
    users::change,
    users::remove,
    users::invite,
    importing::list,
    importing::ask,
    importing::show,
    api_keys::list,
    api_keys::add,
    api_keys::show,
    api_keys::change,
    api_keys::revoke
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
