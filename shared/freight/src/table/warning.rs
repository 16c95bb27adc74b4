//! What a person should look at in a table that was accepted.

use crate::table::Column;

/// Something odd in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWarning {
    /// Which column.
    pub column: Column,
    /// The code: `postal_code_padded` or `time_read_as_days`.
    pub rule: &'static str,
    /// What the cell holds.
    pub value: String,
}

/// Something odd between two rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The code: `duplicate_range` when place and weights are the same, `overlapping_range` when they share some.
    pub rule: &'static str,
    /// The row that comes first in the file, by the number it was given.
    pub row: u32,
    /// The other row.
    pub other_row: u32,
}
