//! From the bytes of a merchant's file to a compiled freight table, to goods or to settings, as pure code.

mod columns;
mod detail;
mod goods;
mod settings;
mod table;

pub(crate) use detail::detail;
pub use domain::import::{Finding, Findings};
pub use goods::{Goods, Line, read_goods};
pub use settings::{Configured, configure};
pub use table::{Outcome, read_counting, read_table};

#[cfg(test)]
mod tests;
