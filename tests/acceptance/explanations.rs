//! Quotes that are read, explained and made again later.

mod chain;
mod plans;

use acceptance::tables;
use acceptance::world::{Answer, World, send};
use edge::Gate;
use jiff::SignedDuration;
use reqwest::Method;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Value, json};
use store::{Commit, keys};

const ROW: &str = "69000000,69299999,,0,30000,1.00,0,0,0,1.00:00:00,BRA,0";

fn cart() -> Value {
    json!({
        "destination": { "country": "BRA", "postalCode": "69005-040" },
        "items": [{ "sku": "camiseta-azul-m", "quantity": 3 }, { "sku": "vaso-de-vidro", "quantity": 2 }],
    })
}

async fn quote(world: &World, body: &Value) -> Answer {
    let answer = send(world.as_merchant(Method::POST, "/v1/quotes").json(body)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer
}

async fn get(world: &World, path: &str) -> Answer {
    send(world.as_merchant(Method::GET, path)).await
}

async fn replay(world: &World, quote: &Answer) -> Answer {
    get(world, &format!("{}/replay", quote.header("location"))).await
}

/// Reads a thing, changes it, and writes it.
async fn change(world: &World, path: &str, change: impl FnOnce(&mut Value)) {
    let found = get(world, path).await;
    let mut body = found.json.clone();
    change(&mut body);
    for gone in ["table", "id", "createdAt", "reserved"] {
        body.as_object_mut().unwrap().remove(gone);
    }
    let put = world.as_merchant(Method::PUT, path).header("if-match", found.header("etag")).json(&body);
    let put = send(put).await;
    assert_eq!(put.status, 200, "{path}: {}", put.text);
}

/// Everything that a quote reads becomes something else.
async fn change_everything(world: &World) {
    change(world, "/v1/account", |account| {
        account["additionalPercent"] = json!("7.5");
        account["language"] = json!("en");
        account["timeZone"] = json!("America/Manaus");
        account["quotesKeptDays"] = json!(30);
    })
    .await;
    change(world, "/v1/docks/cajamar-expresso", |dock| dock["processingTime"] = json!("P3D")).await;
    change(world, "/v1/warehouses/cajamar", |warehouse| warehouse["docks"][1]["cost"] = json!(990)).await;
    change(world, "/v1/shipping-policies/expresso", |policy| policy["shippingMethod"] = json!("Rápido")).await;
    change(world, "/v1/skus/camiseta-azul-m", |sku| sku["weight"] = json!(900)).await;
    change(world, "/v1/inventory/vaso-de-vidro/cajamar", |stock| stock["quantity"] = json!(0)).await;
    let holiday = json!({ "name": "Folga", "startDate": "2026-11-23", "endDate": "2026-12-11" });
    send(world.as_merchant(Method::PUT, "/v1/holidays/folga").json(&holiday)).await;
    for policy in ["expresso", "economico", "aereo"] {
        let import = tables::import(world, &world.sample().api_key.secret, policy, &[ROW]).await;
        assert_eq!((&import["status"], &import["version"]), (&json!("live"), &json!(2)), "{import}");
    }
}

#[tokio::test]
async fn a_quote_made_again_is_the_same_to_the_byte_after_everything_changed() {
    let world = World::demo().await;
    let before = quote(&world, &cart()).await;
    assert_eq!(before.json["tables"]["expresso"], 1, "{}", before.text);
    change_everything(&world).await;
    world.advance(SignedDuration::from_hours(30)).await;

    let again = replay(&world, &before).await;
    assert_eq!((again.status.as_u16(), again.header("entrega-replay")), (200, "same"));
    assert_eq!(again.text, before.text);
    let after = quote(&world, &cart()).await;
    assert_eq!(after.json["tables"]["economico"], 2, "{}", after.text);
    assert_ne!(after.json["options"], before.json["options"], "the changes count from then on");
    assert_eq!(replay(&world, &after).await.text, after.text);
}

#[tokio::test]
async fn an_explanation_tells_what_was_dropped_and_what_the_answer_was_made_from() {
    let world = World::demo().await;
    let before = quote(&world, &cart()).await;
    change_everything(&world).await;
    let shown = get(&world, before.header("location")).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    for (field, value) in before.json.as_object().unwrap() {
        assert_eq!(&shown.json[field], value, "{field}");
    }
    let dropped = shown.json["dropped"].as_array().unwrap();
    let outranked = dropped.iter().find(|route| route["reason"] == "outranked");
    let told = |name: &str| outranked.is_some_and(|route| route["detail"][name].is_string());
    assert!(["policy", "decidedBy", "price", "winnerPrice"].into_iter().all(told), "{}", shown.text);
    let evidence = &shown.json["evidence"];
    assert_eq!((&evidence["replay"], &evidence["differences"]), (&json!("same"), &Value::Null), "{evidence}");
    assert_eq!(evidence["engine"], evidence["engineNow"]);
    assert_eq!(evidence["configuration"].as_str().map(str::len), Some(64));
    let table = |policy: &str| {
        let tables = evidence["tables"].as_array().unwrap();
        tables.iter().find(|table| table["policy"] == policy).cloned().unwrap_or_default()
    };
    assert_eq!((&table("expresso")["version"], &table("expresso")["rows"]), (&json!(1), &json!(448)));
    let shelves = evidence["stock"].as_array().unwrap();
    let shelf = |sku: &str, warehouse: &str| {
        shelves.iter().find(|shelf| shelf["sku"] == sku && shelf["warehouse"] == warehouse).cloned()
    };
    assert_eq!(shelf("vaso-de-vidro", "cajamar").map(|shelf| shelf["quantity"].clone()), Some(json!(3)));
    let weights: Vec<&Value> = evidence["skus"].as_array().unwrap().iter().map(|sku| &sku["weight"]).collect();
    assert_eq!(weights, [220, 2400]);
    assert_eq!(
        (&evidence["asked"]["items"], &evidence["asked"]["destination"]),
        (&cart()["items"], &cart()["destination"])
    );
}

#[tokio::test]
async fn an_explanation_tells_kits_lots_and_what_was_taken_of_windows() {
    let world = World::demo().await;
    let kit = json!({
        "name": "Kit", "weight": 1, "dimensions": { "height": 1, "width": 1, "length": 1 },
        "components": [{ "sku": "camiseta-azul-m", "quantity": 2 }], "availableFrom": "2020-01-01T00:00:00Z",
    });
    assert_eq!(send(world.as_merchant(Method::PUT, "/v1/skus/kit").json(&kit)).await.status, 201);
    let mut ask = cart();
    ask["items"] = json!([{ "sku": "kit", "quantity": 1, "weight": 900 }]);
    let made = quote(&world, &ask).await;
    let shown = get(&world, made.header("location")).await;
    let evidence = &shown.json["evidence"];
    assert_eq!(evidence["asked"]["items"], ask["items"], "the weight that was sent, not the register's");
    let sku = |id: &str| evidence["skus"].as_array().unwrap().iter().find(|sku| sku["id"] == id).cloned().unwrap();
    assert_eq!(sku("kit")["components"], kit["components"]);
    assert_eq!(sku("kit")["availableFrom"], kit["availableFrom"]);
    assert_eq!(sku("camiseta-azul-m").get("components"), None);
    assert!(evidence["windows"].is_array(), "{evidence}");
}

#[tokio::test]
async fn a_dropped_route_to_a_pickup_point_names_the_point() {
    let world = World::demo().await;
    let mut ask = cart();
    ask["explain"] = json!(true);
    ask["destination"]["postalCode"] = json!("04100-000");
    ask["items"][0]["weight"] = json!(100_000_000);
    let made = quote(&world, &ask).await;
    let dropped = made.json["dropped"].as_array().unwrap();
    let points: Vec<&Value> = dropped.iter().filter_map(|route| route.get("pickupPoint")).collect();
    assert!(!points.is_empty(), "{}", made.text);
    assert!(points.iter().all(|point| point.is_string()), "{points:?}");
}

/// What is kept of a quote, as the table has it.
#[derive(Clone, Deserialize, Serialize)]
struct Kept {
    configuration: String,
    engine: u32,
    answer: Bytes,
    inputs: Bytes,
}

/// A cart whose answer is too large for an item of the table: many lines of a kit with a long name.
async fn large(world: &World) -> Value {
    let kit = format!("kit-{}", "x".repeat(56));
    let edges = json!({ "height": 1, "width": 1, "length": 1 });
    let body = json!({
        "name": "Kit", "weight": 1, "dimensions": edges, "price": 100,
        "components": [{ "sku": "camiseta-leve", "quantity": 1 }, { "sku": "caixa-leve", "quantity": 2 }],
    });
    for part in ["camiseta-leve", "caixa-leve"] {
        let sku = json!({ "name": part, "weight": 1, "dimensions": edges, "price": 100 });
        assert_eq!(send(world.as_merchant(Method::PUT, &format!("/v1/skus/{part}")).json(&sku)).await.status, 201);
        let stock = world.as_merchant(Method::PUT, &format!("/v1/inventory/{part}/cajamar"));
        assert_eq!(send(stock.json(&json!({ "quantity": 10_000 }))).await.status, 201);
    }
    assert_eq!(send(world.as_merchant(Method::PUT, &format!("/v1/skus/{kit}")).json(&body)).await.status, 201);
    let line = json!({ "sku": kit, "quantity": 1 });
    json!({ "destination": { "country": "BRA", "postalCode": "69005-040" }, "items": vec![line; 500] })
}

#[tokio::test]
async fn a_quote_too_large_for_the_table_is_kept_all_the_same() {
    let world = World::demo().await;
    let cart = large(&world).await;
    let ask = async || {
        let request = world.as_merchant(Method::POST, "/v1/quotes").header("idempotency-key", "large");
        send(request.json(&cart)).await
    };
    let before = ask().await;
    assert_eq!(before.status, 201, "{}", before.text);
    assert!(before.text.len() > 350_000, "{} bytes would fit", before.text.len());
    let repeated = ask().await;
    assert_eq!((repeated.text == before.text, repeated.header("idempotency-replayed")), (true, "true"));
    change_everything(&world).await;
    let again = replay(&world, &before).await;
    assert_eq!((again.header("entrega-replay"), again.text == before.text), ("same", true));
    let shown = get(&world, before.header("location")).await;
    assert_eq!((&shown.json["options"], &shown.json["evidence"]["replay"]), (&before.json["options"], &json!("same")));
    let option = before.json["options"][0]["id"].clone();
    let body = json!({ "quoteId": before.text("id"), "optionId": option });
    let request = world.as_merchant(Method::POST, "/v1/reservations").header("idempotency-key", "hold");
    let held = send(request.json(&body)).await;
    assert_eq!((held.status.as_u16(), &held.json["goods"][0]["units"]), (201, &json!(1_000)), "{}", held.text);
    let order = json!({ "reservation": held.text("id"), "customer": { "firstName": "Ana" },
        "address": { "postalCode": "69005-040", "street": "Rua A", "number": "1", "state": "AM" } });
    let request = world.as_merchant(Method::POST, "/v1/services").header("idempotency-key", "order");
    let service = send(request.json(&order)).await;
    let promise = &service.json["promise"];
    assert_eq!((service.status.as_u16(), &promise["quote"]), (201, &before.json["id"]), "{}", service.text);
    assert_eq!(promise["price"], before.json["options"][0]["price"], "{promise}");
}

#[tokio::test]
async fn what_was_reserved_becomes_a_service_with_its_promise_after_the_quote_has_ended() {
    let world = World::demo().await;
    let quoted = quote(&world, &cart()).await;
    let option = quoted.json["options"][0].clone();
    let post = async |path: &str, body: &Value| {
        let key = uuid::Uuid::now_v7().to_string();
        send(world.as_merchant(Method::POST, path).header("idempotency-key", key).json(body)).await
    };
    let held = post("/v1/reservations", &json!({ "quoteId": quoted.text("id"), "optionId": option["id"] })).await;
    assert_eq!(held.status, 201, "{}", held.text);
    let confirmed = post(&format!("{}/confirmation", held.header("location")), &json!({})).await;
    assert_eq!(confirmed.text("status"), "confirmed");
    let kept = get(&world, "/v1/account").await.json["quotesKeptDays"].as_i64().unwrap();
    world.edition().clock().advance(SignedDuration::from_hours(24 * kept + 1));
    assert_eq!(get(&world, quoted.header("location")).await.status, 404);
    let order = json!({ "reservation": held.text("id"), "customer": { "firstName": "Ana" },
        "address": { "postalCode": "69005-040", "street": "Rua A", "number": "1", "state": "AM" } });
    let service = post("/v1/services", &order).await;
    let promise = &service.json["promise"];
    assert_eq!((service.status.as_u16(), &promise["quote"]), (201, &quoted.json["id"]), "{}", service.text);
    assert_eq!((&promise["price"], &promise["policy"]), (&option["price"], &option["policy"]), "{promise}");
    assert!(promise["deadline"].is_string(), "{promise}");
}

#[derive(Clone)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_byte_buf(Visitor)
    }
}

/// Changes what is kept of a quote, as a deployment of another engine or a fault would, and answers what it was.
async fn tamper(world: &World, quote: &Answer, change: impl FnOnce(&mut Kept)) -> Kept {
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let scope = domain::access::TenantScope::acting_for(world.sample().account.parse().unwrap());
    let key = keys::quote::<Kept>(scope, quote.text("id").parse().unwrap());
    let before = gate.store().read(&key, gate.now()).await.unwrap().unwrap().value;
    let mut kept = before.clone();
    change(&mut kept);
    let commit = Commit::new(scope, gate.now(), gate.fresh()).put_always("quote", &key, &kept, None);
    gate.store().commit(commit).await.unwrap();
    before
}

#[tokio::test]
async fn what_another_engine_answered_is_repeated_and_a_difference_is_told() {
    let world = World::demo().await;
    let before = quote(&world, &cart()).await;
    let other = quote(
        &world,
        &json!({
            "destination": { "country": "BRA", "postalCode": "01310-100" },
            "items": [{ "sku": "camiseta-azul-m", "quantity": 1 }],
        }),
    )
    .await;
    let theirs = tamper(&world, &other, |_| ()).await;

    tamper(&world, &before, |kept| kept.engine = 0).await;
    let again = replay(&world, &before).await;
    assert_eq!((again.header("entrega-replay"), &again.text), ("not_possible", &before.text));
    let evidence = get(&world, before.header("location")).await.json["evidence"].clone();
    assert_eq!((&evidence["engine"], &evidence["replay"]), (&json!(0), &json!("same")));

    tamper(&world, &before, |kept| kept.answer = theirs.answer).await;
    let shown = get(&world, before.header("location")).await;
    assert_eq!(shown.json["id"], other.json["id"], "the answer that was sent counts");
    assert_eq!(shown.json["evidence"]["replay"], "different");
    let places: Vec<&str> = shown.json["evidence"]["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|difference| difference["pointer"].as_str().unwrap())
        .collect();
    assert!(places.contains(&"/options/0/price"), "{places:?}");

    tamper(&world, &before, |kept| kept.configuration = "0".repeat(64)).await;
    let shown = get(&world, before.header("location")).await;
    assert_eq!(shown.json["evidence"]["replay"], "not_possible");
    assert_eq!(shown.json["dropped"], json!([]));
}

#[tokio::test]
async fn a_cart_is_compared_under_other_versions_of_a_table() {
    let world = World::demo().await;
    let first = quote(&world, &cart()).await;
    tables::import(&world, &world.sample().api_key.secret, "expresso", &[ROW]).await;
    let price = |answer: &Answer| {
        let options = answer.json["options"].as_array().unwrap().clone();
        options.iter().find(|option| option["policy"] == "expresso").map(|option| option["price"].clone())
    };
    let now = quote(&world, &cart()).await;
    let mut ask = cart();
    ask["tableVersions"] = json!({ "expresso": 1 });
    let then = quote(&world, &ask).await;
    assert_eq!((then.json["tables"]["expresso"].clone(), now.json["tables"]["expresso"].clone()), (json!(1), json!(2)));
    assert_eq!(price(&then), price(&first));
    assert_ne!(price(&now), price(&first));
    assert_eq!(replay(&world, &then).await.text, then.text);

    ask["tableVersions"] = json!({ "expresso": 3 });
    let refused = send(world.as_merchant(Method::POST, "/v1/quotes").json(&ask)).await;
    assert_eq!(refused.broken(), [("/tableVersions/expresso".to_owned(), "unknown_version".to_owned())]);
    let page = world.request(Method::POST, "/v1/quotes").header("x-entrega-key", &world.sample().publishable_key);
    let refused = send(page.header("origin", world.edition().url()).json(&ask)).await;
    assert_eq!(refused.broken(), [("/tableVersions".to_owned(), "not_for_pages".to_owned())]);
}

#[tokio::test]
async fn a_quote_is_kept_for_as_long_as_the_account_says() {
    let world = World::demo().await;
    let week = quote(&world, &cart()).await;
    change(&world, "/v1/account", |account| account["quotesKeptDays"] = json!(2)).await;
    let short = quote(&world, &cart()).await;
    world.advance(SignedDuration::from_hours(47)).await;
    assert_eq!(get(&world, short.header("location")).await.status, 200);
    world.advance(SignedDuration::from_hours(2)).await;
    for path in ["", "/replay"] {
        let gone = get(&world, &format!("{}{path}", short.header("location"))).await;
        assert_eq!(gone.outcome(), (404, "not_found".to_owned()));
    }
    assert_eq!(get(&world, week.header("location")).await.status, 200);
    let found = get(&world, "/v1/account").await;
    for days in [0, 91] {
        let mut body = found.json.clone();
        body["quotesKeptDays"] = json!(days);
        body.as_object_mut().unwrap().retain(|name, _| name != "id" && name != "createdAt");
        let put = world.as_merchant(Method::PUT, "/v1/account").header("if-match", found.header("etag")).json(&body);
        assert_eq!(send(put).await.broken(), [("/quotesKeptDays".to_owned(), "out_of_range".to_owned())]);
    }
}
