//! Events on their way out: written with the change, found by shard until they are published.

use crate::guard::OnBehalf;
use crate::item::{self, Attributes, PK};
use crate::keys::{self, Acting};
use crate::{Error, Store};
use domain::access::TenantScope;
use domain::event::Event;
use jiff::{Timestamp, tz::TimeZone};

const GSI1: &str = "GSI1";
const GSI1PK: &str = "GSI1PK";
const GSI1SK: &str = "GSI1SK";

/// The attributes that keep an event in the index of what waits. Without them it is published.
pub(crate) fn waiting(event: &Event, shard: u8) -> Attributes {
    let (_, partition) = keys::outbox(shard);
    Attributes::from([
        (GSI1PK.to_owned(), item::text(&partition)),
        (GSI1SK.to_owned(), item::text(&format!("{:020}#{}", event.at.as_millisecond(), event.id))),
    ])
}

impl Store {
    /// AP-24: up to `limit` events of a shard that have waited since before `since`, oldest first.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an event is unreadable.
    pub async fn waiting_events(&self, shard: u8, since: Timestamp, limit: u16) -> Result<Vec<Event>, Error> {
        let (acting, partition) = keys::outbox(shard);
        let answer = self
            .client
            .query()
            .table_name(&*self.table)
            .index_name(GSI1)
            .limit(i32::from(limit))
            .key_condition_expression("#pk = :pk AND #sk < :since")
            .expression_attribute_names("#pk", GSI1PK)
            .expression_attribute_names("#sk", GSI1SK)
            .expression_attribute_values(":pk", item::text(&partition))
            .expression_attribute_values(":since", item::text(&format!("{:020}", since.as_millisecond())))
            .customize()
            .interceptor(OnBehalf(vec![acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("listing what waits", &error))?;
        let mut events = Vec::new();
        for found in answer.items.unwrap_or_default() {
            events.extend(item::unpack::<Event>(found, Timestamp::MIN)?.map(|stored| stored.value));
        }
        Ok(events)
    }

    /// Takes an event out of what waits. Harmless when repeated.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn mark_published(&self, event: &Event) -> Result<(), Error> {
        self.touch_event(event, "REMOVE #pk, #sk, #why", None).await
    }

    /// Writes on an event why it could not be published, and leaves it waiting.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn mark_failed(&self, event: &Event, why: &str) -> Result<(), Error> {
        self.touch_event(event, "SET #why = :why", Some(why)).await
    }

    /// Why an event could not be published, when that was written on it.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn failure_of(&self, event: &Event) -> Result<Option<String>, Error> {
        let scope = TenantScope::acting_for(event.account);
        let key = keys::event(scope, event.at.to_zoned(TimeZone::UTC).date(), event.id);
        let answer = self
            .client
            .get_item()
            .table_name(&*self.table)
            .set_key(Some(item::key_of(&key.place)))
            .consistent_read(true)
            .customize()
            .interceptor(OnBehalf(vec![key.place.acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("reading an event", &error))?;
        Ok(answer.item.as_ref().and_then(|found| item::string(found, "failure")).map(str::to_owned))
    }

    async fn touch_event(&self, event: &Event, change: &str, why: Option<&str>) -> Result<(), Error> {
        let scope = TenantScope::acting_for(event.account);
        let key = keys::event(scope, event.at.to_zoned(TimeZone::UTC).date(), event.id);
        let mut update = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(item::key_of(&key.place)))
            .update_expression(change)
            .condition_expression("attribute_exists(#key)")
            .expression_attribute_names("#key", PK)
            .expression_attribute_names("#why", "failure");
        if let Some(why) = why {
            update =
                update.expression_attribute_values(":why", item::text(&why.chars().take(2000).collect::<String>()));
        } else {
            update = update.expression_attribute_names("#pk", GSI1PK).expression_attribute_names("#sk", GSI1SK);
        }
        let sent = update.customize().interceptor(OnBehalf(vec![Acting::For(event.account)])).send().await;
        match sent {
            Ok(_) => Ok(()),
            Err(error)
                if error.as_service_error().is_some_and(
                    aws_sdk_dynamodb::operation::update_item::UpdateItemError::is_conditional_check_failed_exception,
                ) =>
            {
                Ok(())
            }
            Err(error) => Err(Error::from_sdk("marking an event", &error)),
        }
    }
}
