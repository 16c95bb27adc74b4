//! Opening the links of our mails.

use crate::Deps;
use domain::access::TenantScope;
use domain::account::User;
use domain::link::{Link, LinkPurpose};
use edge::{Problem, Request, credentials};
use store::{Stored, keys};

/// A link that works, and the user it is for.
pub(crate) struct Opened {
    pub(crate) scope: TenantScope,
    pub(crate) digest: String,
    pub(crate) link: Stored<Link>,
    pub(crate) user: Stored<User>,
}

/// Finds what the link in the path opens. Wrong, used, expired, and made for something else look the same.
pub(crate) async fn open(deps: &Deps, request: &Request, purpose: LinkPurpose) -> Result<Opened, Problem> {
    let gone =
        || Problem::new(404, "link_gone", "This link is wrong, was used already, or has expired. Ask for a new one.");
    let store = deps.gate.store();
    let digest = credentials::link_digest(request.param("token")).ok_or_else(gone)?;
    let link = store.read(&keys::link(&digest), request.at()).await?.ok_or_else(gone)?;
    if link.value.purpose != purpose || link.value.expires_at <= request.at() {
        return Err(gone());
    }
    let scope = TenantScope::acting_for(link.value.account);
    let user = link.value.subject.parse().map_err(|_| gone())?;
    let user = store.read(&keys::user(scope, user), request.at()).await?.ok_or_else(gone)?;
    Ok(Opened { scope, digest, link, user })
}
