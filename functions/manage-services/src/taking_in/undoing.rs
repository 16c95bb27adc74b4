//! Taking back what an import made, as long as nothing has happened to it.

use domain::customer::Customer;
use domain::event::EventKind;
use domain::id::{RouteId, ServiceId};
use domain::import::Status;
use domain::route::{Route, RouteStatus};
use domain::service::{Action, Decision, Service};
use edge::{Problem, Reply, Request, WireProblem, replayed, save, save_once};
use store::keys::{self, Facet, Imported, Month};
use store::{Commit, Page, Stored, Version};

use super::find;
use super::job::{Job, Services, content};
use super::wire::UndoneImport;
use crate::Deps;

/// Rows that one call looks at.
const AT_ONCE: u16 = 200;

/// Takes back what an import made, as far as nothing has happened to it since; what something happened to stays. What
/// a row put into a driver's day leaves it, as long as the driver has not set out. Customers whom the file first named
/// go with their last service, as long as nobody changed them; what it changed of customers who were known stays. One
/// call looks at 200 rows: `left` says whether there are more, and the same call, under a fresh key, goes on with them.
#[utoipa::path(post, path = "/v1/service-imports/{id}/undo", tag = "Service imports",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = UndoneImport), (status = 404, body = WireProblem), (status = 409, description = "`import_open`", body = WireProblem)))]
pub(crate) async fn undo(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    // A repeat takes back nothing more than the call did whose answer was lost.
    if let Some(reply) = replayed(&deps.gate, request).await? {
        return Ok(reply);
    }
    let job = find(deps, request).await?.value;
    if job.status_at(request.at()).is_open() {
        return Err(Problem::conflict("import_open", "The import is not over yet. Wait until it is."));
    }
    let page = Page { limit: AT_ONCE, after: job.of.undoing.clone() };
    let notes = deps.gate.store().list(&keys::imported_of(scope, content(&job)), &page, request.at()).await?;
    let (mut undone, mut kept) = (0_u64, 0_u64);
    for note in notes.items.iter().filter(|note| note.value.import == job.id) {
        match take_back(deps, request, &job, note).await? {
            Some(true) => undone = undone.saturating_add(1),
            Some(false) => kept = kept.saturating_add(1),
            None => {}
        }
    }
    let left = notes.next.is_some();
    save(&deps.gate, request, async |commit| {
        let Stored { value: job, version } = find(deps, request).await?;
        let mut of = Services { undoing: notes.next.clone(), ..job.of.clone() };
        of.counts.undone = of.counts.undone.saturating_add(undone);
        of.counts.kept = of.counts.kept.saturating_add(kept);
        let job = job.with(of);
        let job = if left { job } else { job.turned(Status::Undone, request.at()) };
        let commit = commit.replace_until("import", &keys::service_import(scope, job.id), version, &job, job.until());
        Ok((commit, Reply::ok(&UndoneImport { undone, kept, left })))
    })
    .await
}

/// Whether the service of a row was taken back, with the note that the row had made it; none when it is gone already.
async fn take_back(
    deps: &Deps,
    request: &Request,
    job: &Job,
    note: &Stored<Imported>,
) -> Result<Option<bool>, Problem> {
    let (scope, id) = (request.scope()?, note.value.id);
    let key = keys::imported(scope, content(job), note.value.ordinal);
    let reply = save_once(&deps.gate, scope, request.at(), None, async |commit| {
        let commit = commit.delete("row", &key, note.version);
        let Some(service) = deps.gate.store().read(&keys::service(scope, id), request.at()).await? else {
            return Ok((commit, Reply::ok(&None::<bool>)));
        };
        let kept = || Ok((Commit::new(scope, request.at(), deps.gate.fresh()), Reply::ok(&Some(false))));
        if is_touched(&service.value, job) || !request.caller()?.visibility().sees(&service.value.placement()) {
            return kept();
        }
        let commit = match service.value.state().holding {
            None => commit,
            Some(holding) => match leave(deps, request, job, &service.value, holding.route, commit).await? {
                Some(commit) => commit,
                None => return kept(),
            },
        };
        let event = request.event(&deps.gate, EventKind::ServiceDeleted, id, &[])?;
        let commit = match &service.value.booking {
            Some(booking) => deps.gate.store().give_back(commit, scope, booking, request.at()).await?,
            None => commit,
        };
        let commit = commit.delete_service(scope, &service).tell(&event);
        let commit = match stranger(deps, request, note).await? {
            Some(customer) => {
                let removed = request.event(&deps.gate, EventKind::CustomerRemoved, customer.value.id, &[])?;
                commit.delete_customer(scope, &customer).tell(&removed)
            }
            None => commit,
        };
        Ok((commit, Reply::ok(&Some(true))))
    })
    .await?;
    Ok(serde_json::from_slice(reply.body()).unwrap_or_default())
}

/// The customer whom the file first named, where nobody changed them since and no other service went to them. They are
/// taken out of use before they go: whoever makes a service for them meanwhile has to write them, and is seen.
async fn stranger(
    deps: &Deps,
    request: &Request,
    note: &Stored<Imported>,
) -> Result<Option<Stored<Customer>>, Problem> {
    let (scope, store) = (request.scope()?, deps.gate.store());
    let Some(named) = &note.value.customer else { return Ok(None) };
    let Some(found) = store.read(&keys::customer(scope, named.id), request.at()).await? else { return Ok(None) };
    let left = Version::new(named.version);
    let untouched = found.version == left || (found.version == left.next() && !found.value.active);
    if !untouched || has_others(deps, request, &found.value, note.value.id).await? {
        return Ok(None);
    }
    if !found.value.active {
        return Ok(Some(found));
    }
    let Some(idle) = put_to_use(deps, request, &found, false).await? else { return Ok(None) };
    if has_others(deps, request, &idle.value, note.value.id).await? {
        put_to_use(deps, request, &idle, true).await?;
        return Ok(None);
    }
    Ok(Some(idle))
}

/// Takes a customer out of use, or back; none when somebody else was faster.
async fn put_to_use(
    deps: &Deps,
    request: &Request,
    before: &Stored<Customer>,
    active: bool,
) -> Result<Option<Stored<Customer>>, Problem> {
    let customer = Customer { active, ..before.value.clone() };
    let commit = Commit::new(request.scope()?, request.at(), deps.gate.fresh());
    match deps.gate.store().commit(commit.replace_customer(request.scope()?, before, &customer)).await {
        Ok(()) => Ok(Some(Stored { value: customer, version: before.version.next() })),
        Err(error) if error.is_conflict() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether a service went to a customer beside one of them.
async fn has_others(deps: &Deps, request: &Request, customer: &Customer, one: ServiceId) -> Result<bool, Problem> {
    let (scope, store) = (request.scope()?, deps.gate.store());
    let months = store.read(&keys::service_months(scope), request.at()).await?.map(|found| found.value.months);
    let first = Month::of(customer.created_at);
    for month in months.unwrap_or_default().into_iter().filter(|month| *month >= first) {
        let prefix = keys::services_of_one(scope, Facet::Customer(customer.id), &month, false);
        let found = store.list(&prefix, &Page { limit: 2, after: None }, request.at()).await?;
        if found.items.iter().any(|found| found.value.id != one) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether anything has happened to a service since its row was read: that the row put it into a route is no more than
/// what the row says.
fn is_touched(service: &Service, job: &Job) -> bool {
    let by_row = |decision: &Decision| decision.action == Action::Plan && decision.author == job.author;
    let (decisions, entries) = (&service.life.decisions, usize::try_from(service.timeline.count).unwrap_or(usize::MAX));
    let planned = decisions.len() <= 1 && decisions.iter().all(by_row);
    !planned || !service.life.facts.is_empty() || entries > decisions.len().saturating_add(1)
}

/// Takes a service out of the route that nobody has set out on; none where somebody has. A route that was made for the
/// file goes with its last service.
async fn leave(
    deps: &Deps,
    request: &Request,
    job: &Job,
    service: &Service,
    route: RouteId,
    commit: Commit,
) -> Result<Option<Commit>, Problem> {
    let scope = request.scope()?;
    let found = deps.gate.store().read(&keys::route(scope, route), request.at()).await?;
    let Some(before) = found else { return Ok(Some(commit)) };
    if before.value.status != RouteStatus::Planned {
        return Ok(None);
    }
    let stops: Vec<ServiceId> = before.value.stops.iter().filter(|id| **id != service.id).copied().collect();
    if stops.is_empty() && before.value.created_at >= job.created_at {
        let event = request.event(&deps.gate, EventKind::RouteDeleted, route, &[])?;
        return Ok(Some(commit.delete_route(scope, &before).tell(&event)));
    }
    let after = Route { stops, ..before.value.clone() };
    let event =
        super::routing::told(deps, scope, &request.caller()?.author(), request.at(), EventKind::RouteChanged, &after);
    Ok(Some(commit.replace_route(scope, &before, &after).tell(&event)))
}
