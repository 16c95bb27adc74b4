//! States, provinces and departments of countries.

use crate::postal::Country;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The 26 states of Brazil and its federal district.
const BRAZIL: [&str; 27] = [
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR", "RJ",
    "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
];

/// A part of a country by the code that follows the hyphen in ISO 3166-2: `SP`, `B`, `75`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct State(String);

/// A state is a code of 1 to 3 letters and digits, such as SP; in Brazil one of 27.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a state is a code of 1 to 3 letters and digits, such as SP; in Brazil one of 27")]
pub struct InvalidState;

impl State {
    /// Reads a code, raising letters to capitals.
    ///
    /// # Errors
    /// [`InvalidState`] when it cannot be one, or Brazil has no such state.
    pub fn new(country: Country, text: &str) -> Result<Self, InvalidState> {
        let state = Self::of_any_country(text)?;
        if country == Country::BRA && !BRAZIL.contains(&state.as_str()) {
            return Err(InvalidState);
        }
        Ok(state)
    }

    /// The same without the rule of a country.
    ///
    /// # Errors
    /// [`InvalidState`] when it is not 1 to 3 ASCII letters and digits.
    pub fn of_any_country(text: &str) -> Result<Self, InvalidState> {
        let text = text.trim();
        if (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(Self(text.to_ascii_uppercase()))
        } else {
            Err(InvalidState)
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for State {
    type Error = InvalidState;

    fn try_from(text: String) -> Result<Self, InvalidState> {
        Self::of_any_country(&text)
    }
}

impl From<State> for String {
    fn from(state: State) -> Self {
        state.0
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_one_of_its_country_where_the_country_is_known() {
        for (country, text, expected) in [
            ("BRA", "sp", Some("SP")),
            ("BRA", " RJ ", Some("RJ")),
            ("BRA", "XX", None),
            ("BRA", "São Paulo", None),
            ("ARG", "B", Some("B")),
            ("FRA", "75", Some("75")),
            ("ARG", "", None),
            ("ARG", "ABCD", None),
        ] {
            let read = State::new(Country::new(country).unwrap(), text).ok();
            assert_eq!(read.as_ref().map(State::as_str), expected, "{country} {text:?}");
        }
    }
}
