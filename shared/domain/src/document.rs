//! Documents of people and companies, checked for the country where that is known.

use crate::postal::Country;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether somebody is a person or a company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Legal {
    /// A person: a CPF in Brazil.
    Person,
    /// A company: a CNPJ in Brazil.
    #[default]
    Company,
}

/// The letters and digits of a document, in capitals.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaxId(String);

/// Why a text is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTaxId {
    /// Anywhere.
    #[error("a document has 3 to 20 letters and digits")]
    Plain,
    /// A person's in Brazil.
    #[error("a CPF has 11 digits, the last two of which are calculated from the others")]
    Cpf,
    /// A company's in Brazil.
    #[error("a CNPJ has 12 letters or digits and two digits that are calculated from them")]
    Cnpj,
    /// Of the social insurance in Brazil.
    #[error("a PIS has 11 digits, the last of which is calculated from the others")]
    Pis,
}

impl TaxId {
    /// Takes over a document without its dots, hyphens, slashes and blanks. In Brazil it must be a CPF or a CNPJ with
    /// right check digits, in the numeric form or in the one with letters that new companies get from July 2026 on.
    ///
    /// # Errors
    /// [`InvalidTaxId`].
    pub fn new(country: Option<Country>, legal: Legal, text: &str) -> Result<Self, InvalidTaxId> {
        let plain: String = text.chars().filter(|c| !matches!(c, '.' | '-' | '/' | ' ')).collect();
        let plain = plain.to_ascii_uppercase();
        let fits = (3..=20).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let brazil = country == Some(Country::BRA);
        match legal {
            _ if !fits => Err(InvalidTaxId::Plain),
            Legal::Person if brazil && !is_cpf(&plain) => Err(InvalidTaxId::Cpf),
            Legal::Company if brazil && !is_cnpj(&plain) => Err(InvalidTaxId::Cnpj),
            _ => Ok(Self(plain)),
        }
    }

    /// Takes over the number of an identity card, whose rules are as many as those who give them out.
    ///
    /// # Errors
    /// [`InvalidTaxId::Plain`].
    pub fn of_card(text: &str) -> Result<Self, InvalidTaxId> {
        Self::new(None, Legal::Person, text)
    }

    /// Takes over what a social insurance knows somebody by: in Brazil a PIS, PASEP or NIT with its check digit.
    ///
    /// # Errors
    /// [`InvalidTaxId`].
    pub fn of_worker(country: Option<Country>, text: &str) -> Result<Self, InvalidTaxId> {
        let plain = Self::of_card(text)?;
        let wrong = country == Some(Country::BRA) && !is_pis(plain.as_str());
        if wrong { Err(InvalidTaxId::Pis) } else { Ok(plain) }
    }

    /// The letters and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Never the whole document: debug output ends in logs.
impl fmt::Debug for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TaxId(…)")
    }
}

/// Whether eleven digits are a CPF. The same digit eleven times has right check digits and is none.
#[must_use]
pub fn is_cpf(text: &str) -> bool {
    let fine = text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_digit()) && !is_uniform(text);
    fine && checks(text, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) && checks(text, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
}

/// Whether eleven digits are a PIS, PASEP or NIT.
#[must_use]
pub fn is_pis(text: &str) -> bool {
    let fine = text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_digit()) && !is_uniform(text);
    fine && checks(text, &[3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
}

/// Whether fourteen characters are a CNPJ: a character counts as its ASCII code less 48, which leaves the digits as
/// they were and makes A 17 (Receita Federal, Nota Técnica COCAD/SUARA/RFB 49 of 2024).
#[must_use]
pub fn is_cnpj(text: &str) -> bool {
    let (body, tail) = text.split_at_checked(12).unwrap_or_default();
    let fine = text.len() == 14
        && body.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
        && tail.bytes().all(|byte| byte.is_ascii_digit())
        && !is_uniform(text);
    fine && checks(text, &[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
        && checks(text, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
}

fn is_uniform(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| bytes.all(|byte| byte == first))
}

/// Whether the digit after as many characters as there are weights is the remainder by 11 that they give.
fn checks(text: &str, weights: &[u32]) -> bool {
    let worth = |byte: u8| u32::from(byte).saturating_sub(48);
    let sum: u32 = text.bytes().zip(weights).map(|(byte, weight)| worth(byte).saturating_mul(*weight)).sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        rest => 11_u32.saturating_sub(rest),
    };
    text.as_bytes().get(weights.len()).is_some_and(|byte| worth(*byte) == expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(country: Option<&str>, legal: Legal, text: &str, expected: Result<&str, InvalidTaxId>) {
        let country = country.map(|code| Country::new(code).unwrap());
        let read = TaxId::new(country, legal, text);
        assert_eq!(read.as_ref().map(TaxId::as_str), expected.as_ref().map(|text| *text), "{country:?} {text}");
    }

    #[test]
    fn a_cpf_has_right_check_digits() {
        let check = |text, expected| check(Some("BRA"), Legal::Person, text, expected);
        check("529.982.247-25", Ok("52998224725"));
        check("111.444.777-35", Ok("11144477735"));
        check("529.982.247-26", Err(InvalidTaxId::Cpf));
        check("111.111.111-11", Err(InvalidTaxId::Cpf));
        check("5299822472", Err(InvalidTaxId::Cpf));
        check("5299822472A", Err(InvalidTaxId::Cpf));
        check("12", Err(InvalidTaxId::Plain));
    }

    #[test]
    fn a_pis_has_a_right_check_digit() {
        let check = |country: Option<Country>, text, expected: Result<&str, InvalidTaxId>| {
            let read = TaxId::of_worker(country, text);
            assert_eq!(read.as_ref().map(TaxId::as_str), expected.as_ref().map(|text| *text), "{text}");
        };
        check(Some(Country::BRA), "120.56412.54-5", Ok("12056412545"));
        check(Some(Country::BRA), "170.33259.50-4", Ok("17033259504"));
        check(Some(Country::BRA), "120.56412.54-6", Err(InvalidTaxId::Pis));
        check(Some(Country::BRA), "000.00000.00-0", Err(InvalidTaxId::Pis));
        check(Some(Country::BRA), "12", Err(InvalidTaxId::Plain));
        check(None, "AB-12", Ok("AB12"));
    }

    #[test]
    fn a_cnpj_has_right_check_digits_and_may_have_letters() {
        let check = |text, expected| check(Some("BRA"), Legal::Company, text, expected);
        check("11.222.333/0001-81", Ok("11222333000181"));
        check("00.000.000/0001-91", Ok("00000000000191"));
        check("12.ABC.345/01DE-35", Ok("12ABC34501DE35"));
        check("12abc34501de35", Ok("12ABC34501DE35"));
        check("12.ABC.345/01DE-36", Err(InvalidTaxId::Cnpj));
        check("11.222.333/0001-82", Err(InvalidTaxId::Cnpj));
        check("11.222.333/0001-8A", Err(InvalidTaxId::Cnpj));
        check("00.000.000/0000-00", Err(InvalidTaxId::Cnpj));
        check("529.982.247-25", Err(InvalidTaxId::Cnpj));
    }

    #[test]
    fn another_country_is_asked_for_letters_and_digits_only() {
        check(Some("ARG"), Legal::Company, "30-71234567-1", Ok("30712345671"));
        check(None, Legal::Person, "x 123", Ok("X123"));
        check(None, Legal::Person, "no_1", Err(InvalidTaxId::Plain));
        check(None, Legal::Person, &"1".repeat(21), Err(InvalidTaxId::Plain));
    }
}
