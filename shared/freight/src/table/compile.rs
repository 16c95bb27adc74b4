//! From rows in file order to a packed block.

use std::collections::HashMap;
use std::hash::Hash;

use domain::postal::Country;
use rust_decimal::Decimal;

use crate::table::area::raw_key;
use crate::table::block::Block;
use crate::table::overlaps::{Overlaps, overlaps};
use crate::table::packed::{MAX_LENGTH, Packed};
use crate::table::parts::{Groups, Parts};
use crate::table::{Area, Band, FreightRow, Tariff, Warning, codec};

/// A compiled table.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The block.
    pub block: Block,
    /// Its bytes, whose hash is the block's name.
    pub bytes: Vec<u8>,
    /// Pairs of rows that are for the same place and weight, by row number; at most 1,000.
    pub warnings: Vec<Warning>,
    /// How many such pairs were seen, listed or not.
    pub warning_count: u64,
}

/// More rows than a block can have (20 million).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a freight table has at most 20000000 rows")]
pub struct TooManyRows;

/// Takes rows one by one, so that a file need not be in memory as a whole.
#[derive(Debug, Default)]
pub struct Compiler {
    countries: Interned<Country>,
    polygons: Interned<domain::code::PolygonId>,
    bands: Interned<Written<2>>,
    tariffs: Interned<WrittenTariff>,
    groups: Interned<GroupKey>,
    rows: Vec<Row>,
}

/// Country, and first and last postal code; first 0 and the index of the polygon otherwise.
type GroupKey = (u32, u64, u64);

/// Decimals as they were written: 1.0 is not 1.00 here, so that a table comes out as it went in.
type Written<const N: usize> = [(i128, u32); N];

/// The flat price's decimals, the tariff's numbers and its time.
type WrittenTariff = (u32, Written<4>, u32);

#[derive(Clone, Copy, Debug)]
struct Row {
    number: u32,
    group: u32,
    band: u32,
    tariff: u32,
    /// Without its point: how many decimals it has stands in the tariff. Ten million rows are held at once.
    flat: u64,
}

/// Compiles rows that are all at hand; they are numbered from 1.
///
/// # Errors
/// [`TooManyRows`] over 20 million.
pub fn compile(rows: &[FreightRow]) -> Result<Compiled, TooManyRows> {
    let mut compiler = Compiler::default();
    for (number, row) in (1_u32..).zip(rows) {
        compiler.add(number, row)?;
    }
    compiler.finish()
}

impl Compiler {
    /// Adds the next row; `number` is what warnings call it.
    ///
    /// # Errors
    /// [`TooManyRows`] over 20 million.
    pub fn add(&mut self, number: u32, row: &FreightRow) -> Result<(), TooManyRows> {
        if self.rows.len() >= MAX_LENGTH {
            return Err(TooManyRows);
        }
        let country = self.countries.place(row.country());
        let key = match row.area() {
            Area::Postal(range) => (country, raw_key(range.start()), raw_key(range.end())),
            Area::Polygon(id) => (country, 0, u64::from(self.polygons.place(id.clone()))),
        };
        let band = self.bands.place([written(row.band().start), written(row.band().end)]);
        let tariff = row.tariff();
        let numbers = [
            written(tariff.price_percent),
            written(tariff.price_by_extra_weight),
            written(tariff.max_volume),
            written(tariff.minimum_value_insurance),
        ];
        let tariff = self.tariffs.place((row.flat().scale(), numbers, tariff.time_cost.seconds()));
        let group = self.groups.place(key);
        self.rows.push(Row { number, group, band, tariff, flat: mantissa(row.flat(), row.flat().scale()) });
        Ok(())
    }

    /// Packs what was added.
    ///
    /// # Errors
    /// [`TooManyRows`] when an index outgrows the block's format.
    pub fn finish(self) -> Result<Compiled, TooManyRows> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        // Stable: rows of a group stay in file order, and groups already follow the order of their first rows.
        order.sort_by_key(|at| self.rows.get(*at).map_or(0, |row| row.group));
        let sorted: Vec<&Row> = order.iter().filter_map(|at| self.rows.get(*at)).collect();

        let mut templates: Interned<Vec<u32>> = Interned::default();
        let template_of: Vec<u64> = sorted
            .chunk_by(|one, other| one.group == other.group)
            .map(|group| u64::from(templates.place(group.iter().map(|row| row.band).collect())))
            .collect();
        let scale = |row: &Row| self.tariffs.values.get(index(row.tariff)).map_or(0, |(scale, ..)| *scale);
        let flat_scale = self.rows.iter().map(scale).max().unwrap_or(0);
        let shifted = |row: &Row| {
            let shift = 10_u64.checked_pow(flat_scale.saturating_sub(scale(row))).unwrap_or_default();
            row.flat.saturating_mul(shift)
        };
        let flats: Vec<u64> = sorted.iter().map(|row| shifted(row)).collect();
        let in_file_order = order.iter().enumerate().all(|(place, at)| place == *at);
        let order = if in_file_order { Vec::new() } else { order };
        let column = |pick: fn(&GroupKey) -> u64| Packed::new(&self.groups.values.iter().map(pick).collect::<Vec<_>>());
        let groups = Groups {
            country: column(|key| u64::from(key.0)),
            start: column(|key| key.1),
            end: column(|key| key.2),
            template: Packed::new(&template_of),
        };
        let parts = Parts {
            bands: self.bands.values.iter().map(band).collect(),
            tariffs: self.tariffs.values.iter().map(tariff).collect(),
            templates: templates.values,
            flat_scale,
            groups,
            flats: Packed::new(&flats),
            tariff_of: Packed::new(&sorted.iter().map(|row| u64::from(row.tariff)).collect::<Vec<_>>()),
            order: Packed::new(&order.iter().map(|at| u64::try_from(*at).unwrap_or_default()).collect::<Vec<_>>()),
            countries: self.countries.values,
            polygons: self.polygons.values,
        };
        let numbers: Vec<u32> = sorted.iter().map(|row| row.number).collect();
        let (bytes, hash) = codec::encode(&parts);
        let block = Block::assemble(parts, hash).ok_or(TooManyRows)?;
        let Overlaps { warnings, count } = overlaps(&block, &numbers);
        Ok(Compiled { block, bytes, warnings, warning_count: count })
    }
}

fn written(value: Decimal) -> (i128, u32) {
    (value.mantissa(), value.scale())
}

fn decimal((mantissa, scale): (i128, u32)) -> Decimal {
    Decimal::from_i128_with_scale(mantissa, scale)
}

fn band(bounds: &Written<2>) -> Band {
    let [start, end] = *bounds;
    Band { start: decimal(start), end: decimal(end) }
}

fn tariff((scale, numbers, seconds): &WrittenTariff) -> (u32, Tariff) {
    let [percent, extra, volume, insurance] = *numbers;
    let tariff = Tariff {
        price_percent: decimal(percent),
        price_by_extra_weight: decimal(extra),
        max_volume: decimal(volume),
        time_cost: crate::time_span::TimeSpan::from_seconds(u64::from(*seconds)).unwrap_or_default(),
        minimum_value_insurance: decimal(insurance),
    };
    (*scale, tariff)
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// A price as a whole number at the scale of its column.
fn mantissa(value: Decimal, scale: u32) -> u64 {
    let shift = 10_i128.pow(scale.saturating_sub(value.scale()));
    u64::try_from(value.mantissa().saturating_mul(shift)).unwrap_or_default()
}

/// Distinct values in the order in which they first came.
#[derive(Debug)]
struct Interned<T> {
    values: Vec<T>,
    places: HashMap<T, u32>,
    /// The value that came last, and its place: neighbours in a file mostly agree.
    last: Option<(T, u32)>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self { values: Vec::new(), places: HashMap::new(), last: None }
    }
}

impl<T: Clone + Eq + Hash> Interned<T> {
    fn place(&mut self, value: T) -> u32 {
        if let Some((last, place)) = &self.last
            && *last == value
        {
            return *place;
        }
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(value.clone()).or_insert(next);
        if place == next {
            self.values.push(value.clone());
        }
        self.last = Some((value, place));
        place
    }
}
