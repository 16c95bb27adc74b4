//! Masses, lengths and counts of goods.

use serde::{Deserialize, Serialize};

macro_rules! measure {
    ($(#[$doc:meta])* $name:ident, $error:ident, $max:literal, $unit:literal, $range:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name(u32);

        impl $name {
            /// The largest value.
            pub const MAX: u32 = $max;

            /// # Errors
            #[doc = concat!("[`", stringify!($error), "`] outside ", $range, ".")]
            pub fn new(value: i64) -> Result<Self, $error> {
                match u32::try_from(value) {
                    Ok(fits) if (1..=Self::MAX).contains(&fits) => Ok(Self(fits)),
                    _ => Err($error { value }),
                }
            }

            /// The bare number.
            #[must_use]
            pub fn get(self) -> u32 {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = $error;

            fn try_from(value: i64) -> Result<Self, $error> {
                Self::new(value)
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> i64 {
                i64::from(value.0)
            }
        }

        #[doc = concat!("Not ", $range, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        #[error("{value}{} is not {}", $unit, $range)]
        pub struct $error {
            /// What was sent.
            pub value: i64,
        }
    };
}

measure! {
    /// The mass of one unit in whole grams: more than nothing, at most 100 t.
    Grams, InvalidGrams, 100_000_000, " g", "between 1 g and 100 t"
}
measure! {
    /// One edge of a box in whole millimetres: more than nothing, at most 100 m.
    Millimetres, InvalidMillimetres, 100_000, " mm", "between 1 mm and 100 m"
}
measure! {
    /// How many units of one thing: at least one, at most a million.
    Quantity, InvalidQuantity, 1_000_000, "", "between 1 and 1000000"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: i64, mass: bool, length: bool, count: bool) {
        assert_eq!(Grams::new(value).is_ok(), mass, "{value} g");
        assert_eq!(Millimetres::new(value).is_ok(), length, "{value} mm");
        assert_eq!(Quantity::new(value).is_ok(), count, "{value} units");
    }

    #[test]
    fn nothing_less_than_nothing_and_absurdly_much_are_refused() {
        check(0, false, false, false);
        check(-1, false, false, false);
        check(1, true, true, true);
        check(100_000, true, true, true);
        check(100_001, true, false, true);
        check(1_000_000, true, false, true);
        check(1_000_001, true, false, false);
        check(100_000_000, true, false, false);
        check(100_000_001, false, false, false);
        check(i64::MAX, false, false, false);
        check(i64::MIN, false, false, false);
    }

    #[test]
    fn an_error_says_rule_and_value() {
        let error = Grams::new(-5).unwrap_err();
        assert_eq!(error.to_string(), "-5 g is not between 1 g and 100 t");
    }
}
