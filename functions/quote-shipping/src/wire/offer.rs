use super::MapPoint;
use serde::Serialize;
use utoipa::ToSchema;

/// Where a shopper collects goods.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfferedPickupPoint {
    /// The pickup point.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it is, in words.
    pub address: PickupAddress,
    /// How to collect.
    pub instructions: String,
    /// Where it is on the map.
    pub point: MapPoint,
    /// Metres from the destination in a straight line; unknown where the destination has no point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<u64>,
    /// When it is open; none is always.
    pub hours: Vec<PickupHours>,
}

/// Pickup points near a point.
#[derive(Serialize, ToSchema)]
pub struct NearbyPickupPoints {
    /// Nearest first.
    pub items: Vec<OfferedPickupPoint>,
}

/// Where a pickup point is; what is not known is left out.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PickupAddress {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Without separators.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postal_code: String,
    /// State or province.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// City.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// Part of the city.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub neighborhood: String,
    /// Street.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// Number in the street.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Floor, unit.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub complement: String,
}

/// Hours of a day of the week.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PickupHours {
    /// 0 is Sunday, 6 is Saturday.
    pub day_of_week: u8,
    /// The first minute.
    #[schema(example = "08:00")]
    pub opening: String,
    /// The last minute.
    #[schema(example = "18:00")]
    pub closing: String,
}

/// A delivery window that can be chosen.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfferedWindow {
    /// The window: for reserving it.
    #[schema(example = "expresso.2026-11-24.0800-1200")]
    pub id: String,
    /// The same window of further carriers of this option; a reservation takes a place in each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Its first minute.
    #[schema(format = DateTime)]
    pub from: String,
    /// Its last minute.
    #[schema(format = DateTime)]
    pub to: String,
    /// What it costs on top of the option's price, in minor units.
    pub price: i64,
    /// Deliveries that it still takes; left out where it takes any number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
}
