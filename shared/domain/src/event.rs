//! Something that happened and that others are told of.

mod kind;

pub use kind::EventKind;

use crate::id::{AccountId, EventId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact in an account, written in the same commit as the change it tells of. It holds identifiers and digests,
/// never personal data, so that erasing a person leaves it true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its identifier: what a consumer recognises a repeat by.
    pub id: EventId,
    /// The account it happened in.
    pub account: AccountId,
    /// What happened.
    pub kind: EventKind,
    /// What it happened to: the identifier of a user, an import, a service.
    pub subject: String,
    /// Who did it, as [`crate::access::Caller::author`] says.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// Further identifiers and numbers that a consumer needs.
    #[serde(default)]
    pub data: BTreeMap<String, String>,
}

impl Event {
    /// Name in `data` of the head hash of the timeline of what the event happened to.
    pub const HEAD: &'static str = "hash";

    /// The head of the timeline that the event belongs to, where there is one.
    #[must_use]
    pub fn head(&self) -> Option<&str> {
        self.data.get(Self::HEAD).map(String::as_str)
    }

    /// The event as those see it who follow along.
    #[must_use]
    pub fn told(&self) -> Told<'_> {
        let data = self.data.iter().filter(|(name, _)| *name != Self::HEAD);
        Told {
            id: self.id,
            kind: self.kind,
            occurred_at: self.at,
            subject: &self.subject,
            author: &self.author,
            data: data.map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            head: self.head(),
        }
    }
}

/// An event as the feed and the webhooks tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told<'a> {
    /// Its identifier: whoever has seen it before has seen this event.
    pub id: EventId,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventKind,
    /// When.
    pub occurred_at: Timestamp,
    /// What it happened to.
    pub subject: &'a str,
    /// Who did it.
    pub author: &'a str,
    /// Further identifiers and numbers.
    pub data: BTreeMap<&'a str, &'a str>,
    /// Hash of the newest event in the timeline of the subject; null where there is no timeline.
    pub head: Option<&'a str>,
}

#[cfg(test)]
mod tests;
