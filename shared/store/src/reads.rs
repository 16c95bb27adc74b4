//! Reads. Every one of them is strongly consistent, except through an index.

use crate::guard::OnBehalf;
use crate::item::{self, Attributes, SK, Stored};
use crate::keys::{Key, Prefix};
use crate::{Error, Store, Version};
use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemOutput;
use aws_sdk_dynamodb::types::KeysAndAttributes;
use futures_util::FutureExt;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// Items of a page at most.
const LARGEST: u16 = 200;
/// Batches that are read at once at most.
const AT_ONCE: usize = 8;

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
        let found = self.read_hundreds(keys, &[]).await?;
        found.into_iter().map(|item| item.map_or(Ok(None), |item| item::unpack(item, now))).collect()
    }

    /// Reads the versions of up to 1,000 items at once, in the order of `keys`, and nothing else of them; none for each
    /// that is missing or has expired.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn versions<T>(&self, keys: &[Key<T>], now: Timestamp) -> Result<Vec<Option<Version>>, Error> {
        let found = self.read_hundreds(keys, &item::OF_VERSION).await?;
        Ok(found.iter().map(|item| item.as_ref().and_then(|item| item::version(item, now))).collect())
    }

    /// Whole items, or only some of their attributes, in the order of `keys`.
    async fn read_hundreds<T>(&self, keys: &[Key<T>], only: &[&str]) -> Result<Vec<Option<Attributes>>, Error> {
        let each: Vec<_> = keys.chunks(100).map(|hundred| self.read_hundred(hundred, only).boxed()).collect();
        stream::iter(each).buffered(AT_ONCE).try_concat().await
    }

    /// The batch read leaves out keys when an answer grows past 16 MB or a partition is busy: they are asked again.
    async fn read_hundred<T>(&self, keys: &[Key<T>], only: &[&str]) -> Result<Vec<Option<Attributes>>, Error> {
        let acting = OnBehalf(keys.iter().map(|key| key.place.acting).collect());
        // One key twice in a batch is an error of the table's; a cart may name one SKU twice.
        let mut first: HashMap<(&str, &str), usize> = HashMap::with_capacity(keys.len());
        let places = keys.iter().enumerate().map(|(at, key)| {
            let first = first.entry((key.place.pk.as_str(), key.place.sk.as_str())).or_insert(at);
            (at, *first)
        });
        let places: Vec<(usize, usize)> = places.collect();
        let once = keys.iter().zip(&places).filter(|(_, (at, first))| at == first);
        let mut wanted: Vec<Attributes> = once.map(|(key, _)| item::key_of(&key.place)).collect();
        let mut found: Vec<Option<Attributes>> = vec![None; keys.len()];
        for attempt in 0..8_u32 {
            if wanted.is_empty() {
                break;
            }
            if attempt > 0 {
                tokio::time::sleep(crate::commit::pause(attempt, &self.table)).await;
            }
            let answer = self.ask_for(wanted, only, acting.clone()).await?;
            for item in answer.responses.unwrap_or_default().into_values().flatten() {
                let at = item::string(&item, item::PK).zip(item::string(&item, SK)).and_then(|place| first.get(&place));
                if let Some(slot) = at.and_then(|at| found.get_mut(*at)) {
                    *slot = Some(item);
                }
            }
            wanted = answer.unprocessed_keys.unwrap_or_default().into_values().flat_map(|table| table.keys).collect();
        }
        if !wanted.is_empty() {
            return Err(Error::unreadable("reading items", "the table kept leaving some out".to_owned()));
        }
        for (at, first) in places.into_iter().filter(|(at, first)| at != first) {
            let again = found.get(first).cloned().flatten();
            found.get_mut(at).into_iter().for_each(|slot| slot.clone_from(&again));
        }
        Ok(found)
    }

    async fn ask_for(
        &self,
        wanted: Vec<Attributes>,
        only: &[&str],
        acting: OnBehalf,
    ) -> Result<BatchGetItemOutput, Error> {
        let request = KeysAndAttributes::builder().set_keys(Some(wanted)).consistent_read(true);
        let names: Vec<String> = only.iter().map(|name| format!("#{name}")).collect();
        let request = request.set_projection_expression((!names.is_empty()).then(|| names.join(",")));
        let request = names
            .into_iter()
            .zip(only)
            .fold(request, |request, (name, attribute)| request.expression_attribute_names(name, *attribute));
        let request = request.build().map_err(|error| Error::unreadable("reading items", error.to_string()))?;
        let call = self.client.batch_get_item().request_items(&*self.table, request);
        call.customize().interceptor(acting).send().await.map_err(|error| Error::from_sdk("reading items", &error))
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
            .limit(i32::from(page.limit.clamp(1, LARGEST)))
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

    /// Reads a list to its end, from after a sort key, else from its start.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn list_all<T: DeserializeOwned>(
        &self,
        prefix: &Prefix<T>,
        after: Option<String>,
        now: Timestamp,
    ) -> Result<Vec<Stored<T>>, Error> {
        let (mut page, mut all) = (Page { limit: LARGEST, after }, Vec::new());
        loop {
            let listed = self.list(prefix, &page, now).await?;
            all.extend(listed.items);
            match listed.next {
                Some(next) => page.after = Some(next),
                None => return Ok(all),
            }
        }
    }
}
