//! Removing what lies under a prefix, a hundred items at a time.

use crate::guard::OnBehalf;
use crate::item::{self, PK, SK};
use crate::keys::Prefix;
use crate::{Error, Store};
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};

impl Store {
    /// Removes all items under a prefix, whatever they hold and also those that have ended by themselves, and answers
    /// how many there were. Cut off, it is simply asked for again; what is written meanwhile may stay.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn remove_all<T>(&self, prefix: &Prefix<T>) -> Result<u64, Error> {
        let mut removed = 0_u64;
        loop {
            let mut query = self
                .client
                .query()
                .table_name(&*self.table)
                .consistent_read(true)
                .limit(100)
                .expression_attribute_names("#pk", PK)
                .expression_attribute_values(":pk", item::text(&prefix.pk));
            query = if prefix.sk.is_empty() {
                query.key_condition_expression("#pk = :pk")
            } else {
                query
                    .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
                    .expression_attribute_names("#sk", SK)
                    .expression_attribute_values(":sk", item::text(&prefix.sk))
            };
            let answer = query
                .customize()
                .interceptor(OnBehalf(vec![prefix.acting]))
                .send()
                .await
                .map_err(|error| Error::from_sdk("listing", &error))?;
            let items = answer.items.unwrap_or_default();
            if items.is_empty() {
                return Ok(removed);
            }
            let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
            let deletes = items.into_iter().map(|found| {
                let key = found.into_iter().filter(|(name, _)| name == PK || name == SK).collect();
                Ok(TransactWriteItem::builder()
                    .delete(Delete::builder().table_name(&*self.table).set_key(Some(key)).build()?)
                    .build())
            });
            let deletes: Result<Vec<_>, BuildError> = deletes.collect();
            let deletes = deletes.map_err(|error| Error::unreadable("removing", error.to_string()));
            // Whoever writes one of them at the same time is met, not feared: it is sent again.
            let acting = OnBehalf(vec![prefix.acting]);
            self.transact(&deletes?, &[], &prefix.pk, &acting).await?;
            removed = removed.saturating_add(count);
        }
    }
}
