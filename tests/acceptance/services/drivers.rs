//! Drivers with a sign-in of their own: their routes and services, and nobody else's; and reports as devices get them
//! wrong.

use super::*;

const DAY: &str = "2027-01-15";

/// A driver of the register who has joined.
struct Davi {
    id: String,
    token: String,
}

impl House {
    async fn hire(&self, name: &str) -> Davi {
        let id = self.post("/v1/drivers", &json!({ "name": name })).await.text("id");
        let email = format!("{}@example.com", name.to_lowercase());
        let joined = self.merchant.invite(&self.world, &email, "driver", &json!({ "driver": id })).await;
        Davi { token: joined["accessToken"].as_str().unwrap_or_else(|| panic!("{joined}")).to_owned(), id }
    }

    async fn given(&self, driver: &Davi, services: &[&str]) -> Answer {
        let body = json!({ "driver": driver.id, "date": DAY, "services": services });
        let planned = self.post("/v1/routes", &body).await;
        assert_eq!(planned.status, 201, "{}", planned.text);
        planned
    }

    /// A report of the device `phone`, of what happens now.
    fn told(&self, seq: u64, service: &str, kind: &str) -> Value {
        let now = self.world.edition().clock().now().to_string();
        json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": service, "type": kind, "occurredAt": now })
    }

    async fn send_as(&self, token: &str, driver: &str, events: &[Value]) -> Answer {
        let now = self.world.edition().clock().now().to_string();
        let body = json!({ "driver": driver, "device": "phone", "sentAt": now, "events": events });
        send(self.world.request(Method::POST, "/v1/driver-events").bearer_auth(token).json(&body)).await
    }

    /// Outcome and code of each report.
    async fn outcomes_of(&self, driver: &Davi, events: &[Value]) -> Vec<(String, String)> {
        let told = self.send_as(&driver.token, &driver.id, events).await;
        assert_eq!(told.status, 200, "{}", told.text);
        let of = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
        told.json["items"].as_array().unwrap().iter().map(|item| (of(item, "outcome"), of(item, "code"))).collect()
    }

    async fn as_driver(&self, driver: &Davi, path: &str) -> Answer {
        send(self.world.request(Method::GET, path).bearer_auth(&driver.token)).await
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(outcome, code)| ((*outcome).to_owned(), (*code).to_owned())).collect()
}

#[tokio::test]
async fn a_driver_has_to_do_with_the_own_route_and_nothing_else() {
    let house = House::open().await;
    let (davi, eva) = (house.hire("Davi").await, house.hire("Eva").await);
    let mine = house.make(&service()).await.text("id");
    let hers = house.make(&service()).await.text("id");
    let nobodys = house.make(&service()).await.text("id");
    house.given(&davi, &[&mine]).await;
    house.given(&eva, &[&hers]).await;

    let day = house.as_driver(&davi, &format!("/v1/driver-stops?date={DAY}")).await;
    let stops: Vec<&Value> = day.json["items"].as_array().unwrap().iter().map(|stop| &stop["service"]).collect();
    assert_eq!(stops, [&json!(mine)], "{}", day.text);
    let other = house.as_driver(&davi, &format!("/v1/driver-stops?driver={}&date={DAY}", eva.id)).await;
    assert_eq!(other.outcome(), (403, "other_driver".to_owned()));
    let report = house.told(1, &hers, "start");
    let forged = house.send_as(&davi.token, &eva.id, std::slice::from_ref(&report)).await;
    assert_eq!(forged.outcome(), (403, "other_driver".to_owned()));
    let events = [house.told(1, &mine, "start"), house.told(2, &hers, "start"), house.told(3, &nobodys, "start")];
    let expected = pairs(&[("applied", ""), ("refused", "unknown_service"), ("refused", "unknown_service")]);
    assert_eq!(house.outcomes_of(&davi, &events).await, expected, "what is wrong holds up nothing of what is right");

    for path in [
        "/v1/services".to_owned(),
        format!("/v1/services/{mine}"),
        "/v1/customers".to_owned(),
        "/v1/drivers".to_owned(),
    ] {
        let status = house.as_driver(&davi, &path).await.status.as_u16();
        assert!(matches!(status, 403 | 404), "{path}: {status}");
    }
    let proof = |service: &str| json!({ "service": service, "type": "receiver", "receiverName": "Bia Lima" });
    let add = |service: &str| {
        let request = house.world.request(Method::POST, "/v1/proofs").bearer_auth(&davi.token);
        send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(&proof(service)))
    };
    assert_eq!(add(&mine).await.status, 201);
    assert_eq!(add(&hers).await.broken(), [("/service".to_owned(), "unknown_service".to_owned())]);
    assert_eq!(house.as_driver(&davi, &format!("/v1/services/{mine}/proofs")).await.status, 200);
    assert_eq!(house.as_driver(&davi, &format!("/v1/services/{hers}/proofs")).await.status, 404);
    house.world.stop().await;
}

#[tokio::test]
async fn a_driver_reads_the_reasons_and_what_each_of_them_asks_for() {
    let house = House::open().await;
    let davi = house.hire("Davi").await;
    let reason = json!({ "name": "Recusado", "opensChat": true, "asksText": true, "after": "return" });
    let reason = house.post("/v1/failure-reasons", &reason).await.text("id");
    let success = house.post("/v1/success-reasons", &json!({ "name": "Ao vizinho" })).await.text("id");
    let listed = house.as_driver(&davi, "/v1/failure-reasons?active=true").await;
    let found = &listed.json["items"][0];
    let asked = |name: &str| found[name].clone();
    assert_eq!(
        (asked("id"), asked("opensChat"), asked("reversible"), asked("asksText"), asked("after")),
        (json!(reason), json!(true), json!(false), json!(true), json!("return")),
        "{}",
        listed.text
    );
    assert_eq!(house.as_driver(&davi, &format!("/v1/success-reasons/{success}")).await.status, 200);
    assert_eq!(house.as_driver(&davi, "/v1/failure-reasons/export").await.status, 403);
    let id = house.make(&service()).await.text("id");
    house.given(&davi, &[&id]).await;
    let mut failed = house.told(2, &id, "fail");
    failed["reason"] = json!(reason);
    let events = [house.told(1, &id, "start"), failed.clone()];
    assert_eq!(house.outcomes_of(&davi, &events).await, pairs(&[("applied", ""), ("held", "comment_missing")]));
    failed = house.told(3, &id, "fail");
    (failed["reason"], failed["comment"]) = (json!(reason), json!("Não quis receber"));
    assert_eq!(house.outcomes_of(&davi, &[failed]).await, pairs(&[("applied", "")]));
    house.world.stop().await;
}

#[tokio::test]
async fn a_driver_who_lost_a_service_or_the_job_is_told_so_and_nothing_reported_is_lost() {
    let house = House::open().await;
    let (davi, eva) = (house.hire("Davi").await, house.hire("Eva").await);
    let id = house.make(&service()).await.text("id");
    let other = house.make(&service()).await.text("id");
    let route = house.given(&davi, &[&id, &other]).await;
    let body = json!({ "driver": davi.id, "date": DAY, "services": [other] });
    assert_eq!(house.put(route.header("location"), "*", &body).await.status, 200);
    house.given(&eva, &[&id]).await;
    house.world.advance(SignedDuration::from_mins(1)).await;
    assert_eq!(house.outcomes_of(&davi, &[house.told(1, &id, "start")]).await, pairs(&[("held", "not_assigned")]));
    assert_eq!(house.get(&format!("/v1/services/{id}")).await.text("status"), "routed");
    assert_eq!(house.outcomes_of(&eva, &[house.told(1, &id, "start")]).await.len(), 1);

    let entry = house.get(&format!("/v1/drivers/{}", davi.id)).await;
    let blocked = json!({ "name": "Davi", "active": false });
    let tag = entry.header("etag").to_owned();
    assert_eq!(house.put(&format!("/v1/drivers/{}", davi.id), &tag, &blocked).await.status, 200);
    let day = house.as_driver(&davi, &format!("/v1/driver-stops?date={DAY}")).await;
    assert_eq!(day.outcome(), (403, "driver_blocked".to_owned()), "{}", day.text);
    let words = json!({ "service": other, "type": "receiver", "receiverName": "Bia Lima" });
    let evidence = house.world.request(Method::POST, "/v1/proofs").bearer_auth(&davi.token);
    let evidence = evidence.header("idempotency-key", uuid::Uuid::now_v7().to_string());
    assert_eq!(send(evidence.json(&words)).await.outcome(), (403, "driver_blocked".to_owned()));
    let read = house.as_driver(&davi, &format!("/v1/services/{other}/proofs")).await;
    assert_eq!(read.outcome(), (403, "driver_blocked".to_owned()), "{}", read.text);
    let late = house.told(2, &other, "deliver");
    assert_eq!(house.outcomes_of(&davi, std::slice::from_ref(&late)).await, pairs(&[("held", "driver_blocked")]));
    assert_eq!(house.outcomes_of(&davi, &[late]).await, pairs(&[("duplicate", "driver_blocked")]));
    let timeline = house.get(&format!("/v1/services/{other}/timeline")).await;
    assert_eq!(timeline.json["items"].as_array().unwrap().last().unwrap()["data"]["verdict"], "held");
    house.world.stop().await;
}

#[tokio::test]
async fn a_driver_sees_the_evidence_of_the_own_doors_for_a_week() {
    let house = House::open().await;
    let (davi, eva) = (house.hire("Davi").await, house.hire("Eva").await);
    let id = house.make(&service()).await.text("id");
    let route = house.given(&davi, &[&id]).await;
    let add = async |driver: &Davi, name: &str| {
        let request = house.world.request(Method::POST, "/v1/proofs").bearer_auth(&driver.token);
        let body = json!({ "service": id, "type": "receiver", "receiverName": name });
        let added = send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(&body)).await;
        assert_eq!(added.status, 201, "{}", added.text);
        format!("/v1/proofs/{}", added.text("id"))
    };
    let his = add(&davi, "Bia Lima").await;
    let body = json!({ "driver": davi.id, "date": DAY, "services": [] });
    assert_eq!(house.put(route.header("location"), "*", &body).await.status, 200);
    house.given(&eva, &[&id]).await;
    let hers = add(&eva, "Rui Melo").await;
    let path = format!("/v1/services/{id}/proofs");
    let seen = async |driver: &Davi| -> usize {
        let found = house.as_driver(driver, &path).await;
        assert_eq!(found.status, 200, "{}", found.text);
        found.json["items"].as_array().unwrap().len()
    };
    assert_eq!((seen(&davi).await, seen(&eva).await), (1, 2), "what another driver was told is not his");
    assert_eq!(house.as_driver(&davi, &hers).await.status, 404);
    assert_eq!(house.as_driver(&davi, &his).await.status, 200);
    let done = house.outcomes_of(&eva, &[house.told(1, &id, "deliver")]).await;
    assert_eq!(done, pairs(&[("applied", "")]));
    assert_eq!(seen(&eva).await, 2);
    house.world.edition().clock().advance(SignedDuration::from_hours(24 * 8));
    let body = json!({ "email": "eva@example.com", "password": acceptance::merchant::PASSWORD });
    let session = send(house.world.request(Method::POST, "/v1/sessions").json(&body)).await;
    let eva = Davi { token: session.text("accessToken"), ..eva };
    assert_eq!(house.as_driver(&eva, &path).await.json["items"], json!([]), "an old door is nobody's any more");
    house.world.stop().await;
}

#[tokio::test]
async fn reports_with_gaps_restarts_and_strange_clocks_are_taken_as_they_are() {
    let house = House::open().await;
    let davi = house.hire("Davi").await;
    let id = house.make(&service()).await.text("id");
    house.given(&davi, &[&id]).await;
    house.world.advance(SignedDuration::from_mins(5)).await;
    // Numbers with a gap, the later one first.
    let (first, second) = (house.told(3, &id, "start"), house.told(9, &id, "arrive"));
    assert_eq!(house.outcomes_of(&davi, &[second, first]).await, pairs(&[("applied", ""), ("applied", "")]));
    // After a new installation, or on a second phone, that calls itself the same.
    let again = house.told(3, &id, "pause");
    assert_eq!(house.outcomes_of(&davi, &[again]).await, pairs(&[("refused", "id_reused")]));
    // In one request two reports of one number are no two reports, also of two services.
    let other = house.make(&service()).await.text("id");
    house.given(&davi, &[&other]).await;
    let (one, two) = (house.told(20, &id, "arrive"), house.told(20, &other, "start"));
    assert_eq!(house.outcomes_of(&davi, &[one, two]).await, pairs(&[("applied", ""), ("refused", "id_reused")]));
    // Nor is a name one for two services in two requests; what it was first stays.
    let start = house.told(23, &other, "start");
    let mut forged = house.told(24, &id, "pause");
    forged["id"] = start["id"].clone();
    assert_eq!(house.outcomes_of(&davi, std::slice::from_ref(&start)).await, pairs(&[("applied", "")]));
    assert_eq!(house.outcomes_of(&davi, &[forged]).await, pairs(&[("refused", "id_reused")]));
    assert_eq!(house.outcomes_of(&davi, &[start]).await, pairs(&[("duplicate", "")]));
    // A clock of 1970 that says so is corrected by what it says the time is now.
    let mut old = house.told(21, &id, "pause");
    old["occurredAt"] = json!("1970-01-01T00:01:00Z");
    let body = json!({ "driver": davi.id, "device": "phone", "sentAt": "1970-01-01T00:01:30Z", "events": [old] });
    let told = send(house.world.request(Method::POST, "/v1/driver-events").bearer_auth(&davi.token).json(&body)).await;
    assert_eq!(
        (&told.json["items"][0]["outcome"], &told.json["items"][0]["status"]),
        (&json!("applied"), &json!("paused"))
    );
    // One that only the report is of is too old to count.
    let mut lost = house.told(22, &id, "start");
    lost["occurredAt"] = json!("1970-01-01T00:00:00Z");
    assert_eq!(house.outcomes_of(&davi, &[lost]).await, pairs(&[("held", "too_old")]));
    // Two days ahead: nothing happens later than now.
    let mut ahead = house.told(23, &id, "start");
    let now = house.world.edition().clock().now();
    ahead["occurredAt"] = json!((now + SignedDuration::from_hours(48)).to_string());
    assert_eq!(house.outcomes_of(&davi, &[ahead]).await, pairs(&[("applied", "")]));
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await;
    let last = timeline.json["items"].as_array().unwrap().last().unwrap();
    let happened: jiff::Timestamp = last["happenedAt"].as_str().unwrap().parse().unwrap();
    assert!(happened <= now + SignedDuration::from_mins(2), "{happened}");
    house.world.stop().await;
}

#[tokio::test]
async fn only_a_driver_of_the_register_becomes_a_user_of_that_role() {
    let house = House::open().await;
    let ask = |role: &str, reach: Value| {
        let body = json!({ "email": "x@example.com", "name": "X", "role": role, "reach": reach, "language": "en" });
        send(house.merchant.post(&house.world, "/v1/users").json(&body))
    };
    let bare = ask("driver", json!({})).await;
    assert_eq!(bare.broken(), [("/reach/driver".to_owned(), "reach".to_owned())], "{}", bare.text);
    let nobody = ask("driver", json!({ "driver": "0193b0a0-0000-7000-8000-0000000000aa" })).await;
    assert_eq!(nobody.status, 422, "{}", nobody.text);
    let davi = house.hire("Davi").await;
    let clerk = ask("operator", json!({ "driver": davi.id })).await;
    assert_eq!(clerk.broken(), [("/reach/driver".to_owned(), "reach".to_owned())]);
    let gone = house.delete(&format!("/v1/drivers/{}", davi.id), "*").await;
    assert_eq!(gone.status, 409, "a driver who signs in stays in the register: {}", gone.text);
    house.world.stop().await;
}
