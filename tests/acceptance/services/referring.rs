//! What services and routes refer to: it is there and in use, and stays as long as they name it.

use super::*;

/// Takes an entry out of use, then tries to remove it.
async fn removal(house: &House, register: &str, id: &str) -> (u16, String) {
    let path = format!("/v1/{register}/{id}");
    let request = |method| house.merchant.request(&house.world, method, &path);
    let mut entry = send(request(Method::GET)).await.json;
    for shown in ["id", "createdAt"] {
        entry.as_object_mut().unwrap().remove(shown);
    }
    entry["active"] = json!(false);
    let put = send(request(Method::PUT).header("if-match", "*").json(&entry)).await;
    assert_eq!(put.status, 200, "{}", put.text);
    send(request(Method::DELETE).header("if-match", "*")).await.outcome()
}

const KEPT: u16 = 409;

#[tokio::test]
async fn what_a_service_names_is_taken_out_of_use_but_not_removed_until_no_service_names_it() {
    let house = House::open().await;
    let mut named = Vec::new();
    for (field, register) in
        [("agency", "agencies"), ("branch", "branches"), ("partner", "partners"), ("carrier", "carriers")]
    {
        named.push((field, register, house.entry(register, &json!({ "name": field })).await));
    }
    let fields: Value = named.iter().map(|(field, _, id)| ((*field).to_owned(), json!(id))).collect();
    let made = house.make(&with(&fields)).await;
    for (_, register, id) in &named {
        assert_eq!(removal(&house, register, id).await, (KEPT, "referred_to".to_owned()), "{register}");
    }

    let refused = house.post("/v1/services", &with(&fields)).await;
    let broken: Vec<_> = named.iter().map(|(field, ..)| (format!("/{field}"), "inactive".to_owned())).collect();
    assert_eq!((refused.status.as_u16(), refused.broken()), (422, broken), "{}", refused.text);
    let nobody = "00000000-0000-7000-8000-000000000000";
    let unknown: Value = named.iter().map(|(field, ..)| ((*field).to_owned(), json!(nobody))).collect();
    let refused = house.post("/v1/services", &with(&unknown)).await;
    let broken: Vec<_> = named.iter().map(|(field, ..)| (format!("/{field}"), "unknown".to_owned())).collect();
    assert_eq!((refused.status.as_u16(), refused.broken()), (422, broken), "{}", refused.text);
    assert_eq!(refused.json["errors"][0]["value"], nobody);

    // What it named before may stay, although it is out of use; what it names no more is free.
    let path = format!("/v1/services/{}", made.text("id"));
    let partner = json!({ "partner": fields["partner"], "description": "three boxes" });
    assert_eq!(house.put(&path, "*", &partner).await.status, 200);
    for (field, register, id) in &named {
        let expected = if *field == "partner" { (KEPT, "referred_to".to_owned()) } else { (204, String::new()) };
        assert_eq!(removal(&house, register, id).await, expected, "{register}");
    }
    assert_eq!(house.delete(&path, "*").await.status, 204);
    assert_eq!(removal(&house, "partners", &named[2].2).await, (204, String::new()));
    house.world.stop().await;
}

#[tokio::test]
async fn a_route_names_a_driver_and_a_vehicle_that_are_in_use() {
    let house = House::open().await;
    let van = house.entry("vehicles", &json!({ "name": "Van", "vehicleType": "van" })).await;
    let route = |driver: &str, vehicle: &str| json!({ "driver": driver, "vehicle": vehicle, "date": "2027-01-15", "services": [] });
    let nobody = "00000000-0000-7000-8000-000000000000";
    let refused = house.post("/v1/routes", &route(nobody, nobody)).await;
    let unknown = ["/driver", "/vehicle"].map(|at| (at.to_owned(), "unknown".to_owned()));
    assert_eq!((refused.status.as_u16(), refused.broken()), (422, unknown.to_vec()), "{}", refused.text);
    let planned = house.post("/v1/routes", &route(DRIVER, &van)).await;
    assert_eq!(planned.status, 201, "{}", planned.text);
    assert_eq!(removal(&house, "drivers", DRIVER).await, (KEPT, "referred_to".to_owned()));
    assert_eq!(removal(&house, "vehicles", &van).await, (KEPT, "referred_to".to_owned()));
    let path = planned.header("location").to_owned();
    let changed = house.put(&path, "*", &route(OTHER, &van)).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!(removal(&house, "drivers", DRIVER).await, (204, String::new()));
    assert_eq!(
        house.put(&path, "*", &route(DRIVER, &van)).await.broken(),
        [("/driver".to_owned(), "unknown".to_owned())]
    );
    house.world.stop().await;
}

#[tokio::test]
async fn a_delivery_that_was_reported_wrongly_becomes_a_failure_with_its_reason_and_follows_its_rule() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let path = format!("/v1/services/{id}/status-changes");
    let why = house.entry("justifications", &json!({ "name": "Motorista errou" })).await;
    let reason = house.entry("failure-reasons", &json!({ "name": "Recusado", "after": "return" })).await;
    let change = |fields: Value| {
        let mut body = json!({ "action": "correct", "justification": why });
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        body
    };
    let done = house.post(&path, &change(json!({ "to": "done" }))).await;
    assert_eq!(done.json["status"], "done", "{}", done.text);
    let silent = house.post(&path, &change(json!({ "to": "failed" }))).await;
    assert_eq!(silent.broken(), [("/reason".to_owned(), "required".to_owned())]);
    let swapped = json!({ "action": "correct", "to": "failed", "reason": why, "justification": reason });
    let unknown = ["/reason", "/justification"].map(|at| (at.to_owned(), "unknown".to_owned()));
    assert_eq!(house.post(&path, &swapped).await.broken(), unknown);
    let text = house.post(&path, &json!({ "action": "cancel", "justification": "desistiu" })).await;
    assert_eq!(text.broken(), [("/justification".to_owned(), "invalid_id".to_owned())]);
    let failed = house.post(&path, &change(json!({ "to": "failed", "reason": reason }))).await;
    assert_eq!((failed.status.as_u16(), &failed.json["status"]), (200, &json!("failed")), "{}", failed.text);
    let allowed: Vec<&str> =
        failed.json["allowed"].as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
    assert!(allowed.contains(&"return"), "{allowed:?}");
    let again = house.post(&path, &json!({ "action": "retry", "justification": why })).await;
    assert_eq!(again.outcome(), (409, "reason_forbids".to_owned()));
    for (register, id) in [("failure-reasons", &reason), ("justifications", &why)] {
        assert_eq!(removal(&house, register, id).await, (KEPT, "referred_to".to_owned()), "{register}");
    }
    let last =
        house.get(&format!("/v1/services/{id}/timeline")).await.json["items"].as_array().unwrap().last().cloned();
    let data = last.unwrap()["data"].clone();
    assert_eq!((&data["reason"], &data["justification"]), (&json!(reason), &json!(why)), "{data}");
    house.world.stop().await;
}
