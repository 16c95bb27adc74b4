//! How a service comes to be, whoever asks for it and on whichever way.

use domain::access::TenantScope;
use domain::customer::{Customer, CustomerKeys};
use domain::event::{Event, EventKind};
use domain::id::{CustomerId, EventId, ServiceId};
use domain::register::{Agency, Entry, Reference};
use domain::service::{Describing, Life, ProofKind, Service};
use domain::timeline::{Happened, Head};
use domain::visibility::Visibility;
use edge::{Gate, Problem, Reply, links, look_up};
use jiff::Timestamp;
use people::Person;
use scheduling::reservations;
use std::collections::{BTreeMap, BTreeSet};
use store::keys::{self, Lookup, Month, Months};
use store::{Commit, Seen, Stored, Version};

use crate::settings::Settings;
use crate::wish::{Maker, Making, Who};
use crate::{Deps, acquainted, codes, promise, wire};

/// A service that was made, and who waits for it.
pub(crate) struct Made {
    pub(crate) service: Service,
    pub(crate) customer: Customer,
    /// The version of the customer once it is made.
    pub(crate) version: Version,
}

/// Makes a service within a commit: the customer, who is never made twice, the service with all that finds it, and the
/// first entry of its timeline.
pub(crate) async fn make(
    deps: &Deps,
    maker: &Maker,
    asked: &Making,
    commit: Commit,
) -> Result<(Commit, Made), Problem> {
    let settings = match &maker.ground {
        Some(ground) => ground.settings.clone(),
        None => deps.settings(maker.scope).await?.0,
    };
    let taken = promise::take(deps, maker, asked).await?;
    let (found, customer, number) = recipient(deps, maker, asked).await?;
    taken.fits(customer.address(number))?;
    let id = ServiceId::new(deps.gate.fresh());
    let (reserved, booking) = (taken.step(id, maker.at)?, taken.booking(maker.at));
    let said = &asked.describing;
    let service = Service {
        id,
        code: codes::free(deps, maker.scope, &settings.codes, maker.at).await?,
        kind: asked.kind,
        external: asked.external.clone(),
        customer: customer.id,
        address: number,
        region: customer.address(number).and_then(|address| address.state.clone()),
        describing: Describing {
            required: required(deps, maker, asked, &settings).await?,
            scheduled: said.scheduled.or_else(|| booking.as_ref().map(|booking| booking.window.date())),
            ..said.clone()
        },
        promise: taken.promise,
        booking,
        left: None,
        created_at: maker.at,
        import: maker.import,
        life: Life::default(),
        proven: BTreeSet::new(),
        timeline: Head::default(),
        link: Some(links::tracking_link(&deps.gate, id, 0)),
    };
    let service = in_sight(service, &maker.sight)?;
    let refers = refers(deps, maker, &service, &[]).await?;
    if maker.looks_first {
        refuse_taken(deps, maker.scope, &service, None).await?;
    }
    let (commit, version) = match &found {
        None => (commit.create_customer(maker.scope, &customer), Version::FIRST),
        Some(before) if before.value != customer => {
            let commit = told_change(deps, maker, commit, &before.value, &customer);
            (commit.replace_customer(maker.scope, before, &customer), before.version.next())
        }
        // A customer who is removed or erased meanwhile is found gone.
        Some(before) => {
            let key = keys::customer(maker.scope, customer.id);
            (commit.unchanged("customer", &key, before.version), before.version)
        }
    };
    let commit = commit.concerning(customer.id);
    let commit = month_of(deps, maker, &service, commit).await?;
    let commit = match &reserved {
        Some((seen, step)) => reservations::write(&deps.gate, maker.scope, commit, *seen, step, maker.at).await?,
        None => commit,
    };
    let mut service = service;
    let data = BTreeMap::from([
        ("customer".to_owned(), service.customer.to_string()),
        ("status".to_owned(), service.status().name().to_owned()),
    ]);
    let reservation = reserved.iter().map(|(_, step)| ("reservation".to_owned(), step.after.id.to_string()));
    let data = data.into_iter().chain(reservation).collect();
    let happened = happened(deps, &maker.author, maker.at, data);
    let commit = commit.record(maker.scope, &mut service, EventKind::ServiceCreated, happened);
    let commit = match promise::told(deps, maker, &service, &customer).await? {
        Some(data) => {
            let scheduled = self::happened(deps, &maker.author, maker.at, data);
            commit.record(maker.scope, &mut service, EventKind::ServiceScheduled, scheduled)
        }
        None => commit,
    };
    let commit = commit.create_service(maker.scope, &service).service_refers(maker.scope, service.id, &refers);
    Ok((commit, Made { service, customer, version }))
}

/// The answer to whoever made it.
pub(crate) fn created(gate: &Gate, made: &Made) -> Reply {
    let location = format!("/v1/services/{}", made.service.id);
    Reply::created(&location, &wire::Service::new(gate, &made.service, Some(&made.customer))).with_etag(Version::FIRST)
}

/// A service where its maker belongs: whoever is limited to one branch or transport company makes services of it.
pub(crate) fn in_sight(mut service: Service, sight: &Visibility) -> Result<Service, Problem> {
    let place = sight.place(service.placement());
    if !sight.sees(&place) {
        return Err(Problem::of_field(
            "",
            "out_of_sight",
            "You would not see this service: name a branch, partner, transport company and state of yours.",
        ));
    }
    let facets = &mut service.describing.facets;
    (facets.branch, facets.partner, facets.carrier) = (place.branch, place.partner, place.carrier);
    Ok(service)
}

/// What a service refers to beyond what it did before: entries of registers that are there and in use.
pub(crate) async fn refers(
    deps: &Deps,
    maker: &Maker,
    service: &Service,
    before: &[Reference],
) -> Result<Vec<Seen>, Problem> {
    let named = service.describing.facets.references();
    let fresh: Vec<Reference> = named.into_iter().filter(|reference| !before.contains(reference)).collect();
    look_up(&deps.gate, maker.scope, &maker.sight, maker.at, &fresh).await
}

/// Something that happens now, of which others are told.
pub(crate) fn happened(deps: &Deps, author: &str, at: Timestamp, data: BTreeMap<String, String>) -> Happened {
    Happened {
        id: EventId::new(deps.gate.fresh()),
        kind: String::new(),
        author: author.to_owned(),
        place: None,
        happened_at: at,
        arrived_at: at,
        data,
    }
}

/// What it takes to prove a service: as the service says, else as its brand does, else as the account does.
async fn required(
    deps: &Deps,
    maker: &Maker,
    asked: &Making,
    settings: &Settings,
) -> Result<BTreeSet<ProofKind>, Problem> {
    if let Some(required) = &asked.required {
        return Ok(required.clone());
    }
    let of_brand = match asked.describing.facets.agency {
        Some(agency) => {
            let found = deps.gate.store().read(&keys::entry::<Agency>(maker.scope, agency), maker.at).await?;
            found.and_then(|found: Stored<Entry<Agency>>| found.value.facts.required_proof)
        }
        None => None,
    };
    Ok(of_brand.map_or_else(|| settings.required.clone(), |required| required.0))
}

/// The customer as found and as it will be, and the number of the address.
async fn recipient(
    deps: &Deps,
    maker: &Maker,
    asked: &Making,
) -> Result<(Option<Stored<Customer>>, Customer, u16), Problem> {
    let store = deps.gate.store();
    let found = match &asked.customer {
        Who::Known(id) => {
            let found = store.read(&keys::customer(maker.scope, *id), maker.at).await?;
            Some(found.ok_or_else(|| acquainted::stranger(&asked.customer))?)
        }
        Who::Called(external) => {
            let keys = CustomerKeys { external_id: Some(external.clone()), document: None };
            let found = store.resolve_customer(maker.scope, &keys, maker.at).await?;
            Some(found.ok_or_else(|| acquainted::stranger(&asked.customer))?)
        }
        Who::Described(person) => store.resolve_customer(maker.scope, &person.keys, maker.at).await?,
    };
    if let Some(found) = &found {
        acquainted::check(deps, maker, &found.value, asked).await?;
        if matches!(asked.customer, Who::Known(_)) && !found.value.active {
            return Err(Problem::of_field("/customer/id", "inactive", "This customer is out of use."));
        }
    }
    let customer = match (&found, &asked.customer) {
        (Some(known), Who::Described(person)) if maker.sight.is_unrestricted() => reached(&known.value, person),
        // Whoever is found by document or identifier is in use again.
        (Some(known), _) => Customer { active: true, ..known.value.clone() },
        (None, Who::Described(person)) => {
            let customer = person.as_ref().clone().customer(CustomerId::new(deps.gate.fresh()), maker.at);
            Customer { import: maker.import, ..customer }
        }
        (None, Who::Known(_) | Who::Called(_)) => return Err(Problem::not_found("customer")),
    };
    let Some(address) = asked.address.clone() else {
        let last = u16::try_from(customer.addresses.len()).ok().and_then(|count| count.checked_sub(1));
        let last =
            last.ok_or_else(|| Problem::of_field("/address", "required", "This customer has no address yet."))?;
        return Ok((found, customer, last));
    };
    let (customer, number) = customer
        .with_address(address)
        .map_err(|error| Problem::of_field("/address", "too_many_addresses", error.to_string()))?;
    Ok((found, customer, number))
}

/// Somebody who is known, and is reached from now on as was said last. A telephone or an e-mail that was not said
/// stays. Only whoever may see all customers changes them so.
fn reached(known: &Customer, said: &Person) -> Customer {
    Customer {
        active: true,
        phone: said.phone.clone().or_else(|| known.phone.clone()),
        email: said.email.clone().or_else(|| known.email.clone()),
        ..known.clone()
    }
}

/// Tells that somebody is reached in another way.
fn told_change(deps: &Deps, maker: &Maker, commit: Commit, before: &Customer, after: &Customer) -> Commit {
    if (&before.phone, &before.email) == (&after.phone, &after.email) {
        return commit;
    }
    commit.tell(&Event {
        id: EventId::new(deps.gate.fresh()),
        account: maker.scope.account(),
        kind: EventKind::CustomerChanged,
        subject: after.id.to_string(),
        author: maker.author.clone(),
        at: maker.at,
        data: BTreeMap::new(),
    })
}

/// Refuses what another service is found by already. The locks in the commit decide; this tells the caller first.
pub(crate) async fn refuse_taken(
    deps: &Deps,
    scope: TenantScope,
    service: &Service,
    before: Option<&Service>,
) -> Result<(), Problem> {
    let wanted = unique(service);
    let held = before.map(unique).unwrap_or_default();
    let wanted: Vec<(&str, Lookup)> = wanted.into_iter().filter(|lock| !held.contains(lock)).collect();
    let locks: Vec<_> = wanted.iter().map(|(_, by)| keys::lookup(scope, by)).collect();
    let found = deps.gate.store().read_all(&locks, deps.gate.now()).await?;
    match wanted.iter().zip(found).find_map(|((what, _), found)| Some((*what, found?))) {
        Some((what, taken)) => {
            let code = if what == "invoice" { "invoice_taken" } else { "external_id_taken" };
            let detail = format!("Service {} has this {what} already.", taken.value.id);
            Err(Problem::conflict(code, detail))
        }
        None => Ok(()),
    }
}

fn unique(service: &Service) -> Vec<(&'static str, Lookup)> {
    let invoice = service.describing.invoice.as_ref().map(|invoice| ("invoice", store::invoice_lookup(invoice)));
    let external = service.external.as_ref().map(|id| ("external id", Lookup::External(id.as_str().to_owned())));
    invoice.into_iter().chain(external).collect()
}

/// Notes the month of a service where it is the first of it.
async fn month_of(deps: &Deps, maker: &Maker, service: &Service, commit: Commit) -> Result<Commit, Problem> {
    let month = Month::of_service(service.id);
    if maker.ground.as_ref().is_some_and(|ground| ground.months.contains(&month)) {
        return Ok(commit);
    }
    let found = deps.gate.store().read(&keys::service_months(maker.scope), maker.at).await?;
    Ok(note_month(commit, maker.scope, found, &month))
}

/// Notes that a month has services, where that is not known.
pub(crate) fn note_month(commit: Commit, scope: TenantScope, found: Option<Stored<Months>>, month: &Month) -> Commit {
    let key = keys::service_months(scope);
    match found {
        Some(found) if found.value.months.contains(month) => commit,
        Some(Stored { mut value, version }) => {
            value.months.insert(month.clone());
            commit.replace("service months", &key, version, &value)
        }
        None => commit.create("service months", &key, &Months { months: BTreeSet::from([month.clone()]) }),
    }
}
