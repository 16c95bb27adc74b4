//! Items that stand in the lists of an index too.

use super::{Action, Commit};
use crate::item::{self, GSI1PK, GSI1SK, GSI2PK, GSI2SK};
use crate::keys::Prefix;

impl Commit {
    /// Lists what the last write puts: in `first` by the first index, in `second` by the second, at `sk`.
    pub(crate) fn listed<T, U>(mut self, first: Option<&Prefix<T>>, second: Option<&Prefix<U>>, sk: &str) -> Self {
        if let Some(Action::Put { item, .. }) = self.writes.last_mut().map(|write| &mut write.action) {
            let lists = [(first.map(|list| &list.pk), GSI1PK, GSI1SK), (second.map(|list| &list.pk), GSI2PK, GSI2SK)];
            for (list, pk_name, sk_name) in lists {
                if let Some(pk) = list {
                    item.insert(pk_name.to_owned(), item::text(pk));
                    item.insert(sk_name.to_owned(), item::text(sk));
                }
            }
        }
        self
    }
}
