//! Rows of one table that are for the same place and weight.

use std::collections::HashMap;

use domain::postal::Country;

use crate::table::area::{first_key, last_key};
use crate::table::block::{Block, Template};
use crate::table::{Area, Warning};

/// The most warnings that are listed.
const LISTED: usize = 1_000;
/// The most pairs of postal ranges that are compared: a table where everything lies over everything is not worth more.
const COMPARED: u32 = 500_000;

pub(crate) struct Overlaps {
    pub(crate) warnings: Vec<Warning>,
    pub(crate) count: u64,
}

impl Overlaps {
    /// Adds as many as there are, and lists them while there is room.
    fn add(&mut self, pairs: impl ExactSizeIterator<Item = (&'static str, u32, u32)>) {
        self.count = self.count.saturating_add(u64::try_from(pairs.len()).unwrap_or(u64::MAX));
        let room = LISTED.saturating_sub(self.warnings.len());
        self.warnings.extend(pairs.take(room).map(|(rule, one, other)| Warning {
            rule,
            row: one.min(other),
            other_row: one.max(other),
        }));
    }
}

/// Finds them. `numbers` holds the number of each row, in the block's own order.
pub(crate) fn overlaps(block: &Block, numbers: &[u32]) -> Overlaps {
    let mut found = Overlaps { warnings: Vec::new(), count: 0 };
    within_places(block, numbers, &mut found);
    between_places(block, numbers, &mut found);
    found.warnings.sort_unstable_by_key(|warning| (warning.row, warning.other_row));
    found
}

/// Bands that are the same or share more than an end point, within one postal range or polygon.
fn within_places(block: &Block, numbers: &[u32], found: &mut Overlaps) {
    let mut known: HashMap<usize, Vec<(&'static str, usize, usize)>> = HashMap::new();
    for group in 0..block.parts.groups.template.len() {
        let at = block.parts.groups.template.index(group);
        let Some(template) = block.templates.get(at).filter(|template| !template.ascending) else { continue };
        let first = block.first_row(group);
        let clashes = known.entry(at).or_insert_with(|| {
            let same = |one: &Band, other: &Band| (one.start, one.end) == (other.start, other.end);
            let rule = |one, other| if same(one, other) { "duplicate_range" } else { "overlapping_range" };
            let met = meetings(bands(template, 0).collect(), |_, _| true);
            met.iter().map(|(one, other)| (rule(one, other), one.at, other.at)).collect()
        });
        let number = |at: usize| numbers.get(first + at).copied().unwrap_or_default();
        found.add(clashes.iter().map(|(rule, one, other)| (*rule, number(*one), number(*other))));
    }
}

/// The weights of one row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Band {
    start: i64,
    end: i64,
    /// Its place in its template.
    at: usize,
    /// Which of two templates it is of.
    side: u8,
}

fn bands(template: &Template, side: u8) -> impl Iterator<Item = Band> {
    let ranges = template.starts.iter().zip(&template.ends).enumerate();
    ranges.map(move |(at, (start, end))| Band { start: *start, end: *end, at, side })
}

/// Every two bands that may be compared and have more in common than a point where one ends and the other starts, as
/// many as are listed at most.
fn meetings(mut bands: Vec<Band>, compared: impl Fn(&Band, &Band) -> bool) -> Vec<(Band, Band)> {
    bands.sort_unstable();
    let (mut found, mut open): (Vec<(Band, Band)>, Vec<Band>) = (Vec::new(), Vec::new());
    for band in bands {
        open.retain(|before| before.end >= band.start);
        let met = open.iter().filter(|before| compared(before, &band));
        let met = met.filter(|before| share(before.start, before.end, band.start, band.end));
        found.extend(met.map(|before| (*before, band)).take(LISTED.saturating_sub(found.len())));
        if found.len() >= LISTED {
            break;
        }
        open.push(band);
    }
    found
}

/// Whether two bands have more in common than a point where one ends and the other starts.
fn share(start: i64, end: i64, other_start: i64, other_end: i64) -> bool {
    let (from, to) = (start.max(other_start), end.min(other_end));
    from < to || (from == to && (start == end || other_start == other_end))
}

/// Postal ranges that lie over each other and have weights in common.
fn between_places(block: &Block, numbers: &[u32], found: &mut Overlaps) {
    let mut ranges: Vec<(Country, u64, u64, usize)> = Vec::new();
    for group in 0..block.parts.groups.template.len() {
        let country = block.parts.countries.get(block.parts.groups.country.index(group));
        if let (Some(country), Some(Area::Postal(range))) = (country, block.parts.area(group)) {
            ranges.push((*country, first_key(range.start()), last_key(range.end()), group));
        }
    }
    ranges.sort_unstable();
    let mut open: Vec<(Country, u64, usize)> = Vec::new();
    let mut memory: HashMap<(usize, usize), Clashes> = HashMap::new();
    let mut compared = 0_u32;
    for (country, start, end, group) in ranges {
        open.retain(|(other, last, _)| *other == country && *last >= start);
        for (_, _, other) in &open {
            compared = compared.saturating_add(1);
            if compared > COMPARED {
                return;
            }
            let templates = (block.parts.groups.template.index(*other), block.parts.groups.template.index(group));
            let listed = found.warnings.len() < LISTED;
            let clashes = memory.entry(templates).or_insert_with(|| Clashes::between(block, templates, listed));
            let (first, second) = (block.first_row(*other), block.first_row(group));
            let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
            if listed {
                let pairs = clashes.pairs.iter();
                found.add(pairs.map(|(one, two)| ("overlapping_range", number(first + *one), number(second + *two))));
            } else {
                found.count = found.count.saturating_add(clashes.count);
            }
        }
        open.push((country, end, group));
    }
}

/// The bands of two templates that have weights in common: their places, while they are to be listed.
struct Clashes {
    pairs: Vec<(usize, usize)>,
    count: u64,
}

impl Clashes {
    fn between(block: &Block, (one, two): (usize, usize), listed: bool) -> Self {
        let of = |at: usize, side| block.templates.get(at).into_iter().flat_map(move |template| bands(template, side));
        let met = meetings(of(one, 0).chain(of(two, 1)).collect(), |before, band| before.side != band.side);
        let count = u64::try_from(met.len()).unwrap_or(u64::MAX);
        let pairs =
            met.iter().map(|(before, band)| if before.side == 0 { (before.at, band.at) } else { (band.at, before.at) });
        Self { pairs: if listed { pairs.collect() } else { Vec::new() }, count }
    }
}
