//! Every order that decides something, in one place.
//!
//! Nothing in the engine is decided by the order in which it was given. Lines are sorted by what they say (SKU,
//! quantity, price, weight, edges, modal, handling, components, group, seller), configuration by its ids, rows by
//! price, time and content. What is left to decide is below, and each of these orders is total: two things that compare
//! as equal are the same, or cannot be told apart.

use std::cmp::{Ordering, Reverse};

use crate::configuration::RankOrder;
use crate::quote::answer::DeliveryOption;
use crate::quote::route::{Route, Survey};

/// Among routes of one shipping method the lesser is taken.
///
/// What brings more units comes first. Then, with the default setting: fewer packages, lower price, earlier arrival,
/// less busy dock, greater dock priority; with the other: lower price, earlier arrival, fewer packages, greater dock
/// priority, less busy dock. Last come the warehouses' priority and the ids of dock, policy and warehouses.
pub(crate) fn routes(survey: &Survey<'_>, one: &Route, other: &Route) -> Ordering {
    let packages = one.packages().cmp(&other.packages());
    let price = one.price.cmp(&other.price);
    let time = one.arrives.cmp(&other.arrives);
    let docks = (survey.dock(one).map(|linked| &linked.dock), survey.dock(other).map(|linked| &linked.dock));
    let (overhead, priority) = match docks {
        (Some(one), Some(other)) => (one.overhead_time.cmp(&other.overhead_time), other.priority.cmp(&one.priority)),
        _ => (Ordering::Equal, Ordering::Equal),
    };
    let ranked = match survey.configuration.settings().rank_order {
        RankOrder::PackagesFirst => packages.then(price).then(time).then(overhead).then(priority),
        RankOrder::PriceFirst => price.then(time).then(packages).then(priority).then(overhead),
    };
    other.units.cmp(&one.units).then(ranked).then_with(|| places(survey, one).cmp(&places(survey, other)))
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
