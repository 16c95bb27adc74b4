//! Something that happened and that others are told of.

use crate::id::{AccountId, EventId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact in an account, written in the same commit as the change it tells of. It holds identifiers and digests,
/// never personal data, so that erasing a person leaves it true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its identifier: what a consumer recognises a repeat by.
    pub id: EventId,
    /// The account it happened in.
    pub account: AccountId,
    /// What happened.
    pub kind: EventKind,
    /// What it happened to: the identifier of a user, an import, a service.
    pub subject: String,
    /// Who did it, as [`crate::access::Caller::author`] says.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// Further identifiers and numbers that a consumer needs.
    #[serde(default)]
    pub data: BTreeMap<String, String>,
}

/// What can happen. The name on the wire is `noun.verb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// A user was added, or invited again. `data.link` is the invitation.
    #[serde(rename = "user.invited")]
    UserInvited,
    /// A user asked for a new password. `data.link` is the reset.
    #[serde(rename = "password_reset.requested")]
    PasswordResetRequested,
    /// An API key was made.
    #[serde(rename = "api_key.created")]
    ApiKeyCreated,
    /// An API key was revoked.
    #[serde(rename = "api_key.revoked")]
    ApiKeyRevoked,
    /// The account's name or settings were changed.
    #[serde(rename = "account.changed")]
    AccountChanged,
    /// A user's name, role, language or activity was changed.
    #[serde(rename = "user.changed")]
    UserChanged,
    /// A user was removed.
    #[serde(rename = "user.removed")]
    UserRemoved,
    /// The freight configuration was changed. `data.section` says where, `subject` what.
    #[serde(rename = "configuration.changed")]
    ConfigurationChanged,
    /// A freight table went live. `data.policy` and `data.version` say which.
    #[serde(rename = "freight_table.switched")]
    FreightTableSwitched,
}

impl EventKind {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UserInvited => "user.invited",
            Self::PasswordResetRequested => "password_reset.requested",
            Self::ApiKeyCreated => "api_key.created",
            Self::ApiKeyRevoked => "api_key.revoked",
            Self::AccountChanged => "account.changed",
            Self::UserChanged => "user.changed",
            Self::UserRemoved => "user.removed",
            Self::ConfigurationChanged => "configuration.changed",
            Self::FreightTableSwitched => "freight_table.switched",
        }
    }
}
