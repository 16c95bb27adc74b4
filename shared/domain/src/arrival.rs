//! When a driver will be at an address: from where the driver was last, the stops that come before, the time that each
//! takes, and how fast streets are at that hour; or why nobody can say.

mod pace;

use crate::customer::Customer;
use crate::id::ServiceId;
use crate::place::Point;
use crate::position::{Fix, Trail};
use crate::route::{Route, RouteStatus};
use crate::service::{Service, Status};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Stops that the driver may have before one whose recipient is shown where exactly the driver is: so many doors away
/// it is of use, and earlier it would only tell where others live.
pub const NEXT: usize = 2;
/// A place that is older says nothing of where the driver is now.
pub const FRESH: SignedDuration = SignedDuration::from_mins(30);
/// Beyond this nobody can say.
const FARTHEST: SignedDuration = SignedDuration::from_hours(6);
/// Minutes at an address, of a service that does not say.
const STAY: u16 = 5;
/// Minutes at an address, at most.
const LONGEST_STAY: u16 = 240;
/// Metres to a stop whose place on the map is not known.
const UNKNOWN_LEG: u64 = 3_000;
/// What an arrival is off by in any case.
const DOUBT: SignedDuration = SignedDuration::from_mins(5);
/// What each stop before adds to it.
const DOUBT_OF_STOP: SignedDuration = SignedDuration::from_secs(90);
/// What it is off by further, as the hundredth part of the time until then.
const DOUBT_PERCENT: i32 = 15;
/// Ends of a window are told in steps of so many seconds.
const STEP: i64 = 300;

/// One stop of a route, as far as others wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The service.
    pub service: ServiceId,
    /// What it is in, on this route; one that has left it is done with.
    pub status: Status,
    /// Where it is on the map.
    pub point: Option<Point>,
    /// Minutes at the address.
    pub minutes: Option<u16>,
    /// Since when the driver is there.
    pub arrived_at: Option<Timestamp>,
}

impl Stop {
    /// A service as a stop of a route, at an address of its customer.
    #[must_use]
    pub fn of(route: &Route, service: &Service, customer: Option<&Customer>) -> Self {
        let state = service.state();
        let here = state.holding.is_some_and(|holding| holding.route == route.id);
        let trying = state.attempts.last().filter(|attempt| attempt.ended_at.is_none());
        Self {
            service: service.id,
            status: if here || state.status.is_final() { state.status } else { Status::Active },
            point: customer.and_then(|customer| customer.address(service.address)).and_then(|address| address.point),
            minutes: service.describing.service_minutes,
            arrived_at: trying.and_then(|attempt| attempt.arrived_at),
        }
    }

    fn stay(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.minutes.unwrap_or(STAY).min(LONGEST_STAY)))
    }
}

/// A route on its way.
#[derive(Clone, Debug)]
pub struct Course {
    /// Whether the driver has set out.
    pub under_way: bool,
    /// Where the driver was last.
    pub place: Option<Fix>,
    /// Its stops, in order.
    pub stops: Vec<Stop>,
    /// Whose clock tells how busy the streets are.
    pub zone: TimeZone,
}

/// When a driver is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Not earlier than this.
    pub from: Timestamp,
    /// Hardly later than this.
    pub to: Timestamp,
    /// The middle of what is likely.
    pub expected: Timestamp,
    /// Stops before.
    pub before: usize,
}

/// Why nobody can say when a driver comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// It is over.
    Finished,
    /// No driver has set out with it.
    NotDispatched,
    /// The driver put it off.
    Paused,
    /// The driver is there.
    AtTheDoor,
    /// Nobody knows where the address is on the map.
    NoCoordinates,
    /// Nobody knows where the driver is.
    NoPosition,
    /// Where the driver is was told too long ago.
    Stale,
    /// It takes so long that a forecast would be a guess.
    TooFarAhead,
}

impl Unknown {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Finished,
        Self::NotDispatched,
        Self::Paused,
        Self::AtTheDoor,
        Self::NoCoordinates,
        Self::NoPosition,
        Self::Stale,
        Self::TooFarAhead,
    ];

    /// The name on the wire and in the message files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::NotDispatched => "not_dispatched",
            Self::Paused => "driver_paused",
            Self::AtTheDoor => "at_the_door",
            Self::NoCoordinates => "no_coordinates",
            Self::NoPosition => "position_unknown",
            Self::Stale => "position_stale",
            Self::TooFarAhead => "too_far_ahead",
        }
    }
}

/// Where a driver is, as somebody who waits may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// There.
    Exact(Point),
    /// Somewhere around there.
    About(Point),
}

/// The end of a way as one may see it: where the driver is, and where somebody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The driver.
    pub driver: Sight,
    /// The place where somebody waits.
    pub home: Point,
}

impl Ends {
    /// As a device may see them. Whoever was passed the link, and has not said to be the recipient, sees the street and
    /// not the door: neither the address nor a driver who stands before it.
    #[must_use]
    pub fn seen(driver: Sight, home: Point, known: bool) -> Self {
        match driver {
            _ if known => Self { driver, home },
            Sight::Exact(place) => Self { driver: Sight::Exact(place.near()), home: home.near() },
            Sight::About(place) => Self { driver: Sight::About(place), home: home.near() },
        }
    }
}

impl Course {
    /// A route with its stops and the way that its driver has told of. What another driver told is not of this course.
    #[must_use]
    pub fn new(route: &Route, stops: Vec<Stop>, trail: Option<&Trail>, zone: TimeZone) -> Self {
        let driven = stops.iter().any(|stop| stop.status == Status::UnderWay);
        let under_way = route.status == RouteStatus::Started || (route.status == RouteStatus::Planned && driven);
        let own = trail.filter(|trail| trail.driver == route.driver);
        Self { under_way, place: own.and_then(Trail::place).copied(), stops, zone }
    }

    /// When the driver will be at a stop.
    ///
    /// # Errors
    /// [`Unknown`] says why nobody can say.
    pub fn arrival(&self, service: ServiceId, now: Timestamp) -> Result<Arrival, Unknown> {
        let (own, before) = self.way_to(service).ok_or(Unknown::NotDispatched)?;
        self.dispatched(own)?;
        let home = own.point.ok_or(Unknown::NoCoordinates)?;
        let place = self.place.ok_or(Unknown::NoPosition)?;
        if now.duration_since(place.at) > FRESH {
            return Err(Unknown::Stale);
        }
        let (mut here, mut at) = (place.point, place.at);
        for stop in &before {
            let there = self.reached((here, at), stop.point, now);
            let left = match stop.arrived_at {
                Some(since) => later(since, stop.stay()).max(now),
                None => later(there, stop.stay()),
            };
            (here, at) = (stop.point.unwrap_or(here), left);
        }
        let expected = self.reached((here, at), Some(home), now);
        let ahead = expected.duration_since(now);
        if ahead > FARTHEST {
            return Err(Unknown::TooFarAhead);
        }
        let count = i32::try_from(before.len()).unwrap_or(i32::MAX);
        let share = ahead.saturating_mul(DOUBT_PERCENT).checked_div(100).unwrap_or_default();
        let old = now.duration_since(place.at).max(SignedDuration::ZERO).checked_div(2).unwrap_or_default();
        let doubt = DOUBT.saturating_add(DOUBT_OF_STOP.saturating_mul(count)).saturating_add(share).saturating_add(old);
        let from = expected.saturating_sub(doubt).unwrap_or(now).max(now);
        let before = before.len();
        Ok(Arrival { from: stepped(from, 0), to: stepped(later(expected, doubt), STEP - 1), expected, before })
    }

    /// Where the driver is, for whoever waits at a stop: exactly when it is among the [`NEXT`], else about; nothing
    /// before the driver has set out, and nothing once it is over.
    #[must_use]
    pub fn sight(&self, service: ServiceId, now: Timestamp) -> Option<Sight> {
        let (own, before) = self.way_to(service)?;
        let moving = matches!(self.dispatched(own), Ok(()) | Err(Unknown::AtTheDoor));
        let place = self.place.filter(|place| moving && now.duration_since(place.at) <= FRESH)?;
        let near = before.len() <= NEXT;
        Some(if near { Sight::Exact(place.point) } else { Sight::About(place.point.coarse()) })
    }

    /// What the driver sees to before a stop, in order.
    #[must_use]
    pub fn before(&self, service: ServiceId) -> Vec<ServiceId> {
        self.way_to(service).map_or_else(Vec::new, |(_, before)| before.iter().map(|stop| stop.service).collect())
    }

    /// The places that the driver passes on the way to a stop, as whoever waits there may know them: about.
    #[must_use]
    pub fn passes(&self, service: ServiceId) -> Vec<Point> {
        let before = self.way_to(service).map(|(_, before)| before).unwrap_or_default();
        let mut points: Vec<Point> = before.iter().filter_map(|stop| stop.point).map(Point::coarse).collect();
        points.dedup();
        points
    }

    fn dispatched(&self, own: &Stop) -> Result<(), Unknown> {
        match own.status {
            Status::Paused => Err(Unknown::Paused),
            Status::UnderWay if own.arrived_at.is_some() => Err(Unknown::AtTheDoor),
            Status::UnderWay => Ok(()),
            Status::Routed if self.under_way => Ok(()),
            Status::Routed | Status::Active => Err(Unknown::NotDispatched),
            Status::Done
            | Status::Failed
            | Status::Returned
            | Status::CancelledByOffice
            | Status::CancelledByRecipient => Err(Unknown::Finished),
        }
    }

    /// A stop, and those that the driver sees to before it: the one that is under way, wherever in the order it stands,
    /// then those earlier in the order. What was put off comes when it comes.
    fn way_to(&self, service: ServiceId) -> Option<(&Stop, Vec<&Stop>)> {
        let own = self.stops.iter().find(|stop| stop.service == service)?;
        if own.status == Status::UnderWay {
            return Some((own, Vec::new()));
        }
        let now = self.stops.iter().filter(|stop| stop.status == Status::UnderWay);
        let next = self.stops.iter().take_while(|stop| stop.service != service);
        let next = next.filter(|stop| stop.status == Status::Routed);
        Some((own, now.chain(next).collect()))
    }

    /// When somebody who was somewhere at a time and has not been seen further on is at a place, not before now.
    fn reached(&self, (here, at): (Point, Timestamp), there: Option<Point>, now: Timestamp) -> Timestamp {
        let metres = there.map_or(UNKNOWN_LEG, |there| here.metres_to(there));
        pace::arrive(at, metres, &self.zone).max(now)
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// A moment at the step before, or, with all but one second of a step on top, at the one after.
fn stepped(at: Timestamp, up: i64) -> Timestamp {
    let seconds = at.as_second().saturating_add(up).div_euclid(STEP).saturating_mul(STEP);
    Timestamp::from_second(seconds).unwrap_or(at)
}

#[cfg(test)]
mod tests;
