//! Rows of goods on their way into the register: SKUs, and what warehouses have of them.
//!
//! A row that says what is there already writes nothing, so a file that is read twice changes nothing the second time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use configuration::{Sections, Sku, Stock};
use domain::access::TenantScope;
use domain::code::SkuId;
use domain::id::ImportId;
use futures_util::future::try_join_all;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Commit, Key, Stored, keys};

use crate::Deps;
use crate::import::{Finding, Goods, Line};
use crate::job::{self, Applied};
use crate::kits::{self, Changes, Turn};
use crate::undealt::Undealt;

/// Rows that are written together.
const TOGETHER: usize = 20;
/// Parts of kits that are written together, unless it is one kit.
const PARTS_TOGETHER: usize = 50;
/// Rows whose place among the kits is looked up at once.
const AT_ONCE: usize = 16;
/// Items that are read together.
const READ_TOGETHER: usize = 500;
/// How often rows are decided again when somebody else changed the same things.
const ATTEMPTS: u32 = 10;

/// A row that has a place in the register.
pub(crate) trait Shelved:
    Line + Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// What people call it.
    const NAME: &'static str;

    /// Its place.
    fn key(&self, scope: TenantScope) -> Key<Self>;

    /// What of the old one stays, although a file does not say it: also all that stands in columns that the file lacks.
    fn keep(self, found: &Self, told: Told<'_>) -> Self;

    /// The SKU that it is, if it consists of others.
    fn kit(&self) -> Option<&SkuId> {
        None
    }

    /// Whether it consists of others than before.
    fn remade(&self, _before: Option<&Self>) -> bool {
        false
    }

    /// Adds what it consists of now to what changes.
    fn note(&self, _before: Option<&Self>, _changes: &mut Changes) {}

    /// The keys of the SKUs that must be there before it, with the columns that name them.
    fn needs(&self) -> Vec<(&str, &'static str)>;

    /// What is wrong with it beside the others of its file and what is configured.
    fn misfit(&self, sections: &Sections, kits: &Kits) -> Option<(&'static str, &'static str, String)>;
}

/// What is known of the SKUs that the rows name.
pub(crate) struct Kits {
    /// Whether one is a kit.
    of: HashMap<String, bool>,
    /// Those that registered kits name, each with a kit of it.
    parts: BTreeMap<SkuId, SkuId>,
}

/// How rows are told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    /// When the file was announced.
    pub(crate) asked: Timestamp,
    /// The columns that the file lacks. An empty cell of a column that is there says that there is none.
    pub(crate) absent: &'a [&'static str],
}

impl Told<'_> {
    fn lacks(self, column: &str) -> bool {
        self.absent.contains(&column)
    }
}

impl Shelved for Sku {
    const NAME: &'static str = "SKU";

    fn key(&self, scope: TenantScope) -> Key<Self> {
        keys::sku(scope, self.id.as_str())
    }

    fn keep(mut self, found: &Self, told: Told<'_>) -> Self {
        if told.lacks("Price") {
            self.price = found.price;
        }
        if told.lacks("Modal") {
            self.modal = found.modal;
        }
        if told.lacks("Components") {
            self.components.clone_from(&found.components);
        }
        if told.lacks("AvailableFrom") {
            self.available_from = found.available_from;
        }
        self
    }

    fn kit(&self) -> Option<&SkuId> {
        Some(&self.id).filter(|_| !self.components.is_empty())
    }

    fn remade(&self, before: Option<&Self>) -> bool {
        Changes::makes(before, self)
    }

    fn note(&self, before: Option<&Self>, changes: &mut Changes) {
        changes.add(before, Some(self));
    }

    fn needs(&self) -> Vec<(&str, &'static str)> {
        self.components.iter().map(|part| (part.sku.as_str(), "Components")).collect()
    }

    fn misfit(&self, _: &Sections, kits: &Kits) -> Option<(&'static str, &'static str, String)> {
        if let Some(kit) = kits.parts.get(&self.id).filter(|_| self.kit().is_some()) {
            return Some((
                "Components",
                "part_of_kit",
                format!("{kit} is a kit that names it, and a part of a kit is none."),
            ));
        }
        let kit = self.components.iter().find(|part| kits.of.get(part.sku.as_str()) == Some(&true))?;
        Some(("Components", "kit_in_kit", format!("{} is a kit, and a part of a kit is none.", kit.sku)))
    }
}

impl Shelved for Stock {
    const NAME: &'static str = "stock";

    fn key(&self, scope: TenantScope) -> Key<Self> {
        keys::stock(scope, self.sku.as_str(), self.warehouse.as_str())
    }

    /// A file is a count of when it was announced: what had left by then is promised no longer. However often it is read,
    /// that moment stays the same.
    fn keep(self, found: &Self, told: Told<'_>) -> Self {
        let mut kept = Self {
            unlimited: if told.lacks("Unlimited") { found.unlimited } else { self.unlimited },
            lead_time: if told.lacks("LeadTime") { found.lead_time } else { self.lead_time },
            reserved: found.reserved,
            held: found.held.clone(),
            lots: found.lots.clone(),
            dispatched: found.dispatched.clone(),
            counted_at: found.counted_at,
            ..self
        };
        kept.counted(told.asked);
        kept
    }

    fn needs(&self) -> Vec<(&str, &'static str)> {
        vec![(self.sku.as_str(), "Sku")]
    }

    fn misfit(&self, sections: &Sections, _: &Kits) -> Option<(&'static str, &'static str, String)> {
        let missing = sections.warehouses.get(self.warehouse.as_str()).is_none();
        missing.then(|| ("Warehouse", "unknown_warehouse", "There is no such warehouse.".to_owned()))
    }
}

/// Takes out the rows that do not fit to what is registered.
pub(crate) async fn fit<T: Shelved>(
    deps: &Deps,
    scope: TenantScope,
    sections: &Sections,
    goods: &mut Goods<T>,
    own: impl Fn(&T) -> Option<(String, bool)>,
) -> Result<(), Undealt> {
    let of = goods.lines.iter().filter_map(|(_, line)| own(line)).collect();
    let kits = Kits::read(deps, scope, of, &goods.lines.iter().map(|(_, line)| line).collect::<Vec<_>>()).await?;
    let lines = std::mem::take(&mut goods.lines);
    for (row, line) in lines {
        match kits.finding(sections, row, &line) {
            None => goods.lines.push((row, line)),
            Some(finding) => goods.errors.push(finding),
        }
    }
    Ok(())
}

impl Kits {
    /// Every SKU that rows need, and whether it is a kit, as far as that is not known of it yet; and those of the rows
    /// themselves that kits name.
    async fn read<T: Shelved>(
        deps: &Deps,
        scope: TenantScope,
        mut of: HashMap<String, bool>,
        lines: &[&T],
    ) -> Result<Self, Undealt> {
        let (store, now) = (deps.gate.store(), deps.gate.now());
        let needed: BTreeSet<&str> = lines
            .iter()
            .flat_map(|line| line.needs())
            .map(|(sku, _)| sku)
            .filter(|sku| !of.contains_key(*sku))
            .collect();
        let needed: Vec<Key<Sku>> = needed.into_iter().map(|sku| keys::sku(scope, sku)).collect();
        for part in needed.chunks(READ_TOGETHER) {
            let found = store.read_all(part, now).await?.into_iter().flatten().map(|sku| sku.value);
            of.extend(found.map(|sku| (sku.id.to_string(), !sku.components.is_empty())));
        }
        let made: Vec<&SkuId> = lines.iter().filter_map(|line| line.kit()).collect();
        if made.is_empty() {
            return Ok(Self { of, parts: BTreeMap::new() });
        }
        let mut parts = BTreeMap::new();
        for some in made.chunks(AT_ONCE) {
            let kits = try_join_all(some.iter().map(|sku| kits::naming(store, scope, sku, now))).await?;
            parts.extend(some.iter().zip(kits).filter_map(|(sku, kit)| Some(((*sku).clone(), kit?))));
        }
        Ok(Self { of, parts })
    }

    /// What is wrong with a row, if anything is.
    fn finding<T: Shelved>(&self, sections: &Sections, row: u64, line: &T) -> Option<Finding> {
        let needs = line.needs();
        let missing = needs.iter().find(|(sku, _)| !self.of.contains_key(*sku));
        let missing = missing.map(|(sku, column)| (*column, "unknown_sku", format!("There is no SKU {sku}.")));
        let (column, rule, detail) = missing.or_else(|| line.misfit(sections, self))?;
        Some(Finding {
            tab: None,
            row: Some(row),
            column: Some(column.to_owned()),
            rule: rule.to_owned(),
            value: Some(line.identity()),
            detail,
        })
    }
}

/// Writes the rows, and lets the job say how many as it goes. Kits come last, so that their parts may be in the same
/// file; one that fits no longer is taken out as [`fit`] does.
pub(crate) async fn apply<T: Shelved>(
    deps: &Deps,
    scope: TenantScope,
    sections: &Sections,
    goods: &mut Goods<T>,
    (import, told): (ImportId, Told<'_>),
) -> Result<Applied, Undealt> {
    let mut applied = Applied::default();
    for (at, part) in (0_u64..).zip(together(&goods.lines)) {
        let mut attempts = ATTEMPTS;
        let (done, refused) = loop {
            match write(deps, scope, sections, &part, told).await {
                Err(error) if error.is_conflict() && attempts > 0 => attempts -= 1,
                other => break other?,
            }
        };
        applied.created += done.created;
        applied.changed += done.changed;
        applied.unchanged += done.unchanged;
        refused.into_iter().for_each(|finding| goods.errors.push(finding));
        if at % 50 == 49 {
            let rows = applied.created + applied.changed + applied.unchanged;
            deps.imports().tell_progress::<job::Goods>(scope, import, rows).await;
        }
    }
    Ok(applied)
}

/// Rows in the order and the parts in which they are written. A kit has an item beside each of its parts, and a commit
/// has room for so many.
fn together<T: Shelved>(lines: &[(u64, T)]) -> Vec<Vec<&(u64, T)>> {
    let (kits, others): (Vec<_>, Vec<_>) = lines.iter().partition(|(_, line)| line.kit().is_some());
    let mut parts: Vec<Vec<_>> = others.chunks(TOGETHER).map(<[_]>::to_vec).collect();
    let mut room = 0;
    for kit in kits {
        let needed = kit.1.needs().len();
        match parts.last_mut().filter(|part| room >= needed && part.len() < TOGETHER) {
            Some(part) => part.push(kit),
            None => {
                parts.push(vec![kit]);
                room = PARTS_TOGETHER;
            }
        }
        room = room.saturating_sub(needed);
    }
    parts
}

async fn write<T: Shelved>(
    deps: &Deps,
    scope: TenantScope,
    sections: &Sections,
    lines: &[&(u64, T)],
    told: Told<'_>,
) -> Result<(Applied, Vec<Finding>), Undealt> {
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let made = lines.iter().any(|(_, line)| line.kit().is_some());
    let turn = if made { Some(Turn::begin(store, scope, now).await?) } else { None };
    let places: Vec<Key<T>> = lines.iter().map(|(_, line)| line.key(scope)).collect();
    let found: Vec<Option<Stored<T>>> = store.read_all(&places, now).await?;
    let rows: Vec<(u64, T, Option<Stored<T>>)> = lines
        .iter()
        .zip(found)
        .map(|((row, line), found)| match found {
            Some(found) => (*row, line.clone().keep(&found.value, told), Some(found)),
            None => (*row, line.clone(), None),
        })
        .collect();
    let remade: Vec<&T> = rows
        .iter()
        .filter(|(_, line, found)| line.remade(found.as_ref().map(|found| &found.value)))
        .map(|(_, line, _)| line)
        .collect();
    let kits = Kits::read(deps, scope, HashMap::new(), &remade).await?;
    let mut commit = Commit::new(scope, now, deps.gate.fresh());
    let (mut applied, mut refused, mut changes) = (Applied::default(), Vec::new(), Changes::default());
    for ((row, line, found), place) in rows.iter().zip(&places) {
        let before = found.as_ref().map(|found| &found.value);
        if before == Some(line) {
            applied.unchanged += 1;
            continue;
        }
        if line.remade(before)
            && let Some(finding) = kits.finding(sections, *row, line)
        {
            refused.push(finding);
            continue;
        }
        line.note(before, &mut changes);
        commit = match found {
            None => {
                applied.created += 1;
                commit.create(T::NAME, place, line)
            }
            Some(Stored { version, .. }) => {
                applied.changed += 1;
                commit.replace(T::NAME, place, *version, line)
            }
        };
    }
    if applied.created + applied.changed > 0 {
        changes.write_ahead(&deps.gate, scope, now).await?;
        store.commit(changes.write(commit, scope, turn)).await?;
    }
    Ok((applied, refused))
}
