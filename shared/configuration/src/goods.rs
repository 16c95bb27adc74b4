use domain::account::Name;
use domain::code::{SkuId, WarehouseId};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::reservation::Holds;
use freight::configuration::Modal;
use freight::time_span::TimeSpan;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the account says of a stock keeping unit, so that carts need only name it. Item AP-12 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sku {
    /// The key the merchant chose.
    pub id: SkuId,
    /// What people call it.
    pub name: Name,
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
    /// What it consists of, when it is a kit: its own stock and weight do not count then. A part is no kit itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
}

/// One part of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Component {
    /// The SKU.
    pub sku: SkuId,
    /// Units of it in one kit.
    pub quantity: Quantity,
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
    /// Units that are held for buyers who have not placed their order yet.
    #[serde(default, skip_serializing_if = "Holds::is_empty")]
    pub held: Holds<u32>,
}

impl Stock {
    /// Units that others have at a moment: those of orders, and those that are held.
    #[must_use]
    pub fn promised(&self, now: Timestamp) -> u32 {
        self.held.at(now).fold(self.reserved, u32::saturating_add)
    }
}
