//! An SMS as AWS hands it on:
//! <https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms-payload.html>.

use domain::conversation::TOGETHER;
use domain::phone::Phone;
use domain::sms;
use edge::Message;
use jiff::Timestamp;
use serde::Deserialize;

/// An SMS that somebody wrote to one of our numbers.
#[derive(Debug)]
pub(crate) struct Sms {
    /// The provider's name of it: what a repeat is recognised by.
    pub(crate) id: String,
    /// Who wrote; none for senders that no answer reaches, such as short codes and names.
    pub(crate) from: Option<Phone>,
    /// What was written.
    pub(crate) text: String,
    /// When it reached us.
    pub(crate) at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    origination_number: String,
    #[serde(default)]
    message_body: String,
    inbound_message_id: String,
}

/// What SNS wraps around it where a subscription does not ask for the plain message.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    message: String,
}

impl Raw {
    fn read(message: &Message) -> Option<Self> {
        let wrapped = serde_json::from_str::<Envelope>(&message.body).map(|envelope| envelope.message);
        serde_json::from_str(wrapped.as_deref().unwrap_or(&message.body)).ok()
    }
}

impl Sms {
    /// Who wrote a message of the queue, as it says; none where it cannot be read.
    pub(crate) fn sender(message: &Message) -> Option<String> {
        Raw::read(message).map(|raw| raw.origination_number)
    }

    /// Whether both were written at about the same time, and one of them is a piece of something longer.
    pub(crate) fn is_of_one_with(&self, other: &Self) -> bool {
        let together = self.at.duration_since(other.at).abs() <= TOGETHER;
        together && (sms::is_piece(&self.text) || sms::is_piece(&other.text))
    }

    /// Reads a message of the queue.
    ///
    /// # Errors
    /// A sentence for the log; it holds nothing of what was written.
    pub(crate) fn read(message: &Message, now: Timestamp) -> Result<Self, String> {
        let raw = Raw::read(message).ok_or_else(|| "not an inbound SMS".to_owned())?;
        if raw.inbound_message_id.is_empty() {
            return Err("an inbound SMS without an identifier".to_owned());
        }
        Ok(Self {
            id: raw.inbound_message_id,
            from: Phone::new(None, &raw.origination_number).ok(),
            text: raw.message_body,
            at: message.sent_at.unwrap_or(now).min(now),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Sms, String> {
        let message = Message { id: "1".to_owned(), body: body.to_owned(), attempt: 1, sent_at: None };
        Sms::read(&message, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_plain_and_a_wrapped_message_read_alike() {
        let plain = r#"{"originationNumber":"+5511987654321","destinationNumber":"+551140028922","messageKeyword":"K","messageBody":"2","previousPublishedMessageId":null,"inboundMessageId":"a"}"#;
        let wrapped = serde_json::json!({ "Type": "Notification", "Message": plain }).to_string();
        for body in [plain, &wrapped] {
            let sms = read(body).unwrap();
            assert_eq!((sms.id.as_str(), sms.text.as_str()), ("a", "2"));
            assert_eq!(sms.from.unwrap().as_str(), "+5511987654321");
        }
    }

    #[test]
    fn senders_that_no_answer_reaches_are_nobody() {
        for from in ["28922", "Loja", "", "+0"] {
            let body = serde_json::json!({ "originationNumber": from, "messageBody": "oi", "inboundMessageId": "a" });
            assert!(read(&body.to_string()).unwrap().from.is_none(), "{from}");
        }
        for body in ["", "{}", "[]", r#"{"originationNumber":"+5511987654321","inboundMessageId":""}"#] {
            assert!(read(body).is_err(), "{body}");
        }
    }
}
