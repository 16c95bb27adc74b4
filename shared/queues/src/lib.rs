//! Queues: how one function leaves work for another.
//!
//! The only crate that speaks to SQS. Receiving is the business of the platform, which hands batches to functions.

mod consumers;
mod error;
mod message;
mod queue;

pub use consumers::{Addresses, Consumers};
pub use error::Error;
pub use message::{Message, Order};
pub use queue::Queue;
