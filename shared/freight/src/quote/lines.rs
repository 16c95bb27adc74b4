//! The lines of a cart in an order of their own, with what can be had of each.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::{SellerId, SkuId};
use rust_decimal::Decimal;

use crate::configuration::{Configuration, Modal};
use crate::quote::cart::{Cart, Dimensions, Item};
use crate::quote::stack::Stack;
use crate::quote::stock::Stock;
use crate::time_span::TimeSpan;

/// Lines sorted by content, and the stock of their SKUs.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<Line>,
    /// The SKUs of all lines and kits, sorted.
    pub(crate) skus: Vec<SkuId>,
    /// For each SKU and each warehouse what is there; rows of `warehouses` numbers.
    supplies: Vec<Supply>,
    warehouses: usize,
    /// What the lines of each seller are worth; a seller of which no line has a price is not in it.
    values: Vec<(Option<SellerId>, Decimal)>,
}

/// One line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its place in the cart.
    pub(crate) index: usize,
    pub(crate) id: SkuId,
    pub(crate) seller: Option<SellerId>,
    /// What one unit takes from the shelves: itself, or the components of a kit.
    pub(crate) needs: Vec<Need>,
    pub(crate) kit: bool,
    pub(crate) wanted: u32,
    /// How many of them can be had.
    pub(crate) quantity: u32,
    pub(crate) price: Decimal,
    pub(crate) weight: Decimal,
    /// In millimetres, smallest first.
    pub(crate) edges: Option<[Decimal; 3]>,
    /// Of one unit, in cubic centimetres.
    pub(crate) volume: Decimal,
    /// All the special care it needs.
    pub(crate) modals: Vec<Modal>,
    /// Lines of the same group stay together.
    pub(crate) group: Option<String>,
}

/// Units of a SKU that one unit of a line takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need {
    /// Place in the list of SKUs.
    pub(crate) sku: usize,
    pub(crate) units: u32,
    /// Time on top of the stock's lead time.
    pub(crate) handling: TimeSpan,
}

impl Need {
    /// What so many units of the line take.
    pub(crate) fn of(&self, quantity: u32) -> i64 {
        i64::from(self.units).saturating_mul(i64::from(quantity))
    }
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
        let skus: Vec<SkuId> = cart.skus().into_iter().cloned().collect();
        let places: BTreeMap<&SkuId, usize> = skus.iter().enumerate().map(|(at, sku)| (sku, at)).collect();
        let lines = order.into_iter().map(|(index, item)| Line::new(index, item, &places)).collect();
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
        let mut all = Self { lines, supplies, warehouses: configuration.warehouses.len(), skus, values: Vec::new() };
        all.limit_to_stock(configuration, &reachable(cart, configuration));
        all.values = all.worth(cart);
        all
    }

    /// What is quoted of each seller is worth; too much to be written down counts as the most there is.
    fn worth(&self, cart: &Cart) -> Vec<(Option<SellerId>, Decimal)> {
        let mut values: Vec<(Option<SellerId>, Decimal)> = Vec::with_capacity(1);
        for item in cart.items.iter().filter(|item| item.price.is_some()) {
            if values.iter().all(|(seller, _)| *seller != item.seller) {
                values.push((item.seller.clone(), Decimal::ZERO));
            }
        }
        for line in &self.lines {
            if let Some((_, value)) = values.iter_mut().find(|(seller, _)| *seller == line.seller) {
                *value = value.saturating_add(line.price.saturating_mul(Decimal::from(line.quantity)));
            }
        }
        values
    }

    /// What the lines of a seller are worth; `None` when none of them has a price.
    pub(crate) fn value(&self, seller: Option<&SellerId>) -> Option<Decimal> {
        let found = self.values.iter().find(|(other, _)| other.as_ref() == seller);
        found.map(|(_, value)| *value)
    }

    pub(crate) fn supply(&self, sku: usize, warehouse: usize) -> Supply {
        let at = sku.saturating_mul(self.warehouses).saturating_add(warehouse);
        self.supplies.get(at).copied().unwrap_or_default()
    }

    /// What can be had of each line, in order.
    pub(crate) fn quantities(&self) -> Vec<u32> {
        self.lines.iter().map(|line| line.quantity).collect()
    }

    /// A SKU that is promised beyond its stock in one warehouse takes that off the others of the same seller.
    fn limit_to_stock(&mut self, configuration: &Configuration, reachable: &[bool]) {
        let sellers: BTreeSet<Option<SellerId>> = self.lines.iter().map(|line| line.seller.clone()).collect();
        for seller in sellers {
            let warehouses = configuration.warehouses.iter().zip(reachable).enumerate();
            let own = warehouses.filter(|(_, (warehouse, reachable))| **reachable && warehouse.seller == seller);
            let own: Vec<usize> = own.map(|(at, _)| at).collect();
            let held = |sku: usize| own.iter().map(|at| self.supply(sku, *at).units).fold(0, i64::saturating_add);
            let mut left: Vec<i64> = (0..self.skus.len()).map(held).collect();
            for line in self.lines.iter_mut().filter(|line| line.seller == seller) {
                line.quantity = line.draw(line.wanted, &mut left);
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
        let ships = linked.dock.active && linked.seller_active && linked.dock.sells_in(cart.sales_channel.as_deref());
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

/// What lines are put in order by, whatever their order in the cart.
pub(crate) fn content(item: &Item) -> impl Ord + '_ {
    let goods = (item.price, item.weight, item.dimensions.map(Dimensions::sorted), item.modal, item.handling_time);
    (&item.sku, item.quantity, goods, &item.components, &item.group, &item.seller)
}

impl Line {
    fn new(index: usize, item: &Item, places: &BTreeMap<&SkuId, usize>) -> Self {
        let edges = item.dimensions.map(Dimensions::sorted);
        let mut line = Self {
            index,
            id: item.sku.clone(),
            seller: item.seller.clone(),
            needs: Vec::with_capacity(1),
            kit: !item.components.is_empty(),
            wanted: item.quantity.get(),
            quantity: 0,
            price: item.price.unwrap_or_default(),
            weight: item.weight,
            edges,
            volume: volume(edges),
            modals: item.modal.into_iter().collect(),
            group: item.group.clone(),
        };
        if line.kit {
            line.assemble(item, places);
        } else if let Some(sku) = places.get(&item.sku) {
            line.needs.push(Need { sku: *sku, units: 1, handling: item.handling_time });
        }
        line
    }

    /// A kit weighs what its components weigh and needs all the care that they need. Without edges of its own it is
    /// as large as its components on top of each other.
    fn assemble(&mut self, item: &Item, places: &BTreeMap<&SkuId, usize>) {
        let mut components: Vec<_> = item.components.iter().collect();
        components.sort_unstable();
        self.weight = Decimal::ZERO;
        let (mut stack, mut stacked, mut total) = (Stack::default(), false, Decimal::ZERO);
        for component in components {
            let units = component.quantity.get();
            self.weight = self.weight.saturating_add(component.weight.saturating_mul(Decimal::from(units)));
            if let Some(edges) = component.dimensions.map(Dimensions::sorted) {
                stacked |= stack.add(edges, units).is_some();
                total = total.saturating_add(volume(Some(edges)).saturating_mul(Decimal::from(units)));
            }
            self.modals.extend(component.modal);
            let Some(sku) = places.get(&component.sku).copied() else { continue };
            let handling = component.handling_time.plus(item.handling_time);
            match self.needs.iter_mut().find(|need| need.sku == sku) {
                Some(need) => {
                    need.units = need.units.saturating_add(units);
                    need.handling = need.handling.max(handling);
                }
                None => self.needs.push(Need { sku, units, handling }),
            }
        }
        if self.edges.is_none() && stacked {
            self.edges = Some(stack.edges());
            self.volume = total.normalize();
        }
        self.modals.sort_unstable();
        self.modals.dedup();
    }

    /// How many units of the line can be had from what is left of each SKU, up to so many; takes them.
    pub(crate) fn draw(&self, wanted: u32, left: &mut [i64]) -> u32 {
        let most = |need: &Need| {
            let left = left.get(need.sku).copied().unwrap_or_default().max(0);
            u32::try_from(left.checked_div(i64::from(need.units)).unwrap_or_default()).unwrap_or(u32::MAX)
        };
        let quantity = self.needs.iter().map(most).min().unwrap_or_default().min(wanted);
        for need in &self.needs {
            if let Some(left) = left.get_mut(need.sku) {
                *left = left.saturating_sub(need.of(quantity));
            }
        }
        quantity
    }
}

/// Cubic millimetres to cubic centimetres is three places of the point.
fn volume(edges: Option<[Decimal; 3]>) -> Decimal {
    let volume = edges.and_then(|[small, middle, large]| {
        small.checked_mul(middle)?.checked_mul(large)?.checked_mul(Decimal::new(1, 3))
    });
    volume.unwrap_or_default().normalize()
}
