//! Entries of registers as they are written and listed: one item each, and beside it what finds it and what it refers
//! to.

use crate::keys::{self, Named};
use crate::{Commit, Error, Listed, Page, Prefix, Store, Stored, Version};
use domain::access::TenantScope;
use domain::id::{RouteId, ServiceId};
use domain::register::{Entry, Facts, Kind, Reference, Unique, folded};
use jiff::Timestamp;
use uuid::Uuid;

/// What a list of entries is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search<'a> {
    /// Those whose name begins with a text.
    Name(&'a str),
    /// Those whose code begins with a text.
    Code(&'a str),
}

/// What an entry refers to, in the version that was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The reference.
    pub to: Reference,
    /// The version of what it refers to.
    pub version: Version,
}

impl Commit {
    /// Writes a new entry.
    #[must_use]
    pub fn create_entry<F: Facts>(self, scope: TenantScope, id: Uuid, entry: &Entry<F>, refers: &[Seen]) -> Self {
        let name = keys::entry_name(scope, F::KIND, entry.name.as_str(), id);
        let commit = self.create("entry", &keys::entry::<F>(scope, entry.id), entry);
        let commit = commit.put_always("name", &name, &Named { id }, None);
        let commit = entry.unique().iter().fold(commit, |commit, unique| commit.lock(scope, F::KIND, unique, id));
        refers.iter().fold(commit, |commit, seen| commit.refer(scope, seen, &by(F::KIND, id)))
    }

    /// Writes a changed entry; what finds it and what it refers to follow. `refers` is what it did not refer to before.
    #[must_use]
    pub fn replace_entry<F: Facts>(
        self,
        scope: TenantScope,
        id: Uuid,
        before: &Stored<Entry<F>>,
        entry: &Entry<F>,
        refers: &[Seen],
    ) -> Self {
        let old = &before.value;
        let mut commit = self.replace("entry", &keys::entry::<F>(scope, entry.id), before.version, entry);
        if folded(old.name.as_str()) != folded(entry.name.as_str()) {
            commit = commit.delete_always("name", &keys::entry_name(scope, F::KIND, old.name.as_str(), id)).put_always(
                "name",
                &keys::entry_name(scope, F::KIND, entry.name.as_str(), id),
                &Named { id },
                None,
            );
        }
        let (had, has) = (old.unique(), entry.unique());
        for unique in had.iter().filter(|unique| !has.contains(unique)) {
            commit = commit.delete_always(unique.field, &keys::entry_key(scope, F::KIND, unique));
        }
        for unique in has.iter().filter(|unique| !had.contains(unique)) {
            commit = commit.lock(scope, F::KIND, unique, id);
        }
        let still = entry.facts.references();
        for gone in old.facts.references().iter().filter(|reference| !still.contains(reference)) {
            commit = commit.release(scope, gone, &by(F::KIND, id));
        }
        refers.iter().fold(commit, |commit, seen| commit.refer(scope, seen, &by(F::KIND, id)))
    }

    /// Removes an entry and all that stands beside it.
    #[must_use]
    pub fn delete_entry<F: Facts>(self, scope: TenantScope, id: Uuid, before: &Stored<Entry<F>>) -> Self {
        let old = &before.value;
        let commit = self
            .delete("entry", &keys::entry::<F>(scope, old.id), before.version)
            .delete_always("name", &keys::entry_name(scope, F::KIND, old.name.as_str(), id));
        let commit = old.unique().iter().fold(commit, |commit, unique| {
            commit.delete_always(unique.field, &keys::entry_key(scope, F::KIND, unique))
        });
        old.facts.references().iter().fold(commit, |commit, to| commit.release(scope, to, &by(F::KIND, id)))
    }

    /// Refers to an entry, which must still be as it was seen: nobody refers to one that was taken out of use. `by` is
    /// the kind and the identifier of whoever refers to it, `user#<id>`.
    #[must_use]
    pub fn refer(self, scope: TenantScope, seen: &Seen, by: &str) -> Self {
        let key = keys::reference(scope, seen.to.kind, seen.to.id, by);
        self.unchanged("referred", &keys::entry_head(scope, seen.to.kind, seen.to.id), seen.version).put_always(
            "reference",
            &key,
            &keys::Referred::default(),
            None,
        )
    }

    /// Refers to an entry no more.
    #[must_use]
    pub fn release(self, scope: TenantScope, from: &Reference, by: &str) -> Self {
        self.delete_always("reference", &keys::reference(scope, from.kind, from.id, by))
    }

    /// A service refers to entries, as they were seen, that it did not refer to before.
    #[must_use]
    pub fn service_refers(self, scope: TenantScope, id: ServiceId, refers: &[Seen]) -> Self {
        refers.iter().fold(self, |commit, seen| commit.refer(scope, seen, &of_service(id)))
    }

    /// A service refers to entries no more.
    #[must_use]
    pub fn service_releases(self, scope: TenantScope, id: ServiceId, gone: &[Reference]) -> Self {
        gone.iter().fold(self, |commit, from| commit.release(scope, from, &of_service(id)))
    }

    /// A route refers to entries, as they were seen, that it did not refer to before, and to others no more.
    #[must_use]
    pub fn route_refers(self, scope: TenantScope, id: RouteId, refers: &[Seen], gone: &[Reference]) -> Self {
        let by = format!("route#{id}");
        let commit = gone.iter().fold(self, |commit, from| commit.release(scope, from, &by));
        refers.iter().fold(commit, |commit, seen| commit.refer(scope, seen, &by))
    }

    fn lock(self, scope: TenantScope, kind: Kind, unique: &Unique, id: Uuid) -> Self {
        self.create(unique.field, &keys::entry_key(scope, kind, unique), &Named { id })
    }
}

fn of_service(id: ServiceId) -> String {
    format!("service#{id}")
}

fn by(kind: Kind, id: Uuid) -> String {
    format!("{}#{id}", kind.name())
}

impl Store {
    /// The entry that has what only one may have.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn entry_with<F: Facts>(
        &self,
        scope: TenantScope,
        unique: &Unique,
        now: Timestamp,
    ) -> Result<Option<Stored<Entry<F>>>, Error> {
        match self.read(&keys::entry_key(scope, F::KIND, unique), now).await? {
            Some(named) => self.read(&keys::entry::<F>(scope, F::id(named.value.id)), now).await,
            None => Ok(None),
        }
    }

    /// A part of a register, by name or by code. It takes two reads, however many entries there are.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn entries<F: Facts>(
        &self,
        scope: TenantScope,
        search: Search<'_>,
        page: &Page,
        now: Timestamp,
    ) -> Result<Listed<Entry<F>>, Error> {
        let prefix: Prefix<Named> = match search {
            Search::Name(start) => keys::entry_names(scope, F::KIND, start),
            Search::Code(start) => keys::entry_codes(scope, F::KIND, start),
        };
        let named = self.list(&prefix, page, now).await?;
        let keys: Vec<_> = named.items.iter().map(|named| keys::entry::<F>(scope, F::id(named.value.id))).collect();
        let items = self.read_all(&keys, now).await?.into_iter().flatten().collect();
        Ok(Listed { items, next: named.next })
    }
}
