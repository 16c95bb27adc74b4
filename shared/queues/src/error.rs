use std::sync::Arc;

use aws_sdk_sqs::config::http::HttpResponse;
use aws_sdk_sqs::error::{ProvideErrorMetadata, SdkError};

/// Why a message is not in the queue.
///
/// Also given when the queue may have taken the message and its answer was lost: consumers recognise repeats, so
/// sending again is always right.
#[derive(Clone, Debug, thiserror::Error)]
#[error("sending to queue {queue}")]
pub struct Error {
    queue: String,
    kind: Kind,
    #[source]
    source: Arc<dyn std::error::Error + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Throttled,
    Refused,
    Other,
}

/// What the queue said of one message of a batch.
#[derive(Debug, thiserror::Error)]
#[error("{code}: {message}")]
struct Answer {
    code: String,
    message: String,
}

/// `{bytes}` bytes are more than a message may have.
#[derive(Debug, thiserror::Error)]
#[error("{bytes} bytes are more than a message may have")]
struct TooLong {
    bytes: usize,
}

impl Error {
    /// The service asks to slow down, or does not answer now.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.kind == Kind::Throttled
    }

    /// The message itself is at fault: it will be refused again.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.kind == Kind::Refused
    }

    /// The error and its causes in one sentence, to be noted on what could not be sent.
    #[must_use]
    pub fn with_causes(&self) -> String {
        let mut text = self.to_string();
        let mut next = std::error::Error::source(self);
        while let Some(cause) = next {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            next = cause.source();
        }
        text
    }

    /// The message is longer than a queue takes.
    pub(crate) fn too_long(queue: &str, bytes: usize) -> Self {
        Self { queue: queue.into(), kind: Kind::Refused, source: Arc::new(TooLong { bytes }) }
    }

    /// One message of a batch was not taken. `by_sender`: SQS says whose fault it is.
    pub(crate) fn entry(queue: &str, code: &str, message: &str, by_sender: bool) -> Self {
        let kind = kind(Some(code), by_sender);
        Self { queue: queue.into(), kind, source: Arc::new(Answer { code: code.into(), message: message.into() }) }
    }

    /// A message that cannot even be written down.
    pub(crate) fn unwritable(queue: &str, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { queue: queue.into(), kind: Kind::Refused, source: Arc::new(source) }
    }

    pub(crate) fn from_sdk<E>(queue: &str, source: SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        Self { queue: queue.into(), kind: kind(source.code(), false), source: Arc::new(source) }
    }
}

fn kind(code: Option<&str>, by_sender: bool) -> Kind {
    match code {
        Some(code) if code.contains("Throttl") || code == "ServiceUnavailable" => Kind::Throttled,
        Some("InvalidMessageContents" | "BatchRequestTooLong") => Kind::Refused,
        Some(_) if by_sender => Kind::Refused,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_tells_its_causes_in_one_sentence() {
        let error = Error::entry("q", "InternalError", "busy", false);
        assert_eq!(error.with_causes(), "sending to queue q: InternalError: busy");
    }

    #[test]
    fn answers_of_the_queue_are_sorted_by_what_a_caller_can_do() {
        fn check(code: &str, by_sender: bool, expected: Kind) {
            assert_eq!(kind(Some(code), by_sender), expected, "{code} {by_sender}");
        }
        check("RequestThrottled", false, Kind::Throttled);
        check("ThrottlingException", true, Kind::Throttled);
        check("InvalidMessageContents", true, Kind::Refused);
        check("AnythingElse", true, Kind::Refused);
        check("InternalError", false, Kind::Other);
    }
}
