//! Choosing the language and the encoding of an answer.

use domain::language::Language;

/// The first language of ours in an `Accept-Language` header, by its weights.
pub(crate) fn preferred_language(header: &str) -> Option<Language> {
    let mut wanted: Vec<(u32, Language)> = Vec::new();
    for part in header.split(',').take(20) {
        let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let language = match primary.as_str() {
            "pt" => Language::Portuguese,
            "es" => Language::Spanish,
            "en" => Language::English,
            _ => continue,
        };
        wanted.push((thousandths(weight.trim().trim_start_matches("q=")), language));
    }
    // The first of equal weights wins: only a heavier one replaces it.
    wanted
        .into_iter()
        .filter(|(weight, _)| *weight > 0)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, language)| language)
}

/// Whether an `Accept-Encoding` header names a content coding (`gzip`, `br`) and does not refuse it.
#[must_use]
pub fn accepts_encoding(header: &str, coding: &str) -> bool {
    header.split(',').take(20).any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, "q=1"));
        name.trim().eq_ignore_ascii_case(coding) && thousandths(weight.trim().trim_start_matches("q=")) > 0
    })
}

/// A weight such as `0.8` in thousandths.
fn thousandths(weight: &str) -> u32 {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, ""));
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    whole.parse::<u32>().unwrap_or(0).saturating_mul(1000).saturating_add(digits.parse().unwrap_or(0)).min(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_the_reader_is_found_by_weight_then_order() {
        for (header, expected) in [
            ("pt-BR,pt;q=0.9,en;q=0.8", Some(Language::Portuguese)),
            ("fr, es;q=0.5, en;q=0.7", Some(Language::English)),
            ("es, en", Some(Language::Spanish)),
            ("de", None),
            ("en;q=0, es;q=0.1", Some(Language::Spanish)),
        ] {
            assert_eq!(preferred_language(header), expected, "{header}");
        }
    }

    #[test]
    fn a_coding_is_taken_where_it_is_named_and_not_refused() {
        for header in ["gzip", "br, GZIP;q=0.5", "deflate, gzip ; q=1", "gzip;q=0.05"] {
            assert!(accepts_encoding(header, "gzip"), "{header}");
        }
        for header in ["", "identity", "gzip;q=0", "br, gzip; q=0.0", "gzipped"] {
            assert!(!accepts_encoding(header, "gzip"), "{header}");
        }
    }
}
