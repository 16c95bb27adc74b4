//! From the chosen routes to the answer.

use std::collections::BTreeSet;

use jiff::Zoned;
use jiff::civil::DateTime;

use crate::configuration::{Channel, LinkedDock};
use crate::quote::answer::{
    Availability, DeliveryOption, ItemAnswer, ItemPrice, Package, PackedComponent, PackedItem, PickupAt, PricePart,
    Quote, TimePart, Timing,
};
use crate::quote::combine::Method;
use crate::quote::estimate::Estimate;
use crate::quote::lines::{Line, Need};
use crate::quote::log::Log;
use crate::quote::order;
use crate::quote::price::{Portion, Price, price};
use crate::quote::reason::{Dropped, Reason};
use crate::quote::route::{Parcel, Route, Survey, dropped};
use crate::quote::supply::Pick;
use crate::quote::windows::{self, OfferedWindow};

/// Prices and dates the routes of every method, marks the best, and says what became of each item.
pub(crate) fn answer(survey: &Survey<'_>, methods: Vec<Method<'_>>, mut log: Log) -> Quote {
    let mut options = Vec::with_capacity(methods.len());
    for mut method in methods {
        let offered = windows::offered(survey, &method.routes).or_else(|_| together(survey, &mut method, &mut log));
        match offered.and_then(|windows| option(survey, &method, windows).ok_or(Reason::AmountTooLarge)) {
            Ok(option) => options.push(option),
            Err(reason) => {
                if let Some(policy) = method.routes.first().and_then(|route| survey.policy(route)) {
                    log.add(|| dropped(policy, None, reason));
                }
            }
        }
    }
    let reach = reach(survey, &options);
    for option in &mut options {
        let brings =
            |index: usize| option.items.iter().find(|item| item.index == index).map_or(0, |item| item.quantity);
        option.complete = reach.iter().enumerate().all(|(index, most)| brings(index) == *most);
    }
    options.sort_by(|one, other| order::options(one).cmp(&order::options(other)));
    mark(&mut options);
    let mut items: Vec<ItemAnswer> = survey.lines.lines.iter().map(|line| item(line, &reach)).collect();
    items.sort_by_key(|item| item.index);
    let currency = survey.configuration.settings().currency;
    Quote { at: survey.order.clone(), currency, items, options, dropped: log.finish() }
}

/// Leaves out the routes whose carriers have no window together with those of better ones; what they would bring is then
/// not in the option.
///
/// # Errors
/// Why not even one is left.
fn together(survey: &Survey<'_>, method: &mut Method<'_>, log: &mut Log) -> Result<Vec<OfferedWindow>, Reason> {
    let to = method.to;
    let (mut kept, mut common) = (Vec::with_capacity(method.routes.len()), Ok(Vec::new()));
    for route in std::mem::take(&mut method.routes) {
        kept.push(route);
        let offered = windows::offered(survey, &kept);
        let Err(reason) = offered else {
            common = offered;
            continue;
        };
        let Some(route) = kept.pop() else { continue };
        if kept.is_empty() {
            common = Err(reason.clone());
        }
        if let (Some(policy), Some(dock)) = (survey.policy(&route), survey.dock(&route)) {
            let dropped = dropped(policy, Some(&dock.dock.id), reason);
            log.add(|| Dropped { pickup_point: survey.point_id(to), ..dropped });
        }
    }
    method.routes = kept;
    common
}

/// The most units of each item, by its place in the cart, that any option brings.
fn reach(survey: &Survey<'_>, options: &[DeliveryOption]) -> Vec<u32> {
    let mut most = vec![0_u32; survey.lines.lines.len()];
    for item in options.iter().flat_map(|option| &option.items) {
        if let Some(most) = most.get_mut(item.index) {
            *most = (*most).max(item.quantity);
        }
    }
    most
}

/// Marks one cheapest and one fastest of the complete options of each channel; of equally cheap ones the earlier, of
/// equally fast ones the cheaper. Options by appointment are marked only where there are no others: their price and
/// their time depend on the window.
fn mark(options: &mut [DeliveryOption]) {
    for channel in [Channel::Delivery, Channel::Pickup] {
        let candidate = |option: &DeliveryOption| option.complete && option.channel == channel;
        let any_time = options.iter().any(|option| candidate(option) && option.windows.is_empty());
        let marked = |option: &DeliveryOption| candidate(option) && (option.windows.is_empty() || !any_time);
        // The options are in the order of price and promise already.
        if let Some(cheapest) = options.iter_mut().find(|option| marked(option)) {
            cheapest.cheapest = true;
        }
        let complete = options.iter_mut().filter(|option| marked(option));
        if let Some(fastest) = complete.min_by_key(|option| (option.promised_at.timestamp(), option.price)) {
            fastest.fastest = true;
        }
    }
}

fn item(line: &Line, reach: &[u32]) -> ItemAnswer {
    let deliverable = reach.get(line.index).copied().unwrap_or_default();
    let availability = match (line.quantity, deliverable) {
        (0, _) => Availability::WithoutStock,
        (_, 0) => Availability::CannotBeDelivered,
        (_, units) if units < line.wanted => Availability::PartlyAvailable,
        _ => Availability::Available,
    };
    ItemAnswer {
        index: line.index,
        sku: line.id.clone(),
        requested: line.wanted,
        available: if deliverable > 0 { deliverable } else { line.quantity },
        availability,
    }
}

/// `None` when an amount is too large to be written down.
fn option(survey: &Survey<'_>, method: &Method<'_>, windows: Vec<OfferedWindow>) -> Option<DeliveryOption> {
    let first = method.routes.first()?;
    let policy = survey.policy(first)?;
    let parcels = method.routes.iter().flat_map(|route| route.parcels.iter().map(move |parcel| (route, parcel)));
    // Of several that arrive then, the first.
    let (route, last) = parcels.clone().rev().max_by_key(|(_, parcel)| parcel.arrives)?;
    let mut sum = Sum::default();
    for (route, parcel) in parcels {
        let own = if std::ptr::eq(parcel, last) { None } else { Some(timing(survey, route, parcel)?) };
        sum.add(survey, route, parcel, own)?;
    }
    let Timing { estimate, business_days, parts: time_parts } = timing(survey, route, last)?;
    sum.items.sort_by_key(|item| item.index);
    let point = survey.point_id(method.to);
    Some(DeliveryOption {
        id: match &point {
            Some(point) => format!("{}.{point}", policy.id),
            None => policy.id.to_string(),
        },
        shipping_method: method.name.to_owned(),
        policy: policy.id.clone(),
        policy_name: policy.name.clone(),
        channel: policy.channel(),
        pickup: point.map(|point| PickupAt { point, distance: method.to.and_then(|near| near.distance) }),
        complete: false,
        price: sum.total,
        cheapest: false,
        fastest: false,
        promised_at: moment(survey, last.arrives)?,
        estimate,
        business_days,
        notices: notices(&method.routes),
        windows,
        price_parts: sum.parts,
        time_parts,
        packages: sum.packages,
        items: sum.items,
    })
}

/// How the promise of a package comes about.
fn timing(survey: &Survey<'_>, route: &Route, parcel: &Parcel) -> Option<Timing> {
    let promise = survey.stretches(route, parcel)?;
    let every_day = survey.policy(route)?.weekend_and_holidays.every_day();
    let parts = promise.stretches.iter().map(|stretch| TimePart {
        code: stretch.code,
        seconds: u64::try_from(stretch.to.duration_since(stretch.from).as_secs()).unwrap_or_default(),
        from: moment(survey, stretch.from).unwrap_or_else(|| survey.order.clone()),
        to: moment(survey, stretch.to).unwrap_or_else(|| survey.order.clone()),
    });
    let estimate = Estimate::new(promise.worked, every_day);
    Some(Timing { estimate, business_days: !every_day, parts: parts.collect() })
}

fn notices(routes: &[Route]) -> Vec<String> {
    let notices: BTreeSet<&String> = routes.iter().filter_map(|route| route.notice.as_ref()).collect();
    notices.into_iter().cloned().collect()
}

/// A wall-clock moment after the order. Where the clocks repeat an hour, no promise is before the order.
fn moment(survey: &Survey<'_>, at: DateTime) -> Option<Zoned> {
    let zoned = survey.configuration.zone().to_zoned(at).ok()?;
    Some(if zoned < survey.order { survey.order.clone() } else { zoned })
}

/// What the packages of an option come to.
#[derive(Default)]
struct Sum {
    total: i64,
    parts: Vec<PricePart>,
    packages: Vec<Package>,
    items: Vec<ItemPrice>,
}

impl Sum {
    fn add(&mut self, survey: &Survey<'_>, route: &Route, parcel: &Parcel, timing: Option<Timing>) -> Option<()> {
        let (group, dock) = (survey.consignment(route, parcel)?, survey.dock(route)?);
        let settings = survey.configuration.settings();
        let (mut items, mut portions) = (Vec::new(), Vec::new());
        for (pick, quantity) in parcel.packed(group) {
            let line = survey.lines.lines.get(pick.line)?;
            items.push(packed(survey, dock, line, pick, quantity)?);
            portions.push(Portion { weight: line.weight, quantity });
        }
        let how = settings.apportioning.unwrap_or(survey.cart.apportioning);
        let rate = survey.amounts(route, parcel)?;
        let Price { total, parts, lines } = price(&rate, parcel.fee(group), &portions, how, settings)?;
        let often = i64::from(parcel.count);
        self.total = self.total.checked_add(total.checked_mul(often)?)?;
        for part in parts {
            let amount = part.amount.checked_mul(often)?;
            match self.parts.iter_mut().find(|known| known.code == part.code) {
                Some(known) => known.amount = known.amount.checked_add(amount)?,
                None => self.parts.push(PricePart { amount, ..part }),
            }
        }
        for (item, price) in items.iter().zip(lines) {
            let (price, quantity) = (price.checked_mul(often)?, item.quantity.checked_mul(parcel.count)?);
            match self.items.iter_mut().find(|known| known.index == item.index) {
                Some(known) => {
                    known.price = known.price.checked_add(price)?;
                    known.quantity = known.quantity.checked_add(quantity)?;
                }
                None => self.items.push(ItemPrice { index: item.index, quantity, price }),
            }
        }
        let bulk = parcel.bulk(group);
        self.packages.push(Package {
            warehouse: items.first()?.warehouse.clone(),
            dock: dock.dock.id.clone(),
            policy: survey.policy(route)?.id.clone(),
            items,
            seller: dock.dock.seller.clone(),
            handled_on: survey.handled_on(dock),
            count: parcel.count,
            real_weight: bulk.weight.normalize(),
            cubic_weight: parcel.rated.cubic.normalize(),
            chargeable_weight: parcel.rated.chargeable.normalize(),
            volume: bulk.volume.normalize(),
            row: parcel.rated.rate.row,
            polygon: survey.polygon(route, parcel),
            price: total,
            promised_at: moment(survey, parcel.arrives)?,
            timing,
        });
        Some(())
    }
}

fn packed(survey: &Survey<'_>, dock: &LinkedDock, line: &Line, pick: &Pick, quantity: u32) -> Option<PackedItem> {
    let warehouse = |link: usize| {
        let found = survey.configuration.warehouses.get(dock.links.get(link)?.warehouse)?;
        Some(found.id.clone())
    };
    let component = |(at, need): (usize, &Need)| {
        let from = pick.sources.iter().filter(|source| source.need == at);
        Some(PackedComponent {
            sku: survey.lines.skus.get(need.sku)?.clone(),
            quantity: need.units.checked_mul(quantity)?,
            warehouses: from.map(|source| warehouse(source.link)).collect::<Option<_>>()?,
        })
    };
    let needs = line.needs.iter().enumerate().filter(|_| line.kit);
    Some(PackedItem {
        index: line.index,
        sku: line.id.clone(),
        quantity,
        warehouse: warehouse(pick.link)?,
        components: needs.map(component).collect::<Option<_>>()?,
    })
}
