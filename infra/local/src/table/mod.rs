//! The table: its engine in a file, the API it answers by, and what AWS does to it unasked.

mod answer;
mod api;
mod once;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use dynoxide::Database;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::Error;
use crate::http;
use crate::ledger::{self, Ledger};
use crate::tasks::{self, Tasks};
use crate::template;

/// How often expired items are looked for by the machine's clock. AWS takes its time as well.
const SWEEP: Duration = Duration::from_secs(600);
/// How many expired items are deleted in one go.
const PAGE: usize = 200;

/// The table, in a file.
#[derive(Clone)]
pub(crate) struct Table(Arc<Inner>);

struct Inner {
    database: Database,
    file: std::path::PathBuf,
    name: String,
    keys: Vec<String>,
    ttl: Option<String>,
}

impl Table {
    /// Opens the file and makes the table as the template defines it.
    pub(crate) fn open(file: &Path, definition: &template::Table, ledger: &Ledger) -> Result<Self, Error> {
        let damaged = |reason: String| Error::Damaged { file: file.to_path_buf(), reason };
        let fresh = !file.exists();
        if !fresh {
            // Looked at before the engine opens it, which would find damage only when it comes across it.
            let connection = Connection::open(file).map_err(|error| damaged(error.to_string()))?;
            ledger::check(&connection).map_err(damaged)?;
        }
        let path = file.to_str().ok_or_else(|| damaged("its path is not UTF-8".into()))?;
        let database = Database::new(path).map_err(|error| damaged(error.to_string()))?;
        let keys = definition.definition.get("KeySchema").and_then(Value::as_array).into_iter().flatten();
        let keys = keys.filter_map(|key| Some(key.get("AttributeName")?.as_str()?.to_string())).collect();
        let table = Self(Arc::new(Inner {
            database,
            file: file.to_path_buf(),
            name: definition.name.clone(),
            keys,
            ttl: definition.ttl.clone(),
        }));
        table.define(&definition.definition, ledger).map_err(|reason| Error::Engine { engine: "the table", reason })?;
        Ok(table)
    }

    fn define(&self, definition: &Value, ledger: &Ledger) -> Result<(), String> {
        let Inner { database, name, ttl, .. } = &*self.0;
        let wanted = definition.to_string();
        let known = ledger.setting("table").map_err(|error| error.to_string())?;
        let there = database.get_table_metadata(name).map_err(|error| error.to_string())?.is_some();
        if there && known.as_ref().is_some_and(|known| *known != wanted) {
            return Err(
                "the template defines another table than the data was written with; start over with --reset".into()
            );
        }
        if !there {
            let request = serde_json::from_value(definition.clone()).map_err(|error| error.to_string())?;
            database.create_table(request).map_err(|error| error.to_string())?;
            if let Some(attribute) = ttl {
                let specification = json!({"AttributeName": attribute, "Enabled": true});
                let request = json!({"TableName": name, "TimeToLiveSpecification": specification});
                let request = serde_json::from_value(request).map_err(|error| error.to_string())?;
                database.update_time_to_live(request).map_err(|error| error.to_string())?;
            }
        }
        ledger.set("table", &wanted).map_err(|error| error.to_string())
    }

    /// Serves the DynamoDB API until what is given back is told or dropped.
    pub(crate) fn serve(&self, listener: TcpListener) -> (oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let (stop, stopped) = oneshot::channel::<()>();
        let api = Arc::new(api::Api::new(self.0.database.clone()));
        let served = tasks::spawn(async move {
            let end = async {
                let _ = stopped.await;
            };
            let answer = move |request, _| {
                let api = Arc::clone(&api);
                async move { api.answer(request).await }
            };
            http::attend(listener, end, answer).await;
        });
        (stop, served)
    }

    /// Deletes expired items now and then, by the machine's clock.
    pub(crate) fn sweep(&self, tasks: &Tasks) {
        if self.0.ttl.is_none() {
            return;
        }
        let table = self.clone();
        tasks.start_loop(async move {
            loop {
                tokio::time::sleep(SWEEP).await;
                let database = table.0.database.clone();
                if let Ok(Err(error)) = tokio::task::spawn_blocking(move || database.sweep_ttl()).await {
                    tracing::warn!(%error, "expired items were not deleted");
                }
            }
        });
    }

    /// Deletes what is expired at a time that is not the machine's: the engine knows no other, so it is asked item by
    /// item.
    pub(crate) async fn expire(&self, now: Timestamp) -> Result<(), String> {
        let table = self.clone();
        let swept = tokio::task::spawn_blocking(move || table.0.expire(now.as_second())).await;
        swept.map_err(|error| error.to_string())?
    }
}

impl Inner {
    fn expire(&self, now: i64) -> Result<(), String> {
        let Some(attribute) = &self.ttl else { return Ok(()) };
        let connection = Connection::open(&self.file).map_err(|error| error.to_string())?;
        loop {
            let keys = self.expired(&connection, attribute, now).map_err(|error| error.to_string())?;
            for key in &keys {
                let request = json!({
                    "TableName": self.name,
                    "Key": key,
                    "ConditionExpression": "#ttl < :now",
                    "ExpressionAttributeNames": {"#ttl": attribute},
                    "ExpressionAttributeValues": {":now": {"N": now.to_string()}},
                });
                let request = serde_json::from_value(request).map_err(|error| error.to_string())?;
                // Prolonged in between: then it stays.
                let _ = self.database.delete_item(request);
            }
            if keys.len() < PAGE {
                return Ok(());
            }
        }
    }

    fn expired(&self, connection: &Connection, attribute: &str, now: i64) -> rusqlite::Result<Vec<Value>> {
        let table = self.name.replace('"', "\"\"");
        let mut statement = connection.prepare(&format!(
            "SELECT item_json FROM \"{table}\" WHERE CAST(json_extract(item_json, ?1) AS INTEGER) < ?2 LIMIT ?3"
        ))?;
        let page = i64::try_from(PAGE).unwrap_or(i64::MAX);
        let path = format!("$.\"{attribute}\".N");
        let items = statement.query_map(rusqlite::params![path, now, page], |row| row.get::<_, String>(0))?;
        let mut keys = Vec::new();
        for item in items {
            let item: Value = serde_json::from_str(&item?).unwrap_or_default();
            let key = self.keys.iter().filter_map(|name| Some((name.clone(), item.get(name)?.clone())));
            keys.push(Value::Object(key.collect()));
        }
        Ok(keys)
    }
}
