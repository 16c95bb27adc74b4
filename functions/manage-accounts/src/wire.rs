//! What travels when an account is managed.

mod api_key;
mod reach;

pub use api_key::{ApiKey, ApiKeyChange, ApiKeys, CreatedApiKey, KeyKind, KeyRole, NewApiKey, SecretStatus};
pub use reach::Reach;

use domain::currency::Rounding;
use domain::{account, calendar};
use freight::configuration::{Apportioning, PercentBase, RankOrder, Settings};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// The login, unique everywhere.
    #[schema(example = "ana@loja.example")]
    pub email: String,
    /// The name others see, 1 to 150 characters.
    pub name: String,
    /// manager, operator, partner, carrier, support or driver.
    #[schema(example = "operator")]
    pub role: String,
    /// What the user may do it to.
    #[serde(default)]
    pub reach: Reach,
    /// pt-BR, es or en.
    #[schema(example = "pt-BR")]
    pub language: String,
}

/// What a user becomes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    /// The name others see, 1 to 150 characters.
    pub name: String,
    /// manager, operator, partner, carrier, support or driver.
    pub role: String,
    /// What the user may do it to.
    #[serde(default)]
    pub reach: Reach,
    /// pt-BR, es or en.
    pub language: String,
    /// Whether the user may sign in. Whoever has been invited becomes active by joining, whatever stands here before:
    /// delete the user to take an invitation back.
    pub active: bool,
}

/// A user.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Identifier.
    pub id: String,
    /// The login.
    pub email: String,
    /// The name others see.
    pub name: String,
    /// What the user may do.
    pub role: String,
    /// What the user may do it to.
    pub reach: Reach,
    /// The language the user reads.
    pub language: String,
    /// Whether the user may sign in; false until the invitation is accepted.
    pub active: bool,
    /// When the user was added.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl From<&account::User> for User {
    fn from(user: &account::User) -> Self {
        Self {
            id: user.id.to_string(),
            email: user.email.to_string(),
            name: user.name.as_str().to_owned(),
            role: user.role.to_string(),
            reach: Reach::from(&user.reach),
            language: user.language.to_string(),
            active: user.active,
            created_at: user.created_at,
        }
    }
}

/// A part of the users.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Users {
    /// In order.
    pub items: Vec<User>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// What the account becomes.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountChange {
    /// Its name, 1 to 150 characters.
    pub name: String,
    /// IANA name of the time zone that all promises are in.
    #[schema(example = "America/Sao_Paulo")]
    pub time_zone: String,
    /// ISO 4217 code of the currency of all prices.
    #[schema(example = "BRL")]
    pub currency: String,
    /// pt-BR, es or en: for readers who have not chosen.
    pub language: String,
    /// ISO 3166-1 alpha-3 code of the country whose documents, telephone numbers and plates are checked; missing or
    /// null leaves it as it is.
    #[serde(default)]
    #[schema(example = "BRA")]
    pub country: Option<String>,
    /// Percent added to every shipping price, as a decimal: `10` is 10 %.
    #[schema(example = "0")]
    pub additional_percent: String,
    /// rateAndDockFee or rate: what the percent is added to.
    #[schema(value_type = String, example = "rateAndDockFee")]
    pub additional_percent_base: PercentBase,
    /// halfEven or halfUp: what happens to half a minor unit.
    #[schema(value_type = String, example = "halfEven")]
    pub rounding: Rounding,
    /// exact or perUnit: how a package's price falls on its lines; null leaves it to the endpoint.
    #[schema(value_type = Option<String>)]
    pub apportioning: Option<Apportioning>,
    /// packagesFirst or priceFirst: what makes one route better than another.
    #[schema(value_type = String, example = "packagesFirst")]
    pub rank_order: RankOrder,
    /// Whether the cost from warehouse to dock counts when routes are compared.
    pub rank_includes_dock_fee: bool,
    /// Goods that get ready within the same so many days leave together; 0 keeps them apart.
    pub group_within_days: u16,
    /// Whether a package over a carrier's limit is divided.
    pub split_cargo: bool,
    /// Whether of policies with pickup points and the same shipping method only the best is offered.
    #[serde(default)]
    pub strict_method_collision: bool,
    /// For how many days a quote can be read, explained and made again, 1 to 90; left out, it stays as it is.
    #[serde(default)]
    #[schema(example = 7)]
    pub quotes_kept_days: Option<u16>,
    /// Whether delivery windows in the reference's shape are told in UTC; otherwise as the place's own clock under
    /// `+00:00`, as clients of the reference expect.
    #[serde(default)]
    pub windows_in_utc: bool,
    /// For how many days an order holds its goods until it is confirmed, 1 to 90, told as `lockTTL`; left out, the
    /// checkout says it.
    #[serde(default)]
    #[schema(example = 10)]
    pub lock_days: Option<u16>,
}

/// The account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// ISO 4217 code of its currency.
    pub currency: String,
    /// Its language.
    pub language: String,
    /// ISO 3166-1 alpha-3 code of its country; null while it is not known.
    pub country: Option<String>,
    /// Percent added to every shipping price.
    pub additional_percent: String,
    /// What the percent is added to.
    #[schema(value_type = String)]
    pub additional_percent_base: PercentBase,
    /// What happens to half a minor unit.
    #[schema(value_type = String)]
    pub rounding: Rounding,
    /// How a package's price falls on its lines.
    #[schema(value_type = Option<String>)]
    pub apportioning: Option<Apportioning>,
    /// What makes one route better than another.
    #[schema(value_type = String)]
    pub rank_order: RankOrder,
    /// Whether the cost from warehouse to dock counts when routes are compared.
    pub rank_includes_dock_fee: bool,
    /// Goods that get ready within the same so many days leave together.
    pub group_within_days: u16,
    /// Whether a package over a carrier's limit is divided.
    pub split_cargo: bool,
    /// Whether of policies with pickup points and the same shipping method only the best is offered.
    pub strict_method_collision: bool,
    /// For how many days a quote can be read, explained and made again.
    pub quotes_kept_days: u16,
    /// Whether delivery windows in the reference's shape are told in UTC.
    pub windows_in_utc: bool,
    /// For how many days an order holds its goods until it is confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_days: Option<u16>,
    /// When it was founded.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl Account {
    /// The account with its settings.
    #[must_use]
    pub fn of(account: &account::Account, settings: &Settings) -> Self {
        Self {
            id: account.id.to_string(),
            name: account.name.as_str().to_owned(),
            time_zone: settings.time_zone.clone(),
            currency: settings.currency.to_string(),
            language: settings.language.to_string(),
            country: account.country.map(|country| country.to_string()),
            additional_percent: settings.additional_percent.normalize().to_string(),
            additional_percent_base: settings.additional_percent_base,
            rounding: settings.rounding,
            apportioning: settings.apportioning,
            rank_order: settings.rank_order,
            rank_includes_dock_fee: settings.rank_includes_dock_fee,
            group_within_days: settings.group_within_days,
            split_cargo: settings.split_cargo,
            strict_method_collision: settings.strict_method_collision,
            quotes_kept_days: settings.quotes_kept_days,
            windows_in_utc: settings.windows_in_utc,
            lock_days: settings.lock_days,
            created_at: account.created_at,
        }
    }
}

/// What a holiday becomes.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HolidayChange {
    /// 1 to 100 characters.
    #[schema(example = "Natal")]
    pub name: String,
    /// Its first day.
    #[schema(example = "2026-12-25")]
    pub start_date: String,
    /// Its last day, included; one day when missing. A run of more than 60 days is cut to its first 60.
    pub end_date: Option<String>,
}

/// A holiday.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Holiday {
    /// The id that the merchant chose.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its first day.
    pub start_date: String,
    /// Its last day; null when it is one day.
    pub end_date: Option<String>,
}

impl From<&calendar::Holiday> for Holiday {
    fn from(holiday: &calendar::Holiday) -> Self {
        Self {
            id: holiday.id().to_string(),
            name: holiday.name().to_owned(),
            start_date: holiday.start_date().to_string(),
            end_date: holiday.end_date().map(|date| date.to_string()),
        }
    }
}

/// The holidays.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Holidays {
    /// By id.
    pub items: Vec<Holiday>,
    /// Always null: an account has few.
    pub next_cursor: Option<String>,
}
