//! Keys of what the account's own systems follow along by, and of work that is due later.

use super::{Acting, ITSELF, Key, Place, Prefix, own, own_prefix};
use domain::access::{GlobalScope, TenantScope};
use domain::due::Due;
use domain::feed;
use domain::id::{DeliveryId, EventId, WebhookId};
use domain::webhook::{Delivery, Health, Webhook};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::marker::PhantomData;

const WEBHOOK: &str = "WEBHOOK";
const FEED: &str = "FEED";
/// Entries of a feed in one partition.
const FEED_PARTITION: u64 = 1000;

/// AP-70: the end of the account's feed.
#[must_use]
pub fn feed_head(scope: TenantScope) -> Key<feed::Head> {
    own(scope, "feed_head", FEED, ITSELF)
}

/// AP-71: one entry of the feed.
#[must_use]
pub fn feed_entry(scope: TenantScope, number: u64) -> Key<feed::Entry> {
    own(scope, "feed_entry", &feed_partition(number), &feed_place(number))
}

/// AP-72: the entries in the partition of a number, in order; [`feed_place`] says where to begin.
#[must_use]
pub fn feed_entries(scope: TenantScope, number: u64) -> Prefix<feed::Entry> {
    own_prefix(scope, &feed_partition(number), false)
}

/// The sort key of a number of the feed.
#[must_use]
pub fn feed_place(number: u64) -> String {
    format!("{number:020}")
}

fn feed_partition(number: u64) -> String {
    format!("{FEED}#{}", number.saturating_sub(1) / FEED_PARTITION)
}

/// AP-73: where an event stands in the feed.
#[must_use]
pub fn feed_place_of(scope: TenantScope, event: EventId) -> Key<feed::Place> {
    own(scope, "feed_place", &format!("FEEDPLACE#{event}"), ITSELF)
}

/// AP-75: one subscription to events.
#[must_use]
pub fn webhook(scope: TenantScope, id: WebhookId) -> Key<Webhook> {
    own(scope, "webhook", WEBHOOK, &id.to_string())
}

/// AP-76: the subscriptions of the account, oldest first.
#[must_use]
pub fn webhooks(scope: TenantScope) -> Prefix<Webhook> {
    own_prefix(scope, WEBHOOK, false)
}

/// AP-77: how the receiver of a subscription has done lately.
#[must_use]
pub fn webhook_health(scope: TenantScope, id: WebhookId) -> Key<Health> {
    own(scope, "webhook_health", "WEBHOOKHEALTH", &id.to_string())
}

/// AP-78: one event on its way to one subscription. It stands in the month that its identifier was made in.
#[must_use]
pub fn delivery(scope: TenantScope, webhook: WebhookId, id: DeliveryId) -> Key<Delivery> {
    let made = id.uuid().get_timestamp().map_or(0, |made| made.to_unix().0);
    let made = i64::try_from(made).ok().and_then(|made| Timestamp::from_second(made).ok()).unwrap_or_default();
    own(scope, "delivery", &deliveries_in(webhook, made.to_zoned(TimeZone::UTC).date()), &id.to_string())
}

/// AP-79: what was sent to a subscription in the month of a day, newest first.
#[must_use]
pub fn deliveries(scope: TenantScope, webhook: WebhookId, month: Date) -> Prefix<Delivery> {
    own_prefix(scope, &deliveries_in(webhook, month), true)
}

fn deliveries_in(webhook: WebhookId, day: Date) -> String {
    format!("DELIVERY#{webhook}#{}", day.strftime("%Y-%m"))
}

/// How many partitions the work that is due is spread over.
pub const DUE_SHARDS: u8 = 8;

/// AP-74: the work in a shard of [`DUE_SHARDS`], earliest first.
#[must_use]
pub(crate) fn due_shard(shard: u8) -> (Acting, String) {
    let acting = Acting::Global(GlobalScope::Due);
    (acting, format!("{}{shard}", acting.prefix()))
}

/// Where one piece of work stands. Its shard follows from what it is, so that it is found again to be taken out.
#[must_use]
pub(crate) fn due(due: &Due) -> Key<Due> {
    let Due { account, kind, subject, at } = due;
    let what = format!("#{account}#{}#{subject}", kind.name());
    let shard = what.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % DUE_SHARDS;
    let (acting, pk) = due_shard(shard);
    let sk = format!("{}{what}", due_before(*at));
    Key { place: Place { acting, entity: "due", pk, sk }, noun: PhantomData }
}

/// Where in a shard a time begins: the number has always as many digits, so that places sort by time.
#[must_use]
pub(crate) fn due_before(at: Timestamp) -> String {
    format!("{:020}", at.as_millisecond().max(0))
}

/// Where work stands that nobody can read: behind all times.
#[must_use]
pub(crate) fn due_never(place: &str) -> String {
    format!("~{place}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::due::DueKind;
    use domain::id::AccountId;
    use uuid::Uuid;

    fn scope() -> TenantScope {
        TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)))
    }

    #[test]
    fn a_partition_of_the_feed_holds_a_thousand_entries_in_order() {
        for (number, partition) in [(1, "#FEED#0"), (1000, "#FEED#0"), (1001, "#FEED#1"), (2000, "#FEED#1")] {
            let place = feed_entry(scope(), number).place;
            assert!(place.pk.ends_with(partition), "{number}: {}", place.pk);
            assert_eq!(place.pk, feed_entries(scope(), number).pk);
        }
        assert!(feed_entry(scope(), 9).place.sk < feed_entry(scope(), 10).place.sk);
    }

    #[test]
    fn work_stands_by_time_in_a_shard_that_it_keeps() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let place = |second| {
            let account = scope().account();
            due(&Due { account, kind: DueKind::WebhookRetry, subject: "a/b".to_owned(), at: at(second) }).place
        };
        assert_eq!(place(1).pk, place(2).pk);
        assert!(place(9).sk < place(10).sk);
        assert!(due_before(at(9)) < place(9).sk && place(9).sk < due_before(at(10)));
        assert!(place(1).pk.starts_with(&Acting::Global(GlobalScope::Due).prefix()));
    }

    #[test]
    fn a_delivery_stands_in_the_month_of_its_event() {
        let (webhook, id) = (WebhookId::new(Uuid::from_u128(2)), "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3e");
        let place = delivery(scope(), webhook, id.parse().unwrap()).place;
        assert!(place.pk.ends_with("#2024-07"), "{}", place.pk);
        assert_eq!(place.pk, deliveries(scope(), webhook, jiff::civil::date(2024, 7, 1)).pk);
    }
}
