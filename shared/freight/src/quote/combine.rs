//! The best route of each shipping method, and what has to be added where one route does not bring everything.

use std::collections::BTreeMap;

use crate::configuration::{Channel, LinkedPolicy};
use crate::quote::order;
use crate::quote::pickup::{Near, served};
use crate::quote::reason::{Dropped, Log, Reason};
use crate::quote::route::{Route, Survey, Way, dropped};
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
    let mut found: BTreeMap<Key<'a>, Vec<Route>> = BTreeMap::new();
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
        for to in ends(survey, linked, log) {
            for dock in docks {
                let way = Way { dock: *dock, policy: at, to };
                match survey.route(way, carried.as_deref().map(|carried| (carried, &nothing))) {
                    Ok(route) => {
                        let key = (policy.shipping_method.as_str(), to.map(|near| near.at));
                        found.entry(key).or_default().push(route);
                    }
                    Err(reason) => log.add(|| {
                        let dock = survey.configuration.docks.get(*dock).map(|linked| &linked.dock.id);
                        Dropped { pickup_point: survey.point_id(to), ..dropped(policy, dock, reason) }
                    }),
                }
            }
        }
    }
    let method = |((name, _), candidates): (Key<'a>, Vec<Route>)| {
        let to = candidates.first().and_then(|route| route.to);
        Method { name, to, routes: best(survey, name, to, candidates, &everywhere, log) }
    };
    found.into_iter().map(method).filter(|method| !method.routes.is_empty()).collect()
}

/// Where a policy brings goods: to the destination, or to the pickup points that are near.
fn ends(survey: &Survey<'_>, linked: &LinkedPolicy, log: &mut Log) -> Vec<Option<Near>> {
    if linked.policy.channel() == Channel::Delivery {
        return vec![None];
    }
    let points: Vec<Option<Near>> = served(linked, &survey.near).map(Some).collect();
    if points.is_empty() {
        log.add(|| dropped(&linked.policy, None, Reason::NoPickupPointNear));
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

fn best(
    survey: &Survey<'_>,
    name: &str,
    to: Option<Near>,
    candidates: Vec<Route>,
    docks: &[Vec<usize>],
    log: &mut Log,
) -> Vec<Route> {
    let Some(first) = candidates.iter().min_by(|one, other| order::routes(survey, one, other)).cloned() else {
        return Vec::new();
    };
    let mut routes = vec![first];
    add_what_is_missing(survey, name, to, docks, &mut routes);
    let taken = |route: &Route| routes.iter().any(|other| (other.dock, other.policy) == (route.dock, route.policy));
    for route in candidates.iter().filter(|route| !taken(route)) {
        let winner = routes.first().and_then(|winner| Some((survey.policy(winner)?, survey.dock(winner)?)));
        if let (Some(policy), Some(dock), Some((by, at))) = (survey.policy(route), survey.dock(route), winner) {
            log.add(|| {
                let reason = Reason::Outranked { policy: by.id.clone(), dock: at.dock.id.clone() };
                Dropped { pickup_point: survey.point_id(to), ..dropped(policy, Some(&dock.dock.id), reason) }
            });
        }
    }
    routes
}

/// Adds the best route for the rest, again and again, until nothing is missing or nothing helps.
fn add_what_is_missing(
    survey: &Survey<'_>,
    name: &str,
    to: Option<Near>,
    docks: &[Vec<usize>],
    routes: &mut Vec<Route>,
) {
    let mut silent = Log::new(false);
    loop {
        let mut missing = survey.lines.quantities();
        let mut taken = Taken::default();
        for (line, units) in routes.iter().flat_map(|route| survey.brings(route)) {
            if let Some(left) = missing.get_mut(line) {
                *left = left.saturating_sub(units);
            }
        }
        for (sku, warehouse, units) in routes.iter().flat_map(|route| survey.empties(route)) {
            taken.add(sku, warehouse, units);
        }
        if missing.iter().all(|units| *units == 0) {
            return;
        }
        let mut next: Option<Route> = None;
        for (at, (linked, docks)) in survey.configuration.policies.iter().zip(docks).enumerate() {
            let reaches = match to {
                Some(near) => served(linked, &survey.near).any(|other| other.at == near.at),
                None => linked.policy.channel() == Channel::Delivery,
            };
            if linked.policy.shipping_method != name || !reaches || survey.admits(linked).is_err() {
                continue;
            }
            let carried = survey.carried(&linked.policy, &missing, &mut silent);
            let demand = carried.as_deref().unwrap_or(&missing);
            for dock in docks.iter().filter(|dock| !used(routes, **dock, at)) {
                let Ok(route) = survey.route(Way { dock: *dock, policy: at, to }, Some((demand, &taken))) else {
                    continue;
                };
                if next.as_ref().is_none_or(|best| order::routes(survey, &route, best).is_lt()) {
                    next = Some(route);
                }
            }
        }
        match next {
            Some(route) => routes.push(route),
            None => return,
        }
    }
}

fn used(routes: &[Route], dock: usize, policy: usize) -> bool {
    routes.iter().any(|route| (route.dock, route.policy) == (dock, policy))
}
