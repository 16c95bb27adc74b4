//! Comma-separated values (RFC 4180), with `;` and tab as other separators.

use crate::assembly::Assembly;
use crate::{FaultRule, Kind, Unreadable};

/// Reads a text. Cells may be quoted, with doubled quotes and line breaks inside; a cell that starts with `=` is a formula.
pub(crate) fn read(text: &str, assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    let separator = separator(text);
    assembly.separated_by(separator);
    let mut rest = text;
    let mut row = 0_u64;
    let mut unquoted = String::new();
    while !rest.is_empty() && !assembly.stopped() {
        row += 1;
        let mut column = 0;
        loop {
            let (end, after) = cell(rest, separator, row, column, &mut unquoted, assembly)?;
            rest = after;
            column += 1;
            if end {
                break;
            }
        }
        assembly.end_row(row, Some(column))?;
    }
    Ok(())
}

/// Takes one cell, puts it, and tells whether its row ends with it and what comes after.
fn cell<'t>(
    rest: &'t str,
    separator: char,
    row: u64,
    column: usize,
    unquoted: &mut String,
    assembly: &mut Assembly<'_>,
) -> Result<(bool, &'t str), Unreadable> {
    let limit = assembly.limits().columns;
    if column >= limit {
        return Err(Unreadable::TooManyColumns { row, limit });
    }
    let broken = |what| Unreadable::Quotes { row, column: column + 1, what };
    let (value, after) = match rest.strip_prefix('"') {
        Some(quoted) => {
            let after = unquote(quoted, unquoted).ok_or_else(|| broken("the quoted cell never ends"))?;
            (unquoted.as_str(), after)
        }
        None => rest.split_at(rest.find([separator, '\n', '\r']).unwrap_or(rest.len())),
    };
    if value.starts_with('=') {
        assembly.fault(row, column, FaultRule::Formula)?;
    } else {
        assembly.put(row, column, Kind::Text, value)?;
    }
    if let Some(after) = after.strip_prefix(separator) {
        return Ok((false, after));
    }
    let line_end = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']));
    match line_end {
        Some(after) => Ok((true, after)),
        None if after.is_empty() => Ok((true, after)),
        None => Err(broken("text after the closing quote")),
    }
}

/// Fills `cell` with what stands before the closing quote, and gives what stands after it.
fn unquote<'t>(mut rest: &'t str, cell: &mut String) -> Option<&'t str> {
    cell.clear();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Some(after),
        }
    }
}

/// The separator that stands most often in the first line that is not empty, outside quotes; a comma in doubt.
fn separator(text: &str) -> char {
    let line = text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut counts = [(',', 0_usize), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for c in line.chars() {
        quoted ^= c == '"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| !quoted && *separator == c) {
            *count += 1;
        }
    }
    let mut best = (',', 0);
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}
