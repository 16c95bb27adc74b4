use domain::reservation as held;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What to reserve.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReservationAsk {
    /// The quote.
    pub quote_id: String,
    /// One of its options.
    #[schema(example = "expresso")]
    pub option_id: String,
    /// One of the option's windows, when it has any.
    #[serde(default)]
    #[schema(example = "expresso.2026-11-24.0800-1200")]
    pub window_id: Option<String>,
    /// For how many minutes it is held, 1 to 1440; 15 when left out.
    #[serde(default)]
    pub minutes: Option<u32>,
}

/// Places and goods that are held for a buyer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reservation {
    /// Identifier.
    pub id: String,
    /// The quote.
    pub quote_id: String,
    /// The option.
    pub option_id: String,
    /// The windows in which a place is taken: one for each carrier that comes by appointment.
    pub windows: Vec<String>,
    /// The goods.
    pub goods: Vec<ReservedGoods>,
    /// Room in the days of sellers who get ready only so much in a day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<ReservedDay>,
    /// How it stands.
    pub status: ReservationStatus,
    /// Id of the service that was made of it; null while none was.
    pub service: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Until when it is held unless it is confirmed.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// How a reservation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReservationStatus {
    /// It waits to be confirmed.
    Held,
    /// The order is placed.
    Confirmed,
    /// The goods have left.
    Dispatched,
    /// It was given back.
    Cancelled,
    /// It was not confirmed in time.
    Expired,
}

/// Units of a SKU in a warehouse.
#[derive(Serialize, ToSchema)]
pub struct ReservedGoods {
    /// The SKU.
    pub sku: String,
    /// The warehouse.
    pub warehouse: String,
    /// How many.
    pub units: u32,
}

/// Room in a day of a seller.
#[derive(Serialize, ToSchema)]
pub struct ReservedDay {
    /// The seller.
    pub seller: String,
    /// The day, in the account's time zone.
    #[schema(format = Date)]
    pub date: String,
    /// Units of goods that are got ready on it.
    pub units: u32,
}

impl Reservation {
    pub(crate) fn show(reservation: &held::Reservation, now: Timestamp) -> Self {
        let goods = reservation.goods.iter().map(|held| ReservedGoods {
            sku: held.sku.to_string(),
            warehouse: held.warehouse.to_string(),
            units: held.units,
        });
        let days = reservation.handlings.iter().map(|day| ReservedDay {
            seller: day.seller.to_string(),
            date: day.date.to_string(),
            units: day.load.units,
        });
        Self {
            id: reservation.id.to_string(),
            quote_id: reservation.quote.to_string(),
            option_id: reservation.option.clone(),
            windows: reservation.windows.iter().map(ToString::to_string).collect(),
            goods: goods.collect(),
            days: days.collect(),
            status: match reservation.status_at(now) {
                held::Status::Held => ReservationStatus::Held,
                held::Status::Confirmed => ReservationStatus::Confirmed,
                held::Status::Dispatched => ReservationStatus::Dispatched,
                held::Status::Cancelled => ReservationStatus::Cancelled,
                held::Status::Expired => ReservationStatus::Expired,
            },
            service: reservation.service.map(|service| service.to_string()),
            created_at: reservation.created_at,
            expires_at: reservation.expires_at,
        }
    }
}
