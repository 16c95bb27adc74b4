use std::error::Error;
use std::time::Duration;

use aws_sdk_sns::config::http::HttpResponse;
use aws_sdk_sns::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

/// How a send ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider has the message.
    Accepted {
        /// The provider's name for it, which its receipts repeat.
        provider_id: String,
    },
    /// The provider will never send this message: the address or the content is at fault.
    Refused {
        /// The provider's code.
        code: String,
    },
    /// The message has certainly not left, and the fault is not its own: sending it later is right.
    NotSent {
        /// What stood in the way.
        why: String,
    },
    /// The message may have left. It must not be sent again.
    Unknown {
        /// What was lost.
        why: String,
    },
}

/// No second try, and well within the time-out of a function.
pub(crate) fn once() -> RetryConfig {
    RetryConfig::disabled()
}

/// How long a provider may take. What has not been answered by then is unknown.
pub(crate) fn patience(answer: Duration) -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_timeout(answer)
        .operation_attempt_timeout(answer)
        .build()
}

/// How long a provider may take in production.
pub(crate) const ANSWER: Duration = Duration::from_secs(8);

/// Sorts a failed send by whether the message can have left.
pub(crate) fn failed<E>(error: &SdkError<E, HttpResponse>) -> Outcome
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    // What a provider writes may repeat the address: of its answers only the code is kept.
    let why = || match error {
        SdkError::ServiceError(answer) => format!("{} {}", answer.raw().status(), error.code().unwrap_or_default()),
        _ => DisplayErrorContext(error).to_string(),
    };
    match error {
        SdkError::ConstructionFailure(_) => Outcome::NotSent { why: why() },
        SdkError::DispatchFailure(failure)
            if failure.as_connector_error().is_some_and(|error| was_never_connected(error)) =>
        {
            Outcome::NotSent { why: why() }
        }
        SdkError::ServiceError(answer) => {
            let code = error.code().unwrap_or_default();
            match verdict(answer.raw().status().as_u16(), code) {
                Verdict::Refused => Outcome::Refused { code: code.into() },
                Verdict::NotSent => Outcome::NotSent { why: why() },
                Verdict::Unknown => Outcome::Unknown { why: why() },
            }
        }
        _ => Outcome::Unknown { why: why() },
    }
}

fn was_never_connected(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.downcast_ref::<hyper_util::client::legacy::Error>().is_some_and(|error| error.is_connect()) {
            return true;
        }
        next = error.source();
    }
    false
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Refused,
    NotSent,
    Unknown,
}

/// A provider that says no has not sent. Whether to ask again depends on whose fault it is: limits, suspended
/// accounts and missing permissions are ours and get repaired; anything else is about the message.
/// A provider that breaks (5xx) may have sent first.
fn verdict(status: u16, code: &str) -> Verdict {
    const OURS: [&str; 17] = [
        "AccessDenied",
        "AccessDeniedException",
        "AccountSuspendedException",
        "AuthorizationError",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "LimitExceededException",
        "MailFromDomainNotVerifiedException",
        "MissingAuthenticationToken",
        "NotFoundException",
        "SendingPausedException",
        "SignatureDoesNotMatch",
        "TooManyRequestsException",
        "UnrecognizedClientException",
    ];
    match status {
        _ if code.contains("Throttl") => Verdict::NotSent,
        429 => Verdict::NotSent,
        400..500 if OURS.contains(&code) => Verdict::NotSent,
        // Without a code it was some proxy that answered.
        400..500 if code.is_empty() => Verdict::NotSent,
        400..500 => Verdict::Refused,
        _ => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_no_ends_a_message_and_only_a_clear_not_sent_repeats_it() {
        fn check(status: u16, code: &str, expected: Verdict) {
            assert_eq!(verdict(status, code), expected, "{status} {code}");
        }
        check(400, "MessageRejected", Verdict::Refused);
        check(400, "BadRequestException", Verdict::Refused);
        check(400, "InvalidParameter", Verdict::Refused);
        check(400, "Throttling", Verdict::NotSent);
        check(400, "ThrottlingException", Verdict::NotSent);
        check(429, "TooManyRequestsException", Verdict::NotSent);
        check(400, "SendingPausedException", Verdict::NotSent);
        check(403, "AuthorizationError", Verdict::NotSent);
        check(403, "", Verdict::NotSent);
        check(500, "InternalError", Verdict::Unknown);
        check(503, "ServiceUnavailable", Verdict::Unknown);
        check(503, "", Verdict::Unknown);
    }
}
