//! Warehouses, docks, shipping policies, SKUs, stock and freight tables of an account.

pub mod import;
