//! Values that are kept small.

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::io::{self, Read as _, Write as _};

/// A value whose JSON is kept deflated: answers repeat themselves, and the table counts bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed<T>(pub T);

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_vec(&self.0).map_err(serde::ser::Error::custom)?;
        serializer.serialize_bytes(&deflated(&json).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de, T: de::DeserializeOwned> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_json::from_slice(&inflated(deserializer)?).map(Self).map_err(de::Error::custom)
    }
}

/// JSON that is kept deflated as it stands: nobody reads it to keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedJson(pub String);

impl Serialize for PackedJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&deflated(self.0.as_bytes()).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for PackedJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = String::from_utf8(inflated(deserializer)?).map_err(de::Error::custom)?;
        // Kept by an earlier version as a text within JSON.
        if json.starts_with('"') {
            return serde_json::from_str(&json).map(Self).map_err(de::Error::custom);
        }
        Ok(Self(json))
    }
}

fn deflated(json: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = DeflateEncoder::new(Vec::with_capacity(json.len() / 4), flate2::Compression::fast());
    packed.write_all(json)?;
    packed.finish()
}

fn inflated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    struct Bytes;
    impl de::Visitor<'_> for Bytes {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("deflated JSON")
        }

        fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }

        fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
            Ok(bytes)
        }
    }
    let packed = deserializer.deserialize_byte_buf(Bytes)?;
    let mut json = Vec::new();
    DeflateDecoder::new(packed.as_slice()).read_to_end(&mut json).map_err(de::Error::custom)?;
    Ok(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_small_and_comes_out_as_it_went_in() {
        let text = "entrega ".repeat(1_000);
        let json = serde_json::to_value(Packed(text.clone())).unwrap();
        let packed: Vec<u8> = serde_json::from_value(json).unwrap();
        assert!(packed.len() < 200, "{}", packed.len());
        let bytes = de::value::BytesDeserializer::<serde_json::Error>::new(&packed);
        assert_eq!(Packed::<String>::deserialize(bytes).unwrap().0, text);
        let broken = de::value::BytesDeserializer::<serde_json::Error>::new(packed.split_at(20).0);
        assert!(Packed::<String>::deserialize(broken).is_err());
    }

    #[test]
    fn json_comes_out_as_it_went_in_also_where_it_was_kept_as_a_text() {
        let json = r#"{"name":"São Paulo \"centro\"","a":[1,2.50]}"#.to_owned();
        for kept in [
            serde_json::to_value(PackedJson(json.clone())).unwrap(),
            serde_json::to_value(Packed(json.clone())).unwrap(),
        ] {
            let packed: Vec<u8> = serde_json::from_value(kept).unwrap();
            let bytes = de::value::BytesDeserializer::<serde_json::Error>::new(&packed);
            assert_eq!(PackedJson::deserialize(bytes).unwrap().0, json);
        }
    }
}
