//! Where the lines of an order come from.

use super::{Asked, Line};
use crate::goods::Goods;
use crate::holding::Wanted;
use crate::reference::basket::{destination, nowhere, owner};
use crate::reference::bound::{self, Bound, first_package};
use crate::reference::line::{Known, filled};
use crate::reference::wire::{CalculatedItem, Place};
use domain::code::{DockId, PolicyId, WarehouseId};
use edge::reference::Text;
use freight::configuration::{Apportioning, Configuration};
use freight::quote::{Cart, DeliveryOption, Destination, Item};
use jiff::Timestamp;

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

/// Says for each line where it comes from: the warehouse that it names, or that of the best route from the dock and by
/// the policy that it names, if any.
pub(super) fn choose(
    asked: &Asked,
    configuration: &Configuration,
    goods: &Goods,
    now: Timestamp,
) -> Result<Vec<Chosen>, String> {
    let register = goods.register();
    let known = Known { register: &register, currency: configuration.settings().currency, now };
    let lines =
        asked.lines.iter().map(|line| bound(line, known, configuration)).collect::<Result<Vec<Bound<'_>>, String>>()?;
    let cart = Cart {
        sales_channel: asked.sales_channel.clone(),
        apportioning: Apportioning::PerUnit,
        ..Cart::new(goes_to(asked).unwrap_or_else(nowhere), Vec::new())
    };
    let answers = bound::quotes(&lines, &cart, configuration, goods, now);
    let mut chosen = Vec::new();
    for (at, (line, bound)) in asked.lines.iter().zip(&lines).enumerate() {
        let kind = line.sla_type.as_ref().map_or("", Text::as_str);
        let found = bound::found(&answers, at).and_then(|(answered, at)| {
            let mut options = answered.quote.options.iter();
            let option = options.find(|option| serves(option, kind, at, line) && bound.served_by(option, at))?;
            Some((option, at))
        });
        chosen.push(match filled(line.ware_house_id.as_ref()) {
            Some(warehouse) => {
                let route = found.and_then(|(option, at)| Some(first_package(option, at)?.0));
                let (dock, policy) = (filled(line.dock_id.as_ref()), filled(line.freight_table_id.as_ref()));
                let warehouse: WarehouseId = warehouse.parse().map_err(|_| unreadable(&line.item))?;
                let wanted = from_one(&bound.item, &warehouse);
                let dock = dock.map_or_else(|| Some(route?.dock.clone()), |id| id.parse().ok());
                let policy = policy.map_or_else(|| Some(route?.policy.clone()), |id| id.parse().ok());
                Chosen { warehouse, dock, policy, wanted }
            }
            None => {
                let (option, at) = found.ok_or_else(|| gone(line, kind))?;
                from_route(option, at, &line.item)?
            }
        });
    }
    Ok(chosen)
}

fn bound<'a>(line: &'a Line, known: Known<'_>, configuration: &Configuration) -> Result<Bound<'a>, String> {
    let named = line.item.seller_id.as_ref().map_or("", Text::as_str);
    let seller = match owner(named, configuration) {
        // Who names the warehouse says where the goods are, whoever sells them.
        Err(problem) if filled(line.ware_house_id.as_ref()).is_none() => return Err(problem.detail().to_owned()),
        found => found.unwrap_or_default(),
    };
    let item = known.item(&line.item).ok_or_else(|| unreadable(&line.item))?;
    Ok(Bound::new(Item { seller, ..item }, line.dock_id.as_ref(), line.ware_house_id.as_ref()))
}

/// That there is no way to deliver a line as it was told.
fn gone(line: &Line, kind: &str) -> String {
    let short = |text: &str| text.chars().take(60).collect::<String>();
    let mut told = format!("{} cannot be delivered as {:?}", short(&line.item.id.0), short(kind));
    for (from, named) in [("from the dock", &line.dock_id), ("by", &line.freight_table_id)] {
        if let Some(named) = filled(named.as_ref()) {
            told = format!("{told} {from} {}", short(named));
        }
    }
    format!("{told}.")
}

fn unreadable(item: &CalculatedItem) -> String {
    format!("{} is no item that can be reserved.", item.id.0.chars().take(60).collect::<String>())
}

/// Whether an option is of a type of delivery and by the policy that a line names, and brings it.
fn serves(option: &DeliveryOption, kind: &str, at: usize, line: &Line) -> bool {
    let point = option.pickup.as_ref().map(|pickup| format!("{} ({})", option.shipping_method, pickup.point));
    let named =
        kind.is_empty() || option.shipping_method == kind || option.id == kind || point.as_deref() == Some(kind);
    let policy = filled(line.freight_table_id.as_ref());
    let by =
        policy.is_none_or(|named| first_package(option, at).is_some_and(|(first, _)| first.policy.as_str() == named));
    named && by && option.items.iter().any(|item| item.index == at && item.quantity > 0)
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
    if super::units(sent) > units {
        return Err(format!("There is not enough of {}.", sent.id.0));
    }
    let (warehouse, dock, policy) = (warehouse.clone(), Some(dock.clone()), Some(policy.clone()));
    Ok(Chosen { warehouse, dock, policy, wanted })
}
