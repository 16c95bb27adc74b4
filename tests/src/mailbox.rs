//! What people found in their mail.

use crate::world::{World, send};
use reqwest::Method;
use serde_json::Value;

/// The mails that have been sent to somebody, newest first.
pub async fn mails_to(world: &World, to: &str) -> Vec<Value> {
    world.settle().await;
    let all = send(world.request(Method::GET, "/_local/outbox").header("accept", "application/json")).await.json;
    let entries = all.as_array().cloned().unwrap_or_default();
    entries.into_iter().filter(|entry| entry.get("to").and_then(Value::as_str) == Some(to)).collect()
}

/// The token in the first link of a kind (`invitations`, `password-resets`) in a mail; empty when there is none.
#[must_use]
pub fn token_in(mail: &Value, kind: &str) -> String {
    let text = mail.get("text").and_then(Value::as_str).unwrap_or_default();
    let after = text.split_once(&format!("/{kind}/")).map_or("", |(_, after)| after);
    after.chars().take_while(char::is_ascii_alphanumeric).collect()
}
