//! Built-in texts, and the one of one's own.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Notice, Tag, Text, Values};

/// Which text a notice has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Template {
    /// A text of one's own.
    Custom {
        /// The text.
        text: Text,
    },
    /// The day, and where the notice foretells an arrival, its time.
    Standard,
    /// The part of the day.
    Period,
    /// A band of hours around the arrival.
    Interval {
        /// How wide the band is.
        minutes: u16,
    },
    /// The latest hour.
    UpTo {
        /// The hour.
        time: Time,
    },
    /// That it has left, without a time.
    Out,
    /// The expected time of arrival.
    Hec,
}

impl Template {
    /// Its part of the key in the message files; none for a text of one's own.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Custom { .. } => return None,
            Self::Standard => "standard",
            Self::Period => "period",
            Self::Interval { .. } => "interval",
            Self::UpTo { .. } => "up_to",
            Self::Out => "out",
            Self::Hec => "hec",
        })
    }

    /// Facts without which it cannot be written.
    #[must_use]
    pub const fn needs(&self, notice: Notice) -> &'static [Tag] {
        match self {
            Self::Standard if matches!(notice, Notice::DeliveryStarted | Notice::RouteStarted) => &[Tag::Hec],
            Self::Custom { .. } | Self::Out | Self::Standard => &[],
            Self::Period => &[Tag::Period],
            Self::Interval { .. } => &[Tag::Interval],
            Self::UpTo { .. } => &[Tag::UpTo],
            Self::Hec => &[Tag::Hec],
        }
    }

    /// Whether a notice can have it. Those that foretell no arrival have one built-in text, the standard one.
    #[must_use]
    pub const fn suits(&self, notice: Notice) -> bool {
        match self {
            Self::Custom { .. } => notice.is_optional(),
            Self::Standard => true,
            Self::Period | Self::Interval { .. } | Self::UpTo { .. } | Self::Out | Self::Hec => {
                matches!(notice, Notice::RouteStarted | Notice::DeliveryStarted)
            }
        }
    }

    /// The template, or the one that needs no fact when one that it needs is missing.
    #[must_use]
    pub fn possible(&self, notice: Notice, values: &Values) -> Self {
        let suits = self.suits(notice);
        match self {
            template if suits && values.has(template.needs(notice)) => template.clone(),
            _ if Self::Out.suits(notice) => Self::Out,
            _ => Self::Standard,
        }
    }

    /// The key of its text in the message files; none for a text of one's own.
    #[must_use]
    pub fn key(&self, notice: Notice) -> Option<String> {
        let notice_name = notice.name();
        let name = self.name()?;
        Some(if Self::Out.suits(notice) {
            format!("notice-{notice_name}-{name}")
        } else {
            format!("notice-{notice_name}")
        })
    }
}
