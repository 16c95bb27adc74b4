//! What can go wrong at the table, in the three ways that a caller can act on.

use aws_sdk_dynamodb::error::{DisplayErrorContext, SdkError};
use std::fmt;

/// A read or a commit that did not come about.
#[derive(Debug)]
pub struct Error {
    doing: &'static str,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A condition of the commit did not hold; the label names which.
    Refused(&'static str),
    /// Others wrote at the same time until patience ran out.
    Contended,
    /// The table asks to slow down.
    Throttled,
    /// An item does not have the shape that its key promises.
    Unreadable(String),
    /// Anything else, with the chain of causes in words.
    Failed(String),
}

impl Error {
    pub(crate) const fn refused(label: &'static str) -> Self {
        Self { doing: "committing", kind: Kind::Refused(label) }
    }

    pub(crate) const fn contended() -> Self {
        Self { doing: "committing", kind: Kind::Contended }
    }

    pub(crate) const fn unreadable(doing: &'static str, why: String) -> Self {
        Self { doing, kind: Kind::Unreadable(why) }
    }

    pub(crate) fn from_sdk<E, R>(doing: &'static str, error: &SdkError<E, R>) -> Self
    where
        E: std::error::Error + aws_sdk_dynamodb::error::ProvideErrorMetadata + 'static,
        R: fmt::Debug,
        SdkError<E, R>: std::error::Error,
    {
        let code = error.as_service_error().and_then(aws_sdk_dynamodb::error::ProvideErrorMetadata::code);
        let throttled = matches!(
            code,
            Some("ProvisionedThroughputExceededException" | "ThrottlingException" | "RequestLimitExceeded")
        );
        let kind = if throttled { Kind::Throttled } else { Kind::Failed(DisplayErrorContext(error).to_string()) };
        Self { doing, kind }
    }

    /// The world changed between read and commit: read again and decide again.
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        matches!(self.kind, Kind::Refused(_) | Kind::Contended)
    }

    /// The table asks to slow down: answer 503 with a time to come back.
    #[must_use]
    pub const fn is_throttled(&self) -> bool {
        matches!(self.kind, Kind::Throttled)
    }

    /// The label of the write whose condition did not hold.
    #[must_use]
    pub const fn refused_write(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Refused(label) => Some(label),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let doing = self.doing;
        match &self.kind {
            Kind::Refused(label) => write!(f, "{doing}: the condition on {label} does not hold"),
            Kind::Contended => write!(f, "{doing}: others kept writing the same items"),
            Kind::Throttled => write!(f, "{doing}: the table asks to slow down"),
            Kind::Unreadable(why) => write!(f, "{doing}: an item is unreadable: {why}"),
            Kind::Failed(why) => write!(f, "{doing}: {why}"),
        }
    }
}

impl std::error::Error for Error {}
