//! Every key of the bucket, next to the prefix that finds it. The tenant stands second, always.

use std::fmt;
use std::str::FromStr;

use domain::access::TenantScope;
use domain::id::{AccountId, CustomerId, ExportId, ImportId, ProofId, QuoteId, ServiceId};

use crate::Digest;

const IMPORTS: &str = "imports";
const REPORTS: &str = "reports";
const REGISTER_IMPORTS: &str = "register-imports";
const ACCOUNT_IMPORTS: &str = "account-imports";
const CUSTOMER_IMPORTS: &str = "customer-imports";
const BOOKING_IMPORTS: &str = "booking-imports";
const CUSTOMER_ERASURES: &str = "customer-erasures";
const PROOF_UPLOADS: &str = "proof-uploads";
const PROOFS: &str = "proofs";
const SERVICE_IMPORTS: &str = "service-imports";
const SERVICE_EXPORTS: &str = "service-exports";
const EXPORTS: &str = "exports";
const CONFIGURATION: &str = "conf";
const BLOCKS: &str = "blocks";
const QUOTES: &str = "quotes";

/// The name of one blob.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// The key as the bucket spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) const fn listed(key: String) -> Self {
        Self(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the keys of a family have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    /// The prefix as the bucket spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A file that a merchant uploads.
#[must_use]
pub fn import(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{}{id}", imports_of(scope).0))
}

/// The uploads of an account.
#[must_use]
pub fn imports_of(scope: TenantScope) -> Prefix {
    Prefix(format!("{IMPORTS}/{}/", scope.account()))
}

/// Reads the key of an upload, as the event of the bucket tells it (decoded from its URL form).
///
/// `None` when it is the key of anything else.
#[must_use]
pub fn uploaded(key: &str) -> Option<(TenantScope, ImportId)> {
    named(IMPORTS, key)
}

/// A file with entries of a register.
#[must_use]
pub fn register_import(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{REGISTER_IMPORTS}/{}/{id}", scope.account()))
}

/// Reads the key of a file with entries of a register. `None` when it is the key of anything else.
#[must_use]
pub fn register_uploaded(key: &str) -> Option<(TenantScope, ImportId)> {
    named(REGISTER_IMPORTS, key)
}

/// A file with users or holidays.
#[must_use]
pub fn account_import(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{ACCOUNT_IMPORTS}/{}/{id}", scope.account()))
}

/// Reads the key of a file with users or holidays. `None` when it is the key of anything else.
#[must_use]
pub fn account_uploaded(key: &str) -> Option<(TenantScope, ImportId)> {
    named(ACCOUNT_IMPORTS, key)
}

/// A file with customers.
#[must_use]
pub fn customer_import(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{CUSTOMER_IMPORTS}/{}/{id}", scope.account()))
}

/// A file with bookings.
#[must_use]
pub fn booking_import(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{BOOKING_IMPORTS}/{}/{id}", scope.account()))
}

/// Reads the key of a file with bookings. `None` when it is the key of anything else.
#[must_use]
pub fn bookings_uploaded(key: &str) -> Option<(TenantScope, ImportId)> {
    named(BOOKING_IMPORTS, key)
}

/// Reads the key of a file with customers. `None` when it is the key of anything else.
#[must_use]
pub fn customers_uploaded(key: &str) -> Option<(TenantScope, ImportId)> {
    named(CUSTOMER_IMPORTS, key)
}

/// The order to erase a person with many services: its arrival wakes whoever erases.
#[must_use]
pub fn erasure_order(scope: TenantScope, id: CustomerId) -> Key {
    Key(format!("{CUSTOMER_ERASURES}/{}/{id}", scope.account()))
}

/// Reads the key of an order to erase a person. `None` when it is the key of anything else.
#[must_use]
pub fn erasure_ordered(key: &str) -> Option<(TenantScope, CustomerId)> {
    named(CUSTOMER_ERASURES, key)
}

/// A file with services.
#[must_use]
pub fn service_import(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{SERVICE_IMPORTS}/{}/{id}", scope.account()))
}

/// Reads the key of a file with services. `None` when it is the key of anything else.
#[must_use]
pub fn services_uploaded(key: &str) -> Option<(TenantScope, ImportId)> {
    named(SERVICE_IMPORTS, key)
}

/// The order for an export of services: its arrival wakes whoever writes the files.
#[must_use]
pub fn service_export_order(scope: TenantScope, id: ExportId) -> Key {
    Key(format!("{SERVICE_EXPORTS}/{}/{id}", scope.account()))
}

/// Reads the key of an order for an export of services. `None` when it is the key of anything else.
#[must_use]
pub fn service_export_ordered(key: &str) -> Option<(TenantScope, ExportId)> {
    named(SERVICE_EXPORTS, key)
}

/// One file of an export, and what its name ends in.
#[must_use]
pub fn exported(scope: TenantScope, file: ExportId, end: &'static str) -> Key {
    Key(format!("{}{file}.{end}", exports_of(scope).0))
}

/// The files of an account's exports.
#[must_use]
pub fn exports_of(scope: TenantScope) -> Prefix {
    Prefix(format!("{EXPORTS}/{}/", scope.account()))
}

/// What a key of a family names: an account and something of it.
fn named<Id: FromStr>(family: &str, key: &str) -> Option<(TenantScope, Id)> {
    let mut parts = key.split('/');
    let (found, account, id) = (parts.next()?, parts.next()?, parts.next()?);
    if found != family || parts.next().is_some() {
        return None;
    }
    Some((TenantScope::acting_for(AccountId::from_str(account).ok()?), Id::from_str(id).ok()?))
}

/// A picture as a device uploads it. Nothing is ever served from there.
#[must_use]
pub fn proof_upload(scope: TenantScope, service: ServiceId, id: ProofId) -> Key {
    Key(format!("{PROOF_UPLOADS}/{}/{service}/{id}", scope.account()))
}

/// Reads the key of an uploaded picture. `None` when it is the key of anything else.
#[must_use]
pub fn proof_uploaded(key: &str) -> Option<(TenantScope, ServiceId, ProofId)> {
    let mut parts = key.split('/');
    let (family, account, service, id) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if family != PROOF_UPLOADS || parts.next().is_some() {
        return None;
    }
    let scope = TenantScope::acting_for(AccountId::from_str(account).ok()?);
    Some((scope, ServiceId::from_str(service).ok()?, ProofId::from_str(id).ok()?))
}

/// A picture that is evidence.
#[must_use]
pub fn proof(scope: TenantScope, service: ServiceId, id: ProofId) -> Key {
    Key(format!("{}{id}", proofs_of(scope, service).0))
}

/// The same, small.
#[must_use]
pub fn proof_thumbnail(scope: TenantScope, service: ServiceId, id: ProofId) -> Key {
    Key(format!("{}{id}.small", proofs_of(scope, service).0))
}

/// All evidence of a service.
#[must_use]
pub fn proofs_of(scope: TenantScope, service: ServiceId) -> Prefix {
    Prefix(format!("{PROOFS}/{}/{service}/", scope.account()))
}

/// What was wrong with an upload, row by row, as CSV.
#[must_use]
pub fn report(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{}{id}.csv", reports_of(scope).0))
}

/// The rows of an upload that were left out, as CSV, to be put right and sent again.
#[must_use]
pub fn rejected(scope: TenantScope, id: ImportId) -> Key {
    Key(format!("{}{id}.rejected.csv", reports_of(scope).0))
}

/// A freight table as CSV, named by the hash of its compiled form.
#[must_use]
pub fn table_rows(scope: TenantScope, content: Digest) -> Key {
    Key(format!("{}tables/{content}.csv", reports_of(scope).0))
}

/// The reports of an account.
#[must_use]
pub fn reports_of(scope: TenantScope) -> Prefix {
    Prefix(format!("{REPORTS}/{}/", scope.account()))
}

/// A section of an account's freight configuration, named by its content. `section` is one word.
#[must_use]
pub fn section(scope: TenantScope, section: &'static str, content: Digest) -> Key {
    Key(format!("{}{section}/{content}", configuration_of(scope).0))
}

/// The sections of an account's freight configuration.
#[must_use]
pub fn configuration_of(scope: TenantScope) -> Prefix {
    Prefix(format!("{CONFIGURATION}/{}/", scope.account()))
}

/// A compiled freight table, named by its content.
#[must_use]
pub fn block(scope: TenantScope, content: Digest) -> Key {
    Key(format!("{}{content}", blocks_of(scope).0))
}

/// Which slice of a large freight table answers for which postal codes, by the name of the whole table.
#[must_use]
pub fn slices(scope: TenantScope, content: Digest) -> Key {
    Key(format!("{}{content}.slices", blocks_of(scope).0))
}

/// The compiled freight tables of an account.
#[must_use]
pub fn blocks_of(scope: TenantScope) -> Prefix {
    Prefix(format!("{BLOCKS}/{}/", scope.account()))
}

/// A kept quote that is too large for the table.
#[must_use]
pub fn quote(scope: TenantScope, id: QuoteId) -> Key {
    Key(format!("{}{id}", quotes_of(scope).0))
}

/// The large quotes of an account.
#[must_use]
pub fn quotes_of(scope: TenantScope) -> Prefix {
    Prefix(format!("{QUOTES}/{}/", scope.account()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";
    const IMPORT: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3e";

    fn scope() -> TenantScope {
        TenantScope::acting_for(ACCOUNT.parse().unwrap())
    }

    #[test]
    fn every_key_starts_with_the_prefix_that_finds_it() {
        fn check(key: &Key, prefix: &Prefix, expected: &str) {
            assert_eq!(key.as_str(), expected);
            assert!(key.as_str().starts_with(prefix.as_str()), "{key} under {prefix:?}");
            assert!(prefix.as_str().ends_with(&format!("/{ACCOUNT}/")), "{prefix:?} ends with the whole account");
        }
        let id = IMPORT.parse().unwrap();
        let hash = Digest::of(b"");
        check(&import(scope(), id), &imports_of(scope()), &format!("imports/{ACCOUNT}/{IMPORT}"));
        check(&report(scope(), id), &reports_of(scope()), &format!("reports/{ACCOUNT}/{IMPORT}.csv"));
        check(&rejected(scope(), id), &reports_of(scope()), &format!("reports/{ACCOUNT}/{IMPORT}.rejected.csv"));
        check(&table_rows(scope(), hash), &reports_of(scope()), &format!("reports/{ACCOUNT}/tables/{hash}.csv"));
        let file = IMPORT.parse().unwrap();
        check(&exported(scope(), file, "csv"), &exports_of(scope()), &format!("exports/{ACCOUNT}/{IMPORT}.csv"));
        check(&section(scope(), "docks", hash), &configuration_of(scope()), &format!("conf/{ACCOUNT}/docks/{hash}"));
        check(&block(scope(), hash), &blocks_of(scope()), &format!("blocks/{ACCOUNT}/{hash}"));
        check(&quote(scope(), IMPORT.parse().unwrap()), &quotes_of(scope()), &format!("quotes/{ACCOUNT}/{IMPORT}"));
    }

    #[test]
    fn only_the_key_of_an_upload_is_read_as_one() {
        fn check(key: &str, readable: bool) {
            assert_eq!(uploaded(key).is_some(), readable, "{key}");
        }
        check(&format!("imports/{ACCOUNT}/{IMPORT}"), true);
        check(&format!("reports/{ACCOUNT}/{IMPORT}"), false);
        check(&format!("imports/{ACCOUNT}/{IMPORT}/x"), false);
        check(&format!("imports/{ACCOUNT}/"), false);
        check(&format!("imports/../{IMPORT}"), false);
        check("", false);
        let register = register_import(scope(), IMPORT.parse().unwrap());
        assert_eq!(register_uploaded(register.as_str()), Some((scope(), IMPORT.parse().unwrap())));
        assert_eq!((uploaded(register.as_str()), register_uploaded("imports/a/b")), (None, None));
        let (service, proof) = (IMPORT.parse().unwrap(), ACCOUNT.parse().unwrap());
        let picture = proof_upload(scope(), service, proof);
        assert_eq!(proof_uploaded(picture.as_str()), Some((scope(), service, proof)));
        assert_eq!(
            (proof_uploaded(super::proof(scope(), service, proof).as_str()), uploaded(picture.as_str())),
            (None, None)
        );
        let order = service_export_order(scope(), IMPORT.parse().unwrap());
        assert_eq!(service_export_ordered(order.as_str()), Some((scope(), IMPORT.parse().unwrap())));
        let users = account_import(scope(), IMPORT.parse().unwrap());
        assert_eq!(account_uploaded(users.as_str()), Some((scope(), IMPORT.parse().unwrap())));
        let customers = customer_import(scope(), IMPORT.parse().unwrap());
        assert_eq!(customers_uploaded(customers.as_str()), Some((scope(), IMPORT.parse().unwrap())));
        assert_eq!((uploaded(customers.as_str()), customers_uploaded(register.as_str())), (None, None));
        let bookings = booking_import(scope(), IMPORT.parse().unwrap());
        assert_eq!(bookings_uploaded(bookings.as_str()), Some((scope(), IMPORT.parse().unwrap())));
        assert_eq!((uploaded(bookings.as_str()), bookings_uploaded(customers.as_str())), (None, None));
        let erasure = erasure_order(scope(), IMPORT.parse().unwrap());
        assert_eq!(erasure_ordered(erasure.as_str()), Some((scope(), IMPORT.parse().unwrap())));
        let services = service_import(scope(), IMPORT.parse().unwrap());
        assert_eq!(services_uploaded(services.as_str()), Some((scope(), IMPORT.parse().unwrap())));
        assert_eq!((uploaded(services.as_str()), services_uploaded(register.as_str())), (None, None));
        assert_eq!(
            uploaded(import(scope(), IMPORT.parse().unwrap()).as_str()),
            Some((scope(), IMPORT.parse().unwrap()))
        );
    }
}
