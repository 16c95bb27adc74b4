//! Sessions: one per signed-in device.

use crate::guessing::{Door, Tried};
use crate::{Deps, wire};
use domain::access::TenantScope;
use domain::account::{Account, Session, User};
use domain::id::SessionId;
use edge::{Problem, Reply, Request, WireProblem, credentials};
use jiff::{SignedDuration, Timestamp};
use store::{Commit, Stored, Version, keys};

/// How long a device stays signed in without being used.
const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long the token before the newest still works, for the answer that was lost on its way.
const PREVIOUS_LIFE: SignedDuration = SignedDuration::from_secs(60);

/// How often one sign-in is decided on. Each further time another one under the same login was decided first, and five
/// wrong ones lock it.
const ATTEMPTS: u32 = 20;

fn wrong() -> Problem {
    Problem::unauthorized("wrong_credentials", "The e-mail or the password is wrong.")
}

fn ended() -> Problem {
    Problem::unauthorized("session_ended", "This session has ended. Sign in again.")
}

/// Signs in with e-mail and password.
#[utoipa::path(post, path = "/v1/sessions", tag = "Sign-in", security(()),
    request_body = wire::Credentials,
    responses((status = 200, body = wire::Session),
        (status = 401, description = "`wrong_credentials`", body = WireProblem),
        (status = 429, description = "`locked_out`: too many wrong passwords in a row; see `Retry-After`", body = WireProblem)))]
pub async fn open(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Credentials = request.json()?;
    let now = request.at();
    let door = Door::of(deps, &ask.email, now).await?;
    let mut tried = Tried::default();
    for _ in 0..ATTEMPTS {
        let kept = door.kept(deps, now).await?;
        if let Some(wait) = kept.as_ref().and_then(|kept| kept.value.locked_for(now)) {
            return Err(locked_out(wait));
        }
        let right = tried.is_right(&ask.password, kept.as_ref());
        let told = match (&door, kept) {
            (Door::Of(scope, user), Some(kept)) if right && user.active => {
                let commit = forgive(Commit::new(*scope, now, deps.gate.fresh()), *scope, user, &kept);
                let account = deps.gate.store().read(&keys::account(*scope), now).await?.ok_or_else(wrong)?.value;
                let (commit, answer) = begin(deps, commit, *scope, &account, user, now)?;
                deps.gate.store().commit(commit).await.map(|()| Ok(Reply::ok(&answer)))
            }
            (_, kept) => door.count(deps, kept, now).await.map(|()| Err(wrong())),
        };
        match told {
            // Somebody else's guess was counted first: this one may be one too many by now.
            Err(error) if error.is_conflict() => {}
            told => return told?,
        }
    }
    Err(Problem::busy(std::io::Error::other("others kept signing in under the same login")))
}

/// Forgets the wrong passwords before the right one. It is the right one only while no other was counted.
fn forgive(commit: Commit, scope: TenantScope, user: &User, kept: &Stored<domain::account::Credentials>) -> Commit {
    let key = keys::credentials(scope, user.id);
    if kept.value.failures == 0 {
        return commit.unchanged("credentials", &key, kept.version);
    }
    commit.replace("credentials", &key, kept.version, &kept.value.clone().after_success())
}

fn locked_out(wait: SignedDuration) -> Problem {
    let seconds = wait.as_secs().saturating_add(1);
    let detail = "Too many wrong passwords in a row. Wait, or choose another password by mail.";
    Problem::new(429, "locked_out", detail).with_header("retry-after", seconds.to_string())
}

/// Renews a session: a fresh access token, and a fresh refresh token in place of the one sent.
#[utoipa::path(post, path = "/v1/sessions/refresh", tag = "Sign-in", security(()),
    request_body = wire::Refresh,
    responses((status = 200, body = wire::Session), (status = 401, description = "`session_ended`", body = WireProblem)))]
pub async fn refresh(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Refresh = request.json()?;
    let now = request.at();
    let store = deps.gate.store();
    let (account, id, secret) = credentials::open_refresh_token(&ask.refresh_token).ok_or_else(ended)?;
    let scope = TenantScope::acting_for(account);
    let key = keys::session(scope, id);
    let session = store.read(&key, now).await?.ok_or_else(ended)?;
    let shown = credentials::secret_hash(deps.gate.keys().pepper.bytes(), &secret);
    match standing(&session.value, &shown, now) {
        Standing::Stolen => {
            // Two hold tokens of one session, so one of them is a thief: nobody keeps it.
            store.commit(Commit::new(scope, now, deps.gate.fresh()).delete("session", &key, session.version)).await?;
            return Err(ended());
        }
        Standing::Valid => {}
    }
    let user = store
        .read(&keys::user(scope, session.value.user), now)
        .await?
        .filter(|user| user.value.active)
        .ok_or_else(ended)?
        .value;
    // A password that was chosen since ends what was signed in with the one before.
    let credentials = store.read(&keys::credentials(scope, user.id), now).await?.ok_or_else(ended)?.value;
    if credentials.outlive(session.value.id.made_at()) {
        return Err(ended());
    }
    let account = store.read(&keys::account(scope), now).await?.ok_or_else(ended)?.value;
    let commit = Commit::new(scope, now, deps.gate.fresh());
    let (commit, answer) = renew(deps, commit, scope, &account, &user, Some((&session, shown)), now)?;
    store.commit(commit).await?;
    Ok(Reply::ok(&answer))
}

/// Signs a device out. Harmless when repeated.
#[utoipa::path(delete, path = "/v1/sessions/current", tag = "Sign-in", security(()),
    request_body = wire::Refresh, responses((status = 204)))]
pub async fn close(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Refresh = request.json()?;
    let Some((account, id, secret)) = credentials::open_refresh_token(&ask.refresh_token) else {
        return Ok(Reply::no_content());
    };
    let scope = TenantScope::acting_for(account);
    let key = keys::session(scope, id);
    let shown = credentials::secret_hash(deps.gate.keys().pepper.bytes(), &secret);
    let found = deps.gate.store().read(&key, request.at()).await?;
    if let Some(session) = found.filter(|session| credentials::same_hash(&session.value.token_hash, &shown)) {
        deps.gate
            .store()
            .commit(Commit::new(scope, request.at(), deps.gate.fresh()).delete("session", &key, session.version))
            .await?;
    }
    Ok(Reply::no_content())
}

/// Whether a refresh token may be used.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    Valid,
    Stolen,
}

fn standing(session: &Session, shown: &str, now: Timestamp) -> Standing {
    let newest = credentials::same_hash(&session.token_hash, shown);
    let previous =
        session.previous.as_ref().is_some_and(|(hash, until)| *until > now && credentials::same_hash(hash, shown));
    if newest || previous { Standing::Valid } else { Standing::Stolen }
}

/// Adds a fresh session to a commit.
pub(crate) fn begin(
    deps: &Deps,
    commit: Commit,
    scope: TenantScope,
    account: &Account,
    user: &User,
    now: Timestamp,
) -> Result<(Commit, wire::Session), Problem> {
    renew(deps, commit, scope, account, user, None, now)
}

fn renew(
    deps: &Deps,
    commit: Commit,
    scope: TenantScope,
    account: &Account,
    user: &User,
    before: Option<(&Stored<Session>, String)>,
    now: Timestamp,
) -> Result<(Commit, wire::Session), Problem> {
    let no_chance = || Problem::internal(std::io::Error::other("no token can be made"));
    let keys = deps.gate.keys();
    let secret = credentials::random_secret().ok_or_else(no_chance)?;
    let (token, ends) = credentials::access_token(keys.jwt.bytes(), account.id, user, now).ok_or_else(no_chance)?;
    let until = |life| now.checked_add(life).unwrap_or(now);
    let session = Session {
        id: before.as_ref().map_or_else(|| SessionId::new(deps.gate.fresh()), |(session, _)| session.value.id),
        user: user.id,
        token_hash: credentials::secret_hash(keys.pepper.bytes(), &secret),
        previous: before.as_ref().map(|(_, shown)| (shown.clone(), until(PREVIOUS_LIFE))),
        expires_at: until(SESSION_LIFE),
    };
    let key = keys::session(scope, session.id);
    let seen: Option<Version> = before.map(|(session, _)| session.version);
    let commit = match seen {
        Some(version) => commit.replace_until("session", &key, version, &session, session.expires_at),
        None => commit.create_until("session", &key, &session, session.expires_at),
    };
    let answer = wire::Session {
        access_token: token,
        expires_at: ends,
        refresh_token: credentials::refresh_token(account.id, session.id, &secret),
        refresh_expires_at: session.expires_at,
        user: user.into(),
        account: account.into(),
    };
    Ok((commit, answer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::UserId;

    #[test]
    fn the_token_before_the_newest_works_for_a_minute_and_any_other_is_stolen() {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
        let nobody = UserId::new("00000000-0000-7000-8000-000000000000".parse::<UserId>().unwrap().uuid());
        let session = Session {
            id: SessionId::new(nobody.uuid()),
            user: nobody,
            token_hash: "newest".to_owned(),
            previous: Some(("before".to_owned(), now + PREVIOUS_LIFE)),
            expires_at: now + SESSION_LIFE,
        };
        for (shown, at, expected) in [
            ("newest", now, Standing::Valid),
            ("before", now, Standing::Valid),
            ("before", now + PREVIOUS_LIFE, Standing::Stolen),
            ("older", now, Standing::Stolen),
        ] {
            assert_eq!(standing(&session, shown, at), expected, "{shown}");
        }
    }
}
