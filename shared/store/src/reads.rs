//! Reads. Every one of them is strongly consistent, except through an index.

use crate::guard::OnBehalf;
use crate::item::{self, Attributes, SK, Stored};
use crate::keys::{Key, Prefix};
use crate::{Error, Store, Version};
use aws_sdk_dynamodb::types::KeysAndAttributes;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most this many, 1 to 200.
    pub limit: u16,
    /// After the item with this sort key; from the start when none.
    pub after: Option<String>,
}

/// A part of a list.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    /// What was found, in order.
    pub items: Vec<Stored<T>>,
    /// The sort key after which the list goes on; none at its end.
    pub next: Option<String>,
}

impl Store {
    /// Reads one item; none when it is missing or has expired at `now`.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or the item is unreadable.
    pub async fn read<T: DeserializeOwned>(&self, key: &Key<T>, now: Timestamp) -> Result<Option<Stored<T>>, Error> {
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
            .map_err(|error| Error::from_sdk("reading an item", &error))?;
        answer.item.map_or(Ok(None), |found| item::unpack(found, now))
    }

    /// Reads up to 1,000 items at once, in the order of `keys`; none for each that is missing or has expired.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn read_all<T: DeserializeOwned>(
        &self,
        keys: &[Key<T>],
        now: Timestamp,
    ) -> Result<Vec<Option<Stored<T>>>, Error> {
        let mut found: HashMap<(String, String), Attributes> = HashMap::new();
        for hundred in keys.chunks(100) {
            self.read_hundred(hundred, &[], &mut found).await?;
        }
        keys.iter()
            .map(|key| match found.get(&(key.place.pk.clone(), key.place.sk.clone())) {
                Some(item) => item::unpack(item.clone(), now),
                None => Ok(None),
            })
            .collect()
    }

    /// Reads the versions of up to 1,000 items at once, in the order of `keys`, and nothing else of them; none for each
    /// that is missing or has expired.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn versions<T>(&self, keys: &[Key<T>], now: Timestamp) -> Result<Vec<Option<Version>>, Error> {
        let mut found: HashMap<(String, String), Attributes> = HashMap::new();
        for hundred in keys.chunks(100) {
            self.read_hundred(hundred, &item::OF_VERSION, &mut found).await?;
        }
        let place = |key: &Key<T>| (key.place.pk.clone(), key.place.sk.clone());
        Ok(keys.iter().map(|key| found.get(&place(key)).and_then(|item| item::version(item, now))).collect())
    }

    /// Reads whole items, or only some attributes. The batch read leaves out keys when an answer grows past 16 MB or a partition is busy: they are asked again.
    async fn read_hundred<T>(
        &self,
        keys: &[Key<T>],
        only: &[&str],
        found: &mut HashMap<(String, String), Attributes>,
    ) -> Result<(), Error> {
        let acting = OnBehalf(keys.iter().map(|key| key.place.acting).collect());
        // One key twice in a batch is an error of the table's; a cart may name one SKU twice.
        let mut named = HashSet::with_capacity(keys.len());
        let once = keys.iter().filter(|key| named.insert((&key.place.pk, &key.place.sk)));
        let mut wanted: Vec<Attributes> = once.map(|key| item::key_of(&key.place)).collect();
        for attempt in 0..8_u32 {
            if wanted.is_empty() {
                return Ok(());
            }
            if attempt > 0 {
                tokio::time::sleep(crate::commit::pause(attempt, &self.table)).await;
            }
            let request = KeysAndAttributes::builder().set_keys(Some(wanted)).consistent_read(true);
            let names: Vec<String> = only.iter().map(|name| format!("#{name}")).collect();
            let request = request.set_projection_expression((!names.is_empty()).then(|| names.join(",")));
            let request = names
                .into_iter()
                .zip(only)
                .fold(request, |request, (name, attribute)| request.expression_attribute_names(name, *attribute));
            let request = request.build().map_err(|error| Error::unreadable("reading items", error.to_string()))?;
            let answer = self
                .client
                .batch_get_item()
                .request_items(&*self.table, request)
                .customize()
                .interceptor(acting.clone())
                .send()
                .await
                .map_err(|error| Error::from_sdk("reading items", &error))?;
            for item in answer.responses.unwrap_or_default().into_values().flatten() {
                if let (Some(pk), Some(sk)) = (item::string(&item, item::PK), item::string(&item, SK)) {
                    found.insert((pk.to_owned(), sk.to_owned()), item);
                }
            }
            wanted = answer.unprocessed_keys.unwrap_or_default().into_values().flat_map(|table| table.keys).collect();
        }
        if wanted.is_empty() {
            Ok(())
        } else {
            Err(Error::unreadable("reading items", "the table kept leaving some out".to_owned()))
        }
    }

    /// Reads a part of a list. Expired items are left out, so that a page may be shorter than asked for and still
    /// have a next one.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn list<T: DeserializeOwned>(
        &self,
        prefix: &Prefix<T>,
        page: &Page,
        now: Timestamp,
    ) -> Result<Listed<T>, Error> {
        let mut query = self
            .client
            .query()
            .table_name(&*self.table)
            .consistent_read(true)
            .scan_index_forward(!prefix.newest_first)
            .limit(i32::from(page.limit.clamp(1, 200)))
            .expression_attribute_names("#pk", item::PK)
            .expression_attribute_values(":pk", item::text(&prefix.pk));
        query = if prefix.sk.is_empty() {
            query.key_condition_expression("#pk = :pk")
        } else {
            query
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
                .expression_attribute_names("#sk", SK)
                .expression_attribute_values(":sk", item::text(&prefix.sk))
        };
        if let Some(after) = &page.after {
            query =
                query.exclusive_start_key(item::PK, item::text(&prefix.pk)).exclusive_start_key(SK, item::text(after));
        }
        let answer = query
            .customize()
            .interceptor(OnBehalf(vec![prefix.acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("listing", &error))?;
        let next = answer.last_evaluated_key.as_ref().and_then(|key| item::string(key, SK)).map(str::to_owned);
        let mut items = Vec::new();
        for found in answer.items.unwrap_or_default() {
            items.extend(item::unpack(found, now)?);
        }
        Ok(Listed { items, next })
    }
}
