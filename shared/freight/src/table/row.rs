//! One validated row of a freight table.

use domain::postal::Country;
use rust_decimal::Decimal;

use crate::table::{Area, Column};
use crate::time_span::TimeSpan;

/// Numbers of a table have at most six decimals.
pub(crate) const MAX_SCALE: u32 = 6;
/// Numbers of a table are below a million million.
const LIMIT: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// One row: what it costs and how long it takes to carry so much weight to such a place.
///
/// Money is in major units of the account's currency, weight in grams, volume in cubic centimetres.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreightRow {
    country: Country,
    area: Area,
    band: Band,
    flat: Decimal,
    tariff: Tariff,
}

/// Weights in grams from `start` to `end`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Band {
    /// The lightest.
    pub start: Decimal,
    /// The heaviest.
    pub end: Decimal,
}

/// What a row says besides place, weight and flat price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tariff {
    /// Percent of the goods' price; 10 is 10 %.
    pub price_percent: Decimal,
    /// Money for each gram above the band's start.
    pub price_by_extra_weight: Decimal,
    /// The largest volume in cubic centimetres; 0 is no limit.
    pub max_volume: Decimal,
    /// How long the carrier takes.
    pub time_cost: TimeSpan,
    /// The least that the percent part may be.
    pub minimum_value_insurance: Decimal,
}

impl FreightRow {
    /// Puts a row together.
    ///
    /// # Errors
    /// Every cell that breaks a rule: negative or over-long numbers, a weight range that ends before it starts.
    pub fn new(
        country: Country,
        area: Area,
        band: Band,
        flat: Decimal,
        tariff: Tariff,
    ) -> Result<Self, Vec<CellError>> {
        let mut errors = Vec::new();
        for (column, value) in [
            (Column::WeightStart, band.start),
            (Column::WeightEnd, band.end),
            (Column::AbsoluteMoneyCost, flat),
            (Column::PricePercent, tariff.price_percent),
            (Column::PriceByExtraWeight, tariff.price_by_extra_weight),
            (Column::MaxVolume, tariff.max_volume),
            (Column::MinimumValueInsurance, tariff.minimum_value_insurance),
        ] {
            if let Some(rule) = broken_rule(value) {
                errors.push(CellError { column, rule, value: value.to_string() });
            }
        }
        if errors.is_empty() && band.end < band.start {
            let value = format!("{} > {}", band.start, band.end);
            errors.push(CellError { column: Column::WeightEnd, rule: "weight_range_reversed", value });
        }
        if errors.is_empty() { Ok(Self { country, area, band, flat, tariff }) } else { Err(errors) }
    }

    /// The country.
    #[must_use]
    pub fn country(&self) -> Country {
        self.country
    }

    /// The place within the country.
    #[must_use]
    pub fn area(&self) -> &Area {
        &self.area
    }

    /// The weights.
    #[must_use]
    pub fn band(&self) -> Band {
        self.band
    }

    /// The flat price, in major units.
    #[must_use]
    pub fn flat(&self) -> Decimal {
        self.flat
    }

    /// Everything else.
    #[must_use]
    pub fn tariff(&self) -> &Tariff {
        &self.tariff
    }

    /// The same with the least that the percent part may be of another row.
    pub(crate) fn insured_as(mut self, other: &Self) -> Self {
        self.tariff.minimum_value_insurance = other.tariff.minimum_value_insurance;
        self
    }

    /// The cell of a column as it is written to a file.
    #[must_use]
    pub fn cell(&self, column: Column) -> String {
        match (column, &self.area) {
            (Column::ZipCodeStart, Area::Postal(range)) => range.start().to_string(),
            (Column::ZipCodeEnd, Area::Postal(range)) => range.end().to_string(),
            (Column::ZipCodeStart | Column::ZipCodeEnd, Area::Polygon(_)) => "0".to_owned(),
            (Column::PolygonName, Area::Polygon(polygon)) => polygon.to_string(),
            (Column::PolygonName, Area::Postal(_)) => String::new(),
            (Column::WeightStart, _) => self.band.start.to_string(),
            (Column::WeightEnd, _) => self.band.end.to_string(),
            (Column::AbsoluteMoneyCost, _) => self.flat.to_string(),
            (Column::PricePercent, _) => self.tariff.price_percent.to_string(),
            (Column::PriceByExtraWeight, _) => self.tariff.price_by_extra_weight.to_string(),
            (Column::MaxVolume, _) => self.tariff.max_volume.to_string(),
            (Column::TimeCost, _) => self.tariff.time_cost.to_dot_net(),
            (Column::Country, _) => self.country.to_string(),
            (Column::MinimumValueInsurance, _) => self.tariff.minimum_value_insurance.to_string(),
        }
    }
}

fn broken_rule(value: Decimal) -> Option<&'static str> {
    if value.is_sign_negative() && !value.is_zero() {
        Some("negative")
    } else if value >= LIMIT {
        Some("too_large")
    } else if value.scale() > MAX_SCALE {
        Some("too_many_decimals")
    } else {
        None
    }
}

/// A cell that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{column}: `{value}` breaks the rule `{rule}`")]
pub struct CellError {
    /// Which column.
    pub column: Column,
    /// The code of the rule.
    pub rule: &'static str,
    /// What the cell holds, cut to 60 characters.
    pub value: String,
}
