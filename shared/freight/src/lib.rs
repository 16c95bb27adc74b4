//! The quote engine: pure functions from a cart, an account's configuration, freight tables and stock to dated and
//! priced delivery options.
//!
//! Nothing in here reads a clock, a network or a random source. `README.md` beside the manifest states every rule with
//! its formula and worked numbers.

pub mod configuration;
pub mod polygon;
pub mod quote;
pub mod table;
pub mod time_span;
