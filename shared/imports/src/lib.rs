//! Imports of files, whatever they are of: announced, sent to the bucket by whoever asks, read when they arrive, and
//! followed until all of their rows have been dealt with.
//!
//! What may become of an import is decided by `domain::import`. Here is what every one of them does the same way:
//! [`NewFile`] or [`file`](fn@file) reads the announcement, [`Desk`] writes the job and moves it on, [`Desk::deal`] has
//! its file read and lets go of it, [`Shown`] and [`ShownRows`] are what travels of it. Where a row is put whole,
//! [`columns`](fn@columns) and [`line`] read it, [`Desk::each_row`] deals with one after the other and
//! [`Desk::conclude`] keeps what was wrong. What the rows mean, and what they came to, is the business of the function
//! that asks.

mod announced;
mod arrivals;
mod columns;
mod desk;
mod reports;
mod rows;
mod wire;

pub use announced::file;
pub use arrivals::{Came, each, undealt, unusable};
pub use columns::{Columns, Line, Names, columns, line, yes};
pub use desk::{Desk, Error, OPEN, Subject};
pub use reports::{report, was_rejected};
pub use rows::{Counts, Effect, collected};
pub use wire::{NewFile, RowFinding, Shown, ShownRows, Upload, shown};
