use proptest::prelude::*;

use super::*;

#[test]
fn the_alphabet_is_that_of_the_standard() {
    assert_eq!(BASIC.chars().count(), 127, "128 codes, of which one is the escape");
    assert_eq!(EXTENSION.chars().count(), 10);
    for (c, units) in [('@', 1), ('à', 1), ('ñ', 1), ('Ç', 1), ('€', 2), ('{', 2), ('~', 2), ('\n', 1)] {
        assert_eq!(septets(c), Some(units), "{c:?}");
    }
    for c in ['ç', 'á', 'ã', 'í', 'ó', 'ú', 'â', 'ê', 'ô', 'õ', '`', '’', '😀', '\t'] {
        assert_eq!(septets(c), None, "{c:?}");
    }
}

#[test]
fn segments_are_counted_as_they_are_billed() {
    fn check(text: &str, encoding: Encoding, units: u32, segments: u32) {
        let size = Size::of(text);
        assert_eq!((size.encoding, size.units, size.segments), (encoding, units, segments), "{text}");
    }
    use Encoding::{Gsm7, Ucs2};
    check("", Gsm7, 0, 0);
    check("a", Gsm7, 1, 1);
    check(&"a".repeat(160), Gsm7, 160, 1);
    check(&"a".repeat(161), Gsm7, 161, 2);
    check(&"a".repeat(306), Gsm7, 306, 2);
    check(&"a".repeat(307), Gsm7, 307, 3);
    check(&"€".repeat(80), Gsm7, 160, 1);
    check(&"€".repeat(81), Gsm7, 162, 2);
    // 76 pairs and one septet that no escape may straddle: 77 to a segment do not fit.
    check(&"€".repeat(153), Gsm7, 306, 3);
    check("ç", Ucs2, 1, 1);
    check(&"ç".repeat(70), Ucs2, 70, 1);
    check(&"ç".repeat(71), Ucs2, 71, 2);
    check(&"ç".repeat(134), Ucs2, 134, 2);
    check(&"ç".repeat(135), Ucs2, 135, 3);
    check(&"😀".repeat(35), Ucs2, 70, 1);
    check(&"😀".repeat(36), Ucs2, 72, 2);
    // 33 emoji to a segment, for the 67th unit is no place for a half.
    check(&"😀".repeat(67), Ucs2, 134, 3);
    assert_eq!(Size::of(&"a".repeat(150)).left, 10);
    assert_eq!(Size::of(&"a".repeat(161)).left, 145);
}

#[test]
fn a_message_costs_its_segments() {
    let price = Decimal::new(1234, 4);
    assert_eq!(Size::of(&"a".repeat(161)).cost(price), Decimal::new(2468, 4));
    assert_eq!(Size::of("").cost(price), Decimal::ZERO);
}

#[test]
fn letters_get_their_nearest_and_the_rest_stays() {
    fn check(text: &str, expected: &str) {
        assert_eq!(plain(text), expected, "{text}");
    }
    check("Sua entrega é amanhã, às 8h – não saia! 😀", "Sua entrega é amanha, às 8h - nao saia!");
    check("Coração", "Coracao");
    check("mañana ¿puede?", "mañana ¿puede?");
    check("“aspas” ‘simples’…", "\"aspas\" 'simples'...");
    check("cora\u{e7}a\u{303}o", "coracao");
    check("nº 3", "no 3");
    check("ok 👍🏽 ok", "ok ok");
    check("Żółw ﬁm ②", "Zolw fim 2");
    check("日本語", "日本語");
    check("Привет", "Привет");
    check("R$ 10", "R$ 10");
    check("a\nb", "a\nb");
}

const LINK: &str = "https://e.example/t/0123456789ABCDEFGHIJKL";

#[test]
fn a_text_is_cut_between_words_and_the_address_stays_whole() {
    fn check(text: &str, link: Option<&str>, expected: &str) {
        assert_eq!(fit(text, link, 1), expected, "{text}");
    }
    check("curto", None, "curto");
    check(&format!("veja {LINK}"), Some(LINK), &format!("veja {LINK}"));
    let words = "palavra ".repeat(30);
    let cut = format!("{}...", "palavra ".repeat(19).trim_end());
    check(&words, None, &cut);
    let told = fit(&format!("{words}{LINK}"), Some(LINK), 1);
    assert_eq!(told, format!("{}... {LINK}", "palavra ".repeat(14).trim_end()));
    let told = fit(&format!("Chega hoje: {LINK} {words}"), Some(LINK), 1);
    assert!(told.starts_with(&format!("Chega hoje: {LINK} palavra")) && told.ends_with("palavra..."), "{told}");
    let endless = "a".repeat(200);
    check(&endless, None, &format!("{}...", "a".repeat(157)));
    let address = format!("https://{}", "a".repeat(200));
    check(&format!("veja {address} logo"), Some(&address), &address);
}

proptest! {
    #[test]
    fn a_cut_text_fits_and_keeps_its_address(words in prop::collection::vec("[a-zç€😀]{1,12}", 0..60), at in 0_usize..60, more in 1_u32..4) {
        let mut words = words;
        words.insert(at.min(words.len()), LINK.to_owned());
        let text = words.join(" ");
        let told = fit(&text, Some(LINK), more);
        prop_assert!(told.contains(LINK));
        prop_assert!(Size::of(&told).segments <= more);
        prop_assert_eq!(fit(&told, Some(LINK), more), told);
    }

    #[test]
    fn a_plain_text_is_plain_already(text in ".{0,80}") {
        let once = plain(&text);
        prop_assert_eq!(plain(&once), once.clone());
        if Encoding::of(&text) == Encoding::Gsm7 && !text.contains(' ') {
            prop_assert_eq!(once, text.trim().to_owned());
        }
    }

    #[test]
    fn more_text_never_takes_fewer_segments(text in "[aç€😀 ]{0,400}", more in "[a€ç]") {
        let longer = format!("{text}{more}");
        prop_assert!(Size::of(&longer).segments >= Size::of(&text).segments);
    }
}

#[test]
fn a_piece_of_a_longer_text_is_known_by_its_length() {
    fn check(text: &str, expected: bool) {
        assert_eq!(is_piece(text), expected, "{} letters", text.chars().count());
    }
    for (letter, whole) in [("a", 153), ("ж", 67)] {
        for (length, piece) in [(1, false), (whole - 2, false), (whole - 1, true), (whole, true), (whole + 1, false)] {
            check(&letter.repeat(length), piece);
        }
    }
    check(&format!("{}€", "a".repeat(151)), true);
    check(&"🙂".repeat(33), true);
    check("", false);
}
