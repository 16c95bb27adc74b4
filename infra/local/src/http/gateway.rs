//! From a request to the event that API Gateway makes of it, and back: payload format 2.0,
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>.

use std::collections::BTreeMap;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Version, header};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::routes::Found;
use crate::buckets::decode;
use crate::template::ACCOUNT;

/// What API Gateway adds to a request.
pub(super) struct Arrival {
    pub(super) request_id: String,
    pub(super) source: IpAddr,
    pub(super) at: Timestamp,
}

/// The path as API Gateway hands it on: decoded, and cut off at what was an escaped question mark.
pub(super) fn path(parts: &Parts) -> String {
    let path = decode(parts.uri.path());
    path.split('?').next().unwrap_or_default().to_string()
}

/// The event for a request.
pub(super) fn event(parts: &Parts, body: &Bytes, found: &Found<'_>, arrival: &Arrival) -> Value {
    let text = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let host = text(header::HOST);
    let domain = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let path = path(parts);
    let mut event = json!({
        "version": "2.0",
        "routeKey": found.key,
        "rawPath": path,
        "rawQueryString": parts.uri.query().unwrap_or_default(),
        "headers": headers(&parts.headers, arrival),
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "local",
            "domainName": domain,
            "domainPrefix": domain.split('.').next(),
            "http": {
                "method": parts.method.as_str(),
                "path": path,
                "protocol": if parts.version == Version::HTTP_10 { "HTTP/1.0" } else { "HTTP/1.1" },
                "sourceIp": arrival.source.to_string(),
                "userAgent": text(header::USER_AGENT),
            },
            "requestId": arrival.request_id,
            "routeKey": found.key,
            "stage": "$default",
            "time": arrival.at.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": arrival.at.as_millisecond(),
        },
        "isBase64Encoded": false,
    });
    let Some(fields) = event.as_object_mut() else { return event };
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies: Vec<_> =
        cookies.flat_map(|line| line.split(';')).map(str::trim).filter(|one| !one.is_empty()).collect();
    if !cookies.is_empty() {
        fields.insert("cookies".into(), json!(cookies));
    }
    if let Some(query) = parts.uri.query().filter(|query| !query.is_empty()) {
        fields.insert("queryStringParameters".into(), json!(joined(query)));
    }
    if !found.parameters.is_empty() {
        fields.insert("pathParameters".into(), json!(found.parameters));
    }
    if !body.is_empty() {
        let (text, encoded) = match std::str::from_utf8(body) {
            Ok(text) if is_text(text_type(&parts.headers)) => (text.to_string(), false),
            _ => (STANDARD.encode(body), true),
        };
        fields.insert("body".into(), text.into());
        fields.insert("isBase64Encoded".into(), encoded.into());
    }
    event
}

fn text_type(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether API Gateway passes a body of this type on as text.
fn is_text(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    kind.is_empty()
        || kind.starts_with("text/")
        || kind.ends_with("+json")
        || kind.ends_with("+xml")
        || ["application/json", "application/javascript", "application/xml", "application/x-www-form-urlencoded"]
            .contains(&kind.as_str())
}

/// Names in lower case, several values of one name joined by commas.
fn headers(sent: &HeaderMap, arrival: &Arrival) -> Value {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in sent {
        if name == header::COOKIE {
            continue;
        }
        let value = String::from_utf8_lossy(value.as_bytes());
        all.entry(name.as_str().to_string())
            .and_modify(|joined| {
                joined.push(',');
                joined.push_str(&value);
            })
            .or_insert_with(|| value.into_owned());
    }
    let source = arrival.source.to_string();
    all.entry("x-forwarded-for".into())
        .and_modify(|line| {
            line.push_str(", ");
            line.push_str(&source);
        })
        .or_insert(source);
    all.insert("x-forwarded-proto".into(), "http".into());
    json!(all)
}

fn joined(query: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let plain = |text: &str| decode(&text.replace('+', " "));
        all.entry(plain(name))
            .and_modify(|joined| {
                joined.push(',');
                joined.push_str(&plain(value));
            })
            .or_insert_with(|| plain(value));
    }
    all
}

/// The response that a function's answer stands for; `None` when it stands for none.
pub(super) fn response(answer: &Value) -> Option<Response<Bytes>> {
    let Some(status) = answer.get("statusCode") else {
        // A function may answer with the bare body.
        let mut response = Response::new(Bytes::from(answer.to_string()));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        return Some(response);
    };
    let status = status.as_u64().or_else(|| status.as_str()?.parse().ok())?;
    let status = StatusCode::from_u16(u16::try_from(status).ok()?).ok()?;
    let body = answer.get("body").and_then(Value::as_str).unwrap_or_default();
    let body = match answer.get("isBase64Encoded").and_then(Value::as_bool) {
        Some(true) => Bytes::from(STANDARD.decode(body).ok()?),
        _ => Bytes::from(body.to_string()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let none = Map::new();
    let section = |name: &str| answer.get(name).and_then(Value::as_object).unwrap_or(&none);
    for (name, value) in section("headers") {
        set(response.headers_mut(), name, value, false);
    }
    for (name, values) in section("multiValueHeaders") {
        for (place, value) in values.as_array().into_iter().flatten().enumerate() {
            set(response.headers_mut(), name, value, place > 0);
        }
    }
    for cookie in answer.get("cookies").and_then(Value::as_array).into_iter().flatten() {
        set(response.headers_mut(), "set-cookie", cookie, true);
    }
    if !response.headers().contains_key(header::CONTENT_TYPE) && status != StatusCode::NO_CONTENT {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain;charset=utf-8"));
    }
    Some(response)
}

fn set(headers: &mut HeaderMap, name: &str, value: &Value, add: bool) {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Null => return,
        other => other.to_string(),
    };
    let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_bytes(text.as_bytes())) else { return };
    // The connection is between the browser and us.
    if [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION].contains(&name) {
        return;
    }
    if add {
        headers.append(name, value);
    } else {
        headers.insert(name, value);
    }
}

#[cfg(test)]
#[path = "gateway_tests.rs"]
mod tests;
