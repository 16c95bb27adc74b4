//! Signing in: sessions by e-mail and password, invitations and password resets by links from our mails.
//!
//! An access token lives ten minutes and is believed by itself; the refresh token that renews it changes at every
//! use. Wrong passwords in a row lock the login for a while.

mod guessing;
pub mod invitations;
mod links;
mod passwords;
pub mod resets;
pub mod sessions;
pub mod wire;

use edge::{
    BoxFuture, Env, Function, Gate, Router, StartError,
    access::{INVITED, PUBLIC, RESETTING},
};
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
        .post_keyless("/v1/sessions", PUBLIC, |deps, request| Box::pin(sessions::open(deps, request)))
        .post_keyless("/v1/sessions/refresh", PUBLIC, |deps, request| Box::pin(sessions::refresh(deps, request)))
        .delete("/v1/sessions/current", PUBLIC, |deps, request| Box::pin(sessions::close(deps, request)))
        .post_keyless("/v1/password-resets", PUBLIC, |deps, request| Box::pin(resets::ask(deps, request)))
        .post_keyless("/v1/password-resets/{token}", RESETTING, |deps, request| Box::pin(resets::choose(deps, request)))
        .get("/v1/invitations/{token}", INVITED, |deps, request| Box::pin(invitations::show(deps, request)))
        .post_keyless("/v1/invitations/{token}", INVITED, |deps, request| Box::pin(invitations::accept(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(
    sessions::open,
    sessions::refresh,
    sessions::close,
    resets::ask,
    resets::choose,
    invitations::show,
    invitations::accept
))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
