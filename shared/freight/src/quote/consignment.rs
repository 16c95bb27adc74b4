//! Goods that leave a dock together.

use rust_decimal::Decimal;

use crate::configuration::{LinkedDock, Settings};
use crate::quote::lines::{Line, Lines};
use crate::quote::stack::Stack;
use crate::quote::supply::{Pick, Source};
use crate::time_span::{DAY, TimeSpan};

/// Goods that are ready at a dock at about the same time, and so leave with one carrier as one shipment.
///
/// They leave together when they are ready for the carrier at the same time (lead time, handling, way to the dock and
/// processing), or, with intervals of so many days, when their ways to the dock and processing end in the same one. The
/// group leaves with its slowest member. A kit, and lines that the cart ties to each other, are as slow as their slowest
/// part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Consignment {
    pub(crate) picks: Vec<Pick>,
    /// Of its slowest member.
    pub(crate) pace: Pace,
    pub(crate) bulk: Bulk,
    /// What the ways to the dock cost.
    pub(crate) fee: Decimal,
}

/// How long goods take to the dock. The greater is ready later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pace {
    whole: TimeSpan,
    /// Lead time and handling.
    pub(crate) lead: TimeSpan,
    /// From the warehouse to the dock.
    pub(crate) way: TimeSpan,
}

impl Pace {
    fn new(lead: TimeSpan, way: TimeSpan) -> Self {
        Self { whole: lead.plus(way), lead, way }
    }
}

/// What goods come to in all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bulk {
    pub(crate) units: u64,
    pub(crate) goods: Decimal,
    /// In grams.
    pub(crate) weight: Decimal,
    /// In cubic centimetres.
    pub(crate) volume: Decimal,
    /// The stacked box in millimetres.
    pub(crate) stack: Stack,
}

impl Bulk {
    /// `None` when a total is too large to be written down.
    pub(crate) fn add(&mut self, line: &Line, units: u32) -> Option<()> {
        let quantity = Decimal::from(units);
        self.units = self.units.checked_add(u64::from(units))?;
        self.goods = self.goods.checked_add(line.price.checked_mul(quantity)?)?;
        self.weight = self.weight.checked_add(line.weight.checked_mul(quantity)?)?;
        if let Some(edges) = line.edges {
            self.volume = self.volume.checked_add(line.volume.checked_mul(quantity)?)?;
            self.stack.add(edges, units)?;
        }
        Some(())
    }

    /// `None` when a total is too large to be written down.
    pub(crate) fn add_times(&mut self, other: &Self, times: u32) -> Option<()> {
        let often = Decimal::from(times);
        self.units = self.units.checked_add(other.units.checked_mul(u64::from(times))?)?;
        self.goods = self.goods.checked_add(other.goods.checked_mul(often)?)?;
        self.weight = self.weight.checked_add(other.weight.checked_mul(often)?)?;
        self.volume = self.volume.checked_add(other.volume.checked_mul(often)?)?;
        self.stack.add([other.stack.height, other.stack.width, other.stack.length], times)
    }
}

/// Groups picks of one dock; `None` when a total is too large to be written down.
pub(crate) fn consignments(
    dock: &LinkedDock,
    lines: &Lines,
    settings: &Settings,
    picks: Vec<Pick>,
) -> Option<Vec<Consignment>> {
    let interval = u32::from(settings.group_within_days).saturating_mul(DAY);
    // Without intervals every moment is one of its own.
    let interval_of = |(pace, way): (Pace, TimeSpan)| {
        let seconds = way.plus(dock.dock.processing_time).seconds();
        seconds.checked_div(interval).unwrap_or(pace.whole.seconds())
    };
    let paces: Vec<(Pace, TimeSpan)> = paces(dock, lines, &picks);
    let mut groups: Vec<(u32, Consignment)> = Vec::with_capacity(1);
    for (pick, pace) in picks.into_iter().zip(paces) {
        let key = interval_of(pace);
        let place = groups.iter().position(|(other, _)| *other == key);
        let place = place.unwrap_or_else(|| {
            groups.push((key, Consignment::default()));
            groups.len() - 1
        });
        let (_, group) = groups.get_mut(place)?;
        group.add(pick, dock, lines)?;
    }
    for (_, group) in &mut groups {
        group.fee = fee(dock, group.picks.iter())?;
    }
    groups.sort_by_key(|(key, _)| *key);
    Some(groups.into_iter().map(|(_, group)| group).collect())
}

/// How long each pick takes to the dock, and its longest way alone: as long as the slowest of what must stay with it.
fn paces(dock: &LinkedDock, lines: &Lines, picks: &[Pick]) -> Vec<(Pace, TimeSpan)> {
    let worst = |one: (Pace, TimeSpan), other: (Pace, TimeSpan)| (one.0.max(other.0), one.1.max(other.1));
    let own = |pick: &Pick| {
        let line = lines.lines.get(pick.line);
        let parts = pick.takes().filter_map(|source| pace(line?, source, dock, lines));
        parts.map(|pace| (pace, pace.way)).reduce(worst).unwrap_or_default()
    };
    let group = |pick: &Pick| lines.lines.get(pick.line).and_then(|line| line.group.as_deref());
    let slowest = |name: &str| picks.iter().filter(|pick| group(pick) == Some(name)).map(own).reduce(worst);
    picks.iter().map(|pick| group(pick).and_then(slowest).unwrap_or_else(|| own(pick))).collect()
}

fn pace(line: &Line, source: Source, dock: &LinkedDock, lines: &Lines) -> Option<Pace> {
    let (need, link) = (line.needs.get(source.need)?, dock.links.get(source.link)?);
    Some(Pace::new(lines.supply(need.sku, link.warehouse).lead.plus(need.handling), link.time))
}

impl Consignment {
    fn add(&mut self, pick: Pick, dock: &LinkedDock, lines: &Lines) -> Option<()> {
        let line = lines.lines.get(pick.line)?;
        for source in pick.takes() {
            self.pace = self.pace.max(pace(line, source, dock, lines)?);
        }
        self.bulk.add(line, pick.quantity)?;
        self.picks.push(pick);
        Some(())
    }
}

/// What it costs to bring picks to the dock: each way once.
pub(crate) fn fee<'p>(dock: &LinkedDock, picks: impl Iterator<Item = &'p Pick>) -> Option<Decimal> {
    let mut seen = Vec::with_capacity(1);
    let mut sum = Decimal::ZERO;
    for source in picks.flat_map(Pick::takes) {
        if !seen.contains(&source.link) {
            seen.push(source.link);
            sum = sum.checked_add(dock.links.get(source.link)?.cost)?;
        }
    }
    Some(sum)
}
