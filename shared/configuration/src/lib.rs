//! An account's freight configuration: docks, warehouses, policies, holidays, settings, and which freight table serves
//! each policy.
//!
//! [`Register::current`] reads it for a change and [`Register::write`] adds the change to a commit: immutable sections
//! go to the bucket first, named by their content, then one conditional write of the root switches to them.
//! [`Register::load`] gives a quote the whole configuration of one moment, from memory where it has not changed.
//! [`Sku`] and [`Stock`] are items of the table: too many for a section, and stock is read fresh for each quote.

mod blocks;
mod cache;
mod earlier;
mod error;
mod goods;
mod loading;
mod register;
mod root;
mod section;

pub use error::Error;
pub use goods::{Component, Dimensions, Dispatched, OnSale, Sku, Stock, SupplyLot};
pub use register::{Current, Loaded, Register, Sections};
pub use root::{Table, TableVersion};
pub use section::{Record, Section};
