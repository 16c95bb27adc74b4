//! Whom the links of our mails are for.

use crate::Deps;
use domain::access::TenantScope;
use domain::account::{Credentials, User};
use edge::access::Opened;
use edge::{Problem, Request};
use store::{Commit, Stored, keys};

/// A link that was opened, and the user it is for.
pub(crate) struct Addressed<'a> {
    pub(crate) scope: TenantScope,
    pub(crate) link: &'a Opened,
    pub(crate) user: Stored<User>,
    /// How the user proves who they are so far.
    pub(crate) credentials: Option<Stored<Credentials>>,
}

/// Finds the user whom the opened link is for. One who was removed since looks like a link that has ended, and so does
/// a link that is older than the password: of several, only the first that is used works.
pub(crate) async fn addressed<'a>(deps: &Deps, request: &'a Request) -> Result<Addressed<'a>, Problem> {
    let (scope, link) = (request.scope()?, request.opened()?);
    let user = link.link.value.subject.parse().map_err(|_| gone())?;
    let (store, now) = (deps.gate.store(), request.at());
    let user = store.read(&keys::user(scope, user), now).await?.ok_or_else(gone)?;
    let credentials = store.read(&keys::credentials(scope, user.value.id), now).await?;
    match &credentials {
        Some(kept) if kept.value.outlive(link.link.value.id.made_at()) => Err(gone()),
        _ => Ok(Addressed { scope, link, user, credentials }),
    }
}

impl Addressed<'_> {
    /// Takes the link and the password into a commit: the link works once, and only while nobody else chooses one.
    pub(crate) fn choose(&self, commit: Commit, chosen: &Credentials) -> Commit {
        let key = keys::credentials(self.scope, self.user.value.id);
        let commit = commit.delete("link", &keys::link(&self.link.digest), self.link.link.version);
        match &self.credentials {
            Some(kept) => commit.replace("credentials", &key, kept.version, chosen),
            None => commit.create("credentials", &key, chosen),
        }
    }
}

/// Finds the user whom an invitation is for. Whoever has joined has no invitation any more.
pub(crate) async fn invited<'a>(deps: &Deps, request: &'a Request) -> Result<Addressed<'a>, Problem> {
    let opened = addressed(deps, request).await?;
    let joined = opened.credentials.as_ref().is_some_and(|kept| kept.value.password_hash.is_some());
    if joined { Err(gone()) } else { Ok(opened) }
}

fn gone() -> Problem {
    Problem::new(404, "link_gone", "This link is wrong, was used already, or has expired. Ask for a new one.")
}
