use domain::currency::Currency;
use edge::{Fields, Problem};
use freight::table::{Cells, Change, Column, FreightRow, TooManyRows};
use freight::time_span::TimeSpan;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::FreightTable;
use super::network::major;
use crate::import::detail;

/// Changes of one request at most.
const MOST: usize = 1_000;

/// Changes of a freight table, 1 to 1,000 of them.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowChanges {
    /// Rows to put in.
    #[serde(default)]
    pub put: Vec<TableRow>,
    /// Rows to take out; of them only place and weights count.
    #[serde(default)]
    pub delete: Vec<RowPlace>,
}

/// What makes a row itself: either postal codes or a polygon, and weights.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowPlace {
    /// Country, ISO 3166-1 alpha-3.
    #[schema(example = "BRA")]
    pub country: String,
    /// First postal code.
    #[serde(default)]
    #[schema(example = "01000000")]
    pub postal_from: String,
    /// Last postal code.
    #[serde(default)]
    #[schema(example = "05999999")]
    pub postal_to: String,
    /// Polygon.
    #[serde(default)]
    pub polygon: String,
    /// Lightest weight in grams, as decimal text.
    #[schema(example = "300.001")]
    pub weight_from: String,
    /// Heaviest weight in grams, as decimal text.
    #[schema(example = "500")]
    pub weight_to: String,
}

/// A row.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TableRow {
    /// What makes it itself.
    pub place: RowPlace,
    /// Flat price in minor units.
    #[schema(example = 1050)]
    pub price: i64,
    /// Percent of the goods' price, as decimal text.
    #[serde(default)]
    #[schema(example = "0.3")]
    pub percent: String,
    /// Price of each gram above the lightest weight, in the currency, as decimal text.
    #[serde(default)]
    #[schema(example = "0.01")]
    pub price_by_extra_weight: String,
    /// Largest volume in cubic centimetres, as decimal text; nothing is no limit.
    #[serde(default)]
    pub max_volume: String,
    /// How long the carrier takes, ISO 8601.
    #[schema(example = "P4D")]
    pub time: String,
    /// The least that the percent part may be, in minor units.
    #[serde(default)]
    pub minimum_insurance: i64,
}

/// What came of the changes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangedRows {
    /// The new version.
    pub table: FreightTable,
    /// Rows that were not there before.
    pub added: u64,
    /// Rows that say something else than before.
    pub changed: u64,
    /// Rows that are not there any more.
    pub removed: u64,
}

impl RowChanges {
    /// Reads the body.
    pub(crate) fn read(&self, currency: Currency) -> Result<Vec<Change>, Problem> {
        let mut fields = Fields::new();
        let count = self.put.len().saturating_add(self.delete.len());
        if !(1..=MOST).contains(&count) {
            let told = format!("Send 1 to {MOST} changes.");
            fields.refuse("/put", "number_of_changes", told, Some(count.into()));
        }
        let mut changes = Vec::new();
        for (at, row) in self.put.iter().take(MOST).enumerate() {
            changes.extend(row.read(&mut fields, &format!("/put/{at}"), currency).map(Change::Put));
        }
        for (at, place) in self.delete.iter().take(MOST).enumerate() {
            let row = place.row(&mut fields, &format!("/delete/{at}"), ["0", "", "", "", "0", ""], &|_| None);
            changes.extend(row.map(|row| Change::Delete(row.identity())));
        }
        fields.all(Some(changes))
    }

    /// 422 for a table that outgrows its limit.
    pub(crate) fn too_many(refused: TooManyRows) -> Problem {
        let mut fields = Fields::new();
        fields.refuse("/put", "too_many_rows", format!("{refused}."), None);
        fields.finish().err().unwrap_or_else(|| Problem::not_found("freight table"))
    }
}

impl TableRow {
    fn read(&self, fields: &mut Fields, pointer: &str, currency: Currency) -> Option<FreightRow> {
        let amount = |minor: i64| major(minor, currency).to_string();
        let time =
            fields.take(&format!("{pointer}/time"), "duration", self.time.as_str(), self.time.parse::<TimeSpan>());
        let cells = [
            amount(self.price),
            self.percent.clone(),
            self.price_by_extra_weight.clone(),
            self.max_volume.clone(),
            time.unwrap_or_default().to_dot_net(),
            amount(self.minimum_insurance),
        ];
        let own = |column: Column| match column {
            Column::AbsoluteMoneyCost => Some("price"),
            Column::PricePercent => Some("percent"),
            Column::PriceByExtraWeight => Some("priceByExtraWeight"),
            Column::MaxVolume => Some("maxVolume"),
            Column::TimeCost => Some("time"),
            Column::MinimumValueInsurance => Some("minimumInsurance"),
            _ => None,
        };
        let row = self.place.row(fields, pointer, cells.each_ref().map(String::as_str), &own);
        time.and(row)
    }
}

impl RowPlace {
    /// A row at this place with the cells from the flat price on, time before insurance.
    fn row(
        &self,
        fields: &mut Fields,
        pointer: &str,
        [flat, percent, extra, volume, time, insurance]: [&str; 6],
        own: &dyn Fn(Column) -> Option<&'static str>,
    ) -> Option<FreightRow> {
        let place = |column: Column| match column {
            Column::ZipCodeStart => "postalFrom",
            Column::ZipCodeEnd => "postalTo",
            Column::PolygonName => "polygon",
            Column::WeightStart => "weightFrom",
            Column::WeightEnd => "weightTo",
            _ => "country",
        };
        let weights = [&self.weight_from, &self.weight_to].map(|weight| canonical(weight));
        let [from, to] = weights.each_ref().map(String::as_str);
        let time = if time.is_empty() { "0" } else { time };
        let cells = Cells([
            &self.postal_from,
            &self.postal_to,
            &self.polygon,
            from,
            to,
            flat,
            percent,
            extra,
            volume,
            time,
            &self.country,
            insurance,
        ]);
        match cells.parse() {
            Ok(parsed) => Some(parsed.row),
            Err(errors) => {
                for error in errors {
                    let at = own(error.column).map_or_else(
                        || match own(Column::AbsoluteMoneyCost) {
                            Some(_) => format!("{pointer}/place/{}", place(error.column)),
                            None => format!("{pointer}/{}", place(error.column)),
                        },
                        |field| format!("{pointer}/{field}"),
                    );
                    fields.refuse(&at, error.rule, detail(error.rule), Some(error.value.into()));
                }
                None
            }
        }
    }
}

/// A weight without needless zeros, if it is one.
fn canonical(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), |weight| weight.normalize().to_string())
}
