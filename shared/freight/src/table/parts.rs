//! What a block is made of, before anything is built for look-up.

use domain::code::PolygonId;
use domain::postal::Country;

use crate::table::area::from_raw_key;
use crate::table::packed::Packed;
use crate::table::{Area, Band, PostalRange, Tariff};

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

impl Parts {
    /// What they take in memory, about.
    pub(crate) fn size(&self) -> usize {
        let Groups { country, start, end, template } = &self.groups;
        let columns = [country, start, end, template, &self.flats, &self.tariff_of, &self.order];
        let named = self.polygons.len().saturating_mul(64).saturating_add(self.countries.len());
        let bands = self.bands.len().saturating_mul(size_of::<Band>());
        let tariffs = self.tariffs.len().saturating_mul(size_of::<(u32, Tariff)>());
        columns.into_iter().map(Packed::size).chain([named, bands, tariffs]).fold(0, usize::saturating_add)
    }

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
