//! What people read, in their language: Fluent messages, and numbers, money and dates as each language writes them.
//!
//! The message files under `messages/` are shared with the web faces: `mail.ftl` and `freight.ftl` are read here, the
//! others there. A test holds the three languages to the same keys with the same variables.

mod format;
mod messages;
pub mod recipient;

pub use messages::{Arg, Messages};

#[cfg(test)]
mod agreement;
