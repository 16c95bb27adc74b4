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
    fn add(&mut self, rule: &'static str, one: u32, other: u32) {
        self.count = self.count.saturating_add(1);
        if self.warnings.len() < LISTED {
            self.warnings.push(Warning { rule, row: one.min(other), other_row: one.max(other) });
        }
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
        for (rule, one, other) in known.entry(at).or_insert_with(|| clashes(template)) {
            if let (Some(one), Some(other)) = (numbers.get(first + *one), numbers.get(first + *other)) {
                found.add(rule, *one, *other);
            }
        }
    }
}

/// Each band against the one before it that reaches farthest.
fn clashes(template: &Template) -> Vec<(&'static str, usize, usize)> {
    let mut bands: Vec<(i64, i64, usize)> =
        template.starts.iter().zip(&template.ends).enumerate().map(|(at, (start, end))| (*start, *end, at)).collect();
    bands.sort_unstable();
    let mut found = Vec::new();
    let mut farthest: Option<(i64, i64, usize)> = None;
    for band in bands {
        if let Some(before) = farthest {
            if (before.0, before.1) == (band.0, band.1) {
                found.push(("duplicate_range", before.2, band.2));
            } else if share(before.0, before.1, band.0, band.1) {
                found.push(("overlapping_range", before.2, band.2));
            }
        }
        if farthest.is_none_or(|before| band.1 > before.1) {
            farthest = Some(band);
        }
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
    let mut memory: HashMap<(usize, usize), Option<(usize, usize)>> = HashMap::new();
    let mut compared = 0_u32;
    for (country, start, end, group) in ranges {
        open.retain(|(other, last, _)| *other == country && *last >= start);
        for (_, _, other) in &open {
            compared = compared.saturating_add(1);
            if compared > COMPARED {
                return;
            }
            let templates = (block.parts.groups.template.index(*other), block.parts.groups.template.index(group));
            let clash = memory.entry(templates).or_insert_with(|| first_clash(block, templates));
            if let Some((one, two)) = clash {
                let rows = (numbers.get(block.first_row(*other) + *one), numbers.get(block.first_row(group) + *two));
                if let (Some(one), Some(two)) = rows {
                    found.add("overlapping_range", *one, *two);
                }
            }
        }
        open.push((country, end, group));
    }
}

fn first_clash(block: &Block, (one, two): (usize, usize)) -> Option<(usize, usize)> {
    let (one, two) = (block.templates.get(one)?, block.templates.get(two)?);
    one.starts.iter().zip(&one.ends).enumerate().find_map(|(at, (start, end))| {
        let mut others = two.starts.iter().zip(&two.ends);
        others.position(|(from, to)| share(*start, *end, *from, *to)).map(|other| (at, other))
    })
}
