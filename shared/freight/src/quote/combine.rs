//! The best route of each shipping method, and what has to be added where one route does not bring everything.

use std::collections::BTreeMap;

use crate::quote::order;
use crate::quote::reason::{Log, Reason};
use crate::quote::route::{Route, Survey, dropped};
use crate::quote::supply::Taken;

/// A shipping method with the routes that serve it together: one, unless no single one brings everything.
#[derive(Debug)]
pub(crate) struct Method<'a> {
    pub(crate) name: &'a str,
    pub(crate) routes: Vec<Route>,
}

/// All shipping methods that bring anything, by name.
pub(crate) fn methods<'a>(survey: &Survey<'a>, log: &mut Log) -> Vec<Method<'a>> {
    let mut found: BTreeMap<&'a str, Vec<Route>> = BTreeMap::new();
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
        for dock in docks {
            match survey.route(*dock, at, carried.as_deref().map(|carried| (carried, &nothing))) {
                Ok(route) => found.entry(&policy.shipping_method).or_default().push(route),
                Err(reason) => log.add(|| {
                    let dock = survey.configuration.docks.get(*dock).map(|linked| &linked.dock.id);
                    dropped(policy, dock, reason)
                }),
            }
        }
    }
    let method = |(name, candidates)| Method { name, routes: best(survey, name, candidates, &everywhere, log) };
    found.into_iter().map(method).filter(|method| !method.routes.is_empty()).collect()
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

fn best(survey: &Survey<'_>, name: &str, candidates: Vec<Route>, docks: &[Vec<usize>], log: &mut Log) -> Vec<Route> {
    let Some(first) = candidates.iter().min_by(|one, other| order::routes(survey, one, other)).cloned() else {
        return Vec::new();
    };
    let mut routes = vec![first];
    add_what_is_missing(survey, name, docks, &mut routes);
    let taken = |route: &Route| routes.iter().any(|other| (other.dock, other.policy) == (route.dock, route.policy));
    for route in candidates.iter().filter(|route| !taken(route)) {
        let winner = routes.first().and_then(|winner| Some((survey.policy(winner)?, survey.dock(winner)?)));
        if let (Some(policy), Some(dock), Some((by, at))) = (survey.policy(route), survey.dock(route), winner) {
            log.add(|| {
                let reason = Reason::Outranked { policy: by.id.clone(), dock: at.dock.id.clone() };
                dropped(policy, Some(&dock.dock.id), reason)
            });
        }
    }
    routes
}

/// Adds the best route for the rest, again and again, until nothing is missing or nothing helps.
fn add_what_is_missing(survey: &Survey<'_>, name: &str, docks: &[Vec<usize>], routes: &mut Vec<Route>) {
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
            if linked.policy.shipping_method != name || survey.admits(linked).is_err() {
                continue;
            }
            let carried = survey.carried(&linked.policy, &missing, &mut silent);
            let demand = carried.as_deref().unwrap_or(&missing);
            for dock in docks.iter().filter(|dock| !used(routes, **dock, at)) {
                let Ok(route) = survey.route(*dock, at, Some((demand, &taken))) else { continue };
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
