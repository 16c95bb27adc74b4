//! A function: what it does with each kind of event.

use crate::{
    BoxFuture, Change, Env, Gate, Message, Reply, Request, RouteRow, Router, StartError, Undone, Uploaded, batch,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::HeaderMap;
use jiff::Timestamp;
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use serde_json::{Value, json};
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

/// How a function starts.
pub type Start = fn(Env) -> BoxFuture<'static, Result<Function, StartError>>;

/// An event that could not be carried out at all: Lambda tries again, or gives up and keeps it aside.
#[derive(Debug)]
pub struct InvokeError(String);

impl InvokeError {
    /// From a sentence for the log.
    #[must_use]
    pub fn new(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl fmt::Display for InvokeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvokeError {}

type Answer = BoxFuture<'static, Result<Value, InvokeError>>;
type Taker = Arc<dyn Fn(Value) -> Answer + Send + Sync>;

/// What a function does with a batch: the records that were not carried out come again.
pub type BatchHandler<D, R> = for<'a> fn(&'a D, Vec<R>) -> BoxFuture<'a, Vec<Undone>>;
/// What a function does when its schedule is due, or when an object arrives.
pub type EventHandler<D, E> = for<'a> fn(&'a D, E) -> BoxFuture<'a, Result<(), InvokeError>>;

/// A started function. Takes raw Lambda events, gives raw Lambda answers. Cheap to clone.
#[derive(Clone, Default)]
pub struct Function {
    http: Option<Taker>,
    queue: Option<Taker>,
    stream: Option<Taker>,
    bucket: Option<Taker>,
    schedule: Option<Taker>,
    logs: Option<Taker>,
    rows: Arc<[RouteRow]>,
}

impl Function {
    /// Does nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers HTTP requests.
    #[must_use]
    pub fn http<D: AsRef<Gate> + Send + Sync + 'static>(mut self, router: Router<D>) -> Self {
        self.rows = router.rows().into();
        let router = Arc::new(router);
        self.http = Some(Arc::new(move |payload| {
            let router = Arc::clone(&router);
            Box::pin(async move { Ok(to_payload(&router.answer(read_request(payload)?).await)) })
        }));
        self
    }

    /// Takes messages of a queue.
    #[must_use]
    pub fn queue<D: Send + Sync + 'static>(mut self, deps: &Arc<D>, handler: BatchHandler<D, Message>) -> Self {
        self.queue = Some(batch_taker(deps, handler, batch::messages));
        self
    }

    /// Takes changes of the table, in their order.
    #[must_use]
    pub fn stream<D: Send + Sync + 'static>(mut self, deps: &Arc<D>, handler: BatchHandler<D, Change>) -> Self {
        self.stream = Some(batch_taker(deps, handler, batch::changes));
        self
    }

    /// Takes objects that arrived in the bucket.
    #[must_use]
    pub fn bucket<D: Send + Sync + 'static>(mut self, deps: &Arc<D>, handler: EventHandler<D, Vec<Uploaded>>) -> Self {
        self.bucket = Some(event_taker(deps, handler, |payload| Ok(batch::uploads(payload))));
        self
    }

    /// Takes lines of a log that it subscribes to.
    #[must_use]
    pub fn logs<D: Send + Sync + 'static>(mut self, deps: &Arc<D>, handler: EventHandler<D, Vec<String>>) -> Self {
        self.logs = Some(event_taker(deps, handler, batch::lines));
        self
    }

    /// Runs when its schedule is due.
    #[must_use]
    pub fn schedule<D: Send + Sync + 'static>(mut self, deps: &Arc<D>, handler: EventHandler<D, ()>) -> Self {
        self.schedule = Some(event_taker(deps, handler, |_| Ok(())));
        self
    }

    /// The routes that the function answers.
    #[must_use]
    pub fn routes(&self) -> &[RouteRow] {
        &self.rows
    }

    /// Carries out one event.
    ///
    /// # Errors
    /// [`InvokeError`] when the event is of a kind that this function does not take, or cannot be carried out.
    pub async fn invoke(&self, payload: Value) -> Result<Value, InvokeError> {
        let source = payload.pointer("/Records/0/eventSource").and_then(Value::as_str);
        let (kind, taker) = match source {
            Some("aws:sqs") => ("messages", &self.queue),
            Some("aws:dynamodb") => ("changes of the table", &self.stream),
            Some("aws:s3") => ("objects", &self.bucket),
            Some(_) => return Err(InvokeError::new("records of an unknown source")),
            None if payload.pointer("/awslogs/data").is_some() => ("logs", &self.logs),
            None if payload.pointer("/requestContext/http").is_some() => ("requests", &self.http),
            None => ("schedules", &self.schedule),
        };
        let Some(taker) = taker else {
            return Err(InvokeError::new(format_args!("this function takes no {kind}")));
        };
        let (begun, records) = (Instant::now(), batch::size(&payload));
        let answer = taker(payload).await;
        // The router says more of a request, in a line of its own.
        if kind != "requests" {
            let took_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            let again = answer.as_ref().map_or(records, batch::size_undone);
            tracing::info!(events = kind, records, again, failed = answer.is_err(), took_us, "invocation");
        }
        answer
    }
}

fn batch_taker<D: Send + Sync + 'static, R: Send + 'static>(
    deps: &Arc<D>,
    handler: BatchHandler<D, R>,
    read: fn(&Value) -> Vec<R>,
) -> Taker {
    let deps = Arc::clone(deps);
    Arc::new(move |payload| {
        let deps = Arc::clone(&deps);
        Box::pin(async move {
            let undone = handler(&deps, read(&payload)).await;
            for record in &undone {
                tracing::warn!(record = record.id, why = record.why, "a record comes again");
            }
            Ok(batch::undone(&undone))
        })
    })
}

fn event_taker<D: Send + Sync + 'static, E: Send + 'static>(
    deps: &Arc<D>,
    handler: EventHandler<D, E>,
    read: fn(&Value) -> Result<E, InvokeError>,
) -> Taker {
    let deps = Arc::clone(deps);
    Arc::new(move |payload| {
        let deps = Arc::clone(&deps);
        Box::pin(async move { handler(&deps, read(&payload)?).await.map(|()| Value::Null) })
    })
}

fn read_request(payload: Value) -> Result<Request, InvokeError> {
    let event: ApiGatewayV2httpRequest = serde_json::from_value(payload).map_err(InvokeError::new)?;
    let body = event.body.unwrap_or_default();
    let body = if event.is_base64_encoded {
        BASE64_STANDARD.decode(body).map_err(InvokeError::new)?
    } else {
        body.into_bytes()
    };
    let query = event.raw_query_string.unwrap_or_default();
    let mut headers: HeaderMap = event.headers;
    if let Some(cookies) = event.cookies
        && let Ok(value) = http::HeaderValue::from_str(&cookies.join("; "))
    {
        headers.insert(http::header::COOKIE, value);
    }
    Ok(Request {
        method: event.request_context.http.method,
        // Kept as it came: parameters decode one by one, so that an encoded slash stays within its segment.
        path: event.raw_path.unwrap_or_default(),
        query: query.split('&').filter(|pair| !pair.is_empty()).map(query_pair).collect(),
        headers,
        body: Bytes::from(body),
        id: event.request_context.request_id.unwrap_or_default(),
        source_ip: event.request_context.http.source_ip.unwrap_or_default(),
        at: Timestamp::UNIX_EPOCH,
        params: Vec::new(),
        caller: None,
        opened: None,
        idempotency: None,
    })
}

fn query_pair(pair: &str) -> (String, String) {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let decode = |text: &str| crate::request::decode(&text.replace('+', " "));
    (decode(name), decode(value))
}

fn to_payload(reply: &Reply) -> Value {
    let single: serde_json::Map<String, Value> = reply
        .headers()
        .iter()
        .filter(|(name, _)| name != "set-cookie")
        .map(|(name, value)| (name.clone(), Value::String(value.clone())))
        .collect();
    let cookies: Vec<&str> =
        reply.headers().iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.as_str()).collect();
    let (body, encoded) = match std::str::from_utf8(reply.body()) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (BASE64_STANDARD.encode(reply.body()), true),
    };
    json!({ "statusCode": reply.status(), "headers": single, "cookies": cookies, "body": body, "isBase64Encoded": encoded })
}
