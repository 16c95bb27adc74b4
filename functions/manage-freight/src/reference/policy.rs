//! A shipping policy in the reference's shape.

mod told;

pub(super) use told::{still_blocked, told, told_moment};

use configuration::Sections;
use domain::calendar::WeekendAndHolidays;
use domain::code::{PickupPointId, PolicyId, SellerId};
use edge::reference::{Text, or_default};
use edge::{Fields, Problem};
use freight::configuration::{
    BlockedWindow, BusinessHours, CubicWeight, DeliverySchedule, DimensionLimits, Modal, Modals, Pickup, Policy,
    TimeOfDay, ValueLimits, WeeklyWindow,
};
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

use crate::reference::reading::{Hours, broken, clock, hours, ids, number, remarks, span, texts, whole};
use crate::wire::known_sellers;

/// A policy as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Sent {
    pub(super) id: Option<Text>,
    name: Option<Text>,
    shipping_method: Option<Text>,
    weekend_and_holidays: Option<Days>,
    max_dimension: Option<Dimension>,
    number_of_items_per_shipment: Option<Text>,
    minimum_value_aceptable: Option<Text>,
    maximum_value_aceptable: Option<Text>,
    additional_time: Option<Text>,
    delivery_schedule_settings: Option<Schedule>,
    carrier_schedule: Option<Vec<CarrierPickup>>,
    cubic_weight_settings: Option<Cubic>,
    modal_settings: Option<ModalSettings>,
    business_hour_settings: Option<Business>,
    pickup_points_settings: Option<Points>,
    is_active: Option<bool>,
    additional_price: Option<Value>,
    calculation_type: Option<Value>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Days {
    #[serde(deserialize_with = "or_default")]
    saturday: bool,
    #[serde(deserialize_with = "or_default")]
    sunday: bool,
    #[serde(deserialize_with = "or_default")]
    holiday: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Dimension {
    largest_measure: Option<Text>,
    max_measure_sum: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Schedule {
    #[serde(deserialize_with = "or_default")]
    use_delivery_schedule: bool,
    day_of_week_for_delivery: Option<Vec<Day>>,
    max_range_delivery: Option<Text>,
    day_of_week_blockeds: Option<Vec<Text>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Day {
    day_of_week: Option<Text>,
    delivery_ranges: Option<Vec<Range>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Range {
    start_time: Option<Text>,
    end_time: Option<Text>,
    list_price: Option<Text>,
    delivery_capacity: Option<Vec<Capacity>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Capacity {
    #[serde(deserialize_with = "or_default")]
    capacity_type: String,
    max_value: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct CarrierPickup {
    day_of_week: Option<Text>,
    time_limit: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Cubic {
    volumetric_factor: Option<Text>,
    minimun_acceptable_volumetric_weight: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ModalSettings {
    modals: Option<Vec<String>>,
    #[serde(deserialize_with = "or_default")]
    use_only_items_with_defined_modal: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Business {
    carrier_business_hours: Option<Vec<Hours>>,
    #[serde(deserialize_with = "or_default")]
    is_open_outside_business_hours: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Points {
    pickup_point_ids: Option<Vec<Text>>,
    pickup_point_tags: Option<Vec<Text>>,
    sellers: Option<Vec<Text>>,
}

impl Sent {
    /// Makes a factor of a carrier's divisor: 6000 is 1000/6000. Tells the factor, where there was a divisor; nothing is
    /// multiplied by more than a thousand.
    pub(super) fn turn_divisor(&mut self) -> Option<Decimal> {
        let sent = self.cubic_weight_settings.as_mut()?.volumetric_factor.as_mut()?;
        let divisor = sent.0.parse::<Decimal>().ok().filter(|factor| *factor > Decimal::ONE_THOUSAND)?;
        let factor = Decimal::ONE_THOUSAND.checked_div(divisor)?.round_dp(6).normalize();
        *sent = Text(factor.to_string());
        Some(factor)
    }
}

/// What our names are here.
const NAMES: [(&str, &str); 9] = [
    ("/cartValue/minimum", "/minimumValueAceptable"),
    ("/cartValue/maximum", "/maximumValueAceptable"),
    ("/cubicWeight/factor", "/cubicWeightSettings/volumetricFactor"),
    ("/cubicWeight/minimum", "/cubicWeightSettings/minimunAcceptableVolumetricWeight"),
    ("/itemMultiple", "/numberOfItemsPerShipment"),
    ("/businessHours/hours", "/businessHourSettings/carrierBusinessHours"),
    ("/pickups", "/carrierSchedule"),
    ("/deliverySchedule", "/deliveryScheduleSettings"),
    ("/pickupPoints", "/pickupPointsSettings/pickupPointIds"),
];

fn text(sent: Option<&Text>) -> String {
    sent.map(|text| text.0.trim().to_owned()).unwrap_or_default()
}

/// A length in centimetres as whole millimetres.
fn millimetres(fields: &mut Fields, pointer: &str, sent: Option<&Text>) -> u32 {
    let tenfold = number(fields, pointer, sent).checked_mul(Decimal::TEN).unwrap_or(Decimal::MAX);
    let read = u32::try_from(tenfold.round()).map_err(|_| "This length is out of range.");
    fields.take(pointer, "out_of_range", tenfold.to_string(), read).unwrap_or_default()
}

impl Sent {
    /// Reads the policy of this id; what it leaves out of what the reference does not send stays as it was.
    pub(super) fn read(&self, id: &PolicyId, sections: &Sections, found: Option<&Policy>) -> Result<Policy, Problem> {
        let mut fields = Fields::new();
        let name = self.name.as_ref().map_or_else(|| id.to_string(), |name| name.0.trim().to_owned());
        let method = self.shipping_method.as_ref().map_or_else(|| name.clone(), |method| method.0.trim().to_owned());
        let mut policy = found.cloned().unwrap_or_else(|| Policy::new(id.clone(), &name, &method));
        (policy.name, policy.shipping_method) = (name, method);
        policy.active = self.is_active.unwrap_or(policy.active);
        let days = self.weekend_and_holidays.clone().unwrap_or_default();
        policy.weekend_and_holidays =
            WeekendAndHolidays { saturday: days.saturday, sunday: days.sunday, holiday: days.holiday };
        let dimension = self.max_dimension.clone().unwrap_or_default();
        policy.max_dimension = DimensionLimits {
            largest_measure: millimetres(
                &mut fields,
                "/maxDimension/largestMeasure",
                dimension.largest_measure.as_ref(),
            ),
            max_measure_sum: millimetres(
                &mut fields,
                "/maxDimension/maxMeasureSum",
                dimension.max_measure_sum.as_ref(),
            ),
        };
        policy.item_multiple =
            whole(&mut fields, "/numberOfItemsPerShipment", self.number_of_items_per_shipment.as_ref());
        policy.cart_value = ValueLimits {
            minimum: number(&mut fields, "/minimumValueAceptable", self.minimum_value_aceptable.as_ref()),
            maximum: number(&mut fields, "/maximumValueAceptable", self.maximum_value_aceptable.as_ref()),
        };
        if let Some(time) = &self.additional_time {
            policy.additional_time = span(&mut fields, "/additionalTime", Some(time));
        }
        let cubic = self.cubic_weight_settings.clone().unwrap_or_default();
        policy.cubic_weight = CubicWeight {
            factor: number(&mut fields, "/cubicWeightSettings/volumetricFactor", cubic.volumetric_factor.as_ref()),
            minimum: number(
                &mut fields,
                "/cubicWeightSettings/minimunAcceptableVolumetricWeight",
                cubic.minimun_acceptable_volumetric_weight.as_ref(),
            ),
        };
        policy.modals = self.modals(&mut fields);
        let business = self.business_hour_settings.clone().unwrap_or_default();
        let pointer = "/businessHourSettings/carrierBusinessHours";
        policy.business_hours = BusinessHours {
            hours: hours(&mut fields, pointer, business.carrier_business_hours.as_ref()),
            accepts_orders_outside: business.is_open_outside_business_hours,
        };
        policy.pickups = self.pickups(&mut fields);
        policy.delivery_schedule = self.schedule(&mut fields, &policy.delivery_schedule);
        let points = self.pickup_points_settings.clone().unwrap_or_default();
        let pointer = "/pickupPointsSettings/pickupPointIds";
        policy.pickup_points = ids::<PickupPointId>(&mut fields, pointer, points.pickup_point_ids.as_ref());
        for (at, point) in policy.pickup_points.iter().enumerate() {
            if sections.pickup_points.get(point.as_str()).is_none() {
                let told = "There is no such pickup point.";
                fields.refuse(&format!("{pointer}/{at}"), "unknown_pickup_point", told, Some(point.as_str().into()));
            }
        }
        policy.pickup_point_tags = texts(points.pickup_point_tags.as_ref());
        policy.pickup_point_sellers =
            ids::<SellerId>(&mut fields, "/pickupPointsSettings/sellers", points.sellers.as_ref());
        known_sellers(&mut fields, "/pickupPointsSettings/sellers", &policy.pickup_point_sellers, sections);
        let noted =
            [("additionalPrice", self.additional_price.as_ref()), ("calculationType", self.calculation_type.as_ref())];
        policy.remarks = remarks(&mut fields, Some(&policy.remarks), &noted);
        broken(&mut fields, policy.errors(), &NAMES);
        fields.all(Some(policy))
    }

    fn modals(&self, fields: &mut Fields) -> Modals {
        let sent = self.modal_settings.clone().unwrap_or_default();
        let mut carried = Vec::new();
        for (at, code) in sent.modals.iter().flatten().enumerate() {
            match Modal::ALL.into_iter().find(|modal| modal.code() == code) {
                Some(modal) => carried.push(modal),
                None => {
                    let pointer = format!("/modalSettings/modals/{at}");
                    let told = "There is no such kind of goods.";
                    fields.refuse(&pointer, "unknown_modal", told, Some(code.as_str().into()));
                }
            }
        }
        Modals { carried, only_these: sent.use_only_items_with_defined_modal }
    }

    fn pickups(&self, fields: &mut Fields) -> Vec<Pickup> {
        let each = self.carrier_schedule.iter().flatten().enumerate();
        let read = each.map(|(at, pickup)| {
            let pointer = format!("/carrierSchedule/{at}");
            Pickup {
                day_of_week: whole(fields, &format!("{pointer}/dayOfWeek"), pickup.day_of_week.as_ref()),
                time_limit: clock(fields, &format!("{pointer}/timeLimit"), &text(pickup.time_limit.as_ref())),
            }
        });
        read.collect()
    }

    fn schedule(&self, fields: &mut Fields, before: &DeliverySchedule) -> DeliverySchedule {
        let sent = self.delivery_schedule_settings.clone().unwrap_or_default();
        let pointer = "/deliveryScheduleSettings";
        let mut windows = Vec::new();
        for (at, day) in sent.day_of_week_for_delivery.iter().flatten().enumerate() {
            let pointer = format!("{pointer}/dayOfWeekForDelivery/{at}");
            let day_of_week = whole(fields, &format!("{pointer}/dayOfWeek"), day.day_of_week.as_ref());
            for (at, range) in day.delivery_ranges.iter().flatten().enumerate() {
                windows.push(range.read(fields, &format!("{pointer}/deliveryRanges/{at}"), day_of_week, before));
            }
        }
        let blocked = match &sent.day_of_week_blockeds {
            None => before.blocked.clone(),
            Some(blocked) => {
                let each = blocked.iter().enumerate();
                let read = each.filter_map(|(at, text)| {
                    moment(fields, &format!("{pointer}/dayOfWeekBlockeds/{at}"), text.as_str())
                });
                read.collect()
            }
        };
        DeliverySchedule {
            enabled: sent.use_delivery_schedule,
            max_range_days: whole(fields, &format!("{pointer}/maxRangeDelivery"), sent.max_range_delivery.as_ref()),
            windows,
            blocked,
        }
    }
}

impl Range {
    fn read(&self, fields: &mut Fields, pointer: &str, day_of_week: u8, before: &DeliverySchedule) -> WeeklyWindow {
        let start = clock(fields, &format!("{pointer}/startTime"), &text(self.start_time.as_ref()));
        let end = clock(fields, &format!("{pointer}/endTime"), &text(self.end_time.as_ref()));
        let most = |fields: &mut Fields, kind: &str| {
            let found = self.delivery_capacity.iter().flatten().find(|capacity| capacity.capacity_type == kind);
            found.map(|found| whole(fields, &format!("{pointer}/deliveryCapacity"), found.max_value.as_ref()))
        };
        let same = |window: &&WeeklyWindow| (window.day_of_week, window.start, window.end) == (day_of_week, start, end);
        WeeklyWindow {
            day_of_week,
            start,
            end,
            price: number(fields, &format!("{pointer}/listPrice"), self.list_price.as_ref()),
            cut_off: before.windows.iter().find(same).map(|window| window.cut_off).unwrap_or_default(),
            max_orders: most(fields, "ORDERS_QUANTITY"),
            max_items: most(fields, "SKUS_QUANTITY"),
        }
    }
}

/// The window that starts at a moment of the account's clock, `YYYY-MM-DDThh:mm:ss`.
pub(super) fn moment(fields: &mut Fields, pointer: &str, text: &str) -> Option<BlockedWindow> {
    let read = text.trim().parse::<DateTime>().map_err(|_| "Send YYYY-MM-DDThh:mm:ss.");
    let read: DateTime = fields.take(pointer, "moment", text, read)?;
    let part = |number: i8| u16::try_from(number).unwrap_or_default();
    let start = TimeOfDay::new(part(read.hour()), part(read.minute())).unwrap_or_default();
    Some(BlockedWindow { date: read.date(), start })
}
