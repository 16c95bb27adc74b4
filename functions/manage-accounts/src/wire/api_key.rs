//! What travels when API keys are managed.

use domain::access::Role;
use domain::account;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a key is for.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// Programs on a server.
    Secret,
    /// Quotes from pages.
    Publishable,
}

/// What a secret key may do.
#[derive(Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeyRole {
    /// Everything that programs may.
    #[default]
    Api,
    /// What the program of a shop needs: quotes, goods and stock, handing over orders.
    Store,
}

/// A key to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// What it is for, 1 to 150 characters.
    pub name: String,
    /// What it may do.
    pub kind: KeyKind,
    /// Which part of that, for a secret key; api when missing.
    #[serde(default)]
    pub role: Option<KeyRole>,
    /// Origins of the pages that may use a publishable key.
    #[serde(default)]
    #[schema(example = json!(["https://shop.example"]))]
    pub origins: Vec<String>,
}

/// What a key becomes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyChange {
    /// What it is for, 1 to 150 characters.
    pub name: String,
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
    /// Which part of that; null for a publishable key.
    pub role: Option<KeyRole>,
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
            role: match (key.kind, key.role) {
                (account::KeyKind::Publishable, _) => None,
                (account::KeyKind::Secret, Role::Store) => Some(KeyRole::Store),
                (account::KeyKind::Secret, _) => Some(KeyRole::Api),
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
