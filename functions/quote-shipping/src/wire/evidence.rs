use super::{Dimensions, DroppedRoute, Quote, QuoteAsk};
use domain::capacity::{Capacity, Load};
use domain::operation::Handling;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A quote as it was answered, with everything that was considered for it and everything it was made from.
#[derive(Serialize, ToSchema)]
pub struct ExplainedQuote {
    /// The answer.
    #[serde(flatten)]
    pub quote: Quote,
    /// What was considered and dropped, and why.
    pub dropped: Vec<DroppedRoute>,
    /// How many were dropped in all, where that is more than is told: 2,000, among them each reason of each policy, and
    /// fewer beside an answer of several megabytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped_count: Option<usize>,
    /// What the answer was made from.
    pub evidence: Evidence,
}

/// What an answer was made from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The version of the engine that answered.
    #[schema(example = 1)]
    pub engine: u32,
    /// The version of the engine that explains.
    #[schema(example = 1)]
    pub engine_now: u32,
    /// Whether the same inputs give the same answer today.
    pub replay: Replay,
    /// Where today's answer is another one, at most 100 places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// The cart and where it goes, as they were sent.
    pub asked: QuoteAsk,
    /// Digest that names the state of the account's configuration.
    pub configuration: String,
    /// The freight tables of that state.
    pub tables: Vec<NamedTable>,
    /// The SKUs of the cart, as the register had them.
    pub skus: Vec<KeptSku>,
    /// What the warehouses held of them.
    pub stock: Vec<KeptStock>,
    /// What was taken of delivery windows.
    pub windows: Vec<KeptWindow>,
    /// What was taken of the days of sellers who get ready only so much in a day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seller_days: Vec<KeptDay>,
    /// What of this is not told, because the answer would be too long with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<&'static str>,
}

/// Whether the same inputs give the same answer today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Replay {
    /// Byte for byte.
    Same,
    /// They do not: the engine or a text was changed since. The answer that was sent counts.
    Different,
    /// The configuration of that moment was not kept.
    NotPossible,
}

/// A place at which two answers are not the same.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct Difference {
    /// JSON pointer into the answer.
    #[schema(example = "/options/0/price")]
    pub pointer: String,
    /// What was answered; null where nothing was.
    #[schema(value_type = Object)]
    pub then: Value,
    /// What would be answered now.
    #[schema(value_type = Object)]
    pub now: Value,
}

/// A version of a freight table.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NamedTable {
    /// The policy it served.
    pub policy: String,
    /// Which version.
    pub version: u32,
    /// Digest of the compiled table.
    pub block: String,
    /// Rows of it.
    pub rows: u64,
}

/// A SKU as the register had it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptSku {
    /// The SKU.
    pub id: String,
    /// Grams of one unit.
    pub weight: i64,
    /// Edges of one unit.
    pub dimensions: Dimensions,
    /// Price of one unit in minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<u64>,
    /// The special care it needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modal: Option<&'static str>,
    /// What it consisted of, if it was a kit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<KeptComponent>,
    /// Since when it can leave, if it was sold before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub available_from: Option<Timestamp>,
}

/// A part of a kit as the register had it.
#[derive(Serialize, ToSchema)]
pub struct KeptComponent {
    /// The SKU.
    pub sku: String,
    /// Units of it in one kit.
    pub quantity: u32,
}

/// What a warehouse held of a SKU.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptStock {
    /// The SKU.
    pub sku: String,
    /// The warehouse.
    pub warehouse: String,
    /// Units on hand.
    pub quantity: u32,
    /// Units of those that were promised to orders or held for buyers.
    pub reserved: u32,
    /// There was always enough.
    pub unlimited: bool,
    /// How long it took until units could leave the warehouse, ISO 8601.
    pub lead_time: String,
    /// Units that were on their way to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<KeptLot>,
}

/// Units that were on their way to a warehouse.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptLot {
    /// The lot.
    pub id: String,
    /// Units that come.
    pub quantity: u32,
    /// When they are there.
    #[schema(value_type = String, format = DateTime)]
    pub supplied_at: Timestamp,
    /// They are still sold when that moment has passed and they have not been counted as stock.
    pub sold_when_late: bool,
}

/// What was taken of a delivery window.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptWindow {
    /// The window.
    #[schema(example = "expresso.2026-11-24.0800-1200")]
    pub id: String,
    /// Deliveries that were booked.
    pub deliveries: u32,
    /// Units of them.
    pub units: u32,
    /// Somebody shut it.
    pub closed: bool,
}

/// What was taken of a seller's day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeptDay {
    /// The seller.
    pub seller: String,
    /// The day, in the account's time zone.
    #[schema(format = Date)]
    pub date: String,
    /// Orders.
    pub orders: u32,
    /// Units of goods in them.
    pub units: u32,
}

impl From<&Handling> for KeptDay {
    fn from(day: &Handling) -> Self {
        let Load { deliveries, units } = day.load;
        Self { seller: day.seller.to_string(), date: day.date.to_string(), orders: deliveries, units }
    }
}

impl From<&Capacity> for KeptWindow {
    fn from(window: &Capacity) -> Self {
        let Load { deliveries, units } = window.taken;
        Self { id: window.window.to_string(), deliveries, units, closed: window.closed }
    }
}

impl From<&configuration::Sku> for KeptSku {
    fn from(sku: &configuration::Sku) -> Self {
        let configuration::Dimensions { height, width, length } = sku.dimensions;
        Self {
            id: sku.id.to_string(),
            weight: sku.weight.into(),
            dimensions: Dimensions { height: height.into(), width: width.into(), length: length.into() },
            price: sku.price,
            modal: sku.modal.map(freight::configuration::Modal::code),
            components: sku
                .components
                .iter()
                .map(|part| KeptComponent { sku: part.sku.to_string(), quantity: part.quantity.get() })
                .collect(),
            available_from: sku.available_from,
        }
    }
}

impl KeptStock {
    /// What stood in the table at a moment.
    pub(crate) fn at(stock: &configuration::Stock, now: Timestamp) -> Self {
        Self {
            sku: stock.sku.to_string(),
            warehouse: stock.warehouse.to_string(),
            quantity: stock.quantity,
            reserved: stock.promised(now),
            unlimited: stock.unlimited,
            lead_time: stock.lead_time.to_string(),
            lots: stock
                .lots
                .iter()
                .map(|lot| KeptLot {
                    id: lot.id.to_string(),
                    quantity: lot.quantity,
                    supplied_at: lot.supplied_at,
                    sold_when_late: lot.sold_when_late,
                })
                .collect(),
        }
    }
}
