//! Counting links that open nothing, and passwords for logins that nobody has.

use crate::commit::When;
use crate::guard::OnBehalf;
use crate::item::{BODY, TTL};
use crate::{Error, Key, Store, Stored, Version, item, keys};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::account::Credentials;
use domain::knocking::Misses;
use jiff::Timestamp;
use uuid::Uuid;

impl Store {
    /// Counts one more link that opens nothing and was tried from a place; how many it is now. Of any number at the same
    /// moment each counts. Where an answer is lost on the way back one may count twice, which slows who guesses a little
    /// earlier.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn count_miss(&self, place: &str, now: Timestamp) -> Result<Misses, Error> {
        let key = keys::misses(place);
        loop {
            if let Some(misses) = self.one_more_miss(&key, now).await? {
                return Ok(misses);
            }
            if let Some(first) = self.first_miss(&key, now).await? {
                return Ok(first);
            }
        }
    }

    /// None when nothing is counted at this time.
    async fn one_more_miss(&self, key: &Key<Misses>, now: Timestamp) -> Result<Option<Misses>, Error> {
        let sent = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(item::key_of(&key.place)))
            .update_expression("SET #body.#count = #body.#count + :one")
            .condition_expression("#ttl > :now")
            .expression_attribute_names("#body", BODY)
            .expression_attribute_names("#count", "count")
            .expression_attribute_names("#ttl", TTL)
            .expression_attribute_values(":one", item::number(1))
            .expression_attribute_values(":now", item::number(now.as_second()))
            .return_values(ReturnValue::AllNew)
            .customize()
            .interceptor(OnBehalf(vec![key.place.acting]))
            .send()
            .await;
        match sent {
            Ok(counted) => {
                let found: Option<Stored<Misses>> = item::unpack(counted.attributes.unwrap_or_default(), now)?;
                Ok(found.map(|stored| stored.value))
            }
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(None)
            }
            Err(error) => Err(Error::from_sdk("counting a miss", &error)),
        }
    }

    /// None when another one was the first.
    async fn first_miss(&self, key: &Key<Misses>, now: Timestamp) -> Result<Option<Misses>, Error> {
        let first = Misses::first(now);
        let item = item::pack(&key.place, &first, Version::FIRST, "", Some(first.ends()))?;
        let (condition, names, values) = When::AbsentOrExpired(now).expression();
        let sent = self
            .client
            .put_item()
            .table_name(&*self.table)
            .set_item(Some(item))
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .customize()
            .interceptor(OnBehalf(vec![key.place.acting]))
            .send()
            .await;
        match sent {
            Ok(_) => Ok(Some(first)),
            Err(error) if error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception) => {
                Ok(None)
            }
            Err(error) => Err(Error::from_sdk("counting a miss", &error)),
        }
    }

    /// Notes the wrong passwords for a login that nobody has, unless another one was noted since they were read. It is
    /// noted at a time, under a mark that is fresh for every attempt.
    ///
    /// # Errors
    /// [`Error::is_conflict`] when another one was noted; others when the table does not answer.
    pub async fn note_guess(
        &self,
        login: &str,
        seen: Option<Version>,
        guesses: &Credentials,
        (now, mutation): (Timestamp, Uuid),
    ) -> Result<(), Error> {
        let (key, mutation) = (keys::guesses(login), mutation.simple().to_string());
        let version = seen.map_or(Version::FIRST, Version::next);
        let item = item::pack(&key.place, guesses, version, &mutation, guesses.forgets_at())?;
        let when = seen.map_or(When::AbsentOrExpired(now), When::VersionIs);
        self.put((item, when), "guesses", &mutation, &OnBehalf(vec![key.place.acting])).await
    }
}
