//! Delivery options as the reference tells them: for each line of the cart its share of each.

use super::basket::{Basket, cents};
use super::wire::number;
use domain::code::PickupPointId;
use edge::{Problem, Reply};
use freight::configuration::{Channel, Distance, PickupPoint, Settings, last_second};
use freight::quote::{DeliveryOption, Estimate, Package, TimeCode, TimeOf};
use jiff::Zoned;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How the options are shown.
#[derive(Clone, Copy)]
pub(super) struct How {
    /// With the date of each promise.
    pub(super) dated: bool,
    /// With the seller before the id of a pickup point.
    pub(super) prefixed: bool,
}

impl Basket {
    /// The options of each line that are shown, deliveries by price and then pickups by distance: all, or as many of
    /// each as there is room for.
    pub(super) fn shown_options(&self, lean: bool) -> Vec<Vec<&DeliveryOption>> {
        let best = |option: &DeliveryOption| option.cheapest || option.fastest;
        let of = |at: usize| {
            // What a line costs is told for all its units: an option that brings fewer of them is none for it.
            let units = self.units(at).max(1);
            let brings =
                |option: &&DeliveryOption| option.items.iter().any(|item| item.index == at && item.quantity >= units);
            let mut options = deliveries_first(self.quote.options.iter().filter(brings));
            if lean && options.iter().any(|option| best(option)) {
                options.retain(|option| best(option));
            }
            options
        };
        let mut all: Vec<Vec<&DeliveryOption>> = (0..self.lines.len()).map(of).collect();
        let most = room(&all, MOST_SHOWN);
        all.iter_mut().for_each(|options| options.truncate(most));
        all
    }

    /// The options of a line on the wire.
    pub(super) fn slas(&self, at: usize, options: &[&DeliveryOption], how: How) -> Vec<Value> {
        options.iter().map(|option| self.sla(option, at, how)).collect()
    }

    /// What a shopper chooses by, of the options of a line.
    pub(super) fn choices(&self, at: usize, options: &[&DeliveryOption], how: How) -> Vec<Value> {
        let each = options.iter().map(|option| {
            let price = self.price(option, at);
            json!({
                "id": name(option),
                "deliveryChannel": channel(option.channel),
                "name": name(option),
                "shippingEstimate": option.time_of(at).estimate.to_string(),
                "price": price,
                "listPrice": price,
                "tax": 0,
                "pickupPointId": option.pickup.as_ref().map(|pickup| self.point_id(at, &pickup.point, how)),
            })
        });
        each.collect()
    }

    /// The option that the shopper chose for a line, when it is still one of these.
    pub(super) fn chosen<'a>(&self, at: usize, options: &[&'a DeliveryOption]) -> Option<&'a DeliveryOption> {
        let wanted = self.chosen.get(at)?.as_deref()?;
        options.iter().find(|option| name(option) == wanted).copied()
    }

    /// What a line costs to ship, in cents.
    pub(super) fn price(&self, option: &DeliveryOption, at: usize) -> i64 {
        let share = option.items.iter().find(|item| item.index == at).map_or(0, |item| item.price);
        cents(share, self.quote.currency)
    }

    fn sla(&self, option: &DeliveryOption, at: usize, how: How) -> Value {
        let pickup = option.pickup.as_ref();
        let name = name(option);
        let point = pickup.map(|pickup| self.point_id(at, &pickup.point, how));
        let distance = pickup.and_then(|at| at.distance).map_or(Decimal::ZERO, Distance::kilometres);
        let price = self.price(option, at);
        let holds = |package: &&Package| package.items.iter().any(|item| item.index == at);
        let polygon = option.packages.iter().find(holds).and_then(|package| package.polygon.as_ref());
        let polygon = polygon.map(ToString::to_string);
        let windows = option.windows.iter().map(|window| {
            let price = cents(window.price, self.quote.currency);
            let settings = self.configuration().settings();
            json!({
                "startDateUtc": window_moment(&window.from, settings),
                "endDateUtc": window_end(&window.to, settings),
                "price": price, "lisPrice": price, "tax": 0,
            })
        });
        let time = option.time_of(at);
        let date = how.dated.then(|| time.promised_at.timestamp().display_with_offset(time.promised_at.offset()));
        json!({
            "id": name,
            "deliveryChannel": channel(option.channel),
            "name": name,
            "deliveryIds": self.delivery_ids(option, at),
            "shippingEstimate": time.estimate.to_string(),
            "shippingEstimateDate": date.map(|date| date.to_string()),
            "lockTTL": self.configuration().settings().lock_days.map(|days| format!("{days}d")),
            "availableDeliveryWindows": windows.collect::<Vec<Value>>(),
            "deliveryWindow": null,
            "price": price,
            "listPrice": price,
            "tax": 0,
            "pickupStoreInfo": self.store(option),
            "pickupPointId": point,
            "pickupDistance": number(distance),
            "polygonName": polygon.unwrap_or_default(),
            "transitTime": transit(time).to_string(),
        })
    }

    /// Clients of the reference look into it without asking whether it is there.
    fn store(&self, option: &DeliveryOption) -> Value {
        let point = option.pickup.as_ref().and_then(|at| self.configuration().pickup_point(&at.point));
        json!({
            "isPickupStore": point.is_some(),
            "friendlyName": point.map(|point| &point.name),
            "address": point.map(address),
            "additionalInfo": point.map(|point| &point.instructions),
            "dockId": null,
        })
    }

    /// The pickup points of the options that are shown, under the ids that the options name them by.
    pub(super) fn pickup_points(&self, options: &[Vec<&DeliveryOption>], how: How) -> Vec<Value> {
        let mut seen = BTreeSet::new();
        let mut shown = Vec::new();
        for (line, options) in options.iter().enumerate() {
            for option in options {
                let point = option.pickup.as_ref().and_then(|at| self.configuration().pickup_point(&at.point));
                let Some(point) = point else { continue };
                let id = self.point_id(line, &point.id, how);
                if seen.insert(id.clone()) {
                    shown.push(json!({
                        "friendlyName": point.name, "address": address(point), "additionalInfo": point.instructions,
                        "id": id, "businessHours": hours(point),
                    }));
                }
            }
        }
        shown
    }

    /// What a pickup point is called for a line: a checkout puts the seller before it.
    fn point_id(&self, at: usize, point: &PickupPointId, how: How) -> String {
        let seller = self.lines.get(at).map_or("1", |line| line.seller.as_str());
        if how.prefixed { format!("{seller}_{point}") } else { point.to_string() }
    }

    /// What of a line leaves from where: several where it is divided among warehouses.
    fn delivery_ids(&self, option: &DeliveryOption, at: usize) -> Vec<Value> {
        let mut found: Vec<(String, String, String, u32, Vec<Value>)> = Vec::new();
        for package in &option.packages {
            for item in package.items.iter().filter(|item| item.index == at) {
                let (policy, warehouse) = (package.policy.to_string(), item.warehouse.to_string());
                let dock = package.dock.to_string();
                let parts = item.components.iter().map(|part| {
                    let quantity = part.quantity.saturating_mul(package.count);
                    json!({ "itemId": part.sku, "quantity": quantity, "warehouseId": part.warehouses.first() })
                });
                let units = item.quantity.saturating_mul(package.count);
                match found.iter_mut().find(|known| (&known.0, &known.1, &known.2) == (&policy, &warehouse, &dock)) {
                    Some(known) => {
                        known.3 = known.3.saturating_add(units);
                        known.4.extend(parts);
                    }
                    None => found.push((policy, warehouse, dock, units, parts.collect())),
                }
            }
        }
        let name_of = |id: &str| {
            let policy = self.configuration().policies().find(|policy| policy.id.as_str() == id);
            policy.map(|policy| policy.name.clone())
        };
        found
            .into_iter()
            .map(|(policy, warehouse, dock, quantity, parts)| {
                json!({
                    "courierId": policy,
                    "warehouseId": warehouse,
                    "dockId": dock,
                    "courierName": name_of(&policy),
                    "quantity": quantity,
                    "kitItemDetails": parts,
                })
            })
            .collect()
    }
}

/// The most options that one answer shows, each as often as lines have it.
const MOST_SHOWN: usize = 3_000;
/// Windows that take as much room as an option.
const WINDOWS: usize = 8;
/// The longest answer, in bytes: a Lambda's is six megabytes.
const LONGEST: usize = 5 << 20;

/// Deliveries by price and then pickups by distance, as the quote has them.
pub(super) fn deliveries_first<'a>(options: impl Iterator<Item = &'a DeliveryOption>) -> Vec<&'a DeliveryOption> {
    let mut options: Vec<&DeliveryOption> = options.collect();
    options.sort_by_key(|option| option.channel != Channel::Delivery);
    options
}

/// How many options of each line there is room for, so that all lines show the same: one at least.
pub(super) fn room(lines: &[Vec<&DeliveryOption>], most: usize) -> usize {
    let size = |option: &&DeliveryOption| option.windows.len().div_ceil(WINDOWS).saturating_add(1);
    let longest = lines.iter().map(Vec::len).max().unwrap_or_default();
    let mut taken = 0_usize;
    let fits = (0..longest).take_while(|at| {
        let row = lines.iter().filter_map(|options| options.get(*at)).map(size).sum::<usize>();
        taken = taken.saturating_add(row);
        taken <= most
    });
    fits.count().max(1)
}

/// An answer that can be sent.
///
/// # Errors
/// 422 when it is longer.
pub(super) fn short_enough(reply: Reply) -> Result<Reply, Problem> {
    if reply.body().len() > LONGEST { Err(crate::quotes::too_long()) } else { Ok(reply) }
}

/// What an option is called: pickups of one kind are told apart by their points.
pub(super) fn name(option: &DeliveryOption) -> String {
    match &option.pickup {
        Some(at) => format!("{} ({})", option.shipping_method, at.point),
        None => option.shipping_method.clone(),
    }
}

/// The reference's word for a way to the shopper.
pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Delivery => "delivery",
        Channel::Pickup => "pickup-in-point",
    }
}

/// The carrier's part of the time.
fn transit(time: TimeOf<'_>) -> Estimate {
    Estimate::new(seconds(time, &[TimeCode::Transit]), !time.business_days)
}

/// Seconds of a time that are for one of these.
pub(super) fn seconds(time: TimeOf<'_>, codes: &[TimeCode]) -> u64 {
    let parts = time.parts.iter().filter(|part| codes.contains(&part.code));
    parts.fold(0, |sum, part| sum.saturating_add(part.seconds))
}

/// The place's own wall clock under an offset that is not its own: clients of the reference expect it so, unless the
/// account says that they know better.
pub(super) fn window_moment(at: &Zoned, settings: &Settings) -> String {
    let told = if settings.windows_in_utc { at.with_time_zone(TimeZone::UTC).datetime() } else { at.datetime() };
    format!("{}+00:00", told.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// The same of the end of a window.
pub(super) fn window_end(at: &Zoned, settings: &Settings) -> String {
    window_moment(&at.with().time(last_second(at.time())).build().unwrap_or_else(|_| at.clone()), settings)
}

/// When a pickup point is open, in the capitals of the checkout.
pub(super) fn hours(point: &PickupPoint) -> Vec<Value> {
    let open = point.hours.iter().map(|open| {
        json!({
            "DayOfWeek": open.day_of_week, "OpeningTime": open.opening.clock(),
            "ClosingTime": open.closing.clock(),
        })
    });
    open.collect()
}

/// Where a pickup point is, as an address of an order.
pub(super) fn address(point: &PickupPoint) -> Value {
    let address = &point.address;
    json!({
        "addressType": "pickup", "receiverName": null, "addressId": point.id, "postalCode": address.postal_code,
        "city": address.city, "state": address.state, "country": address.country, "street": address.street,
        "number": address.number, "neighborhood": address.neighborhood, "complement": address.complement,
        "reference": address.reference, "geoCoordinates": [point.point.lng(), point.point.lat()],
    })
}
