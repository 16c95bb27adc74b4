//! SMS and e-mail on their way out.
//!
//! The only crate that speaks to SNS and SES. Neither of them recognises a repeat, so nothing here tries twice: each
//! send ends in an [`Outcome`], and one whose answer was lost says so instead of being sent again.

mod email;
mod outcome;
mod sms;
mod tags;

pub use email::{Attachment, Email, EmailSender, Unsubscribe};
pub use outcome::Outcome;
pub use sms::{Sms, SmsSender};
pub use tags::Tags;

#[cfg(test)]
mod provider;
