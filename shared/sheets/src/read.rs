use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::assembly::Assembly;
use crate::{Cell, Fault, Options, Reader, Row, Unreadable, archive, delimited, legacy, text, workbook};

const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Kinds of files that people try and that are known by their first bytes.
const OTHERS: [(&[u8], &str); 4] =
    [(b"%PDF", "it is a PDF"), (b"{\\rtf", "it is RTF"), (b"<", "it is HTML or XML"), (b"\x1F\x8B", "it is a GZIP")];

/// Reads a file of any kind, told by its content, and hands its header and rows to `reader`.
///
/// Tabs of a workbook with the same header follow each other; hidden tabs are left out.
///
/// # Errors
/// The file as a whole cannot be used; rows before the failure may have been handed over.
pub fn read(bytes: &[u8], options: &Options, reader: &mut dyn Reader) -> Result<(), Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let limits = options.limits;
    if bytes.len() > limits.bytes {
        return Err(Unreadable::TooLarge { limit: limits.bytes });
    }
    let mut assembly = Assembly::new(limits, reader);
    if bytes.starts_with(ZIP) || bytes.starts_with(EMPTY_ZIP) {
        let mut archive = archive::open(bytes, &limits)?;
        if archive::is_workbook(&archive) {
            drop(archive);
            guarded(|| workbook::read(bytes, &mut assembly))?;
        } else {
            let member = archive::only_member(&mut archive, &limits)?;
            drop(archive);
            unpacked(&member, options, &mut assembly)?;
        }
    } else {
        plain(bytes, options, &mut assembly)?;
    }
    assembly.finish()
}

/// What a ZIP held: a workbook is a ZIP too, another archive is not opened.
fn unpacked(bytes: &[u8], options: &Options, assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    if !bytes.starts_with(ZIP) {
        return plain(bytes, options, assembly);
    }
    let archive = archive::open(bytes, &options.limits)?;
    if !archive::is_workbook(&archive) {
        return Err(Unreadable::UnknownFormat("it is a ZIP in a ZIP"));
    }
    drop(archive);
    guarded(|| workbook::read(bytes, assembly))
}

fn plain(bytes: &[u8], options: &Options, assembly: &mut Assembly<'_>) -> Result<(), Unreadable> {
    if bytes.starts_with(COMPOUND) {
        return guarded(|| legacy::read(bytes, assembly));
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Unreadable::UnknownFormat(what));
    }
    delimited::read(&text::decode(bytes, options.windows_1252)?, assembly)
}

/// The workbook parser is not ours and meets bytes of strangers: a panic in it is one more way of being damaged.
fn guarded(parse: impl FnOnce() -> Result<(), Unreadable>) -> Result<(), Unreadable> {
    catch_unwind(AssertUnwindSafe(parse))
        .unwrap_or_else(|_| Err(Unreadable::Damaged("its structure contradicts itself".to_owned())))
}

/// A file held whole, for small ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Names of the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<CollectedRow>,
}

/// One row of a [`Collected`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectedRow {
    /// Name of the tab, in a workbook.
    pub tab: Option<String>,
    /// Number of the row, from 1.
    pub number: u64,
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// Faults of its shape.
    pub faults: Vec<Fault>,
}

impl Reader for Collected {
    fn header(&mut self, names: &[String]) -> ControlFlow<()> {
        names.clone_into(&mut self.header);
        ControlFlow::Continue(())
    }

    fn row(&mut self, row: Row<'_>) -> ControlFlow<()> {
        self.rows.push(CollectedRow {
            tab: row.tab.map(str::to_owned),
            number: row.number,
            cells: row.cells.to_vec(),
            faults: row.faults.to_vec(),
        });
        ControlFlow::Continue(())
    }
}

/// Reads a small file whole.
///
/// # Errors
/// As [`read`].
pub fn collect(bytes: &[u8], options: &Options) -> Result<Collected, Unreadable> {
    let mut collected = Collected::default();
    read(bytes, options, &mut collected)?;
    Ok(collected)
}
