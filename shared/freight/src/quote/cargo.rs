//! Dividing goods that are too much for one package.
//!
//! Units of one line are divided evenly over the fewest packages. Several lines fill one package after the other, in
//! the order of their content. A kit, and lines that the cart ties to each other, are never taken apart. Equal
//! packages are stated once, with a count, so that nothing here grows with the number of units.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::configuration::{CubicWeight, DimensionLimits, LinkedDock, Policy};
use crate::quote::consignment::{Bulk, Consignment, fee};
use crate::quote::lines::{Line, Lines};
use crate::quote::supply::Pick;
use crate::table::{Block, Place};

/// What of a consignment is in one package.
#[derive(Clone, Debug)]
pub(crate) enum Contents {
    /// All of it.
    Whole,
    /// So many units of its only pick.
    Units(u32, Bulk),
    /// Parts of several picks.
    Mixed(Rc<Part>),
}

impl Contents {
    pub(crate) fn bulk<'r>(&'r self, group: &'r Consignment) -> &'r Bulk {
        match self {
            Self::Whole => &group.bulk,
            Self::Units(_, bulk) => bulk,
            Self::Mixed(part) => &part.bulk,
        }
    }
}

/// Goods of one package, as parts of the picks of a consignment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    /// Place in the consignment's list of picks, and units of it.
    pub(crate) picks: Vec<(usize, u32)>,
    pub(crate) bulk: Bulk,
    /// What the ways to the dock cost.
    pub(crate) fee: Decimal,
}

/// What one package of a policy may be, at one place.
#[derive(Debug)]
pub(crate) struct Limits {
    dimensions: DimensionLimits,
    cubic: CubicWeight,
    /// Volumes in cubic centimetres with the weights in grams that rows take up to them.
    loads: Vec<(Decimal, Decimal)>,
    /// How many units of a line fill a package, where it was worked out already.
    full: RefCell<BTreeMap<usize, u64>>,
}

/// What stays together: units of picks, so many times.
struct Piece {
    picks: Vec<(usize, u32)>,
    bulk: Bulk,
    times: u32,
}

/// Cubic and chargeable weight in grams; `None` when they are too large to be written down.
pub(crate) fn weigh(cubic: CubicWeight, bulk: &Bulk) -> Option<(Decimal, Decimal)> {
    let by_volume = bulk.volume.checked_mul(cubic.factor)?;
    let counts = by_volume > cubic.minimum;
    Some((by_volume, if counts { bulk.weight.max(by_volume) } else { bulk.weight }))
}

impl Limits {
    pub(crate) fn new(policy: &Policy, block: &Block, place: &Place<'_>) -> Self {
        let (dimensions, cubic) = (policy.max_dimension, policy.cubic_weight);
        Self { dimensions, cubic, loads: block.loads(place), full: RefCell::default() }
    }

    /// Whether all of it may go in one package.
    pub(crate) fn take(&self, bulk: &Bulk) -> bool {
        let within = |limit: u32, value: Decimal| limit == 0 || value <= Decimal::from(limit);
        let Some((_, chargeable)) = weigh(self.cubic, bulk) else { return false };
        within(self.dimensions.largest_measure, bulk.stack.largest())
            && within(self.dimensions.max_measure_sum, bulk.stack.sum())
            && self.loads.iter().any(|(volume, weight)| bulk.volume <= *volume && chargeable <= *weight)
    }

    /// How many units of a line fill a package.
    fn full(&self, line: usize, unit: &Bulk) -> u64 {
        let known = self.full.borrow().get(&line).copied();
        known.unwrap_or_else(|| {
            let full = self.room(&Bulk::default(), unit);
            self.full.borrow_mut().insert(line, full);
            full
        })
    }

    /// How many more pieces fit into a package with what is in it already.
    fn room(&self, filled: &Bulk, piece: &Bulk) -> u64 {
        let (width, length) = (filled.stack.width.max(piece.stack.width), filled.stack.length.max(piece.stack.length));
        let high = |limit: u32, beside: Decimal| match limit {
            0 => u64::MAX,
            limit => {
                let room = Decimal::from(limit).saturating_sub(beside).saturating_sub(filled.stack.height);
                times(room, piece.stack.height)
            }
        };
        let DimensionLimits { largest_measure, max_measure_sum } = self.dimensions;
        if largest_measure > 0 && width.max(length) > Decimal::from(largest_measure) {
            return 0;
        }
        let stacked = high(largest_measure, Decimal::ZERO).min(high(max_measure_sum, width.saturating_add(length)));
        let CubicWeight { factor, minimum } = self.cubic;
        let (before, each) = (filled.volume.saturating_mul(factor), piece.volume.saturating_mul(factor));
        let of_load = |(volume, weight): &(Decimal, Decimal)| {
            // A cubic weight up to the minimum does not count, whatever the row takes.
            let cubic = times((*weight).max(minimum).saturating_sub(before), each);
            let by_volume = times(volume.saturating_sub(filled.volume), piece.volume);
            times(weight.saturating_sub(filled.weight), piece.weight).min(by_volume).min(cubic)
        };
        self.loads.iter().map(of_load).max().unwrap_or_default().min(stacked)
    }
}

/// How often `each` goes into `room`, exactly.
fn times(room: Decimal, each: Decimal) -> u64 {
    if room.is_sign_negative() && !room.is_zero() {
        return 0;
    }
    if each.is_zero() {
        return u64::MAX;
    }
    let Some(quotient) = room.checked_div(each) else { return u64::MAX };
    // A quotient has 28 digits: it may have been rounded up to a whole number.
    let whole = quotient.trunc();
    let fits = whole.checked_mul(each).is_some_and(|product| product <= room);
    let whole = whole.to_u64().unwrap_or(u64::MAX);
    if fits { whole } else { whole.saturating_sub(1) }
}

/// Divides a consignment; `Err` is a piece that does not fit even alone.
pub(crate) fn divide(
    lines: &Lines,
    dock: &LinkedDock,
    group: &Consignment,
    limits: &Limits,
) -> Result<Vec<(u32, Contents)>, Box<Bulk>> {
    let alone = || Box::new(group.bulk);
    if let [pick] = group.picks.as_slice() {
        let line = lines.lines.get(pick.line).filter(|line| line.group.is_none());
        if let Some(line) = line {
            return evenly(line, pick, limits);
        }
    }
    let pieces = pieces(lines, group).ok_or_else(alone)?;
    let mut parts = one_after_the_other(&pieces, limits)?;
    for (_, part) in &mut parts {
        part.fee = fee(dock, part.picks.iter().filter_map(|(pick, _)| group.picks.get(*pick))).ok_or_else(alone)?;
    }
    Ok(parts.into_iter().map(|(count, part)| (count, Contents::Mixed(Rc::new(part)))).collect())
}

fn pieces(lines: &Lines, group: &Consignment) -> Option<Vec<Piece>> {
    let mut pieces: Vec<(Option<&str>, Piece)> = Vec::with_capacity(group.picks.len());
    for (at, pick) in group.picks.iter().enumerate() {
        let line = lines.lines.get(pick.line)?;
        let tied = line.group.as_deref();
        let known = pieces.iter_mut().find(|(name, _)| tied.is_some() && *name == tied);
        let (units, times) = if tied.is_some() { (pick.quantity, 1) } else { (1, pick.quantity) };
        match known {
            Some((_, piece)) => {
                piece.picks.push((at, units));
                piece.bulk.add(line, units)?;
            }
            None => {
                let mut bulk = Bulk::default();
                bulk.add(line, units)?;
                pieces.push((tied, Piece { picks: vec![(at, units)], bulk, times }));
            }
        }
    }
    Some(pieces.into_iter().map(|(_, piece)| piece).collect())
}

fn evenly(line: &Line, pick: &Pick, limits: &Limits) -> Result<Vec<(u32, Contents)>, Box<Bulk>> {
    let mut unit = Bulk::default();
    let added = unit.add(line, 1);
    let most = fitting(limits.full(pick.line, &unit), pick.quantity);
    if most == 0 || added.is_none() {
        return Err(Box::new(unit));
    }
    let packages = pick.quantity.div_ceil(most);
    let (each, larger) = (pick.quantity / packages.max(1), pick.quantity % packages.max(1));
    let mut parts = Vec::with_capacity(2);
    for (count, units) in [(larger, each.saturating_add(1)), (packages.saturating_sub(larger), each)] {
        if count > 0 {
            let mut bulk = Bulk::default();
            bulk.add(line, units).ok_or_else(|| Box::new(unit))?;
            parts.push((count, Contents::Units(units, bulk)));
        }
    }
    Ok(parts)
}

fn one_after_the_other(pieces: &[Piece], limits: &Limits) -> Result<Vec<(u32, Part)>, Box<Bulk>> {
    let mut parts = Vec::new();
    let mut open = Part::default();
    for piece in pieces {
        let failed = || Box::new(piece.bulk);
        let most = fitting(limits.room(&Bulk::default(), &piece.bulk), piece.times);
        if most == 0 {
            return Err(failed());
        }
        let first = fitting(limits.room(&open.bulk, &piece.bulk), piece.times);
        open.add(piece, first).ok_or_else(failed)?;
        let left = piece.times.saturating_sub(first);
        if left == 0 {
            continue;
        }
        if !open.picks.is_empty() {
            put(&mut parts, 1, std::mem::take(&mut open));
        }
        // The last package stays open for the next line.
        let full = left.saturating_sub(1).checked_div(most).unwrap_or_default();
        if full > 0 {
            let mut part = Part::default();
            part.add(piece, most).ok_or_else(failed)?;
            put(&mut parts, full, part);
        }
        open.add(piece, left.saturating_sub(full.saturating_mul(most))).ok_or_else(failed)?;
    }
    if !open.picks.is_empty() {
        put(&mut parts, 1, open);
    }
    Ok(parts)
}

/// Equal packages are stated once.
fn put(parts: &mut Vec<(u32, Part)>, count: u32, part: Part) {
    match parts.last_mut() {
        Some((known, last)) if last.picks == part.picks => *known = known.saturating_add(count),
        _ => parts.push((count, part)),
    }
}

fn fitting(room: u64, wanted: u32) -> u32 {
    u32::try_from(room).unwrap_or(u32::MAX).min(wanted)
}

impl Part {
    fn add(&mut self, piece: &Piece, times: u32) -> Option<()> {
        if times == 0 {
            return Some(());
        }
        for (pick, units) in &piece.picks {
            self.picks.push((*pick, units.checked_mul(times)?));
        }
        self.bulk.add_times(&piece.bulk, times)
    }
}
