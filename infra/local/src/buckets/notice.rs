use std::path::Path;

use http::request::Parts;
use http::{HeaderMap, Method, header};
use serde_json::json;

use super::Inner;
use crate::queues::Letter;
use crate::template::{ACCOUNT, REGION};

/// The queue of events for a function that nobody waits for.
pub(crate) fn events_of(function: &str) -> String {
    format!("events of {function}")
}

/// What a request makes of an object when it succeeds; `None` when nobody is told of it.
pub(super) fn of(parts: &Parts) -> Option<&'static str> {
    let query = parts.uri.query().unwrap_or_default();
    let has = |name: &str| query.split('&').any(|pair| pair.split('=').next() == Some(name));
    if ["tagging", "acl", "retention", "legal-hold"].into_iter().any(has) {
        return None;
    }
    match parts.method {
        Method::PUT if has("partNumber") => None,
        Method::PUT if parts.headers.contains_key("x-amz-copy-source") => Some("ObjectCreated:Copy"),
        Method::PUT => Some("ObjectCreated:Put"),
        Method::POST if has("uploadId") => Some("ObjectCreated:CompleteMultipartUpload"),
        Method::DELETE if !has("uploadId") => Some("ObjectRemoved:Delete"),
        _ => None,
    }
}

impl Inner {
    /// Puts the event into the queue of every function that asked for it, before the uploader has its answer.
    pub(super) async fn tell(&self, bucket: &str, key: &str, file: &Path, what: &str, answer: &HeaderMap) {
        let wanted: Vec<_> = self
            .mappings
            .iter()
            .filter(|mapping| {
                mapping.bucket == bucket && key.starts_with(&mapping.prefix) && key.ends_with(&mapping.suffix)
            })
            .filter(|mapping| mapping.events.iter().any(|pattern| covers(pattern, what)))
            .collect();
        if wanted.is_empty() {
            return;
        }
        let size = tokio::fs::metadata(file).await.map(|found| found.len()).ok();
        let tag = answer.get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(|tag| tag.trim_matches('"'));
        let request = uuid::Uuid::new_v4();
        for mapping in wanted {
            let event = json!({ "Records": [{
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "awsRegion": REGION,
                "eventTime": self.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(),
                "eventName": what,
                "userIdentity": { "principalId": ACCOUNT },
                "requestParameters": { "sourceIPAddress": "127.0.0.1" },
                "responseElements": { "x-amz-request-id": request, "x-amz-id-2": request },
                "s3": {
                    "s3SchemaVersion": "1.0",
                    "configurationId": mapping.id,
                    "bucket": {
                        "name": bucket,
                        "ownerIdentity": { "principalId": ACCOUNT },
                        "arn": format!("arn:aws:s3:::{bucket}"),
                    },
                    "object": {
                        "key": form_encoded(key),
                        "size": size,
                        "eTag": tag,
                        "sequencer": format!("{:016X}", self.clock.now().as_microsecond()),
                    },
                },
            }]});
            let letter = Letter { body: event.to_string(), ..Letter::default() };
            if let Err(error) = self.queues.send(&events_of(&mapping.function), &letter) {
                tracing::error!(%error, function = mapping.function, "a function could not be told of an object");
            }
        }
    }
}

fn covers(pattern: &str, what: &str) -> bool {
    let pattern = pattern.trim_start_matches("s3:");
    pattern.strip_suffix('*').map_or(pattern == what, |start| what.starts_with(start))
}

/// Keys in events are written as in forms: a space is a plus.
fn form_encoded(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' | b'/' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &str, uri: &str, what: Option<&str>) {
        let request = http::Request::builder().method(method).uri(uri).body(()).unwrap();
        assert_eq!(of(&request.into_parts().0), what, "{method} {uri}");
    }

    #[test]
    fn only_requests_that_make_or_remove_an_object_are_told() {
        check("PUT", "/b/k?X-Amz-Signature=1", Some("ObjectCreated:Put"));
        check("PUT", "/b/k?partNumber=1&uploadId=2", None);
        check("PUT", "/b/k?tagging", None);
        check("POST", "/b/k?uploadId=2", Some("ObjectCreated:CompleteMultipartUpload"));
        check("GET", "/b/k", None);
        check("DELETE", "/b/k", Some("ObjectRemoved:Delete"));
    }

    #[test]
    fn a_pattern_of_the_template_covers_its_kind_of_event() {
        assert!(covers("s3:ObjectCreated:*", "ObjectCreated:Put"));
        assert!(covers("s3:ObjectCreated:Put", "ObjectCreated:Put"));
        assert!(!covers("s3:ObjectRemoved:*", "ObjectCreated:Put"));
    }
}
