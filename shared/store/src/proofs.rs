//! Proofs as they are written and found.

use crate::{Commit, Error, Page, Store, Stored, Version, keys};
use domain::access::TenantScope;
use domain::id::{ProofId, ServiceId};
use domain::proof::Proof;
use jiff::Timestamp;

impl Commit {
    /// Writes a new proof, and what it is found by.
    #[must_use]
    pub fn create_proof(self, scope: TenantScope, proof: &Proof) -> Self {
        let place = keys::Found { id: proof.service };
        self.create("proof", &keys::proof(scope, proof.service, proof.id), proof).create(
            "proof",
            &keys::service_of_proof(scope, proof.id),
            &place,
        )
    }

    /// Writes a proof that has come further.
    #[must_use]
    pub fn replace_proof(self, scope: TenantScope, seen: Version, proof: &Proof) -> Self {
        self.replace("proof", &keys::proof(scope, proof.service, proof.id), seen, proof)
    }
}

impl Store {
    /// AP-110, AP-112: one proof, by its identifier alone.
    ///
    /// # Errors
    /// Only what keeps the table from answering.
    pub async fn proof(&self, scope: TenantScope, id: ProofId, now: Timestamp) -> Result<Option<Stored<Proof>>, Error> {
        let Some(found) = self.read(&keys::service_of_proof(scope, id), now).await? else { return Ok(None) };
        self.read(&keys::proof(scope, found.value.id, id), now).await
    }

    /// AP-111: the proofs of a service, oldest first.
    ///
    /// # Errors
    /// Only what keeps the table from answering.
    pub async fn proofs_of(
        &self,
        scope: TenantScope,
        service: ServiceId,
        now: Timestamp,
    ) -> Result<Vec<Stored<Proof>>, Error> {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let page = Page { limit: 200, after };
            let listed = self.list(&keys::proofs(scope, service), &page, now).await?;
            found.extend(listed.items);
            after = listed.next;
            if after.is_none() {
                return Ok(found);
            }
        }
    }
}
