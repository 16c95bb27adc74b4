//! Delivery options as the reference tells them: for each line of the cart its share of each.

use super::basket::{Basket, cents};
use super::wire::number;
use domain::code::PickupPointId;
use freight::configuration::{Channel, Distance, PickupPoint, Settings};
use freight::quote::{DeliveryOption, Estimate, Package, TimeCode};
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
    /// Only the cheapest and the fastest.
    pub(super) lean: bool,
    /// With the seller before the id of a pickup point.
    pub(super) prefixed: bool,
}

impl Basket {
    /// The options that bring a line, deliveries by price and then pickups.
    pub(super) fn options(&self, at: usize) -> Vec<&DeliveryOption> {
        let mut options: Vec<&DeliveryOption> = self
            .quote
            .options
            .iter()
            .filter(|option| option.items.iter().any(|item| item.index == at && item.quantity > 0))
            .collect();
        options.sort_by_key(|option| option.channel != Channel::Delivery);
        options
    }

    /// The options of a line on the wire.
    pub(super) fn slas(&self, at: usize, how: How) -> Vec<Value> {
        let options = self.options(at);
        let best = |option: &DeliveryOption| option.cheapest || option.fastest;
        let lean = how.lean && options.iter().any(|option| best(option));
        let shown = options.into_iter().filter(|option| !lean || best(option));
        shown.map(|option| self.sla(option, at, how)).collect()
    }

    fn sla(&self, option: &DeliveryOption, at: usize, how: How) -> Value {
        let pickup = option.pickup.as_ref();
        let name = match pickup {
            Some(at) => format!("{} ({})", option.shipping_method, at.point),
            None => option.shipping_method.clone(),
        };
        let point = pickup.map(|pickup| self.point_id(at, &pickup.point, how));
        let distance = pickup.and_then(|at| at.distance).map_or(Decimal::ZERO, Distance::kilometres);
        let share = option.items.iter().find(|item| item.index == at).map_or(0, |item| item.price);
        let price = cents(share, self.quote.currency);
        let holds = |package: &&Package| package.items.iter().any(|item| item.index == at);
        let polygon = option.packages.iter().find(holds).and_then(|package| package.polygon.as_ref());
        let polygon = polygon.map(ToString::to_string);
        let windows = option.windows.iter().map(|window| {
            let price = cents(window.price, self.quote.currency);
            let settings = self.configuration().settings();
            json!({
                "startDateUtc": window_moment(&window.from, settings),
                "endDateUtc": window_moment(&window.to, settings),
                "price": price, "lisPrice": price, "tax": 0,
            })
        });
        let date = how.dated.then(|| option.promised_at.timestamp().display_with_offset(option.promised_at.offset()));
        json!({
            "id": name,
            "deliveryChannel": channel(option.channel),
            "name": name,
            "deliveryIds": self.delivery_ids(option, at),
            "shippingEstimate": option.estimate.to_string(),
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
            "transitTime": transit(option).to_string(),
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

    /// The pickup points of all options, under the ids that the options name them by.
    pub(super) fn pickup_points(&self, how: How) -> Vec<Value> {
        let mut seen = BTreeSet::new();
        let mut shown = Vec::new();
        for option in &self.quote.options {
            let point = option.pickup.as_ref().and_then(|at| self.configuration().pickup_point(&at.point));
            let Some(point) = point else { continue };
            for line in option.items.iter().filter(|item| item.quantity > 0).map(|item| item.index) {
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

/// The reference's word for a way to the shopper.
pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Delivery => "delivery",
        Channel::Pickup => "pickup-in-point",
    }
}

/// The carrier's part of the time.
fn transit(option: &DeliveryOption) -> Estimate {
    Estimate::new(seconds(option, &[TimeCode::Transit]), !option.business_days)
}

/// Seconds of an option that are for one of these.
pub(super) fn seconds(option: &DeliveryOption, codes: &[TimeCode]) -> u64 {
    let parts = option.time_parts.iter().filter(|part| codes.contains(&part.code));
    parts.fold(0, |sum, part| sum.saturating_add(part.seconds))
}

/// The place's own wall clock under an offset that is not its own: clients of the reference expect it so, unless the
/// account says that they know better.
pub(super) fn window_moment(at: &Zoned, settings: &Settings) -> String {
    let told = if settings.windows_in_utc { at.with_time_zone(TimeZone::UTC).datetime() } else { at.datetime() };
    format!("{}+00:00", told.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// When a pickup point is open, in the capitals of the checkout.
pub(super) fn hours(point: &PickupPoint) -> Vec<Value> {
    let open = point.hours.iter().map(|open| {
        json!({
            "DayOfWeek": open.day_of_week, "OpeningTime": format!("{}:00", open.opening),
            "ClosingTime": format!("{}:00", open.closing),
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
