//! One way for goods to go: warehouses, a dock, a policy, and the rows that price it.

use std::rc::Rc;

use domain::code::{DockId, PickupPointId, PolicyId, PolygonId};
use jiff::Zoned;
use jiff::civil::{DateTime, Time};
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;

use crate::configuration::{Configuration, LinkedDock, Policy};
use crate::quote::cargo::Contents;
use crate::quote::cart::Cart;
use crate::quote::consignment::{Bulk, Consignment, consignments};
use crate::quote::lane::{Lane, Rated, load};
use crate::quote::lines::Lines;
use crate::quote::pickup::{Near, near};
use crate::quote::reason::{Dropped, Reason};
use crate::quote::rest::{Asked, Shipped};
use crate::quote::sellers::SellerDays;
use crate::quote::stock::Stock;
use crate::quote::supply::{Pick, Taken, picks};
use crate::quote::walk::{Promise, promise};
use crate::quote::windows;
use crate::table::{Amounts, Page, Place};
use crate::time_span::TimeSpan;

/// What all routes of a quote have in common.
#[derive(Debug)]
pub(crate) struct Survey<'a> {
    pub(crate) cart: &'a Cart,
    pub(crate) configuration: &'a Configuration,
    pub(crate) lines: &'a Lines,
    pub(crate) stock: &'a Stock,
    /// When the order starts.
    pub(crate) order: Zoned,
    /// The same on the wall clock, to the minute.
    pub(crate) start: DateTime,
    pub(crate) place: Place<'a>,
    /// Where all tables are open for the destination.
    pub(crate) page: Page<'a>,
    /// Pickup points that are near; empty where no policy serves any.
    pub(crate) near: Vec<Near>,
    /// What each dock ships when a policy carries everything; worked out once.
    pub(crate) whole: Vec<Option<Rc<[Consignment]>>>,
    /// What docks ship of less.
    pub(crate) asked: Asked,
    pub(crate) days: SellerDays,
}

/// A route that can be offered.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// Places in the configuration's lists.
    pub(crate) dock: usize,
    pub(crate) policy: usize,
    /// How much longer it takes to the destination than its rows say.
    pub(crate) delay: TimeSpan,
    /// What shoppers are told about the destination.
    pub(crate) notice: Option<String>,
    pub(crate) parcels: Vec<Parcel>,
    consignments: Rc<[Consignment]>,
    /// Units it brings.
    pub(crate) units: u64,
    /// What counts when routes are compared.
    pub(crate) price: Decimal,
    pub(crate) arrives: DateTime,
}

/// Equal packages of a route.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    /// Place in the route's list of consignments.
    pub(crate) consignment: usize,
    /// How many of them.
    pub(crate) count: u32,
    /// What is in each.
    pub(crate) contents: Contents,
    pub(crate) rated: Rated,
    pub(crate) arrives: DateTime,
    /// Seconds that are not closed days.
    pub(crate) worked: u64,
}

impl<'a> Survey<'a> {
    pub(crate) fn new(
        cart: &'a Cart,
        configuration: &'a Configuration,
        lines: &'a Lines,
        stock: &'a Stock,
        polygons: &'a [PolygonId],
        now: Timestamp,
    ) -> Self {
        let order = to_minute(now, configuration.zone());
        let place = Place::new(cart.destination.country, cart.destination.postal_code, polygons);
        let page = configuration.atlas.open(&place);
        let demand = lines.quantities();
        let whole = configuration.docks.iter().enumerate().map(|(at, dock)| {
            let picks = picks(configuration, at, lines, &demand, &Taken::default());
            consignments(dock, lines, configuration.settings(), picks).map(Rc::from)
        });
        let whole = whole.collect();
        let pickup = configuration.policies.iter().any(|linked| !linked.points.is_empty());
        let days = SellerDays::new(lines, configuration, stock, order.date());
        let near = if pickup { near(configuration, &cart.destination) } else { Vec::new() };
        let (start, asked) = (order.datetime(), Asked::default());
        Self { cart, configuration, lines, stock, start, order, place, page, near, whole, asked, days }
    }

    pub(crate) fn dock(&self, route: &Route) -> Option<&'a LinkedDock> {
        self.configuration.docks.get(route.dock)
    }

    pub(crate) fn policy(&self, route: &Route) -> Option<&'a Policy> {
        self.configuration.policies.get(route.policy).map(|linked| &linked.policy)
    }

    pub(crate) fn consignment<'r>(&self, route: &'r Route, parcel: &Parcel) -> Option<&'r Consignment> {
        route.consignments.get(parcel.consignment)
    }

    /// What the price of a package's row is made of.
    pub(crate) fn amounts(&self, route: &Route, parcel: &Parcel) -> Option<Amounts> {
        let (group, rated) = (self.consignment(route, parcel)?, &parcel.rated);
        let block = self.configuration.policies.get(route.policy)?.block.as_ref()?;
        block.amounts(&rated.rate, &load(rated.chargeable, parcel.bulk(group)))
    }

    /// The polygon that a package's row is for, if it is for one.
    pub(crate) fn polygon(&self, route: &Route, parcel: &Parcel) -> Option<PolygonId> {
        self.configuration.policies.get(route.policy)?.block.as_ref()?.polygon(&parcel.rated.rate)
    }

    /// The time of a package, worked out again with all its stretches.
    pub(crate) fn stretches(&self, route: &Route, parcel: &Parcel) -> Option<Promise> {
        let plan = self.plan(self.dock(route)?, self.consignment(route, parcel)?, &parcel.rated.rate, route.delay);
        promise(&plan, self.policy(route)?, self.configuration.days_off(), self.start, true)
    }

    pub(crate) fn point_id(&self, to: Option<Near>) -> Option<PickupPointId> {
        Some(self.configuration.pickup_points.get(to?.at)?.id.clone())
    }

    /// The route over a dock and a policy for a demand; `None` means everything.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn route(&self, lane: &Lane<'_>, dock: usize, shipped: Option<&Shipped>) -> Result<Route, Reason> {
        let (linked_dock, policy) = (self.configuration.docks.get(dock).ok_or(Reason::NoDock)?, lane.policy);
        self.opens(linked_dock)?;
        self.within_value(linked_dock, policy)?;
        let consignments = self.of_dock(dock, shipped).ok_or(Reason::AmountTooLarge)?;
        let units = consignments.iter().fold(0_u64, |sum, group| sum.saturating_add(group.bulk.units));
        if units == 0 {
            return Err(Reason::NoStockAtDock { warehouses: self.warehouses(linked_dock) });
        }
        self.sized(policy, &consignments)?;
        self.multiple(linked_dock, policy)?;
        let mut parcels = Vec::with_capacity(consignments.len());
        for group in consignments.iter().enumerate() {
            self.pack(lane, linked_dock, group, &mut parcels)?;
        }
        let price = self.price_to_compare(&parcels, &consignments).ok_or(Reason::AmountTooLarge)?;
        let arrives = parcels.iter().map(|parcel| parcel.arrives).max().ok_or(Reason::AmountTooLarge)?;
        let (delay, notice) = (lane.delay, lane.notice.clone());
        let route = Route { dock, policy: lane.at, delay, notice, parcels, consignments, units, price, arrives };
        if policy.delivery_schedule.enabled && !windows::any(self, policy, arrives, route.worked()) {
            return Err(windows::none(self, policy, arrives, route.worked()));
        }
        Ok(route)
    }

    fn price_to_compare(&self, parcels: &[Parcel], consignments: &[Consignment]) -> Option<Decimal> {
        let with_fee = self.configuration.settings().rank_includes_dock_fee;
        parcels.iter().try_fold(Decimal::ZERO, |sum, parcel| {
            let fee = if with_fee { parcel.fee(consignments.get(parcel.consignment)?) } else { Decimal::ZERO };
            let each = parcel.rated.rate.total.checked_add(fee)?;
            sum.checked_add(each.checked_mul(Decimal::from(parcel.count))?)
        })
    }

    /// What a route brings: line, units.
    pub(crate) fn brings<'r>(&self, route: &'r Route) -> impl Iterator<Item = (usize, u32)> + use<'r> {
        route.consignments.iter().flat_map(|group| &group.picks).map(|pick| (pick.line, pick.quantity))
    }

    /// Which shelves a route empties: SKU, warehouse, units.
    pub(crate) fn empties<'r>(&'r self, route: &'r Route) -> impl Iterator<Item = (usize, usize, i64)> + 'r {
        let links = self.dock(route).map_or(&[][..], |dock| &dock.links);
        let picks = route.consignments.iter().flat_map(|group| &group.picks);
        picks.flat_map(move |pick| {
            let line = self.lines.lines.get(pick.line);
            pick.takes().filter_map(move |source| {
                Some((line?.needs.get(source.need)?.sku, links.get(source.link)?.warehouse, source.units))
            })
        })
    }
}

impl Parcel {
    pub(crate) fn bulk<'r>(&'r self, group: &'r Consignment) -> &'r Bulk {
        self.contents.bulk(group)
    }

    pub(crate) fn fee(&self, group: &Consignment) -> Decimal {
        match &self.contents {
            Contents::Whole | Contents::Units(..) => group.fee,
            Contents::Mixed(part) => part.fee,
        }
    }

    /// What is in each: picks and units of them.
    pub(crate) fn packed<'r>(&'r self, group: &'r Consignment) -> impl Iterator<Item = (&'r Pick, u32)> + 'r {
        let of_all = move |pick: &Pick| match &self.contents {
            Contents::Units(units, _) => *units,
            _ => pick.quantity,
        };
        let part = match &self.contents {
            Contents::Mixed(part) => Some(part),
            _ => None,
        };
        let all = part.is_none().then(|| group.picks.iter().map(move |pick| (pick, of_all(pick))));
        let parts = part.into_iter().flat_map(|part| &part.picks);
        let parts = parts.filter_map(|(pick, units)| Some((group.picks.get(*pick)?, *units)));
        all.into_iter().flatten().chain(parts)
    }
}

impl Route {
    /// How many packages it is.
    pub(crate) fn packages(&self) -> u64 {
        self.parcels.iter().fold(0, |sum, parcel| sum.saturating_add(u64::from(parcel.count)))
    }

    /// Seconds until its last package is there, without closed days.
    pub(crate) fn worked(&self) -> u64 {
        self.parcels.iter().map(|parcel| parcel.worked).max().unwrap_or_default()
    }
}

pub(crate) fn dropped(policy: &Policy, dock: Option<&DockId>, reason: Reason) -> Dropped {
    let (id, shipping_method): (PolicyId, String) = (policy.id.clone(), policy.shipping_method.clone());
    Dropped {
        policy: id,
        shipping_method,
        dock: dock.cloned(),
        warehouse: None,
        pickup_point: None,
        item: None,
        reason,
    }
}

fn to_minute(now: Timestamp, zone: &TimeZone) -> Zoned {
    let exact = now.to_zoned(zone.clone());
    let time = exact.time();
    let minute = Time::new(time.hour(), time.minute(), 0, 0).unwrap_or_default();
    // Whole minutes back is never across a change of clocks, so this keeps the offset.
    let seconds = exact.time().duration_since(minute);
    exact.checked_sub(seconds).unwrap_or(exact)
}
