use std::collections::HashMap;
use std::ops::ControlFlow;

use domain::code::{SkuId, WarehouseId};
use domain::currency::{Currency, Money};
use edge::Problem;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sheets::{Limits, Options, Row};

use super::table::{sentence, with_point};
use super::{Finding, Findings};
use crate::wire;

/// Rows of a file of goods at most.
const ROWS: u64 = 100_000;

/// What a file of goods turned out to be.
#[derive(Debug)]
pub struct Goods<T> {
    /// Rows under the header that are not empty.
    pub rows: u64,
    /// What is wrong, row by row.
    pub errors: Findings,
    /// The rows without errors, with their numbers.
    pub lines: Vec<(u64, T)>,
    /// The columns that the file lacks: what they would say stays as it is registered.
    pub absent: Vec<&'static str>,
}

/// A kind of row.
pub trait Line: Sized {
    /// Names of the columns, and whether a file may lack one.
    const COLUMNS: &'static [(&'static str, bool)];

    /// Reads a row, given the cells in the order of [`Self::COLUMNS`].
    ///
    /// # Errors
    /// Column, rule and sentence of what is wrong.
    fn read(cells: &[&str], currency: Currency) -> Result<Self, Vec<Wrong>>;

    /// What no two rows of a file have in common.
    fn identity(&self) -> String;
}

/// Column, rule and sentence.
pub(crate) type Wrong = (&'static str, String, String);

/// Reads a CSV, XLSX, XLS or ZIP of goods. A row with an error does not keep the others from being read.
#[must_use]
pub fn read_goods<T: Line>(file: &[u8], currency: Currency) -> Goods<T> {
    let mut reading = Reading {
        currency,
        places: Vec::new(),
        seen: HashMap::new(),
        found: Goods { rows: 0, errors: Findings::default(), lines: Vec::new(), absent: Vec::new() },
    };
    let options = Options { limits: Limits { rows: ROWS, ..Limits::default() }, windows_1252: true };
    if let Err(refused) = sheets::read(file, &options, &mut reading) {
        let detail = sentence(&refused.to_string());
        reading.refuse(refused.row(), None, refused.code(), None, detail);
        reading.found.lines.clear();
    }
    if reading.found.rows == 0 && reading.found.errors.count() == 0 {
        reading.refuse(None, None, "no_rows", None, "The file has a header and no rows.".to_owned());
    }
    reading.found
}

struct Reading<T> {
    currency: Currency,
    /// For each column of the kind, where it stands in the file.
    places: Vec<Option<usize>>,
    seen: HashMap<String, u64>,
    found: Goods<T>,
}

impl<T: Line> Reading<T> {
    fn refuse(&mut self, row: Option<u64>, column: Option<&str>, rule: &str, value: Option<&str>, detail: String) {
        self.found.errors.push(Finding {
            tab: None,
            row,
            column: column.map(str::to_owned),
            rule: rule.to_owned(),
            value: value.filter(|value| !value.is_empty()).map(|value| value.chars().take(60).collect()),
            detail,
        });
    }
}

impl<T: Line> sheets::Reader for Reading<T> {
    fn header(&mut self, names: &[String]) -> ControlFlow<()> {
        self.places = T::COLUMNS.iter().map(|(column, _)| names.iter().position(|name| name == column)).collect();
        let absent = self.places.iter().zip(T::COLUMNS).filter(|(place, _)| place.is_none());
        let (absent, missing): (Vec<_>, Vec<_>) =
            absent.map(|(_, column)| *column).partition(|(_, optional)| *optional);
        self.found.absent = absent.into_iter().map(|(column, _)| column).collect();
        let missing: Vec<&str> = missing.into_iter().map(|(column, _)| column).collect();
        for column in missing {
            let detail = format!("The header has no column named {column}.");
            self.refuse(Some(1), Some(column), "missing_column", None, detail);
        }
        for name in names.iter().filter(|name| T::COLUMNS.iter().all(|(column, _)| column != name)) {
            let name: String = name.chars().take(60).collect();
            let detail = format!("There is no column named {name}.");
            self.refuse(Some(1), Some(&name), "unknown_column", None, detail);
        }
        if self.found.errors.count() == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn row(&mut self, row: Row<'_>) -> ControlFlow<()> {
        self.found.rows = self.found.rows.saturating_add(1);
        for fault in row.faults {
            let at = |column: usize| self.places.iter().position(|place| *place == Some(column));
            let column = fault.column.and_then(at).and_then(|at| T::COLUMNS.get(at)).map(|(column, _)| *column);
            self.refuse(Some(row.number), column, fault.rule.code(), None, sentence(&fault.rule.to_string()));
        }
        if !row.faults.is_empty() {
            return ControlFlow::Continue(());
        }
        let cell =
            |place: &Option<usize>| place.and_then(|place| row.cells.get(place)).map_or("", |cell| cell.text.as_str());
        let cells: Vec<&str> = self.places.iter().map(cell).collect();
        match T::read(&cells, self.currency) {
            Err(wrong) => {
                for (column, rule, detail) in wrong {
                    let at = T::COLUMNS.iter().position(|(known, _)| *known == column);
                    let value = at.and_then(|at| cells.get(at)).copied();
                    self.refuse(Some(row.number), Some(column), &rule, value, detail);
                }
            }
            Ok(line) => match self.seen.insert(line.identity(), row.number) {
                Some(before) => {
                    let detail = format!("Row {before} is about the same; only one of them can be right.");
                    self.refuse(Some(row.number), None, "duplicate", Some(&line.identity()), detail);
                }
                None => self.found.lines.push((row.number, line)),
            },
        }
        ControlFlow::Continue(())
    }
}

/// A whole number of a cell; a spreadsheet may write it with a point and zeros.
fn whole(wrong: &mut Vec<Wrong>, column: &'static str, text: &str) -> i64 {
    let read = plain(text).filter(Decimal::is_integer).and_then(|number| number.to_i64());
    read.unwrap_or_else(|| {
        let detail = if text.is_empty() { "The cell is empty and must not be." } else { "This is no whole number." };
        let rule = if text.is_empty() { "required" } else { "not_a_whole_number" };
        wrong.push((column, rule.to_owned(), detail.to_owned()));
        0
    })
}

fn plain(text: &str) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    text.parse::<Decimal>().ok().filter(|_| plain)
}

/// What the rules for the JSON of a thing say, by the columns that stand for its fields.
fn told(problem: &Problem, columns: &[(&str, &'static str)]) -> Vec<Wrong> {
    let column =
        |pointer: &str| columns.iter().find(|(field, _)| pointer.starts_with(field)).map_or("", |(_, column)| *column);
    let errors = problem.errors().iter();
    errors.map(|error| (column(&error.pointer), error.rule.clone(), error.detail.clone())).collect()
}

impl Line for configuration::Sku {
    const COLUMNS: &'static [(&'static str, bool)] = &[
        ("Id", false),
        ("Name", false),
        ("Weight", false),
        ("Height", false),
        ("Width", false),
        ("Length", false),
        ("Price", true),
        ("Modal", true),
        ("Components", true),
        ("AvailableFrom", true),
    ];

    fn read(cells: &[&str], currency: Currency) -> Result<Self, Vec<Wrong>> {
        let [id, name, weight, height, width, length, price, modal, components, available_from] = *cells else {
            return Err(Vec::new());
        };
        let mut wrong = Vec::new();
        let dimensions = wire::Dimensions {
            height: whole(&mut wrong, "Height", height),
            width: whole(&mut wrong, "Width", width),
            length: whole(&mut wrong, "Length", length),
        };
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let body = wire::Sku {
            id: None,
            name: name.to_owned(),
            weight: whole(&mut wrong, "Weight", weight),
            dimensions,
            price: filled(price).and_then(|text| minor(&mut wrong, "Price", &with_point(&text, false), currency)),
            modal: filled(modal),
            components: parts(&mut wrong, components),
            available_from: filled(available_from),
        };
        const FIELDS: [(&str, &str); 10] = [
            ("/id", "Id"),
            ("/name", "Name"),
            ("/weight", "Weight"),
            ("/dimensions/height", "Height"),
            ("/dimensions/width", "Width"),
            ("/dimensions/length", "Length"),
            ("/price", "Price"),
            ("/modal", "Modal"),
            ("/components", "Components"),
            ("/availableFrom", "AvailableFrom"),
        ];
        match body.read(id) {
            Ok(sku) if wrong.is_empty() => Ok(sku),
            Ok(_) => Err(wrong),
            Err(problem) => {
                // A cell that could not be read stands for 0, and what is wrong with that 0 says nothing new.
                let unread: Vec<&str> = wrong.iter().map(|(column, ..)| *column).collect();
                let more = told(&problem, &FIELDS).into_iter().filter(|(column, ..)| !unread.contains(column));
                Err(wrong.iter().cloned().chain(more).collect())
            }
        }
    }

    fn identity(&self) -> String {
        self.id.to_string()
    }
}

/// An amount of the currency in minor units.
fn minor(wrong: &mut Vec<Wrong>, column: &'static str, text: &str, currency: Currency) -> Option<i64> {
    let exact = plain(text).and_then(|amount| Money::exact(amount, currency)).map(Money::minor);
    if exact.is_none() {
        let detail = format!("A price is a number with at most {} decimals.", currency.minor_digits());
        wrong.push((column, "price".to_owned(), detail));
    }
    exact
}

/// The parts of a kit: `caneca:2;prato:1`.
fn parts(wrong: &mut Vec<Wrong>, text: &str) -> Vec<wire::Component> {
    let mut read = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (sku, quantity) = part.split_once(':').unwrap_or((part, ""));
        match quantity.trim().parse::<i64>() {
            Ok(quantity) => read.push(wire::Component { sku: sku.trim().to_owned(), quantity }),
            Err(_) => {
                let detail = "Parts are written as SKU:units, one after another with a semicolon between.";
                wrong.push(("Components", "components".to_owned(), detail.to_owned()));
                break;
            }
        }
    }
    read
}

impl Line for configuration::Stock {
    const COLUMNS: &'static [(&'static str, bool)] =
        &[("Sku", false), ("Warehouse", false), ("Quantity", false), ("Unlimited", true), ("LeadTime", true)];

    fn read(cells: &[&str], _: Currency) -> Result<Self, Vec<Wrong>> {
        let [sku, warehouse, quantity, unlimited, lead_time] = *cells else { return Err(Vec::new()) };
        let mut wrong = Vec::new();
        let mut id = |column: &'static str, error: Option<String>| {
            wrong.extend(error.map(|detail| (column, "invalid_id".to_owned(), sentence(&detail))));
        };
        let (of, at) = (sku.parse::<SkuId>(), warehouse.parse::<WarehouseId>());
        id("Sku", of.as_ref().err().map(ToString::to_string));
        id("Warehouse", at.as_ref().err().map(ToString::to_string));
        let unlimited = match unlimited.to_ascii_lowercase().as_str() {
            "" | "false" | "0" => false,
            "true" | "1" => true,
            _ => {
                wrong.push(("Unlimited", "boolean".to_owned(), "This is true or false.".to_owned()));
                false
            }
        };
        let body = wire::Stock {
            sku: None,
            warehouse: None,
            quantity: whole(&mut wrong, "Quantity", quantity),
            reserved: None,
            held: None,
            available: None,
            lots: Vec::new(),
            unlimited,
            lead_time: (!lead_time.is_empty()).then(|| lead_time.to_owned()),
        };
        let (Ok(sku), Ok(warehouse)) = (of, at) else { return Err(wrong) };
        match body.read(sku, warehouse, None, jiff::Timestamp::UNIX_EPOCH) {
            Ok(stock) if wrong.is_empty() => Ok(stock),
            Ok(_) => Err(wrong),
            Err(problem) => {
                wrong.extend(told(&problem, &[("/quantity", "Quantity"), ("/leadTime", "LeadTime")]));
                Err(wrong)
            }
        }
    }

    fn identity(&self) -> String {
        format!("{} {}", self.sku, self.warehouse)
    }
}
