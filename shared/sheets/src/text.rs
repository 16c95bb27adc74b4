//! From bytes to text: which encoding a file is in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::Unreadable;

/// Bytes that Windows-1252 leaves without a character.
const UNASSIGNED_IN_1252: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// The text of a file: by its byte-order mark, else UTF-8, else Windows-1252 where that is allowed and possible.
pub(crate) fn decode(bytes: &[u8], windows_1252: bool) -> Result<Cow<'_, str>, Unreadable> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            let rest = bytes.get(mark..).unwrap_or_default();
            match encoding.decode_without_bom_handling_and_without_replacement(rest) {
                Some(text) => text,
                None => return Err(undecodable(encoding, rest)),
            }
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) if windows_1252 && is_windows_1252(bytes) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
            Err(_) => return Err(undecodable(UTF_8, bytes)),
        },
    };
    match text.bytes().position(|byte| byte == 0) {
        None => Ok(text),
        Some(at) => Err(Unreadable::Encoding { row: row_of(text.as_bytes(), at) }),
    }
}

fn is_windows_1252(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| match byte {
        b'\t' | b'\n' | b'\r' => true,
        0..=0x1F | 0x7F => false,
        other => !UNASSIGNED_IN_1252.contains(other),
    })
}

fn undecodable(encoding: &'static Encoding, bytes: &[u8]) -> Unreadable {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let (replaced, _) = encoding.decode_without_bom_handling(bytes);
        let at = replaced.find('\u{FFFD}').unwrap_or(0);
        return Unreadable::Encoding { row: row_of(replaced.as_bytes(), at) };
    }
    let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    Unreadable::Encoding { row: row_of(bytes, at) }
}

fn row_of(bytes: &[u8], at: usize) -> u64 {
    let before = bytes.get(..at).unwrap_or_default();
    1 + u64::try_from(before.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u64::MAX - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_by_its_mark_then_by_validity() {
        fn check(bytes: &[u8], windows_1252: bool, expected: Result<&str, Unreadable>) {
            assert_eq!(
                decode(bytes, windows_1252).as_deref().map_err(|e| format!("{e}")),
                expected.map_err(|e| format!("{e}"))
            );
        }
        check("São".as_bytes(), false, Ok("São"));
        check(b"\xEF\xBB\xBFS\xC3\xA3o", false, Ok("São"));
        check(b"\xFF\xFES\0\xE3\0o\0", false, Ok("São"));
        check(b"\xFE\xFF\0S\0\xE3\0o", false, Ok("São"));
        check(b"a\nS\xE3o", true, Ok("a\nSão"));
        check(b"a\nS\xE3o", false, Err(Unreadable::Encoding { row: 2 }));
        check(b"a\n\x81\xE3", true, Err(Unreadable::Encoding { row: 2 }));
        check(b"\xFF\xFE\x00\xD8a\0", false, Err(Unreadable::Encoding { row: 1 }));
        check(b"a\0b\0", false, Err(Unreadable::Encoding { row: 1 }));
    }
}
