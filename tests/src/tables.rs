//! Freight tables, from a text to serving.

use crate::files::{announced, upload};
use crate::world::{World, send};
use reqwest::Method;
use serde_json::{Value, json};

/// The columns of the freight template.
pub const HEADER: &str = "ZipCodeStart,ZipCodeEnd,PolygonName,WeightStart,WeightEnd,AbsoluteMoneyCost,PricePercent,\
     PriceByExtraWeight,MaxVolume,TimeCost,Country,MinimumValueInsurance";

/// Imports a table of these rows for a policy of whoever has the key, and answers the import as it ended.
pub async fn import(world: &World, key: &str, policy: &str, rows: &[&str]) -> Value {
    let file = format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes();
    let ask = announced("table.csv", &file, json!({ "policy": policy }));
    let request = world.request(Method::POST, "/v1/freight-table-imports").bearer_auth(key);
    let asked = send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(&ask)).await;
    upload(&asked.json, &file).await;
    world.settle().await;
    send(world.request(Method::GET, asked.header("location")).bearer_auth(key)).await.json
}
