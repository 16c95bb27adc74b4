//! All of an account's configuration at one moment, linked.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::{DaysOff, Holiday};
use domain::code::{CalendarId, DockId, PolicyId, WarehouseId};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use crate::configuration::{Dock, Policy, Settings, Warehouse};
use crate::table::Block;
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
    /// The freight table of each policy that has one.
    pub blocks: BTreeMap<PolicyId, Arc<Block>>,
}

/// Everything a quote reads but the cart, the stock and the clock, at one moment.
#[derive(Clone, Debug)]
pub struct Configuration {
    settings: Settings,
    zone: TimeZone,
    days_off: DaysOff,
    pub(crate) docks: Vec<LinkedDock>,
    pub(crate) warehouses: Vec<Warehouse>,
    pub(crate) policies: Vec<LinkedPolicy>,
}

/// A dock with what leads to it and from it, by place in the configuration's lists.
#[derive(Clone, Debug)]
pub(crate) struct LinkedDock {
    pub(crate) dock: Dock,
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
}

impl Configuration {
    /// Links the parts. Links to things that are not there are left out; of things with the same id the last counts.
    ///
    /// # Errors
    /// [`InvalidConfiguration`] when the time zone is not known.
    pub fn new(sections: Sections) -> Result<Self, InvalidConfiguration> {
        let Sections { settings, docks, warehouses, policies, holidays, mut blocks } = sections;
        let Some(zone) = settings.zone() else {
            return Err(InvalidConfiguration { time_zone: settings.time_zone });
        };
        let warehouses: BTreeMap<WarehouseId, Warehouse> =
            warehouses.into_iter().map(|warehouse| (warehouse.id.clone(), warehouse)).collect();
        let policies: BTreeMap<PolicyId, Policy> =
            policies.into_iter().map(|policy| (policy.id.clone(), policy)).collect();
        let docks: BTreeMap<DockId, Dock> = docks.into_iter().map(|dock| (dock.id.clone(), dock)).collect();
        let docks = docks
            .into_values()
            .map(|dock| LinkedDock {
                links: links(&warehouses, &dock.id),
                policies: policies
                    .keys()
                    .enumerate()
                    .filter(|(_, id)| dock.policies.contains(id))
                    .map(|(at, _)| at)
                    .collect(),
                dock,
            })
            .collect();
        let warehouses = warehouses.into_values().collect();
        let policies =
            policies.into_iter().map(|(id, policy)| LinkedPolicy { policy, block: blocks.remove(&id) }).collect();
        Ok(Self { settings, zone, days_off: DaysOff::new(&holidays), docks, warehouses, policies })
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

    /// All shipping policies, by id.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.policies.iter().map(|linked| &linked.policy)
    }

    /// The calendars of all active policies that deliver by appointment: what is taken in their windows is part of the
    /// stock that a quote wants to know.
    pub fn scheduled(&self) -> impl Iterator<Item = CalendarId> {
        let scheduled = self.policies().filter(|policy| policy.active && policy.delivery_schedule.enabled);
        scheduled.filter_map(|policy| CalendarId::new(policy.id.as_str()).ok())
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

fn links(warehouses: &BTreeMap<WarehouseId, Warehouse>, dock: &DockId) -> Vec<Link> {
    let to_dock = |warehouse: &Warehouse| warehouse.docks.iter().find(|link| link.dock == *dock).cloned();
    let found = warehouses.values().enumerate().filter_map(|(at, warehouse)| Some((at, to_dock(warehouse)?)));
    found.map(|(warehouse, link)| Link { warehouse, time: link.time, cost: link.cost }).collect()
}

/// A configuration that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time zone `{time_zone}` is not known")]
pub struct InvalidConfiguration {
    /// The time zone of the settings.
    pub time_zone: String,
}
