//! Events on their way out: written with the change, found by shard until they are published.

use crate::guard::OnBehalf;
use crate::item::{self, Attributes, GSI1PK, GSI1SK, PK, SK};
use crate::keys::{self, Place};
use crate::{Error, Store};
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use domain::access::TenantScope;
use domain::event::Event;
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

const GSI1: &str = "GSI1";

/// The item of one event on its way out, readable or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting(Place);

impl Waiting {
    /// The item of an event.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        let scope = TenantScope::acting_for(event.account);
        Self(keys::event(scope, event.at.to_zoned(TimeZone::UTC).date(), event.id).place)
    }

    /// The item under the two keys that a stream record tells; none when they are not those of an event.
    #[must_use]
    pub fn at(pk: &str, sk: &str) -> Option<Self> {
        keys::written_event(pk, sk).map(|key| Self(key.place))
    }

    /// When the event was written, as its identifier tells.
    #[must_use]
    pub fn written_at(&self) -> Timestamp {
        let id = Uuid::try_parse(&self.0.sk).ok();
        let (seconds, nanos) = id.and_then(|id| id.get_timestamp()).map_or((0, 0), |written| written.to_unix());
        let nanos = i32::try_from(nanos).unwrap_or(0);
        i64::try_from(seconds).ok().and_then(|seconds| Timestamp::new(seconds, nanos).ok()).unwrap_or_default()
    }
}

/// A part of what waits in a shard.
#[derive(Debug)]
pub struct WaitingPage {
    /// Oldest first. One that cannot be read does not hide the others.
    pub events: Vec<(Waiting, Result<Event, Error>)>,
    /// After which the shard goes on; none at its end.
    pub next: Option<String>,
}

/// The attributes that keep an event in the index of what waits. Without them it is published.
pub(crate) fn waiting(event: &Event, shard: u8) -> Attributes {
    let (_, partition) = keys::outbox(shard);
    Attributes::from([
        (GSI1PK.to_owned(), item::text(&partition)),
        (GSI1SK.to_owned(), item::text(&place_in_shard(event.at, &format!("#{}", event.id)))),
    ])
}

/// Before every place in a shard: a key may not be empty.
const FIRST: &str = "0";

/// Places sort by time, for the number has always as many digits.
fn place_in_shard(at: Timestamp, rest: &str) -> String {
    format!("{:020}{rest}", at.as_millisecond().max(0))
}

impl Store {
    /// AP-24: up to `limit` events of a shard that have waited since before `since`, from where `after` (the `next` of
    /// a page) left off.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn waiting_events(
        &self,
        shard: u8,
        since: Timestamp,
        after: Option<&str>,
        limit: u16,
    ) -> Result<WaitingPage, Error> {
        let (acting, partition) = keys::outbox(shard);
        // Both ends of a range are part of it: `~` sorts behind every place that begins with `after`, and no place is
        // a bare time.
        let from = after.map_or_else(String::new, |after| format!("{after}~"));
        let answer = self
            .client
            .query()
            .table_name(&*self.table)
            .index_name(GSI1)
            .limit(i32::from(limit))
            .key_condition_expression("#pk = :pk AND #sk BETWEEN :from AND :since")
            .expression_attribute_names("#pk", GSI1PK)
            .expression_attribute_names("#sk", GSI1SK)
            .expression_attribute_values(":pk", item::text(&partition))
            .expression_attribute_values(":from", item::text(if from.is_empty() { FIRST } else { &from }))
            .expression_attribute_values(":since", item::text(&place_in_shard(since, "")))
            .customize()
            .interceptor(OnBehalf(vec![acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("listing what waits", &error))?;
        let next = answer.last_evaluated_key.as_ref().and_then(|key| item::string(key, GSI1SK)).map(str::to_owned);
        let found = answer.items.unwrap_or_default().into_iter().filter_map(|found| {
            let waiting = Waiting::at(item::string(&found, PK)?, item::string(&found, SK)?)?;
            // An event that waits beyond its time to live is told all the same.
            let event = item::unpack::<Event>(found, Timestamp::MIN).transpose()?;
            Some((waiting, event.map(|stored| stored.value)))
        });
        Ok(WaitingPage { events: found.collect(), next })
    }

    /// Takes an event out of what waits. Harmless when repeated.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn mark_published(&self, waiting: &Waiting) -> Result<(), Error> {
        self.touch(waiting, "REMOVE #pk, #sk, #why", true, None).await
    }

    /// Writes on an event why it could not be published, and leaves it waiting.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn mark_failed(&self, waiting: &Waiting, why: &str) -> Result<(), Error> {
        self.touch(waiting, "SET #why = :why", false, Some(why)).await
    }

    /// Writes on an event why it will not be published, and takes it out of what waits.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn give_up(&self, waiting: &Waiting, why: &str) -> Result<(), Error> {
        self.touch(waiting, "SET #why = :why REMOVE #pk, #sk", true, Some(why)).await
    }

    /// Why an event could not be published, when that was written on it.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn failure_of(&self, waiting: &Waiting) -> Result<Option<String>, Error> {
        let answer = self
            .client
            .get_item()
            .table_name(&*self.table)
            .set_key(Some(item::key_of(&waiting.0)))
            .consistent_read(true)
            .customize()
            .interceptor(OnBehalf(vec![waiting.0.acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("reading an event", &error))?;
        Ok(answer.item.as_ref().and_then(|found| item::string(found, "failure")).map(str::to_owned))
    }

    /// `change` names `#why`, with a reason `:why`, and, when `indexed` says so, the index attributes `#pk` and `#sk`.
    /// The engine refuses names that a change does not use.
    async fn touch(&self, waiting: &Waiting, change: &str, indexed: bool, why: Option<&str>) -> Result<(), Error> {
        let mut update = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(item::key_of(&waiting.0)))
            .update_expression(change)
            .condition_expression("attribute_exists(#key)")
            .expression_attribute_names("#key", PK)
            .expression_attribute_names("#why", "failure");
        if indexed {
            update = update.expression_attribute_names("#pk", GSI1PK).expression_attribute_names("#sk", GSI1SK);
        }
        if let Some(why) = why {
            let why: String = why.chars().take(2000).collect();
            update = update.expression_attribute_values(":why", item::text(&why));
        }
        let sent = update.customize().interceptor(OnBehalf(vec![waiting.0.acting])).send().await;
        match sent {
            Ok(_) => Ok(()),
            // The event is gone: nothing waits.
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(())
            }
            Err(error) => Err(Error::from_sdk("marking an event", &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";
    const EVENT: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3e";

    #[test]
    fn only_the_keys_of_an_event_are_read_as_such() {
        fn check(pk: &str, sk: &str, readable: bool) {
            assert_eq!(Waiting::at(pk, sk).is_some(), readable, "{pk} {sk}");
        }
        check(&format!("T#{ACCOUNT}#EVENT#2026-11-21"), EVENT, true);
        check(&format!("T#{ACCOUNT}#EVENT#2026-11-21"), "-", false);
        check(&format!("T#{ACCOUNT}#EVENT#20261121"), EVENT, false);
        check(&format!("T#{ACCOUNT}#USER"), EVENT, false);
        check("T##EVENT#2026-11-21", EVENT, false);
        check("LOGIN#x", EVENT, false);
    }

    #[test]
    fn an_event_tells_when_it_was_written() {
        let at = Waiting::at(&format!("T#{ACCOUNT}#EVENT#2026-11-21"), EVENT).unwrap().written_at();
        assert_eq!(at.to_string(), "2024-07-18T03:43:56.203Z");
    }

    #[test]
    fn places_in_a_shard_sort_by_time() {
        let at = |ms: i64| Timestamp::from_millisecond(ms).unwrap();
        let event = place_in_shard(at(1000), "#x");
        assert!(FIRST < event.as_str() && event < format!("{event}~"));
        assert!(place_in_shard(at(1000), "") < event && format!("{event}~") < place_in_shard(at(1001), ""));
    }

    #[test]
    fn a_stream_record_and_its_event_name_the_same_item() {
        let event = Event {
            id: EVENT.parse().unwrap(),
            account: ACCOUNT.parse().unwrap(),
            kind: domain::event::EventKind::UserInvited,
            subject: String::new(),
            author: String::new(),
            at: "2026-11-21T23:59:59.999Z".parse().unwrap(),
            data: std::collections::BTreeMap::new(),
        };
        assert_eq!(Waiting::at(&format!("T#{ACCOUNT}#EVENT#2026-11-21"), EVENT), Some(Waiting::of(&event)));
    }
}
