//! What is held on one person: given out whole, and erased everywhere.

use super::*;
use acceptance::dump::everything;
use acceptance::toll::Toll;
use domain::access::TenantScope;
use domain::message::Message;
use edge::Gate;
use std::collections::BTreeSet;
use std::task::Poll;

/// What nobody may find again.
const WORDS: [&str; 12] = [
    "Fulana",
    "fulana",
    "Cardoso",
    "cardoso",
    "52998224725",
    "987654321",
    "fulana@example.com",
    "Paulista",
    "01310100",
    "Beltrano",
    "Sicrano",
    "portão verde",
];

fn service() -> Value {
    json!({
        "customer": { "firstName": "Fulana", "lastName": "Cardoso", "document": "529.982.247-25",
            "phone": "+5511987654321", "email": "fulana@example.com" },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "city": "São Paulo", "state": "SP" },
        "description": "Entregar a Fulana",
    })
}

/// A person to whom services went: one delivered, one called off, with a message kept. Her id, and theirs.
async fn served(house: &House) -> (String, [String; 2]) {
    let first = house.make("/v1/services", &service()).await;
    let (id, customer) = (first.text("id"), first.json["customer"]["id"].as_str().unwrap().to_owned());
    let route = json!({ "driver": DRIVER, "date": "2027-01-15", "services": [id] });
    house.make("/v1/routes", &route).await;
    let now = house.world.edition().clock().now().to_string();
    let report = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": 1, "service": id, "type": "deliver", "occurredAt": now,
        "receiverName": "Beltrano", "comment": "deixei no portão verde" });
    let events = json!({ "driver": DRIVER, "device": "d", "sentAt": now, "events": [report] });
    let told = house.post("/v1/driver-events", &events).await;
    assert_eq!(told.json["items"][0]["status"], "done", "{}", told.text);
    let receiver = json!({ "service": id, "type": "receiver", "receiverName": "Sicrano" });
    house.make("/v1/proofs", &receiver).await;
    let second = house.make("/v1/services", &json!({ "customer": { "id": customer } })).await.text("id");
    keep_message(house, &id).await;
    (customer, [id, second])
}

async fn keep_message(house: &House, service: &str) {
    let gate = Gate::open(house.world.edition().env()).await.unwrap();
    let scope = TenantScope::acting_for(house.merchant.account.parse().unwrap());
    let message: Message = serde_json::from_value(json!({
        "id": uuid::Uuid::now_v7().to_string(), "channel": "sms", "language": "pt-BR", "state": { "name": "delivered" },
        "text": "Ola Fulana, chegamos a Avenida Paulista",
        "occasion": { "service": service, "notice": "delivered", "mark": "erasure", "at": gate.now().to_string() },
    }))
    .unwrap();
    let commit = store::Commit::new(scope, gate.now(), gate.fresh()).create_message(scope, &message);
    gate.store().commit(commit).await.unwrap();
}

async fn cancel(house: &House, service: &str) {
    let why = send(house.merchant.post(&house.world, "/v1/justifications").json(&json!({ "name": "Pedido" }))).await;
    let body = json!({ "action": "cancel", "justification": why.text("id") });
    assert_eq!(house.post(&format!("/v1/services/{service}/status-changes"), &body).await.status, 200);
}

fn found(house: &House) -> Vec<&'static str> {
    let whole = everything(&house.world);
    assert!(whole.contains(&house.merchant.account), "the dump holds something");
    WORDS.into_iter().filter(|word| whole.contains(word)).collect()
}

#[tokio::test]
async fn all_that_is_held_on_a_person_is_given_out_and_then_erased_while_timelines_stay_true() {
    let house = House::open().await;
    let (customer, [done, open]) = served(&house).await;
    let path = format!("/v1/customers/{customer}");
    assert_eq!(found(&house), WORDS, "every word is there before");

    let export = house.get(&format!("{path}/export")).await;
    assert_eq!(export.status, 200, "{}", export.text);
    assert_eq!(
        (&export.json["customer"]["document"], &export.json["nextCursor"]),
        (&json!("52998224725"), &Value::Null)
    );
    let services = export.json["services"].as_array().unwrap();
    let ids: Vec<&str> = services.iter().map(|held| held["service"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [done.as_str(), open.as_str()]);
    let proofs = services[0]["proofs"].as_array().unwrap();
    let receivers: BTreeSet<&str> = proofs.iter().map(|proof| proof["shows"]["name"].as_str().unwrap()).collect();
    assert_eq!(receivers, BTreeSet::from(["Beltrano", "Sicrano"]), "{}", export.text);
    assert!(services[0]["timeline"].as_array().unwrap().len() >= 3);
    assert!(export.text.contains("Ola Fulana"), "{}", export.text);

    let erasure = format!("{path}/erasure");
    let refused = house.post(&erasure, &json!({})).await;
    assert_eq!(refused.outcome(), (409, "services_open".to_owned()), "{}", refused.text);
    cancel(&house, &open).await;
    house.world.settle().await;
    let before = house.get(&format!("/v1/services/{done}/timeline")).await.json;
    let erased = house.post(&erasure, &json!({})).await;
    assert_eq!((erased.status.as_u16(), &erased.json["services"]), (200, &json!(2)), "{}", erased.text);
    house.world.settle().await;
    assert_eq!(found(&house), [""; 0]);

    let after = house.get(&format!("/v1/services/{done}/timeline")).await.json;
    assert_eq!((&after["items"], &after["intact"]), (&before["items"], &json!(true)));
    let shown = house.get(&format!("/v1/services/{done}")).await.json;
    assert_eq!((&shown["status"], &shown["customer"], &shown["address"]), (&json!("done"), &Value::Null, &Value::Null));
    let listed = house.get("/v1/services?status=done").await.json["items"].as_array().unwrap().len();
    assert_eq!(listed, 1, "it is still counted");
    assert_eq!(house.get(&path).await.status, 404);
    let again = house.post(&erasure, &json!({})).await;
    assert_eq!((again.status.as_u16(), &again.json), (200, &erased.json));
    assert_eq!(house.post("/v1/customers/00000000-0000-7000-8000-000000000000/erasure", &json!({})).await.status, 404);
    let fresh = house.make("/v1/services", &service()).await;
    assert_ne!(fresh.json["customer"]["id"], json!(customer), "somebody else from now on");
    house.world.stop().await;
}

/// Cut off after one request to the table, after two, and so on until it gets through.
#[tokio::test]
async fn an_erasure_that_is_cut_off_anywhere_is_finished_by_the_next() {
    let house = House::open().await;
    let (customer, [_, open]) = served(&house).await;
    cancel(&house, &open).await;
    house.world.settle().await;
    let (toll, env) = Toll::before(house.world.edition().env());
    let function = manage_customers::start(env).await.unwrap();
    let mut cuts = 0;
    let status = loop {
        let ask = erasure(&house.merchant.key, &customer, cuts);
        let _ = toll.taken();
        let (mut seen, mut work) = (0, Box::pin(function.invoke(ask)));
        let answer = std::future::poll_fn(|context| {
            seen += toll.taken().0;
            match work.as_mut().poll(context) {
                Poll::Ready(answer) => Poll::Ready(Some(answer.unwrap())),
                Poll::Pending if seen > cuts => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            }
        })
        .await;
        match answer {
            Some(answer) => break answer["statusCode"].clone(),
            None => cuts += 1,
        }
    };
    assert_eq!(status, 200);
    assert!(cuts > 5, "it was cut off {cuts} times");
    house.world.settle().await;
    assert_eq!(found(&house), [""; 0]);
    house.world.stop().await;
}

fn erasure(key: &str, customer: &str, attempt: usize) -> Value {
    let path = acceptance::repository::root().join("events/manage-customers/nobody.json");
    let mut event: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let path = format!("/v1/customers/{customer}/erasure");
    event["rawPath"] = json!(path);
    event["headers"]["authorization"] = json!(format!("Bearer {key}"));
    event["headers"]["idempotency-key"] = json!(format!("erasure-{attempt}"));
    event["requestContext"]["http"]["path"] = json!(path);
    event["body"] = json!("{}");
    event
}

#[tokio::test]
async fn a_person_with_very_many_services_is_erased_in_the_background_and_the_erasure_tells_how_far_it_is() {
    let house = House::open().await;
    let first = house.make("/v1/services", &service()).await;
    let customer = first.json["customer"]["id"].as_str().unwrap().to_owned();
    let why = send(house.merchant.post(&house.world, "/v1/justifications").json(&json!({ "name": "Pedido" }))).await;
    let cancel = json!({ "action": "cancel", "justification": why.text("id") });
    let rows: Vec<Value> = (0..64)
        .map(|n| json!({ "customer": { "id": customer }, "order": format!("o-{n}"), "description": "Entregar a Fulana" }))
        .collect();
    let mut ids = vec![first.text("id")];
    for part in rows.chunks(32) {
        let made = house.post("/v1/services/batch", &json!({ "items": part })).await;
        let answers = made.json["items"].as_array().unwrap_or_else(|| panic!("{}", made.text));
        assert_eq!(answers.iter().find(|row| row["status"] != 201), None);
        ids.extend(answers.iter().map(|row| row["body"]["id"].as_str().unwrap().to_owned()));
    }
    let last = ids.last().cloned().unwrap();
    for id in ids {
        let cancelled = house.post(&format!("/v1/services/{id}/status-changes"), &cancel).await;
        assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    }
    house.world.settle().await;
    let path = format!("/v1/customers/{customer}/erasure");
    assert_eq!(house.get(&path).await.status, 404);
    let asked = house.post(&path, &json!({})).await;
    assert_eq!((asked.status.as_u16(), asked.text("status").as_str()), (202, "erasing"), "{}", asked.text);
    house.world.settle().await;
    let told = house.get(&path).await;
    assert_eq!((told.text("status").as_str(), &told.json["services"]), ("done", &json!(65)), "{}", told.text);
    assert_eq!(found(&house), [""; 0]);
    assert_eq!(house.get(&format!("/v1/customers/{customer}")).await.status, 404);
    // What comes late comes to the last of the services as well: asked for again, all of them are gone through.
    for late in [first.text("id"), last] {
        keep_message(&house, &late).await;
    }
    assert_ne!(found(&house), [""; 0]);
    let again = house.post(&path, &json!({})).await;
    assert_eq!((again.status.as_u16(), again.text("status").as_str()), (202, "erasing"), "{}", again.text);
    house.world.settle().await;
    let told = house.get(&path).await;
    assert_eq!((told.text("status").as_str(), &told.json["services"]), ("done", &json!(65)), "{}", told.text);
    assert_eq!(found(&house), [""; 0]);
    house.world.stop().await;
}
