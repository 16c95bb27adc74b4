//! What people write into cells, as it travels.

use domain::currency::{Currency, Money};
use domain::postal::Country;
use domain::region::State;
use domain::register::folded;
use domain::zone;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
pub(super) use people::cells::day;

/// The parts of a list.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Packages, `barcode` or `barcode=1,5` with its kilograms.
pub(super) fn packages(text: &str) -> Vec<(String, Option<i64>)> {
    let package = |part: String| match part.rsplit_once('=').map(|(code, weight)| (code.trim(), grams(weight))) {
        Some((code, Some(weight))) if !code.is_empty() => (code.to_owned(), Some(weight)),
        _ => (part, None),
    };
    list(text).into_iter().map(package).collect()
}

/// Kilograms with a point or a comma, at most three decimals, as grams.
pub(super) fn grams(text: &str) -> Option<i64> {
    scaled(text, 3)
}

/// Cubic metres, at most six decimals, as cubic centimetres.
pub(super) fn cubic_centimetres(text: &str) -> Option<u32> {
    scaled(text, 6).and_then(|volume| volume.try_into().ok())
}

/// A number with a point or a comma as the whole number of its last decimal place.
fn scaled(text: &str, decimals: usize) -> Option<i64> {
    let text = text.trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if part.len() > decimals || !digits(part) || !digits(whole) || whole.is_empty() {
        return None;
    }
    format!("{whole}{part:0<decimals$}").parse().ok()
}

/// An amount in major units, as people write it: `R$ 1.234,50`, `1234.5`, `1,234.50`. Of two signs the last parts the
/// decimals, and a single one does unless it is followed by three digits and the currency has fewer decimals.
pub(super) fn amount(text: &str, currency: Currency) -> Option<Money> {
    let bare: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let number = bare.trim_start_matches(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '-' | ',' | '.'));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = match number.rfind([',', '.']).map(|at| number.split_at(at)) {
        None => (number, ""),
        Some((whole, rest)) => {
            let part = rest.get(1..).unwrap_or_default();
            let again = rest.get(..1).is_some_and(|sign| whole.contains(sign));
            let alone = part.len() == 3 && currency.minor_digits() < 3 && !whole.contains([',', '.']);
            if again || alone { (number, "") } else { (whole, part) }
        }
    };
    let mut groups = whole.split([',', '.']);
    let first = groups.next().filter(|group| digits(group))?;
    let rest: Vec<&str> = groups.collect();
    if rest.iter().any(|group| group.len() != 3 || !digits(group)) || !(part.is_empty() || digits(part)) {
        return None;
    }
    let plain = format!("{first}{}.{part}", rest.concat());
    Money::exact(plain.trim_end_matches('.').parse().ok()?, currency)
}

/// A kind of service in the words of three languages; any other text stays as it is.
pub(super) fn kind(text: &str) -> String {
    let kind = match folded(text).as_str() {
        "entrega" => "delivery",
        "coleta" | "recogida" | "recoleccion" | "retiro" => "collection",
        "atendimento" | "atencion" | "visita" => "attendance",
        _ => text,
    };
    kind.to_owned()
}

/// A kind of proof in the words of three languages; any other text stays as it is.
pub(super) fn proof(text: &str) -> String {
    let kind = match folded(text).as_str() {
        "foto" => "photo",
        "assinatura" | "firma" => "signature",
        "codigo" => "code",
        "nome" | "nombre" | "nome do recebedor" => "receiver_name",
        "documento" | "documento do recebedor" => "receiver_document",
        _ => text,
    };
    kind.to_owned()
}

/// A moment as RFC 3339. A date, with a time or without, is one where the recipient is; without a time, the end of
/// that day.
pub(super) fn moment(text: &str, zone: &TimeZone) -> Option<String> {
    if text.parse::<Timestamp>().is_ok() {
        return Some(text.to_owned());
    }
    let (date, time) = text.trim().split_once([' ', 'T']).unwrap_or((text.trim(), "23:59:59"));
    let date: Date = day(date).parse().ok()?;
    let time: Time = time.trim().parse().ok()?;
    let at = DateTime::from_parts(date, time).to_zoned(zone.clone()).ok()?;
    Some(at.timestamp().to_string())
}

/// Where the recipient is what time.
pub(super) fn zone_of(country: Option<Country>, state: Option<&str>, account: &str) -> TimeZone {
    let state = country.zip(state).and_then(|(country, state)| State::new(country, state).ok());
    let name = country.map_or(account, |country| zone::of_recipient(country, state.as_ref(), account));
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1", Some(1000)),
            ("0,25", Some(250)),
            ("1.2340", Some(1234)),
            ("1.2345", None),
            ("-1", None),
            ("", None),
            (".5", None),
            ("x", None),
        ] {
            assert_eq!(grams(text), expected, "{text}");
        }
        assert_eq!(["0,125", "1", "0.0000001"].map(cubic_centimetres), [Some(125_000), Some(1_000_000), None]);
        let read = packages("P1; P2=1,5|A=B\n=2");
        let expected = [("P1", None), ("P2", Some(1500)), ("A=B", None), ("=2", None)];
        assert_eq!(read, expected.map(|(code, weight)| (code.to_owned(), weight)));
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, currency, expected) in [
            ("12,50", "BRL", Some(1250)),
            ("R$ 1.234,5", "BRL", Some(123_450)),
            ("1,234.50", "BRL", Some(123_450)),
            ("1.234.567", "BRL", Some(123_456_700)),
            ("1234", "BRL", Some(123_400)),
            ("0", "BRL", Some(0)),
            ("12.500", "CLP", Some(12_500)),
            ("12500,5", "CLP", None),
            ("1.234", "KWD", Some(1234)),
            ("12,505,1", "BRL", None),
            ("1,2345", "BRL", None),
            ("-5", "BRL", None),
            ("5 reais", "BRL", None),
            (",5", "BRL", None),
            ("", "BRL", None),
        ] {
            let read = amount(text, Currency::new(currency).unwrap()).map(Money::minor);
            assert_eq!(read, expected, "{text} {currency}");
        }
    }

    #[test]
    fn days_and_moments_are_those_of_the_recipient() {
        assert_eq!(day("5/1/2027"), "2027-01-05");
        assert_eq!(day("2027-01-05 00:00:00"), "2027-01-05");
        let (brazil, mexico) = (Country::BRA, Country::new("MEX").unwrap());
        for (text, country, state, expected) in [
            ("05/01/2027", brazil, Some("SP"), Some("2027-01-06T02:59:59Z")),
            ("05/01/2027", brazil, Some("AM"), Some("2027-01-06T03:59:59Z")),
            ("05/01/2027", mexico, Some("AM"), Some("2027-01-06T02:59:59Z")),
            ("05/01/2027 18:30", brazil, None, Some("2027-01-05T21:30:00Z")),
            ("2027-01-05T18:30:00Z", brazil, None, Some("2027-01-05T18:30:00Z")),
            ("soon", brazil, None, None),
        ] {
            let zone = zone_of(Some(country), state, "America/Sao_Paulo");
            assert_eq!(moment(text, &zone).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn kinds_are_read_in_three_languages() {
        assert_eq!([kind("Coleta"), proof("Foto"), kind("else")], ["collection", "photo", "else"]);
    }
}
