//! The account and who may act in it: settings, users, API keys, days off.

pub mod api_keys;
mod invitation;
pub mod users;
pub mod wire;

use edge::access::MANAGE_PEOPLE;
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
        Ok(Function::new().http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/v1/users", MANAGE_PEOPLE, |deps, request| Box::pin(users::list(deps, request)))
        .post("/v1/users", MANAGE_PEOPLE, |deps, request| Box::pin(users::add(deps, request)))
        .get("/v1/users/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(users::show(deps, request)))
        .put("/v1/users/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(users::change(deps, request)))
        .delete("/v1/users/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(users::remove(deps, request)))
        .post("/v1/users/{id}/invitation", MANAGE_PEOPLE, |deps, request| Box::pin(users::invite(deps, request)))
        .get("/v1/api-keys", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::list(deps, request)))
        .post("/v1/api-keys", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::add(deps, request)))
        .get("/v1/api-keys/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::show(deps, request)))
        .delete("/v1/api-keys/{id}", MANAGE_PEOPLE, |deps, request| Box::pin(api_keys::revoke(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(
    users::list,
    users::add,
    users::show,
    users::change,
    users::remove,
    users::invite,
    api_keys::list,
    api_keys::add,
    api_keys::show,
    api_keys::revoke
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
