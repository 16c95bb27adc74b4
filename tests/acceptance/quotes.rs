//! Quotes over HTTP, against the demo merchant.

mod assumed;
mod calls;
mod packed;

use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};

const MANAUS: &str = "69005-040";

fn cart(postal_code: &str, items: &Value) -> Value {
    json!({ "destination": { "country": "BRA", "postalCode": postal_code }, "items": items })
}

fn shirts(quantity: i64) -> Value {
    json!([{ "sku": "camiseta-azul-m", "quantity": quantity }])
}

async fn quote(world: &World, body: &Value) -> Answer {
    send(world.as_merchant(Method::POST, "/v1/quotes").json(body)).await
}

fn options(answer: &Answer) -> &Vec<Value> {
    answer.json["options"].as_array().unwrap_or_else(|| panic!("a quote: {}", answer.text))
}

fn sum(parts: &Value, field: &str) -> i64 {
    parts.as_array().unwrap().iter().map(|part| part[field].as_i64().unwrap()).sum()
}

#[tokio::test]
async fn a_cart_to_manaus_gets_three_options_whose_parts_make_the_whole() {
    let world = World::demo().await;
    let answer = quote(&world, &cart(MANAUS, &shirts(2))).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let options = options(&answer);
    assert!(options.len() >= 3, "{}", answer.text);
    for option in options {
        let price = option["price"].as_i64().unwrap();
        assert!(price > 0, "{option}");
        assert_eq!(sum(&option["priceParts"], "amount"), price, "{option}");
        assert_eq!(sum(&option["items"], "price"), price, "{option}");
        assert_eq!(sum(&option["packages"], "price"), price, "{option}");
        let times = option["timeParts"].as_array().unwrap();
        assert_eq!(times.last().unwrap()["to"], option["promisedAt"], "{option}");
        for pair in times.windows(2) {
            assert_eq!(pair[0]["to"], pair[1]["from"], "{option}");
        }
    }
    let prices: Vec<i64> = options.iter().map(|option| option["price"].as_i64().unwrap()).collect();
    assert!(prices.is_sorted(), "{prices:?}");
    assert_eq!(options.iter().filter(|option| option["cheapest"] == true).count(), 1);
    assert!(options.iter().any(|option| option["fastest"] == true));
    assert_eq!(answer.json["dropped"], Value::Null);
}

#[tokio::test]
async fn a_quote_is_kept_as_it_was_answered() {
    let world = World::demo().await;
    let ask = || {
        let request = world.as_merchant(Method::POST, "/v1/quotes").header("idempotency-key", "checkout-1");
        send(request.json(&cart(MANAUS, &shirts(1))))
    };
    let (first, again) = (ask().await, ask().await);
    assert_eq!(first.text, again.text);
    assert_eq!(again.header("idempotency-replayed"), "true");
    let kept = send(world.as_merchant(Method::GET, first.header("location"))).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    assert_eq!((&kept.json["id"], &kept.json["options"]), (&first.json["id"], &first.json["options"]));
}

#[tokio::test]
async fn names_are_in_the_language_of_the_reader() {
    let world = World::demo().await;
    for (language, transit) in [("pt-BR", "Transporte"), ("es", "Transporte"), ("en", "Transport")] {
        let request = world.as_merchant(Method::POST, "/v1/quotes").header("accept-language", language);
        let answer = send(request.json(&cart(MANAUS, &shirts(1)))).await;
        let parts = answer.json["options"][0]["timeParts"].as_array().unwrap().clone();
        let name = parts.iter().find(|part| part["code"] == "transit").map(|part| part["name"].clone());
        assert_eq!(name, Some(json!(transit)), "{language}");
    }
}

#[tokio::test]
async fn what_is_not_offered_says_why_with_the_numbers_behind_it() {
    let world = World::demo().await;
    let mut body = cart(MANAUS, &json!([{ "sku": "cadeira-dobravel", "quantity": 1 }]));
    body["explain"] = json!(true);
    let answer = quote(&world, &body).await;
    let dropped = answer.json["dropped"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    let air = dropped.iter().find(|route| route["policy"] == "aereo").unwrap_or_else(|| panic!("{}", answer.text));
    assert_eq!(air["reason"], "item_too_large", "{air}");
    assert_eq!(air["detail"], json!({ "measure": "largest_measure", "value": "940", "limit": "800" }));
    for route in dropped {
        let name = route["name"].as_str().unwrap();
        assert!(!name.is_empty() && !name.starts_with("drop-"), "{route}");
    }
}

#[tokio::test]
async fn more_than_there_is_in_stock_is_quoted_for_what_there_is() {
    let world = World::demo().await;
    let answer = quote(&world, &cart(MANAUS, &json!([{ "sku": "vaso-de-vidro", "quantity": 50 }]))).await;
    assert_eq!(answer.json["items"][0]["requested"], 50);
    assert_eq!(answer.json["items"][0]["availability"], "partly_available", "{}", answer.text);
}

#[tokio::test]
async fn a_publishable_key_quotes_without_explanations() {
    let world = World::demo().await;
    let key = world.sample().publishable_key.clone();
    let ask = |body: Value| {
        let request = world.request(Method::POST, "/v1/quotes").header("x-entrega-key", &key);
        send(request.header("origin", world.edition().url()).json(&body))
    };
    let plain = ask(cart(MANAUS, &shirts(1))).await;
    assert_eq!(plain.status, 201, "{}", plain.text);
    assert_eq!(plain.header("access-control-allow-origin"), world.edition().url());
    let mut explained = cart(MANAUS, &shirts(1));
    explained["explain"] = json!(true);
    assert_eq!(ask(explained).await.broken(), [("/explain".to_owned(), "not_for_pages".to_owned())]);
}

#[tokio::test]
async fn a_cart_that_breaks_rules_is_told_which_and_nothing_is_kept() {
    let world = World::demo().await;
    let item = |change: Value| {
        let mut item = json!({ "sku": "camiseta-azul-m", "quantity": 1 });
        item.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        cart(MANAUS, &json!([item]))
    };
    let with = |name: &str, value: Value| {
        let mut body = cart(MANAUS, &shirts(1));
        body[name] = value;
        body
    };
    for (body, pointer, rule) in [
        (item(json!({ "quantity": 0 })), "/items/0/quantity", "quantity"),
        (item(json!({ "quantity": -1 })), "/items/0/quantity", "quantity"),
        (item(json!({ "quantity": 1_000_001 })), "/items/0/quantity", "quantity"),
        (item(json!({ "weight": 0 })), "/items/0/weight", "weight"),
        (item(json!({ "weight": -5 })), "/items/0/weight", "weight"),
        (item(json!({ "price": -1 })), "/items/0/price", "price"),
        (
            item(json!({ "dimensions": { "height": 0, "width": 1, "length": 1 } })),
            "/items/0/dimensions/height",
            "length",
        ),
        (item(json!({ "modal": "DRAGONS" })), "/items/0/modal", "unknown_modal"),
        (item(json!({ "sku": "no such" })), "/items/0/sku", "invalid_id"),
        (item(json!({ "sku": "no-such" })), "/items/0/sku", "unknown_sku"),
        (cart(MANAUS, &json!([])), "/items", "number_of_items"),
        (cart("6900", &shirts(1)), "/destination/postalCode", "postal_code"),
        (cart("ABCDE-FGH", &shirts(1)), "/destination/postalCode", "postal_code"),
        (with("currency", json!("USD")), "/currency", "currency_mismatch"),
        (with("currency", json!("brl")), "/currency", "currency"),
        (with("destination", json!({ "country": "Brasil", "postalCode": MANAUS })), "/destination/country", "country"),
    ] {
        let refused = quote(&world, &body).await;
        assert_eq!(refused.outcome(), (422, "invalid_fields".to_owned()), "{body}");
        assert_eq!(refused.broken(), [(pointer.to_owned(), rule.to_owned())], "{body}");
        assert_eq!(refused.header("location"), "", "nothing was made");
    }
}

#[tokio::test]
async fn all_broken_rules_of_a_cart_are_told_at_once() {
    let world = World::demo().await;
    let items = json!([{ "sku": "x y", "quantity": 0, "weight": -1 }, { "sku": "ok", "quantity": 2_000_000 }]);
    let refused = quote(&world, &cart("1", &items)).await;
    let pointers: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(
        pointers,
        ["/destination/postalCode", "/items/0/sku", "/items/0/quantity", "/items/0/weight", "/items/1/quantity"]
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_told_where() {
    let world = World::demo().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let whole = cart(MANAUS, &shirts(1)).to_string();
    let repeated = whole.replacen("\"quantity\":1", "\"quantity\":1,\"quantity\":2", 1);
    let unknown = whole.replacen("\"quantity\":1", "\"quantity\":1,\"tenant_id\":\"x\"", 1);
    let wrong_type = whole.replacen("\"quantity\":1", "\"quantity\":\"1\"", 1);
    let huge = whole.replacen("\"quantity\":1", "\"quantity\":1e400", 1);
    for (body, code, pointer) in [
        ("", "invalid_json", ""),
        ("not json", "invalid_json", ""),
        ("null", "invalid_body", ""),
        ("[]", "invalid_body", ""),
        ("\"x\"", "invalid_body", ""),
        (&whole[..whole.len() - 1], "invalid_json", ""),
        (&format!("{whole} x"), "invalid_json", ""),
        (&deep, "invalid_body", ""),
        (&repeated, "invalid_body", "/items/0"),
        (&unknown, "invalid_body", "/items/0/tenant_id"),
        (&wrong_type, "invalid_body", "/items/0/quantity"),
        (&huge, "invalid_json", "/items/0/quantity"),
    ] {
        let request = world.as_merchant(Method::POST, "/v1/quotes").header("content-type", "application/json");
        let refused = send(request.body(body.to_owned())).await;
        assert_eq!(refused.status, 400, "{body:.80}: {}", refused.text);
        assert_eq!(refused.text("code"), code, "{body:.80}: {}", refused.text);
        let place = refused.broken().first().map(|(pointer, _)| pointer.clone()).unwrap_or_default();
        assert!(place.starts_with(pointer), "{body:.80}: {}", refused.text);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_or_of_another_kind_is_refused() {
    let world = World::demo().await;
    let ask = |kind: &'static str, body: Vec<u8>| {
        send(world.as_merchant(Method::POST, "/v1/quotes").header("content-type", kind).body(body))
    };
    let fine = cart(MANAUS, &shirts(1)).to_string().into_bytes();
    assert_eq!(ask("application/json; charset=utf-16", fine.clone()).await.outcome(), (415, "not_json".to_owned()));
    assert_eq!(ask("text/plain", fine.clone()).await.status, 415);
    assert_eq!(ask("application/json", vec![b' '; 2 << 20]).await.outcome(), (413, "body_too_large".to_owned()));
    assert_eq!(ask("application/json", vec![b' '; 11 << 20]).await.status, 413);
    assert_eq!(ask("application/json", [b"\xef\xbb\xbf".to_vec(), fine].concat()).await.status, 201);
    assert_eq!(ask("application/json", b"{\"destination\":\"\xff\xfe\"}".to_vec()).await.status, 400);
}

#[tokio::test]
async fn a_place_that_nobody_serves_gets_no_options_and_reasons() {
    let world = World::demo().await;
    let mut body = cart("00500-000", &shirts(1));
    body["explain"] = json!(true);
    let answer = quote(&world, &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert!(options(&answer).is_empty());
    assert_eq!(answer.json["items"][0]["availability"], "cannot_be_delivered");
    let reasons: Vec<&Value> =
        answer.json["dropped"].as_array().unwrap().iter().map(|route| &route["reason"]).collect();
    assert!(reasons.contains(&&json!("postal_code_not_served")), "{reasons:?}");
}

#[tokio::test]
async fn a_kit_is_quoted_by_what_it_consists_of() {
    let world = World::demo().await;
    let kit = json!({
        "name": "Kit", "weight": 1, "dimensions": { "height": 100, "width": 250, "length": 300 }, "price": 9990,
        "components": [{ "sku": "vaso-de-vidro", "quantity": 2 }, { "sku": "camiseta-azul-m", "quantity": 1 }],
    });
    let put = send(world.as_merchant(Method::PUT, "/v1/skus/kit-casa").json(&kit)).await;
    assert_eq!(put.status, 201, "{}", put.text);
    let ask = async |quantity: i64| {
        quote(&world, &cart("01310-100", &json!([{ "sku": "kit-casa", "quantity": quantity }]))).await
    };
    let answer = ask(1).await;
    let packed = &options(&answer)[0]["packages"][0]["items"][0];
    let parts = packed["components"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    let units: i64 = parts.iter().map(|part| part["quantity"].as_i64().unwrap()).sum();
    assert_eq!(units, 3, "{packed}");
    assert_eq!(options(&answer)[0]["packages"][0]["realWeight"], "5020");
    assert_eq!(ask(5).await.json["items"][0]["availability"], "partly_available", "two vases each, of four");
    let again = send(world.as_merchant(Method::GET, &format!("{}/replay", answer.header("location")))).await;
    assert_eq!(again.text, answer.text);
}

#[tokio::test]
async fn goods_in_presale_are_promised_for_after_their_day() {
    let world = World::demo().await;
    let path = "/v1/skus/camiseta-azul-m";
    let before = quote(&world, &cart(MANAUS, &shirts(1))).await;
    let found = send(world.as_merchant(Method::GET, path)).await;
    let mut sku = found.json.clone();
    let at: jiff::Timestamp = before.text("at").parse().unwrap();
    let from = (at + jiff::SignedDuration::from_hours(240)).to_string();
    sku["availableFrom"] = json!(from);
    let put = world.as_merchant(Method::PUT, path).header("if-match", found.header("etag"));
    let put = send(put.json(&sku)).await;
    assert_eq!((put.status.as_u16(), &put.json["availableFrom"]), (200, &json!(from)), "{}", put.text);
    let kit = json!({
        "name": "Kit", "weight": 1, "dimensions": { "height": 100, "width": 250, "length": 300 }, "price": 9990,
        "components": [{ "sku": "camiseta-azul-m", "quantity": 1 }],
    });
    assert_eq!(send(world.as_merchant(Method::PUT, "/v1/skus/kit-presente").json(&kit)).await.status, 201);
    let promised =
        |answer: &Answer| -> jiff::Timestamp { options(answer)[0]["promisedAt"].as_str().unwrap().parse().unwrap() };
    let kits = cart(MANAUS, &json!([{ "sku": "kit-presente", "quantity": 1 }]));
    for body in [cart(MANAUS, &shirts(1)), kits] {
        let after = quote(&world, &body).await;
        let wait = promised(&after).duration_since(promised(&before));
        assert!(wait >= jiff::SignedDuration::from_hours(239), "{wait:#}: {}", after.text);
        let again = send(world.as_merchant(Method::GET, &format!("{}/replay", after.header("location")))).await;
        assert_eq!(again.text, after.text);
    }
}
