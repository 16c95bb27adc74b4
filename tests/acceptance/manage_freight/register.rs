//! Everything that is put, read, listed and deleted under an id of the merchant's choice.

use super::*;

const POLICY: &str = "/v1/shipping-policies/economico";

/// Each kind of thing: its list, an id, a body, and another body.
fn things() -> Vec<(&'static str, &'static str, Value, Value)> {
    let other_sku =
        json!({"name": "Azul", "weight": 1, "dimensions": {"height": 1, "width": 1, "length": 1}, "modal": "GLASS"});
    vec![
        ("/v1/skus", "a-1", sku(), other_sku),
        (
            "/v1/shipping-policies",
            "economico",
            json!({"name": "Econômico", "shippingMethod": "Econômico"}),
            json!({"name": "E", "shippingMethod": "E", "cubicWeight": {"factor": "0.167"}, "cartValue": {"maximum": 50000},
                "pickups": [{"dayOfWeek": 1, "timeLimit": "17:00"}], "modals": {"carried": ["GLASS"], "onlyThese": true}}),
        ),
        (
            "/v1/docks",
            "d-1",
            json!({"name": "Doca"}),
            json!({"name": "D", "priority": 3, "processingTime": "P2D", "policies": ["expresso"]}),
        ),
        (
            "/v1/warehouses",
            "w-1",
            json!({"name": "Galpão"}),
            json!({"name": "G", "active": false, "docks": [{"dock": "sp-dock", "time": "P1D", "cost": 250}]}),
        ),
    ]
}

/// Whether every field of `part` stands in `whole` with that value.
fn holds(whole: &Value, part: &Value) -> bool {
    match part {
        Value::Object(fields) => fields.iter().all(|(name, value)| holds(&whole[name], value)),
        other => whole == other,
    }
}

#[tokio::test]
async fn a_thing_is_made_read_replaced_and_deleted_under_its_id() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    for (list, id, first, second) in things() {
        let path = format!("{list}/{id}");
        assert_eq!(shop.get(&path).await.status, 404, "{path}");
        let made = shop.put(&path, &first).await;
        assert_eq!((made.status.as_u16(), made.header("location")), (201, path.as_str()), "{}", made.text);
        assert!(holds(&made.json, &first), "{}", made.text);

        let read = shop.get(&path).await;
        assert_eq!((read.status.as_u16(), &read.json, read.header("etag")), (200, &made.json, made.header("etag")));
        assert_eq!(shop.put(&path, &second).await.status, 428, "{path}");
        assert_eq!(shop.replace(&path, "\"999\"", &second).await.status, 412, "{path}");

        let replaced = shop.replace(&path, read.header("etag"), &second).await;
        assert_eq!(replaced.status, 200, "{}", replaced.text);
        assert!(holds(&replaced.json, &second), "{}", replaced.text);
        assert_ne!(replaced.header("etag"), read.header("etag"));
        // What was read can be sent back as it is.
        let again = shop.replace(&path, replaced.header("etag"), &replaced.json).await;
        assert_eq!((again.status.as_u16(), &again.json), (200, &replaced.json));

        assert_eq!(send(shop.request(Method::DELETE, &path)).await.status, 428, "{path}");
        assert_eq!(shop.delete(&path, read.header("etag")).await.status, 412, "{path}");
        assert_eq!(shop.delete(&path, again.header("etag")).await.status, 204, "{path}");
        assert_eq!(shop.get(&path).await.status, 404, "{path}");
        assert_eq!(shop.delete(&path, "*").await.status, 404, "{path}");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_list_is_told_in_parts_by_id() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    for (list, _, body, _) in things() {
        for id in ["z-2", "z-1", "z-3"] {
            assert_eq!(shop.put(&format!("{list}/{id}"), &body).await.status, 201);
        }
        let first = shop.get(&format!("{list}?limit=3")).await.json;
        let cursor = first["nextCursor"].as_str().unwrap();
        let second = shop.get(&format!("{list}?limit=3&cursor={cursor}")).await.json;
        let ids: Vec<&str> = [&first, &second]
            .iter()
            .flat_map(|part| part["items"].as_array().unwrap())
            .map(|item| item["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids[1..], ["z-1", "z-2", "z-3"], "{list}: one was there before");
        assert_eq!(second["nextCursor"], Value::Null, "{list}");
        let elsewhere = if list == "/v1/skus" { "/v1/docks" } else { "/v1/skus" };
        assert_eq!(shop.get(&format!("{elsewhere}?cursor={cursor}")).await.status, 400);
    }
    world.stop().await;
}

#[tokio::test]
async fn every_field_that_breaks_a_rule_is_told_and_nothing_is_stored() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let dimensions = json!({"height": 0, "width": -1, "length": 100_001});
    for (path, body, expected) in [
        (
            "/v1/skus/x",
            json!({"name": " ", "weight": 0, "dimensions": dimensions, "price": -1, "modal": "GLAS", "id": "y"}),
            vec![
                ("/id", "other_id"),
                ("/name", "name"),
                ("/weight", "weight"),
                ("/dimensions/height", "length"),
                ("/dimensions/width", "length"),
                ("/dimensions/length", "length"),
                ("/price", "price"),
                ("/modal", "unknown_modal"),
            ],
        ),
        ("/v1/skus/a%20b", sku(), vec![("/id", "invalid_id")]),
        (
            "/v1/docks/x",
            json!({"name": "", "priority": 11, "processingTime": "2 days", "policies": ["nobody", "a b"]}),
            vec![
                ("/processingTime", "duration"),
                ("/policies/1", "invalid_id"),
                ("/policies/0", "unknown_policy"),
                ("/name", "required"),
                ("/priority", "too_large"),
            ],
        ),
        (
            "/v1/warehouses/x",
            json!({"name": "W", "docks": [{"dock": "nowhere", "cost": -1}, {"dock": "sp-dock"}, {"dock": "sp-dock"}]}),
            vec![("/docks/0/dock", "unknown_dock"), ("/docks/0/cost", "negative"), ("/docks/2", "duplicate")],
        ),
        (
            POLICY,
            json!({"name": "E", "shippingMethod": "", "cubicWeight": {"factor": "1e3"}, "additionalTime": "P1Y",
                "pickups": [{"dayOfWeek": 7, "timeLimit": "24:00"}], "modals": {"carried": ["GLASS", "STONE"]}}),
            vec![
                ("/modals/carried/1", "unknown_modal"),
                ("/pickups/0/timeLimit", "time_of_day"),
                ("/additionalTime", "duration"),
                ("/cubicWeight/factor", "not_a_number"),
                ("/shippingMethod", "required"),
                ("/pickups/0/dayOfWeek", "too_large"),
            ],
        ),
    ] {
        let answer = shop.put(path, &body).await;
        assert_eq!((answer.status.as_u16(), answer.broken()), (422, fields(&expected)), "{path}: {}", answer.text);
        assert_eq!(shop.get(path).await.status, 404, "{path}");
    }
    let unknown_field = shop.put(POLICY, &json!({"name": "E", "shippingMethod": "E", "colour": "red"})).await;
    assert_eq!(unknown_field.status, 400, "{}", unknown_field.text);
    world.stop().await;
}

#[tokio::test]
async fn what_others_name_is_not_deleted_and_they_are_told() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    for (path, user) in [("/v1/shipping-policies/expresso", "dock sp-dock"), ("/v1/docks/sp-dock", "warehouse sp-1")] {
        let refused = shop.delete(path, "*").await;
        assert_eq!((refused.status.as_u16(), refused.json["code"].as_str()), (409, Some("in_use")), "{path}");
        assert!(refused.json["detail"].as_str().unwrap().contains(user), "{}", refused.text);
    }
    for path in ["/v1/warehouses/sp-1", "/v1/docks/sp-dock", "/v1/shipping-policies/expresso"] {
        assert_eq!(shop.delete(path, "*").await.status, 204, "{path}");
    }
    world.stop().await;
}

#[tokio::test]
async fn stock_is_kept_for_a_sku_and_a_warehouse_that_exist() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let path = "/v1/inventory/camiseta/sp-1";
    let full = json!({"quantity": 7, "unlimited": false, "leadTime": "P2D"});
    for missing in ["/v1/inventory/nothing/sp-1", "/v1/inventory/camiseta/nowhere"] {
        assert_eq!(shop.put(missing, &full).await.status, 404, "{missing}");
    }
    let bad = shop.put(path, &json!({"quantity": -1, "leadTime": "P400D"})).await;
    assert_eq!(
        (bad.status.as_u16(), bad.broken()),
        (422, fields(&[("/quantity", "quantity"), ("/leadTime", "too_large")]))
    );
    let made = shop.put(path, &full).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let less = shop.replace(path, made.header("etag"), &json!({"quantity": 6})).await;
    assert_eq!(
        (less.status.as_u16(), &less.json["quantity"], &less.json["leadTime"]),
        (200, &json!(6), &json!("PT0S"))
    );
    let all = shop.get("/v1/inventory/camiseta").await.json;
    assert_eq!((all["sku"].as_str(), &all["items"]), (Some("camiseta"), &json!([less.json])));
    assert_eq!(shop.get("/v1/inventory/nothing").await.status, 404);

    assert_eq!(shop.delete("/v1/skus/camiseta", "*").await.status, 204);
    assert_eq!(shop.get(path).await.status, 404, "stock goes with its SKU");
    world.stop().await;
}

#[tokio::test]
async fn a_warehouse_that_is_made_again_under_its_id_has_its_stock_again() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let (house, shelf) = ("/v1/warehouses/sp-1", "/v1/inventory/camiseta/sp-1");
    assert_eq!(shop.put(shelf, &json!({"quantity": 7, "leadTime": "P2D"})).await.status, 201);
    let before = shop.get(shelf).await;
    let found = shop.get(house).await;
    assert_eq!(shop.delete(house, found.header("etag")).await.status, 204);
    let counted = shop.replace(shelf, before.header("etag"), &json!({"quantity": 9})).await;
    assert_eq!(counted.status, 404, "nothing is counted in a warehouse that is not there");
    let mut again = found.json.clone();
    again.as_object_mut().unwrap().remove("id");
    assert_eq!(shop.put(house, &again).await.status, 201);
    let after = shop.get(shelf).await;
    assert_eq!((&after.json, after.header("etag")), (&before.json, before.header("etag")));
    world.stop().await;
}

#[tokio::test]
async fn nobody_sees_what_another_merchant_has() {
    let world = World::empty().await;
    let owner = Shop::configured(&world).await;
    let stock = owner.put("/v1/inventory/camiseta/sp-1", &json!({"quantity": 1})).await;
    assert_eq!(stock.status, 201);
    let other = Shop::new(&world, "other").await;
    for path in [
        "/v1/skus/camiseta",
        "/v1/shipping-policies/expresso",
        "/v1/docks/sp-dock",
        "/v1/warehouses/sp-1",
        "/v1/inventory/camiseta",
        "/v1/inventory/camiseta/sp-1",
    ] {
        assert_eq!(owner.get(path).await.status, 200, "{path}");
        assert_eq!(other.get(path).await.status, 404, "{path}");
    }
    for list in ["/v1/skus", "/v1/shipping-policies", "/v1/docks", "/v1/warehouses", "/v1/freight-table-imports"] {
        assert_eq!(other.get(list).await.json["items"], json!([]), "{list}");
    }
    world.stop().await;
}
