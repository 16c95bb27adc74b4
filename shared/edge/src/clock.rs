//! Time, as it comes in from outside.

use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where a function reads the time. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    System,
    /// Microseconds since the epoch, moved by hand.
    Manual(AtomicI64),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(Kind::System))
    }

    /// A clock that stands still until it is advanced.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self(Arc::new(Kind::Manual(AtomicI64::new(start.as_microsecond()))))
    }

    /// The time, to the microsecond.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub fn now(&self) -> Timestamp {
        match &*self.0 {
            Kind::System => Timestamp::now(),
            Kind::Manual(micros) => {
                Timestamp::from_microsecond(micros.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
            }
        }
    }

    /// Moves a manual clock forward. The machine's clock stays as it is.
    pub fn advance(&self, by: SignedDuration) {
        if let Kind::Manual(micros) = &*self.0 {
            micros.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }
}
