//! Countries and postal codes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Alpha-3 codes of ISO 3166-1.
const COUNTRIES: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
    BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI \
    CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY \
    GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR \
    ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA \
    MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL \
    NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM \
    SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR \
    TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// A country by its ISO 3166-1 alpha-3 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(&'static str);

impl Country {
    /// Brazil.
    pub const BRA: Country = Country("BRA");

    /// Finds a country by its three capital letters.
    ///
    /// # Errors
    /// [`InvalidCountry`] when ISO 3166-1 lists no such code.
    pub fn new(code: &str) -> Result<Self, InvalidCountry> {
        COUNTRIES
            .split(' ')
            .find(|known| !known.is_empty() && *known == code)
            .map(Self)
            .ok_or_else(|| InvalidCountry { value: code.chars().take(20).collect() })
    }

    /// The three letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::new(&code).map_err(serde::de::Error::custom)
    }
}

/// Not a country of ISO 3166-1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not an ISO 3166-1 alpha-3 code")]
pub struct InvalidCountry {
    /// What was sent, cut to 20 characters.
    pub value: String,
}

/// A postal code without separators: 1 to 8 capital letters and digits.
///
/// `69005-040` and `69005040` are the same code. A Brazilian code (CEP) has exactly 8 digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostalCode {
    bytes: [u8; 8],
    length: u8,
}

impl PostalCode {
    /// Strips everything but letters and digits and raises letters to capitals.
    ///
    /// # Errors
    /// [`InvalidPostalCode`] when what is left is empty or longer than 8, holds a letter outside ASCII, or is not
    /// 8 digits in Brazil.
    pub fn new(country: Country, text: &str) -> Result<Self, InvalidPostalCode> {
        let code = Self::of_any_country(text)?;
        if country == Country::BRA && !(code.length == 8 && code.bytes.iter().all(u8::is_ascii_digit)) {
            return Err(InvalidPostalCode::new(text));
        }
        Ok(code)
    }

    /// The same without the rule of a country, for one end of a postal range.
    ///
    /// # Errors
    /// [`InvalidPostalCode`] when what is left is empty or longer than 8, or holds a letter outside ASCII.
    pub fn of_any_country(text: &str) -> Result<Self, InvalidPostalCode> {
        let mut bytes = [0_u8; 8];
        let mut length = 0_u8;
        for character in text.chars().filter(|character| character.is_alphanumeric()) {
            let slot = bytes.get_mut(usize::from(length)).ok_or_else(|| InvalidPostalCode::new(text))?;
            let ascii =
                u8::try_from(character).ok().filter(u8::is_ascii).ok_or_else(|| InvalidPostalCode::new(text))?;
            *slot = ascii.to_ascii_uppercase();
            length = length.saturating_add(1);
        }
        if length == 0 { Err(InvalidPostalCode::new(text)) } else { Ok(Self { bytes, length }) }
    }

    /// The normalised code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.bytes.get(..usize::from(self.length)).and_then(|used| std::str::from_utf8(used).ok()).unwrap_or_default()
    }
}

impl fmt::Debug for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for PostalCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for PostalCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::of_any_country(&text).map_err(serde::de::Error::custom)
    }
}

/// Not a postal code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not a postal code of 1 to 8 letters and digits (8 digits in Brazil)")]
pub struct InvalidPostalCode {
    /// What was sent, cut to 40 characters.
    pub value: String,
}

impl InvalidPostalCode {
    fn new(text: &str) -> Self {
        Self { value: text.chars().take(40).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(country: &str, text: &str, expected: Option<&str>) {
        let code = PostalCode::new(Country::new(country).unwrap(), text);
        assert_eq!(code.as_ref().ok().map(PostalCode::as_str), expected, "{country} {text:?}");
    }

    #[test]
    fn a_postal_code_is_what_is_left_without_separators() {
        check("BRA", "69005-040", Some("69005040"));
        check("BRA", "69005040", Some("69005040"));
        check("BRA", " 01.310-100 ", Some("01310100"));
        check("BRA", "1310100", None);
        check("BRA", "6900504A", None);
        check("BRA", "690050401", None);
        check("PRT", "1000-205", Some("1000205"));
        check("GBR", "sw1a 1aa", Some("SW1A1AA"));
        check("USA", "10001", Some("10001"));
        check("USA", "10001-12345", None);
        check("ARG", "", None);
        check("ARG", "---", None);
        check("JPN", "１００", None);
    }

    #[test]
    fn a_country_is_three_capitals_of_iso_3166() {
        assert_eq!(COUNTRIES.split_whitespace().count(), 249);
        assert!(Country::new("BRA").is_ok());
        assert!(Country::new("bra").is_err());
        assert!(Country::new("BR").is_err());
        assert!(Country::new("XYZ").is_err());
        assert!(Country::new("").is_err());
    }
}
