//! Odd, empty and double values at the addresses of the reference.

use super::*;

const PVT: &str = "/api/logistics/pvt";

#[tokio::test]
async fn a_number_that_nobody_can_read_is_refused_and_does_not_count_as_none() {
    let world = World::empty().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let post = async |path: &str, body: String| {
        let request = merchant.program(&world, Method::POST, path).header("content-type", "application/json");
        send(request.body(body)).await
    };
    let item = json!({ "id": "100", "quantity": 1, "price": 100.0, "dimension": { "weight": 500.0, "height": 1, "width": 2, "length": 3 } });
    let with = |name: &str, number: &str| {
        let mut item = item.clone();
        *item.pointer_mut(&format!("/{name}")).unwrap() = json!("NUMBER");
        let item = item.to_string().replace("\"NUMBER\"", number);
        let calculated = format!(r#"[{{"items":[{item}],"location":{{"zipCode":"22250040","country":"BRA"}}}}]"#);
        (calculated, format!(r#"{{"deliveryItemOptions":[{{"item":{item},"wareHouseId":"house"}}]}}"#))
    };
    let locks = format!("{PVT}/inventory/reservations");
    for name in ["price", "dimension/weight", "dimension/height", "dimension/width", "dimension/length", "quantity"] {
        for number in [r#""12,50""#, r#""NaN""#, r#""0x10""#, r#""ten""#, "-1", "1e19", "1e400", "NaN", "[]", "true"] {
            if name == "quantity" && ["-1", "1e19"].contains(&number) {
                continue;
            }
            let (calculated, reserved) = with(name, number);
            for (path, body) in [(CALCULATE, calculated), (locks.as_str(), reserved)] {
                let answer = post(path, body).await;
                assert_eq!(answer.status, 400, "{path} {name} {number}: {}", answer.text);
                let told = names(&answer.json["fields"]);
                let field = name.replace('/', ".");
                let read = number.starts_with('"') || number.starts_with('-') || number == "1e19";
                assert!(!read || (told.len() == 1 && told[0].ends_with(&field)), "{name} {number}: {}", answer.text);
            }
        }
        for number in ["1e0", "1.0", r#""1""#, "10e-1"] {
            let answer = post(CALCULATE, with(name, number).0).await;
            assert_eq!(
                (answer.status.as_u16(), answer.json[0].as_array().map(Vec::len)),
                (200, Some(1)),
                "{name} {number}"
            );
        }
    }
    let (late, _) = with("price", "1");
    let late = late.replace("\"quantity\":1", "\"quantity\":1,\"additionalHandlingTime\":\"two days\"");
    assert_eq!(names(&post(CALCULATE, late).await.json["fields"]), ["0.items.0.additionalHandlingTime"]);
    for (channel, ways) in [
        ("delivery", Some(1)),
        ("pickup", Some(0)),
        ("pickup-in-point", Some(0)),
        ("", Some(1)),
        ("d", None),
        ("Delivery", None),
    ] {
        let mut body = calculation(1);
        body["deliveryChannel"] = json!(channel);
        let answer = post(CALCULATE, json!([body]).to_string()).await;
        assert_eq!(answer.json[0].as_array().map(Vec::len), ways, "{channel}: {}", answer.text);
        assert_eq!(answer.status, if ways.is_some() { 200 } else { 400 }, "{channel}");
    }
    let twice = r#"{"deliveryItemOptions":[{"item":{"id":"100","quantity":1,"quantity":2},"wareHouseId":"house"}]}"#;
    assert_eq!(post(&locks, twice.to_owned()).await.status, 400, "of two quantities nobody knows which one counts");
    let twice = twice.replace("\"wareHouseId\":\"house\"", "\"wareHouseId\":\"other\",\"wareHouseId\":\"house\"");
    assert_eq!(post(&locks, twice.replace(",\"quantity\":2", "")).await.status, 400);
}

#[tokio::test]
async fn an_empty_sales_channel_is_none() {
    let world = World::empty().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let path = "/v1/docks/dock";
    let seen = send(merchant.program(&world, Method::GET, path)).await;
    let mut dock = seen.json.clone();
    dock["salesChannels"] = json!(["1"]);
    let put = merchant.program(&world, Method::PUT, path).header("if-match", seen.header("etag"));
    assert_eq!(send(put.json(&dock)).await.status, 200);
    let price = send(merchant.program(&world, Method::GET, "/v1/skus/100")).await;
    let mut sku = price.json.clone();
    sku["price"] = json!(1000);
    let put = merchant.program(&world, Method::PUT, "/v1/skus/100").header("if-match", price.header("etag"));
    assert_eq!(send(put.json(&sku)).await.status, 200);
    for (query, sc, found) in [
        ("", Value::Null, true),
        ("", json!(""), true),
        ("?sc=", Value::Null, true),
        ("?sc=", json!("2"), false),
        ("?sc=1", json!("2"), true),
        ("?sc=2", Value::Null, false),
    ] {
        let mut body = cart(&json!([{ "id": "100", "quantity": 1, "seller": "1" }]));
        body["sc"] = sc.clone();
        let answer = send(merchant.program(&world, Method::POST, &format!("{FULFILLMENT}{query}")).json(&body)).await;
        let available = answer.json["items"][0]["availability"] == "available";
        assert_eq!((answer.status.as_u16(), available), (200, found), "{query} {sc}: {}", answer.text);
    }
    for (channel, status, options) in [("", 201, 1), ("1", 201, 1), ("2", 201, 0), (&*"1".repeat(101), 422, 0)] {
        let body = json!({ "destination": { "country": "BRA", "postalCode": "69005040" }, "salesChannel": channel,
            "items": [{ "sku": "100", "quantity": 1 }] });
        let request = merchant.program(&world, Method::POST, "/v1/quotes").json(&body);
        let answer = send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string())).await;
        let found = answer.json["options"].as_array().map_or(0, Vec::len);
        assert_eq!((answer.status.as_u16(), found), (status, options), "{channel}: {}", answer.text);
    }
}

#[tokio::test]
async fn who_names_an_account_means_no_other_one() {
    let world = World::demo().await;
    for (query, status) in [("", 200), ("?an=", 200), ("?an=typo", 404), ("?an=a%23b", 404)] {
        let request = world.request(Method::POST, &format!("{SIMULATION}{query}")).json(&cart(&shirts(&json!(1))));
        let answer = send(request).await;
        assert_eq!(answer.status, status, "{query}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_row_that_may_mean_something_else_is_put_in_with_a_warning() {
    let world = World::empty().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let row = |time: &str| {
        json!([{ "operationType": 1, "absoluteMoneyCost": "1", "country": "BRA", "maxVolume": 0, "pricePercent": 0,
            "pricePercentByWeight": 0, "timeCost": time, "weightStart": 0, "weightEnd": 9,
            "zipCodeStart": "00100000", "zipCodeEnd": "00100001", "polygon": "" }])
    };
    let path = format!("{PVT}/configuration/freights/road/values/update");
    for (time, warned) in [("1.00:00:00", false), ("24:00:00", true)] {
        let answer = send(merchant.program(&world, Method::POST, &path).json(&row(time))).await;
        let warning = answer.headers.get("warning").map(|told| told.to_str().unwrap().to_owned());
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
        assert_eq!(warning.is_some_and(|told| told.contains("0.timeCost") && told.contains("1.00:00:00")), warned);
    }
}

#[tokio::test]
async fn to_say_that_there_is_always_enough_counts_nothing() {
    let world = World::empty().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let path = format!("{PVT}/inventory/skus/100/warehouses/house/quantity");
    let told = async || {
        let stock = send(merchant.program(&world, Method::GET, "/v1/inventory/100/house")).await.json;
        json!([stock["quantity"], stock["unlimited"]])
    };
    for (body, expected) in [
        (json!({ "unlimitedQuantity": true }), json!([9, true])),
        (json!({ "quantity": 0 }), json!([0, true])),
        (json!({ "quantity": 7, "unlimitedQuantity": false }), json!([7, false])),
        (json!({}), json!([7, false])),
    ] {
        let answer = send(merchant.program(&world, Method::PATCH, &path).json(&body)).await;
        assert_eq!((answer.status.as_u16(), told().await), (204, expected), "{body}: {}", answer.text);
    }
}

#[tokio::test]
async fn the_account_itself_is_a_seller_of_pickup_points_and_unknown_ones_are_refused() {
    let world = World::empty().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let point = json!({ "name": "Loja", "address": { "country": "BRA", "postalCode": "69005-040" },
        "location": { "lat": -3.13, "lng": -60.02 } });
    assert_eq!(send(merchant.program(&world, Method::PUT, "/v1/pickup-points/loja").json(&point)).await.status, 201);
    let policy = |seller: &str| {
        json!({ "id": "retira", "name": "Retira", "shippingMethod": "Retira", "isActive": true,
            "pickupPointsSettings": { "pickupPointIds": [], "pickupPointTags": [], "sellers": [seller] } })
    };
    let path = format!("{PVT}/shipping-policies");
    let refused = send(merchant.program(&world, Method::POST, &path).json(&policy("nobody"))).await;
    assert_eq!(
        (refused.status.as_u16(), names(&refused.json["fields"])),
        (400, vec!["pickupPointsSettings.sellers.0"])
    );
    let own = json!({ "name": "X", "shippingMethod": "X", "pickupPointSellers": ["nobody"] });
    let refused = send(merchant.program(&world, Method::PUT, "/v1/shipping-policies/x").json(&own)).await;
    assert_eq!(refused.broken(), [("/pickupPointSellers/0".to_owned(), "unknown_seller".to_owned())]);
    let made = send(merchant.program(&world, Method::POST, &path).json(&policy("1"))).await;
    assert!(made.status.is_success(), "{}", made.text);
    let dock = send(merchant.program(&world, Method::GET, "/v1/docks/dock")).await;
    let mut body = dock.json.clone();
    body["policies"] = json!(["road", "retira"]);
    let put = merchant.program(&world, Method::PUT, "/v1/docks/dock").header("if-match", dock.header("etag"));
    assert_eq!(send(put.json(&body)).await.status, 200);
    tables::import(&world, &merchant.key, "retira", &["01000000,99999999,,0,30000,0,0,0,0,1.00:00:00,BRA,0"]).await;
    let mut ask = calculation(1);
    (ask["deliveryChannel"], ask["location"]) =
        (json!("pickup"), json!({ "zipCode": "69005040", "country": "BRA", "point": [-60.02, -3.13] }));
    let told = send(merchant.program(&world, Method::POST, CALCULATE).json(&json!([ask]))).await;
    assert_eq!(told.json[0][0]["pickupStoreInfo"]["storeId"], "loja", "{}", told.text);
}
