//! Natural keys: the ids that a merchant chooses itself.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest natural key, in characters.
pub const MAX_LENGTH: usize = 60;

/// A natural key that is empty, too long or holds a character that is not allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not 1 to 60 characters out of A-Z, a-z, 0-9, `_` and `-`")]
pub struct InvalidCode {
    /// What was sent, cut to 80 characters.
    pub value: String,
}

fn checked(value: &str) -> Result<Arc<str>, InvalidCode> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if (1..=MAX_LENGTH).contains(&value.len()) && value.bytes().all(allowed) {
        Ok(Arc::from(value))
    } else {
        Err(InvalidCode { value: value.chars().take(80).collect() })
    }
}

macro_rules! natural_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes over a key of 1 to 60 characters out of `A-Z a-z 0-9 _ -`; case matters.
            ///
            /// # Errors
            /// [`InvalidCode`] for anything else.
            pub fn new(value: &str) -> Result<Self, InvalidCode> {
                checked(value).map(Self)
            }

            /// The key as it was chosen.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidCode;

            fn from_str(value: &str) -> Result<Self, InvalidCode> {
                Self::new(value)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = String::deserialize(deserializer)?;
                Self::new(&value).map_err(serde::de::Error::custom)
            }
        }
    };
}

natural_key! {
    /// A stock keeping unit: the smallest thing that a cart can hold.
    SkuId
}
natural_key! {
    /// A calendar of delivery windows: a shipping policy's, or that of a branch and an area.
    CalendarId
}
natural_key! {
    /// Units of a SKU that are on their way to a warehouse.
    SupplyLotId
}
natural_key! {
    /// A place that holds stock.
    WarehouseId
}
natural_key! {
    /// A place where goods of one or more warehouses are handed to carriers.
    DockId
}
natural_key! {
    /// A shipping policy: one carrier service with its own freight table.
    PolicyId
}
natural_key! {
    /// A place where a recipient collects goods.
    PickupPointId
}
natural_key! {
    /// Someone who sells through the account and ships from docks and warehouses of its own.
    SellerId
}
natural_key! {
    /// A delivery area drawn on the map.
    PolygonId
}
natural_key! {
    /// A day or a run of days off.
    HolidayId
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, allowed: bool) {
        assert_eq!(SkuId::new(value).is_ok(), allowed, "{value:?}");
    }

    #[test]
    fn a_natural_key_is_one_to_sixty_plain_characters() {
        check("camiseta-azul-m", true);
        check("SP_1", true);
        check("0", true);
        check(&"a".repeat(60), true);
        check(&"a".repeat(61), false);
        check("", false);
        check("a b", false);
        check("a#b", false);
        check("a/b", false);
        check("..", false);
        check("é", false);
        check("a\0", false);
    }
}
