//! Places where a shipping policy does not deliver, or takes longer.

use std::collections::BTreeMap;

use domain::code::PolygonId;
use domain::postal::{Country, PostalCode};
use serde::{Deserialize, Serialize};

use crate::table::area::{first_key, last_key};
use crate::table::layers::Layers;
use crate::table::{Area, Place, PostalRange};
use crate::time_span::TimeSpan;

/// One restricted area of a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestrictedArea {
    /// The country.
    pub country: Country,
    /// Where in it.
    pub place: RestrictedPlace,
    /// How much longer it takes; none is not delivered at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_time: Option<TimeSpan>,
    /// What shoppers are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Where a restriction holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "Written", into = "Written")]
pub struct RestrictedPlace(Area);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Written {
    Postal(PostalCode, PostalCode),
    Polygon(PolygonId),
}

/// The last postal code of a range comes before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the last postal code comes before the first")]
pub struct ReversedRange;

impl TryFrom<Written> for RestrictedPlace {
    type Error = ReversedRange;

    fn try_from(written: Written) -> Result<Self, ReversedRange> {
        Ok(Self(match written {
            Written::Postal(first, last) => Area::Postal(PostalRange::new(first, last).ok_or(ReversedRange)?),
            Written::Polygon(id) => Area::Polygon(id),
        }))
    }
}

impl From<RestrictedPlace> for Written {
    fn from(place: RestrictedPlace) -> Self {
        match place.0 {
            Area::Postal(range) => Self::Postal(range.start(), range.end()),
            Area::Polygon(id) => Self::Polygon(id),
        }
    }
}

impl RestrictedPlace {
    /// A restriction holds in an area.
    #[must_use]
    pub fn new(area: Area) -> Self {
        Self(area)
    }

    /// The area.
    #[must_use]
    pub fn area(&self) -> &Area {
        &self.0
    }
}

/// What holds for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restriction {
    /// Nothing special.
    None,
    /// It takes longer.
    Delayed {
        /// How much.
        by: TimeSpan,
        /// Where: the area that says so.
        place: Area,
        /// What shoppers are told.
        message: Option<String>,
    },
    /// Not delivered.
    Excluded {
        /// What shoppers are told.
        message: Option<String>,
    },
}

/// The restricted areas of one policy, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Restrictions {
    /// The one that decides first stands first.
    areas: Vec<RestrictedArea>,
    postal: BTreeMap<Country, Layers>,
    polygons: BTreeMap<(Country, PolygonId), u32>,
}

impl Restrictions {
    /// Takes areas in any order. Where several hold, one that excludes decides before one that delays, a longer delay
    /// before a shorter one, then the content of the area.
    #[must_use]
    pub fn new(mut areas: Vec<RestrictedArea>) -> Self {
        areas.sort_by(|one, other| {
            let rank = |area: &RestrictedArea| std::cmp::Reverse(area.over_time.unwrap_or(TimeSpan::MAX));
            let excludes = one.over_time.is_some().cmp(&other.over_time.is_some());
            excludes.then_with(|| rank(one).cmp(&rank(other))).then_with(|| one.cmp(other))
        });
        let mut ranges: BTreeMap<Country, Vec<(u64, u64, u32)>> = BTreeMap::new();
        let mut polygons = BTreeMap::new();
        for (at, area) in (0_u32..).zip(&areas) {
            match area.place.area() {
                Area::Postal(range) => {
                    let keys = (first_key(range.start()), last_key(range.end()), at);
                    ranges.entry(area.country).or_default().push(keys);
                }
                Area::Polygon(id) => {
                    polygons.entry((area.country, id.clone())).or_insert(at);
                }
            }
        }
        let postal = ranges.into_iter().map(|(country, ranges)| (country, Layers::new(ranges))).collect();
        Self { areas, postal, polygons }
    }

    /// What holds for a place.
    #[must_use]
    pub fn at(&self, place: &Place<'_>) -> Restriction {
        let layers = self.postal.get(&place.country()).zip(place.key());
        let postal = layers.and_then(|(layers, key)| layers.containing(key).min());
        let polygons = place.polygons().iter();
        let polygon = polygons.filter_map(|id| self.polygons.get(&(place.country(), id.clone())).copied()).min();
        let first = postal.into_iter().chain(polygon).min();
        let area = first.and_then(|at| usize::try_from(at).ok()).and_then(|at| self.areas.get(at));
        match area {
            None => Restriction::None,
            Some(RestrictedArea { over_time: None, message, .. }) => Restriction::Excluded { message: message.clone() },
            Some(RestrictedArea { over_time: Some(by), message, place, .. }) => {
                Restriction::Delayed { by: *by, place: place.area().clone(), message: message.clone() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(first: &str, last: &str, days: Option<u32>, message: &str) -> RestrictedArea {
        let code = |text: &str| PostalCode::of_any_country(text).unwrap();
        let place = match first {
            "" => Area::Polygon(last.parse().unwrap()),
            _ => Area::Postal(PostalRange::new(code(first), code(last)).unwrap()),
        };
        RestrictedArea {
            country: Country::BRA,
            place: RestrictedPlace::new(place),
            over_time: days.map(|days| TimeSpan::from_days(days).unwrap()),
            message: Some(message.to_owned()),
        }
    }

    #[test]
    fn of_several_restrictions_the_hardest_decides_whatever_their_order() {
        let mut areas = vec![
            area("01000000", "01999999", Some(2), "two"),
            area("01000000", "01499999", Some(3), "three"),
            area("01310000", "01310999", None, "never"),
            area("", "ilha", Some(1), "one"),
            area("", "morro", None, "steep"),
        ];
        for _ in 0..areas.len() {
            areas.rotate_left(1);
            let all = Restrictions::new(areas.clone());
            let check = |postal: &str, polygons: &[&str], expected: (Option<u32>, &str)| {
                let polygons: Vec<PolygonId> = polygons.iter().map(|id| id.parse().unwrap()).collect();
                let code = PostalCode::new(Country::BRA, postal).unwrap();
                let found = match all.at(&Place::new(Country::BRA, Some(code), &polygons)) {
                    Restriction::None => (None, String::new()),
                    Restriction::Delayed { by, message, .. } => (Some(by.seconds() / 86_400), message.unwrap()),
                    Restriction::Excluded { message } => (None, message.unwrap()),
                };
                assert_eq!((found.0, found.1.as_str()), expected, "{postal} {polygons:?}");
            };
            check("01999999", &[], (Some(2), "two"));
            check("01400000", &["ilha"], (Some(3), "three"));
            check("01310500", &["ilha"], (None, "never"));
            check("02000000", &["ilha"], (Some(1), "one"));
            check("02000000", &["morro", "ilha"], (None, "steep"));
            check("02000000", &["other"], (None, ""));
        }
    }

    #[test]
    fn a_restricted_area_is_kept_as_it_was_written() {
        let kept = area("01310000", "01310999", Some(1), "ilha");
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<RestrictedArea>(&text).unwrap(), kept);
        let reversed = text.replace("01310000", "01999999");
        assert!(serde_json::from_str::<RestrictedArea>(&reversed).is_err());
    }
}
