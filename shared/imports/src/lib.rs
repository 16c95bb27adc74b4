//! Imports of files, whatever they are of: announced, sent to the bucket by whoever asks, read when they arrive, and
//! followed until all of their rows have been dealt with.
//!
//! What may become of an import is decided by `domain::import`. Here is what every one of them does the same way:
//! [`file`](fn@file) reads the announcement, [`Desk`] writes the job, has its file and moves it on, [`report`] and
//! [`rejected`] write down what was wrong. Where a row is put whole, [`columns`](fn@columns) and [`line`] read it,
//! [`Desk::each_row`] deals with one after the other and [`Desk::conclude`] keeps what was wrong. What the rows mean is
//! the business of the function that asks.

mod announced;
mod columns;
mod desk;
mod reports;
mod rows;
mod wire;

pub use announced::file;
pub use columns::{Columns, Line, Names, columns, line, yes};
pub use desk::{Desk, Error, OPEN, Subject};
pub use reports::{CSV, rejected, report, was_rejected};
pub use rows::{Counts, Effect, collected, findings, refused};
pub use wire::{RowFinding, Shown, Upload};
