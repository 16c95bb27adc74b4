//! What is wrong, or odd, in a file.

use serde::{Deserialize, Serialize};

/// How many findings of one kind are kept for the report. Beyond it they are counted only.
const REPORTED: usize = 20_000;
/// Characters of a cell that a finding shows.
const VALUE: usize = 60;

/// One thing that is wrong, or odd, in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Tab, in a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tab: Option<String>,
    /// Row as a spreadsheet program numbers it; none when the file as a whole is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Name of the column, or its number when it has no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Stable code of the rule.
    pub rule: String,
    /// What the cell holds, cut to 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The rule as a sentence.
    pub detail: String,
}

impl Finding {
    /// About the file as a whole.
    #[must_use]
    pub fn of_file(rule: &str, column: Option<&str>, detail: &str) -> Self {
        let (column, rule, detail) = (column.map(str::to_owned), rule.to_owned(), detail.to_owned());
        Self { tab: None, row: None, column, rule, value: None, detail }
    }

    /// About a row, or a cell of it.
    #[must_use]
    pub fn of_row(row: u64, column: Option<&str>, rule: &str, value: Option<&str>, detail: &str) -> Self {
        let value = value.filter(|value| !value.is_empty()).map(|value| value.chars().take(VALUE).collect());
        Self { row: Some(row), value, ..Self::of_file(rule, column, detail) }
    }

    /// In a tab of a workbook.
    #[must_use]
    pub fn in_tab(self, tab: Option<&str>) -> Self {
        Self { tab: tab.map(str::to_owned), ..self }
    }
}

/// Findings of one kind: the first of them, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    kept: Vec<Finding>,
    count: u64,
}

impl Findings {
    /// Notes one.
    pub fn push(&mut self, finding: Finding) {
        self.count = self.count.saturating_add(1);
        if self.kept.len() < REPORTED {
            self.kept.push(finding);
        }
    }

    /// With others, all in the order of the file.
    #[must_use]
    pub fn with(mut self, others: impl IntoIterator<Item = Finding>) -> Self {
        for finding in others {
            self.push(finding);
        }
        self.kept.sort_by(|one, other| (&one.tab, one.row).cmp(&(&other.tab, other.row)));
        self
    }

    /// Counts some that nobody listed.
    pub fn count_more(&mut self, unlisted: u64) {
        self.count = self.count.saturating_add(unlisted);
    }

    /// How many were noted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Those that were kept, in the order of the file.
    #[must_use]
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// The first `limit`.
    #[must_use]
    pub fn first(&self, limit: usize) -> Vec<Finding> {
        self.kept.iter().take(limit).cloned().collect()
    }
}
