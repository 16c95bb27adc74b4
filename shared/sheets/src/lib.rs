//! Spreadsheets in and out, as pure functions of bytes.
//!
//! [`read`] takes CSV, XLSX, XLS or a ZIP that holds one of them, and hands each row to a [`Reader`] as
//! cells under the columns of the header. Nothing is trusted: sizes, counts and positions are checked against
//! [`Limits`] before memory is spent on them. [`write`](mod@write) makes CSV and XLSX that a spreadsheet
//! program opens without running anything.

mod archive;
mod assembly;
mod delimited;
mod legacy;
mod limits;
mod number;
mod read;
mod row;
mod text;
mod unreadable;
mod workbook;
pub mod write;

#[cfg(test)]
mod tests;

pub use limits::{Limits, Options};
pub use read::{Collected, CollectedRow, collect, read};
pub use row::{Cell, Fault, FaultRule, Kind, Reader, Row};
pub use unreadable::Unreadable;
