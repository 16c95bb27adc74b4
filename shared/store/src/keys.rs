//! Every key of the table, one function per access pattern. A key is made from identifiers only, and the key of an
//! item stands beside the prefix that finds it among its neighbours.
//!
//! The type parameter says what lies under the key. Where the noun is not one of `domain`, the caller names it.

use domain::access::{GlobalScope, Idempotency, TenantScope};
use domain::account::{Account, ApiKey, Credentials, Session, User};
use domain::email::Email;
use domain::event::Event;
use domain::id::{AccountId, EventId, ImportId, KeyId, MessageId, QuoteId, SessionId, UserId};
use domain::link::Link;
use std::fmt;
use std::marker::PhantomData;

/// The address of one item.
pub struct Key<T> {
    pub(crate) place: Place,
    noun: PhantomData<fn() -> T>,
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        Self { place: self.place.clone(), noun: PhantomData }
    }
}

impl<T> fmt::Debug for Key<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {:?}", self.place.entity, self.place.acting)
    }
}

/// The items whose sort key begins alike, in its order.
pub struct Prefix<T> {
    pub(crate) acting: Acting,
    pub(crate) pk: String,
    pub(crate) sk: &'static str,
    pub(crate) newest_first: bool,
    noun: PhantomData<fn() -> T>,
}

/// Where an item stands and who may touch it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) acting: Acting,
    pub(crate) entity: &'static str,
    pub(crate) pk: String,
    pub(crate) sk: String,
}

/// On whose behalf a request touches the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acting {
    /// On behalf of an account, within its partitions.
    For(AccountId),
    /// In one of the partitions that hold identifiers of all accounts.
    Global(GlobalScope),
}

impl Acting {
    /// What every partition key of a request must begin with.
    pub(crate) fn prefix(self) -> String {
        match self {
            Self::For(account) => format!("T#{account}#"),
            Self::Global(GlobalScope::Login) => "LOGIN#".to_owned(),
            Self::Global(GlobalScope::ApiKey) => "KEY#".to_owned(),
            Self::Global(GlobalScope::Link) => "LINK#".to_owned(),
            Self::Global(GlobalScope::InboundPhone) => "PHONE#".to_owned(),
            Self::Global(GlobalScope::Host) => "HOST#".to_owned(),
            Self::Global(GlobalScope::Due) => "DUE#".to_owned(),
            Self::Global(GlobalScope::Outbox) => "OUTBOX#".to_owned(),
        }
    }
}

/// Partitions of one account hold either one thing (`QUOTE#id`) or a register (`SKU`), whose sort keys are ids.
fn own<T>(scope: TenantScope, entity: &'static str, partition: &str, sk: &str) -> Key<T> {
    let acting = Acting::For(scope.account());
    let pk = format!("{}{partition}", acting.prefix());
    Key { place: Place { acting, entity, pk, sk: sk.to_owned() }, noun: PhantomData }
}

fn own_prefix<T>(scope: TenantScope, partition: &str, newest_first: bool) -> Prefix<T> {
    let acting = Acting::For(scope.account());
    Prefix { acting, pk: format!("{}{partition}", acting.prefix()), sk: "", newest_first, noun: PhantomData }
}

fn global<T>(scope: GlobalScope, entity: &'static str, id: &str) -> Key<T> {
    let acting = Acting::Global(scope);
    let pk = format!("{}{id}", acting.prefix());
    Key { place: Place { acting, entity, pk, sk: ITSELF.to_owned() }, noun: PhantomData }
}

/// Sort key of an item that has a partition to itself.
const ITSELF: &str = "-";
const USER: &str = "USER";
const API_KEY: &str = "APIKEY";
const SKU: &str = "SKU";
const IMPORT: &str = "IMPORT";
const STOCK: &str = "STOCK#";
const TABLE: &str = "TABLE#";

/// AP-01: the answer that a repeated request gets again.
#[must_use]
pub fn answer(scope: TenantScope, asked: &Idempotency) -> Key<crate::Answer> {
    own(scope, "answer", &format!("ANSWER#{}", asked.name()), ITSELF)
}

/// AP-02: the account.
#[must_use]
pub fn account(scope: TenantScope) -> Key<Account> {
    own(scope, "account", "ACCOUNT", ITSELF)
}

/// AP-03: one user.
#[must_use]
pub fn user(scope: TenantScope, id: UserId) -> Key<User> {
    own(scope, "user", USER, &id.to_string())
}

/// AP-04: the users of the account, oldest first.
#[must_use]
pub fn users(scope: TenantScope) -> Prefix<User> {
    own_prefix(scope, USER, false)
}

/// Whose login an e-mail is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Login {
    /// The account.
    pub account: AccountId,
    /// The user.
    pub user: UserId,
}

/// AP-05: the user who signs in with an e-mail. It is also the lock that makes logins unique.
#[must_use]
pub fn login(email: &Email) -> Key<Login> {
    global(GlobalScope::Login, "login", email.as_str())
}

/// AP-06: how a user proves who they are.
#[must_use]
pub fn credentials(scope: TenantScope, user: UserId) -> Key<Credentials> {
    own(scope, "credentials", &format!("CREDENTIALS#{user}"), ITSELF)
}

/// AP-07: a signed-in device.
#[must_use]
pub fn session(scope: TenantScope, id: SessionId) -> Key<Session> {
    own(scope, "session", &format!("SESSION#{id}"), ITSELF)
}

/// Whose API key an id is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KeyOwner {
    /// The account.
    pub account: AccountId,
}

/// AP-08: the account of an API key.
#[must_use]
pub fn key_owner(id: KeyId) -> Key<KeyOwner> {
    global(GlobalScope::ApiKey, "key_owner", &id.to_string())
}

/// AP-09: one API key.
#[must_use]
pub fn api_key(scope: TenantScope, id: KeyId) -> Key<ApiKey> {
    own(scope, "api_key", API_KEY, &id.to_string())
}

/// AP-10: the API keys of the account, oldest first.
#[must_use]
pub fn api_keys(scope: TenantScope) -> Prefix<ApiKey> {
    own_prefix(scope, API_KEY, false)
}

/// AP-11: what a link opens, by the hexadecimal SHA-256 digest of its token.
#[must_use]
pub fn link(token_digest: &str) -> Key<Link> {
    global(GlobalScope::Link, "link", token_digest)
}

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

/// AP-22: one event. `day` is its UTC date, which bounds the partition.
#[must_use]
pub fn event(scope: TenantScope, day: jiff::civil::Date, id: EventId) -> Key<Event> {
    own(scope, "event", &format!("EVENT#{day}"), &id.to_string())
}

/// The event whose item stands under these keys, as a stream record tells them; none when they are no event's.
#[must_use]
pub(crate) fn written_event(pk: &str, sk: &str) -> Option<Key<Event>> {
    let (account, day) = pk.strip_prefix("T#")?.split_once("#EVENT#")?;
    let scope = TenantScope::acting_for(account.parse().ok()?);
    let key = event(scope, day.parse().ok()?, sk.parse().ok()?);
    (key.place.pk == pk && key.place.sk == sk).then_some(key)
}

/// AP-23: the events of a UTC day, oldest first.
#[must_use]
pub fn events_of(scope: TenantScope, day: jiff::civil::Date) -> Prefix<Event> {
    own_prefix(scope, &format!("EVENT#{day}"), false)
}

/// How many partitions the events that wait to be published are spread over.
pub const OUTBOX_SHARDS: u8 = 8;

/// AP-24: the events that wait to be published, oldest first, in one shard of [`OUTBOX_SHARDS`] (index GSI1).
#[must_use]
pub(crate) fn outbox(shard: u8) -> (Acting, String) {
    let acting = Acting::Global(GlobalScope::Outbox);
    (acting, format!("{}{shard}", acting.prefix()))
}

/// AP-25: the record of one message to one person.
#[must_use]
pub fn message<T>(scope: TenantScope, id: MessageId) -> Key<T> {
    own(scope, "message", &format!("MESSAGE#{id}"), ITSELF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn scope(n: u128) -> TenantScope {
        TenantScope::acting_for(AccountId::new(Uuid::from_u128(n)))
    }

    #[test]
    fn every_key_of_an_account_begins_with_the_account() {
        let user_id = UserId::new(Uuid::from_u128(7));
        for place in [user(scope(1), user_id).place, credentials(scope(1), user_id).place, account(scope(1)).place] {
            assert!(place.pk.starts_with(&Acting::For(scope(1).account()).prefix()), "{}", place.pk);
            assert!(!place.pk.starts_with(&Acting::For(scope(2).account()).prefix()), "{}", place.pk);
        }
    }

    #[test]
    fn an_item_stands_within_the_prefix_that_lists_it() {
        let id = UserId::new(Uuid::from_u128(7));
        assert_eq!(user(scope(1), id).place.pk, users(scope(1)).pk);
        assert_eq!(stock::<()>(scope(1), "shirt", "sp").place.pk, stock_of::<()>(scope(1), "shirt").pk);
        assert_ne!(stock::<()>(scope(1), "shirt", "sp").place.pk, stock_of::<()>(scope(1), "shir").pk);
    }

    #[test]
    fn versions_of_a_table_sort_as_numbers() {
        let key = |version| freight_table::<()>(scope(1), "expresso", version).place.sk;
        assert!(key(9) < key(10));
    }
}
