//! What travels when a cart is quoted. Money in minor units of the account's currency, weights in grams, lengths in
//! millimetres.

mod allocation;
mod evidence;
mod offer;
mod package;
mod reservation;

pub use allocation::{Allocation, Plan, PlanShare, SellerAsked};
pub use evidence::{
    Difference, Evidence, ExplainedQuote, KeptComponent, KeptDay, KeptLot, KeptSku, KeptStock, KeptWindow, NamedTable,
    Replay,
};
pub use offer::{NearbyPickupPoints, OfferedPickupPoint, OfferedWindow, PickupAddress, PickupHours};
pub use package::{Package, PackedComponent, PackedItem};
pub use reservation::{Reservation, ReservationAsk, ReservationStatus, ReservedDay, ReservedGoods};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A cart and where it goes.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuoteAsk {
    /// Where the cart goes.
    pub destination: Destination,
    /// What is in it, 1 to 500 lines.
    pub items: Vec<Item>,
    /// The currency that the caller expects; another one than the account's is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "BRL")]
    pub currency: Option<String>,
    /// Only docks that ship for this sales channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales_channel: Option<String>,
    /// Lines that name no seller go to those of the account and the sellers that act in its name (`whiteLabel`) who bring
    /// them best: as few sellers as possible, then the lowest price, then the earliest promise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allocate: bool,
    /// Also say what was considered and dropped, and why. Not for publishable keys.
    #[serde(default)]
    pub explain: bool,
    /// Other versions of freight tables than the ones that serve, by policy: to compare what a cart would cost. Not for
    /// publishable keys.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({"expresso": 1}))]
    pub table_versions: BTreeMap<String, u32>,
}

/// Where a cart goes.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Destination {
    /// ISO 3166-1 alpha-3.
    #[schema(example = "BRA")]
    pub country: String,
    /// With or without separators; may be left out where `point` says enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "69005-040")]
    pub postal_code: Option<String>,
    /// The point itself: for areas drawn on the map, and for pickup points by distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<MapPoint>,
}

/// A point on the map, WGS 84 in degrees.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MapPoint {
    /// North is positive.
    pub lat: f64,
    /// East is positive.
    pub lng: f64,
}

/// One line of a cart. What is left out comes from the SKU register.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Item {
    /// The SKU.
    #[schema(example = "camiseta-azul-m")]
    pub sku: String,
    /// How many units, 1 to 1,000,000.
    #[schema(example = 2)]
    pub quantity: i64,
    /// Price of one unit in minor units, before discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<i64>,
    /// Weight of one unit in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
    /// Edges of one unit in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// The special care it needs, such as GLASS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modal: Option<String>,
    /// The seller whose docks it leaves from; left out, it is the account's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "livraria-abc")]
    pub seller: Option<String>,
    /// Lines of the same group are never divided over several packages: 1 to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// How long it takes to get ready on top of the stock's lead time, ISO 8601, at most 365 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "P1D")]
    pub handling_time: Option<String>,
    /// Counts as if every warehouse had enough of it, of a kit enough of its parts: to price goods that are not in stock
    /// yet. What is held of them is held from what there is. Not for publishable keys.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assume_stock: bool,
}

/// Edges of one unit in millimetres.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dimensions {
    /// Height.
    pub height: i64,
    /// Width.
    pub width: i64,
    /// Length.
    pub length: i64,
}

/// The answer to a cart.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// Identifier, to read it again.
    pub id: String,
    /// When it was made.
    #[schema(format = DateTime)]
    pub at: String,
    /// Until when it is kept.
    #[schema(format = DateTime)]
    pub expires_at: String,
    /// ISO 4217 currency of all amounts.
    pub currency: String,
    /// IANA time zone of all promises.
    pub time_zone: String,
    /// Which version of its freight table priced the packages of a policy.
    #[schema(example = json!({"expresso": 1}))]
    pub tables: BTreeMap<String, u32>,
    /// Where the cart goes.
    pub destination: QuotedDestination,
    /// What became of each line, in the order of the cart.
    pub items: Vec<ItemAnswer>,
    /// What can be chosen: complete options first, then by price, promise and name.
    pub options: Vec<DeliveryOption>,
    /// What was considered and dropped; only when explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Vec<DroppedRoute>>,
    /// How many were dropped in all, where that is more than is told: 2,000, among them each reason of each policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped_count: Option<usize>,
    /// Who might have brought which lines, and the plans that were weighed; only of a cart with `allocate`, when explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation: Option<Allocation>,
}

/// Where a cart goes, as it was understood.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuotedDestination {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Without separators.
    pub postal_code: String,
}

/// What became of a line.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemAnswer {
    /// Place in the cart.
    pub index: usize,
    /// The SKU.
    pub sku: String,
    /// Units asked for.
    pub requested: u32,
    /// Units that the option brings that brings most of them; where none brings any, units in stock.
    pub available: u32,
    /// available, `partly_available`, `without_stock` or `cannot_be_delivered`.
    #[schema(example = "available")]
    pub availability: &'static str,
    /// The seller that it comes from, named by the cart or found by `allocate`; without one the account itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
}

/// One way to get the goods.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryOption {
    /// Unique within the quote.
    #[schema(example = "expresso")]
    pub id: String,
    /// The type of delivery that the shopper chooses.
    #[schema(example = "Expresso")]
    pub shipping_method: String,
    /// The shipping policy behind it.
    pub policy: String,
    /// Its name.
    pub policy_name: String,
    /// delivery or pickup.
    #[schema(example = "delivery")]
    pub channel: &'static str,
    /// Whether it brings everything that can be delivered at all.
    pub complete: bool,
    /// Where the shopper collects the goods, when they are not delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pickup_point: Option<OfferedPickupPoint>,
    /// Windows to choose from, by time, when delivery is by appointment.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<OfferedWindow>,
    /// What it costs; a window's price comes on top.
    pub price: i64,
    /// No complete option costs less.
    pub cheapest: bool,
    /// No complete option arrives earlier.
    pub fastest: bool,
    /// When the last package arrives.
    #[schema(format = DateTime)]
    pub promised_at: String,
    /// The same as a length of time: number and bd, d, h or m.
    #[schema(example = "6bd")]
    pub estimate: String,
    /// Whether the estimate counts only days on which the carrier works.
    pub business_days: bool,
    /// What the price is made of; adds up to it.
    pub price_parts: Vec<PricePart>,
    /// What the time is made of, from the order to the promise without gaps.
    pub time_parts: Vec<TimePart>,
    /// What shoppers are told of the destination, such as that it takes longer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// What is shipped.
    pub packages: Vec<Package>,
    /// What each line costs to ship; adds up to the price.
    pub items: Vec<ItemPrice>,
}

/// One part of a price.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PricePart {
    /// flat, weight, value, `dock_fee`, `additional_percent` or rounding.
    #[schema(example = "flat")]
    pub code: &'static str,
    /// Its name, in the reader's language.
    pub name: String,
    /// How much.
    pub amount: i64,
}

/// One stretch of time.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimePart {
    /// `capacity_wait`, `lead_time`, warehouse, dock, `pickup_wait`, transit or `closed_days`.
    #[schema(example = "transit")]
    pub code: &'static str,
    /// Its name, in the reader's language.
    pub name: String,
    /// How long on the wall clock, ISO 8601.
    #[schema(example = "P4D")]
    pub duration: String,
    /// From here.
    #[schema(format = DateTime)]
    pub from: String,
    /// To here.
    #[schema(format = DateTime)]
    pub to: String,
}

/// What it costs to ship a line.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemPrice {
    /// Place in the cart.
    pub index: usize,
    /// Units that the option brings.
    pub quantity: u32,
    /// For all of them.
    pub price: i64,
}

/// A route that was considered and dropped.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DroppedRoute {
    /// The policy.
    pub policy: String,
    /// Its type of delivery.
    pub shipping_method: String,
    /// The dock, where it mattered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dock: Option<String>,
    /// The warehouse, where it mattered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warehouse: Option<String>,
    /// The pickup point, where it mattered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pickup_point: Option<String>,
    /// Place in the cart, when the policy is out for this line only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// Why, as a stable code.
    #[schema(example = "weight_over_limit")]
    pub reason: &'static str,
    /// Why, in the reader's language.
    pub name: String,
    /// The numbers behind it.
    #[schema(example = json!({"weight": "31000", "limit": "30000"}))]
    pub detail: BTreeMap<&'static str, String>,
}
