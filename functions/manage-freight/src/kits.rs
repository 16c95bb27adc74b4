//! Which kits name a SKU: while one does, it may neither become a kit itself nor be deleted.
//!
//! Beside each of its parts a kit leaves an item that tells where to look. What the kit itself says decides, so one that
//! is left behind harms nobody. Whoever makes a kit, changes what it consists of, or deletes a SKU that is none does it
//! under one item of the account, which each of them writes: of two at the same moment one decides again.

use std::collections::BTreeSet;

use configuration::Sku;
use domain::access::TenantScope;
use domain::code::SkuId;
use edge::Gate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Commit, Key, Page, Store, Version, keys};

/// Items of parts that are written in the commit of their kit; those of a larger one are written ahead of it.
const TOGETHER: usize = 90;
/// Items that one commit has room for beside its answer and the turn.
const ROOM: usize = 96;
/// Kits that are looked at together.
const LOOKED_AT: u16 = 25;

/// That a kit names a SKU. Item AP-171 of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Naming {
    part: SkuId,
    kit: SkuId,
}

impl Naming {
    fn key(&self, scope: TenantScope) -> Key<Self> {
        keys::kit_of(scope, self.part.as_str(), self.kit.as_str())
    }
}

/// The turn to decide what a kit consists of, or that a SKU is part of none. Whoever else takes one meanwhile makes the
/// commit conflict. Item AP-172 of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    scope: TenantScope,
    seen: Option<Version>,
}

impl Turn {
    /// Waits for nothing: what is read afterwards is decided on in this turn.
    pub(crate) async fn begin(store: &Store, scope: TenantScope, now: Timestamp) -> Result<Self, store::Error> {
        let seen = store.read(&keys::kits_turn::<()>(scope), now).await?.map(|found| found.version);
        Ok(Self { scope, seen })
    }

    fn take(self, commit: Commit) -> Commit {
        let key = keys::kits_turn(self.scope);
        match self.seen {
            None => commit.create("kits", &key, &()),
            Some(seen) => commit.replace("kits", &key, seen, &()),
        }
    }

    /// Adds to the commit that a SKU is deleted that no kit names. `others` is how many items the commit has for it.
    pub(crate) fn delete(self, commit: Commit, sku: &Sku, others: usize) -> Commit {
        let mut changes = Changes::default();
        changes.add(Some(sku), None);
        self.take(changes.write_parts(commit, self.scope, others))
    }
}

/// What changes of what kits consist of, in one commit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    skus: usize,
    named: BTreeSet<Naming>,
    left: BTreeSet<Naming>,
}

impl Changes {
    /// Whether a SKU consists of something else than before, or of something at last.
    pub(crate) fn makes(before: Option<&Sku>, now: &Sku) -> bool {
        let now = parts(Some(now));
        !now.is_empty() && parts(before) != now
    }

    pub(crate) fn add(&mut self, before: Option<&Sku>, now: Option<&Sku>) {
        self.skus = self.skus.saturating_add(1);
        let (old, new) = (parts(before), parts(now));
        let Some(kit) = now.or(before).map(|sku| &sku.id).filter(|_| old != new) else { return };
        let naming = |part: &SkuId| Naming { part: part.clone(), kit: kit.clone() };
        self.named.extend(new.difference(&old).map(|part| naming(part)));
        self.left.extend(old.difference(&new).map(|part| naming(part)));
    }

    /// Writes what one commit has no room for. Until its kit is written too, it says nothing.
    pub(crate) async fn write_ahead(
        &self,
        gate: &Gate,
        scope: TenantScope,
        now: Timestamp,
    ) -> Result<(), store::Error> {
        let ahead: Vec<&Naming> = self.named.iter().skip(TOGETHER).collect();
        for part in ahead.chunks(TOGETHER) {
            let commit = Commit::new(scope, now, gate.fresh());
            let put = |commit: Commit, naming: &&Naming| commit.put_always("kit", &naming.key(scope), *naming, None);
            gate.store().commit(part.iter().fold(commit, put)).await?;
        }
        Ok(())
    }

    /// Adds the changes to the commit that writes the SKUs: in this turn, where a kit is made.
    pub(crate) fn write(self, commit: Commit, scope: TenantScope, turn: Option<Turn>) -> Commit {
        let turn = turn.filter(|_| !self.named.is_empty());
        let commit = self.write_parts(commit, scope, 0);
        turn.into_iter().fold(commit, |commit, turn| turn.take(commit))
    }

    fn write_parts(self, commit: Commit, scope: TenantScope, others: usize) -> Commit {
        let written = self.skus.saturating_add(self.named.len().min(TOGETHER));
        let room = ROOM.saturating_sub(written).saturating_sub(others);
        let named = self.named.iter().take(TOGETHER);
        let commit = named.fold(commit, |commit, naming| commit.put_always("kit", &naming.key(scope), naming, None));
        let left = self.left.iter().take(room);
        left.fold(commit, |commit, naming| commit.delete_always("kit", &naming.key(scope)))
    }
}

fn parts(sku: Option<&Sku>) -> BTreeSet<&SkuId> {
    sku.into_iter().flat_map(|sku| &sku.components).map(|part| &part.sku).collect()
}

/// A kit that names a SKU, if there is one.
pub(crate) async fn naming(
    store: &Store,
    scope: TenantScope,
    part: &SkuId,
    now: Timestamp,
) -> Result<Option<SkuId>, store::Error> {
    let mut page = Page { limit: LOOKED_AT, after: None };
    loop {
        let listed = store.list(&keys::kits_of::<Naming>(scope, part.as_str()), &page, now).await?;
        let kits: Vec<Key<Sku>> = listed.items.iter().map(|found| keys::sku(scope, found.value.kit.as_str())).collect();
        let kits = store.read_all(&kits, now).await?.into_iter().flatten().map(|found| found.value);
        if let Some(kit) = kits.into_iter().find(|kit| parts(Some(kit)).contains(part)) {
            return Ok(Some(kit.id));
        }
        match listed.next {
            Some(next) => page.after = Some(next),
            None => return Ok(None),
        }
    }
}
