//! Cursors of lists: opaque, tamper-evident, bound to the account and to the query they came from.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::access::TenantScope;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const TAG: usize = 16;

fn tag(key: &[u8], scope: TenantScope, query: &str, after: &str) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    for part in [&scope.account().to_string(), query, after] {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into_iter().take(TAG).collect()
}

/// Seals the place after which a list goes on.
pub(crate) fn seal(key: &[u8], scope: TenantScope, query: &str, after: &str) -> String {
    let mut sealed = tag(key, scope, query, after);
    sealed.extend_from_slice(after.as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(sealed)
}

/// Opens a cursor; none when it was changed, or made for another account or query.
pub(crate) fn open(key: &[u8], scope: TenantScope, query: &str, cursor: &str) -> Option<String> {
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (found, after) = sealed.split_at_checked(TAG)?;
    let after = std::str::from_utf8(after).ok()?;
    let expected = tag(key, scope, query, after);
    let same: bool = subtle::ConstantTimeEq::ct_eq(expected.as_slice(), found).into();
    same.then(|| after.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    fn scope(n: u128) -> TenantScope {
        TenantScope::acting_for(AccountId::new(Uuid::from_u128(n)))
    }

    #[test]
    fn a_cursor_opens_only_for_the_account_and_query_it_was_sealed_for() {
        let cursor = seal(b"key", scope(1), "/v1/skus", "shirt");
        assert_eq!(open(b"key", scope(1), "/v1/skus", &cursor).as_deref(), Some("shirt"));
        assert_eq!(open(b"key", scope(2), "/v1/skus", &cursor), None);
        assert_eq!(open(b"key", scope(1), "/v1/docks", &cursor), None);
        assert_eq!(open(b"other", scope(1), "/v1/skus", &cursor), None);
        assert_eq!(open(b"key", scope(1), "/v1/skus", "AAAA"), None);
        assert_eq!(open(b"key", scope(1), "/v1/skus", &format!("{cursor}A")), None);
    }
}
