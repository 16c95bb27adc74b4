//! Choosing another password by a link from our mail.

use crate::{Deps, links, passwords, wire};
use domain::access::TenantScope;
use domain::account::{Credentials, User, check_password};
use domain::email::Email;
use domain::event::{Event, EventKind};
use domain::id::{EventId, LinkId, UserId};
use domain::link::{Link, LinkPurpose};
use edge::{Fields, Problem, Reply, Request, WireProblem, credentials};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use store::{Commit, keys};

/// How long the link of a mail works.
const LINK_LIFE: SignedDuration = SignedDuration::from_hours(1);
/// How long nobody is sent another one.
const PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// Label of the write that holds a second one off.
const SENT: &str = "reset sent";

/// Sends a link to choose another password. The answer is the same whether the login exists or not, and whether a link
/// was sent in the five minutes before, which is not sent again.
#[utoipa::path(post, path = "/v1/password-resets", tag = "Sign-in", security(()),
    request_body = wire::ResetAsk, responses((status = 202, description = "A mail is on its way, if that login exists")))]
pub async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::ResetAsk = request.json()?;
    let now = request.at();
    let mut fields = Fields::new();
    let email = fields.take("/email", "email", ask.email.clone(), ask.email.parse::<Email>());
    let email = fields.all(email)?;
    let store = deps.gate.store();
    let accepted = Reply::accepted(&serde_json::json!({}));
    // For nobody the same is read and written, under ids that nobody has: the time taken tells nothing either.
    let login = store.read(&keys::login(&email), now).await?.map(|login| login.value);
    let Some(login) = login.or_else(|| nobodys(deps, &email)) else { return Ok(accepted) };
    let scope = TenantScope::acting_for(login.account);
    let user = store.read(&keys::user(scope, login.user), now).await?.filter(|user| user.value.active);
    let paused = now.checked_add(PAUSE).unwrap_or(now);
    let commit = Commit::new(scope, now, deps.gate.fresh());
    let commit = commit.create_until(SENT, &keys::reset_sent(scope, login.user), &(), paused);
    let commit = match user {
        Some(user) => send(deps, scope, &user.value, commit, now),
        None => ["no link", "no event"].into_iter().fold(commit, |commit, label| {
            let nobody = UserId::new(deps.gate.fresh());
            commit.create_until(label, &keys::reset_sent(scope, nobody), &(), paused)
        }),
    };
    match store.commit(commit).await {
        Err(error) if error.refused_write() == Some(SENT) => Ok(accepted),
        done => done.map(|()| accepted).map_err(Problem::from),
    }
}

/// What a login that nobody has would be of, always the same.
fn nobodys(deps: &Deps, email: &Email) -> Option<keys::Login> {
    let digest = credentials::secret_hash(deps.gate.keys().pepper.bytes(), format!("reset {email}").as_bytes());
    let id = |from: usize| {
        let part = |start: usize, end: usize| digest.get(from.saturating_add(start)..from.saturating_add(end));
        let parts = [part(0, 8)?, part(8, 12)?, part(12, 16)?, part(16, 20)?, part(20, 32)?];
        Some(parts.join("-"))
    };
    Some(keys::Login { account: id(0)?.parse().ok()?, user: id(32)?.parse().ok()? })
}

/// The link, and the event that has it mailed.
fn send(deps: &Deps, scope: TenantScope, user: &User, commit: Commit, now: Timestamp) -> Commit {
    let id = LinkId::new(deps.gate.fresh());
    let expires_at = now.checked_add(LINK_LIFE).unwrap_or(now);
    let link = Link {
        id,
        account: scope.account(),
        purpose: LinkPurpose::PasswordReset,
        subject: user.id.to_string(),
        expires_at,
    };
    let token = credentials::link_token(deps.gate.keys().link.bytes(), id);
    let digest = credentials::link_digest(&token).unwrap_or_default();
    let event = Event {
        id: EventId::new(deps.gate.fresh()),
        account: scope.account(),
        kind: EventKind::PasswordResetRequested,
        subject: user.id.to_string(),
        author: format!("user:{}", user.id),
        at: now,
        data: BTreeMap::from([("link".to_owned(), id.to_string())]),
    };
    commit.create_until("link", &keys::link(&digest), &link, expires_at).tell(&event)
}

/// Chooses another password. The link works once; the lock of wrong passwords is lifted, and devices that were signed in
/// have to sign in again within ten minutes.
#[utoipa::path(post, path = "/v1/password-resets/{token}", tag = "Sign-in", security(()),
    params(("token" = String, Path, description = "From the link in the mail")),
    request_body = wire::NewPassword,
    responses((status = 204), (status = 404, description = "`link_gone`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn choose(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::NewPassword = request.json()?;
    let opened = links::addressed(deps, request).await?;
    let mut fields = Fields::new();
    fields.take_secret("/password", "weak_password", check_password(&ask.password));
    fields.finish()?;
    let now = request.at();
    let chosen = Credentials::chosen(passwords::hash(&ask.password), now);
    let commit = opened.choose(Commit::new(opened.scope, now, deps.gate.fresh()), &chosen);
    deps.gate.store().commit(commit).await?;
    Ok(Reply::no_content())
}
