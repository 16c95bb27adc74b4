use configuration::{Sections, Table};
use domain::calendar;
use domain::code::{PickupPointId, PolicyId, SellerId};
use domain::currency::Currency;
use edge::{Fields, Problem};
use freight::configuration as noun;
use rust_decimal::Decimal;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DeliverySchedule;
use super::network::{major, minor, seller, yes};
use super::rules::{broken, duration, id_of_body, known_sellers, listed};

/// One service of a carrier, with its own freight table.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShippingPolicy {
    /// The key the merchant chose; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "expresso")]
    pub id: Option<String>,
    /// What people of the merchant call it.
    pub name: String,
    /// The type of delivery that shoppers choose; of all policies with the same one, the best is offered.
    #[schema(example = "Expresso")]
    pub shipping_method: String,
    /// The seller that it belongs to, whose docks alone it serves; without it the account itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Inactive policies are never quoted.
    #[serde(default = "yes")]
    pub active: bool,
    /// Days that count besides Monday to Friday.
    #[serde(default)]
    pub weekend_and_holidays: WeekendAndHolidays,
    /// How large a package may be.
    #[serde(default)]
    pub max_dimension: MaxDimension,
    /// Only multiples of so many units are shipped; 0 is the same as 1.
    #[serde(default)]
    pub item_multiple: u32,
    /// Whether goods too many for one package go in several; without it the account's setting holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_cargo: Option<bool>,
    /// What the cart may be worth.
    #[serde(default)]
    pub cart_value: ValueLimits,
    /// Time on top of the freight table's, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "P1D")]
    pub additional_time: Option<String>,
    /// When volume is charged as weight.
    #[serde(default)]
    pub cubic_weight: CubicWeight,
    /// Goods that need special care.
    #[serde(default)]
    pub modals: Modals,
    /// When the carrier takes orders; not together with `pickups`.
    #[serde(default)]
    pub business_hours: BusinessHours,
    /// When the carrier collects; not together with `businessHours`.
    #[serde(default)]
    pub pickups: Vec<Pickup>,
    /// Delivery by appointment.
    #[serde(default)]
    pub delivery_schedule: DeliverySchedule,
    /// Pickup points it serves; with any of them, or tags or sellers of them, it serves nothing else.
    #[serde(default)]
    pub pickup_points: Vec<String>,
    /// It serves the pickup points that have one of these tags.
    #[serde(default)]
    pub pickup_point_tags: Vec<String>,
    /// It serves the pickup points of these sellers.
    #[serde(default)]
    pub pickup_point_sellers: Vec<String>,
    /// How many pickup points it offers, nearest first; 0 is all that are near.
    #[serde(default)]
    pub pickup_points_shown: u16,
    /// The freight table that serves it; null while it has none. A body may repeat it; it changes nothing.
    #[serde(default)]
    pub table: Option<LiveTable>,
}

/// The freight table that serves a policy.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LiveTable {
    /// Its version, from 1.
    pub version: u32,
    /// How many rows it has.
    pub rows: u64,
}

/// Days that count besides Monday to Friday.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WeekendAndHolidays {
    /// Saturdays count.
    pub saturday: bool,
    /// Sundays count.
    pub sunday: bool,
    /// Holidays count.
    pub holiday: bool,
}

/// Limits of a package's edges in millimetres; 0 is no limit.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct MaxDimension {
    /// The longest edge.
    pub largest_measure: u32,
    /// The sum of the three edges.
    pub max_measure_sum: u32,
}

/// Limits in minor units; 0 is no limit.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ValueLimits {
    /// The least.
    pub minimum: i64,
    /// The most.
    pub maximum: i64,
}

/// Volume charged as weight: cubic centimetres times the factor, in grams.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CubicWeight {
    /// Grams for each cubic centimetre, as decimal text; 0 is off. A carrier's divisor of 6000 is the factor 0.167.
    #[schema(example = "0.167")]
    pub factor: String,
    /// Cubic weights up to this many grams do not count, as decimal text.
    #[schema(example = "0")]
    pub minimum: String,
}

impl Default for CubicWeight {
    fn default() -> Self {
        Self { factor: "0".to_owned(), minimum: "0".to_owned() }
    }
}

/// Which special goods a policy carries.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Modals {
    /// Carries these: CHEMICALS, ELECTRONICS, FURNITURE, GLASS, LIQUID, MATTRESSES, REFRIGERATED, TIRES,
    /// `WHITE_GOODS`, FIREARMS.
    pub carried: Vec<String>,
    /// Carries nothing else.
    pub only_these: bool,
}

/// When a carrier takes orders. No hours at all means always.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BusinessHours {
    /// The hours.
    pub hours: Vec<OpenHours>,
    /// Orders at other hours wait for the next opening; otherwise the policy is not offered then.
    pub accepts_orders_outside: bool,
}

/// From the opening to the closing minute, both included.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenHours {
    /// 0 is Sunday, 6 is Saturday.
    pub day_of_week: u8,
    /// HH:MM.
    #[schema(example = "08:00")]
    pub opening: String,
    /// HH:MM.
    #[schema(example = "18:00")]
    pub closing: String,
}

/// The carrier collects; what is ready by then leaves with it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pickup {
    /// 0 is Sunday, 6 is Saturday.
    pub day_of_week: u8,
    /// The last minute at which goods are taken, HH:MM.
    #[schema(example = "17:00")]
    pub time_limit: String,
}

impl OpenHours {
    pub(super) fn read(&self, fields: &mut Fields, pointer: &str) -> noun::OpenHours {
        noun::OpenHours {
            day_of_week: self.day_of_week,
            opening: clock(fields, &format!("{pointer}/opening"), &self.opening),
            closing: clock(fields, &format!("{pointer}/closing"), &self.closing),
        }
    }
}

impl From<&noun::OpenHours> for OpenHours {
    fn from(open: &noun::OpenHours) -> Self {
        Self { day_of_week: open.day_of_week, opening: open.opening.to_string(), closing: open.closing.to_string() }
    }
}

pub(super) fn modal(fields: &mut Fields, pointer: &str, code: &str) -> Option<noun::Modal> {
    let found = noun::Modal::ALL.into_iter().find(|modal| modal.code() == code);
    if found.is_none() {
        fields.refuse(pointer, "unknown_modal", "There is no such kind of goods.", Some(code.into()));
    }
    found
}

pub(super) fn clock(fields: &mut Fields, pointer: &str, text: &str) -> noun::TimeOfDay {
    let read: Result<noun::TimeOfDay, Error> = noun::TimeOfDay::deserialize(text.into_deserializer());
    fields.take(pointer, "time_of_day", text, read).unwrap_or_default()
}

fn decimal(fields: &mut Fields, pointer: &str, text: &str) -> Decimal {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    match text.parse::<Decimal>() {
        Ok(number) if plain => number,
        _ => {
            fields.refuse(pointer, "not_a_number", "A number is digits with at most one point.", Some(text.into()));
            Decimal::ZERO
        }
    }
}

impl ShippingPolicy {
    /// Reads the body for the policy of an address, under what is configured.
    pub(crate) fn read(&self, param: &str, sections: &Sections) -> Result<noun::Policy, Problem> {
        let mut fields = Fields::new();
        let id: PolicyId = id_of_body(&mut fields, param, self.id.as_deref())?;
        let currency = sections.settings.value.currency;
        let carried = self.modals.carried.iter().enumerate();
        let carried =
            carried.filter_map(|(at, code)| modal(&mut fields, &format!("/modals/carried/{at}"), code)).collect();
        let hours = self.business_hours.hours.iter().enumerate();
        let hours = hours.map(|(at, open)| open.read(&mut fields, &format!("/businessHours/hours/{at}")));
        let hours = hours.collect();
        let pickups = self.pickups.iter().enumerate().map(|(at, pickup)| noun::Pickup {
            day_of_week: pickup.day_of_week,
            time_limit: clock(&mut fields, &format!("/pickups/{at}/timeLimit"), &pickup.time_limit),
        });
        let pickups = pickups.collect();
        let seller = seller(&mut fields, "/seller", self.seller.as_deref(), sections);
        let pickup_points: Vec<PickupPointId> = listed(&mut fields, "/pickupPoints", &self.pickup_points);
        let pickup_point_sellers: Vec<SellerId> =
            listed(&mut fields, "/pickupPointSellers", &self.pickup_point_sellers);
        known_sellers(&mut fields, "/pickupPointSellers", &pickup_point_sellers, sections);
        for (at, point) in self.pickup_points.iter().enumerate() {
            if pickup_points.iter().any(|known| known.as_str() == point)
                && sections.pickup_points.get(point.as_str()).is_none()
            {
                let value = Some(point.as_str().into());
                let detail = "There is no such pickup point.";
                fields.refuse(&format!("/pickupPoints/{at}"), "unknown_pickup_point", detail, value);
            }
        }
        let WeekendAndHolidays { saturday, sunday, holiday } = self.weekend_and_holidays;
        let MaxDimension { largest_measure, max_measure_sum } = self.max_dimension;
        let ValueLimits { minimum, maximum } = self.cart_value;
        let policy = noun::Policy {
            id,
            name: self.name.trim().to_owned(),
            shipping_method: self.shipping_method.trim().to_owned(),
            seller,
            active: self.active,
            weekend_and_holidays: calendar::WeekendAndHolidays { saturday, sunday, holiday },
            max_dimension: noun::DimensionLimits { largest_measure, max_measure_sum },
            item_multiple: self.item_multiple,
            split_cargo: self.split_cargo,
            cart_value: noun::ValueLimits { minimum: major(minimum, currency), maximum: major(maximum, currency) },
            additional_time: duration(&mut fields, "/additionalTime", self.additional_time.as_deref())
                .unwrap_or_default(),
            cubic_weight: noun::CubicWeight {
                factor: decimal(&mut fields, "/cubicWeight/factor", &self.cubic_weight.factor),
                minimum: decimal(&mut fields, "/cubicWeight/minimum", &self.cubic_weight.minimum),
            },
            modals: noun::Modals { carried, only_these: self.modals.only_these },
            business_hours: noun::BusinessHours {
                hours,
                accepts_orders_outside: self.business_hours.accepts_orders_outside,
            },
            pickups,
            delivery_schedule: self.delivery_schedule.read(&mut fields, currency),
            pickup_points,
            pickup_point_tags: self.pickup_point_tags.clone(),
            pickup_point_sellers,
            pickup_points_shown: self.pickup_points_shown,
            remarks: sections.policies.get(param).map(|found| found.value.remarks.clone()).unwrap_or_default(),
        };
        broken(&mut fields, policy.errors());
        fields.all(Some(policy))
    }

    pub(crate) fn show(policy: &noun::Policy, table: Option<&Table>, currency: Currency) -> Self {
        let calendar::WeekendAndHolidays { saturday, sunday, holiday } = policy.weekend_and_holidays;
        let noun::DimensionLimits { largest_measure, max_measure_sum } = policy.max_dimension;
        let pickup = |pickup: &noun::Pickup| Pickup {
            day_of_week: pickup.day_of_week,
            time_limit: pickup.time_limit.to_string(),
        };
        let live = table.filter(|table| table.block.is_some());
        Self {
            id: Some(policy.id.to_string()),
            name: policy.name.clone(),
            shipping_method: policy.shipping_method.clone(),
            seller: policy.seller.as_ref().map(ToString::to_string),
            active: policy.active,
            weekend_and_holidays: WeekendAndHolidays { saturday, sunday, holiday },
            max_dimension: MaxDimension { largest_measure, max_measure_sum },
            item_multiple: policy.item_multiple,
            split_cargo: policy.split_cargo,
            cart_value: ValueLimits {
                minimum: minor(policy.cart_value.minimum, currency),
                maximum: minor(policy.cart_value.maximum, currency),
            },
            additional_time: Some(policy.additional_time.to_string()),
            cubic_weight: CubicWeight {
                factor: policy.cubic_weight.factor.normalize().to_string(),
                minimum: policy.cubic_weight.minimum.normalize().to_string(),
            },
            modals: Modals {
                carried: policy.modals.carried.iter().map(|modal| modal.code().to_owned()).collect(),
                only_these: policy.modals.only_these,
            },
            business_hours: BusinessHours {
                hours: policy.business_hours.hours.iter().map(OpenHours::from).collect(),
                accepts_orders_outside: policy.business_hours.accepts_orders_outside,
            },
            pickups: policy.pickups.iter().map(pickup).collect(),
            delivery_schedule: DeliverySchedule::show(&policy.delivery_schedule, currency),
            pickup_points: policy.pickup_points.iter().map(ToString::to_string).collect(),
            pickup_point_tags: policy.pickup_point_tags.clone(),
            pickup_point_sellers: policy.pickup_point_sellers.iter().map(ToString::to_string).collect(),
            pickup_points_shown: policy.pickup_points_shown,
            table: live.map(|table| LiveTable { version: table.version, rows: table.rows }),
        }
    }
}

/// A part of the shipping policies.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShippingPolicies {
    /// By id.
    pub items: Vec<ShippingPolicy>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
