use aws_sdk_ssm::config::http::HttpResponse;
use aws_sdk_ssm::error::{ProvideErrorMetadata, SdkError};

/// Why the keys cannot be had. It never holds a part of a value.
#[derive(Debug, thiserror::Error)]
#[error("{operation}")]
pub struct Error {
    operation: String,
    kind: Kind,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Missing,
    Throttled,
    Other,
}

impl Error {
    /// A parameter has not been created: the deployment has not been set up.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    /// The service asks to slow down.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.kind == Kind::Throttled
    }

    pub(crate) fn missing(names: &[String]) -> Self {
        Self { operation: format!("no parameter {}", names.join(", ")), kind: Kind::Missing, source: None }
    }

    pub(crate) fn malformed(name: &str) -> Self {
        Self { operation: format!("parameter {name} is not 32 bytes in base64"), kind: Kind::Other, source: None }
    }

    pub(crate) fn no_chance(source: getrandom::Error) -> Self {
        Self { operation: "drawing a secret".into(), kind: Kind::Other, source: Some(Box::new(source)) }
    }

    pub(crate) fn from_sdk<E>(operation: String, source: SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let kind = match source.code() {
            Some("ThrottlingException" | "TooManyUpdates") => Kind::Throttled,
            _ => Kind::Other,
        };
        Self { operation, kind, source: Some(Box::new(source)) }
    }
}
