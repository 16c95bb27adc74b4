//! What a shopper wants, and where.

use std::collections::BTreeSet;

use domain::code::{PolygonId, SellerId, SkuId};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::place::Point;
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

impl Cart {
    /// A cart for every sales channel, without explanations.
    #[must_use]
    pub fn new(destination: Destination, items: Vec<Item>) -> Self {
        Self { destination, items, sales_channel: None, apportioning: Apportioning::default(), explain: false }
    }

    /// Everything whose stock a quote wants to know: what the lines name, and what their kits consist of.
    #[must_use]
    pub fn skus(&self) -> BTreeSet<&SkuId> {
        let kits = self.items.iter().flat_map(|item| &item.components).map(|component| &component.sku);
        let plain = self.items.iter().filter(|item| item.components.is_empty()).map(|item| &item.sku);
        plain.chain(kits).collect()
    }
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
    /// The point itself, from which pickup points are near or far.
    pub point: Option<Point>,
}

impl Destination {
    /// A postal code, or only a country.
    #[must_use]
    pub fn new(country: Country, postal_code: Option<PostalCode>) -> Self {
        Self { country, postal_code, polygons: Vec::new(), point: None }
    }
}

/// One line of a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub sku: SkuId,
    /// Who sells it; none is the account itself.
    pub seller: Option<SellerId>,
    /// How many units.
    pub quantity: Quantity,
    /// Price of one unit in major units of the account's currency, before discounts; none is not known.
    pub price: Option<Decimal>,
    /// Weight of one unit in grams; parts of a gram are allowed. A kit weighs what its components weigh.
    pub weight: Decimal,
    /// Edges of one unit; none is a thing whose size does not matter. A kit without edges is its components stacked.
    pub dimensions: Option<Dimensions>,
    /// The special care it needs.
    pub modal: Option<Modal>,
    /// Time that it takes to get ready on top of the stock's lead time.
    pub handling_time: TimeSpan,
    /// What one unit consists of: it is a kit, and its stock is that of its components.
    pub components: Vec<Component>,
    /// Lines of the same group are never divided over several packages.
    pub group: Option<String>,
}

/// Part of a kit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Component {
    /// What.
    pub sku: SkuId,
    /// How many units are in one kit.
    pub quantity: Quantity,
    /// Weight of one unit in grams.
    pub weight: Decimal,
    /// Edges of one unit; none is a thing whose size does not matter.
    pub dimensions: Option<Dimensions>,
    /// The special care it needs, which the kit then needs too.
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
            seller: None,
            quantity,
            price: None,
            weight: Decimal::from(weight.get()),
            dimensions: None,
            modal: None,
            handling_time: TimeSpan::ZERO,
            components: Vec::new(),
            group: None,
        }
    }
}

impl Component {
    /// So many units of a thing of so many grams; everything else unknown.
    #[must_use]
    pub fn new(sku: SkuId, quantity: Quantity, weight: Grams) -> Self {
        let weight = Decimal::from(weight.get());
        Self { sku, quantity, weight, dimensions: None, modal: None, handling_time: TimeSpan::ZERO }
    }
}
