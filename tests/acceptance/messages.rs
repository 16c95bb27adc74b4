//! What recipients are told: when, by what, once.

use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use domain::access::TenantScope;
use edge::Gate;
use jiff::tz::TimeZone;
use reqwest::Method;
use serde_json::{Value, json};

mod choices;
mod killed;
mod receipts;
mod settled;
mod stopped;
mod timed;
mod told;
mod tried;
mod windows;

const DRIVER: &str = "0193b0a0-0000-7000-8000-00000000000d";
const PHONE: &str = "+5511999990000";
const MAIL: &str = "ana@example.com";

/// A merchant whose customers are told.
struct House {
    world: World,
    merchant: Merchant,
}

impl House {
    async fn open() -> Self {
        let world = World::empty().await;
        Self::within(world).await
    }

    async fn within(world: World) -> Self {
        let merchant = Merchant::found(&world, "casa").await;
        merchant.driver(&world, DRIVER).await;
        let house = Self { world, merchant };
        house.until(12).await;
        house
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::GET, path)).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        send(self.merchant.program(&self.world, Method::POST, path).header("idempotency-key", key).json(body)).await
    }

    /// Moves on to an hour of Ana's day, from ten minutes to a day from now.
    async fn until(&self, hour: i8) {
        let now = self.world.edition().clock().now().to_zoned(TimeZone::get("America/Sao_Paulo").unwrap());
        let today = now.date().at(hour, 0, 0, 0);
        let day = if today > now.datetime() { today } else { today.tomorrow().unwrap() };
        let then = day.to_zoned(now.time_zone().clone()).unwrap().timestamp();
        self.world.advance(then.duration_since(now.timestamp())).await;
    }

    async fn put(&self, path: &str, body: &Value) -> Answer {
        let tag = self.get(path).await.header("etag").to_owned();
        let request = self.merchant.program(&self.world, Method::PUT, path);
        send(if tag.is_empty() { request } else { request.header("if-match", tag) }.json(body)).await
    }

    /// What has gone out to a number or an address, oldest first.
    async fn sent(&self, to: &str) -> Vec<Value> {
        self.world.settle().await;
        let request = self.world.request(Method::GET, "/_local/outbox").header("accept", "application/json");
        let all = send(request).await.json.as_array().cloned().unwrap();
        all.into_iter().rev().filter(|entry| entry["to"] == to).collect()
    }

    /// The messages about a service, oldest first: notice, channel and status.
    async fn records(&self, service: &str) -> Vec<(String, String, String)> {
        self.world.settle().await;
        let listed = self.get(&format!("/v1/messages?service={service}&limit=200")).await;
        let of = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
        let items = listed.json["items"].as_array().unwrap().iter().rev();
        items.map(|item| (of(item, "notice"), of(item, "channel"), of(item, "status"))).collect()
    }

    /// Puts services on the driver's route of today, and answers its path.
    async fn route(&self, services: &[&str]) -> String {
        let today = self.world.edition().clock().now().to_zoned(TimeZone::get("America/Sao_Paulo").unwrap()).date();
        let body = json!({ "driver": DRIVER, "date": today.to_string(), "services": services });
        let planned = self.post("/v1/routes", &body).await;
        assert_eq!(planned.status, 201, "{}", planned.text);
        planned.header("location").to_owned()
    }

    /// What the driver's device reports.
    async fn report(&self, seq: u64, service: &str, kind: &str) {
        let now = self.world.edition().clock().now().to_string();
        let event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": service, "type": kind,
            "occurredAt": now });
        let body = json!({ "driver": DRIVER, "device": "one", "sentAt": now, "events": [event] });
        let told = send(self.merchant.program(&self.world, Method::POST, "/v1/driver-events").json(&body)).await;
        assert_eq!(told.json["items"][0]["outcome"], "applied", "{}", told.text);
    }

    async fn gate(&self) -> Gate {
        Gate::open(self.world.edition().env()).await.unwrap()
    }

    fn scope(&self) -> TenantScope {
        TenantScope::acting_for(self.merchant.account.parse().unwrap())
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
