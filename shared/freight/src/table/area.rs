//! Where a row of a freight table delivers.

use domain::code::PolygonId;
use domain::postal::PostalCode;

/// The place a row is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Postal codes from the first to the last, both included.
    Postal(PostalRange),
    /// An area drawn on the map; the row's postal codes do not matter then.
    Polygon(PolygonId),
}

/// Postal codes from `start` to `end`, both included.
///
/// Codes compare as texts of eight characters: a shorter start is filled up with `0`, a shorter end with `Z`, so
/// `K1A` to `K1A` is everything that begins with K1A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostalRange {
    start: PostalCode,
    end: PostalCode,
}

impl PostalRange {
    /// `None` when the end comes before the start.
    #[must_use]
    pub fn new(start: PostalCode, end: PostalCode) -> Option<Self> {
        (first_key(start) <= last_key(end)).then_some(Self { start, end })
    }

    /// The first code.
    #[must_use]
    pub fn start(&self) -> PostalCode {
        self.start
    }

    /// The last code.
    #[must_use]
    pub fn end(&self) -> PostalCode {
        self.end
    }
}

/// The eight bytes of a code as one number, empty places zero: smaller numbers are earlier texts.
pub(crate) fn raw_key(code: PostalCode) -> u64 {
    let mut bytes = [0_u8; 8];
    for (slot, byte) in bytes.iter_mut().zip(code.as_str().bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(bytes)
}

/// The code behind [`raw_key`]; `None` when the number is not one.
pub(crate) fn from_raw_key(key: u64) -> Option<PostalCode> {
    let bytes = key.to_be_bytes();
    let used = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let text = std::str::from_utf8(bytes.get(..used)?).ok()?;
    let code = PostalCode::of_any_country(text).ok()?;
    (raw_key(code) == key).then_some(code)
}

/// A code filled up with `0`: a destination, or where a range starts.
pub(crate) fn first_key(code: PostalCode) -> u64 {
    filled(raw_key(code), b'0')
}

/// A code filled up with `Z`: where a range ends.
pub(crate) fn last_key(code: PostalCode) -> u64 {
    filled(raw_key(code), b'Z')
}

fn filled(key: u64, with: u8) -> u64 {
    let mut bytes = key.to_be_bytes();
    for byte in bytes.iter_mut().filter(|byte| **byte == 0) {
        *byte = with;
    }
    u64::from_be_bytes(bytes)
}

/// The next text of eight characters: the next number where all are digits, else the next letter or digit.
pub(crate) fn after(key: u64) -> Option<u64> {
    step(
        key,
        |digit| if digit == b'9' { None } else { Some(digit + 1) },
        b'0',
        |letter| match letter {
            b'Z' => None,
            b'9' => Some(b'A'),
            other => Some(other + 1),
        },
    )
}

/// The text of eight characters before, likewise.
pub(crate) fn before(key: u64) -> u64 {
    let found = step(
        key,
        |digit| if digit == b'0' { None } else { Some(digit - 1) },
        b'9',
        |letter| match letter {
            b'0' => None,
            b'A' => Some(b'9'),
            other => Some(other - 1),
        },
    );
    found.unwrap_or(key)
}

/// Steps the last character that can be; those behind it start over.
fn step(key: u64, digit: impl Fn(u8) -> Option<u8>, over: u8, letter: impl Fn(u8) -> Option<u8>) -> Option<u64> {
    let mut bytes = key.to_be_bytes();
    let numeric = bytes.iter().all(u8::is_ascii_digit);
    let over = match (numeric, over) {
        (false, b'9') => b'Z',
        _ => over,
    };
    for byte in bytes.iter_mut().rev() {
        match if numeric { digit(*byte) } else { letter(*byte) } {
            Some(stepped) => {
                *byte = stepped;
                return Some(u64::from_be_bytes(bytes));
            }
            None => *byte = over,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> PostalCode {
        PostalCode::of_any_country(text).unwrap()
    }

    #[test]
    fn codes_compare_as_texts_of_eight_characters() {
        let check = |start: &str, end: &str, destination: &str, inside: bool| {
            let range = PostalRange::new(code(start), code(end)).unwrap();
            let key = first_key(code(destination));
            assert_eq!(first_key(range.start()) <= key && key <= last_key(range.end()), inside, "{destination}");
        };
        check("20000000", "30000000", "20040020", true);
        check("20000000", "30000000", "30000000", true);
        check("20000000", "30000000", "30000001", false);
        check("10001", "10002", "10002", true);
        check("10001", "10002", "10003", false);
        check("K1A", "K1A", "K1A 0B1", true);
        check("K1A", "K1A", "K1B 0B1", false);
        check("0", "ZZZZZZZZ", "SW1A1AA", true);
    }

    #[test]
    fn a_range_does_not_end_before_it_starts() {
        assert!(PostalRange::new(code("2"), code("1")).is_none());
        assert!(PostalRange::new(code("1"), code("1")).is_some());
    }

    #[test]
    fn a_key_leads_back_to_its_code() {
        for text in ["01310100", "K1A", "ZZZZZZZZ", "0"] {
            assert_eq!(from_raw_key(raw_key(code(text))), Some(code(text)));
        }
        assert_eq!(from_raw_key(0), None);
        assert_eq!(from_raw_key(1), None);
        assert_eq!(from_raw_key(u64::MAX), None);
    }

    #[test]
    fn a_key_has_neighbours() {
        let key = |text: &str| u64::from_be_bytes(text.as_bytes().try_into().unwrap());
        let pair = |one: &str, next: &str| {
            assert_eq!(after(key(one)), Some(key(next)), "{one}");
            assert_eq!(before(key(next)), key(one), "{next}");
        };
        pair("05999999", "06000000");
        pair("K1AZZZZY", "K1AZZZZZ");
        pair("K1AZZZZZ", "K1B00000");
        assert_eq!(after(key("10002ZZZ")), Some(key("10003000")));
        assert_eq!(after(key("ZZZZZZZZ")), None);
        assert_eq!(after(key("99999999")), None);
    }
}
