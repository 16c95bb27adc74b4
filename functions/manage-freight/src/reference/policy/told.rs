//! How a policy is told in the reference's shape.

use configuration::{Sections, Table};
use freight::configuration::{BlockedWindow, Channel, DeliverySchedule, Policy, TimeOfDay};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::reference::reading::{remark, told_hours, told_number};

/// A blocked window as the reference writes it.
pub(in crate::reference) fn told_moment(window: &BlockedWindow) -> String {
    format!("{}T{}", window.date, told_start(window.start))
}

fn told_start(start: TimeOfDay) -> String {
    format!("{start}:00")
}

/// A policy as the reference tells it; `refusal` says why its last file of freight values was not taken.
pub(in crate::reference) fn told(policy: &Policy, sections: &Sections, today: Date, refusal: Option<&String>) -> Value {
    let centimetres = |millimetres: u32| told_number(Decimal::new(i64::from(millimetres), 1));
    let table = sections.tables.get(&policy.id).and_then(|table: &Table| table.block);
    let docks = sections.docks.values().filter(|dock| dock.policies.contains(&policy.id));
    let docks: Vec<Value> = docks.map(|dock| json!({ "id": dock.id, "name": dock.name })).collect();
    // A policy without a table cannot be quoted until it has one.
    let missing = || table.is_none().then(|| "The policy has no freight table.".to_owned());
    let wrong = refusal.cloned().or_else(missing);
    let status = if wrong.is_some() { 2 } else { 1 };
    let ready = table.is_some() && !docks.is_empty();
    let open = told_hours(&policy.business_hours.hours);
    let outside = policy.business_hours.accepts_orders_outside;
    let pickups = policy
        .pickups
        .iter()
        .map(|pickup| json!({ "dayOfWeek": pickup.day_of_week, "timeLimit": pickup.time_limit.clock() }));
    let points = (policy.channel() == Channel::Pickup).then(|| {
        json!({
            "pickupPointIds": policy.pickup_points,
            "pickupPointTags": policy.pickup_point_tags,
            "sellers": policy.pickup_point_sellers,
        })
    });
    let days = policy.weekend_and_holidays;
    json!({
        "id": policy.id,
        "name": policy.name,
        "shippingMethod": policy.shipping_method,
        "weekendAndHolidays": { "saturday": days.saturday, "sunday": days.sunday, "holiday": days.holiday },
        "maxDimension": {
            "largestMeasure": centimetres(policy.max_dimension.largest_measure),
            "maxMeasureSum": centimetres(policy.max_dimension.max_measure_sum),
        },
        "numberOfItemsPerShipment": policy.item_multiple.max(1),
        "minimumValueAceptable": told_number(policy.cart_value.minimum),
        "maximumValueAceptable": told_number(policy.cart_value.maximum),
        "additionalTime": policy.additional_time.to_dot_net(),
        "additionalPrice": remark(&policy.remarks, "additionalPrice", json!({ "method": 0, "value": 0.0 })),
        "deliveryScheduleSettings": told_schedule(&policy.delivery_schedule, today),
        "carrierSchedule": pickups.collect::<Vec<Value>>(),
        "cubicWeightSettings": {
            "volumetricFactor": told_number(policy.cubic_weight.factor),
            "minimunAcceptableVolumetricWeight": told_number(policy.cubic_weight.minimum),
        },
        "modalSettings": {
            "modals": policy.modals.carried,
            "useOnlyItemsWithDefinedModal": policy.modals.only_these,
        },
        "businessHourSettings": { "carrierBusinessHours": open, "isOpenOutsideBusinessHours": outside },
        "pickupPointsSettings": points,
        "processingStatus": { "status": status, "errorMessage": wrong, "errorsMetadata": null },
        "deliveryChannel": policy.channel().code(),
        "calculationType": remark(&policy.remarks, "calculationType", json!(0)),
        "isActive": policy.active,
        "lastIndexedAt": null,
        "shippingHoursSettings": { "shippingHours": open, "acceptOrdersOutsideShippingHours": outside },
        "carrierInfo": {
            "carrierAccountName": null, "deliveryAgreementId": null, "linkedDocks": docks, "readyToUse": ready,
        },
    })
}

fn told_schedule(schedule: &DeliverySchedule, today: Date) -> Value {
    let mut days: Vec<(u8, Vec<Value>)> = Vec::new();
    for window in &schedule.windows {
        let limit = |kind: &str, most: Option<u32>| most.map(|most| json!({ "capacityType": kind, "maxValue": most }));
        let limits = [limit("ORDERS_QUANTITY", window.max_orders), limit("SKUS_QUANTITY", window.max_items)];
        let limits: Vec<Value> = limits.into_iter().flatten().collect();
        let range = json!({
            "startTime": told_start(window.start),
            "endTime": window.end.clock(),
            "listPrice": told_number(window.price),
            "deliveryCapacity": if limits.is_empty() { Value::Null } else { Value::from(limits) },
        });
        match days.iter_mut().find(|(day, _)| *day == window.day_of_week) {
            Some((_, ranges)) => ranges.push(range),
            None => days.push((window.day_of_week, vec![range])),
        }
    }
    let days = days.into_iter().map(|(day, ranges)| json!({ "dayOfWeek": day, "deliveryRanges": ranges }));
    json!({
        "useDeliverySchedule": schedule.enabled,
        "dayOfWeekForDelivery": days.collect::<Vec<Value>>(),
        "maxRangeDelivery": schedule.max_range_days,
        "dayOfWeekBlockeds": still_blocked(schedule, today).map(told_moment).collect::<Vec<String>>(),
    })
}

/// The windows that are blocked from a day on.
pub(in crate::reference) fn still_blocked(
    schedule: &DeliverySchedule,
    today: Date,
) -> impl Iterator<Item = &BlockedWindow> {
    schedule.blocked.iter().filter(move |window| window.date >= today)
}
