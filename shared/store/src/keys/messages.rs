//! Keys of messages to recipients: what was told, who wants to be told, how much was sent.

use super::{ITSELF, Key, Prefix, global, own, own_prefix};
use crate::commit::Counter;
use domain::access::{GlobalScope, TenantScope};
use domain::consent::Consent;
use domain::id::{AccountId, MessageId, RouteId, ServiceId};
use domain::message::{Channel, Message, Occasion};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// AP-87: what the owner of a number or a mail address has said to the account about messages. `contact` is a keyed
/// digest of it: personal data stand in no key.
#[must_use]
pub fn consent(scope: TenantScope, contact: &str) -> Key<Consent> {
    own(scope, "consent", &format!("CONSENT#{contact}"), ITSELF)
}

/// AP-88: what an agency, or the account where it says nothing of its own, tells recipients, and how.
#[must_use]
pub fn message_settings<T>(scope: TenantScope, of: &str) -> Key<T> {
    own(scope, "message_settings", "MESSAGESETTINGS", of)
}

/// Which message a service was told something by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The message.
    pub message: MessageId,
}

/// AP-89: that a service was told something on an occasion; the lock that makes it one message for each channel.
#[must_use]
pub fn told(scope: TenantScope, occasion: &Occasion, channel: Channel) -> Key<Told> {
    let place = format!("{}#{}#{}", occasion.notice.name(), channel.name(), occasion.mark);
    own(scope, "told", &format!("TOLD#{}", occasion.service), &place)
}

/// AP-89: when those on a route were told of its start.
#[must_use]
pub fn route_told(scope: TenantScope, route: RouteId) -> Key<Timestamp> {
    own(scope, "told", &format!("TOLD#{route}"), ITSELF)
}

/// AP-90: one message about a service.
#[must_use]
pub fn service_message(scope: TenantScope, service: ServiceId, id: MessageId) -> Key<Message> {
    own(scope, "service_message", &format!("MESSAGES#{service}"), &id.to_string())
}

/// AP-91: the messages about a service, newest first.
#[must_use]
pub fn service_messages(scope: TenantScope, service: ServiceId) -> Prefix<Message> {
    own_prefix(scope, &format!("MESSAGES#{service}"), true)
}

/// How many partitions the messages of an account on a day are counted in.
pub const COUNT_SHARDS: u8 = 8;

/// AP-92: how many short messages went to a number on a day of the account's calendar.
#[must_use]
pub fn sent_to(scope: TenantScope, day: Date, contact: &str) -> Key<Counter> {
    own(scope, "sent", &format!("SENT#{day}#{contact}"), ITSELF)
}

/// AP-92: how many the account sent, in one shard of [`COUNT_SHARDS`].
#[must_use]
pub fn sent_by_account(scope: TenantScope, day: Date, shard: u8) -> Key<Counter> {
    own(scope, "sent", &format!("SENT#{day}#ACCOUNT#{}", shard % COUNT_SHARDS), ITSELF)
}

/// Which message a provider's name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provided {
    /// The account.
    pub account: AccountId,
    /// The service.
    pub service: ServiceId,
    /// The message.
    pub message: MessageId,
}

/// AP-93: which message a provider's name is of. Its receipts name nothing else.
#[must_use]
pub fn provided(channel: Channel, provider_id: &str) -> Key<Provided> {
    global(GlobalScope::Provider, "provided", &format!("{}#{provider_id}", channel.name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::message::Notice;
    use uuid::Uuid;

    fn scope() -> TenantScope {
        TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)))
    }

    #[test]
    fn a_service_is_told_once_for_each_notice_channel_and_occasion() {
        let service = ServiceId::new(Uuid::from_u128(2));
        let occasion = |notice, mark: &str| Occasion {
            service,
            notice,
            mark: mark.to_owned(),
            event: None,
            at: Timestamp::UNIX_EPOCH,
            answers: false,
        };
        let place = |notice, mark, channel| told(scope(), &occasion(notice, mark), channel).place;
        let one = place(Notice::Delivered, "1", Channel::Sms);
        assert_eq!(one, place(Notice::Delivered, "1", Channel::Sms));
        for other in [
            place(Notice::Delivered, "2", Channel::Sms),
            place(Notice::Delivered, "1", Channel::Email),
            place(Notice::NotDelivered, "1", Channel::Sms),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_message_stands_with_those_of_its_service_newest_first() {
        let service = ServiceId::new(Uuid::from_u128(2));
        let place = service_message(scope(), service, MessageId::new(Uuid::from_u128(3))).place;
        let listed = service_messages(scope(), service);
        assert!(place.pk == listed.pk && listed.newest_first);
    }
}
