use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::Error;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        queue TEXT NOT NULL,
        message_id TEXT NOT NULL,
        body TEXT NOT NULL,
        attributes TEXT NOT NULL,
        group_id TEXT,
        deduplication TEXT,
        source TEXT,
        sent_at INTEGER NOT NULL,
        visible_at INTEGER NOT NULL,
        first_received_at INTEGER,
        receives INTEGER NOT NULL DEFAULT 0,
        receipt TEXT
    );
    CREATE INDEX IF NOT EXISTS message_in_order ON message (queue, id);
    CREATE INDEX IF NOT EXISTS message_when_due ON message (queue, visible_at);
    CREATE INDEX IF NOT EXISTS message_of_group ON message (queue, group_id, visible_at) WHERE group_id IS NOT NULL;
    CREATE TABLE IF NOT EXISTS deduplication (
        queue TEXT NOT NULL, name TEXT NOT NULL, message_id TEXT NOT NULL, until INTEGER NOT NULL,
        PRIMARY KEY (queue, name)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL);
";

/// Everything that the edition itself must not forget, in one file: queues, checkpoints, the outbox.
#[derive(Clone, Debug)]
pub(crate) struct Ledger(Arc<Mutex<Connection>>);

impl Ledger {
    /// Opens the file, and makes it where there is none.
    pub(crate) fn open(file: &Path) -> Result<Self, Error> {
        let damaged = |error: rusqlite::Error| Error::Damaged { file: file.to_path_buf(), reason: error.to_string() };
        let connection = open(file).map_err(damaged)?;
        check(&connection).map_err(|reason| Error::Damaged { file: file.to_path_buf(), reason })?;
        connection.execute_batch(SCHEMA).map_err(damaged)?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn setting(&self, name: &str) -> rusqlite::Result<Option<String>> {
        self.connection()
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()
    }

    pub(crate) fn set(&self, name: &str, value: &str) -> rusqlite::Result<()> {
        self.connection()
            .prepare_cached("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2")?
            .execute(params![name, value])?;
        Ok(())
    }
}

/// Opens a SQLite file so that what is committed survives the end of this process, however it ends.
pub(crate) fn open(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "cache_size", -512)?;
    Ok(connection)
}

/// Looks for damage in every page of a file. Files too large to read through at each start are taken as they are.
pub(crate) fn check(connection: &Connection) -> Result<(), String> {
    let size = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let bytes = size("page_count").and_then(|pages| Ok(pages.saturating_mul(size("page_size")?)));
    if bytes.map_err(|error| error.to_string())? > 128 * 1024 * 1024 {
        return Ok(());
    }
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| error.to_string())?;
    if verdict == "ok" { Ok(()) } else { Err(verdict.lines().last().unwrap_or_default().to_string()) }
}
