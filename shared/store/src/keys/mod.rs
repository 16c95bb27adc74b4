//! Every key of the table, one function per access pattern, one file per area. A key is made from identifiers only, and the key of an
//! item stands beside the prefix that finds it among its neighbours.
//!
//! The type parameter says what lies under the key. Where the noun is not one of `domain`, the caller names it.

mod accounts;
mod customers;
mod events;
mod following;
mod freight;
mod messages;
mod moving;
mod positions;
mod proofs;
mod recipients;
mod registers;
mod reports;
mod schedule;
mod services;

pub use accounts::*;
pub use customers::*;
pub use events::*;
pub use following::*;
pub use freight::*;
pub use messages::*;
pub use moving::*;
pub use positions::*;
pub use proofs::*;
pub use recipients::*;
pub use registers::*;
pub use reports::*;
pub use schedule::*;
pub use services::*;

use domain::access::{GlobalScope, TenantScope};
use domain::id::AccountId;
use serde::de::IgnoredAny;
use std::fmt;
use std::marker::PhantomData;

/// The address of one item.
pub struct Key<T> {
    pub(crate) place: Place,
    noun: PhantomData<fn() -> T>,
}

impl<T> Key<T> {
    /// The same address, to learn of what lies there only whether it is there and in which version.
    #[must_use]
    pub fn unread(self) -> Key<IgnoredAny> {
        Key { place: self.place, noun: PhantomData }
    }
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
    pub(crate) sk: String,
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
            Self::Global(GlobalScope::Provider) => "PROVIDER#".to_owned(),
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
    Prefix { acting, pk: format!("{}{partition}", acting.prefix()), sk: String::new(), newest_first, noun: PhantomData }
}

fn global<T>(scope: GlobalScope, entity: &'static str, id: &str) -> Key<T> {
    let acting = Acting::Global(scope);
    let pk = format!("{}{id}", acting.prefix());
    Key { place: Place { acting, entity, pk, sk: ITSELF.to_owned() }, noun: PhantomData }
}

/// Sort key of an item that has a partition to itself.
const ITSELF: &str = "-";

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::UserId;
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
