//! The single table: keys, reads, and commits of one transaction each.
//!
//! In reading order: [`keys`] lists every access pattern, [`Store`] reads, [`Commit`] writes, [`guard`] refuses what
//! leaves the acting account. The charts of entities and access patterns stand in the crate's README.

mod commit;
mod customers;
mod due;
mod error;
mod guard;
mod item;
pub mod keys;
mod links;
mod messages;
mod misses;
mod outbox;
mod packed;
mod positions;
mod proofs;
mod reads;
mod registers;
mod removal;
mod routes;
mod schedule;
mod services;

pub use commit::{Answer, Commit, Counter};
pub use customers::contact;
pub use due::{DuePage, Unreadable};
pub use error::Error;
pub use item::{Stored, Version};
pub use keys::{Key, Prefix};
pub use outbox::{Waiting, WaitingPage};
pub use packed::{Packed, PackedJson};
pub use reads::{Listed, Page};
pub use registers::{Search, Seen};
pub use services::{Rows, ServiceLists, invoice_lookup};

use aws_sdk_dynamodb::{Client, config::Builder};
use std::sync::Arc;

/// The table. Cheap to clone; all clones share one connection pool.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: Arc<str>,
}

impl Store {
    /// Opens the table named `table`. Nothing is read yet.
    #[must_use]
    pub fn new(sdk: &aws_config::SdkConfig, table: &str) -> Self {
        let config = Builder::from(sdk).interceptor(guard::KeyGuard);
        Self { client: Client::from_conf(config.build()), table: Arc::from(table) }
    }
}
