//! Sellers who get ready only so much in a day.

use super::units::race;
use super::*;
use jiff::civil::Weekday;

const LOCKS: &str = "/api/logistics/pvt/inventory/reservations";

/// The demo with a seller of these limits that has a dock, a warehouse, and plenty of shirts.
async fn market(daily: &Value) -> World {
    let world = World::demo().await;
    // On a Monday morning, so that no day ends while a test looks at it, and no weekend stands between order and arrival.
    let now = world.edition().env().clock().now().to_zoned(jiff::tz::TimeZone::get("America/Sao_Paulo").unwrap());
    let morning =
        now.date().nth_weekday(1, Weekday::Monday).unwrap().at(9, 0, 0, 0).to_zoned(now.time_zone().clone()).unwrap();
    world.advance(morning.timestamp().duration_since(now.timestamp())).await;
    let things = [
        ("/v1/sellers/ana", json!({ "name": "Ana", "daily": daily })),
        ("/v1/docks/ana", json!({ "name": "Ana", "seller": "ana", "policies": ["economico", "expresso"] })),
        ("/v1/warehouses/ana", json!({ "name": "Ana", "seller": "ana", "docks": [{ "dock": "ana" }] })),
        ("/v1/inventory/camiseta-azul-m/ana", json!({ "quantity": 1_000 })),
    ];
    for (path, body) in things {
        let put = send(world.as_merchant(Method::PUT, path).header("if-none-match", "*").json(&body)).await;
        assert!(put.status.is_success(), "{path}: {}", put.text);
    }
    world
}

async fn quote(world: &World, quantity: u32) -> Answer {
    let cart = json!({
        "destination": { "country": "BRA", "postalCode": "01310-100" }, "explain": true,
        "items": [{ "sku": "camiseta-azul-m", "quantity": quantity, "seller": "ana" }],
    });
    let answer = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer
}

/// The day on which the seller has the goods of an answer ready.
fn ready(quote: &Answer) -> jiff::civil::Date {
    let package = &quote.json["options"][0]["packages"][0];
    package["handledOn"].as_str().unwrap_or_else(|| panic!("{}", quote.text)).parse().unwrap()
}

fn wish(quote: &Answer) -> Value {
    json!({ "quoteId": quote.text("id"), "optionId": quote.json["options"][0]["id"] })
}

#[tokio::test]
async fn a_day_that_is_full_puts_the_next_order_off_until_it_is_given_back() {
    let world = market(&json!({ "maxOrders": 1 })).await;
    let first = quote(&world, 2).await;
    let today = ready(&first);
    assert_ne!(first.json["options"][0]["timeParts"][0]["code"], "capacity_wait", "{}", first.text);
    let held = reserve(&world, &wish(&first)).await;
    assert_eq!(held.json["days"], json!([{ "seller": "ana", "date": today.to_string(), "units": 2 }]), "{}", held.text);
    assert_eq!(reserve(&world, &wish(&first)).await.outcome(), (409, "seller_full".to_owned()));

    let second = quote(&world, 1).await;
    assert_eq!(ready(&second), today.tomorrow().unwrap());
    let option = &second.json["options"][0];
    assert_eq!(
        (&option["timeParts"][0]["code"], &option["timeParts"][0]["duration"]),
        (&json!("capacity_wait"), &json!("P1D")),
        "{option}"
    );
    let explained = send(world.as_merchant(Method::GET, second.header("location"))).await;
    let taken = json!([{ "seller": "ana", "date": today.to_string(), "orders": 1, "units": 2 }]);
    assert_eq!(
        (&explained.json["evidence"]["sellerDays"], &explained.json["evidence"]["replay"]),
        (&taken, &json!("same"))
    );

    assert_eq!(end(&world, &held, "cancellation").await.text("status"), "cancelled");
    assert_eq!(ready(&quote(&world, 1).await), today, "what was held is free again");
    let again = reserve(&world, &wish(&second)).await;
    assert_eq!(again.json["days"][0]["date"], json!(today.to_string()), "sooner than was promised");
    assert_eq!(end(&world, &again, "confirmation").await.text("status"), "confirmed");
    world.advance(SignedDuration::from_mins(16)).await;
    let later = quote(&world, 1).await;
    assert!(ready(&later) > today, "what was confirmed stays taken");
    let replayed = send(world.as_merchant(Method::GET, &format!("{}/replay", second.header("location")))).await;
    assert_eq!(replayed.header("entrega-replay"), "same");

    let service = post(&world, "/v1/services", &order(&again)).await;
    assert_eq!(service.status, 201, "{}", service.text);
    let removed = world.as_merchant(Method::DELETE, &format!("/v1/services/{}", service.text("id")));
    assert_eq!(send(removed.header("if-match", "*")).await.status, 204);
    assert_eq!(ready(&quote(&world, 1).await), today, "the service was taken back, and its day with it");

    let lapsing = reserve(&world, &wish(&first)).await;
    assert_eq!(lapsing.status, 201, "{}", lapsing.text);
    world.advance(SignedDuration::from_mins(15)).await;
    assert_eq!(ready(&quote(&world, 1).await), today, "a hold ends by itself");
}

#[tokio::test]
async fn of_two_hundred_buyers_a_day_of_sixteen_orders_takes_sixteen() {
    let world = market(&json!({ "maxOrders": PLACES, "whenFull": "pause" })).await;
    let quoted = quote(&world, 1).await;
    let body = wish(&quoted);
    let at_once = usize::try_from(count(200)).unwrap().max(16);
    let buyers = stream::iter(0..200).map(|_| reserve_surely(&world, &body));
    let answers: Vec<Answer> = buyers.buffer_unordered(at_once).collect().await;
    let count =
        |status: u16, code: &str| answers.iter().filter(|answer| answer.outcome() == (status, code.to_owned())).count();
    let strangers: Vec<(u16, String)> = answers.iter().map(Answer::outcome).collect();
    assert_eq!((count(201, ""), count(409, "seller_full")), (PLACES, 200 - PLACES), "{strangers:?}");
    let after = quote(&world, 1).await;
    assert_eq!(after.json["options"], json!([]), "the seller sells nothing more today");
    let said = after.json["dropped"].as_array().unwrap().iter().find(|dropped| dropped["reason"] == "seller_full");
    assert_eq!(said.unwrap_or_else(|| panic!("{}", after.text))["detail"], json!({ "seller": "ana" }));
}

#[tokio::test]
async fn as_many_units_of_a_day_are_taken_when_transactions_meet_and_answers_are_lost() {
    let world = market(&json!({ "maxItems": 10, "aheadDays": 0 })).await;
    let quoted = quote(&world, 2).await;
    let (won, lost) = race(&world, PATH, &wish(&quoted), |answer| match answer["statusCode"].as_u64() {
        Some(201) => Some(true),
        Some(409) => Some(false),
        _ => None,
    })
    .await;
    assert!(won == 5 && lost >= 43, "{won} won, {lost} lost");
    assert_eq!(quote(&world, 1).await.json["options"], json!([]));
}

#[tokio::test]
async fn an_order_of_the_reference_takes_the_first_days_with_room_and_gives_them_back() {
    let world = market(&json!({ "maxItems": 3, "aheadDays": 1 })).await;
    let item = json!({ "id": "camiseta-azul-m", "quantity": 2, "sellerId": "ana", "price": 0, "dimension": { "weight": 200 } });
    let location = json!({ "zipCode": "01310100", "country": "BRA" });
    let blocked = async || {
        let call = json!([{ "items": [item], "location": location }]);
        let told = send(world.as_merchant(Method::POST, "/api/logistics/pvt/shipping/calculate").json(&call)).await;
        told.json[0][0]["aditionalTimeBlockedDays"].clone()
    };
    let lock = async || {
        let body = json!({ "deliveryItemOptions": [{ "item": item, "wareHouseId": "ana", "location": location }] });
        send(world.as_merchant(Method::POST, LOCKS).json(&body)).await
    };
    assert_eq!(blocked().await, json!("00:00:00"));
    let first = lock().await;
    assert_eq!(first.json["IsSucess"], json!(true), "{}", first.text);
    assert_eq!(blocked().await, json!("1.00:00:00"), "one unit is left today, and the other is ready tomorrow");
    assert_eq!(lock().await.json["IsSucess"], json!(true));
    let none = lock().await;
    assert_eq!((&none.json["IsSucess"], none.json["Errors"].as_array().map(Vec::len)), (&json!(true), Some(0)));
    let full = lock().await;
    assert_eq!(full.json["IsSucess"], json!(false), "six units in two days: {}", full.text);
    let cancel = format!("{LOCKS}/{}/cancel", first.text("LockId"));
    assert_eq!(send(world.as_merchant(Method::POST, &cancel)).await.status, 200);
    assert_eq!(lock().await.json["IsSucess"], json!(true), "what was given back is taken by the next");
}
