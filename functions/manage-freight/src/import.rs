//! From the bytes of a merchant's file to a compiled freight table, as pure code.

mod detail;
mod finding;
mod report;
mod table;

pub use finding::{Finding, Findings};
pub use report::report;
pub use table::{Outcome, read_table};

#[cfg(test)]
mod tests;
