//! What a cart is answered with.

use domain::code::{DockId, PickupPointId, PolicyId, PolygonId, SellerId, SkuId, WarehouseId};
use domain::currency::Currency;
use jiff::Zoned;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::configuration::{Channel, Distance};
use crate::quote::estimate::Estimate;
use crate::quote::reason::Dropped;
use crate::quote::walk::TimeCode;
use crate::quote::windows::OfferedWindow;

/// The answer to a cart. Amounts are whole minor units of the currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// When the cart was answered, in the account's time zone.
    pub at: Zoned,
    /// Currency of all amounts.
    pub currency: Currency,
    /// What became of each item, in the order of the cart.
    pub items: Vec<ItemAnswer>,
    /// Deliveries by price, then pickup points by distance; of each, complete options first.
    pub options: Vec<DeliveryOption>,
    /// What was considered and dropped; empty unless asked for.
    pub dropped: Vec<Dropped>,
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemAnswer {
    /// The item's place in the cart.
    pub index: usize,
    /// What.
    pub sku: SkuId,
    /// Units asked for.
    pub requested: u32,
    /// Units that the option brings that brings most of them; where none brings any, units that are in stock for the cart.
    pub available: u32,
    /// In a word.
    pub availability: Availability,
}

/// What became of an item, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// All of it can be delivered.
    Available,
    /// Less than was asked for can be delivered: there is not more in stock, or no option brings more.
    PartlyAvailable,
    /// There is none in stock.
    WithoutStock,
    /// It is in stock, but nothing brings it to the destination.
    CannotBeDelivered,
}

impl Availability {
    /// The code that answers use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::PartlyAvailable => "partly_available",
            Self::WithoutStock => "without_stock",
            Self::CannotBeDelivered => "cannot_be_delivered",
        }
    }
}

/// One way to get the goods, the best of its shipping method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryOption {
    /// Unique within the quote: the id of the first package's policy, and after a point that of the pickup point.
    pub id: String,
    /// The type of delivery.
    pub shipping_method: String,
    /// The policy of the first package.
    pub policy: PolicyId,
    /// Its name.
    pub policy_name: String,
    /// To the address or to a pickup point.
    pub channel: Channel,
    /// Where the shopper collects the goods, if not delivered to the address.
    pub pickup: Option<PickupAt>,
    /// Brings everything that can be delivered at all.
    pub complete: bool,
    /// What it costs.
    pub price: i64,
    /// No complete option costs less.
    pub cheapest: bool,
    /// No complete option arrives earlier.
    pub fastest: bool,
    /// When the last package arrives.
    pub promised_at: Zoned,
    /// The same as a length of time.
    pub estimate: Estimate,
    /// Only days that count for the carrier are in the estimate; otherwise all days count.
    pub business_days: bool,
    /// What shoppers are told about their place: that it takes longer there, and why.
    pub notices: Vec<String>,
    /// Windows to choose from, by time, when delivery is by appointment. The price above is without theirs.
    pub windows: Vec<OfferedWindow>,
    /// What the price is made of; adds up to it.
    pub price_parts: Vec<PricePart>,
    /// What the time is made of, from the order to the promise without gaps.
    pub time_parts: Vec<TimePart>,
    /// What is shipped.
    pub packages: Vec<Package>,
    /// What each item costs to ship, in the order of the cart; adds up to the price.
    pub items: Vec<ItemPrice>,
}

/// The time of one package, whether it is the option's own or not.
#[derive(Clone, Copy, Debug)]
pub struct TimeOf<'a> {
    /// When it arrives.
    pub promised_at: &'a Zoned,
    /// The same as a length of time.
    pub estimate: Estimate,
    /// Only days that count for the carrier are in the estimate; otherwise all days count.
    pub business_days: bool,
    /// What the time is made of.
    pub parts: &'a [TimePart],
}

impl DeliveryOption {
    /// The time of an item, by its place in the cart: that of the last package with a unit of it.
    #[must_use]
    pub fn time_of(&self, index: usize) -> TimeOf<'_> {
        let with = self.packages.iter().filter(|package| package.items.iter().any(|item| item.index == index));
        let last = with.max_by_key(|package| package.promised_at.timestamp());
        match last.and_then(|package| Some((package, package.timing.as_ref()?))) {
            Some((package, timing)) => TimeOf {
                promised_at: &package.promised_at,
                estimate: timing.estimate,
                business_days: timing.business_days,
                parts: &timing.parts,
            },
            None => TimeOf {
                promised_at: &self.promised_at,
                estimate: self.estimate,
                business_days: self.business_days,
                parts: &self.time_parts,
            },
        }
    }
}

/// Where a shopper collects goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickupAt {
    /// The pickup point; [`crate::configuration::Configuration::pickup_point`] has the rest of it.
    pub point: PickupPointId,
    /// How far it is from the destination; unknown where the destination has no point.
    pub distance: Option<Distance>,
}

/// One part of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricePart {
    /// Which.
    pub code: PriceCode,
    /// How much.
    pub amount: i64,
}

/// What a part of a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceCode {
    /// The row's flat price.
    Flat,
    /// Weight above the band's start.
    Weight,
    /// Percent of the goods' price, or the least insurance.
    Value,
    /// The way from warehouse to dock.
    DockFee,
    /// The account's percentage on top.
    AdditionalPercent,
    /// What rounding took or gave.
    Rounding,
}

impl PriceCode {
    /// The code that answers use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Weight => "weight",
            Self::Value => "value",
            Self::DockFee => "dock_fee",
            Self::AdditionalPercent => "additional_percent",
            Self::Rounding => "rounding",
        }
    }
}

/// One stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimePart {
    /// What for.
    pub code: TimeCode,
    /// How long on the wall clock.
    pub seconds: u64,
    /// From here.
    pub from: Zoned,
    /// To here.
    pub to: Zoned,
}

/// A package, or several that are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The warehouse that its first item leaves from.
    pub warehouse: WarehouseId,
    /// The dock it leaves from.
    pub dock: DockId,
    /// The policy that carries it.
    pub policy: PolicyId,
    /// Who sells what is in it; none is the account itself.
    pub seller: Option<SellerId>,
    /// The day on which the seller has all of its goods in the cart ready; none where its days have no limit.
    pub handled_on: Option<Date>,
    /// How many of them there are; everything else here is about each one.
    pub count: u32,
    /// What is in it.
    pub items: Vec<PackedItem>,
    /// In grams.
    pub real_weight: Decimal,
    /// In grams; 0 where the policy does not charge volume.
    pub cubic_weight: Decimal,
    /// The weight that was charged, in grams.
    pub chargeable_weight: Decimal,
    /// In cubic centimetres.
    pub volume: Decimal,
    /// Which row of the policy's freight table priced it, counted from 1.
    pub row: u32,
    /// The polygon that the row is for; none where it is for postal codes.
    pub polygon: Option<PolygonId>,
    /// What it costs.
    pub price: i64,
    /// When it arrives.
    pub promised_at: Zoned,
    /// How that comes about, where it is another package than the one that the option waits for.
    pub timing: Option<Timing>,
}

/// How a promise comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The promise as a length of time.
    pub estimate: Estimate,
    /// Only days that count for the carrier are in the estimate; otherwise all days count.
    pub business_days: bool,
    /// What the time is made of, from the order to the promise without gaps.
    pub parts: Vec<TimePart>,
}

/// Units of an item in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedItem {
    /// The item's place in the cart.
    pub index: usize,
    /// What.
    pub sku: SkuId,
    /// How many.
    pub quantity: u32,
    /// The warehouse it leaves from; of a kit, its first component.
    pub warehouse: WarehouseId,
    /// What it consists of, if it is a kit.
    pub components: Vec<PackedComponent>,
}

/// Units of a kit's component in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedComponent {
    /// What.
    pub sku: SkuId,
    /// How many.
    pub quantity: u32,
    /// The warehouses they leave from.
    pub warehouses: Vec<WarehouseId>,
}

/// What it costs to ship an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemPrice {
    /// The item's place in the cart.
    pub index: usize,
    /// Units that this option brings.
    pub quantity: u32,
    /// For all these units.
    pub price: i64,
}
