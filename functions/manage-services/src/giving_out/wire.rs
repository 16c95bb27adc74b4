//! What travels about exports of services.

use domain::id::ExportId;
use domain::language::Language;
use domain::visibility::Visibility;
use edge::{Fields, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::job::{Asked, Format, Job};
use crate::lists::Filter;

/// Services to export.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewServiceExport {
    /// csv, xlsx or json.
    #[schema(example = "xlsx")]
    pub(crate) format: String,
    /// Language of the headings: pt-BR, which is the default, es or en.
    #[serde(default)]
    pub(crate) language: Option<String>,
    /// Which services; all without it.
    #[serde(default)]
    pub(crate) filter: Option<ExportFilter>,
}

/// Filters as those of the list of services.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ExportFilter {
    /// active, routed, `under_way`, paused, done, failed, returned, `cancelled_by_office` or `cancelled_by_recipient`.
    pub(crate) status: Option<String>,
    /// delivery, collection or attendance.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    /// Id of the driver who carries it.
    pub(crate) driver: Option<String>,
    /// Id of the customer.
    pub(crate) customer: Option<String>,
    /// Id of the branch.
    pub(crate) branch: Option<String>,
    /// Id of the partner.
    pub(crate) partner: Option<String>,
    /// Id of the transport company.
    pub(crate) carrier: Option<String>,
    /// Made at this instant or later.
    pub(crate) created_from: Option<String>,
    /// Made before this instant.
    pub(crate) created_to: Option<String>,
    /// Ended at this instant or later.
    pub(crate) finished_from: Option<String>,
    /// Ended before this instant.
    pub(crate) finished_to: Option<String>,
}

impl ExportFilter {
    /// By the names that the list has for them.
    fn named(self) -> BTreeMap<String, String> {
        let all = [
            ("status", self.status),
            ("type", self.kind),
            ("driver", self.driver),
            ("customer", self.customer),
            ("branch", self.branch),
            ("partner", self.partner),
            ("carrier", self.carrier),
            ("createdFrom", self.created_from),
            ("createdTo", self.created_to),
            ("finishedFrom", self.finished_from),
            ("finishedTo", self.finished_to),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

impl NewServiceExport {
    /// Reads the body; what is wrong with its filter is told as of the list's.
    pub(crate) fn read(self, sight: &Visibility) -> Result<Asked, Problem> {
        let mut fields = Fields::new();
        let format = match self.format.as_str() {
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            "json" => Some(Format::Json),
            other => {
                fields.refuse("/format", "unknown_format", "A format is csv, xlsx or json.", Some(other.into()));
                None
            }
        };
        let language = match self.language.as_deref() {
            None => Some(Language::default()),
            Some(tag) => fields.take("/language", "unknown_language", tag, tag.parse::<Language>()),
        };
        let filter = self.filter.unwrap_or_default().named();
        if let Err(problem) = Filter::named(&filter, sight.clone()) {
            for error in problem.errors() {
                let pointer = format!("/filter/{}", error.pointer.trim_start_matches('?'));
                fields.refuse(&pointer, &error.rule, error.detail.clone(), None);
            }
        }
        let (format, language) = fields.all(format.zip(language))?;
        Ok(Asked { format, language, filter })
    }
}

/// One export of services.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceExport {
    /// Identifier.
    pub(crate) id: String,
    /// csv, xlsx or json.
    pub(crate) format: &'static str,
    /// processing, done or failed.
    #[schema(example = "done")]
    pub(crate) status: &'static str,
    /// Services written so far.
    pub(crate) services: u64,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) created_at: Timestamp,
    /// From then on it is gone, with its files.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) expires_at: Timestamp,
    /// Its files, of at most 20,000 services each, once it is done; left out of lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<ExportedFile>,
}

/// One file of an export.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExportedFile {
    /// Where it can be read, for 15 minutes.
    pub(crate) url: String,
    /// Services in it.
    pub(crate) services: u64,
    /// Its bytes.
    pub(crate) size: u64,
}

impl ServiceExport {
    /// A job as it stands at a moment, without its files.
    pub(crate) fn new(job: &Job, now: Timestamp) -> Self {
        Self {
            id: job.id.to_string(),
            format: job.asked.format.end(),
            status: job.status_at(now),
            services: job.parts.iter().map(|part| part.services).sum(),
            created_at: job.created_at,
            expires_at: job.until(),
            files: Vec::new(),
        }
    }
}

/// As much of an answer as tells which export was asked for.
#[derive(Deserialize)]
pub(super) struct Ordered {
    pub(super) id: ExportId,
}

/// A part of the exports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceExports {
    /// Newest first; one's own.
    pub(crate) items: Vec<ServiceExport>,
    /// For the next page; null on the last.
    pub(crate) next_cursor: Option<String>,
}
