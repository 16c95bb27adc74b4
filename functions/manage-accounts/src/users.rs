//! The people of an account.

use crate::{Deps, invitation, wire};
use domain::access::{Role, TenantScope};
use domain::account::{Name, User};
use domain::email::Email;
use domain::event::{Event, EventKind};
use domain::id::{EventId, UserId};
use domain::language::Language;
use domain::register::{Reference, folded};
use domain::visibility::Visibility;
use edge::{Fields, Problem, Reply, Request, WireProblem, look_up, save};
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{Commit, Page, Stored, keys};

/// Reads of two hundred users each that one request takes to look for a name; then it goes on at `nextCursor`.
const MOST_READS: u32 = 10;

/// Lists the users, oldest first: all, those with a text in their name, or the one with an e-mail.
#[utoipa::path(get, path = "/v1/users", tag = "Users",
    params(("name" = Option<String>, Query, description = "A part of the name, without case and accents"),
        ("email" = Option<String>, Query, description = "The login of one"),
        ("active" = Option<bool>, Query, description = "Only those who may sign in, or only those who may not"),
        ("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Users), (status = 400, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let name = folded(request.query("name")?.unwrap_or_default());
    let active = match request.query("active")? {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(_) => return Err(Problem::malformed("invalid_filter", "`active` is true or false.")),
    };
    let wanted =
        |user: &User| active.is_none_or(|active| user.active == active) && folded(user.name.as_str()).contains(&name);
    let (users, next) = match request.query("email")? {
        Some(email) => (with_email(deps, request, email).await?.into_iter().filter(wanted).collect(), None),
        None => look_through(deps, request, &page, wanted).await?,
    };
    let items = users.iter().map(wire::User::from).collect();
    Ok(Reply::ok(&wire::Users { items, next_cursor: request.cursor(&deps.gate, next.as_deref())? }))
}

async fn with_email(deps: &Deps, request: &Request, email: &str) -> Result<Option<User>, Problem> {
    let (scope, store) = (request.scope()?, deps.gate.store());
    let Ok(email) = email.parse::<Email>() else { return Ok(None) };
    let login = store.read(&keys::login(&email), request.at()).await?.map(|login| login.value);
    let Some(login) = login.filter(|login| login.account == scope.account()) else { return Ok(None) };
    Ok(store.read(&keys::user(scope, login.user), request.at()).await?.map(|user| user.value))
}

/// The users of a page that are wanted, and after whom it goes on.
async fn look_through(
    deps: &Deps,
    request: &Request,
    page: &Page,
    wanted: impl Fn(&User) -> bool,
) -> Result<(Vec<User>, Option<String>), Problem> {
    let (limit, mut after) = (usize::from(page.limit), page.after.clone());
    let mut found: Vec<User> = Vec::new();
    for _ in 0..MOST_READS {
        let part = Page { limit: 200, after: after.take() };
        let part = deps.gate.store().list(&keys::users(request.scope()?), &part, request.at()).await?;
        found.extend(part.items.into_iter().map(|user| user.value).filter(|user| wanted(user)));
        after = part.next;
        if found.len() > limit {
            found.truncate(limit);
            let last = found.last().map(|user| user.id.to_string());
            return Ok((found, last));
        }
        if after.is_none() || found.len() == limit {
            break;
        }
    }
    Ok((found, after))
}

/// Shows one user.
#[utoipa::path(get, path = "/v1/users/{id}", tag = "Users", params(("id" = String, Path)),
    responses((status = 200, body = wire::User), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let user = find(deps, request).await?;
    Ok(Reply::ok(&wire::User::from(&user.value)).with_etag(user.version))
}

/// Adds a user and sends the invitation by mail.
#[utoipa::path(post, path = "/v1/users", tag = "Users",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewUser,
    responses((status = 201, body = wire::User), (status = 409, description = "`email_taken`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn add(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::NewUser = request.json()?;
    let mut fields = Fields::new();
    let email = fields.take("/email", "email", raw.email.as_str(), raw.email.parse::<Email>());
    let name = fields.take("/name", "name", raw.name.as_str(), Name::new(&raw.name));
    let role = raw.reach.role(&mut fields, &raw.role);
    let language = fields.take("/language", "language", raw.language.as_str(), raw.language.parse::<Language>());
    let (((email, name), (role, reach)), language) = fields.all(email.zip(name).zip(role).zip(language))?;

    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        if deps.gate.store().read(&keys::login(&email), request.at()).await?.is_some() {
            return Err(Problem::conflict("email_taken", "Somebody signs in with this e-mail already."));
        }
        let id = UserId::new(deps.gate.fresh());
        let user = User {
            id,
            email: email.clone(),
            name: name.clone(),
            role,
            reach: reach.clone(),
            language,
            active: false,
            created_at: request.at(),
        };
        let caller = request.caller()?;
        let acting = Acting { scope, at: request.at(), author: &caller.author(), sight: &caller.visibility() };
        let commit = join(deps, &acting, commit, &user).await?;
        let reply =
            Reply::created(&format!("/v1/users/{id}"), &wire::User::from(&user)).with_etag(store::Version::FIRST);
        Ok((commit, reply))
    })
    .await
}

/// Sends another invitation to a user who has not chosen a password yet.
#[utoipa::path(post, path = "/v1/users/{id}/invitation", tag = "Users",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 202), (status = 404, body = WireProblem), (status = 409, description = "`already_joined`", body = WireProblem)))]
pub async fn invite(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let user = find(deps, request).await?;
        let kept = deps.gate.store().read(&keys::credentials(scope, user.value.id), request.at()).await?;
        if kept.is_some_and(|kept| kept.value.password_hash.is_some()) {
            return Err(Problem::conflict(
                "already_joined",
                "This user has a password already. Let them ask for another one.",
            ));
        }
        let (commit, _) = invitation::add(&deps.gate, commit, scope, &user.value, &request.caller()?.author());
        Ok((commit, Reply::accepted(&serde_json::json!({}))))
    })
    .await
}

/// Changes a user.
#[utoipa::path(put, path = "/v1/users/{id}", tag = "Users",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = wire::UserChange,
    responses((status = 200, body = wire::User), (status = 404, body = WireProblem), (status = 409, description = "`last_manager`", body = WireProblem),
        (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::UserChange = request.json()?;
    let mut fields = Fields::new();
    let name = fields.take("/name", "name", raw.name.as_str(), Name::new(&raw.name));
    let role = raw.reach.role(&mut fields, &raw.role);
    let language = fields.take("/language", "language", raw.language.as_str(), raw.language.parse::<Language>());
    let ((name, (role, reach)), language) = fields.all(name.zip(role).zip(language))?;

    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        let user = User {
            name: name.clone(),
            role,
            reach: reach.clone(),
            language,
            active: raw.active,
            ..found.value.clone()
        };
        let caller = request.caller()?;
        let acting = Acting { scope, at: request.at(), author: &caller.author(), sight: &caller.visibility() };
        let commit = alter(deps, &acting, commit, &found, &user).await?;
        Ok((commit, Reply::ok(&wire::User::from(&user)).with_etag(found.version.next())))
    })
    .await
}

/// Removes a user. The login is free again; sessions end at their next renewal.
#[utoipa::path(delete, path = "/v1/users/{id}", tag = "Users",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, description = "`last_manager`", body = WireProblem),
        (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        let user = &found.value;
        let commit = keep_a_manager(deps, scope, commit, user, request.at()).await?;
        let had = user.reach.references();
        let commit = had.iter().fold(commit, |commit, gone| commit.release(scope, gone, &by(user.id)));
        let commit = commit
            .delete("user", &keys::user(scope, user.id), found.version)
            .delete_always("login", &keys::login(&user.email))
            .delete_always("credentials", &keys::credentials(scope, user.id))
            .tell(&request.event(&deps.gate, EventKind::UserRemoved, user.id, &[])?);
        Ok((commit, Reply::no_content()))
    })
    .await
}

/// On whose behalf users are added and changed, and when.
pub(crate) struct Acting<'a> {
    pub(crate) scope: TenantScope,
    pub(crate) at: Timestamp,
    pub(crate) author: &'a str,
    pub(crate) sight: &'a Visibility,
}

/// Adds a user to a commit, who is invited by mail.
pub(crate) async fn join(deps: &Deps, acting: &Acting<'_>, commit: Commit, user: &User) -> Result<Commit, Problem> {
    let Acting { scope, at, author, sight } = *acting;
    let refers = look_up(&deps.gate, scope, sight, at, &user.reach.references()).await?;
    let commit = refers.iter().fold(commit, |commit, seen| commit.refer(scope, seen, &by(user.id)));
    let commit = commit
        .create("login", &keys::login(&user.email), &keys::Login { account: scope.account(), user: user.id })
        .create("user", &keys::user(scope, user.id), user);
    Ok(invitation::add(&deps.gate, commit, scope, user, author).0)
}

/// Adds what a user becomes to a commit.
pub(crate) async fn alter(
    deps: &Deps,
    acting: &Acting<'_>,
    commit: Commit,
    found: &Stored<User>,
    user: &User,
) -> Result<Commit, Problem> {
    let Acting { scope, at, author, sight } = *acting;
    let joined = deps.gate.store().read(&keys::credentials(scope, user.id), at).await?.is_some();
    if user.active && !found.value.active && !joined {
        return Err(Problem::conflict("not_joined", "This user becomes active by accepting the invitation."));
    }
    let (had, has) = (found.value.reach.references(), user.reach.references());
    let fresh: Vec<Reference> = has.iter().filter(|reference| !had.contains(reference)).copied().collect();
    let refers = look_up(&deps.gate, scope, sight, at, &fresh).await?;
    let commit = refers.iter().fold(commit, |commit, seen| commit.refer(scope, seen, &by(user.id)));
    let commit = had
        .iter()
        .filter(|reference| !has.contains(reference))
        .fold(commit, |commit, gone| commit.release(scope, gone, &by(user.id)));
    let manages = manages_the_whole(user);
    let commit = if manages { commit } else { keep_a_manager(deps, scope, commit, &found.value, at).await? };
    let event = Event {
        id: EventId::new(deps.gate.fresh()),
        account: scope.account(),
        kind: EventKind::UserChanged,
        subject: user.id.to_string(),
        author: author.to_owned(),
        at,
        data: BTreeMap::new(),
    };
    Ok(commit.replace("user", &keys::user(scope, user.id), found.version, user).tell(&event))
}

/// A user, as whoever refers to an entry of a register.
fn by(id: UserId) -> String {
    format!("user#{id}")
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<User>, Problem> {
    let id: UserId = request.named("id", "user")?;
    let found = deps.gate.store().read(&keys::user(request.scope()?, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("user"))
}

/// Whether a user manages people and settings, which are of the whole account: a manager of some branches does not.
fn manages_the_whole(user: &User) -> bool {
    user.active && user.role == Role::Manager && user.reach.visibility(user.role).is_unrestricted()
}

/// An account always has somebody who can manage it: when a manager goes, the commit holds another one still.
async fn keep_a_manager(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    leaving: &User,
    now: Timestamp,
) -> Result<Commit, Problem> {
    if !manages_the_whole(leaving) {
        return Ok(commit);
    }
    let mut page = Page { limit: 200, after: None };
    loop {
        let found = deps.gate.store().list(&keys::users(scope), &page, now).await?;
        let other = found.items.iter().find(|user| user.value.id != leaving.id && manages_the_whole(&user.value));
        if let Some(other) = other {
            return Ok(commit.unchanged("manager", &keys::user(scope, other.value.id), other.version));
        }
        match found.next {
            Some(next) => page.after = Some(next),
            None => {
                return Err(Problem::conflict(
                    "last_manager",
                    "This is the only manager of the whole account. Make somebody else one first.",
                ));
            }
        }
    }
}
