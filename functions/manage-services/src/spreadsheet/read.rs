//! From the rows of a spreadsheet to services to make.

mod row;

use self::row::Reading;
use super::columns::{Column, column};
use crate::wish::Making;
use domain::currency::Currency;
use domain::id::{DriverId, VehicleId};
use domain::import::{Finding, Findings};
use domain::postal::Country;
use domain::register::{Kind, folded};
use jiff::civil::Date;
use sheets::Collected;
use sheets::write::unescaped;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// What a row calls an entry of a register: by a code, or a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub(crate) kind: Kind,
    pub(crate) field: &'static str,
    pub(crate) value: String,
}

/// The entries of the names of a file.
pub(crate) type Names = BTreeMap<Name, Uuid>;

/// The account's own place, by whose rules a file is read.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) zone: String,
    pub(crate) country: Option<Country>,
    /// In which an amount is that a row names.
    pub(crate) currency: Currency,
    /// The day there, on which a driver's route begins that names none.
    pub(crate) today: Date,
}

/// One row that can be made.
#[derive(Debug)]
pub(crate) struct Ready {
    /// Its place among the rows of the file, from 0: what makes a repeat of it known.
    pub(crate) ordinal: u32,
    /// Row as a spreadsheet program numbers it.
    pub(crate) number: u64,
    pub(crate) tab: Option<String>,
    pub(crate) making: Making,
    /// The driver's day that it is put into once it is made.
    pub(crate) day: Option<Day>,
}

/// A driver's day, as a row names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) driver: DriverId,
    pub(crate) vehicle: Option<VehicleId>,
    pub(crate) date: Date,
    pub(crate) end_date: Option<Date>,
}

/// The rows of a file under columns that are known.
#[derive(Debug)]
pub(crate) struct Sheet {
    file: Collected,
    columns: Vec<Option<Column>>,
    pub(crate) warnings: Findings,
    pub(crate) errors: Findings,
}

/// Looks at the headings of a file.
///
/// # Errors
/// What is wrong with the file as a whole.
pub(crate) fn read(file: Collected) -> Result<Sheet, Findings> {
    let columns: Vec<Option<Column>> = file.header.iter().map(|heading| column(heading)).collect();
    let mut errors = Findings::default();
    let mut seen = BTreeSet::new();
    for (heading, column) in file.header.iter().zip(&columns) {
        match column {
            None if imports::was_rejected(heading) => {}
            None => {
                let detail = "No column of services is called so. Take it out, or call it by its name.";
                errors.push(Finding::of_file("unknown_column", Some(heading), detail));
            }
            Some(column) if !seen.insert(*column) => {
                let detail = "Another column of the file means the same.";
                errors.push(Finding::of_file("duplicate_column", Some(heading), detail));
            }
            Some(_) => {}
        }
    }
    if !seen.contains(&Column::Name) && !seen.contains(&Column::Customer) {
        let detail = "The file has neither a column for the recipient's name nor one for the customer.";
        errors.push(Finding::of_file("missing_column", None, detail));
    }
    if file.rows.is_empty() {
        errors.push(Finding::of_file("no_rows", None, "The file has no rows below its headings."));
    }
    if errors.count() > 0 {
        return Err(errors);
    }
    Ok(Sheet { file, columns, warnings: Findings::default(), errors: Findings::default() })
}

impl Sheet {
    /// The file.
    pub(crate) const fn file(&self) -> &Collected {
        &self.file
    }

    /// Digest of what the cells say: another program may write the same table in other bytes.
    pub(crate) fn content(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = &str>| cells.map(str::trim).collect::<Vec<_>>().join("\u{1f}");
        let header = line(&mut self.file.header.iter().map(String::as_str));
        let rows = self.file.rows.iter().map(|row| line(&mut row.cells.iter().map(|cell| unescaped(&cell.text))));
        let all: Vec<String> =
            std::iter::once(header).chain(rows).map(|line| line.trim_end_matches('\u{1f}').to_owned()).collect();
        blobs::Digest::of(all.join("\u{1e}").as_bytes()).to_string()
    }

    /// Every name of an entry that stands in a row and is no identifier.
    pub(crate) fn names(&self) -> BTreeSet<Name> {
        let cells = self.file.rows.iter().flat_map(|row| row.cells.iter().zip(&self.columns));
        cells.filter_map(|(cell, column)| name((*column)?, unescaped(&cell.text))).collect()
    }

    /// Reads every row, whatever is wrong with the ones before; what is wrong is noted.
    pub(crate) fn ready(&mut self, names: &Names, home: &Home) -> Vec<Ready> {
        let (mut ready, mut seen) = (Vec::new(), HashMap::new());
        let rows = std::mem::take(&mut self.file.rows);
        for (ordinal, row) in (0_u32..).zip(&rows) {
            let mut reading = Reading { sheet: self, row, home, cells: BTreeMap::new(), failed: false };
            reading.take_cells();
            let day = reading.day(names);
            let body = reading.body(names);
            if reading.failed {
                continue;
            }
            match body.read(home.country) {
                Ok(making) if reading.is_first(&making, &mut seen) => {
                    ready.push(Ready { ordinal, number: row.number, tab: row.tab.clone(), making, day });
                }
                Ok(_) => {}
                Err(problem) => {
                    for error in problem.errors() {
                        let value = error
                            .value
                            .as_ref()
                            .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                        reading.refuse(
                            Column::of_pointer(&error.pointer),
                            &error.rule,
                            value.as_deref(),
                            &error.detail,
                        );
                    }
                }
            }
        }
        self.file.rows = rows;
        ready
    }

    /// The heading under which a column stands in this file.
    pub(crate) fn heading(&self, column: Column) -> Option<&str> {
        let place = self.columns.iter().position(|found| *found == Some(column))?;
        self.file.header.get(place).map(String::as_str)
    }
}

/// What a cell calls an entry of a register, where it is no identifier.
fn name(column: Column, text: &str) -> Option<Name> {
    let kind = match column {
        Column::Branch | Column::ShipperDocument => Kind::Branches,
        Column::Partner => Kind::Partners,
        Column::Carrier => Kind::Carriers,
        Column::Agency => Kind::Agencies,
        Column::Login => Kind::Drivers,
        Column::Plate => Kind::Vehicles,
        _ => return None,
    };
    if text.is_empty() || Uuid::try_parse(text).is_ok() {
        return None;
    }
    let bare = || text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    Some(match column {
        Column::ShipperDocument => Name { kind, field: "document", value: bare() },
        Column::Plate => Name { kind, field: "plate", value: bare() },
        Column::Login => Name { kind, field: "login", value: folded(text) },
        _ => Name { kind, field: "code", value: folded(text) },
    })
}

#[cfg(test)]
mod tests;
