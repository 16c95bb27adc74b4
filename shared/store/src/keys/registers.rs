//! Keys of the registers: entries, what finds them, and what refers to them.

use super::{Key, Prefix, own, own_prefix};
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::register::{Entry, Facts, Kind, Unique, folded};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

/// What a name or a code leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The entry.
    pub id: Uuid,
}

/// As much of an entry as whoever refers to it has to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whether it is offered.
    pub active: bool,
}

/// That something refers to an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referred {}

fn partition(kind: Kind) -> String {
    format!("REGISTER#{}", kind.name())
}

/// AP-60: one entry of a register.
#[must_use]
pub fn entry<F: Facts>(scope: TenantScope, id: F::Id) -> Key<Entry<F>> {
    own(scope, "entry", &partition(F::KIND), &id.to_string())
}

/// AP-60: one entry of a register, whatever it says.
#[must_use]
pub fn entry_head(scope: TenantScope, kind: Kind, id: Uuid) -> Key<Head> {
    own(scope, "entry", &partition(kind), &id.to_string())
}

/// Ends a name that others may begin with, or have too.
const END: char = '\u{1}';

/// AP-61: the name that an entry is found by.
#[must_use]
pub fn entry_name(scope: TenantScope, kind: Kind, name: &str, id: Uuid) -> Key<Named> {
    own(scope, "entry_name", &format!("REGISTERNAME#{}", kind.name()), &format!("{}{END}{id}", folded(name)))
}

/// AP-61: the entries whose name begins with a text, by name. An empty text is in all of them.
#[must_use]
pub fn entry_names(scope: TenantScope, kind: Kind, start: &str) -> Prefix<Named> {
    Prefix { sk: folded(start), ..own_prefix(scope, &format!("REGISTERNAME#{}", kind.name()), false) }
}

/// AP-61: the entries of a name.
#[must_use]
pub fn entry_namesakes(scope: TenantScope, kind: Kind, name: &str) -> Prefix<Named> {
    let prefix = entry_names(scope, kind, name);
    Prefix { sk: format!("{}{END}", prefix.sk), ..prefix }
}

/// AP-62: what only one entry of a register may have; the lock that makes it so. A document is personal data, and keys
/// are seen by more eyes than items, so that its digest stands here.
#[must_use]
pub fn entry_key(scope: TenantScope, kind: Kind, unique: &Unique) -> Key<Named> {
    let value = if unique.field == "document" { digest(scope, &unique.value) } else { unique.value.clone() };
    own(scope, "entry_key", &format!("REGISTERKEY#{}#{}", kind.name(), unique.field), &value)
}

/// AP-63: the entries whose code begins with a text, by code.
#[must_use]
pub fn entry_codes(scope: TenantScope, kind: Kind, start: &str) -> Prefix<Named> {
    Prefix { sk: folded(start), ..own_prefix(scope, &format!("REGISTERKEY#{}#code", kind.name()), false) }
}

/// AP-64: that something refers to an entry; `by` is its kind and its identifier, `service#<id>`.
#[must_use]
pub fn reference(scope: TenantScope, kind: Kind, id: Uuid, by: &str) -> Key<Referred> {
    own(scope, "reference", &format!("REFERENCES#{}#{id}", kind.name()), by)
}

/// AP-64: all that refers to an entry.
#[must_use]
pub fn references(scope: TenantScope, kind: Kind, id: Uuid) -> Prefix<Referred> {
    own_prefix(scope, &format!("REFERENCES#{}#{id}", kind.name()), false)
}

/// AP-65: one import of entries.
#[must_use]
pub fn register_import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "register_import", "REGISTERIMPORT", &id.to_string())
}

/// AP-66: the imports of entries, newest first.
#[must_use]
pub fn register_imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, "REGISTERIMPORT", true)
}

fn digest(scope: TenantScope, text: &str) -> String {
    let hash = Sha256::digest(format!("{}\n{text}", scope.account()));
    hash.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use domain::register::Branch;

    fn scope() -> TenantScope {
        TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)))
    }

    #[test]
    fn an_entry_and_what_finds_it_stand_where_they_are_looked_for() {
        let id = Uuid::from_u128(7);
        let whole = entry::<Branch>(scope(), Branch::id(id)).place;
        assert_eq!(whole, entry_head(scope(), Kind::Branches, id).place);
        let (name, names) =
            (entry_name(scope(), Kind::Branches, "São Paulo", id).place, entry_names(scope(), Kind::Branches, "SAO"));
        assert_eq!(name.pk, names.pk);
        assert!(name.sk.starts_with(&names.sk));
        assert!(name.sk.starts_with(&entry_namesakes(scope(), Kind::Branches, "sao paulo").sk));
        assert!(!name.sk.starts_with(&entry_namesakes(scope(), Kind::Branches, "sao").sk));
    }

    #[test]
    fn no_key_spells_a_document() {
        let unique = Unique { field: "document", value: "52998224725".to_owned() };
        assert!(!format!("{:?}", entry_key(scope(), Kind::Drivers, &unique).place).contains("52998224725"));
    }
}
