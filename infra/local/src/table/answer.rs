use bytes::Bytes;
use dynoxide::DynoxideError;

/// What DynamoDB answers an operation with.
pub(super) type Answer = Result<Bytes, DynoxideError>;

/// A body that is not what the operation takes.
pub(super) fn unreadable(error: &serde_json::Error) -> DynoxideError {
    DynoxideError::SerializationException(error.to_string())
}
