//! What travels about imports of customers.

use imports::{Counts, ShownRows};
use serde::Serialize;
use utoipa::ToSchema;

use super::job::Job;

/// One import of customers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerImport {
    #[serde(flatten)]
    pub(crate) shown: ShownRows,
    /// Rows that became new customers, or would.
    pub(crate) added: u64,
    /// Rows that changed a customer, or would.
    pub(crate) changed: u64,
    /// Rows that say what is there already.
    pub(crate) unchanged: u64,
    /// Rows that were left out.
    pub(crate) rejected: u64,
}

impl CustomerImport {
    /// With what every import of rows shows of a job.
    pub(crate) fn of(job: &Job, shown: ShownRows) -> Self {
        let Counts { added, changed, unchanged, rejected } = job.of.counts;
        Self { shown, added, changed, unchanged, rejected }
    }
}

/// A part of the imports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerImports {
    /// Newest first.
    pub(crate) items: Vec<CustomerImport>,
    /// For the next page; null on the last.
    pub(crate) next_cursor: Option<String>,
}
