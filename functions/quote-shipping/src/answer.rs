//! From the engine's answer to the wire.

mod allocation;

use crate::wire;
use configuration::Table;
use domain::code::PolicyId;
use domain::id::QuoteId;
use freight::configuration::{Configuration, Distance, PickupPoint};
use freight::quote::{Allocation, DeliveryOption, Dropped, OfferedWindow, Package, PackedComponent, Quote, TimePart};
use freight::time_span::iso_duration;
use i18n::Messages;
use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What stands on an answer besides what the engine says.
pub(crate) struct Header<'a> {
    pub(crate) id: QuoteId,
    pub(crate) expires_at: Timestamp,
    pub(crate) tables: &'a BTreeMap<PolicyId, Table>,
    /// The engine in whose words it is told.
    pub(crate) engine: u32,
}

/// The first engine that tells the time of every package, and who might have brought what.
const IN_FULL: u32 = 4;

/// Dropped routes that are told at most: with their numbers they take a good megabyte.
const TOLD: usize = 2_000;

/// The answer under its id, in the reader's language.
pub(crate) fn show(
    header: &Header<'_>,
    given: &Allocation,
    quote: &Quote,
    configuration: &Configuration,
    messages: &Messages,
) -> wire::Quote {
    let (cart, in_full) = (&given.cart, header.engine >= IN_FULL);
    let destination = wire::QuotedDestination {
        country: cart.destination.country.code().to_owned(),
        postal_code: cart.destination.postal_code.map(|code| code.as_str().to_owned()).unwrap_or_default(),
    };
    let items = quote.items.iter().map(|item| wire::ItemAnswer {
        index: item.index,
        sku: item.sku.to_string(),
        requested: item.requested,
        available: item.available,
        availability: item.availability.code(),
        seller: cart.items.get(item.index).and_then(|line| line.seller.as_ref()).map(ToString::to_string),
    });
    let packages = quote.options.iter().flat_map(|option| &option.packages);
    let version = |package: &Package| Some((package.policy.to_string(), header.tables.get(&package.policy)?.version));
    wire::Quote {
        id: header.id.to_string(),
        at: instant(&quote.at),
        expires_at: instant(&header.expires_at.to_zoned(configuration.zone().clone())),
        currency: quote.currency.code().to_owned(),
        time_zone: configuration.settings().time_zone.clone(),
        tables: packages.filter_map(version).collect(),
        destination,
        items: items.collect(),
        options: quote.options.iter().map(|found| option(found, configuration, messages, in_full)).collect(),
        dropped: cart.explain.then(|| told(&quote.dropped, TOLD).map(|route| dropped(route, messages)).collect()),
        dropped_count: (cart.explain && quote.dropped.len() > TOLD).then_some(quote.dropped.len()),
        allocation: (in_full && !given.plans.is_empty()).then(|| allocation::show(given, quote.currency, messages)),
    }
}

fn option(
    option: &DeliveryOption,
    configuration: &Configuration,
    messages: &Messages,
    in_full: bool,
) -> wire::DeliveryOption {
    let price_part = |part: &freight::quote::PricePart| wire::PricePart {
        code: part.code.code(),
        name: messages.text(&format!("price-{}", part.code.code()), &[]),
        amount: part.amount,
    };
    let item = |item: &freight::quote::ItemPrice| wire::ItemPrice {
        index: item.index,
        quantity: item.quantity,
        price: item.price,
    };
    wire::DeliveryOption {
        id: option.id.clone(),
        shipping_method: option.shipping_method.clone(),
        policy: option.policy.to_string(),
        policy_name: option.policy_name.clone(),
        channel: option.channel.code(),
        pickup_point: option
            .pickup
            .as_ref()
            .and_then(|at| Some(offered(configuration.pickup_point(&at.point)?, at.distance))),
        windows: option.windows.iter().map(window).collect(),
        complete: option.complete,
        price: option.price,
        cheapest: option.cheapest,
        fastest: option.fastest,
        promised_at: instant(&option.promised_at),
        estimate: option.estimate.to_string(),
        business_days: option.business_days,
        price_parts: option.price_parts.iter().map(price_part).collect(),
        time_parts: option.time_parts.iter().map(|part| time_part(part, messages)).collect(),
        notices: option.notices.clone(),
        packages: option.packages.iter().map(|found| package(found, messages, in_full)).collect(),
        items: option.items.iter().map(item).collect(),
    }
}

fn time_part(part: &TimePart, messages: &Messages) -> wire::TimePart {
    wire::TimePart {
        code: part.code.code(),
        name: messages.text(&format!("time-{}", part.code.code()), &[]),
        duration: iso_duration(part.seconds),
        from: instant(&part.from),
        to: instant(&part.to),
    }
}

/// A pickup point, and how far it is.
pub(crate) fn offered(point: &PickupPoint, distance: Option<Distance>) -> wire::OfferedPickupPoint {
    let place = point.address.clone();
    let hours = point.hours.iter().map(|open| wire::PickupHours {
        day_of_week: open.day_of_week,
        opening: open.opening.to_string(),
        closing: open.closing.to_string(),
    });
    wire::OfferedPickupPoint {
        id: point.id.to_string(),
        name: point.name.clone(),
        address: wire::PickupAddress {
            country: place.country.code().to_owned(),
            postal_code: place.postal_code.map(|code| code.to_string()).unwrap_or_default(),
            state: place.state,
            city: place.city,
            neighborhood: place.neighborhood,
            street: place.street,
            number: place.number,
            complement: place.complement,
        },
        instructions: point.instructions.clone(),
        point: wire::MapPoint { lat: point.point.lat(), lng: point.point.lng() },
        distance: distance.map(Distance::metres),
        hours: hours.collect(),
    }
}

fn window(window: &OfferedWindow) -> wire::OfferedWindow {
    wire::OfferedWindow {
        id: window.id.to_string(),
        also: window.also.iter().map(ToString::to_string).collect(),
        from: instant(&window.from),
        to: instant(&window.to),
        price: window.price,
        left: window.left,
    }
}

fn component(component: &PackedComponent) -> wire::PackedComponent {
    wire::PackedComponent {
        sku: component.sku.to_string(),
        quantity: component.quantity,
        warehouses: component.warehouses.iter().map(ToString::to_string).collect(),
    }
}

fn package(package: &Package, messages: &Messages, in_full: bool) -> wire::Package {
    let timing = package.timing.as_ref().filter(|_| in_full);
    let item = |item: &freight::quote::PackedItem| wire::PackedItem {
        index: item.index,
        sku: item.sku.to_string(),
        quantity: item.quantity,
        warehouse: item.warehouse.to_string(),
        components: item.components.iter().map(component).collect(),
    };
    wire::Package {
        count: package.count,
        warehouse: package.warehouse.to_string(),
        dock: package.dock.to_string(),
        policy: package.policy.to_string(),
        seller: package.seller.as_ref().map(ToString::to_string),
        handled_on: package.handled_on.map(|date| date.to_string()),
        items: package.items.iter().map(item).collect(),
        real_weight: number(package.real_weight),
        cubic_weight: number(package.cubic_weight),
        chargeable_weight: number(package.chargeable_weight),
        volume: number(package.volume),
        row: package.row,
        polygon: package.polygon.as_ref().map(ToString::to_string),
        price: package.price,
        promised_at: instant(&package.promised_at),
        estimate: timing.map(|timing| timing.estimate.to_string()),
        business_days: timing.map(|timing| timing.business_days),
        time_parts: timing.map(|timing| timing.parts.iter().map(|part| time_part(part, messages)).collect()),
    }
}

/// At most so many of what was dropped, in its order: first of all one of each reason and policy.
fn told(all: &[Dropped], most: usize) -> impl Iterator<Item = &Dropped> {
    let mut seen = BTreeSet::new();
    let mut firsts: Vec<bool> = all.iter().map(|route| seen.insert((route.reason.code(), &route.policy))).collect();
    let mut left = most.saturating_sub(firsts.iter().filter(|first| **first).count());
    for chosen in firsts.iter_mut().filter(|chosen| !**chosen) {
        *chosen = left > 0;
        left = left.saturating_sub(1);
    }
    all.iter().zip(firsts).filter_map(|(route, chosen)| chosen.then_some(route)).take(most)
}

fn dropped(route: &Dropped, messages: &Messages) -> wire::DroppedRoute {
    wire::DroppedRoute {
        policy: route.policy.to_string(),
        shipping_method: route.shipping_method.clone(),
        dock: route.dock.as_ref().map(ToString::to_string),
        warehouse: route.warehouse.as_ref().map(ToString::to_string),
        pickup_point: route.pickup_point.as_ref().map(ToString::to_string),
        item: route.item,
        reason: route.reason.code(),
        name: messages.text(&format!("drop-{}", route.reason.code()), &[]),
        detail: route.reason.detail().into_iter().collect(),
    }
}

fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

/// RFC 3339 with the offset of the place.
fn instant(at: &Zoned) -> String {
    at.timestamp().display_with_offset(at.offset()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::language::Language;
    use freight::quote::{LeftOut, Outranked, PriceCode, Reason, TimeCode};

    #[test]
    fn of_many_dropped_routes_each_reason_and_policy_is_told() {
        let route = |policy: &str, reason: Reason| Dropped {
            policy: policy.parse().unwrap(),
            shipping_method: "Normal".to_owned(),
            dock: None,
            warehouse: None,
            pickup_point: None,
            item: None,
            reason,
        };
        let mut all: Vec<Dropped> = (0..50).map(|_| route("a", Reason::NoDock)).collect();
        all.push(route("a", Reason::DockInactive));
        all.extend((0..50).map(|_| route("b", Reason::NoDock)));
        let names = |most: usize| {
            let of = |route: &Dropped| format!("{} {}", route.policy, route.reason.code());
            told(&all, most).map(of).collect::<Vec<_>>()
        };
        assert_eq!(names(200).len(), 101);
        assert_eq!(names(5), ["a no_dock", "a no_dock", "a no_dock", "a dock_inactive", "b no_dock"]);
        assert_eq!(names(2), ["a no_dock", "a dock_inactive"]);
    }

    #[test]
    fn every_code_of_the_engine_has_a_name_in_every_language() {
        let prices = [
            PriceCode::Flat,
            PriceCode::Weight,
            PriceCode::Value,
            PriceCode::DockFee,
            PriceCode::AdditionalPercent,
            PriceCode::Rounding,
        ];
        let times = [
            TimeCode::CapacityWait,
            TimeCode::LeadTime,
            TimeCode::Warehouse,
            TimeCode::Dock,
            TimeCode::PickupWait,
            TimeCode::Transit,
            TimeCode::ClosedDays,
        ];
        let prices = prices.map(|code| format!("price-{}", code.code()));
        let times = times.map(|code| format!("time-{}", code.code()));
        let reasons = Reason::CODES.map(|code| format!("drop-{code}"));
        let plans = Outranked::CODES.map(|code| format!("plan-{code}"));
        let left = LeftOut::ALL.map(|why| format!("left-out-{}", why.code()));
        for key in prices.iter().chain(&times).chain(&reasons).chain(&plans).chain(&left) {
            for language in Language::ALL {
                assert!(Messages::for_language(language).has(key), "{key} in {language}");
            }
        }
    }
}
