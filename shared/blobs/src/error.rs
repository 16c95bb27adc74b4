use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};

/// Why an operation on the bucket did not happen.
#[derive(Debug, thiserror::Error)]
#[error("{operation} blob `{key}`")]
pub struct Error {
    operation: &'static str,
    key: String,
    kind: Kind,
    #[source]
    source: Box<dyn std::error::Error + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Missing,
    Conflict,
    Throttled,
    TooLarge,
    Other,
}

/// The blob holds `size` bytes or more, and `limit` was the most to be read.
#[derive(Debug, thiserror::Error)]
#[error("{size} bytes are over the limit of {limit}")]
struct TooLarge {
    size: u64,
    limit: u64,
}

impl Error {
    /// There is no such blob. On AWS only a role that may list the bucket is told so; others get a refusal.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    /// Another write to the same key was under way: nothing was written, try again.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.kind == Kind::Conflict
    }

    /// The service asks to slow down, or does not answer now.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.kind == Kind::Throttled
    }

    /// The blob is larger than what the caller was ready to read.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.kind == Kind::TooLarge
    }

    pub(crate) fn too_large(key: &str, size: u64, limit: u64) -> Self {
        Self { operation: "reading", key: key.into(), kind: Kind::TooLarge, source: Box::new(TooLarge { size, limit }) }
    }

    pub(crate) fn other(
        operation: &'static str,
        key: &str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { operation, key: key.into(), kind: Kind::Other, source: source.into() }
    }

    pub(crate) fn from_sdk<E>(operation: &'static str, key: &str, source: SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let status = source.raw_response().map(|response| response.status().as_u16());
        Self { operation, key: key.into(), kind: kind(status, source.code()), source: Box::new(source) }
    }
}

/// HEAD answers carry no body and so no code: there the status must do.
fn kind(status: Option<u16>, code: Option<&str>) -> Kind {
    match (status, code) {
        (_, Some("NoSuchKey" | "NotFound")) | (Some(404), None) => Kind::Missing,
        (_, Some("ConditionalRequestConflict" | "OperationAborted")) => Kind::Conflict,
        (_, Some("SlowDown" | "RequestTimeout" | "Throttling" | "ThrottlingException")) => Kind::Throttled,
        (Some(429 | 503), _) => Kind::Throttled,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_the_bucket_are_sorted_by_what_a_caller_can_do() {
        fn check(status: u16, code: Option<&str>, expected: Kind) {
            assert_eq!(kind(Some(status), code), expected, "{status} {code:?}");
        }
        check(404, Some("NoSuchKey"), Kind::Missing);
        check(404, None, Kind::Missing);
        check(404, Some("NoSuchBucket"), Kind::Other);
        check(409, Some("ConditionalRequestConflict"), Kind::Conflict);
        check(503, Some("SlowDown"), Kind::Throttled);
        check(503, None, Kind::Throttled);
        check(400, Some("RequestTimeout"), Kind::Throttled);
        check(403, Some("AccessDenied"), Kind::Other);
        check(412, Some("PreconditionFailed"), Kind::Other);
    }
}
