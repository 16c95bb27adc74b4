//! What changes when one freight table takes the place of another.
//!
//! The postal codes of a country are cut at every place where a range of either table begins or ends. In each piece
//! every postal code is priced alike by both tables, so one of its codes stands for all. A piece, or a polygon, is
//! counted once, as the first of these that holds: added or removed (only one table serves it), its price changed,
//! its time changed, something else changed that a small package does not notice, or the same.
//!
//! Prices are compared for [`PROBE_GOODS`] worth of goods without volume, at the end of every weight range of either
//! table.

use std::collections::BTreeSet;

use domain::code::PolygonId;
use domain::postal::Country;
use rust_decimal::Decimal;

use crate::table::area::{after, before, first_key, from_raw_key, last_key};
use crate::table::row::MAX_SCALE;
use crate::table::{Area, Block, Load, Place, Rate};
use crate::time_span::TimeSpan;

/// What the goods of the compared package are worth, in major units.
pub const PROBE_GOODS: Decimal = Decimal::ONE_HUNDRED;

/// How two tables differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Places by what happens to them.
    pub places: Places,
    /// The greatest rise of a price, in major units; zero when none rises.
    pub largest_increase: Decimal,
    /// The greatest fall, as a number above zero; zero when none falls.
    pub largest_decrease: Decimal,
    /// Mean change of the prices that both tables have, in percent of the old ones, to two decimals; none when the old
    /// ones are nothing.
    pub mean_percent: Option<Decimal>,
    /// The greatest lengthening of a time.
    pub slowest: TimeSpan,
    /// The greatest shortening.
    pub fastest: TimeSpan,
    /// Some of the changed prices and times: those with the greatest change of price first.
    pub examples: Vec<Example>,
}

/// Counts of postal ranges and polygons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Served by the new table only.
    pub added: u64,
    /// Served by the old table only.
    pub removed: u64,
    /// With another price for some weight.
    pub changed_price: u64,
    /// With the same prices and another time for some weight.
    pub changed_time: u64,
    /// With other rows that cost a small package the same: volumes, percentages, weights beyond the last range.
    pub changed_other: u64,
    /// With the same rows.
    pub same: u64,
}

/// What one weight range of a place costs before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The country.
    pub country: Country,
    /// Where.
    pub place: Compared,
    /// The weights compared, in grams: above the first number (or from it, where it is the first range), up to the second.
    pub weights: (Decimal, Decimal),
    /// Price and time of the old table; none when it does not serve this.
    pub from: Option<(Decimal, TimeSpan)>,
    /// The same of the new one.
    pub to: Option<(Decimal, TimeSpan)>,
}

/// A place that is compared as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// Postal codes from the first to the last, both included.
    Postal(String, String),
    /// A polygon.
    Polygon(PolygonId),
}

/// Compares two tables, with at most so many examples.
#[must_use]
pub fn diff(from: &Block, to: &Block, examples: usize) -> Diff {
    let mut comparing = Comparing { from, to, limit: examples, ..Comparing::new(from, to) };
    let countries: BTreeSet<Country> = [from, to].iter().flat_map(|block| block.countries()).collect();
    for country in countries {
        for (start, next) in pieces(from, to, country) {
            let place = Place::at(country, start);
            comparing.compare(country, &place, || {
                Compared::Postal(shown(start), next.map_or_else(|| "ZZZZZZZZ".to_owned(), |next| shown(before(next))))
            });
        }
        let polygons: BTreeSet<&PolygonId> = [from, to].iter().flat_map(|block| block.polygons_of(country)).collect();
        for polygon in polygons {
            let inside = [polygon.clone()];
            comparing.compare(country, &Place::new(country, None, &inside), || Compared::Polygon(polygon.clone()));
        }
    }
    comparing.finish()
}

/// The first key of each piece of a country, and that of the next one.
fn pieces(from: &Block, to: &Block, country: Country) -> Vec<(u64, Option<u64>)> {
    let mut cuts = BTreeSet::new();
    for block in [from, to] {
        for area in block.areas_of(country) {
            if let Area::Postal(range) = area {
                cuts.insert(first_key(range.start()));
                cuts.extend(after(last_key(range.end())));
            }
        }
    }
    let next = cuts.iter().copied().skip(1).map(Some).chain([None]);
    cuts.iter().copied().zip(next).collect()
}

struct Comparing<'a> {
    from: &'a Block,
    to: &'a Block,
    limit: usize,
    diff: Diff,
    /// Sums of the prices that both tables have.
    totals: (Decimal, Decimal),
}

impl<'a> Comparing<'a> {
    fn new(from: &'a Block, to: &'a Block) -> Self {
        Self { from, to, limit: 0, diff: Diff::default(), totals: (Decimal::ZERO, Decimal::ZERO) }
    }

    fn compare(&mut self, country: Country, place: &Place<'_>, name: impl Fn() -> Compared) {
        let places = &mut self.diff.places;
        match (self.from.serves(place), self.to.serves(place)) {
            (false, false) => return,
            (false, true) => places.added += 1,
            (true, false) => places.removed += 1,
            (true, true) => {
                if self.from.contents(place) == self.to.contents(place) {
                    places.same += 1;
                    self.count_unchanged(place);
                    return;
                }
                let (prices, times) = self.weights(country, place, &name);
                let places = &mut self.diff.places;
                match (prices, times) {
                    (true, _) => places.changed_price += 1,
                    (false, true) => places.changed_time += 1,
                    (false, false) => places.changed_other += 1,
                }
                return;
            }
        }
        self.weights(country, place, &name);
    }

    /// Prices that stay as they are count for the mean.
    fn count_unchanged(&mut self, place: &Place<'_>) {
        for end in self.from.ends(place) {
            if let Some(rate) = rate(self.from, place, end) {
                self.add_totals(rate.total, rate.total);
            }
        }
    }

    fn add_totals(&mut self, from: Decimal, to: Decimal) {
        self.totals.0 = self.totals.0.saturating_add(from);
        self.totals.1 = self.totals.1.saturating_add(to);
    }

    /// Compares weight by weight: whether a price and whether a time changed.
    fn weights(&mut self, country: Country, place: &Place<'_>, name: &impl Fn() -> Compared) -> (bool, bool) {
        let ends: BTreeSet<i64> = [self.from, self.to].iter().flat_map(|block| block.ends(place)).collect();
        let (mut prices, mut times) = (false, false);
        let mut below = 0_i64;
        for end in ends {
            let (from, to) = (rate(self.from, place, end), rate(self.to, place, end));
            let weights = (grams(below), grams(end));
            below = end;
            if let (Some(from), Some(to)) = (&from, &to) {
                self.add_totals(from.total, to.total);
                self.note_difference(from, to);
                prices |= from.total != to.total;
                times |= from.time != to.time;
                if (from.total, from.time) == (to.total, to.time) {
                    continue;
                }
            } else {
                prices |= from.is_some() != to.is_some();
            }
            let of = |rate: Option<Rate>| rate.map(|rate| (rate.total.normalize(), rate.time));
            self.keep(Example { country, place: name(), weights, from: of(from), to: of(to) });
        }
        (prices, times)
    }

    fn note_difference(&mut self, from: &Rate, to: &Rate) {
        let change = to.total.saturating_sub(from.total);
        self.diff.largest_increase = self.diff.largest_increase.max(change);
        self.diff.largest_decrease = self.diff.largest_decrease.max(-change);
        let seconds = |more: TimeSpan, less: TimeSpan| {
            let more = more.seconds().saturating_sub(less.seconds());
            TimeSpan::from_seconds(more.into()).unwrap_or_default()
        };
        self.diff.slowest = self.diff.slowest.max(seconds(to.time, from.time));
        self.diff.fastest = self.diff.fastest.max(seconds(from.time, to.time));
    }

    /// Keeps the example if it is among the greatest changes seen.
    fn keep(&mut self, example: Example) {
        let examples = &mut self.diff.examples;
        examples.push(example);
        if examples.len() >= self.limit.saturating_mul(2).max(16) {
            order(examples, self.limit);
        }
    }

    fn finish(mut self) -> Diff {
        order(&mut self.diff.examples, self.limit);
        let (from, to) = self.totals;
        let change = to.saturating_sub(from).saturating_mul(Decimal::ONE_HUNDRED);
        self.diff.mean_percent = change.checked_div(from).map(|percent| percent.round_dp(2).normalize());
        self.diff.largest_increase = self.diff.largest_increase.normalize();
        self.diff.largest_decrease = self.diff.largest_decrease.normalize();
        self.diff
    }
}

/// The greatest changes first: what is served no more or anew, then by how much, then by place and weight.
fn order(examples: &mut Vec<Example>, limit: usize) {
    let change = |example: &Example| match (example.from, example.to) {
        (Some((from, _)), Some((to, _))) => to.saturating_sub(from).abs(),
        _ => Decimal::MAX,
    };
    examples.sort_by(|one, other| {
        let by_change = change(other).cmp(&change(one));
        by_change
            .then_with(|| (one.country, &one.place, one.weights).cmp(&(other.country, &other.place, other.weights)))
    });
    examples.truncate(limit);
}

fn rate(block: &Block, place: &Place<'_>, weight: i64) -> Option<Rate> {
    let load = Load { weight: grams(weight), volume: Decimal::ZERO, goods: PROBE_GOODS };
    block.select(place, &load).ok()
}

fn grams(millionths: i64) -> Decimal {
    Decimal::new(millionths, MAX_SCALE).normalize()
}

fn shown(key: u64) -> String {
    from_raw_key(key).map(|code| code.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cells, compile};

    fn block(lines: &[&str]) -> Block {
        let row = |line: &&str| Cells(line.split(',').collect::<Vec<_>>().try_into().unwrap()).parse().unwrap().row;
        compile(&lines.iter().map(row).collect::<Vec<_>>()).unwrap().block
    }

    fn check(from: &[&str], to: &[&str], expected: Places) -> Diff {
        let found = diff(&block(from), &block(to), 10);
        assert_eq!(found.places, expected, "{from:?} {to:?}");
        found
    }

    const A: &str = "01000000,05999999,,0,300,10,0,0,0,1,BRA,0";
    const B: &str = "06000000,06999999,,0,300,12,0,0,0,2,BRA,0";

    #[test]
    fn places_are_counted_by_what_happens_to_them() {
        let none = Places::default();
        check(&[A, B], &[B, A], Places { same: 2, ..none });
        check(&[A], &[A, B], Places { same: 1, added: 1, ..none });
        check(&[A, B], &[A], Places { same: 1, removed: 1, ..none });
        let dearer = "06000000,06999999,,0,300,12.01,0,0,0,2,BRA,0";
        check(&[A, B], &[A, dearer], Places { same: 1, changed_price: 1, ..none });
        let slower = "06000000,06999999,,0,300,12.00,0,0,0,3,BRA,0";
        check(&[A, B], &[A, slower], Places { same: 1, changed_time: 1, ..none });
        let smaller = "06000000,06999999,,0,300,12,0,0,5000,2,BRA,0";
        check(&[A, B], &[A, smaller], Places { same: 1, changed_other: 1, ..none });
        let insured = "06000000,06999999,,0,300,12,0,0,0,2,BRA,0.50";
        check(&[A, B], &[A, insured], Places { same: 1, changed_price: 1, ..none });
        let two = ["01000000,02999999,,0,300,10,0,0,0,1,BRA,0", "03000000,05999999,,0,300,11,0,0,0,1,BRA,0"];
        check(&[A], &two, Places { same: 1, changed_price: 1, ..none });
        let centre = "0,0,centro,0,300,10,0,0,0,1,BRA,0";
        check(&[A], &[A, centre], Places { same: 1, added: 1, ..none });
        check(&[A, centre], &[A, &centre.replace(",10,", ",9,")], Places { same: 1, changed_price: 1, ..none });
    }

    #[test]
    fn the_figures_tell_how_much_changes() {
        let to = ["01000000,05999999,,0,300,8,0,0,0,3,BRA,0", "06000000,06999999,,0,300,15.50,0,0,0,1,BRA,0"];
        let found = diff(&block(&[A, B]), &block(&to), 1);
        assert_eq!((found.largest_increase, found.largest_decrease), (Decimal::new(35, 1), Decimal::TWO));
        assert_eq!(found.mean_percent, Some(Decimal::new(682, 2)));
        assert_eq!((found.slowest.seconds(), found.fastest.seconds()), (2 * 86_400, 86_400));
        let [example] = &found.examples[..] else { panic!("one example") };
        assert_eq!(example.place, Compared::Postal("06000000".into(), "06999999".into()));
        assert_eq!(example.weights, (Decimal::ZERO, Decimal::from(300)));
        let days = |days| TimeSpan::from_days(days).unwrap();
        assert_eq!(example.from, Some((Decimal::from(12), days(2))));
        assert_eq!(example.to, Some((Decimal::new(155, 1), days(1))));
        assert_eq!(diff(&block(&[]), &block(&[]), 5), Diff::default());
    }

    #[test]
    fn weights_that_only_one_table_has_change_the_price_of_the_place() {
        let more = "01000000,05999999,,300.001,500,20,0,0,0,1,BRA,0";
        let found = check(&[A], &[A, more], Places { changed_price: 1, ..Places::default() });
        let [example] = &found.examples[..] else { panic!("one example") };
        assert_eq!((example.from, example.weights.1), (None, Decimal::from(500)));
    }
}
