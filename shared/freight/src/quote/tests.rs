//! A small world to ask for quotes, and the rules of the engine as tables.

mod allocation;
mod choice;
mod extremes;
mod kits;
mod laws;
mod packages;
mod pickup;
mod places;
mod prices;
mod sellers;
mod stock;
mod times;
mod windows;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Holiday;
use domain::code::{HolidayId, PolicyId, PolygonId, SkuId};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::postal::{Country, PostalCode};
use jiff::Timestamp;
use rust_decimal::Decimal;

use super::*;
use crate::configuration::{
    Apportioning, Configuration, Dock, DockLink, PickupPoint, Policy, Sections, Seller, Settings, Warehouse,
};
use crate::polygon::Polygon;
use crate::table::{Cells, Parsed, RestrictedArea, compile};

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn days(count: u32) -> crate::time_span::TimeSpan {
    crate::time_span::TimeSpan::from_days(count).unwrap()
}

/// An account with one warehouse `w`, one dock `d` and one policy `p`, all of Brazil at one price.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) settings: Settings,
    pub(super) docks: Vec<Dock>,
    pub(super) warehouses: Vec<Warehouse>,
    pub(super) policies: Vec<Policy>,
    pub(super) holidays: Vec<Holiday>,
    pub(super) pickup_points: Vec<PickupPoint>,
    pub(super) sellers: Vec<Seller>,
    pub(super) polygons: Vec<Polygon>,
    pub(super) restricted: BTreeMap<PolicyId, Vec<RestrictedArea>>,
    pub(super) tables: BTreeMap<String, Vec<String>>,
    pub(super) stock: Stock,
    pub(super) now: Timestamp,
}

impl World {
    pub(super) fn new() -> Self {
        let mut world = Self {
            settings: Settings::default(),
            docks: Vec::new(),
            warehouses: Vec::new(),
            policies: Vec::new(),
            holidays: Vec::new(),
            pickup_points: Vec::new(),
            sellers: Vec::new(),
            polygons: Vec::new(),
            restricted: BTreeMap::new(),
            tables: BTreeMap::new(),
            stock: Stock::new(),
            now: "2026-11-23T10:00:43-03:00".parse().unwrap(),
        };
        world.policy("p", "Normal", &["0,1000000,10.00,0,0,0,2.00:00:00,0"]);
        world.dock("d", &["p"]);
        world.warehouse("w", &[("d", "PT0S", "0")]);
        world.hold("w", "s", 1_000);
        world
    }

    /// Rows for all of Brazil: weights, flat, percent, extra weight, volume, time, insurance.
    pub(super) fn policy(&mut self, id: &str, method: &str, rows: &[&str]) -> &mut Policy {
        let rows = rows.iter().map(|row| format!("00000000,99999999,{row}")).collect();
        self.tables.insert(id.to_owned(), rows);
        self.policies.retain(|policy| policy.id.as_str() != id);
        self.policies.push(Policy::new(PolicyId::new(id).unwrap(), id, method));
        self.policies.last_mut().unwrap()
    }

    pub(super) fn dock(&mut self, id: &str, policies: &[&str]) -> &mut Dock {
        let json = serde_json::json!({"id": id, "name": id, "policies": policies});
        self.docks.retain(|dock| dock.id.as_str() != id);
        self.docks.push(serde_json::from_value(json).unwrap());
        self.docks.last_mut().unwrap()
    }

    pub(super) fn warehouse(&mut self, id: &str, links: &[(&str, &str, &str)]) -> &mut Warehouse {
        let link = |(dock, time, cost): &(&str, &str, &str)| DockLink {
            dock: dock.parse().unwrap(),
            time: time.parse().unwrap(),
            cost: decimal(cost),
        };
        let docks = links.iter().map(link).collect();
        self.warehouses.retain(|warehouse| warehouse.id.as_str() != id);
        self.warehouses.push(Warehouse {
            id: id.parse().unwrap(),
            name: id.to_owned(),
            active: true,
            seller: None,
            priority: 0,
            docks,
            remarks: crate::configuration::Remarks::default(),
        });
        self.warehouses.last_mut().unwrap()
    }

    pub(super) fn hold(&mut self, warehouse: &str, sku: &str, total: i64) {
        self.balance(warehouse, sku, Balance { total, ..Balance::default() });
    }

    pub(super) fn balance(&mut self, warehouse: &str, sku: &str, balance: Balance) {
        self.stock.put(sku.parse().unwrap(), warehouse.parse().unwrap(), balance);
    }

    pub(super) fn holiday(&mut self, date: &str) {
        let id = HolidayId::new(date).unwrap();
        self.holidays.push(Holiday::new(id, "Day off", date.parse().unwrap(), None).unwrap());
    }

    pub(super) fn at(&mut self, now: &str) {
        self.now = now.parse().unwrap();
    }

    pub(super) fn configuration(&self) -> Configuration {
        let block = |rows: &Vec<String>| {
            let rows: Vec<_> = rows.iter().map(|row| parsed(row).row).collect();
            Arc::new(compile(&rows).unwrap().block)
        };
        let blocks = self.tables.iter().map(|(id, rows)| (PolicyId::new(id).unwrap(), block(rows))).collect();
        Configuration::new(Sections {
            settings: self.settings.clone(),
            docks: self.docks.clone(),
            warehouses: self.warehouses.clone(),
            policies: self.policies.clone(),
            holidays: self.holidays.clone(),
            pickup_points: self.pickup_points.clone(),
            sellers: self.sellers.clone(),
            polygons: self.polygons.clone(),
            restricted: self.restricted.clone(),
            blocks,
            atlas: None,
        })
        .unwrap()
    }

    pub(super) fn quote(&self, cart: &Cart) -> Quote {
        quote(cart, &self.configuration(), &self.stock, self.now)
    }

    /// The only option.
    pub(super) fn option(&self, cart: &Cart) -> DeliveryOption {
        let mut quote = self.quote(cart);
        assert_eq!(quote.options.len(), 1, "{:?}", quote.dropped);
        quote.options.remove(0)
    }

    /// Why the policy `p` was dropped.
    pub(super) fn reason(&self, cart: &Cart) -> &'static str {
        let quote = self.quote(cart);
        quote
            .dropped
            .iter()
            .find(|dropped| dropped.policy.as_str() == "p")
            .map_or("offered", |dropped| dropped.reason.code())
    }
}

fn parsed(row: &str) -> Parsed {
    let cells: Vec<&str> = row.split(',').collect();
    let [start, end, from, to, flat, percent, extra, volume, time, insurance] = cells.as_slice() else {
        panic!("{row}")
    };
    // `polygon:name` stands for an area on the map.
    let (start, end, polygon) = match start.strip_prefix("polygon:") {
        Some(polygon) => (&"0", &"0", polygon),
        None => (start, end, ""),
    };
    Cells([start, end, polygon, from, to, flat, percent, extra, volume, time, "BRA", insurance]).parse().unwrap()
}

pub(super) fn item(sku: &str, quantity: i64, grams: i64) -> Item {
    Item::new(SkuId::new(sku).unwrap(), Quantity::new(quantity).unwrap(), Grams::new(grams).unwrap())
}

pub(super) fn priced(mut item: Item, price: &str) -> Item {
    item.price = Some(decimal(price));
    item
}

pub(super) fn sized(mut item: Item, edges: [i64; 3]) -> Item {
    let [height, width, length] = edges.map(|edge| Millimetres::new(edge).unwrap());
    item.dimensions = Some(Dimensions::new(height, width, length));
    item
}

/// To Manaus, with explanations.
pub(super) fn cart(items: Vec<Item>) -> Cart {
    let postal_code = PostalCode::new(Country::BRA, "69005-040").unwrap();
    Cart { explain: true, ..Cart::new(Destination::new(Country::BRA, Some(postal_code)), items) }
}
