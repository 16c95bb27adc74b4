//! What travels when the freight configuration is managed.

mod batch;
mod holidays;
mod imports;
mod map;
mod network;
mod points;
mod policy;
mod rows;
mod rules;
mod schedule;
mod sellers;
mod skus;
mod tables;

pub use batch::{SkuBatch, StockBatch};
pub use holidays::HolidayRow;
pub use imports::{
    ConfigurationImport, ConfigurationImports, FreightTableImport, FreightTableImports, GoodsImport, GoodsImports,
    GoodsKind, NewConfigurationImport, NewGoodsImport, NewImport, SettingKind,
};
pub use map::{Geometry, Polygon, Polygons, RestrictedArea, RestrictedAreas};
pub use network::{Dock, DockLink, Docks, Warehouse, Warehouses};
pub use points::{HolidayHours, Location, PickupPoint, PickupPoints, PointAddress, PointHoliday};
pub use policy::{
    BusinessHours, CubicWeight, LiveTable, MaxDimension, Modals, OpenHours, Pickup, ShippingPolicies, ShippingPolicy,
    ValueLimits, WeekendAndHolidays,
};
pub use rows::{ChangedRows, RowChanges, RowPlace, TableRow};
pub(crate) use rules::known_sellers;
pub use schedule::{BlockedWindow, DeliverySchedule, WeeklyWindow};
pub use sellers::{DailyCapacity, Seller, Sellers, WhenFull};
pub use skus::{Component, Dimensions, Sku, Skus, Stock, StockOfSku, SupplyLot};
pub use tables::{
    DiffExample, FreightTable, FreightTables, PriceChanges, Quoted, RangeCounts, TableDiff, TableRows, TimeChanges,
};
