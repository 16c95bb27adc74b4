//! All that a world holds, as one text to search.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use crate::world::World;
use rusqlite::Connection;
use std::path::Path;

/// Every item of the table, events and their outbox among them, and every file of the buckets with its name.
#[must_use]
pub fn everything(world: &World) -> String {
    let folder = world.folder().path();
    let table = world.edition().env().require("TABLE_NAME").expect("the table has a name").replace('"', "\"\"");
    let connection = Connection::open(folder.join("table.sqlite")).expect("the table can be opened");
    let mut statement =
        connection.prepare(&format!("SELECT item_json FROM \"{table}\"")).expect("the table can be read");
    let items = statement.query_map([], |row| row.get::<_, String>(0)).expect("the table can be read");
    let mut whole: Vec<String> = items.map(|item| item.expect("an item can be read")).collect();
    files(&folder.join("buckets"), &mut whole);
    whole.join("\n")
}

fn files(folder: &Path, whole: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            files(&entry.path(), whole);
            continue;
        }
        whole.push(entry.path().display().to_string());
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        whole.push(String::from_utf8_lossy(&bytes).into_owned());
    }
}
