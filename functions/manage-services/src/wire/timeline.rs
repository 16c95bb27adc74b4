use domain::timeline::{Entry, Head};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Everything that happened to a service.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Timeline {
    /// Oldest first.
    pub items: Vec<TimelineEntry>,
    /// How many entries there must be.
    pub count: u32,
    /// The hash that the last must give.
    pub hash: String,
    /// Whether they do: nothing was changed, taken out or put in.
    pub intact: bool,
}

/// One entry of a timeline.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// From 1.
    pub seq: u32,
    /// Identifier, that of the event which others are told of.
    pub id: String,
    /// What happened.
    #[schema(example = "service.status_changed")]
    pub kind: String,
    /// Who did it: `user:…`, `key:…`, `driver:…` or `link:…`.
    pub author: String,
    /// Where, as `lat,lng`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    pub happened_at: Timestamp,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    pub arrived_at: Timestamp,
    /// Further identifiers, numbers and digests.
    pub data: BTreeMap<String, String>,
    /// SHA-256 over this entry and the hash before it.
    pub hash: String,
}

impl Timeline {
    /// The entries with what they were checked against.
    pub(crate) fn new(entries: &[Entry], head: &Head, intact: bool) -> Self {
        let items = entries.iter().cloned().map(|entry| TimelineEntry {
            seq: entry.seq,
            id: entry.id.to_string(),
            kind: entry.kind,
            author: entry.author,
            place: entry.place,
            happened_at: entry.happened_at,
            arrived_at: entry.arrived_at,
            data: entry.data,
            hash: entry.hash,
        });
        Self { items: items.collect(), count: head.count, hash: head.hash.clone(), intact }
    }
}
