//! Links that we send to a person.

use crate::id::{AccountId, LinkId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a link opens. It is found by the hash of its token; the token itself is kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Its identifier, from which the deployment's link key derives the token.
    pub id: LinkId,
    /// The account that sent it.
    pub account: AccountId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// What it opens: the identifier of a user or of a service.
    pub subject: String,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Choosing the first password.
    Invitation,
    /// Choosing another password.
    PasswordReset,
    /// Following a delivery.
    Tracking,
}
