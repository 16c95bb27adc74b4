//! What travels about every import.

use domain::import::Finding;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Something wrong, or odd, in a file.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowFinding {
    /// Tab, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tab: Option<String>,
    /// Row as a spreadsheet program numbers it; missing when the file as a whole is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Stable code of the rule.
    #[schema(example = "invalid_time")]
    pub rule: String,
    /// What the cell holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The rule as a sentence.
    pub detail: String,
}

impl From<&Finding> for RowFinding {
    fn from(finding: &Finding) -> Self {
        let Finding { tab, row, column, rule, value, detail } = finding.clone();
        Self { tab, row, column, rule, value, detail }
    }
}

/// Where the file goes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Upload {
    /// PUT.
    pub method: String,
    /// Address; whoever has it may send this one file.
    pub url: String,
    /// Headers that must be sent exactly so.
    pub headers: BTreeMap<String, String>,
    /// From then on it is refused.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl From<blobs::Presigned> for Upload {
    fn from(signed: blobs::Presigned) -> Self {
        let blobs::Presigned { method, url, headers, expires_at } = signed;
        Self { method, url, headers: headers.into_iter().collect(), expires_at }
    }
}
