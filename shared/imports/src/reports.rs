//! What was wrong with a file, as files that people can work with.

use domain::import::{Finding, Findings};
use sheets::write::{self, Unwritable};
use sheets::{Cell, CollectedRow};
use std::collections::BTreeMap;

/// The content type of both.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";

const HEADER: [&str; 7] = ["severity", "tab", "row", "column", "rule", "value", "detail"];
/// The last column of the rows that were left out: why. Whoever reads such a file again passes over it.
const WHY: &str = "why_rejected";

/// The CSV that tells all errors and warnings of an import, row by row; none when there are none.
///
/// # Errors
/// [`Unwritable`] never happens to rows of one length.
pub fn report(errors: &Findings, warnings: &Findings) -> Result<Option<Vec<u8>>, Unwritable> {
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

/// Whether a column of a file is the one in which [`rejected`] says why.
#[must_use]
pub fn was_rejected(column: &str) -> bool {
    column == WHY
}

/// The rows of a file that have an error, under its own headings and with what is wrong behind them, to be put right
/// and sent again; how many there are, and none when there are none.
///
/// # Errors
/// [`Unwritable`] never happens to rows of one length.
pub(crate) fn rejected(
    header: &[String],
    rows: &[CollectedRow],
    errors: &Findings,
) -> Result<(u64, Option<Vec<u8>>), Unwritable> {
    let mut why: BTreeMap<(Option<&str>, u64), String> = BTreeMap::new();
    for finding in errors.kept() {
        let Some(row) = finding.row else { continue };
        let said = why.entry((finding.tab.as_deref(), row)).or_default();
        let space = if said.is_empty() { "" } else { " " };
        let column = finding.column.as_deref().map(|column| format!("{column}: ")).unwrap_or_default();
        said.push_str(&format!("{space}{column}{}", finding.detail));
    }
    let own: Vec<usize> =
        header.iter().enumerate().filter(|(_, name)| !was_rejected(name)).map(|(place, _)| place).collect();
    let lines: Vec<Vec<String>> = rows
        .iter()
        .filter_map(|row| Some((row, why.remove(&(row.tab.as_deref(), row.number))?)))
        .map(|(row, why)| {
            let text = |place: &usize| row.cells.get(*place).map_or_else(String::new, |cell: &Cell| cell.text.clone());
            own.iter().map(text).chain([why]).collect()
        })
        .collect();
    if lines.is_empty() {
        return Ok((0, None));
    }
    let names: Vec<&str> = own.iter().filter_map(|place| header.get(*place)).map(String::as_str).chain([WHY]).collect();
    let count = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    Ok((count, Some(write::csv(&names, lines)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sheets::Options;

    fn collected(text: &str) -> sheets::Collected {
        sheets::collect(text.as_bytes(), &Options::default()).unwrap()
    }

    fn errors(of: &[(Option<u64>, Option<&str>, &str)]) -> Findings {
        let mut errors = Findings::default();
        for (row, column, detail) in of {
            let finding = Finding { row: *row, ..Finding::of_file("rule", *column, detail) };
            errors.push(finding);
        }
        errors
    }

    #[test]
    fn rejected_rows_keep_their_cells_and_say_why_and_saying_why_twice_leaves_one_column() {
        let file = collected("a,b\n1,2\n3,=4\n5,6\n");
        let wrong = errors(&[
            (Some(4), Some("b"), "No."),
            (None, None, "All."),
            (Some(4), None, "Never."),
            (Some(9), None, "x"),
        ]);
        let (count, rows) = rejected(&file.header, &file.rows, &wrong).unwrap();
        let again = collected(std::str::from_utf8(&rows.unwrap()).unwrap());
        assert_eq!((count, again.header.join(",")), (1, format!("a,b,{WHY}")));
        let texts: Vec<&str> = again.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["5", "6", "b: No. Never."]);
        let (_, twice) = rejected(&again.header, &again.rows, &errors(&[(Some(2), None, "Still.")])).unwrap();
        assert_eq!(collected(std::str::from_utf8(&twice.unwrap()).unwrap()).header, again.header);
        assert_eq!(rejected(&file.header, &file.rows, &errors(&[])).unwrap(), (0, None));
    }
}
