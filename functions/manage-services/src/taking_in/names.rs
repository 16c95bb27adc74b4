//! What rows call entries of registers, looked up once for a whole file.

use domain::access::TenantScope;
use domain::currency::Currency;
use domain::register::Unique;
use edge::Problem;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use store::keys;

use crate::Deps;
use crate::spreadsheet::{Home, Name, Names};

/// Items that are read together.
const TOGETHER: usize = 100;

/// The entries that names lead to; those that lead to none are left out.
pub(super) async fn look_up(deps: &Deps, scope: TenantScope, names: &BTreeSet<Name>) -> Result<Names, Problem> {
    let mut found = Names::new();
    let names: Vec<&Name> = names.iter().collect();
    for part in names.chunks(TOGETHER) {
        let unique = |name: &Name| Unique { field: name.field, value: name.value.clone() };
        let keys: Vec<_> = part.iter().map(|name| keys::entry_key(scope, name.kind, &unique(name))).collect();
        let entries = deps.gate.store().read_all(&keys, deps.gate.now()).await?;
        let entries = part.iter().zip(entries);
        found.extend(entries.filter_map(|(name, entry)| Some(((*name).clone(), entry?.value.id))));
    }
    Ok(found)
}

/// Where an account is.
pub(super) async fn home(deps: &Deps, scope: TenantScope) -> Result<Home, Problem> {
    let account = deps.gate.store().read(&keys::account(scope), deps.gate.now()).await?.map(|found| found.value);
    let zone = account.as_ref().map_or_else(|| "UTC".to_owned(), |account| account.time_zone.clone());
    let place = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    let today = deps.gate.now().to_zoned(place).date();
    let currency = account.as_ref().map_or(Currency::BRL, |account| account.currency);
    Ok(Home { zone, currency, country: account.and_then(|account| account.country), today })
}
