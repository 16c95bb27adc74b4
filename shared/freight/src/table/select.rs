//! The row of a block that prices a package.
//!
//! Of the rows for the destination, those whose `MaxVolume` is too small go first, then those whose weights do not
//! fit. A weight in a gap, or below all bands, takes the next band above; above all bands there is no row. Of several
//! rows the lowest price wins, then the shortest time, then the content of the row, so that the order of the file
//! never matters.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use domain::code::PolygonId;
use domain::postal::{Country, PostalCode};
use rust_decimal::Decimal;

use crate::table::Area;
use crate::table::area::first_key;
use crate::table::block::{Block, Template};
use crate::table::price::{Amounts, Ask, in_decimals};
use crate::table::row::MAX_SCALE;
use crate::time_span::TimeSpan;

/// Where a package goes.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    country: Country,
    key: Option<u64>,
    polygons: &'a [PolygonId],
}

impl<'a> Place<'a> {
    /// A postal code, if known, and the polygons that hold the point, if one is known.
    #[must_use]
    pub fn new(country: Country, postal_code: Option<PostalCode>, polygons: &'a [PolygonId]) -> Self {
        Self { country, key: postal_code.map(first_key), polygons }
    }

    /// The country.
    pub(crate) fn country(&self) -> Country {
        self.country
    }

    /// The postal code as ranges compare it.
    pub(crate) fn key(&self) -> Option<u64> {
        self.key
    }

    /// The polygons that hold the point.
    pub(crate) fn polygons(&self) -> &[PolygonId] {
        self.polygons
    }

    /// A key as postal ranges have it.
    pub(crate) fn at(country: Country, key: u64) -> Self {
        Self { country, key: Some(key), polygons: &[] }
    }
}

/// What a package is, as far as a freight table cares.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Chargeable weight in grams.
    pub weight: Decimal,
    /// Volume in cubic centimetres.
    pub volume: Decimal,
    /// Price of the goods in major units.
    pub goods: Decimal,
}

/// What the chosen row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Flat price, price of the weight and of the value; [`Block::amounts`] says them one by one.
    pub total: Decimal,
    /// How long the carrier takes.
    pub time: TimeSpan,
    /// Which row of the file, counted from 1.
    pub row: u32,
    /// The row's place in the block.
    pub(crate) at: u32,
    /// Which of the block's places the row is for, where that is a polygon.
    pub(crate) polygon: Option<u32>,
}

/// Why no row fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unserved {
    /// No row is for this place.
    Place,
    /// All rows for the place take less volume.
    Volume {
        /// The largest volume that one takes, in cubic centimetres.
        limit: Decimal,
    },
    /// All rows for the place and volume end below this weight.
    Weight {
        /// The heaviest weight that one takes, in grams.
        limit: Decimal,
    },
    /// The price is too large to be written down.
    Amount,
}

/// Weights from and to, the flat price, percent, price of extra weight and insurance, volume and time of a row.
pub(crate) type Content = (i64, i64, Decimal, [Decimal; 3], Decimal, TimeSpan);

/// A row that could be chosen.
#[derive(Clone, Copy)]
struct Candidate {
    group: usize,
    row: usize,
    within: usize,
}

impl Block {
    /// The row for a package, with its price.
    ///
    /// # Errors
    /// [`Unserved`] says which filter left nothing.
    pub fn select(&self, place: &Place<'_>, load: &Load) -> Result<Rate, Unserved> {
        let Some(ask) = Ask::new(load) else { return Err(self.why(place, load)) };
        let mut fitting: Option<(Rate, Candidate)> = None;
        let mut above: Option<(i64, Rate, Candidate)> = None;
        let mut overflowed = false;
        self.each_group(place, |group| {
            let Some((template, first)) = self.group(group) else { return };
            self.each_candidate(template, group, first, &ask, |candidate, fits| {
                let Some(rate) = self.rate(template, candidate, &ask) else {
                    overflowed = true;
                    return;
                };
                if fits {
                    let better = fitting.is_none_or(|(other, of)| self.precedes(&rate, candidate, &other, of));
                    if better {
                        fitting = Some((rate, candidate));
                    }
                } else {
                    let end = template.ends.get(candidate.within).copied().unwrap_or(i64::MAX);
                    let better = above.is_none_or(|(lowest, other, of)| match end.cmp(&lowest) {
                        Ordering::Less => true,
                        Ordering::Equal => self.precedes(&rate, candidate, &other, of),
                        Ordering::Greater => false,
                    });
                    if better {
                        above = Some((end, rate, candidate));
                    }
                }
            });
        });
        match (fitting, above) {
            (Some((rate, of)), _) | (None, Some((_, rate, of))) => Ok(Rate { polygon: self.drawn(of.group), ..rate }),
            (None, None) if overflowed => Err(Unserved::Amount),
            (None, None) => Err(self.why(place, load)),
        }
    }

    /// The polygon that a rate of this block is for; none where it is for postal codes.
    #[must_use]
    pub fn polygon(&self, rate: &Rate) -> Option<PolygonId> {
        match self.parts.area(usize::try_from(rate.polygon?).ok()?)? {
            Area::Polygon(polygon) => Some(polygon),
            Area::Postal(_) => None,
        }
    }

    /// A group that is for a polygon.
    fn drawn(&self, group: usize) -> Option<u32> {
        u32::try_from(group).ok().filter(|_| self.parts.groups.start.at(group) == 0)
    }

    fn each_group(&self, place: &Place<'_>, mut visit: impl FnMut(usize)) {
        if let (Some(key), Some(layers)) = (place.key, self.layers(place.country)) {
            layers.containing(key).filter_map(|group| usize::try_from(group).ok()).for_each(&mut visit);
        }
        for polygon in place.polygons {
            let groups = self.polygon_groups(place.country, polygon).iter();
            groups.filter_map(|group| usize::try_from(*group).ok()).for_each(&mut visit);
        }
    }

    fn group(&self, group: usize) -> Option<(&Template, usize)> {
        let (template, first) = self.head(group)?;
        Some((self.templates.get(template)?, first))
    }

    /// Rows of a group that take the volume and the weight, and the first one above where none does.
    fn each_candidate(
        &self,
        template: &Template,
        group: usize,
        first: usize,
        ask: &Ask<'_>,
        mut visit: impl FnMut(Candidate, bool),
    ) {
        let skip = if template.ascending { template.ends.partition_point(|end| *end < ask.ceiling) } else { 0 };
        let bands = template.starts.iter().zip(&template.ends).enumerate().skip(skip);
        let mut fitted = false;
        for (within, (start, end)) in bands {
            let row = first.saturating_add(within);
            if *end < ask.ceiling || !self.prepared(row).is_some_and(|tariff| tariff.takes_volume(ask)) {
                continue;
            }
            let fits = *start <= ask.floor;
            // Where bands ascend, none after the first that starts above the weight can fit or be nearer.
            let last = template.ascending && !fits;
            if !(last && fitted) {
                visit(Candidate { group, row, within }, fits);
            }
            if last {
                return;
            }
            fitted |= fits;
        }
    }

    fn takes_volume(&self, row: usize, volume: Decimal) -> bool {
        self.tariff(row).is_some_and(|(_, tariff)| tariff.max_volume.is_zero() || volume <= tariff.max_volume)
    }

    fn rate(&self, template: &Template, candidate: Candidate, ask: &Ask<'_>) -> Option<Rate> {
        let start = *template.starts.get(candidate.within)?;
        let (flat, prepared) = (self.flat_mantissa(candidate.row), self.prepared(candidate.row)?);
        let narrow = flat.and_then(|flat| prepared.total(start, (flat, self.flat_scale()), ask));
        let total = narrow.or_else(|| Some(self.amounts_of(candidate.row, start, ask)?.total))?;
        let row = self.file_place(candidate.row).saturating_add(1);
        Some(Rate { total, time: prepared.time, row, at: u32::try_from(candidate.row).ok()?, polygon: None })
    }

    fn amounts_of(&self, row: usize, start: i64, ask: &Ask<'_>) -> Option<Amounts> {
        let (flat, prepared) = (self.flat_mantissa(row), self.prepared(row)?);
        let whole = flat.and_then(|flat| prepared.amounts(start, (flat, self.flat_scale()), ask));
        whole.or_else(|| {
            let (_, tariff) = self.tariff(row)?;
            in_decimals(tariff, start, self.flat(row), ask.load)
        })
    }

    /// What a rate of this block is made of, for the load that it was given for.
    #[must_use]
    pub fn amounts(&self, rate: &Rate, load: &Load) -> Option<Amounts> {
        let row = usize::try_from(rate.at).ok()?;
        let group = self.group_of(row)?;
        let (template, first) = self.group(group)?;
        self.amounts_of(row, *template.starts.get(row.checked_sub(first)?)?, &Ask::new(load)?)
    }

    /// The total order among rows: price, time, then what the row says.
    fn precedes(&self, rate: &Rate, candidate: Candidate, other_rate: &Rate, other: Candidate) -> bool {
        let cheaper = rate.total.cmp(&other_rate.total).then(rate.time.cmp(&other_rate.time));
        cheaper.then_with(|| self.content(candidate).cmp(&self.content(other))) == Ordering::Less
    }

    fn content(&self, candidate: Candidate) -> impl Ord + use<> {
        let template = self.templates.get(self.parts.groups.template.index(candidate.group));
        let band = template.and_then(|template| {
            Some((*template.starts.get(candidate.within)?, *template.ends.get(candidate.within)?))
        });
        let tariff = self.tariff(candidate.row).map(|(_, tariff)| {
            let numbers = [tariff.price_percent, tariff.price_by_extra_weight, tariff.minimum_value_insurance];
            (numbers, tariff.max_volume)
        });
        (self.flat(candidate.row), band, tariff, self.parts.area(candidate.group))
    }

    /// Which filter left nothing, and at what limit.
    fn why(&self, place: &Place<'_>, load: &Load) -> Unserved {
        let mut served = false;
        let mut volume_limit: Option<Decimal> = None;
        let mut weight_limit: Option<Decimal> = None;
        self.each_group(place, |group| {
            let Some((template, first)) = self.group(group) else { return };
            for (within, end) in template.ends.iter().enumerate() {
                served = true;
                let row = first.saturating_add(within);
                if self.takes_volume(row, load.volume) {
                    let end = Decimal::from_i128_with_scale(i128::from(*end), MAX_SCALE).normalize();
                    weight_limit = weight_limit.max(Some(end));
                } else if let Some((_, tariff)) = self.tariff(row) {
                    volume_limit = volume_limit.max(Some(tariff.max_volume.normalize()));
                }
            }
        });
        match (served, weight_limit, volume_limit) {
            (true, Some(limit), _) => Unserved::Weight { limit },
            (true, None, Some(limit)) => Unserved::Volume { limit },
            _ => Unserved::Place,
        }
    }

    /// What a package may be at a place: the largest volumes in cubic centimetres, each with the heaviest weight in
    /// grams that a row takes up to it. Loads that another one covers are left out.
    #[must_use]
    pub fn loads(&self, place: &Place<'_>) -> Vec<(Decimal, Decimal)> {
        let mut loads: Vec<(Decimal, Decimal)> = Vec::with_capacity(1);
        self.each_group(place, |group| {
            let Some((template, first)) = self.group(group) else { return };
            for (within, end) in template.ends.iter().enumerate().rev() {
                let Some((_, tariff)) = self.tariff(first.saturating_add(within)) else { continue };
                let volume = if tariff.max_volume.is_zero() { Decimal::MAX } else { tariff.max_volume };
                let weight = Decimal::from_i128_with_scale(i128::from(*end), MAX_SCALE);
                if !loads.iter().any(|(larger, heavier)| volume <= *larger && weight <= *heavier) {
                    loads.retain(|(smaller, lighter)| !(*smaller <= volume && *lighter <= weight));
                    loads.push((volume, weight));
                }
            }
        });
        loads
    }

    /// What the rows for a place say, whatever their order.
    pub(crate) fn contents(&self, place: &Place<'_>) -> Vec<Content> {
        let mut all = Vec::new();
        self.each_group(place, |group| {
            let Some((template, first)) = self.group(group) else { return };
            let bands = template.starts.iter().zip(&template.ends).enumerate();
            all.extend(bands.filter_map(|(within, (start, end))| {
                let row = first.saturating_add(within);
                let (_, tariff) = self.tariff(row)?;
                let numbers = [tariff.price_percent, tariff.price_by_extra_weight, tariff.minimum_value_insurance];
                Some((*start, *end, self.flat(row), numbers, tariff.max_volume, tariff.time_cost))
            }));
        });
        all.sort_unstable();
        all
    }

    /// Where the weights of a place's rows end, in millionths of a gram.
    pub(crate) fn ends(&self, place: &Place<'_>) -> BTreeSet<i64> {
        let mut all = BTreeSet::new();
        self.each_group(place, |group| all.extend(self.group(group).into_iter().flat_map(|(bands, _)| &bands.ends)));
        all
    }

    /// Whether any row is for this place.
    #[must_use]
    pub fn serves(&self, place: &Place<'_>) -> bool {
        let mut served = false;
        self.each_group(place, |_| served = true);
        served
    }
}
