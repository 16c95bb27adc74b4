//! Currencies of ISO 4217, and money as whole minor units of one of them.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Active currencies of ISO 4217 that have two decimals.
const TWO_DECIMALS: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
    IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
    MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
    SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";
/// Active currencies of ISO 4217 without a minor unit.
const NO_DECIMALS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// Active currencies of ISO 4217 whose minor unit is a thousandth.
const THREE_DECIMALS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// A currency of ISO 4217 with the number of decimals of its minor unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: &'static str,
    minor_digits: u8,
}

impl Currency {
    /// The Brazilian real, the currency of an account that names none.
    pub const BRL: Currency = Currency { code: "BRL", minor_digits: 2 };

    /// Finds a currency by its three capital letters.
    ///
    /// # Errors
    /// [`InvalidCurrency`] when ISO 4217 lists no such active currency; lower case is not accepted.
    pub fn new(code: &str) -> Result<Self, InvalidCurrency> {
        [(TWO_DECIMALS, 2), (NO_DECIMALS, 0), (THREE_DECIMALS, 3)]
            .into_iter()
            .find_map(|(codes, minor_digits)| {
                let code = codes.split(' ').find(|known| !known.is_empty() && *known == code)?;
                Some(Self { code, minor_digits })
            })
            .ok_or_else(|| InvalidCurrency { value: code.chars().take(20).collect() })
    }

    /// The three letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.code
    }

    /// Decimals of the minor unit: 2 for BRL, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn minor_digits(self) -> u32 {
        u32::from(self.minor_digits)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::new(&code).map_err(serde::de::Error::custom)
    }
}

/// Not a currency of ISO 4217.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not a currency of ISO 4217")]
pub struct InvalidCurrency {
    /// What was sent, cut to 20 characters.
    pub value: String,
}

/// What happens to an amount that lies exactly between two minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Rounding {
    /// To the even neighbour: 3.125 becomes 3.12. The default of .NET and of banks.
    #[default]
    HalfEven,
    /// Away from zero: 3.125 becomes 3.13.
    HalfUp,
}

impl Rounding {
    /// Rounds to a number of decimals.
    #[must_use]
    pub fn round(self, amount: Decimal, digits: u32) -> Decimal {
        let strategy = match self {
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        };
        amount.round_dp_with_strategy(digits, strategy)
    }
}

/// An amount of money in whole minor units (cents of BRL, yen of JPY).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// So many minor units.
    #[must_use]
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Rounds an amount in major units to the minor unit.
    ///
    /// # Errors
    /// [`MoneyOverflow`] when the amount needs more than 63 bits.
    pub fn rounded(amount: Decimal, currency: Currency, rounding: Rounding) -> Result<Self, MoneyOverflow> {
        let digits = currency.minor_digits();
        let rounded = rounding.round(amount, digits).normalize();
        let shift = digits.checked_sub(rounded.scale()).and_then(|by| 10_i128.checked_pow(by)).ok_or(MoneyOverflow)?;
        let minor = rounded.mantissa().checked_mul(shift).and_then(|minor| i64::try_from(minor).ok());
        Ok(Self { minor: minor.ok_or(MoneyOverflow)?, currency })
    }

    /// Takes an amount in major units that has no more decimals than the currency; `None` for any other.
    #[must_use]
    pub fn exact(amount: Decimal, currency: Currency) -> Option<Self> {
        let money = Self::rounded(amount, currency, Rounding::HalfEven).ok()?;
        (money.amount() == amount).then_some(money)
    }

    /// The amount in major units, with the decimals of the currency.
    #[must_use]
    pub fn amount(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }

    /// Whole minor units.
    #[must_use]
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The currency it is in.
    #[must_use]
    pub fn currency(self) -> Currency {
        self.currency
    }
}

/// An amount that is too large to be money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amount is too large")]
pub struct MoneyOverflow;

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_currency_is_known_by_three_capitals() {
        let check = |code: &str, digits: Option<u32>| {
            assert_eq!(Currency::new(code).ok().map(Currency::minor_digits), digits, "{code:?}");
        };
        check("BRL", Some(2));
        check("JPY", Some(0));
        check("CLP", Some(0));
        check("KWD", Some(3));
        check("CDF", Some(2));
        check("brl", None);
        check("XXX", None);
        check("", None);
        check("BR", None);
        check("BRL USD", None);
    }

    #[test]
    fn an_amount_is_rounded_to_the_minor_unit_of_its_currency() {
        let check = |amount: &str, code: &str, rounding, minor: i64| {
            let currency = Currency::new(code).unwrap();
            assert_eq!(Money::rounded(decimal(amount), currency, rounding).unwrap().minor(), minor, "{amount} {code}");
        };
        check("3.125", "BRL", Rounding::HalfEven, 312);
        check("3.125", "BRL", Rounding::HalfUp, 313);
        check("3.135", "BRL", Rounding::HalfEven, 314);
        check("-3.125", "BRL", Rounding::HalfUp, -313);
        check("10", "BRL", Rounding::HalfEven, 1000);
        check("10.5", "JPY", Rounding::HalfEven, 10);
        check("10.5", "JPY", Rounding::HalfUp, 11);
        check("1.2345", "KWD", Rounding::HalfEven, 1234);
        check("100000", "JPY", Rounding::HalfEven, 100_000);
    }

    #[test]
    fn an_amount_beyond_63_bits_is_refused() {
        assert_eq!(Money::rounded(Decimal::MAX, Currency::BRL, Rounding::HalfEven), Err(MoneyOverflow));
        assert_eq!(Money::exact(decimal("1.001"), Currency::BRL), None);
        assert_eq!(Money::exact(decimal("1.10"), Currency::BRL), Some(Money::new(110, Currency::BRL)));
    }
}
