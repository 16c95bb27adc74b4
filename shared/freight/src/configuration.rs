//! What an account has set up: docks, warehouses, shipping policies, holidays, settings and freight tables.
//!
//! The nouns are plain data, in JSON camelCase, and say themselves which of their fields break a rule. A
//! [`Configuration`] is all of them at one moment, linked and ready for quotes.

mod dock;
mod invalid;
#[cfg(test)]
mod kept;
mod network;
mod pickup_point;
mod policy;
mod remarks;
mod schedule;
mod seller;
mod settings;
mod warehouse;

pub use dock::Dock;
pub use invalid::FieldError;
pub use network::{Configuration, InvalidConfiguration, Sections};
pub(crate) use network::{Link, LinkedDock, LinkedPolicy};
pub use pickup_point::{Distance, HolidayHours, PickupPoint, PointAddress, PointHoliday};
pub use policy::{
    BlockedWindow, Channel, CubicWeight, DeliverySchedule, DimensionLimits, ITSELF, Modal, Modals, Policy, ValueLimits,
    WeeklyWindow,
};
pub use remarks::Remarks;
pub(crate) use schedule::number_of;
pub use schedule::{BusinessHours, OpenHours, Pickup, TimeOfDay, last_second};
pub use seller::Seller;
pub use settings::{Apportioning, PercentBase, RankOrder, Settings};
pub use warehouse::{DockLink, Warehouse};
