//! Freight tables: rows as merchants write them, and the packed block that answers a quote.
//!
//! [`FreightRow`] is one validated line of the freight template. A [`Compiler`] takes rows in file order and makes a
//! [`Block`]: immutable, named by the hash of its bytes, small, and quick to search. A block gives its rows back in the
//! order in which they came.

mod amend;
mod area;
mod atlas;
mod block;
mod bytes;
mod cells;
mod codec;
mod compile;
mod diff;
mod hash;
mod layers;
mod overlaps;
mod packed;
mod parts;
mod price;
mod restricted;
mod row;
mod select;
mod slice;
mod warning;

#[cfg(test)]
mod tests;

pub use amend::{Amended, Change, RowIdentity, amend};
pub use area::{Area, PostalRange};
pub use atlas::{Atlas, Page};
pub use block::{Block, Rows};
pub use bytes::DamagedBlock;
pub use cells::{Cells, Column, Parsed};
pub use compile::{Compiled, Compiler, TooManyRows, compile};
pub use diff::{Compared, Diff, Example, PROBE_GOODS, Places, diff};
pub use hash::{BlockHash, InvalidHash};
pub use price::{Amounts, Asked};
pub use restricted::{RestrictedArea, RestrictedPlace, Restriction, Restrictions, ReversedRange};
pub use row::{Band, CellError, FreightRow, Tariff};
pub use select::{Load, Place, Rate, Unserved};
pub use slice::{Slice, Slices};
pub use warning::{RowWarning, Warning};
