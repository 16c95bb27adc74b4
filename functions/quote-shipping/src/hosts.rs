//! Which account a host belongs to, as it was read a moment ago.

use domain::id::AccountId;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::Mutex;

/// How long a host is believed without asking the table again.
const BELIEVED: SignedDuration = SignedDuration::from_secs(60);
/// Hosts believed at once; beyond it all are asked again.
const KEPT: usize = 10_000;

/// The hosts that were asked for lately, also those that belong to nobody.
#[derive(Debug, Default)]
pub(crate) struct Hosts(Mutex<HashMap<String, (Option<AccountId>, Timestamp)>>);

impl Hosts {
    /// What was read of a host; none when it has to be read.
    pub(crate) fn get(&self, name: &str, now: Timestamp) -> Option<Option<AccountId>> {
        let known = self.0.lock().ok()?;
        known.get(name).filter(|(_, until)| *until > now).map(|(account, _)| *account)
    }

    /// Keeps what was read.
    pub(crate) fn keep(&self, name: &str, account: Option<AccountId>, now: Timestamp) {
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(name.to_owned(), (account, now.checked_add(BELIEVED).unwrap_or(now)));
        }
    }
}
