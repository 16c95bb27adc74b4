//! The edition's own pages, for people and tests on this machine: the outbox, answers by SMS, the clock.

use std::net::IpAddr;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::capture::{Topics, form, inbound};
use crate::http::{Body, read, reply};
use crate::outbox::{self, Entry, Outbox};
use crate::seed::{LOGO, LOGO_FILE};
use crate::settle::Settle;

/// Where these pages stand.
pub(crate) const PREFIX: &str = "/_local/";

const LONGEST: usize = 64 * 1024;
const PATIENCE: SignedDuration = SignedDuration::from_secs(30);
/// How long a page waits for what came of an answer.
const ANSWERED: Duration = Duration::from_secs(3);
const PAGE: &str = "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const MAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

/// Everything behind `/_local/`.
#[derive(Clone)]
pub(crate) struct Local {
    pub(crate) outbox: Outbox,
    pub(crate) topics: Topics,
    pub(crate) settle: Settle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sms {
    from: String,
    to: String,
    body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: SignedDuration,
    #[serde(default)]
    step: Option<SignedDuration>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wait {
    #[serde(default)]
    timeout: Option<SignedDuration>,
}

impl Local {
    pub(crate) async fn answer(&self, request: Request<Incoming>, peer: IpAddr) -> Response<Body> {
        let (parts, body) = request.into_parts();
        if !peer.to_canonical().is_loopback() || !from_here(&parts) {
            return says(StatusCode::FORBIDDEN, "these pages are for this machine only");
        }
        let body = match read(&parts, body, LONGEST).await {
            Ok(body) => body,
            Err(status) => return says(status, "the body is too long or was cut off"),
        };
        let path = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
        match (parts.method.as_str(), path) {
            ("GET" | "HEAD", "outbox") => self.outbox(&parts),
            ("GET" | "HEAD", "outbox.css") => typed("text/css; charset=utf-8", PAGE, outbox::STYLE.into()),
            ("GET" | "HEAD", _) if parts.uri.path() == LOGO => typed("image/svg+xml", PAGE, LOGO_FILE.into()),
            ("GET" | "HEAD", _) if path.starts_with("outbox/") => self.mail(path.trim_start_matches("outbox/")),
            ("POST", "outbox") => self.answer_by_form(&body).await,
            ("POST", "sms") => match serde_json::from_slice::<Sms>(&body) {
                Ok(sms) => self.sms(&sms).unwrap_or_else(|refused| refused),
                Err(error) => says(StatusCode::BAD_REQUEST, &error.to_string()),
            },
            ("GET", "clock") => self.now(),
            ("POST", "clock") => match serde_json::from_slice::<Advance>(&body) {
                Ok(ask) => self.advance(ask).await,
                Err(error) => says(StatusCode::BAD_REQUEST, &error.to_string()),
            },
            ("POST", "settle") => {
                let text: &[u8] = if body.is_empty() { b"{}" } else { &body };
                match serde_json::from_slice::<Wait>(text) {
                    Ok(wait) => self.settle(wait.timeout.unwrap_or(PATIENCE)).await,
                    Err(error) => says(StatusCode::BAD_REQUEST, &error.to_string()),
                }
            }
            _ => says(StatusCode::NOT_FOUND, "there is no such page on this machine"),
        }
    }

    fn outbox(&self, parts: &Parts) -> Response<Body> {
        let entries = match self.outbox.newest() {
            Ok(entries) => entries,
            Err(error) => return says(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        };
        let accepts = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if accepts.contains("application/json") {
            let sent: Vec<_> = entries.iter().filter(|entry| !entry.inbound).collect();
            return data(StatusCode::OK, &json!(sent));
        }
        let answered = form(parts.uri.query().unwrap_or_default()).remove("answered");
        typed("text/html; charset=utf-8", PAGE, outbox::page(&entries, answered.as_deref()).into_string().into())
    }

    /// The HTML of a mail, alone in its frame, where it can run nothing and fetch nothing but pictures from here.
    fn mail(&self, id: &str) -> Response<Body> {
        let found = self.outbox.newest().ok().and_then(|all| all.into_iter().find(|entry| entry.id == id));
        match found.and_then(|entry| entry.html) {
            Some(html) => typed("text/html; charset=utf-8", MAIL, format!("<base target=\"_blank\">{html}").into()),
            None => says(StatusCode::NOT_FOUND, "there is no such mail"),
        }
    }

    /// The page that follows shows what came of it.
    async fn answer_by_form(&self, body: &Bytes) -> Response<Body> {
        let mut form = form(&String::from_utf8_lossy(body));
        let mut field = |name: &str| form.remove(name).unwrap_or_default();
        let sms = Sms { from: field("from"), to: field("to"), body: field("body") };
        if let Err(refused) = self.sms(&sms) {
            return refused;
        }
        // Whatever else keeps the machine busy need not be waited for.
        let _ = self.settle.settle(ANSWERED).await;
        let mut answer = says(StatusCode::SEE_OTHER, "handed in");
        let target = format!("/_local/outbox?answered={}", sms.from.replace('+', "%2B"));
        if let Ok(target) = HeaderValue::from_str(&target) {
            answer.headers_mut().insert(header::LOCATION, target);
        }
        answer
    }

    /// Somebody writes to one of our numbers.
    #[expect(clippy::result_large_err, reason = "the refusal is the response")]
    fn sms(&self, sms: &Sms) -> Result<Response<Body>, Response<Body>> {
        if sms.from.is_empty() || sms.body.is_empty() {
            return Err(says(StatusCode::UNPROCESSABLE_ENTITY, "an SMS has a sender and a text"));
        }
        let topic = self.topics.inbound_sms();
        let topic = topic.ok_or_else(|| says(StatusCode::NOT_FOUND, "the template has no topic for inbound SMS"))?;
        let wrong = |error: String| says(StatusCode::INTERNAL_SERVER_ERROR, &error);
        let message = inbound(&sms.from, &sms.to, &sms.body);
        self.topics
            .publish(&topic.arn, None, &message.to_string())
            .map_err(|error| wrong(crate::error::chain(&error)))?;
        let entry =
            Entry { from: sms.from.clone(), inbound: true, ..Entry::sms(&sms.to, &sms.body, self.outbox.now()) };
        self.outbox.add(entry).map_err(|error| wrong(error.to_string()))?;
        Ok(data(StatusCode::ACCEPTED, &json!({ "inboundMessageId": message.get("inboundMessageId") })))
    }

    fn now(&self) -> Response<Body> {
        let clock = self.settle.clock();
        data(StatusCode::OK, &json!({ "now": clock.now(), "manual": clock.is_manual() }))
    }

    async fn advance(&self, ask: Advance) -> Response<Body> {
        if !self.settle.clock().is_manual() {
            return says(StatusCode::CONFLICT, "the clock is the machine's: start the edition with --clock manual");
        }
        let positive = ask.advance.is_positive() && ask.step.is_none_or(|step| step.is_positive());
        if !positive || ask.advance > SignedDuration::from_hours(24 * 366) {
            return says(StatusCode::UNPROCESSABLE_ENTITY, "the clock goes forward, by a year at most");
        }
        match self.settle.advance(ask.advance, ask.step).await {
            Ok(()) => self.now(),
            Err(reason) => says(StatusCode::GATEWAY_TIMEOUT, &reason),
        }
    }

    async fn settle(&self, timeout: SignedDuration) -> Response<Body> {
        let timeout = Duration::try_from(timeout).unwrap_or_default();
        match self.settle.settle(timeout).await {
            Ok(()) => data(StatusCode::OK, &json!({ "settled": true, "now": self.settle.clock().now() })),
            Err(busy) => data(StatusCode::GATEWAY_TIMEOUT, &json!({ "settled": false, "busy": busy })),
        }
    }
}

/// A page of another site must not use the browser of this machine to come in: neither under a name of its own that
/// points here, nor by sending a form.
fn from_here(parts: &Parts) -> bool {
    let text = |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let ours = name.eq_ignore_ascii_case("localhost")
        || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    let same = text(header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") == Some(host));
    ours && (parts.method == Method::GET || same)
}

fn says(status: StatusCode, detail: &str) -> Response<Body> {
    data(status, &json!({ "status": status.as_u16(), "detail": detail }))
}

fn data(status: StatusCode, body: &Value) -> Response<Body> {
    let mut response = typed("application/json", PAGE, body.to_string().into());
    *response.status_mut() = status;
    response
}

fn typed(kind: &'static str, policy: &'static str, body: Bytes) -> Response<Body> {
    let mut response = Response::new(body);
    let headers: &mut HeaderMap = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        // With none at all, browsers send our own form without its origin.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    reply(response)
}
