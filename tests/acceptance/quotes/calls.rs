//! What a quote costs at the table and at the bucket.

use super::*;
use acceptance::toll::Toll;

/// Reads, then writes.
type Calls = (Vec<String>, Vec<String>);

/// The function on its own, with nothing in its memory, and a toll between it and the table.
async fn function(world: &World) -> (edge::Function, Toll) {
    let (toll, env) = Toll::before(world.edition().env());
    (quote_shipping::start(env).await.unwrap(), toll)
}

/// Has a cart quoted, and says what that called.
async fn cost(world: &World, (function, toll): (&edge::Function, &Toll), path: &str, body: &Value) -> Calls {
    let source = acceptance::repository::root().join("events/quote-shipping/nobody.json");
    let mut event: Value = serde_json::from_slice(&std::fs::read(source).unwrap()).unwrap();
    event["rawPath"] = json!(path);
    event["requestContext"]["http"]["path"] = json!(path);
    event["requestContext"]["http"]["method"] = json!("POST");
    event["headers"] = json!({
        "authorization": format!("Bearer {}", world.sample().api_key.secret), "content-type": "application/json",
    });
    event["body"] = json!(body.to_string());
    event["isBase64Encoded"] = json!(false);
    let _ = toll.calls();
    let answer = function.invoke(event).await.unwrap();
    let shown: Value = serde_json::from_str(answer["body"].as_str().unwrap_or_default()).unwrap_or_default();
    let offered = shown["options"].as_array().or(shown["logisticsInfo"][0]["slas"].as_array()).map_or(0, Vec::len);
    assert!(offered >= 3, "{path}: {answer}");
    toll.calls().into_iter().partition(|call| matches!(call.as_str(), "getitem" | "batchgetitem" | "query"))
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[tokio::test]
async fn a_quote_reads_the_table_five_times_at_first_and_three_times_after_and_writes_once() {
    let world = World::demo().await;
    let (function, toll) = function(&world).await;
    let cold = cost(&world, (&function, &toll), "/v1/quotes", &cart(MANAUS, &shirts(2))).await;
    println!("the first quote: {cold:?}");
    // The key and whose it is, the configuration, the goods, the stock.
    let first = named(&["batchgetitem", "batchgetitem", "getitem", "getitem", "getitem"]);
    assert_eq!(cold, (first, named(&["putitem"])));
    for round in 0..3 {
        // Another cart each time, and another place: nothing is remembered of carts.
        let body = cart(if round == 1 { "01310-100" } else { MANAUS }, &shirts(1 + round));
        let warm = cost(&world, (&function, &toll), "/v1/quotes", &body).await;
        println!("the next quote: {warm:?}");
        assert_eq!(warm, (named(&["batchgetitem", "batchgetitem", "getitem"]), named(&["putitem"])), "{body}");
    }
    let many: Vec<Value> = (0..20).map(|_| json!({ "sku": "camiseta-azul-m", "quantity": 1 })).collect();
    let several = cost(&world, (&function, &toll), "/v1/quotes", &cart(MANAUS, &json!(many))).await;
    assert_eq!(several.0.len(), 3, "a longer cart costs no more: {several:?}");
}

#[tokio::test]
async fn a_chain_of_shops_costs_a_read_for_each_sku_and_not_for_each_shelf() {
    let world = World::demo().await;
    let dock = send(world.as_merchant(Method::GET, "/v1/docks")).await.json["items"][0]["id"].clone();
    for shop in 0..20 {
        let body = json!({ "name": "Loja", "docks": [{ "dock": dock }] });
        put(&world, &format!("/v1/warehouses/loja-{shop}"), &body).await;
    }
    put(
        &world,
        "/v1/skus/rara",
        &json!({ "name": "Rara", "weight": 300, "dimensions": { "height": 10, "width": 20, "length": 30 } }),
    )
    .await;
    put(&world, "/v1/inventory/rara/loja-7", &json!({ "quantity": 3 })).await;
    let (function, toll) = function(&world).await;
    let body = cart(MANAUS, &json!([{ "sku": "rara", "quantity": 3 }, { "sku": "camiseta-azul-m", "quantity": 1 }]));
    cost(&world, (&function, &toll), "/v1/quotes", &body).await;
    let warm = cost(&world, (&function, &toll), "/v1/quotes", &body).await;
    assert_eq!(warm, (named(&["batchgetitem", "getitem", "query", "query"]), named(&["putitem"])));
    let made = send(world.as_merchant(Method::POST, "/v1/quotes").json(&body)).await;
    let packages = made.json["options"][0]["packages"].as_array().unwrap_or_else(|| panic!("{}", made.text));
    let from = |index: usize| {
        let items = packages.iter().flat_map(|package| package["items"].as_array().unwrap());
        items.filter(|item| item["index"] == index).map(|item| item["warehouse"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(from(0), ["loja-7"], "{}", made.text);
    assert!(from(1).iter().all(|warehouse| !warehouse.as_str().unwrap().starts_with("loja")), "{}", made.text);
}

async fn put(world: &World, path: &str, body: &Value) {
    let put = send(world.as_merchant(Method::PUT, path).header("if-none-match", "*").json(body)).await;
    assert!(put.status.is_success(), "{path}: {}", put.text);
}
