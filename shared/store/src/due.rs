//! Work that is due later: written with the change that asks for it, found by shard once its time has come.

use crate::guard::OnBehalf;
use crate::item::{self, Attributes, SK};
use crate::{Commit, Error, Store, keys};
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use domain::access::TenantScope;
use domain::due::Due;
use jiff::Timestamp;
use uuid::Uuid;

/// A part of what is due in a shard.
#[derive(Debug)]
pub struct DuePage {
    /// Earliest first. One that cannot be read does not hide the others.
    pub work: Vec<Result<Due, Unreadable>>,
    /// After which the shard goes on; none at its end.
    pub next: Option<String>,
}

/// Work that cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// Why.
    pub error: Error,
    found: Attributes,
}

impl Unreadable {
    /// Whether it was due before a time, as its place says.
    #[must_use]
    pub fn was_due_before(&self, at: Timestamp) -> bool {
        item::string(&self.found, SK).is_some_and(|place| *place < *keys::due_before(at))
    }
}

impl Commit {
    /// Asks for work at a time. Asking for the same again changes nothing.
    #[must_use]
    pub fn remind(self, due: &Due) -> Self {
        self.put_always("due work", &keys::due(due), due, None)
    }

    /// Takes back what was asked for. What has been handed out already is not called back.
    #[must_use]
    pub fn forget(self, due: &Due) -> Self {
        self.delete_always("due work", &keys::due(due))
    }
}

impl Store {
    /// AP-74: up to `limit` pieces of a shard's work whose time has come at `now`, from where `after` (the `next` of a
    /// page) left off.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn due_work(&self, shard: u8, now: Timestamp, after: Option<&str>, limit: u16) -> Result<DuePage, Error> {
        let (acting, partition) = keys::due_shard(shard);
        // Work of this very millisecond is due; a place has more behind its time, and `~` sorts behind it all.
        let until = format!("{}~", keys::due_before(now));
        let mut query = self
            .client
            .query()
            .table_name(&*self.table)
            .consistent_read(true)
            .limit(i32::from(limit))
            .key_condition_expression("#pk = :pk AND #sk < :until")
            .expression_attribute_names("#pk", item::PK)
            .expression_attribute_names("#sk", SK)
            .expression_attribute_values(":pk", item::text(&partition))
            .expression_attribute_values(":until", item::text(&until));
        if let Some(after) = after {
            query =
                query.exclusive_start_key(item::PK, item::text(&partition)).exclusive_start_key(SK, item::text(after));
        }
        let answer = query
            .customize()
            .interceptor(OnBehalf(vec![acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("listing what is due", &error))?;
        let next = answer.last_evaluated_key.as_ref().and_then(|key| item::string(key, SK)).map(str::to_owned);
        let found = answer.items.unwrap_or_default().into_iter();
        let work = found.filter_map(|found| match item::unpack::<Due>(found.clone(), Timestamp::MIN) {
            Ok(due) => due.map(|due| Ok(due.value)),
            Err(error) => Some(Err(Unreadable { error, found })),
        });
        Ok(DuePage { work: work.collect(), next })
    }

    /// AP-170: puts work that nobody can read where it is found and tried no more, with the reason on it. Harmless when
    /// repeated.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn give_up_due(&self, work: &Unreadable) -> Result<(), Error> {
        let (acting, _) = keys::due_shard(0);
        let place = |name| item::string(&work.found, name).unwrap_or_default();
        let (pk, sk) = (item::text(place(item::PK)), place(SK));
        let mut kept = work.found.clone();
        kept.insert(SK.to_owned(), item::text(&keys::due_never(sk)));
        kept.insert("failure".to_owned(), item::text(&work.error.to_string()));
        let broken = |error: BuildError| Error::unreadable("putting work aside", error.to_string());
        let put = Put::builder().table_name(&*self.table).set_item(Some(kept)).build().map_err(broken)?;
        let gone = Delete::builder().table_name(&*self.table).key(item::PK, pk).key(SK, item::text(sk));
        let moved = self
            .client
            .transact_write_items()
            .transact_items(TransactWriteItem::builder().put(put).build())
            .transact_items(TransactWriteItem::builder().delete(gone.build().map_err(broken)?).build());
        let sent = moved.customize().interceptor(OnBehalf(vec![acting])).send().await;
        sent.map(drop).map_err(|error| Error::from_sdk("putting work aside", &error))
    }

    /// Takes out work that has been handed to who does it. Harmless when repeated.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn handed_out(&self, due: &Due) -> Result<(), Error> {
        // Taking out what stands there or not needs no mark to be recognised by.
        self.commit(Commit::new(TenantScope::acting_for(due.account), due.at, Uuid::nil()).forget(due)).await
    }
}
