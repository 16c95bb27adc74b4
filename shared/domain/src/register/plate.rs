//! Number plates.

use crate::postal::Country;
use serde::{Deserialize, Serialize};

/// A number plate without blanks and hyphens, in capitals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plate(String);

/// Not a number plate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a plate has 4 to 10 letters and digits; in Brazil it looks like ABC1234 or ABC1D23")]
pub struct InvalidPlate;

impl Plate {
    /// Reads a plate. In Brazil it is three letters, a digit, a digit (old) or a letter (Mercosul), and two digits.
    ///
    /// # Errors
    /// [`InvalidPlate`].
    pub fn new(country: Option<Country>, text: &str) -> Result<Self, InvalidPlate> {
        let plain: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        let plain = plain.to_ascii_uppercase();
        let fits = (4..=10).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits && (country != Some(Country::BRA) || is_brazilian(&plain)) {
            Ok(Self(plain))
        } else {
            Err(InvalidPlate)
        }
    }

    /// The letters and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_brazilian(plate: &str) -> bool {
    let shape: String = plate.bytes().map(|byte| if byte.is_ascii_digit() { '9' } else { 'A' }).collect();
    shape == "AAA9999" || shape == "AAA9A99"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brazilian_plate_is_of_the_old_or_of_the_mercosul_form() {
        for (country, text, expected) in [
            (Some(Country::BRA), "abc-1234", Some("ABC1234")),
            (Some(Country::BRA), "ABC1D23", Some("ABC1D23")),
            (Some(Country::BRA), "AB 123 CD", None),
            (Some(Country::BRA), "ABC12345", None),
            (None, "AB 123 CD", Some("AB123CD")),
            (None, "A1", None),
            (None, "ÀBC1234", None),
        ] {
            let read = Plate::new(country, text).ok();
            assert_eq!(read.as_ref().map(Plate::as_str), expected, "{text}");
        }
    }
}
