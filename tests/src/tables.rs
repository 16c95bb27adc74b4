//! Freight tables, from a text to serving.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use crate::world::{World, send};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The columns of the freight template.
pub const HEADER: &str = "ZipCodeStart,ZipCodeEnd,PolygonName,WeightStart,WeightEnd,AbsoluteMoneyCost,PricePercent,\
     PriceByExtraWeight,MaxVolume,TimeCost,Country,MinimumValueInsurance";

/// Imports a table of these rows for a policy of whoever has the key, and answers the import as it ended.
pub async fn import(world: &World, key: &str, policy: &str, rows: &[&str]) -> Value {
    let file = format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes();
    let sha256: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
    let ask = json!({ "policy": policy, "fileName": "table.csv", "size": file.len(), "sha256": sha256 });
    let request = world.request(Method::POST, "/v1/freight-table-imports").bearer_auth(key);
    let asked = send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(&ask)).await;
    let upload = asked.json.get("upload").expect("an address to upload to");
    let url = upload.get("url").and_then(Value::as_str).expect("an address to upload to");
    let mut put = reqwest::Client::new().put(url).body(file);
    for (name, value) in upload.get("headers").and_then(Value::as_object).into_iter().flatten() {
        if name != "content-length" {
            put = put.header(name, value.as_str().unwrap_or_default());
        }
    }
    send(put).await;
    world.settle().await;
    send(world.request(Method::GET, asked.header("location")).bearer_auth(key)).await.json
}
