//! One service: made, shown, changed while nobody has set out, taken back.

use domain::customer::Customer;
use domain::event::EventKind;
use domain::id::ServiceId;
use domain::proof::Proof;
use domain::route::Route;
use domain::service::{Describing, Service, Status};
use edge::{Problem, Reply, Request, WireProblem, links, save, save_contended, save_once};
use jiff::civil::Date;
use scheduling::reservations;
use std::collections::BTreeMap;
use store::{Commit, Stored, keys};

use crate::making::{self, created, happened};
use crate::wish::Maker;
use crate::{Deps, batch, wire};

/// Entries of a timeline that fit into the commit which takes a service back.
const UNTOUCHED: u32 = 40;

/// Makes a service. Its customer is found by external id, else by document, else made; an order that becomes a service
/// from a kept quote carries the promise of the option that was chosen, and takes over what was reserved of it where it
/// names the reservation. Several services may carry the promise of one quote; a reservation serves one.
#[utoipa::path(post, path = "/v1/services", tag = "Services",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewService,
    responses((status = 201, body = wire::Service), (status = 409, description = "`invoice_taken`, `external_id_taken`, `reservation_expired`, `reservation_cancelled`, `reservation_used`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked: wire::NewService = request.json()?;
    let maker = Maker::of(request)?;
    let asked = asked.read(people::country(&deps.gate, maker.scope, maker.at).await?)?;
    // What was reserved shares its window and its shelves with those of other buyers.
    save_contended(&deps.gate, request, async |commit| {
        let (commit, made) = making::make(deps, &maker, &asked, commit).await?;
        Ok((commit, created(&deps.gate, &made)))
    })
    .await
}

/// Shows one service with its recipient, its attempts and what may be done to it.
#[utoipa::path(get, path = "/v1/services/{id}", tag = "Services", params(("id" = String, Path)),
    responses((status = 200, body = wire::Service), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: service, version } = find(deps, request).await?;
    let customer = recipient(deps, request, &service).await?;
    let attempts = attempts(deps, request, &service).await?;
    let shown = wire::Service { attempts, ..wire::Service::new(&deps.gate, &service, customer.as_ref()) };
    Ok(Reply::ok(&shown).with_etag(version))
}

/// Every try, with its place in its route and what was said at the door.
async fn attempts(deps: &Deps, request: &Request, service: &Service) -> Result<Vec<wire::Attempt>, Problem> {
    let tries = service.state().attempts;
    if tries.is_empty() {
        return Ok(Vec::new());
    }
    let (scope, store) = (request.scope()?, deps.gate.store());
    let keys: Vec<_> = tries.iter().map(|attempt| keys::route(scope, attempt.holding.route)).collect();
    let routes: Vec<Route> =
        store.read_all(&keys, request.at()).await?.into_iter().flatten().map(|found| found.value).collect();
    let found = store.proofs_of(scope, service.id, request.at()).await?;
    let proofs: Vec<Proof> = found.into_iter().map(|found| found.value).collect();
    Ok(tries.iter().map(|attempt| wire::Attempt::told(service, attempt, &routes, &proofs)).collect())
}

/// Changes what is said of a service that nobody has planned yet. Its kind, its customer and its promise stay, and so
/// does the day of a window that is booked: `/v1/bookings` moves it.
#[utoipa::path(put, path = "/v1/services/{id}", tag = "Services",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = wire::NewService,
    responses((status = 200, body = wire::Service), (status = 404, body = WireProblem), (status = 409, description = "`not_active`, `invoice_taken`", body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked: wire::NewService = request.json()?;
    let maker = Maker::of(request)?;
    let asked = asked.read_change(people::country(&deps.gate, maker.scope, maker.at).await?)?;
    save(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        request.matches(before.version)?;
        only_active(&before.value)?;
        let scheduled = around_booking(&before.value, asked.describing.scheduled)?;
        let customer_key = keys::customer(maker.scope, before.value.customer);
        let found = deps.gate.store().read(&customer_key, maker.at).await?;
        let found = found.ok_or_else(|| Problem::not_found("customer"))?;
        let (customer, number) = match asked.address.clone() {
            Some(address) => found
                .value
                .with_address(address)
                .map_err(|error| Problem::of_field("/address", "too_many_addresses", error.to_string()))?,
            None => (found.value.clone(), before.value.address),
        };
        let required = asked.required.clone().unwrap_or_else(|| before.value.describing.required.clone());
        let service = Service {
            describing: Describing { required, scheduled, ..asked.describing.clone() },
            address: number,
            region: customer.address(number).and_then(|address| address.state.clone()),
            ..before.value.clone()
        };
        let mut service = making::in_sight(service, &maker.sight)?;
        let known = before.value.describing.facets.references();
        let refers = making::refers(deps, &maker, &service, &known).await?;
        making::refuse_taken(deps, maker.scope, &service, Some(&before.value)).await?;
        let commit =
            if customer == found.value { commit } else { commit.replace_customer(maker.scope, &found, &customer) };
        let happened = happened(deps, &maker.author, maker.at, BTreeMap::new());
        let commit = commit.record(maker.scope, &mut service, EventKind::ServiceChanged, happened);
        let still = service.describing.facets.references();
        let gone: Vec<_> = known.into_iter().filter(|reference| !still.contains(reference)).collect();
        let commit = commit
            .replace_service(maker.scope, &before, &service)
            .service_releases(maker.scope, service.id, &gone)
            .service_refers(maker.scope, service.id, &refers)
            .concerning(service.customer);
        let shown = wire::Service::new(&deps.gate, &service, Some(&customer));
        Ok((commit, Reply::ok(&shown).with_etag(before.version.next())))
    })
    .await
}

/// Takes a service back to which nothing has happened yet; its window and what was reserved for it are free again.
#[utoipa::path(delete, path = "/v1/services/{id}", tag = "Services",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 409, description = "`not_active`, `touched`", body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    save_contended(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        request.matches(before.version)?;
        taken_back(deps, request, before, commit).await
    })
    .await
}

/// Takes back up to 100 services to which nothing has happened yet. Each has its own answer, in the order in which they
/// were named, as if it had been taken back alone.
#[utoipa::path(post, path = "/v1/services/deletions", tag = "Services",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::Deletions,
    responses((status = 200, body = edge::BatchAnswer), (status = 422, body = WireProblem)))]
pub async fn remove_many(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked: wire::Deletions = request.json()?;
    batch::each(request, &asked.services, |row, id| {
        Box::pin(async move {
            let key = request.row_idempotency(row, request.body());
            save_once(&deps.gate, request.scope()?, request.at(), key.as_ref(), async |commit| {
                let before = seen(deps, request, id).await?;
                taken_back(deps, request, before, commit).await
            })
            .await
        })
    })
    .await
}

/// What takes one service back.
async fn taken_back(
    deps: &Deps,
    request: &Request,
    before: Stored<Service>,
    commit: Commit,
) -> Result<(Commit, Reply), Problem> {
    let scope = request.scope()?;
    only_active(&before.value)?;
    let life = &before.value.life;
    let proofs = deps.gate.store().proofs_of(scope, before.value.id, request.at()).await?;
    let untouched = life.decisions.is_empty() && life.facts.is_empty() && proofs.is_empty();
    if !untouched || before.value.timeline.count > UNTOUCHED {
        let detail = "Something has happened to this service already. Cancel it instead.";
        return Err(Problem::conflict("touched", detail));
    }
    let commit = reservations::release(&deps.gate, scope, commit, &before.value, request.at()).await?;
    let event = request.event(&deps.gate, EventKind::ServiceDeleted, before.value.id, &[])?;
    let commit = match &before.value.booking {
        Some(booking) => deps.gate.store().give_back(commit, scope, booking, request.at()).await?,
        None => commit,
    };
    Ok((commit.delete_service(scope, &before).tell(&event), Reply::no_content()))
}

/// Replaces the recipient's link: the address that was sent works no longer, within a minute everywhere, and the one in
/// the answer does. For an address that fell into wrong hands.
#[utoipa::path(post, path = "/v1/services/{id}/tracking-link", tag = "Services",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Service), (status = 404, body = WireProblem)))]
pub async fn replace_link(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        let mut service = before.value.clone();
        let generation = service.link.as_ref().map_or(0, |link| link.generation.saturating_add(1));
        service.link = Some(links::tracking_link(&deps.gate, service.id, generation));
        let happened = happened(deps, &request.caller()?.author(), request.at(), BTreeMap::new());
        let commit = commit.record(scope, &mut service, EventKind::ServiceLinkReplaced, happened);
        let commit = commit.replace_service(scope, &before, &service);
        let customer = recipient(deps, request, &service).await?;
        let shown = wire::Service::new(&deps.gate, &service, customer.as_ref());
        Ok((commit, Reply::ok(&shown).with_etag(before.version.next())))
    })
    .await
}

/// The day of a service as it is asked for. Where a window is booked, its day is the day.
fn around_booking(service: &Service, asked: Option<Date>) -> Result<Option<Date>, Problem> {
    let Some(booking) = &service.booking else { return Ok(asked) };
    if asked.is_some_and(|asked| asked != booking.window.date()) {
        let detail = "A window is booked for this service. Move it to another day by `/v1/bookings/{id}`.";
        return Err(Problem::of_field("/scheduledDate", "booked", detail));
    }
    Ok(Some(booking.window.date()))
}

fn only_active(service: &Service) -> Result<(), Problem> {
    match service.status() {
        Status::Active => Ok(()),
        other => {
            let detail = format!("Only an active service can be changed or taken back; this one is {other}.");
            Err(Problem::conflict("not_active", detail))
        }
    }
}

/// The service of an address.
pub(crate) async fn find(deps: &Deps, request: &Request) -> Result<Stored<Service>, Problem> {
    seen(deps, request, request.named("id", "service")?).await
}

/// A service that the caller sees.
pub(crate) async fn seen(deps: &Deps, request: &Request, id: ServiceId) -> Result<Stored<Service>, Problem> {
    let found = deps.gate.store().read(&keys::service(request.scope()?, id), request.at()).await?;
    let sight = request.caller()?.visibility();
    found.filter(|found| sight.sees(&found.value.placement())).ok_or_else(|| Problem::not_found("service"))
}

pub(crate) async fn recipient(deps: &Deps, request: &Request, service: &Service) -> Result<Option<Customer>, Problem> {
    let found = deps.gate.store().read(&keys::customer(request.scope()?, service.customer), request.at()).await?;
    Ok(found.map(|found| found.value))
}
