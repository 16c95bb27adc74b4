//! Sellers.

use domain::code::SellerId;
use domain::operation::{Daily, FARTHEST};
use serde::{Deserialize, Serialize};

use crate::configuration::FieldError;
use crate::configuration::invalid::Checks;

/// Someone who sells through the account, and ships from docks and warehouses of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seller {
    /// The key the merchant chose.
    pub id: SellerId,
    /// What people call it.
    pub name: String,
    /// Nothing of an inactive seller is shipped.
    #[serde(default = "crate::configuration::dock::yes")]
    pub active: bool,
    /// Acts in the account's name: carts that leave it open may be given to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub white_label: bool,
    /// What it gets ready in a day; none is without limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily: Option<Daily>,
}

impl Seller {
    /// Every field that breaks a rule.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.text("/name", &self.name, 150);
        if let Some(daily) = self.daily {
            let limited = daily.places.deliveries.is_some() || daily.places.units.is_some();
            checks.require(limited, "/daily", "required", "neither maxOrders nor maxItems");
            checks.require(daily.ahead <= FARTHEST, "/daily/aheadDays", "out_of_range", daily.ahead);
        }
        checks.finish()
    }
}
