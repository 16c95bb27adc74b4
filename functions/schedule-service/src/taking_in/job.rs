//! One import of bookings: in whose name, and what its rows came to.

use domain::access::{Standing, TenantScope};
use domain::id::ImportId;
use domain::window::booking::Origin;
use imports::Subject;
use serde::{Deserialize, Serialize};
use store::{Key, keys};

/// An import of bookings. Item AP-144 of the table.
pub(crate) type Job = domain::import::Job<Bookings>;

/// What an import of bookings has to say beside what every import says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Bookings {
    /// What the asker may do: windows are booked in the asker's name.
    pub(crate) standing: Standing,
    /// On which side the asker stands.
    pub(crate) origin: Origin,
    #[serde(default)]
    pub(crate) counts: Counts,
}

/// What became of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counts {
    pub(crate) booked: u64,
    pub(crate) moved: u64,
    pub(crate) unchanged: u64,
    pub(crate) rejected: u64,
}

impl Subject for Bookings {
    const LARGEST: u64 = 20 << 20;

    fn item(scope: TenantScope, id: ImportId) -> Key<Job> {
        keys::booking_import(scope, id)
    }

    fn file(scope: TenantScope, id: ImportId) -> blobs::Key {
        blobs::keys::booking_import(scope, id)
    }
}
