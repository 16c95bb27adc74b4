//! The signed-in user, about itself.

use crate::{Deps, wire};
use domain::access::Caller;
use edge::{Problem, Reply, Request};
use store::keys;

/// Shows who is signed in.
#[utoipa::path(get, path = "/v1/me", tag = "Account", responses((status = 200, body = wire::User)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Caller::User { user, .. } = *request.caller()? else { return Err(Problem::not_found("user")) };
    let found = deps.gate.store().read(&keys::user(request.scope()?, user), request.at()).await?;
    let found = found.ok_or_else(|| Problem::not_found("user"))?;
    Ok(Reply::ok(&wire::User::from(&found.value)).with_etag(found.version))
}
