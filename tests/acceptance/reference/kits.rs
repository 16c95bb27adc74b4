//! Kits and groups of a checkout's calculation, and answers with only the best of each line.

use super::{CALCULATE, FULFILLMENT, SIMULATION, calculation, cart, shirts, tenth};
use acceptance::world::{World, send};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_kit_weighs_and_is_stocked_as_its_parts() {
    let world = World::empty().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let ask = async |item: Value| {
        let mut body = calculation(1);
        body["items"] = json!([item]);
        let request = merchant.program(&world, Method::POST, CALCULATE).json(&json!([body]));
        send(request).await.json[0][0].clone()
    };
    let part = |quantity: i64, grams: i64| {
        json!({ "id": "100", "groupItemId": null, "kitItem": [], "quantity": quantity, "price": 0,
            "additionalHandlingTime": "1.00:00:00", "dimension": { "weight": grams, "height": 5, "width": 17, "length": 17 } })
    };
    let kit = |quantity: i64, grams: i64| {
        json!({ "id": "kit-1", "quantity": quantity, "price": 100, "groupItemId": "gift", "kitItem": [part(2, grams)],
            "additionalHandlingTime": "00:00:00" })
    };
    let found = ask(kit(9, 500)).await;
    assert_eq!(
        (&found["itemId"], &found["quantity"]),
        (&json!("kit-1"), &json!(4)),
        "nine parts make four kits: {found}"
    );
    let parts = json!([{ "id": "100", "quantity": 8, "warehouseId": "house", "supplyLotId": null }]);
    assert_eq!((&found["kitItem"], &found["leadTime"]), (&parts, &json!("1.00:00:00")));
    assert_eq!(ask(kit(1, 15_001)).await, Value::Null, "two parts of 15,001 g are over the last band of 30 kg");
}

#[tokio::test]
async fn a_storefront_may_ask_for_the_cheapest_and_the_fastest_only() {
    let world = World::demo().await;
    let slas = async |query: &str| {
        let body = cart(&shirts(&json!(1)));
        let answer = send(world.request(Method::POST, &format!("{SIMULATION}?sc=1{query}")).json(&body)).await;
        answer.json["logisticsInfo"][0]["slas"].as_array().unwrap().clone()
    };
    let (all, lean) = (slas("").await, slas("&lean=true").await);
    assert!(all.len() >= 3 && (1..=2).contains(&lean.len()), "{} and {}", all.len(), lean.len());
    assert_eq!(lean[0], all[0], "the cheapest comes first");
}

#[tokio::test]
async fn a_marketplace_is_told_the_stock_of_a_kit_by_its_parts() {
    let world = World::demo().await;
    let edges = json!({ "height": 30, "width": 250, "length": 300 });
    let kit = json!({ "name": "Kit", "weight": 1, "price": 9990, "dimensions": edges,
        "components": [{ "sku": "camiseta-azul-m", "quantity": 2 }, { "sku": "vaso-de-vidro", "quantity": 1 }] });
    assert_eq!(send(world.as_merchant(Method::PUT, "/v1/skus/kit").json(&kit)).await.status, 201);
    let told = async |sku: &str| {
        let body = cart(&json!([{ "id": sku, "quantity": 9, "seller": "1" }]));
        let request = world.request(Method::POST, FULFILLMENT).header("x-vtex-api-appkey", &world.sample().api_key.id);
        let answer = send(request.header("x-vtex-api-apptoken", &world.sample().api_key.secret).json(&body)).await;
        let info = answer.json["logisticsInfo"][0].clone();
        let balance = info["stockBalance"].as_i64().unwrap_or_else(|| panic!("{}", answer.text));
        assert_eq!(info["deliveryChannels"][0]["stockBalance"], balance, "{info}");
        (balance, answer.json["items"][0]["quantity"].clone())
    };
    let (vases, kits) = (told("vaso-de-vidro").await, told("kit").await);
    assert_eq!(vases, (4, json!(3)), "the fourth lies where nobody carries glass");
    assert_eq!(kits, vases, "each kit needs one of them");
}

#[tokio::test]
async fn a_cart_of_more_lines_than_anybody_buys_is_refused_before_it_is_looked_up() {
    let world = World::demo().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let line = json!({ "id": "camiseta-azul-m", "quantity": 1, "seller": "1" });
    for (lines, status) in [(500, 200), (501, 400)] {
        let body = cart(&json!(vec![line.clone(); lines]));
        let answer = send(world.request(Method::POST, SIMULATION).json(&body)).await;
        assert_eq!(answer.status, status, "{}", answer.json["error"]);
        let code = answer.json["error"]["code"].as_str();
        assert_eq!(code, (status == 400).then_some("ORD005"));
    }
    let item = calculation(1)["items"][0].clone();
    let mut kit = item.clone();
    kit["kitItem"] = json!(vec![item.clone(); 99]);
    for (kits, status) in [(5, 200), (6, 400)] {
        let mut body = calculation(1);
        body["items"] = json!(vec![kit.clone(); kits]);
        let answer = send(merchant.program(&world, Method::POST, CALCULATE).json(&json!([body]))).await;
        assert_eq!(answer.status, status, "{}", answer.json["error"]);
    }
}
