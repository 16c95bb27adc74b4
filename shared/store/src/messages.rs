//! Messages as they are written: what was said about them, and each claimed before it is sent.

use crate::keys::{self, Provided, Told};
use crate::{Commit, Stored, Version};
use domain::access::TenantScope;
use domain::consent::Consent;
use domain::id::RouteId;
use domain::message::Message;
use jiff::{SignedDuration, Timestamp};

/// How long a message is kept, and that a service was told.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 180);
/// How long receipts are expected.
const RECEIPTS: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Commit {
    /// Keeps what the owner of a number or an address said, over what was there before.
    #[must_use]
    pub fn hear(self, scope: TenantScope, contact: &str, before: Option<&Stored<Consent>>, consent: &Consent) -> Self {
        let key = keys::consent(scope, contact);
        match before {
            Some(before) => self.replace("consent", &key, before.version, consent),
            None => self.create("consent", &key, consent),
        }
    }

    /// Writes a message for the first time, with the lock that lets no other tell the same.
    #[must_use]
    pub fn create_message(self, scope: TenantScope, message: &Message) -> Self {
        let until = self.kept(KEPT);
        let lock = keys::told(scope, &message.occasion, message.channel);
        let key = keys::service_message(scope, message.occasion.service, message.id);
        self.create_until("told", &lock, &Told { message: message.id }, until)
            .create_until("message", &key, message, until)
    }

    /// Writes a message over the version that was seen.
    #[must_use]
    pub fn replace_message(self, scope: TenantScope, seen: Version, message: &Message) -> Self {
        let until = self.kept(KEPT);
        let key = keys::service_message(scope, message.occasion.service, message.id);
        self.replace_until("message", &key, seen, message, until)
    }

    /// Notes what the provider calls a message, so that its receipts are understood.
    #[must_use]
    pub fn note_provider(self, scope: TenantScope, message: &Message) -> Self {
        let Some(name) = message.provider_id.as_deref().filter(|name| !name.is_empty()) else { return self };
        let until = self.kept(RECEIPTS);
        let provided = Provided { account: scope.account(), service: message.occasion.service, message: message.id };
        self.put_always("provider's name", &keys::provided(message.channel, name), &provided, Some(until))
    }

    /// Notes that those on a route are told of its start.
    #[must_use]
    pub fn told_route(self, scope: TenantScope, route: RouteId, at: Timestamp) -> Self {
        let until = self.kept(KEPT);
        self.put_always("route told", &keys::route_told(scope, route), &at, Some(until))
    }

    fn kept(&self, by: SignedDuration) -> Timestamp {
        self.at().checked_add(by).unwrap_or(Timestamp::MAX)
    }
}
