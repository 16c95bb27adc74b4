//! Links that we send to a person.

use crate::id::{AccountId, LinkId};
use jiff::{SignedDuration, Timestamp};
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

/// The link by which whoever waits for a service follows it, as the service keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrackingLink {
    /// How often it was replaced: with the identifier of the service, what the token is derived from.
    pub generation: u32,
    /// What it is found by: the digest of its token.
    pub digest: String,
}

impl TrackingLink {
    /// How long it works after the service has ended.
    pub const AFTER_END: SignedDuration = SignedDuration::from_hours(24 * 30);
    /// How long it works while the service goes on, counted from when it was written.
    pub const WHILE_OPEN: SignedDuration = SignedDuration::from_hours(24 * 366);
    /// How long it is still known as one that has ended, so that its page can say so.
    pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 60);
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
