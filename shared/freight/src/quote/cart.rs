//! What a shopper wants, and where.

use domain::code::{PolygonId, SkuId};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::postal::{Country, PostalCode};
use rust_decimal::Decimal;

use crate::configuration::{Apportioning, Modal};
use crate::time_span::TimeSpan;

/// A cart with its destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cart {
    /// Where it goes.
    pub destination: Destination,
    /// What is in it; answers speak of items by their place here.
    pub items: Vec<Item>,
    /// Only docks that sell in this channel ship it; none is every dock.
    pub sales_channel: Option<String>,
    /// How a package's price falls on its lines, unless the account's settings say.
    pub apportioning: Apportioning,
    /// Say what was considered and dropped, and why.
    pub explain: bool,
}

/// Where a cart goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The country.
    pub country: Country,
    /// The postal code, if known.
    pub postal_code: Option<PostalCode>,
    /// The polygons that hold the destination's point, if one is known.
    pub polygons: Vec<PolygonId>,
}

/// One line of a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub sku: SkuId,
    /// How many units.
    pub quantity: Quantity,
    /// Price of one unit in major units of the account's currency, before discounts; none is not known.
    pub price: Option<Decimal>,
    /// Weight of one unit in grams; parts of a gram are allowed.
    pub weight: Decimal,
    /// Edges of one unit; none is a thing whose size does not matter.
    pub dimensions: Option<Dimensions>,
    /// The special care it needs.
    pub modal: Option<Modal>,
    /// Time that it takes to get ready on top of the stock's lead time.
    pub handling_time: TimeSpan,
}

/// Edges of a box in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dimensions {
    /// One edge.
    pub height: Decimal,
    /// Another edge.
    pub width: Decimal,
    /// The third edge.
    pub length: Decimal,
}

impl Dimensions {
    /// Whole millimetres.
    #[must_use]
    pub fn new(height: Millimetres, width: Millimetres, length: Millimetres) -> Self {
        let edge = |edge: Millimetres| Decimal::from(edge.get());
        Self { height: edge(height), width: edge(width), length: edge(length) }
    }

    /// The edges, smallest first.
    pub(crate) fn sorted(self) -> [Decimal; 3] {
        let mut edges = [self.height, self.width, self.length];
        edges.sort_unstable();
        edges
    }
}

impl Item {
    /// So many units of a thing of so many grams; everything else unknown.
    #[must_use]
    pub fn new(sku: SkuId, quantity: Quantity, weight: Grams) -> Self {
        Self {
            sku,
            quantity,
            price: None,
            weight: Decimal::from(weight.get()),
            dimensions: None,
            modal: None,
            handling_time: TimeSpan::ZERO,
        }
    }
}
