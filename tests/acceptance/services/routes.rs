//! Services on a driver's route.

use super::syncing::report;
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

/// A failed service that is to be tried again.
async fn retried(house: &House, seq: u64, id: &str) {
    let reason = house.entry("failure-reasons", &json!({ "name": format!("Ausente {seq}"), "after": "retry" })).await;
    let mut failed = report(house, seq, id, "fail");
    failed["reason"] = json!(reason);
    assert_eq!(house.outcomes(DRIVER, &[failed]).await[0], ("applied".to_owned(), "failed".to_owned()));
    let why = house.entry("justifications", &json!({ "name": format!("De novo {seq}") })).await;
    let retry = json!({ "action": "retry", "justification": why });
    let again = house.post(&format!("/v1/services/{id}/status-changes"), &retry).await;
    assert_eq!(again.text("status"), "active", "{}", again.text);
}

#[tokio::test]
async fn a_failed_service_that_is_retried_is_free_for_any_route_and_for_its_own_again() {
    let house = House::open().await;
    let (a, b) = (house.make(&service()).await.text("id"), house.make(&service()).await.text("id"));
    let first = house.post("/v1/routes", &route(DRIVER, &[&a, &b])).await.header("location").to_owned();
    retried(&house, 1, &a).await;
    let held = async |id: &str| house.get(&format!("/v1/services/{id}")).await.json["route"].clone();
    assert_eq!(held(&a).await, Value::Null);

    // In the afternoon the same driver tries again on the same route.
    let again = house.put(&first, "*", &route(DRIVER, &[&b, &a])).await;
    assert_eq!((again.status.as_u16(), &again.json["services"]), (200, &json!([b, a])), "{}", again.text);
    assert_eq!(json!(first.rsplit('/').next().unwrap()), held(&a).await);
    let deliver = report(&house, 2, &a, "start");
    assert_eq!(house.outcomes(DRIVER, &[deliver]).await, [("applied".to_owned(), "under_way".to_owned())]);
    let under_way = house.put(&first, "*", &route(DRIVER, &[&b])).await;
    assert_eq!(under_way.broken(), [("/services".to_owned(), "not_from_this_state".to_owned())]);

    // And fails again: then another driver has it, and the first route lets it go.
    retried(&house, 3, &a).await;
    let second = house.post("/v1/routes", &route(OTHER, &[&a])).await;
    assert_eq!(second.status, 201, "{}", second.text);
    let stops = async |driver: &str| -> Vec<String> {
        let day = house.get(&format!("/v1/driver-stops?driver={driver}&date=2027-01-15")).await;
        assert_eq!(day.status, 200, "{}", day.text);
        day.json["items"].as_array().unwrap().iter().map(|stop| stop["service"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((stops(DRIVER).await, stops(OTHER).await), (vec![b.clone()], vec![a.clone()]));
    let tidied = house.put(&first, "*", &route(DRIVER, &[&b])).await;
    assert_eq!((tidied.status.as_u16(), &tidied.json["services"]), (200, &json!([b])), "{}", tidied.text);
    assert_eq!(held(&a).await, second.json["id"], "it is still the other driver's");
    let deliver = report(&house, 1, &a, "deliver");
    assert_eq!(house.outcomes(OTHER, &[deliver]).await, [("applied".to_owned(), "done".to_owned())]);

    // What ended stays in its route, whether it is named or not.
    let why = house.justification().await;
    let cancel = json!({ "action": "cancel", "justification": why });
    assert_eq!(house.post(&format!("/v1/services/{b}/status-changes"), &cancel).await.status, 200);
    let c = house.make(&service()).await.text("id");
    let left = house.put(&first, "*", &route(DRIVER, &[&c])).await;
    assert_eq!((left.status.as_u16(), &left.json["services"]), (200, &json!([b, c])), "{}", left.text);
    house.world.stop().await;
}

#[tokio::test]
async fn a_failure_that_was_none_is_put_right_in_its_attempt_and_only_failures_count_against_the_limit() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let limit = json!({ "attempts": 2, "requiredProof": [], "codes": { "kind": "own" } });
    let path = "/v1/service-settings";
    let put = send(house.merchant.program(&house.world, Method::PUT, path).json(&limit)).await;
    assert_eq!(put.status, 200, "{}", put.text);
    // Put off on two days, and taken out of the route each time.
    for seq in [1, 3] {
        let planned = house.route_for(DRIVER, &[&id]).await;
        let events = [report(&house, seq, &id, "start"), report(&house, seq + 1, &id, "pause")];
        assert_eq!(house.outcomes(DRIVER, &events).await[1].1, "paused");
        assert_eq!(house.put(planned.header("location"), "*", &route(DRIVER, &[])).await.status, 200);
    }
    house.route_for(DRIVER, &[&id]).await;
    retried(&house, 5, &id).await;
    house.route_for(DRIVER, &[&id]).await;
    let reason = house.entry("failure-reasons", &json!({ "name": "Fechado", "after": "retry" })).await;
    let mut failed = report(&house, 6, &id, "fail");
    failed["reason"] = json!(reason);
    assert_eq!(house.outcomes(DRIVER, &[failed]).await[0].1, "failed");
    let change = format!("/v1/services/{id}/status-changes");
    let why = house.justification().await;
    let again = house.post(&change, &json!({ "action": "retry", "justification": why })).await;
    assert_eq!(again.outcome(), (409, "no_attempt_left".to_owned()), "two failures are two");

    let right = json!({ "action": "correct", "to": "done", "justification": why });
    let right = house.post(&change, &right).await;
    let ends: Vec<&str> =
        right.json["attempts"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(ends, ["broken", "broken", "failed", "done"], "{}", right.text);
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
    assert_eq!(house.ids(&format!("driver={DRIVER}&limit=200")).await, [all[0]], "what was carried to its end");

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
    filtered(&house).await;
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

#[tokio::test]
async fn whoever_sees_a_part_sees_the_empty_route_of_a_driver_within_it() {
    let house = House::open().await;
    let (north, south) = (
        house.entry("branches", &json!({ "name": "Norte" })).await,
        house.entry("branches", &json!({ "name": "Sul" })).await,
    );
    let ana = house.entry("drivers", &json!({ "name": "Ana", "branch": north })).await;
    let rui = house.entry("drivers", &json!({ "name": "Rui", "branch": south })).await;
    let reach = json!({ "branches": [north] });
    let session = house.merchant.invite(&house.world, "norte@example.com", "operator", &reach).await;
    let token = session["accessToken"].as_str().unwrap_or_else(|| panic!("{session}"));
    let request = house.world.request(Method::POST, "/v1/routes").bearer_auth(token);
    let planned =
        send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(&route(&ana, &[]))).await;
    assert_eq!(planned.status, 201, "{}", planned.text);
    let elsewhere = house.post("/v1/routes", &route(&rui, &[])).await;
    let see = async |path: &str| send(house.world.request(Method::GET, path).bearer_auth(token)).await;
    assert_eq!(see(planned.header("location")).await.status, 200);
    assert_eq!(see(elsewhere.header("location")).await.status, 404);
    assert_eq!(see(&format!("{}/position", planned.header("location"))).await.status, 200);
    let listed = see("/v1/routes?date=2027-01-15").await;
    assert_eq!(
        (listed.json["items"].as_array().map(Vec::len), &listed.json["items"][0]["id"]),
        (Some(1), &planned.json["id"])
    );
    house.world.stop().await;
}

/// Routes of some days, one page after the other; those in a status, and those of the drivers of a transport company.
async fn filtered(house: &House) {
    let carrier = house.entry("carriers", &json!({ "name": "Rápida" })).await;
    let theirs = house.entry("drivers", &json!({ "name": "Rui", "carrier": carrier })).await;
    let mut made = Vec::new();
    for (driver, day) in [(OTHER, 21), (DRIVER, 20), (theirs.as_str(), 22), (OTHER, 20), (DRIVER, 22)] {
        let body = json!({ "driver": driver, "date": format!("2027-02-{day}"), "services": [] });
        let planned = house.post("/v1/routes", &body).await;
        assert_eq!(planned.status, 201, "{}", planned.text);
        made.push(planned.text("id"));
    }
    let of = |places: &[usize]| places.iter().map(|place| made[*place].clone()).collect::<Vec<String>>();
    let list = async |query: &str| -> Vec<String> {
        let (mut ids, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = house.get(&format!("/v1/routes?{query}&limit=2{cursor}")).await;
            assert_eq!(page.status, 200, "{}", page.text);
            ids.extend(page.json["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            match page.json["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return ids,
            }
        }
    };
    assert_eq!(list("from=2027-02-01&to=2027-02-28").await, of(&[1, 3, 0, 2, 4]));
    assert_eq!(list("from=2027-02-21&to=2027-02-22").await, of(&[0, 2, 4]));
    assert_eq!(list(&format!("driver={DRIVER}&from=2027-02-01&to=2027-02-28")).await, of(&[1, 4]));
    assert_eq!(list(&format!("carrier={carrier}&from=2027-02-01&to=2027-02-28")).await, of(&[2]));
    assert_eq!(house.post(&format!("/v1/routes/{}/start", made[0]), &json!({})).await.status, 200);
    assert_eq!(list("status=started&from=2027-02-01&to=2027-02-28").await, of(&[0]));
    for wrong in ["from=2027-02-01", "from=2027-02-02&to=2027-02-01", "from=2027-02-01&to=2027-03-04", "status=lost"] {
        assert_eq!(house.get(&format!("/v1/routes?{wrong}")).await.status, 422, "{wrong}");
    }
    let both = house.get("/v1/routes?date=2027-02-20&from=2027-02-20&to=2027-02-20").await;
    assert_eq!(both.broken(), [("?date".to_owned(), "either".to_owned())]);
}
