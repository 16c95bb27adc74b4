use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::Version;

/// One thing of a section, with the version that its ETag shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<T> {
    /// Number of the account's configuration change that wrote it. It never comes twice, not even for a thing that
    /// was deleted and made again.
    pub version: u64,
    /// The thing.
    pub value: T,
}

impl<T> Record<T> {
    /// The version, for an ETag.
    #[must_use]
    pub const fn version(&self) -> Version {
        Version::new(self.version)
    }
}

/// The things of one kind in an account's configuration, by their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Section<K: Ord, T>(BTreeMap<K, Record<T>>);

impl<K: Ord, T> Default for Section<K, T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, T> Section<K, T> {
    /// One thing.
    pub fn get<Q: Ord + ?Sized>(&self, id: &Q) -> Option<&Record<T>>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.get(id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &Record<T>)> {
        self.0.iter()
    }

    /// All of them after an id, by id.
    pub fn after<'a, Q: Ord + ?Sized>(&'a self, id: &'a Q) -> impl Iterator<Item = (&'a K, &'a Record<T>)>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.range((std::ops::Bound::Excluded(id), std::ops::Bound::Unbounded))
    }

    /// The things without their versions, by id.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.values().map(|record| &record.value)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes one thing in the change that makes the configuration's version `next`.
    pub fn put(&mut self, id: K, value: T, next: Version) {
        self.0.insert(id, Record { version: next.number(), value });
    }

    /// Removes one thing; none when it is not there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, id: &Q) -> Option<Record<T>>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.remove(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_after_an_id() {
        let mut section = Section::default();
        for id in ["a", "c", "b"] {
            section.put(id.to_owned(), (), Version::FIRST);
        }
        let after: Vec<&String> = section.after("a").map(|(id, _)| id).collect();
        assert_eq!(after, ["b", "c"]);
    }

    #[test]
    fn equal_things_are_written_as_equal_bytes() {
        let filled = |ids: [&str; 2]| {
            let mut section = Section::default();
            for id in ids {
                section.put(id.to_owned(), 1, Version::new(7));
            }
            serde_json::to_string(&section).unwrap()
        };
        assert_eq!(filled(["a", "b"]), filled(["b", "a"]));
        assert_eq!(filled(["a", "b"]), r#"{"a":{"version":7,"value":1},"b":{"version":7,"value":1}}"#);
    }
}
