//! Every order that decides something, in one place.
//!
//! Nothing in the engine is decided by the order in which it was given. Lines are sorted by what they say (SKU,
//! quantity, price, weight, edges, modal, handling, components, group, seller), configuration by its ids, rows by
//! price, time and content. What is left to decide is below, and each of these orders is total: two things that compare
//! as equal are the same, or cannot be told apart.

use std::cmp::{Ordering, Reverse};

use crate::configuration::RankOrder;
use crate::quote::answer::DeliveryOption;
use crate::quote::reason::Rank;
use crate::quote::route::{Route, Survey};

/// Among routes of one shipping method the lesser is taken.
///
/// What brings more units comes first. Then, with the default setting: fewer packages, lower price, earlier arrival,
/// less busy dock, greater dock priority; with the other: lower price, earlier arrival, fewer packages, greater dock
/// priority, less busy dock. Last come the warehouses' priority and the ids of dock, policy and warehouses.
pub(crate) fn routes(survey: &Survey<'_>, one: &Route, other: &Route) -> Ordering {
    let (first, second) = (rank(survey, one), rank(survey, other));
    let ranked = criteria(survey.configuration.settings().rank_order, &first, &second);
    let ranked = ranked.into_iter().map(|(_, order)| order).find(|order| order.is_ne());
    ranked.unwrap_or_else(|| places(survey, one).cmp(&places(survey, other)))
}

/// What a route is ranked by.
pub(crate) fn rank(survey: &Survey<'_>, route: &Route) -> Rank {
    let dock = survey.dock(route).map(|linked| &linked.dock);
    Rank {
        units: route.units,
        packages: route.packages(),
        price: route.price,
        arrives: route.arrives,
        overhead: dock.map(|dock| dock.overhead_time).unwrap_or_default(),
        priority: dock.map(|dock| dock.priority).unwrap_or_default(),
    }
}

/// The first difference that ranks one before the other; where there is none, priorities of warehouses and ids do.
pub(crate) fn decided_by(order: RankOrder, one: &Rank, other: &Rank) -> &'static str {
    let found = criteria(order, one, other).into_iter().find(|(_, order)| order.is_ne());
    found.map_or("ids", |(name, _)| name)
}

/// Comparisons in the order in which they count.
fn criteria(order: RankOrder, one: &Rank, other: &Rank) -> [(&'static str, Ordering); 6] {
    let units = ("units", other.units.cmp(&one.units));
    let packages = ("packages", one.packages.cmp(&other.packages));
    let price = ("price", one.price.cmp(&other.price));
    let arrives = ("arrives", one.arrives.cmp(&other.arrives));
    let overhead = ("overhead", one.overhead.cmp(&other.overhead));
    let priority = ("priority", other.priority.cmp(&one.priority));
    match order {
        RankOrder::PackagesFirst => [units, packages, price, arrives, overhead, priority],
        RankOrder::PriceFirst => [units, price, arrives, packages, priority, overhead],
    }
}

fn places(survey: &Survey<'_>, route: &Route) -> impl Ord + use<> {
    let warehouses: Vec<usize> = survey.empties(route).map(|(_, warehouse, _)| warehouse).collect();
    let priority = |at: &usize| survey.configuration.warehouses.get(*at).map(|warehouse| warehouse.priority);
    let least = warehouses.iter().filter_map(priority).min();
    (Reverse(least), route.dock, route.policy, warehouses)
}

/// The order in which options are answered: deliveries before pickup points, complete ones first, pickup points by
/// distance (unknown ones last), then by price, promise, shipping method and id.
pub(crate) fn options(option: &DeliveryOption) -> impl Ord + '_ {
    let distance = option.pickup.as_ref().map(|pickup| (pickup.distance.is_none(), pickup.distance));
    let least = (option.price, option.promised_at.timestamp(), &option.shipping_method, &option.id);
    (option.channel, !option.complete, distance, least)
}
