//! Erasing a person: everything that tells of the person goes, what was counted and hashed stays.
//!
//! Services, routes, events and timelines hold identifiers only, so that they stay as they are, and every hash with
//! them. The customer goes last: an erasure that was cut off finds the customer still there and goes on. A person with
//! few services is erased while the request waits; with many, in the background, part by part.

use crate::{Deps, holdings};
use domain::access::TenantScope;
use domain::customer::Customer;
use domain::event::{Event, EventKind};
use domain::id::{CustomerId, EventId, ServiceId};
use domain::service::{Describing, Service, Status};
use edge::{InvokeError, Problem, Reply, Request, WireProblem, save};
use jiff::{SignedDuration, Timestamp};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Commit, Page, Stored, keys};
use utoipa::ToSchema;

/// Services that are looked through at once; a person with more is erased in the background.
const PART: u16 = 25;
/// Parts that one invocation erases: what is left is ordered anew.
const PARTS: u32 = 200;

/// How long the bucket keeps rows that were left out of a file, and a day more.
const REPORTS: SignedDuration = SignedDuration::from_hours(24 * 31);

/// An import, whatever it is of.
type Import = domain::import::Job<IgnoredAny>;

/// How far the erasure of a person is. Item AP-108 of the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    customer: String,
    /// None while it goes on.
    erased_at: Option<Timestamp>,
    services: u64,
    /// Whom it goes on behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<ServiceId>,
    #[serde(default)]
    author: String,
}

/// That a person was erased, or is being erased.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Erasure {
    /// Id that the customer had.
    pub customer: String,
    /// erasing or done.
    #[schema(example = "done")]
    pub status: &'static str,
    /// When; null while it goes on.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub erased_at: Option<Timestamp>,
    /// Services that went to the person and have been dealt with. They stay, without the person.
    pub services: u64,
}

impl From<&Job> for Erasure {
    fn from(job: &Job) -> Self {
        let status = if job.erased_at.is_some() { "done" } else { "erasing" };
        Self { customer: job.customer.clone(), status, erased_at: job.erased_at, services: job.services }
    }
}

/// Erases a person: the customer with all addresses, whatever finds them, proofs of the person's services, what was
/// written about them, answers that are kept for repeats, and the rows that were left out of files. Services, their timelines and all totals stay. A person
/// with more than 25 services is erased in the background: the answer is 202 then, and its address tells how far it is.
/// It may be asked for again, and goes on where one was cut off, or through all of it once more. Backups hold what was erased for up to 35 days.
#[utoipa::path(post, path = "/v1/customers/{id}/erasure", tag = "Customers",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Erasure), (status = 202, body = Erasure), (status = 404, body = WireProblem), (status = 409, description = "`services_open`", body = WireProblem)))]
pub async fn erase(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let id: CustomerId = request.named("id", "customer")?;
    let key = keys::erasure::<Job>(scope, id);
    let reply = save(&deps.gate, request, async |commit| {
        let now = request.at();
        let found = deps.gate.store().read(&keys::customer(scope, id), now).await?;
        let known = deps.gate.store().read(&key, now).await?;
        if found.is_none() && known.is_none() {
            return Err(Problem::not_found("customer"));
        }
        if let Some(known) = known.as_ref().filter(|known| known.value.erased_at.is_none()) {
            return Ok((commit, Reply::accepted(&Erasure::from(&known.value))));
        }
        let found = match found {
            Some(found) => Some(take_out_of_use(deps, scope, found, now).await?),
            None => None,
        };
        refuse_open(deps, scope, id, now).await?;
        let (services, more) = holdings::services(deps, scope, id, None, PART, now).await?;
        if more.is_some() {
            // Asked for again, all of it is gone through again: what came late may be at any of the services.
            let author = request.caller()?.author();
            let job = Job { customer: id.to_string(), erased_at: None, services: 0, after: None, author };
            let commit = match &known {
                Some(known) => commit.replace("erasure", &key, known.version, &job),
                None => commit.create("erasure", &key, &job),
            };
            return Ok((commit, Reply::accepted(&Erasure::from(&job))));
        }
        erase_services(deps, scope, &services, now).await?;
        erase_answers(deps, scope, id, now).await?;
        erase_rejected(deps, scope, now).await?;
        // Asked for again: what came late is gone too, and nothing else changes.
        if let Some(known) = known {
            return Ok((commit, Reply::ok(&Erasure::from(&known.value))));
        }
        let count = u64::try_from(services.len()).unwrap_or(u64::MAX);
        let author = request.caller()?.author();
        let job = Job { customer: id.to_string(), erased_at: Some(now), services: count, after: None, author };
        let commit = match found {
            Some(found) => {
                let event = request.event(&deps.gate, EventKind::CustomerErased, id, &[])?;
                commit.delete_customer(scope, &found).tell(&event)
            }
            None => commit,
        };
        Ok((commit.create("erasure", &key, &job), Reply::ok(&Erasure::from(&job))))
    })
    .await?;
    if reply.status() == 202 {
        order(deps, scope, id).await?;
    }
    Ok(reply)
}

/// Tells how far an erasure is.
#[utoipa::path(get, path = "/v1/customers/{id}/erasure", tag = "Customers", params(("id" = String, Path)),
    responses((status = 200, body = Erasure), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let id: CustomerId = request.named("id", "customer")?;
    let found = deps.gate.store().read(&keys::erasure::<Job>(scope, id), request.at()).await?;
    found.map(|found| Reply::ok(&Erasure::from(&found.value))).ok_or_else(|| Problem::not_found("erasure"))
}

/// The arrival of the order wakes whoever erases. A repeat orders again, and finds it done. The order before goes
/// first: an object that is there already does not arrive.
async fn order(deps: &Deps, scope: TenantScope, id: CustomerId) -> Result<(), Problem> {
    let order = blobs::keys::erasure_order(scope, id);
    deps.blobs.delete(&order).await.map_err(Problem::busy)?;
    deps.blobs.put(&order, bytes::Bytes::from_static(b"{}"), "application/json").await.map_err(Problem::busy)?;
    Ok(())
}

/// Goes on with an erasure that was ordered, part by part.
///
/// # Errors
/// [`InvokeError`] when it cannot go on now; the bucket tells of it again.
pub(crate) async fn carry_on(deps: &Deps, scope: TenantScope, id: CustomerId) -> Result<(), InvokeError> {
    let done = async {
        for _ in 0..PARTS {
            if !erase_part(deps, scope, id).await? {
                return Ok(());
            }
        }
        order(deps, scope, id).await
    };
    Box::pin(done).await.map_err(|problem: Problem| InvokeError::new(format_args!("erasure of {id}: {problem}")))
}

/// Erases the next services of a person, after the last of them the person; whether there is more to do.
async fn erase_part(deps: &Deps, scope: TenantScope, id: CustomerId) -> Result<bool, Problem> {
    let (store, now, key) = (deps.gate.store(), deps.gate.now(), keys::erasure::<Job>(scope, id));
    let Some(Stored { value: job, version }) = store.read(&key, now).await? else { return Ok(false) };
    if job.erased_at.is_some() {
        return Ok(false);
    }
    let customer = store.read(&keys::customer(scope, id), now).await?;
    if customer.as_ref().is_some_and(|customer| customer.value.active) {
        // A service was made for the person meanwhile. Whoever asked is told so when asking again.
        let commit = Commit::new(scope, now, deps.gate.fresh()).delete("erasure", &key, version);
        store.commit(commit).await?;
        tracing::warn!(customer = %id, account = %scope.account(), "an erasure was given up: the person is in use");
        return Ok(false);
    }
    let (services, next) = holdings::services(deps, scope, id, job.after, PART, now).await?;
    erase_services(deps, scope, &services, now).await?;
    let count = job.services.saturating_add(u64::try_from(services.len()).unwrap_or(u64::MAX));
    let commit = Commit::new(scope, now, deps.gate.fresh());
    if next.is_some() {
        let job = Job { services: count, after: next, ..job };
        store.commit(commit.replace("erasure", &key, version, &job)).await?;
        return Ok(true);
    }
    erase_answers(deps, scope, id, now).await?;
    erase_rejected(deps, scope, now).await?;
    let job = Job { services: count, after: None, erased_at: Some(now), ..job };
    let commit = match customer {
        Some(customer) => {
            let event = Event {
                id: EventId::new(deps.gate.fresh()),
                account: scope.account(),
                kind: EventKind::CustomerErased,
                subject: id.to_string(),
                author: job.author.clone(),
                at: now,
                data: BTreeMap::new(),
            };
            commit.delete_customer(scope, &customer).tell(&event)
        }
        None => commit,
    };
    store.commit(commit.replace("erasure", &key, version, &job)).await?;
    tracing::info!(customer = %id, account = %scope.account(), services = count, "a person was erased");
    Ok(false)
}

/// From then on a service that is made for the person has to write the customer, and the last step sees that.
async fn take_out_of_use(
    deps: &Deps,
    scope: TenantScope,
    found: Stored<Customer>,
    now: Timestamp,
) -> Result<Stored<Customer>, Problem> {
    if !found.value.active {
        return Ok(found);
    }
    let customer = Customer { active: false, ..found.value.clone() };
    let commit = Commit::new(scope, now, deps.gate.fresh()).replace_customer(scope, &found, &customer);
    deps.gate.store().commit(commit).await?;
    Ok(Stored { value: customer, version: found.version.next() })
}

/// A driver who is still to go there has to know where.
async fn refuse_open(deps: &Deps, scope: TenantScope, id: CustomerId, now: Timestamp) -> Result<(), Problem> {
    let mut after = None;
    loop {
        let (services, next) = holdings::services(deps, scope, id, after, PART, now).await?;
        let open = |service: &&Stored<Service>| {
            let status = service.value.status();
            !status.is_final() && status != Status::Failed
        };
        if let Some(service) = services.iter().find(open) {
            let detail = format!("Service {} is still to be carried out. Cancel it first.", service.value.id);
            return Err(Problem::conflict("services_open", detail));
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

async fn erase_services(
    deps: &Deps,
    scope: TenantScope,
    services: &[Stored<Service>],
    now: Timestamp,
) -> Result<(), Problem> {
    for service in services {
        erase_pictures(deps, scope, service.value.id, now).await?;
        for (_, prefix) in keys::told_of_recipient(scope, service.value.id) {
            deps.gate.store().remove_all(&prefix).await?;
        }
        forget_words(deps, scope, service, now).await?;
    }
    Ok(())
}

/// Pictures go before what names them, so that none is left behind nameless.
async fn erase_pictures(deps: &Deps, scope: TenantScope, service: ServiceId, now: Timestamp) -> Result<(), Problem> {
    for proof in deps.gate.store().proofs_of(scope, service, now).await? {
        let id = proof.value.id;
        for key in [
            blobs::keys::proof(scope, service, id),
            blobs::keys::proof_thumbnail(scope, service, id),
            blobs::keys::proof_upload(scope, service, id),
        ] {
            deps.blobs.delete(&key).await.map_err(Problem::internal)?;
        }
        let commit = Commit::new(scope, now, deps.gate.fresh());
        deps.gate.store().commit(commit.delete_always("proof", &keys::service_of_proof(scope, id))).await?;
    }
    Ok(())
}

/// What an operator wrote about a service may tell of the person.
async fn forget_words(
    deps: &Deps,
    scope: TenantScope,
    before: &Stored<Service>,
    now: Timestamp,
) -> Result<(), Problem> {
    if before.value.describing.description.is_none() {
        return Ok(());
    }
    let describing = Describing { description: None, ..before.value.describing.clone() };
    let service = Service { describing, ..before.value.clone() };
    let commit = Commit::new(scope, now, deps.gate.fresh()).replace_service(scope, before, &service);
    Ok(deps.gate.store().commit(commit).await?)
}

/// Rows that were left out of files may be of the same person, and nobody can tell which: they cannot be downloaded any
/// more. Those of older files have gone by themselves.
async fn erase_rejected(deps: &Deps, scope: TenantScope, now: Timestamp) -> Result<(), Problem> {
    for prefix in [
        keys::service_imports::<Import>(scope),
        keys::customer_imports::<Import>(scope),
        keys::booking_imports::<Import>(scope),
    ] {
        let mut page = Page { limit: 200, after: None };
        loop {
            let found = deps.gate.store().list(&prefix, &page, now).await?;
            let (young, old): (Vec<_>, Vec<_>) = found
                .items
                .into_iter()
                .map(|job| job.value)
                .partition(|job| now.duration_since(job.created_at) < REPORTS);
            for job in young.iter().filter(|job| job.result.as_ref().is_none_or(|result| result.rejected > 0)) {
                let rejected = blobs::keys::rejected(scope, job.id);
                deps.blobs.delete(&rejected).await.map_err(Problem::internal)?;
            }
            match found.next.filter(|_| old.is_empty()) {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
    }
    Ok(())
}

async fn erase_answers(deps: &Deps, scope: TenantScope, id: CustomerId, now: Timestamp) -> Result<(), Problem> {
    loop {
        let answers = deps.gate.store().answers_about(scope, id, now).await?;
        if answers.is_empty() {
            return Ok(());
        }
        let commit = answers.iter().fold(Commit::new(scope, now, deps.gate.fresh()), |commit, answer| {
            commit
                .delete_always("answer", &keys::answer_named(scope, &answer.value.name))
                .delete_always("kept answer", &keys::kept_answer(scope, id, &answer.value.name))
        });
        deps.gate.store().commit(commit).await?;
    }
}
