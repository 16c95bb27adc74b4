//! The codes that people read out, type and scan: of a service and of its packages.
//!
//! Our own code has ten letters and digits of Crockford's base 32 (no I, L, O or U, so that nothing is mistaken and no
//! word appears) and his check character, the number modulo 37. Fifty random bits make the next one unguessable. Codes
//! whose check character would be a sign are left out. An account with a prefix of the Universal Postal Union gets S10
//! identifiers, one with a GS1 company prefix gets serial shipping container codes.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A tracking code, in capitals and without blanks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrackingCode(String);

/// A text that is no tracking code: a character was mistaken, or the check character does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a tracking code; its check character does not fit")]
pub struct InvalidCode {
    text: String,
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const OWN: usize = 10;

/// How an account's codes are made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Scheme {
    /// Ours.
    #[default]
    Own,
    /// UPU S10: a service indicator such as `EE`, and the country such as `BR`.
    S10 {
        /// Two letters.
        service: String,
        /// Two letters.
        country: String,
    },
    /// GS1 SSCC: an extension digit and the company prefix, 7 to 10 digits.
    Sscc {
        /// 0 to 9.
        extension: u8,
        /// The company prefix.
        prefix: String,
    },
}

impl TrackingCode {
    /// Makes a code of random bits.
    ///
    /// Codes of S10 and SSCC have fewer digits to choose from: whoever makes one asks again when it is taken.
    #[must_use]
    pub fn make(scheme: &Scheme, random: u128) -> Self {
        Self(match scheme {
            Scheme::Own => own(random),
            Scheme::S10 { service, country } => {
                let serial = random.checked_rem(100_000_000).unwrap_or(0);
                let serial = format!("{serial:08}");
                let check = s10_check(&serial);
                format!("{service}{serial}{check}{country}")
            }
            Scheme::Sscc { extension, prefix } => {
                let room = 16_usize.saturating_sub(prefix.len());
                let modulus = 10_u128.pow(u32::try_from(room).unwrap_or(0));
                let serial = random.checked_rem(modulus).unwrap_or(0);
                let body = format!("{extension}{prefix}{serial:0room$}");
                let check = gs1_check(&body);
                format!("{body}{check}")
            }
        })
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As a person reads it out: in groups.
    #[must_use]
    pub fn spoken(&self) -> String {
        match self.0.split_at_checked(5) {
            Some((first, rest)) if self.0.len() == OWN.saturating_add(1) => match rest.split_at_checked(5) {
                Some((second, check)) => format!("{first}-{second}-{check}"),
                None => self.0.clone(),
            },
            _ => self.0.clone(),
        }
    }
}

/// The first code from these bits on that has a check character.
fn own(random: u128) -> String {
    (0..37_u128).find_map(|more| own_exactly(random.wrapping_add(more))).unwrap_or_default()
}

fn own_exactly(random: u128) -> Option<String> {
    let mut code = String::with_capacity(OWN.saturating_add(1));
    let mut bits = random;
    for _ in 0..OWN {
        let index = usize::try_from(bits & 31).unwrap_or(0);
        code.push(char::from(CROCKFORD.get(index).copied().unwrap_or(b'0')));
        bits >>= 5;
    }
    code.push(own_check(&code)?);
    Some(code)
}

/// The number modulo 37; none where that is a sign.
fn own_check(body: &str) -> Option<char> {
    let mut rest: usize = 0;
    for byte in body.bytes() {
        let value = CROCKFORD.iter().position(|known| *known == byte)?;
        rest = rest.saturating_mul(32).saturating_add(value).checked_rem(37)?;
    }
    CROCKFORD.get(rest).map(|byte| char::from(*byte))
}

/// Weights 8 6 4 2 3 5 9 7, modulo 11 (UPU S10, Annex A).
fn s10_check(serial: &str) -> u32 {
    let weighted = serial.chars().zip([8_u32, 6, 4, 2, 3, 5, 9, 7]);
    let sum: u32 = weighted.map(|(digit, weight)| digit.to_digit(10).unwrap_or(0).saturating_mul(weight)).sum();
    match 11_u32.saturating_sub(sum.checked_rem(11).unwrap_or(0)) {
        10 => 0,
        11 => 5,
        digit => digit,
    }
}

/// Weights 3 and 1 from the right, modulo 10 (GS1 General Specifications, 7.9.1).
fn gs1_check(body: &str) -> u32 {
    let weighted = body.chars().rev().zip([3_u32, 1].into_iter().cycle());
    let sum: u32 = weighted.map(|(digit, weight)| digit.to_digit(10).unwrap_or(0).saturating_mul(weight)).sum();
    10_u32.saturating_sub(sum.checked_rem(10).unwrap_or(0)).checked_rem(10).unwrap_or(0)
}

impl FromStr for TrackingCode {
    type Err = InvalidCode;

    /// Reads what a person typed: small letters, blanks and hyphens, O for 0, I and L for 1 are understood.
    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let invalid = || InvalidCode { text: text.chars().take(40).collect() };
        let plain: String =
            text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        if plain.len() > 20 || !plain.is_ascii() {
            return Err(invalid());
        }
        let fits = if plain.len() == 18 {
            plain.bytes().all(|byte| byte.is_ascii_digit())
                && plain.split_at_checked(17).is_some_and(|(body, check)| gs1_check(body).to_string() == check)
        } else if plain.len() == 13 {
            is_s10(&plain)
        } else {
            return own_of(&plain).ok_or_else(invalid);
        };
        if fits { Ok(Self(plain)) } else { Err(invalid()) }
    }
}

fn is_s10(text: &str) -> bool {
    let mut rest = text;
    let mut take = |count: usize| {
        let (part, tail) = rest.split_at_checked(count).unwrap_or(("", ""));
        rest = tail;
        part
    };
    let (service, serial, check, country) = (take(2), take(8), take(1), take(2));
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    letters(service)
        && letters(country)
        && serial.bytes().all(|byte| byte.is_ascii_digit())
        && s10_check(serial).to_string() == check
}

fn own_of(plain: &str) -> Option<TrackingCode> {
    let (body, check) = plain.split_at_checked(OWN)?;
    let alike = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let body: String = body.chars().map(alike).collect();
    let expected = own_check(&body)?.to_string();
    let said: String = check.chars().map(alike).collect();
    (said == expected).then(|| TrackingCode(format!("{body}{expected}")))
}

impl TryFrom<String> for TrackingCode {
    type Error = InvalidCode;

    fn try_from(text: String) -> Result<Self, InvalidCode> {
        text.parse()
    }
}

impl From<TrackingCode> for String {
    fn from(code: TrackingCode) -> Self {
        code.0
    }
}

impl fmt::Display for TrackingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
