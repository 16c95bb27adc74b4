//! Stock, and what is on its way.

use super::BackOffice;
use acceptance::world::{World, send};
use edge::Gate;
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

const PLACE: &str = "/inventory/skus/100/warehouses/1_1";
const ITEM: &str = "/inventory/items/100/warehouses/1_1";

#[tokio::test]
async fn stock_is_written_whole_or_in_part_and_told_by_warehouse_and_by_dock() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    let told = async || office.get("/inventory/skus/100").await.json;
    let body = json!({ "quantity": 101, "unlimitedQuantity": false, "leadTime": "2.00:00:00", "dateUtcOnBalanceSystem": null });
    let put = office.put(PLACE, &body).await;
    assert_eq!((put.status.as_u16(), &put.json), (200, &json!(true)), "{}", put.text);
    assert_eq!(
        told().await,
        json!({ "skuId": "100", "balance": [{
            "warehouseId": "1_1", "warehouseName": "Principal", "totalQuantity": 101, "reservedQuantity": 0,
            "hasUnlimitedQuantity": false, "timeToRefill": null, "dateOfSupplyUtc": null, "leadTime": "2.00:00:00",
        }] })
    );
    for (part, body, field, expected) in [
        ("quantity", json!({ "quantity": 7 }), "totalQuantity", json!(7)),
        // A number that is too large for hours means days, as the reference's own documents say.
        ("lead-time", json!({ "leadTime": "78:00:00" }), "leadTime", json!("78.00:00:00")),
        ("lead-time", json!({ "leadTime": "3" }), "leadTime", json!("3.00:00:00")),
    ] {
        let path = format!("{PLACE}/{part}");
        let patched = office.call(Method::PATCH, &path, Some(&body)).await;
        assert_eq!(patched.status, 204, "{}", patched.text);
        assert_eq!(told().await["balance"][0][field], expected, "{part}");
    }
    for path in [ITEM, "/inventory/items/100/docks/catete", "/inventory/items/100/docks/catete/warehouses/1_1"] {
        let found = office.get(path).await;
        let expected = json!({
            "skuId": "100", "warehouseId": "1_1", "dockId": "catete", "totalQuantity": 7, "reservedQuantity": 0,
            "availableQuantity": 7, "isUnlimited": false, "salesChannel": ["1", "2"], "deliveryChannels": ["delivery"],
            "timeToRefill": null, "dateOfSupplyUtc": null, "supplyLotId": null, "keepSellingAfterExpiration": false,
            "transfer": null,
        });
        assert_eq!(found.json, json!([expected]), "{path}");
    }
    assert_eq!(office.get("/inventory/items/100/docks/none").await.json, json!([]));
    office.put(PLACE, &json!({ "unlimitedQuantity": true })).await;
    assert_eq!(told().await["balance"][0]["totalQuantity"], 1_000_000);
    let dispatched = office.get(&format!("{ITEM}/dispatched")).await;
    assert_eq!(
        dispatched.json,
        json!({
            "quantity": 0, "isUnlimitedQuantity": true, "totalReservedQuantity": 0,
            "dispatchedReservationsQuantity": 0, "availableQuantity": 2_147_483_647,
        })
    );
    // What is missing is nothing.
    office.put(PLACE, &json!({ "quantity": null })).await;
    assert_eq!(told().await["balance"][0]["totalQuantity"], 0);
    for (path, body, status) in [
        (PLACE, json!({ "quantity": -1 }), 400),
        (PLACE, json!({ "leadTime": "366" }), 400),
        (PLACE, json!({ "leadTime": "00.24:00:00" }), 400),
        ("/inventory/skus/none/warehouses/1_1", json!({ "quantity": 1 }), 404),
        ("/inventory/skus/100/warehouses/none", json!({ "quantity": 1 }), 404),
    ] {
        assert_eq!(office.put(path, &body).await.status, status, "{path} {body}");
    }
    assert_eq!(office.get("/inventory/skus/none").await.status, 404);
}

#[tokio::test]
async fn a_lot_on_its_way_is_sold_when_nothing_is_on_hand_and_makes_the_promise_wait() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    let row = super::row(1, "20000000", "29999999", "12.34");
    assert_eq!(office.post(super::VALUES, &json!([row])).await.status, 200);
    let calculated = async || {
        let dimension = json!({ "weight": 500, "height": 1, "width": 2, "length": 3 });
        let items = json!([{ "id": "100", "quantity": 1, "dimension": dimension }]);
        let ask =
            json!([{ "items": items, "location": { "zipCode": "22250040", "country": "BRA" }, "salesChannel": "1" }]);
        office.post("/shipping/calculate", &ask).await.json[0][0].clone()
    };
    let now = Gate::open(world.edition().env()).await.unwrap().now();
    let supplied = now + SignedDuration::from_hours(48);
    let lot = json!({ "quantity": 5, "dateOfSupplyUtc": supplied.to_string(), "keepSellingAfterExpiration": false });
    let path = format!("{ITEM}/supplyLots/truck");
    assert_eq!(office.put(&path, &lot).await.json, json!(true));
    let on_hand = calculated().await;
    assert_eq!((&on_hand["availabilityQuantity"], &on_hand["supplyLotId"]), (&json!(1), &Value::Null));
    assert_eq!(on_hand["leadTime"], "00:00:00");

    office.put(PLACE, &json!({ "quantity": 0 })).await;
    let awaited = calculated().await;
    assert_eq!((&awaited["quantity"], &awaited["supplyLotId"]), (&json!(1), &json!("truck")), "{awaited}");
    assert!(
        awaited["leadTime"].as_str().unwrap().starts_with("1.23:") || awaited["leadTime"] == "2.00:00:00",
        "{awaited}"
    );
    let told: Timestamp = awaited["dateOfSupplyUtc"].as_str().unwrap().parse().unwrap();
    assert_eq!(told, supplied);

    let lots = office.get(&format!("{ITEM}/supplyLots")).await;
    assert_eq!((&lots.json[0]["supplyLotId"], &lots.json[0]["totalQuantity"]), (&json!("truck"), &json!(5)));
    assert_eq!(office.post(&format!("{path}/transfer"), &json!({})).await.json, json!(true));
    assert_eq!(office.get(&format!("{ITEM}/supplyLots")).await.json, json!([]));
    assert_eq!(office.post(&format!("{path}/transfer"), &json!({})).await.status, 404);
    let come = calculated().await;
    assert_eq!((&come["supplyLotId"], &come["leadTime"]), (&Value::Null, &json!("00:00:00")));
    assert_eq!(office.put(&path, &json!({ "quantity": 5 })).await.status, 400, "a lot has a date");
}

#[tokio::test]
async fn of_sixteen_places_with_six_taken_ten_are_left() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    let mut policy = super::policy();
    let range = policy["deliveryScheduleSettings"]["dayOfWeekForDelivery"][0]["deliveryRanges"].clone();
    let days: Vec<Value> = (0..7).map(|day| json!({ "dayOfWeek": day, "deliveryRanges": range })).collect();
    policy["deliveryScheduleSettings"]["dayOfWeekForDelivery"] = json!(days);
    policy["deliveryScheduleSettings"]["useDeliverySchedule"] = json!(true);
    assert_eq!(office.put("/shipping-policies/road", &policy).await.status, 200);
    office.post(super::VALUES, &json!([super::row(1, "20000000", "29999999", "12.34")])).await;
    let cart = json!({
        "destination": { "country": "BRA", "postalCode": "22250040" }, "items": [{ "sku": "100", "quantity": 1 }],
    });
    let quote = send(office.merchant.program(&world, Method::POST, "/v1/quotes").json(&cart)).await;
    let option = &quote.json["options"][0];
    let window = option["windows"][0]["id"].as_str().unwrap_or_else(|| panic!("{}", quote.text));
    let hold = json!({ "quoteId": quote.json["id"], "optionId": option["id"], "windowId": window });
    for _ in 0..6 {
        let held = send(office.merchant.post(&world, "/v1/reservations").json(&hold)).await;
        assert_eq!(held.status, 201, "{}", held.text);
    }
    let date = window.split('.').nth(1).unwrap();
    let frames = |kind: &str| format!("/api/logistics-capacity/resources/carrier@{kind}@road/time-frames");
    let expected = json!({
        "id": format!("{date}F0800T1200"), "resourceId": "carrier@orders_quantity@road",
        "startDate": format!("{date}T08:00:00"), "endDate": format!("{date}T12:00:00"),
        "ownMaxCapacity": 10, "resourceMaxCapacity": 16, "reservedValue": 6, "reservations": [], "log": [],
    });
    let one = office.get(&format!("{}/{date}F0800T1200", frames("orders_quantity"))).await;
    assert_eq!(one.json, expected, "{}", one.text);
    let range = format!("?rangeStart={date}T00:00:00&rangeEnd={date}T23:59:59");
    assert_eq!(office.get(&format!("{}{range}", frames("orders_quantity"))).await.json, json!([expected]));
    assert_eq!(office.get(&format!("{}{range}", frames("skus_quantity"))).await.json, json!([]), "there is no limit");
    for (path, status) in [
        (format!("{}/{date}F0900T1200", frames("orders_quantity")), 404),
        (format!("{}?rangeStart=2026-01-01&rangeEnd=2026-12-31", frames("orders_quantity")), 400),
        (frames("orders_quantity"), 400),
        (frames("boxes"), 404),
    ] {
        let path = if status == 404 && !path.contains('F') { format!("{path}{range}") } else { path };
        assert_eq!(office.get(&path).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn whoever_updates_a_row_without_its_insurance_leaves_it() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    let row = "01000000,05999999,,0,300,10,0,0,0,2.00:00:00,BRA,15";
    acceptance::tables::import(&world, &office.merchant.key, "road", &[row]).await;
    let told = async || {
        let found = office.get("/configuration/freights/road/01310100/values").await.json[0].clone();
        (found["absoluteMoneyCost"].to_string(), found["minimumValueInsurance"].to_string())
    };
    let mut row = json!({ "operationType": 2, "absoluteMoneyCost": "11.00", "country": "BRA", "maxVolume": 0,
        "pricePercent": 0, "pricePercentByWeight": 0, "timeCost": "2.00:00:00", "weightStart": 0, "weightEnd": 300,
        "zipCodeStart": "01000000", "zipCodeEnd": "05999999", "polygon": "" });
    assert_eq!(office.post(super::VALUES, &json!([row])).await.status, 200);
    assert_eq!(told().await, ("11".to_owned(), "15".to_owned()));
    row["minimumValueInsurance"] = json!(7.5);
    assert_eq!(office.post(super::VALUES, &json!([row])).await.status, 200);
    assert_eq!(told().await.1, "7.5");
}

#[tokio::test]
async fn what_is_on_its_way_is_told_beside_what_is_there_and_a_policy_says_what_it_lacks() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    let status = async || {
        let policy = office.get("/shipping-policies/road").await.json;
        (policy["processingStatus"]["status"].clone(), policy["processingStatus"]["errorMessage"].is_string())
    };
    assert_eq!(status().await, (json!(2), true), "nothing can be priced yet");
    let row = "01000000,05999999,,0,300,10,0,0,0,2.00:00:00,BRA,0";
    acceptance::tables::import(&world, &office.merchant.key, "road", &[row]).await;
    assert_eq!(status().await, (json!(1), false));
    let wrong = "01000000,05999999,,0,300,ten,0,0,0,2.00:00:00,BRA,0";
    acceptance::tables::import(&world, &office.merchant.key, "road", &[wrong]).await;
    assert_eq!(status().await, (json!(2), true), "the last file was not taken");
    let listed = office.get("/shipping-policies").await.json["items"][0]["processingStatus"].clone();
    assert_eq!(listed["errorMessage"], "table.csv was rejected. Errors: 1.");
    let row = json!({ "operationType": 2, "absoluteMoneyCost": "11.00", "country": "BRA", "maxVolume": 0,
        "pricePercent": 0, "pricePercentByWeight": 0, "timeCost": "2.00:00:00", "weightStart": 0, "weightEnd": 300,
        "zipCodeStart": "01000000", "zipCodeEnd": "05999999", "polygon": "" });
    world.edition().clock().advance(jiff::SignedDuration::from_secs(1));
    assert_eq!(office.post(super::VALUES, &json!([row])).await.status, 200);
    assert_eq!(status().await, (json!(1), false), "what came since was taken");

    office.put(PLACE, &json!({ "quantity": 0 })).await;
    let lot = json!({ "quantity": 7, "dateOfSupplyUtc": "2027-02-01T00:00:00Z", "keepSellingAfterExpiration": true });
    assert_eq!(office.put(&format!("{ITEM}/supplyLots/navio"), &lot).await.status, 200);
    let told = office.get(ITEM).await.json;
    let rows: Vec<(Value, Value, Value)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (row["supplyLotId"].clone(), row["totalQuantity"].clone(), row["keepSellingAfterExpiration"].clone())
        })
        .collect();
    assert_eq!(rows, [(Value::Null, json!(0), json!(false)), (json!("navio"), json!(7), json!(true))], "{told}");
    assert_eq!((&told[0]["dockId"], &told[0]["salesChannel"]), (&told[1]["dockId"], &told[1]["salesChannel"]));
    let balance = office.get("/inventory/skus/100").await.json["balance"][0].clone();
    assert_eq!(balance["dateOfSupplyUtc"], "2027-02-01T00:00:00Z", "what is sold now comes then");
}
