//! Work that is to be done later, written down with the change that asks for it.

use crate::event::Event;
use crate::id::AccountId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something to be done at a time. It is handed to the function that does it once that time has come, at least once
/// and within a minute or two: whoever does it looks first whether it still is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Due {
    /// The account that it is done for.
    pub account: AccountId,
    /// What is to be done.
    pub kind: DueKind,
    /// What it is to be done to, by identifiers.
    pub subject: String,
    /// When.
    pub at: Timestamp,
}

/// What can be due. The name on the wire is `noun.verb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DueKind {
    /// A webhook is tried again. The subject is the subscription and the delivery, with a slash between them.
    #[serde(rename = "webhook.retry")]
    WebhookRetry,
    /// A recipient is told something. The subject is the service, the notice and its mark, with slashes between them.
    #[serde(rename = "message.tell")]
    MessageTell,
}

impl DueKind {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WebhookRetry => "webhook.retry",
            Self::MessageTell => "message.tell",
        }
    }
}

/// What a queue hands to a function that hears of events and does what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Work {
    /// Something is to be done now.
    Due {
        /// What.
        due: Due,
    },
    /// Something has happened.
    Event(Event),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_named_as_it_travels() {
        for kind in [DueKind::WebhookRetry, DueKind::MessageTell] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
