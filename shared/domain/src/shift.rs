//! Parts of a day.

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
