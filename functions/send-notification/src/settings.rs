//! What an agency tells recipients, and how.

use domain::access::TenantScope;
use domain::id::AgencyId;
use domain::message::Settings;
use domain::register::Agency;
use edge::{Problem, Reply, Request, WireProblem, save};
use store::{Stored, Version, keys};

use crate::seen::OF_ACCOUNT;
use crate::wire::settings as wire;
use crate::{Deps, wire as common};

/// Shows what an agency tells recipients, and how; `default` is for services of no agency, and for agencies that have
/// chosen nothing. Every notice that can be chosen is there, with its words and the tags that it can have.
#[utoipa::path(get, path = "/v1/message-settings/{agency}", tag = "Messages",
    params(("agency" = String, Path, description = "Id of an agency, or `default`")),
    responses((status = 200, body = wire::MessageSettings), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let of = whose(deps, request, scope).await?;
    let own = read(deps, request, scope, &of).await?;
    let of_account = if of == OF_ACCOUNT { own.clone() } else { read(deps, request, scope, OF_ACCOUNT).await? };
    let (language, country) = common::account(deps, request).await?;
    let whole = of_account.map_or_else(|| Settings::of(country), |stored| stored.value);
    let version = own.as_ref().map(|stored| stored.version);
    let settings = own.map_or_else(|| whole.clone(), |stored| stored.value);
    let shown = wire::MessageSettings::new(&settings, &whole, language);
    let reply = Reply::ok(&shown);
    Ok(version.into_iter().fold(reply, Reply::with_etag))
}

/// Chooses what an agency tells recipients, and how. A notice that is left out is told as by default. Countries, budgets
/// and the price of a segment are the account's: they are chosen in `default` only.
#[utoipa::path(put, path = "/v1/message-settings/{agency}", tag = "Messages",
    params(("agency" = String, Path, description = "Id of an agency, or `default`"), ("If-Match" = Option<String>, Header, description = "Required once they were chosen")),
    request_body = wire::MessageSettingsContent,
    responses((status = 200, body = wire::MessageSettings), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let of = whose(deps, request, scope).await?;
    let (language, country) = common::account(deps, request).await?;
    let settings = request.json::<wire::MessageSettingsContent>()?.read(of == OF_ACCOUNT, country)?;
    save(&deps.gate, request, async |commit| {
        let found = read(deps, request, scope, &of).await?.map(|stored| stored.version);
        request.may_put(found)?;
        let key = keys::message_settings::<Settings>(scope, &of);
        let commit = match found {
            Some(seen) => commit.replace("message settings", &key, seen, &settings),
            None => commit.create("message settings", &key, &settings),
        };
        let whole = if of == OF_ACCOUNT {
            settings.clone()
        } else {
            let found = read(deps, request, scope, OF_ACCOUNT).await?;
            found.map_or_else(|| Settings::of(country), |stored| stored.value)
        };
        let shown = wire::MessageSettings::new(&settings, &whole, language);
        Ok((commit, Reply::ok(&shown).with_etag(found.map_or(Version::FIRST, Version::next))))
    })
    .await
}

/// Whose settings an address names.
async fn whose(deps: &Deps, request: &Request, scope: TenantScope) -> Result<String, Problem> {
    let name = request.param("agency");
    if name == OF_ACCOUNT {
        return Ok(name.to_owned());
    }
    let id: AgencyId = request.named("agency", "agency")?;
    let found = deps.gate.store().read(&keys::entry::<Agency>(scope, id), request.at()).await?;
    found.map(|_| id.to_string()).ok_or_else(|| Problem::not_found("agency"))
}

async fn read(
    deps: &Deps,
    request: &Request,
    scope: TenantScope,
    of: &str,
) -> Result<Option<Stored<Settings>>, Problem> {
    Ok(deps.gate.store().read(&keys::message_settings::<Settings>(scope, of), request.at()).await?)
}
