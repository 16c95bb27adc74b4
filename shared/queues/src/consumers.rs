use aws_config::SdkConfig;
use domain::event::{Event, EventKind};

use crate::{Error, Message, Queue};

/// Those who are told of events. Each has a queue of its own, so that a slow one keeps nobody waiting.
#[derive(Clone, Debug)]
pub struct Consumers {
    messages: Queue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consumer {
    /// Tells people, by SMS and e-mail.
    Messages,
}

impl Consumers {
    /// The consumers, with the addresses of their queues.
    #[must_use]
    pub fn new(config: &SdkConfig, messages_url: &str) -> Self {
        Self { messages: Queue::new(config, messages_url) }
    }

    /// Hands each event to everyone who wants it, and tells of each whether all of them have it.
    ///
    /// Answers one result per event, in their order. An event that is handed over again reaches also those who had
    /// it: they recognise it by its id.
    pub async fn tell(&self, events: &[Event]) -> Vec<Result<(), Error>> {
        let mut told: Vec<Result<(), Error>> = events.iter().map(|_| Ok(())).collect();
        for (consumer, queue) in [(Consumer::Messages, &self.messages)] {
            let (mut places, mut messages) = (Vec::new(), Vec::new());
            for (event, told) in events.iter().zip(&mut told).filter(|(event, _)| wanted_by(event.kind, consumer)) {
                match serde_json::to_string(event) {
                    Ok(body) => {
                        places.push(told);
                        messages.push(Message::new(body));
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
}

/// Who wants which events.
const fn wanted_by(kind: EventKind, consumer: Consumer) -> bool {
    match (consumer, kind) {
        (Consumer::Messages, EventKind::UserInvited | EventKind::PasswordResetRequested) => true,
        (
            Consumer::Messages,
            EventKind::ApiKeyCreated
            | EventKind::ApiKeyRevoked
            | EventKind::AccountChanged
            | EventKind::UserChanged
            | EventKind::UserRemoved
            | EventKind::ConfigurationChanged
            | EventKind::FreightTableSwitched,
        ) => false,
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
        check(EventKind::ApiKeyCreated, false);
        check(EventKind::ApiKeyRevoked, false);
        check(EventKind::AccountChanged, false);
        check(EventKind::UserChanged, false);
        check(EventKind::UserRemoved, false);
        check(EventKind::ConfigurationChanged, false);
        check(EventKind::FreightTableSwitched, false);
    }
}
