use configuration::TableVersion;
use domain::currency::Currency;
use freight::table::{Compared, Diff, Example, Places};
use freight::time_span::TimeSpan;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::network::minor;

/// One version of a policy's freight table.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FreightTable {
    /// The shipping policy.
    pub policy: String,
    /// Its number, from 1.
    #[schema(example = 3)]
    pub version: u32,
    /// Whether it serves the policy now.
    pub live: bool,
    /// How many rows it has.
    pub rows: u64,
    /// The import that it came with; missing when it was not a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import_id: Option<String>,
    /// Name of that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// The earlier version that it brought back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restores: Option<u32>,
    /// Who switched to it.
    pub author: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl FreightTable {
    /// A version, with the number of the live one.
    pub(crate) fn new(table: &TableVersion, live: Option<u32>) -> Self {
        Self {
            policy: table.policy.to_string(),
            version: table.version,
            live: live == Some(table.version),
            rows: table.rows,
            import_id: table.import.map(|import| import.to_string()),
            file_name: table.file_name.clone(),
            restores: table.restores,
            author: table.author.clone(),
            created_at: table.at,
        }
    }
}

/// A part of the versions.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FreightTables {
    /// Newest first.
    pub items: Vec<FreightTable>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// Where the rows of a table can be read.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TableRows {
    /// Address of the CSV; whoever has it may read it.
    pub url: String,
    /// From then on it does not work any more.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// How many rows there are.
    pub rows: u64,
}

/// What changes when one freight table takes the place of another. Prices and times are those of a package with goods
/// worth 100.00 and no volume, at the end of each weight range.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TableDiff {
    /// The old table, as it was asked for, or the live one; 0 where there was none.
    pub from: String,
    /// The new one.
    pub to: String,
    /// Postal ranges, cut where a range of either table begins or ends, and polygons.
    pub ranges: RangeCounts,
    /// Changes of prices.
    pub price: PriceChanges,
    /// Changes of times.
    pub time: TimeChanges,
    /// Up to 50 of the changes, the greatest first.
    pub examples: Vec<DiffExample>,
}

/// How many ranges change. Each is counted once, as the first that fits.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RangeCounts {
    /// Served by the new table only.
    pub added: u64,
    /// Served by the old table only.
    pub removed: u64,
    /// With another price for some weight.
    pub changed_price: u64,
    /// With another time for some weight, and no other price.
    pub changed_time: u64,
    /// With rows that differ in what a small package does not notice.
    pub changed_other: u64,
    /// With the same rows.
    pub same: u64,
}

/// By how much prices change.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PriceChanges {
    /// In minor units.
    #[schema(example = 350)]
    pub largest_increase: i64,
    /// In minor units, as a number above zero.
    #[schema(example = 200)]
    pub largest_decrease: i64,
    /// Mean change of the prices that both tables have, in percent of the old ones, as decimal text; null when there
    /// are none.
    #[schema(example = "6.82")]
    pub mean_percent: Option<String>,
}

/// By how much times change.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimeChanges {
    /// ISO 8601.
    #[schema(example = "P2D")]
    pub largest_increase: String,
    /// ISO 8601.
    #[schema(example = "P1D")]
    pub largest_decrease: String,
}

/// One change. Either `polygon`, or `postalFrom` and `postalTo`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DiffExample {
    /// Country, ISO 3166-1 alpha-3.
    #[schema(example = "BRA")]
    pub country: String,
    /// First postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_from: Option<String>,
    /// Last postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_to: Option<String>,
    /// Polygon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polygon: Option<String>,
    /// Grams, as decimal text, above which it is compared.
    #[schema(example = "300")]
    pub weight_from: String,
    /// Grams, as decimal text, up to which it is compared.
    #[schema(example = "500")]
    pub weight_to: String,
    /// What the old table says; null when it does not serve this.
    pub from: Option<Quoted>,
    /// What the new table says.
    pub to: Option<Quoted>,
}

/// A price and a time.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quoted {
    /// In minor units.
    pub price: i64,
    /// ISO 8601.
    pub time: String,
}

impl TableDiff {
    /// A comparison as it travels.
    pub(crate) fn new(from: String, to: String, diff: &Diff, currency: Currency) -> Self {
        let Places { added, removed, changed_price, changed_time, changed_other, same } = diff.places;
        Self {
            from,
            to,
            ranges: RangeCounts { added, removed, changed_price, changed_time, changed_other, same },
            price: PriceChanges {
                largest_increase: minor(diff.largest_increase, currency),
                largest_decrease: minor(diff.largest_decrease, currency),
                mean_percent: diff.mean_percent.map(|percent| percent.to_string()),
            },
            time: TimeChanges {
                largest_increase: diff.slowest.to_string(),
                largest_decrease: diff.fastest.to_string(),
            },
            examples: diff.examples.iter().map(|example| DiffExample::new(example, currency)).collect(),
        }
    }
}

impl DiffExample {
    fn new(example: &Example, currency: Currency) -> Self {
        let (postal_from, postal_to, polygon) = match &example.place {
            Compared::Postal(first, last) => (Some(first.clone()), Some(last.clone()), None),
            Compared::Polygon(id) => (None, None, Some(id.to_string())),
        };
        let quoted = |side: Option<(Decimal, TimeSpan)>| {
            side.map(|(price, time)| Quoted { price: minor(price, currency), time: time.to_string() })
        };
        let (weight_from, weight_to) = example.weights;
        Self {
            country: example.country.to_string(),
            postal_from,
            postal_to,
            polygon,
            weight_from: weight_from.to_string(),
            weight_to: weight_to.to_string(),
            from: quoted(example.from),
            to: quoted(example.to),
        }
    }
}
