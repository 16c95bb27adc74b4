//! Services on a driver's route.

use super::*;

fn route(driver: &str, services: &[&str]) -> Value {
    json!({ "driver": driver, "date": "2027-01-15", "services": services })
}

#[tokio::test]
async fn a_route_is_planned_changed_handed_over_started_and_finished() {
    let house = House::open().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(house.make(&service()).await.text("id"));
    }
    let (a, b, c) = (ids[0].as_str(), ids[1].as_str(), ids[2].as_str());
    let planned = house.post("/v1/routes", &route(DRIVER, &[a, b])).await;
    assert_eq!(planned.status, 201, "{}", planned.text);
    let path = planned.header("location").to_owned();
    let shown = house.get(&format!("/v1/services/{a}")).await.json;
    assert_eq!((&shown["status"], &shown["driver"]), (&json!("routed"), &json!(DRIVER)));
    assert_eq!(house.ids(&format!("driver={DRIVER}")).await, [b, a]);
    assert_eq!(house.ids("status=routed").await, [b, a]);

    let twice = house.post("/v1/routes", &route(OTHER, &[a, c])).await;
    assert_eq!(twice.broken(), [("/services/0".to_owned(), "not_from_this_state".to_owned())]);
    assert_eq!(house.get(&format!("/v1/services/{c}")).await.json["status"], "active", "all or none");

    assert_eq!(house.put(&path, "\"7\"", &route(DRIVER, &[c, a])).await.status, 412);
    let changed = house.put(&path, "\"1\"", &route(DRIVER, &[c, a])).await;
    assert_eq!(changed.json["services"], json!([c, a]), "{}", changed.text);
    assert_eq!(house.get(&format!("/v1/services/{b}")).await.json["status"], "active");
    let handed = house.put(&path, "\"2\"", &route(OTHER, &[c, a])).await;
    assert_eq!(handed.status, 200, "{}", handed.text);
    assert_eq!(house.ids(&format!("driver={OTHER}")).await, [c, a]);
    assert_eq!(house.ids(&format!("driver={DRIVER}")).await, [""; 0]);

    let started = house.post(&format!("{path}/start"), &json!({})).await;
    assert_eq!((started.status.as_u16(), &started.json["status"]), (200, &json!("started")));
    assert_eq!(house.post(&format!("{path}/start"), &json!({})).await.outcome(), (409, "route_started".to_owned()));
    let stops = house.get(&path).await.json["stops"].clone();
    assert_eq!((&stops[0]["service"], &stops[0]["status"]), (&json!(c), &json!("routed")));
    let finished = house.post(&format!("{path}/finish"), &json!({})).await;
    assert_eq!(finished.json["status"], "finished", "{}", finished.text);
    assert_eq!(house.ids("status=active").await, [c, b, a]);
    assert_eq!(house.put(&path, "*", &route(OTHER, &[b])).await.outcome(), (409, "route_over".to_owned()));
    house.world.stop().await;
}

#[tokio::test]
async fn routes_are_found_by_driver_and_by_day() {
    let house = House::open().await;
    let first = house.post("/v1/routes", &route(DRIVER, &[])).await.text("id");
    let second = house.post("/v1/routes", &route(OTHER, &[])).await.text("id");
    let ids = |found: Answer| -> Vec<String> {
        let items = found.json["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(house.get(&format!("/v1/routes?driver={DRIVER}")).await), std::slice::from_ref(&first));
    assert_eq!(
        ids(house.get(&format!("/v1/routes?driver={OTHER}&date=2027-01-15")).await),
        std::slice::from_ref(&second)
    );
    assert_eq!(ids(house.get("/v1/routes?date=2027-01-15").await), [first.clone(), second]);
    assert_eq!(ids(house.get("/v1/routes?date=2027-01-16").await), [""; 0]);
    let moved = json!({ "driver": DRIVER, "date": "2027-01-16", "services": [] });
    assert_eq!(house.put(&format!("/v1/routes/{first}"), "*", &moved).await.status, 200);
    assert_eq!(ids(house.get("/v1/routes?date=2027-01-16").await), [first]);
    assert_eq!(house.get("/v1/routes").await.status, 422);
    assert_eq!(house.get("/v1/routes?driver=x&date=y").await.broken().len(), 2);
    let broken = json!({ "driver": "x", "date": "y", "services": ["z"], "endDate": "w" });
    let refused = house.post("/v1/routes", &broken).await;
    let fields: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(fields, ["/driver", "/date", "/endDate", "/services/0"]);
    let early = json!({ "driver": DRIVER, "date": "2027-01-16", "endDate": "2027-01-15", "services": [] });
    assert_eq!(house.post("/v1/routes", &early).await.broken(), [("/endDate".to_owned(), "before_start".to_owned())]);
    let nothing = "00000000-0000-7000-8000-000000000000";
    let unknown = house.post("/v1/routes", &route(DRIVER, &[nothing])).await;
    assert_eq!(unknown.broken(), [("/services/0".to_owned(), "unknown_service".to_owned())]);
    house.world.stop().await;
}
