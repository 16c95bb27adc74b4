//! What every function that answers requests has in common.

use crate::doorstep::Doorstep;
use crate::request::hex;
use crate::{Clock, Env, Service, StartError, credentials};
use domain::account::{ApiKey, KeyKind};
use domain::id::KeyId;
use domain::phone::{Digested, Phone};
use jiff::{SignedDuration, Timestamp};
use secrets::{Keys, Secrets};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::Store;
use uuid::{ContextV7, Uuid};

/// The table, the deployment's keys and the clock. Cheap to clone.
#[derive(Clone)]
pub struct Gate {
    store: Store,
    keys: Arc<Keys>,
    clock: Clock,
    link_base: Arc<str>,
    doorstep: Arc<Doorstep>,
    known: Arc<Mutex<HashMap<KeyId, Known>>>,
    counter: Arc<Mutex<ContextV7>>,
}

/// An API key as it was read a moment ago; none when there is no such key.
#[derive(Clone)]
struct Known {
    key: Option<(domain::id::AccountId, ApiKey)>,
    until: Timestamp,
}

/// How long a key is believed without asking the table again: the time by which a revoked one stops working.
const KEY_BELIEVED: SignedDuration = SignedDuration::from_secs(60);
/// Keys believed at once; beyond it all are asked again.
const KEYS_KEPT: usize = 10_000;

impl Gate {
    /// Opens the table and reads the deployment's keys.
    ///
    /// # Errors
    /// [`StartError`] when a setting is missing or the keys cannot be read.
    pub async fn open(env: &Env) -> Result<Self, StartError> {
        let table = env.require("TABLE_NAME")?;
        let store = Store::new(&env.sdk(Service::DynamoDb).await, table);
        let secrets = Secrets::new(&env.sdk(Service::Ssm).await, env.require("SECRETS_PREFIX")?);
        let keys = secrets.read().await.map_err(StartError::new)?;
        Ok(Self {
            store,
            keys: Arc::new(keys),
            clock: env.clock().clone(),
            link_base: Arc::from(env.get("LINK_BASE").unwrap_or_default()),
            doorstep: Arc::default(),
            known: Arc::default(),
            counter: Arc::new(Mutex::new(ContextV7::new())),
        })
    }

    /// The table.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh `UUIDv7` of this moment. Those of one process sort in the order in which they were made, also within
    /// a millisecond.
    #[must_use]
    pub fn fresh(&self) -> Uuid {
        fresh(&self.counter, Duration::try_from(self.now().as_duration()).unwrap_or_default())
    }

    /// What the addresses in messages begin with, without a slash at the end.
    #[must_use]
    pub fn link_base(&self) -> &str {
        &self.link_base
    }

    /// A telephone number as keys of the table have it.
    #[must_use]
    pub fn number(&self, phone: &Phone) -> Digested {
        let digest = credentials::seal(self.keys.pepper.bytes(), &[b"phone", phone.as_str().as_bytes()]);
        Digested::new(hex(&digest))
    }

    /// The deployment's keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// A digest of words that are few enough to be guessed: under the deployment's pepper, and of this one thing only.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn digest_of<T: serde::Serialize>(&self, of: Uuid, words: &T) -> Result<String, serde_json::Error> {
        let words = serde_json::to_vec(words)?;
        Ok(crate::credentials::secret_hash(self.keys.pepper.bytes(), &[of.as_bytes(), &*words].concat()))
    }

    pub(crate) fn doorstep(&self) -> &Doorstep {
        &self.doorstep
    }

    pub(crate) fn cursor_key(&self) -> &[u8] {
        self.keys.cursor.bytes()
    }

    /// A key that is not revoked, with its account. Believed for a minute, also that there is none.
    pub(crate) async fn api_key(&self, id: KeyId) -> Result<Option<(domain::id::AccountId, ApiKey)>, store::Error> {
        let now = self.now();
        if let Some(known) =
            self.known.lock().ok().and_then(|known| known.get(&id).cloned()).filter(|known| known.until > now)
        {
            return Ok(known.key);
        }
        let key = self.read_api_key(id, now).await?;
        if let Ok(mut known) = self.known.lock() {
            if known.len() >= KEYS_KEPT {
                known.clear();
            }
            let until = now.checked_add(KEY_BELIEVED).unwrap_or(now);
            known.insert(id, Known { key: key.clone(), until });
        }
        Ok(key)
    }

    async fn read_api_key(
        &self,
        id: KeyId,
        now: Timestamp,
    ) -> Result<Option<(domain::id::AccountId, ApiKey)>, store::Error> {
        let Some(owner) = self.store.read(&store::keys::key_owner(id), now).await? else { return Ok(None) };
        let account = owner.value.account;
        let scope = domain::access::TenantScope::acting_for(account);
        let key = self.store.read(&store::keys::api_key(scope, id), now).await?.map(|stored| stored.value);
        Ok(key.filter(|key| key.revoked_at.is_none()).map(|key| (account, key)))
    }
}

impl AsRef<Gate> for Gate {
    fn as_ref(&self) -> &Gate {
        self
    }
}

fn fresh(counter: &Mutex<ContextV7>, since_epoch: Duration) -> Uuid {
    Uuid::new_v7(uuid::Timestamp::from_unix(counter, since_epoch.as_secs(), since_epoch.subsec_nanos()))
}

/// Whether an origin may use a publishable key.
pub(crate) fn allows(key: &ApiKey, origin: Option<&str>) -> bool {
    match (key.kind, origin) {
        (KeyKind::Secret, _) => true,
        // Programs that are no browser send no origin; what a key can do without one is what it can do in a page.
        (KeyKind::Publishable, None) => true,
        (KeyKind::Publishable, Some(origin)) => key.origins.iter().any(|allowed| allowed == origin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_one_moment_sort_as_they_were_made() {
        let counter = Mutex::new(ContextV7::new());
        let moment = Duration::from_millis(1_795_000_000_123);
        let made: Vec<Uuid> = (0..1_000).map(|_| fresh(&counter, moment)).collect();
        let mut sorted = made.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(made, sorted);
    }
}
