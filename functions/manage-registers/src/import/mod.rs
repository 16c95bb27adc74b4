//! Spreadsheets of entries: asked for, uploaded, read row by row.

pub(crate) mod arrivals;
mod columns;
mod job;
pub(crate) mod requests;
mod rows;
mod wire;

pub use wire::{NewRegisterImport, RegisterFinding, RegisterImport, RegisterImports};
