//! The columns of a spreadsheet: by the name of the field, or as people of three languages call it.

use domain::import::Finding;
use domain::register::folded;
use sheets::write::unescaped;
use sheets::{CollectedRow, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// A field, and what else its column may be called, in small letters without accents and signs.
pub type Names = (&'static str, &'static str);

/// The field of each column; none for the one that said why a row was left out.
pub type Columns = Vec<Option<&'static str>>;

/// What a row says, by field.
pub type Line = BTreeMap<&'static str, String>;

/// The fields of the columns under these headings, in a file of something.
///
/// # Errors
/// A heading that is not known, or two that mean the same.
pub fn columns(header: &[String], names: &[Names], of: &str) -> Result<Columns, Box<Finding>> {
    let mut seen = BTreeSet::new();
    let mut columns = Columns::new();
    for heading in header {
        let field = field(heading, names);
        if field.is_none() && !crate::was_rejected(heading) {
            let detail = format!("No column of {of} is called so. Take it out, or call it by its name.");
            return Err(Box::new(Finding::of_file("unknown_column", Some(heading), &detail)));
        }
        if field.is_some_and(|field| !seen.insert(field)) {
            let detail = "Another column of the file means the same.";
            return Err(Box::new(Finding::of_file("duplicate_column", Some(heading), detail)));
        }
        columns.push(field);
    }
    Ok(columns)
}

fn field(heading: &str, names: &[Names]) -> Option<&'static str> {
    let plain = |text: &str| folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let wanted = plain(heading);
    let known = |field: &str, names: &str| plain(field) == wanted || names.split(' ').any(|name| name == wanted);
    names.iter().find(|(field, names)| known(field, names)).map(|(field, _)| *field)
}

/// What a row says; cells that are empty say nothing.
#[must_use]
pub fn line(columns: &[Option<&'static str>], row: &CollectedRow) -> Line {
    let filled = columns.iter().zip(&row.cells).filter_map(|(field, cell)| Some(((*field)?, cell)));
    let filled = filled.filter(|(_, cell)| cell.kind != Kind::Empty && !cell.text.trim().is_empty());
    filled.map(|(field, cell)| (field, unescaped(&cell.text).trim().to_owned())).collect()
}

/// Yes or no in the words of three languages; none for any other text.
#[must_use]
pub fn yes(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "true" | "yes" | "y" | "sim" | "s" | "si" | "x" | "1" => Some(true),
        "false" | "no" | "n" | "nao" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [Names; 2] = [("email", "correio login"), ("firstName", "nome")];

    fn read(file: &str) -> Result<Vec<Line>, String> {
        let file = sheets::collect(file.as_bytes(), &sheets::Options::default()).unwrap();
        let columns = columns(&file.header, &NAMES, "people").map_err(|refused| refused.rule)?;
        Ok(file.rows.iter().map(|row| line(&columns, row)).collect())
    }

    #[test]
    fn a_row_says_what_its_cells_say_whatever_their_columns_are_called() {
        let lines = read("E-mail;Nome;why_rejected\n a@b.c ;Ana;Never.\n;'=1;\n").unwrap();
        let said = [("email", "a@b.c"), ("firstName", "Ana")].map(|(field, text)| (field, text.to_owned()));
        assert_eq!(lines, [Line::from(said), Line::from([("firstName", "=1".to_owned())])]);
    }

    #[test]
    fn a_heading_that_says_nothing_or_the_same_is_refused() {
        assert_eq!(read("Nome;Lua\na;b\n").unwrap_err(), "unknown_column");
        assert_eq!(read("Login;E-mail\na;b\n").unwrap_err(), "duplicate_column");
        assert_eq!(["Sim", "não", "maybe"].map(yes), [Some(true), Some(false), None]);
    }
}
