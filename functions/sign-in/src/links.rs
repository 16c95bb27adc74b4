//! Whom the links of our mails are for.

use crate::Deps;
use domain::access::TenantScope;
use domain::account::User;
use edge::access::Opened;
use edge::{Problem, Request};
use store::{Stored, keys};

/// A link that was opened, and the user it is for.
pub(crate) struct Addressed<'a> {
    pub(crate) scope: TenantScope,
    pub(crate) link: &'a Opened,
    pub(crate) user: Stored<User>,
}

/// Finds the user whom the opened link is for. One who was removed since looks like a link that has ended.
pub(crate) async fn addressed<'a>(deps: &Deps, request: &'a Request) -> Result<Addressed<'a>, Problem> {
    let gone = || Problem::new(404, "link_gone", "The link has ended: the user was removed. Ask for a new one.");
    let (scope, link) = (request.scope()?, request.opened()?);
    let user = link.link.value.subject.parse().map_err(|_| gone())?;
    let user = deps.gate.store().read(&keys::user(scope, user), request.at()).await?.ok_or_else(gone)?;
    Ok(Addressed { scope, link, user })
}
