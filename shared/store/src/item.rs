//! How a noun lies in the table.

use crate::Error;
use crate::keys::Place;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashMap;
use std::fmt;

pub(crate) type Attributes = HashMap<String, AttributeValue>;

pub(crate) const PK: &str = "PK";
pub(crate) const SK: &str = "SK";
pub(crate) const ENTITY: &str = "entity";
pub(crate) const VERSION: &str = "version";
pub(crate) const MUTATION: &str = "mutation";
pub(crate) const TTL: &str = "ttl";
pub(crate) const GSI1PK: &str = "GSI1PK";
pub(crate) const GSI1SK: &str = "GSI1SK";
pub(crate) const GSI2PK: &str = "GSI2PK";
pub(crate) const GSI2SK: &str = "GSI2SK";
pub(crate) const BODY: &str = "body";
/// What tells which item it is, in which version, and whether it still counts.
pub(crate) const OF_VERSION: [&str; 4] = [PK, SK, VERSION, TTL];
/// Shape of the items that this code writes, for whoever has to tell them from those of a later shape. What is read is
/// told by its fields, of which newer ones have a default.
pub(crate) const SHAPE: &str = "v";

/// How often an item has been written; its ETag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64);

impl Version {
    /// Of an item that was just created.
    pub const FIRST: Self = Self(1);

    /// From an ETag.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Of the same item after one more write.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// As a number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A noun as it was found, with the version to name when replacing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<T> {
    /// The noun.
    pub value: T,
    /// Its version.
    pub version: Version,
}

pub(crate) fn key_of(place: &Place) -> Attributes {
    HashMap::from([(PK.to_owned(), text(&place.pk)), (SK.to_owned(), text(&place.sk))])
}

pub(crate) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

pub(crate) fn number(value: impl fmt::Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Builds the attributes of an item. `expires_at` becomes the table's time to live, and reads hide the item from
/// that moment on, since the table may take days to remove it.
pub(crate) fn pack<T: Serialize>(
    place: &Place,
    value: &T,
    version: Version,
    mutation: &str,
    expires_at: Option<Timestamp>,
) -> Result<Attributes, Error> {
    let body =
        serde_dynamo::to_attribute_value(value).map_err(|error| Error::unreadable("packing", error.to_string()))?;
    let mut item = key_of(place);
    item.insert(ENTITY.to_owned(), text(place.entity));
    item.insert(SHAPE.to_owned(), number(1));
    item.insert(VERSION.to_owned(), number(version));
    item.insert(MUTATION.to_owned(), text(mutation));
    item.insert(BODY.to_owned(), body);
    if let Some(at) = expires_at {
        item.insert(TTL.to_owned(), number(at.as_second()));
    }
    Ok(item)
}

/// Reads the noun of an item; none when it has expired at `now`.
pub(crate) fn unpack<T: DeserializeOwned>(mut item: Attributes, now: Timestamp) -> Result<Option<Stored<T>>, Error> {
    let Some(version) = version(&item, now) else { return Ok(None) };
    let body = item.remove(BODY).ok_or_else(|| Error::unreadable("reading", "no body".to_owned()))?;
    let value =
        serde_dynamo::from_attribute_value(body).map_err(|error| Error::unreadable("reading", error.to_string()))?;
    Ok(Some(Stored { value, version }))
}

/// The version of an item; none when it has expired at `now`.
pub(crate) fn version(item: &Attributes, now: Timestamp) -> Option<Version> {
    let expired = integer(item, TTL).is_some_and(|ttl| ttl <= now.as_second());
    let version = integer(item, VERSION).and_then(|n| u64::try_from(n).ok()).map_or(Version::FIRST, Version);
    (!expired).then_some(version)
}

pub(crate) fn integer(item: &Attributes, name: &str) -> Option<i64> {
    item.get(name)?.as_n().ok()?.parse().ok()
}

pub(crate) fn string<'a>(item: &'a Attributes, name: &str) -> Option<&'a str> {
    item.get(name)?.as_s().ok().map(String::as_str)
}
