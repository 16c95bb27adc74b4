//! Where a driver is: what a device tells of its way, and which of it is believed.
//!
//! Devices send their points in batches, late, twice, in any order, and now and then one that cannot be. Of each route
//! the newest few are kept, as a set: putting batches together in another order, or again, leaves the same set, and the
//! place that is shown follows from it alone.

mod told;

pub use told::{Absurd, Frame, Told};

use crate::id::DriverId;
use crate::place::Point;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Points that are kept of a route: enough to tell a jump from a way, and no record of a day.
pub const KEPT: usize = 12;
/// How long they are kept after the last of them.
pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);
/// Metres per hour that no vehicle on a street makes: a point that would want more is a jump of the receiver.
const FASTEST: u64 = 200_000;
/// Metres by which two points may lie apart for no reason.
const SLACK: u64 = 100;

/// Where a device was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// When, by our clock.
    pub at: Timestamp,
    /// When, by the clock of the device: what a repeat is known by.
    pub told_at: Timestamp,
    /// Where.
    pub point: Point,
    /// Metres that it may be off by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<u16>,
    /// Decimetres a second.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed: Option<u16>,
    /// Degrees clockwise from north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<u16>,
}

impl Fix {
    /// The speed in metres a second.
    #[must_use]
    pub fn metres_a_second(&self) -> Option<f64> {
        self.speed.and_then(|speed| Decimal::new(i64::from(speed), 1).to_f64())
    }

    /// Whether a vehicle that was there can have been at a later point.
    fn leads_to(&self, later: &Self) -> bool {
        let took = later.at.duration_since(self.at).as_millis().max(0);
        let way = u128::from(FASTEST).saturating_mul(took.unsigned_abs()) / 3_600_000;
        let off = |fix: &Self| u64::from(fix.accuracy.unwrap_or_default());
        let slack = SLACK.saturating_add(off(self)).saturating_add(off(later));
        u128::from(self.point.metres_to(later.point)) <= way.saturating_add(u128::from(slack))
    }
}

/// The last of a driver's way on a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Trail {
    /// Who drives. A route that changes hands begins a trail of its own.
    pub driver: DriverId,
    /// The newest points, in the order of time; at most [`KEPT`].
    pub fixes: Vec<Fix>,
}

impl Trail {
    /// Of a driver who has told nothing yet.
    #[must_use]
    pub const fn new(driver: DriverId) -> Self {
        Self { driver, fixes: Vec::new() }
    }

    /// The same with further points. Those that are known, and those that are older than all that is kept, change
    /// nothing.
    #[must_use]
    pub fn with(&self, further: impl IntoIterator<Item = Fix>) -> Self {
        let mut known: BTreeMap<Timestamp, Fix> = BTreeMap::new();
        for fix in self.fixes.iter().copied().chain(further) {
            known.entry(fix.told_at).and_modify(|other| *other = fix.min(*other)).or_insert(fix);
        }
        let mut fixes: Vec<Fix> = known.into_values().collect();
        fixes.sort_unstable();
        fixes.drain(..fixes.len().saturating_sub(KEPT));
        Self { driver: self.driver, fixes }
    }

    /// How many points the other has that this has not.
    #[must_use]
    pub fn lacks_of(&self, other: &Self) -> usize {
        other.fixes.iter().filter(|fix| !self.fixes.contains(fix)).count()
    }

    /// Where the driver is: the end of the longest way that a vehicle can have driven through these points. A single
    /// point far away is a jump of the receiver until others bear it out; of two ways that are as long the one that was
    /// there first stands.
    #[must_use]
    pub fn place(&self) -> Option<&Fix> {
        let mut ways: Vec<(usize, &Fix)> = Vec::with_capacity(self.fixes.len());
        for fix in &self.fixes {
            let before = ways.iter().filter(|(_, other)| other.leads_to(fix)).map(|(long, _)| *long).max();
            ways.push((before.map_or(1, |long| long.saturating_add(1)), fix));
        }
        let longest = ways.iter().map(|(long, _)| *long).max()?;
        ways.into_iter().find(|(long, _)| *long == longest).map(|(_, fix)| fix)
    }

    /// Points that are newer than the one that is shown, and not believed.
    #[must_use]
    pub fn doubted(&self) -> usize {
        let shown = self.place();
        self.fixes.iter().filter(|fix| shown.is_some_and(|shown| *fix > shown)).count()
    }
}

#[cfg(test)]
mod tests;
