//! Events that arrive in batches: messages of a queue, changes of the table, objects of the bucket.

use crate::InvokeError;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::read::GzDecoder;
use jiff::Timestamp;
use serde_json::{Map, Number, Value, json};
use std::io::Read as _;

/// One message of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its name in this batch.
    pub id: String,
    /// What was sent.
    pub body: String,
    /// How often it has been received, this time included.
    pub attempt: u32,
    /// When it was put into the queue, where that is told.
    pub sent_at: Option<Timestamp>,
}

/// What happened to an item of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was written first.
    Insert,
    /// It was written again.
    Modify,
    /// It is gone.
    Remove,
}

/// One change of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its name in this batch.
    pub id: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The item after the change, as plain JSON.
    pub item: Map<String, Value>,
}

/// One object that arrived in the bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// Its key, decoded.
    pub key: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A record of a batch that was not carried out and comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Its name in the batch.
    pub id: String,
    /// Why, for the log.
    pub why: String,
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn records(payload: &Value) -> impl Iterator<Item = &Value> {
    payload.get("Records").and_then(Value::as_array).into_iter().flatten()
}

/// The messages of an SQS event.
pub(crate) fn messages(payload: &Value) -> Vec<Message> {
    let attempt = |record: &Value| text(record, "/attributes/ApproximateReceiveCount").parse().unwrap_or(1);
    let sent =
        |record: &Value| Timestamp::from_millisecond(text(record, "/attributes/SentTimestamp").parse().ok()?).ok();
    records(payload)
        .map(|record| Message {
            id: text(record, "/messageId").to_owned(),
            body: text(record, "/body").to_owned(),
            attempt: attempt(record),
            sent_at: sent(record),
        })
        .collect()
}

/// The changes of a DynamoDB stream event.
pub(crate) fn changes(payload: &Value) -> Vec<Change> {
    records(payload)
        .map(|record| Change {
            id: text(record, "/dynamodb/SequenceNumber").to_owned(),
            kind: match text(record, "/eventName") {
                "INSERT" => ChangeKind::Insert,
                "MODIFY" => ChangeKind::Modify,
                _ => ChangeKind::Remove,
            },
            item: match record.pointer("/dynamodb/NewImage") {
                Some(Value::Object(image)) => image.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
                _ => Map::new(),
            },
        })
        .collect()
}

/// The objects of an S3 event. Keys come with `+` for blanks and percent signs.
pub(crate) fn uploads(payload: &Value) -> Vec<Uploaded> {
    let size = |record: &Value| record.pointer("/s3/object/size").and_then(Value::as_u64).unwrap_or(0);
    records(payload)
        .map(|record| Uploaded {
            key: crate::request::decode(&text(record, "/s3/object/key").replace('+', " ")),
            size: size(record),
        })
        .collect()
}

/// Bytes of log lines that one event holds at most once they are unpacked.
const LOGGED: u64 = 16 << 20;

/// The lines of an event of CloudWatch Logs, which come packed:
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html>.
///
/// # Errors
/// When the event is damaged, or larger than one can be.
pub(crate) fn lines(payload: &Value) -> Result<Vec<String>, InvokeError> {
    let packed = BASE64_STANDARD.decode(text(payload, "/awslogs/data")).map_err(InvokeError::new)?;
    let unpacked = GzDecoder::new(packed.as_slice()).take(LOGGED);
    let told: Value = serde_json::from_reader(unpacked).map_err(InvokeError::new)?;
    let events =
        told.get("logEvents").and_then(Value::as_array).filter(|_| text(&told, "/messageType") == "DATA_MESSAGE");
    Ok(events.into_iter().flatten().map(|event| text(event, "/message").to_owned()).collect())
}

/// The answer that makes only the undone records come again.
pub(crate) fn undone(undone: &[Undone]) -> Value {
    let failures: Vec<Value> = undone.iter().map(|record| json!({ "itemIdentifier": record.id })).collect();
    json!({ "batchItemFailures": failures })
}

/// How many records came in one event; none where it is no batch.
pub(crate) fn size(payload: &Value) -> usize {
    records(payload).count()
}

/// How many records an answer makes come again.
pub(crate) fn size_undone(answer: &Value) -> usize {
    answer.get("batchItemFailures").and_then(Value::as_array).map_or(0, Vec::len)
}

/// A value in the table's typed JSON as plain JSON.
fn plain(typed: &Value) -> Value {
    let Some((kind, value)) = typed.as_object().and_then(|typed| typed.iter().next()) else { return Value::Null };
    match (kind.as_str(), value) {
        ("N", Value::String(number)) => serde_json::from_str::<Number>(number).map_or(Value::Null, Value::Number),
        ("M", Value::Object(map)) => {
            Value::Object(map.iter().map(|(name, value)| (name.clone(), plain(value))).collect())
        }
        ("L", Value::Array(list)) => Value::Array(list.iter().map(plain).collect()),
        ("NULL", _) => Value::Null,
        (_, value) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_the_table_reads_as_plain_json() {
        let image = json!({ "PK": { "S": "T#1#X" }, "body": { "M": { "n": { "N": "7" }, "on": { "BOOL": true }, "none": { "NULL": true }, "list": { "L": [{ "S": "a" }] } } } });
        let payload = json!({ "Records": [{ "eventSource": "aws:dynamodb", "eventName": "INSERT", "dynamodb": { "SequenceNumber": "11", "NewImage": image } }] });
        let change = changes(&payload).remove(0);
        assert_eq!((change.id.as_str(), change.kind), ("11", ChangeKind::Insert));
        assert_eq!(change.item["body"], json!({ "n": 7, "on": true, "none": null, "list": ["a"] }));
    }

    #[test]
    fn damaged_lines_of_a_log_are_no_empty_ones() {
        fn check(data: &str, expected: Option<&[&str]>) {
            let found = lines(&json!({ "awslogs": { "data": data } }));
            assert_eq!(
                found.as_deref().ok(),
                expected.map(|lines| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()).as_deref()
            );
        }
        let packed = |told: &Value| {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packed, told.to_string().as_bytes()).unwrap();
            packed.finish().unwrap()
        };
        let whole =
            packed(&json!({ "messageType": "DATA_MESSAGE", "logEvents": [{ "message": "a" }, { "message": "b" }] }));
        check(&BASE64_STANDARD.encode(&whole), Some(&["a", "b"]));
        check(
            &BASE64_STANDARD.encode(packed(&json!({ "messageType": "CONTROL_MESSAGE", "logEvents": [] }))),
            Some(&[]),
        );
        check(&BASE64_STANDARD.encode(&whole[..whole.len() / 2]), None);
        check(&BASE64_STANDARD.encode("not packed"), None);
        check("not base64!", None);
    }

    #[test]
    fn the_key_of_an_object_is_decoded() {
        let payload = json!({ "Records": [{ "eventSource": "aws:s3", "s3": { "object": { "key": "imports/a+b%C3%A3", "size": 9 } } }] });
        assert_eq!(uploads(&payload), [Uploaded { key: "imports/a bã".to_owned(), size: 9 }]);
    }
}
