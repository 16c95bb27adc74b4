//! Goods that leave with whoever sets out, and what becomes of them when the service is called off.

use super::*;
use acceptance::files::{announced, upload};
use acceptance::merchant::Merchant;
use domain::account::Name;
use domain::id::ReasonId;
use domain::register::{Entry, FailureReason};
use domain::service::AfterFailure;

const DRIVER: &str = "0193b0a0-0000-7000-8000-00000000000d";
const REASON: &str = "0193b0a0-0000-7000-8000-0000000000ff";
const SKU: &str = "vaso-de-vidro";

/// The demo with a driver, a reason of failures, and two services with one vase each of the three that there are.
struct Delivery {
    world: World,
    services: Vec<String>,
    reservations: Vec<String>,
    why: String,
}

impl Delivery {
    async fn new() -> Self {
        let world = World::demo().await;
        let merchant = Merchant {
            account: world.sample().account.clone(),
            email: String::new(),
            session: Value::Null,
            key: world.sample().api_key.secret.clone(),
            key_id: String::new(),
        };
        merchant.driver(&world, DRIVER).await;
        let gate = Gate::open(world.edition().env()).await.unwrap();
        let scope = TenantScope::acting_for(merchant.account.parse().unwrap());
        let id = ReasonId::new(REASON.parse().unwrap());
        let after = AfterFailure::Retry;
        let facts = FailureReason { opens_chat: false, reversible: true, asks_text: false, after };
        let name = Name::new("Ninguém").unwrap();
        let entry = Entry { id, code: None, name, active: true, created_at: gate.now(), facts };
        let commit = store::Commit::new(scope, gate.now(), gate.fresh());
        gate.store().commit(commit.create("reason", &keys::entry::<FailureReason>(scope, id), &entry)).await.unwrap();
        let why = post(&world, "/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
        let cart = json!({
            "destination": { "country": "BRA", "postalCode": "01310-100" },
            "items": [{ "sku": SKU, "quantity": 1 }],
        });
        let quoted = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
        let option = quoted.json["options"][0]["id"].clone();
        let (mut services, mut reservations) = (Vec::new(), Vec::new());
        for _ in 0..2 {
            let held = reserve(&world, &json!({ "quoteId": quoted.text("id"), "optionId": option })).await;
            assert_eq!(held.status, 201, "{}", held.text);
            let made = post(&world, "/v1/services", &order(&held)).await;
            assert_eq!(made.status, 201, "{}", made.text);
            services.push(made.text("id"));
            reservations.push(held.text("id"));
        }
        let day = json!({ "driver": DRIVER, "date": "2027-01-15", "services": services });
        let planned = post(&world, "/v1/routes", &day).await;
        assert_eq!(planned.status, 201, "{}", planned.text);
        Self { world, services, reservations, why }
    }

    /// A report of the driver's about one of the services, as it happened so long ago.
    async fn report(&self, seq: u64, service: usize, kind: &str, ago: i64) -> Value {
        let now = self.world.edition().clock().now();
        let mut event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": self.services[service],
            "type": kind, "occurredAt": (now - SignedDuration::from_mins(ago)).to_string() });
        if kind == "fail" {
            event["reason"] = json!(REASON);
        }
        let body = json!({ "driver": DRIVER, "device": "phone", "sentAt": now.to_string(), "events": [event] });
        let told = send(self.world.as_merchant(Method::POST, "/v1/driver-events").json(&body)).await;
        assert_eq!(told.status, 200, "{}", told.text);
        told.json["items"][0].clone()
    }

    async fn change(&self, service: usize, action: &str, to: Option<&str>) {
        let body = json!({ "action": action, "justification": self.why, "to": to });
        let path = format!("/v1/services/{}/status-changes", self.services[service]);
        let changed = post(&self.world, &path, &body).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
    }

    /// Units on hand, promised, and gone since the last count.
    async fn vases(&self) -> [u64; 3] {
        let path = format!("/api/logistics/pvt/inventory/items/{SKU}/warehouses/cajamar/dispatched");
        let found = send(self.world.as_merchant(Method::GET, &path)).await.json;
        ["quantity", "totalReservedQuantity", "dispatchedReservationsQuantity"]
            .map(|name| found[name].as_u64().unwrap())
    }

    async fn status(&self, service: usize) -> String {
        send(self.world.as_merchant(Method::GET, &format!("{PATH}/{}", self.reservations[service])))
            .await
            .text("status")
    }

    /// Somebody counts the vases: so many are there.
    async fn count(&self, units: u64) {
        let path = format!("/v1/inventory/{SKU}/cajamar");
        let tag = send(self.world.as_merchant(Method::GET, &path)).await.header("etag").to_owned();
        let put = self.world.as_merchant(Method::PUT, &path).header("if-match", tag);
        assert_eq!(send(put.json(&json!({ "quantity": units }))).await.status, 200);
    }
}

#[tokio::test]
async fn goods_leave_with_whoever_sets_out_and_a_count_promises_them_no_longer() {
    let delivery = Delivery::new().await;
    assert_eq!(delivery.vases().await, [3, 2, 0]);
    delivery.count(3).await;
    assert_eq!(delivery.vases().await, [3, 2, 0], "nothing has left");
    delivery.world.advance(SignedDuration::from_hours(1)).await;
    assert_eq!(delivery.report(1, 0, "start", 0).await["outcome"], "applied");
    assert_eq!(delivery.vases().await, [3, 2, 1]);
    assert_eq!([delivery.status(0).await, delivery.status(1).await], ["dispatched", "confirmed"]);
    let again = post(&delivery.world, &format!("{PATH}/{}/cancellation", delivery.reservations[0]), &json!({})).await;
    assert_eq!(again.outcome(), (409, "reservation_used".to_owned()));
    assert_eq!(delivery.report(2, 0, "deliver", 0).await["outcome"], "applied");
    assert_eq!(delivery.vases().await, [3, 2, 1], "they leave once");
    delivery.world.advance(SignedDuration::from_mins(1)).await;
    delivery.count(2).await;
    assert_eq!(delivery.vases().await, [2, 1, 0]);

    // A device that was without a network tells of it after the count; one that nobody told of a start does too.
    delivery.world.advance(SignedDuration::from_hours(1)).await;
    assert_eq!(delivery.report(3, 1, "deliver", 70).await["outcome"], "applied");
    assert_eq!((delivery.vases().await, delivery.status(1).await), ([2, 0, 0], "dispatched".to_owned()));
}

#[tokio::test]
async fn goods_of_a_service_called_off_on_the_way_are_sold_again_when_they_are_counted() {
    let delivery = Delivery::new().await;
    delivery.world.advance(SignedDuration::from_hours(1)).await;
    delivery.report(1, 0, "start", 0).await;
    delivery.report(2, 0, "fail", 0).await;
    delivery.change(0, "cancel", None).await;
    assert_eq!((delivery.vases().await, delivery.status(0).await), ([3, 2, 1], "dispatched".to_owned()));
    delivery.world.advance(SignedDuration::from_mins(1)).await;
    delivery.count(3).await;
    assert_eq!(delivery.vases().await, [3, 1, 0], "it came back, and somebody looked at it");

    // Called off before anybody set out, it is free at once; brought back, it is promised again.
    delivery.change(1, "cancel", None).await;
    assert_eq!((delivery.vases().await, delivery.status(1).await), ([3, 0, 0], "cancelled".to_owned()));
    delivery.change(1, "correct", Some("active")).await;
    assert_eq!((delivery.vases().await, delivery.status(1).await), ([3, 1, 0], "confirmed".to_owned()));
    delivery.change(1, "cancel", None).await;
    delivery.world.advance(SignedDuration::from_mins(1)).await;
    delivery.change(1, "correct", Some("done")).await;
    assert_eq!((delivery.vases().await, delivery.status(1).await), ([3, 1, 1], "dispatched".to_owned()));
}

#[tokio::test]
async fn what_was_delivered_although_it_was_called_off_has_left() {
    let delivery = Delivery::new().await;
    delivery.world.advance(SignedDuration::from_hours(1)).await;
    delivery.change(0, "cancel", None).await;
    assert_eq!(delivery.vases().await, [3, 1, 0]);
    assert_eq!(delivery.report(1, 0, "deliver", 0).await["status"], "done");
    assert_eq!((delivery.vases().await, delivery.status(0).await), ([3, 2, 1], "dispatched".to_owned()));
}

#[tokio::test]
async fn goods_without_a_service_are_sent_off_by_whoever_sends_them() {
    let world = World::demo().await;
    let cart = json!({
        "destination": { "country": "BRA", "postalCode": "01310-100" },
        "items": [{ "sku": SKU, "quantity": 2 }],
    });
    let quoted = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
    let body = json!({ "quoteId": quoted.text("id"), "optionId": quoted.json["options"][0]["id"] });
    let held = reserve(&world, &body).await;
    assert_eq!(end(&world, &held, "dispatch").await.outcome(), (409, "reservation_not_confirmed".to_owned()));
    end(&world, &held, "confirmation").await;
    for _ in 0..2 {
        assert_eq!(end(&world, &held, "dispatch").await.text("status"), "dispatched");
    }
    assert_eq!(end(&world, &held, "cancellation").await.outcome(), (409, "reservation_dispatched".to_owned()));
    let used = post(&world, "/v1/services", &order(&held)).await;
    assert_eq!(used.outcome(), (409, "reservation_dispatched".to_owned()));
    let stock = async || {
        let found = send(world.as_merchant(Method::GET, &format!("/v1/inventory/{SKU}/cajamar"))).await;
        (found.json["quantity"].clone(), found.json["reserved"].clone())
    };
    assert_eq!(stock().await, (json!(3), json!(2)));
    world.advance(SignedDuration::from_mins(1)).await;
    let file = "Sku;Warehouse;Quantity;Unlimited;LeadTime\nvaso-de-vidro;cajamar;1;;\n".to_owned();
    assert_eq!(import(&world, "inventory", &file).await["status"], "finished");
    assert_eq!(stock().await, (json!(1), json!(0)), "a file is a count");
    let again = import(&world, "inventory", &file).await;
    assert_eq!((&again["unchanged"], &again["changed"]), (&json!(1), &json!(0)), "{again}");
}

/// Imports a file of goods from asking to its outcome.
pub(super) async fn import(world: &World, kind: &str, file: &str) -> Value {
    let ask = announced("f.csv", file.as_bytes(), json!({ "kind": kind, "dryRun": false }));
    let asked = post(world, "/v1/goods-imports", &ask).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    upload(&asked.json, file.as_bytes()).await;
    world.settle().await;
    send(world.as_merchant(Method::GET, asked.header("location"))).await.json
}
