//! The best route of each shipping method, and what has to be added where one route does not bring everything.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::configuration::{Channel, LinkedPolicy};
use crate::quote::log::Log;
use crate::quote::order;
use crate::quote::pickup::{Near, RADIUS, nearest, served, shown};
use crate::quote::reason::{Dropped, Rank, Ranking, Reason};
use crate::quote::rest::add_what_is_missing;
use crate::quote::route::{Route, Survey, dropped};
use crate::quote::supply::Taken;

/// A shipping method, to the destination or to one pickup point, with the routes that serve it together: one, unless no
/// single one brings everything.
#[derive(Debug)]
pub(crate) struct Method<'a> {
    pub(crate) name: &'a str,
    pub(crate) to: Option<Near>,
    pub(crate) routes: Vec<Route>,
}

/// What an option is of: a shipping method, and the place of a pickup point in the configuration's list.
type Key<'a> = (&'a str, Option<usize>);

/// All shipping methods that bring anything, by name and pickup point.
pub(crate) fn methods<'a>(survey: &Survey<'a>, log: &mut Log) -> Vec<Method<'a>> {
    let mut found: BTreeMap<Key<'a>, Best> = BTreeMap::new();
    let demand = survey.lines.quantities();
    let nothing = Taken::default();
    let everywhere = docks_of_policies(survey);
    for (at, (linked, docks)) in survey.configuration.policies.iter().zip(&everywhere).enumerate() {
        let policy = &linked.policy;
        if let Err(reason) = survey.admits(linked) {
            log.add(|| dropped(policy, None, reason));
            continue;
        }
        if docks.is_empty() {
            log.add(|| dropped(policy, None, Reason::NoDock));
        }
        let carried = survey.carried(policy, &demand, log);
        if carried.as_ref().is_some_and(|carried| carried.iter().all(|units| *units == 0)) {
            continue;
        }
        let carried = carried.map(|carried| survey.shipped(&carried, &nothing));
        let mut left = shown(linked);
        for to in ends(survey, linked, log) {
            // Only points that something can be brought to take a place of those that are shown.
            if left == 0 {
                break;
            }
            let mut reached = false;
            let lane = match survey.lane(at, linked, to) {
                Ok(lane) => lane,
                Err(reason) => {
                    log.add(|| Dropped { pickup_point: survey.point_id(to), ..dropped(policy, None, reason) });
                    continue;
                }
            };
            let key = (policy.shipping_method.as_str(), to.map(|near| near.at));
            for dock in docks {
                match survey.route(&lane, *dock, carried.as_deref()) {
                    Ok(route) => {
                        reached = true;
                        match found.entry(key) {
                            Entry::Vacant(none) => drop(none.insert(Best { to, route, losers: Vec::new() })),
                            Entry::Occupied(mut best) => best.get_mut().compare(survey, route, log),
                        }
                    }
                    Err(reason) => log.add(|| {
                        let dock = survey.configuration.docks.get(*dock).map(|linked| &linked.dock.id);
                        Dropped { pickup_point: survey.point_id(to), ..dropped(policy, dock, reason) }
                    }),
                }
            }
            left = left.saturating_sub(usize::from(reached));
        }
    }
    if survey.configuration.settings().strict_method_collision {
        knock_out(survey, &mut found, log);
    }
    found.into_iter().map(|((name, _), best)| method(survey, name, best, &everywhere, log)).collect()
}

/// The best route of a key so far.
struct Best {
    to: Option<Near>,
    route: Route,
    /// Docks and policies of the others with what they were ranked by, where somebody wants to know.
    losers: Vec<(usize, usize, Rank)>,
}

impl Best {
    fn compare(&mut self, survey: &Survey<'_>, mut route: Route, log: &Log) {
        if order::routes(survey, &route, &self.route).is_lt() {
            std::mem::swap(&mut route, &mut self.route);
        }
        if log.wanted() {
            self.losers.push((route.dock, route.policy, order::rank(survey, &route)));
        }
    }
}

/// Of each method's pickup points leaves those of the policy with the best route of all.
fn knock_out<'a>(survey: &Survey<'a>, found: &mut BTreeMap<Key<'a>, Best>, log: &mut Log) {
    let mut winners: BTreeMap<&'a str, &Route> = BTreeMap::new();
    for ((name, _), best) in found.iter().filter(|((_, point), _)| point.is_some()) {
        let winner = winners.entry(name).or_insert(&best.route);
        if order::routes(survey, &best.route, winner).is_lt() {
            *winner = &best.route;
        }
    }
    let winners: BTreeMap<&'a str, (usize, usize, Rank)> = winners
        .into_iter()
        .map(|(name, route)| (name, (route.dock, route.policy, order::rank(survey, route))))
        .collect();
    found.retain(|(name, point), best| {
        let Some(winner) = winners.get(name).copied().filter(|_| point.is_some()) else { return true };
        let lost = best.route.policy != winner.1;
        if lost {
            let loser = (best.route.dock, best.route.policy, order::rank(survey, &best.route));
            outranked(survey, loser, winner, best.to, log);
        }
        !lost
    });
}

/// Notes that a route lost to another one.
fn outranked(
    survey: &Survey<'_>,
    (dock, policy, rank): (usize, usize, Rank),
    (at, by, winner): (usize, usize, Rank),
    to: Option<Near>,
    log: &mut Log,
) {
    let pair = |dock: usize, policy: usize| {
        let (dock, policy) = (survey.configuration.docks.get(dock)?, survey.configuration.policies.get(policy)?);
        Some((&dock.dock.id, &policy.policy))
    };
    if let (Some((dock, policy)), Some((at, by))) = (pair(dock, policy), pair(at, by)) {
        log.add(|| {
            let decided_by = order::decided_by(survey.configuration.settings().rank_order, &winner, &rank);
            let ranking = Box::new(Ranking { dropped: rank, winner, decided_by });
            let reason = Reason::Outranked { policy: by.id.clone(), dock: at.clone(), ranking };
            Dropped { pickup_point: survey.point_id(to), ..dropped(policy, Some(dock), reason) }
        });
    }
}

/// Where a policy brings goods: to the destination, or to the pickup points that are near.
fn ends(survey: &Survey<'_>, linked: &LinkedPolicy, log: &mut Log) -> Vec<Option<Near>> {
    if linked.policy.channel() == Channel::Delivery {
        return vec![None];
    }
    let points: Vec<Option<Near>> = served(linked, &survey.near).map(Some).collect();
    if points.is_empty() {
        log.add(|| {
            let reason = Reason::NoPickupPointNear { nearest: nearest(survey, linked), limit: RADIUS };
            dropped(&linked.policy, None, reason)
        });
    }
    points
}

/// For each policy the docks at which it collects.
fn docks_of_policies(survey: &Survey<'_>) -> Vec<Vec<usize>> {
    let mut docks = vec![Vec::new(); survey.configuration.policies.len()];
    for (at, linked) in survey.configuration.docks.iter().enumerate() {
        for policy in &linked.policies {
            if let Some(of_policy) = docks.get_mut(*policy) {
                of_policy.push(at);
            }
        }
    }
    docks
}

fn method<'a>(
    survey: &Survey<'a>,
    name: &'a str,
    Best { to, route, losers }: Best,
    docks: &[Vec<usize>],
    log: &mut Log,
) -> Method<'a> {
    let mut routes = vec![route];
    add_what_is_missing(survey, name, to, docks, &mut routes, log);
    let taken = |dock: usize, policy: usize| routes.iter().any(|route| (route.dock, route.policy) == (dock, policy));
    let winner = routes.first().map(|winner| (winner.dock, winner.policy, order::rank(survey, winner)));
    for loser in losers.into_iter().filter(|(dock, policy, _)| !taken(*dock, *policy)) {
        if let Some(winner) = winner {
            outranked(survey, loser, winner, to, log);
        }
    }
    Method { name, to, routes }
}
