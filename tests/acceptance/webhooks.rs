//! Webhooks: subscriptions, and what receivers get.

mod deliver;
mod hostile;
mod killed;
mod manage;

use acceptance::merchant::Merchant;
use acceptance::receiver::Receiver;
use acceptance::world::{Answer, World, send};
use entrega_local::Time;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

/// A world that may send to these receivers, and an account in it. It begins when the machine says, because so does
/// whoever checks a signature's age.
async fn world_with(receivers: &[&Receiver]) -> (World, Merchant) {
    let hosts: Vec<String> = receivers.iter().map(|receiver| receiver.host()).collect();
    let world = World::with(|options| {
        options.time = Time::Stands(None);
        options.parameters.insert("WebhookAllowedHosts".to_owned(), hosts.join(","));
    })
    .await;
    let merchant = Merchant::found(&world, "casa").await;
    world.settle().await;
    (world, merchant)
}

async fn subscribe(world: &World, merchant: &Merchant, content: &Value) -> Answer {
    let made = send(merchant.post(world, "/v1/webhooks").json(content)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    // What comes next is newer than what tells of the webhook itself.
    world.advance(SignedDuration::from_secs(1)).await;
    made
}

async fn subscribe_to_all(world: &World, merchant: &Merchant, receiver: &Receiver) -> Answer {
    subscribe(world, merchant, &json!({ "url": receiver.url("/hook") })).await
}

async fn get(world: &World, merchant: &Merchant, path: &str) -> Answer {
    send(merchant.program(world, Method::GET, path)).await
}

/// The latest deliveries of a webhook, newest first.
async fn deliveries(world: &World, merchant: &Merchant, webhook: &str) -> Vec<Value> {
    let answer = get(world, merchant, &format!("/v1/webhooks/{webhook}/deliveries?limit=200")).await;
    answer.json["items"].as_array().unwrap_or_else(|| panic!("{}", answer.text)).clone()
}
