use super::MAX_POSITIONS;

/// Why something drawn is not a polygon. Shapes and rings count from 0; ring 0 is the outer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPolygon {
    /// Nothing was drawn.
    #[error("there is no ring")]
    Empty,
    /// More positions than can be dealt with.
    #[error("it has {found} positions, and {MAX_POSITIONS} are the most")]
    TooManyPositions {
        /// How many there are.
        found: usize,
    },
    /// A ring with fewer than four positions, or whose last one is not the first.
    #[error("ring {ring} of shape {shape} is not closed: it needs four positions, the last equal to the first")]
    NotClosed {
        /// Which shape.
        shape: usize,
        /// Which ring.
        ring: usize,
    },
    /// A ring that encloses nothing.
    #[error("ring {ring} of shape {shape} has no area")]
    NoArea {
        /// Which shape.
        shape: usize,
        /// Which ring.
        ring: usize,
    },
    /// A ring that crosses or touches itself.
    #[error("ring {ring} of shape {shape} crosses or touches itself")]
    SelfCrossing {
        /// Which shape.
        shape: usize,
        /// Which ring.
        ring: usize,
    },
    /// Two rings of a shape that cross or touch.
    #[error("rings {ring} and {other} of shape {shape} cross or touch")]
    RingsCross {
        /// Which shape.
        shape: usize,
        /// Which ring.
        ring: usize,
        /// The other.
        other: usize,
    },
    /// A hole that is not in its shape.
    #[error("hole {ring} of shape {shape} does not lie inside its outer ring")]
    HoleOutside {
        /// Which shape.
        shape: usize,
        /// Which ring.
        ring: usize,
    },
}

impl InvalidPolygon {
    /// A stable code for machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyPositions { .. } => "too_many_positions",
            Self::NotClosed { .. } => "not_closed",
            Self::NoArea { .. } => "no_area",
            Self::SelfCrossing { .. } => "self_crossing",
            Self::RingsCross { .. } => "rings_cross",
            Self::HoleOutside { .. } => "hole_outside",
        }
    }

    /// Shape and ring, where one is to blame.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        match *self {
            Self::Empty | Self::TooManyPositions { .. } => None,
            Self::NotClosed { shape, ring }
            | Self::NoArea { shape, ring }
            | Self::SelfCrossing { shape, ring }
            | Self::RingsCross { shape, ring, .. }
            | Self::HoleOutside { shape, ring } => Some((shape, ring)),
        }
    }
}
