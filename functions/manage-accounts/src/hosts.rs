//! The hosts and short names under which an account's storefronts call without proof.

use domain::access::TenantScope;
use domain::id::AccountId;
use edge::Gate;
use store::{Commit, keys};

/// Why a name is not given to an account.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// It cannot be a host.
    #[error("{0:?} is not a host or a short name: letters, digits, dots and hyphens, at most 253")]
    Invalid(String),
    /// It belongs to another account.
    #[error("the name belongs to another account already")]
    Taken,
    /// The table did not take it.
    #[error("writing the host")]
    Store(#[from] store::Error),
}

/// Gives a host or a short name to an account. Harmless when repeated.
///
/// # Errors
/// [`HostError`].
pub async fn give(gate: &Gate, account: AccountId, name: &str) -> Result<(), HostError> {
    let name = name.to_ascii_lowercase();
    let fine = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if name.is_empty() || name.len() > 253 || !name.bytes().all(fine) {
        return Err(HostError::Invalid(name));
    }
    let (key, now) = (keys::host(&name), gate.now());
    match gate.store().read(&key, now).await? {
        Some(found) if found.value.account == account => return Ok(()),
        Some(_) => return Err(HostError::Taken),
        None => {}
    }
    let scope = TenantScope::acting_for(account);
    let commit = Commit::new(scope, now, gate.fresh()).create("host", &key, &keys::HostOwner { account });
    match gate.store().commit(commit).await {
        Err(error) if error.refused_write() == Some("host") => Err(HostError::Taken),
        other => Ok(other?),
    }
}
