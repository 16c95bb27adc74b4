//! Keys of services on their way in and out as files.

use super::{Key, Prefix, own, own_prefix};
use domain::access::TenantScope;
use domain::id::{CustomerId, ExportId, ImportId, ServiceId};
use serde::{Deserialize, Serialize};

const IMPORT: &str = "SERVICEIMPORT";
const EXPORT: &str = "SERVICEEXPORT";

/// Which service a row of a file became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The service.
    pub id: ServiceId,
    /// The row's place in the file, from 0.
    pub ordinal: u32,
    /// The import that made it.
    pub import: ImportId,
    /// The customer, where this import first named them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Introduced>,
}

/// A customer as a row left them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduced {
    /// The customer.
    pub id: CustomerId,
    /// How often the customer had been written then.
    pub version: u64,
}

/// AP-100: one import of services.
#[must_use]
pub fn service_import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "service_import", IMPORT, &id.to_string())
}

/// AP-101: the imports of services, newest first.
#[must_use]
pub fn service_imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, IMPORT, true)
}

/// AP-102: what a row of a file became, whoever sends that file. `content` is the digest of the file.
#[must_use]
pub fn imported(scope: TenantScope, content: &str, ordinal: u32) -> Key<Imported> {
    own(scope, "imported", &format!("IMPORTED#{content}"), &format!("{ordinal:010}"))
}

/// AP-102: what the rows of a file became, in their order.
#[must_use]
pub fn imported_of(scope: TenantScope, content: &str) -> Prefix<Imported> {
    own_prefix(scope, &format!("IMPORTED#{content}"), false)
}

/// AP-103: one export of services.
#[must_use]
pub fn service_export<T>(scope: TenantScope, id: ExportId) -> Key<T> {
    own(scope, "service_export", EXPORT, &id.to_string())
}

/// AP-104: the exports of services, newest first.
#[must_use]
pub fn service_exports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, EXPORT, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    #[test]
    fn every_key_lies_under_the_prefix_that_finds_it() {
        let scope = TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)));
        let id = ImportId::new(Uuid::from_u128(7));
        assert_eq!(service_import::<()>(scope, id).place.pk, service_imports::<()>(scope).pk);
        let export = ExportId::new(Uuid::from_u128(7));
        assert_eq!(service_export::<()>(scope, export).place.pk, service_exports::<()>(scope).pk);
        let (second, tenth) = (imported(scope, "abc", 2).place, imported(scope, "abc", 10).place);
        assert_eq!(second.pk, imported_of(scope, "abc").pk);
        assert!(second.sk < tenth.sk, "rows are listed in their order");
    }
}
