//! Which kits name a SKU: neither may it become a kit itself, nor be deleted.

use std::collections::BTreeMap;

use configuration::Sku;
use domain::access::TenantScope;
use domain::code::SkuId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Commit, Page, Store, keys};

/// Kits that are read together.
const READ_TOGETHER: u16 = 200;

/// What a kit consists of, beside the kit. Item AP-171 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kit {
    sku: SkuId,
    parts: Vec<SkuId>,
}

/// Notes in the commit of a SKU what it consists of now.
pub(crate) fn note(commit: Commit, scope: TenantScope, before: Option<&Sku>, now: Option<&Sku>) -> Commit {
    let kit = |sku: Option<&Sku>| {
        let sku = sku.filter(|sku| !sku.components.is_empty())?;
        Some(Kit { sku: sku.id.clone(), parts: sku.components.iter().map(|part| part.sku.clone()).collect() })
    };
    match (kit(before), kit(now)) {
        (Some(before), None) => commit.delete_always("kit", &keys::kit::<Kit>(scope, before.sku.as_str())),
        (before, Some(now)) if before.as_ref() != Some(&now) => {
            commit.put_always("kit", &keys::kit(scope, now.sku.as_str()), &now, None)
        }
        _ => commit,
    }
}

/// The SKUs that are part of a kit, each with one of the kits that name it.
pub(crate) async fn parts(
    store: &Store,
    scope: TenantScope,
    now: Timestamp,
) -> Result<BTreeMap<SkuId, SkuId>, store::Error> {
    let mut page = Page { limit: READ_TOGETHER, after: None };
    let mut found = BTreeMap::new();
    loop {
        let listed = store.list(&keys::kits::<Kit>(scope), &page, now).await?;
        for Kit { sku, parts } in listed.items.into_iter().map(|kit| kit.value) {
            found.extend(parts.into_iter().map(|part| (part, sku.clone())));
        }
        match listed.next {
            Some(next) => page.after = Some(next),
            None => return Ok(found),
        }
    }
}
