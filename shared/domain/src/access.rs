//! Who asks, and on whose behalf: the nouns that every request, key and permission is made of.

use crate::id::{AccountId, DriverId, KeyId, LinkId, UserId};
use crate::language::Language;
use crate::visibility::{Reach, Visibility};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The right to touch what one account owns. Keys of the table and of the bucket are only made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TenantScope(AccountId);

impl TenantScope {
    /// Acts for an account. Called where an account has been established: by `edge` from proven credentials, and by
    /// the consumers of the table's own stream and queues, whose records name the account they belong to.
    #[must_use]
    pub const fn acting_for(account: AccountId) -> Self {
        Self(account)
    }

    /// The account.
    #[must_use]
    pub const fn account(self) -> AccountId {
        self.0
    }
}

/// The partitions that belong to no account. Each holds identifiers only and is reached by one named function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GlobalScope {
    /// Login e-mail -> user.
    Login,
    /// API key id -> account.
    ApiKey,
    /// Hash of a link's token -> what it opens.
    Link,
    /// Inbound phone number -> account.
    InboundPhone,
    /// Host name -> account.
    Host,
    /// Work that falls due, in shards.
    Due,
    /// Events that wait to be published, in shards.
    Outbox,
    /// What a provider calls a message -> message: its receipts name nothing else.
    Provider,
}

/// What a signed-in person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything in the account.
    Manager,
    /// The daily operation: services, routes, freight; no account settings, users or keys.
    Operator,
    /// Reads what refers to its own partner.
    Partner,
    /// The operation of its own transport company.
    Carrier,
    /// The chat with drivers.
    Support,
    /// What a driver's device does: the own routes, and the services that are or were on them.
    Driver,
    /// A program: what a secret API key may do. No person has it.
    Api,
    /// The program of a shop: quotes, and handing over orders. No person has it.
    Store,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Manager,
        Self::Operator,
        Self::Partner,
        Self::Carrier,
        Self::Support,
        Self::Driver,
        Self::Api,
        Self::Store,
    ];
    /// All roles but that of drivers, who have their own few routes.
    pub const OFFICE: [Self; 7] =
        [Self::Manager, Self::Operator, Self::Partner, Self::Carrier, Self::Support, Self::Api, Self::Store];

    /// Whether people have it; the others are for programs.
    #[must_use]
    pub const fn is_for_people(self) -> bool {
        !matches!(self, Self::Api | Self::Store)
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Operator => "operator",
            Self::Partner => "partner",
            Self::Carrier => "carrier",
            Self::Support => "support",
            Self::Driver => "driver",
            Self::Api => "api",
            Self::Store => "store",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// `{0}` is not a role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a role is one of manager, operator, partner, carrier, support, driver; of a key, api or store")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or(UnknownRole)
    }
}

/// Whoever a request comes from, once that is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A program with a secret API key.
    Machine {
        /// The account of the key.
        account: AccountId,
        /// The key.
        key: KeyId,
        /// What the key may do.
        role: Role,
    },
    /// A storefront with a publishable key, on one of the key's origins.
    Storefront {
        /// The account of the key.
        account: AccountId,
        /// The key.
        key: KeyId,
    },
    /// A person who signed in.
    User {
        /// The account of the user.
        account: AccountId,
        /// The user.
        user: UserId,
        /// What the user may do.
        role: Role,
        /// What the user may do it to.
        reach: Reach,
        /// The language the user reads.
        language: Language,
    },
    /// A person who opened a link of ours.
    Recipient {
        /// The account that sent the link.
        account: AccountId,
        /// The link.
        link: LinkId,
    },
}

impl Caller {
    /// The account that the caller belongs to.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        match self {
            Self::Machine { account, .. }
            | Self::Storefront { account, .. }
            | Self::User { account, .. }
            | Self::Recipient { account, .. } => *account,
        }
    }

    /// The right to the account's data.
    #[must_use]
    pub const fn scope(&self) -> TenantScope {
        TenantScope::acting_for(self.account())
    }

    /// What the caller may see of the account's rows. Pages of a shop and holders of a link see none of them: what they
    /// open, they open by name.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        match self {
            Self::Machine { .. } => Visibility::unrestricted(),
            Self::User { role, reach, .. } => reach.visibility(*role),
            Self::Storefront { .. } | Self::Recipient { .. } => Visibility::nothing(),
        }
    }

    /// The driver who asks, when it is one.
    #[must_use]
    pub const fn driver(&self) -> Option<DriverId> {
        match self {
            Self::User { role: Role::Driver, reach, .. } => reach.driver,
            _ => None,
        }
    }

    /// The caller as it stands in a timeline: kind and id, no personal data.
    #[must_use]
    pub fn author(&self) -> String {
        match self {
            Self::Machine { key, .. } | Self::Storefront { key, .. } => format!("key:{key}"),
            Self::User { user, .. } => format!("user:{user}"),
            Self::Recipient { link, .. } => format!("link:{link}"),
        }
    }
}

/// What somebody may do and see, kept for work that goes on in their name when they are not asking any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    role: Role,
    reach: Reach,
}

impl Standing {
    /// That of a caller. Pages of a shop and holders of a link see nothing.
    #[must_use]
    pub fn of(caller: &Caller) -> Self {
        let (role, reach) = match caller {
            Caller::User { role, reach, .. } => (*role, reach.clone()),
            Caller::Machine { role, .. } => (*role, Reach::default()),
            // A partner of nobody.
            Caller::Storefront { .. } | Caller::Recipient { .. } => (Role::Partner, Reach::default()),
        };
        Self { role, reach }
    }

    /// What they may see of the account's rows.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        self.reach.visibility(self.role)
    }
}

/// A request that must have its effect once, however often it is sent: the digest of who asks for what under which
/// key, and the digest of what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    name: String,
    content: String,
}

impl Idempotency {
    /// Both are hexadecimal SHA-256 digests, made by `edge`: `name` of the caller, the route and the client's key,
    /// `content` of the body.
    #[must_use]
    pub const fn new(name: String, content: String) -> Self {
        Self { name, content }
    }

    /// Digest of the caller, the route and the client's key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Digest of the request's body.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }
}
