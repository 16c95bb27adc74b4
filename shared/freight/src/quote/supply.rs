//! Which warehouse of a dock gives how much of each line.
//!
//! Fewest warehouses first. One that holds everything is taken if there is one; of several the one that is ready
//! soonest, then the one with less stock of these SKUs (small stocks are not left behind), then by priority, cost and id.
//! Sets of warehouses compare alike: by the last that is ready, by all of their stock, their priorities and their costs.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::configuration::Configuration;
use crate::configuration::Warehouse;
use crate::quote::lines::{Line, Lines};
use crate::time_span::TimeSpan;

/// Up to so many warehouses every choice is compared; above, the one that helps most is taken again and again.
const COMPARED: usize = 8;

/// Units of a line that leave from one warehouse; the units of a kit, from one or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pick {
    pub(crate) line: usize,
    /// Place in the dock's list of links; for a kit that of its first component.
    pub(crate) link: usize,
    pub(crate) quantity: u32,
    /// Where the components of a kit come from; empty for everything else.
    pub(crate) sources: Vec<Source>,
}

/// Units of a component that leave from one warehouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Place in the line's list of needs.
    pub(crate) need: usize,
    pub(crate) link: usize,
    pub(crate) units: i64,
}

impl Pick {
    /// Everything it takes: place in the line's list of needs, link, units.
    pub(crate) fn takes(&self) -> impl Iterator<Item = Source> + '_ {
        let itself = Source { need: 0, link: self.link, units: i64::from(self.quantity) };
        let plain = self.sources.is_empty().then_some(itself);
        plain.into_iter().chain(self.sources.iter().copied())
    }
}

/// Units that another route of the same option has taken already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Taken(Vec<(usize, usize, i64)>);

impl Taken {
    pub(crate) fn add(&mut self, sku: usize, warehouse: usize, units: i64) {
        self.0.push((sku, warehouse, units));
    }

    fn of(&self, sku: usize, warehouse: usize) -> i64 {
        let same = self.0.iter().filter(|(of, at, _)| (*of, *at) == (sku, warehouse));
        same.fold(0, |sum, (_, _, units)| sum.saturating_add(*units))
    }
}

/// A warehouse of the dock with what it holds of each SKU.
struct Shelf {
    link: usize,
    warehouse: usize,
    time: TimeSpan,
    cost: Decimal,
    priority: u8,
    units: Vec<i64>,
    leads: Vec<TimeSpan>,
}

/// Divides a demand (one number for each line) over the warehouses of a dock; what the dock does not have is left out.
pub(crate) fn picks(
    configuration: &Configuration,
    dock: usize,
    lines: &Lines,
    demand: &[u32],
    taken: &Taken,
) -> Vec<Pick> {
    let seller = configuration.docks.get(dock).and_then(|linked| linked.dock.seller.as_ref());
    let own = |(line, quantity): (&Line, &u32)| if line.seller.as_ref() == seller { *quantity } else { 0 };
    let demand: Vec<u32> = lines.lines.iter().zip(demand).map(own).collect();
    let mut wanted = vec![0_i64; lines.skus.len()];
    let want = |wanted: &mut [i64], demand: &[u32]| {
        for (line, quantity) in lines.lines.iter().zip(demand) {
            for need in &line.needs {
                if let Some(sum) = wanted.get_mut(need.sku) {
                    *sum = sum.saturating_add(need.of(*quantity));
                }
            }
        }
    };
    want(&mut wanted, &demand);
    let shelves = shelves(configuration, dock, lines, &wanted, taken);
    let mut left: Vec<i64> = (0..wanted.len()).map(|sku| held(shelves.iter(), sku)).collect();
    let demand: Vec<u32> =
        lines.lines.iter().zip(&demand).map(|(line, quantity)| line.draw(*quantity, &mut left)).collect();
    wanted.fill(0);
    want(&mut wanted, &demand);
    let chosen = choose(&shelves, &wanted, configuration.settings().rank_includes_dock_fee);
    share_out(&chosen, &lines.lines, &demand)
}

fn shelves(configuration: &Configuration, dock: usize, lines: &Lines, wanted: &[i64], taken: &Taken) -> Vec<Shelf> {
    let links = configuration.docks.get(dock).map_or(&[][..], |linked| &linked.links);
    let shelf = |(link, found): (usize, &crate::configuration::Link)| {
        let warehouse: &Warehouse = configuration.warehouses.get(found.warehouse)?;
        let supplies = wanted.iter().enumerate().map(|(sku, wanted)| {
            let supply = lines.supply(sku, found.warehouse);
            let units = supply.units.saturating_sub(taken.of(sku, found.warehouse)).max(0);
            if *wanted > 0 { (units, supply.lead) } else { (0, TimeSpan::ZERO) }
        });
        let (units, leads): (Vec<i64>, Vec<TimeSpan>) = supplies.unzip();
        let useful = units.iter().any(|units| *units > 0);
        useful.then_some(Shelf {
            link,
            warehouse: found.warehouse,
            time: found.time,
            cost: found.cost,
            priority: warehouse.priority,
            units,
            leads,
        })
    };
    links.iter().enumerate().filter_map(shelf).collect()
}

fn held<'a>(shelves: impl Iterator<Item = &'a Shelf>, sku: usize) -> i64 {
    shelves.filter_map(|shelf| shelf.units.get(sku)).fold(0, |sum, units| sum.saturating_add(*units))
}

impl Shelf {
    fn holds(&self, wanted: &[i64]) -> bool {
        self.units.iter().zip(wanted).all(|(units, wanted)| units >= wanted)
    }

    /// When everything it gives is at the dock.
    fn ready(&self) -> TimeSpan {
        let useful = self.units.iter().zip(&self.leads).filter(|(units, _)| **units > 0);
        useful.map(|(_, lead)| *lead).max().unwrap_or_default().plus(self.time)
    }

    fn total(&self) -> i64 {
        self.units.iter().fold(0, |sum, units| sum.saturating_add(*units))
    }
}

/// The warehouses to take from, in the order in which they are emptied.
fn choose<'a>(shelves: &'a [Shelf], wanted: &[i64], fee_counts: bool) -> Vec<&'a Shelf> {
    let fee = |shelf: &Shelf| if fee_counts { shelf.cost } else { Decimal::ZERO };
    let rank = |shelf: &&Shelf| {
        (fee(shelf), shelf.ready(), shelf.total(), Reverse(shelf.priority), shelf.cost, shelf.warehouse)
    };
    if let Some(single) = shelves.iter().filter(|shelf| shelf.holds(wanted)).min_by_key(rank) {
        return vec![single];
    }
    let mut several =
        if shelves.len() <= COMPARED { fewest(shelves, wanted, fee_counts) } else { greedy(shelves, wanted) };
    several.sort_by_key(|shelf| (shelf.total(), shelf.ready(), Reverse(shelf.priority), shelf.cost, shelf.warehouse));
    several
}

/// Compares every set of warehouses, small sets first.
fn fewest<'a>(shelves: &'a [Shelf], wanted: &[i64], fee_counts: bool) -> Vec<&'a Shelf> {
    let members =
        |set: u32| shelves.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1).map(|(_, shelf)| shelf);
    let sets = 1_u32 << shelves.len();
    let enough = |set: &u32| wanted.iter().enumerate().all(|(sku, wanted)| held(members(*set), sku) >= *wanted);
    let rank = |set: &u32| {
        let cost = members(*set).fold(Decimal::ZERO, |sum, shelf| sum.saturating_add(shelf.cost));
        let ready = members(*set).map(Shelf::ready).max();
        let stock = members(*set).fold(0_i64, |sum, shelf| sum.saturating_add(shelf.total()));
        let priority = members(*set).fold(0_u32, |sum, shelf| sum.saturating_add(shelf.priority.into()));
        let ids: Vec<usize> = members(*set).map(|shelf| shelf.warehouse).collect();
        let fee = if fee_counts { cost } else { Decimal::ZERO };
        (set.count_ones(), fee, ready, stock, Reverse(priority), cost, ids)
    };
    (1..sets).filter(enough).min_by_key(rank).map(|set| members(set).collect()).unwrap_or_default()
}

/// Takes the warehouse that gives most of what is still missing, until nothing is.
fn greedy<'a>(shelves: &'a [Shelf], wanted: &[i64]) -> Vec<&'a Shelf> {
    let mut missing = wanted.to_vec();
    let mut chosen: Vec<&Shelf> = Vec::new();
    loop {
        let gives = |shelf: &Shelf| {
            shelf
                .units
                .iter()
                .zip(&missing)
                .fold(0_i64, |sum, (units, missing)| sum.saturating_add(*units.min(missing)))
        };
        let free = shelves.iter().filter(|shelf| chosen.iter().all(|taken| taken.link != shelf.link));
        let rank = |(gives, shelf): &(i64, &Shelf)| {
            let least = (shelf.total(), Reverse(shelf.priority), shelf.cost, shelf.warehouse);
            (Reverse(*gives), shelf.ready(), least)
        };
        let best = free.map(|shelf| (gives(shelf), shelf)).min_by_key(rank);
        match best {
            Some((gives, shelf)) if gives > 0 => {
                for (missing, units) in missing.iter_mut().zip(&shelf.units) {
                    *missing = missing.saturating_sub(*units).max(0);
                }
                chosen.push(shelf);
            }
            _ => return chosen,
        }
    }
}

fn share_out(chosen: &[&Shelf], lines: &[Line], demand: &[u32]) -> Vec<Pick> {
    let mut left: Vec<Vec<i64>> = chosen.iter().map(|shelf| shelf.units.clone()).collect();
    let mut picks = Vec::with_capacity(lines.len());
    for (at, (line, demand)) in lines.iter().zip(demand).enumerate() {
        let mut sources = Vec::new();
        for (place, need) in line.needs.iter().enumerate() {
            let mut missing = need.of(*demand);
            for (shelf, left) in chosen.iter().zip(&mut left) {
                let Some(held) = left.get_mut(need.sku) else { continue };
                let units = missing.min(*held);
                *held = held.saturating_sub(units);
                missing = missing.saturating_sub(units);
                if units > 0 && line.kit {
                    sources.push(Source { need: place, link: shelf.link, units });
                } else if let Some(quantity) = u32::try_from(units).ok().filter(|units| *units > 0) {
                    picks.push(Pick { line: at, link: shelf.link, quantity, sources: Vec::new() });
                }
            }
        }
        if let Some(first) = sources.first() {
            picks.push(Pick { line: at, link: first.link, quantity: *demand, sources });
        }
    }
    picks
}
