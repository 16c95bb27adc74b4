//! Pickup points near a shopper, and places to which it takes longer.

use super::*;

/// A merchant with three pickup points, the last of them switched off.
async fn with_points(world: &World) -> Merchant {
    let merchant = Merchant::found(world, "pontos").await;
    for (id, code, lat, lng, active) in [
        ("cachoeirinha", "69065-001", -3.1030, -60.0060, true),
        ("centro", "69005-141", -3.1316, -60.0233, true),
        ("fechada", "69005-040", -3.1300, -60.0230, false),
        ("paulista", "01310-100", -23.5614, -46.6559, true),
    ] {
        let point = json!({
            "name": id, "active": active, "address": { "country": "BRA", "postalCode": code },
            "location": { "lat": lat, "lng": lng },
        });
        let path = format!("/v1/pickup-points/{id}");
        assert_eq!(send(merchant.program(world, Method::PUT, &path).json(&point)).await.status, 201);
    }
    merchant
}

async fn near(world: &World, merchant: &Merchant, query: &str) -> Answer {
    send(merchant.program(world, Method::GET, &format!("/v1/pickup-points/near?{query}"))).await
}

fn ids(answer: &Answer) -> Vec<&str> {
    let items = answer.json["items"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    items.iter().map(|point| point["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn pickup_points_are_near_a_point_or_begin_like_a_postal_code() {
    let world = World::demo().await;
    let merchant = with_points(&world).await;
    let by_point = near(&world, &merchant, "lat=-3.1190&lng=-60.0217").await;
    assert_eq!(ids(&by_point), ["centro", "cachoeirinha"], "{}", by_point.text);
    assert_eq!(by_point.json["items"][0]["distance"], 1412, "{}", by_point.text);
    let by_code = near(&world, &merchant, "postalCode=69005-040").await;
    assert_eq!(ids(&by_code), ["centro", "cachoeirinha"], "{}", by_code.text);
    assert_eq!(by_code.json["items"][0]["distance"], Value::Null, "nobody knows how far a postal code is");
    assert_eq!(ids(&near(&world, &merchant, "postalCode=69065001&limit=1").await), ["cachoeirinha"]);
    assert_eq!(ids(&near(&world, &merchant, "postalCode=01001-000").await), ["paulista"]);
    assert_eq!(ids(&near(&world, &merchant, "postalCode=80010-000").await), Vec::<&str>::new());
    for (query, pointers) in [
        ("", vec!["?lat"]),
        ("lat=91&lng=0", vec!["?lat"]),
        ("postalCode=6900", vec!["?postalCode"]),
        ("postalCode=69005-040&country=brasil", vec!["?country"]),
        ("postalCode=69005-040&radius=10&limit=0", vec!["?radius", "?limit"]),
    ] {
        let refused = near(&world, &merchant, query).await;
        let told: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(
            (refused.status.as_u16(), told),
            (422, pointers.iter().map(ToString::to_string).collect()),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_storefront_lists_points_by_coordinates_or_by_postal_code() {
    let world = World::demo().await;
    let list =
        async |query: &str| send(world.request(Method::GET, &format!("/api/checkout/pub/pickup-points?{query}"))).await;
    let by_point = list("geoCoordinates=-46.6559;-23.5614").await;
    let by_code = list("postalCode=01310-100&countryCode=BRA").await;
    for answer in [&by_point, &by_code] {
        assert_eq!(answer.status, 200, "{}", answer.text);
        let items = answer.json["items"].as_array().unwrap();
        assert_eq!(answer.json["paging"]["total"], items.len(), "{}", answer.text);
        for item in items {
            assert!(item["pickupPoint"]["id"].as_str().is_some_and(|id| id.starts_with("1_")), "{item}");
        }
    }
    assert!(by_point.json["items"].as_array().unwrap().iter().all(|item| item["distance"].is_number()));
    assert!(by_code.json["items"].as_array().unwrap().iter().all(|item| item["distance"].is_null()));
    assert_eq!(list("postalCode=1").await.json["error"]["code"], "CHK0119");
    assert_eq!(list("").await.status, 400);
}

#[tokio::test]
async fn where_it_takes_longer_a_calculation_says_so() {
    let world = World::demo().await;
    let areas = json!({ "items": [
        { "country": "BRA", "postalFrom": "69000000", "postalTo": "69299999", "overTime": "P3D", "message": "De barco" },
    ] });
    let path = "/v1/shipping-policies/expresso/restricted-areas";
    assert_eq!(send(world.as_merchant(Method::PUT, path).json(&areas)).await.status, 201);
    let ask = json!([{
        "items": [{
            "id": "camiseta-azul-m", "quantity": 1, "price": 49.9,
            "dimension": { "weight": 220, "height": 3, "width": 25, "length": 30 },
        }],
        "location": { "zipCode": "69005040", "country": "BRA" }, "salesChannel": "1",
    }]);
    let request = world.request(Method::POST, CALCULATE).header("x-vtex-api-appkey", &world.sample().api_key.id);
    let answer = send(request.header("x-vtex-api-apptoken", &world.sample().api_key.secret).json(&ask)).await;
    let options = answer.json[0].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    let of = |policy: &str| {
        let found = options.iter().find(|option| option["freightTableId"] == policy);
        found.map(|option| option["restrictedFreight"].clone())
    };
    let told = json!({ "zipCodeStart": "69000000", "zipCodeEnd": "69299999", "overTime": "3.00:00:00", "message": "De barco" });
    assert_eq!(of("expresso"), Some(told), "{}", answer.text);
    assert_eq!(of("economico"), Some(Value::Null), "{}", answer.text);
}
