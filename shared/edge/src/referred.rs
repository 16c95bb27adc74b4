//! Looking up what a caller refers to before it is written down.

use crate::{Fields, Gate, Problem, Request};
use domain::access::TenantScope;
use domain::id::{BranchId, CarrierId, PartnerId};
use domain::register::{Kind, Reference};
use domain::visibility::Visibility;
use jiff::Timestamp;
use store::{Seen, keys};

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
        match found.filter(|_| is_visible(to, sight)) {
            None => fields.refuse(&at, "unknown", "There is no such entry.", Some(id.into())),
            Some(found) if !found.value.active => fields.refuse(&at, "inactive", "It is out of use.", Some(id.into())),
            Some(found) => seen.push(Seen { to: *to, version: found.version }),
        }
    }
    fields.finish()?;
    Ok(seen)
}

fn is_visible(to: &Reference, sight: &Visibility) -> bool {
    match to.kind {
        Kind::Branches => sight.sees_branch(Some(BranchId::new(to.id))),
        Kind::Carriers => sight.sees_carrier(Some(CarrierId::new(to.id))),
        Kind::Partners => sight.sees_partner(Some(PartnerId::new(to.id))),
        _ => true,
    }
}
