//! Erasing a person: everything that tells of the person goes, what was counted and hashed stays.
//!
//! Services, routes, events and timelines hold identifiers only, so that they stay as they are, and every hash with
//! them. The customer goes last: an erasure that was cut off finds the customer still there and begins again.

use crate::{Deps, customers, holdings};
use domain::access::TenantScope;
use domain::customer::Customer;
use domain::event::EventKind;
use domain::id::{CustomerId, ServiceId};
use domain::service::{Describing, Service, Status};
use edge::{Problem, Reply, Request, WireProblem, save};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Commit, Stored, keys};
use utoipa::ToSchema;

/// Services that are looked through at once.
const PART: u16 = 100;

/// That a person was erased.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Erasure {
    /// Id that the customer had.
    pub customer: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub erased_at: Timestamp,
    /// Services that went to the person. They stay, without the person.
    pub services: u64,
}

/// Erases a person: the customer with all addresses, whatever finds them, proofs of the person's services, what was
/// written about them, and answers that are kept for repeats. Services, their timelines and all totals stay. It may be
/// asked for again, and goes on where one was cut off. Backups hold what was erased for up to 35 days.
#[utoipa::path(post, path = "/v1/customers/{id}/erasure", tag = "Customers",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Erasure), (status = 404, body = WireProblem), (status = 409, description = "`services_open`", body = WireProblem)))]
pub async fn erase(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = customers::whole(request)?;
    let id: CustomerId = request.named("id", "customer")?;
    let key = keys::erasure::<Erasure>(scope, id);
    save(&deps.gate, request, async |commit| {
        let now = request.at();
        let found = deps.gate.store().read(&keys::customer(scope, id), now).await?;
        let known = deps.gate.store().read(&key, now).await?;
        if found.is_none() && known.is_none() {
            return Err(Problem::not_found("customer"));
        }
        let found = match found {
            Some(found) => Some(take_out_of_use(deps, scope, found, now).await?),
            None => None,
        };
        refuse_open(deps, scope, id, now).await?;
        let services = erase_services(deps, scope, id, now).await?;
        erase_answers(deps, scope, id, now).await?;
        // Asked for again: what came late is gone too, and nothing else changes.
        if let Some(known) = known {
            return Ok((commit, Reply::ok(&known.value)));
        }
        let erasure = Erasure { customer: id.to_string(), erased_at: now, services };
        let commit = match found {
            Some(found) => {
                let event = request.event(&deps.gate, EventKind::CustomerErased, id, &[])?;
                commit.delete_customer(scope, &found).tell(&event)
            }
            None => commit,
        };
        Ok((commit.create("erasure", &key, &erasure), Reply::ok(&erasure)))
    })
    .await
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

async fn erase_services(deps: &Deps, scope: TenantScope, id: CustomerId, now: Timestamp) -> Result<u64, Problem> {
    let (mut after, mut count) = (None, 0_u64);
    loop {
        let (services, next) = holdings::services(deps, scope, id, after, PART, now).await?;
        for service in &services {
            erase_pictures(deps, scope, service.value.id, now).await?;
            if let Some(import) = service.value.import {
                // Rows that were left out of the file may be of the same person.
                let rejected = blobs::keys::rejected(scope, import);
                deps.blobs.delete(&rejected).await.map_err(Problem::internal)?;
            }
            for (_, prefix) in keys::told_of_recipient(scope, service.value.id) {
                deps.gate.store().remove_all(&prefix).await?;
            }
            forget_words(deps, scope, service, now).await?;
            count = count.saturating_add(1);
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(count),
        }
    }
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
