//! Keys of an account, its people, its keys and its links.

use super::{ITSELF, Key, Prefix, global, own, own_prefix};
use domain::access::{GlobalScope, TenantScope};
use domain::account::{Account, ApiKey, Credentials, Session, User};
use domain::email::Email;
use domain::id::{AccountId, ImportId, KeyId, SessionId, UserId};
use domain::link::Link;

const USER: &str = "USER";
const API_KEY: &str = "APIKEY";

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

/// AP-153: one import of users or holidays.
#[must_use]
pub fn account_import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "account_import", "ACCOUNTIMPORT", &id.to_string())
}

/// AP-154: the imports of users and holidays, newest first.
#[must_use]
pub fn account_imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, "ACCOUNTIMPORT", true)
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

/// AP-137: wrong passwords for a login that nobody has, by its keyed digest.
#[must_use]
pub fn guesses(login: &str) -> Key<Credentials> {
    global(GlobalScope::Login, "guesses", &format!("GUESSES#{login}"))
}

/// AP-138: that a user was sent a link to choose another password a moment ago.
#[must_use]
pub fn reset_sent(scope: TenantScope, user: UserId) -> Key<()> {
    own(scope, "reset_sent", &format!("RESETSENT#{user}"), ITSELF)
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

/// Whose calls arrive under a name.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HostOwner {
    /// The account.
    pub account: AccountId,
}

/// AP-26: the account that calls without proof are for, by the host they were sent to or the short name they give, in
/// small letters.
#[must_use]
pub fn host(name: &str) -> Key<HostOwner> {
    global(GlobalScope::Host, "host", name)
}

/// AP-11: what a link opens, by the hexadecimal SHA-256 digest of its token.
#[must_use]
pub fn link(token_digest: &str) -> Key<Link> {
    global(GlobalScope::Link, "link", token_digest)
}
