//! What a device tells of one moment, and why it may be nonsense.

use super::Fix;
use crate::place::Point;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Metres beyond which a point says nothing.
const COARSEST: u16 = 5_000;
/// Decimetres a second beyond which a speed is none: 300 km/h.
const FASTEST: u16 = 833;
/// How far a device may be ahead after its clock was corrected: as far counts as now.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);

/// A point as a device tells it, in the units of the Geolocation API of browsers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// Metres that it may be off by.
    pub accuracy: Option<f64>,
    /// Metres a second.
    pub speed: Option<f64>,
    /// Degrees clockwise from north.
    pub heading: Option<f64>,
    /// When, by the clock of the device.
    pub at: Timestamp,
}

/// What the points of a batch are seen in.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// When the batch arrived.
    pub now: Timestamp,
    /// What the clock of the device is wrong by: our time less its own.
    pub wrong_by: SignedDuration,
    /// When the way began: what was before is nobody's business.
    pub since: Timestamp,
    /// When it was over: what was after is nobody's business either. None while it goes on.
    pub until: Option<Timestamp>,
}

/// Why a point is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Absurd {
    /// Not on the map, or where receivers say they are that know nothing.
    #[error("a place is a latitude from -90 to 90 and a longitude from -180 to 180, and not 0, 0")]
    Place,
    /// Negative, or so much that it says nothing.
    #[error("the accuracy is 0 to 5000 metres")]
    Accuracy,
    /// No vehicle drives so.
    #[error("the speed is 0 to 83.3 metres a second")]
    Speed,
    /// No direction.
    #[error("the heading is 0 to 360 degrees")]
    Heading,
    /// It has not been yet.
    #[error("the moment is more than two minutes ahead")]
    Future,
    /// The driver had not set out.
    #[error("the moment is before the route began")]
    TooEarly,
    /// The driver was done.
    #[error("the moment is after the route was over")]
    TooLate,
}

impl Absurd {
    /// The field of the point.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Place => "lat",
            Self::Accuracy => "accuracy",
            Self::Speed => "speed",
            Self::Heading => "heading",
            Self::Future | Self::TooEarly | Self::TooLate => "at",
        }
    }

    /// The rule, by its stable name.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Place => "point",
            Self::Accuracy => "accuracy",
            Self::Speed => "speed",
            Self::Heading => "heading",
            Self::Future => "future",
            Self::TooEarly => "too_early",
            Self::TooLate => "too_late",
        }
    }
}

impl Told {
    /// Reads a point.
    ///
    /// # Errors
    /// Every [`Absurd`] thing about it.
    pub fn read(&self, frame: Frame) -> Result<Fix, Vec<Absurd>> {
        let mut absurd = Vec::new();
        let point = Point::new(self.lat, self.lng).ok().filter(|point| point.ten_millionths() != (0, 0));
        if point.is_none() {
            absurd.push(Absurd::Place);
        }
        let mut whole = |value: Option<f64>, parts: u8, most: u16, otherwise: Absurd| {
            let read = value.map(|value| counted(value, parts, most));
            if read == Some(None) {
                absurd.push(otherwise);
            }
            read.flatten()
        };
        let accuracy = whole(self.accuracy, 1, COARSEST, Absurd::Accuracy);
        let speed = whole(self.speed, 10, FASTEST, Absurd::Speed);
        let heading = whole(self.heading, 1, 360, Absurd::Heading).map(|degrees| degrees % 360);
        let at = self.at.saturating_add(frame.wrong_by).unwrap_or(Timestamp::MAX);
        if at.duration_since(frame.now) > AHEAD {
            absurd.push(Absurd::Future);
        } else if at < frame.since {
            absurd.push(Absurd::TooEarly);
        } else if frame.until.is_some_and(|until| at > until) {
            absurd.push(Absurd::TooLate);
        }
        match point {
            Some(point) if absurd.is_empty() => {
                Ok(Fix { at: at.min(frame.now), told_at: self.at, point, accuracy, speed, heading })
            }
            _ => Err(absurd),
        }
    }
}

/// So many parts of a unit, rounded; none outside of 0 to the most.
fn counted(value: f64, parts: u8, most: u16) -> Option<u16> {
    let exact = Decimal::try_from(value).ok()?.checked_mul(Decimal::from(parts))?;
    let whole = exact.round().to_u16().filter(|_| !exact.is_sign_negative() || exact.is_zero())?;
    (whole <= most).then_some(whole)
}
