//! Shipping policies.

use domain::calendar::WeekendAndHolidays;
use domain::code::{PickupPointId, PolicyId, SellerId};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::configuration::invalid::Checks;
use crate::configuration::schedule::{check_hours, check_pickups};
use crate::configuration::{BusinessHours, FieldError, Pickup, PickupPoint, Remarks, TimeOfDay};
use crate::time_span::TimeSpan;

/// Among sellers, the account itself.
pub const ITSELF: &str = "1";

/// One service of a carrier with its own freight table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policy {
    /// The key the merchant chose.
    pub id: PolicyId,
    /// What people of the merchant call it.
    pub name: String,
    /// The type of delivery that shoppers choose; of all policies with the same one, the best is offered.
    pub shipping_method: String,
    /// Whose it is; it then collects at docks of this seller only. One of the account itself collects at all docks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<SellerId>,
    /// Inactive policies are never quoted.
    #[serde(default = "crate::configuration::dock::yes")]
    pub active: bool,
    /// Days that count besides Monday to Friday.
    #[serde(default)]
    pub weekend_and_holidays: WeekendAndHolidays,
    /// How large a package may be.
    #[serde(default)]
    pub max_dimension: DimensionLimits,
    /// Only multiples of so many units are shipped; 0 is the same as 1.
    #[serde(default)]
    pub item_multiple: u32,
    /// Whether goods that are too much for one package are divided; none is what the account's settings say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_cargo: Option<bool>,
    /// What the cart may be worth.
    #[serde(default)]
    pub cart_value: ValueLimits,
    /// Time on top of the freight table's.
    #[serde(default)]
    pub additional_time: TimeSpan,
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
    pub pickup_points: Vec<PickupPointId>,
    /// Serves the pickup points that have one of these tags.
    #[serde(default)]
    pub pickup_point_tags: Vec<String>,
    /// Serves the pickup points of these sellers.
    #[serde(default)]
    pub pickup_point_sellers: Vec<SellerId>,
    /// How many pickup points it offers, nearest first; 0 is all that are near.
    #[serde(default)]
    pub pickup_points_shown: u16,
    /// What other programs keep with it.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
}

/// Limits of a package's edges in millimetres; 0 is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DimensionLimits {
    /// The longest edge.
    pub largest_measure: u32,
    /// The sum of the three edges.
    pub max_measure_sum: u32,
}

/// Limits of the cart's value in major units of the account's currency; 0 is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ValueLimits {
    /// The least.
    pub minimum: Decimal,
    /// The most.
    pub maximum: Decimal,
}

/// Volume charged as weight: cubic centimetres times the factor, in grams.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CubicWeight {
    /// Grams for each cubic centimetre; 0 is off. A carrier's divisor of 6000 is the factor 0.167.
    pub factor: Decimal,
    /// Cubic weights up to this many grams do not count.
    pub minimum: Decimal,
}

/// Which special goods a policy carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Modals {
    /// Carries these.
    pub carried: Vec<Modal>,
    /// Carries nothing else.
    pub only_these: bool,
}

/// A kind of goods that needs special care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modal {
    /// Chemicals.
    Chemicals,
    /// Electronics.
    Electronics,
    /// Furniture.
    Furniture,
    /// Glass.
    Glass,
    /// Liquids.
    Liquid,
    /// Mattresses.
    Mattresses,
    /// Goods to be kept cool.
    Refrigerated,
    /// Tires.
    Tires,
    /// Large household appliances.
    WhiteGoods,
    /// Firearms.
    Firearms,
}

impl Modal {
    /// The code that requests and settings use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Chemicals => "CHEMICALS",
            Self::Electronics => "ELECTRONICS",
            Self::Furniture => "FURNITURE",
            Self::Glass => "GLASS",
            Self::Liquid => "LIQUID",
            Self::Mattresses => "MATTRESSES",
            Self::Refrigerated => "REFRIGERATED",
            Self::Tires => "TIRES",
            Self::WhiteGoods => "WHITE_GOODS",
            Self::Firearms => "FIREARMS",
        }
    }

    /// All of them.
    pub const ALL: [Modal; 10] = [
        Self::Chemicals,
        Self::Electronics,
        Self::Furniture,
        Self::Glass,
        Self::Liquid,
        Self::Mattresses,
        Self::Refrigerated,
        Self::Tires,
        Self::WhiteGoods,
        Self::Firearms,
    ];
}

/// Delivery by appointment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DeliverySchedule {
    /// Offers windows.
    pub enabled: bool,
    /// How many days ahead windows are offered.
    pub max_range_days: u16,
    /// The windows of a week.
    pub windows: Vec<WeeklyWindow>,
    /// Windows that are not offered, by date and start.
    pub blocked: Vec<BlockedWindow>,
}

/// A window that comes every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WeeklyWindow {
    /// 0 is Sunday, 6 is Saturday.
    pub day_of_week: u8,
    /// The first minute.
    pub start: TimeOfDay,
    /// The last minute.
    pub end: TimeOfDay,
    /// Price on top of the delivery's, in major units.
    #[serde(default)]
    pub price: Decimal,
    /// How long before its start it can be chosen last.
    #[serde(default)]
    pub cut_off: TimeSpan,
    /// Most deliveries in it; none is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_orders: Option<u32>,
    /// Most units in it; none is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u32>,
}

/// A window of one date that is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BlockedWindow {
    /// The date.
    pub date: Date,
    /// When the window would start.
    pub start: TimeOfDay,
}

/// How goods reach the shopper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// To the address.
    Delivery,
    /// To a pickup point.
    Pickup,
}

impl Channel {
    /// The code that answers use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::Pickup => "pickup",
        }
    }
}

impl Policy {
    /// A policy with nothing but what it must have: active, Monday to Friday, no limits.
    #[must_use]
    pub fn new(id: PolicyId, name: &str, shipping_method: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            shipping_method: shipping_method.to_owned(),
            seller: None,
            active: true,
            weekend_and_holidays: WeekendAndHolidays::default(),
            max_dimension: DimensionLimits::default(),
            item_multiple: 0,
            split_cargo: None,
            cart_value: ValueLimits::default(),
            additional_time: TimeSpan::ZERO,
            cubic_weight: CubicWeight::default(),
            modals: Modals::default(),
            business_hours: BusinessHours::default(),
            pickups: Vec::new(),
            delivery_schedule: DeliverySchedule::default(),
            pickup_points: Vec::new(),
            pickup_point_tags: Vec::new(),
            pickup_point_sellers: Vec::new(),
            pickup_points_shown: 0,
            remarks: Remarks::default(),
        }
    }

    /// Whether it serves a pickup point for its tags or its seller.
    pub(crate) fn chooses(&self, point: &PickupPoint) -> bool {
        self.pickup_point_tags.iter().any(|tag| point.tags.contains(tag))
            || self.pickup_point_sellers.iter().any(|seller| match &point.seller {
                Some(own) => own == seller,
                None => seller.as_str() == ITSELF,
            })
    }

    /// How it reaches the shopper: a policy with pickup points serves only those.
    #[must_use]
    pub fn channel(&self) -> Channel {
        let Self { pickup_points, pickup_point_tags, pickup_point_sellers, .. } = self;
        let none = pickup_points.is_empty() && pickup_point_tags.is_empty() && pickup_point_sellers.is_empty();
        if none { Channel::Delivery } else { Channel::Pickup }
    }

    /// Every field that breaks a rule.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.text("/name", &self.name, 150);
        checks.text("/shippingMethod", &self.shipping_method, 100);
        checks.amount("/cartValue/minimum", self.cart_value.minimum);
        checks.amount("/cartValue/maximum", self.cart_value.maximum);
        let ValueLimits { minimum, maximum } = self.cart_value;
        checks.require(maximum.is_zero() || minimum <= maximum, "/cartValue/maximum", "below_minimum", maximum);
        checks.amount("/cubicWeight/factor", self.cubic_weight.factor);
        checks.amount("/cubicWeight/minimum", self.cubic_weight.minimum);
        let factor = self.cubic_weight.factor;
        checks.require(factor < Decimal::ONE_HUNDRED, "/cubicWeight/factor", "looks_like_a_divisor", factor);
        checks.require(self.item_multiple <= 1_000_000, "/itemMultiple", "too_large", self.item_multiple);
        checks.distinct("/modals/carried", self.modals.carried.iter().map(|modal| modal.code()));
        check_hours(&mut checks, "/businessHours/hours", &self.business_hours.hours);
        check_pickups(&mut checks, &self.pickups);
        let both = !self.pickups.is_empty() && !self.business_hours.hours.is_empty();
        checks.require(!both, "/pickups", "not_with_business_hours", self.pickups.len());
        self.check_schedule(&mut checks);
        checks.distinct("/pickupPoints", &self.pickup_points);
        checks.distinct("/pickupPointTags", &self.pickup_point_tags);
        checks.distinct("/pickupPointSellers", &self.pickup_point_sellers);
        checks.finish()
    }

    fn check_schedule(&self, checks: &mut Checks) {
        let DeliverySchedule { enabled, max_range_days, windows, .. } = &self.delivery_schedule;
        checks.require(*max_range_days <= 365, "/deliverySchedule/maxRangeDays", "too_large", max_range_days);
        checks.require(!enabled || !windows.is_empty(), "/deliverySchedule/windows", "required", windows.len());
        for (at, window) in windows.iter().enumerate() {
            let pointer = format!("/deliverySchedule/windows/{at}");
            checks.require(window.day_of_week <= 6, format!("{pointer}/dayOfWeek"), "too_large", window.day_of_week);
            checks.require(window.start < window.end, format!("{pointer}/end"), "before_start", window.end);
            checks.amount(format!("{pointer}/price"), window.price);
        }
        let times = windows.iter().map(|window| format!("{} {}-{}", window.day_of_week, window.start, window.end));
        checks.distinct("/deliverySchedule/windows", times);
    }
}
