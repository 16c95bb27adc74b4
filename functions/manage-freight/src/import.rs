//! From the bytes of a merchant's file to a compiled freight table, as pure code.

mod detail;
mod finding;
mod goods;
mod report;
mod table;

pub(crate) use detail::detail;
pub use finding::{Finding, Findings};
pub use goods::{Goods, Line, read_goods};
pub use report::{listed, report};
pub use table::{Outcome, read_counting, read_table};

#[cfg(test)]
mod tests;
