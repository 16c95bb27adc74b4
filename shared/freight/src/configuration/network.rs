//! All of an account's configuration at one moment, linked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::calendar::{DaysOff, Holiday};
use domain::code::{CalendarId, DockId, PickupPointId, PolicyId, PolygonId, SellerId, WarehouseId};
use domain::operation::Daily;
use domain::place::Point;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use crate::configuration::pickup_point::Map;
use crate::configuration::{Channel, Distance, Dock, PickupPoint, Policy, Seller, Settings, Warehouse};
use crate::polygon::{Polygon, PolygonMap};
use crate::quote::Destination;
use crate::table::{Atlas, Block, Place, RestrictedArea, Restriction, Restrictions};
use crate::time_span::TimeSpan;

/// The parts of a configuration, as they are kept.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    /// Settings of the account.
    pub settings: Settings,
    /// Docks, in any order.
    pub docks: Vec<Dock>,
    /// Warehouses, in any order.
    pub warehouses: Vec<Warehouse>,
    /// Shipping policies, in any order.
    pub policies: Vec<Policy>,
    /// Holidays, in any order.
    pub holidays: Vec<Holiday>,
    /// Pickup points, in any order.
    pub pickup_points: Vec<PickupPoint>,
    /// Sellers, in any order.
    pub sellers: Vec<Seller>,
    /// Areas on the map, in any order.
    pub polygons: Vec<Polygon>,
    /// Where policies do not deliver, or take longer.
    pub restricted: BTreeMap<PolicyId, Vec<RestrictedArea>>,
    /// The freight table of each policy that has one.
    pub blocks: BTreeMap<PolicyId, Arc<Block>>,
    /// The same tables side by side, where somebody has them so already.
    pub atlas: Option<Arc<Atlas>>,
}

/// Everything a quote reads but the cart, the stock and the clock, at one moment.
#[derive(Clone, Debug)]
pub struct Configuration {
    settings: Settings,
    zone: TimeZone,
    days_off: DaysOff,
    drawn: PolygonMap,
    /// The freight tables side by side.
    pub(crate) atlas: Arc<Atlas>,
    /// The active ones.
    sellers: BTreeSet<SellerId>,
    /// Of those the ones that act in the account's name.
    white_label: BTreeSet<SellerId>,
    /// Of those the ones that get ready only so much in a day.
    daily: BTreeMap<SellerId, Daily>,
    pub(crate) docks: Vec<LinkedDock>,
    pub(crate) warehouses: Vec<Warehouse>,
    pub(crate) policies: Vec<LinkedPolicy>,
    pub(crate) pickup_points: Vec<PickupPoint>,
    /// For each pickup point the polygons that hold it.
    pub(crate) around_points: Vec<Vec<PolygonId>>,
    /// Of the active ones.
    map: Map,
}

/// A dock with what leads to it and from it, by place in the configuration's lists.
#[derive(Clone, Debug)]
pub(crate) struct LinkedDock {
    pub(crate) dock: Dock,
    /// Its seller is known and active, or it is the account's own.
    pub(crate) seller_active: bool,
    /// Sorted by warehouse id.
    pub(crate) links: Vec<Link>,
    /// Sorted by policy id.
    pub(crate) policies: Vec<usize>,
}

/// The way from a warehouse to a dock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) warehouse: usize,
    pub(crate) time: TimeSpan,
    pub(crate) cost: Decimal,
}

/// A policy with its freight table.
#[derive(Clone, Debug)]
pub(crate) struct LinkedPolicy {
    pub(crate) policy: Policy,
    pub(crate) block: Option<Arc<Block>>,
    /// The place of its table in the atlas.
    pub(crate) table: usize,
    /// The pickup points that it serves, by place in the configuration's list; sorted.
    pub(crate) points: Vec<usize>,
    /// Where it does not deliver, or takes longer.
    pub(crate) restrictions: Restrictions,
}

impl Configuration {
    /// Links the parts. Links to things that are not there or another seller's are left out; of things with the same id the last counts.
    ///
    /// # Errors
    /// [`InvalidConfiguration`] when the time zone is not known.
    pub fn new(sections: Sections) -> Result<Self, InvalidConfiguration> {
        let Sections { settings, docks, warehouses, policies, holidays, pickup_points, sellers, .. } = sections;
        let (polygons, mut restricted, mut blocks) = (sections.polygons, sections.restricted, sections.blocks);
        let Some(zone) = settings.zone() else {
            return Err(InvalidConfiguration { time_zone: settings.time_zone });
        };
        let warehouses: BTreeMap<WarehouseId, Warehouse> =
            warehouses.into_iter().map(|warehouse| (warehouse.id.clone(), warehouse)).collect();
        let policies: BTreeMap<PolicyId, Policy> =
            policies.into_iter().map(|policy| (policy.id.clone(), policy)).collect();
        let sellers: BTreeMap<SellerId, Seller> =
            sellers.into_iter().map(|seller| (seller.id.clone(), seller)).collect();
        let active = |seller: &&Seller| seller.active;
        let white_label = sellers.values().filter(active).filter(|seller| seller.white_label);
        let white_label: BTreeSet<SellerId> = white_label.map(|seller| seller.id.clone()).collect();
        let daily = sellers.values().filter(active).filter_map(|seller| Some((seller.id.clone(), seller.daily?)));
        let daily: BTreeMap<SellerId, Daily> = daily.collect();
        let sellers: BTreeSet<SellerId> = sellers.values().filter(active).map(|seller| seller.id.clone()).collect();
        let docks: BTreeMap<DockId, Dock> = docks.into_iter().map(|dock| (dock.id.clone(), dock)).collect();
        let docks = docks
            .into_values()
            .map(|dock| LinkedDock {
                links: links(&warehouses, &dock),
                policies: policies
                    .values()
                    .enumerate()
                    .filter(|(_, policy)| policy.seller.is_none() || policy.seller == dock.seller)
                    .filter(|(_, policy)| dock.policies.contains(&policy.id))
                    .map(|(at, _)| at)
                    .collect(),
                seller_active: dock.seller.as_ref().is_none_or(|seller| sellers.contains(seller)),
                dock,
            })
            .collect();
        let warehouses = warehouses.into_values().collect();
        let pickup_points: BTreeMap<PickupPointId, PickupPoint> =
            pickup_points.into_iter().map(|point| (point.id.clone(), point)).collect();
        let pickup_points: Vec<PickupPoint> = pickup_points.into_values().collect();
        let known = sections.atlas.filter(|atlas| atlas.is_of(blocks.values()));
        let atlas = known.unwrap_or_else(|| Arc::new(Atlas::new(blocks.values())));
        let tables: BTreeMap<PolicyId, usize> = blocks.keys().cloned().zip(0..).collect();
        let policies = policies
            .into_iter()
            .map(|(id, policy)| LinkedPolicy {
                block: blocks.remove(&id),
                table: tables.get(&id).copied().unwrap_or_default(),
                points: points(&pickup_points, &policy),
                restrictions: Restrictions::new(restricted.remove(&id).unwrap_or_default()),
                policy,
            })
            .collect();
        let active = pickup_points.iter().enumerate().filter(|(_, point)| point.active);
        let map = Map::new(active.map(|(at, point)| (at, point.point)));
        let (days_off, drawn) = (DaysOff::new(&holidays), PolygonMap::new(polygons));
        let around_points = pickup_points.iter().map(|point| drawn.at(point.point)).collect();
        Ok(Self {
            settings,
            zone,
            days_off,
            drawn,
            atlas,
            sellers,
            white_label,
            daily,
            docks,
            warehouses,
            policies,
            pickup_points,
            around_points,
            map,
        })
    }

    /// Settings of the account.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The account's time zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The account's holidays.
    #[must_use]
    pub fn days_off(&self) -> &DaysOff {
        &self.days_off
    }

    /// The polygons that hold a point, borders included, by id.
    #[must_use]
    pub fn polygons_at(&self, point: Point) -> Vec<PolygonId> {
        self.drawn.at(point)
    }

    /// Whether a policy does not deliver to a place, or takes longer.
    #[must_use]
    pub fn restriction(&self, policy: &PolicyId, place: &Place<'_>) -> Restriction {
        let found = self.policies.binary_search_by(|linked| linked.policy.id.cmp(policy)).ok();
        let linked = found.and_then(|at| self.policies.get(at));
        linked.map_or(Restriction::None, |linked| linked.restrictions.at(place))
    }

    /// Whether somebody sells through the account, and is not switched off.
    #[must_use]
    pub fn has_seller(&self, id: &SellerId) -> bool {
        self.sellers.contains(id)
    }

    /// The active sellers that act in the account's name, by id.
    pub fn white_label(&self) -> impl Iterator<Item = &SellerId> {
        self.white_label.iter()
    }

    /// What an active seller gets ready in a day; none is without limit.
    #[must_use]
    pub fn daily(&self, seller: &SellerId) -> Option<&Daily> {
        self.daily.get(seller)
    }

    /// All shipping policies, by id.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.policies.iter().map(|linked| &linked.policy)
    }

    /// A pickup point.
    #[must_use]
    pub fn pickup_point(&self, id: &PickupPointId) -> Option<&PickupPoint> {
        let at = self.pickup_points.binary_search_by(|point| point.id.cmp(id)).ok()?;
        self.pickup_points.get(at)
    }

    /// At most so many active pickup points within so many metres, nearest first; of equally far ones by id.
    #[must_use]
    pub fn pickup_points_near(&self, from: Point, metres: u32, most: usize) -> Vec<(&PickupPoint, Distance)> {
        let near = self.near(from, metres, most);
        near.into_iter().filter_map(|(at, distance)| Some((self.pickup_points.get(at)?, distance))).collect()
    }

    /// The same by place in the list.
    pub(crate) fn near(&self, from: Point, metres: u32, most: usize) -> Vec<(usize, Distance)> {
        let limit = Distance::from_metres(metres);
        let measured = self.map.around(from, metres).filter_map(|at| {
            let distance = Distance::between(from, self.pickup_points.get(at)?.point);
            (distance <= limit).then_some((at, distance))
        });
        let mut near: Vec<(usize, Distance)> = measured.collect();
        near.sort_unstable_by_key(|(at, distance)| (*distance, *at));
        near.truncate(most);
        near
    }

    /// The calendars of all active policies that deliver by appointment: what is taken in their windows is part of the
    /// stock that a quote wants to know.
    pub fn scheduled(&self) -> impl Iterator<Item = CalendarId> {
        let scheduled = self.policies().filter(|policy| policy.active && policy.delivery_schedule.enabled);
        scheduled.filter_map(|policy| CalendarId::new(policy.id.as_str()).ok())
    }

    /// Those of [`Configuration::scheduled`] whose freight tables have rows for a destination.
    pub fn scheduled_for(&self, destination: &Destination) -> impl Iterator<Item = CalendarId> + use<> {
        let polygons = self.polygons_around(destination);
        let place = Place::new(destination.country, destination.postal_code, &polygons);
        let serving = self.policies.iter().filter(|linked| {
            let policy = &linked.policy;
            let serves = || {
                policy.channel() == Channel::Pickup || linked.block.as_ref().is_some_and(|block| block.serves(&place))
            };
            policy.active && policy.delivery_schedule.enabled && serves()
        });
        let calendars: Vec<CalendarId> =
            serving.filter_map(|linked| CalendarId::new(linked.policy.id.as_str()).ok()).collect();
        calendars.into_iter()
    }

    /// The polygons that a destination is in: those that it names, and those that hold its point.
    pub(crate) fn polygons_around(&self, destination: &Destination) -> Vec<PolygonId> {
        let mut polygons = destination.point.map(|point| self.polygons_at(point)).unwrap_or_default();
        polygons.extend(destination.polygons.iter().cloned());
        polygons.sort_unstable();
        polygons.dedup();
        polygons
    }

    /// All warehouses, by id: whose stock a quote wants to know.
    pub fn warehouses(&self) -> impl Iterator<Item = &Warehouse> {
        self.warehouses.iter()
    }

    /// All docks, by id.
    pub fn docks(&self) -> impl Iterator<Item = &Dock> {
        self.docks.iter().map(|linked| &linked.dock)
    }
}

fn links(warehouses: &BTreeMap<WarehouseId, Warehouse>, dock: &Dock) -> Vec<Link> {
    let to_dock = |warehouse: &Warehouse| {
        let own = warehouse.seller == dock.seller;
        warehouse.docks.iter().find(|link| own && link.dock == dock.id).cloned()
    };
    let found = warehouses.values().enumerate().filter_map(|(at, warehouse)| Some((at, to_dock(warehouse)?)));
    found.map(|(warehouse, link)| Link { warehouse, time: link.time, cost: link.cost }).collect()
}

fn points(all: &[PickupPoint], policy: &Policy) -> Vec<usize> {
    let by_id = |id: &PickupPointId| all.binary_search_by(|point| point.id.cmp(id)).ok();
    let chosen = all.iter().enumerate().filter(|(_, point)| policy.chooses(point)).map(|(at, _)| at);
    let points: BTreeSet<usize> = policy.pickup_points.iter().filter_map(by_id).chain(chosen).collect();
    points.into_iter().collect()
}

/// A configuration that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time zone `{time_zone}` is not known")]
pub struct InvalidConfiguration {
    /// The time zone of the settings.
    pub time_zone: String,
}
