//! What travels when an account is managed.

use domain::account;
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
    /// manager, operator, partner, carrier or support.
    #[schema(example = "operator")]
    pub role: String,
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
    /// manager, operator, partner, carrier or support.
    pub role: String,
    /// pt-BR, es or en.
    pub language: String,
    /// Whether the user may sign in.
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

/// What a key is for.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// Programs on a server.
    Secret,
    /// Quotes from pages.
    Publishable,
}

/// A key to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// What it is for, 1 to 150 characters.
    pub name: String,
    /// What it may do.
    pub kind: KeyKind,
    /// Origins of the pages that may use a publishable key.
    #[serde(default)]
    #[schema(example = json!(["https://shop.example"]))]
    pub origins: Vec<String>,
}

/// A key, without its secret.
#[derive(Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApiKey {
    /// Identifier.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub kind: KeyKind,
    /// Origins of the pages that may use a publishable key.
    pub origins: Vec<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it was revoked; null while it works.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Timestamp>,
}

impl From<&account::ApiKey> for ApiKey {
    fn from(key: &account::ApiKey) -> Self {
        Self {
            id: key.id.to_string(),
            name: key.name.as_str().to_owned(),
            kind: match key.kind {
                account::KeyKind::Secret => KeyKind::Secret,
                account::KeyKind::Publishable => KeyKind::Publishable,
            },
            origins: key.origins.clone(),
            created_at: key.created_at,
            revoked_at: key.revoked_at,
        }
    }
}

/// A part of the keys.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApiKeys {
    /// In order.
    pub items: Vec<ApiKey>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// Whether a secret stands in this answer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecretStatus {
    /// Here, and never again.
    Shown,
    /// It was in the first answer to this request. Lost? Revoke the key and make another.
    AlreadyShown,
}

/// A key that was made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreatedApiKey {
    /// The key.
    #[serde(flatten)]
    pub key: ApiKey,
    /// What to send: `Authorization: Bearer …` for a secret key, `X-Entrega-Key` for a publishable one.
    pub secret: Option<String>,
    /// Whether the secret stands here.
    pub secret_status: SecretStatus,
}
