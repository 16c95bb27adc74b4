use domain::code::{SkuId, WarehouseId};
use domain::measure::{Grams, Millimetres};
use freight::configuration::Modal;
use freight::time_span::TimeSpan;
use serde::{Deserialize, Serialize};

/// What the account says of a stock keeping unit, so that carts need only name it. Item AP-12 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sku {
    /// The key the merchant chose.
    pub id: SkuId,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Mass of one unit, packed.
    pub weight: Grams,
    /// Edges of one unit, packed.
    pub dimensions: Dimensions,
    /// Price of one unit in minor units of the account's currency, for carts that send none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<u64>,
    /// The special care it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modal: Option<Modal>,
}

/// The edges of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dimensions {
    /// Height.
    pub height: Millimetres,
    /// Width.
    pub width: Millimetres,
    /// Length.
    pub length: Millimetres,
}

/// What a warehouse has of a SKU. Item AP-14 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stock {
    /// The SKU.
    pub sku: SkuId,
    /// The warehouse.
    pub warehouse: WarehouseId,
    /// Units on hand.
    pub quantity: u32,
    /// Units of those that are promised to orders already; may exceed what is on hand after a correction.
    #[serde(default)]
    pub reserved: u32,
    /// There is always enough.
    #[serde(default)]
    pub unlimited: bool,
    /// How long it takes until units can leave the warehouse.
    #[serde(default)]
    pub lead_time: TimeSpan,
}

impl Stock {
    /// What an unlimited stock counts as.
    pub const UNLIMITED: i64 = 1_000_000;

    /// Units that can be sold; below zero when more is promised than there is.
    #[must_use]
    pub fn available(&self) -> i64 {
        if self.unlimited { Self::UNLIMITED } else { i64::from(self.quantity).saturating_sub(i64::from(self.reserved)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_promised_cannot_be_sold_again() {
        fn check(quantity: u32, reserved: u32, unlimited: bool, available: i64) {
            let sku = SkuId::new("shirt").unwrap();
            let warehouse = WarehouseId::new("sp-1").unwrap();
            let stock = Stock { sku, warehouse, quantity, reserved, unlimited, lead_time: TimeSpan::ZERO };
            assert_eq!(stock.available(), available);
        }
        check(5, 0, false, 5);
        check(5, 2, false, 3);
        check(1, 3, false, -2);
        check(0, 0, true, 1_000_000);
    }
}
