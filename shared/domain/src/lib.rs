//! domain.
pub mod calendar;
pub mod code;
pub mod currency;
pub mod measure;
pub mod postal;
