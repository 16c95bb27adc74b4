//! Telephone numbers.

use crate::postal::Country;
use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A telephone number as E.164 writes it: `+5511987654321`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// Not a telephone number that can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a telephone number has its area code, and its country code after a + unless it is of the account's country")]
pub struct InvalidPhone;

/// Countries whose national numbers are read without their country code, by both codes of ISO 3166-1.
const COUNTRIES: &str = "BRA BR ARG AR BOL BO CHL CL COL CO CRI CR CUB CU DOM DO ECU EC SLV SV GTM GT HND HN MEX MX NIC NI \
    PAN PA PRY PY PER PE PRI PR URY UY VEN VE USA US CAN CA PRT PT ESP ES FRA FR DEU DE ITA IT GBR GB IRL IE NLD NL BEL BE \
    CHE CH AUT AT POL PL SWE SE NOR NO DNK DK FIN FI AGO AO MOZ MZ CPV CV";

impl Phone {
    /// Reads a number of a country, however it is spelled; one that begins with `+` may be of any country.
    ///
    /// # Errors
    /// [`InvalidPhone`] when nobody can have that number.
    pub fn new(country: Option<Country>, text: &str) -> Result<Self, InvalidPhone> {
        if text.len() > 40 {
            return Err(InvalidPhone);
        }
        let number = phonenumber::parse(country.and_then(region), text).map_err(|_| InvalidPhone)?;
        if phonenumber::is_valid(&number) {
            Ok(Self(number.format().mode(phonenumber::Mode::E164).to_string()))
        } else {
            Err(InvalidPhone)
        }
    }

    /// As E.164 writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is read out anywhere, `+55 11 3333-4444`.
    #[must_use]
    pub fn spoken(&self) -> String {
        let number = phonenumber::parse(None, &self.0);
        number.map_or_else(
            |_| self.0.clone(),
            |number| number.format().mode(phonenumber::Mode::International).to_string(),
        )
    }
}

/// The calling code of a country, without the plus sign; none of countries whose numbers are not known here.
#[must_use]
pub fn calling_code(country: Country) -> Option<String> {
    let region = region(country)?;
    Some(DATABASE.by_id(region.as_ref())?.country_code().to_string())
}

fn region(country: Country) -> Option<Id> {
    let codes: Vec<&str> = COUNTRIES.split_whitespace().collect();
    let code = codes.chunks_exact(2).find(|pair| pair.first() == Some(&country.code()))?;
    Id::from_str(code.last()?).ok()
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Never the whole number: debug output ends in logs.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// A number as keys of the table have it: a digest that tells nobody the number who has not the deployment's keys.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digested(String);

impl Digested {
    /// Holds a keyed digest in hexadecimal digits.
    #[must_use]
    pub const fn new(hex: String) -> Self {
        Self(hex)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_of_its_country_write_it() {
        for (country, text, expected) in [
            (Some("BRA"), "(11) 98765-4321", Some("+5511987654321")),
            (Some("BRA"), "11 3333-4444", Some("+551133334444")),
            (Some("BRA"), "+54 9 11 2345-6789", Some("+5491123456789")),
            (Some("PRT"), "912 345 678", Some("+351912345678")),
            (None, "+5511987654321", Some("+5511987654321")),
            (None, "11 98765-4321", None),
            (Some("BRA"), "98765-4321", None),
            (Some("BRA"), "123", None),
            (Some("BRA"), "call me", None),
            (Some("BRA"), "", None),
        ] {
            let country = country.map(|code| Country::new(code).unwrap());
            let read = Phone::new(country, text).ok();
            assert_eq!(read.as_ref().map(Phone::as_str), expected, "{country:?} {text:?}");
        }
    }

    #[test]
    fn a_number_is_read_out_in_groups() {
        for (number, expected) in [
            ("+551133334444", "+55 11 3333-4444"),
            ("+5511987654321", "+55 11 98765-4321"),
            ("+351912345678", "+351 912 345 678"),
        ] {
            assert_eq!(Phone::new(None, number).unwrap().spoken(), expected);
        }
    }

    #[test]
    fn every_country_of_the_table_is_one_to_both_standards() {
        let codes: Vec<&str> = COUNTRIES.split_whitespace().collect();
        assert_eq!(codes.len() % 2, 0);
        for pair in codes.chunks_exact(2) {
            assert!(region(Country::new(pair[0]).unwrap()).is_some(), "{pair:?}");
        }
    }
}
