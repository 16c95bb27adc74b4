use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Who might have brought the lines that name no seller, and the plans that were weighed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Allocation {
    /// The account and the sellers that act in its name, who has most of the cart first; at most 50.
    pub sellers: Vec<SellerAsked>,
    /// How many further ones there are, who have less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_sellers: Option<usize>,
    /// At most six, in the order in which they were made; one is chosen.
    pub plans: Vec<Plan>,
}

/// Somebody who might have brought something.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SellerAsked {
    /// The seller; left out, it is the account itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Places in the cart of the lines that it has all units of.
    pub lines: Vec<usize>,
    /// Why it is in no plan: `no_line_in_full`, `not_asked` or `brings_nothing`; left out where it could be in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "no_line_in_full")]
    pub reason: Option<&'static str>,
    /// The same in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Who brings what, and what the whole cart comes to then.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// What each brings, the account itself first.
    pub sellers: Vec<PlanShare>,
    /// Places in the cart of the lines that nobody brings in full: they stay the account's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<usize>,
    /// By what it was made where several bring as much: price, time, or both where they come to the same plan.
    #[schema(example = json!(["price", "time"]))]
    pub preferred: Vec<&'static str>,
    /// Lines of the cart that are not brought in full.
    pub missing: usize,
    /// Whether something is to be fetched at a pickup point.
    pub fetched: bool,
    /// What the whole cart costs to ship, in minor units.
    pub price: i64,
    /// When the last of it arrives; left out where nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub promised_at: Option<String>,
    /// Metres to where goods are fetched, as far as known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<u64>,
    /// Whether the cart was given out so.
    pub chosen: bool,
    /// Why another plan was, by the first difference: `brings_less`, `to_be_fetched`, dearer, later, farther, or
    /// `made_later` where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "dearer")]
    pub reason: Option<&'static str>,
    /// The same in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The numbers behind it, of this plan and of the chosen one.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({"price": "19.9", "winnerPrice": "12.5"}))]
    pub detail: BTreeMap<&'static str, String>,
}

/// What one seller brings in a plan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanShare {
    /// The seller; left out, it is the account itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Places in the cart of the lines that it is given.
    pub lines: Vec<usize>,
    /// What these cost to ship, in minor units.
    pub price: i64,
    /// When the last of them arrives; left out where nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub promised_at: Option<String>,
}
