use sheets::write::{self, Unwritable};

use super::{Finding, Findings, Outcome};

const HEADER: [&str; 7] = ["severity", "tab", "row", "column", "rule", "value", "detail"];

/// The CSV that tells all errors and warnings of an import, row by row; none when there are none.
///
/// # Errors
/// [`Unwritable`] never happens to rows of one length.
pub fn report(outcome: &Outcome) -> Result<Option<Vec<u8>>, Unwritable> {
    listed(&outcome.errors, &outcome.warnings)
}

/// The same for findings of any file.
///
/// # Errors
/// [`Unwritable`] never happens to rows of one length.
pub fn listed(errors: &Findings, warnings: &Findings) -> Result<Option<Vec<u8>>, Unwritable> {
    if errors.count() == 0 && warnings.count() == 0 {
        return Ok(None);
    }
    let of = |severity: &'static str, findings: &Findings| {
        let listed = u64::try_from(findings.kept().len()).unwrap_or(u64::MAX);
        let unlisted = findings.count().saturating_sub(listed);
        let last = (unlisted > 0).then(|| {
            let mut line: [String; 7] = Default::default();
            line[0] = severity.to_owned();
            line[6] = format!("{unlisted} more are not listed.");
            line
        });
        findings.kept().iter().map(move |finding| line(severity, finding)).chain(last).collect::<Vec<_>>()
    };
    let lines = of("error", errors).into_iter().chain(of("warning", warnings));
    write::csv(&HEADER, lines).map(Some)
}

fn line(severity: &str, finding: &Finding) -> [String; 7] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        severity.to_owned(),
        text(&finding.tab),
        finding.row.map(|row| row.to_string()).unwrap_or_default(),
        text(&finding.column),
        finding.rule.clone(),
        text(&finding.value),
        finding.detail.clone(),
    ]
}
