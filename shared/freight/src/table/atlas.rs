//! The tables of an account side by side, so that a quote finds its place once for all of them.
//!
//! Postal codes are cut wherever a range of any table begins or ends. Between two cuts every table has the same rows
//! for all codes; an [`Atlas`] knows for each such stretch and each table where these rows are, and keeps what they
//! ask for so that neighbouring tables lie next to each other. It answers what [`Block::select`] does, to the last
//! digit, and hands everything unusual to it: ranges over each other, polygons, weights on a border of two bands,
//! volumes that the first row does not take, and numbers that do not fit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use domain::postal::Country;

use crate::table::block::{Block, Template};
use crate::table::layers::Layers;
use crate::table::price::{Ask, Asked, Prepared};
use crate::table::{BlockHash, Place, Rate, Unserved};

/// Rows that are laid side by side at most. A row takes eight bytes.
const ROWS: usize = 2_000_000;
/// Stretches times tables at most. One takes sixteen bytes, and four more while they are made.
const ENTRIES: usize = 1_000_000;
/// Different tariffs of one table at most: where nearly every row has its own there is little to gain.
const TARIFFS: usize = 50_000;

/// Several tables, opened at one place for all of them.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    hashes: Vec<BlockHash>,
    /// For each table whether its rows lie in the order of their file.
    ordered: Vec<bool>,
    maps: BTreeMap<Country, Map>,
    templates: Vec<Template>,
    sheets: Vec<Sheet>,
    cells: Vec<Cell>,
}

/// Where an atlas is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page<'a> {
    /// One for each table; empty where there is no such page.
    entries: &'a [Entry],
}

/// The stretches of a country.
#[derive(Clone, Debug, Default)]
struct Map {
    stretches: Layers,
    /// One for each table, stretch after stretch.
    entries: Vec<Entry>,
}

/// The rows of a table for a stretch.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The cell of the first row, and how far it is to the cell of the next.
    base: u32,
    stride: u32,
    template: u32,
    /// The first row's place in the block.
    first: u32,
}

impl Entry {
    /// No row.
    const NOBODY: u32 = u32::MAX;
    /// Rows that only the block can tell apart.
    const SEVERAL: u32 = u32::MAX - 1;

    fn without_cells(base: u32) -> Self {
        Self { base, stride: 0, template: 0, first: 0 }
    }
}

/// What a row asks for.
#[derive(Clone, Copy, Debug)]
struct Cell {
    flat: u32,
    sheet: u32,
}

/// A tariff, and the decimals of its table's flat prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Sheet {
    prepared: Prepared,
    flat_scale: u32,
}

impl Atlas {
    /// Lays tables side by side. What is too much for that is left to the blocks.
    #[must_use]
    pub fn new<'a>(tables: impl IntoIterator<Item = &'a Arc<Block>>) -> Self {
        let tables: Vec<&Block> = tables.into_iter().map(AsRef::as_ref).collect();
        let mut left = ROWS;
        let known = tables.iter().map(|block| {
            left = left.checked_sub(block.row_count()).filter(|_| block.tariffs() <= TARIFFS)?;
            Some(())
        });
        let fits = known.collect::<Option<Vec<()>>>().is_some();
        let mut atlas = Self {
            hashes: tables.iter().map(|block| block.hash()).collect(),
            ordered: tables.iter().map(|block| block.is_in_file_order()).collect(),
            ..Self::default()
        };
        if fits {
            atlas.draw(&tables);
        }
        atlas
    }

    /// Whether it is of these tables, in this order.
    #[must_use]
    pub fn is_of<'a>(&self, tables: impl IntoIterator<Item = &'a Arc<Block>>) -> bool {
        tables.into_iter().map(|block| block.hash()).eq(self.hashes.iter().copied())
    }

    /// What it takes in memory, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let entries = self.maps.values().map(|map| map.entries.len().saturating_mul(size_of::<Entry>() + 1));
        let entries = entries.fold(0, usize::saturating_add);
        let sheets = self.sheets.len().saturating_mul(size_of::<Sheet>());
        self.cells.len().saturating_mul(size_of::<Cell>()).saturating_add(entries).saturating_add(sheets)
    }

    /// Opens it at a place.
    #[must_use]
    pub fn open(&self, place: &Place<'_>) -> Page<'_> {
        let entries = self.maps.get(&place.country()).zip(place.key()).and_then(|(map, key)| {
            let stretch = usize::try_from(map.stretches.containing(key).next()?).ok()?;
            let from = stretch.checked_mul(self.hashes.len())?;
            map.entries.get(from..from.checked_add(self.hashes.len())?)
        });
        Page { entries: entries.unwrap_or_default() }
    }

    /// What [`Block::select`] answers for the table of this number, at the place that the page is of.
    ///
    /// # Errors
    /// As [`Block::select`].
    pub fn select(
        &self,
        page: Page<'_>,
        (table, block): (usize, &Block),
        place: &Place<'_>,
        asked: &Asked<'_>,
    ) -> Result<Rate, Unserved> {
        let on_the_map = !place.polygons().is_empty() && block.names_polygons();
        let entry = page.entries.get(table).filter(|_| !on_the_map);
        match entry {
            Some(Entry { base: Entry::NOBODY, .. }) => Err(Unserved::Place),
            Some(entry) => self.rate(entry, (table, block), asked).map_or_else(|| block.select(place, asked.load), Ok),
            None => block.select(place, asked.load),
        }
    }

    /// None where the block has to say.
    fn rate(&self, entry: &Entry, (table, block): (usize, &Block), asked: &Asked<'_>) -> Option<Rate> {
        let ask: &Ask<'_> = asked.ask.as_ref()?;
        let template = self.templates.get(usize::try_from(entry.template).ok()?)?;
        let within = template.only(ask)?;
        let place = within.checked_mul(usize::try_from(entry.stride).ok()?)?;
        let cell = self.cells.get(usize::try_from(entry.base).ok()?.checked_add(place)?)?;
        let sheet = self.sheets.get(usize::try_from(cell.sheet).ok()?)?;
        if !sheet.prepared.takes_volume(ask) {
            return None;
        }
        let start = *template.starts.get(within)?;
        let total = sheet.prepared.total(start, (cell.flat.into(), sheet.flat_scale), ask)?;
        let at = entry.first.checked_add(u32::try_from(within).ok()?)?;
        let ordered = self.ordered.get(table).copied()?;
        let row = if ordered { at } else { block.file_place(usize::try_from(at).ok()?) };
        Some(Rate { total, time: sheet.prepared.time, row: row.saturating_add(1), at, polygon: None })
    }

    fn draw(&mut self, tables: &[&Block]) {
        let mut legend = Legend::default();
        let keys: Vec<(Vec<u32>, Vec<u32>)> = tables.iter().map(|block| legend.of(block)).collect();
        let countries: BTreeSet<Country> = tables.iter().flat_map(|block| block.countries()).collect();
        for country in countries {
            if let Some(map) = Drawing::new(tables, &keys, country).and_then(|drawing| drawing.map(&mut self.cells)) {
                self.maps.insert(country, map);
            }
        }
        (self.templates, self.sheets) = (legend.templates, legend.sheets);
    }
}

/// Templates and tariffs of all tables, each once.
#[derive(Default)]
struct Legend {
    templates: Vec<Template>,
    template_of: HashMap<Template, u32>,
    sheets: Vec<Sheet>,
    sheet_of: HashMap<Sheet, u32>,
}

impl Legend {
    /// For each template and each tariff of a table its place here; `u32::MAX` for a template that only the block can
    /// search.
    fn of(&mut self, block: &Block) -> (Vec<u32>, Vec<u32>) {
        let templates = block.templates.iter().map(|template| {
            let next = u32::try_from(self.templates.len()).unwrap_or(u32::MAX);
            if !template.ascending {
                return u32::MAX;
            }
            *self.template_of.entry(template.clone()).or_insert_with(|| {
                self.templates.push(template.clone());
                next
            })
        });
        let templates = templates.collect();
        let flat_scale = block.flat_scale();
        let sheets = block.all_prepared().iter().map(|prepared| {
            let next = u32::try_from(self.sheets.len()).unwrap_or(u32::MAX);
            let sheet = Sheet { prepared: *prepared, flat_scale };
            *self.sheet_of.entry(sheet).or_insert_with(|| {
                self.sheets.push(sheet);
                next
            })
        });
        (templates, sheets.collect())
    }
}

/// A country while its map is made.
struct Drawing<'a> {
    tables: &'a [&'a Block],
    /// For each table where its templates and tariffs are.
    keys: &'a [(Vec<u32>, Vec<u32>)],
    /// Where stretches begin; the last of them ends before the last cut.
    cuts: Vec<u64>,
    /// The group of each table, stretch after stretch.
    groups: Vec<u32>,
}

impl<'a> Drawing<'a> {
    /// None where there would be too many stretches.
    fn new(tables: &'a [&'a Block], keys: &'a [(Vec<u32>, Vec<u32>)], country: Country) -> Option<Self> {
        let ranges: Vec<Vec<(u64, u64, u32)>> =
            tables.iter().map(|block| block.layers(country).into_iter().flat_map(Layers::ranges).collect()).collect();
        let mut cuts: Vec<u64> = Vec::new();
        let mut before: Option<&Vec<(u64, u64, u32)>> = None;
        for own in &ranges {
            // Tables of one merchant often have the very same ranges.
            let alike =
                |((start, end, _), (from, to, _)): (&(u64, u64, u32), &(u64, u64, u32))| start == from && end == to;
            let same = before.is_some_and(|before| before.len() == own.len() && before.iter().zip(own).all(alike));
            if !same {
                cuts.extend(own.iter().flat_map(|(start, end, _)| [*start, end.saturating_add(1)]));
            }
            before = Some(own);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let places = cuts.len().checked_mul(tables.len()).filter(|places| *places <= ENTRIES)?;
        let mut drawing = Self { tables, keys, cuts, groups: vec![Entry::NOBODY; places] };
        for (table, own) in ranges.iter().enumerate() {
            own.iter().for_each(|range| drawing.mark(table, *range));
        }
        Some(drawing)
    }

    fn mark(&mut self, table: usize, (start, end, group): (u64, u64, u32)) {
        let (Ok(from), Ok(to)) = (self.cuts.binary_search(&start), self.cuts.binary_search(&end.saturating_add(1)))
        else {
            return;
        };
        let usual = self.is_usual(table, group);
        for stretch in from..to {
            let at = stretch.saturating_mul(self.tables.len()).saturating_add(table);
            if let Some(slot) = self.groups.get_mut(at) {
                *slot = if *slot == Entry::NOBODY && usual { group } else { Entry::SEVERAL };
            }
        }
    }

    /// Whether the rows of a group have cells.
    fn is_usual(&self, table: usize, group: u32) -> bool {
        let found = || {
            let (block, (templates, _)) = (self.tables.get(table)?, self.keys.get(table)?);
            let (template, _) = block.head(usize::try_from(group).ok()?)?;
            Some(block.has_small_flats() && *templates.get(template)? != u32::MAX)
        };
        found().unwrap_or(false)
    }

    /// Puts the rows of each group into cells where it is met first, next to those of other tables with the same bands.
    fn map(self, cells: &mut Vec<Cell>) -> Option<Map> {
        let count = self.tables.len();
        let mut placed: Vec<Vec<Option<Entry>>> =
            self.tables.iter().map(|block| vec![None; block.group_count()]).collect();
        let mut entries = Vec::with_capacity(self.groups.len());
        let mut new: Vec<(u32, usize, usize)> = Vec::with_capacity(count);
        for stretch in self.groups.chunks(count.max(1)) {
            new.clear();
            for (table, group) in stretch.iter().enumerate().filter(|(_, group)| **group < Entry::SEVERAL) {
                let group = usize::try_from(*group).ok()?;
                if placed.get(table)?.get(group)?.is_none() {
                    let (template, _) = self.tables.get(table)?.head(group)?;
                    let (templates, _) = self.keys.get(table)?;
                    new.push((*templates.get(template)?, table, group));
                }
            }
            new.sort_unstable();
            for alike in new.chunk_by(|one, other| one.0 == other.0) {
                self.place(alike, cells, &mut placed)?;
            }
            for (table, group) in stretch.iter().enumerate() {
                let entry = match *group {
                    Entry::NOBODY | Entry::SEVERAL => Entry::without_cells(*group),
                    group => (*placed.get(table)?.get(usize::try_from(group).ok()?)?)?,
                };
                entries.push(entry);
            }
        }
        let ends = self.cuts.iter().skip(1).map(|cut| cut.saturating_sub(1));
        let stretches = self.cuts.iter().zip(ends).zip(0_u32..).map(|((start, end), at)| (*start, end, at));
        Some(Map { stretches: Layers::new(stretches.collect()), entries })
    }

    /// Band after band, and within a band table after table.
    fn place(
        &self,
        alike: &[(u32, usize, usize)],
        cells: &mut Vec<Cell>,
        placed: &mut [Vec<Option<Entry>>],
    ) -> Option<()> {
        let (begin, stride) = (u32::try_from(cells.len()).ok()?, u32::try_from(alike.len()).ok()?);
        let mut rows = 0;
        for ((template, table, group), at) in alike.iter().zip(0_u32..) {
            let (own, first) = self.tables.get(*table)?.head(*group)?;
            rows = self.tables.get(*table)?.templates.get(own)?.ends.len();
            let entry =
                Entry { base: begin.checked_add(at)?, stride, template: *template, first: u32::try_from(first).ok()? };
            *placed.get_mut(*table)?.get_mut(*group)? = Some(entry);
        }
        for within in 0..rows {
            for (_, table, group) in alike {
                let (block, (_, sheets)) = (self.tables.get(*table)?, self.keys.get(*table)?);
                let row = block.first_row(*group).checked_add(within)?;
                let flat = block.flat_mantissa(row).and_then(|flat| u32::try_from(flat).ok())?;
                cells.push(Cell { flat, sheet: *sheets.get(block.tariff_place(row))? });
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests;
