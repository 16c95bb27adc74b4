//! Pickup points, and which of them are near.

use domain::code::{PickupPointId, SellerId};
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use geo::{Destination as _, Distance as _, Haversine};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::configuration::invalid::Checks;
use crate::configuration::schedule::check_hours;
use crate::configuration::{FieldError, OpenHours, TimeOfDay};

/// A place where a recipient collects goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickupPoint {
    /// The key the merchant chose.
    pub id: PickupPointId,
    /// What people call it.
    pub name: String,
    /// Inactive points are never offered.
    #[serde(default = "crate::configuration::dock::yes")]
    pub active: bool,
    /// Whose it is; none is the account itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<SellerId>,
    /// Words about it, for shoppers.
    #[serde(default)]
    pub description: String,
    /// How to collect, for shoppers.
    #[serde(default)]
    pub instructions: String,
    /// Where it is, in words.
    pub address: PointAddress,
    /// Where it is on the map.
    pub point: Point,
    /// When it is open; none is always. For shoppers: a promise does not wait for them.
    #[serde(default)]
    pub hours: Vec<OpenHours>,
    /// Dates on which it opens otherwise or not at all, for shoppers.
    #[serde(default)]
    pub holidays: Vec<PointHoliday>,
    /// Words by which policies choose points.
    #[serde(default)]
    pub tags: Vec<String>,
    /// It belongs to another company.
    #[serde(default)]
    pub third_party: bool,
}

/// Where a pickup point is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointAddress {
    /// The country.
    pub country: Country,
    /// The postal code: freight tables price the way to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<PostalCode>,
    /// State or province.
    #[serde(default)]
    pub state: String,
    /// City.
    #[serde(default)]
    pub city: String,
    /// Part of the city.
    #[serde(default)]
    pub neighborhood: String,
    /// Street.
    #[serde(default)]
    pub street: String,
    /// Number in the street.
    #[serde(default)]
    pub number: String,
    /// Floor, unit.
    #[serde(default)]
    pub complement: String,
    /// What it is near to.
    #[serde(default)]
    pub reference: String,
}

/// A date on which a pickup point has other hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointHoliday {
    /// The date.
    pub date: Date,
    /// The hours of that date; none is closed all day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<HolidayHours>,
}

/// Hours of one date, both minutes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HolidayHours {
    /// The first minute.
    pub opening: TimeOfDay,
    /// The last minute.
    pub closing: TimeOfDay,
}

impl PickupPoint {
    /// Every field that breaks a rule.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.text("/name", &self.name, 150);
        let address = &self.address;
        for (pointer, text, longest) in [
            ("/description", &self.description, 1_000),
            ("/instructions", &self.instructions, 1_000),
            ("/address/state", &address.state, 100),
            ("/address/city", &address.city, 100),
            ("/address/neighborhood", &address.neighborhood, 100),
            ("/address/street", &address.street, 150),
            ("/address/number", &address.number, 20),
            ("/address/complement", &address.complement, 100),
            ("/address/reference", &address.reference, 150),
        ] {
            checks.require(text.chars().count() <= longest, pointer, "too_long", text);
        }
        for (at, tag) in self.tags.iter().enumerate() {
            checks.text(format!("/tags/{at}"), tag, 60);
        }
        checks.distinct("/tags", &self.tags);
        check_hours(&mut checks, "/hours", &self.hours);
        checks.distinct("/holidays", self.holidays.iter().map(|holiday| holiday.date));
        for (at, open) in self.holidays.iter().enumerate().filter_map(|(at, holiday)| Some((at, holiday.open?))) {
            let pointer = format!("/holidays/{at}/open/closing");
            checks.require(open.opening <= open.closing, pointer, "before_opening", open.closing);
        }
        checks.finish()
    }
}

/// A length on the ground along a great circle of the mean radius of 6371.0088 km, to a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance(u64);

impl Distance {
    /// Between two points.
    #[must_use]
    pub fn between(one: Point, other: Point) -> Self {
        let metres = Haversine.distance(on_sphere(one), on_sphere(other));
        let millimetres = Decimal::try_from(metres).ok().and_then(|metres| metres.checked_mul(Decimal::ONE_THOUSAND));
        Self(millimetres.and_then(|exact| exact.round().to_u64()).unwrap_or(u64::MAX))
    }

    /// So many metres.
    #[must_use]
    pub fn from_metres(metres: u32) -> Self {
        Self(u64::from(metres).saturating_mul(1_000))
    }

    /// Whole metres, rounded.
    #[must_use]
    pub fn metres(self) -> u64 {
        self.0.saturating_add(500) / 1_000
    }

    /// Kilometres to six decimals.
    #[must_use]
    pub fn kilometres(self) -> Decimal {
        Decimal::from(self.0).checked_mul(Decimal::new(1, 6)).unwrap_or_default()
    }
}

fn on_sphere(point: Point) -> geo::Point<f64> {
    geo::Point::new(point.lng(), point.lat())
}

/// Pickup points sorted so that those near a point are found without measuring all of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Map {
    /// Latitude in ten-millionths of a degree, longitude, and the place in the configuration's list.
    by_latitude: Vec<(i32, i32, usize)>,
}

/// A degree in the parts that a map counts in.
const DEGREE: i64 = 10_000_000;

impl Map {
    pub(crate) fn new(points: impl IntoIterator<Item = (usize, Point)>) -> Self {
        let mut by_latitude: Vec<(i32, i32, usize)> =
            points.into_iter().map(|(at, point)| (point.lat_parts(), point.lng_parts(), at)).collect();
        by_latitude.sort_unstable();
        Self { by_latitude }
    }

    /// Places of points that may be within so many metres; none that is within is missing.
    pub(crate) fn around(&self, from: Point, metres: u32) -> impl Iterator<Item = usize> + '_ {
        // A degree of latitude is 111.19 km everywhere.
        let high = i64::from(metres).saturating_mul(DEGREE) / 111_000 + 1;
        let (lat, lng) = (i64::from(from.lat_parts()), i64::from(from.lng_parts()));
        let wide = longitudes(from, metres, lat.abs().saturating_add(high));
        let first = self.by_latitude.partition_point(|(other, ..)| i64::from(*other) < lat - high);
        let rest = self.by_latitude.get(first..).unwrap_or_default().iter();
        let band = rest.take_while(move |(other, ..)| i64::from(*other) <= lat + high);
        let beside = move |other: i32| {
            let apart = (i64::from(other) - lng).rem_euclid(360 * DEGREE);
            apart.min(360 * DEGREE - apart) <= wide
        };
        band.filter(move |(_, other, _)| beside(*other)).map(|(.., at)| *at)
    }
}

/// How far east or west a circle reaches, in parts of a degree and with a little to spare; all around near the poles.
fn longitudes(from: Point, metres: u32, farthest_latitude: i64) -> i64 {
    if farthest_latitude > 85 * DEGREE {
        return 360 * DEGREE;
    }
    let east = Haversine.destination(on_sphere(from), 90.0, f64::from(metres));
    let reached = Point::new(east.y(), east.x()).map_or(360 * DEGREE, |east| {
        (i64::from(east.lng_parts()) - i64::from(from.lng_parts())).rem_euclid(360 * DEGREE)
    });
    reached.saturating_add(reached / 20).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lng: f64) -> Point {
        Point::new(lat, lng).unwrap()
    }

    #[test]
    fn a_distance_is_that_of_the_haversine_formula() {
        let from = point(-23.524_291_99, -46.645_061_49);
        let distance = Distance::between(from, point(-23.542_25, -46.657_63));
        let off = (distance.kilometres() - "2.37259".parse::<Decimal>().unwrap()).abs();
        assert!(off < "0.00002".parse().unwrap(), "{}", distance.kilometres());
        assert_eq!(distance.metres(), 2_373);
        assert_eq!(Distance::between(from, from).metres(), 0);
        assert_eq!(Distance::between(point(0.0, 0.0), point(0.0, 180.0)).metres(), 20_015_114);
    }

    #[test]
    fn no_point_within_the_radius_is_missed() {
        for (lat, lng) in [(0.0, 0.0), (-23.5, -46.6), (60.0, 179.9), (84.9, 10.0), (89.0, 0.0), (-3.1, -180.0)] {
            let from = point(lat, lng);
            let mut points = Vec::new();
            for bearing in 0..36 {
                for metres in [1_000.0, 20_000.0, 49_900.0, 50_100.0, 80_000.0] {
                    let to = Haversine.destination(on_sphere(from), f64::from(bearing * 10), metres);
                    points.push(point(to.y(), to.x()));
                }
            }
            let map = Map::new(points.iter().copied().enumerate());
            let mut found: Vec<usize> = map.around(from, 50_000).collect();
            found.sort_unstable();
            let limit = Distance::from_metres(50_000);
            let within = |at: &usize| Distance::between(from, points[*at]) <= limit;
            let expected: Vec<usize> = (0..points.len()).filter(within).collect();
            assert_eq!(expected.len(), 108, "{lat}, {lng}");
            assert!(expected.iter().all(|at| found.binary_search(at).is_ok()), "{lat}, {lng}");
        }
    }
}
