//! Services: made, found, listed, changed, moved by hand, and followed by their timeline.

use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

mod acquainted;
mod drivers;
mod evidence;
mod labels;
mod links;
mod lists;
mod making;
mod moving;
mod proofs;
mod racing;
mod reads;
mod referring;
mod reviews;
mod routes;
mod syncing;

const DRIVER: &str = "0193b0a0-0000-7000-8000-00000000000d";
const OTHER: &str = "0193b0a0-0000-7000-8000-00000000000e";

/// A merchant who has services and two drivers.
struct House {
    world: World,
    merchant: Merchant,
}

impl House {
    async fn open() -> Self {
        let world = World::empty().await;
        let merchant = Merchant::found(&world, "casa").await;
        for driver in [DRIVER, OTHER] {
            merchant.driver(&world, driver).await;
        }
        Self { world, merchant }
    }

    /// Adds an entry to a register.
    async fn entry(&self, register: &str, body: &Value) -> String {
        let added = send(self.merchant.post(&self.world, &format!("/v1/{register}")).json(body)).await;
        assert_eq!(added.status, 201, "{}", added.text);
        added.text("id")
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        let request = self.merchant.program(&self.world, Method::POST, path).header("idempotency-key", key);
        send(request.json(body)).await
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::GET, path)).await
    }

    async fn put(&self, path: &str, tag: &str, body: &Value) -> Answer {
        send(self.merchant.program(&self.world, Method::PUT, path).header("if-match", tag).json(body)).await
    }

    async fn delete(&self, path: &str, tag: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::DELETE, path).header("if-match", tag)).await
    }

    async fn make(&self, body: &Value) -> Answer {
        let made = self.post("/v1/services", body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made
    }

    /// A reason to move something by hand.
    async fn justification(&self) -> String {
        let made = self.post("/v1/justifications", &json!({ "name": "engano" })).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.text("id")
    }

    /// Ids of a list, in its order.
    async fn ids(&self, query: &str) -> Vec<String> {
        let found = self.get(&format!("/v1/services?{query}")).await;
        assert_eq!(found.status, 200, "{}", found.text);
        let items = found.json["items"].as_array().unwrap();
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// A service of Ana's.
fn service() -> Value {
    json!({
        "customer": { "firstName": "Ana", "lastName": "Souza", "document": "529.982.247-25", "phone": "+5511999990000",
            "email": "ana@example.com" },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "city": "São Paulo",
            "state": "SP" },
        "description": "Duas caixas",
    })
}

/// The same with other fields.
fn with(fields: &Value) -> Value {
    let mut whole = service();
    for (name, value) in fields.as_object().unwrap() {
        whole[name] = value.clone();
    }
    whole
}
