//! Writes. One request is one commit, and one commit is one transaction: the change, the event that tells of it, the
//! answer that a repeat gets, and the versions it was decided on, all or nothing.

mod answers;
mod counted;
mod listed;

pub(crate) use answers::ANSWER;
pub use answers::Answer;
pub use counted::Counter;

use crate::guard::OnBehalf;
use crate::item::{self, Attributes, MUTATION, PK, TTL, VERSION, Version};
use crate::keys::{self, Acting, Key, OUTBOX_SHARDS, Place};
use crate::{Error, Store};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    CancellationReason, ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
};
use domain::access::TenantScope;
use domain::event::Event;
use domain::id::CustomerId;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::Duration;
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
enum When {
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
        let Commit { mutation, writes, broken, .. } = commit;
        if let Some(error) = broken {
            return Err(error);
        }
        if writes.is_empty() {
            return Ok(());
        }
        let labels: Vec<&'static str> = writes.iter().map(|write| write.label).collect();
        let actions = writes.into_iter().map(|write| self.action(write)).collect::<Result<Vec<_>, _>>()?;
        for attempt in 1..=12_u32 {
            let sent = self
                .client
                .transact_write_items()
                .set_transact_items(Some(actions.clone()))
                .customize()
                .interceptor(acting.clone())
                .send()
                .await;
            let Err(error) = sent else { return Ok(()) };
            let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error()
            else {
                return Err(Error::from_sdk("committing", &error));
            };
            match verdict(cancelled.cancellation_reasons(), &labels, &mutation) {
                Verdict::Ours => return Ok(()),
                Verdict::Refused(label) => return Err(Error::refused(label)),
                Verdict::Unclear => return Err(Error::from_sdk("committing", &error)),
                Verdict::Again => tokio::time::sleep(pause(attempt, &mutation)).await,
            }
        }
        Err(Error::contended())
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

type Expression = (Option<String>, Option<std::collections::HashMap<String, String>>, Option<Attributes>);

impl When {
    fn expression(self) -> Expression {
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

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Ours,
    Refused(&'static str),
    Again,
    Unclear,
}

/// Reads the reasons of a cancelled transaction, one per write. Our own mark on an item that fails its condition
/// means that the transaction went through before and only its answer was lost.
fn verdict(reasons: &[CancellationReason], labels: &[&'static str], mutation: &str) -> Verdict {
    let failed = |reason: &CancellationReason| reason.code() == Some("ConditionalCheckFailed");
    let ours =
        |reason: &CancellationReason| reason.item().and_then(|item| item::string(item, MUTATION)) == Some(mutation);
    if reasons.iter().any(|reason| failed(reason) && ours(reason)) {
        return Verdict::Ours;
    }
    // The kept answer speaks first: when a copy of this request has won, its answer explains every other refusal.
    let refused: Vec<&'static str> =
        reasons.iter().zip(labels).filter(|(reason, _)| failed(reason)).map(|(_, label)| *label).collect();
    if let Some(label) = refused.iter().find(|label| **label == ANSWER).or_else(|| refused.first()) {
        return Verdict::Refused(label);
    }
    let busy = |reason: &CancellationReason| {
        matches!(reason.code(), Some("TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded"))
    };
    if reasons.iter().any(busy) { Verdict::Again } else { Verdict::Unclear }
}

/// Grows from about 10 ms to about half a second, spread by what the writer is called, so that writers that met once
/// do not meet again.
pub(crate) fn pause(attempt: u32, writer: &str) -> Duration {
    let spread = u64::from(writer.bytes().fold(0_u8, u8::wrapping_add)).wrapping_mul(u64::from(attempt)) % 16;
    Duration::from_millis((8_u64 << attempt.min(6)).saturating_add(spread))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(code: &str, mutation: Option<&str>) -> CancellationReason {
        let item = mutation.map(|mark| Attributes::from([(MUTATION.to_owned(), item::text(mark))]));
        CancellationReason::builder().code(code).set_item(item).build()
    }

    fn check(reasons: &[CancellationReason], expected: Verdict) {
        assert_eq!(verdict(reasons, &["user", ANSWER], "mine"), expected);
    }

    #[test]
    fn a_cancelled_transaction_is_read_by_its_reasons() {
        let fine = || reason("None", None);
        check(&[reason("ConditionalCheckFailed", Some("other")), fine()], Verdict::Refused("user"));
        check(&[reason("ConditionalCheckFailed", Some("mine")), fine()], Verdict::Ours);
        check(
            &[reason("ConditionalCheckFailed", Some("other")), reason("ConditionalCheckFailed", Some("other"))],
            Verdict::Refused(ANSWER),
        );
        check(&[reason("TransactionConflict", None), fine()], Verdict::Again);
        check(&[reason("TransactionConflict", None), reason("ConditionalCheckFailed", None)], Verdict::Refused(ANSWER));
        check(&[reason("ItemCollectionSizeLimitExceeded", None), fine()], Verdict::Unclear);
    }
}
