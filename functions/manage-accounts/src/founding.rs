//! Founding an account: done once, by whoever runs the deployment, never over HTTP.

use crate::invitation;
use configuration::{Record, Register};
use domain::access::{Role, TenantScope};
use domain::account::{Account, Name, User};
use domain::currency::Currency;
use domain::email::Email;
use domain::id::{AccountId, UserId};
use domain::language::Language;
use domain::postal::Country;
use domain::visibility::Reach;
use edge::Gate;
use freight::configuration::Settings;
use store::{Commit, keys};

/// An account to found, and its first manager.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The account's name.
    pub account: Name,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// Its currency.
    pub currency: Currency,
    /// Its language, and the manager's.
    pub language: Language,
    /// The manager's login.
    pub email: Email,
    /// The manager's name.
    pub manager: Name,
}

/// What was founded.
#[derive(Clone, Debug)]
pub struct Founded {
    /// The account.
    pub account: AccountId,
    /// Its first manager.
    pub manager: UserId,
    /// Token of the invitation, which is also on its way by mail.
    pub invitation: String,
}

/// Why an account cannot be founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// The login belongs to somebody.
    #[error("somebody signs in with this e-mail already")]
    EmailTaken,
    /// The time zone is not known.
    #[error("{0:?} is not a time zone of the IANA database")]
    UnknownTimeZone(String),
    /// The table did not take it.
    #[error("founding the account")]
    Store(#[from] store::Error),
    /// The configuration could not be written.
    #[error("writing its configuration")]
    Configuration(#[from] configuration::Error),
}

/// Founds an account with its first manager, who is invited by mail.
///
/// # Errors
/// [`FoundingError`].
pub async fn found(gate: &Gate, register: &Register, ask: Founding) -> Result<Founded, FoundingError> {
    found_as(gate, register, AccountId::new(gate.fresh()), ask).await
}

/// As [`found`], under an id that was chosen before.
///
/// # Errors
/// [`FoundingError`].
pub async fn found_as(
    gate: &Gate,
    register: &Register,
    account: AccountId,
    ask: Founding,
) -> Result<Founded, FoundingError> {
    let now = gate.now();
    let settings = Settings {
        time_zone: ask.time_zone.clone(),
        currency: ask.currency,
        language: ask.language,
        ..Settings::default()
    };
    if settings.zone().is_none() {
        return Err(FoundingError::UnknownTimeZone(ask.time_zone));
    }
    if gate.store().read(&keys::login(&ask.email), now).await?.is_some() {
        return Err(FoundingError::EmailTaken);
    }
    let scope = TenantScope::acting_for(account);
    let manager = UserId::new(gate.fresh());
    let user = User {
        id: manager,
        email: ask.email,
        name: ask.manager,
        role: Role::Manager,
        reach: Reach::default(),
        language: ask.language,
        active: false,
        created_at: now,
    };
    let founded = Account {
        id: account,
        name: ask.account,
        time_zone: ask.time_zone,
        currency: ask.currency,
        language: ask.language,
        country: (ask.currency == Currency::BRL).then_some(Country::BRA),
        created_at: now,
    };

    let mut current = register.current(scope, now).await?;
    current.sections.settings = Record { version: current.next().number(), value: settings };
    let commit = Commit::new(scope, now, gate.fresh())
        .create("login", &keys::login(&user.email), &keys::Login { account, user: manager })
        .create("account", &keys::account(scope), &founded)
        .create("user", &keys::user(scope, manager), &user);
    let commit = register.write(&current, commit).await?;
    let (commit, invitation) = invitation::add(gate, commit, scope, &user, "deployment");
    match gate.store().commit(commit).await {
        Err(error) if error.refused_write() == Some("login") => Err(FoundingError::EmailTaken),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(Founded { account, manager, invitation }),
    }
}
