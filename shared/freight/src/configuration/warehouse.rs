//! Warehouses.

use domain::code::{DockId, SellerId, WarehouseId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::configuration::invalid::Checks;
use crate::configuration::{FieldError, Remarks};
use crate::time_span::TimeSpan;

/// A place that holds stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Warehouse {
    /// The key the merchant chose.
    pub id: WarehouseId,
    /// What people call it.
    pub name: String,
    /// Stock of an inactive warehouse does not count.
    #[serde(default = "crate::configuration::dock::yes")]
    pub active: bool,
    /// Whose it is; none is the account itself. Its goods leave from docks of the same seller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<SellerId>,
    /// From 0 to 100; of equal routes the greater wins.
    #[serde(default)]
    pub priority: u8,
    /// Docks that its goods can leave from.
    #[serde(default)]
    pub docks: Vec<DockLink>,
    /// What other programs keep with it.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
}

/// The way from a warehouse to a dock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DockLink {
    /// The dock.
    pub dock: DockId,
    /// How long goods take to get there.
    #[serde(default)]
    pub time: TimeSpan,
    /// What that costs for each package, in major units of the account's currency.
    #[serde(default)]
    pub cost: Decimal,
}

impl Warehouse {
    /// Every field that breaks a rule.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.text("/name", &self.name, 150);
        checks.require(self.priority <= 100, "/priority", "too_large", self.priority);
        for (at, link) in self.docks.iter().enumerate() {
            checks.amount(format!("/docks/{at}/cost"), link.cost);
        }
        checks.distinct("/docks", self.docks.iter().map(|link| &link.dock));
        checks.finish()
    }
}
