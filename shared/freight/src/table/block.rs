//! The packed, immutable form of a freight table.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use domain::code::PolygonId;
use domain::postal::Country;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::table::area::{first_key, from_raw_key, last_key};
use crate::table::layers::Layers;
use crate::table::packed::Packed;
use crate::table::row::MAX_SCALE;
use crate::table::{Area, Band, DamagedBlock, FreightRow, PostalRange, Tariff, codec};

/// The SHA-256 of a block's bytes, its name wherever blocks are kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockHash([u8; 32]);

impl BlockHash {
    /// Takes over a digest.
    #[must_use]
    pub fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }
}

impl fmt::Display for BlockHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BlockHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 64 lower-case hexadecimal digits")]
pub struct InvalidHash;

impl FromStr for BlockHash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, InvalidHash> {
        let plain = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 64 || !text.bytes().all(plain) {
            return Err(InvalidHash);
        }
        let mut digest = [0_u8; 32];
        for (at, slot) in digest.iter_mut().enumerate() {
            let pair = text.get(at * 2..at * 2 + 2).ok_or(InvalidHash)?;
            *slot = u8::from_str_radix(pair, 16).map_err(|_| InvalidHash)?;
        }
        Ok(Self(digest))
    }
}

impl Serialize for BlockHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlockHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What a block consists of, as it is written down.
///
/// Rows of one place form a group; groups follow each other in the order of their first row, rows within a group in
/// file order. Bands, lists of bands and tariffs are stored once each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) countries: Vec<Country>,
    pub(crate) polygons: Vec<PolygonId>,
    pub(crate) bands: Vec<Band>,
    /// Lists of indexes into `bands`, one index for each row of a group.
    pub(crate) templates: Vec<Vec<u32>>,
    /// With the number of decimals in which the flat price was written.
    pub(crate) tariffs: Vec<(u32, Tariff)>,
    /// Decimals of `flats`.
    pub(crate) flat_scale: u32,
    pub(crate) groups: Groups,
    pub(crate) flats: Packed,
    pub(crate) tariff_of: Packed,
    /// Where in the file each row stood; empty when the rows lie in file order.
    pub(crate) order: Packed,
}

/// Columns with one number for each group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Groups {
    /// Index into `countries`.
    pub(crate) country: Packed,
    /// First postal code; 0 for a polygon.
    pub(crate) start: Packed,
    /// Last postal code, or index into `polygons`.
    pub(crate) end: Packed,
    /// Index into `templates`.
    pub(crate) template: Packed,
}

/// A freight table ready to answer: immutable, named by its content.
#[derive(Clone, Debug)]
pub struct Block {
    pub(crate) parts: Parts,
    hash: BlockHash,
    /// The first row of each group, and at the end the number of rows.
    pub(crate) first_rows: Vec<u32>,
    pub(crate) templates: Vec<Template>,
    postal: BTreeMap<Country, Layers>,
    polygons: BTreeMap<Country, BTreeMap<PolygonId, Vec<u32>>>,
}

/// The bands of a group in millionths of a gram.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(crate) starts: Vec<i64>,
    pub(crate) ends: Vec<i64>,
    /// Each band starts where the one before ends, or later.
    pub(crate) ascending: bool,
}

impl Template {
    fn new(bands: &[u32], known: &[Band]) -> Option<Self> {
        let bands: Option<Vec<Band>> =
            bands.iter().map(|band| known.get(usize::try_from(*band).ok()?).copied()).collect();
        let bands = bands?;
        let starts: Option<Vec<i64>> = bands.iter().map(|band| millionths(band.start)).collect();
        let ends: Option<Vec<i64>> = bands.iter().map(|band| millionths(band.end)).collect();
        let (starts, ends) = (starts?, ends?);
        let ascending = ends.iter().zip(starts.iter().skip(1)).all(|(end, next)| end <= next)
            && ends.iter().zip(ends.iter().skip(1)).all(|(end, next)| end < next);
        Some(Self { starts, ends, ascending })
    }
}

/// A weight of a table in millionths of a gram.
pub(crate) fn millionths(weight: Decimal) -> Option<i64> {
    let shift = MAX_SCALE.checked_sub(weight.scale()).and_then(|by| 10_i128.checked_pow(by))?;
    i64::try_from(weight.mantissa().checked_mul(shift)?).ok()
}

impl Block {
    /// Reads a block back.
    ///
    /// # Errors
    /// [`DamagedBlock`] when the bytes are not exactly what [`Block::to_bytes`] once gave.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DamagedBlock> {
        codec::decode(bytes)
    }

    /// The bytes to keep; their hash is [`Block::hash`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        codec::encode(&self.parts).0
    }

    /// The name of the block.
    #[must_use]
    pub fn hash(&self) -> BlockHash {
        self.hash
    }

    /// How many rows it has.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.parts.flats.len()
    }

    /// All rows in the order of the file they came from.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        let mut places: Vec<u32> = Vec::new();
        if self.parts.order.len() > 0 {
            places = vec![0; self.row_count()];
            for (row, place) in (0_u32..).zip(self.parts.order.iter()) {
                if let Some(slot) = usize::try_from(place).ok().and_then(|place| places.get_mut(place)) {
                    *slot = row;
                }
            }
        }
        Rows { block: self, places, next: 0 }
    }

    /// Whether any row is for this polygon.
    #[must_use]
    pub fn names_polygons(&self) -> bool {
        !self.parts.polygons.is_empty()
    }

    /// Checks that all indexes lead somewhere, and builds what look-ups need.
    pub(crate) fn assemble(parts: Parts, hash: BlockHash) -> Option<Self> {
        let rows = parts.flats.len();
        let groups = parts.groups.template.len();
        let same = [parts.groups.country.len(), parts.groups.start.len(), parts.groups.end.len()];
        if same.iter().any(|length| *length != groups)
            || parts.tariff_of.len() != rows
            || (parts.order.len() != 0 && parts.order.len() != rows)
            || parts.tariff_of.iter().any(|tariff| usize::try_from(tariff).is_ok_and(|at| at >= parts.tariffs.len()))
        {
            return None;
        }
        let templates: Option<Vec<Template>> =
            parts.templates.iter().map(|bands| Template::new(bands, &parts.bands)).collect();
        let templates = templates?;
        let mut first_rows = Vec::with_capacity(groups.checked_add(1)?);
        let mut next = 0_usize;
        let mut ranges: BTreeMap<Country, Vec<(u64, u64, u32)>> = BTreeMap::new();
        let mut polygons: BTreeMap<Country, BTreeMap<PolygonId, Vec<u32>>> = BTreeMap::new();
        for group in 0..groups {
            first_rows.push(u32::try_from(next).ok()?);
            next = next.checked_add(parts.templates.get(parts.groups.template.index(group))?.len())?;
            let country = *parts.countries.get(parts.groups.country.index(group))?;
            let at = u32::try_from(group).ok()?;
            match parts.area(group)? {
                Area::Postal(range) => {
                    let keys = (first_key(range.start()), last_key(range.end()), at);
                    ranges.entry(country).or_default().push(keys);
                }
                Area::Polygon(id) => polygons.entry(country).or_default().entry(id).or_default().push(at),
            }
        }
        if next != rows {
            return None;
        }
        first_rows.push(u32::try_from(rows).ok()?);
        let postal = ranges.into_iter().map(|(country, ranges)| (country, Layers::new(ranges))).collect();
        Some(Self { parts, hash, first_rows, templates, postal, polygons })
    }

    pub(crate) fn layers(&self, country: Country) -> Option<&Layers> {
        self.postal.get(&country)
    }

    pub(crate) fn polygon_groups(&self, country: Country, polygon: &PolygonId) -> &[u32] {
        self.polygons.get(&country).and_then(|known| known.get(polygon)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn first_row(&self, group: usize) -> usize {
        self.first_rows.get(group).and_then(|row| usize::try_from(*row).ok()).unwrap_or(usize::MAX)
    }

    pub(crate) fn tariff(&self, row: usize) -> Option<&(u32, Tariff)> {
        self.parts.tariffs.get(self.parts.tariff_of.index(row))
    }

    /// The flat price of a row; exact, but with the decimals of the column.
    pub(crate) fn flat(&self, row: usize) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.parts.flats.at(row)), self.parts.flat_scale)
    }

    /// Where a row stood in its file, counted from 0.
    pub(crate) fn file_place(&self, row: usize) -> u32 {
        let place = if self.parts.order.len() == 0 { row } else { self.parts.order.index(row) };
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn row(&self, row: usize) -> Option<FreightRow> {
        let group = self.first_rows.partition_point(|first| usize::try_from(*first).is_ok_and(|first| first <= row));
        let group = group.checked_sub(1)?;
        let within = row.checked_sub(self.first_row(group))?;
        let template = self.parts.templates.get(self.parts.groups.template.index(group))?;
        let band = *self.parts.bands.get(usize::try_from(*template.get(within)?).ok()?)?;
        let (scale, tariff) = self.tariff(row)?;
        let mut flat = self.flat(row);
        flat.rescale(*scale);
        let country = *self.parts.countries.get(self.parts.groups.country.index(group))?;
        FreightRow::new(country, self.parts.area(group)?, band, flat, *tariff).ok()
    }
}

impl Parts {
    pub(crate) fn area(&self, group: usize) -> Option<Area> {
        match self.groups.start.at(group) {
            0 => Some(Area::Polygon(self.polygons.get(self.groups.end.index(group))?.clone())),
            start => {
                let (start, end) = (from_raw_key(start)?, from_raw_key(self.groups.end.at(group))?);
                PostalRange::new(start, end).map(Area::Postal)
            }
        }
    }
}

/// The rows of a block in the order of their file.
#[derive(Debug)]
pub struct Rows<'a> {
    block: &'a Block,
    /// For each place in the file the row there; empty when both are the same.
    places: Vec<u32>,
    next: usize,
}

impl Iterator for Rows<'_> {
    type Item = FreightRow;

    fn next(&mut self) -> Option<FreightRow> {
        let row =
            if self.places.is_empty() { self.next } else { usize::try_from(*self.places.get(self.next)?).ok()? };
        self.next += 1;
        if row < self.block.row_count() { self.block.row(row) } else { None }
    }
}
