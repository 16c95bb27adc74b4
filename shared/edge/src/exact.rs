//! JSON of any shape, read without losing anything of it.

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::fmt::{Formatter, Result as Written};

/// A value in which no object says anything twice: of two, a reader that keeps only one would choose for the sender.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exact(pub Value);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading).map(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Value;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("this is no number"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Exact(value)) = seq.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let Exact(value) = map.next_value()?;
            match fields.entry(name) {
                Entry::Vacant(free) => free.insert(value),
                Entry::Occupied(taken) => {
                    return Err(A::Error::custom(format_args!("duplicate field `{}`", taken.key())));
                }
            };
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_itself_unless_it_says_something_twice() {
        for text in ["null", "true", "-1", "18446744073709551615", "1.5", "\"é\"", "[1,[null]]", "{\"a\":{\"b\":[{}]}}"]
        {
            let plain: Value = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::from_str::<Exact>(text).unwrap(), Exact(plain.clone()), "{text}");
            assert_eq!(Exact::deserialize(&plain).unwrap(), Exact(plain), "{text}");
        }
        for text in ["{\"a\":1,\"a\":1}", "[{\"a\":{\"b\":1,\"c\":2,\"b\":null}}]", "{\"a\":1,\"\\u0061\":2}"] {
            let told = serde_json::from_str::<Exact>(text).unwrap_err().to_string();
            assert!(told.starts_with("duplicate field"), "{text}: {told}");
        }
    }
}
