//! Keys of what a quote is made of, and of quotes.

use super::{ITSELF, Key, Prefix, own, own_prefix};
use domain::access::TenantScope;
use domain::capacity::WindowId;
use domain::code::{CalendarId, SellerId};
use domain::id::{ImportId, QuoteId, ReservationId};
use jiff::civil::Date;

const SKU: &str = "SKU";
const KITS_OF: &str = "KITSOF#";
const IMPORT: &str = "IMPORT";
const GOODS_IMPORT: &str = "GOODSIMPORT";
const CONFIGURATION_IMPORT: &str = "CONFIGURATIONIMPORT";
const STOCK: &str = "STOCK#";
const TABLE: &str = "TABLE#";
const CAPACITY: &str = "CAPACITY#";
const WORKDAY: &str = "WORKDAY#";

/// AP-12: one SKU.
#[must_use]
pub fn sku<T>(scope: TenantScope, id: &str) -> Key<T> {
    own(scope, "sku", SKU, id)
}

/// AP-13: the SKUs of the account, by id.
#[must_use]
pub fn skus<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, SKU, false)
}

/// AP-171: that a kit names a SKU.
#[must_use]
pub fn kit_of<T>(scope: TenantScope, part: &str, kit: &str) -> Key<T> {
    own(scope, "kit_of", &format!("{KITS_OF}{part}"), kit)
}

/// AP-171: the kits that name a SKU, by id.
#[must_use]
pub fn kits_of<T>(scope: TenantScope, part: &str) -> Prefix<T> {
    own_prefix(scope, &format!("{KITS_OF}{part}"), false)
}

/// AP-172: whose turn it is to decide what kits consist of.
#[must_use]
pub fn kits_turn<T>(scope: TenantScope) -> Key<T> {
    own(scope, "kits", "KITS", ITSELF)
}

/// AP-14: what a warehouse has of a SKU.
#[must_use]
pub fn stock<T>(scope: TenantScope, sku: &str, warehouse: &str) -> Key<T> {
    own(scope, "stock", &format!("{STOCK}{sku}"), warehouse)
}

/// AP-15: what all warehouses have of a SKU, by warehouse.
#[must_use]
pub fn stock_of<T>(scope: TenantScope, sku: &str) -> Prefix<T> {
    own_prefix(scope, &format!("{STOCK}{sku}"), false)
}

/// AP-16: one import of a spreadsheet.
#[must_use]
pub fn import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "import", IMPORT, &id.to_string())
}

/// AP-17: the imports of the account, newest first.
#[must_use]
pub fn imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, IMPORT, true)
}

/// AP-38: one import of goods.
#[must_use]
pub fn goods_import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "goods_import", GOODS_IMPORT, &id.to_string())
}

/// AP-39: the imports of goods, newest first.
#[must_use]
pub fn goods_imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, GOODS_IMPORT, true)
}

/// AP-130: one import of configuration.
#[must_use]
pub fn configuration_import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "configuration_import", CONFIGURATION_IMPORT, &id.to_string())
}

/// AP-131: the imports of configuration, newest first.
#[must_use]
pub fn configuration_imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, CONFIGURATION_IMPORT, true)
}

/// AP-18: one version of a policy's freight table; versions count from 1.
#[must_use]
pub fn freight_table<T>(scope: TenantScope, policy: &str, version: u32) -> Key<T> {
    own(scope, "freight_table", &format!("{TABLE}{policy}"), &format!("{version:010}"))
}

/// AP-19: the versions of a policy's freight table, newest first.
#[must_use]
pub fn freight_tables<T>(scope: TenantScope, policy: &str) -> Prefix<T> {
    own_prefix(scope, &format!("{TABLE}{policy}"), true)
}

/// AP-20: the root of the account's freight configuration.
#[must_use]
pub fn configuration_root<T>(scope: TenantScope) -> Key<T> {
    own(scope, "configuration", "CONFIGURATION", ITSELF)
}

/// AP-21: one kept quote.
#[must_use]
pub fn quote<T>(scope: TenantScope, id: QuoteId) -> Key<T> {
    own(scope, "quote", &format!("QUOTE#{id}"), ITSELF)
}

/// AP-27: what is taken of a delivery window.
#[must_use]
pub fn capacity<T>(scope: TenantScope, window: &WindowId) -> Key<T> {
    let hours = window.to_string();
    let hours = hours.split_once('.').map_or("", |(_, hours)| hours);
    own(scope, "capacity", &format!("{CAPACITY}{}", window.calendar()), hours)
}

/// AP-28: what is taken of the windows of a calendar, by date and start.
#[must_use]
pub fn capacities<T>(scope: TenantScope, calendar: &CalendarId) -> Prefix<T> {
    own_prefix(scope, &format!("{CAPACITY}{calendar}"), false)
}

/// A place in [`capacities`] before every window of a date, and behind those of the dates before.
#[must_use]
pub fn before_day(date: Date) -> String {
    format!("{date}.")
}

/// AP-160: what is taken of a day of a seller.
#[must_use]
pub fn workday<T>(scope: TenantScope, seller: &SellerId, date: Date) -> Key<T> {
    own(scope, "workday", &format!("{WORKDAY}{seller}"), &date.to_string())
}

/// AP-161: what is taken of the days of a seller, by date.
#[must_use]
pub fn workdays<T>(scope: TenantScope, seller: &SellerId) -> Prefix<T> {
    own_prefix(scope, &format!("{WORKDAY}{seller}"), false)
}

/// A place in [`workdays`] before a date, and behind the dates before.
#[must_use]
pub fn before_workday(date: Date) -> String {
    date.yesterday().map(|before| before.to_string()).unwrap_or_default()
}

/// AP-132: what an order of the reference platform holds.
#[must_use]
pub fn lock<T>(scope: TenantScope, id: ReservationId) -> Key<T> {
    own(scope, "lock", &format!("LOCK#{id}"), ITSELF)
}

/// AP-29: one reservation.
#[must_use]
pub fn reservation<T>(scope: TenantScope, id: ReservationId) -> Key<T> {
    own(scope, "reservation", &format!("RESERVATION#{id}"), ITSELF)
}
