//! What travels when the freight configuration is managed.

mod imports;
mod network;
mod policy;
mod rules;
mod skus;

pub use imports::{FreightTableImport, FreightTableImports, NewImport, RowFinding, Upload};
pub use network::{Dock, DockLink, Docks, Warehouse, Warehouses};
pub use policy::{
    BusinessHours, CubicWeight, LiveTable, MaxDimension, Modals, OpenHours, Pickup, ShippingPolicies, ShippingPolicy,
    ValueLimits, WeekendAndHolidays,
};
pub use skus::{Dimensions, Sku, Skus, Stock, StockOfSku};
