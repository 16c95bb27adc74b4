//! Kits and groups of a checkout's calculation, and answers with only the best of each line.

use super::{CALCULATE, SIMULATION, calculation, cart, shirts, tenth};
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
