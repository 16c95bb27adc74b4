//! What travels between a device, an office and us.

use domain::arrival::{Course, FRESH};
use domain::id::RouteId;
use domain::position::{Absurd, Fix, Frame, Told, Trail};
use domain::route::{Route, RouteStatus};
use edge::{Fields, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Bytes of one request.
pub(crate) const LARGEST: usize = 256 << 10;
/// Points of one request.
const MOST: usize = 500;
/// Refused points that an answer tells of: whoever sends more of them reads the rules.
const TOLD: usize = 100;

/// Points of a driver's device.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Positions {
    /// Id of the route.
    pub route: String,
    /// When this request left, by the clock of the device: tells what that clock is wrong by.
    #[schema(value_type = String, format = DateTime)]
    pub sent_at: Timestamp,
    /// 1 to 500 points, in any order.
    pub points: Vec<Point>,
}

/// Where a device was. The units are those of the Geolocation API of browsers.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = PositionPoint)]
pub struct Point {
    /// Degrees north, WGS 84.
    #[schema(example = -23.5614)]
    pub lat: f64,
    /// Degrees east, WGS 84.
    #[schema(example = -46.6558)]
    pub lng: f64,
    /// Metres that it may be off by, 0 to 5000.
    #[serde(default)]
    pub accuracy: Option<f64>,
    /// Metres a second, 0 to 83.3.
    #[serde(default)]
    pub speed: Option<f64>,
    /// Degrees clockwise from north, 0 to 360.
    #[serde(default)]
    pub heading: Option<f64>,
    /// When, by the clock of the device: a point of the same moment is a repeat.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// Points, read.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) route: RouteId,
    pub(crate) sent_at: Timestamp,
    points: Vec<Told>,
}

impl Positions {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Batch, Problem> {
        let mut fields = Fields::new();
        let route = fields.take("/route", "invalid_id", self.route.as_str(), self.route.parse::<RouteId>());
        if !(1..=MOST).contains(&self.points.len()) {
            fields.refuse("/points", "count", "One request has 1 to 500 points.", None);
        }
        let route = fields.all(route)?;
        let told = |point: &Point| {
            let Point { lat, lng, accuracy, speed, heading, at } = *point;
            Told { lat, lng, accuracy, speed, heading, at }
        };
        Ok(Batch { route, sent_at: self.sent_at, points: self.points.iter().map(told).collect() })
    }
}

impl Batch {
    /// The points that can be, and what is wrong with the others.
    pub(crate) fn read(&self, frame: Frame) -> (Vec<Fix>, Vec<Refused>) {
        let (mut fixes, mut refused) = (Vec::new(), Vec::new());
        for (index, told) in self.points.iter().enumerate() {
            match told.read(frame) {
                Ok(fix) => fixes.push(fix),
                Err(absurd) => refused.extend(absurd.into_iter().map(|absurd| Refused::new(index, told, absurd))),
            }
        }
        (fixes, refused)
    }
}

/// Why a point was not taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RefusedPoint)]
pub struct Refused {
    /// The point, from 0.
    pub index: usize,
    /// Its field.
    #[schema(example = "at")]
    pub field: &'static str,
    /// The rule: `point`, `accuracy`, `speed`, `heading`, `future` (more than two minutes ahead), `too_early` (before the
    /// route began), `too_late` (after it was over).
    #[schema(example = "future")]
    pub rule: &'static str,
    /// The rule, in a sentence.
    pub detail: String,
    /// What was sent.
    pub value: Value,
}

impl Refused {
    fn new(index: usize, told: &Told, absurd: Absurd) -> Self {
        let value = match absurd {
            Absurd::Place => serde_json::json!({ "lat": told.lat, "lng": told.lng }),
            Absurd::Accuracy => told.accuracy.into(),
            Absurd::Speed => told.speed.into(),
            Absurd::Heading => told.heading.into(),
            Absurd::Future | Absurd::TooEarly | Absurd::TooLate => told.at.to_string().into(),
        };
        Self { index, field: absurd.field(), rule: absurd.rule(), detail: absurd.to_string(), value }
    }
}

/// What became of the points.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PositionOutcome)]
pub struct Outcome {
    /// Id of the route.
    pub route: String,
    /// Points that are news.
    pub taken: usize,
    /// Points that were here before, or are older than those that are kept.
    pub known: usize,
    /// Why others were not taken: at most 100 reasons.
    pub refused: Vec<Refused>,
    /// Where the driver is now, as far as is known; null once the way is over.
    pub position: Option<Place>,
}

impl Outcome {
    pub(crate) fn new(route: &Route, fine: usize, taken: usize, refused: &[Refused], trail: Option<&Trail>) -> Self {
        Self {
            route: route.id.to_string(),
            taken,
            known: fine.saturating_sub(taken),
            refused: refused.iter().take(TOLD).cloned().collect(),
            position: trail.and_then(Trail::place).map(Place::new),
        }
    }
}

/// Where a driver is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DriverPlace)]
pub struct Place {
    /// Degrees north, WGS 84.
    pub lat: f64,
    /// Degrees east, WGS 84.
    pub lng: f64,
    /// Metres that it may be off by.
    pub accuracy: Option<u16>,
    /// Metres a second.
    pub speed: Option<f64>,
    /// Degrees clockwise from north.
    pub heading: Option<u16>,
    /// When the driver was there.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl Place {
    fn new(fix: &Fix) -> Self {
        Self {
            lat: fix.point.lat(),
            lng: fix.point.lng(),
            accuracy: fix.accuracy,
            speed: fix.metres_a_second(),
            heading: fix.heading,
            at: fix.at,
        }
    }
}

/// Where the driver of a route is, and when the stops may expect the driver.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoutePosition {
    /// Id of the route.
    pub route: String,
    /// Id of the driver.
    pub driver: String,
    /// Where the driver was last.
    pub position: Option<Place>,
    /// `known`; `stale`, nothing was told for half an hour; `unknown`; `not_under_way`, nobody has set out;
    /// `route_over`.
    #[schema(example = "known")]
    pub position_status: &'static str,
    /// Newer points that are not believed: no vehicle gets there so fast.
    pub doubted: usize,
    /// The stops, in order.
    pub stops: Vec<StopArrival>,
}

/// When a stop may expect the driver.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StopArrival {
    /// Id of the service.
    pub service: String,
    /// What it is in on this route.
    pub status: &'static str,
    /// Between when and when.
    pub arrival: Option<ArrivalWindow>,
    /// `expected`; or why there is no window: `finished`, `not_dispatched`, `driver_paused`, `at_the_door`,
    /// `no_coordinates`, `position_unknown`, `position_stale`, `too_far_ahead`.
    #[schema(example = "expected")]
    pub arrival_status: &'static str,
}

/// Between when and when a driver is expected.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ArrivalWindow {
    /// Not earlier.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// Hardly later.
    #[schema(value_type = String, format = DateTime)]
    pub to: Timestamp,
    /// Stops before.
    pub stops_before: usize,
}

impl RoutePosition {
    pub(crate) fn new(route: &Route, trail: Option<&Trail>, course: &Course, now: Timestamp) -> Self {
        let place = trail.and_then(Trail::place);
        let position_status = match (route.status, place) {
            (RouteStatus::Finished, _) => "route_over",
            (_, Some(place)) if now.duration_since(place.at) > FRESH => "stale",
            (_, Some(_)) => "known",
            (_, None) if course.under_way => "unknown",
            (_, None) => "not_under_way",
        };
        let stop = |stop: &domain::arrival::Stop| {
            let found = course.arrival(stop.service, now);
            let window = |found: domain::arrival::Arrival| ArrivalWindow {
                from: found.from,
                to: found.to,
                stops_before: found.before,
            };
            StopArrival {
                service: stop.service.to_string(),
                status: stop.status.name(),
                arrival: found.ok().map(window),
                arrival_status: found.err().map_or("expected", domain::arrival::Unknown::name),
            }
        };
        Self {
            route: route.id.to_string(),
            driver: route.driver.to_string(),
            position: place.map(Place::new),
            position_status,
            doubted: trail.map_or(0, Trail::doubted),
            stops: course.stops.iter().map(stop).collect(),
        }
    }
}
