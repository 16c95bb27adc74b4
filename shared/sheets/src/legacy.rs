//! XLS workbooks (BIFF8 in a compound file).
//!
//! The parser builds each sheet as a full rectangle, makes room for whatever size the file announces and copies a
//! shared text into each cell that names it. So the stream is walked first ([MS-XLS] record layout), its
//! rectangle, cells and texts are checked, and the parser gets a new compound file with nothing but that stream.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use cfb::CompoundFile;

use crate::assembly::Assembly;
use crate::{FaultRule, Kind, Limits, Unreadable, number};

const CONTINUE: u16 = 0x003C;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const LABEL_SST: u16 = 0x00FD;
const MUL_RK: u16 = 0x00BD;
const OTHER_CELLS: [u16; 5] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E];
const BOUND_SHEET: u16 = 0x0085;
const STRINGS: u16 = 0x00FC;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;

pub(crate) fn read(bytes: &[u8], assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    let mut stream = workbook_stream(bytes)?;
    check(&mut stream, assembly.limits())?;
    let rebuilt = compound_of(&stream).map_err(|error| Unreadable::Damaged(error.to_string()))?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(rebuilt)).map_err(damaged)?;
    let tabs: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for tab in tabs {
        let formulas = workbook.worksheet_formula(&tab).map_err(damaged)?;
        let cells = workbook.worksheet_range(&tab).map_err(damaged)?;
        let (Some((first_row, first_column)), false) = (cells.start(), assembly.stopped()) else { continue };
        assembly.open_tab(&tab);
        for (row, values) in (first_row..).zip(cells.rows()) {
            let number = u64::from(row) + 1;
            for (column, value) in (first_column..).zip(values) {
                let is_formula = formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty());
                let column = usize::try_from(column).unwrap_or(usize::MAX);
                match is_formula {
                    true => assembly.fault(number, column, FaultRule::Formula)?,
                    false => put(number, column, value, assembly)?,
                }
            }
            assembly.end_row(number, None)?;
        }
    }
    Ok(())
}

fn put(row: u64, column: usize, value: &Data, assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    match value {
        Data::Empty => Ok(()),
        Data::String(text) | Data::DurationIso(text) => assembly.put(row, column, Kind::Text, text),
        Data::Int(whole) => assembly.put(row, column, Kind::Number, &whole.to_string()),
        Data::Float(real) => assembly.put(row, column, Kind::Number, &number::text(*real)),
        Data::Bool(truth) => assembly.put(row, column, Kind::Bool, if *truth { "true" } else { "false" }),
        Data::DateTime(moment) => {
            let (kind, text) = number::moment(moment);
            assembly.put(row, column, kind, &text)
        }
        Data::DateTimeIso(text) => assembly.put(row, column, Kind::Date, text),
        Data::Error(error) => assembly.fault(row, column, FaultRule::ErrorValue(error.to_string())),
    }
}

fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut compound =
        CompoundFile::open(Cursor::new(bytes)).map_err(|error| Unreadable::Damaged(error.to_string()))?;
    if compound.exists("/EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    let mut stream = compound
        .open_stream("/Workbook")
        .map_err(|_| Unreadable::UnknownFormat("it holds no workbook of Excel 97 or later"))?;
    let limit = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let mut content = Vec::new();
    stream.by_ref().take(limit).read_to_end(&mut content).map_err(|error| Unreadable::Damaged(error.to_string()))?;
    Ok(content)
}

fn compound_of(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compound = CompoundFile::create(Cursor::new(Vec::new()))?;
    compound.create_stream("/Workbook")?.write_all(stream)?;
    compound.flush()?;
    Ok(compound.into_inner().into_inner())
}

/// One record: where it starts, its type and its data.
struct Record<'s> {
    at: usize,
    kind: u16,
    data: &'s [u8],
}

fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, u16_at(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + usize::from(length))?;
        let record = Record { at, kind, data };
        at += 4 + usize::from(length);
        Some(record)
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// Checks what the parser would build, and takes the announced sizes out of the stream.
fn check(stream: &mut [u8], limits: &Limits) -> Result<(), Unreadable> {
    let mut sheets = BTreeSet::new();
    let mut longest = 0_usize;
    let mut globals = records(stream, 0).peekable();
    while let Some(record) = globals.next() {
        match record.kind {
            BEGIN if u16_at(record.data, 0) != Some(0x0600) => {
                return Err(Unreadable::UnknownFormat("it was written by an Excel older than 97"));
            }
            FILE_PASS => return Err(Unreadable::Encrypted),
            BOUND_SHEET => {
                let at = u32_at(record.data, 0).and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
                if at >= stream.len() || !sheets.insert(at) {
                    return Err(contradictory());
                }
            }
            STRINGS => {
                let mut segments = vec![record.data];
                while let Some(more) = globals.next_if(|next| next.kind == CONTINUE) {
                    segments.push(more.data);
                }
                longest = longest.max(Strings { segments: &segments, at: 8 }.longest().ok_or_else(contradictory)?);
            }
            END => break,
            _ => {}
        }
    }
    if sheets.len() > limits.tabs {
        return Err(Unreadable::TooManyTabs { limit: limits.tabs });
    }
    let mut announcements = Vec::new();
    let (mut cells, mut texts) = (0_u64, 0_u64);
    for sheet in sheets {
        let mut seen = Sheet::default();
        seen.walk(stream, sheet, limits, &mut announcements)?;
        cells = cells.saturating_add(seen.rectangle());
        texts = texts.saturating_add(seen.texts);
    }
    let most = limits.rows.saturating_add(1).saturating_mul(u64::try_from(limits.columns).unwrap_or(u64::MAX));
    if cells > most.max(1 << 20) {
        return Err(Unreadable::TooManyRows { limit: limits.rows });
    }
    // What the texts of cells take when each is copied out of the shared table, at three bytes a character.
    let copied = texts.saturating_mul(u64::try_from(longest.saturating_mul(3)).unwrap_or(u64::MAX));
    if copied > limits.unpacked {
        return Err(Unreadable::UnpacksTooLarge { limit: limits.unpacked });
    }
    drop(globals);
    for at in announcements {
        if let Some(kind) = stream.get_mut(at..at + 2) {
            kind.fill(0xFF);
        }
    }
    Ok(())
}

fn contradictory() -> Unreadable {
    Unreadable::Damaged("its records contradict each other".to_owned())
}

#[derive(Default)]
struct Sheet {
    rows: u64,
    columns: u64,
    texts: u64,
}

impl Sheet {
    fn rectangle(&self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }

    fn walk(
        &mut self,
        stream: &[u8],
        from: usize,
        limits: &Limits,
        announcements: &mut Vec<usize>,
    ) -> Result<(), Unreadable> {
        let mut depth = 0_usize;
        for record in records(stream, from) {
            match record.kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                DIMENSIONS => announcements.push(record.at),
                MUL_RK => {
                    let last = record.data.len().checked_sub(2).and_then(|at| u16_at(record.data, at));
                    self.see(record.data, last, limits)?;
                }
                LABEL_SST => {
                    self.texts += 1;
                    self.see(record.data, None, limits)?;
                }
                kind if kind == FORMULA || OTHER_CELLS.contains(&kind) => self.see(record.data, None, limits)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn see(&mut self, data: &[u8], last_column: Option<u16>, limits: &Limits) -> Result<(), Unreadable> {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return Err(contradictory()) };
        let column = last_column.unwrap_or(column).max(column);
        if usize::from(column) >= limits.columns {
            return Err(Unreadable::TooManyColumns { row: u64::from(row) + 1, limit: limits.columns });
        }
        self.rows = self.rows.max(u64::from(row) + 1);
        self.columns = self.columns.max(u64::from(column) + 1);
        Ok(())
    }
}

/// The shared strings of a workbook, which go on over the borders of records.
struct Strings<'s> {
    segments: &'s [&'s [u8]],
    at: usize,
}

impl Strings<'_> {
    /// Characters of the longest string; none when the strings break the rules.
    fn longest(mut self) -> Option<usize> {
        let mut longest = 0;
        while self.settle() {
            let characters = usize::from(self.u16()?);
            let flags = self.byte()?;
            let runs = if flags & 0x08 == 0 { 0 } else { usize::from(self.u16()?) };
            let extension = if flags & 0x04 == 0 { 0 } else { usize::try_from(self.u32()?).ok()? };
            self.characters(characters, flags & 0x01 != 0)?;
            self.skip(runs.checked_mul(4)?.checked_add(extension)?)?;
            longest = longest.max(characters);
        }
        Some(longest)
    }

    /// Moves to the segment that has more; false at the end of all.
    fn settle(&mut self) -> bool {
        while let Some((first, rest)) = self.segments.split_first() {
            if self.at < first.len() {
                return true;
            }
            self.at -= first.len();
            self.segments = rest;
        }
        false
    }

    fn segment(&self) -> &[u8] {
        self.segments.first().and_then(|segment| segment.get(self.at..)).unwrap_or_default()
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.segment().first()?;
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        let value = u16_at(self.segment(), 0)?;
        self.at += 2;
        Some(value)
    }

    fn u32(&mut self) -> Option<u32> {
        let value = u32_at(self.segment(), 0)?;
        self.at += 4;
        Some(value)
    }

    /// Characters of one or two bytes; each segment that a string goes on into starts with its own width.
    fn characters(&mut self, mut left: usize, mut wide: bool) -> Option<()> {
        loop {
            let width = if wide { 2 } else { 1 };
            let here = (self.segment().len() / width).min(left);
            self.at += here * width;
            left -= here;
            if left == 0 {
                return Some(());
            }
            self.at += self.segment().len();
            if !self.settle() {
                return None;
            }
            wide = self.byte()? & 0x01 != 0;
        }
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            if !self.settle() {
                return None;
            }
            let here = self.segment().len().min(bytes);
            self.at += here;
            bytes -= here;
        }
        Some(())
    }
}

fn damaged(error: XlsError) -> Unreadable {
    match error {
        XlsError::Password => Unreadable::Encrypted,
        other => Unreadable::Damaged(other.to_string()),
    }
}
