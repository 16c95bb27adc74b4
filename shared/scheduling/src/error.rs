use domain::{capacity, service, window::booking};
use edge::{FieldError, Problem};

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

/// The only place that knows both vocabularies.
impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Booking(booking::Refused::Window(capacity::Refused::Full)) => {
                Self::conflict("window_full", "The window is full. Choose another one.")
            }
            Refused::Booking(booking::Refused::Window(capacity::Refused::Closed | capacity::Refused::NotTaken)) => {
                Self::conflict("window_closed", "The window is not offered any more. Choose another one.")
            }
            Refused::Booking(booking::Refused::Window(capacity::Refused::PastCutOff) | booking::Refused::Past) => {
                Self::conflict("window_past", "It is too late for this window. Choose another one.")
            }
            Refused::Booking(booking::Refused::Window(capacity::Refused::Unknown)) => {
                Self::unprocessable(vec![FieldError {
                    pointer: "/window".to_owned(),
                    rule: "unknown_window".to_owned(),
                    detail: "This service is not offered such a window.".to_owned(),
                    value: None,
                }])
            }
            Refused::Booking(booking::Refused::Same) => {
                Self::conflict("booked_already", "The service has this window already.")
            }
            Refused::Booking(booking::Refused::TooManyMoves { most }) => {
                let detail = format!("A recipient moves a delivery {most} times at most. Ask the merchant.");
                Self::conflict("too_many_moves", detail)
            }
            Refused::Booking(booking::Refused::UnderWay) => {
                Self::conflict("service_under_way", "The driver is on the way: it cannot be moved now.")
            }
            Refused::Booking(booking::Refused::Ended) => {
                Self::conflict("service_ended", "The service is done, brought back or called off.")
            }
            Refused::Booking(booking::Refused::NotBooked) => {
                Self::conflict("not_booked", "The service has no window that could be given up.")
            }
            Refused::Life(service::Refused::NoAttemptLeft) => {
                Self::conflict("no_attempt_left", "It was tried as often as the account allows.")
            }
            Refused::Life(service::Refused::Full) => {
                Self::conflict("history_full", "Its history is as long as it may get.")
            }
            Refused::Life(_) => {
                Self::conflict("reason_forbids", "The reason of its failure does not allow another day.")
            }
        }
    }
}
