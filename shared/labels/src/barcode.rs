//! Code 128 and QR, as black and white modules.

use qrcode::{Color, EcLevel, QrCode};

/// Widths of the three bars and three spaces of each symbol character, ISO/IEC 15417 table 1; the last is the stop.
const PATTERNS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];

const CODE_C: u8 = 99;
const CODE_B: u8 = 100;
const START_B: u8 = 104;
const START_C: u8 = 105;
const STOP: u8 = 106;

/// A text in Code 128: widths of bars and spaces in modules, a bar first. None when it has a character that the code
/// has not, or nothing at all. Runs of digits take half the room.
#[must_use]
pub fn code_128(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        return None;
    }
    let mut values: Vec<u8> = Vec::new();
    let mut rest = bytes;
    let mut pairs = false;
    while let Some((first, tail)) = rest.split_first() {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        // A change of set costs a symbol: it is worth it from four digits on, at the ends, and from six in between.
        let worth = if values.is_empty() || digits == rest.len() { 4 } else { 6 };
        let enough = if pairs { digits >= 2 } else { digits >= worth && digits % 2 == 0 };
        match (enough, rest.get(..2)) {
            (true, Some([tens, ones])) => {
                if !pairs {
                    values.push(if values.is_empty() { START_C } else { CODE_C });
                    pairs = true;
                }
                values.push(tens.saturating_sub(b'0').saturating_mul(10).saturating_add(ones.saturating_sub(b'0')));
                rest = rest.get(2..).unwrap_or_default();
            }
            _ => {
                if pairs || values.is_empty() {
                    values.push(if values.is_empty() { START_B } else { CODE_B });
                    pairs = false;
                }
                values.push(first.saturating_sub(b' '));
                rest = tail;
            }
        }
    }
    let weighted = values.iter().enumerate().map(|(at, value)| at.max(1).saturating_mul(usize::from(*value)));
    let check = weighted.fold(0_usize, usize::saturating_add) % 103;
    values.push(u8::try_from(check).ok()?);
    values.push(STOP);
    let patterns = values.iter().filter_map(|value| PATTERNS.get(usize::from(*value)));
    Some(patterns.flat_map(|pattern| pattern.bytes().map(|width| width.saturating_sub(b'0'))).collect())
}

/// A square of modules, row by row.
pub(crate) struct Square {
    /// Modules of a side.
    pub(crate) side: u16,
    /// Whether each is dark.
    pub(crate) dark: Vec<bool>,
}

/// A text as a QR code of medium error correction.
pub(crate) fn qr(text: &str) -> Option<Square> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = u16::try_from(code.width()).ok()?;
    Some(Square { side, dark: code.to_colors().into_iter().map(|color| color == Color::Dark).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_pattern_is_eleven_modules_wide_and_no_two_are_alike() {
        let width = |pattern: &str| pattern.bytes().map(|width| width - b'0').sum::<u8>();
        let wide: Vec<&str> = PATTERNS.into_iter().filter(|pattern| width(pattern) != 11).collect();
        assert_eq!(wide, ["2331112"], "the stop has a bar more");
        // Bars are an even number of modules in all: a reader's parity check.
        let odd = |pattern: &&&str| pattern.bytes().step_by(2).map(|width| width - b'0').sum::<u8>() % 2 == 1;
        assert_eq!(PATTERNS.iter().take(106).filter(odd).count(), 0);
        assert_eq!(PATTERNS.into_iter().collect::<BTreeSet<_>>().len(), 107);
    }

    fn symbols(text: &str) -> Option<usize> {
        let modules = code_128(text)?.iter().map(|width| usize::from(*width)).sum::<usize>();
        Some((modules - 13) / 11)
    }

    #[test]
    fn digits_in_pairs_take_half_the_room() {
        // Start, one for each character or pair, changes of set, check.
        for (text, expected) in [
            ("A", Some(3)),
            ("ABC", Some(5)),
            ("1234", Some(4)),
            ("12345", Some(6)),
            ("12345678", Some(6)),
            ("AB1234", Some(7)),
            ("AB12CD", Some(8)),
            ("AB123456CD", Some(11)),
            ("^~_>", Some(6)),
            ("ação", None),
            ("", None),
        ] {
            assert_eq!(symbols(text), expected, "{text}");
        }
    }

    #[test]
    fn a_known_text_has_its_known_bars() {
        // "PJJ123C" of the standard's worked example: start B, check character 55.
        let bars: String = code_128("PJJ123C").unwrap().iter().map(u8::to_string).collect();
        let known =
            ["211214", "313121", "112133", "112133", "123221", "223211", "221132", "131321", "311321", "2331112"];
        assert_eq!(bars, known.concat());
    }
}
