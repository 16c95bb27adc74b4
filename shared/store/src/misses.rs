//! Counting links that open nothing, and passwords for logins that nobody has.

use crate::commit::When;
use crate::guard::OnBehalf;
use crate::item::MUTATION;
use crate::{Error, Store, Version, item, keys};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use domain::account::Credentials;
use domain::knocking::Misses;
use jiff::Timestamp;
use uuid::Uuid;

impl Store {
    /// Notes how many links that open nothing were tried from a place. Of counts written at once one is lost, which
    /// only lets a guess or two more through.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn note_misses(&self, place: &str, misses: &Misses) -> Result<(), Error> {
        let key = keys::misses(place);
        let item = item::pack(&key.place, misses, Version::FIRST, "", Some(misses.ends()))?;
        self.client
            .put_item()
            .table_name(&*self.table)
            .set_item(Some(item))
            .customize()
            .interceptor(OnBehalf(vec![key.place.acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("noting a miss", &error))?;
        Ok(())
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
        let (condition, names, values) = when.expression();
        let sent = self
            .client
            .put_item()
            .table_name(&*self.table)
            .set_item(Some(item))
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .customize()
            .interceptor(OnBehalf(vec![key.place.acting]))
            .send()
            .await;
        let Err(error) = sent else { return Ok(()) };
        match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(there)) => {
                // Our own mark: it was noted before, and only the answer was lost.
                let ours = there.item().and_then(|item| item::string(item, MUTATION)) == Some(&*mutation);
                if ours { Ok(()) } else { Err(Error::refused("guesses")) }
            }
            _ => Err(Error::from_sdk("noting a guess", &error)),
        }
    }
}
