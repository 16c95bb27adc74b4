//! Short messages: which letters they can hold, how many segments they take, what they cost.
//!
//! A segment holds 140 bytes (3GPP TS 23.040). In the GSM 7-bit default alphabet (3GPP TS 23.038) that is 160
//! characters; a character of its extension table counts twice. One character outside of both makes the whole text
//! UCS-2, of which a segment holds 70 code units. A text of several segments spends 6 bytes in each on putting them
//! together again: 153 and 67 are left, and neither an escape with its character nor the two halves of an emoji may
//! stand in different segments.
//!
//! The rules:
//! - By default a text is [`plain`]: letters that the alphabet lacks become the nearest ones it has (`ã` is `a`),
//!   typographic marks their typewriter forms, and emoji go. An SMS with one accent costs up to two and a half times
//!   as much without telling more.
//! - A text with letters that have no counterpart (Greek small letters, Cyrillic, Chinese) stays as it is written.
//! - [`fit`] cuts a text to so many segments between two words, with an address in it kept whole.

mod alphabet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use self::alphabet::{BASIC, EXTENSION, counterpart};

/// What marks a cut.
const CUT: &str = "...";

/// The letters of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// The GSM 7-bit default alphabet with its extension table.
    #[serde(rename = "gsm7")]
    Gsm7,
    /// Any character, in units of 16 bits.
    #[serde(rename = "ucs2")]
    Ucs2,
}

impl Encoding {
    /// The encoding that a text takes.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.chars().all(|c| septets(c).is_some()) { Self::Gsm7 } else { Self::Ucs2 }
    }

    /// Units that a message of one segment holds.
    #[must_use]
    pub const fn alone(self) -> u32 {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Units that each segment of a longer message holds.
    #[must_use]
    pub const fn joined(self) -> u32 {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    fn units(self, c: char) -> u32 {
        match self {
            Self::Gsm7 => septets(c).unwrap_or(1),
            Self::Ucs2 => {
                if u32::from(c) > 0xffff {
                    2
                } else {
                    1
                }
            }
        }
    }
}

/// Whether a text is as long as a piece of a longer one. What a phone sends in several segments can reach us as several
/// messages, and half of a sentence may mean the opposite of the whole. A cut goes before an escape or an emoji that
/// would be cut, which leaves a piece one unit short.
#[must_use]
pub fn is_piece(text: &str) -> bool {
    let encoding = Encoding::of(text);
    let units = text.chars().map(|c| encoding.units(c)).fold(0, u32::saturating_add);
    (encoding.joined().saturating_sub(1)..=encoding.joined()).contains(&units)
}

/// Units of the 7-bit alphabet that a character takes; none when it has no place there.
fn septets(c: char) -> Option<u32> {
    if BASIC.contains(c) {
        Some(1)
    } else if EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

/// How large a text is as a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Size {
    /// Its letters.
    pub encoding: Encoding,
    /// Its units: septets, or units of 16 bits.
    pub units: u32,
    /// The segments it takes, each of which is paid for; 0 for an empty text.
    pub segments: u32,
    /// Units that can be added before it takes one more segment.
    pub left: u32,
}

impl Size {
    /// Measures a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let encoding = Encoding::of(text);
        let sizes = || text.chars().map(|c| encoding.units(c));
        let units: u32 = sizes().sum();
        if units <= encoding.alone() {
            return Self { encoding, units, segments: u32::from(units > 0), left: encoding.alone() - units };
        }
        let (mut segments, mut filled) = (1_u32, 0_u32);
        for size in sizes() {
            if filled + size > encoding.joined() {
                segments += 1;
                filled = 0;
            }
            filled += size;
        }
        Self { encoding, units, segments, left: encoding.joined() - filled }
    }

    /// What it costs at a price for each segment, in whatever unit the price is in.
    #[must_use]
    pub fn cost(&self, per_segment: Decimal) -> Decimal {
        Decimal::from(self.segments).saturating_mul(per_segment)
    }
}

/// The text in letters of the 7-bit alphabet, or as it is when some of its letters have no counterpart there.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfc() {
        if septets(c).is_some() {
            plain.push(c);
        } else if let Some(same) = counterpart(c) {
            plain.push_str(same);
        } else {
            let parts = || std::iter::once(c).nfkd();
            let held = || parts().filter(|part| septets(*part).is_some());
            let lost = |part: char| septets(part).is_none() && part.is_alphanumeric();
            if parts().any(lost) {
                return text.to_owned();
            }
            plain.extend(held());
        }
    }
    // What went can leave two blanks, or one at an end.
    plain
        .lines()
        .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
        .trim()
        .to_owned()
}

/// The text cut to so many segments, between two words, ending in three dots. An address that stands in it stays whole:
/// words after it go first, then words before it. An address longer than the segments is all that is left.
#[must_use]
pub fn fit(text: &str, link: Option<&str>, segments: u32) -> String {
    let text = text.trim();
    if Size::of(text).segments <= segments {
        return text.to_owned();
    }
    let fits = |candidate: &str| Size::of(candidate).segments <= segments;
    let (before, link, after) = match link.and_then(|link| text.split_once(link).map(|parts| (parts, link))) {
        Some(((before, after), link)) => (before, link, after),
        None => (text, "", ""),
    };
    let head: Vec<&str> = before.split_whitespace().collect();
    let tail: Vec<&str> = after.split_whitespace().collect();
    // A mark that stood right behind the address belongs to it no more once words go.
    for kept in (0..tail.len()).rev() {
        let words = tail.get(..kept).unwrap_or_default();
        let end = if words.is_empty() { String::new() } else { format!(" {}{CUT}", words.join(" ")) };
        let candidate = format!("{}{link}{end}", lead(before, link));
        if fits(&candidate) {
            return candidate;
        }
    }
    for kept in (1..=head.len()).rev() {
        let words = head.get(..kept).unwrap_or_default().join(" ");
        let candidate = if link.is_empty() { format!("{words}{CUT}") } else { format!("{words}{CUT} {link}") };
        if fits(&candidate) {
            return candidate;
        }
    }
    if link.is_empty() { first_letters(text, segments) } else { link.to_owned() }
}

/// What stands before an address.
fn lead(before: &str, link: &str) -> String {
    if link.is_empty() { before.trim_end().to_owned() } else { before.to_owned() }
}

/// One endless word is cut anywhere.
fn first_letters(text: &str, segments: u32) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        let mut longer = kept.clone();
        longer.push(c);
        if Size::of(&format!("{longer}{CUT}")).segments > segments {
            break;
        }
        kept = longer;
    }
    if segments == 0 { String::new() } else { format!("{kept}{CUT}") }
}

#[cfg(test)]
mod tests;
