//! Goods that leave a dock together.

use rust_decimal::Decimal;

use crate::configuration::{LinkedDock, Settings};
use crate::quote::lines::Lines;
use crate::quote::supply::Pick;
use crate::time_span::{DAY, TimeSpan};

/// Goods that are ready at a dock at about the same time, and so leave with one carrier as one shipment.
///
/// They are grouped by the time from order to carrier (way to the dock and processing): equal times, or times in the
/// same interval of so many days. The group leaves with its slowest member.
#[derive(Clone, Debug)]
pub(crate) struct Consignment {
    pub(crate) picks: Vec<Pick>,
    /// Longest lead and handling time of a member.
    pub(crate) lead: TimeSpan,
    /// Longest way to the dock of a member.
    pub(crate) way: TimeSpan,
    pub(crate) units: u64,
    pub(crate) goods: Decimal,
    /// In grams.
    pub(crate) weight: Decimal,
    /// In cubic centimetres.
    pub(crate) volume: Decimal,
    /// The stacked box in millimetres.
    pub(crate) stack: Stack,
    /// What the ways to the dock cost.
    pub(crate) fee: Decimal,
}

/// A pile of boxes: each unit lies on its largest side, so the smallest edges add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stack {
    pub(crate) height: Decimal,
    pub(crate) width: Decimal,
    pub(crate) length: Decimal,
}

impl Stack {
    pub(crate) fn add(&mut self, [small, middle, large]: [Decimal; 3], units: u32) -> Option<()> {
        self.height = self.height.checked_add(small.checked_mul(Decimal::from(units))?)?;
        self.width = self.width.max(middle);
        self.length = self.length.max(large);
        Some(())
    }

    pub(crate) fn largest(&self) -> Decimal {
        self.height.max(self.width).max(self.length)
    }

    pub(crate) fn sum(&self) -> Decimal {
        self.height.saturating_add(self.width).saturating_add(self.length)
    }
}

/// Groups picks of one dock; `None` when a total is too large to be written down.
pub(crate) fn consignments(
    dock: &LinkedDock,
    lines: &Lines,
    settings: &Settings,
    picks: &[Pick],
) -> Option<Vec<Consignment>> {
    let interval = u32::from(settings.group_within_days).saturating_mul(DAY);
    let mut groups: Vec<(u32, Consignment)> = Vec::with_capacity(1);
    for pick in picks {
        let link = dock.links.get(pick.link)?;
        let seconds = link.time.plus(dock.dock.processing_time).seconds();
        let key = seconds.checked_div(interval).unwrap_or(seconds);
        let place = groups.iter().position(|(other, _)| *other == key);
        let place = place.unwrap_or_else(|| {
            groups.push((key, Consignment::empty()));
            groups.len() - 1
        });
        let (_, group) = groups.get_mut(place)?;
        group.add(*pick, dock, lines)?;
    }
    groups.sort_by_key(|(key, _)| *key);
    Some(groups.into_iter().map(|(_, group)| group).collect())
}

impl Consignment {
    fn empty() -> Self {
        Self {
            picks: Vec::new(),
            lead: TimeSpan::ZERO,
            way: TimeSpan::ZERO,
            units: 0,
            goods: Decimal::ZERO,
            weight: Decimal::ZERO,
            volume: Decimal::ZERO,
            stack: Stack::default(),
            fee: Decimal::ZERO,
        }
    }

    fn add(&mut self, pick: Pick, dock: &LinkedDock, lines: &Lines) -> Option<()> {
        let (line, link) = (lines.lines.get(pick.line)?, dock.links.get(pick.link)?);
        let quantity = Decimal::from(pick.quantity);
        let supply = lines.supply(line.sku, link.warehouse);
        self.lead = self.lead.max(supply.lead.plus(line.handling));
        self.way = self.way.max(link.time);
        self.units = self.units.checked_add(u64::from(pick.quantity))?;
        self.goods = self.goods.checked_add(line.price.checked_mul(quantity)?)?;
        self.weight = self.weight.checked_add(line.weight.checked_mul(quantity)?)?;
        if let Some(edges) = line.edges {
            self.volume = self.volume.checked_add(line.volume.checked_mul(quantity)?)?;
            self.stack.add(edges, pick.quantity)?;
        }
        if self.picks.iter().all(|other| other.link != pick.link) {
            self.fee = self.fee.checked_add(link.cost)?;
        }
        self.picks.push(pick);
        Some(())
    }
}
