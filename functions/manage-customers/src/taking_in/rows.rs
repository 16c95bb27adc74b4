//! Rows as customers: each in a commit of its own, and none twice.

use domain::access::TenantScope;
use domain::address::Address as Known;
use domain::customer::{Customer, CustomerKeys, Document};
use domain::event::{Event, EventKind};
use domain::id::{CustomerId, EventId};
use domain::import::Findings;
use domain::postal::Country;
use domain::register::folded;
use domain::service::Text;
use edge::{Fields, Problem};
use imports::{Counts, Effect, Line, yes};
use people::Address;
use sheets::Collected;
use std::collections::BTreeMap;
use store::{Commit, Page, Stored, keys};

use super::columns;
use super::job::Job;
use crate::customers::refuse_taken;
use crate::{Deps, wire};

/// How often a row is decided again when others changed the same customer.
const ATTEMPTS: u32 = 5;
/// Customers of one telephone number that are looked at.
const NAMESAKES: u16 = 50;

/// Puts every row, and notes what was wrong with those that were left out.
pub(super) async fn put(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    (file, fields): (&Collected, &[Option<&'static str>]),
) -> Result<(Counts, Findings), Problem> {
    let country = people::country(&deps.gate, scope, deps.gate.now()).await?;
    let desk = deps.imports();
    desk.each_row(scope, job, (file, fields), |row| {
        let line = columns::line(fields, row, country);
        Box::pin(async move { one(deps, scope, job, country, &line).await })
    })
    .await
}

async fn one(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    country: Option<Country>,
    line: &Line,
) -> Result<Effect, Problem> {
    let mut attempt = 1;
    loop {
        let now = deps.gate.now();
        let found = known(deps, scope, country, line).await?;
        let (id, made) = match &found {
            Some(found) => (found.value.id, found.value.created_at),
            None => (CustomerId::new(deps.gate.fresh()), now),
        };
        let before = found.as_ref().map(|found| &found.value);
        let customer = said(line, before).and_then(|said| said.read(country, id, made));
        let (customer, address) = both(customer, address(line, country))?;
        let addresses = before.map(|before| before.addresses.clone()).unwrap_or_default();
        let import = before.and_then(|before| before.import);
        let customer = with_address(Customer { addresses, import, ..customer }, address)?;
        if found.as_ref().is_some_and(|found| found.value == customer) {
            return Ok(Effect::Unchanged);
        }
        refuse_taken(deps, scope, &customer, now).await?;
        let commit = Commit::new(scope, now, deps.gate.fresh());
        let (commit, kind, effect) = match &found {
            None => (commit.create_customer(scope, &customer), EventKind::CustomerAdded, Effect::Added),
            Some(before) => {
                (commit.replace_customer(scope, before, &customer), EventKind::CustomerChanged, Effect::Changed)
            }
        };
        if job.asked.dry_run {
            return Ok(effect);
        }
        let event = Event {
            id: EventId::new(deps.gate.fresh()),
            account: scope.account(),
            kind,
            subject: id.to_string(),
            author: job.author.clone(),
            at: now,
            data: BTreeMap::from([("import".to_owned(), job.id.to_string())]),
        };
        match deps.gate.store().commit(commit.tell(&event)).await {
            Ok(()) => return Ok(effect),
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt = attempt.saturating_add(1),
            Err(error) => return Err(error.into()),
        }
    }
}

/// The customer that a row is about: by the identifier in the other system, else by document, else the one of that name
/// with that telephone or e-mail.
async fn known(
    deps: &Deps,
    scope: TenantScope,
    country: Option<Country>,
    line: &Line,
) -> Result<Option<Stored<Customer>>, Problem> {
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let by = CustomerKeys {
        external_id: line.get("externalId").and_then(|text| Text::new(text).ok()),
        document: line.get("document").and_then(|text| Document::new(text).ok()),
    };
    if by != CustomerKeys::default() {
        return Ok(store.resolve_customer(scope, &by, now).await?);
    }
    let phone = line.get("phone").map(|text| match domain::phone::Phone::new(country, text) {
        Ok(phone) => phone.as_str().to_owned(),
        Err(_) => text.clone(),
    });
    let Some(contact) = phone.or_else(|| line.get("email").cloned()) else {
        let detail = "Without an identifier, a document, a telephone or an e-mail the same row would make them twice.";
        return Err(Problem::of_field("/firstName", "nothing_to_find_by", detail));
    };
    let page = Page { limit: NAMESAKES, after: None };
    let found = store.list(&keys::customers_with(scope, &store::contact(&contact)), &page, now).await?;
    let ids: Vec<_> = found.items.iter().map(|found| keys::customer(scope, found.value.id)).collect();
    let name = [line.get("firstName"), line.get("lastName")].into_iter().flatten().map(String::as_str);
    let name = folded(&name.collect::<Vec<_>>().join(" "));
    let found = store.read_all(&ids, now).await?.into_iter().flatten();
    Ok(found.into_iter().find(|found| folded(&found.value.name()) == name))
}

/// A row as the body of a request: what it does not say stays as it is.
fn said(line: &Line, before: Option<&Customer>) -> Result<wire::NewCustomer, Problem> {
    let shown = before.map(wire::Customer::from);
    let cell = |field: &str| line.get(field).cloned();
    let active = match cell("active") {
        None => before.is_none_or(|before| before.active),
        Some(text) => yes(&text).ok_or_else(|| Problem::of_field("/active", "cell", "The cell holds yes or no."))?,
    };
    let kept = |own: fn(&wire::Customer) -> Option<String>| shown.as_ref().and_then(own);
    let legal_type = cell("legalType").or_else(|| kept(|shown| Some(shown.legal_type.to_owned())));
    Ok(wire::NewCustomer {
        external_id: cell("externalId").or_else(|| kept(|shown| shown.external_id.clone())),
        legal_type,
        first_name: cell("firstName").or_else(|| kept(|shown| Some(shown.first_name.clone()))).unwrap_or_default(),
        last_name: cell("lastName").or_else(|| kept(|shown| shown.last_name.clone())),
        document: cell("document").or_else(|| kept(|shown| shown.document.clone())),
        phone: cell("phone").or_else(|| kept(|shown| shown.phone.clone())),
        email: cell("email").or_else(|| kept(|shown| shown.email.clone())),
        active,
        addresses: Vec::new(),
    })
}

/// Both, or everything that is wrong with either.
fn both<A, B>(one: Result<A, Problem>, other: Result<B, Problem>) -> Result<(A, B), Problem> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(one), Err(other)) => {
            let errors = one.errors().iter().chain(other.errors()).cloned().collect();
            Err(Problem::unprocessable(errors))
        }
        (Err(problem), Ok(_)) | (Ok(_), Err(problem)) => Err(problem),
    }
}

/// The address that a row names; none when it names none.
fn address(line: &Line, country: Option<Country>) -> Result<Option<Known>, Problem> {
    if !line.contains_key("postalCode") && !line.contains_key("street") {
        return Ok(None);
    }
    let mut fields = Fields::new();
    let cell = |field: &str| line.get(field).cloned();
    let mut degrees = |field: &'static str| {
        let text = line.get(field)?;
        fields.take_secret(&format!("/{field}"), "point", text.replace(',', ".").parse::<f64>())
    };
    let (lat, lng) = (degrees("lat"), degrees("lng"));
    let address = Address {
        country: cell("country"),
        postal_code: cell("postalCode").unwrap_or_default(),
        street: cell("street").unwrap_or_default(),
        number: cell("number"),
        complement: cell("complement"),
        neighborhood: cell("neighborhood"),
        city: cell("city"),
        state: cell("state"),
        reference: cell("reference"),
        lat,
        lng,
    };
    let read = address.read("", country, &mut fields);
    fields.all(read).map(Some)
}

/// The customer with an address more, where it is new.
fn with_address(customer: Customer, address: Option<Known>) -> Result<Customer, Problem> {
    let Some(address) = address else { return Ok(customer) };
    let added = customer.with_address(address).map(|(customer, _)| customer);
    added.map_err(|error| Problem::of_field("/street", "too_many_addresses", error.to_string()))
}
