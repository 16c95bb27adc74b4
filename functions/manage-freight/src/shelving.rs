//! Rows of goods on their way into the register: SKUs, and what warehouses have of them.
//!
//! A row that says what is there already writes nothing, so a file that is read twice changes nothing the second time.

use std::collections::{BTreeSet, HashMap};

use configuration::{Sections, Sku, Stock};
use domain::access::TenantScope;
use domain::id::ImportId;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Commit, Key, Stored, keys};

use crate::Deps;
use crate::import::{Finding, Goods, Line};
use crate::job::{self, Applied};
use crate::undealt::Undealt;

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

    /// What of the old one stays, although a file does not say it. `asked` is when the file was announced.
    fn keep(self, _found: &Self, _asked: Timestamp) -> Self {
        self
    }

    /// The keys of the SKUs that must be there before it, with the columns that name them.
    fn needs(&self) -> Vec<(&str, &'static str)>;

    /// What is wrong with it beside the others of its file and what is configured.
    fn misfit(&self, sections: &Sections, kits: &HashMap<String, bool>)
    -> Option<(&'static str, &'static str, String)>;
}

impl Shelved for Sku {
    const NAME: &'static str = "SKU";

    fn key(&self, scope: TenantScope) -> Key<Self> {
        keys::sku(scope, self.id.as_str())
    }

    fn needs(&self) -> Vec<(&str, &'static str)> {
        self.components.iter().map(|part| (part.sku.as_str(), "Components")).collect()
    }

    fn misfit(&self, _: &Sections, kits: &HashMap<String, bool>) -> Option<(&'static str, &'static str, String)> {
        let kit = self.components.iter().find(|part| kits.get(part.sku.as_str()) == Some(&true))?;
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
    fn keep(self, found: &Self, asked: Timestamp) -> Self {
        let mut kept = Self {
            reserved: found.reserved,
            held: found.held.clone(),
            lots: found.lots.clone(),
            dispatched: found.dispatched.clone(),
            counted_at: found.counted_at,
            ..self
        };
        kept.counted(asked);
        kept
    }

    fn needs(&self) -> Vec<(&str, &'static str)> {
        vec![(self.sku.as_str(), "Sku")]
    }

    fn misfit(&self, sections: &Sections, _: &HashMap<String, bool>) -> Option<(&'static str, &'static str, String)> {
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
    let lines = std::mem::take(&mut goods.lines);
    for (row, line) in lines {
        let needs = line.needs();
        let missing = needs.iter().find(|(sku, _)| !kits.contains_key(*sku));
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
    (import, asked): (ImportId, Timestamp),
) -> Result<Applied, Undealt> {
    let mut applied = Applied::default();
    for (at, part) in (0_u64..).zip(lines.chunks(TOGETHER)) {
        let mut attempts = ATTEMPTS;
        let done = loop {
            match write(deps, scope, part, asked).await {
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
    asked: Timestamp,
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
                commit.create(T::NAME, place, line)
            }
            Some(Stored { value, version }) => {
                let line = line.clone().keep(&value, asked);
                if line == value {
                    applied.unchanged += 1;
                    continue;
                }
                applied.changed += 1;
                commit.replace(T::NAME, place, version, &line)
            }
        };
    }
    if applied.created + applied.changed > 0 {
        deps.gate.store().commit(commit).await?;
    }
    Ok(applied)
}
