//! What travels when somebody signs in.

use domain::account::{Account, User};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// E-mail and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The login, letters in any case.
    #[schema(example = "gerente@loja.example")]
    pub email: String,
    /// The password.
    pub password: String,
}

/// A refresh token.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Refresh {
    /// The newest one that was given.
    pub refresh_token: String,
}

/// Who wants another password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetAsk {
    /// The login.
    pub email: String,
}

/// The password that is chosen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// 10 to 200 characters, at least 5 of them different.
    pub password: String,
}

/// How an invitation is accepted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The name others see; the one in the invitation when missing.
    pub name: Option<String>,
    /// 10 to 200 characters, at least 5 of them different.
    pub password: String,
}

/// What an invitation says before it is accepted.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// Who is invited.
    pub email: String,
    /// The name others see.
    pub name: String,
    /// The account that invites.
    pub account_name: String,
}

/// A signed-in device.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// For `Authorization: Bearer …`, ten minutes long.
    pub access_token: String,
    /// When the access token ends.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// For the next refresh; changes at every use.
    pub refresh_token: String,
    /// When this device has to sign in again.
    #[schema(value_type = String, format = DateTime)]
    pub refresh_expires_at: Timestamp,
    /// Who signed in.
    pub user: SessionUser,
    /// Where.
    pub account: SessionAccount,
}

/// Who signed in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionUser {
    /// Identifier.
    pub id: String,
    /// The name others see.
    pub name: String,
    /// The login.
    pub email: String,
    /// manager, operator, partner, carrier or support.
    pub role: String,
    /// Whether nothing of the account is hidden from the user. Who sees a part of it is not let in to what is of the
    /// whole account; `GET /v1/me` says which part.
    pub whole_account: bool,
    /// pt-BR, es or en.
    pub language: String,
}

/// The account that somebody signed in to.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionAccount {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// IANA time zone.
    #[schema(example = "America/Sao_Paulo")]
    pub time_zone: String,
    /// ISO 4217 currency.
    #[schema(example = "BRL")]
    pub currency: String,
    /// pt-BR, es or en.
    pub language: String,
}

impl From<&User> for SessionUser {
    fn from(user: &User) -> Self {
        Self {
            id: user.id.to_string(),
            name: user.name.as_str().to_owned(),
            email: user.email.to_string(),
            role: user.role.to_string(),
            whole_account: user.reach.visibility(user.role).is_unrestricted(),
            language: user.language.to_string(),
        }
    }
}

impl From<&Account> for SessionAccount {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.to_string(),
            name: account.name.as_str().to_owned(),
            time_zone: account.time_zone.clone(),
            currency: account.currency.to_string(),
            language: account.language.to_string(),
        }
    }
}
