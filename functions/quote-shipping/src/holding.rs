//! What an option of a kept answer takes, and where it is taken from.

use crate::handling::Part;
use configuration::Stock;
use domain::calendar::DaysOff;
use domain::capacity::{Capacity, Places, Refused, WindowId};
use domain::code::{PolicyId, SellerId, SkuId, WarehouseId};
use domain::reservation::{Booked, Holds};
use freight::configuration::Configuration;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Answer {
    options: Vec<Chosen>,
}

/// An option, as far as holding it needs.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) windows: Vec<Window>,
    packages: Vec<Package>,
}

#[derive(Deserialize)]
pub(crate) struct Window {
    id: WindowId,
    #[serde(default)]
    also: Vec<WindowId>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Package {
    count: u32,
    policy: PolicyId,
    #[serde(default)]
    seller: Option<SellerId>,
    #[serde(default)]
    handled_on: Option<Date>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    sku: SkuId,
    quantity: u32,
    warehouse: WarehouseId,
    #[serde(default)]
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct Component {
    sku: SkuId,
    quantity: u32,
    warehouses: Vec<WarehouseId>,
}

/// Units of a SKU, to be taken from these warehouses in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    sku: SkuId,
    from: Vec<WarehouseId>,
    units: u32,
}

impl Wanted {
    pub(crate) fn new(sku: SkuId, from: Vec<WarehouseId>, units: u32) -> Self {
        Self { sku, from, units }
    }

    /// The same, with what is wanted of one SKU from the same places said once.
    pub(crate) fn together(all: Vec<Self>) -> Vec<Self> {
        let mut found: BTreeMap<(SkuId, Vec<WarehouseId>), u32> = BTreeMap::new();
        for Self { sku, from, units } in all {
            let sum = found.entry((sku, from)).or_default();
            *sum = sum.saturating_add(units);
        }
        found.into_iter().map(|((sku, from), units)| Self { sku, from, units }).collect()
    }
}

/// An option of an answer; none when it has no such option.
pub(crate) fn option(answer: &str, id: &str) -> Option<Chosen> {
    let answer: Answer = serde_json::from_str(answer).ok()?;
    answer.options.into_iter().find(|option| option.id == id)
}

impl Chosen {
    /// The window of this id with the same one of the option's other carriers.
    pub(crate) fn window(&self, id: &WindowId) -> Option<Vec<WindowId>> {
        let window = self.windows.iter().find(|window| window.id == *id)?;
        Some(std::iter::once(&window.id).chain(&window.also).cloned().collect())
    }

    /// Units of goods that are delivered.
    pub(crate) fn units(&self) -> u32 {
        self.units_of(|_| true)
    }

    /// Units that the carrier brings whose window it is.
    pub(crate) fn units_in(&self, window: &WindowId) -> u32 {
        self.units_of(|policy| policy.as_str() == window.calendar().as_str())
    }

    fn units_of(&self, counts: impl Fn(&PolicyId) -> bool) -> u32 {
        let packages = self.packages.iter().filter(|package| counts(&package.policy));
        let each = packages.flat_map(|package| package.items.iter().map(move |item| (package, item)));
        each.fold(0, |sum, (package, item)| sum.saturating_add(item.quantity.saturating_mul(package.count)))
    }

    /// What is taken of the days of those sellers who get ready only so much in a day.
    pub(crate) fn parts(&self) -> BTreeMap<SellerId, Part> {
        let mut found: BTreeMap<SellerId, Part> = BTreeMap::new();
        for package in &self.packages {
            let (Some(seller), Some(by)) = (&package.seller, package.handled_on) else { continue };
            let units = package.items.iter().fold(0_u32, |sum, item| sum.saturating_add(item.quantity));
            let part = found.entry(seller.clone()).or_insert(Part { units: 0, by: Some(by) });
            part.units = part.units.saturating_add(units.saturating_mul(package.count));
        }
        found
    }

    /// What is taken of the stock.
    pub(crate) fn wanted(&self) -> Vec<Wanted> {
        let mut found = Vec::new();
        for package in &self.packages {
            let mut add = |sku: &SkuId, from: Vec<WarehouseId>, units: u32| {
                found.push(Wanted::new(sku.clone(), from, units.saturating_mul(package.count)));
            };
            for item in &package.items {
                if item.components.is_empty() {
                    add(&item.sku, vec![item.warehouse.clone()], item.quantity);
                }
                for part in &item.components {
                    add(&part.sku, part.warehouses.clone(), part.quantity);
                }
            }
        }
        Wanted::together(found)
    }
}

/// Every place that goods may be taken from, each once.
pub(crate) fn places(wanted: &[Wanted]) -> Vec<(SkuId, WarehouseId)> {
    let all = wanted.iter().flat_map(|one| one.from.iter().map(|from| (one.sku.clone(), from.clone())));
    let all: std::collections::BTreeSet<(SkuId, WarehouseId)> = all.collect();
    all.into_iter().collect()
}

/// What is taken from where; places with unlimited stock are left out.
///
/// # Errors
/// The SKU of which there is not enough.
pub(crate) fn pick<'s>(
    wanted: &[Wanted],
    shelf: impl Fn(&(SkuId, WarehouseId)) -> Option<&'s Stock>,
    now: Timestamp,
) -> Result<BTreeMap<(SkuId, WarehouseId), u32>, SkuId> {
    let mut picked: BTreeMap<(SkuId, WarehouseId), u32> = BTreeMap::new();
    for one in wanted {
        let mut missing = one.units;
        for warehouse in &one.from {
            let place = (one.sku.clone(), warehouse.clone());
            let Some(stock) = shelf(&place) else { continue };
            if stock.unlimited {
                missing = 0;
                break;
            }
            let taken = picked.get(&place).copied().unwrap_or_default();
            let free = stock.on_sale(now).counted.saturating_sub(stock.promised(now)).saturating_sub(taken);
            let units = missing.min(free);
            if units > 0 {
                picked.insert(place, taken.saturating_add(units));
                missing = missing.saturating_sub(units);
            }
        }
        if missing > 0 {
            return Err(one.sku.clone());
        }
    }
    Ok(picked)
}

/// A window as it stands: limits as the policy defines them now, takings as stored.
///
/// # Errors
/// [`Refused::Unknown`] when no policy has such a window, [`Refused::Closed`] when it is not offered.
pub(crate) fn booked(
    configuration: &Configuration,
    days_off: &DaysOff,
    window: &WindowId,
    stored: Option<Booked>,
) -> Result<Booked, Refused> {
    let policy = configuration.policies().find(|policy| policy.id.as_str() == window.calendar().as_str());
    let schedule = &policy.filter(|policy| policy.active).ok_or(Refused::Unknown)?.delivery_schedule;
    let day = u8::try_from(window.date().weekday().to_sunday_zero_offset()).unwrap_or_default();
    let weekly = schedule.windows.iter().find(|weekly| {
        weekly.day_of_week == day && weekly.start.time() == window.start() && weekly.end.time() == window.end()
    });
    let weekly = weekly.filter(|_| schedule.enabled).ok_or(Refused::Unknown)?;
    let starts = configuration.zone().to_timestamp(window.date().to_datetime(window.start()));
    let early = SignedDuration::from_secs(i64::from(weekly.cut_off.seconds()));
    let cut_off = starts.and_then(|starts| starts.checked_sub(early)).map_err(|_| Refused::Unknown)?;
    let places = Places { deliveries: weekly.max_orders, units: weekly.max_items };
    let mut defined = Capacity::new(window.clone(), places, Some(cut_off));
    let start = window.start();
    let blocked = schedule.blocked.iter().any(|blocked| blocked.date == window.date() && blocked.start.time() == start);
    defined.closed = blocked || days_off.contains(window.date());
    let (capacity, held) = stored.map_or((None, Holds::default()), |stored| (Some(stored.capacity), stored.held));
    Ok(Booked { capacity: Capacity::current(Some(defined), capacity)?, held })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stock(warehouse: &str, quantity: u32) -> Stock {
        let stock = json!({ "sku": "a", "warehouse": warehouse, "quantity": quantity, "reserved": 1 });
        serde_json::from_value(stock).unwrap()
    }

    #[test]
    fn an_option_takes_every_package_and_every_part_of_a_kit() {
        let answer = json!({ "options": [{ "id": "road", "packages": [
            { "count": 3, "policy": "slow", "items": [{ "sku": "a", "quantity": 2, "warehouse": "one" }] },
            { "count": 1, "policy": "fast", "items": [
                { "sku": "a", "quantity": 1, "warehouse": "one" },
                { "sku": "kit", "quantity": 2, "warehouse": "one",
                  "components": [{ "sku": "b", "quantity": 4, "warehouses": ["one", "two"] }] },
            ] },
        ] }] });
        let found = option(&answer.to_string(), "road").unwrap();
        assert_eq!(found.units(), 9);
        let of = |window: &str| found.units_in(&window.parse().unwrap());
        let (slow, fast) = (of("slow.2026-11-24.0800-1200"), of("fast.2026-11-24.0800-1200"));
        assert_eq!((slow, fast), (6, 3), "each carrier's window takes what it brings");
        let wanted: Vec<(String, u32)> =
            found.wanted().into_iter().map(|one| (format!("{} of {}", one.sku, one.from.len()), one.units)).collect();
        assert_eq!(wanted, [("a of 1".to_owned(), 7), ("b of 2".to_owned(), 4)]);
        assert!(option(&answer.to_string(), "air").is_none());
    }

    #[test]
    fn goods_are_taken_in_order_and_never_more_than_there_are() {
        let (one, two) = (stock("one", 3), stock("two", 3));
        let check = |units: u32, expected: Option<&[u32]>| {
            let wanted =
                [Wanted { sku: one.sku.clone(), from: vec![one.warehouse.clone(), two.warehouse.clone()], units }];
            let shelf =
                |place: &(SkuId, WarehouseId)| [&one, &two].into_iter().find(|stock| stock.warehouse == place.1);
            let picked = pick(&wanted, shelf, Timestamp::UNIX_EPOCH).ok();
            let units: Option<Vec<u32>> = picked.map(|picked| picked.into_values().collect());
            assert_eq!(units.as_deref(), expected, "{}", wanted[0].units);
        };
        check(2, Some(&[2]));
        check(4, Some(&[2, 2]));
        check(5, None);
    }
}
