//! Parts of a day.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// A part of a day in which a delivery can be promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
    /// After dark.
    Night,
}

impl Shift {
    /// All of them, as they follow each other.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Night];

    /// The part of the day that something belongs to by when it starts: before noon, before six in the evening, later.
    #[must_use]
    pub fn of_start(start: Time) -> Self {
        match start.hour() {
            ..12 => Self::Morning,
            12..18 => Self::Afternoon,
            18.. => Self::Night,
        }
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Night => "night",
        }
    }
}
