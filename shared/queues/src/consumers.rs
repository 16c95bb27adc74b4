use aws_config::SdkConfig;
use domain::due::{Due, DueKind, Work};
use domain::event::{Event, EventKind};

use crate::{Error, Message, Queue};

/// Addresses of the queues, one for each consumer.
#[derive(Clone, Copy, Debug)]
pub struct Addresses<'a> {
    /// Of messages to people.
    pub messages: &'a str,
    /// Of events that get a number.
    pub feed: &'a str,
    /// Of events that are sent to the account's own systems.
    pub webhooks: &'a str,
}

/// Those who are told of events, and who do what is due. Each has a queue of its own, so that a slow one keeps nobody
/// waiting.
#[derive(Clone, Debug)]
pub struct Consumers {
    messages: Queue,
    feed: Queue,
    webhooks: Queue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consumer {
    /// Tells people, by SMS and e-mail.
    Messages,
    /// Numbers the events of an account for those who follow along. Its queue keeps order.
    Feed,
    /// Sends events to the account's own systems.
    Webhooks,
}

impl Consumers {
    /// The consumers, with the addresses of their queues.
    #[must_use]
    pub fn new(config: &SdkConfig, addresses: Addresses<'_>) -> Self {
        let Addresses { messages, feed, webhooks } = addresses;
        let queue = |url| Queue::new(config, url);
        Self { messages: queue(messages), feed: queue(feed), webhooks: queue(webhooks) }
    }

    /// Hands each event to everyone who wants it, and tells of each whether all of them have it.
    ///
    /// Answers one result per event, in their order. An event that is handed over again reaches also those who had
    /// it: they recognise it by its id.
    pub async fn tell(&self, events: &[Event]) -> Vec<Result<(), Error>> {
        let mut told: Vec<Result<(), Error>> = events.iter().map(|_| Ok(())).collect();
        for consumer in Consumer::ALL {
            let queue = self.queue(consumer);
            let (mut places, mut messages) = (Vec::new(), Vec::new());
            for (event, told) in events.iter().zip(&mut told).filter(|(event, _)| wanted_by(event.kind, consumer)) {
                match letter(event, consumer) {
                    Ok(message) => {
                        places.push(told);
                        messages.push(message);
                    }
                    Err(error) => *told = Err(queue.unwritable(error)),
                }
            }
            for (place, sent) in places.into_iter().zip(queue.send_all(&messages).await) {
                if sent.is_err() {
                    *place = sent;
                }
            }
        }
        told
    }

    /// Hands each piece of work that is due to whoever does it, and tells of each whether they have it.
    pub async fn hand_out(&self, work: &[Due]) -> Vec<Result<(), Error>> {
        let mut handed: Vec<Result<(), Error>> = work.iter().map(|_| Ok(())).collect();
        for consumer in Consumer::ALL {
            let queue = self.queue(consumer);
            let (mut places, mut messages) = (Vec::new(), Vec::new());
            for (due, place) in work.iter().zip(&mut handed).filter(|(due, _)| done_by(due.kind) == consumer) {
                match serde_json::to_string(&Work::Due { due: due.clone() }) {
                    Ok(body) => {
                        places.push(place);
                        messages.push(Message::new(body));
                    }
                    Err(error) => *place = Err(queue.unwritable(error)),
                }
            }
            for (place, sent) in places.into_iter().zip(queue.send_all(&messages).await) {
                *place = sent;
            }
        }
        handed
    }

    const fn queue(&self, consumer: Consumer) -> &Queue {
        match consumer {
            Consumer::Messages => &self.messages,
            Consumer::Feed => &self.feed,
            Consumer::Webhooks => &self.webhooks,
        }
    }
}

impl Consumer {
    const ALL: [Self; 3] = [Self::Messages, Self::Feed, Self::Webhooks];
}

/// An event as its consumer's queue takes it.
fn letter(event: &Event, consumer: Consumer) -> Result<Message, serde_json::Error> {
    let message = Message::new(serde_json::to_string(event)?);
    Ok(match consumer {
        Consumer::Messages | Consumer::Webhooks => message,
        Consumer::Feed => message.in_order(event.account.to_string(), event.id.to_string()),
    })
}

/// Who wants which events.
const fn wanted_by(kind: EventKind, consumer: Consumer) -> bool {
    match (consumer, kind) {
        (
            Consumer::Messages,
            EventKind::UserInvited
            | EventKind::PasswordResetRequested
            | EventKind::WebhookSwitchedOff
            | EventKind::ServiceCreated
            | EventKind::ServiceStatusChanged
            | EventKind::ServiceScheduled
            | EventKind::ServiceRescheduled
            | EventKind::ServiceUnscheduled
            | EventKind::ReplyReceived
            | EventKind::ReplyNotUnderstood
            | EventKind::InboxAnswered
            | EventKind::RouteStarted,
        ) => true,
        (
            Consumer::Messages,
            EventKind::ApiKeyCreated
            | EventKind::ApiKeyChanged
            | EventKind::ApiKeyRevoked
            | EventKind::AccountChanged
            | EventKind::UserChanged
            | EventKind::UserRemoved
            | EventKind::RegisterAdded
            | EventKind::RegisterChanged
            | EventKind::RegisterRemoved
            | EventKind::ConfigurationChanged
            | EventKind::FreightTableSwitched
            | EventKind::WebhookCreated
            | EventKind::WebhookChanged
            | EventKind::WebhookRemoved
            | EventKind::WebhookPinged
            | EventKind::WebhookResendAsked
            | EventKind::CustomerAdded
            | EventKind::CustomerChanged
            | EventKind::CustomerRemoved
            | EventKind::CustomerErased
            | EventKind::ServiceChanged
            | EventKind::ServiceFactRecorded
            | EventKind::ServiceLinkReplaced
            | EventKind::ServiceInstructed
            | EventKind::ServiceRated
            | EventKind::ServiceDeleted
            | EventKind::InboxOpened
            | EventKind::InboxClosed
            | EventKind::MessageDelivered
            | EventKind::MessageFailed
            | EventKind::ProofAttached
            | EventKind::RouteCreated
            | EventKind::RouteChanged
            | EventKind::RouteFinished
            | EventKind::RouteDeleted,
        ) => false,
        (Consumer::Webhooks, EventKind::WebhookPinged | EventKind::WebhookResendAsked) => true,
        (Consumer::Feed | Consumer::Webhooks, kind) => kind.told().is_some(),
    }
}

/// Who does which work. Its queue keeps no order: whoever does it looks first whether it still is to be done.
const fn done_by(kind: DueKind) -> Consumer {
    match kind {
        DueKind::WebhookRetry => Consumer::Webhooks,
        DueKind::MessageTell => Consumer::Messages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_of_what_they_must_act_on() {
        fn check(kind: EventKind, told: bool) {
            assert_eq!(wanted_by(kind, Consumer::Messages), told, "{}", kind.name());
        }
        check(EventKind::UserInvited, true);
        check(EventKind::PasswordResetRequested, true);
        check(EventKind::WebhookSwitchedOff, true);
        check(EventKind::ServiceStatusChanged, true);
        check(EventKind::RouteStarted, true);
        check(EventKind::ServiceFactRecorded, false);
        check(EventKind::ApiKeyCreated, false);
        check(EventKind::ApiKeyRevoked, false);
        check(EventKind::AccountChanged, false);
        check(EventKind::UserChanged, false);
        check(EventKind::UserRemoved, false);
        check(EventKind::RegisterAdded, false);
        check(EventKind::RegisterChanged, false);
        check(EventKind::RegisterRemoved, false);
        check(EventKind::ConfigurationChanged, false);
        check(EventKind::FreightTableSwitched, false);
    }

    #[test]
    fn those_who_follow_along_get_what_is_told_outside() {
        for kind in EventKind::ALL {
            assert_eq!(wanted_by(kind, Consumer::Feed), kind.told().is_some(), "{}", kind.name());
            assert!(wanted_by(kind, Consumer::Webhooks) || kind.told().is_none(), "{}", kind.name());
        }
    }
}
