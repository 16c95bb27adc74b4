//! What the warehouses hold, and what is taken of delivery windows and of the days of sellers.

use std::collections::BTreeMap;

use domain::calendar::DaysOff;
use domain::capacity::{Capacity, Load, WindowId};
use domain::code::{SellerId, SkuId, WarehouseId};
use domain::operation::Handling;
use jiff::civil::Date;

use crate::time_span::TimeSpan;

/// Units that an unlimited balance counts as.
pub const UNLIMITED: i64 = 1_000_000;

/// Balances of some SKUs in some warehouses, what is taken of delivery windows and of the days of sellers, and the days
/// without windows. What is not in it is not in stock; a window or a day that is not in it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    balances: BTreeMap<SkuId, BTreeMap<WarehouseId, Balance>>,
    windows: BTreeMap<WindowId, Capacity>,
    days: BTreeMap<(SellerId, Date), Load>,
    days_off: DaysOff,
}

/// What a warehouse holds of a SKU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Units counted.
    pub total: i64,
    /// Units promised to others.
    pub reserved: i64,
    /// Never runs out.
    pub unlimited: bool,
    /// Time before a unit is ready to leave.
    pub lead_time: TimeSpan,
}

impl Balance {
    /// Units that can be promised; less than nothing when more was promised than there is.
    #[must_use]
    pub fn available(&self) -> i64 {
        if self.unlimited { UNLIMITED } else { self.total.saturating_sub(self.reserved) }
    }
}

impl Stock {
    /// No stock at all.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a warehouse holds of a SKU; a second call for the same two replaces the first.
    pub fn put(&mut self, sku: SkuId, warehouse: WarehouseId, balance: Balance) {
        self.balances.entry(sku).or_default().insert(warehouse, balance);
    }

    /// What a warehouse holds of a SKU.
    #[must_use]
    pub fn balance(&self, sku: &SkuId, warehouse: &WarehouseId) -> Option<&Balance> {
        self.balances.get(sku)?.get(warehouse)
    }

    /// Adds what is kept of a delivery window; its limits come from the policy, whatever is kept here.
    pub fn put_window(&mut self, capacity: Capacity) {
        self.windows.insert(capacity.window.clone(), capacity);
    }

    /// Adds days on which nobody brings anything by appointment, each run from its first to its last.
    pub fn put_days_off(&mut self, days: impl IntoIterator<Item = (Date, Date)>) {
        self.days_off = std::mem::take(&mut self.days_off).with(days);
    }

    /// The days on which nobody brings anything by appointment.
    #[must_use]
    pub fn days_off(&self) -> &DaysOff {
        &self.days_off
    }

    /// What is kept of a delivery window.
    #[must_use]
    pub fn window(&self, id: &WindowId) -> Option<&Capacity> {
        self.windows.get(id)
    }

    /// Adds what is taken of a day of a seller; a second call for the same day replaces the first.
    pub fn put_day(&mut self, Handling { seller, date, load }: Handling) {
        self.days.insert((seller, date), load);
    }

    /// What is taken of a day of a seller.
    #[must_use]
    pub fn day(&self, seller: &SellerId, date: Date) -> Load {
        self.days.get(&(seller.clone(), date)).copied().unwrap_or_default()
    }
}

impl FromIterator<(SkuId, WarehouseId, Balance)> for Stock {
    fn from_iter<I: IntoIterator<Item = (SkuId, WarehouseId, Balance)>>(balances: I) -> Self {
        let mut stock = Self::new();
        for (sku, warehouse, balance) in balances {
            stock.put(sku, warehouse, balance);
        }
        stock
    }
}
