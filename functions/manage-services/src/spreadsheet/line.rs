//! A service as a row, under headings that an import knows.

use super::columns::{COLUMNS, Column};
use domain::address::Address;
use domain::customer::{Customer, LegalType};
use domain::id::{AgencyId, BranchId, CarrierId, PartnerId};
use domain::language::Language;
use domain::measure::Grams;
use domain::service::{Package, Service};
use std::collections::BTreeMap;
use std::fmt::Display;
use uuid::Uuid;

use Column as C;

/// The columns that are written: all that say something of a service. Whoever imports the file elsewhere plans routes of
/// their own.
fn written() -> impl Iterator<Item = Column> {
    let all = COLUMNS.iter().map(|(column, _)| *column);
    all.filter(|column| !matches!(column, C::AreaCode | C::ShipperDocument | C::Login | C::Plate | C::Starts | C::Ends))
}

/// The headings in a language.
pub(crate) fn header(language: Language) -> Vec<&'static str> {
    written().map(|column| column.heading(language)).collect()
}

/// What the account calls entries of its registers in its other systems: other accounts know them by that, too.
pub(crate) type Codes = BTreeMap<Uuid, String>;

/// A service under them, with the entries of registers that have a code by that; of a person who was erased, what is left.
pub(crate) fn line(service: &Service, customer: Option<&Customer>, codes: &Codes) -> Vec<String> {
    let coded = |id: Uuid| codes.get(&id).cloned().unwrap_or_else(|| id.to_string());
    let address = customer.and_then(|customer| customer.address(service.address));
    let state = service.state();
    written()
        .map(|column| {
            let said = &service.describing;
            let told = match column {
                C::Code => Some(service.code.as_str().to_owned()),
                C::Status => Some(state.status.name().to_owned()),
                C::Attempts => Some(state.attempts.len().to_string()),
                C::Created => Some(service.created_at.to_string()),
                C::Ended => state.ended_at.as_ref().map(text),
                C::Driver => state.holding.map(|holding| holding.driver.to_string()),
                C::Shift => service.booking.as_ref().map(|booking| booking.shift.name().to_owned()),
                C::Kind => Some(service.kind.name().to_owned()),
                C::External => service.external.as_ref().map(text),
                C::Deadline => service.promise.as_ref().and_then(|promise| promise.deadline).as_ref().map(text),
                C::Order => said.order.as_ref().map(text),
                C::Invoice => said.invoice.as_ref().map(|invoice| text(&invoice.number)),
                C::Series => said.invoice.as_ref().and_then(|invoice| invoice.series.as_ref()).map(text),
                C::Description => said.description.as_ref().map(text),
                C::Manifest => said.manifest.as_ref().map(text),
                C::Freight => said.freight.as_ref().map(text),
                C::ToCollect => said.to_collect.map(|money| money.amount().to_string()),
                C::Packages => Some(said.packages.iter().map(package).collect::<Vec<_>>().join("; ")),
                C::Kilograms => said.weight.map(kilograms),
                C::Volume => said.volume.map(|volume| decimal(volume.into(), 6)),
                C::Worth => said.value.map(|money| money.amount().to_string()),
                C::Minutes => said.service_minutes.as_ref().map(text),
                C::Priority => Some(said.priority.to_string()),
                C::Skills => Some(said.skills.iter().map(text).collect::<Vec<_>>().join("; ")),
                C::Hours => said.hours.as_ref().map(text),
                C::Sender => said.sender.as_ref().map(text),
                C::Scheduled => said.scheduled.as_ref().map(text),
                C::Proofs => Some(said.required.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("; ")),
                C::Agency => said.facets.agency.map(AgencyId::uuid).map(coded),
                C::Branch => said.facets.branch.map(BranchId::uuid).map(coded),
                C::Partner => said.facets.partner.map(PartnerId::uuid).map(coded),
                C::Carrier => said.facets.carrier.map(CarrierId::uuid).map(coded),
                other => customer
                    .and_then(|customer| of_customer(other, customer))
                    .or_else(|| address.and_then(|address| of_address(other, address))),
            };
            told.unwrap_or_default()
        })
        .collect()
}

fn of_customer(column: Column, customer: &Customer) -> Option<String> {
    match column {
        C::Name => Some(customer.first_name.to_string()),
        C::LastName => customer.last_name.as_ref().map(text),
        C::LegalType => Some(match customer.legal_type {
            LegalType::Person => "person".to_owned(),
            LegalType::Company => "company".to_owned(),
        }),
        C::Document => customer.document.as_ref().map(|document| document.as_str().to_owned()),
        C::Email => customer.email.as_ref().map(text),
        C::Phone => customer.phone.as_ref().map(text),
        C::Customer => customer.external_id.as_ref().map(text),
        _ => None,
    }
}

fn of_address(column: Column, address: &Address) -> Option<String> {
    match column {
        C::Street => Some(address.street.to_string()),
        C::HouseNumber => address.number.as_ref().map(text),
        C::Complement => address.complement.as_ref().map(text),
        C::Neighbourhood => address.neighbourhood.as_ref().map(text),
        C::PostalCode => Some(address.postal_code.to_string()),
        C::City => address.city.as_ref().map(text),
        C::State => address.state.as_ref().map(|state| state.as_str().to_owned()),
        C::Country => Some(address.country.code().to_owned()),
        C::Landmark => address.reference.as_ref().map(text),
        C::Latitude => address.point.map(|point| point.lat().to_string()),
        C::Longitude => address.point.map(|point| point.lng().to_string()),
        _ => None,
    }
}

fn text(value: &impl Display) -> String {
    value.to_string()
}

fn package(package: &Package) -> String {
    match package.weight {
        Some(weight) => format!("{}={}", package.barcode, kilograms(weight)),
        None => package.barcode.to_string(),
    }
}

/// Grams as kilograms.
fn kilograms(grams: Grams) -> String {
    decimal(grams.into(), 3)
}

/// A number of so many decimals, without zeros at the end.
fn decimal(number: i64, decimals: usize) -> String {
    let digits = format!("{number:0>width$}", width = decimals.saturating_add(1));
    let (whole, part) = digits.split_at(digits.len().saturating_sub(decimals));
    format!("{whole}.{part}").trim_end_matches('0').trim_end_matches('.').to_owned()
}
