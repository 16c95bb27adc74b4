//! Which pickup points a cart can be brought to.
//!
//! With the destination's point they are the nearest ones within 50 km, at most 300. Without it nobody can say how far
//! they are: then they are those whose postal code begins like the destination's, with two characters at least, and
//! the more they share the nearer they count.

use crate::configuration::{Configuration, Distance, LinkedPolicy, PickupPoint};
use crate::quote::cart::Destination;
use crate::quote::route::Survey;

/// Points further away are never offered, in metres.
pub(crate) const RADIUS: u32 = 50_000;
/// More points are never considered.
const MOST: usize = 300;
/// Characters of the postal code that have to be the same where there is no point.
const SHARED: usize = 2;

/// A pickup point that is near.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    /// Place in the configuration's list.
    pub(crate) at: usize,
    /// Unknown without the destination's point.
    pub(crate) distance: Option<Distance>,
}

/// The active pickup points that a destination is offered, nearest first, with their distance where the destination has
/// a point.
#[must_use]
pub fn pickup_points_for<'c>(
    configuration: &'c Configuration,
    destination: &Destination,
) -> Vec<(&'c PickupPoint, Option<Distance>)> {
    let near = near(configuration, destination).into_iter();
    near.filter_map(|near| Some((configuration.pickup_points.get(near.at)?, near.distance))).collect()
}

/// Nearest first.
pub(crate) fn near(configuration: &Configuration, destination: &Destination) -> Vec<Near> {
    let Some(from) = destination.point else { return by_postal_code(configuration, destination) };
    let country = |at: usize| configuration.pickup_points.get(at).map(|point| point.address.country);
    let measured = configuration.near(from, RADIUS, usize::MAX).into_iter();
    let same_country = measured.filter(|(at, _)| country(*at) == Some(destination.country));
    same_country.take(MOST).map(|(at, distance)| Near { at, distance: Some(distance) }).collect()
}

fn by_postal_code(configuration: &Configuration, destination: &Destination) -> Vec<Near> {
    let Some(code) = destination.postal_code else { return Vec::new() };
    let shared = |point: &PickupPoint| {
        let other = point.address.postal_code?;
        let same = code.as_str().bytes().zip(other.as_str().bytes()).take_while(|(one, other)| one == other).count();
        (same >= SHARED && point.active && point.address.country == destination.country).then_some(same)
    };
    let points = configuration.pickup_points.iter().enumerate();
    let mut found: Vec<(usize, usize)> = points.filter_map(|(at, point)| Some((shared(point)?, at))).collect();
    found.sort_unstable_by_key(|(same, at)| (std::cmp::Reverse(*same), *at));
    found.truncate(MOST);
    found.into_iter().map(|(_, at)| Near { at, distance: None }).collect()
}

/// How far the nearest active point of a policy is, in metres; unknown without the destination's point.
pub(crate) fn nearest(survey: &Survey<'_>, linked: &LinkedPolicy) -> Option<u64> {
    let from = survey.cart.destination.point?;
    let points = linked.points.iter().filter_map(|at| survey.configuration.pickup_points.get(*at));
    let points = points.filter(|point| point.active);
    points.map(|point| Distance::between(from, point.point)).min().map(Distance::metres)
}

/// Those of them that a policy serves, nearest first.
pub(crate) fn served<'n>(linked: &'n LinkedPolicy, near: &'n [Near]) -> impl Iterator<Item = Near> + 'n {
    near.iter().filter(|near| linked.points.binary_search(&near.at).is_ok()).copied()
}

/// How many pickup points a policy shows.
pub(crate) fn shown(linked: &LinkedPolicy) -> usize {
    match linked.policy.pickup_points_shown {
        0 => usize::MAX,
        shown => usize::from(shown),
    }
}
