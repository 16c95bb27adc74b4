//! What travels about imports of bookings.

use imports::ShownRows;
use serde::Serialize;
use utoipa::ToSchema;

use super::job::{Counts, Job};

/// One import of bookings.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookingImport {
    /// What every import of rows shows.
    #[serde(flatten)]
    pub shown: ShownRows,
    /// Services that had no window and have one now, or would.
    pub booked: u64,
    /// Services that were moved to another window, or would be.
    pub moved: u64,
    /// Rows that say what is there already.
    pub unchanged: u64,
    /// Rows that were left out.
    pub rejected: u64,
}

impl BookingImport {
    /// With what every import of rows shows of a job.
    pub(crate) fn of(job: &Job, shown: ShownRows) -> Self {
        let Counts { booked, moved, unchanged, rejected } = job.of.counts;
        Self { shown, booked, moved, unchanged, rejected }
    }
}

/// A part of the imports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookingImports {
    /// Newest first.
    pub items: Vec<BookingImport>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
