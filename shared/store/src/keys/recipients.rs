//! Keys of the recipient's page: what is said there, and how often somebody has tried what they should know.

use super::{ITSELF, Key, global, own};
use domain::access::{GlobalScope, TenantScope};
use domain::id::ServiceId;
use domain::knocking::{Misses, Tries};
use domain::said::Said;

/// AP-94: what the recipient of a service has said of it.
#[must_use]
pub fn said(scope: TenantScope, service: ServiceId) -> Key<Said> {
    own(scope, "said", &format!("SAID#{service}"), ITSELF)
}

/// AP-95: wrong answers of who opened the link of a service.
#[must_use]
pub fn tries(scope: TenantScope, service: ServiceId) -> Key<Tries> {
    own(scope, "tries", &format!("TRIES#{service}"), ITSELF)
}

/// AP-96: links that open nothing, tried from one place in the network, by the keyed digest of that place.
#[must_use]
pub fn misses(place: &str) -> Key<Misses> {
    global(GlobalScope::Link, "misses", &format!("MISSES#{place}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    #[test]
    fn what_is_said_lies_beside_the_service_and_misses_beside_the_links() {
        let scope = TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)));
        let service = ServiceId::new(Uuid::from_u128(2));
        assert_ne!(said(scope, service).place.pk, tries(scope, service).place.pk);
        let (misses, link) = (misses("ab12").place, super::super::link("ab12").place);
        assert_eq!(misses.acting, link.acting);
        assert_ne!(misses.pk, link.pk);
    }
}
