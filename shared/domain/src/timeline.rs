//! The timeline of a service: every event with its author, its place and its times, each linked to the one before by a
//! hash, so that a changed, missing or added entry is found by anyone who has the export and the last hash.
//!
//! The hash of an entry is the SHA-256 of the parts below in this order, each with its length in bytes in front as eight
//! bytes, big end first: the hash of the entry before (empty for the first), the number, the identifier, the kind, the
//! author, the place as `lat,lng` (empty when unknown), when it happened, when it arrived, and then name and value of
//! each datum by name. Times are written as RFC 3339 in UTC.

use crate::id::EventId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One event of a timeline. It holds identifiers and digests, never personal data, so that erasing a person leaves the
/// chain whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its place, from 1.
    pub seq: u32,
    /// Its identifier, that of the event which others are told of.
    pub id: EventId,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub author: String,
    /// Where, as `lat,lng` in degrees; none when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it happened.
    pub happened_at: Timestamp,
    /// When it arrived here.
    pub arrived_at: Timestamp,
    /// Further identifiers, numbers and digests.
    #[serde(default)]
    pub data: BTreeMap<String, String>,
    /// The hash that this entry gives.
    pub hash: String,
}

/// What is still to be linked.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Its identifier.
    pub id: EventId,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub author: String,
    /// Where.
    pub place: Option<String>,
    /// When it happened.
    pub happened_at: Timestamp,
    /// When it arrived here.
    pub arrived_at: Timestamp,
    /// Further identifiers, numbers and digests.
    pub data: BTreeMap<String, String>,
}

/// The end of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// How many entries there are.
    pub count: u32,
    /// The hash of the last, in hexadecimal digits; empty when there is none.
    pub hash: String,
}

/// A timeline that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// An entry is not where the one before leaves off.
    #[error("entry {expected} is missing; {found} stands in its place")]
    Missing {
        /// Which is missing.
        expected: u32,
        /// Which stands there.
        found: u32,
    },
    /// An entry was changed, or an earlier one was.
    #[error("entry {seq} does not give its hash")]
    Changed {
        /// The first that does not.
        seq: u32,
    },
    /// The end is not the one that was told.
    #[error("the timeline ends with entry {found}, not with the head that was told")]
    OtherEnd {
        /// Where it ends.
        found: u32,
    },
}

impl Head {
    /// Links an event to the end.
    #[must_use]
    pub fn append(&self, happened: Happened) -> (Entry, Self) {
        let seq = self.count.saturating_add(1);
        let Happened { id, kind, author, place, happened_at, arrived_at, data } = happened;
        let mut entry = Entry { seq, id, kind, author, place, happened_at, arrived_at, data, hash: String::new() };
        entry.hash = entry.hash_after(&self.hash);
        let head = Self { count: seq, hash: entry.hash.clone() };
        (entry, head)
    }
}

impl Entry {
    fn hash_after(&self, previous: &str) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        };
        add(previous);
        add(&self.seq.to_string());
        add(&self.id.to_string());
        add(&self.kind);
        add(&self.author);
        add(self.place.as_deref().unwrap_or_default());
        add(&self.happened_at.to_string());
        add(&self.arrived_at.to_string());
        for (name, value) in &self.data {
            add(name);
            add(value);
        }
        hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// Checks a whole timeline, and answers its head.
///
/// # Errors
/// [`Broken`] names the first entry that is missing or was changed.
pub fn verify<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Head, Broken> {
    let mut head = Head::default();
    for entry in entries {
        let expected = head.count.saturating_add(1);
        if entry.seq != expected {
            return Err(Broken::Missing { expected, found: entry.seq });
        }
        if entry.hash != entry.hash_after(&head.hash) {
            return Err(Broken::Changed { seq: entry.seq });
        }
        head = Head { count: entry.seq, hash: entry.hash.clone() };
    }
    Ok(head)
}

/// Checks a whole timeline against the head that was told elsewhere.
///
/// # Errors
/// As [`verify`], and [`Broken::OtherEnd`] when the end is missing or another.
pub fn verify_to<'e>(entries: impl IntoIterator<Item = &'e Entry>, told: &Head) -> Result<(), Broken> {
    let found = verify(entries)?;
    if found == *told { Ok(()) } else { Err(Broken::OtherEnd { found: found.count }) }
}

#[cfg(test)]
mod tests;
