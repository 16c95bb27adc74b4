//! One import: of users or of holidays, in whose name, and what its rows came to.

use domain::access::{Standing, TenantScope};
use domain::id::ImportId;
use imports::{Counts, Subject};
use serde::{Deserialize, Serialize};
use store::{Key, keys};

/// An import of users or holidays. Item AP-153 of the table.
pub(super) type Job = domain::import::Job<Of>;

/// What a file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Register {
    Users,
    Holidays,
}

impl Register {
    /// The name on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Holidays => "holidays",
        }
    }
}

impl std::str::FromStr for Register {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Users, Self::Holidays]
            .into_iter()
            .find(|register| register.name() == text)
            .ok_or("an import is of users or of holidays")
    }
}

/// What an import of an account has to say beside what every import says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Of {
    pub(super) register: Register,
    /// What the asker may do: the rows are put in the asker's name.
    pub(super) standing: Standing,
    #[serde(default)]
    pub(super) counts: Counts,
}

impl Subject for Of {
    const LARGEST: u64 = 8 << 20;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job> {
        keys::account_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::account_import(scope, id)
    }
}
