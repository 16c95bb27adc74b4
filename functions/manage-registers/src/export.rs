//! A whole register as a spreadsheet.

use crate::Deps;
use crate::entries::Travels;
use bytes::Bytes;
use edge::{Problem, Reply, Request};
use serde_json::Value;
use store::{Page, Search};

/// The most entries of one file; it has to fit one answer.
const MOST: usize = 10_000;

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes every entry that the caller sees, by name, with the fields as they travel.
pub(crate) async fn export<F: Travels>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let csv = match request.query("format")? {
        None | Some("csv") => true,
        Some("xlsx") => false,
        Some(_) => return Err(Problem::malformed("invalid_filter", "`format` is csv or xlsx.")),
    };
    let sight = request.caller()?.visibility();
    let mut page = Page { limit: 200, after: None };
    let mut rows: Vec<Vec<String>> = Vec::new();
    loop {
        let found = deps.gate.store().entries::<F>(request.scope()?, Search::Name(""), &page, request.at()).await?;
        rows.extend(found.items.iter().filter(|entry| entry.value.is_seen(&sight)).map(|entry| {
            let shown = serde_json::to_value(F::shown(&entry.value)).unwrap_or_default();
            let of_address = |column: &str| shown.get("address").and_then(|address| address.get(column));
            F::COLUMNS.iter().map(|column| cell(shown.get(*column).or_else(|| of_address(column)))).collect()
        }));
        if rows.len() > MOST {
            let detail = "A file holds at most 10,000 entries. Read the list page by page instead.";
            return Err(Problem::new(413, "too_many_entries", detail));
        }
        match found.next {
            Some(next) => page.after = Some(next),
            None => break,
        }
    }
    let name = F::KIND.name();
    let (kind, end, file) = if csv {
        (CSV, "csv", sheets::write::csv(F::COLUMNS, rows))
    } else {
        (XLSX, "xlsx", sheets::write::xlsx(name, F::COLUMNS, rows))
    };
    let file = Bytes::from(file.map_err(Problem::internal)?);
    let attached = format!("attachment; filename=\"{name}.{end}\"");
    Ok(Reply::bytes(200, kind, file).with_header("content-disposition", &attached))
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
