//! What the account's register and its warehouses say of the goods in a cart.

use crate::{Deps, handling};
use configuration::{Sku, Stock, SupplyLot};
use domain::access::TenantScope;
use domain::capacity::Capacity;
use domain::code::{CalendarId, SellerId, SkuId, WarehouseId};
use domain::measure::Grams;
use domain::operation::Handling;
use domain::reservation::Booked;
use domain::service::Facets;
use edge::Problem;
use freight::configuration::Configuration;
use freight::quote::{Balance, Component, Destination, Dimensions};
use futures_util::FutureExt;
use futures_util::future::try_join4;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::{Key, Prefix, keys};

/// Calendars, days of sellers, and SKUs, that are read at once at most.
const AT_ONCE: usize = 16;
/// Warehouses up to which each shelf is asked for by itself.
const FEW: usize = 12;

/// What was read of the goods of a cart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Goods {
    pub(crate) skus: Vec<Sku>,
    pub(crate) stock: Vec<Stock>,
    /// What is taken of delivery windows, from today on.
    pub(crate) windows: Vec<Capacity>,
    /// What is taken of the days of sellers, from today on.
    pub(crate) days: Vec<Handling>,
    /// The days from today on that have no windows.
    pub(crate) days_off: Vec<(Date, Date)>,
}

/// Of what there is a limit, and so something to read: calendars of delivery windows, and sellers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limited {
    pub(crate) calendars: Vec<CalendarId>,
    pub(crate) sellers: Vec<SellerId>,
}

impl Goods {
    /// Reads the SKUs as the register has them, and what the warehouses hold of them.
    pub(crate) async fn read(
        deps: &Deps,
        scope: TenantScope,
        (skus, sellers): (&BTreeSet<SkuId>, &BTreeSet<SellerId>),
        (configuration, calendars): (&Configuration, BTreeSet<CalendarId>),
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let named = named(deps, scope, skus, now).await?;
        let (calendars, sellers) = (calendars.into_iter().collect(), limited(sellers, configuration));
        let limited = Limited { calendars, sellers };
        Self::with(deps, scope, (skus, named), (configuration, limited), now).await
    }

    /// Reads what goes with SKUs that were read: parts of kits, stock, and what is taken of what is limited.
    pub(crate) async fn with(
        deps: &Deps,
        scope: TenantScope,
        (asked, named): (&BTreeSet<SkuId>, Vec<Sku>),
        (configuration, limited): (&Configuration, Limited),
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let today = now.to_zoned(configuration.zone().clone()).date();
        let scheduled = !limited.calendars.is_empty();
        let each: Vec<_> = limited.calendars.into_iter().map(|of| taken(deps, scope, of, today, now).boxed()).collect();
        let windows = stream::iter(each).buffered(AT_ONCE).try_concat().boxed();
        let each: Vec<_> =
            limited.sellers.into_iter().map(|of| handling::taken(deps, scope, of, today, now).boxed()).collect();
        let days = stream::iter(each).buffered(AT_ONCE).try_concat().boxed();
        let days_off = async { if scheduled { days_off(deps, scope, today, now).await } else { Ok(Vec::new()) } };
        let stocked = stocked(deps, scope, (asked, named), configuration, now).boxed();
        let ((skus, stock), windows, days, days_off) = try_join4(stocked, windows, days, days_off.boxed()).await?;
        Ok(Self { skus, stock, windows, days, days_off })
    }

    /// The SKUs by their ids.
    pub(crate) fn register(&self) -> BTreeMap<SkuId, Sku> {
        self.skus.iter().map(|sku| (sku.id.clone(), sku.clone())).collect()
    }

    /// The lot that a SKU is sold from in a warehouse; none where there is something on hand.
    pub(crate) fn lot(&self, sku: &SkuId, warehouse: &WarehouseId, now: Timestamp) -> Option<&SupplyLot> {
        self.stock.iter().find(|stock| stock.sku == *sku && stock.warehouse == *warehouse)?.on_sale(now).lot
    }

    /// The stock as the engine wants it.
    pub(crate) fn balances(&self, now: Timestamp) -> freight::quote::Stock {
        balances(&self.stock, (&self.windows, &self.days_off), &self.days, now)
    }

    /// The same of those shelves only that something is left of.
    pub(crate) fn balances_from(
        &self,
        left: impl Fn(&Stock) -> Option<Stock>,
        now: Timestamp,
    ) -> freight::quote::Stock {
        let stock: Vec<Stock> = self.stock.iter().filter_map(left).collect();
        balances(&stock, (&self.windows, &self.days_off), &self.days, now)
    }
}

/// The calendars of the carriers that lead to a destination; without one, of all that come by appointment.
pub(crate) fn calendars(configuration: &Configuration, destination: Option<&Destination>) -> BTreeSet<CalendarId> {
    match destination {
        Some(destination) => configuration.scheduled_for(destination).collect(),
        None => configuration.scheduled().collect(),
    }
}

/// The SKUs of a cart as the register has them.
pub(crate) async fn named(
    deps: &Deps,
    scope: TenantScope,
    skus: &BTreeSet<SkuId>,
    now: Timestamp,
) -> Result<Vec<Sku>, Problem> {
    let keys: Vec<Key<Sku>> = skus.iter().map(|sku| keys::sku(scope, sku.as_str())).collect();
    let found = deps.gate.store().read_all(&keys, now).await?;
    Ok(found.into_iter().flatten().map(|sku| sku.value).collect())
}

/// SKUs with the parts of those that are kits, and what the warehouses hold of all of them. The stock and the weight of
/// a kit are those of its parts.
async fn stocked(
    deps: &Deps,
    scope: TenantScope,
    (asked, mut skus): (&BTreeSet<SkuId>, Vec<Sku>),
    configuration: &Configuration,
    now: Timestamp,
) -> Result<(Vec<Sku>, Vec<Stock>), Problem> {
    let parts = skus.iter().flat_map(|sku| &sku.components).map(|part| part.sku.clone());
    let parts: BTreeSet<SkuId> = parts.filter(|part| !asked.contains(part)).collect();
    if !parts.is_empty() {
        skus.extend(named(deps, scope, &parts, now).await?);
    }
    let stock = shelves(deps, scope, asked.union(&parts).collect(), configuration, now).await?;
    Ok((skus, stock))
}

/// What the warehouses have of SKUs, by SKU. A batch is one request for all of them, and costs as much as the shelves it
/// asks for; a list finds all shelves of one SKU, and costs what it finds: of many warehouses few have a given SKU.
async fn shelves(
    deps: &Deps,
    scope: TenantScope,
    skus: Vec<&SkuId>,
    configuration: &Configuration,
    now: Timestamp,
) -> Result<Vec<Stock>, Problem> {
    let warehouses: BTreeSet<&WarehouseId> = configuration.warehouses().map(|warehouse| &warehouse.id).collect();
    if warehouses.len() > FEW {
        let lists: Vec<Prefix<Stock>> = skus.into_iter().map(|sku| keys::stock_of(scope, sku.as_str())).collect();
        let each: Vec<_> = lists.iter().map(|list| deps.gate.store().list_all(list, None, now).boxed()).collect();
        let found = stream::iter(each).buffered(AT_ONCE).try_concat().await?.into_iter().map(|stock| stock.value);
        return Ok(found.filter(|stock| warehouses.contains(&stock.warehouse)).collect());
    }
    let key = |sku: &SkuId, warehouse: &WarehouseId| keys::stock(scope, sku.as_str(), warehouse.as_str());
    let places: Vec<Key<Stock>> =
        skus.iter().flat_map(|sku| warehouses.iter().map(|warehouse| key(sku, warehouse))).collect();
    let found = deps.gate.store().read_all(&places, now).await?;
    Ok(found.into_iter().flatten().map(|stock| stock.value).collect())
}

/// What a kit consists of; nothing for anything else. A part that the register does not have is one that nobody has.
pub(crate) fn parts(sku: &Sku, register: &BTreeMap<SkuId, Sku>, now: Timestamp) -> Vec<Component> {
    let part = |part: &configuration::Component| {
        let known = register.get(&part.sku);
        let weight = known.map(|sku| sku.weight).or(Grams::new(1).ok())?;
        let dimensions =
            known.map(|sku| Dimensions::new(sku.dimensions.height, sku.dimensions.width, sku.dimensions.length));
        let modal = known.and_then(|sku| sku.modal);
        let handling_time = known.map(|sku| sku.presale(now)).unwrap_or_default();
        Some(Component { dimensions, modal, handling_time, ..Component::new(part.sku.clone(), part.quantity, weight) })
    };
    sku.components.iter().filter_map(part).collect()
}

/// The stock as the engine wants it: what is held counts as promised until the hold ends.
pub(crate) fn balances(
    stock: &[Stock],
    (windows, days_off): (&[Capacity], &[(Date, Date)]),
    days: &[Handling],
    now: Timestamp,
) -> freight::quote::Stock {
    let mut balances: freight::quote::Stock = stock.iter().map(|stock| balance(stock, now)).collect();
    windows.iter().cloned().for_each(|window| balances.put_window(window));
    days.iter().cloned().for_each(|day| balances.put_day(day));
    balances.put_days_off(days_off.iter().copied());
    balances
}

/// The operator's holidays that are not over. Who will come is not known at checkout: those count on which nobody works.
pub(crate) async fn days_off(
    deps: &Deps,
    scope: TenantScope,
    today: Date,
    now: Timestamp,
) -> Result<Vec<(Date, Date)>, Problem> {
    let mut days = scheduling::days_off::of_operator(deps.gate.store(), scope, &Facets::default(), now).await?;
    days.retain(|(_, last)| *last >= today);
    Ok(days)
}

/// What is taken of a calendar's windows from a day on. How far the engine looks depends on how long the goods take; but a
/// place is taken only in a window that was offered, so that there is nothing far behind the last one that it offers.
async fn taken(
    deps: &Deps,
    scope: TenantScope,
    calendar: CalendarId,
    today: Date,
    now: Timestamp,
) -> Result<Vec<Capacity>, Problem> {
    let prefix = keys::capacities::<Booked>(scope, &calendar);
    let booked = deps.gate.store().list_all(&prefix, Some(keys::before_day(today)), now).await?;
    Ok(booked.into_iter().map(|booked| booked.value.at(now)).collect())
}

/// Those of some sellers that get ready only so much in a day.
pub(crate) fn limited(sellers: &BTreeSet<SellerId>, configuration: &Configuration) -> Vec<SellerId> {
    sellers.iter().filter(|seller| configuration.daily(seller).is_some()).cloned().collect()
}

fn balance(stock: &Stock, now: Timestamp) -> (SkuId, WarehouseId, Balance) {
    let on_sale = stock.on_sale(now);
    let balance = Balance {
        total: i64::from(on_sale.counted),
        reserved: i64::from(stock.promised(now)),
        unlimited: stock.unlimited,
        lead_time: stock.lead_time.plus(on_sale.wait),
    };
    (stock.sku.clone(), stock.warehouse.clone(), balance)
}
