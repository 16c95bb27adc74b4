//! Counters that many write at once. Nobody reads one first to write it, so that writers do not wait for each other;
//! a transaction applies once, so that a lost answer counts nothing twice.

use super::{Action, Commit};
use crate::Error;
use crate::item::{self, Attributes};
use crate::keys::{Key, Place};
use aws_sdk_dynamodb::types::{ReturnValuesOnConditionCheckFailure, Update};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A counter. Its version is how often something was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {}

/// One more of something.
#[derive(Clone, Debug)]
pub(super) struct Counting {
    pub(super) most: Option<u32>,
    pub(super) until: Timestamp,
    pub(super) mutation: String,
}

impl Commit {
    /// Counts one more, in the commit of what is counted. When `most` are counted already the write `label` is refused.
    #[must_use]
    pub fn count(self, label: &'static str, key: &Key<Counter>, most: Option<u32>, until: Timestamp) -> Self {
        let counting = Counting { most, until, mutation: self.mutation.clone() };
        self.write(label, key.place.clone(), Action::Count(counting))
    }
}

impl Counting {
    /// The write as the table takes it.
    pub(super) fn update(self, table: &str, place: &Place) -> Result<Update, Error> {
        let condition = self.most.map(|_| "attribute_not_exists(#version) OR #version < :most".to_owned());
        let names = [
            ("#entity", item::ENTITY),
            ("#shape", item::SHAPE),
            ("#version", item::VERSION),
            ("#mutation", item::MUTATION),
            ("#body", item::BODY),
            ("#ttl", item::TTL),
        ];
        let mut values = Attributes::from([
            (":entity".to_owned(), item::text(place.entity)),
            (":shape".to_owned(), item::number(1)),
            (":none".to_owned(), item::number(0)),
            (":one".to_owned(), item::number(1)),
            (":mutation".to_owned(), item::text(&self.mutation)),
            (":body".to_owned(), aws_sdk_dynamodb::types::AttributeValue::M(HashMap::new())),
            (":ttl".to_owned(), item::number(self.until.as_second())),
        ]);
        values.extend(self.most.map(|most| (":most".to_owned(), item::number(most))));
        Update::builder()
            .table_name(table)
            .set_key(Some(item::key_of(place)))
            .update_expression(
                "SET #entity = :entity, #shape = :shape, #mutation = :mutation, #body = :body, #ttl = :ttl, \
                 #version = if_not_exists(#version, :none) + :one",
            )
            .set_condition_expression(condition)
            .set_expression_attribute_names(Some(
                names.iter().map(|(short, name)| ((*short).to_owned(), (*name).to_owned())).collect(),
            ))
            .set_expression_attribute_values(Some(values))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|error| Error::unreadable("committing", error.to_string()))
    }
}
