//! Labels of packages and delivery slips, made when they are asked for and kept nowhere.

use ::labels::{Label, Slip, Words};
use bytes::Bytes;
use domain::address::Address;
use domain::customer::Customer;
use domain::id::{AgencyId, ServiceId};
use domain::register::Agency;
use domain::service::{Package, Service};
use edge::{FieldError, Problem, Reply, Request, WireProblem};
use i18n::Messages;
use std::collections::{BTreeMap, BTreeSet};
use store::keys;

use crate::{Deps, services};

/// Services of one file.
const MOST: usize = 100;

/// Bytes of one file: an answer holds six million, and takes four for three of these.
const LARGEST: usize = 4_000_000;

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Pdf,
    Zpl,
    Slip,
}

/// The labels of a service, one for each package (or one, of its tracking code, when it names none): 100 by 150
/// millimetres, with the package's barcode in Code 128 and as QR.
#[utoipa::path(get, path = "/v1/services/{id}/label", tag = "Labels",
    params(("id" = String, Path), ("format" = Option<String>, Query, description = "pdf, which is the default, zpl, or slip: a delivery slip on A4")),
    responses((status = 200, description = "The file", content_type = "application/pdf"), (status = 404, body = WireProblem), (status = 409, description = "`person_erased`", body = WireProblem)))]
pub async fn of_one(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let format = Format::read(request)?;
    let service = services::find(deps, request).await?.value;
    print(deps, request, format, &[service]).await
}

/// The labels of up to 100 services in one file, in the order in which they are named.
#[utoipa::path(get, path = "/v1/labels", tag = "Labels",
    params(("services" = String, Query, description = "Ids of services, separated by commas"), ("format" = Option<String>, Query, description = "pdf, which is the default, zpl, or slip: delivery slips on A4")),
    responses((status = 200, description = "The file", content_type = "application/pdf"), (status = 409, description = "`person_erased`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn of_many(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let format = Format::read(request)?;
    let names: Vec<&str> = request.query("services")?.unwrap_or_default().split(',').map(str::trim).collect();
    if names.len() > MOST {
        return Err(unprintable("count", "One file has the labels of 1 to 100 services.", None));
    }
    let parsed = names.iter().map(|name| name.parse::<ServiceId>().map_err(|_| *name));
    let ids = parsed.collect::<Result<Vec<ServiceId>, &str>>().map_err(unknown)?;
    let found = deps.gate.store().services_by_id(request.scope()?, &ids, request.at()).await?;
    let sight = request.caller()?.visibility();
    let seen: BTreeMap<ServiceId, Service> = found
        .into_iter()
        .filter(|found| sight.sees(&found.value.placement()))
        .map(|found| (found.value.id, found.value))
        .collect();
    let services = ids.iter().map(|id| seen.get(id).cloned().ok_or_else(|| unknown(&id.to_string())));
    print(deps, request, format, &services.collect::<Result<Vec<Service>, Problem>>()?).await
}

impl Format {
    fn read(request: &Request) -> Result<Self, Problem> {
        match request.query("format")? {
            None | Some("pdf") => Ok(Self::Pdf),
            Some("zpl") => Ok(Self::Zpl),
            Some("slip") => Ok(Self::Slip),
            Some(_) => Err(Problem::malformed("invalid_filter", "`format` is pdf, zpl or slip.")),
        }
    }
}

fn unknown(name: &str) -> Problem {
    let shown: String = name.chars().take(60).collect();
    unprintable("unknown_service", "There is no such service.", Some(shown))
}

fn unprintable(rule: &str, detail: &str, value: Option<String>) -> Problem {
    let (pointer, value) = ("?services".to_owned(), value.map(Into::into));
    Problem::unprocessable(vec![FieldError { pointer, rule: rule.to_owned(), detail: detail.to_owned(), value }])
}

/// What one service says, wherever it is printed.
struct Printed<'a> {
    service: &'a Service,
    customer: &'a Customer,
    sender: String,
}

async fn print(deps: &Deps, request: &Request, format: Format, services: &[Service]) -> Result<Reply, Problem> {
    let (scope, now, store) = (request.scope()?, request.at(), deps.gate.store());
    let account = store.read(&keys::account(scope), now).await?.ok_or_else(|| Problem::not_found("account"))?.value;
    let people: BTreeSet<_> = services.iter().map(|service| service.customer).collect();
    let people: Vec<_> = people.into_iter().map(|id| keys::customer(scope, id)).collect();
    let people: BTreeMap<_, Customer> =
        store.read_all(&people, now).await?.into_iter().flatten().map(|found| (found.value.id, found.value)).collect();
    let agencies: BTreeSet<AgencyId> = services.iter().filter_map(|service| service.describing.facets.agency).collect();
    let agencies: Vec<_> = agencies.into_iter().map(|id| keys::entry::<Agency>(scope, id)).collect();
    let agencies: Vec<_> =
        store.read_all(&agencies, now).await?.into_iter().flatten().map(|found| found.value).collect();
    let mut printed = Vec::new();
    for service in services {
        let gone = || Problem::conflict("person_erased", format!("The person of service {} was erased.", service.id));
        let customer = people.get(&service.customer).ok_or_else(gone)?;
        let agency = agencies.iter().find(|agency| Some(agency.id) == service.describing.facets.agency);
        let sender = agency.map_or(&account.name, |agency| &agency.name).as_str().to_owned();
        printed.push(Printed { service, customer, sender });
    }
    let texts = Messages::for_language(request.language().unwrap_or(account.language));
    let (kind, end, file) = match format {
        Format::Pdf => ("application/pdf", "pdf", ::labels::pdf(&labels_of(&printed, texts))),
        Format::Zpl => ("application/zpl", "zpl", ::labels::zpl(&labels_of(&printed, texts)).into_bytes()),
        Format::Slip => {
            let slips: Vec<Slip> = printed.iter().map(|printed| slip(printed, texts)).collect();
            ("application/pdf", "pdf", ::labels::slips(&slips, &words(texts)))
        }
    };
    if file.len() > LARGEST {
        let detail = "The file would be too large to be answered. Name fewer services.";
        return Err(unprintable("too_many_labels", detail, None));
    }
    let name = match (format, services) {
        (Format::Slip, [one]) => format!("slip-{}", one.code.as_str()),
        (Format::Slip, _) => "slips".to_owned(),
        (_, [one]) => format!("label-{}", one.code.as_str()),
        _ => "labels".to_owned(),
    };
    let attached = format!("attachment; filename=\"{name}.{end}\"");
    Ok(Reply::bytes(200, kind, Bytes::from(file)).with_header("content-disposition", &attached))
}

fn labels_of(printed: &[Printed<'_>], texts: &Messages) -> Vec<Label> {
    printed.iter().flat_map(|printed| labels_of_one(printed, texts)).collect()
}

fn labels_of_one(printed: &Printed<'_>, texts: &Messages) -> Vec<Label> {
    let Printed { service, customer, sender } = printed;
    let code = service.code.as_str();
    let packages = &service.describing.packages;
    let scanned: Vec<(&str, Option<&Package>)> = if packages.is_empty() {
        vec![(code, None)]
    } else {
        packages.iter().map(|package| (package.barcode.as_str(), Some(package))).collect()
    };
    let count = scanned.len();
    let one = |(number, (barcode, package)): (usize, (&str, Option<&Package>))| {
        let weight =
            package.map_or(service.describing.weight, |package| package.weight).map(|grams| weight(grams.into()));
        let mut notes = facts(service, texts);
        notes.extend(weight.map(|weight| (texts.text("slip-weight", &[]), weight)));
        Label {
            code: service.code.spoken(),
            barcode: barcode.to_owned(),
            recipient: customer.name(),
            address: customer.address(service.address).map(lines).unwrap_or_default(),
            notes: notes.into_iter().map(|(name, value)| format!("{name}: {value}")).collect(),
            part: format!("{}/{count}", number.saturating_add(1)),
            sender: sender.clone(),
        }
    };
    scanned.into_iter().enumerate().map(one).collect()
}

fn slip(printed: &Printed<'_>, texts: &Messages) -> Slip {
    let Printed { service, customer, sender } = printed;
    let package = |package: &Package| {
        let weight = package.weight.map(|grams| weight(grams.into())).unwrap_or_default();
        (package.barcode.as_str().to_owned(), weight)
    };
    let mut facts = facts(service, texts);
    let described = service.describing.description.as_ref().map(ToString::to_string);
    facts.extend(described.map(|described| (texts.text("slip-description", &[]), described)));
    Slip {
        code: service.code.as_str().to_owned(),
        spoken: service.code.spoken(),
        sender: sender.clone(),
        recipient: customer.name(),
        address: customer.address(service.address).map(lines).unwrap_or_default(),
        facts,
        packages: service.describing.packages.iter().map(package).collect(),
    }
}

fn facts(service: &Service, texts: &Messages) -> Vec<(String, String)> {
    let said = &service.describing;
    let invoice = said.invoice.as_ref().map(|invoice| match &invoice.series {
        Some(series) => format!("{} / {series}", invoice.number),
        None => invoice.number.to_string(),
    });
    [("slip-order", said.order.as_ref().map(ToString::to_string)), ("slip-invoice", invoice)]
        .into_iter()
        .filter_map(|(key, value)| Some((texts.text(key, &[]), value?)))
        .collect()
}

/// An address as it is written on a letter.
fn lines(address: &Address) -> Vec<String> {
    let joined = |parts: [Option<String>; 3], by: &str| parts.into_iter().flatten().collect::<Vec<_>>().join(by);
    let street =
        joined([Some(address.street.to_string()), address.number.as_ref().map(ToString::to_string), None], ", ");
    let detail = joined(
        [
            address.complement.as_ref().map(ToString::to_string),
            address.neighbourhood.as_ref().map(ToString::to_string),
            None,
        ],
        " - ",
    );
    let city = joined(
        [
            address.city.as_ref().map(ToString::to_string),
            address.state.as_ref().map(|state| state.as_str().to_owned()),
            None,
        ],
        " - ",
    );
    let postal = format!("{} {}", address.postal_code, address.country.code());
    let reference = address.reference.as_ref().map(ToString::to_string).unwrap_or_default();
    [street, detail, city, postal, reference].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Grams as kilograms, with what is left of one.
fn weight(grams: i64) -> String {
    format!("{}.{:03} kg", grams / 1000, grams.rem_euclid(1000))
}

fn words(texts: &Messages) -> Words {
    let text = |key: &str| texts.text(key, &[]);
    Words {
        title: text("slip-title"),
        packages: text("slip-packages"),
        more: "…".to_owned(),
        fields: ["slip-receiver", "slip-document", "slip-when", "slip-signature"].map(text),
    }
}
