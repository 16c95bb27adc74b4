//! Goods and places that the reference platform's checkout reserves for its orders.

use super::*;
use jiff::SignedDuration;

const LOCKS: &str = "/api/logistics/pvt/inventory/reservations";
const STOCK: &str = "/api/logistics/pvt/inventory";

async fn call(world: &World, method: Method, path: &str, body: Option<&Value>) -> Answer {
    let request = world.request(method, path).header("x-vtex-api-appkey", &world.sample().api_key.id);
    let request = request.header("x-vtex-api-apptoken", &world.sample().api_key.secret);
    send(match body {
        Some(body) => request.json(body),
        None => request,
    })
    .await
}

/// A line of an order, as the calculation tells it.
fn line(sku: &str, quantity: u32, kind: &str, warehouse: Value) -> Value {
    json!({
        "item": { "id": sku, "groupItemId": null, "kitItem": [], "quantity": quantity, "price": 0,
            "additionalHandlingTime": "00:00:00", "dimension": { "weight": 220, "height": 3, "width": 25, "length": 30 } },
        "slaType": kind, "slaTypeName": kind, "listPrice": 10.5, "promotionalPrice": 10.5, "transitTime": "2.00:00:00",
        "dockTime": "00:00:00", "timeToDockPlusDockTime": "1.00:00:00", "aditionalTimeBlockedDays": "00:00:00",
        "totalTime": "3.00:00:00", "deliveryWindows": [], "wareHouseId": warehouse, "dockId": null,
        "location": { "zipCode": "01310100", "country": "BRA", "inStore": { "IsCheckedIn": false, "StoreId": null } },
    })
}

fn order(lines: &[Value]) -> Value {
    json!({ "salesChannel": "1", "lockId": null, "autorizationExpirationTTL": "00:10:00", "deliveryItemOptions": lines })
}

async fn reserve(world: &World, body: &Value) -> Value {
    let answer = call(world, Method::POST, LOCKS, Some(body)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json
}

async fn end(world: &World, lock: &Value, how: &str) -> Answer {
    call(world, Method::POST, &format!("{LOCKS}/{}/{how}", lock["LockId"].as_str().unwrap()), None).await
}

/// Units on hand, promised, dispatched, available.
async fn counts(world: &World, sku: &str, warehouse: &str) -> Value {
    let path = format!("{STOCK}/items/{sku}/warehouses/{warehouse}/dispatched");
    let found = call(world, Method::GET, &path, None).await.json;
    json!([
        found["quantity"],
        found["totalReservedQuantity"],
        found["dispatchedReservationsQuantity"],
        found["availableQuantity"]
    ])
}

#[tokio::test]
async fn an_order_holds_goods_takes_them_and_sends_them_off() {
    let world = World::demo().await;
    assert_eq!(counts(&world, "vaso-de-vidro", "cajamar").await, json!([3, 0, 0, 3]));
    let body = order(&[line("vaso-de-vidro", 2, "Expresso", json!("cajamar"))]);
    let lock = reserve(&world, &body).await;
    assert_eq!(
        (&lock["IsSucess"], &lock["Status"], &lock["SalesChannel"]),
        (&json!(true), &json!(1), &json!("1")),
        "{lock}"
    );
    assert_eq!(lock["SlaRequest"][0]["wareHouseId"], "cajamar");
    assert_eq!(lock["ConfirmedDateUtc"], "0001-01-01T00:00:00+00:00");
    assert_eq!(counts(&world, "vaso-de-vidro", "cajamar").await, json!([3, 2, 0, 1]));

    // The same lock again is the same reservation, and too much is told without being an error.
    let mut again = body.clone();
    again["lockId"] = lock["LockId"].clone();
    assert_eq!(reserve(&world, &again).await, lock);
    let short = reserve(&world, &body).await;
    assert_eq!((&short["IsSucess"], &short["Status"], &short["LockId"]), (&json!(false), &json!(0), &Value::Null));
    assert!(short["Errors"][0].as_str().is_some_and(|why| why.contains("vaso-de-vidro")), "{short}");

    assert_eq!(end(&world, &lock, "acknowledge").await.json["error"]["code"], "reservation_not_confirmed");
    for _ in 0..2 {
        assert_eq!(end(&world, &lock, "confirm").await.json["Status"], 2);
    }
    world.advance(SignedDuration::from_mins(20)).await;
    assert_eq!(counts(&world, "vaso-de-vidro", "cajamar").await, json!([3, 2, 0, 1]), "confirmed is for good");
    for _ in 0..2 {
        assert_eq!(end(&world, &lock, "acknowledge").await.json["Status"], 2);
    }
    assert_eq!(counts(&world, "vaso-de-vidro", "cajamar").await, json!([3, 2, 2, 1]));
    assert_eq!(end(&world, &lock, "cancel").await.json["error"]["code"], "reservation_dispatched");
    let shown = call(&world, Method::GET, &format!("{LOCKS}/{}", lock["LockId"].as_str().unwrap()), None).await.json;
    assert_ne!(shown["DateUtcAcknowledgedOnBalanceSystem"], "0001-01-01T00:00:00+00:00");

    // A count from before they left changes nothing of what is promised; one from after does.
    let path = format!("{STOCK}/skus/vaso-de-vidro/warehouses/cajamar");
    let early = json!({ "quantity": 3, "dateUtcOnBalanceSystem": lock["ReservationDateUtc"] });
    assert_eq!(call(&world, Method::PUT, &path, Some(&early)).await.status, 200);
    assert_eq!(counts(&world, "vaso-de-vidro", "cajamar").await, json!([3, 2, 2, 1]));
    let late = json!({ "quantity": 1, "dateUtcOnBalanceSystem": null });
    assert_eq!(call(&world, Method::PUT, &path, Some(&late)).await.status, 200);
    assert_eq!(counts(&world, "vaso-de-vidro", "cajamar").await, json!([1, 0, 0, 1]));
}

#[tokio::test]
async fn an_order_that_names_no_warehouse_takes_what_the_best_route_takes() {
    let world = World::demo().await;
    let calculated = json!([{
        "items": [line("camiseta-azul-m", 3, "", Value::Null)["item"]],
        "location": { "zipCode": "01310100", "country": "BRA" }, "salesChannel": "1",
    }]);
    let options = call(&world, Method::POST, CALCULATE, Some(&calculated)).await.json[0].clone();
    let first = options[0].clone();
    let kind = first["slaType"].as_str().unwrap_or_else(|| panic!("{options}"));
    let lock = reserve(&world, &order(&[line("camiseta-azul-m", 3, kind, Value::Null)])).await;
    assert_eq!(lock["IsSucess"], true, "{lock}");
    assert_eq!(lock["SlaRequest"][0]["wareHouseId"], first["wareHouseId"], "{lock}");
    assert_eq!(lock["SlaRequest"][0]["freightTableId"], first["freightTableId"]);
    let warehouse = first["wareHouseId"].as_str().unwrap();
    assert_eq!(counts(&world, "camiseta-azul-m", warehouse).await[1], 3);
    let none = reserve(&world, &order(&[line("camiseta-azul-m", 1, "Teletransporte", Value::Null)])).await;
    assert_eq!((&none["IsSucess"], &none["LockId"]), (&json!(false), &Value::Null), "{none}");
    world.advance(SignedDuration::from_mins(10)).await;
    let path = format!("{LOCKS}/{}", lock["LockId"].as_str().unwrap());
    assert_eq!(call(&world, Method::GET, &path, None).await.json["Status"], 4, "nobody confirmed it");
    assert_eq!(end(&world, &lock, "confirm").await.json["error"]["code"], "reservation_expired");
    assert_eq!(counts(&world, "camiseta-azul-m", warehouse).await[1], 0);
    let next = reserve(&world, &order(&[line("camiseta-azul-m", 1, kind, Value::Null)])).await;
    for _ in 0..2 {
        assert_eq!(end(&world, &next, "cancel").await.json["Status"], 5);
    }
    assert_eq!(end(&world, &next, "confirm").await.json["error"]["code"], "reservation_cancelled");
}

#[tokio::test]
async fn an_order_with_a_delivery_window_takes_a_place_in_it() {
    let world = World::demo().await;
    let path = "/v1/shipping-policies/expresso";
    let found = send(world.as_merchant(Method::GET, path)).await;
    let mut policy = found.json.clone();
    let window = |day: u8| json!({ "dayOfWeek": day, "start": "08:00", "end": "12:00", "maxOrders": 1 });
    let windows: Vec<Value> = (0..7).map(window).collect();
    policy["deliverySchedule"] = json!({ "enabled": true, "maxRangeDays": 9, "windows": windows });
    let put = world.as_merchant(Method::PUT, path).header("if-match", found.header("etag"));
    assert_eq!(send(put.json(&policy)).await.status, 200);
    let calculated = json!([{
        "items": [line("camiseta-azul-m", 1, "", Value::Null)["item"]],
        "location": { "zipCode": "01310100", "country": "BRA" }, "salesChannel": "1",
    }]);
    let offered = async || {
        let options = call(&world, Method::POST, CALCULATE, Some(&calculated)).await.json[0].clone();
        let options = options.as_array().unwrap().clone();
        options.into_iter().find(|option| option["freightTableId"] == "expresso").unwrap()
    };
    let option = offered().await;
    let mut asked = line("camiseta-azul-m", 1, option["slaType"].as_str().unwrap(), Value::Null);
    asked["deliveryWindows"] = json!([option["deliveryWindows"][0]]);
    let lock = reserve(&world, &order(&[asked.clone()])).await;
    assert_eq!(lock["IsSucess"], true, "{lock}");
    let after = offered().await;
    assert_ne!(after["deliveryWindows"][0], option["deliveryWindows"][0], "the only place is taken");
    let second = reserve(&world, &order(&[asked.clone()])).await;
    assert_eq!((&second["IsSucess"], &second["Status"]), (&json!(false), &json!(0)), "{second}");
    assert_eq!(end(&world, &lock, "cancel").await.json["Status"], 5);
    assert_eq!(offered().await["deliveryWindows"][0], option["deliveryWindows"][0], "and free again");
    // Who names the warehouse need not name the policy: the type of delivery says it.
    let mut named = asked.clone();
    named["wareHouseId"] = option["wareHouseId"].clone();
    for line in [named, asked] {
        let lock = reserve(&world, &order(&[line])).await;
        assert_eq!((&lock["IsSucess"], &lock["SlaRequest"][0]["freightTableId"]), (&json!(true), &json!("expresso")));
        assert_ne!(offered().await["deliveryWindows"][0], option["deliveryWindows"][0], "the place is taken: {lock}");
        assert_eq!(end(&world, &lock, "cancel").await.json["Status"], 5);
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_read_is_told_where() {
    let world = World::demo().await;
    let check = async |body: Value, fields: &[&str]| {
        let answer = call(&world, Method::POST, LOCKS, Some(&body)).await;
        assert_eq!((answer.status.as_u16(), names(&answer.json["fields"])), (400, fields.to_vec()), "{}", answer.text);
    };
    let one = line("camiseta-azul-m", 1, "Expresso", Value::Null);
    check(json!({}), &["deliveryItemOptions"]).await;
    check(json!({ "lockId": "7", "deliveryItemOptions": [one] }), &["lockId"]).await;
    for time in ["forever", "91.00:00:00", "00:00:00"] {
        check(
            json!({ "autorizationExpirationTTL": time, "deliveryItemOptions": [one] }),
            &["autorizationExpirationTTL"],
        )
        .await;
    }
    check(json!({ "deliveryItemOptions": [{}, one, 7] }), &["deliveryItemOptions.0", "deliveryItemOptions.2"]).await;
    check(order(&vec![one.clone(); 61]), &["deliveryItemOptions"]).await;
    for path in ["0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d", "x"] {
        assert_eq!(call(&world, Method::GET, &format!("{LOCKS}/{path}"), None).await.status, 404);
        assert_eq!(call(&world, Method::POST, &format!("{LOCKS}/{path}/confirm"), None).await.status, 404);
    }
    let unknown = reserve(&world, &order(&[line("no-such", 1, "Expresso", json!("cajamar"))])).await;
    assert_eq!(unknown["IsSucess"], false, "{unknown}");
}

#[tokio::test]
async fn twins_of_one_call_get_one_answer() {
    let world = World::demo().await;
    for (at, warehouse) in [json!("cajamar"), Value::Null].into_iter().enumerate() {
        // All three vases: what is left for a twin is nothing.
        let mut body = order(&[line("vaso-de-vidro", 3, "", warehouse.clone())]);
        body["lockId"] = json!(format!("0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3{at}"));
        let locks = futures_util::future::join_all((0..8).map(|_| reserve(&world, &body))).await;
        for lock in &locks {
            assert_eq!((&lock["IsSucess"], &lock["LockId"]), (&json!(true), &body["lockId"]), "{warehouse}: {lock}");
        }
        assert_eq!(reserve(&world, &body).await["LockId"], body["lockId"], "and later, when nothing is left");
        let ends = futures_util::future::join_all((0..8).map(|_| end(&world, &locks[0], "confirm"))).await;
        for told in &ends {
            assert_eq!((told.status.as_u16(), &told.json["Status"]), (200, &json!(2)), "{}", told.text);
        }
        assert_eq!(counts(&world, "vaso-de-vidro", "cajamar").await, json!([3, 3, 0, 0]), "once");
        assert_eq!(end(&world, &locks[0], "cancel").await.json["Status"], 5);
    }
}

#[tokio::test]
async fn a_window_counts_the_units_of_the_lines_that_name_it() {
    let world = World::demo().await;
    let path = "/v1/shipping-policies/expresso";
    let found = send(world.as_merchant(Method::GET, path)).await;
    let mut policy = found.json.clone();
    let window = |day: u8| json!({ "dayOfWeek": day, "start": "08:00", "end": "12:00", "maxItems": 9 });
    let windows: Vec<Value> = (0..7).map(window).collect();
    policy["deliverySchedule"] = json!({ "enabled": true, "maxRangeDays": 9, "windows": windows });
    let put = world.as_merchant(Method::PUT, path).header("if-match", found.header("etag"));
    assert_eq!(send(put.json(&policy)).await.status, 200);
    let day = world.edition().clock().now().strftime("%Y-%m-%d").to_string();
    let day = day.parse::<jiff::civil::Date>().unwrap().saturating_add(jiff::ToSpan::days(5));
    let named = |units: u32, window: bool| {
        let mut line = line("camiseta-azul-m", units, "", json!("cajamar"));
        line["freightTableId"] = json!("expresso");
        if window {
            let (start, end) = (format!("{day}T08:00:00+00:00"), format!("{day}T12:00:00+00:00"));
            line["deliveryWindows"] = json!([{ "startDateUtc": start, "endDateUtc": end }]);
        }
        line
    };
    let mut one = named(1, true);
    one["item"]["quantity"] = json!(1.0);
    let lock = reserve(&world, &order(&[named(2, true), named(5, false), one])).await;
    assert_eq!(lock["IsSucess"], true, "{lock}");
    let frame = format!("/api/logistics-capacity/resources/carrier@skus_quantity@expresso/time-frames/{day}F0800T1200");
    let frame = async || call(&world, Method::GET, &frame, None).await.json;
    let told = frame().await;
    assert_eq!((&told["reservedValue"], &told["ownMaxCapacity"]), (&json!(3), &json!(6)), "{told}");
    assert_eq!(end(&world, &lock, "confirm").await.json["Status"], 2);
    assert_eq!(frame().await["reservedValue"], 3);
    assert_eq!(end(&world, &lock, "cancel").await.json["Status"], 5);
    assert_eq!(frame().await["reservedValue"], 0);
}

#[tokio::test]
async fn an_account_may_tell_windows_in_utc_and_how_long_orders_hold() {
    let world = World::demo().await;
    let path = "/v1/shipping-policies/expresso";
    let found = send(world.as_merchant(Method::GET, path)).await;
    let mut policy = found.json.clone();
    let windows: Vec<Value> =
        (0..7).map(|day| json!({ "dayOfWeek": day, "start": "08:00", "end": "12:00", "maxOrders": 1 })).collect();
    policy["deliverySchedule"] = json!({ "enabled": true, "maxRangeDays": 9, "windows": windows });
    let put = world.as_merchant(Method::PUT, path).header("if-match", found.header("etag"));
    assert_eq!(send(put.json(&policy)).await.status, 200);
    let told = async || {
        let body = json!({ "items": [{ "id": "camiseta-azul-m", "quantity": 1 }], "country": "BRA", "postalCode": "01310-100" });
        let answer = send(world.request(Method::POST, SIMULATION).json(&body)).await;
        let slas = answer.json["logisticsInfo"][0]["slas"].as_array().unwrap().clone();
        let sla = slas.into_iter().find(|sla| sla["deliveryIds"][0]["courierId"] == "expresso").unwrap();
        (sla["lockTTL"].clone(), sla["availableDeliveryWindows"][0].clone())
    };
    let (none, local) = told().await;
    assert!(none.is_null() && local["startDateUtc"].as_str().unwrap().ends_with("T08:00:00+00:00"), "{local}");
    let account = send(world.as_merchant(Method::GET, "/v1/account")).await;
    let mut settings = account.json.clone();
    settings["windowsInUtc"] = json!(true);
    settings["lockDays"] = json!(10);
    settings.as_object_mut().unwrap().retain(|field, _| field != "id" && field != "createdAt");
    let put = world.as_merchant(Method::PUT, "/v1/account").header("if-match", account.header("etag"));
    let put = send(put.json(&settings)).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let (days, utc) = told().await;
    assert_eq!(
        (&days, utc["startDateUtc"].as_str().unwrap().ends_with("T11:00:00+00:00")),
        (&json!("10d"), true),
        "{utc}"
    );

    // The window that was told is the one that is taken.
    let mut asked = line("camiseta-azul-m", 1, "", json!("cajamar"));
    (asked["freightTableId"], asked["deliveryWindows"]) = (json!("expresso"), json!([utc]));
    let mut body = order(&[asked]);
    body["autorizationExpirationTTL"] = Value::Null;
    let lock = reserve(&world, &body).await;
    assert_eq!(lock["IsSucess"], true, "{lock}");
    assert_ne!(told().await.1, utc, "its only place is taken");
    let moment = |name: &str| lock[name].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let held = moment("MaximumConfirmationDateUtc").duration_since(moment("ReservationDateUtc"));
    assert_eq!(held, SignedDuration::from_hours(240));
}
