//! What travels when the feed is read.

use domain::feed;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One event of the feed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its place in the account's feed: 1, 2, 3 … without gaps.
    pub number: u64,
    /// Its identifier, the same in every webhook that tells of it.
    pub id: String,
    /// What happened. `/v1/events/types` lists all that can.
    #[serde(rename = "type")]
    #[schema(example = "freight_table.switched")]
    pub kind: &'static str,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Timestamp,
    /// Identifier of what it happened to.
    pub subject: String,
    /// Who did it: `user:`, `key:` or `link:` and an identifier.
    pub author: String,
    /// Further identifiers and numbers, as the type says.
    pub data: BTreeMap<String, String>,
    /// Hash of the newest event in the timeline of the subject; null where there is no timeline.
    pub head: Option<String>,
}

impl From<&feed::Entry> for Event {
    fn from(entry: &feed::Entry) -> Self {
        let told = entry.event.told();
        Self {
            number: entry.number,
            id: told.id.to_string(),
            kind: told.kind.name(),
            occurred_at: told.occurred_at,
            subject: told.subject.to_owned(),
            author: told.author.to_owned(),
            data: told.data.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            head: told.head.map(str::to_owned),
        }
    }
}

/// A part of the feed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Events {
    /// In the order of their numbers.
    pub items: Vec<Event>,
    /// What to send as `after` for what comes next, also when nothing is there yet.
    pub next: u64,
    /// The number given last. There is more to read at once while `next` is below it.
    pub latest: u64,
}

/// A type of event.
#[derive(Serialize, ToSchema)]
pub struct EventType {
    /// Its name.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it tells.
    pub description: &'static str,
}

/// All types that can be followed.
#[derive(Serialize, ToSchema)]
pub struct EventTypes {
    /// In no particular order.
    pub items: Vec<EventType>,
}
