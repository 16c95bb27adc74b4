//! From the table's stream to the functions that read it.

mod batch;
mod failure;
mod reader;
mod stream;

pub(crate) use failure::Failures;
pub(crate) use reader::{Checkpoints, Pump, start};
pub(crate) use stream::{Record, Stream};
