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
use crate::http::{Body, Peer, read, reply};
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
    pub(crate) async fn answer(&self, request: Request<Incoming>, peer: Peer) -> Response<Body> {
        let (parts, body) = request.into_parts();
        // Whoever gets a page of a recipient gets the picture on it.
        if parts.uri.path() == LOGO && matches!(parts.method, Method::GET | Method::HEAD) {
            return typed("image/svg+xml", PAGE, LOGO_FILE.into());
        }
        if !peer.here || !from_here(&parts, peer.ip) {
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
/// points here, nor by sending a form. An address without a name is no name that points here.
fn from_here(parts: &Parts, own: IpAddr) -> bool {
    let text = |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let ours = name.eq_ignore_ascii_case("localhost")
        || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip == own.to_canonical());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: Method, host: &str, origin: Option<&str>) -> Parts {
        let request = Request::builder().method(method).header(header::HOST, host);
        let request = origin.into_iter().fold(request, |request, origin| request.header(header::ORIGIN, origin));
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn whoever_sits_at_this_machine_comes_in_by_any_of_its_addresses_and_no_page_of_another_site_does() {
        let socket = |text: &str| text.parse().unwrap();
        for (peer, own, here) in [
            ("127.0.0.1:5000", "127.0.0.1:8080", true),
            ("192.168.0.10:5000", "192.168.0.10:8080", true),
            ("[::ffff:192.168.0.10]:5000", "192.168.0.10:8080", true),
            ("192.168.0.11:5000", "192.168.0.10:8080", false),
        ] {
            assert_eq!(Peer::new(socket(peer), Some(socket(own))).here, here, "{peer} at {own}");
        }
        let own: IpAddr = "192.168.0.10".parse().unwrap();
        for (host, origin, get, post) in [
            ("localhost:8080", None, true, true),
            ("127.0.0.1:8080", None, true, true),
            ("192.168.0.10:8080", None, true, true),
            ("192.168.0.10:8080", Some("http://192.168.0.10:8080"), true, true),
            ("192.168.0.10:8080", Some("http://evil.example"), true, false),
            ("192.168.0.11:8080", None, false, false),
            ("evil.example:8080", None, false, false),
        ] {
            assert_eq!(from_here(&asked(Method::GET, host, origin), own), get, "{host} {origin:?}");
            assert_eq!(from_here(&asked(Method::POST, host, origin), own), post, "{host} {origin:?}");
        }
    }
}
