//! The account itself: its name, and the settings that every quote follows.

use crate::{Deps, configuration_problem, wire};
use configuration::Record;
use domain::account::{Account, Name};
use domain::currency::Currency;
use domain::event::EventKind;
use domain::language::Language;
use domain::postal::Country;
use edge::{Fields, Problem, Reply, Request, WireProblem, save};
use freight::configuration::Settings;
use rust_decimal::Decimal;
use store::{Stored, keys};

/// Shows the account.
#[utoipa::path(get, path = "/v1/account", tag = "Account", responses((status = 200, body = wire::Account)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let account = find(deps, request).await?;
    let current = deps.register.current(request.scope()?, request.at()).await.map_err(configuration_problem)?;
    Ok(Reply::ok(&wire::Account::of(&account.value, &current.sections.settings.value)).with_etag(account.version))
}

/// Changes the account. The next quote follows the new settings.
#[utoipa::path(put, path = "/v1/account", tag = "Account",
    params(("If-Match" = String, Header)),
    request_body = wire::AccountChange,
    responses((status = 200, body = wire::Account), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::AccountChange = request.json()?;
    let (name, country, settings) = parse(&raw)?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        let mut current = deps.register.current(scope, request.at()).await.map_err(configuration_problem)?;
        let account = Account {
            name: name.clone(),
            time_zone: settings.time_zone.clone(),
            currency: settings.currency,
            language: settings.language,
            country: country.or(found.value.country),
            ..found.value
        };
        let before = current.sections.settings.value.quotes_kept_days;
        let settings = Settings { quotes_kept_days: raw.quotes_kept_days.unwrap_or(before), ..settings.clone() };
        current.sections.settings = Record { version: current.next().number(), value: settings.clone() };
        let commit = commit.replace("account", &keys::account(scope), found.version, &account);
        let commit = deps.register.write(&current, commit).await.map_err(configuration_problem)?;
        let commit = commit.tell(&request.event(&deps.gate, EventKind::AccountChanged, scope.account(), &[])?);
        Ok((commit, Reply::ok(&wire::Account::of(&account, &settings)).with_etag(found.version.next())))
    })
    .await
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<Account>, Problem> {
    let found = deps.gate.store().read(&keys::account(request.scope()?), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("account"))
}

fn parse(raw: &wire::AccountChange) -> Result<(Name, Option<Country>, Settings), Problem> {
    let mut fields = Fields::new();
    let name = fields.take("/name", "name", raw.name.as_str(), Name::new(&raw.name));
    let currency = fields.take("/currency", "currency", raw.currency.as_str(), Currency::new(&raw.currency));
    let language = fields.take("/language", "language", raw.language.as_str(), raw.language.parse::<Language>());
    let country = match raw.country.as_deref() {
        Some(code) => fields.take("/country", "country", code, Country::new(code)),
        None => None,
    };
    let percent = raw.additional_percent.as_str();
    let percent = fields.take("/additionalPercent", "decimal", percent, Decimal::from_str_exact(percent));
    let usual = Settings::default();
    // What cannot be read is refused already: the rest is judged beside it.
    let settings = Settings {
        time_zone: raw.time_zone.clone(),
        currency: currency.unwrap_or(usual.currency),
        language: language.unwrap_or(usual.language),
        additional_percent: percent.unwrap_or(usual.additional_percent),
        additional_percent_base: raw.additional_percent_base,
        rounding: raw.rounding,
        apportioning: raw.apportioning,
        rank_order: raw.rank_order,
        rank_includes_dock_fee: raw.rank_includes_dock_fee,
        group_within_days: raw.group_within_days,
        split_cargo: raw.split_cargo,
        strict_method_collision: raw.strict_method_collision,
        quotes_kept_days: raw.quotes_kept_days.unwrap_or(usual.quotes_kept_days),
        windows_in_utc: raw.windows_in_utc,
        lock_days: raw.lock_days,
    };
    for error in settings.errors() {
        fields.refuse(&error.pointer, error.rule, error.to_string(), Some(error.value.clone().into()));
    }
    fields.all(name).map(|name| (name, country, settings))
}
