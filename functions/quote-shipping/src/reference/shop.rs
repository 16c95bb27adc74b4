//! Whose storefront is calling.

use crate::Deps;
use domain::access::TenantScope;
use domain::id::AccountId;
use edge::{Problem, Request};
use store::keys;

/// The account of a call that proves nothing: by the host it was sent to, then by `?an=`, then the deployment's own.
///
/// # Errors
/// 404 when none of them names an account.
pub(super) async fn scope(deps: &Deps, request: &Request) -> Result<TenantScope, Problem> {
    let host = request.header("host").map(bare).unwrap_or_default();
    let an = request.query("an")?.unwrap_or_default().to_ascii_lowercase();
    let mut found = named(deps, request, &host).await?;
    if found.is_none() {
        // Who names an account means no other one.
        found = if an.is_empty() { deps.default_account } else { named(deps, request, &an).await? };
    }
    found.map(TenantScope::acting_for).ok_or_else(|| Problem::not_found("account"))
}

/// A host without its port, in small letters.
fn bare(host: &str) -> String {
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    name.map_or(host, |(name, _)| name).to_ascii_lowercase()
}

async fn named(deps: &Deps, request: &Request, name: &str) -> Result<Option<AccountId>, Problem> {
    let fine = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if name.is_empty() || name.len() > 253 || !name.bytes().all(fine) {
        return Ok(None);
    }
    if let Some(known) = deps.hosts.get(name, request.at()) {
        return Ok(known);
    }
    let found = deps.gate.store().read(&keys::host(name), request.at()).await?.map(|owner| owner.value.account);
    deps.hosts.keep(name, found, request.at());
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_known_without_its_port() {
        for (host, expected) in [
            ("Loja.Example", "loja.example"),
            ("localhost:8080", "localhost"),
            ("127.0.0.1:80", "127.0.0.1"),
            ("[::1]", "[::1]"),
        ] {
            assert_eq!(bare(host), expected);
        }
    }
}
