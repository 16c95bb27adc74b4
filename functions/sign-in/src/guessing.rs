//! Passwords that are tried, counted so that many at once learn no more than a few in a row.

use crate::{Deps, passwords};
use domain::access::TenantScope;
use domain::account::{Credentials, User};
use domain::email::Email;
use edge::{Problem, credentials};
use jiff::Timestamp;
use store::{Commit, Stored, keys};

/// Whom somebody signs in as.
pub(crate) enum Door {
    /// A user who has chosen a password.
    Of(TenantScope, Box<User>),
    /// Nobody, by the keyed digest of what they are called. Guesses are counted all the same, so that the answers do
    /// not tell which logins exist.
    Nobodys(String),
}

impl Door {
    /// Finds out whom an e-mail belongs to.
    pub(crate) async fn of(deps: &Deps, email: &str, now: Timestamp) -> Result<Self, Problem> {
        let store = deps.gate.store();
        let email = email.parse::<Email>();
        let login = match &email {
            Ok(email) => store.read(&keys::login(email), now).await?,
            Err(_) => None,
        };
        let called = email.as_ref().map_or("", Email::as_str);
        let nobodys = credentials::secret_hash(deps.gate.keys().pepper.bytes(), format!("login {called}").as_bytes());
        let Some(login) = login.map(|login| login.value) else { return Ok(Self::Nobodys(nobodys)) };
        let scope = TenantScope::acting_for(login.account);
        let user = store.read(&keys::user(scope, login.user), now).await?;
        let joined = store.read(&keys::credentials(scope, login.user), now).await?.is_some();
        match user.filter(|_| joined) {
            Some(user) => Ok(Self::Of(scope, Box::new(user.value))),
            None => Ok(Self::Nobodys(nobodys)),
        }
    }

    /// What is known of it by now.
    pub(crate) async fn kept(&self, deps: &Deps, now: Timestamp) -> Result<Option<Stored<Credentials>>, store::Error> {
        match self {
            Self::Of(scope, user) => deps.gate.store().read(&keys::credentials(*scope, user.id), now).await,
            Self::Nobodys(digest) => deps.gate.store().read(&keys::guesses(digest), now).await,
        }
    }

    /// Counts a wrong password, if nobody has counted another one since `kept` was read.
    pub(crate) async fn count(
        &self,
        deps: &Deps,
        kept: Option<Stored<Credentials>>,
        now: Timestamp,
    ) -> Result<(), store::Error> {
        let (value, seen) = kept.map_or_else(Default::default, |kept| (kept.value, Some(kept.version)));
        let after = value.after_failure(now);
        match (self, seen) {
            (Self::Of(scope, user), Some(seen)) => {
                let commit = Commit::new(*scope, now, deps.gate.fresh());
                let commit = commit.replace("credentials", &keys::credentials(*scope, user.id), seen, &after);
                deps.gate.store().commit(commit).await
            }
            // Removed in this moment.
            (Self::Of(..), None) => Ok(()),
            (Self::Nobodys(digest), seen) => {
                deps.gate.store().note_guess(digest, seen, &after, (now, deps.gate.fresh())).await
            }
        }
    }
}

/// Whether one password is right, found out once for each hash that it is compared with: the work is the same for a
/// login that nobody has.
#[derive(Default)]
pub(crate) struct Tried {
    known: Option<(Option<String>, bool)>,
}

impl Tried {
    pub(crate) fn is_right(&mut self, password: &str, kept: Option<&Stored<Credentials>>) -> bool {
        let hash = kept.and_then(|kept| kept.value.password_hash.as_deref());
        match &self.known {
            Some((known, right)) if known.as_deref() == hash => *right,
            _ => {
                let right = passwords::is_right(password, hash);
                self.known = Some((hash.map(str::to_owned), right));
                right
            }
        }
    }
}
