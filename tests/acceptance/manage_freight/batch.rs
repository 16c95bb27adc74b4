//! Many SKUs, or what there is of many, in one request.

use super::*;

fn row(id: &str, more: Value) -> Value {
    let mut row = sku();
    row["id"] = json!(id);
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    row
}

/// Status of each row, and the fields that it breaks.
fn outcome(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let items = answer.json["items"].as_array().unwrap().iter();
    let broken = |item: &Value| {
        let errors = item["body"]["errors"].as_array().cloned().unwrap_or_default();
        errors
            .iter()
            .map(|error| format!("{} {}", error["pointer"], error["rule"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    let items = items.enumerate().map(|(at, item)| {
        assert_eq!(item["row"], at);
        let broken = broken(item);
        if broken.is_empty() { item["status"].clone() } else { json!([item["status"], broken.join(", ")]) }
    });
    items.collect()
}

#[tokio::test]
async fn each_sku_of_many_has_an_answer_of_its_own() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let vase = row("vaso", json!({ "modal": "GLASS", "availableFrom": "2027-01-05T08:00:00Z" }));
    let items = json!([
        row("kit", json!({ "components": [{ "sku": "caneca", "quantity": 2 }] })),
        row("caneca", json!({})),
        vase,
        row("camiseta", json!({ "weight": 310, "price": null })),
        row("caneca", json!({ "weight": 1 })),
        row("x y", json!({})),
        row("z", json!({ "weight": 0, "modal": "WOOD" })),
        sku(),
        { "id": "w" },
        row("kitkit", json!({ "components": [{ "sku": "kit", "quantity": 1 }] })),
        row("lost", json!({ "components": [{ "sku": "none", "quantity": 1 }] })),
    ]);
    let body = json!({ "items": items });
    let made = shop.post("/v1/skus/batch", "one", &body).await;
    let expected = [
        json!(201),
        json!(201),
        json!(201),
        json!(200),
        json!([422, "/id duplicate"]),
        json!([422, "/id invalid_id"]),
        json!([422, "/weight weight, /modal unknown_modal"]),
        json!([422, "/id required"]),
        json!([400, "/name required, /weight required, /dimensions required"]),
        json!([422, "/components/0/sku kit_in_kit"]),
        json!([422, "/components/0/sku unknown_sku"]),
    ];
    assert_eq!(outcome(&made), expected, "{}", made.text);
    assert_eq!(shop.get("/v1/skus/camiseta").await.json["price"], Value::Null, "null says that there is none");
    assert_eq!(shop.get("/v1/skus/caneca").await.json["weight"], 300, "the first of two");
    let etag = shop.get("/v1/skus/vaso").await.header("etag").to_owned();
    let repeated = shop.post("/v1/skus/batch", "one", &body).await;
    assert_eq!(outcome(&repeated), expected, "a repeat");
    assert_eq!(repeated.json["items"][3], made.json["items"][3]);

    // What a row leaves out stays, and a row that says nothing new writes nothing.
    let before = shop.get("/v1/skus/vaso").await.json;
    let again = shop.post("/v1/skus/batch", "two", &json!({ "items": [row("vaso", json!({}))] })).await;
    assert_eq!((outcome(&again), &again.json["items"][0]["body"]), (vec![json!(200)], &before));
    assert_eq!(shop.get("/v1/skus/vaso").await.header("etag"), etag);
    let count = |rows: usize| json!({ "items": vec![row("a", json!({})); rows] });
    for rows in [0, 501] {
        let refused = shop.post("/v1/skus/batch", &format!("of-{rows}"), &count(rows)).await;
        assert_eq!(refused.broken(), fields(&[("/items", "count")]));
    }
    let twice = format!("{{\"items\":[{{\"id\":\"a\",\"id\":\"b\"}},{}]}}", row("c", json!({})));
    let twice = shop.request(Method::POST, "/v1/skus/batch").header("idempotency-key", "t").body(twice);
    let told = send(twice.header("content-type", "application/json")).await;
    assert_eq!(outcome(&told), [json!([400, "/id duplicate"]), json!(201)], "{}", told.text);

    // A SKU may be called like that address.
    assert_eq!(shop.put("/v1/skus/batch", &sku()).await.status, 201);
    assert_eq!(shop.get("/v1/skus/batch").await.json["id"], "batch");
    world.stop().await;
}

#[tokio::test]
async fn each_shelf_of_many_has_an_answer_of_its_own() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let shelf = "/v1/inventory/camiseta/sp-1";
    assert_eq!(shop.put(shelf, &json!({ "quantity": 1, "unlimited": true, "leadTime": "P2D" })).await.status, 201);
    let items = json!([
        { "sku": "camiseta", "warehouse": "sp-1", "quantity": 12 },
        { "sku": "camiseta", "warehouse": "rj", "quantity": 1 },
        { "sku": "none", "warehouse": "sp-1", "quantity": 1 },
        { "sku": "camiseta", "quantity": -1 },
        { "sku": "camiseta", "warehouse": "sp-1", "quantity": 3 },
    ]);
    let told = shop.post("/v1/inventory/batch", "one", &json!({ "items": items })).await;
    let expected =
        [json!(200), json!(404), json!(404), json!([422, "/warehouse required"]), json!([422, "/sku duplicate"])];
    assert_eq!(outcome(&told), expected, "{}", told.text);
    let stock = shop.get(shelf).await.json;
    assert_eq!(json!([stock["quantity"], stock["unlimited"], stock["leadTime"]]), json!([12, true, "P2D"]));
    world.stop().await;
}

#[tokio::test]
async fn stock_tells_what_is_held_what_can_be_sold_and_what_is_on_its_way() {
    let world = World::demo().await;
    let path = "/v1/inventory/vaso-de-vidro/cajamar";
    let told = async || {
        let stock = send(world.as_merchant(Method::GET, path)).await.json;
        json!([stock["quantity"], stock["reserved"], stock["held"], stock["available"]])
    };
    assert_eq!(told().await, json!([3, 0, 0, 3]));
    let call = async |method: Method, path: &str, body: Value| {
        let request = world.request(method, path).header("x-vtex-api-appkey", &world.sample().api_key.id);
        send(request.header("x-vtex-api-apptoken", &world.sample().api_key.secret).json(&body)).await
    };
    let pvt = "/api/logistics/pvt/inventory";
    let line = json!({ "item": { "id": "vaso-de-vidro", "quantity": 2 }, "wareHouseId": "cajamar" });
    let lock = call(Method::POST, &format!("{pvt}/reservations"), json!({ "deliveryItemOptions": [line] })).await;
    assert_eq!(lock.json["IsSucess"], true, "{}", lock.text);
    assert_eq!(told().await, json!([3, 0, 2, 1]));
    let confirm = format!("{pvt}/reservations/{}/confirm", lock.json["LockId"].as_str().unwrap());
    assert_eq!(call(Method::POST, &confirm, json!({})).await.status, 200);
    assert_eq!(told().await, json!([3, 2, 0, 1]));
    let lot = format!("{pvt}/items/vaso-de-vidro/warehouses/cajamar/supplyLots/lote");
    let made = call(Method::PUT, &lot, json!({ "quantity": 5, "dateOfSupplyUtc": "2027-01-01T00:00:00Z" })).await;
    assert!(made.status.is_success(), "{}", made.text);
    let seen = send(world.as_merchant(Method::GET, path)).await;
    let lots = json!([{ "id": "lote", "quantity": 5, "suppliedAt": "2027-01-01T00:00:00Z", "soldWhenLate": false }]);
    assert_eq!(seen.json["lots"], lots, "{}", seen.text);
    // What was read can be put again as it is, and changes nothing.
    let put = send(world.as_merchant(Method::PUT, path).header("if-match", seen.header("etag")).json(&seen.json)).await;
    assert_eq!((put.status.as_u16(), &put.json), (200, &seen.json), "{}", put.text);
}

#[tokio::test]
async fn a_part_of_a_kit_stays_what_it_is_while_a_kit_names_it() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let of = |part: &str| {
        let mut kit = sku();
        kit["components"] = json!([{ "sku": part, "quantity": 2 }]);
        kit
    };
    assert_eq!(shop.put("/v1/skus/caneca", &sku()).await.status, 201);
    assert_eq!(shop.put("/v1/skus/kit", &of("camiseta")).await.status, 201);
    let etag = async |path: &str| shop.get(path).await.header("etag").to_owned();
    let part = etag("/v1/skus/camiseta").await;
    let refused = shop.replace("/v1/skus/camiseta", &part, &of("caneca")).await;
    assert_eq!(refused.broken(), fields(&[("/components", "part_of_kit")]), "{}", refused.text);
    let mut row = of("caneca");
    row["id"] = json!("camiseta");
    let refused = shop.post("/v1/skus/batch", "one", &json!({ "items": [row] })).await;
    assert_eq!(outcome(&refused), [json!([422, "/components part_of_kit"])]);
    let file = "Id,Name,Weight,Height,Width,Length,Components\ncamiseta,Camiseta,1,1,1,1,caneca:1";
    let read = shop.import_goods("file", "skus", file.as_bytes(), false).await;
    let errors: Vec<(&Value, &Value)> =
        read["errors"].as_array().unwrap().iter().map(|error| (&error["column"], &error["rule"])).collect();
    assert_eq!(errors, [(&json!("Components"), &json!("part_of_kit"))], "{read}");
    let gone = shop.delete("/v1/skus/camiseta", &part).await;
    assert_eq!(gone.outcome(), (409, "in_use".to_owned()), "{}", gone.text);
    assert!(gone.text.contains("kit"), "{}", gone.text);

    // It is free again when the kit names another one, or is gone.
    let kit = etag("/v1/skus/kit").await;
    assert_eq!(shop.replace("/v1/skus/kit", &kit, &of("caneca")).await.status, 200);
    assert_eq!(shop.delete("/v1/skus/camiseta", &part).await.status, 204);
    let cup = etag("/v1/skus/caneca").await;
    assert_eq!(shop.delete("/v1/skus/caneca", &cup).await.status, 409);
    assert_eq!(shop.delete("/v1/skus/kit", &etag("/v1/skus/kit").await).await.status, 204);
    assert_eq!(shop.delete("/v1/skus/caneca", &cup).await.status, 204);
    world.stop().await;
}
