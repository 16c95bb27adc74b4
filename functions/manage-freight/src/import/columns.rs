//! Cells of a file about the configuration, as parts of the JSON that describes a thing.

use domain::currency::{Currency, Money};
use edge::FieldError;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Number, Value, json};

use super::table::with_point;

/// A column of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// Its name in the header.
    pub(crate) name: &'static str,
    /// The field that it fills, as a JSON pointer.
    pub(crate) field: &'static str,
    /// How its cells are written.
    pub(crate) cell: Cell,
    /// A file must have it, and no cell of it may be empty.
    pub(crate) required: bool,
}

/// How the cells of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Any text.
    Text,
    /// A postal code, of which a spreadsheet may have dropped the leading zeros.
    PostalCode,
    /// A whole number.
    Whole,
    /// True or false, 1 or 0.
    Flag,
    /// An amount of the account's currency: `49.90`.
    Amount,
    /// A number with decimals.
    Decimal,
    /// A factor that volume is multiplied by; carriers write its divisor, such as 6000.
    Factor,
    /// Degrees of a place on the map.
    Degrees,
    /// Texts: `a; b`.
    List,
    /// Hours of a week, 0 is Sunday: `1 08:00-18:00; 2 08:00-12:00`.
    Hours,
    /// Moments of a week: `1 18:00; 3 18:00`.
    Moments,
    /// Docks, with the time to them and what that costs: `doca PT4H 1.99; outra`.
    Links,
    /// Delivery windows of a week, with their price and limits: `1 08:00-12:00 price=10.00 orders=16 before=PT2H`.
    Windows,
}

impl Column {
    pub(crate) const fn must(name: &'static str, field: &'static str, cell: Cell) -> Self {
        Self { name, field, cell, required: true }
    }

    pub(crate) const fn may(name: &'static str, field: &'static str, cell: Cell) -> Self {
        Self { name, field, cell, required: false }
    }

    /// The column that an error of the JSON is about: the one with the longest field that begins it, or else the first
    /// whose field it begins.
    pub(crate) fn of(columns: &'static [Self], error: &FieldError) -> Option<&'static Self> {
        let begins = |column: &&Self| error.pointer.starts_with(column.field);
        let within = || columns.iter().find(|column| column.field.starts_with(&error.pointer));
        columns.iter().filter(begins).max_by_key(|column| column.field.len()).or_else(within)
    }

    /// Writes a cell into the JSON. An empty one takes the field out, so that it is what it is when nobody says.
    ///
    /// # Errors
    /// Rule and sentence of what is wrong with the cell.
    pub(crate) fn fill(&self, body: &mut Value, text: &str, currency: Currency) -> Result<(), (&'static str, String)> {
        if text.is_empty() {
            take_out(body, self.field);
            let empty = || ("required", "The cell is empty and must not be.".to_owned());
            return if self.required { Err(empty()) } else { Ok(()) };
        }
        let value = self.cell.read(text, currency).ok_or_else(|| self.cell.refusal(currency))?;
        put_in(body, self.field, value);
        Ok(())
    }

    /// Gives the code of a place in Brazil the zeros back that a numeric cell took from its start: São Paulo's begin
    /// with 0. Whether it did.
    pub(crate) fn pad(&self, body: &mut Value) -> bool {
        let (above, _) = self.field.rsplit_once('/').unwrap_or_default();
        let brazilian = body.pointer(above).and_then(|address| address.get("country")).is_some_and(|at| at == "BRA");
        let Some(Value::String(text)) = body.pointer_mut(self.field) else { return false };
        let lost = text.len() < 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        let lost = lost && brazilian && self.cell == Cell::PostalCode;
        if lost {
            *text = format!("{text:0>8}");
        }
        lost
    }

    /// Makes a factor of a divisor: 6000 is 1000/6000. Whether it did; nothing is multiplied by more than a thousand.
    pub(crate) fn turn(&self, body: &mut Value) -> bool {
        let Some(Value::String(text)) = body.pointer_mut(self.field) else { return false };
        let divisor = text.parse::<Decimal>().ok().filter(|factor| *factor > Decimal::ONE_THOUSAND);
        let factor = divisor.and_then(|divisor| Decimal::ONE_THOUSAND.checked_div(divisor));
        if let Some(factor) = factor.filter(|_| self.cell == Cell::Factor) {
            *text = factor.round_dp(6).normalize().to_string();
            return true;
        }
        false
    }
}

impl Cell {
    fn read(self, text: &str, currency: Currency) -> Option<Value> {
        let parts = || text.split(';').map(str::trim).filter(|part| !part.is_empty());
        Some(match self {
            Self::Text | Self::PostalCode => json!(text),
            Self::Whole => json!(plain(text).filter(Decimal::is_integer)?.to_i64()?),
            Self::Flag => json!(flag(text)?),
            Self::Amount => json!(amount(text, currency)?),
            Self::Decimal | Self::Factor => json!(plain(text)?.to_string()),
            // Nothing on the map has thousands of degrees.
            Self::Degrees => Value::Number(number(&with_point(text, true))?.to_string().parse::<Number>().ok()?),
            Self::List => parts().map(Value::from).collect(),
            Self::Hours => parts().map(hours).collect::<Option<_>>()?,
            Self::Moments => parts().map(moment).collect::<Option<_>>()?,
            Self::Links => parts().map(|part| link(part, currency)).collect::<Option<_>>()?,
            Self::Windows => parts().map(|part| window(part, currency)).collect::<Option<_>>()?,
        })
    }

    fn refusal(self, currency: Currency) -> (&'static str, String) {
        let (rule, detail) = match self {
            Self::Text | Self::PostalCode | Self::List => ("text", "This is no text."),
            Self::Whole => ("not_a_whole_number", "This is no whole number."),
            Self::Flag => ("boolean", "This is true or false."),
            Self::Amount => {
                let detail = format!("An amount is a number with at most {} decimals.", currency.minor_digits());
                return ("amount", detail);
            }
            Self::Decimal | Self::Factor | Self::Degrees => {
                ("not_a_number", "A number is digits with at most one point.")
            }
            Self::Hours => ("hours", "Hours are written as `1 08:00-18:00; 2 08:00-12:00`; 0 is Sunday."),
            Self::Moments => ("moments", "Moments are written as `1 18:00; 3 18:00`; 0 is Sunday."),
            Self::Links => ("docks", "Docks are written as `dock PT4H 1.99; other`: dock, time, cost."),
            Self::Windows => {
                ("windows", "Windows are written as `1 08:00-12:00 price=10.00 orders=16 items=40 before=PT2H`.")
            }
        };
        (rule, detail.to_owned())
    }
}

fn plain(text: &str) -> Option<Decimal> {
    number(&with_point(text, false))
}

fn number(text: &str) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    text.parse::<Decimal>().ok().filter(|_| plain)
}

fn amount(text: &str, currency: Currency) -> Option<i64> {
    Money::exact(plain(text)?, currency).map(Money::minor)
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// A day of the week, and what follows it.
fn day(text: &str) -> Option<(u8, &str)> {
    let (day, rest) = text.split_once(char::is_whitespace)?;
    Some((day.parse().ok()?, rest.trim()))
}

fn hours(text: &str) -> Option<Value> {
    let (day, hours) = day(text)?;
    let (opening, closing) = hours.split_once('-')?;
    Some(json!({ "dayOfWeek": day, "opening": opening.trim(), "closing": closing.trim() }))
}

fn moment(text: &str) -> Option<Value> {
    let (day, limit) = day(text)?;
    Some(json!({ "dayOfWeek": day, "timeLimit": limit }))
}

fn link(text: &str, currency: Currency) -> Option<Value> {
    let mut words = text.split_whitespace();
    let mut link = Map::new();
    link.insert("dock".to_owned(), json!(words.next()?));
    if let Some(time) = words.next() {
        link.insert("time".to_owned(), json!(time));
    }
    if let Some(cost) = words.next() {
        link.insert("cost".to_owned(), json!(amount(cost, currency)?));
    }
    words.next().is_none().then_some(Value::Object(link))
}

fn window(text: &str, currency: Currency) -> Option<Value> {
    let (day, rest) = day(text)?;
    let mut words = rest.split_whitespace();
    let (start, end) = words.next()?.split_once('-')?;
    let mut window = Map::new();
    window.insert("dayOfWeek".to_owned(), json!(day));
    window.insert("start".to_owned(), json!(start));
    window.insert("end".to_owned(), json!(end));
    for word in words {
        let (name, value) = word.split_once('=')?;
        let (field, value) = match name {
            "price" => ("price", json!(amount(value, currency)?)),
            "orders" => ("maxOrders", json!(value.parse::<u32>().ok()?)),
            "items" => ("maxItems", json!(value.parse::<u32>().ok()?)),
            "before" => ("cutOff", json!(value)),
            _ => return None,
        };
        window.insert(field.to_owned(), value);
    }
    Some(Value::Object(window))
}

/// Puts a value in at a pointer, with the objects on the way there.
fn put_in(body: &mut Value, pointer: &str, value: Value) {
    let mut place = body;
    for name in pointer.trim_start_matches('/').split('/') {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Some(object) = place.as_object_mut() else { return };
        place = object.entry(name).or_insert(Value::Null);
    }
    *place = value;
}

fn take_out(body: &mut Value, pointer: &str) {
    let (above, name) = pointer.rsplit_once('/').unwrap_or_default();
    if let Some(object) = body.pointer_mut(above).and_then(Value::as_object_mut) {
        object.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: Cell, text: &str, expected: Option<Value>) {
        assert_eq!(cell.read(text, Currency::new("BRL").unwrap()), expected, "{cell:?} {text}");
    }

    #[test]
    fn every_kind_of_cell_is_read_or_refused_whole() {
        check(Cell::Whole, "3.0", Some(json!(3)));
        check(Cell::Whole, "3.5", None);
        check(Cell::Flag, "TRUE", Some(json!(true)));
        check(Cell::Flag, "yes", None);
        check(Cell::Amount, "49,90", Some(json!(4990)));
        check(Cell::Amount, "49.905", None);
        check(Cell::Decimal, "0,167", Some(json!("0.167")));
        check(Cell::Degrees, "-23.5505199", Some(json!(-23.5505199)));
        check(Cell::Degrees, "-23,551", Some(json!(-23.551)));
        check(Cell::Amount, "1,250", None);
        check(Cell::Degrees, "north", None);
        check(Cell::List, " a; b ;", Some(json!(["a", "b"])));
        let open = json!([{ "dayOfWeek": 1, "opening": "08:00", "closing": "18:00" }]);
        check(Cell::Hours, "1 08:00-18:00", Some(open));
        check(Cell::Hours, "Mon 08:00-18:00", None);
        check(Cell::Moments, "3 18:00", Some(json!([{ "dayOfWeek": 3, "timeLimit": "18:00" }])));
        let docks = json!([{ "dock": "a", "time": "PT4H", "cost": 199 }, { "dock": "b" }]);
        check(Cell::Links, "a PT4H 1.99; b", Some(docks));
        check(Cell::Links, "a PT4H 1.99 more", None);
        let window = json!([{ "dayOfWeek": 1, "start": "08:00", "end": "12:00", "price": 1000, "maxOrders": 16, "cutOff": "PT2H" }]);
        check(Cell::Windows, "1 08:00-12:00 price=10.00 orders=16 before=PT2H", Some(window));
        check(Cell::Windows, "1 08:00-12:00 colour=red", None);
    }

    #[test]
    fn a_cell_fills_its_field_and_an_empty_one_takes_it_out() {
        let column = Column::may("Saturday", "/weekendAndHolidays/saturday", Cell::Flag);
        let currency = Currency::new("BRL").unwrap();
        let mut body = json!({ "name": "x" });
        column.fill(&mut body, "1", currency).unwrap();
        assert_eq!(body, json!({ "name": "x", "weekendAndHolidays": { "saturday": true } }));
        column.fill(&mut body, "", currency).unwrap();
        assert_eq!(body, json!({ "name": "x", "weekendAndHolidays": {} }));
        let needed = Column::must("Name", "/name", Cell::Text).fill(&mut body, "", currency);
        assert_eq!(needed.unwrap_err().0, "required");
    }
}
