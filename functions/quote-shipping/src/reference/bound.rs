//! Quotes of lines of which each may have to leave from a dock or a warehouse of its own.

use super::line::filled;
use super::wire::CalculatedItem;
use crate::goods::Goods;
use configuration::Stock;
use domain::code::SkuId;
use edge::reference::Text;
use freight::configuration::Configuration;
use freight::quote::{Cart, DeliveryOption, Item, Package, PackedItem, Quote};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A line, and from where it must leave.
#[derive(Clone, Debug)]
pub(super) struct Bound<'a> {
    pub(super) item: Item,
    dock: Option<&'a str>,
    warehouse: Option<&'a str>,
}

/// What was found for some of the lines, quoted together.
pub(super) struct Answered {
    pub(super) cart: Cart,
    pub(super) quote: Quote,
    /// Places of the lines among all.
    lines: Vec<usize>,
}

impl<'a> Bound<'a> {
    pub(super) fn new(item: Item, dock: Option<&'a Text>, warehouse: Option<&'a Text>) -> Self {
        Self { item, dock: filled(dock), warehouse: filled(warehouse) }
    }

    pub(super) fn of(item: Item, sent: &'a CalculatedItem) -> Self {
        Self::new(item, sent.dock_id.as_ref(), sent.ware_house_id.as_ref())
    }

    /// Units of a SKU that the line takes: a kit takes its parts.
    fn takes(&self, sku: &SkuId) -> u32 {
        if self.item.components.is_empty() {
            return if self.item.sku == *sku { self.item.quantity.get() } else { 0 };
        }
        let parts = self.item.components.iter().filter(|part| part.sku == *sku).map(|part| part.quantity.get());
        parts.fold(0, u32::saturating_add).saturating_mul(self.item.quantity.get())
    }

    fn skus(&self) -> impl Iterator<Item = &SkuId> {
        let plain = self.item.components.is_empty().then_some(&self.item.sku);
        plain.into_iter().chain(self.item.components.iter().map(|part| &part.sku))
    }

    /// Whether two lines can be quoted from the same stock.
    fn goes_with(&self, other: &Self) -> bool {
        (self.dock, self.warehouse) == (other.dock, other.warehouse) || self.skus().all(|sku| other.takes(sku) == 0)
    }

    /// Whether the line may leave from a warehouse: it names no other one, and no dock that the warehouse does not lead
    /// to.
    fn leaves_from(&self, warehouse: &str, configuration: &Configuration) -> bool {
        let leads_to = |dock: &str| {
            let found = configuration.warehouses().find(|known| known.id.as_str() == warehouse);
            found.is_some_and(|found| found.docks.iter().any(|link| link.dock.as_str() == dock))
        };
        self.warehouse.is_none_or(|named| named == warehouse) && self.dock.is_none_or(leads_to)
    }

    /// Whether an option brings the line from the dock that it names.
    pub(super) fn served_by(&self, option: &DeliveryOption, at: usize) -> bool {
        let package = first_package(option, at);
        package.is_some_and(|(package, _)| self.dock.is_none_or(|dock| package.dock.as_str() == dock))
    }
}

/// Quotes the lines, together as far as no two of them want the same goods from different places. Lines that name a
/// warehouse take from it first.
pub(super) fn quotes(
    lines: &[Bound<'_>],
    cart: &Cart,
    configuration: &Configuration,
    goods: &Goods,
    now: Timestamp,
) -> Vec<Answered> {
    let mut taken: BTreeMap<(SkuId, &str), u32> = BTreeMap::new();
    let mut answers = Vec::new();
    for group in together(lines) {
        let of_group = || group.iter().filter_map(|at| lines.get(*at));
        let left = |stock: &Stock| {
            let mut takers = of_group().filter(|line| line.takes(&stock.sku) > 0);
            takers.all(|line| line.leaves_from(stock.warehouse.as_str(), configuration)).then(|| {
                let gone = taken.get(&(stock.sku.clone(), stock.warehouse.as_str())).copied().unwrap_or_default();
                Stock { reserved: stock.reserved.saturating_add(gone), ..stock.clone() }
            })
        };
        let cart = Cart { items: of_group().map(|line| line.item.clone()).collect(), ..cart.clone() };
        let quote = freight::quote::quote(&cart, configuration, &goods.balances_from(left, now), now);
        for line in of_group() {
            let Some(warehouse) = line.warehouse else { continue };
            for sku in line.skus() {
                let units = taken.entry((sku.clone(), warehouse)).or_default();
                *units = units.saturating_add(line.takes(sku));
            }
        }
        answers.push(Answered { cart, quote, lines: group });
    }
    answers
}

fn together(lines: &[Bound<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let of_warehouses = lines.iter().enumerate().filter(|(_, line)| line.warehouse.is_some());
    let others = lines.iter().enumerate().filter(|(_, line)| line.warehouse.is_none());
    for (at, line) in of_warehouses.chain(others) {
        let fits =
            |group: &&mut Vec<usize>| group.iter().filter_map(|at| lines.get(*at)).all(|other| line.goes_with(other));
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// What was found for a line, and its place in the quote.
pub(super) fn found(answers: &[Answered], line: usize) -> Option<(&Answered, usize)> {
    answers.iter().find_map(|answered| Some((answered, answered.lines.iter().position(|at| *at == line)?)))
}

/// The first package that a line is in.
pub(super) fn first_package(option: &DeliveryOption, at: usize) -> Option<(&Package, &PackedItem)> {
    option
        .packages
        .iter()
        .find_map(|package| package.items.iter().find(|item| item.index == at).map(|item| (package, item)))
}
