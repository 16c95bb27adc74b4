//! Looking up what a caller refers to before it is written down.

use crate::{Fields, Gate, Problem, Request};
use domain::access::TenantScope;
use domain::id::{BranchId, CarrierId, PartnerId};
use domain::register::{Driver, Entry, Facts, Kind, Reference, Vehicle};
use domain::visibility::Visibility;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use store::{Seen, Stored, keys};

/// Finds the entries of registers that `references` name. Each has to exist within the caller's sight and be in use.
///
/// # Errors
/// 422 with every field that names another one; 401 on a route that is open to everybody.
pub async fn referred(gate: &Gate, request: &Request, references: &[Reference]) -> Result<Vec<Seen>, Problem> {
    let sight = request.caller()?.visibility();
    look_up(gate, request.scope()?, &sight, request.at(), references).await
}

/// As [`referred`], on behalf of somebody who asked earlier.
///
/// # Errors
/// 422 with every field that names another one.
pub async fn look_up(
    gate: &Gate,
    scope: TenantScope,
    sight: &Visibility,
    now: Timestamp,
    references: &[Reference],
) -> Result<Vec<Seen>, Problem> {
    let keys: Vec<_> = references.iter().map(|to| keys::entry_head(scope, to.kind, to.id)).collect();
    let found = gate.store().read_all(&keys, now).await?;
    let mut fields = Fields::new();
    let mut seen = Vec::new();
    for (to, found) in references.iter().zip(found) {
        let (at, id) = (format!("/{}", to.field), to.id.to_string());
        let visible = found.is_some() && is_visible(gate, scope, sight, now, to).await?;
        match found.filter(|_| visible) {
            None => fields.refuse(&at, "unknown", "There is no such entry.", Some(id.into())),
            Some(found) if !found.value.active => fields.refuse(&at, "inactive", "It is out of use.", Some(id.into())),
            Some(found) => seen.push(Seen { to: *to, version: found.version }),
        }
    }
    fields.finish()?;
    Ok(seen)
}

/// Whether an entry is within sight: drivers and vehicles are those of a branch and a transport company.
async fn is_visible(
    gate: &Gate,
    scope: TenantScope,
    sight: &Visibility,
    now: Timestamp,
    to: &Reference,
) -> Result<bool, Problem> {
    if sight.is_unrestricted() {
        return Ok(true);
    }
    Ok(match to.kind {
        Kind::Branches => sight.sees_branch(Some(BranchId::new(to.id))),
        Kind::Carriers => sight.sees_carrier(Some(CarrierId::new(to.id))),
        Kind::Partners => sight.sees_partner(Some(PartnerId::new(to.id))),
        Kind::Drivers => is_seen::<Driver>(gate, scope, sight, now, to).await?,
        Kind::Vehicles => is_seen::<Vehicle>(gate, scope, sight, now, to).await?,
        _ => true,
    })
}

async fn is_seen<F: Facts + DeserializeOwned>(
    gate: &Gate,
    scope: TenantScope,
    sight: &Visibility,
    now: Timestamp,
    to: &Reference,
) -> Result<bool, Problem> {
    let found: Option<Stored<Entry<F>>> = gate.store().read(&keys::entry::<F>(scope, F::id(to.id)), now).await?;
    Ok(found.is_some_and(|found| found.value.is_seen(sight)))
}
