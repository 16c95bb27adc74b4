//! CSV and XLSX for people to download.

use std::borrow::Cow;

use rust_xlsxwriter::{Workbook, XlsxError};

/// The file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// CSV.
    #[error("writing a CSV")]
    Csv(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// XLSX, for instance a cell of more than 32,767 characters.
    #[error("writing an XLSX")]
    Xlsx(#[source] Box<XlsxError>),
}

/// A cell that a spreadsheet program takes as text: one that starts like a formula gets an apostrophe in front
/// (OWASP, "CSV Injection"). Plain numbers stay as they are.
#[must_use]
pub fn escaped(cell: &str) -> Cow<'_, str> {
    let dangerous = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if dangerous && !is_number(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What a cell said before it was [`escaped`]; any other stays as it is.
#[must_use]
pub fn unescaped(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(said) if matches!(escaped(said), Cow::Owned(_)) => said,
        _ => cell,
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    digits.chars().any(|c| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1
}

/// CSV in UTF-8 with a byte-order mark, so that Excel reads accents, with commas and CRLF; cells are [`escaped`].
///
/// # Errors
/// A row with another number of cells than the header.
pub fn csv<R>(header: &[&str], rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, Unwritable>
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let failed = |error: csv::Error| Unwritable::Csv(Box::new(error));
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(header.iter().map(|cell| escaped(cell).into_owned())).map_err(failed)?;
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| escaped(cell.as_ref()).into_owned())).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Unwritable::Csv(Box::new(error.into_error())))
}

/// One tab of text cells under a frozen header. Nothing becomes a formula, a number or a link.
///
/// # Errors
/// More rows or longer cells than the format holds, or a tab name it forbids.
pub fn xlsx<R>(tab: &str, header: &[&str], rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, Unwritable>
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let failed = |error: XlsxError| Unwritable::Xlsx(Box::new(error));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(tab).map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    for (column, cell) in (0_u16..).zip(header) {
        sheet.write_string(0, column, *cell).map_err(failed)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell.as_ref()).map_err(failed)?;
        }
    }
    workbook.save_to_buffer().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, collect};

    #[test]
    fn a_cell_that_would_run_is_written_as_text() {
        fn check(cell: &str, expected: &str) {
            assert_eq!(escaped(cell), expected);
            assert_eq!(unescaped(expected), cell);
        }
        check("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")");
        check("@SUM(A1)", "'@SUM(A1)");
        check("-2+3", "'-2+3");
        check("\tx", "'\tx");
        check("-12.50", "-12.50");
        check("+5", "+5");
        check("-", "'-");
        check("São Paulo", "São Paulo");
        check("'tis", "'tis");
    }

    #[test]
    fn what_is_written_reads_back_equal() {
        let header = ["row", "detail"];
        let rows = [["2", "a \"b\", c"], ["3", "line\nbreak"]];
        for file in [csv(&header, rows).unwrap(), xlsx("errors", &header, rows).unwrap()] {
            let read = collect(&file, &Options::default()).unwrap();
            assert_eq!(read.header, header);
            let texts: Vec<Vec<&str>> =
                read.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
            assert_eq!(texts, rows);
            assert_eq!(read.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3]);
        }
    }
}
