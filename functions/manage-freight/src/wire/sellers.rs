use domain::capacity::Places;
use domain::code::SellerId;
use domain::operation as kept;
use edge::{Fields, Problem};
use freight::configuration as noun;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::network::yes;
use super::rules::{broken, id_of_body};

/// Someone who sells through the account, and ships from docks and warehouses of its own.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seller {
    /// The key the merchant chose; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "livraria-abc")]
    pub id: Option<String>,
    /// What people call it, 1 to 150 characters.
    pub name: String,
    /// Nothing of an inactive seller is shipped.
    #[serde(default = "yes")]
    pub active: bool,
    /// Acts in the account's name: a quote with `allocate` may give it lines that name no seller.
    #[serde(default)]
    pub white_label: bool,
    /// What it gets ready in a day; without it there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily: Option<DailyCapacity>,
}

/// What a seller gets ready in a day. Reservations take room of it, and quotes promise no earlier than there is some.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DailyCapacity {
    /// Most orders; without it there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 40)]
    pub max_orders: Option<u32>,
    /// Most units of goods; without it there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u32>,
    /// What becomes of what a day has no room for.
    #[serde(default)]
    pub when_full: WhenFull,
    /// How many days behind today are filled at most, 0 to 30.
    #[serde(default = "fortnight")]
    #[schema(default = 14)]
    pub ahead_days: u16,
}

/// What becomes of what a day has no room for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenFull {
    /// It takes room of the days that follow, and arrives later.
    #[default]
    NextDays,
    /// The seller sells nothing more today.
    Pause,
}

const fn fortnight() -> u16 {
    14
}

/// A part of the sellers.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sellers {
    /// By id.
    pub items: Vec<Seller>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

impl Seller {
    /// Reads the body for the seller of an address.
    pub(crate) fn read(&self, param: &str) -> Result<noun::Seller, Problem> {
        let mut fields = Fields::new();
        let id: SellerId = id_of_body(&mut fields, param, self.id.as_deref())?;
        let daily = self.daily.map(|daily| kept::Daily {
            places: Places { deliveries: daily.max_orders, units: daily.max_items },
            when_full: match daily.when_full {
                WhenFull::NextDays => kept::WhenFull::NextDays,
                WhenFull::Pause => kept::WhenFull::Pause,
            },
            ahead: daily.ahead_days,
        });
        let (name, active, white_label) = (self.name.trim().to_owned(), self.active, self.white_label);
        let seller = noun::Seller { id, name, active, white_label, daily };
        broken(&mut fields, seller.errors());
        fields.all(Some(seller))
    }
}

impl From<&noun::Seller> for Seller {
    fn from(seller: &noun::Seller) -> Self {
        Self {
            id: Some(seller.id.to_string()),
            name: seller.name.clone(),
            active: seller.active,
            white_label: seller.white_label,
            daily: seller.daily.map(|daily| DailyCapacity {
                max_orders: daily.places.deliveries,
                max_items: daily.places.units,
                when_full: match daily.when_full {
                    kept::WhenFull::NextDays => WhenFull::NextDays,
                    kept::WhenFull::Pause => WhenFull::Pause,
                },
                ahead_days: daily.ahead,
            }),
        }
    }
}
