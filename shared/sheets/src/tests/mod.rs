//! Files of every kind, good and bad, through [`read`](crate::read).

mod delimited;
mod hostile;
mod workbook;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Collected, Limits, Options, Unreadable, collect};

fn options() -> Options {
    let limits =
        Limits { bytes: 4 << 20, unpacked: 8 << 20, member: 4 << 20, rows: 1000, columns: 16, cell: 200, tabs: 3 };
    Options { limits, windows_1252: false }
}

fn texts(read: &Collected) -> Vec<Vec<&str>> {
    read.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

fn rows_of(file: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Unreadable> {
    let read = collect(file, &options())?;
    let owned = |row: Vec<&str>| row.into_iter().map(str::to_owned).collect();
    Ok(read.rows.iter().map(|row| row.number).zip(texts(&read).into_iter().map(owned)).collect())
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
