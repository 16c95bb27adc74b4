use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::{Map, Value, json};
use tokio::sync::watch;

use crate::ledger;
use crate::template::{REGION, stream_arn};

/// What the engine adds to a stored sequence number to make the public one of 21 digits.
const PUBLIC: u128 = 100_000_000_000_000_000_000;

/// One change in the table.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// Position in the stream, which grows by commit.
    pub(crate) position: i64,
    pub(crate) sequence: String,
    /// Seconds since the epoch.
    pub(crate) at: i64,
    /// The record as functions get it.
    pub(crate) event: Value,
    pub(crate) size: usize,
}

/// The table's stream, read and trimmed beside the engine, through connections of our own to its file.
///
/// The engine never removes what it has written to a stream and looks all of it over at every write. So the records that
/// every reader has had are deleted here, all but the newest, from which the engine counts on; and an index makes that
/// look a short one while a reader lags behind.
#[derive(Clone, Debug)]
pub(crate) struct Stream(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    table: String,
    view: String,
    reads: Mutex<Connection>,
    trims: Mutex<Connection>,
    end: watch::Sender<i64>,
}

impl Stream {
    pub(crate) fn open(file: &Path, table: &str, view: &str) -> rusqlite::Result<Self> {
        let trims = ledger::open(file)?;
        trims.execute_batch(
            "CREATE INDEX IF NOT EXISTS entrega_stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
        )?;
        let reads = ledger::open(file)?;
        let stream = Self(Arc::new(Inner {
            table: table.into(),
            view: view.into(),
            reads: Mutex::new(reads),
            trims: Mutex::new(trims),
            end: watch::Sender::new(0),
        }));
        stream.look()?;
        Ok(stream)
    }

    fn reads(&self) -> MutexGuard<'_, Connection> {
        self.0.reads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The position of the newest record, read from the file; whoever waits for it is told.
    pub(crate) fn look(&self) -> rusqlite::Result<i64> {
        let end: Option<i64> = self
            .reads()
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = '_stream_records'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        let end = end.unwrap_or(0);
        self.0.end.send_if_modified(|known| std::mem::replace(known, end) != end);
        Ok(end)
    }

    /// Follows the position of the newest record.
    pub(crate) fn follow(&self) -> watch::Receiver<i64> {
        self.0.end.subscribe()
    }

    /// Up to `most` records after a position, in order.
    pub(crate) fn after(&self, position: i64, most: usize) -> rusqlite::Result<Vec<Record>> {
        let connection = self.reads();
        let mut statement = connection.prepare_cached(
            "SELECT id, event_name, keys_json, new_image, old_image, sequence_number, created_at, user_identity, event_id
             FROM _stream_records WHERE id > ?1 AND table_name = ?2 ORDER BY id LIMIT ?3",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        statement.query_map(params![position, self.0.table, most], |row| self.record(row))?.collect()
    }

    /// Removes the records up to a position, all but the newest of all.
    pub(crate) fn trim(&self, position: i64) -> rusqlite::Result<usize> {
        let connection = self.0.trims.lock().unwrap_or_else(PoisonError::into_inner);
        connection
            .prepare_cached(
                "DELETE FROM _stream_records WHERE id <= ?1 AND id < (SELECT MAX(id) FROM _stream_records)",
            )?
            .execute([position])
    }

    fn record(&self, row: &Row<'_>) -> rusqlite::Result<Record> {
        let text = |index: usize| row.get::<_, Option<String>>(index);
        let image = |text: Option<String>| text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let stored: String = row.get(5)?;
        let sequence = stored.parse::<u128>().unwrap_or(0).saturating_add(PUBLIC).to_string();
        let at: i64 = row.get(6)?;
        let (keys, new, old) = (text(2)?, text(3)?, text(4)?);
        let size = [&keys, &new, &old].into_iter().flatten().map(String::len).sum();
        let mut change = Map::new();
        let mut add = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                change.insert(name.into(), value);
            }
        };
        add("ApproximateCreationDateTime", Some(json!(at)));
        add("Keys", image(keys));
        add("NewImage", image(new));
        add("OldImage", image(old));
        add("SequenceNumber", Some(json!(sequence)));
        add("SizeBytes", Some(json!(size)));
        add("StreamViewType", Some(json!(self.0.view)));
        let mut event = json!({
            "eventID": text(8)?.unwrap_or_else(|| stored.clone()),
            "eventName": text(1)?,
            "eventVersion": "1.1",
            "eventSource": "aws:dynamodb",
            "awsRegion": REGION,
            "dynamodb": change,
            "eventSourceARN": stream_arn(&self.0.table),
        });
        if let (Some(identity), Some(event)) = (image(text(7)?), event.as_object_mut()) {
            event.insert("userIdentity".into(), identity);
        }
        Ok(Record { position: row.get(0)?, sequence, at, event, size })
    }
}
