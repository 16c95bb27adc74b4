//! Accepting an invitation: the first password, and the first session.

use crate::{Deps, links, passwords, sessions, wire};
use domain::account::{Credentials, Name, User, check_password};
use edge::{Fields, Problem, Reply, Request, WireProblem};
use store::{Commit, keys};

/// Says who is invited, and by whom. Changes nothing: mail programs open links by themselves.
#[utoipa::path(get, path = "/v1/invitations/{token}", tag = "Sign-in", security(()),
    params(("token" = String, Path, description = "From the link in the mail")),
    responses((status = 200, body = wire::Invitation), (status = 404, description = "`link_gone`", body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let opened = links::invited(deps, request).await?;
    let account = deps.gate.store().read(&keys::account(opened.scope), request.at()).await?;
    let account = account.ok_or_else(|| Problem::not_found("account"))?.value;
    let user = opened.user.value;
    Ok(Reply::ok(&wire::Invitation {
        email: user.email.to_string(),
        name: user.name.into(),
        account_name: account.name.into(),
    }))
}

/// Accepts an invitation with a password, and signs in. The link works once.
#[utoipa::path(post, path = "/v1/invitations/{token}", tag = "Sign-in", security(()),
    params(("token" = String, Path, description = "From the link in the mail")),
    request_body = wire::Acceptance,
    responses((status = 200, body = wire::Session), (status = 404, description = "`link_gone`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn accept(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: wire::Acceptance = request.json()?;
    let now = request.at();
    let opened = links::invited(deps, request).await?;
    let mut fields = Fields::new();
    let name = match ask.name.as_deref() {
        Some(text) => fields.take("/name", "name", text, Name::new(text)),
        None => Some(opened.user.value.name.clone()),
    };
    let strong = fields.take_secret("/password", "weak_password", check_password(&ask.password));
    let (name, ()) = fields.all(name.zip(strong))?;

    let user = User { name, active: true, ..opened.user.value.clone() };
    let store = deps.gate.store();
    let account =
        store.read(&keys::account(opened.scope), now).await?.ok_or_else(|| Problem::not_found("account"))?.value;
    let chosen = Credentials::chosen(passwords::hash(&ask.password), now);
    let commit = opened.choose(Commit::new(opened.scope, now, deps.gate.fresh()), &chosen).replace(
        "user",
        &keys::user(opened.scope, user.id),
        opened.user.version,
        &user,
    );
    let (commit, answer) = sessions::begin(deps, commit, opened.scope, &account, &user, now)?;
    store.commit(commit).await?;
    Ok(Reply::ok(&answer))
}
