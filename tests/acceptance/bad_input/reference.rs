//! The same input at the addresses of the reference platform, which answer in a body of their own.

use super::*;

const PVT: &str = "/api/logistics/pvt";
const SIMULATION: &str = "/api/checkout/pub/orderForms/simulation";

/// Every address that takes a body: method, path, a body that is right, and whether it is a list.
fn addresses() -> Vec<(Method, String, Value)> {
    let cart = json!({ "items": [{ "id": "camiseta-azul-m", "quantity": 1, "seller": "1" }], "country": "BRA", "postalCode": "69005-040" });
    let item = json!({ "id": "camiseta-azul-m", "quantity": 1, "price": 10.5, "dimension": { "weight": 220, "height": 3, "width": 25, "length": 30 } });
    let location = json!({ "zipCode": "69005040", "country": "BRA", "point": [-60.02, -3.12] });
    let row = json!({ "operationType": 1, "absoluteMoneyCost": "1", "country": "BRA", "maxVolume": 0, "pricePercent": 0,
        "pricePercentByWeight": 0, "timeCost": "1.00:00:00", "weightStart": 0, "weightEnd": 9,
        "zipCodeStart": "01000000", "zipCodeEnd": "01000001", "polygon": "" });
    let point = json!({ "name": "Loja", "address": { "country": { "acronym": "BRA" }, "location": { "latitude": -3.1, "longitude": -60.1 } } });
    let ring = json!([[[-46.66, -23.56], [-46.62, -23.56], [-46.62, -23.53], [-46.66, -23.56]]]);
    let pvt = |path: &str| format!("{PVT}{path}");
    let shelf = "/inventory/items/camiseta-azul-m/warehouses/cajamar/supplyLots/lote";
    let stock = "/inventory/skus/camiseta-azul-m/warehouses/cajamar";
    vec![
        (Method::POST, SIMULATION.to_owned(), cart.clone()),
        (Method::POST, "/api/fulfillment/pvt/orderForms/simulation".to_owned(), cart),
        (
            Method::POST,
            pvt("/shipping/calculate"),
            json!([{ "items": [item], "location": location, "salesChannel": "1" }]),
        ),
        (
            Method::POST,
            pvt("/inventory/reservations"),
            json!({ "deliveryItemOptions": [{ "item": item, "wareHouseId": "cajamar" }] }),
        ),
        (Method::POST, pvt("/configuration/freights/expresso/values/update"), json!([row])),
        (Method::POST, pvt("/shipping-policies"), json!({ "id": "nova", "name": "Nova", "shippingMethod": "Nova" })),
        (Method::POST, pvt("/configuration/docks"), json!({ "id": "nova", "name": "Nova" })),
        (Method::POST, pvt("/configuration/warehouses"), json!({ "id": "nova", "name": "Nova" })),
        (Method::PUT, pvt("/configuration/pickuppoints/loja"), point),
        (Method::PUT, pvt("/configuration/geoshape"), json!({ "name": "centro", "geoShape": { "coordinates": ring } })),
        (Method::PUT, pvt("/configuration/holidays/natal"), json!({ "name": "Natal", "startDate": "2026-12-25" })),
        (Method::PUT, pvt(stock), json!({ "quantity": 100 })),
        (Method::PUT, pvt(shelf), json!({ "quantity": 1, "dateOfSupplyUtc": "2027-01-01T00:00:00Z" })),
    ]
}

async fn ask(world: &World, method: &Method, path: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = world.request(method.clone(), path).header("x-vtex-api-appkey", &world.sample().api_key.id);
    let request = request.header("x-vtex-api-apptoken", &world.sample().api_key.secret);
    send(request.header("content-type", "application/json").body(body)).await
}

/// That it was refused in the reference's own body.
fn refused(answer: &Answer, input: &str, expected: &[u16]) {
    let status = answer.status.as_u16();
    assert!(expected.contains(&status), "{input}: {status} {}", answer.text);
    let error = &answer.json["error"];
    assert!(error["code"].is_string() && error["message"].is_string(), "{input}: {}", answer.text);
    assert!(answer.json["fields"].is_object() && answer.json["operationId"].is_string(), "{input}: {}", answer.text);
}

#[tokio::test]
async fn what_is_no_body_of_the_right_shape_is_a_bad_request_everywhere() {
    let world = World::demo().await;
    for (method, path, right) in addresses() {
        let text = right.to_string();
        let deep = |open: u8, close: u8| [vec![open; 10_000], vec![close; 10_000]].concat();
        let bodies: Vec<(&str, Vec<u8>)> = vec![
            ("empty", Vec::new()),
            ("text", b"hello".to_vec()),
            ("null", b"null".to_vec()),
            ("string", b"\"x\"".to_vec()),
            ("number", b"1e400".to_vec()),
            ("cut off", text.as_bytes()[..text.len() - 2].to_vec()),
            ("two documents", format!("{text}{text}").into_bytes()),
            ("deep", deep(b'[', b']')),
            ("UTF-16", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            (
                "no UTF-8",
                [&text.as_bytes()[..text.len() / 2], b"\xff\xfe", &text.as_bytes()[text.len() / 2..]].concat(),
            ),
            ("the other of list and object", if right.is_array() { b"{}".to_vec() } else { b"[[1]]".to_vec() }),
        ];
        for (input, body) in bodies {
            refused(&ask(&world, &method, &path, body).await, &format!("{path}: {input}"), &[400]);
        }
        refused(&ask(&world, &method, &path, "x".repeat(2 << 20)).await, &format!("{path}: 2 MB"), &[413]);
        let fine = ask(&world, &method, &path, text).await;
        assert!(fine.status.is_success(), "{path}: {} {}", fine.status, fine.text);
    }
}

#[tokio::test]
async fn values_that_mean_nothing_are_refused_or_leave_a_line_out() {
    let world = World::demo().await;
    let simulate = async |body: &Value| ask(&world, &Method::POST, SIMULATION, body.to_string()).await;
    let cart = |items: Value| json!({ "items": items, "country": "BRA", "postalCode": "69005-040" });
    for quantity in [json!(0), json!(-1), json!(1.5), json!("x"), json!(null), json!(true), json!([1]), json!({})] {
        let answer = simulate(&cart(json!([{ "id": "camiseta-azul-m", "quantity": quantity, "seller": "1" }]))).await;
        refused(&answer, &format!("quantity {quantity}"), &[400]);
    }
    for id in ["", "a#b", "..", "T#a#ORDER#1", "\u{0}", "😀", &"a".repeat(2_049)] {
        let answer = simulate(&cart(json!([{ "id": id, "quantity": 1, "seller": "1" }]))).await;
        if id.is_empty() {
            refused(&answer, "an empty id", &[400]);
        } else {
            assert_eq!(
                (answer.status.as_u16(), answer.json["items"].clone()),
                (200, json!([])),
                "{id}: {}",
                answer.text
            );
        }
    }
    // A place that is none is a cart without a place: what is there, and no way to ship it.
    for place in [
        json!({ "country": "BRA", "postalCode": "6900504" }),
        json!({ "country": "XXX", "postalCode": "69005-040" }),
        json!({ "country": "BRA", "geoCoordinates": [-23.55, -146.63] }),
        json!({ "country": "BRA", "geoCoordinates": ["x", "y"] }),
        json!({ "country": "BRA", "geoCoordinates": [1] }),
    ] {
        let mut body = place.clone();
        body["items"] = json!([{ "id": "camiseta-azul-m", "quantity": 1, "seller": "1" }]);
        let answer = simulate(&body).await;
        assert_eq!((answer.status.as_u16(), &answer.json["logisticsInfo"][0]["slas"]), (200, &json!([])), "{place}");
    }
    for number in ["NaN", "1e400", "-0x1"] {
        let body = r#"{"items":[{"id":"camiseta-azul-m","quantity":1,"seller":"1"}],"geoCoordinates":[NUMBER,0]}"#;
        let answer = ask(&world, &Method::POST, SIMULATION, body.replace("NUMBER", number)).await;
        refused(&answer, number, &[400]);
    }
}
