//! Every operation of the document that takes an `Idempotency-Key` has its effect once, however often it is sent.

use std::collections::BTreeSet;

use acceptance::dump;
use acceptance::merchant::Merchant;
use acceptance::openapi::document;
use acceptance::world::{World, send};
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use super::objects::{NOWHERE, Objects};

/// Operations that ask for a key, as the document says.
fn keyed() -> BTreeSet<String> {
    let document: Value = serde_json::from_str(&document()).unwrap();
    let asks = |operation: &Value| {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key")
    };
    let paths = document["paths"].as_object().unwrap().iter();
    paths.filter(|(_, item)| asks(&item["post"])).map(|(path, _)| path.clone()).collect()
}

/// A body for each of them, in an order in which each can be carried out.
fn asked(objects: &Objects) -> Vec<(&'static str, Value)> {
    let id = |name: &str| objects.id(name).to_owned();
    let named = |name: &str| json!({ "name": name });
    let file = |more: Value| {
        let mut file = json!({ "fileName": "file.csv", "size": 10, "sha256": "0".repeat(64) });
        for (name, value) in more.as_object().unwrap() {
            file[name] = value.clone();
        }
        file
    };
    let address = json!({ "postalCode": "01310-100", "street": "Rua", "number": "1", "state": "SP" });
    let service = |n: u32| json!({ "externalId": format!("again-{n}"), "customer": { "externalId": "again", "firstName": "Ana" }, "address": address });
    let cart = json!({ "destination": { "country": "BRA", "postalCode": "01310-100" }, "items": [{ "sku": "zqshirt", "quantity": 1 }] });
    let day = "2027-01-15";
    let user = json!({ "email": "again@example.com", "name": "Ana", "role": "operator", "language": "en" });
    let window = id("window");
    vec![
        ("/v1/agencies", named("again")),
        ("/v1/branches", named("again")),
        ("/v1/partners", named("again")),
        ("/v1/carriers", named("again")),
        ("/v1/drivers", named("again")),
        ("/v1/vehicles", json!({ "name": "again", "vehicleType": "van" })),
        ("/v1/justifications", named("again")),
        ("/v1/failure-reasons", json!({ "name": "again", "after": "retry" })),
        ("/v1/success-reasons", named("again")),
        ("/v1/chat-reasons", named("again")),
        ("/v1/operator-holidays", json!({ "name": "again", "date": "2026-12-24", "branch": id("branches") })),
        ("/v1/users", user),
        ("/v1/users/{id}/invitation", json!({})),
        ("/v1/api-keys", json!({ "name": "again", "kind": "secret" })),
        ("/v1/webhooks", json!({ "url": format!("http://{NOWHERE}/again"), "active": false })),
        ("/v1/webhooks/{id}/ping", json!({})),
        ("/v1/webhooks/{id}/secret", json!({})),
        ("/v1/webhooks/{id}/deliveries/{delivery}/resend", json!({})),
        ("/v1/goods-imports", file(json!({ "kind": "skus" }))),
        (
            "/v1/skus/batch",
            json!({ "items": [{ "id": "again", "name": "Again", "weight": 1, "dimensions": { "height": 1, "width": 1, "length": 1 } }] }),
        ),
        ("/v1/inventory/batch", json!({ "items": [{ "sku": "zqshirt", "warehouse": "zqhouse", "quantity": 8 }] })),
        ("/v1/configuration-imports", file(json!({ "kind": "docks" }))),
        ("/v1/freight-table-imports", file(json!({ "policy": "zqroad" }))),
        ("/v1/account-imports", file(json!({ "register": "holidays" }))),
        ("/v1/register-imports", file(json!({ "register": "drivers" }))),
        ("/v1/customer-imports", file(json!({}))),
        ("/v1/service-imports", file(json!({}))),
        ("/v1/service-exports", json!({ "format": "csv" })),
        ("/v1/customers", json!({ "firstName": "Ana", "externalId": "again-2" })),
        ("/v1/customers/{id}/erasure", json!({})),
        ("/v1/services", service(1)),
        ("/v1/services/batch", json!({ "items": [service(2), service(3)] })),
        ("/v1/services/{id}/tracking-link", json!({})),
        ("/v1/proofs", json!({ "service": id("services"), "type": "receiver", "receiverName": "Ana" })),
        ("/v1/inbox/{id}/answers", json!({ "text": "Bom dia" })),
        ("/v1/inbox/{id}/closure", json!({ "reason": id("chat-reasons") })),
        ("/v1/bookings/{id}", json!({ "window": window })),
        ("/v1/bookings/{id}/cancellation", json!({})),
        ("/v1/routes", json!({ "driver": id("drivers"), "date": day, "services": [id("bookings")] })),
        ("/v1/routes/{id}/start", json!({})),
        ("/v1/routes/{id}/finish", json!({})),
        ("/v1/services/{id}/status-changes", json!({ "action": "cancel", "justification": id("justifications") })),
        ("/v1/quotes", cart),
        ("/v1/reservations", json!({ "quoteId": id("quotes"), "optionId": "zqroad" })),
        ("/v1/reservations/{id}/confirmation", json!({})),
        ("/v1/reservations/{id}/cancellation", json!({})),
        (
            "/v1/shipping-policies/{id}/freight-table-rows",
            json!({ "put": [{ "place": { "country": "BRA", "postalFrom": "69000-000",
            "postalTo": "69299999", "weightFrom": "0", "weightTo": "30000" }, "price": 4590, "time": "P4D" }] }),
        ),
        ("/v1/shipping-policies/{id}/freight-tables/{version}/activation", json!({})),
        ("/v1/freight-table-imports/{id}/activation", json!({})),
        ("/v1/service-imports/{id}/undo", json!({})),
    ]
}

/// Operations on many things, and on what is not made here: each is repeated in the tests of its own.
const ELSEWHERE: [&str; 5] = [
    "/v1/booking-imports",
    "/v1/reservations/{id}/dispatch",
    "/v1/services/deletions",
    "/v1/services/status-changes",
    "/v1/services/{id}/held-reports/{report}/dismissal",
];

/// Operations that what is made here does not allow, such as those on files that never came: refused, as often as they
/// are sent.
const REFUSED: [&str; 5] = [
    "/v1/freight-table-imports/{id}/activation",
    "/v1/inbox/{id}/closure",
    "/v1/routes/{id}/start",
    "/v1/service-imports/{id}/undo",
    "/v1/webhooks/{id}/deliveries/{delivery}/resend",
];

/// How many items the table holds of the events that were told.
fn events(world: &World) -> usize {
    dump::everything(world).matches(r#""entity":{"S":"event"}"#).count()
}

#[tokio::test]
async fn every_request_with_a_key_has_one_effect_and_equal_answers() {
    let world = World::with(|options| {
        options.parameters.insert("WebhookAllowedHosts".to_owned(), NOWHERE.to_owned());
    })
    .await;
    let merchant = Merchant::found(&world, "casa").await;
    let objects = Box::pin(Objects::make(&world, &merchant)).await;
    let asked = asked(&objects);
    let patterns = asked.iter().map(|(pattern, _)| *pattern).chain(ELSEWHERE);
    let bodies: BTreeSet<String> = patterns.map(str::to_owned).collect();
    assert_eq!(bodies, keyed(), "every operation that takes a key has a body here");
    let mut wrong = Vec::new();
    let mut told = 0;
    for (pattern, body) in &asked {
        let (path, key) = (objects.path(pattern).unwrap(), uuid::Uuid::now_v7().to_string());
        let ask = || {
            let request = merchant.request(&world, Method::POST, &path).header("idempotency-key", &key);
            send(request.header("if-match", "*").json(body))
        };
        let answers = join_all((0..4).map(|_| ask())).await;
        world.settle().await;
        let before = events(&world);
        told = before.max(told);
        let again = ask().await;
        world.settle().await;
        if events(&world) != before {
            wrong.push(format!("{path}: a repeat told of something anew"));
        }
        if again.status.is_success() == REFUSED.contains(pattern) {
            wrong.push(format!("{path}: {} {}", again.status, again.text));
        }
        let plain = |answer: &acceptance::world::Answer| {
            let mut body = answer.json.clone();
            // A secret is shown once, to one of them; a refusal carries the name of its own request.
            for name in ["secret", "secretStatus", "requestId", "upload"] {
                body.as_object_mut().map(|body| body.remove(name));
            }
            (answer.status, body)
        };
        let first = plain(&again);
        if let Some(other) = answers.iter().find(|answer| plain(answer) != first) {
            wrong.push(format!("{path}: {} {} and {} {}", other.status, other.text, again.status, again.text));
        }
        let shown = answers.iter().chain([&again]).filter(|answer| answer.json["secretStatus"] == "shown").count();
        if shown > 1 {
            wrong.push(format!("{path}: its secret was shown {shown} times"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(told > 60, "{told} events");
}
