//! Webhooks: who is told of which events at which address, and what became of each telling.

mod delivery;

pub use delivery::{Attempt, Delivery, Next, Outcome, State};

use crate::event::EventKind;
use crate::id::WebhookId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many subscriptions an account has at most.
pub const MOST: usize = 20;
/// How long the secret before the present one still signs.
pub const OLD_SECRET_SIGNS: SignedDuration = SignedDuration::from_hours(24);

/// A subscription to events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its identifier.
    pub id: WebhookId,
    /// Where events are sent.
    pub url: String,
    /// What it is for, in its owner's words.
    pub description: String,
    /// What is sent; everything that is told outside when empty.
    pub kinds: Vec<EventKind>,
    /// Whether anything is sent.
    pub active: bool,
    /// Why it was switched off, when its owner did not do so.
    pub switched_off: Option<SwitchedOff>,
    /// What signs now.
    pub secret: SigningSecret,
    /// What signs beside it for a while.
    pub old_secret: Option<OldSecret>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What a receiver recognises us by: `whsec_` and 32 random bytes in base64, as <https://www.standardwebhooks.com> has
/// it. It shows itself to nobody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SigningSecret(String);

impl SigningSecret {
    /// Holds a secret that was made for this purpose.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, to be shown once or to sign with.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

/// A secret that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldSecret {
    /// The secret.
    pub secret: SigningSecret,
    /// Until when it signs.
    pub until: Timestamp,
}

/// That a subscription was switched off by us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchedOff {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: OffReason,
}

/// Why a subscription was switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffReason {
    /// The receiver answered 410: nobody is there any more.
    Gone,
    /// Every attempt of some delivery failed, and nothing else came through meanwhile.
    Failing,
}

impl OffReason {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

impl Webhook {
    /// Whether events of a kind are sent.
    #[must_use]
    pub fn wants(&self, kind: EventKind) -> bool {
        self.active && kind.told().is_some() && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }

    /// What signs at a moment, the newest first.
    #[must_use]
    pub fn secrets(&self, now: Timestamp) -> Vec<&SigningSecret> {
        let old = self.old_secret.as_ref().filter(|old| now < old.until).map(|old| &old.secret);
        std::iter::once(&self.secret).chain(old).collect()
    }

    /// The subscription with a fresh secret. The present one goes on signing for a day; one before it ends at once.
    #[must_use]
    pub fn with_fresh_secret(self, secret: SigningSecret, now: Timestamp) -> Self {
        let until = now.checked_add(OLD_SECRET_SIGNS).unwrap_or(now);
        let old_secret = Some(OldSecret { secret: self.secret, until });
        Self { secret, old_secret, ..self }
    }

    /// The subscription, switched off.
    #[must_use]
    pub fn off(self, why: OffReason, at: Timestamp) -> Self {
        Self { active: false, switched_off: Some(SwitchedOff { at, why }), ..self }
    }
}

/// How a receiver has done lately. Written only when it turns, so that it costs nothing while all goes well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Since when every attempt has failed; none when the last one came through.
    pub failing_since: Option<Timestamp>,
}

impl Health {
    /// What an attempt at a moment changes about it; none when nothing.
    #[must_use]
    pub const fn after(self, came_through: bool, at: Timestamp) -> Option<Self> {
        match (came_through, self.failing_since) {
            (true, Some(_)) => Some(Self { failing_since: None }),
            (false, None) => Some(Self { failing_since: Some(at) }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
