//! Calendars of areas on the map.

use super::*;

#[tokio::test]
async fn a_calendar_can_be_that_of_an_area_on_the_map() {
    let house = House::open(5).await;
    let square = json!([[[[-46.70, -23.60], [-46.60, -23.60], [-46.60, -23.50], [-46.70, -23.50], [-46.70, -23.60]]]]);
    let mut change = calendar(5);
    change["polygons"] = json!(["centro", "lua"]);
    change["slots"][0]["start"] = json!("09:00");
    let place = "/v1/delivery-calendars/centro";
    let undrawn = house.put(place, None, &change).await;
    let pointer = ("/polygons".to_owned(), "unknown_polygon".to_owned());
    assert_eq!(undrawn.broken(), [pointer.clone(), pointer], "{}", undrawn.text);
    let polygon = json!({ "name": "Centro", "geometry": { "type": "MultiPolygon", "coordinates": square } });
    let drawn = house.put("/v1/polygons/centro", None, &polygon).await;
    assert_eq!(drawn.status, 201, "{}", drawn.text);
    change["polygons"] = json!(["centro"]);
    let made = house.put(place, None, &change).await;
    assert_eq!((made.status.as_u16(), &made.json["polygons"]), (201, &json!(["centro"])), "{}", made.text);
    let service = async |n: u32, point: Value| {
        let mut address =
            json!({ "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" });
        if let Some(point) = point.as_object() {
            address["lat"] = point["lat"].clone();
            address["lng"] = point["lng"].clone();
        }
        let body = json!({ "customer": { "externalId": format!("c{n}"), "firstName": "Ana" }, "address": address });
        let made = house.post("/v1/services", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        house.offered(&made.text("id")).await[0].clone()
    };
    assert!(service(1, json!({ "lat": -23.56, "lng": -46.65 })).await.starts_with("centro."), "within");
    assert!(service(2, json!({ "lat": -23.40, "lng": -46.65 })).await.starts_with("capital."), "outside");
    assert!(service(3, Value::Null).await.starts_with("capital."), "nobody knows where it is");
}
