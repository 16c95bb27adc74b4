use domain::{service, window::booking};
use edge::Problem;

/// What was to be read cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// From the table.
    #[error("reading what windows depend on")]
    Table(#[from] store::Error),
    /// From the configuration.
    #[error("reading the days off")]
    Configuration(#[from] configuration::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Table(error) => error.into(),
            Error::Configuration(error) if error.is_throttled() => Self::busy(error),
            Error::Configuration(error) => Self::internal(error),
        }
    }
}

/// Why a service has not the window that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The window, the moves of the recipient, or where the service stands.
    #[error(transparent)]
    Booking(#[from] booking::Refused),
    /// The last attempt failed for a reason that allows no other day, or none is left.
    #[error(transparent)]
    Life(#[from] service::Refused),
}
