//! Where the lines of an order come from.

use super::Asked;
use crate::goods::{self, Goods};
use crate::holding::Wanted;
use crate::reference::basket::{destination, nowhere, owner};
use crate::reference::calculation::read_item;
use crate::reference::wire::{CalculatedItem, Dimension, Place};
use configuration::Sku;
use domain::code::{DockId, PolicyId, SkuId, WarehouseId};
use domain::currency::Currency;
use edge::reference::Text;
use freight::configuration::{Apportioning, Configuration};
use freight::quote::{Cart, DeliveryOption, Destination, Item};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Where a line comes from.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) warehouse: WarehouseId,
    pub(super) dock: Option<DockId>,
    pub(super) policy: Option<PolicyId>,
    pub(super) wanted: Vec<Wanted>,
}

/// Where the order goes.
pub(super) fn goes_to(asked: &Asked) -> Option<Destination> {
    let location = asked.lines.iter().find_map(|line| line.location.as_ref())?;
    destination(&Place {
        country: location.country.clone(),
        postal_code: location.zip_code.clone().map(|text| text.0),
        point: Some(location.point.clone()),
    })
}

/// Says for each line where it comes from: the warehouse that it names, or that of the best route.
pub(super) fn choose(
    asked: &Asked,
    configuration: &Configuration,
    goods: &Goods,
    now: Timestamp,
) -> Result<Vec<Chosen>, String> {
    let named = |text: &Option<Text>| text.as_ref().map(|text| text.0.clone()).filter(|text| !text.is_empty());
    let currency = configuration.settings().currency;
    let register = goods.register();
    let (mut items, mut places) = (Vec::new(), BTreeMap::new());
    let owned = |line: &CalculatedItem| {
        let named = line.seller_id.as_ref().map_or("", Text::as_str);
        let seller = owner(named, configuration).map_err(|problem| problem.detail().to_owned())?;
        let item = item(line, &register, currency, now).ok_or_else(|| unreadable(line))?;
        Ok::<Item, String>(Item { seller, ..item })
    };
    for (at, line) in asked.lines.iter().enumerate().filter(|(_, line)| named(&line.ware_house_id).is_none()) {
        places.insert(at, items.len());
        items.push(owned(&line.item)?);
    }
    let cart = Cart {
        sales_channel: asked.sales_channel.clone(),
        apportioning: Apportioning::PerUnit,
        ..Cart::new(goes_to(asked).unwrap_or_else(nowhere), items)
    };
    let quote = freight::quote::quote(&cart, configuration, &goods.balances(now), now);
    let mut chosen = Vec::new();
    for (at, line) in asked.lines.iter().enumerate() {
        let dock = named(&line.dock_id).and_then(|id| id.parse().ok());
        let policy = named(&line.freight_table_id).and_then(|id| id.parse().ok());
        let found = match named(&line.ware_house_id) {
            Some(warehouse) => {
                let warehouse: WarehouseId = warehouse.parse().map_err(|_| unreadable(&line.item))?;
                let item = item(&line.item, &register, currency, now).ok_or_else(|| unreadable(&line.item))?;
                let wanted = from_one(&item, &warehouse);
                Chosen { warehouse, dock, policy, wanted }
            }
            None => {
                let at = places.get(&at).copied().unwrap_or_default();
                let kind = line.sla_type.as_ref().map_or("", Text::as_str);
                let option = quote.options.iter().find(|option| serves(option, kind, at));
                let gone = || format!("{} cannot be delivered as {kind:?}.", line.item.id.0);
                from_route(option.ok_or_else(gone)?, at, &line.item)?
            }
        };
        chosen.push(found);
    }
    Ok(chosen)
}

/// A line as the engine wants it; its weight and its parts may also stand in the register.
fn item(sent: &CalculatedItem, register: &BTreeMap<SkuId, Sku>, currency: Currency, now: Timestamp) -> Option<Item> {
    let known = sent.id.0.parse::<SkuId>().ok().and_then(|id| register.get(&id));
    let kit = known.map(|sku| goods::parts(sku, register, now)).unwrap_or_default();
    let mut sent = sent.clone();
    if let Some(sku) = known
        && sent.dimension.as_ref().is_none_or(|dimension| dimension.weight.is_none())
    {
        let weight = Some(Text(sku.weight.get().to_string()));
        sent.dimension = Some(Dimension { weight, ..sent.dimension.unwrap_or_default() });
    }
    let mut item = read_item(&sent, currency)?;
    if item.components.is_empty() {
        item.components = kit;
    }
    Some(item)
}

fn unreadable(item: &CalculatedItem) -> String {
    format!("{} is no item that can be reserved.", item.id.0.chars().take(60).collect::<String>())
}

/// Whether an option is of a type of delivery, and brings a line.
fn serves(option: &DeliveryOption, kind: &str, at: usize) -> bool {
    let point = option.pickup.as_ref().map(|pickup| format!("{} ({})", option.shipping_method, pickup.point));
    let named =
        kind.is_empty() || option.shipping_method == kind || option.id == kind || point.as_deref() == Some(kind);
    named && option.items.iter().any(|item| item.index == at && item.quantity > 0)
}

/// All of a line from one warehouse.
fn from_one(item: &Item, warehouse: &WarehouseId) -> Vec<Wanted> {
    let units = item.quantity.get();
    if item.components.is_empty() {
        return vec![Wanted::new(item.sku.clone(), vec![warehouse.clone()], units)];
    }
    let parts = item.components.iter();
    let part = |part: &freight::quote::Component| {
        Wanted::new(part.sku.clone(), vec![warehouse.clone()], part.quantity.get().saturating_mul(units))
    };
    parts.map(part).collect()
}

/// A line from where a route takes it.
fn from_route(option: &DeliveryOption, at: usize, sent: &CalculatedItem) -> Result<Chosen, String> {
    let (mut wanted, mut first, mut units) = (Vec::new(), None, 0_u32);
    for package in &option.packages {
        for item in package.items.iter().filter(|item| item.index == at) {
            first = first.or(Some((&item.warehouse, &package.dock, &package.policy)));
            units = units.saturating_add(item.quantity.saturating_mul(package.count));
            let each = |units: u32| units.saturating_mul(package.count);
            if item.components.is_empty() {
                wanted.push(Wanted::new(item.sku.clone(), vec![item.warehouse.clone()], each(item.quantity)));
            }
            for part in &item.components {
                wanted.push(Wanted::new(part.sku.clone(), part.warehouses.clone(), each(part.quantity)));
            }
        }
    }
    let (warehouse, dock, policy) = first.ok_or_else(|| unreadable(sent))?;
    if sent.quantity.0.parse::<u32>().is_ok_and(|asked| asked > units) {
        return Err(format!("There is not enough of {}.", sent.id.0));
    }
    let (warehouse, dock, policy) = (warehouse.clone(), Some(dock.clone()), Some(policy.clone()));
    Ok(Chosen { warehouse, dock, policy, wanted })
}
