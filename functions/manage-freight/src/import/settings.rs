//! Files about the configuration: docks, warehouses, shipping policies, pickup points, sellers, holidays. Each row is
//! one of them. A column that the file does not have leaves what is configured.

use std::collections::BTreeMap;

use configuration::Sections;
use domain::calendar::Holiday;
use domain::import::Findings;
use freight::configuration::{Dock, PickupPoint, Policy, Seller, Warehouse};
use serde_json::{Map, Value};
use sheets::{Collected, CollectedRow, Limits, Options};
use store::Version;

use super::Finding;
use super::columns::{Cell, Column};
use super::detail::detail;
use super::table::sentence;
use crate::job::Applied;
use crate::section::Noun;
use crate::wire::SettingKind;

/// Rows of a file at most.
const ROWS: u64 = 50_000;
/// Bytes of a file at most.
const BYTES: usize = 10 << 20;
/// Bytes of the file in a ZIP.
const MEMBER: u64 = 10 << 20;

/// A kind of thing that comes in files.
pub(crate) trait Listed: Noun + Clone + PartialEq {
    /// Its columns; the first is its id.
    const COLUMNS: &'static [Column];
}

/// What became of a file.
#[derive(Debug, Default)]
pub struct Configured {
    /// Rows under the header.
    pub rows: u64,
    /// What is wrong, row by row.
    pub errors: Findings,
    /// What was understood otherwise than it was written.
    pub warnings: Findings,
    /// What the rows without errors did.
    pub(crate) applied: Applied,
}

impl Configured {
    /// How many rows made or changed something, and how many said what was there.
    #[must_use]
    pub const fn counts(&self) -> (u64, u64) {
        let Applied { created, changed, unchanged } = self.applied;
        (created.saturating_add(changed), unchanged)
    }
}

/// Puts the rows of a file without errors into the sections, as of a version.
#[must_use]
pub fn configure(kind: SettingKind, file: &[u8], sections: &mut Sections, version: Version) -> Configured {
    match kind {
        SettingKind::Docks => put::<Dock>(file, sections, version),
        SettingKind::Warehouses => put::<Warehouse>(file, sections, version),
        SettingKind::ShippingPolicies => put::<Policy>(file, sections, version),
        SettingKind::PickupPoints => put::<PickupPoint>(file, sections, version),
        SettingKind::Sellers => put::<Seller>(file, sections, version),
        SettingKind::Holidays => put::<Holiday>(file, sections, version),
    }
}

fn put<T: Listed>(file: &[u8], sections: &mut Sections, version: Version) -> Configured {
    let mut found = Configured::default();
    let limits = Limits { rows: ROWS, bytes: BYTES, member: MEMBER, ..Limits::default() };
    let read = match sheets::collect(file, &Options { limits, windows_1252: true }) {
        Ok(read) => read,
        Err(refused) => {
            let finding = Finding::of_file(refused.code(), None, &sentence(&refused.to_string()));
            found.errors.push(Finding { row: refused.row(), ..finding });
            return found;
        }
    };
    found.rows = u64::try_from(read.rows.len()).unwrap_or(u64::MAX);
    let Some(places) = places::<T>(&read, &mut found.errors) else { return found };
    if read.rows.is_empty() {
        found.errors.push(Finding::of_file("no_rows", None, "The file has a header and no rows."));
    }
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for row in &read.rows {
        match thing::<T>(row, &places, sections, &mut seen, &mut found.warnings) {
            Err(errors) => errors.into_iter().for_each(|error| found.errors.push(error)),
            Ok(thing) => {
                let id = thing.id().clone();
                let section = T::section(sections);
                let (found, applied) = (section.get(id.as_ref()), &mut found.applied);
                match found.map(|before| before.value == thing) {
                    Some(true) => {
                        applied.unchanged += 1;
                        continue;
                    }
                    Some(false) => applied.changed += 1,
                    None => applied.created += 1,
                }
                section.put(id, thing, version);
            }
        }
    }
    found
}

/// Where the columns stand that the file has; none when it cannot be used.
fn places<T: Listed>(read: &Collected, errors: &mut Findings) -> Option<Vec<(&'static Column, usize)>> {
    let mut fine = true;
    let mut refuse = |rule: &str, column: &str, detail: String| {
        let finding = Finding::of_file(rule, Some(column), &detail);
        errors.push(Finding { row: Some(1), ..finding });
        fine = false;
    };
    let place = |column: &'static Column| {
        let at = read.header.iter().position(|name| name == column.name);
        at.map(|at| (column, at))
    };
    for column in T::COLUMNS.iter().filter(|column| column.required && place(column).is_none()) {
        refuse("missing_column", column.name, format!("The header has no column named {}.", column.name));
    }
    for name in read.header.iter().filter(|name| T::COLUMNS.iter().all(|column| column.name != name.as_str())) {
        let name: String = name.chars().take(60).collect();
        refuse("unknown_column", &name, format!("There is no column named {name}."));
    }
    fine.then(|| T::COLUMNS.iter().filter_map(place).collect())
}

/// The thing of a row, under what is configured.
fn thing<T: Listed>(
    row: &CollectedRow,
    places: &[(&'static Column, usize)],
    sections: &mut Sections,
    seen: &mut BTreeMap<String, u64>,
    warnings: &mut Findings,
) -> Result<T, Vec<Finding>> {
    let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
    let wrong = |column: Option<&str>, rule: &str, value: &str, detail: &str| Finding {
        tab: row.tab.clone(),
        row: Some(row.number),
        value: Some(value.chars().take(60).collect()).filter(|value: &String| !value.is_empty()),
        ..Finding::of_file(rule, column, detail)
    };
    let mut errors = Vec::new();
    for fault in &row.faults {
        let column = places.iter().find(|(_, at)| Some(*at) == fault.column).map(|(column, _)| column.name);
        errors.push(wrong(column, fault.rule.code(), "", &sentence(&fault.rule.to_string())));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let id = T::COLUMNS.first().and_then(|id| places.iter().find(|(column, _)| column.name == id.name));
    let id = id.map_or("", |(_, at)| text(*at)).to_owned();
    let currency = sections.settings.value.currency;
    let before = T::section(sections).get(id.as_str()).map(|record| record.value.clone());
    let mut body = before.and_then(|before| serde_json::to_value(before.show(sections)).ok());
    let mut body = body.take().unwrap_or_else(|| Value::Object(Map::new()));
    for (column, at) in places {
        if let Err((rule, detail)) = column.fill(&mut body, text(*at), currency) {
            errors.push(wrong(Some(column.name), rule, text(*at), &detail));
        }
    }
    for (column, at) in places.iter().filter(|(column, _)| column.cell == Cell::PostalCode) {
        if column.pad(&mut body) {
            let rule = "postal_code_padded";
            warnings.push(wrong(Some(column.name), rule, text(*at), detail(rule)));
        }
    }
    for (column, at) in places.iter().filter(|(column, _)| column.cell == Cell::Factor) {
        if column.turn(&mut body) {
            let rule = "divisor_turned";
            warnings.push(wrong(Some(column.name), rule, text(*at), detail(rule)));
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let wire: T::Wire =
        serde_json::from_value(body).map_err(|error| vec![wrong(None, "row", "", &sentence(&error.to_string()))])?;
    let thing = T::read(&wire, &id, sections).map_err(|problem| {
        let told = problem.errors().iter().map(|error| {
            let column = Column::of(T::COLUMNS, error);
            let value = column.and_then(|column| places.iter().find(|(known, _)| known.name == column.name));
            let value = value.map_or("", |(_, at)| text(*at));
            wrong(column.map(|column| column.name), &error.rule, value, &error.detail)
        });
        told.collect::<Vec<Finding>>()
    })?;
    if let Some(before) = seen.insert(id.clone(), row.number) {
        let detail = format!("Row {before} is about the same; only one of them can be right.");
        return Err(vec![wrong(None, "duplicate", &id, &detail)]);
    }
    Ok(thing)
}

impl Listed for Dock {
    const COLUMNS: &'static [Column] = &[
        Column::must("Id", "/id", Cell::Text),
        Column::must("Name", "/name", Cell::Text),
        Column::may("Active", "/active", Cell::Flag),
        Column::may("Seller", "/seller", Cell::Text),
        Column::may("Priority", "/priority", Cell::Whole),
        Column::may("ProcessingTime", "/processingTime", Cell::Text),
        Column::may("OverheadTime", "/overheadTime", Cell::Text),
        Column::may("SalesChannels", "/salesChannels", Cell::List),
        Column::may("Policies", "/policies", Cell::List),
    ];
}

impl Listed for Warehouse {
    const COLUMNS: &'static [Column] = &[
        Column::must("Id", "/id", Cell::Text),
        Column::must("Name", "/name", Cell::Text),
        Column::may("Active", "/active", Cell::Flag),
        Column::may("Seller", "/seller", Cell::Text),
        Column::may("Priority", "/priority", Cell::Whole),
        Column::may("Docks", "/docks", Cell::Links),
    ];
}

impl Listed for Policy {
    const COLUMNS: &'static [Column] = &[
        Column::must("Id", "/id", Cell::Text),
        Column::must("Name", "/name", Cell::Text),
        Column::must("ShippingMethod", "/shippingMethod", Cell::Text),
        Column::may("Active", "/active", Cell::Flag),
        Column::may("Seller", "/seller", Cell::Text),
        Column::may("Saturday", "/weekendAndHolidays/saturday", Cell::Flag),
        Column::may("Sunday", "/weekendAndHolidays/sunday", Cell::Flag),
        Column::may("Holiday", "/weekendAndHolidays/holiday", Cell::Flag),
        Column::may("LargestMeasure", "/maxDimension/largestMeasure", Cell::Whole),
        Column::may("MaxMeasureSum", "/maxDimension/maxMeasureSum", Cell::Whole),
        Column::may("ItemMultiple", "/itemMultiple", Cell::Whole),
        Column::may("SplitCargo", "/splitCargo", Cell::Flag),
        Column::may("MinimumValue", "/cartValue/minimum", Cell::Amount),
        Column::may("MaximumValue", "/cartValue/maximum", Cell::Amount),
        Column::may("AdditionalTime", "/additionalTime", Cell::Text),
        Column::may("CubicFactor", "/cubicWeight/factor", Cell::Factor),
        Column::may("CubicMinimum", "/cubicWeight/minimum", Cell::Decimal),
        Column::may("Modals", "/modals/carried", Cell::List),
        Column::may("OnlyTheseModals", "/modals/onlyThese", Cell::Flag),
        Column::may("BusinessHours", "/businessHours/hours", Cell::Hours),
        Column::may("AcceptsOrdersOutside", "/businessHours/acceptsOrdersOutside", Cell::Flag),
        Column::may("Pickups", "/pickups", Cell::Moments),
        Column::may("ByAppointment", "/deliverySchedule/enabled", Cell::Flag),
        Column::may("MaxRangeDays", "/deliverySchedule/maxRangeDays", Cell::Whole),
        Column::may("Windows", "/deliverySchedule/windows", Cell::Windows),
        Column::may("PickupPoints", "/pickupPoints", Cell::List),
        Column::may("PickupPointTags", "/pickupPointTags", Cell::List),
        Column::may("PickupPointSellers", "/pickupPointSellers", Cell::List),
        Column::may("PickupPointsShown", "/pickupPointsShown", Cell::Whole),
    ];
}

impl Listed for PickupPoint {
    const COLUMNS: &'static [Column] = &[
        Column::must("Id", "/id", Cell::Text),
        Column::must("Name", "/name", Cell::Text),
        Column::must("Country", "/address/country", Cell::Text),
        Column::must("Latitude", "/location/lat", Cell::Degrees),
        Column::must("Longitude", "/location/lng", Cell::Degrees),
        Column::may("PostalCode", "/address/postalCode", Cell::PostalCode),
        Column::may("State", "/address/state", Cell::Text),
        Column::may("City", "/address/city", Cell::Text),
        Column::may("Neighborhood", "/address/neighborhood", Cell::Text),
        Column::may("Street", "/address/street", Cell::Text),
        Column::may("Number", "/address/number", Cell::Text),
        Column::may("Complement", "/address/complement", Cell::Text),
        Column::may("Reference", "/address/reference", Cell::Text),
        Column::may("Active", "/active", Cell::Flag),
        Column::may("Seller", "/seller", Cell::Text),
        Column::may("Description", "/description", Cell::Text),
        Column::may("Instructions", "/instructions", Cell::Text),
        Column::may("Hours", "/hours", Cell::Hours),
        Column::may("Tags", "/tags", Cell::List),
        Column::may("ThirdParty", "/thirdParty", Cell::Flag),
    ];
}

impl Listed for Seller {
    const COLUMNS: &'static [Column] = &[
        Column::must("Id", "/id", Cell::Text),
        Column::must("Name", "/name", Cell::Text),
        Column::may("Active", "/active", Cell::Flag),
        Column::may("WhiteLabel", "/whiteLabel", Cell::Flag),
        Column::may("MaxOrders", "/daily/maxOrders", Cell::Whole),
        Column::may("MaxItems", "/daily/maxItems", Cell::Whole),
        Column::may("WhenFull", "/daily/whenFull", Cell::Text),
        Column::may("AheadDays", "/daily/aheadDays", Cell::Whole),
    ];
}

impl Listed for Holiday {
    const COLUMNS: &'static [Column] = &[
        Column::must("Id", "/id", Cell::Text),
        Column::must("Name", "/name", Cell::Text),
        Column::must("StartDate", "/startDate", Cell::Text),
        Column::may("EndDate", "/endDate", Cell::Text),
    ];
}
