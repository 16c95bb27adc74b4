use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::{Value, json};

use super::{Capture, Refusal};
use crate::buckets::decode;
use crate::outbox::Entry;
use crate::queues::{Letter, Queues, Refused};
use crate::template::{Subscription, Topic};

const SPACE: &str = "http://sns.amazonaws.com/doc/2010-03-31/";

/// The topics of the template and who hears of what they are told.
#[derive(Clone, Debug)]
pub(crate) struct Topics {
    pub(crate) topics: Vec<Topic>,
    pub(crate) subscriptions: Vec<Subscription>,
    pub(crate) queues: Queues,
}

impl Topics {
    /// The topic that answers to our SMS come in by.
    pub(crate) fn inbound_sms(&self) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id.contains("Inbound"))
    }

    /// Tells every subscriber, and answers the id of the message.
    pub(crate) fn publish(&self, arn: &str, subject: Option<&str>, text: &str) -> Result<String, Refused> {
        let id = uuid::Uuid::new_v4().to_string();
        for subscription in self.subscriptions.iter().filter(|subscription| subscription.topic == arn) {
            let body = if subscription.raw {
                text.to_string()
            } else {
                json!({
                    "Type": "Notification",
                    "MessageId": id,
                    "TopicArn": arn,
                    "Subject": subject,
                    "Message": text,
                    "Timestamp": self.queues.clock().now().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(),
                    "SignatureVersion": "1",
                })
                .to_string()
            };
            self.queues.send(&subscription.queue, &Letter { body, ..Letter::default() })?;
        }
        Ok(id)
    }
}

pub(super) fn call(capture: &Capture, body: &[u8]) -> Result<String, Refusal> {
    let form = form(&String::from_utf8_lossy(body));
    let field = |name: &str| form.get(name).map(String::as_str).filter(|value| !value.is_empty());
    match field("Action") {
        Some("Publish") => {}
        other => {
            let action = other.unwrap_or("no action");
            return Err(Refusal::new(
                "InvalidAction",
                format!("{action} is not carried out by the single-machine edition"),
            ));
        }
    }
    let text = field("Message").ok_or_else(|| Refusal::new("InvalidParameter", "Invalid parameter: Empty message"))?;
    let id = if let Some(to) = field("PhoneNumber") {
        let plausible = to.strip_prefix('+').is_some_and(|digits| {
            (7..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
        });
        if !plausible {
            return Err(Refusal::new(
                "InvalidParameter",
                format!("Invalid parameter: PhoneNumber Reason: {to} is not valid to publish to"),
            ));
        }
        let attributes = attributes(&form);
        let attribute = |name: &str| attributes.get(name).cloned();
        let entry = Entry {
            from: attribute("AWS.MM.SMS.OriginationNumber")
                .or_else(|| attribute("AWS.SNS.SMS.SenderID"))
                .unwrap_or_default(),
            service: attribute("service"),
            event: attribute("event"),
            ..Entry::sms(to, text, capture.queues.clock().now())
        };
        capture.outbox.add(entry).map_err(|error| unavailable(&error.to_string()))?
    } else {
        let arn = field("TopicArn").or_else(|| field("TargetArn"));
        let arn = arn.ok_or_else(|| {
            Refusal::new("InvalidParameter", "Invalid parameter: TopicArn or TargetArn or PhoneNumber")
        })?;
        if !capture.topics.topics.iter().any(|topic| topic.arn == arn) {
            return Err(Refusal { status: StatusCode::NOT_FOUND, ..Refusal::new("NotFound", "Topic does not exist") });
        }
        capture.topics.publish(arn, field("Subject"), text).map_err(|error| unavailable(&error.to_string()))?
    };
    let request = uuid::Uuid::new_v4();
    Ok(format!(
        "<PublishResponse xmlns=\"{SPACE}\"><PublishResult><MessageId>{id}</MessageId></PublishResult>\
         <ResponseMetadata><RequestId>{request}</RequestId></ResponseMetadata></PublishResponse>"
    ))
}

fn unavailable(reason: &str) -> Refusal {
    Refusal { status: StatusCode::INTERNAL_SERVER_ERROR, ..Refusal::new("InternalError", reason) }
}

pub(super) fn error(refusal: &Refusal) -> String {
    let kind = if refusal.status.is_client_error() { "Sender" } else { "Receiver" };
    let message = refusal.message.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<ErrorResponse xmlns=\"{SPACE}\"><Error><Type>{kind}</Type><Code>{}</Code><Message>{message}</Message></Error>\
         <RequestId>{}</RequestId></ErrorResponse>",
        refusal.code,
        uuid::Uuid::new_v4()
    )
}

/// The fields of a form.
pub(crate) fn form(text: &str) -> BTreeMap<String, String> {
    let plain = |text: &str| decode(&text.replace('+', " "));
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (plain(name), plain(value))).collect()
}

fn attributes(form: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let names = form.iter().filter_map(|(field, name)| {
        let entry = field.strip_prefix("MessageAttributes.entry.")?.strip_suffix(".Name")?;
        let value = form.get(&format!("MessageAttributes.entry.{entry}.Value.StringValue"))?;
        Some((name.clone(), value.clone()))
    });
    names.collect()
}

/// An SMS as AWS hands it on when somebody writes to one of our numbers:
/// <https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms-payload.html>.
pub(crate) fn inbound(from: &str, to: &str, text: &str) -> Value {
    json!({
        "originationNumber": from,
        "destinationNumber": to,
        "messageKeyword": "KEYWORD_LOCAL",
        "messageBody": text,
        "previousPublishedMessageId": null,
        "inboundMessageId": uuid::Uuid::new_v4(),
    })
}
