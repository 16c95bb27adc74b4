//! Numbers, money and dates, written by hand for three languages.
//!
//! The forms are those of Unicode CLDR. The libraries that carry CLDR bring megabytes of tables for hundreds of
//! languages into every function that shows a price; these are thirty lines.

use domain::currency::Money;
use domain::language::Language;
use jiff::civil::{Date, Time};
use rust_decimal::Decimal;

use crate::Messages;

/// Keeps a symbol on the line of its number.
const NO_BREAK: char = '\u{a0}';

const MONTHS: [[&str; 12]; 3] = [
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

const WEEKDAYS: [[&str; 7]; 3] = [
    ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

impl Messages {
    /// A number with the separators of the language: 1.234,5 or 1,234.5.
    #[must_use]
    pub fn number(&self, number: Decimal) -> String {
        let plain = number.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let (group, point) = if self.language() == Language::English { (',', '.') } else { ('.', ',') };
        // Spanish groups from five digits on.
        let groups = whole.len() > if self.language() == Language::Spanish { 4 } else { 3 };
        let mut written = String::from(if number.is_sign_negative() && !number.is_zero() { "-" } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            if groups && at > 0 && (whole.len() - at) % 3 == 0 {
                written.push(group);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push(point);
            written.push_str(fraction);
        }
        written
    }

    /// An amount of money with its symbol, or with its ISO 4217 code where the symbol would not be understood.
    #[must_use]
    pub fn money(&self, money: Money) -> String {
        let code = money.currency().code();
        let number = self.number(money.amount().abs());
        let minus = if money.minor() < 0 { "-" } else { "" };
        let symbol = match (self.language(), code) {
            (Language::Portuguese | Language::English, "BRL") => "R$",
            (Language::Portuguese, "USD") => "US$",
            (Language::English, "USD") => "$",
            (_, "EUR") => "€",
            _ => code,
        };
        match self.language() {
            Language::Portuguese => format!("{minus}{symbol}{NO_BREAK}{number}"),
            Language::Spanish => format!("{minus}{number}{NO_BREAK}{symbol}"),
            Language::English if symbol == code => format!("{minus}{symbol}{NO_BREAK}{number}"),
            Language::English => format!("{minus}{symbol}{number}"),
        }
    }

    /// A day: 21 de novembro de 2026.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let (day, month, year) = (date.day(), self.month(date), date.year());
        match self.language() {
            Language::Portuguese | Language::Spanish => format!("{day} de {month} de {year}"),
            Language::English => format!("{month} {day}, {year}"),
        }
    }

    /// A day of this year in few letters: 21/11, or Nov 21.
    #[must_use]
    pub fn short_date(&self, date: Date) -> String {
        let (day, month) = (date.day(), date.month());
        match self.language() {
            Language::Portuguese | Language::Spanish => format!("{day:02}/{month:02}"),
            Language::English => format!("{} {day}", self.month(date).chars().take(3).collect::<String>()),
        }
    }

    /// A day near now, with its weekday: sábado, 21 de novembro.
    #[must_use]
    pub fn weekday(&self, date: Date) -> String {
        let (day, month) = (date.day(), self.month(date));
        let weekdays = WEEKDAYS.get(self.row()).into_iter().flatten();
        let weekday = weekdays.copied().nth(usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()));
        let weekday = weekday.unwrap_or_default();
        match self.language() {
            Language::Portuguese | Language::Spanish => format!("{weekday}, {day} de {month}"),
            Language::English => format!("{weekday}, {month} {day}"),
        }
    }

    /// A time of day, to the minute: 20:06, or 8:06 PM.
    #[must_use]
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match self.language() {
            Language::Portuguese | Language::Spanish => format!("{hour:02}:{minute:02}"),
            Language::English => {
                let half = if hour < 12 { "AM" } else { "PM" };
                let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
                format!("{hour}:{minute:02}{NO_BREAK}{half}")
            }
        }
    }

    fn month(&self, date: Date) -> &'static str {
        let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
        MONTHS.get(self.row()).and_then(|months| months.get(month)).copied().unwrap_or_default()
    }

    /// The row of this language in the tables above.
    const fn row(&self) -> usize {
        match self.language() {
            Language::Portuguese => 0,
            Language::Spanish => 1,
            Language::English => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::currency::Currency;
    use jiff::civil::{date, time};

    use super::*;

    fn all(format: impl Fn(&Messages) -> String) -> [String; 3] {
        Language::ALL.map(|language| format(Messages::for_language(language)))
    }

    #[test]
    fn a_number_has_the_separators_of_its_language() {
        fn check(number: &str, expected: [&str; 3]) {
            assert_eq!(all(|messages| messages.number(number.parse().unwrap())), expected, "{number}");
        }
        check("0", ["0", "0", "0"]);
        check("999.5", ["999,5", "999,5", "999.5"]);
        check("1234.50", ["1.234,50", "1234,50", "1,234.50"]);
        check("-1234567", ["-1.234.567", "-1.234.567", "-1,234,567"]);
    }

    #[test]
    fn money_has_its_symbol_where_its_language_puts_it() {
        fn check(minor: i64, code: &str, expected: [&str; 3]) {
            let money = Money::new(minor, Currency::new(code).unwrap());
            assert_eq!(all(|messages| messages.money(money).replace(NO_BREAK, " ")), expected, "{minor} {code}");
        }
        check(123_456, "BRL", ["R$ 1.234,56", "1234,56 BRL", "R$1,234.56"]);
        check(-500, "BRL", ["-R$ 5,00", "-5,00 BRL", "-R$5.00"]);
        check(990, "USD", ["US$ 9,90", "9,90 USD", "$9.90"]);
        check(990, "EUR", ["€ 9,90", "9,90 €", "€9.90"]);
        check(990, "CLP", ["CLP 990", "990 CLP", "CLP 990"]);
    }

    #[test]
    fn days_and_times_are_written_as_they_are_read() {
        let day = date(2026, 11, 21);
        assert_eq!(
            all(|messages| messages.date(day)),
            ["21 de novembro de 2026", "21 de noviembre de 2026", "November 21, 2026"]
        );
        assert_eq!(
            all(|messages| messages.weekday(day)),
            ["sábado, 21 de novembro", "sábado, 21 de noviembre", "Saturday, November 21"]
        );
        let check = |hour, expected: [&str; 3]| {
            assert_eq!(all(|messages| messages.time(time(hour, 6, 0, 0)).replace(NO_BREAK, " ")), expected);
        };
        check(0, ["00:06", "00:06", "12:06 AM"]);
        check(9, ["09:06", "09:06", "9:06 AM"]);
        check(12, ["12:06", "12:06", "12:06 PM"]);
        check(20, ["20:06", "20:06", "8:06 PM"]);
    }
}
