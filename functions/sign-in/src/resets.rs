//! Choosing another password by a link from our mail.

use crate::{Deps, links, passwords, wire};
use domain::access::TenantScope;
use domain::account::{Credentials, check_password};
use domain::email::Email;
use domain::event::{Event, EventKind};
use domain::id::{EventId, LinkId};
use domain::link::{Link, LinkPurpose};
use edge::{Fields, Problem, Reply, Request, WireProblem, credentials};
use jiff::SignedDuration;
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
    let Some(login) = store.read(&keys::login(&email), now).await? else { return Ok(accepted) };
    let scope = TenantScope::acting_for(login.value.account);
    let Some(user) = store.read(&keys::user(scope, login.value.user), now).await?.filter(|user| user.value.active)
    else {
        return Ok(accepted);
    };

    let id = LinkId::new(deps.gate.fresh());
    let expires_at = now.checked_add(LINK_LIFE).unwrap_or(now);
    let link = Link {
        id,
        account: scope.account(),
        purpose: LinkPurpose::PasswordReset,
        subject: user.value.id.to_string(),
        expires_at,
    };
    let token = credentials::link_token(deps.gate.keys().link.bytes(), id);
    let digest = credentials::link_digest(&token).unwrap_or_default();
    let event = Event {
        id: EventId::new(deps.gate.fresh()),
        account: scope.account(),
        kind: EventKind::PasswordResetRequested,
        subject: user.value.id.to_string(),
        author: format!("user:{}", user.value.id),
        at: now,
        data: BTreeMap::from([("link".to_owned(), id.to_string())]),
    };
    let commit = Commit::new(scope, now, deps.gate.fresh())
        .create_until("link", &keys::link(&digest), &link, expires_at)
        .create_until(SENT, &keys::reset_sent(scope, user.value.id), &(), now.checked_add(PAUSE).unwrap_or(now))
        .tell(&event);
    match store.commit(commit).await {
        Err(error) if error.refused_write() == Some(SENT) => Ok(accepted),
        done => done.map(|()| accepted).map_err(Problem::from),
    }
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
