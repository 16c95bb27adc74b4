//! XLSX workbooks, cell by cell: a sheet of two far corners costs two cells.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::assembly::Assembly;
use crate::{FaultRule, Kind, Unreadable, archive, number};

/// Reads the visible tabs in their order. The archive has been measured by the caller.
pub(crate) fn read(bytes: &[u8], assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    let mut archive = archive::open(bytes, assembly.limits())?;
    archive::measure(&mut archive, assembly.limits())?;
    drop(archive);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let tabs: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let limit = assembly.limits().tabs;
    if tabs.len() > limit {
        return Err(Unreadable::TooManyTabs { limit });
    }
    for tab in tabs {
        if assembly.stopped() {
            break;
        }
        assembly.open_tab(&tab);
        read_tab(&mut workbook, &tab, assembly)?;
    }
    Ok(())
}

fn read_tab(workbook: &mut Xlsx<Cursor<&[u8]>>, tab: &str, assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    let mut cells = workbook.worksheet_cells_reader(tab).map_err(damaged)?;
    let mut current = 0_u64;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = cell.pos;
        let row = u64::from(row) + 1;
        if row != current {
            if row < current {
                return Err(Unreadable::Damaged(format!("row {row} of tab `{tab}` stands after row {current}")));
            }
            assembly.end_row(current, None)?;
            if assembly.stopped() {
                return Ok(());
            }
            current = row;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        match cell.formula {
            Some(_) => assembly.fault(row, column, FaultRule::Formula)?,
            None => put(row, column, &cell.value, assembly)?,
        }
    }
    assembly.end_row(current, None)
}

fn put(row: u64, column: usize, value: &DataRef<'_>, assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    match value {
        DataRef::Empty => Ok(()),
        DataRef::String(text) => assembly.put(row, column, Kind::Text, text),
        DataRef::SharedString(text) => assembly.put(row, column, Kind::Text, text),
        DataRef::Int(whole) => assembly.put(row, column, Kind::Number, &whole.to_string()),
        DataRef::Float(real) => assembly.put(row, column, Kind::Number, &number::text(*real)),
        DataRef::Bool(truth) => assembly.put(row, column, Kind::Bool, if *truth { "true" } else { "false" }),
        DataRef::DateTime(moment) => {
            let (kind, text) = number::moment(moment);
            assembly.put(row, column, kind, &text)
        }
        DataRef::DateTimeIso(text) => assembly.put(row, column, Kind::Date, text),
        DataRef::DurationIso(text) => assembly.put(row, column, Kind::Text, text),
        DataRef::Error(error) => assembly.fault(row, column, FaultRule::ErrorValue(error.to_string())),
    }
}

fn damaged(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Encrypted,
        other => Unreadable::Damaged(other.to_string()),
    }
}
