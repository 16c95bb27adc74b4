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

/// So many services.
async fn many(house: &House, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.push(house.make(&service()).await.text("id"));
    }
    ids
}

#[tokio::test]
async fn a_long_route_is_filled_handed_over_and_ended_in_one_step_each() {
    let house = House::open().await;
    let ids = many(&house, 40).await;
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    let planned = house.post("/v1/routes", &route(DRIVER, &all[..28])).await;
    let path = planned.header("location").to_owned();
    let full = house.put(&path, planned.header("etag"), &route(DRIVER, &all)).await;
    assert_eq!(
        (full.status.as_u16(), full.json["services"].as_array().map(Vec::len)),
        (200, Some(40)),
        "{}",
        full.text
    );
    let stale = house.put(&path, planned.header("etag"), &route(OTHER, &all)).await;
    assert_eq!(stale.status, 412, "{}", stale.text);

    // One is delivered before the driver falls ill; it stays with whoever delivered it.
    let now = house.world.edition().clock().now().to_string();
    let deliver =
        json!({ "id": uuid::Uuid::now_v7(), "seq": 1, "service": all[0], "type": "deliver", "occurredAt": now });
    let told = json!({ "driver": DRIVER, "device": "d", "sentAt": now, "events": [deliver] });
    assert_eq!(house.post("/v1/driver-events", &told).await.json["items"][0]["outcome"], "applied");
    let gone = house.make(&service()).await.text("id");
    let mut wanted = all.clone();
    wanted.push(&gone);
    let tag = house.get(&path).await.header("etag").to_owned();
    let why = house.justification().await;
    let cancel = json!({ "action": "cancel", "justification": why });
    assert_eq!(house.post(&format!("/v1/services/{gone}/status-changes"), &cancel).await.status, 200);
    let refused = house.put(&path, &tag, &route(OTHER, &wanted)).await;
    assert_eq!(refused.broken(), [("/services/40".to_owned(), "not_from_this_state".to_owned())], "{}", refused.text);
    assert_eq!(house.get(&path).await.header("etag"), tag, "what cannot be ended is not begun");
    let handed = house.put(&path, &tag, &route(OTHER, &all)).await;
    assert_eq!((handed.status.as_u16(), &handed.json["services"]), (200, &json!(all)), "{}", handed.text);
    assert_eq!(house.ids(&format!("driver={OTHER}&limit=200")).await.len(), 39);
    assert_eq!(house.ids(&format!("driver={DRIVER}&limit=200")).await, [""; 0]);

    let key = uuid::Uuid::now_v7().to_string();
    let finish = || {
        let request = house.merchant.program(&house.world, Method::POST, &format!("{path}/finish"));
        send(request.header("idempotency-key", &key).json(&json!({})))
    };
    let (over, again) = (finish().await, finish().await);
    assert_eq!((over.status.as_u16(), &over.json["status"]), (200, &json!("finished")), "{}", over.text);
    assert_eq!((over.json["services"].clone(), &over.text), (json!([all[0]]), &again.text));
    assert_eq!(house.ids("status=active&limit=200").await.len(), 39);
    house.world.stop().await;
}

#[tokio::test]
async fn a_route_that_was_planned_by_mistake_is_taken_back_while_nobody_has_set_out() {
    let house = House::open().await;
    let ids = many(&house, 30).await;
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    let planned = house.post("/v1/routes", &route(DRIVER, &all[..20])).await;
    let path = planned.header("location").to_owned();
    assert_eq!(house.put(&path, "*", &route(DRIVER, &all)).await.status, 200);
    assert_eq!(house.delete(&path, "\"1\"").await.status, 412);
    assert_eq!(house.ids("status=routed").await.len(), 30);
    assert_eq!(house.delete(&path, "*").await.status, 204);
    assert_eq!((house.get(&path).await.status.as_u16(), house.ids("status=active").await.len()), (404, 30));
    for list in [format!("driver={DRIVER}"), "date=2027-01-15".to_owned()] {
        assert_eq!(house.get(&format!("/v1/routes?{list}")).await.json["items"], json!([]));
    }
    let driver = format!("/v1/drivers/{DRIVER}");
    let gone = json!({ "name": "Driver", "active": false });
    assert_eq!(house.put(&driver, "*", &gone).await.status, 200);
    assert_eq!(house.delete(&driver, "*").await.status, 204, "nothing refers to the driver any more");

    let second = house.post("/v1/routes", &route(OTHER, &all[..1])).await.header("location").to_owned();
    assert_eq!(house.post(&format!("{second}/start"), &json!({})).await.status, 200);
    assert_eq!(house.delete(&second, "*").await.outcome(), (409, "route_started".to_owned()));
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
