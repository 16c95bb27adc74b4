//! Keys of what devices report.

use super::{ITSELF, Key, own};
use domain::access::TenantScope;
use domain::id::{EventId, ServiceId};
use serde::{Deserialize, Serialize};

/// What a report is about, whose name no other report of the account has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The service.
    pub service: ServiceId,
    /// Digest of what was sent, to tell a repeat from another report under the same name.
    pub digest: String,
}

/// AP-168: the report of this name.
#[must_use]
pub fn report(scope: TenantScope, id: EventId) -> Key<Reported> {
    own(scope, "report", &format!("REPORT#{id}"), ITSELF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    #[test]
    fn the_same_name_is_another_in_another_account() {
        let of = |account| {
            let scope = TenantScope::acting_for(AccountId::new(Uuid::from_u128(account)));
            report(scope, EventId::new(Uuid::from_u128(2))).place.pk
        };
        assert_eq!(of(1), of(1));
        assert_ne!(of(1), of(3));
    }
}
