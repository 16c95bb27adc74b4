//! Every SMS and e-mail that would have left for a person.

mod page;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use page::{STYLE, page};

use crate::clock::Clock;
use crate::ledger::Ledger;

/// How many of the newest entries are shown.
const SHOWN: i64 = 500;

/// One message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// `sms` or `email`.
    pub(crate) channel: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) subject: Option<String>,
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    /// The service it is about.
    pub(crate) service: Option<String>,
    /// The event that caused it.
    pub(crate) event: Option<String>,
    pub(crate) at: Timestamp,
    /// An answer that came in, which is shown with its conversation but is not in the outbox.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) inbound: bool,
}

impl Entry {
    /// An SMS without more than its text.
    pub(crate) fn sms(to: &str, text: &str, at: Timestamp) -> Self {
        Self {
            id: uuid::Uuid::new_v4().to_string(),
            channel: "sms".into(),
            from: String::new(),
            to: to.into(),
            subject: None,
            text: text.into(),
            html: None,
            service: None,
            event: None,
            at,
            inbound: false,
        }
    }
}

/// The outbox, kept in the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    ledger: Ledger,
    clock: Clock,
}

impl Outbox {
    pub(crate) fn new(ledger: Ledger, clock: Clock) -> Self {
        Self { ledger, clock }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Keeps an entry and answers its id.
    pub(crate) fn add(&self, entry: Entry) -> rusqlite::Result<String> {
        let text = serde_json::to_string(&entry).unwrap_or_default();
        self.ledger.connection().prepare_cached("INSERT INTO outbox (entry) VALUES (?1)")?.execute([text])?;
        Ok(entry.id)
    }

    /// The newest first.
    pub(crate) fn newest(&self) -> rusqlite::Result<Vec<Entry>> {
        let connection = self.ledger.connection();
        let mut statement = connection.prepare_cached("SELECT entry FROM outbox ORDER BY id DESC LIMIT ?1")?;
        let texts = statement.query_map([SHOWN], |row| row.get::<_, String>(0))?;
        Ok(texts.filter_map(|text| serde_json::from_str(&text.ok()?).ok()).collect())
    }
}
