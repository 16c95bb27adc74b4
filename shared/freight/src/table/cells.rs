//! Rows as text: the columns of the freight template and how a cell is read.

use std::fmt;

use domain::code::PolygonId;
use domain::postal::{Country, PostalCode};
use rust_decimal::Decimal;

use crate::table::row::MAX_SCALE;
use crate::table::{Area, Band, CellError, FreightRow, PostalRange, RowWarning, Tariff};
use crate::time_span::TimeSpan;

/// A column of the freight template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// First postal code.
    ZipCodeStart,
    /// Last postal code.
    ZipCodeEnd,
    /// Area on the map; takes the place of the postal codes.
    PolygonName,
    /// Lightest weight in grams.
    WeightStart,
    /// Heaviest weight in grams.
    WeightEnd,
    /// Flat price.
    AbsoluteMoneyCost,
    /// Percent of the goods' price.
    PricePercent,
    /// Price for each gram above the lightest weight.
    PriceByExtraWeight,
    /// Largest volume in cubic centimetres.
    MaxVolume,
    /// Time the carrier takes.
    TimeCost,
    /// ISO 3166-1 alpha-3 code.
    Country,
    /// Least value of the percent part.
    MinimumValueInsurance,
}

impl Column {
    /// All columns in the order of the template.
    pub const ALL: [Column; 12] = [
        Self::ZipCodeStart,
        Self::ZipCodeEnd,
        Self::PolygonName,
        Self::WeightStart,
        Self::WeightEnd,
        Self::AbsoluteMoneyCost,
        Self::PricePercent,
        Self::PriceByExtraWeight,
        Self::MaxVolume,
        Self::TimeCost,
        Self::Country,
        Self::MinimumValueInsurance,
    ];

    /// The header of the template.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ZipCodeStart => "ZipCodeStart",
            Self::ZipCodeEnd => "ZipCodeEnd",
            Self::PolygonName => "PolygonName",
            Self::WeightStart => "WeightStart",
            Self::WeightEnd => "WeightEnd",
            Self::AbsoluteMoneyCost => "AbsoluteMoneyCost",
            Self::PricePercent => "PricePercent",
            Self::PriceByExtraWeight => "PriceByExtraWeight",
            Self::MaxVolume => "MaxVolume",
            Self::TimeCost => "TimeCost",
            Self::Country => "Country",
            Self::MinimumValueInsurance => "MinimumValueInsurance",
        }
    }

    /// Whether a file without this column is still a freight table; its cells are then empty.
    #[must_use]
    pub fn is_optional(self) -> bool {
        matches!(self, Self::PolygonName | Self::MinimumValueInsurance)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The cells of one row as text, in the order of [`Column::ALL`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Cells<'a>(pub [&'a str; 12]);

/// A row that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The row.
    pub row: FreightRow,
    /// What a person should look at, although it was accepted.
    pub warnings: Vec<RowWarning>,
}

impl Cells<'_> {
    /// Reads a row.
    ///
    /// `PricePercent`, `PriceByExtraWeight`, `MaxVolume` and `MinimumValueInsurance` may be empty, which is 0. The
    /// decimal separator is a point. A Brazilian postal code that lost its leading zeros in a numeric cell gets them
    /// back, with a warning.
    ///
    /// # Errors
    /// Every cell that breaks a rule, with the rule's code.
    pub fn parse(&self) -> Result<Parsed, Vec<CellError>> {
        let mut reading = Reading { cells: self, errors: Vec::new(), warnings: Vec::new() };
        let country = reading.country();
        let area = reading.area(country);
        let start = reading.number(Column::WeightStart, Needed::Yes);
        let end = reading.number(Column::WeightEnd, Needed::Yes);
        let flat = reading.number(Column::AbsoluteMoneyCost, Needed::Yes);
        let tariff = Tariff {
            price_percent: reading.number(Column::PricePercent, Needed::No),
            price_by_extra_weight: reading.number(Column::PriceByExtraWeight, Needed::No),
            max_volume: reading.number(Column::MaxVolume, Needed::No),
            time_cost: reading.time(),
            minimum_value_insurance: reading.number(Column::MinimumValueInsurance, Needed::No),
        };
        let Reading { mut errors, warnings, .. } = reading;
        match (country, area) {
            (Some(country), Some(area)) if errors.is_empty() => {
                FreightRow::new(country, area, Band { start, end }, flat, tariff).map(|row| Parsed { row, warnings })
            }
            (_, _) => {
                errors.sort_by_key(|error| error.column);
                Err(errors)
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Yes,
    No,
}

struct Reading<'a> {
    cells: &'a Cells<'a>,
    errors: Vec<CellError>,
    warnings: Vec<RowWarning>,
}

impl<'a> Reading<'a> {
    fn cell(&self, column: Column) -> &'a str {
        let at = Column::ALL.iter().position(|known| *known == column);
        at.and_then(|at| self.cells.0.get(at)).map_or("", |text| text.trim())
    }

    fn refuse(&mut self, column: Column, rule: &'static str) {
        let value = self.cell(column).chars().take(60).collect();
        self.errors.push(CellError { column, rule, value });
    }

    fn country(&mut self) -> Option<Country> {
        let found = Country::new(self.cell(Column::Country)).ok();
        if found.is_none() {
            let rule = if self.cell(Column::Country).is_empty() { "required" } else { "unknown_country" };
            self.refuse(Column::Country, rule);
        }
        found
    }

    fn area(&mut self, country: Option<Country>) -> Option<Area> {
        let polygon = self.cell(Column::PolygonName);
        if !polygon.is_empty() {
            let id = PolygonId::new(polygon).ok();
            if id.is_none() {
                self.refuse(Column::PolygonName, "invalid_id");
            }
            return id.map(Area::Polygon);
        }
        let start = self.postal(Column::ZipCodeStart, country);
        let end = self.postal(Column::ZipCodeEnd, country);
        let range = PostalRange::new(start?, end?);
        if range.is_none() {
            self.refuse(Column::ZipCodeEnd, "postal_range_reversed");
        }
        range.map(Area::Postal)
    }

    fn postal(&mut self, column: Column, country: Option<Country>) -> Option<PostalCode> {
        let text = self.cell(column);
        if text.is_empty() {
            self.refuse(column, "required");
            return None;
        }
        let lost_zeros =
            country == Some(Country::BRA) && text.len() < 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        let code = if lost_zeros {
            self.warnings.push(RowWarning { column, rule: "postal_code_padded", value: text.to_owned() });
            PostalCode::of_any_country(&format!("{text:0>8}"))
        } else {
            country.map_or_else(|| PostalCode::of_any_country(text), |country| PostalCode::new(country, text))
        };
        if code.is_err() {
            self.refuse(column, "invalid_postal_code");
        }
        code.ok()
    }

    fn number(&mut self, column: Column, needed: Needed) -> Decimal {
        let text = self.cell(column);
        if text.is_empty() {
            if needed == Needed::Yes {
                self.refuse(column, "required");
            }
            return Decimal::ZERO;
        }
        match plain_number(text) {
            Ok(number) => number,
            Err(rule) => {
                self.refuse(column, rule);
                Decimal::ZERO
            }
        }
    }

    fn time(&mut self) -> TimeSpan {
        let text = self.cell(Column::TimeCost);
        match TimeSpan::from_dot_net(text) {
            Ok(read) => {
                if read.read_as_days {
                    let value = text.to_owned();
                    self.warnings.push(RowWarning { column: Column::TimeCost, rule: "time_read_as_days", value });
                }
                read.span
            }
            Err(_) => {
                self.refuse(Column::TimeCost, if text.is_empty() { "required" } else { "invalid_time" });
                TimeSpan::ZERO
            }
        }
    }
}

/// Digits with at most one point: no signs, no exponents, no thousands separators.
fn plain_number(text: &str) -> Result<Decimal, &'static str> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err("not_a_number");
    }
    if whole.trim_start_matches('0').len() > 12 {
        return Err("too_large");
    }
    let scale = u32::try_from(fraction.len()).ok().filter(|scale| *scale <= MAX_SCALE).ok_or("too_many_decimals")?;
    let mantissa = whole.bytes().chain(fraction.bytes()).fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    if unsigned.len() < text.len() && mantissa > 0 {
        return Err("negative");
    }
    Ok(Decimal::new(mantissa, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A good row, with one cell replaced.
    fn with(column: Column, text: &str) -> Result<Parsed, Vec<CellError>> {
        let mut cells =
            ["69900000", "69923999", "", "0", "300", "35.90", "0", "0", "300000", "10.00:00:00", "BRA", "0"];
        let at = Column::ALL.iter().position(|known| *known == column).unwrap();
        cells[at] = text;
        Cells(cells).parse()
    }

    #[test]
    fn a_cell_that_breaks_a_rule_is_named_with_the_rule() {
        let check = |column, text: &str, rule: Option<&str>| {
            let errors = with(column, text).err().unwrap_or_default();
            assert_eq!(errors.first().map(|error| error.rule), rule, "{column} {text:?}");
            assert!(errors.iter().all(|error| error.column == column));
        };
        check(Column::ZipCodeStart, "69900-000", None);
        check(Column::ZipCodeStart, "", Some("required"));
        check(Column::ZipCodeStart, "6990000A", Some("invalid_postal_code"));
        check(Column::ZipCodeEnd, "69800000", Some("postal_range_reversed"));
        check(Column::PolygonName, "zona-sul", None);
        check(Column::PolygonName, "zona sul", Some("invalid_id"));
        check(Column::WeightEnd, "", Some("required"));
        check(Column::WeightEnd, "abc", Some("not_a_number"));
        check(Column::AbsoluteMoneyCost, "-1", Some("negative"));
        check(Column::AbsoluteMoneyCost, "35,90", Some("not_a_number"));
        check(Column::AbsoluteMoneyCost, "1e5", Some("not_a_number"));
        check(Column::AbsoluteMoneyCost, "1_000", Some("not_a_number"));
        check(Column::AbsoluteMoneyCost, ".", Some("not_a_number"));
        check(Column::AbsoluteMoneyCost, "NaN", Some("not_a_number"));
        check(Column::AbsoluteMoneyCost, "1.0000001", Some("too_many_decimals"));
        check(Column::AbsoluteMoneyCost, "1000000000000", Some("too_large"));
        check(Column::AbsoluteMoneyCost, "999999999999", None);
        check(Column::PricePercent, "", None);
        check(Column::TimeCost, "00.24:00:00", Some("invalid_time"));
        check(Column::TimeCost, "", Some("required"));
        check(Column::Country, "BR", Some("unknown_country"));
        check(Column::Country, "", Some("required"));
    }

    #[test]
    fn a_weight_range_does_not_end_before_it_starts() {
        let errors = with(Column::WeightStart, "300.001").unwrap_err();
        assert_eq!(errors.first().map(|error| error.rule), Some("weight_range_reversed"));
    }

    #[test]
    fn what_looks_like_a_slip_is_accepted_with_a_warning() {
        let check = |column, text: &str, rule: &str, cell: &str| {
            let parsed = with(column, text).unwrap();
            assert_eq!(parsed.warnings.first().map(|warning| warning.rule), Some(rule));
            assert_eq!(parsed.row.cell(column), cell);
        };
        check(Column::ZipCodeStart, "1000000", "postal_code_padded", "01000000");
        check(Column::TimeCost, "24:00:00", "time_read_as_days", "24.00:00:00");
    }

    #[test]
    fn all_errors_of_a_row_are_reported_at_once() {
        let errors = Cells(["", "", "", "x", "", "-2", "a", "b", "c", "d", "e", "f"]).parse().unwrap_err();
        assert_eq!(errors.len(), 11);
    }

    #[test]
    fn cells_come_back_as_they_were_written() {
        let row = with(Column::PriceByExtraWeight, "0.10").unwrap().row;
        let cells = Column::ALL.map(|column| row.cell(column));
        assert_eq!(
            cells,
            ["69900000", "69923999", "", "0", "300", "35.90", "0", "0.10", "300000", "10.00:00:00", "BRA", "0"]
        );
    }
}
