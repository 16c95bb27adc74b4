//! What a shopper chose before, in the carts of storefronts that send it along.

use super::*;

#[tokio::test]
async fn what_the_shopper_chose_is_kept_while_it_is_offered() {
    let world = World::demo().await;
    let options = simulate(&world, &cart(&shirts(&json!(1)))).await.json["logisticsInfo"][0]["slas"].clone();
    let options = options.as_array().unwrap();
    assert!(options.len() > 1);
    let nothing = [Value::Null, Value::Null, json!(0)];
    let told = async |body: &Value| {
        let query = "sc=1&RnbBehavior=0&affiliateId=MKT";
        let answer = send(world.request(Method::POST, &format!("{SIMULATION}?{query}")).json(body)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let info = &answer.json["logisticsInfo"][0];
        [
            info["selectedSla"].clone(),
            info["selectedDeliveryChannel"].clone(),
            answer.json["totals"][2]["value"].clone(),
        ]
    };
    assert_eq!(told(&cart(&shirts(&json!(1)))).await, nothing);
    for option in options {
        let chosen = [option["id"].clone(), option["deliveryChannel"].clone(), option["price"].clone()];
        let mut body = cart(&shirts(&json!(1)));
        body["shippingData"] = json!({ "logisticsInfo": [{ "itemIndex": 0, "selectedSla": option["id"] }] });
        assert_eq!(told(&body).await, chosen);
        let mut body = cart(&shirts(&json!(1)));
        body["selectedSla"] = option["id"].clone();
        assert_eq!(told(&body).await, chosen);
    }
    let mut gone = cart(&shirts(&json!(1)));
    gone["shippingData"] = json!({ "logisticsInfo": [{ "itemIndex": 0, "selectedSla": "Pombo" }] });
    assert_eq!(told(&gone).await, nothing);
}
