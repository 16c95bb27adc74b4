//! What people write into the cells of a spreadsheet about persons and addresses, as it travels.

use domain::phone::Phone;
use domain::postal::Country;
use domain::register::folded;

/// A person or a company in the words of three languages; any other text stays as it is.
#[must_use]
pub fn legal_type(text: &str) -> String {
    let kind = match folded(text).as_str() {
        "pf" | "fisica" | "pessoa" | "pessoa fisica" | "persona" => "person",
        "pj" | "juridica" | "pessoa juridica" | "empresa" => "company",
        _ => text,
    };
    kind.to_owned()
}

/// The country that a cell names, else the account's, else Brazil; none for a cell that names none.
#[must_use]
pub fn country(cell: Option<&str>, account: Option<Country>) -> Option<Country> {
    match cell.map(str::trim).filter(|code| !code.is_empty()) {
        Some(code) => Country::new(code).ok(),
        None => account.or(Some(Country::BRA)),
    }
}

/// A telephone with its area code before it, as E.164 where somebody in the country can have that number.
#[must_use]
pub fn phone(area: Option<&str>, number: &str, country: Option<Country>) -> String {
    let area = area.map_or("", |area| area.trim().trim_start_matches('0'));
    let whole = if number.starts_with('+') { number.to_owned() } else { format!("{area}{number}") };
    Phone::new(country, &whole).map_or(whole, |phone| phone.as_str().to_owned())
}

/// `dd/mm/yyyy` as `yyyy-mm-dd`; the date of a workbook loses its time.
#[must_use]
pub fn day(text: &str) -> String {
    let parts: Vec<&str> = text.trim().split('/').collect();
    match parts.as_slice() {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.trim().split(' ').next().unwrap_or(text).to_owned(),
    }
}

/// A street with the number of the house behind its last comma.
#[must_use]
pub fn street(text: &str) -> (String, Option<String>) {
    match text.rsplit_once(',') {
        Some((street, number)) if !number.trim().is_empty() => {
            (street.trim().to_owned(), Some(number.trim().to_owned()))
        }
        _ => (text.trim_end_matches(',').trim().to_owned(), None),
    }
}

/// A Brazilian postal code with the zeros that it began with: a program that took it for a number dropped them. None
/// where none were lost.
#[must_use]
pub fn padded(text: &str, is_number: bool) -> Option<String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let lost = if is_number { text.len() < 8 } else { text.len() == 7 };
    (digits && lost).then(|| format!("{text:0>8}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_is_its_area_code_and_its_number() {
        for (place, area, number, expected) in [
            ("BRA", Some("011"), "98765-4321", "+5511987654321"),
            ("BRA", None, "+5511987654321", "+5511987654321"),
            ("BRA", Some("11"), "+5511987654321", "+5511987654321"),
            ("BRA", Some("11"), "9", "119"),
            ("MEX", Some("55"), "34567890", "+525534567890"),
        ] {
            assert_eq!(phone(area, number, Country::new(place).ok()), expected);
        }
        assert_eq!(street("Avenida Paulista, 1000"), ("Avenida Paulista".to_owned(), Some("1000".to_owned())));
        assert_eq!(street("Rua Direita,"), ("Rua Direita".to_owned(), None));
        assert_eq!(legal_type("PJ"), "company");
    }

    #[test]
    fn a_row_is_of_the_country_that_it_names_else_of_the_accounts() {
        let mexico = Country::new("MEX").ok();
        for (cell, account, expected) in [
            (None, None, Some(Country::BRA)),
            (Some(" "), mexico, mexico),
            (None, mexico, mexico),
            (Some("BRA"), mexico, Some(Country::BRA)),
            (Some("Atlantis"), mexico, None),
        ] {
            assert_eq!(country(cell, account), expected, "{cell:?}");
        }
    }

    #[test]
    fn a_postal_code_gets_back_the_zeros_that_it_lost() {
        for (text, is_number, expected) in [
            ("1310100", true, Some("01310100")),
            ("1310100", false, Some("01310100")),
            ("310100", false, None),
            ("310100", true, Some("00310100")),
            ("01310100", true, None),
            ("01310-100", false, None),
            ("", true, None),
        ] {
            assert_eq!(padded(text, is_number).as_deref(), expected, "{text}");
        }
    }
}
