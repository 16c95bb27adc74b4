use super::TimePart;
use serde::Serialize;
use utoipa::ToSchema;

/// A package, or several that are equal.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    /// How many of them there are; everything else here is about each one.
    pub count: u32,
    /// The warehouse that its first item leaves from.
    pub warehouse: String,
    /// The dock it leaves from.
    pub dock: String,
    /// The policy that carries it.
    pub policy: String,
    /// The seller whose dock it leaves from; without one the account's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// The day on which the seller has all of its goods ready; only of one that gets ready only so much in a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub handled_on: Option<String>,
    /// What is in it.
    pub items: Vec<PackedItem>,
    /// In grams.
    pub real_weight: String,
    /// In grams; 0 where the policy does not charge volume.
    pub cubic_weight: String,
    /// The weight that was charged, in grams.
    pub chargeable_weight: String,
    /// In cubic centimetres.
    pub volume: String,
    /// Which row of the policy's freight table priced it, counted from 1.
    pub row: u32,
    /// The area on the map that the row is for, if it is for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polygon: Option<String>,
    /// What it costs.
    pub price: i64,
    /// When it arrives.
    #[schema(format = DateTime)]
    pub promised_at: String,
    /// The same as a length of time: number and bd, d, h or m. Like the next two it is left out of the package that the
    /// option waits for, the first of those that arrive last: there the option's own are its.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "4bd")]
    pub estimate: Option<String>,
    /// Whether the estimate counts only days on which the carrier works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_days: Option<bool>,
    /// What its time is made of, from the order to its promise without gaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_parts: Option<Vec<TimePart>>,
}

/// Units of a line in a package.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PackedItem {
    /// Place in the cart.
    pub index: usize,
    /// The SKU.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// The warehouse they leave from; of a kit, its first component.
    pub warehouse: String,
    /// What it consists of, if it is a kit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<PackedComponent>,
}

/// Units of a kit's component in a package.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PackedComponent {
    /// The SKU.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// The warehouses they leave from.
    pub warehouses: Vec<String>,
}
