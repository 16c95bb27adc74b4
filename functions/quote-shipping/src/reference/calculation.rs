//! What the reference's own checkout asks for each cart: prices in major units, times as .NET writes them.

use super::basket::{destination, nowhere, owner};
use super::bound::{self, Answered, Bound, first_package};
use super::line::{self, Known};
use super::sla::{channel, deliveries_first, room, seconds, short_enough, window_end, window_moment};
use super::wire::{self, CalculatedItem, Calculation, number};
use crate::Deps;
use crate::ask::LINES;
use crate::goods::{Goods, calendars};
use configuration::{Loaded, SupplyLot};
use domain::code::{SellerId, SkuId, WarehouseId};
use domain::currency::Money;
use domain::postal::PostalCode;
use edge::reference::Text;
use edge::{Fields, Problem, Reply, Request};
use freight::configuration::{Apportioning, Channel, Configuration, Policy};
use freight::quote::{Cart, DeliveryOption, Item, Package, TimeCode};
use freight::table::{Area, Place, Restriction};
use freight::time_span::{DAY, TimeSpan};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Calculations of one call at most.
const MOST: usize = 100;
/// Ways to ship a line that one answer has room for, all lines together.
const MOST_WAYS: usize = 1_500;

/// Prices and dates carts for a checkout: an array of calculations in, an array of arrays out. A line that is missing
/// from the answer cannot be delivered. What a line leaves out (weight, edges, price, modal, parts of a kit) is as the
/// register has it.
#[utoipa::path(post, path = "/api/logistics/pvt/shipping/calculate", tag = "Reference", security(("bearer" = [])),
    request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub async fn calculate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked: Vec<Calculation> = request.json()?;
    if asked.len() > MOST {
        return Err(Problem::malformed("too_many", format!("A call has at most {MOST} calculations.")));
    }
    let mut fields = Fields::new();
    for (at, one) in asked.iter().enumerate() {
        if wanted(one).is_none() {
            let detail = "This is delivery, or pickup.";
            let value = one.delivery_channel.as_deref().map(Into::into);
            fields.refuse(&format!("/{at}/deliveryChannel"), "delivery_channel", detail, value);
        }
        for (item, sent) in one.items.iter().enumerate() {
            line::check(&mut fields, &format!("/{at}/items/{item}"), sent);
        }
    }
    fields.finish()?;
    let scope = request.scope()?;
    let codes: Vec<Option<PostalCode>> = asked.iter().map(|one| destination(&place(one))?.postal_code).collect();
    let loaded = Box::pin(deps.register.load_for_each(scope, &codes, request.at())).await;
    let loaded = loaded.map_err(crate::quotes::configuration_problem)?;
    // They are of one moment and differ in their freight tables only.
    let Some(any) = loaded.first() else { return Ok(Reply::ok(&Vec::<Value>::new())) };
    let lines = asked.iter().flat_map(|one| &one.items);
    let all: Vec<&CalculatedItem> =
        lines.flat_map(|item| std::iter::once(item).chain(item.kit_item.iter().flatten())).collect();
    if all.len() > LINES {
        return Err(Problem::malformed(
            "too_many",
            format!("A call has at most {LINES} items, with the parts of kits."),
        ));
    }
    let total: usize = asked.iter().map(|one| one.items.len()).sum();
    let ids: BTreeSet<SkuId> = all.into_iter().filter_map(|item| item.id.0.parse().ok()).collect();
    let sellers = asked.iter().flat_map(|one| &one.items).filter_map(|item| item.seller_id.as_ref()?.0.parse().ok());
    let sellers: BTreeSet<SellerId> = sellers.collect();
    let ends = asked.iter().zip(&loaded).map(|(one, loaded)| (destination(&place(one)), &loaded.configuration));
    let calendars = ends.flat_map(|(to, configuration)| calendars(configuration, to.as_ref())).collect();
    let known = (any.configuration.as_ref(), calendars);
    let goods = Goods::read(deps, scope, (&ids, &sellers), known, request.at()).await?;
    let each = asked.iter().zip(&loaded);
    let answers: Vec<Vec<Value>> = each
        .map(|(one, loaded)| {
            let part = MOST_WAYS.saturating_mul(one.items.len()).checked_div(total).unwrap_or_default();
            answer(one, loaded, &goods, request, part)
        })
        .collect();
    short_enough(Reply::ok(&answers))
}

/// The channel that a calculation is about, where it names one; none where nobody knows that name.
fn wanted(asked: &Calculation) -> Option<Option<Channel>> {
    match asked.delivery_channel.as_deref().unwrap_or_default() {
        "" => Some(None),
        "delivery" => Some(Some(Channel::Delivery)),
        "pickup" | "pickup-in-point" => Some(Some(Channel::Pickup)),
        _ => None,
    }
}

/// Where a calculation goes.
fn place(asked: &Calculation) -> wire::Place {
    wire::Place {
        country: asked.location.country.clone(),
        postal_code: asked.location.zip_code.clone().map(|text| text.0),
        point: Some(asked.location.point.clone()),
    }
}

fn answer(asked: &Calculation, loaded: &Loaded, goods: &Goods, request: &Request, ways: usize) -> Vec<Value> {
    let configuration = &loaded.configuration;
    let currency = configuration.settings().currency;
    let register = goods.register();
    let presale = |sku: &SkuId| register.get(sku).map(|sku| sku.presale(request.at())).unwrap_or_default();
    let known = Known { register: &register, currency, now: request.at() };
    let read = |sent: &'_ CalculatedItem| -> Option<Item> {
        let seller = owner(sent.seller_id.as_ref().map_or("", Text::as_str), configuration).ok()?;
        Some(Item { seller, ..known.item(sent)? })
    };
    let lines: Vec<Bound<'_>> = asked.items.iter().filter_map(|sent| Some(Bound::of(read(sent)?, sent))).collect();
    let cart = Cart {
        sales_channel: asked.sales_channel.clone().map(|text| text.0).filter(|text| !text.is_empty()),
        apportioning: Apportioning::PerUnit,
        ..Cart::new(destination(&place(asked)).unwrap_or_else(nowhere), Vec::new())
    };
    let answers = bound::quotes(&lines, &cart, configuration, goods, request.at());
    let channel = wanted(asked).unwrap_or_default();
    let wanted = |option: &&DeliveryOption| channel.is_none_or(|wanted| option.channel == wanted);
    let of_line = |(at, line): (usize, &Bound<'_>)| {
        let (answered, at) = bound::found(&answers, at)?;
        let options = answered.quote.options.iter().filter(wanted);
        Some(((answered, at), deliveries_first(options.filter(|option| line.served_by(option, at)))))
    };
    let of_lines = lines.iter().enumerate().filter_map(of_line);
    let (places, of_lines): (Vec<(&Answered, usize)>, Vec<Vec<&DeliveryOption>>) = of_lines.unzip();
    let most = room(&of_lines, ways);
    let lot = |sku: &SkuId, warehouse: &WarehouseId| goods.lot(sku, warehouse, request.at()).cloned();
    let shown =
        places.iter().zip(&of_lines).flat_map(|(place, ways)| ways.iter().take(most).map(move |way| (place, way)));
    shown
        .filter_map(|((answered, at), option)| {
            calculated((asked, answered), *at, option, configuration, &lot, &presale)
        })
        .collect()
}

/// A line with one way to ship it; none when this way does not bring it.
fn calculated(
    (asked, Answered { cart, quote, .. }): (&Calculation, &Answered),
    at: usize,
    option: &DeliveryOption,
    configuration: &Configuration,
    lot: &dyn Fn(&SkuId, &WarehouseId) -> Option<SupplyLot>,
    presale: &dyn Fn(&SkuId) -> TimeSpan,
) -> Option<Value> {
    let share = option.items.iter().find(|item| item.index == at && item.quantity > 0)?;
    let (package, packed) = first_package(option, at)?;
    let policy = configuration.policies().find(|policy| policy.id == package.policy)?;
    let answered = quote.items.iter().find(|item| item.index == at)?;
    let lot = lot(&answered.sku, &packed.warehouse);
    let time = option.time_of(at);
    let (waited, ways) = (seconds(time, &[TimeCode::LeadTime]), seconds(time, &[TimeCode::Warehouse, TimeCode::Dock]));
    let before_sale = u64::from(presale(&answered.sku).seconds()).min(waited);
    let lead = waited.saturating_sub(before_sale);
    let transit = seconds(time, &[TimeCode::Transit]);
    let closed = seconds(time, &[TimeCode::CapacityWait, TimeCode::ClosedDays]);
    let total = waited.saturating_add(ways).saturating_add(transit);
    let price = |minor: i64| number(Money::new(minor, quote.currency).amount());
    let windows = option.windows.iter().map(|window| {
        let settings = configuration.settings();
        let (start, end) = (window_moment(&window.from, settings), window_end(&window.to, settings));
        json!({ "startDateUtc": start, "endDateUtc": end, "listPrice": price(window.price) })
    });
    let date = time.promised_at.timestamp().display_with_offset(time.promised_at.offset()).to_string();
    let location = &asked.location;
    let in_store = location.in_store.as_ref();
    Some(json!({
        "itemId": answered.sku,
        "quantity": share.quantity,
        "kitItem": packed.components.iter().map(|part| json!({
            "id": part.sku, "quantity": part.quantity,
            "warehouseId": part.warehouses.first(), "supplyLotId": null,
        })).collect::<Vec<Value>>(),
        "availabilityQuantity": answered.available,
        "salesChannel": asked.sales_channel.as_ref().map(|text| &text.0),
        "slaType": option.shipping_method,
        "slaTypeName": option.shipping_method,
        "freightTableName": policy.name,
        "freightTableId": policy.id,
        "listPrice": price(share.price),
        "transitTime": dot_net(transit),
        "dockTime": dot_net(seconds(time, &[TimeCode::Dock])),
        "timeToDockPlusDockTime": dot_net(ways),
        "aditionalTimeBlockedDays": dot_net(closed),
        "leadTime": dot_net(lead),
        "totalTime": dot_net(total),
        "deliveryWindows": windows.collect::<Vec<Value>>(),
        "wareHouseId": packed.warehouse,
        "dockId": package.dock,
        "location": {
            "zipCode": location.zip_code.as_ref().map(|text| &text.0),
            "country": location.country,
            "point": location.point,
            "inStore": {
                "isCheckedIn": in_store.is_some_and(|store| store.is_checked_in),
                "storeId": in_store.and_then(|store| store.store_id.as_ref()),
            },
        },
        "deliveryOnWeekends": !time.business_days,
        "weekendAndHolidays": days(policy),
        "carrierSchedule": policy.pickups.iter().map(|pickup| json!({
            "dayOfWeek": pickup.day_of_week, "timeLimit": pickup.time_limit.clock(),
        })).collect::<Vec<Value>>(),
        "totalTimePlusCarrierSchedule": dot_net(total.saturating_add(closed).saturating_add(seconds(time, &[TimeCode::PickupWait]))),
        "restrictedFreight": restricted(option, package, cart, configuration),
        "coordinates": null,
        "pickupStoreInfo": store(option, configuration),
        "timeToPresale": dot_net(before_sale),
        "deliveryChannel": channel(option.channel),
        "availabilityQuantityByDeliveryChannel": [
            { "deliveryChannel": channel(option.channel), "stockBalance": answered.available },
        ],
        "polygonName": package.polygon,
        "distanceLevel": null,
        "accountCarrier": null,
        "carrierBusinessHours": policy.business_hours.hours.iter().map(|open| json!({
            "dayOfWeek": open.day_of_week, "openingTime": open.opening.clock(),
            "closingTime": open.closing.clock(),
        })).collect::<Vec<Value>>(),
        "provider": null,
        "dateOfSupplyUtc": lot.as_ref().map(|lot| lot.supplied_at.to_string()),
        "estimateDate": date,
        "supplyLotId": lot.map(|lot| lot.id),
        "isExternal": false,
    }))
}

/// What holds for the place that a package goes to, where the policy takes longer than elsewhere.
fn restricted(option: &DeliveryOption, package: &Package, cart: &Cart, configuration: &Configuration) -> Value {
    let point = option.pickup.as_ref().and_then(|at| configuration.pickup_point(&at.point));
    let (country, code, on_map) = match point {
        Some(point) => (point.address.country, point.address.postal_code, Some(point.point)),
        None => (cart.destination.country, cart.destination.postal_code, cart.destination.point),
    };
    let polygons = on_map.map(|point| configuration.polygons_at(point)).unwrap_or_default();
    match configuration.restriction(&package.policy, &Place::new(country, code, &polygons)) {
        Restriction::Delayed { by, place, message } => {
            let range = match &place {
                Area::Postal(range) => Some((range.start().to_string(), range.end().to_string())),
                Area::Polygon(_) => None,
            };
            let (start, end) = range.unzip();
            json!({ "zipCodeStart": start, "zipCodeEnd": end, "overTime": by.to_dot_net(), "message": message })
        }
        Restriction::None | Restriction::Excluded { .. } => Value::Null,
    }
}

/// The pickup point of an option, with nothing in it for a delivery.
fn store(option: &DeliveryOption, configuration: &Configuration) -> Value {
    let at = option.pickup.as_ref();
    let point = at.and_then(|at| configuration.pickup_point(&at.point));
    let hours = point.map(|point| {
        let open = point.hours.iter().map(|open| {
            json!({
                "dayOfWeek": open.day_of_week, "openingTime": open.opening.clock(),
                "closingTime": open.closing.clock(),
            })
        });
        open.collect::<Vec<Value>>()
    });
    let address = point.map(|point| {
        let address = &point.address;
        json!({
            "postalCode": address.postal_code, "country": { "acronym": address.country, "name": null },
            "city": address.city, "state": address.state, "neighborhood": address.neighborhood,
            "street": address.street, "number": address.number, "complement": address.complement,
            "reference": address.reference,
            "location": { "latitude": point.point.lat(), "longitude": point.point.lng() },
        })
    });
    json!({
        "isPickupStore": point.is_some(),
        "storeId": point.map(|point| &point.id),
        "friendlyName": point.map(|point| &point.name),
        "address": address,
        "additionalInfo": point.map(|point| &point.instructions),
        "dockId": null,
        "distance": at.and_then(|at| at.distance).map(|distance| number(distance.kilometres())),
        "businessHours": hours,
        "pickupHolidays": point.map(|point| point.holidays.iter().map(|holiday| json!({
            "date": holiday.date.to_string(),
            "hourBegin": holiday.open.map(|open| open.opening.clock()),
            "hourEnd": holiday.open.map(|open| open.closing.clock()),
        })).collect::<Vec<Value>>()),
        "sellerId": point.and_then(|point| point.seller.as_ref()),
        "isThirdPartyPickup": point.is_some_and(|point| point.third_party),
    })
}

fn days(policy: &Policy) -> Value {
    let days = policy.weekend_and_holidays;
    json!({ "saturday": days.saturday, "sunday": days.sunday, "holiday": days.holiday })
}

/// `D.HH:MM:SS`, under a day `HH:MM:SS`.
fn dot_net(seconds: u64) -> String {
    let longest = u64::from(TimeSpan::MAX.seconds()).max(u64::from(DAY));
    TimeSpan::from_seconds(seconds.min(longest)).unwrap_or_default().to_dot_net()
}
