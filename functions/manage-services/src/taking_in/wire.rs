//! What travels about imports of services.

use imports::{RowFinding, ShownRows};
use serde::Serialize;
use utoipa::ToSchema;

use super::job::{Counts, Job};

/// One import of services.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceImport {
    #[serde(flatten)]
    pub(crate) shown: ShownRows,
    /// Services that were made, or would be.
    pub(crate) made: u64,
    /// Rows that the same file had made before.
    pub(crate) repeated: u64,
    /// Rows that were left out.
    pub(crate) rejected: u64,
    /// Services that were taken back.
    pub(crate) undone: u64,
    /// Services that could not be taken back: something had happened to them.
    pub(crate) kept: u64,
    /// How many warnings.
    pub(crate) warning_count: u64,
    /// The first 100 warnings; left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) warnings: Option<Vec<RowFinding>>,
}

impl ServiceImport {
    /// With what every import of rows shows of a job, without its warnings.
    pub(crate) fn of(job: &Job, shown: ShownRows) -> Self {
        let Counts { made, repeated, rejected, undone, kept } = job.of.counts;
        let warning_count = job.result.as_ref().map_or(0, |result| result.warning_count);
        Self { shown, made, repeated, rejected, undone, kept, warning_count, warnings: None }
    }

    /// With its first warnings, too.
    pub(crate) fn whole(job: &Job, shown: ShownRows) -> Self {
        let warnings = job.result.as_ref().map(|result| imports::shown(&result.warnings));
        Self { warnings, ..Self::of(job, shown) }
    }
}

/// A part of the imports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceImports {
    /// Newest first.
    pub(crate) items: Vec<ServiceImport>,
    /// For the next page; null on the last.
    pub(crate) next_cursor: Option<String>,
}

/// What was taken back by one call.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UndoneImport {
    /// Services that were taken back.
    pub(crate) undone: u64,
    /// Services that stay: something had happened to them.
    pub(crate) kept: u64,
    /// Whether there are more: the same call, under a fresh key, goes on.
    pub(crate) left: bool,
}
