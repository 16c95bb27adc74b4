use aws_config::SdkConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::SendMessageBatchRequestEntry;

use crate::message::calls;
use crate::{Error, Message};

/// One queue.
#[derive(Clone, Debug)]
pub struct Queue {
    client: Client,
    url: String,
}

impl Queue {
    /// The queue at `url`.
    #[must_use]
    pub fn new(config: &SdkConfig, url: impl Into<String>) -> Self {
        Self { client: Client::new(config), url: url.into() }
    }

    /// Sends one message.
    ///
    /// # Errors
    /// When the queue did not say that it has the message.
    pub async fn send(&self, message: &Message) -> Result<(), Error> {
        if message.is_too_long() {
            return Err(Error::too_long(&self.url, message.body.len()));
        }
        let order = message.order.as_ref();
        self.client
            .send_message()
            .queue_url(&self.url)
            .message_body(&message.body)
            .set_message_group_id(order.map(|order| order.group.clone()))
            .set_message_deduplication_id(order.map(|order| order.name.clone()))
            .send()
            .await
            .map_err(|error| Error::from_sdk(&self.url, error))?;
        Ok(())
    }

    /// Sends many messages in as few calls as they fit in, and tells of each whether the queue has it.
    ///
    /// Answers one result per message, in their order. In a FIFO queue a message may be taken after an earlier one
    /// was not: who needs strict order sends one at a time.
    pub async fn send_all(&self, messages: &[Message]) -> Vec<Result<(), Error>> {
        let lengths: Vec<usize> = messages.iter().map(|message| message.body.len()).collect();
        let mut sent = Vec::with_capacity(messages.len());
        for call in calls(&lengths) {
            sent.extend(self.send_some(messages.get(call).unwrap_or_default()).await);
        }
        sent
    }

    pub(crate) fn unwritable(&self, error: impl std::error::Error + Send + Sync + 'static) -> Error {
        Error::unwritable(&self.url, error)
    }

    async fn send_some(&self, messages: &[Message]) -> Vec<Result<(), Error>> {
        if let [message] = messages {
            return vec![self.send(message).await];
        }
        match self.send_batch(messages).await {
            Ok(sent) => sent,
            Err(error) => vec![Err(error); messages.len()],
        }
    }

    async fn send_batch(&self, messages: &[Message]) -> Result<Vec<Result<(), Error>>, Error> {
        let entries = messages.iter().enumerate().map(|(at, message)| {
            let order = message.order.as_ref();
            SendMessageBatchRequestEntry::builder()
                .id(at.to_string())
                .message_body(&message.body)
                .set_message_group_id(order.map(|order| order.group.clone()))
                .set_message_deduplication_id(order.map(|order| order.name.clone()))
                .build()
        });
        let entries = entries.collect::<Result<_, _>>().map_err(|error| Error::unwritable(&self.url, error))?;
        let answer = self.client.send_message_batch().queue_url(&self.url).set_entries(Some(entries)).send().await;
        let answer = answer.map_err(|error| Error::from_sdk(&self.url, error))?;
        let sent = (0..messages.len()).map(|at| {
            let refused = answer.failed().iter().find(|entry| entry.id() == at.to_string());
            refused.map_or(Ok(()), |entry| {
                let message = entry.message().unwrap_or_default();
                Err(Error::entry(&self.url, entry.code(), message, entry.sender_fault()))
            })
        });
        Ok(sent.collect())
    }
}
