//! Files that somebody announces, sends and follows: to be imported, or as evidence.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use crate::merchant::Merchant;
use crate::world::{World, send};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal digits.
#[must_use]
pub fn digest(file: &[u8]) -> String {
    Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The announcement of a file, with what else is to be said of it.
#[must_use]
pub fn announced(name: &str, file: &[u8], more: Value) -> Value {
    let mut said = json!({ "fileName": name, "size": file.len(), "sha256": digest(file) });
    if let (Some(said), Value::Object(more)) = (said.as_object_mut(), more) {
        said.extend(more);
    }
    said
}

/// The PUT that the answer to an announcement asks for, to this address.
pub fn put(client: &Client, upload: &Value, url: &str, file: &[u8]) -> RequestBuilder {
    let headers = upload.get("headers").and_then(Value::as_object).expect("the answer says with which headers");
    let headers = headers.iter().filter(|(name, _)| *name != "content-length");
    headers.fold(client.put(url).body(file.to_vec()), |put, (name, value)| {
        put.header(name, value.as_str().unwrap_or_default())
    })
}

/// Sends a file to where an upload says, and answers with which status it was taken.
pub async fn sent(upload: &Value, file: &[u8]) -> u16 {
    let url = upload.get("url").and_then(Value::as_str).expect("the answer says where to");
    Box::pin(send(put(&Client::new(), upload, url, file))).await.status.as_u16()
}

/// Sends a file to where the answer to its announcement says.
pub async fn upload(asked: &Value, file: &[u8]) {
    let upload = asked.get("upload").expect("the answer says where to");
    assert_eq!(sent(upload, file).await, 200, "{upload}");
}

/// Has a file imported in a manager's name, with what else is to be said of it, and answers the import as it ended.
pub async fn import(world: &World, merchant: &Merchant, path: &str, more: Value, file: &[u8]) -> Value {
    let asked = send(merchant.post(world, path).json(&announced("table.csv", file, more))).await;
    assert_eq!((asked.status.as_u16(), asked.text("status")), (201, "awaiting_upload".to_owned()), "{}", asked.text);
    upload(&asked.json, file).await;
    world.settle().await;
    send(merchant.request(world, Method::GET, asked.header("location"))).await.json
}

/// What an import counted under these names.
#[must_use]
pub fn counts<const N: usize>(import: &Value, names: [&str; N]) -> [u64; N] {
    names.map(|name| import.get(name).and_then(Value::as_u64).unwrap_or(u64::MAX))
}

/// Row, column and rule of each of the first errors of an import.
#[must_use]
pub fn errors(import: &Value) -> Vec<(u64, &str, &str)> {
    let list = import.get("errors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|error| {
            let text = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
            (error.get("row").and_then(Value::as_u64).unwrap_or_default(), text("column"), text("rule"))
        })
        .collect()
}
