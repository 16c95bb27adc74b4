//! The columns of a spreadsheet of bookings, as people of three languages call them, and what a row says.

use domain::import::Finding;
use domain::register::folded;
use domain::shift::Shift;
use jiff::civil::Date;
use people::cells;
use sheets::write::unescaped;
use sheets::{Cell, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Code,
    External,
    Invoice,
    Series,
    Date,
    /// An X where it is this part of the day.
    Marked(Shift),
    /// The part of the day by its name.
    Shift,
}

/// What the column of a field may be called, without case, accents and anything but letters and digits.
const NAMES: [(Field, &str); 9] = [
    (Field::Code, "code codigoderastreio codigodeseguimiento trackingcode"),
    (Field::External, "externalid codigoexterno idexterno"),
    (Field::Invoice, "invoice notafiscal nf nfos factura"),
    (Field::Series, "series serie serienf"),
    (Field::Date, "date scheduleddate dataagendamento fechaacordada data fecha"),
    (Field::Marked(Shift::Morning), "morning manha manana"),
    (Field::Marked(Shift::Afternoon), "afternoon tarde"),
    (Field::Marked(Shift::Night), "night noite noche"),
    (Field::Shift, "shift turno periodo partoftheday"),
];

/// The field of each column; none of a column of any other name.
///
/// # Errors
/// What is wrong with the headings.
pub(super) fn fields(header: &[String]) -> Result<Vec<Option<Field>>, Box<Finding>> {
    let mut seen = BTreeSet::new();
    let mut fields = Vec::new();
    for heading in header {
        let field = field(heading);
        if field.is_some_and(|field| !seen.insert(field)) {
            let detail = "Another column of the file means the same.";
            return Err(Box::new(Finding::of_file("duplicate_column", Some(heading), detail)));
        }
        fields.push(field);
    }
    let names_services = [Field::Code, Field::External, Field::Invoice].iter().any(|field| seen.contains(field));
    let names_shifts = seen.iter().any(|field| matches!(field, Field::Marked(_) | Field::Shift));
    let missing = [
        (names_services, "Nota fiscal", "The file has no column that says which service a row is about."),
        (seen.contains(&Field::Date), "Data agendamento", "The file has no column with the dates."),
        (names_shifts, "Turno", "The file has no column that says the part of the day."),
    ];
    match missing.into_iter().find(|(found, ..)| !found) {
        Some((_, column, detail)) => Err(Box::new(Finding::of_file("missing_column", Some(column), detail))),
        None => Ok(fields),
    }
}

fn field(heading: &str) -> Option<Field> {
    let wanted: String = folded(heading).chars().filter(|letter| letter.is_alphanumeric()).collect();
    NAMES.iter().find(|(_, names)| names.split(' ').any(|name| name == wanted)).map(|(field, _)| *field)
}

/// What a row says, by field.
pub(super) type Line = BTreeMap<Field, String>;

/// The cells of a row by their fields; those that are empty are left out.
pub(super) fn line(fields: &[Option<Field>], row: &[Cell]) -> Line {
    let filled = fields.iter().zip(row).filter_map(|(field, cell)| Some(((*field)?, cell)));
    let filled = filled.filter(|(_, cell)| cell.kind != Kind::Empty && !cell.text.trim().is_empty());
    filled.map(|(field, cell)| (field, unescaped(&cell.text).trim().to_owned())).collect()
}

/// What is wrong with a row: the field, the rule, and a sentence.
pub(super) type Wrong = (Field, &'static str, &'static str);

/// The day of a row and its part of the day.
///
/// # Errors
/// What is wrong with them.
pub(super) fn wanted(line: &Line) -> Result<(Date, Shift), Wrong> {
    let date = line.get(&Field::Date).ok_or((Field::Date, "required", "A row needs a date."))?;
    let date = cells::day(date).parse();
    let date = date.map_err(|_| (Field::Date, "invalid_date", "A date is written 30/11/2026 or 2026-11-30."))?;
    let marked = line.keys().filter_map(|field| if let Field::Marked(shift) = field { Some(*shift) } else { None });
    let named = match line.get(&Field::Shift) {
        Some(text) => {
            Some(shift(text).ok_or((Field::Shift, "invalid_shift", "The parts of the day are Manhã, Tarde, Noite."))?)
        }
        None => None,
    };
    let shifts: BTreeSet<Shift> = marked.chain(named).collect();
    match (shifts.first(), shifts.len()) {
        (Some(shift), 1) => Ok((date, *shift)),
        _ => Err((Field::Shift, "one_shift", "A row has exactly one part of the day.")),
    }
}

fn shift(text: &str) -> Option<Shift> {
    match folded(text).as_str() {
        "manha" | "manana" | "morning" => Some(Shift::Morning),
        "tarde" | "afternoon" => Some(Shift::Afternoon),
        "noite" | "noche" | "night" => Some(Shift::Night),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Result<Vec<Line>, Box<Finding>> {
        let file = sheets::collect(file.as_bytes(), &sheets::Options::default()).unwrap();
        let fields = fields(&file.header)?;
        Ok(file.rows.iter().map(|row| line(&fields, &row.cells)).collect())
    }

    #[test]
    fn a_row_says_one_day_and_one_part_of_it() {
        fn check(file: &str, expected: Result<(&str, Shift), &str>) {
            let lines = read(file).unwrap();
            let found = wanted(&lines[0]).map_err(|(_, rule, _)| rule);
            assert_eq!(found, expected.map(|(date, shift)| (date.parse().unwrap(), shift)), "{file}");
        }
        let head = "Nota fiscal;Série NF;Data Agendamento;Manhã;Tarde;Noite\n";
        let row = |cells: &str| format!("{head}{cells}\n");
        check(&row("123;1;30/11/2026;;X;"), Ok(("2026-11-30", Shift::Afternoon)));
        check(&row("123;1;2026-11-30 00:00:00;x;;"), Ok(("2026-11-30", Shift::Morning)));
        check(&row("123;1;30/11/2026;X;X;"), Err("one_shift"));
        check(&row("123;1;30/11/2026;;;"), Err("one_shift"));
        check(&row("123;1;;X;;"), Err("required"));
        check(&row("123;1;31/02/2026;X;;"), Err("invalid_date"));
        check(
            "Tracking code,Scheduled date,Shift,Status\nA,2026-12-01,Night,active\n",
            Ok(("2026-12-01", Shift::Night)),
        );
        check("Código externo;Fecha;Turno\nA;1/12/2026;mañana\n", Ok(("2026-12-01", Shift::Morning)));
        check("Código externo;Fecha;Turno\nA;1/12/2026;mediodía\n", Err("invalid_shift"));
    }

    #[test]
    fn the_headings_of_the_template_are_read_in_every_language() {
        for language in domain::language::Language::ALL {
            let (.., headings) = super::super::template::sheet(language);
            let fields = fields(&headings.map(str::to_owned)).unwrap();
            let marked = Shift::ALL.map(Field::Marked);
            let expected = [Field::Invoice, Field::Series, Field::Date].into_iter().chain(marked).map(Some);
            assert_eq!(fields, expected.collect::<Vec<_>>(), "{language:?}");
        }
    }

    #[test]
    fn a_file_without_what_it_needs_is_refused_by_name() {
        let refused = |file: &str| {
            let finding = read(file).unwrap_err();
            (finding.rule, finding.column.unwrap_or_default())
        };
        let missing = |column: &str| ("missing_column".to_owned(), column.to_owned());
        assert_eq!(refused("Data,Turno\na,b\n"), missing("Nota fiscal"));
        assert_eq!(refused("NF,Turno\na,b\n"), missing("Data agendamento"));
        assert_eq!(refused("NF,Data\na,b\n"), missing("Turno"));
        assert_eq!(refused("NF,Data,Fecha,Turno\na,b,c,d\n").0, "duplicate_column");
    }
}
