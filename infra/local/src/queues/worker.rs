use serde_json::{Value, json};

use super::{Letter, Queues, Received, sqs_event};
use crate::activity::Activity;
use crate::filter;
use crate::invoke::{Functions, unhandled};
use crate::tasks::Tasks;
use crate::template::{AsyncEnd, Failure, QueueMapping, function_arn};

/// What is done with what a queue holds.
#[derive(Clone, Debug)]
pub(crate) enum Reader {
    /// Batches of messages, as an event source mapping makes them.
    Mapping(QueueMapping),
    /// One event at a time for a function that nobody waits for.
    Events { function: String, queue: String, end: AsyncEnd },
}

impl Reader {
    pub(crate) fn queue(&self) -> &str {
        match self {
            Self::Mapping(mapping) => &mapping.queue,
            Self::Events { queue, .. } => queue,
        }
    }

    fn concurrency(&self) -> usize {
        match self {
            Self::Mapping(mapping) => mapping.concurrency,
            Self::Events { .. } => 2,
        }
    }
}

/// Starts what reads a queue.
pub(crate) fn start(tasks: &Tasks, queues: &Queues, functions: &Functions, activity: &Activity, reader: &Reader) {
    for _ in 0..reader.concurrency() {
        let (queues, functions) = (queues.clone(), functions.clone());
        let (activity, reader) = (activity.clone(), reader.clone());
        tasks.start_loop(async move { read(&queues, &functions, &activity, &reader).await });
    }
}

async fn read(queues: &Queues, functions: &Functions, activity: &Activity, reader: &Reader) {
    let name = reader.queue();
    loop {
        let Some(arrivals) = queues.arrivals(name) else { return };
        tokio::pin!(arrivals);
        arrivals.as_mut().enable();
        let busy = activity.begin();
        match turn(queues, functions, reader).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(queue = name, error = %crate::error::chain(&error), "a queue cannot be read");
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            }
        }
        drop(busy);
        let due = queues.next_due(name).ok().flatten();
        tokio::select! {
            () = arrivals => {}
            () = queues.clock().until(due) => {}
        }
    }
}

/// Handles what is due; false when there was nothing.
async fn turn(queues: &Queues, functions: &Functions, reader: &Reader) -> Result<bool, super::Refused> {
    match reader {
        Reader::Mapping(mapping) => {
            let mut batch = queues.receive(&mapping.queue, mapping.batch_size)?;
            if batch.is_empty() {
                return Ok(false);
            }
            // A window is the longest wait, not the shortest: nobody waits for a clock that stands still.
            if batch.len() < mapping.batch_size && !mapping.window.is_zero() && !queues.clock().is_manual() {
                tokio::time::sleep(mapping.window).await;
                let room = mapping.batch_size.saturating_sub(batch.len());
                batch.extend(queues.receive(&mapping.queue, room)?);
            }
            deliver(queues, functions, mapping, batch).await?;
        }
        Reader::Events { function, queue, end } => {
            let Some(message) = queues.receive(queue, 1)?.pop() else { return Ok(false) };
            hand_over(queues, functions, function, queue, end, message).await?;
        }
    }
    Ok(true)
}

async fn deliver(
    queues: &Queues,
    functions: &Functions,
    mapping: &QueueMapping,
    batch: Vec<Received>,
) -> Result<(), super::Refused> {
    let (wanted, passed): (Vec<_>, Vec<_>) =
        batch.into_iter().partition(|message| mapping.filters.is_empty() || matches(&mapping.filters, message));
    queues.delete(&mapping.queue, &passed)?;
    if wanted.is_empty() {
        return Ok(());
    }
    match functions.invoke(&mapping.function, sqs_event(&mapping.queue, &wanted)).await {
        Ok(answer) if mapping.partial => {
            let Some(failed) = unhandled(&answer) else { return Ok(()) };
            if failed.iter().any(|id| wanted.iter().all(|message| message.message_id != *id)) {
                return Ok(());
            }
            queues.delete(&mapping.queue, wanted.iter().filter(|message| !failed.contains(&message.message_id)))
        }
        Ok(_) => queues.delete(&mapping.queue, &wanted),
        // They come into view again when the queue's time-out is over.
        Err(_) => Ok(()),
    }
}

fn matches(filters: &[Value], message: &Received) -> bool {
    let body = serde_json::from_str(&message.body).unwrap_or_else(|_| Value::String(message.body.clone()));
    let record = json!({ "body": body, "messageId": message.message_id });
    filters.iter().any(|filter| filter::matches(filter, &record))
}

/// Gives a function an event that nobody waits for: tried again after one minute and after two, then given up.
async fn hand_over(
    queues: &Queues,
    functions: &Functions,
    function: &str,
    queue: &str,
    end: &AsyncEnd,
    message: Received,
) -> Result<(), super::Refused> {
    let payload: Value = serde_json::from_str(&message.body).unwrap_or_default();
    let failed = match functions.invoke(function, payload.clone()).await {
        Ok(_) => return queues.delete(queue, [&message]),
        Err(failed) => failed,
    };
    let old = queues.clock().millis() - message.sent_at > end.max_age * 1000;
    if message.receives <= end.retries && !old {
        return queues.put_back(queue, &message, 60 * message.receives);
    }
    let condition = if old { "EventAgeExceeded" } else { "RetriesExhausted" };
    if let Some(Failure::Queue(target)) = &end.failure {
        let record = json!({
            "version": "1.0",
            "timestamp": queues.clock().now().to_string(),
            "requestContext": {
                "requestId": message.message_id,
                "functionArn": format!("{}:$LATEST", function_arn(function)),
                "condition": condition,
                "approximateInvokeCount": message.receives,
            },
            "requestPayload": payload,
            "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
            "responsePayload": { "errorMessage": failed.to_string() },
        });
        queues.send(target, &Letter { body: record.to_string(), ..Letter::default() })?;
    } else {
        tracing::error!(function, %failed, condition, "an event was given up");
    }
    queues.delete(queue, [&message])
}
