//! What SNS, SES, SQS and SSM would answer, at one address of this machine only.

mod ses;
mod sns;
mod sqs;
mod ssm;

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use serde_json::Value;
use tokio::net::TcpListener;

pub(crate) use sns::{Topics, form, inbound};

use crate::http::{Body, attend, read, reply};
use crate::outbox::Outbox;
use crate::queues::Queues;
use crate::secrets::Parameters;
use crate::tasks::Tasks;

/// Longest request that any of these services takes.
const LONGEST: usize = 48 * 1024 * 1024;

/// The services.
#[derive(Clone)]
pub(crate) struct Capture {
    pub(crate) outbox: Outbox,
    pub(crate) queues: Queues,
    pub(crate) topics: Topics,
    pub(crate) parameters: Parameters,
}

/// A refusal in the words of the service.
struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code, message: message.into() }
    }
}

/// Takes connections until the edition stops.
pub(crate) fn serve(tasks: &Tasks, listener: TcpListener, capture: Capture) {
    let capture = Arc::new(capture);
    let stopping = tasks.stopping();
    tasks.start(attend(listener, stopping, move |request, _| {
        let capture = Arc::clone(&capture);
        async move { capture.answer(request).await }
    }));
}

impl Capture {
    async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let body = match read(&parts, body, LONGEST).await {
            Ok(body) => body,
            Err(status) => return plain(status, "text/plain", String::new()),
        };
        let target = parts.headers.get("x-amz-target").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let parsed = || serde_json::from_slice::<Value>(&body).unwrap_or_default();
        match target.split_once('.') {
            Some(("AmazonSQS", action)) => json_answer(sqs::call(&self.queues, action, &parsed()), "com.amazonaws.sqs"),
            Some(("AmazonSSM", action)) => {
                json_answer(ssm::call(&self.parameters, action, &parsed()), "com.amazonaws.ssm")
            }
            _ if parts.uri.path() == "/v2/email/outbound-emails" => {
                json_answer(ses::send(&self.outbox, &parsed()), "com.amazonaws.sesv2")
            }
            _ => match sns::call(self, &body) {
                Ok(xml) => plain(StatusCode::OK, "text/xml", xml),
                Err(refusal) => plain(refusal.status, "text/xml", sns::error(&refusal)),
            },
        }
    }
}

fn json_answer(answer: Result<Value, Refusal>, space: &str) -> Response<Body> {
    match answer {
        Ok(answer) => plain(StatusCode::OK, "application/x-amz-json-1.1", answer.to_string()),
        Err(refusal) => {
            let body = serde_json::json!({
                "__type": format!("{space}#{}", refusal.code),
                "message": refusal.message,
                "Message": refusal.message,
            });
            let mut response = plain(refusal.status, "application/x-amz-json-1.1", body.to_string());
            response.headers_mut().insert("x-amzn-errortype", HeaderValue::from_static(refusal.code));
            response
        }
    }
}

fn plain(status: StatusCode, kind: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(id) = HeaderValue::from_str(&uuid::Uuid::new_v4().to_string()) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    reply(response)
}
