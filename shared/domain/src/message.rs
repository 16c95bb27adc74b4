//! What recipients are told, when, and in whose words.
//!
//! A [`Notice`] is an occasion to write. For each agency, notice and channel a merchant switches it on or off and
//! chooses a [`Template`]: one of the built-in texts, which stand in the message files in three languages, or a text of
//! its own with [`Tag`]s such as `{{DeliveryDay}}`.
//!
//! The rules:
//! - A text of one's own may use the tags that its notice can fill; an unknown tag, one that the notice never fills, and
//!   braces that do not match are refused, each with its place ([`Text::new`]).
//! - A tag whose fact is missing for one delivery leaves nothing, and no double blank.
//! - What fills a tag is never read for tags again, and never carries a line break.
//! - A built-in text that needs a fact which is missing gives way to the one that needs none ([`Template::possible`]).
//! - Each notice is of use until some instant ([`Notice::useful_until`]), after which it is not sent.

mod course;
mod notice;
mod occurrence;
mod receipt;
mod record;
mod settings;
mod tag;
mod template;

pub use course::{Circumstances, Course, course};
pub use notice::{Facts, Notice, Picked, Timing};
pub use occurrence::{Occurrence, due_occasion, later, tell_at};
pub use receipt::{Fate, Receipt};
pub use record::{Channel, Message, Next, Occasion, State, Withheld};
pub use settings::{Chosen, MOST_SEGMENTS, Settings};
pub use tag::{InvalidText, Tag, Text, Values};
pub use template::Template;

#[cfg(test)]
mod tests;
