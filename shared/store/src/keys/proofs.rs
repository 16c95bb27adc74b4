//! Keys of proofs: each lies with those of its service.

use super::{Found, ITSELF, Key, Prefix, own, own_prefix};
use domain::access::TenantScope;
use domain::id::{ProofId, ServiceId};
use domain::proof::Proof;

/// AP-110: one proof of a service.
#[must_use]
pub fn proof(scope: TenantScope, service: ServiceId, id: ProofId) -> Key<Proof> {
    own(scope, "proof", &format!("PROOFS#{service}"), &id.to_string())
}

/// AP-111: the proofs of a service, oldest first.
#[must_use]
pub fn proofs(scope: TenantScope, service: ServiceId) -> Prefix<Proof> {
    own_prefix(scope, &format!("PROOFS#{service}"), false)
}

/// AP-112: the service that a proof is of.
#[must_use]
pub fn service_of_proof(scope: TenantScope, id: ProofId) -> Key<Found<ServiceId>> {
    own(scope, "service_of_proof", &format!("PROOF#{id}"), ITSELF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    #[test]
    fn a_proof_lies_with_those_of_its_service() {
        let scope = TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)));
        let (service, id) = (ServiceId::new(Uuid::from_u128(2)), ProofId::new(Uuid::from_u128(3)));
        assert_eq!(proof(scope, service, id).place.pk, proofs(scope, service).pk);
        assert_ne!(proof(scope, service, id).place.pk, service_of_proof(scope, id).place.pk);
    }
}
