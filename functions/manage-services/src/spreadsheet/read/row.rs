//! One row, from its cells to the body of a request.

use super::super::cells;
use super::super::columns::Column;
use super::{Day, Home, Names, Sheet, name};
use crate::wire::{Amount, NewCustomer, NewInvoice, NewPackage, NewService};
use crate::wish::Making;
use domain::id::CustomerId;
use domain::import::Finding;
use domain::postal::Country;
use jiff::civil::Date;
use people::Address;
use sheets::write::unescaped;
use sheets::{CollectedRow, Kind as CellKind};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// One row while it is read.
pub(super) struct Reading<'s> {
    pub(super) sheet: &'s mut Sheet,
    pub(super) row: &'s CollectedRow,
    /// By whose rules it is read.
    pub(super) home: &'s Home,
    pub(super) cells: BTreeMap<Column, String>,
    pub(super) failed: bool,
}

impl Reading<'_> {
    fn finding(&self, column: Option<&str>, rule: &str, value: Option<&str>, detail: &str) -> Finding {
        Finding::of_row(self.row.number, column, rule, value, detail).in_tab(self.row.tab.as_deref())
    }

    pub(super) fn refuse(&mut self, column: Option<Column>, rule: &str, value: Option<&str>, detail: &str) {
        let heading = column.and_then(|column| self.sheet.heading(column)).map(str::to_owned);
        let finding = self.finding(heading.as_deref(), rule, value, detail);
        self.sheet.errors.push(finding);
        self.failed = true;
    }

    pub(super) fn take_cells(&mut self) {
        for fault in &self.row.faults {
            let heading = fault.column.and_then(|at| self.sheet.file.header.get(at)).cloned();
            let finding = self.finding(heading.as_deref(), fault.rule.code(), None, &fault.rule.to_string());
            self.sheet.errors.push(finding);
            self.failed = true;
        }
        let columns = self.sheet.columns.clone();
        for (cell, column) in self.row.cells.iter().zip(columns) {
            let Some(column) = column.filter(|column| !cell.text.is_empty() && !column.is_told()) else { continue };
            let text = unescaped(&cell.text);
            let is_postal = column == Column::PostalCode && self.is_in_brazil();
            match people::cells::padded(text, cell.kind == CellKind::Number).filter(|_| is_postal) {
                Some(padded) => {
                    let heading = self.sheet.heading(column).map(str::to_owned);
                    let detail = "The postal code had lost its leading zeros; it was read as one of 8 digits.";
                    let finding = self.finding(heading.as_deref(), "postal_code_padded", Some(text), detail);
                    self.sheet.warnings.push(finding);
                    self.cells.insert(column, padded);
                }
                None => drop(self.cells.insert(column, text.to_owned())),
            }
        }
    }

    fn is_in_brazil(&self) -> bool {
        let place = self.sheet.columns.iter().position(|column| *column == Some(Column::Country));
        let cell = place.and_then(|place| self.row.cells.get(place)).map(|cell| unescaped(&cell.text));
        people::cells::country(cell, self.home.country) == Some(Country::BRA)
    }

    fn cell(&mut self, column: Column) -> Option<String> {
        self.cells.remove(&column)
    }

    fn read_cell<T>(
        &mut self,
        column: Column,
        rule: &str,
        detail: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.cell(column)?;
        let value = read(&text);
        if value.is_none() {
            self.refuse(Some(column), rule, Some(&text), detail);
        }
        value
    }

    /// The identifier of the entry that a cell names.
    fn named(&mut self, column: Column, names: &Names) -> Option<String> {
        let text = self.cell(column)?;
        let Some(name) = name(column, &text) else { return Some(text) };
        let found = names.get(&name).map(Uuid::to_string);
        if found.is_none() {
            let detail = format!("No entry of {} has this {}.", name.kind.name(), name.field);
            self.refuse(Some(column), "unknown_entry", Some(&text), &detail);
        }
        found
    }

    /// The driver's day that the row is for: of whoever signs in with the login that it names, today where it names no
    /// day.
    pub(super) fn day(&mut self, names: &Names) -> Option<Day> {
        let (driver, vehicle) = (self.named(Column::Login, names), self.named(Column::Plate, names));
        let detail = "A date is expected, dd/mm/yyyy.";
        let date = |text: &str| cells::day(text).parse::<Date>().ok();
        let starts = self.read_cell(Column::Starts, "date", detail, date);
        let ends = self.read_cell(Column::Ends, "date", detail, date);
        let Some(driver) = driver else {
            if !self.failed {
                self.warn_idle();
            }
            return None;
        };
        let driver = driver.parse().ok()?;
        let date = starts.unwrap_or(self.home.today);
        if ends.is_some_and(|ends| ends < date) {
            self.refuse(Some(Column::Ends), "before_start", None, "A route ends on its day or later.");
        }
        Some(Day { driver, vehicle: vehicle.and_then(|id| id.parse().ok()), date, end_date: ends })
    }

    /// Tells that a plate or a day of a route has no effect in a row that names no driver.
    fn warn_idle(&mut self) {
        for column in [Column::Plate, Column::Starts, Column::Ends] {
            let heading = self.sheet.heading(column).map(str::to_owned);
            let place = self.sheet.columns.iter().position(|found| *found == Some(column));
            let filled = place.and_then(|place| self.row.cells.get(place)).is_some_and(|cell| !cell.text.is_empty());
            if filled {
                let detail = "The row names no driver: this cell has no effect.";
                let finding = self.finding(heading.as_deref(), "column_ignored", None, detail);
                self.sheet.warnings.push(finding);
            }
        }
    }

    /// The row as the body of a request.
    pub(super) fn body(&mut self, names: &Names) -> NewService {
        let whole = "A whole number is expected.";
        let service_minutes = self.read_cell(Column::Minutes, "minutes", whole, |text| text.parse::<u16>().ok());
        let priority = self.read_cell(Column::Priority, "priority", whole, |text| text.parse::<u8>().ok());
        let weight = self.read_cell(Column::Kilograms, "weight", "A weight in kilograms is expected.", cells::grams);
        let (currency, detail) =
            (self.home.currency, "An amount of money is expected, with the decimals of its currency.");
        let amount_to_collect =
            self.read_cell(Column::ToCollect, "amount", detail, |text| cells::amount(text, currency)).map(Amount::from);
        let goods_value =
            self.read_cell(Column::Worth, "amount", detail, |text| cells::amount(text, currency)).map(Amount::from);
        let detail = "A volume in cubic metres is expected.";
        let volume = self.read_cell(Column::Volume, "volume", detail, cells::cubic_centimetres);
        let degrees = |text: &str| text.replace(',', ".").parse::<f64>().ok();
        let lat = self.read_cell(Column::Latitude, "point", "Degrees are expected.", degrees);
        let lng = self.read_cell(Column::Longitude, "point", "Degrees are expected.", degrees);
        let (country, state) = (self.cell(Column::Country), self.cell(Column::State));
        let place = people::cells::country(country.as_deref(), self.home.country);
        let there = cells::zone_of(place, state.as_deref(), &self.home.zone);
        let moment = "A date is expected, perhaps with a time, or a moment of RFC 3339.";
        let deadline = self.read_cell(Column::Deadline, "instant", moment, |text| cells::moment(text, &there));
        let shipper = self.named(Column::ShipperDocument, names);
        let branch = self.named(Column::Branch, names).or(shipper);
        let (partner, carrier) = (self.named(Column::Partner, names), self.named(Column::Carrier, names));
        let agency = self.named(Column::Agency, names);
        let (area, phone) = (self.cell(Column::AreaCode), self.cell(Column::Phone));
        let phone = phone.map(|phone| people::cells::phone(area.as_deref(), &phone, place));
        let street = self.cell(Column::Street).unwrap_or_default();
        let (street, number) = match self.sheet.heading(Column::HouseNumber) {
            Some(_) => (street, self.cell(Column::HouseNumber)),
            None => people::cells::street(&street),
        };
        let address = Address {
            country,
            postal_code: self.cell(Column::PostalCode).unwrap_or_default(),
            street,
            number,
            complement: self.cell(Column::Complement),
            neighborhood: self.cell(Column::Neighbourhood),
            city: self.cell(Column::City),
            state,
            reference: self.cell(Column::Landmark),
            lat,
            lng,
        };
        let customer = self.customer(phone);
        let known = customer.id.is_some() || customer.first_name.is_none();
        let said = !(address.postal_code.is_empty() && address.street.is_empty());
        let packages = self.cell(Column::Packages).map(|text| cells::packages(&text)).unwrap_or_default();
        let invoice = self.cell(Column::Invoice);
        let series = self.cell(Column::Series);
        let list = |text: Option<String>| text.map(|text| cells::list(&text));
        NewService {
            kind: self.cell(Column::Kind).map(|kind| cells::kind(&kind)),
            external_id: self.cell(Column::External),
            order: self.cell(Column::Order),
            invoice: invoice.map(|number| NewInvoice { number, series }),
            description: self.cell(Column::Description),
            customer: Some(customer),
            address: (said || !known).then_some(address),
            packages: packages.into_iter().map(|(barcode, weight)| NewPackage { barcode, weight }).collect(),
            weight,
            volume,
            goods_value,
            service_minutes,
            priority: priority.unwrap_or_default(),
            skills: list(self.cell(Column::Skills)).unwrap_or_default(),
            scheduled_date: self.cell(Column::Scheduled).map(|date| cells::day(&date)),
            time_window: self.cell(Column::Hours),
            sender: self.cell(Column::Sender),
            manifest: self.cell(Column::Manifest),
            freight_id: self.cell(Column::Freight),
            amount_to_collect,
            agency,
            branch,
            partner,
            carrier,
            required_proof: list(self.cell(Column::Proofs))
                .map(|kinds| kinds.iter().map(|kind| cells::proof(kind)).collect()),
            deadline,
            quote: None,
            option: None,
            reservation: None,
        }
    }

    /// Who waits for it. The customer column holds the identifier here, or the one in the system that it comes from.
    fn customer(&mut self, phone: Option<String>) -> NewCustomer {
        let id = self.cell(Column::Customer);
        let ours = id.as_deref().is_some_and(|id| id.parse::<CustomerId>().is_ok());
        NewCustomer {
            id: id.clone().filter(|_| ours),
            external_id: id.filter(|_| !ours),
            legal_type: self.cell(Column::LegalType).map(|kind| people::cells::legal_type(&kind)),
            first_name: self.cell(Column::Name),
            last_name: self.cell(Column::LastName),
            document: self.cell(Column::Document),
            phone,
            email: self.cell(Column::Email),
        }
    }

    /// Whether no row before has the same invoice or the same external id.
    pub(super) fn is_first(&mut self, making: &Making, seen: &mut HashMap<(Column, String), u64>) -> bool {
        let invoice = making.describing.invoice.as_ref().map(|invoice| {
            let series = invoice.series.as_ref().map_or("", |series| series.as_str());
            (Column::Invoice, format!("{}\n{series}", invoice.number).to_lowercase())
        });
        let external = making.external.as_ref().map(|id| (Column::External, id.to_string()));
        for (column, value) in invoice.into_iter().chain(external) {
            if let Some(before) = seen.insert((column, value.clone()), self.row.number) {
                seen.insert((column, value), before);
                self.refuse(Some(column), "duplicate", None, &format!("Row {before} has the same."));
                return false;
            }
        }
        true
    }
}
