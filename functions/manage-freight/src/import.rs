//! From the bytes of a merchant's file to a compiled freight table, as pure code.

mod detail;
mod goods;
mod table;

pub(crate) use detail::detail;
pub use domain::import::{Finding, Findings};
pub use goods::{Goods, Line, read_goods};
pub use table::{Outcome, read_counting, read_table};

#[cfg(test)]
mod tests;
