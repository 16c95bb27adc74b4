//! Rows of goods on their way into the register: SKUs, and what warehouses have of them.
//!
//! A row that says what is there already writes nothing, so a file that is read twice changes nothing the second time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use configuration::{Sections, Sku, Stock};
use domain::access::TenantScope;
use domain::code::SkuId;
use domain::id::ImportId;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Commit, Key, Stored, keys};

use crate::import::{Finding, Goods, Line};
use crate::job::{self, Applied};
use crate::undealt::Undealt;
use crate::{Deps, kits};

/// Rows that are written together.
const TOGETHER: usize = 20;
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

    /// Adds to the commit what is written beside it.
    fn note(commit: Commit, _scope: TenantScope, _before: Option<&Self>, _now: &Self) -> Commit {
        commit
    }

    /// Whether it consists of other SKUs.
    fn is_kit(&self) -> bool {
        false
    }

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

    fn note(commit: Commit, scope: TenantScope, before: Option<&Self>, now: &Self) -> Commit {
        kits::note(commit, scope, before, Some(now))
    }

    fn is_kit(&self) -> bool {
        !self.components.is_empty()
    }

    fn needs(&self) -> Vec<(&str, &'static str)> {
        self.components.iter().map(|part| (part.sku.as_str(), "Components")).collect()
    }

    fn misfit(&self, _: &Sections, kits: &Kits) -> Option<(&'static str, &'static str, String)> {
        if let Some(kit) = kits.parts.get(&self.id).filter(|_| self.is_kit()) {
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
    // Every SKU that a row needs, and whether it is a kit: from the file itself, else from the register.
    let mut kits: HashMap<String, bool> = goods.lines.iter().filter_map(|(_, line)| own(line)).collect();
    let needed: BTreeSet<String> = goods
        .lines
        .iter()
        .flat_map(|(_, line)| line.needs())
        .filter(|(sku, _)| !kits.contains_key(*sku))
        .map(|(sku, _)| sku.to_owned())
        .collect();
    let needed: Vec<Key<Sku>> = needed.iter().map(|sku| keys::sku(scope, sku)).collect();
    for part in needed.chunks(READ_TOGETHER) {
        let found = deps.gate.store().read_all(part, deps.gate.now()).await?;
        let found = found.into_iter().flatten().map(|sku| sku.value);
        kits.extend(found.map(|sku| (sku.id.to_string(), !sku.components.is_empty())));
    }
    let named = goods.lines.iter().any(|(_, line)| line.is_kit());
    let parts = if named { kits::parts(deps.gate.store(), scope, deps.gate.now()).await? } else { BTreeMap::new() };
    let kits = Kits { of: kits, parts };
    let lines = std::mem::take(&mut goods.lines);
    for (row, line) in lines {
        let needs = line.needs();
        let missing = needs.iter().find(|(sku, _)| !kits.of.contains_key(*sku));
        let missing = missing.map(|(sku, column)| (*column, "unknown_sku", format!("There is no SKU {sku}.")));
        match missing.or_else(|| line.misfit(sections, &kits)) {
            None => goods.lines.push((row, line)),
            Some((column, rule, detail)) => goods.errors.push(Finding {
                tab: None,
                row: Some(row),
                column: Some(column.to_owned()),
                rule: rule.to_owned(),
                value: Some(line.identity()),
                detail,
            }),
        }
    }
    Ok(())
}

/// Writes the rows, and lets the job say how many as it goes.
pub(crate) async fn apply<T: Shelved>(
    deps: &Deps,
    scope: TenantScope,
    lines: &[(u64, T)],
    (import, told): (ImportId, Told<'_>),
) -> Result<Applied, Undealt> {
    let mut applied = Applied::default();
    for (at, part) in (0_u64..).zip(lines.chunks(TOGETHER)) {
        let mut attempts = ATTEMPTS;
        let done = loop {
            match write(deps, scope, part, told).await {
                Err(error) if error.is_conflict() && attempts > 0 => attempts -= 1,
                other => break other?,
            }
        };
        applied.created += done.created;
        applied.changed += done.changed;
        applied.unchanged += done.unchanged;
        if at % 50 == 49 {
            let rows = applied.created + applied.changed + applied.unchanged;
            deps.imports().tell_progress::<job::Goods>(scope, import, rows).await;
        }
    }
    Ok(applied)
}

async fn write<T: Shelved>(
    deps: &Deps,
    scope: TenantScope,
    lines: &[(u64, T)],
    told: Told<'_>,
) -> Result<Applied, Undealt> {
    let now = deps.gate.now();
    let places: Vec<Key<T>> = lines.iter().map(|(_, line)| line.key(scope)).collect();
    let found: Vec<Option<Stored<T>>> = deps.gate.store().read_all(&places, now).await?;
    let mut commit = Commit::new(scope, now, deps.gate.fresh());
    let mut applied = Applied::default();
    for (((_, line), place), found) in lines.iter().zip(&places).zip(found) {
        commit = match found {
            None => {
                applied.created += 1;
                let commit = T::note(commit, scope, None, line);
                commit.create(T::NAME, place, line)
            }
            Some(Stored { value, version }) => {
                let line = line.clone().keep(&value, told);
                if line == value {
                    applied.unchanged += 1;
                    continue;
                }
                applied.changed += 1;
                let commit = T::note(commit, scope, Some(&value), &line);
                commit.replace(T::NAME, place, version, &line)
            }
        };
    }
    if applied.created + applied.changed > 0 {
        deps.gate.store().commit(commit).await?;
    }
    Ok(applied)
}
