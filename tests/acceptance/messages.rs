//! What recipients are told: when, by what, once.

use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};

/// A merchant whose customers are told.
struct House {
    world: World,
    merchant: Merchant,
}

impl House {
    async fn open() -> Self {
        let world = World::empty().await;
        let merchant = Merchant::found(&world, "casa").await;
        Self { world, merchant }
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::GET, path)).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        send(self.merchant.program(&self.world, Method::POST, path).header("idempotency-key", key).json(body)).await
    }

    /// Makes a service of Ana's, and answers its id.
    async fn service(&self) -> String {
        let made = self.post("/v1/services", &service()).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.text("id")
    }
}

fn service() -> Value {
    json!({
        "customer": { "firstName": "Ana", "lastName": "Souza", "document": "529.982.247-25", "phone": "+5511999990000",
            "email": "ana@example.com" },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "city": "São Paulo",
            "state": "SP" },
        "description": "Duas caixas",
    })
}

#[tokio::test]
async fn messages_are_listed_for_a_service_that_one_sees() {
    let house = House::open().await;
    let id = house.service().await;
    let listed = house.get(&format!("/v1/messages?service={id}")).await;
    assert_eq!((listed.status.as_u16(), &listed.json["nextCursor"]), (200, &Value::Null), "{}", listed.text);
    assert!(listed.json["items"].is_array(), "{}", listed.text);

    assert_eq!(house.get("/v1/messages").await.outcome(), (400, "missing_parameter".to_owned()));
    assert_eq!(house.get("/v1/messages?service=nothing").await.outcome(), (404, "not_found".to_owned()));
    let other = Merchant::found(&house.world, "outra").await;
    let path = format!("/v1/messages?service={id}");
    let strange = send(other.program(&house.world, Method::GET, &path)).await;
    assert_eq!(strange.outcome(), (404, "not_found".to_owned()));
    house.world.stop().await;
}
