//! Places on the map.

use std::fmt;

use geo::{Distance as _, Haversine};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// Decimal places of a degree that are kept: about a centimetre on the ground.
const DIGITS: u32 = 7;

/// A point on the map (WGS 84), to a ten-millionth of a degree.
///
/// Held as whole numbers, so that two points are equal or not and the same everywhere. In JSON it is
/// `{"lat": -23.5505199, "lng": -46.6333094}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Point {
    lat: i32,
    lng: i32,
}

impl Point {
    /// A latitude from -90 to 90 and a longitude from -180 to 180 degrees, rounded to seven decimals.
    ///
    /// # Errors
    /// [`InvalidPoint`] outside of that, and for what is no number.
    pub fn new(lat: f64, lng: f64) -> Result<Self, InvalidPoint> {
        let invalid = || InvalidPoint { lat: lat.to_string(), lng: lng.to_string() };
        let read = |degrees: f64, most: i64| {
            let exact = Decimal::try_from(degrees).ok()?.round_dp(DIGITS);
            let within = exact.abs() <= Decimal::from(most);
            within.then(|| exact.checked_mul(Decimal::from(10_000_000_u32))?.to_i32()).flatten()
        };
        let (found, other) = (read(lat, 90), read(lng, 180));
        found.zip(other).map(|(lat, lng)| Self { lat, lng }).ok_or_else(invalid)
    }

    /// Latitude and longitude in ten-millionths of a degree.
    #[must_use]
    pub fn ten_millionths(self) -> (i32, i32) {
        (self.lat, self.lng)
    }

    /// The point at a latitude and longitude in ten-millionths of a degree; `None` off the map.
    #[must_use]
    pub fn from_ten_millionths(lat: i64, lng: i64) -> Option<Self> {
        let within = lat.abs() <= 900_000_000 && lng.abs() <= 1_800_000_000;
        within.then(|| Some(Self { lat: i32::try_from(lat).ok()?, lng: i32::try_from(lng).ok()? })).flatten()
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn lat(self) -> f64 {
        degrees(self.lat)
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn lng(self) -> f64 {
        degrees(self.lng)
    }
}

impl Point {
    /// Ten-millionths of a degree north of the equator.
    #[must_use]
    pub fn lat_parts(self) -> i32 {
        self.lat
    }

    /// Ten-millionths of a degree east of Greenwich.
    #[must_use]
    pub fn lng_parts(self) -> i32 {
        self.lng
    }

    /// Whole metres to another point, along a great circle of a sphere of the earth's mean radius (haversine formula).
    #[must_use]
    pub fn metres_to(self, other: Self) -> u64 {
        let on_sphere = |point: Self| geo::Point::new(point.lng(), point.lat());
        let metres = Haversine.distance(on_sphere(self), on_sphere(other));
        Decimal::try_from(metres).ok().and_then(|metres| metres.round().to_u64()).unwrap_or(u64::MAX)
    }

    /// About there: the middle of a field of a hundredth of a degree, about a kilometre. It tells the quarter of a city
    /// and not the street.
    #[must_use]
    pub fn coarse(self) -> Self {
        self.middle_of(100_000)
    }

    /// Near there: the middle of a field of a thousandth of a degree, about a hundred metres. It tells the street and
    /// not the door.
    #[must_use]
    pub fn near(self) -> Self {
        self.middle_of(10_000)
    }

    fn middle_of(self, field: i32) -> Self {
        let middle = |parts: i32, most: i32| {
            let start = parts.div_euclid(field).saturating_mul(field);
            start.saturating_add(field / 2).clamp(-most, most)
        };
        Self { lat: middle(self.lat, 900_000_000), lng: middle(self.lng, 1_800_000_000) }
    }
}

/// The nearest number there is, so that what was read is what is written.
fn degrees(parts: i32) -> f64 {
    Decimal::new(i64::from(parts), DIGITS).to_string().parse().unwrap_or_default()
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lat(), self.lng())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Degrees {
    lat: f64,
    lng: f64,
}

impl TryFrom<Degrees> for Point {
    type Error = InvalidPoint;

    fn try_from(Degrees { lat, lng }: Degrees) -> Result<Self, InvalidPoint> {
        Self::new(lat, lng)
    }
}

impl From<Point> for Degrees {
    fn from(point: Point) -> Self {
        Self { lat: point.lat(), lng: point.lng() }
    }
}

/// Not on the map.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{lat}, {lng} is not a latitude from -90 to 90 and a longitude from -180 to 180")]
pub struct InvalidPoint {
    /// What was sent as the latitude.
    pub lat: String,
    /// What was sent as the longitude.
    pub lng: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_on_the_map() {
        let check = |lat: f64, lng: f64, expected: bool| {
            assert_eq!(Point::new(lat, lng).is_ok(), expected, "{lat}, {lng}");
        };
        check(0.0, 0.0, true);
        check(-90.0, 180.0, true);
        check(90.0, -180.0, true);
        check(90.000_001, 0.0, false);
        check(0.0, -180.000_001, false);
        check(f64::NAN, 0.0, false);
        check(0.0, f64::INFINITY, false);
        check(1e300, 0.0, false);
    }

    #[test]
    fn distances_are_those_of_the_haversine_formula() {
        let point = |lat, lng| Point::new(lat, lng).unwrap();
        let praca_da_se = point(-23.550_39, -46.633_95);
        assert_eq!(praca_da_se.metres_to(praca_da_se), 0);
        assert_eq!(point(0.0, 0.0).metres_to(point(0.0, 180.0)), 20_015_114);
        assert_eq!(point(-23.524_291_99, -46.645_061_49).metres_to(point(-23.542_25, -46.657_63)), 2_373);
    }

    #[test]
    fn neighbours_look_the_same_from_afar() {
        let point = |lat, lng| Point::new(lat, lng).unwrap();
        assert_eq!(point(-23.5614, -46.6558).coarse(), point(-23.565, -46.655).coarse());
        assert_eq!(point(-23.5614, -46.6558).coarse(), point(-23.565, -46.655));
        assert_eq!(point(90.0, 180.0).coarse(), point(90.0, 180.0));
        assert!(point(-0.001, 0.001).coarse().metres_to(point(-0.001, 0.001)) < 800);
        assert!(point(-23.5614, -46.6558).near().metres_to(point(-23.5614, -46.6558)) < 80);
    }

    #[test]
    fn a_point_is_written_as_it_was_read() {
        for text in [r#"{"lat":-23.5505199,"lng":-46.6333094}"#, r#"{"lat":0.0,"lng":179.9999999}"#] {
            let point: Point = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&point).unwrap(), text);
        }
        assert_eq!(Point::new(1.000_000_04, 2.0), Point::new(1.0, 2.0), "what is nearer than a centimetre is one");
        assert!(serde_json::from_str::<Point>(r#"{"lat":91,"lng":0}"#).is_err());
        assert!(serde_json::from_str::<Point>(r#"{"lat":1,"lng":0,"alt":3}"#).is_err());
    }
}
