//! Services as rows of a spreadsheet: what its columns are called, and what a row says.

mod cells;
mod columns;
pub(crate) mod line;
mod read;

pub(crate) use columns::Column;
pub(crate) use read::{Day, Home, Name, Names, Ready, Sheet, read};
