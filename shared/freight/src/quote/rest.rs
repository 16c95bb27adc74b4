//! What has to be added where one route does not bring everything.
//!
//! Each further route is the best one for what is still missing. What a dock ships of a demand does not depend on the
//! policy or on the pickup point: it is worked out once for all of them. And a route is worked out again only where
//! the dock would ship something else than before, so that many routes to one place cost little more than one.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::configuration::Channel;
use crate::quote::consignment::{Consignment, consignments};
use crate::quote::lane::Lane;
use crate::quote::log::Log;
use crate::quote::order;
use crate::quote::pickup::{Near, served};
use crate::quote::reason::{Dropped, Reason};
use crate::quote::route::{Route, Survey, dropped};
use crate::quote::supply::{Taken, picks};

/// So many demands are remembered at most.
const REMEMBERED: usize = 500;

/// What the docks ship of a demand when others have taken something before; `None` where a total is too large.
#[derive(Debug)]
pub(crate) struct Shipped {
    demand: Vec<u32>,
    taken: Taken,
    /// One for each dock, worked out when somebody asks.
    of_docks: Vec<OnceCell<Option<Rc<[Consignment]>>>>,
}

/// A demand by line, and what is taken of it.
type Demand = (Vec<u32>, Taken);

/// What was asked for already.
#[derive(Debug, Default)]
pub(crate) struct Asked(RefCell<HashMap<Demand, Rc<Shipped>>>);

impl Shipped {
    pub(crate) fn new(survey: &Survey<'_>, demand: Vec<u32>, taken: Taken) -> Self {
        let of_docks = survey.configuration.docks.iter().map(|_| OnceCell::new()).collect();
        Self { demand, taken, of_docks }
    }
}

impl Survey<'_> {
    /// What docks ship of a demand, from memory where it was asked for already.
    pub(crate) fn shipped(&self, demand: &[u32], taken: &Taken) -> Rc<Shipped> {
        let mut asked = self.asked.0.borrow_mut();
        if asked.len() >= REMEMBERED {
            asked.clear();
        }
        let key = (demand.to_vec(), taken.clone());
        let new = || Rc::new(Shipped::new(self, demand.to_vec(), taken.clone()));
        Rc::clone(asked.entry(key).or_insert_with(new))
    }

    /// The part of one dock; everything that the cart asks for where no demand is given.
    pub(crate) fn of_dock(&self, dock: usize, shipped: Option<&Shipped>) -> Option<Rc<[Consignment]>> {
        let Some(Shipped { demand, taken, of_docks }) = shipped else { return self.whole.get(dock).cloned().flatten() };
        let work = || {
            let picks = picks(self.configuration, dock, self.lines, demand, taken);
            consignments(self.configuration.docks.get(dock)?, self.lines, self.configuration.settings(), picks)
                .map(Rc::from)
        };
        of_docks.get(dock)?.get_or_init(work).clone()
    }
}

/// A policy that could bring more, with the docks at which it collects.
struct Source<'a> {
    at: usize,
    lane: Lane<'a>,
    docks: &'a [usize],
}

/// A dock of a source, and the route for what was missing when it was looked at last.
struct Candidate {
    source: usize,
    dock: usize,
    ships: Option<Rc<[Consignment]>>,
    route: Option<Result<Route, Reason>>,
}

/// Adds the best route for the rest, again and again, until nothing is missing or nothing helps.
pub(crate) fn add_what_is_missing(
    survey: &Survey<'_>,
    name: &str,
    to: Option<Near>,
    docks: &[Vec<usize>],
    routes: &mut Vec<Route>,
    log: &mut Log,
) {
    let (mut missing, mut taken) = (survey.lines.quantities(), Taken::default());
    for route in routes.iter() {
        subtract(survey, route, &mut missing, &mut taken);
    }
    if missing.iter().all(|units| *units == 0) {
        return;
    }
    let sources = sources(survey, name, to, docks);
    let all =
        sources.iter().enumerate().flat_map(|(at, source)| source.docks.iter().map(move |dock| (at, *dock, source.at)));
    let mut candidates: Vec<Candidate> = all
        .filter(|(_, dock, policy)| !routes.iter().any(|route| (route.dock, route.policy) == (*dock, *policy)))
        .map(|(source, dock, _)| Candidate { source, dock, ships: None, route: None })
        .collect();
    while missing.iter().any(|units| *units > 0) {
        look(survey, &sources, &missing, &taken, &mut candidates);
        let best = candidates.first().is_some_and(|best| matches!(best.route, Some(Ok(_))));
        let Some(Ok(route)) = best.then(|| candidates.remove(0)).and_then(|best| best.route) else { break };
        subtract(survey, &route, &mut missing, &mut taken);
        routes.push(route);
    }
    // Why the rest does not come from anywhere else; what is not in stock there is no news.
    if log.wanted() && missing.iter().any(|units| *units > 0) {
        for Candidate { source, dock, route, .. } in candidates {
            let Some(Err(reason)) = route.filter(|route| !matches!(route, Err(Reason::NoStockAtDock { .. }))) else {
                continue;
            };
            let dock = survey.configuration.docks.get(dock).map(|linked| &linked.dock.id);
            if let Some(source) = sources.get(source) {
                log.add(|| Dropped { pickup_point: survey.point_id(to), ..dropped(source.lane.policy, dock, reason) });
            }
        }
    }
}

/// The policies of a shipping method that lead to a place.
fn sources<'a>(survey: &Survey<'a>, name: &str, to: Option<Near>, docks: &'a [Vec<usize>]) -> Vec<Source<'a>> {
    let policies = survey.configuration.policies.iter().zip(docks).enumerate();
    let leads = |(at, (linked, docks)): (usize, (&'a _, &'a Vec<usize>))| {
        let linked: &'a crate::configuration::LinkedPolicy = linked;
        let reaches = || match to {
            Some(near) => served(linked, &survey.near).any(|other| other.at == near.at),
            None => linked.policy.channel() == Channel::Delivery,
        };
        if linked.policy.shipping_method != name || !reaches() || survey.admits(linked).is_err() {
            return None;
        }
        Some(Source { at, lane: survey.lane(at, linked, to).ok()?, docks })
    };
    policies.filter_map(leads).collect()
}

/// Brings candidates up to what is missing now, the best one first.
fn look(survey: &Survey<'_>, sources: &[Source<'_>], missing: &[u32], taken: &Taken, candidates: &mut [Candidate]) {
    let mut silent = Log::new(false);
    let shipped = sources.iter().map(|source| {
        let carried = survey.carried(source.lane.policy, missing, &mut silent);
        survey.shipped(carried.as_deref().unwrap_or(missing), taken)
    });
    let shipped: Vec<Rc<Shipped>> = shipped.collect();
    let mut changed = false;
    for candidate in candidates.iter_mut() {
        let (Some(source), Some(shipped)) = (sources.get(candidate.source), shipped.get(candidate.source)) else {
            continue;
        };
        let ships = survey.of_dock(candidate.dock, Some(shipped));
        if candidate.route.is_some() && same(candidate.ships.as_ref(), ships.as_ref()) {
            continue;
        }
        candidate.route = Some(survey.route(&source.lane, candidate.dock, Some(shipped)));
        candidate.ships = ships;
        changed = true;
    }
    if changed {
        candidates.sort_by(|one, other| match (&one.route, &other.route) {
            (Some(Ok(one)), Some(Ok(other))) => order::routes(survey, one, other),
            (one, other) => matches!(other, Some(Ok(_))).cmp(&matches!(one, Some(Ok(_)))),
        });
    }
}

/// Whether two lots are of the same things from the same places.
fn same(one: Option<&Rc<[Consignment]>>, other: Option<&Rc<[Consignment]>>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    Rc::ptr_eq(one, other)
        || one.len() == other.len() && one.iter().zip(other.iter()).all(|(one, other)| one.picks == other.picks)
}

/// Takes what a route brings from what is missing.
fn subtract(survey: &Survey<'_>, route: &Route, missing: &mut [u32], taken: &mut Taken) {
    for (line, units) in survey.brings(route) {
        if let Some(left) = missing.get_mut(line) {
            *left = left.saturating_sub(units);
        }
    }
    for (sku, warehouse, units) in survey.empties(route) {
        taken.add(sku, warehouse, units);
    }
}

#[cfg(test)]
mod tests {
    use domain::place::Point;

    use super::*;
    use crate::quote::combine::methods;
    use crate::quote::lines::Lines;
    use crate::quote::tests::{World, cart, item};

    /// Shops that are a dock and a pickup point each, with a unit in each.
    fn chain(shops: usize) -> World {
        let mut world = World::new();
        world.warehouses.clear();
        world.docks.clear();
        for at in 0..shops {
            let name = format!("s{at:03}");
            let north = rust_decimal::Decimal::new(i64::try_from(at).unwrap(), 3).to_string();
            let point = serde_json::json!({
                "id": name, "name": name, "address": {"country": "BRA", "postalCode": "69005040"},
                "point": {"lat": north.parse::<f64>().unwrap(), "lng": -46.0},
            });
            world.pickup_points.push(serde_json::from_value(point).unwrap());
            world.dock(&name, &["p"]);
            world.warehouse(&name, &[(&name, "PT0S", "0")]);
            world.hold(&name, "s", 1);
        }
        world.policies[0].pickup_points = world.pickup_points.iter().map(|point| point.id.clone()).collect();
        world
    }

    #[test]
    fn what_docks_ship_of_the_rest_is_worked_out_once_for_all_pickup_points() {
        let world = chain(40);
        let mut ask = cart(vec![item("s", 10, 100)]);
        ask.destination.point = Some(Point::new(0.0, -46.0).unwrap());
        let configuration = world.configuration();
        let lines = Lines::new(&ask, &configuration, &world.stock);
        let survey = Survey::new(&ask, &configuration, &lines, &world.stock, &[], world.now);
        let methods = methods(&survey, &mut Log::new(true));
        assert_eq!(methods.len(), 40);
        for method in &methods {
            let docks: Vec<usize> = method.routes.iter().map(|route| route.dock).collect();
            assert_eq!(docks, (0..10).collect::<Vec<usize>>(), "the docks of the least ids, at every point");
        }
        assert_eq!(survey.asked.0.borrow().len(), 9, "once after each route but the last, not once for each point");
    }

    #[test]
    fn a_dock_that_has_less_by_now_is_looked_at_again() {
        let mut world = chain(3);
        world.pickup_points.clear();
        world.policies[0].pickup_points.clear();
        // The first two docks share what the third would bring alone, but for one unit.
        world.warehouse("both", &[("s000", "PT0S", "0"), ("s001", "PT0S", "0")]);
        world.hold("both", "s", 4);
        world.hold("s002", "s", 2);
        let option = world.option(&cart(vec![item("s", 9, 100)]));
        let brought: Vec<(&str, u32)> = option
            .packages
            .iter()
            .map(|package| (package.dock.as_str(), package.items.iter().map(|item| item.quantity).sum()))
            .collect();
        let of = |dock: &str| brought.iter().filter(|(name, _)| *name == dock).map(|(_, units)| units).sum::<u32>();
        assert_eq!((of("s000"), of("s001"), of("s002")), (5, 1, 2), "{brought:?}");
        assert_eq!(option.items[0].quantity, 8);
    }

    #[test]
    fn why_the_rest_does_not_come_from_elsewhere_is_told_with_the_rest_s_own_numbers() {
        let mut world = World::new();
        world.policy("p", "Normal", &["0,3000,10.00,0,0,0,2.00:00:00,0"]);
        world.dock("e", &["p"]);
        world.warehouse("v", &[("e", "PT0S", "0")]);
        world.hold("w", "s", 2);
        world.hold("v", "s", 1);
        world.hold("v", "t", 1);
        let quote = world.quote(&cart(vec![item("s", 2, 1_000), item("t", 1, 3_500)]));
        assert_eq!(quote.options[0].items.len(), 1, "{:?}", quote.options);
        let told = quote.dropped.iter().filter(|route| route.dock.as_ref().is_some_and(|dock| dock.as_str() == "e"));
        let told: Vec<(&str, String)> =
            told.map(|route| (route.reason.code(), route.reason.detail()[0].1.clone())).collect();
        let over = |grams: &str| ("weight_over_limit", grams.to_owned());
        assert_eq!(told, [over("3500"), over("4500")]);
    }
}
