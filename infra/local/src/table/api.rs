use bytes::Bytes;
use dynoxide::{Database, DynoxideError};
use http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::answer::{Answer, unreadable};
use super::once::Once;
use crate::http::{Body, read, reply};

/// Longest request that DynamoDB takes.
const LONGEST: usize = 16 * 1024 * 1024;
const TARGET: &str = "DynamoDB_20120810.";

/// What DynamoDB would answer, for the operations that functions are given.
pub(super) struct Api {
    database: Database,
    once: Once,
}

impl Api {
    pub(super) fn new(database: Database) -> Self {
        Self { database, once: Once::default() }
    }

    pub(super) async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let body = match read(&parts, body, LONGEST).await {
            Ok(body) => body,
            Err(status) => return json(status, Bytes::new()),
        };
        let target = parts.headers.get("x-amz-target").and_then(|target| target.to_str().ok()).unwrap_or_default();
        match self.call(target.strip_prefix(TARGET).unwrap_or(target), &body) {
            Ok(answer) => json(StatusCode::OK, answer),
            Err(error) => {
                let status = StatusCode::from_u16(error.status_code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                json(status, Bytes::from(error.to_json()))
            }
        }
    }

    fn call(&self, operation: &str, body: &[u8]) -> Answer {
        let database = &self.database;
        match operation {
            "GetItem" => ask(body, |request| database.get_item(request)),
            "Query" => ask(body, |request| database.query(request)),
            "BatchGetItem" => ask(body, |request| database.batch_get_item(request)),
            "TransactGetItems" => ask(body, |request| database.transact_get_items(request)),
            "Scan" => ask(body, |request| database.scan(request)),
            "PutItem" => ask(body, |request| database.put_item(request)),
            "UpdateItem" => ask(body, |request| database.update_item(request)),
            "DeleteItem" => ask(body, |request| database.delete_item(request)),
            "BatchWriteItem" => ask(body, |request| database.batch_write_item(request)),
            "TransactWriteItems" => {
                self.once.run(body, |unnamed| ask(unnamed, |request| database.transact_write_items(request)))
            }
            other => Err(DynoxideError::ValidationException(format!(
                "{other} is not carried out by the single-machine edition"
            ))),
        }
    }
}

fn ask<Q: DeserializeOwned, A: Serialize>(
    body: &[u8],
    carry_out: impl FnOnce(Q) -> Result<A, DynoxideError>,
) -> Answer {
    let request = serde_json::from_slice(body).map_err(|error| unreadable(&error))?;
    let answer = serde_json::to_vec(&carry_out(request)?);
    answer.map(Bytes::from).map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}

fn json(status: StatusCode, body: Bytes) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-amz-json-1.0"));
    reply(response)
}
