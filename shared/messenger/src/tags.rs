use domain::id::{AccountId, EventId, MessageId};

/// What a message is about, in identifiers only. Both providers carry it along and give it back in their receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    /// The account that it is sent for.
    pub account: AccountId,
    /// The record of the message.
    pub message: MessageId,
    /// The event that caused it; none for what a clock causes.
    pub event: Option<EventId>,
    /// The service it is about, where there is one.
    pub service: Option<String>,
}

impl Tags {
    /// Names and values.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("account", self.account.to_string()), ("message", self.message.to_string())];
        pairs.extend(self.event.map(|event| ("event", event.to_string())));
        pairs.extend(self.service.clone().map(|service| ("service", service)));
        pairs
    }
}
