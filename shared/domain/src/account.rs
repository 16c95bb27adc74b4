//! The account and the people who sign in to it.

use crate::access::Role;
use crate::currency::Currency;
use crate::email::Email;
use crate::id::{AccountId, KeyId, SessionId, UserId};
use crate::language::Language;
use crate::postal::Country;
use crate::visibility::Reach;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A name that people read: 1 to 150 characters, no control characters, no blank ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// A name has 1 to 150 characters, none of them a control character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 150 characters, none of them a control or direction-changing character")]
pub struct InvalidName;

impl Name {
    /// Trims blank ends and checks the rest.
    ///
    /// # Errors
    /// [`InvalidName`] when nothing is left, when it is longer than 150 characters, or when it holds control or
    /// direction-changing characters.
    pub fn new(text: &str) -> Result<Self, InvalidName> {
        let text = text.trim();
        let hidden = |c: char| {
            c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        if text.is_empty() || text.chars().count() > 150 || text.chars().any(hidden) {
            return Err(InvalidName);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = InvalidName;

    fn try_from(text: String) -> Result<Self, InvalidName> {
        Self::new(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// A contracting company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// Its name, as its users read it.
    pub name: Name,
    /// The IANA name of the time zone it works in.
    pub time_zone: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// The language of those who have not chosen one.
    pub language: Language,
    /// The country it works in, whose rules documents, telephone numbers and plates follow; none checks them plainly.
    #[serde(default)]
    pub country: Option<Country>,
    /// When it was founded.
    pub created_at: Timestamp,
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Its identifier.
    pub id: UserId,
    /// The login, unique over all accounts.
    pub email: Email,
    /// The name others see.
    pub name: Name,
    /// What the user may do.
    pub role: Role,
    /// What the user may do it to.
    #[serde(default)]
    pub reach: Reach,
    /// The language the user reads.
    pub language: Language,
    /// Whether the user may sign in.
    pub active: bool,
    /// When the user was added.
    pub created_at: Timestamp,
}

/// How a user proves who they are. It is an item of its own, so that no listing of users can show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credentials {
    /// Argon2id hash in PHC form; none until the invitation is accepted.
    pub password_hash: Option<String>,
    /// Wrong passwords in a row since the last right one.
    pub failures: u32,
    /// Until when sign-in is refused.
    pub locked_until: Option<Timestamp>,
    /// When the newest of them came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_at: Option<Timestamp>,
    /// When the password was chosen. What was opened before it, sessions and links, has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

impl Credentials {
    /// Wrong passwords in a row after which sign-in is refused for a while.
    pub const FAILURES_BEFORE_LOCK: u32 = 5;
    /// Wrong passwords are forgotten when none came for so long.
    pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

    /// Those of a password that is chosen at `now`.
    #[must_use]
    pub fn chosen(password_hash: Option<String>, now: Timestamp) -> Self {
        Self { password_hash, changed_at: Some(now), ..Self::default() }
    }

    /// Whether something that was made at a time was made before the password was chosen.
    #[must_use]
    pub fn outlive(&self, made: Timestamp) -> bool {
        self.changed_at.is_some_and(|changed| made.as_millisecond() < changed.as_millisecond())
    }

    /// How long sign-in stays refused at `now`; none when it is open.
    #[must_use]
    pub fn locked_for(&self, now: Timestamp) -> Option<SignedDuration> {
        self.locked_until.filter(|until| *until > now).map(|until| until.duration_since(now))
    }

    /// After a wrong password. From the fifth in a row on, each one locks: 1 minute, then twice as long each time, up
    /// to an hour.
    #[must_use]
    pub fn after_failure(mut self, now: Timestamp) -> Self {
        let forgotten = self.forgets_at().is_some_and(|at| at <= now);
        self.failures = if forgotten { 1 } else { self.failures.saturating_add(1) };
        self.failed_at = Some(now);
        if let Some(beyond) = self.failures.checked_sub(Self::FAILURES_BEFORE_LOCK) {
            let minutes = 1_i64.checked_shl(beyond.min(6)).unwrap_or(64).min(60);
            self.locked_until = now.checked_add(SignedDuration::from_mins(minutes)).ok();
        }
        self
    }

    /// When the wrong passwords are forgotten; none when there are none.
    #[must_use]
    pub fn forgets_at(&self) -> Option<Timestamp> {
        self.failed_at.map(|at| at.checked_add(Self::FORGOTTEN_AFTER).unwrap_or(Timestamp::MAX))
    }

    /// After the right password.
    #[must_use]
    pub fn after_success(mut self) -> Self {
        self.failures = 0;
        self.locked_until = None;
        self.failed_at = None;
        self
    }
}

/// A password that may be chosen: 10 to 200 characters and not one of the few that everybody tries.
///
/// # Errors
/// [`WeakPassword`] otherwise.
pub fn check_password(password: &str) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    let mut letters: Vec<char> = password.to_lowercase().chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if (10..=200).contains(&length) && letters.len() >= 5 { Ok(()) } else { Err(WeakPassword) }
}

/// A password has 10 to 200 characters, at least 5 of them different.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a password has 10 to 200 characters, at least 5 of them different")]
pub struct WeakPassword;

/// A signed-in device. Its refresh token changes at every use; one that comes a second time ends the session, since
/// one of the two holders stole it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Its identifier, part of the refresh token.
    pub id: SessionId,
    /// Who signed in.
    pub user: UserId,
    /// Hash of the refresh token that is valid now.
    pub token_hash: String,
    /// Hash of the token before it, and until when that one still works: the answer with the new one may be lost.
    pub previous: Option<(String, Timestamp)>,
    /// When the device has to sign in again.
    pub expires_at: Timestamp,
}

/// What an API key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// Everything the API offers to programs. Kept secret on a server.
    Secret,
    /// Quotes only, from the origins of the key. May stand in a page.
    Publishable,
}

/// An API key. Only a hash of its secret is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKey {
    /// Its identifier, part of the key's text.
    pub id: KeyId,
    /// What it is for, as its maker says.
    pub name: Name,
    /// What it may do.
    pub kind: KeyKind,
    /// Which part of that, for a secret key.
    #[serde(default = "everything_for_programs")]
    pub role: Role,
    /// Origins (`https://shop.example`) from which a publishable key is accepted.
    pub origins: Vec<String>,
    /// HMAC-SHA-256 of the secret under the deployment's pepper, in hexadecimal digits.
    pub secret_hash: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Set once the key is revoked; it never comes back.
    pub revoked_at: Option<Timestamp>,
}

const fn everything_for_programs() -> Role {
    Role::Api
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(times: u32, now: Timestamp) -> Credentials {
        (0..times).fold(Credentials::default(), |credentials, _| credentials.after_failure(now))
    }

    #[test]
    fn the_fifth_wrong_password_in_a_row_locks_for_a_minute_and_each_further_one_doubles_it_up_to_an_hour() {
        let now = Timestamp::UNIX_EPOCH;
        for (failures, minutes) in [
            (0, None),
            (4, None),
            (5, Some(1)),
            (6, Some(2)),
            (7, Some(4)),
            (10, Some(32)),
            (11, Some(60)),
            (500, Some(60)),
        ] {
            assert_eq!(failed(failures, now).locked_for(now), minutes.map(SignedDuration::from_mins), "{failures}");
        }
    }

    #[test]
    fn a_lock_ends_and_the_right_password_forgets_the_wrong_ones() {
        let now = Timestamp::UNIX_EPOCH;
        let locked = failed(5, now);
        let later = now + SignedDuration::from_secs(60);
        assert_eq!(locked.locked_for(later), None);
        assert_eq!(locked.after_success(), Credentials::default());
    }

    #[test]
    fn wrong_passwords_are_forgotten_a_day_after_the_newest() {
        let now = Timestamp::UNIX_EPOCH;
        let four = failed(4, now);
        let hours = |hours| now + SignedDuration::from_hours(hours);
        assert!(four.clone().after_failure(hours(23)).locked_for(hours(23)).is_some());
        let forgotten = four.after_failure(hours(24));
        assert_eq!((forgotten.failures, forgotten.locked_for(hours(24))), (1, None));
    }

    #[test]
    fn what_was_made_before_the_password_was_chosen_has_ended() {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
        let chosen = Credentials::chosen(None, now);
        assert!(chosen.outlive(now - SignedDuration::from_millis(1)));
        assert!(!chosen.outlive(now));
        assert!(!Credentials::default().outlive(Timestamp::UNIX_EPOCH));
    }

    #[test]
    fn a_name_has_something_to_read_and_nothing_hidden() {
        for (text, readable) in [
            ("Ana", true),
            ("  Ana ", true),
            ("José 🚚", true),
            ("", false),
            ("  ", false),
            ("a\u{202e}b", false),
            ("a\0b", false),
        ] {
            assert_eq!(Name::new(text).is_ok(), readable, "{text:?}");
        }
        assert!(Name::new(&"a".repeat(150)).is_ok());
        assert!(Name::new(&"a".repeat(151)).is_err());
    }

    #[test]
    fn a_password_is_long_and_varied() {
        for (password, fine) in [
            ("correct horse", true),
            ("short", false),
            ("aaaaaaaaaaaa", false),
            ("abababababab", false),
            ("senha-longa-1", true),
        ] {
            assert_eq!(check_password(password).is_ok(), fine, "{password}");
        }
    }
}
