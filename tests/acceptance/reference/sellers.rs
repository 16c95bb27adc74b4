//! Carts with goods of several sellers.

use super::{SIMULATION, names};
use acceptance::merchant::Merchant;
use acceptance::tables;
use acceptance::world::{Answer, World, send};
use edge::Gate;
use reqwest::Method;
use serde_json::{Value, json};

/// An account with goods of its own, and a seller `abc` with a dock and a warehouse.
async fn mall(world: &World) -> Merchant {
    let merchant = Merchant::found(world, "mall").await;
    let sku = json!({ "name": "Thing", "weight": 500, "price": 1000, "dimensions": { "height": 10, "width": 20, "length": 30 } });
    let method = |name: &str| json!({ "name": name, "shippingMethod": name });
    for (path, body) in [
        ("/v1/sellers/abc", json!({ "name": "ABC" })),
        ("/v1/sellers/asleep", json!({ "name": "Asleep", "active": false })),
        ("/v1/shipping-policies/road", method("Normal")),
        ("/v1/shipping-policies/air", method("Express")),
        ("/v1/docks/own", json!({ "name": "Own", "policies": ["road"] })),
        ("/v1/docks/theirs", json!({ "name": "Theirs", "seller": "abc", "policies": ["road", "air"] })),
        ("/v1/warehouses/own", json!({ "name": "Own", "docks": [{ "dock": "own" }] })),
        ("/v1/warehouses/theirs", json!({ "name": "Theirs", "seller": "abc", "docks": [{ "dock": "theirs" }] })),
        ("/v1/skus/100", sku),
        ("/v1/inventory/100/own", json!({ "quantity": 2 })),
        ("/v1/inventory/100/theirs", json!({ "quantity": 5 })),
    ] {
        let made = send(merchant.program(world, Method::PUT, path).json(&body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    for (policy, price) in [("road", "10"), ("air", "30")] {
        let row = format!("01000000,99999999,,0,30000,{price},0,0,0,2.00:00:00,BRA,0");
        tables::import(world, &merchant.key, policy, &[&row]).await;
    }
    let gate = Gate::open(world.edition().env()).await.unwrap();
    manage_accounts::hosts::give(&gate, merchant.account.parse().unwrap(), "mall").await.unwrap();
    merchant
}

async fn simulate(world: &World, items: Value) -> Answer {
    let body = json!({ "items": items, "country": "BRA", "postalCode": "69005-040" });
    send(world.request(Method::POST, &format!("{SIMULATION}?an=mall")).json(&body)).await
}

#[tokio::test]
async fn each_line_is_shipped_and_counted_by_its_own_seller() {
    let world = World::empty().await;
    mall(&world).await;
    let items = json!([
        { "id": "100", "quantity": 1, "seller": "1" },
        { "id": "100", "quantity": 9, "seller": "abc" },
    ]);
    let answer = simulate(&world, items).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let shown: Vec<(&Value, &Value, &Value)> = answer.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (&item["seller"], &item["quantity"], &item["sellerChain"]))
        .collect();
    let (one, abc) = (json!("1"), json!("abc"));
    assert_eq!(shown, [(&one, &json!(1), &json!(["1"])), (&abc, &json!(5), &json!(["abc"]))]);
    let warehouses = |at: usize, method: &str| {
        let slas = answer.json["logisticsInfo"][at]["slas"].as_array().unwrap();
        let sla = slas.iter().find(|sla| sla["id"] == method)?;
        Some((sla["deliveryIds"][0]["warehouseId"].clone(), sla["price"].as_i64().unwrap()))
    };
    assert_eq!(warehouses(0, "Normal"), Some((json!("own"), 1000)));
    assert_eq!(warehouses(1, "Normal"), Some((json!("theirs"), 1000)));
    assert_eq!(warehouses(0, "Express"), None, "the account's own dock has no such carrier");
    assert_eq!(warehouses(1, "Express"), Some((json!("theirs"), 3000)));
}

#[tokio::test]
async fn a_line_has_as_many_units_as_can_be_brought_not_as_many_as_lie_somewhere() {
    let world = World::empty().await;
    let merchant = mall(&world).await;
    for (path, body) in [
        ("/v1/shipping-policies/south", json!({ "name": "South", "shippingMethod": "Normal" })),
        ("/v1/docks/south", json!({ "name": "South", "policies": ["south"] })),
        ("/v1/warehouses/south", json!({ "name": "South", "docks": [{ "dock": "south" }] })),
        ("/v1/inventory/100/south", json!({ "quantity": 6 })),
    ] {
        let made = send(merchant.program(&world, Method::PUT, path).json(&body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    let told = async || {
        let answer = simulate(&world, json!([{ "id": "100", "quantity": 8, "seller": "1" }])).await;
        let (item, info) = (&answer.json["items"][0], &answer.json["logisticsInfo"][0]);
        let messages = answer.json["messages"].as_array().unwrap().iter();
        let codes: Vec<Value> = messages.map(|message| message["code"].clone()).collect();
        let slas: Vec<Value> = info["slas"].as_array().unwrap().iter().map(|sla| sla["price"].clone()).collect();
        (item["quantity"].clone(), item["availability"].clone(), codes, slas)
    };
    let available = json!("available");
    tables::import(&world, &merchant.key, "south", &["80000000,89999999,,0,30000,10,0,0,0,2.00:00:00,BRA,0"]).await;
    let less = vec![json!("itemQuantityNotAvailable")];
    assert_eq!(told().await, (json!(2), available.clone(), less, vec![json!(1000)]), "the other six go elsewhere");
    tables::import(&world, &merchant.key, "south", &["01000000,99999999,,0,30000,10,0,0,0,2.00:00:00,BRA,0"]).await;
    assert_eq!(
        told().await,
        (json!(8), available, Vec::new(), vec![json!(2002)]),
        "rounded by unit: 6 × 1.67 and 2 × 5.00"
    );
}

#[tokio::test]
async fn a_seller_that_is_not_known_or_switched_off_is_refused() {
    let world = World::empty().await;
    mall(&world).await;
    for seller in ["nobody", "asleep", "not an id"] {
        let refused = simulate(&world, json!([{ "id": "100", "quantity": 1, "seller": seller }])).await;
        assert_eq!((refused.status.as_u16(), &refused.json["error"]["code"]), (400, &json!("CHK0024")), "{seller}");
        assert_eq!(names(&refused.json), ["error", "fields", "operationId"]);
    }
}

#[tokio::test]
async fn a_pickup_point_has_the_same_id_wherever_an_answer_names_it() {
    let world = World::empty().await;
    let merchant = mall(&world).await;
    let point = json!({ "name": "Loja", "address": { "country": "BRA", "postalCode": "69005-040" },
        "location": { "lat": -3.13, "lng": -60.02 }, "holidays": [{ "date": "2026-12-25" }] });
    let policy = json!({ "name": "Retira", "shippingMethod": "Retira", "pickupPoints": ["loja"] });
    for (path, body) in [("/v1/pickup-points/loja", point), ("/v1/shipping-policies/retira", policy)] {
        let made = send(merchant.program(&world, Method::PUT, path).json(&body)).await;
        assert_eq!(made.status, 201, "{}", made.text);
    }
    for dock in ["own", "theirs"] {
        let path = format!("/v1/docks/{dock}");
        let found = send(merchant.program(&world, Method::GET, &path)).await;
        let mut body = found.json.clone();
        body["policies"] = json!(["road", "retira"]);
        let put = merchant.program(&world, Method::PUT, &path).header("if-match", found.header("etag"));
        assert_eq!(send(put.json(&body)).await.status, 200);
    }
    tables::import(&world, &merchant.key, "retira", &["01000000,99999999,,0,30000,0,0,0,0,1.00:00:00,BRA,0"]).await;
    let items = json!([{ "id": "100", "quantity": 1, "seller": "1" }, { "id": "100", "quantity": 1, "seller": "abc" }]);
    let body =
        json!({ "items": items, "country": "BRA", "geoCoordinates": [-60.0217, -3.119], "postalCode": 69_005_040 });
    let named = |answer: &Answer| {
        let infos = answer.json["logisticsInfo"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
        let slas = infos.iter().flat_map(|info| info["slas"].as_array().unwrap());
        let ids =
            slas.filter(|sla| sla["deliveryChannel"] == "pickup-in-point").map(|sla| sla["pickupPointId"].clone());
        let top = answer.json["pickupPoints"].as_array().unwrap().iter().map(|point| point["id"].clone());
        (ids.collect::<Vec<Value>>(), top.collect::<Vec<Value>>())
    };
    let checkout = send(world.request(Method::POST, &format!("{SIMULATION}?an=mall")).json(&body)).await;
    let (of_lines, mut listed) = named(&checkout);
    assert_eq!(of_lines, [json!("1_loja"), json!("abc_loja")], "{}", checkout.text);
    listed.sort_by_key(ToString::to_string);
    assert_eq!(listed, of_lines);
    let fulfilled = send(merchant.program(&world, Method::POST, super::FULFILLMENT).json(&body)).await;
    let (of_lines, listed) = named(&fulfilled);
    assert_eq!(listed, [json!("loja")], "{}", fulfilled.text);
    assert!(!of_lines.is_empty() && of_lines.iter().all(|id| *id == "loja"), "{of_lines:?}");
    let calculation = json!([{
        "items": [{ "id": "100", "quantity": 1, "dimension": { "weight": 500, "height": 1, "width": 2, "length": 3 } }],
        "location": { "zipCode": "69005040", "country": "BRA", "point": [-60.0217, -3.119] },
        "deliveryChannel": "pickup",
    }]);
    let told = send(merchant.program(&world, Method::POST, super::CALCULATE).json(&calculation)).await;
    let holidays = &told.json[0][0]["pickupStoreInfo"]["pickupHolidays"];
    assert_eq!(*holidays, json!([{ "date": "2026-12-25", "hourBegin": null, "hourEnd": null }]), "{}", told.text);
}

#[tokio::test]
async fn goods_of_a_seller_are_quoted_reserved_and_locked_where_they_lie() {
    let world = World::empty().await;
    let merchant = mall(&world).await;
    let post = async |path: &str, body: &Value| {
        let key = uuid::Uuid::now_v7().to_string();
        send(merchant.program(&world, Method::POST, path).header("idempotency-key", key).json(body)).await
    };
    let quote = async |items: Value, allocate: bool| {
        let cart = json!({ "destination": { "country": "BRA", "postalCode": "69005-040" }, "items": items, "allocate": allocate });
        post("/v1/quotes", &cart).await
    };
    let both = json!([{ "sku": "100", "quantity": 1 }, { "sku": "100", "quantity": 4, "seller": "abc", "group": "g", "handlingTime": "P1D" }]);
    let quoted = quote(both, false).await;
    assert_eq!(quoted.status, 201, "{}", quoted.text);
    assert_eq!((&quoted.json["items"][0]["seller"], &quoted.json["items"][1]["seller"]), (&Value::Null, &json!("abc")));
    let option = quoted.json["options"].as_array().unwrap().iter().find(|option| option["complete"] == true).unwrap();
    let mut packed: Vec<(Value, Value)> = option["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (package["seller"].clone(), package["warehouse"].clone()))
        .collect();
    packed.sort_by_key(|(_, warehouse)| warehouse.to_string());
    assert_eq!(packed, [(Value::Null, json!("own")), (json!("abc"), json!("theirs"))], "{option}");
    let held = post("/v1/reservations", &json!({ "quoteId": quoted.text("id"), "optionId": option["id"] })).await;
    assert_eq!(held.status, 201, "{}", held.text);
    let goods = held.json["goods"].as_array().unwrap();
    let goods: Vec<(&Value, &Value)> = goods.iter().map(|one| (&one["warehouse"], &one["units"])).collect();
    assert_eq!(goods, [(&json!("own"), &json!(1)), (&json!("theirs"), &json!(4))]);
    post(&format!("/v1/reservations/{}/cancellation", held.text("id")), &json!({})).await;
    for (line, pointer, rule) in [
        (json!({ "seller": "asleep" }), "/items/0/seller", "unknown_seller"),
        (json!({ "seller": "no id" }), "/items/0/seller", "invalid_id"),
        (json!({ "group": "" }), "/items/0/group", "group"),
        (json!({ "handlingTime": "a day" }), "/items/0/handlingTime", "duration"),
        (json!({ "handlingTime": "P366D" }), "/items/0/handlingTime", "duration"),
    ] {
        let mut item = json!({ "sku": "100", "quantity": 1 });
        item.as_object_mut().unwrap().extend(line.as_object().unwrap().clone());
        let refused = quote(json!([item]), false).await;
        assert_eq!(refused.broken(), [(pointer.to_owned(), rule.to_owned())], "{}", refused.text);
    }

    // Three are more than the account has, and the seller does not act in its name yet.
    let three = json!([{ "sku": "100", "quantity": 3 }]);
    let alone = quote(three.clone(), true).await;
    assert_eq!(
        (&alone.json["items"][0]["availability"], &alone.json["items"][0]["seller"]),
        (&json!("partly_available"), &Value::Null)
    );
    let path = "/v1/sellers/abc";
    let found = send(merchant.program(&world, Method::GET, path)).await;
    let put = merchant.program(&world, Method::PUT, path).header("if-match", found.header("etag"));
    assert_eq!(send(put.json(&json!({ "name": "ABC", "whiteLabel": true }))).await.json["whiteLabel"], true);
    let given = quote(three.clone(), true).await;
    assert_eq!(
        (&given.json["items"][0]["availability"], &given.json["items"][0]["seller"]),
        (&json!("available"), &json!("abc"))
    );
    assert_eq!(given.json["options"][0]["packages"][0]["warehouse"], "theirs");
    let simulated = simulate(&world, json!([{ "id": "100", "quantity": 3, "seller": "1" }])).await;
    let (item, sla) = (&simulated.json["items"][0], &simulated.json["logisticsInfo"][0]["slas"][0]);
    assert_eq!(
        (&item["seller"], &item["sellerChain"], &item["quantity"], &item["availability"]),
        (&json!("abc"), &json!(["1", "abc"]), &json!(3), &json!("available")),
        "a storefront of the reference names the account alone: {}",
        simulated.text
    );
    assert_eq!(sla["deliveryIds"][0]["warehouseId"], "theirs");
    let nowhere = json!({ "items": [{ "id": "100", "quantity": 3, "seller": "1" }] });
    let nowhere = send(world.request(Method::POST, &format!("{SIMULATION}?an=mall")).json(&nowhere)).await;
    let (item, slas) = (&nowhere.json["items"][0], &nowhere.json["logisticsInfo"][0]["slas"]);
    assert_eq!(
        (&item["seller"], &item["availability"], slas),
        (&json!("abc"), &json!("available"), &json!([])),
        "who has it, before anybody knows where it goes: {}",
        nowhere.text
    );
    let own = simulate(&world, json!([{ "id": "100", "quantity": 1, "seller": "1" }])).await;
    assert_eq!(own.json["items"][0]["availability"], "available", "{}", own.text);
    let replayed =
        send(merchant.program(&world, Method::GET, &format!("/v1/quotes/{}/replay", given.text("id")))).await;
    assert_eq!(replayed.status, 200, "{}", replayed.text);
    assert_eq!(quote(three, false).await.json["items"][0]["seller"], Value::Null, "only who asks for it");

    let dimension = json!({ "weight": 500, "height": 1, "width": 2, "length": 3 });
    let location = json!({ "zipCode": "69005040", "country": "BRA" });
    let line = |more: Value| {
        let mut item = json!({ "id": "100", "quantity": 2, "dimension": dimension });
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    };
    let lock = json!({ "deliveryItemOptions": [{ "item": line(json!({ "sellerId": "abc" })), "slaType": "Express", "location": location }] });
    let locked =
        send(merchant.program(&world, Method::POST, "/api/logistics/pvt/inventory/reservations").json(&lock)).await;
    assert_eq!(
        (&locked.json["IsSucess"], &locked.json["SlaRequest"][0]["wareHouseId"]),
        (&json!(true), &json!("theirs")),
        "{}",
        locked.text
    );
    let leaves = async |more: Value| {
        let call = json!([{ "items": [line(more)], "location": location }]);
        let told = send(merchant.program(&world, Method::POST, super::CALCULATE).json(&call)).await;
        let told = told.json[0].as_array().unwrap().clone();
        told.iter().map(|option| (option["dockId"].clone(), option["wareHouseId"].clone())).collect::<Vec<_>>()
    };
    let own = vec![(json!("own"), json!("own"))];
    assert_eq!(leaves(json!({})).await, own);
    let three = line(json!({ "quantity": 3 }));
    let call = json!([{ "items": [three], "location": location }]);
    let told = send(merchant.program(&world, Method::POST, super::CALCULATE).json(&call)).await;
    let units: Vec<(&Value, &Value)> =
        told.json[0].as_array().unwrap().iter().map(|option| (&option["wareHouseId"], &option["quantity"])).collect();
    assert_eq!(units, [(&json!("own"), &json!(2))], "a calculation is of one seller's goods: {}", told.text);
    let lock = json!({ "deliveryItemOptions": [{ "item": three, "slaType": "Normal", "location": location }] });
    let locked =
        send(merchant.program(&world, Method::POST, "/api/logistics/pvt/inventory/reservations").json(&lock)).await;
    assert_eq!(locked.json["IsSucess"], false, "and so is a lock: {}", locked.text);
    assert_eq!(leaves(json!({ "dockId": "own", "wareHouseId": "own" })).await, own);
    assert_eq!(leaves(json!({ "wareHouseId": "theirs" })).await, []);
    assert_eq!(leaves(json!({ "dockId": "theirs" })).await, []);
    let theirs = (json!("theirs"), json!("theirs"));
    assert_eq!(leaves(json!({ "sellerId": "abc", "dockId": "theirs" })).await, [theirs.clone(), theirs]);
}
