//! The pages that may use a publishable key.

use domain::access::TenantScope;
use domain::id::AccountId;
use edge::{Gate, credentials};
use store::{Commit, keys};

/// Moves a publishable key from the pages of one origin to those of another. Harmless when repeated, and where there is
/// no such key.
///
/// # Errors
/// [`store::Error`] where the table does not take it.
pub async fn replace(gate: &Gate, account: AccountId, key: &str, old: &str, new: &str) -> Result<(), store::Error> {
    let Some(id) = credentials::open_publishable_key(key) else { return Ok(()) };
    let (scope, now) = (TenantScope::acting_for(account), gate.now());
    let key = keys::api_key(scope, id);
    let Some(mut found) = gate.store().read(&key, now).await? else { return Ok(()) };
    if found.value.origins.iter().any(|origin| origin == new) {
        return Ok(());
    }
    found.value.origins.retain(|origin| origin != old);
    found.value.origins.push(new.to_owned());
    let commit = Commit::new(scope, now, gate.fresh()).replace("key", &key, found.version, &found.value);
    gate.store().commit(commit).await
}
