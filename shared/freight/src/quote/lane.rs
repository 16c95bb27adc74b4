//! What all routes of one policy to one place have in common, and the packages on them.

use domain::postal::PostalCode;
use rust_decimal::Decimal;

use crate::configuration::{LinkedDock, LinkedPolicy, PointAddress, Policy};
use crate::quote::cargo::{Contents, Limits, divide, weigh};
use crate::quote::consignment::{Bulk, Consignment};
use crate::quote::pickup::Near;
use crate::quote::reason::Reason;
use crate::quote::route::{Parcel, Survey};
use crate::quote::walk::{Plan, Promise, promise};
use crate::table::{Atlas, Block, Load, Page, Place, Rate, Restriction, Unserved};
use crate::time_span::TimeSpan;

/// A policy with the place it leads to.
#[derive(Debug)]
pub(crate) struct Lane<'a> {
    /// Place in the configuration's list.
    pub(crate) at: usize,
    pub(crate) policy: &'a Policy,
    block: &'a Block,
    place: Place<'a>,
    /// The postal code of the place.
    code: Option<PostalCode>,
    atlas: &'a Atlas,
    /// Of the atlas, for the place.
    page: Page<'a>,
    /// Place of the policy's table in the atlas.
    table: usize,
    /// Where goods that are too much for one package are divided.
    limits: Option<Limits>,
    /// How much longer it takes to this place.
    pub(crate) delay: TimeSpan,
    /// What shoppers are told about this place.
    pub(crate) notice: Option<String>,
}

impl<'a> Survey<'a> {
    /// The lane of a policy to the cart's destination or to a pickup point.
    ///
    /// # Errors
    /// Why it does not lead there.
    pub(crate) fn lane(&self, at: usize, linked: &'a LinkedPolicy, to: Option<Near>) -> Result<Lane<'a>, Reason> {
        let policy = &linked.policy;
        let block = linked.block.as_deref().ok_or(Reason::NoFreightTable)?;
        let atlas = self.configuration.atlas.as_ref();
        let (place, code, page) = match to.and_then(|near| self.place_of(near)) {
            Some((place, code)) => (place.clone(), code, atlas.open(&place)),
            None => (self.place.clone(), self.cart.destination.postal_code, self.page),
        };
        let (delay, notice) = match linked.restrictions.at(&place) {
            Restriction::None => (TimeSpan::ZERO, None),
            Restriction::Delayed { by, message, .. } => (by, message),
            Restriction::Excluded { message } => return Err(Reason::RestrictedArea { message }),
        };
        let divides = policy.split_cargo.unwrap_or(self.configuration.settings().split_cargo);
        let limits = divides.then(|| Limits::new(policy, block, &place));
        Ok(Lane { at, policy, block, place, code, atlas, page, table: linked.table, limits, delay, notice })
    }

    fn place_of(&self, near: Near) -> Option<(Place<'a>, Option<PostalCode>)> {
        let PointAddress { country, postal_code, .. } = &self.configuration.pickup_points.get(near.at)?.address;
        let polygons = self.configuration.around_points.get(near.at)?;
        Some((Place::new(*country, *postal_code, polygons), *postal_code))
    }

    /// Puts a consignment into one package, or into several where it is too much for one and may be divided.
    pub(crate) fn pack(
        &self,
        lane: &Lane<'_>,
        dock: &LinkedDock,
        (at, group): (usize, &Consignment),
        parcels: &mut Vec<Parcel>,
    ) -> Result<(), Reason> {
        let Some(limits) = lane.limits.as_ref().filter(|limits| !limits.take(&group.bulk)) else {
            let rated = lane.rate(&group.bulk)?;
            let (arrives, worked) = self.arrival(lane.policy, &self.plan(dock, group, &rated.rate, lane.delay))?;
            parcels.push(Parcel { consignment: at, count: 1, contents: Contents::Whole, rated, arrives, worked });
            return Ok(());
        };
        let parts = divide(self.lines, dock, group, limits)
            .map_err(|piece| lane.rate(&piece).err().unwrap_or(Reason::AmountTooLarge))?;
        for (count, contents) in parts {
            let rated = lane.rate(contents.bulk(group))?;
            // Packages of one consignment leave together: with the same transit they arrive together.
            let same = parcels.last().filter(|last| (last.consignment, last.rated.rate.time) == (at, rated.rate.time));
            let (arrives, worked) = match same {
                Some(last) => (last.arrives, last.worked),
                None => self.arrival(lane.policy, &self.plan(dock, group, &rated.rate, lane.delay))?,
            };
            parcels.push(Parcel { consignment: at, count, contents, rated, arrives, worked });
        }
        Ok(())
    }

    /// What has to happen before a consignment arrives.
    pub(crate) fn plan(&self, dock: &LinkedDock, group: &Consignment, rate: &Rate, delay: TimeSpan) -> Plan {
        let transit = rate.time.plus(delay);
        Plan {
            queue: self.queue(dock),
            lead: group.pace.lead,
            way: group.pace.way,
            dock: dock.dock.processing_time,
            transit,
        }
    }

    fn arrival(&self, policy: &Policy, plan: &Plan) -> Result<(jiff::civil::DateTime, u64), Reason> {
        let promise = promise(plan, policy, self.configuration.days_off(), self.start, false);
        promise.map(|Promise { at, worked, .. }| (at, worked)).ok_or(Reason::NoWorkingDays)
    }
}

/// A package's row with the weights it was chosen by, in grams.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rated {
    pub(crate) rate: Rate,
    pub(crate) cubic: Decimal,
    pub(crate) chargeable: Decimal,
}

impl Lane<'_> {
    /// The row for one package.
    fn rate(&self, bulk: &Bulk) -> Result<Rated, Reason> {
        let limits = self.policy.max_dimension;
        for (measure, value, limit) in [
            ("largest_measure", bulk.stack.largest(), limits.largest_measure),
            ("measure_sum", bulk.stack.sum(), limits.max_measure_sum),
        ] {
            if limit > 0 && value > Decimal::from(limit) {
                return Err(Reason::PackageTooLarge { measure, value, limit });
            }
        }
        let (cubic, chargeable) = weigh(self.policy.cubic_weight, bulk).ok_or(Reason::AmountTooLarge)?;
        let load = load(chargeable, bulk);
        let rate =
            self.atlas.select(self.page, (self.table, self.block), &self.place, &load.asked()).map_err(|unserved| {
                match unserved {
                    Unserved::Place => Reason::PostalCodeNotServed { code: self.code },
                    Unserved::Volume { limit } => Reason::VolumeOverLimit { volume: load.volume, limit },
                    Unserved::Weight { limit } => Reason::WeightOverLimit { weight: load.weight, limit },
                    Unserved::Amount => Reason::AmountTooLarge,
                }
            })?;
        Ok(Rated { rate, cubic, chargeable })
    }
}

/// What a freight table is asked for.
pub(crate) fn load(chargeable: Decimal, bulk: &Bulk) -> Load {
    Load { weight: chargeable, volume: bulk.volume, goods: bulk.goods }
}
