//! All that the account holds on one person, given out.

use crate::{Deps, customers, holdings, wire};
use domain::access::TenantScope;
use domain::id::ServiceId;
use domain::proof::{Shows, Status};
use edge::{Problem, Reply, Request, WireProblem};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use std::time::Duration;
use store::keys;
use utoipa::ToSchema;

/// Services of one part.
const MOST: u16 = 50;
/// How long the address of a picture works.
const ADDRESS_WORKS: Duration = Duration::from_secs(3600);

/// A part of what the account holds on a person.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonExport {
    /// The customer.
    pub customer: wire::Customer,
    /// The services that went to the person, oldest first, each with its `service`, its `timeline`, and as they are kept:
    /// `proofs` (with the addresses of their `pictures`, which work for an hour), `messages` to the person, what the person `said` on the page, the `thread` of replies.
    #[schema(value_type = Vec<Object>)]
    pub services: Vec<Value>,
    /// For the next part; null on the last.
    pub next_cursor: Option<String>,
}

/// Gives out all that the account holds on a person, 50 services at a time.
#[utoipa::path(get, path = "/v1/customers/{id}/export", tag = "Customers",
    params(("id" = String, Path), ("cursor" = Option<String>, Query, description = "`nextCursor` of the part before")),
    responses((status = 200, body = PersonExport), (status = 404, body = WireProblem)))]
pub async fn export(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, now) = (request.scope()?, request.at());
    let customer = customers::find(deps, request).await?.value;
    let after = request.page(&deps.gate)?.after.and_then(|after| after.parse().ok());
    let (found, next) = holdings::services(deps, scope, customer.id, after, MOST, now).await?;
    let mut services = Vec::new();
    for service in found {
        let id = service.value.id;
        let timeline = holdings::all(deps, &keys::timeline(scope, id), now).await?;
        let mut part = Map::new();
        part.insert("service".to_owned(), serde_json::to_value(&service.value).map_err(Problem::internal)?);
        part.insert("timeline".to_owned(), serde_json::to_value(timeline).map_err(Problem::internal)?);
        for (name, prefix) in keys::told_of_recipient(scope, id) {
            part.insert(name.to_owned(), Value::Array(holdings::all(deps, &prefix, now).await?));
        }
        part.insert("pictures".to_owned(), pictures(deps, scope, id, now).await?);
        services.push(Value::Object(part));
    }
    let next_cursor = request.cursor(&deps.gate, next.map(|id| id.to_string()).as_deref())?;
    Ok(Reply::ok(&PersonExport { customer: wire::Customer::from(&customer), services, next_cursor }))
}

/// Where the pictures of a service can be had, by the id of the proof.
async fn pictures(deps: &Deps, scope: TenantScope, service: ServiceId, now: Timestamp) -> Result<Value, Problem> {
    let mut addresses = Map::new();
    for proof in deps.gate.store().proofs_of(scope, service, now).await? {
        let (id, shows) = (proof.value.id, &proof.value.shows);
        if proof.value.status != Status::Attached || !matches!(shows, Shows::Photo(_) | Shows::Signature(_)) {
            continue;
        }
        let key = blobs::keys::proof(scope, service, id);
        let signed = deps.blobs.presign_get(&key, shows.name(), ADDRESS_WORKS).await.map_err(Problem::internal)?;
        addresses.insert(id.to_string(), Value::String(signed.url));
    }
    Ok(Value::Object(addresses))
}
