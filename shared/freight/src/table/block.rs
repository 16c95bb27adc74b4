//! The packed, immutable form of a freight table.

use std::collections::BTreeMap;

use domain::code::PolygonId;
use domain::postal::{Country, PostalCode};
use rust_decimal::Decimal;

use crate::table::area::{first_key, last_key};
use crate::table::layers::Layers;
use crate::table::parts::Parts;
use crate::table::price::{Ask, Prepared, millionths};
use crate::table::{Area, Band, BlockHash, DamagedBlock, FreightRow, Tariff, codec};

/// A freight table ready to answer: immutable, named by its content.
#[derive(Clone, Debug)]
pub struct Block {
    pub(crate) parts: Parts,
    hash: BlockHash,
    /// The template and the first row of each group.
    heads: Vec<(u32, u32)>,
    pub(crate) templates: Vec<Template>,
    /// One for each tariff.
    prepared: Vec<Prepared>,
    postal: BTreeMap<Country, Layers>,
    polygons: BTreeMap<Country, BTreeMap<PolygonId, Vec<u32>>>,
}

/// Up to so many bands are looked through from the lightest: most packages are light.
const FEW: usize = 16;

/// The bands of a group in millionths of a gram.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

    /// Of bands that ascend, the one that takes a weight, or the next above it; none where two take it, or none does.
    pub(crate) fn only(&self, ask: &Ask<'_>) -> Option<usize> {
        let within = if self.ends.len() <= FEW {
            self.ends.iter().position(|end| *end >= ask.ceiling)?
        } else {
            self.ends.partition_point(|end| *end < ask.ceiling)
        };
        let (start, next) = (self.starts.get(within)?, self.starts.get(within.saturating_add(1)));
        (*start > ask.floor || next.is_none_or(|next| *next > ask.floor)).then_some(within)
    }
}

impl Block {
    /// Reads a block back.
    ///
    /// # Errors
    /// [`DamagedBlock`] when the bytes are not exactly what [`Block::to_bytes`] once gave.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DamagedBlock> {
        let (parts, hash) = codec::decode(bytes)?;
        Self::assemble(parts, hash).ok_or(DamagedBlock::Content)
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

    /// What it takes in memory, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let heads = self.heads.len().saturating_mul(size_of::<(u32, u32)>());
        let bands = self.templates.iter().map(|template| 64 + template.starts.len().saturating_mul(20));
        let prepared = self.prepared.len().saturating_mul(size_of::<Prepared>());
        let drawn = self.polygons.values().flat_map(BTreeMap::values);
        let drawn = drawn.map(|groups| 64 + groups.len().saturating_mul(size_of::<u32>()));
        let ranges = self.postal.values().map(Layers::size);
        bands.chain(drawn).chain(ranges).chain([self.parts.size(), heads, prepared]).fold(256, usize::saturating_add)
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

    /// The rows whose postal range holds a code, whatever their country, in the order of their file.
    pub fn rows_at(&self, code: PostalCode) -> impl Iterator<Item = FreightRow> + '_ {
        let groups = self.postal.values().flat_map(move |layers| layers.containing(first_key(code)));
        let places = groups.filter_map(|group| {
            let group = usize::try_from(group).ok()?;
            let (template, first) = self.head(group)?;
            Some(first..first.checked_add(self.parts.templates.get(template)?.len())?)
        });
        let mut places: Vec<usize> = places.flatten().collect();
        places.sort_unstable_by_key(|row| self.file_place(*row));
        places.into_iter().filter_map(|row| self.row(row))
    }

    /// Whether any row is for this polygon.
    #[must_use]
    pub fn names_polygons(&self) -> bool {
        !self.parts.polygons.is_empty()
    }

    /// The countries it has rows for.
    pub(crate) fn countries(&self) -> impl Iterator<Item = Country> + '_ {
        self.parts.countries.iter().copied()
    }

    /// The postal ranges and polygons of a country, in the order of their first rows.
    pub(crate) fn areas_of(&self, country: Country) -> impl Iterator<Item = Area> + '_ {
        let groups = 0..self.parts.groups.template.len();
        let of =
            move |group: &usize| self.parts.countries.get(self.parts.groups.country.index(*group)) == Some(&country);
        groups.filter(of).filter_map(|group| self.parts.area(group))
    }

    /// The polygons of a country.
    pub(crate) fn polygons_of(&self, country: Country) -> impl Iterator<Item = &PolygonId> {
        self.polygons.get(&country).into_iter().flat_map(BTreeMap::keys)
    }

    /// All polygons that rows name.
    pub fn polygons(&self) -> impl Iterator<Item = &PolygonId> {
        self.parts.polygons.iter()
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
        let prepared: Option<Vec<Prepared>> = parts.tariffs.iter().map(|(_, tariff)| Prepared::new(tariff)).collect();
        let prepared = prepared?;
        let mut heads = Vec::with_capacity(groups);
        let mut next = 0_usize;
        let mut ranges: BTreeMap<Country, Vec<(u64, u64, u32)>> = BTreeMap::new();
        let mut polygons: BTreeMap<Country, BTreeMap<PolygonId, Vec<u32>>> = BTreeMap::new();
        for group in 0..groups {
            let template = parts.groups.template.index(group);
            heads.push((u32::try_from(template).ok()?, u32::try_from(next).ok()?));
            next = next.checked_add(parts.templates.get(template)?.len())?;
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
        let postal = ranges.into_iter().map(|(country, ranges)| (country, Layers::new(ranges))).collect();
        Some(Self { parts, hash, heads, templates, prepared, postal, polygons })
    }

    pub(crate) fn layers(&self, country: Country) -> Option<&Layers> {
        self.postal.get(&country)
    }

    pub(crate) fn polygon_groups(&self, country: Country, polygon: &PolygonId) -> &[u32] {
        self.polygons.get(&country).and_then(|known| known.get(polygon)).map_or(&[], Vec::as_slice)
    }

    /// The place of a group's template, and its first row.
    pub(crate) fn head(&self, group: usize) -> Option<(usize, usize)> {
        let (template, first) = self.heads.get(group)?;
        Some((usize::try_from(*template).ok()?, usize::try_from(*first).ok()?))
    }

    pub(crate) fn first_row(&self, group: usize) -> usize {
        self.heads.get(group).and_then(|(_, row)| usize::try_from(*row).ok()).unwrap_or(usize::MAX)
    }

    /// How many places it has rows for.
    pub(crate) fn group_count(&self) -> usize {
        self.heads.len()
    }

    /// How many different tariffs it has.
    pub(crate) fn tariffs(&self) -> usize {
        self.prepared.len()
    }

    /// All tariffs, made ready.
    pub(crate) fn all_prepared(&self) -> &[Prepared] {
        &self.prepared
    }

    /// The place of a row's tariff among them.
    pub(crate) fn tariff_place(&self, row: usize) -> usize {
        self.parts.tariff_of.index(row)
    }

    /// Decimals of the flat prices.
    pub(crate) fn flat_scale(&self) -> u32 {
        self.parts.flat_scale
    }

    /// Whether each flat price fits in 32 bits in the units of the column.
    pub(crate) fn has_small_flats(&self) -> bool {
        self.parts.flats.width() <= 4
    }

    /// Whether rows lie in the order of their file.
    pub(crate) fn is_in_file_order(&self) -> bool {
        self.parts.order.len() == 0
    }

    pub(crate) fn tariff(&self, row: usize) -> Option<&(u32, Tariff)> {
        self.parts.tariffs.get(self.parts.tariff_of.index(row))
    }

    pub(crate) fn prepared(&self, row: usize) -> Option<&Prepared> {
        self.prepared.get(self.parts.tariff_of.index(row))
    }

    /// The flat price of a row in the units of the column, if they are as small as those of a table are.
    pub(crate) fn flat_mantissa(&self, row: usize) -> Option<i64> {
        i64::try_from(self.parts.flats.at(row)).ok()
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

    /// The place that a row is for.
    pub(crate) fn group_of(&self, row: usize) -> Option<usize> {
        let after = self.heads.partition_point(|(_, first)| usize::try_from(*first).is_ok_and(|first| first <= row));
        after.checked_sub(1)
    }

    fn row(&self, row: usize) -> Option<FreightRow> {
        let group = self.group_of(row)?;
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
