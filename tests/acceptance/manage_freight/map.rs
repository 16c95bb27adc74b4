//! Polygons and restricted areas.

use super::*;

#[expect(clippy::float_arithmetic, reason = "degrees, no money")]
fn square(west: f64, south: f64) -> Value {
    let (east, north) = (west + 1.0, south + 1.0);
    json!([[[west, south], [east, south], [east, north], [west, north], [west, south]]])
}

fn polygon(coordinates: &Value) -> Value {
    json!({"name": "Centro", "geometry": {"type": "Polygon", "coordinates": coordinates}})
}

#[tokio::test]
async fn a_polygon_is_drawn_shown_replaced_and_deleted() {
    let world = World::empty().await;
    let shop = Shop::new(&world, "casa").await;
    let made = shop.put("/v1/polygons/centro", &polygon(&square(-46.5, -23.25))).await;
    assert_eq!((made.status.as_u16(), made.header("location")), (201, "/v1/polygons/centro"), "{}", made.text);
    let shown = shop.get("/v1/polygons/centro").await;
    assert_eq!(shown.json["geometry"], json!({"type": "Polygon", "coordinates": square(-46.5, -23.25)}));
    let two = json!({"name": "Centro", "geometry": {"type": "MultiPolygon", "coordinates": [square(-46.5, -23.25), square(10.0, 10.0)]}});
    let etag = shown.header("etag").to_owned();
    assert_eq!(shop.put("/v1/polygons/centro", &two).await.status, 428);
    let replaced = shop.replace("/v1/polygons/centro", &etag, &two).await;
    assert_eq!((replaced.status.as_u16(), &replaced.json["geometry"]), (200, &two["geometry"]), "{}", replaced.text);
    assert_eq!(shop.delete("/v1/polygons/centro", &etag).await.status, 412);
    shop.put("/v1/polygons/bairro", &polygon(&square(0.0, 0.0))).await;
    let list = shop.get("/v1/polygons?limit=1").await.json;
    assert_eq!((&list["items"][0]["id"], list["nextCursor"].is_string()), (&json!("bairro"), true));
    let gone = shop.delete("/v1/polygons/centro", replaced.header("etag")).await;
    assert_eq!(gone.status, 204);
    assert_eq!(shop.get("/v1/polygons/centro").await.status, 404);
    world.stop().await;
}

#[tokio::test]
async fn what_is_no_polygon_is_refused_where_it_is_wrong() {
    let world = World::empty().await;
    let shop = Shop::new(&world, "casa").await;
    let check = async |coordinates: Value, pointer: &str, rule: &str| {
        let answer = shop.put("/v1/polygons/centro", &polygon(&coordinates)).await;
        assert_eq!(answer.broken(), fields(&[(pointer, rule)]), "{coordinates}: {}", answer.text);
    };
    let ring = "/geometry/coordinates/0";
    check(json!([]), "/geometry/coordinates", "empty").await;
    check(json!([[[0, 0], [1, 0], [1, 1], [0, 1]]]), ring, "not_closed").await;
    check(json!([[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]), ring, "no_area").await;
    check(json!([[[0, 0], [2, 2], [2, 0], [0, 1], [0, 0]]]), ring, "self_crossing").await;
    check(json!([[[0, 0], [0, 91], [1, 0], [0, 0]]]), &format!("{ring}/1"), "point").await;
    check(json!([[[0, 0], [0, 1e300], [1, 0], [0, 0]]]), &format!("{ring}/1"), "point").await;
    check(json!([[[0, 0], ["0", 1], [1, 0], [0, 0]]]), "/geometry/coordinates", "positions").await;
    check(json!([[[0, 0, 5], [0, 1], [1, 0], [0, 0, 5]]]), "/geometry/coordinates", "positions").await;
    check(json!({"a": 1}), "/geometry/coordinates", "positions").await;
    check(json!([[0, 0]]), "/geometry/coordinates", "positions").await;
    let hole = json!([square(0.0, 0.0)[0], [[5, 5], [5, 6], [6, 6], [5, 5]]]);
    check(hole, "/geometry/coordinates/1", "hole_outside").await;
    let circle = json!({"name": "", "geometry": {"type": "Circle", "coordinates": []}});
    let told = shop.put("/v1/polygons/centro", &circle).await.broken();
    assert_eq!(told, fields(&[("/name", "name"), ("/geometry/type", "unknown_geometry")]));
    assert_eq!(shop.put("/v1/polygons/a*b", &polygon(&square(0.0, 0.0))).await.status, 422);
    let feature = json!({"name": "a", "geometry": {"type": "Polygon", "coordinates": [], "bbox": []}});
    assert_eq!(shop.put("/v1/polygons/centro", &feature).await.status, 400);
    world.stop().await;
}

#[tokio::test]
async fn restricted_areas_are_one_list_of_the_policy() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let path = "/v1/shipping-policies/expresso/restricted-areas";
    assert_eq!(shop.get(path).await.json, json!({"items": []}));
    shop.put("/v1/polygons/ilha", &polygon(&square(0.0, 0.0))).await;
    let areas = json!({"items": [
        {"country": "BRA", "postalFrom": "01310-000", "postalTo": "01310-999"},
        {"country": "BRA", "postalFrom": "69000000", "overTime": "P2D", "message": "De barco"},
        {"country": "BRA", "polygon": "ilha", "overTime": "P1D"},
    ]});
    let made = shop.put(path, &areas).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let shown = shop.get(path).await;
    assert_eq!(
        shown.json["items"][1],
        json!({"country": "BRA", "postalFrom": "69000000", "postalTo": "69000000", "overTime": "P2D", "message": "De barco"})
    );
    let polygon = shop.get("/v1/polygons/ilha").await;
    assert_eq!(shop.delete("/v1/polygons/ilha", polygon.header("etag")).await.outcome(), (409, "in_use".to_owned()));
    let bad = json!({"items": [
        {"country": "BRA", "postalFrom": "01310000", "polygon": "ilha"},
        {"country": "bra", "postalFrom": "01310000"},
        {"country": "BRA", "postalFrom": "01310000", "postalTo": "01300000"},
        {"country": "BRA", "polygon": "mar", "overTime": "2 days"},
    ]});
    let told = shop.replace(path, shown.header("etag"), &bad).await;
    assert_eq!(
        told.broken(),
        fields(&[
            ("/items/0/postalFrom", "one_of"),
            ("/items/1/country", "country"),
            ("/items/2/postalTo", "postal_range_reversed"),
            ("/items/3/polygon", "unknown_polygon"),
            ("/items/3/overTime", "duration"),
        ])
    );
    assert_eq!(shop.replace(path, shown.header("etag"), &json!({"items": []})).await.status, 200);
    let polygon = shop.get("/v1/polygons/ilha").await;
    assert_eq!(shop.delete("/v1/polygons/ilha", polygon.header("etag")).await.status, 204);
    assert_eq!(shop.get("/v1/shipping-policies/none/restricted-areas").await.status, 404);
    world.stop().await;
}

#[tokio::test]
async fn a_kit_names_registered_skus_that_are_no_kits() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let kit = |parts: Value| {
        let mut kit = sku();
        kit["components"] = parts;
        kit
    };
    let good = kit(json!([{"sku": "camiseta", "quantity": 2}]));
    let made = shop.put("/v1/skus/kit", &good).await;
    assert_eq!((made.status.as_u16(), &made.json["components"]), (201, &good["components"]), "{}", made.text);
    let check = async |parts: Value, expected: &[(&str, &str)]| {
        let told = shop.put("/v1/skus/outro", &kit(parts)).await;
        assert_eq!(told.broken(), fields(expected), "{}", told.text);
    };
    check(json!([{"sku": "kit", "quantity": 1}]), &[("/components/0/sku", "kit_in_kit")]).await;
    check(json!([{"sku": "none", "quantity": 1}]), &[("/components/0/sku", "unknown_sku")]).await;
    check(json!([{"sku": "outro", "quantity": 1}]), &[("/components/0/sku", "part_of_itself")]).await;
    check(json!([{"sku": "camiseta", "quantity": 0}]), &[("/components/0/quantity", "quantity")]).await;
    check(
        json!([{"sku": "camiseta", "quantity": 1}, {"sku": "camiseta", "quantity": 2}]),
        &[("/components/1/sku", "duplicate")],
    )
    .await;
    world.stop().await;
}
