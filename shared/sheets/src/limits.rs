/// How much of a file is read at most. Beyond any of them the file is refused whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it came.
    pub bytes: usize,
    /// Bytes of all members of an archive (a ZIP, an XLSX) after decompression, counted while they come out.
    pub unpacked: u64,
    /// Bytes of the one file of an archive that is no workbook: it is held whole.
    pub member: u64,
    /// Rows that are not empty, headers not counted, all tabs together.
    pub rows: u64,
    /// Columns.
    pub columns: usize,
    /// Bytes of one cell's text in UTF-8. A longer cell is a fault of its row, not of the file.
    pub cell: usize,
    /// Tabs of a workbook.
    pub tabs: usize,
}

impl Default for Limits {
    /// 64 MiB, 512 MiB unpacked of which 64 MiB are held, 1,000,000 rows, 64 columns, 4 KiB a cell, 64 tabs.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            unpacked: 512 << 20,
            member: 64 << 20,
            rows: 1_000_000,
            columns: 64,
            cell: 4096,
            tabs: 64,
        }
    }
}

/// How a file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Limits of size.
    pub limits: Limits,
    /// Read text that is neither UTF-8 nor UTF-16 as Windows-1252, which Excel writes on Western Windows.
    pub windows_1252: bool,
}
