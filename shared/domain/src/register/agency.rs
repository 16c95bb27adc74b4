//! Brands: what recipients see and whom they answer to.

use super::facts::document;
use super::{Facts, Kind, Unique};
use crate::document::TaxId;
use crate::email::Email;
use crate::id::AgencyId;
use crate::language::Language;
use crate::phone::Phone;
use crate::proof::Required;
use serde::{Deserialize, Serialize};
use std::fmt;
use url::{Host, Url};
use uuid::Uuid;

/// A brand that recipients are written to in the name of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Agency {
    /// Document of the company behind it.
    pub document: Option<TaxId>,
    /// Picture on its pages and mails.
    pub logo: Option<WebAddress>,
    /// Colour of its pages, `#rrggbb`.
    pub color: Option<Color>,
    /// What recipients are written to in; the account's language when none.
    pub language: Option<Language>,
    /// Telephone that recipients may call.
    pub phone: Option<Phone>,
    /// Where recipients answer to.
    pub email: Option<Email>,
    /// Its shop or help page.
    pub site: Option<WebAddress>,
    /// What proves that its services were carried out, where they do not say otherwise; what the account says when none.
    pub required_proof: Option<Required>,
}

impl Facts for Agency {
    type Id = AgencyId;
    const KIND: Kind = Kind::Agencies;
    const NAMES_REPEAT: bool = false;

    fn id(uuid: Uuid) -> AgencyId {
        AgencyId::new(uuid)
    }

    fn unique(&self) -> Vec<Unique> {
        document(self.document.as_ref()).into_iter().collect()
    }
}

/// A colour, `#rrggbb` in small letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Color(String);

/// Not a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is # and six hexadecimal digits, such as #1a7f5a")]
pub struct InvalidColor;

/// Light of a channel at 0, 15, 30 … 255, in 1/10,000 of the brightest: the sRGB curve.
const LIGHT: [u32; 18] =
    [0, 48, 130, 262, 452, 704, 1022, 1413, 1878, 2423, 3050, 3763, 4564, 5457, 6445, 7529, 8714, 10000];

impl Color {
    /// Reads a colour.
    ///
    /// # Errors
    /// [`InvalidColor`].
    pub fn new(text: &str) -> Result<Self, InvalidColor> {
        let digits = text.trim().strip_prefix('#').ok_or(InvalidColor)?;
        let fits = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if fits { Ok(Self(format!("#{}", digits.to_ascii_lowercase()))) } else { Err(InvalidColor) }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The colour of text that is read well on it: white, or black where black has the greater contrast by
    /// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>. The better of the two is at least 4.5 on any colour.
    #[must_use]
    pub fn text(&self) -> &'static str {
        let channel = |at: usize| {
            let digits = self.0.get(at..at.saturating_add(2)).unwrap_or_default();
            light(u8::from_str_radix(digits, 16).unwrap_or_default())
        };
        let luminance =
            channel(1).saturating_mul(2126) + channel(3).saturating_mul(7152) + channel(5).saturating_mul(722);
        // White and black are equal where (L + 0.05)² = 1.05 · 0.05, which is L = 0.1791.
        if luminance < 17_910_000 { "#ffffff" } else { "#000000" }
    }
}

/// The curve between two of its points is as good as straight.
fn light(channel: u8) -> u32 {
    let (at, rest) = (usize::from(channel / 15), u32::from(channel % 15));
    let low = LIGHT.get(at).copied().unwrap_or_default();
    let high = LIGHT.get(at.saturating_add(1)).copied().unwrap_or(low);
    low + high.saturating_sub(low) * rest / 15
}

/// An address that any browser may open: https, at a host with a name, without credentials, at most 500 characters. To
/// try things out on one machine it may also be http at that very machine, which pages that others open do not load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebAddress(String);

/// Not such an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an address begins with https://, names a host such as shop.example, or with http:// at this very machine, and has at most 500 characters"
)]
pub struct InvalidWebAddress;

impl WebAddress {
    /// Reads an address and writes it as browsers do.
    ///
    /// # Errors
    /// [`InvalidWebAddress`].
    pub fn new(text: &str) -> Result<Self, InvalidWebAddress> {
        let url = Url::parse(text.trim()).map_err(|_| InvalidWebAddress)?;
        let named = matches!(url.host(), Some(Host::Domain(name)) if name.trim_end_matches('.').contains('.'));
        let here = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        let scheme = if here { "http" } else { "https" };
        let bare = url.username().is_empty() && url.password().is_none();
        let fits = (named || here) && bare && url.scheme() == scheme;
        let text = String::from(url);
        if fits && text.len() <= 500 { Ok(Self(text)) } else { Err(InvalidWebAddress) }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_a_colour_is_white_unless_black_is_read_better() {
        for (color, text) in [
            ("#000000", "#ffffff"),
            ("#1A7F5A", "#ffffff"),
            ("#0000ff", "#ffffff"),
            ("#d32f2f", "#ffffff"),
            ("#6f6f6f", "#ffffff"),
            ("#808080", "#000000"),
            ("#ff0000", "#000000"),
            ("#ff8800", "#000000"),
            ("#ffff00", "#000000"),
            ("#ffffff", "#000000"),
        ] {
            assert_eq!(Color::new(color).unwrap().text(), text, "{color}");
        }
    }

    #[test]
    fn an_address_is_one_that_any_browser_may_open() {
        for (text, expected) in [
            ("https://casaverde.example/logo.png", Some("https://casaverde.example/logo.png")),
            (" https://CasaVerde.example ", Some("https://casaverde.example/")),
            ("https://a.example/\"><script>", Some("https://a.example/%22%3E%3Cscript%3E")),
            ("http://127.0.0.1:8080/logo.svg", Some("http://127.0.0.1:8080/logo.svg")),
            ("http://localhost/logo.svg", Some("http://localhost/logo.svg")),
            ("http://[::1]:80/", Some("http://[::1]/")),
            ("http://127.0.0.1.evil.example/", None),
            ("http://10.0.0.1/", None),
            ("http://casaverde.example/", None),
            ("javascript:alert(1)", None),
            ("data:image/png;base64,AA", None),
            ("https://good@evil.example/", None),
            ("https://127.0.0.1/logo.png", None),
            ("https://localhost/logo.png", None),
            ("https://[::1]/", None),
            ("//casaverde.example", None),
            ("", None),
        ] {
            assert_eq!(WebAddress::new(text).ok().as_ref().map(WebAddress::as_str), expected, "{text}");
        }
        assert!(WebAddress::new(&format!("https://a.example/{}", "x".repeat(500))).is_err());
    }
}
