use domain::id::{EventId, MessageId};

/// What a message is about, in identifiers only. Both providers carry it along and give it back in their receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    /// The record of the message.
    pub message: MessageId,
    /// The event that caused it.
    pub event: EventId,
    /// The service it is about, where there is one.
    pub service: Option<String>,
}

impl Tags {
    /// Names and values.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("message", self.message.to_string()), ("event", self.event.to_string())];
        pairs.extend(self.service.clone().map(|service| ("service", service)));
        pairs
    }
}
