use std::ops::ControlFlow;

use crate::{Cell, Fault, FaultRule, Kind, Limits, Reader, Row, Unreadable};

/// Puts cells together to rows and rows under a header, whatever file they come from.
pub(crate) struct Assembly<'r> {
    limits: Limits,
    reader: &'r mut dyn Reader,
    header: Vec<String>,
    tab: Option<String>,
    separator: Option<char>,
    tab_has_header: bool,
    cells: Vec<Cell>,
    filled: usize,
    faults: Vec<Fault>,
    rows: u64,
    stopped: bool,
}

impl<'r> Assembly<'r> {
    pub(crate) fn new(limits: Limits, reader: &'r mut dyn Reader) -> Self {
        Self {
            limits,
            reader,
            header: Vec::new(),
            tab: None,
            separator: None,
            tab_has_header: false,
            cells: Vec::new(),
            filled: 0,
            faults: Vec::new(),
            rows: 0,
            stopped: false,
        }
    }

    /// Starts a tab: its first row that is not empty is a header again.
    pub(crate) fn open_tab(&mut self, name: &str) {
        self.tab = Some(name.to_owned());
        self.tab_has_header = false;
    }

    /// The file is a text with this between its cells.
    pub(crate) fn separated_by(&mut self, separator: char) {
        self.separator = Some(separator);
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The reader wants no more.
    pub(crate) fn stopped(&self) -> bool {
        self.stopped
    }

    /// One cell of the row being built. Columns count from 0 and may leave gaps.
    pub(crate) fn put(&mut self, row: u64, column: usize, kind: Kind, text: &str) -> Result<(), Unreadable> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let limit = self.limits.cell;
        if text.len() > limit {
            return self.fault(row, column, FaultRule::TooLong { limit });
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
            return self.fault(row, column, FaultRule::Control);
        }
        let cell = self.cell(row, column)?;
        cell.kind = kind;
        cell.text.push_str(text);
        Ok(())
    }

    /// One cell that cannot be used.
    pub(crate) fn fault(&mut self, row: u64, column: usize, rule: FaultRule) -> Result<(), Unreadable> {
        self.cell(row, column)?;
        self.faults.push(Fault { column: Some(column), rule });
        Ok(())
    }

    fn cell(&mut self, row: u64, column: usize) -> Result<&mut Cell, Unreadable> {
        let limit = self.limits.columns;
        if column >= limit {
            return Err(Unreadable::TooManyColumns { row, limit });
        }
        if self.cells.len() <= column {
            self.cells.resize_with(column + 1, Cell::default);
        }
        self.filled = self.filled.max(column + 1);
        let cell = self.cells.get_mut(column).ok_or(Unreadable::TooManyColumns { row, limit })?;
        cell.text.clear();
        cell.kind = Kind::Empty;
        Ok(cell)
    }

    /// Ends the row. `written` is how many cells the file wrote, where it says so.
    pub(crate) fn end_row(&mut self, number: u64, written: Option<usize>) -> Result<(), Unreadable> {
        if self.filled == 0 || self.stopped {
            self.clear();
            return Ok(());
        }
        let outcome = if self.tab_has_header { self.emit(number, written) } else { self.head(number) };
        self.clear();
        outcome
    }

    fn clear(&mut self) {
        for cell in &mut self.cells {
            cell.text.clear();
            cell.kind = Kind::Empty;
        }
        self.filled = 0;
        self.faults.clear();
    }

    fn head(&mut self, number: u64) -> Result<(), Unreadable> {
        if let Some(Fault { column, rule }) = self.faults.first().cloned() {
            return Err(Unreadable::HeaderFault { row: number, column: column.unwrap_or(0) + 1, rule });
        }
        let names: Vec<String> = self.cells.iter().take(self.filled).map(|cell| cell.text.clone()).collect();
        for (second, name) in names.iter().enumerate() {
            if name.is_empty() {
                return Err(Unreadable::NamelessColumn { column: second + 1 });
            }
            if let Some(first) = names.iter().take(second).position(|other| other == name) {
                let name = name.clone();
                return Err(Unreadable::HeaderTwins { name, first: first + 1, second: second + 1 });
            }
        }
        self.tab_has_header = true;
        if self.header.is_empty() {
            self.header = names;
            self.stopped = self.reader.header(&self.header) == ControlFlow::Break(());
            return Ok(());
        }
        match self.header == names {
            true => Ok(()),
            false => Err(Unreadable::OtherHeader { tab: self.tab.clone().unwrap_or_default() }),
        }
    }

    fn emit(&mut self, number: u64, written: Option<usize>) -> Result<(), Unreadable> {
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(Unreadable::TooManyRows { limit: self.limits.rows });
        }
        let expected = self.header.len();
        // Empty cells are written too, in a text; those behind the last column do no harm.
        let short = written.is_some_and(|written| written < expected);
        if short || self.filled > expected {
            let found = written.filter(|_| short).unwrap_or(self.filled);
            self.faults.push(Fault { column: None, rule: FaultRule::Ragged { expected, found } });
        }
        self.cells.resize_with(self.cells.len().max(expected), Cell::default);
        let row = Row {
            tab: self.tab.as_deref(),
            number,
            separator: self.separator,
            cells: self.cells.get(..expected).unwrap_or_default(),
            faults: &self.faults,
        };
        self.stopped = self.reader.row(row) == ControlFlow::Break(());
        Ok(())
    }

    /// Ends the file.
    pub(crate) fn finish(self) -> Result<(), Unreadable> {
        if self.header.is_empty() { Err(Unreadable::Empty) } else { Ok(()) }
    }
}
