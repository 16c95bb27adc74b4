//! Writes. One request is one commit, all or nothing: the change, the event that tells of it, the answer that a repeat
//! gets, and the versions it was decided on are one transaction, and a single item is put by itself.

mod answers;
mod counted;
mod listed;
mod single;
mod transact;

pub(crate) use answers::ANSWER;
pub use answers::Answer;
pub use counted::Counter;
pub(crate) use transact::pause;

use crate::guard::OnBehalf;
use crate::item::{self, Attributes, PK, TTL, VERSION, Version};
use crate::keys::{self, Acting, Key, OUTBOX_SHARDS, Place};
use crate::{Error, Store};
use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use domain::access::TenantScope;
use domain::event::Event;
use domain::id::CustomerId;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::Serialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// How long a published event is kept where it was written.
const EVENT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Everything that one request writes.
#[derive(Debug)]
pub struct Commit {
    scope: TenantScope,
    at: Timestamp,
    mutation: String,
    writes: Vec<Write>,
    about: BTreeSet<CustomerId>,
    broken: Option<Error>,
}

#[derive(Debug)]
struct Write {
    place: Place,
    label: &'static str,
    action: Action,
}

#[derive(Debug)]
enum Action {
    Put { item: Attributes, when: When },
    Delete { when: When },
    Check { when: When },
    Count(counted::Counting),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    Always,
    Absent,
    AbsentOrExpired(Timestamp),
    Present,
    VersionIs(Version),
}

impl Commit {
    /// A commit on behalf of an account, decided at `at`. `mutation` is fresh for every attempt: an item that carries
    /// it was written by this very commit.
    #[must_use]
    pub fn new(scope: TenantScope, at: Timestamp, mutation: Uuid) -> Self {
        Self {
            scope,
            at,
            mutation: mutation.simple().to_string(),
            writes: Vec::new(),
            about: BTreeSet::new(),
            broken: None,
        }
    }

    /// When the commit was decided.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Writes an item that must not exist yet. `label` names it when it does.
    #[must_use]
    pub fn create<T: Serialize>(self, label: &'static str, key: &Key<T>, value: &T) -> Self {
        self.put(label, key, value, Version::FIRST, None, When::Absent)
    }

    /// As [`Self::create`], for an item that ends by itself. One that has ended counts as absent.
    #[must_use]
    pub fn create_until<T: Serialize>(
        self,
        label: &'static str,
        key: &Key<T>,
        value: &T,
        expires_at: Timestamp,
    ) -> Self {
        let at = self.at;
        self.put(label, key, value, Version::FIRST, Some(expires_at), When::AbsentOrExpired(at))
    }

    /// Replaces an item that is still as it was read.
    #[must_use]
    pub fn replace<T: Serialize>(self, label: &'static str, key: &Key<T>, seen: Version, value: &T) -> Self {
        self.put(label, key, value, seen.next(), None, When::VersionIs(seen))
    }

    /// As [`Self::replace`], for an item that ends by itself.
    #[must_use]
    pub fn replace_until<T: Serialize>(
        self,
        label: &'static str,
        key: &Key<T>,
        seen: Version,
        value: &T,
        expires_at: Timestamp,
    ) -> Self {
        self.put(label, key, value, seen.next(), Some(expires_at), When::VersionIs(seen))
    }

    /// Writes an item whatever stood there. Only for items that one writer owns.
    #[must_use]
    pub fn put_always<T: Serialize>(
        self,
        label: &'static str,
        key: &Key<T>,
        value: &T,
        expires_at: Option<Timestamp>,
    ) -> Self {
        self.put(label, key, value, Version::FIRST, expires_at, When::Always)
    }

    /// Removes an item that is still as it was read.
    #[must_use]
    pub fn delete<T>(self, label: &'static str, key: &Key<T>, seen: Version) -> Self {
        self.write(label, key.place.clone(), Action::Delete { when: When::VersionIs(seen) })
    }

    /// Removes an item if it is there. Only for items that belong to another one that this commit conditions.
    #[must_use]
    pub fn delete_always<T>(self, label: &'static str, key: &Key<T>) -> Self {
        self.write(label, key.place.clone(), Action::Delete { when: When::Always })
    }

    /// Holds only while an item that was read is still the same, without writing it.
    #[must_use]
    pub fn unchanged<T>(self, label: &'static str, key: &Key<T>, seen: Version) -> Self {
        self.write(label, key.place.clone(), Action::Check { when: When::VersionIs(seen) })
    }

    /// Holds only while an item exists, without writing it.
    #[must_use]
    pub fn present<T>(self, label: &'static str, key: &Key<T>) -> Self {
        self.write(label, key.place.clone(), Action::Check { when: When::Present })
    }

    /// Tells others of the change. The event waits in the outbox until it is published.
    #[must_use]
    pub fn tell(mut self, event: &Event) -> Self {
        let day = event.at.to_zoned(TimeZone::UTC).date();
        let key = keys::event(self.scope, day, event.id);
        let expires = event.at.checked_add(EVENT_KEPT).ok();
        match item::pack(&key.place, event, Version::FIRST, &self.mutation, expires) {
            Ok(mut item) => {
                item.extend(crate::outbox::waiting(event, shard_of(event.id.uuid())));
                self.writes.push(Write {
                    place: key.place,
                    label: "event",
                    action: Action::Put { item, when: When::Absent },
                });
            }
            Err(error) => self.broken = Some(error),
        }
        self
    }

    fn put<T: Serialize>(
        mut self,
        label: &'static str,
        key: &Key<T>,
        value: &T,
        version: Version,
        expires_at: Option<Timestamp>,
        when: When,
    ) -> Self {
        match item::pack(&key.place, value, version, &self.mutation, expires_at) {
            Ok(item) => self.writes.push(Write { place: key.place.clone(), label, action: Action::Put { item, when } }),
            Err(error) => self.broken = Some(error),
        }
        self
    }

    fn write(mut self, label: &'static str, place: Place, action: Action) -> Self {
        self.writes.push(Write { place, label, action });
        self
    }

    /// On whose behalf the writes act: the commit's own account, and the global partitions it names.
    fn acting(&self) -> OnBehalf {
        let global =
            self.writes.iter().map(|write| write.place.acting).filter(|acting| matches!(acting, Acting::Global(_)));
        OnBehalf(std::iter::once(Acting::For(self.scope.account())).chain(global).collect())
    }
}

fn shard_of(id: Uuid) -> u8 {
    let (_, random) = id.as_u64_pair();
    u8::try_from(random % u64::from(OUTBOX_SHARDS)).unwrap_or(0)
}

impl Store {
    /// Commits everything or nothing. A transaction that meets another one is tried again until its own conditions
    /// answer; a condition that fails on what this very commit wrote counts as success.
    ///
    /// # Errors
    /// [`Error::is_conflict`] when a condition does not hold, with [`Error::refused_write`] naming the write.
    pub async fn commit(&self, commit: Commit) -> Result<(), Error> {
        let acting = commit.acting();
        let Commit { mutation, mut writes, broken, .. } = commit;
        if let Some(error) = broken {
            return Err(error);
        }
        if writes.is_empty() {
            return Ok(());
        }
        if writes.len() == 1
            && let Some(Write { action: Action::Put { item, when }, label, .. }) =
                writes.pop_if(|only| matches!(only.action, Action::Put { .. }))
        {
            return self.put((item, when), label, &mutation, &acting).await;
        }
        let labels: Vec<&'static str> = writes.iter().map(|write| write.label).collect();
        let actions = writes.into_iter().map(|write| self.action(write)).collect::<Result<Vec<_>, _>>()?;
        self.transact(&actions, &labels, &mutation, &acting).await
    }

    fn action(&self, write: Write) -> Result<TransactWriteItem, Error> {
        let old = ReturnValuesOnConditionCheckFailure::AllOld;
        let table = &*self.table;
        let broken = |error: aws_sdk_dynamodb::error::BuildError| Error::unreadable("committing", error.to_string());
        let builder = TransactWriteItem::builder();
        Ok(match write.action {
            Action::Put { item, when } => {
                let (condition, names, values) = when.expression();
                let put = Put::builder().table_name(table).set_item(Some(item)).set_condition_expression(condition);
                let put = put.set_expression_attribute_names(names).set_expression_attribute_values(values);
                builder.put(put.return_values_on_condition_check_failure(old).build().map_err(broken)?).build()
            }
            Action::Count(counting) => builder.update(counting.update(table, &write.place)?).build(),
            Action::Delete { when } => {
                let (condition, names, values) = when.expression();
                let delete = Delete::builder()
                    .table_name(table)
                    .set_key(Some(item::key_of(&write.place)))
                    .set_condition_expression(condition);
                let delete = delete.set_expression_attribute_names(names).set_expression_attribute_values(values);
                builder.delete(delete.return_values_on_condition_check_failure(old).build().map_err(broken)?).build()
            }
            Action::Check { when } => {
                let (condition, names, values) = when.expression();
                let check = ConditionCheck::builder()
                    .table_name(table)
                    .set_key(Some(item::key_of(&write.place)))
                    .set_condition_expression(condition);
                let check = check.set_expression_attribute_names(names).set_expression_attribute_values(values);
                builder
                    .condition_check(check.return_values_on_condition_check_failure(old).build().map_err(broken)?)
                    .build()
            }
        })
    }
}

pub(crate) type Expression = (Option<String>, Option<std::collections::HashMap<String, String>>, Option<Attributes>);

impl When {
    pub(crate) fn expression(self) -> Expression {
        let names = |pairs: &[(&str, &str)]| {
            Some(pairs.iter().map(|(short, name)| ((*short).to_owned(), (*name).to_owned())).collect())
        };
        match self {
            Self::Always => (None, None, None),
            Self::Absent => (Some("attribute_not_exists(#pk)".to_owned()), names(&[("#pk", PK)]), None),
            Self::Present => (Some("attribute_exists(#pk)".to_owned()), names(&[("#pk", PK)]), None),
            Self::AbsentOrExpired(now) => (
                Some("attribute_not_exists(#pk) OR #ttl <= :now".to_owned()),
                names(&[("#pk", PK), ("#ttl", TTL)]),
                Some(Attributes::from([(":now".to_owned(), item::number(now.as_second()))])),
            ),
            Self::VersionIs(version) => (
                Some("#version = :version".to_owned()),
                names(&[("#version", VERSION)]),
                Some(Attributes::from([(":version".to_owned(), item::number(version))])),
            ),
        }
    }
}
