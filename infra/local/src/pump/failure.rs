use jiff::Timestamp;
use serde_json::{Value, json};

use super::Record;
use crate::buckets::Buckets;
use crate::queues::{Letter, Queues};
use crate::template::{Failure, StreamMapping, function_arn};

/// Where records go that a function could not handle.
#[derive(Clone, Debug)]
pub(crate) struct Failures {
    pub(crate) buckets: Buckets,
    pub(crate) queues: Queues,
}

/// What is known of a batch that was given up.
pub(super) struct GivenUp<'a> {
    pub(super) mapping: &'a StreamMapping,
    pub(super) records: &'a [Record],
    pub(super) calls: u32,
    pub(super) condition: &'static str,
    pub(super) at: Timestamp,
}

impl Failures {
    /// Keeps what was given up: whole in a bucket, by sequence numbers only in a queue, as AWS does.
    pub(super) async fn keep(&self, given_up: &GivenUp<'_>) -> Result<(), String> {
        let request = uuid::Uuid::new_v4();
        match &given_up.mapping.failure {
            Some(Failure::Bucket(bucket)) => {
                let mut record = given_up.metadata(&request);
                let events: Vec<_> = given_up.records.iter().map(|record| &record.event).collect();
                if let Some(record) = record.as_object_mut() {
                    record.insert("payload".into(), json!({ "Records": events }).to_string().into());
                }
                self.buckets.put(bucket, &given_up.key(), record.to_string().into()).await
            }
            Some(Failure::Queue(queue)) => {
                let body = given_up.metadata(&request).to_string();
                let sent = self.queues.send(queue, &Letter { body, ..Letter::default() });
                sent.map(|_| ()).map_err(|error| error.to_string())
            }
            None => {
                let mapping = &given_up.mapping.id;
                tracing::error!(mapping, records = given_up.records.len(), "records of the stream were given up");
                Ok(())
            }
        }
    }
}

impl GivenUp<'_> {
    fn metadata(&self, request: &uuid::Uuid) -> Value {
        let first = self.records.first();
        let last = self.records.last();
        let arrived = |record: Option<&Record>| {
            record.and_then(|record| Timestamp::from_second(record.at).ok()).map(|at| at.to_string())
        };
        json!({
            "requestContext": {
                "requestId": request,
                "functionArn": function_arn(&self.mapping.function),
                "condition": self.condition,
                "approximateInvokeCount": self.calls,
            },
            "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
            "version": "1.0",
            "timestamp": self.at.to_string(),
            "DDBStreamBatchInfo": {
                "shardId": shard(&self.mapping.table),
                "startSequenceNumber": first.map(|record| &record.sequence),
                "endSequenceNumber": last.map(|record| &record.sequence),
                "approximateArrivalOfFirstRecord": arrived(first),
                "approximateArrivalOfLastRecord": arrived(last),
                "batchSize": self.records.len(),
                "streamArn": crate::template::stream_arn(&self.mapping.table),
            },
        })
    }

    fn key(&self) -> String {
        let day = self.at.strftime("%Y/%m/%d");
        let time = self.at.strftime("%Y-%m-%dT%H.%M.%S");
        let (mapping, shard) = (&self.mapping.id, shard(&self.mapping.table));
        format!("aws/lambda/{mapping}/{shard}/{day}/{time}-{}", uuid::Uuid::new_v4())
    }
}

fn shard(table: &str) -> String {
    format!("shardId-00000001-{table}")
}
