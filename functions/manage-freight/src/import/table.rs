use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use freight::table::{CellError, Cells, Column, Compiled, Compiler, RowWarning};
use sheets::{Limits, Options, Row};

use super::detail::detail;
use super::{Finding, Findings};

/// What a file turned out to be.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Rows under the header that are not empty.
    pub rows: u64,
    /// Why the table cannot go live.
    pub errors: Findings,
    /// What a person should look at in a table that can.
    pub warnings: Findings,
    /// The table, when there is no error.
    pub compiled: Option<Compiled>,
}

/// Reads a freight table in the columns of the freight template from a CSV, XLSX, XLS or ZIP.
///
/// Every row is read, whatever is wrong with the ones before, so that one import tells all. Decimals may be written
/// with a point or a comma.
#[must_use]
pub fn read_table(file: &[u8], limits: Limits) -> Outcome {
    read_counting(file, limits, Arc::default())
}

/// The same; `progress` says meanwhile how many rows have been read.
#[must_use]
pub fn read_counting(file: &[u8], limits: Limits, progress: Arc<AtomicU64>) -> Outcome {
    let mut reading = Reading { progress, ..Reading::default() };
    let options = Options { limits, windows_1252: true };
    if let Err(refused) = sheets::read(file, &options, &mut reading) {
        reading.outcome.errors.push(Finding {
            tab: None,
            row: refused.row(),
            column: refused.column().map(|column| reading.named(column)),
            rule: refused.code().to_owned(),
            value: None,
            detail: sentence(&refused.to_string()),
        });
    }
    reading.finish()
}

#[derive(Default)]
struct Reading {
    outcome: Outcome,
    progress: Arc<AtomicU64>,
    header: Vec<String>,
    /// For each column of the template, where it stands in the file.
    places: [Option<usize>; 12],
    compiler: Compiler,
    /// Row numbers of the file, in the order in which the compiler got them.
    numbers: Vec<u64>,
    /// Tabs, with how many rows the compiler had got before each.
    tabs: Vec<(usize, String)>,
}

impl Reading {
    /// A column of the file by its number from 1.
    fn named(&self, column: usize) -> String {
        column.checked_sub(1).and_then(|at| self.header.get(at)).cloned().unwrap_or_else(|| column.to_string())
    }

    fn cell_finding(&self, row: &Row<'_>, column: Column, rule: &str, value: &str) -> Finding {
        Finding {
            tab: row.tab.map(str::to_owned),
            row: Some(row.number),
            column: Some(column.name().to_owned()),
            rule: rule.to_owned(),
            value: (!value.is_empty()).then(|| value.chars().take(60).collect()),
            detail: detail(rule).to_owned(),
        }
    }

    fn refuse_header(&mut self, rule: &str, column: &str, detail: String) {
        let column = Some(column.to_owned());
        self.outcome.errors.push(Finding {
            tab: None,
            row: Some(1),
            column,
            rule: rule.to_owned(),
            value: None,
            detail,
        });
    }

    fn refuse_file(&mut self, rule: &str, detail: String) {
        self.outcome.errors.push(Finding {
            tab: None,
            row: None,
            column: None,
            rule: rule.to_owned(),
            value: None,
            detail,
        });
    }

    fn parse(&mut self, row: &Row<'_>) {
        let mut texts: [String; 12] = Default::default();
        for ((text, place), column) in texts.iter_mut().zip(self.places).zip(Column::ALL) {
            if let Some(cell) = place.and_then(|place| row.cells.get(place)) {
                *text = if is_number(column) {
                    with_point(&cell.text, row.separator == Some(';'))
                } else {
                    cell.text.clone()
                };
            }
        }
        match Cells(texts.each_ref().map(String::as_str)).parse() {
            Ok(parsed) => {
                for RowWarning { column, rule, value } in &parsed.warnings {
                    let finding = self.cell_finding(row, *column, rule, value);
                    self.outcome.warnings.push(finding);
                }
                if self.outcome.errors.count() == 0 {
                    self.compile(row, &parsed.row);
                }
            }
            Err(errors) => {
                for CellError { column, rule, value } in &errors {
                    let finding = self.cell_finding(row, *column, rule, value);
                    self.outcome.errors.push(finding);
                }
            }
        }
    }

    fn compile(&mut self, row: &Row<'_>, parsed: &freight::table::FreightRow) {
        if let Some(tab) = row.tab
            && self.tabs.last().is_none_or(|(_, last)| last != tab)
        {
            self.tabs.push((self.numbers.len(), tab.to_owned()));
        }
        let ordinal = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.push(row.number);
        if let Err(refused) = self.compiler.add(ordinal, parsed) {
            self.refuse_file("too_many_rows", sentence(&refused.to_string()));
        }
    }

    /// Tab and row of the file for a row of the compiler.
    fn place(&self, ordinal: u32) -> (Option<String>, Option<u64>) {
        let at = usize::try_from(ordinal).unwrap_or(usize::MAX);
        let tab = self.tabs.iter().rev().find(|(from, _)| *from <= at).map(|(_, tab)| tab.clone());
        (tab, self.numbers.get(at).copied())
    }

    fn finish(mut self) -> Outcome {
        if self.outcome.errors.count() == 0 && self.outcome.rows == 0 {
            self.refuse_file("no_rows", "The file has a header and no rows.".to_owned());
        }
        if self.outcome.errors.count() > 0 {
            return self.outcome;
        }
        let compiled = match std::mem::take(&mut self.compiler).finish() {
            Ok(compiled) => compiled,
            Err(refused) => {
                self.refuse_file("too_many_rows", sentence(&refused.to_string()));
                return self.outcome;
            }
        };
        for warning in &compiled.warnings {
            let (tab, row) = self.place(warning.row);
            let (other_tab, other) = self.place(warning.other_row);
            let other = other.map(|number| match other_tab.filter(|_| self.tabs.len() > 1) {
                Some(tab) => format!("row {number} of tab {tab}"),
                None => format!("row {number}"),
            });
            let (rule, detail) = (warning.rule.to_owned(), detail(warning.rule).to_owned());
            self.outcome.warnings.push(Finding { tab, row, column: None, rule, value: other, detail });
        }
        let listed = u64::try_from(compiled.warnings.len()).unwrap_or(u64::MAX);
        self.outcome.warnings.count_more(compiled.warning_count.saturating_sub(listed));
        self.outcome.compiled = Some(compiled);
        self.outcome
    }
}

impl sheets::Reader for Reading {
    fn header(&mut self, names: &[String]) -> ControlFlow<()> {
        names.clone_into(&mut self.header);
        for (place, column) in self.places.iter_mut().zip(Column::ALL) {
            *place = names.iter().position(|name| name == column.name());
        }
        let missing: Vec<Column> = self
            .places
            .iter()
            .zip(Column::ALL)
            .filter(|(place, column)| place.is_none() && !column.is_optional())
            .map(|(_, column)| column)
            .collect();
        for column in missing {
            self.refuse_header("missing_column", column.name(), format!("The header has no column named {column}."));
        }
        for name in names.iter().filter(|name| Column::ALL.iter().all(|column| column.name() != *name)) {
            let name: String = name.chars().take(60).collect();
            self.refuse_header("unknown_column", &name, format!("The freight template has no column named {name}."));
        }
        if self.outcome.errors.count() == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn row(&mut self, row: Row<'_>) -> ControlFlow<()> {
        self.outcome.rows = self.outcome.rows.saturating_add(1);
        self.progress.store(self.outcome.rows, Ordering::Relaxed);
        if row.faults.is_empty() {
            self.parse(&row);
        }
        for fault in row.faults {
            self.outcome.errors.push(Finding {
                tab: row.tab.map(str::to_owned),
                row: Some(row.number),
                column: fault.column.map(|column| self.named(column + 1)),
                rule: fault.rule.code().to_owned(),
                value: None,
                detail: sentence(&fault.rule.to_string()),
            });
        }
        ControlFlow::Continue(())
    }
}

fn is_number(column: Column) -> bool {
    matches!(
        column,
        Column::WeightStart
            | Column::WeightEnd
            | Column::AbsoluteMoneyCost
            | Column::PricePercent
            | Column::PriceByExtraWeight
            | Column::MaxVolume
            | Column::MinimumValueInsurance
    )
}

/// One comma and no point is a decimal comma. One that could as well stand between thousands (`1,250`) is so only where
/// semicolons stand between the cells, as programs write that use decimal commas; anything else is left for the parser
/// to judge.
pub(super) fn with_point(text: &str, semicolons: bool) -> String {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once(',') {
        Some((whole, rest)) if digits(unsigned(whole)) && digits(rest) => {
            let led = unsigned(whole);
            let thousands = rest.len() == 3 && (1..=3).contains(&led.len()) && !led.starts_with('0');
            if thousands && !semicolons { text.to_owned() } else { format!("{whole}.{rest}") }
        }
        _ => text.to_owned(),
    }
}

fn unsigned(number: &str) -> &str {
    number.strip_prefix('-').unwrap_or(number)
}

/// An error's text as a sentence.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
