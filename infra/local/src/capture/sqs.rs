use serde_json::{Value, json};

use super::Refusal;
use crate::queues::{Letter, Queues, Refused, md5};
use crate::template::{ACCOUNT, REGION};

pub(super) fn call(queues: &Queues, action: &str, request: &Value) -> Result<Value, Refusal> {
    let url = request.get("QueueUrl").and_then(Value::as_str).unwrap_or_default();
    let name = url.rsplit('/').next().unwrap_or_default();
    match action {
        "SendMessage" => {
            let letter = letter(request);
            let id = queues.send(name, &letter).map_err(refusal)?;
            Ok(json!({ "MessageId": id, "MD5OfMessageBody": md5(&letter.body) }))
        }
        "SendMessageBatch" => send_batch(queues, name, request),
        "ReceiveMessage" => receive(queues, name, request),
        "DeleteMessage" => {
            let receipt = request.get("ReceiptHandle").and_then(Value::as_str).unwrap_or_default();
            queues.delete_by_receipt(name, receipt).map_err(refusal)?;
            Ok(json!({}))
        }
        "GetQueueUrl" => {
            let name = request.get("QueueName").and_then(Value::as_str).unwrap_or_default();
            queues.queue(name).ok_or_else(|| refusal(Refused::NoQueue))?;
            Ok(json!({ "QueueUrl": format!("http://127.0.0.1/{ACCOUNT}/{name}") }))
        }
        "GetQueueAttributes" => {
            let depth = queues.depth(name).map_err(refusal)?;
            queues.queue(name).ok_or_else(|| refusal(Refused::NoQueue))?;
            let arn = format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{name}");
            Ok(json!({ "Attributes": { "ApproximateNumberOfMessages": depth.to_string(), "QueueArn": arn } }))
        }
        other => Err(Refusal::new(
            "UnsupportedOperation",
            format!("{other} is not carried out by the single-machine edition"),
        )),
    }
}

fn letter(entry: &Value) -> Letter {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).map(ToString::to_string);
    Letter {
        body: text("MessageBody").unwrap_or_default(),
        attributes: entry.get("MessageAttributes").cloned().unwrap_or_default(),
        group: text("MessageGroupId"),
        deduplication: text("MessageDeduplicationId"),
        delay: entry.get("DelaySeconds").and_then(Value::as_i64),
    }
}

fn send_batch(queues: &Queues, name: &str, request: &Value) -> Result<Value, Refusal> {
    let entries = request.get("Entries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if entries.is_empty() {
        return Err(Refusal::new(
            "EmptyBatchRequest",
            "There should be at least one SendMessageBatchRequestEntry in the request.",
        ));
    }
    if entries.len() > 10 {
        return Err(Refusal::new("TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10."));
    }
    queues.queue(name).ok_or_else(|| refusal(Refused::NoQueue))?;
    let (mut successful, mut failed) = (Vec::new(), Vec::new());
    for entry in entries {
        let id = entry.get("Id").cloned().unwrap_or_default();
        let letter = letter(entry);
        match queues.send(name, &letter) {
            Ok(message) => {
                successful.push(json!({ "Id": id, "MessageId": message, "MD5OfMessageBody": md5(&letter.body) }));
            }
            Err(error) => {
                let refusal = refusal(error);
                let fault = refusal.status.is_client_error();
                failed
                    .push(json!({ "Id": id, "Code": refusal.code, "Message": refusal.message, "SenderFault": fault }));
            }
        }
    }
    Ok(json!({ "Successful": successful, "Failed": failed }))
}

fn receive(queues: &Queues, name: &str, request: &Value) -> Result<Value, Refusal> {
    let most = request.get("MaxNumberOfMessages").and_then(Value::as_u64).unwrap_or(1).clamp(1, 10);
    let received = queues.receive(name, usize::try_from(most).unwrap_or(1)).map_err(refusal)?;
    let messages = received.iter().map(|message| {
        json!({
            "MessageId": message.message_id,
            "ReceiptHandle": message.receipt,
            "Body": message.body,
            "MD5OfBody": md5(&message.body),
            "Attributes": {
                "ApproximateReceiveCount": message.receives.to_string(),
                "SentTimestamp": message.sent_at.to_string(),
            },
            "MessageAttributes": message.attributes,
        })
    });
    Ok(json!({ "Messages": messages.collect::<Vec<_>>() }))
}

fn refusal(error: Refused) -> Refusal {
    match error {
        Refused::NoQueue => Refusal::new("QueueDoesNotExist", error.to_string()),
        Refused::Invalid(_) => Refusal::new("InvalidParameterValue", error.to_string()),
        Refused::Ledger(_) => Refusal {
            status: http::StatusCode::INTERNAL_SERVER_ERROR,
            ..Refusal::new("InternalError", crate::error::chain(&error))
        },
    }
}
