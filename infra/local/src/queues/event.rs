use md5::{Digest as _, Md5};
use serde_json::{Map, Value, json};

use super::Received;
use crate::template::{ACCOUNT, REGION};

/// The event that a function gets for messages of a queue.
pub(crate) fn sqs_event(queue: &str, messages: &[Received]) -> Value {
    json!({ "Records": messages.iter().map(|message| record(queue, message)).collect::<Vec<_>>() })
}

fn record(queue: &str, message: &Received) -> Value {
    let mut attributes = Map::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            attributes.insert(name.into(), Value::String(value));
        }
    };
    add("ApproximateReceiveCount", Some(message.receives.to_string()));
    add("SentTimestamp", Some(message.sent_at.to_string()));
    add("SenderId", Some(ACCOUNT.into()));
    add("ApproximateFirstReceiveTimestamp", Some(message.first_received_at.to_string()));
    add("MessageGroupId", message.group.clone());
    add("SequenceNumber", message.group.as_ref().map(|_| format!("{:020}", message.id)));
    add("MessageDeduplicationId", message.deduplication.clone());
    add("DeadLetterQueueSourceArn", message.source.clone());
    json!({
        "messageId": message.message_id,
        "receiptHandle": message.receipt,
        "body": message.body,
        "attributes": attributes,
        "messageAttributes": attributes_of(&message.attributes),
        "md5OfBody": md5(&message.body),
        "eventSource": "aws:sqs",
        "eventSourceARN": format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}"),
        "awsRegion": REGION,
    })
}

/// The wire's `StringValue` is the event's `stringValue`.
fn attributes_of(sent: &Value) -> Value {
    let one = |value: &Value| {
        json!({
            "stringValue": value.get("StringValue"),
            "binaryValue": value.get("BinaryValue"),
            "stringListValues": [],
            "binaryListValues": [],
            "dataType": value.get("DataType"),
        })
    };
    let sent = sent.as_object().into_iter().flatten();
    Value::Object(sent.map(|(name, value)| (name.clone(), one(value))).collect())
}

/// MD5 in hexadecimal: SQS and its SDKs tell transport errors by it.
pub(crate) fn md5(text: &str) -> String {
    Md5::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
