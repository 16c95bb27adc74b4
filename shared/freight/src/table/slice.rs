//! A large block divided by postal prefix, so that a quote needs only the slice of its destination in memory.
//!
//! A slice holds every postal range that touches its codes, and all polygons. It answers for those codes exactly as
//! the whole block does, down to the number of the row.

use std::collections::{BTreeMap, HashMap};

use domain::postal::PostalCode;
use serde::{Deserialize, Serialize};

use crate::table::area::{first_key, last_key};
use crate::table::block::Block;
use crate::table::packed::Packed;
use crate::table::parts::{Groups, Parts};
use crate::table::{Area, BlockHash, codec};

/// Slices begin where the first three characters of a code change.
const PREFIX: u64 = 0xff_ffff << 40;
/// The other five characters at their smallest.
const ZEROS: u64 = 0x30_3030_3030;

/// Part of a block, with its bytes.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The first code that it answers for, as eight characters; the first slice begins before all codes.
    from: u64,
    /// The slice, a block of its own.
    pub block: Block,
    /// Its bytes, whose hash is its name.
    pub bytes: Vec<u8>,
}

/// Which slice of a divided block answers for which codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slices(BTreeMap<u64, BlockHash>);

impl Slices {
    /// The index of some slices of one block.
    #[must_use]
    pub fn of(slices: &[Slice]) -> Self {
        Self(slices.iter().map(|slice| (slice.from, slice.block.hash())).collect())
    }

    /// The slice for a code; without a code only polygons matter, and every slice has them all.
    #[must_use]
    pub fn holding(&self, code: Option<PostalCode>) -> Option<BlockHash> {
        let key = code.map_or(0, first_key);
        self.0.range(..=key).next_back().map(|(_, hash)| *hash)
    }
}

impl Block {
    /// Divides the block into slices of about so many rows, at least one.
    ///
    /// A slice has more where one prefix alone has more, and a range that lies in several slices is in each.
    #[must_use]
    pub fn slices(&self, rows: usize) -> Vec<Slice> {
        let starts = self.starts(rows);
        let ends = starts.iter().skip(1).map(|next| Some(*next)).chain([None]);
        starts.iter().zip(ends).filter_map(|(from, to)| self.slice(*from, to)).collect()
    }

    /// Where slices begin.
    fn starts(&self, rows: usize) -> Vec<u64> {
        let mut begun: BTreeMap<u64, usize> = BTreeMap::new();
        for group in 0..self.parts.groups.template.len() {
            if let Some(Area::Postal(range)) = self.parts.area(group) {
                let prefix = (first_key(range.start()) & PREFIX) | ZEROS;
                let count = begun.entry(prefix).or_default();
                *count = count.saturating_add(self.rows_of(group));
            }
        }
        let (mut starts, mut held) = (vec![0], 0_usize);
        for (prefix, count) in begun {
            if held > 0 && held.saturating_add(count) > rows {
                starts.push(prefix);
                held = 0;
            }
            held = held.saturating_add(count);
        }
        starts
    }

    fn rows_of(&self, group: usize) -> usize {
        self.parts.templates.get(self.parts.groups.template.index(group)).map_or(0, Vec::len)
    }

    /// The places that are of any use for codes from `from` to before `to`.
    fn slice(&self, from: u64, to: Option<u64>) -> Option<Slice> {
        let of_use = |group: &usize| match self.parts.area(*group) {
            Some(Area::Postal(range)) => {
                last_key(range.end()) >= from && to.is_none_or(|to| first_key(range.start()) < to)
            }
            Some(Area::Polygon(_)) => true,
            None => false,
        };
        let groups: Vec<usize> = (0..self.parts.groups.template.len()).filter(of_use).collect();
        let rows: Vec<usize> = groups
            .iter()
            .flat_map(|group| {
                let first = self.first_row(*group);
                first..first.saturating_add(self.rows_of(*group))
            })
            .collect();
        let mut templates: Kept<Vec<u32>> = Kept::default();
        let mut tariffs: Kept<u64> = Kept::default();
        let of_groups = |column: &Packed| Packed::new(&groups.iter().map(|at| column.at(*at)).collect::<Vec<_>>());
        let template: Option<Vec<u64>> = groups
            .iter()
            .map(|group| Some(templates.place(self.parts.templates.get(self.parts.groups.template.index(*group))?)))
            .collect();
        let tariff_of: Vec<u64> = rows.iter().map(|row| tariffs.place(&self.parts.tariff_of.at(*row))).collect();
        let kept_tariffs: Option<Vec<_>> =
            tariffs.values.iter().map(|at| self.parts.tariffs.get(usize::try_from(*at).ok()?).copied()).collect();
        let parts = Parts {
            countries: self.parts.countries.clone(),
            polygons: self.parts.polygons.clone(),
            bands: self.parts.bands.clone(),
            templates: templates.values,
            tariffs: kept_tariffs?,
            flat_scale: self.parts.flat_scale,
            groups: Groups {
                country: of_groups(&self.parts.groups.country),
                start: of_groups(&self.parts.groups.start),
                end: of_groups(&self.parts.groups.end),
                template: Packed::new(&template?),
            },
            flats: Packed::new(&rows.iter().map(|row| self.parts.flats.at(*row)).collect::<Vec<_>>()),
            tariff_of: Packed::new(&tariff_of),
            // The places in the whole file, so that rows keep their numbers.
            order: Packed::new(&rows.iter().map(|row| u64::from(self.file_place(*row))).collect::<Vec<_>>()),
        };
        let (bytes, hash) = codec::encode(&parts);
        Some(Slice { from, block: Self::assemble(parts, hash)?, bytes })
    }
}

/// Distinct values in the order in which they first came.
#[derive(Default)]
struct Kept<T> {
    values: Vec<T>,
    places: HashMap<T, u64>,
}

impl<T: Clone + Eq + std::hash::Hash> Kept<T> {
    fn place(&mut self, value: &T) -> u64 {
        if let Some(place) = self.places.get(value) {
            return *place;
        }
        let place = u64::try_from(self.values.len()).unwrap_or(u64::MAX);
        self.values.push(value.clone());
        self.places.insert(value.clone(), place);
        place
    }
}

#[cfg(test)]
mod tests;
