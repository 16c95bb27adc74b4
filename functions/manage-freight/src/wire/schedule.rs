use domain::currency::Currency;
use edge::Fields;
use freight::configuration as noun;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::network::{major, minor};
use super::policy::clock;
use super::rules::duration;

/// Delivery by appointment.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DeliverySchedule {
    /// Offers windows; then there must be some.
    pub enabled: bool,
    /// How many days ahead windows are offered, up to 365.
    pub max_range_days: u16,
    /// The windows of a week.
    pub windows: Vec<WeeklyWindow>,
    /// Windows that are not offered.
    pub blocked: Vec<BlockedWindow>,
}

/// A window that comes every week.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WeeklyWindow {
    /// 0 is Sunday, 6 is Saturday.
    pub day_of_week: u8,
    /// The first minute, HH:MM.
    #[schema(example = "08:00")]
    pub start: String,
    /// The last minute, HH:MM.
    #[schema(example = "12:00")]
    pub end: String,
    /// Price on top of the delivery's, in minor units.
    #[serde(default)]
    pub price: i64,
    /// How long before its start it is no longer offered, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "PT2H")]
    pub cut_off: Option<String>,
    /// Most deliveries in it; missing is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_orders: Option<u32>,
    /// Most units in it; missing is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u32>,
}

/// A window of one date that is not offered.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BlockedWindow {
    /// YYYY-MM-DD.
    #[schema(example = "2026-12-24")]
    pub date: String,
    /// When the window would start, HH:MM.
    #[schema(example = "08:00")]
    pub start: String,
}

impl DeliverySchedule {
    pub(super) fn read(&self, fields: &mut Fields, currency: Currency) -> noun::DeliverySchedule {
        let Self { enabled, max_range_days, windows, blocked } = self;
        let windows = windows.iter().enumerate().map(|(at, window)| {
            let pointer = format!("/deliverySchedule/windows/{at}");
            noun::WeeklyWindow {
                day_of_week: window.day_of_week,
                start: clock(fields, &format!("{pointer}/start"), &window.start),
                end: clock(fields, &format!("{pointer}/end"), &window.end),
                price: major(window.price, currency),
                cut_off: duration(fields, &format!("{pointer}/cutOff"), window.cut_off.as_deref()).unwrap_or_default(),
                max_orders: window.max_orders,
                max_items: window.max_items,
            }
        });
        let windows = windows.collect();
        let blocked = blocked.iter().enumerate().filter_map(|(at, window)| {
            let pointer = format!("/deliverySchedule/blocked/{at}");
            let date = window.date.parse::<Date>();
            let date = fields.take(&format!("{pointer}/date"), "date", window.date.as_str(), date);
            let start = clock(fields, &format!("{pointer}/start"), &window.start);
            date.map(|date| noun::BlockedWindow { date, start })
        });
        let blocked = blocked.collect();
        noun::DeliverySchedule { enabled: *enabled, max_range_days: *max_range_days, windows, blocked }
    }

    pub(super) fn show(schedule: &noun::DeliverySchedule, currency: Currency) -> Self {
        let window = |window: &noun::WeeklyWindow| WeeklyWindow {
            day_of_week: window.day_of_week,
            start: window.start.to_string(),
            end: window.end.to_string(),
            price: minor(window.price, currency),
            cut_off: Some(window.cut_off.to_string()),
            max_orders: window.max_orders,
            max_items: window.max_items,
        };
        let blocked = |window: &noun::BlockedWindow| BlockedWindow {
            date: window.date.to_string(),
            start: window.start.to_string(),
        };
        Self {
            enabled: schedule.enabled,
            max_range_days: schedule.max_range_days,
            windows: schedule.windows.iter().map(window).collect(),
            blocked: schedule.blocked.iter().map(blocked).collect(),
        }
    }
}
