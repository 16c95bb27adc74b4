//! Times and sizes as the reference tells them: of each line its own, of each answer what fits into one.

use super::*;

const EVERY_DAY: &str = r#"{ "saturday": true, "sunday": true, "holiday": true }"#;

/// A merchant called `horas` whose storefront is found by that name: a mouse is four days from the dock, a keyboard five.
async fn horas(world: &World, policies: &[(&str, Value)], points: usize) -> Merchant {
    let merchant = Merchant::found(world, "horas").await;
    let sku = |name: &str| json!({ "name": name, "weight": 500, "price": 1000, "dimensions": { "height": 10, "width": 20, "length": 30 } });
    let point = |at: usize| {
        json!({ "name": "Ponto", "address": { "country": "BRA", "postalCode": "69005-141" },
        "location": { "lat": -3.13, "lng": format!("-60.02{at:02}").parse::<f64>().unwrap() } })
    };
    let mut all: Vec<(String, Value)> = (0..points).map(|at| (format!("pickup-points/p{at:03}"), point(at))).collect();
    all.extend(policies.iter().map(|(id, policy)| (format!("shipping-policies/{id}"), policy.clone())));
    let ids: Vec<&str> = policies.iter().map(|(id, _)| *id).collect();
    for (path, body) in [
        ("docks/dock", json!({ "name": "Dock", "policies": ids })),
        ("warehouses/near", json!({ "name": "Near", "docks": [{ "dock": "dock", "time": "P4D" }] })),
        ("warehouses/far", json!({ "name": "Far", "docks": [{ "dock": "dock", "time": "P5D" }] })),
        ("skus/mouse", sku("Mouse")),
        ("skus/keyboard", sku("Keyboard")),
        ("inventory/mouse/near", json!({ "quantity": 900 })),
        ("inventory/keyboard/far", json!({ "quantity": 900 })),
    ] {
        all.push((path.to_owned(), body));
    }
    for (path, body) in all {
        let made = send(merchant.program(world, Method::PUT, &format!("/v1/{path}")).json(&body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    for policy in ids {
        tables::import(world, &merchant.key, policy, &["01000000,99999999,,0,9000000,10,0,0,0,1.00:00:00,BRA,0"]).await;
    }
    let gate = Gate::open(world.edition().env()).await.unwrap();
    manage_accounts::hosts::give(&gate, merchant.account.parse().unwrap(), "horas").await.unwrap();
    merchant
}

fn policy(more: &Value) -> Value {
    let mut policy = json!({ "name": "Road", "shippingMethod": "Normal" });
    policy["weekendAndHolidays"] = serde_json::from_str(EVERY_DAY).unwrap();
    for (name, value) in more.as_object().unwrap() {
        policy[name] = value.clone();
    }
    policy
}

async fn simulated(world: &World, items: &Value) -> Answer {
    let mut body = cart(items);
    body["geoCoordinates"] = json!([-60.02, -3.13]);
    let answer = send(world.request(Method::POST, &format!("{SIMULATION}?an=horas")).json(&body)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer
}

fn line(sku: &str, more: &Value) -> Value {
    let mut line = json!({ "id": sku, "quantity": 1, "price": 10.0, "seller": "1",
        "dimension": { "weight": 500.0, "height": 1, "width": 2, "length": 3 } });
    for (name, value) in more.as_object().unwrap() {
        line[name] = value.clone();
    }
    line
}

/// What a calculation of these lines answers.
async fn calculated(world: &World, merchant: &Merchant, lines: &[Value]) -> Vec<Value> {
    let body =
        json!([{ "items": lines, "location": { "zipCode": "69005040", "country": "BRA" }, "salesChannel": "1" }]);
    let answer = send(merchant.program(world, Method::POST, CALCULATE).json(&body)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json[0].as_array().unwrap().clone()
}

#[tokio::test]
async fn each_line_has_the_time_of_the_package_that_it_is_in() {
    let world = World::empty().await;
    let business = json!({ "shippingMethod": "Workdays", "weekendAndHolidays": {} });
    let merchant = horas(&world, &[("road", policy(&json!({}))), ("workdays", policy(&business))], 0).await;
    let items = json!([{ "id": "mouse", "quantity": 1, "seller": "1" }, { "id": "keyboard", "quantity": "2.0", "seller": "1" }]);
    let answer = simulated(&world, &items).await;
    let told = |at: usize, name: &str| {
        let slas = answer.json["logisticsInfo"][at]["slas"].as_array().unwrap();
        let sla = slas.iter().find(|sla| sla["id"] == name).unwrap_or_else(|| panic!("{}", answer.text));
        (sla["shippingEstimate"].as_str().unwrap().to_owned(), sla["transitTime"].as_str().unwrap().to_owned())
    };
    let pair = |time: &str, transit: &str| (time.to_owned(), transit.to_owned());
    assert_eq!((told(0, "Normal"), told(1, "Normal")), (pair("5d", "1d"), pair("6d", "1d")));
    assert_eq!((told(0, "Workdays"), told(1, "Workdays")), (pair("5bd", "1bd"), pair("6bd", "1bd")));
    let conditions = &answer.json["purchaseConditions"]["itemPurchaseConditions"];
    assert_eq!(conditions[0]["slas"][0]["shippingEstimate"], "5d");

    let found = calculated(&world, &merchant, &[line("mouse", &json!({})), line("keyboard", &json!({}))]).await;
    let told = |sku: &str, method: &str, name: &str| {
        let found = found.iter().find(|found| found["itemId"] == sku && found["slaType"] == method).unwrap();
        found[name].as_str().unwrap().to_owned()
    };
    for (sku, ways, total) in [("mouse", "4.00:00:00", "5.00:00:00"), ("keyboard", "5.00:00:00", "6.00:00:00")] {
        assert_eq!(told(sku, "Normal", "timeToDockPlusDockTime"), ways);
        assert_eq!(told(sku, "Normal", "totalTime"), total);
        assert_eq!(told(sku, "Normal", "aditionalTimeBlockedDays"), "00:00:00");
        assert_ne!(told(sku, "Workdays", "aditionalTimeBlockedDays"), "00:00:00", "a week has days that do not count");
    }
    let date = |sku: &str, method: &str| told(sku, method, "estimateDate").parse::<jiff::Timestamp>().unwrap();
    assert_eq!(date("keyboard", "Normal").duration_since(date("mouse", "Normal")).as_hours(), 24);
    let seconds = |text: &str| {
        let span = freight::time_span::TimeSpan::from_dot_net(text).unwrap().span;
        i64::from(span.seconds())
    };
    let now = world.edition().clock().now();
    for sku in ["mouse", "keyboard"] {
        let whole = seconds(&told(sku, "Workdays", "totalTimePlusCarrierSchedule"));
        let left = date(sku, "Workdays").duration_since(now).as_secs() - whole;
        assert!(left.abs() < 120, "{sku}: from now on it takes {whole} s, and {left} s more");
    }
}

#[tokio::test]
async fn a_window_of_a_whole_day_lasts_until_its_last_second() {
    let world = World::empty().await;
    let windows: Vec<Value> =
        (0..7).map(|day| json!({ "dayOfWeek": day, "start": "00:00", "end": "23:59", "maxOrders": 5 })).collect();
    let schedule = json!({ "deliverySchedule": { "enabled": true, "maxRangeDays": 9, "windows": windows } });
    let merchant = horas(&world, &[("slots", policy(&schedule))], 0).await;
    let answer = simulated(&world, &json!([{ "id": "mouse", "quantity": 1, "seller": "1" }])).await;
    let of_checkout =
        answer.json["logisticsInfo"][0]["slas"][0]["availableDeliveryWindows"].as_array().unwrap().clone();
    let found = calculated(&world, &merchant, &[line("mouse", &json!({}))]).await;
    let of_calculation = found[0]["deliveryWindows"].as_array().unwrap().clone();
    assert!(of_checkout.len() > 2 && of_calculation.len() == of_checkout.len(), "{}", answer.text);
    for window in of_checkout.iter().chain(&of_calculation) {
        let (start, end) = (window["startDateUtc"].as_str().unwrap(), window["endDateUtc"].as_str().unwrap());
        assert_eq!((&start[10..], &end[10..]), ("T00:00:00+00:00", "T23:59:59+00:00"));
        assert_eq!(start[..10], end[..10]);
    }
    let days = (
        &of_checkout[0]["startDateUtc"].as_str().unwrap()[..10],
        &of_checkout[2]["startDateUtc"].as_str().unwrap()[..10],
    );
    let path = format!(
        "/api/logistics-capacity/resources/carrier@orders_quantity@slots/time-frames?rangeStart={}T00:00:00Z&rangeEnd={}T00:00:00Z",
        days.0, days.1
    );
    let frames = send(merchant.program(&world, Method::GET, &path)).await;
    let ends: Vec<&str> =
        frames.json.as_array().unwrap().iter().map(|frame| frame["endDate"].as_str().unwrap()).collect();
    assert!(!ends.is_empty() && ends.iter().all(|end| end.ends_with("T23:59:59")), "{}", frames.text);
}

#[tokio::test]
async fn numbers_that_are_nothing_are_still_numbers() {
    let world = World::empty().await;
    let limits = json!({ "cartValue": { "minimum": 5000 }, "maxDimension": { "largestMeasure": 1000 } });
    let merchant = horas(&world, &[("road", policy(&limits))], 0).await;
    let mut unpriced = line("mouse", &json!({}));
    unpriced.as_object_mut().unwrap().remove("price");
    let flat =
        |edge: i64| json!({ "price": 60, "dimension": { "weight": 1, "height": 0, "width": 20, "length": edge } });
    for (line, ways, why) in [
        (line("mouse", &json!({ "price": 60 })), 1, "enough"),
        (line("mouse", &json!({ "price": 0 })), 0, "nothing is less than the least"),
        (unpriced, 0, "the register knows the price"),
        (line("mouse", &flat(100)), 1, "as long as may be"),
        (line("mouse", &flat(101)), 0, "longer than may be"),
        (line("mouse", &json!({ "price": 30, "quantity": 2.0 })), 1, "two are two"),
        (line("mouse", &json!({ "price": 60, "quantity": 1.5 })), 0, "one and a half are none"),
    ] {
        assert_eq!(calculated(&world, &merchant, &[line]).await.len(), ways, "{why}");
    }
}

#[tokio::test]
async fn an_answer_shows_as_many_options_of_each_line_as_fit_into_it() {
    let world = World::empty().await;
    let points = json!({ "shippingMethod": "Retirada", "pickupPoints": (0..41).map(|at| format!("p{at:03}")).collect::<Vec<_>>() });
    let merchant = horas(&world, &[("road", policy(&json!({}))), ("points", policy(&points))], 41).await;
    let cart = |lines: usize| {
        Value::Array((0..lines).map(|_| json!({ "id": "mouse", "quantity": 1, "seller": "1" })).collect())
    };
    for (lines, shown) in [(1, 42), (60, 42), (150, 20)] {
        let answer = simulated(&world, &cart(lines)).await;
        let of_lines = answer.json["logisticsInfo"].as_array().unwrap();
        assert_eq!(of_lines.len(), lines);
        for info in of_lines {
            let slas = info["slas"].as_array().unwrap();
            assert_eq!((slas.len(), &slas[0]["id"]), (shown, &json!("Normal")), "{lines} lines");
            let far: Vec<f64> = slas[1..].iter().map(|sla| sla["pickupDistance"].as_f64().unwrap()).collect();
            assert!(far.is_sorted(), "the nearest points: {far:?}");
        }
        let named = answer.json["pickupPoints"].as_array().unwrap().len();
        assert_eq!(named, shown - 1, "{lines} lines");
        assert!(answer.text.len() < 5 << 20, "{} bytes", answer.text.len());
    }
    let lines: Vec<Value> = (0..150).map(|_| line("mouse", &json!({}))).collect();
    let body =
        json!([{ "items": lines, "location": { "zipCode": "69005040", "country": "BRA", "point": [-60.02, -3.13] } }]);
    let answer = send(merchant.program(&world, Method::POST, CALCULATE).json(&body)).await;
    assert_eq!((answer.status.as_u16(), answer.json[0].as_array().map(Vec::len)), (200, Some(1_500)));
}
