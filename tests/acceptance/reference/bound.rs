//! Lines of a checkout that must leave from a place, and what they leave out of what the register knows.

use super::*;

const LOCKS: &str = "/api/logistics/pvt/inventory/reservations";

/// Two warehouses, each with a dock and a carrier of its own; `w2` has more and is cheaper.
async fn two_places(world: &World) -> Merchant {
    let merchant = Merchant::found(world, "dois").await;
    let every_day = json!({ "saturday": true, "sunday": true, "holiday": true });
    let method =
        |name: &str, kind: &str| json!({ "name": name, "shippingMethod": kind, "weekendAndHolidays": every_day });
    let sku = json!({ "name": "Thing", "weight": 500, "price": 1000, "dimensions": { "height": 10, "width": 20, "length": 30 } });
    let mut glass = sku.clone();
    glass["modal"] = json!("GLASS");
    let mut careful = method("Careful", "Careful");
    careful["modals"] = json!({ "carried": ["GLASS"], "onlyThese": true });
    let mut kit = sku.clone();
    kit["components"] = json!([{ "sku": "100", "quantity": 2 }]);
    for (path, body) in [
        ("/v1/shipping-policies/road", method("Road", "Normal")),
        ("/v1/shipping-policies/rail", method("Rail", "Normal")),
        ("/v1/shipping-policies/careful", careful),
        ("/v1/docks/d1", json!({ "name": "One", "policies": ["road"] })),
        ("/v1/docks/d2", json!({ "name": "Two", "policies": ["rail", "careful"] })),
        ("/v1/warehouses/w1", json!({ "name": "One", "docks": [{ "dock": "d1" }] })),
        ("/v1/warehouses/w2", json!({ "name": "Two", "docks": [{ "dock": "d2" }] })),
        ("/v1/skus/100", sku),
        ("/v1/skus/vase", glass),
        ("/v1/skus/kit", kit),
        ("/v1/inventory/100/w1", json!({ "quantity": 3 })),
        ("/v1/inventory/100/w2", json!({ "quantity": 9 })),
        ("/v1/inventory/vase/w2", json!({ "quantity": 9 })),
    ] {
        let made = send(merchant.program(world, Method::PUT, path).json(&body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    for (policy, price) in [("road", "20"), ("rail", "10"), ("careful", "30")] {
        let row = format!("01000000,99999999,,0,30000,{price},0,0,0,2.00:00:00,BRA,0");
        tables::import(world, &merchant.key, policy, &[&row]).await;
    }
    merchant
}

async fn post(world: &World, merchant: &Merchant, path: &str, body: &Value) -> Answer {
    send(merchant.program(world, Method::POST, path).json(body)).await
}

/// Item, units, warehouse, dock and policy of each way.
async fn ways(world: &World, merchant: &Merchant, items: Value) -> Vec<Value> {
    let call = json!([{ "items": items, "location": { "zipCode": "69005040", "country": "BRA" } }]);
    let told = post(world, merchant, CALCULATE, &call).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let way =
        |way: &Value| json!([way["itemId"], way["quantity"], way["wareHouseId"], way["dockId"], way["freightTableId"]]);
    told.json[0].as_array().unwrap().iter().map(way).collect()
}

#[tokio::test]
async fn each_line_leaves_from_the_place_that_it_names() {
    let world = World::empty().await;
    let merchant = two_places(&world).await;
    let dimension = json!({ "weight": 500, "height": 1, "width": 2, "length": 3 });
    let line = |units: u32, warehouse: Value, dock: Value| json!({ "id": "100", "quantity": units, "dimension": dimension, "wareHouseId": warehouse, "dockId": dock });
    let (one, two) = (json!(["100", 2, "w1", "d1", "road"]), json!(["100", 4, "w2", "d2", "rail"]));
    let found =
        ways(&world, &merchant, json!([line(2, json!("w1"), Value::Null), line(4, json!("w2"), Value::Null)])).await;
    assert_eq!(found, [one.clone(), two.clone()], "an SKU that is split over two warehouses");
    let found =
        ways(&world, &merchant, json!([line(4, Value::Null, json!("d2")), line(2, Value::Null, json!("d1"))])).await;
    assert_eq!(found, [two, one]);
    // Nine of the twelve are in w2: what one line takes from there by name is not there for the other.
    let found =
        ways(&world, &merchant, json!([line(12, Value::Null, Value::Null), line(9, json!("w2"), json!("d2"))])).await;
    assert_eq!(found, [json!(["100", 3, "w1", "d1", "road"]), json!(["100", 9, "w2", "d2", "rail"])]);

    // A kit is bound by its parts.
    let kit = |warehouse: &str| {
        json!([{ "id": "kit", "quantity": 1, "price": 10, "wareHouseId": warehouse,
        "kitItem": [{ "id": "100", "quantity": 2, "dimension": dimension }] }])
    };
    for (warehouse, dock, policy) in [("w1", "d1", "road"), ("w2", "d2", "rail")] {
        let found = ways(&world, &merchant, kit(warehouse)).await;
        assert_eq!(found, [json!(["kit", 1, warehouse, dock, policy])]);
    }
}

#[tokio::test]
async fn what_a_calculation_leaves_out_is_as_the_register_has_it() {
    let world = World::empty().await;
    let merchant = two_places(&world).await;
    let found = ways(&world, &merchant, json!([{ "id": "kit", "quantity": 9 }])).await;
    let kits: Vec<(&Value, &Value)> = found.iter().map(|way| (&way[0], &way[1])).collect();
    assert_eq!(kits, [(&json!("kit"), &json!(5))], "two parts each, of three and of nine: {found:?}");
    let dimension = json!({ "weight": 500, "height": 1, "width": 2, "length": 3 });
    let careful = [json!(["vase", 1, "w2", "d2", "careful"])];
    assert_eq!(
        ways(&world, &merchant, json!([{ "id": "vase", "quantity": 1, "dimension": dimension }])).await,
        careful
    );
    assert_eq!(ways(&world, &merchant, json!([{ "id": "vase", "quantity": 1 }])).await, careful);

    // A price that is not sent is the register's: 10.00 is under what the policy wants.
    let path = "/v1/shipping-policies/careful";
    let seen = send(merchant.program(&world, Method::GET, path)).await;
    let mut dear = seen.json.clone();
    dear["cartValue"] = json!({ "minimum": 1500, "maximum": 0 });
    let put = merchant.program(&world, Method::PUT, path).header("if-match", seen.header("etag"));
    let put = send(put.json(&dear)).await;
    assert_eq!(put.status, 200, "{}", put.text);
    assert_eq!(ways(&world, &merchant, json!([{ "id": "vase", "quantity": 1 }])).await, [Value::Null; 0]);
    assert_eq!(ways(&world, &merchant, json!([{ "id": "vase", "quantity": 1, "price": 15 }])).await, careful);
}

#[tokio::test]
async fn a_reservation_comes_from_the_dock_that_it_names() {
    let world = World::empty().await;
    let merchant = two_places(&world).await;
    let line = |units: Value, dock: Value, more: Value| {
        let mut line = json!({ "item": { "id": "100", "quantity": units }, "slaType": "Normal", "dockId": dock,
            "wareHouseId": null, "location": { "zipCode": "69005040", "country": "BRA" } });
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "deliveryItemOptions": [line] })
    };
    let reserve = async |body: Value| {
        let lock = post(&world, &merchant, LOCKS, &body).await;
        assert_eq!(lock.status, 200, "{}", lock.text);
        let line = &lock.json["SlaRequest"][0];
        json!([lock.json["IsSucess"], line["wareHouseId"], line["dockId"], line["freightTableId"]])
    };
    for (dock, expected) in [
        (Value::Null, json!([true, "w2", "d2", "rail"])),
        (json!("d1"), json!([true, "w1", "d1", "road"])),
        (json!("d2"), json!([true, "w2", "d2", "rail"])),
        (json!("d3"), json!([false, null, "d3", null])),
    ] {
        assert_eq!(reserve(line(json!(1), dock.clone(), json!({}))).await, expected, "{dock}");
    }
    let by = |policy: &str| json!({ "freightTableId": policy });
    assert_eq!(reserve(line(json!(1), json!("d2"), by("road"))).await, json!([false, null, "d2", "road"]));
    assert_eq!(reserve(line(json!(1), json!("d1"), by("road"))).await, json!([true, "w1", "d1", "road"]));
    // One is left in w1. However a program writes two, they are two.
    for two in [json!(2.0), json!("2"), json!("2.0"), json!(2e0)] {
        assert_eq!(reserve(line(two, json!("d1"), json!({}))).await[0], false);
    }
    assert_eq!(reserve(line(json!(1.0), json!("d1"), json!({}))).await[0], true);
}
