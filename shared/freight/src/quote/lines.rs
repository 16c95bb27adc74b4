//! The lines of a cart in an order of their own, with what can be had of each.

use domain::code::SkuId;
use rust_decimal::Decimal;

use crate::configuration::{Configuration, Modal};
use crate::quote::cart::{Cart, Item};
use crate::quote::stock::Stock;
use crate::time_span::TimeSpan;

/// Lines sorted by content, and the stock of their SKUs.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    /// For each SKU and each warehouse what is there; rows of `warehouses` numbers.
    supplies: Vec<Supply>,
    warehouses: usize,
    pub(crate) skus: usize,
    /// Value of everything quoted; `None` when no line has a price.
    pub(crate) value: Option<Decimal>,
}

/// One line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its place in the cart.
    pub(crate) index: usize,
    pub(crate) id: SkuId,
    /// Which SKU: equal for lines of the same one.
    pub(crate) sku: usize,
    pub(crate) wanted: u32,
    /// How many of them can be had.
    pub(crate) quantity: u32,
    pub(crate) price: Decimal,
    pub(crate) weight: Decimal,
    /// In millimetres, smallest first.
    pub(crate) edges: Option<[Decimal; 3]>,
    /// Of one unit, in cubic centimetres.
    pub(crate) volume: Decimal,
    pub(crate) modal: Option<Modal>,
    pub(crate) handling: TimeSpan,
}

/// What a warehouse holds of a SKU.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Supply {
    pub(crate) units: i64,
    pub(crate) lead: TimeSpan,
}

impl Lines {
    pub(crate) fn new(cart: &Cart, configuration: &Configuration, stock: &Stock) -> Self {
        let mut order: Vec<(usize, &Item)> = cart.items.iter().enumerate().collect();
        order.sort_by(|(_, one), (_, other)| content(one).cmp(&content(other)));
        let mut lines: Vec<Line> = Vec::with_capacity(order.len());
        let mut skus: Vec<&SkuId> = Vec::new();
        for (index, item) in order {
            if skus.last().is_none_or(|last| **last != item.sku) {
                skus.push(&item.sku);
            }
            lines.push(line(index, item, skus.len().saturating_sub(1)));
        }
        let warehouses = configuration.warehouses.len();
        let supplies = skus
            .iter()
            .flat_map(|sku| {
                configuration.warehouses.iter().map(|warehouse| {
                    let balance = stock.balance(sku, &warehouse.id).filter(|_| warehouse.active);
                    balance.map_or_else(Supply::default, |balance| Supply {
                        units: balance.available(),
                        lead: balance.lead_time,
                    })
                })
            })
            .collect();
        let mut all = Self { lines, supplies, warehouses, skus: skus.len(), value: None };
        all.limit_to_stock(&reachable(cart, configuration));
        let priced = cart.items.iter().any(|item| item.price.is_some());
        let value = all.lines.iter().try_fold(Decimal::ZERO, |sum, line| {
            sum.checked_add(line.price.checked_mul(Decimal::from(line.quantity))?)
        });
        all.value = value.filter(|_| priced);
        all
    }

    pub(crate) fn supply(&self, sku: usize, warehouse: usize) -> Supply {
        let at = sku.saturating_mul(self.warehouses).saturating_add(warehouse);
        self.supplies.get(at).copied().unwrap_or_default()
    }

    /// What can be had of each line, in order.
    pub(crate) fn quantities(&self) -> Vec<u32> {
        self.lines.iter().map(|line| line.quantity).collect()
    }

    /// A SKU that is promised beyond its stock in one warehouse takes that off the others.
    fn limit_to_stock(&mut self, reachable: &[bool]) {
        let mut left: Vec<i64> = (0..self.skus)
            .map(|sku| {
                let units = reachable.iter().enumerate().filter(|(_, reachable)| **reachable);
                units.map(|(warehouse, _)| self.supply(sku, warehouse).units).fold(0, i64::saturating_add)
            })
            .collect();
        for line in &mut self.lines {
            if let Some(left) = left.get_mut(line.sku) {
                let quantity = i64::from(line.wanted).min((*left).max(0));
                *left = left.saturating_sub(quantity);
                line.quantity = u32::try_from(quantity).unwrap_or_default();
            }
        }
    }
}

/// Warehouses from which something can leave for this cart: linked to an active dock of its sales channel that an
/// active policy collects at.
fn reachable(cart: &Cart, configuration: &Configuration) -> Vec<bool> {
    let mut reachable = vec![false; configuration.warehouses.len()];
    let policy_active = |at: &usize| configuration.policies.get(*at).is_some_and(|linked| linked.policy.active);
    for linked in &configuration.docks {
        let ships = linked.dock.active && linked.dock.sells_in(cart.sales_channel.as_deref());
        if ships && linked.policies.iter().any(policy_active) {
            for link in &linked.links {
                if let Some(slot) = reachable.get_mut(link.warehouse) {
                    *slot = true;
                }
            }
        }
    }
    reachable
}

fn content(item: &Item) -> impl Ord + '_ {
    (
        &item.sku,
        item.quantity,
        item.price,
        item.weight,
        item.dimensions.map(crate::quote::cart::Dimensions::sorted),
        item.modal,
        item.handling_time,
    )
}

fn line(index: usize, item: &Item, sku: usize) -> Line {
    let edges = item.dimensions.map(crate::quote::cart::Dimensions::sorted);
    // Cubic millimetres to cubic centimetres is three places of the point.
    let volume = edges.and_then(|[small, middle, large]| {
        small.checked_mul(middle)?.checked_mul(large)?.checked_mul(Decimal::new(1, 3))
    });
    Line {
        index,
        id: item.sku.clone(),
        sku,
        wanted: item.quantity.get(),
        quantity: 0,
        price: item.price.unwrap_or_default(),
        weight: item.weight,
        edges,
        volume: volume.unwrap_or_default().normalize(),
        modal: item.modal,
        handling: item.handling_time,
    }
}
