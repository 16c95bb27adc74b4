//! Windows that are limited by units of goods, and goods that lie in many places.

use super::leaving::import;
use super::*;

#[tokio::test]
async fn a_window_that_is_offered_can_be_had_whatever_is_in_the_cart() {
    let world = World::demo().await;
    limited_windows(&world, &json!({ "maxItems": 10 })).await;
    let (first, windows) = quote(&world, 8).await;
    let body = |quote: &str| json!({ "quoteId": quote, "optionId": "expresso", "windowId": windows[0] });
    assert_eq!(reserve(&world, &body(&first)).await.status, 201);
    let (second, offered) = quote(&world, 4).await;
    assert!(offered.contains(&windows[0]), "two units are left, four are in the cart: {offered:?}");
    let held = reserve(&world, &body(&second)).await;
    assert_eq!(held.status, 201, "{}", held.text);
    let now = world.edition().env().clock().now();
    assert_eq!(booked(&world, &windows[0]).await.at(now).taken.units, 12);
    let (third, offered) = quote(&world, 1).await;
    assert!(!offered.contains(&windows[0]), "{offered:?}");
    assert_eq!(reserve(&world, &body(&third)).await.status, 422, "it is none of this quote's");
    assert_eq!(reserve(&world, &body(&second)).await.outcome(), (409, "window_full".to_owned()));
}

#[tokio::test]
async fn of_many_buyers_at_once_a_window_of_ten_units_takes_five_of_two() {
    let world = World::demo().await;
    limited_windows(&world, &json!({ "maxItems": 10 })).await;
    let (quote, windows) = quote(&world, 2).await;
    let body = json!({ "quoteId": quote, "optionId": "expresso", "windowId": windows[0] });
    let (won, lost) = race(&world, PATH, &body, |answer| match answer["statusCode"].as_u64() {
        Some(201) => Some(true),
        Some(409) => Some(false),
        _ => None,
    })
    .await;
    assert!(won == 5 && lost >= 43, "{won} won, {lost} lost");
    let now = world.edition().env().clock().now();
    assert_eq!(booked(&world, &windows[0]).await.at(now).taken, domain::capacity::Load { deliveries: 5, units: 10 });
}

#[tokio::test]
async fn of_many_orders_at_once_three_lock_the_three_vases() {
    let world = World::demo().await;
    let path = "/api/logistics/pvt/inventory/reservations";
    let item = json!({ "id": "vaso-de-vidro", "quantity": 1, "price": 0, "dimension": { "weight": 900 } });
    let body = json!({ "salesChannel": "1", "lockId": null, "autorizationExpirationTTL": "00:10:00",
        "deliveryItemOptions": [{ "item": item, "wareHouseId": "cajamar" }] });
    let (won, lost) = race(&world, path, &body, |answer| {
        let told: Value = serde_json::from_str(answer["body"].as_str()?).ok()?;
        told["IsSucess"].as_bool()
    })
    .await;
    // Nobody names a lock: an answer that is lost after it was made leaves one that only time ends.
    assert!((1..=3).contains(&won) && won + lost >= 48, "{won} won, {lost} lost");
    let dispatched = "/api/logistics/pvt/inventory/items/vaso-de-vidro/warehouses/cajamar/dispatched";
    let stock = send(world.as_merchant(Method::GET, dispatched)).await;
    assert_eq!(stock.json["totalReservedQuantity"], 3, "never more than there are: {}", stock.text);
}

/// Lets 200 ask at once (fewer in a short run), where every third transaction meets another one and every seventh answer
/// is lost. How many were told yes, and how many no; whoever gets no clear answer asks again.
pub(super) async fn race(
    world: &World,
    path: &str,
    body: &Value,
    told: impl Fn(&Value) -> Option<bool>,
) -> (usize, usize) {
    let (env, asking) = (world.edition().env(), count(200).max(48));
    let plan = Plan { conflict_every: 3, lost_every: 7 };
    let faults = Box::pin(Faults::before(env.require("AWS_ENDPOINT_URL_DYNAMODB").unwrap(), plan)).await;
    let function = quote_shipping::start(env.with("AWS_ENDPOINT_URL_DYNAMODB", faults.url())).await.unwrap();
    let buyers = (0..asking).map(async |_| {
        let event = event(world, path, body);
        for _ in 0..50 {
            let answer = function.invoke(event.clone()).await.unwrap();
            if let Some(yes) = told(&answer) {
                return yes;
            }
        }
        panic!("fifty times no answer")
    });
    let answers: Vec<bool> = join_all(buyers).await;
    let (conflicts, lost) = faults.made();
    assert!(conflicts > 0, "{conflicts} conflicts, {lost} answers lost");
    let won = answers.iter().filter(|yes| **yes).count();
    (won, answers.len() - won)
}

#[tokio::test]
async fn goods_from_more_places_than_one_transaction_holds_are_refused() {
    let world = World::demo().await;
    let dock = send(world.as_merchant(Method::GET, "/v1/warehouses/cajamar")).await.json["docks"][0].clone();
    let houses: Vec<String> = (0..7).map(|at| format!("casa-{at}")).collect();
    for house in &houses {
        let body = json!({ "name": house, "docks": [dock] });
        let made = send(world.as_merchant(Method::PUT, &format!("/v1/warehouses/{house}")).json(&body)).await;
        assert_eq!(made.status, 201, "{}", made.text);
    }
    let skus: Vec<String> = (0..9).map(|at| format!("parte-{at}")).collect();
    let part = |at: usize| format!("parte-{at},Parte,10,10,10,10,100,,\nkit-{at},Kit,10,10,10,10,100,,parte-{at}:1\n");
    let goods: String = (0..9).map(part).collect();
    let header = "Id,Name,Weight,Height,Width,Length,Price,Modal,Components";
    let read = import(&world, "skus", &format!("{header}\n{goods}")).await;
    assert_eq!(read["created"], 18, "{read}");
    let shelves = houses.iter().flat_map(|house| skus.iter().map(move |sku| format!("{sku};{house};1;;\n")));
    let shelves: String = shelves.collect();
    let read = import(&world, "inventory", &format!("Sku;Warehouse;Quantity;Unlimited;LeadTime\n{shelves}")).await;
    assert_eq!(read["created"], 63, "{read}");
    let ask = async |what: &str, each: u32| {
        let items = (0..9).map(|at| json!({ "sku": format!("{what}-{at}"), "quantity": each }));
        let items: Vec<Value> = items.collect();
        let cart = json!({ "destination": { "country": "BRA", "postalCode": "01310-100" }, "items": items });
        let quoted = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
        assert_eq!(quoted.json["items"][8]["available"], each, "{}", quoted.text);
        reserve(&world, &json!({ "quoteId": quoted.text("id"), "optionId": quoted.json["options"][0]["id"] })).await
    };
    let refused = ask("parte", 7).await;
    assert_eq!(refused.broken(), [("/optionId".to_owned(), "too_many_goods".to_owned())], "{}", refused.text);
    let refused = ask("kit", 7).await;
    assert_eq!(refused.outcome(), (409, "too_many_places".to_owned()), "{}", refused.text);
    let held = ask("kit", 6).await;
    assert_eq!((held.status.as_u16(), held.json["goods"].as_array().map(Vec::len)), (201, Some(54)), "{}", held.text);
    assert_eq!(end(&world, &held, "confirmation").await.text("status"), "confirmed");
    assert_eq!(post(&world, "/v1/services", &order(&held)).await.status, 201, "also with the service that it becomes");
}
