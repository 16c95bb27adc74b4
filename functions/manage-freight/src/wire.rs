//! What travels when the freight configuration is managed.

mod imports;
mod map;
mod network;
mod points;
mod policy;
mod rows;
mod rules;
mod schedule;
mod skus;
mod tables;

pub use imports::{
    FreightTableImport, FreightTableImports, GoodsImport, GoodsImports, GoodsKind, NewGoodsImport, NewImport,
};
pub use map::{Geometry, Polygon, Polygons, RestrictedArea, RestrictedAreas};
pub use network::{Dock, DockLink, Docks, Warehouse, Warehouses};
pub use points::{HolidayHours, Location, PickupPoint, PickupPoints, PointAddress, PointHoliday, Seller, Sellers};
pub use policy::{
    BusinessHours, CubicWeight, LiveTable, MaxDimension, Modals, OpenHours, Pickup, ShippingPolicies, ShippingPolicy,
    ValueLimits, WeekendAndHolidays,
};
pub use rows::{ChangedRows, RowChanges, RowPlace, TableRow};
pub use schedule::{BlockedWindow, DeliverySchedule, WeeklyWindow};
pub use skus::{Component, Dimensions, Sku, Skus, Stock, StockOfSku};
pub use tables::{
    DiffExample, FreightTable, FreightTables, PriceChanges, Quoted, RangeCounts, TableDiff, TableRows, TimeChanges,
};
