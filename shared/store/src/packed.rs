//! Values that are kept small.

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::io::{Read as _, Write as _};

/// A value whose JSON is kept deflated: answers repeat themselves, and the table counts bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed<T>(pub T);

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_vec(&self.0).map_err(serde::ser::Error::custom)?;
        let mut packed = DeflateEncoder::new(Vec::with_capacity(json.len() / 4), flate2::Compression::fast());
        packed.write_all(&json).map_err(serde::ser::Error::custom)?;
        serializer.serialize_bytes(&packed.finish().map_err(serde::ser::Error::custom)?)
    }
}

impl<'de, T: de::DeserializeOwned> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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
        serde_json::from_slice(&json).map(Self).map_err(de::Error::custom)
    }
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
}
