//! Keys of answers kept for repeats, of events, and of what they lead to.

use super::{Acting, ITSELF, Key, Prefix, own, own_prefix};
use domain::access::{GlobalScope, Idempotency, TenantScope};
use domain::event::Event;
use domain::id::{EventId, MessageId};

/// AP-01: the answer that a repeated request gets again.
#[must_use]
pub fn answer(scope: TenantScope, asked: &Idempotency) -> Key<crate::Answer> {
    own(scope, "answer", &format!("ANSWER#{}", asked.name()), ITSELF)
}

/// AP-22: one event. `day` is its UTC date, which bounds the partition.
#[must_use]
pub fn event(scope: TenantScope, day: jiff::civil::Date, id: EventId) -> Key<Event> {
    own(scope, "event", &format!("EVENT#{day}"), &id.to_string())
}

/// The event whose item stands under these keys, as a stream record tells them; none when they are no event's.
#[must_use]
pub(crate) fn written_event(pk: &str, sk: &str) -> Option<Key<Event>> {
    let (account, day) = pk.strip_prefix("T#")?.split_once("#EVENT#")?;
    let scope = TenantScope::acting_for(account.parse().ok()?);
    let key = event(scope, day.parse().ok()?, sk.parse().ok()?);
    (key.place.pk == pk && key.place.sk == sk).then_some(key)
}

/// AP-23: the events of a UTC day, oldest first.
#[must_use]
pub fn events_of(scope: TenantScope, day: jiff::civil::Date) -> Prefix<Event> {
    own_prefix(scope, &format!("EVENT#{day}"), false)
}

/// How many partitions the events that wait to be published are spread over.
pub const OUTBOX_SHARDS: u8 = 8;

/// AP-24: the events that wait to be published, oldest first, in one shard of [`OUTBOX_SHARDS`] (index GSI1).
#[must_use]
pub(crate) fn outbox(shard: u8) -> (Acting, String) {
    let acting = Acting::Global(GlobalScope::Outbox);
    (acting, format!("{}{shard}", acting.prefix()))
}

/// AP-25: the record of one message to one person.
#[must_use]
pub fn message<T>(scope: TenantScope, id: MessageId) -> Key<T> {
    own(scope, "message", &format!("MESSAGE#{id}"), ITSELF)
}
