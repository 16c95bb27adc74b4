//! What a driver's device reports, and what becomes of it.

use super::*;
use domain::access::TenantScope;
use domain::account::Name;
use domain::id::ReasonId;
use domain::register::{Entry, FailureReason};
use domain::service::AfterFailure;
use sha2::Digest as _;

/// A report of one device, made now by its clock.
pub(super) fn report(house: &House, seq: u64, service: &str, kind: &str) -> Value {
    let now = house.world.edition().clock().now();
    json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": service, "type": kind,
        "occurredAt": now.to_string() })
}

impl House {
    pub(super) async fn route_for(&self, driver: &str, services: &[&str]) -> Answer {
        let body = json!({ "driver": driver, "date": "2027-01-15", "services": services });
        let planned = self.post("/v1/routes", &body).await;
        assert_eq!(planned.status, 201, "{}", planned.text);
        planned
    }

    pub(super) async fn told_by(&self, driver: &str, events: &[Value]) -> Answer {
        let sent_at = self.world.edition().clock().now().to_string();
        let body =
            json!({ "driver": driver, "device": format!("device of {driver}"), "sentAt": sent_at, "events": events });
        let request = self.merchant.program(&self.world, Method::POST, "/v1/driver-events");
        send(request.json(&body)).await
    }

    /// What became of each report, and what its service is in then.
    pub(super) async fn outcomes(&self, driver: &str, events: &[Value]) -> Vec<(String, String)> {
        let told = self.told_by(driver, events).await;
        assert_eq!(told.status, 200, "{}", told.text);
        let of = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
        told.json["items"].as_array().unwrap().iter().map(|item| (of(item, "outcome"), of(item, "status"))).collect()
    }

    /// A reason of failures, with what it allows next.
    async fn reason(&self, name: &str, after: AfterFailure) -> String {
        let gate = edge::Gate::open(self.world.edition().env()).await.unwrap();
        let scope = TenantScope::acting_for(self.merchant.account.parse().unwrap());
        let id = ReasonId::new(uuid::Uuid::now_v7());
        let facts = FailureReason { opens_chat: false, reversible: true, asks_text: false, after };
        let entry =
            Entry { id, code: None, name: Name::new(name).unwrap(), active: true, created_at: gate.now(), facts };
        let commit = store::Commit::new(scope, gate.now(), gate.fresh());
        let key = store::keys::entry::<FailureReason>(scope, id);
        gate.store().commit(commit.create("reason", &key, &entry)).await.unwrap();
        id.to_string()
    }

    async fn status(&self, id: &str) -> String {
        self.get(&format!("/v1/services/{id}")).await.text("status")
    }
}

fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(outcome, status)| ((*outcome).to_owned(), (*status).to_owned())).collect()
}

#[tokio::test]
async fn a_device_sees_its_day_and_reports_a_delivery_with_its_proofs() {
    let house = House::open().await;
    let said = json!({ "requiredProof": ["photo", "receiver_name"], "order": "P-7", "manifest": "R-9",
        "invoice": { "number": "1234", "series": "1" }, "serviceMinutes": 15, "priority": 3, "skills": ["scale"] });
    let id = house.make(&with(&said)).await.text("id");
    house.route_for(DRIVER, &[&id]).await;
    let day = house.get(&format!("/v1/driver-stops?driver={DRIVER}&date=2027-01-15")).await;
    let stop = &day.json["items"][0];
    let told = ["order", "invoice", "manifest", "serviceMinutes", "priority", "skills"].map(|name| stop[name].clone());
    let expected_of_stop =
        [json!("P-7"), json!({ "number": "1234", "series": "1" }), json!("R-9"), json!(15), json!(3), json!(["scale"])];
    assert_eq!(told, expected_of_stop, "{stop}");
    assert_eq!((&stop["service"], &stop["recipient"], &stop["position"]), (&json!(id), &json!("Ana Souza"), &json!(1)));
    assert_eq!(stop["address"], json!(["Avenida Paulista, 1000", "São Paulo - SP"]));
    assert_eq!(stop["requiredProof"], json!(["photo", "receiver_name"]));

    let start = report(&house, 1, &id, "start");
    let arrive = report(&house, 2, &id, "arrive");
    let told = house.outcomes(DRIVER, &[arrive, start.clone()]).await;
    assert_eq!(told, expected(&[("applied", "under_way"), ("applied", "under_way")]));
    assert_eq!(house.outcomes(DRIVER, std::slice::from_ref(&start)).await, expected(&[("duplicate", "under_way")]));
    let mut forged = start;
    forged["type"] = json!("pause");
    let refused = house.told_by(DRIVER, &[forged]).await;
    assert_eq!(refused.json["items"][0]["code"], "id_reused");

    let mut bare = report(&house, 3, &id, "deliver");
    bare["proofs"] = json!(["receiver_name"]);
    let held = house.told_by(DRIVER, &[bare.clone()]).await.json["items"][0].clone();
    assert_eq!((&held["outcome"], &held["code"]), (&json!("held"), &json!("proof_missing")), "{held}");
    assert_eq!(held["missing"], json!(["photo", "receiver_name"]), "a name that is not told is no proof");
    assert_eq!(held["status"], "under_way", "it is kept, and moves nothing");
    let again = house.told_by(DRIVER, &[bare]).await.json["items"][0].clone();
    assert_eq!((&again["outcome"], &again["missing"]), (&json!("duplicate"), &held["missing"]), "{again}");
    let mut proven = report(&house, 4, &id, "deliver");
    proven["proofs"] = json!(["photo"]);
    proven["receiverName"] = json!("Bia Lima");
    proven["lat"] = json!(-23.5);
    proven["lng"] = json!(-46.6);
    assert_eq!(house.outcomes(DRIVER, std::slice::from_ref(&proven)).await, expected(&[("applied", "done")]));

    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await;
    assert_eq!((&timeline.json["intact"], &timeline.json["count"]), (&json!(true), &json!(7)));
    let last = &timeline.json["items"][5];
    assert_eq!((&last["place"], &last["author"]), (&json!("-23.5,-46.6"), &json!(format!("driver:{DRIVER}"))));
    assert!(!timeline.text.contains("Bia"), "a timeline has no personal data");
    let guessed = sha2::Sha256::digest(serde_json::to_vec(&proven).unwrap());
    let guessed: String = guessed.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(last["data"]["report"], proven["id"], "{last}");
    assert!(last["data"]["digest"].is_string() && !timeline.text.contains(&guessed), "nobody can try who it was");
    let attached = &timeline.json["items"][6];
    assert_eq!((&attached["kind"], &attached["data"]["kinds"]), (&json!("proof.attached"), &json!("receiver_name")));
    let proofs = house.get(&format!("/v1/services/{id}/proofs")).await;
    assert_eq!(proofs.json["items"][0]["receiver"]["name"], "Bia Lima", "{}", proofs.text);
    assert_eq!(proofs.json["items"][0]["digest"], attached["data"]["digest"], "{}", proofs.text);
    assert_eq!(proofs.json["missing"], json!(["photo"]), "what was only claimed is still to come");
    let shown = house.get(&format!("/v1/services/{id}")).await.json;
    let attempt = &shown["attempts"][0];
    assert_eq!((&attempt["outcome"], &attempt["number"], &attempt["pauses"]), (&json!("done"), &json!(1), &json!([])));
    assert_eq!((&attempt["position"], &attempt["receiverName"]), (&json!(1), &json!("Bia Lima")), "{attempt}");
    assert_eq!(house.ids("status=done").await, [id]);
    house.world.stop().await;
}

#[tokio::test]
async fn what_happened_offline_meets_what_was_decided_meanwhile() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let route = house.route_for(DRIVER, &[&id]).await;
    let why = house.entry("justifications", &json!({ "name": "Desistiu" })).await;
    house.world.advance(SignedDuration::from_mins(10)).await;
    let (start, deliver) = (report(&house, 1, &id, "start"), report(&house, 2, &id, "deliver"));
    house.world.advance(SignedDuration::from_mins(10)).await;
    let cancel = json!({ "action": "cancel", "justification": why });
    assert_eq!(house.post(&format!("/v1/services/{id}/status-changes"), &cancel).await.status, 200);
    let late = report(&house, 3, &id, "start");
    assert_eq!(house.outcomes(DRIVER, &[late]).await, expected(&[("superseded", "cancelled_by_office")]));
    let stranger = report(&house, 1, &id, "deliver");
    assert_eq!(house.outcomes(OTHER, &[stranger]).await, expected(&[("held", "cancelled_by_office")]));
    // Reports come in the wrong order and twice; the delivery stands although it was cancelled.
    assert_eq!(house.outcomes(DRIVER, std::slice::from_ref(&deliver)).await, expected(&[("applied", "done")]));
    assert_eq!(
        house.outcomes(DRIVER, &[start, deliver]).await,
        expected(&[("applied", "done"), ("duplicate", "done")])
    );
    assert_eq!(house.get(&format!("/v1/services/{id}")).await.json["afterCancel"], true);
    let other = house.make(&service()).await.text("id");
    let path = route.header("location");
    let body = json!({ "driver": DRIVER, "date": "2027-01-15", "services": [id, other] });
    assert_eq!(house.put(path, "*", &body).await.status, 200);
    let early = report(&house, 4, &other, "start");
    house.world.edition().clock().advance(SignedDuration::from_hours(24 * 8));
    assert_eq!(house.outcomes(DRIVER, &[early]).await, expected(&[("held", "routed")]), "a week old");
    house.world.stop().await;
}

#[tokio::test]
async fn a_failed_service_is_retried_by_the_rule_of_its_reason_and_delivered() {
    let house = House::open().await;
    let reason = house.reason("nobody home", AfterFailure::Retry).await;
    let last = house.reason("refused", AfterFailure::Return).await;
    let id = house.make(&service()).await.text("id");
    let change = format!("/v1/services/{id}/status-changes");
    let why = house.justification().await;
    let retry = json!({ "action": "retry", "justification": why });
    for attempt in 1..=2_u64 {
        house.route_for(DRIVER, &[&id]).await;
        let mut failed = report(&house, attempt * 2, &id, "fail");
        failed["reason"] = json!(if attempt == 1 { &reason } else { &last });
        let told = house.outcomes(DRIVER, &[report(&house, attempt * 2 - 1, &id, "start"), failed]).await;
        assert_eq!(told, expected(&[("applied", "under_way"), ("applied", "failed")]));
        for action in ["retry", "reschedule"] {
            let silent = house.post(&change, &json!({ "action": action })).await;
            assert_eq!(silent.broken(), [("/justification".to_owned(), "required".to_owned())], "{action}");
        }
        let again = house.post(&change, &retry).await;
        if attempt == 1 {
            assert_eq!((again.status.as_u16(), again.text("status")), (200, "active".to_owned()));
            let told = house.get(&format!("/v1/services/{id}/timeline")).await;
            let last = told.json["items"].as_array().unwrap().last().unwrap()["data"].clone();
            assert_eq!((&last["action"], &last["justification"]), (&json!("retry"), &json!(why)), "{last}");
        } else {
            assert_eq!(again.outcome(), (409, "reason_forbids".to_owned()));
        }
        house.world.advance(SignedDuration::from_mins(1)).await;
    }
    let bare = house.post(&change, &json!({ "action": "return" })).await;
    assert_eq!(bare.broken(), [("/justification".to_owned(), "required".to_owned())]);
    let returned = house.post(&change, &json!({ "action": "return", "justification": why })).await;
    assert_eq!(
        (&returned.json["status"], returned.json["attempts"].as_array().unwrap().len()),
        (&json!("returned"), 2)
    );
    let unknown = json!({ "reason": "0193b0a0-0000-7000-8000-0000000000ff" });
    let mut report = report(&house, 9, &id, "fail");
    report["reason"] = unknown["reason"].clone();
    let told = house.told_by(DRIVER, &[report]).await.json["items"][0].clone();
    assert_eq!((&told["outcome"], &told["code"]), (&json!("held"), &json!("not_assigned")), "{told}");
    house.world.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_at_once() {
    let house = House::open().await;
    let nothing = house.told_by(DRIVER, &[]).await;
    assert_eq!(nothing.broken(), [("/events".to_owned(), "count".to_owned())]);
    let id = house.make(&service()).await.text("id");
    let many: Vec<Value> = (1..=101).map(|seq| report(&house, seq, &id, "start")).collect();
    assert_eq!(house.told_by(DRIVER, &many).await.status, 422);
    let start = report(&house, 1, &id, "start");
    assert_eq!(house.told_by("z", &[start]).await.broken(), [("/driver".to_owned(), "invalid_id".to_owned())]);
    let missing = report(&house, 1, "00000000-0000-7000-8000-000000000000", "start");
    assert_eq!(house.told_by(DRIVER, &[missing]).await.json["items"][0]["code"], "unknown_service");
    let mut large = report(&house, 1, &id, "start");
    large["comment"] = json!("x".repeat(300_000));
    assert_eq!(house.told_by(DRIVER, &[large]).await.status, 413);
    assert_eq!(house.status(&id).await, "active");
    house.world.stop().await;
}

#[tokio::test]
async fn a_report_that_cannot_be_read_holds_up_no_other_and_words_are_no_reason_to_lose_a_delivery() {
    let house = House::open().await;
    let (first, second) = (house.make(&service()).await.text("id"), house.make(&service()).await.text("id"));
    house.route_for(DRIVER, &[&first, &second]).await;
    let with = |seq: u64, service: &str, kind: &str, fields: Value| {
        let mut event = report(&house, seq, service, kind);
        event.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        event
    };
    let invalid = [
        (with(1, "x", "dance", json!({ "id": "y" })), vec!["/id", "/service", "/type"]),
        (with(3, &first, "arrive", json!({ "lat": 91.0, "lng": 0.0 })), vec!["/lat"]),
        (with(5, &first, "arrive", json!({ "lat": -23.5 })), vec!["/lng"]),
        (with(7, &first, "arrive", json!({ "mood": "good" })), vec![""]),
        (json!("nonsense"), vec![""]),
    ];
    let spoken = "Portão azul\nninguém em casa\t ".repeat(40);
    let said = json!({ "comment": spoken, "receiverName": "Bia\nLima ".repeat(30) });
    let valid = [
        report(&house, 2, &first, "start"),
        with(4, &first, "deliver", said),
        report(&house, 6, &second, "start"),
        report(&house, 8, &second, "arrive"),
    ];
    // Half of the request is bad; the good ones come between the bad ones.
    let batch: Vec<Value> = invalid.iter().map(|(event, _)| event).chain(&valid).cloned().collect();
    let told = house.told_by(DRIVER, &batch).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let items = told.json["items"].as_array().unwrap();
    let of = |event: &Value| items.iter().find(|item| item["id"] == event["id"]).unwrap();
    for (event, pointers) in &invalid {
        let item = if event.is_string() { items.last().unwrap() } else { of(event) };
        assert_eq!((&item["outcome"], &item["code"]), (&json!("refused"), &json!("invalid_report")), "{item}");
        let place = batch.iter().position(|sent| sent == event).unwrap();
        let expected: Vec<String> = pointers.iter().map(|field| format!("/events/{place}{field}")).collect();
        let named: Vec<&str> =
            item["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(named, expected, "{item}");
    }
    for event in &valid {
        assert_eq!(of(event)["outcome"], "applied", "{}", of(event));
    }
    assert_eq!(
        (items.len(), house.status(&first).await, house.status(&second).await),
        (9, "done".to_owned(), "under_way".to_owned())
    );
    let proofs = house.get(&format!("/v1/services/{first}/proofs")).await.json;
    let receiver = &proofs["items"][0]["receiver"];
    let name = receiver["name"].as_str().unwrap();
    assert!(name.starts_with("Bia Lima Bia") && name.chars().count() <= 100, "{proofs}");
    let again = house.told_by(DRIVER, &batch).await;
    assert_eq!(again.text.matches("\"duplicate\"").count(), 4, "{}", again.text);
    house.world.stop().await;
}

#[tokio::test]
async fn a_register_that_changed_meanwhile_loses_nothing_that_happened() {
    let house = House::open().await;
    let (failed, done) = (house.make(&service()).await.text("id"), house.make(&service()).await.text("id"));
    house.route_for(DRIVER, &[&failed, &done]).await;
    let gone = "0193b0a0-0000-7000-8000-0000000000ff";
    let mut deliver = report(&house, 1, &done, "deliver");
    deliver["reason"] = json!(gone);
    assert_eq!(house.outcomes(DRIVER, &[deliver]).await, expected(&[("applied", "done")]));
    assert_eq!(house.get(&format!("/v1/services/{done}")).await.json["successReason"], Value::Null);

    let asks = json!({ "name": "Ausente", "after": "retry", "asksText": true });
    let asks = house.entry("failure-reasons", &asks).await;
    let with = |seq: u64, reason: &str| {
        let mut event = report(&house, seq, &failed, "fail");
        event["reason"] = json!(reason);
        event
    };
    let (unknown, silent) = (with(2, gone), with(3, &asks));
    let told = house.told_by(DRIVER, &[unknown.clone(), silent.clone()]).await;
    let codes: Vec<_> = told.json["items"].as_array().unwrap().iter().map(|i| (&i["outcome"], &i["code"])).collect();
    let held = json!("held");
    assert_eq!(codes, [(&held, &json!("reason_unknown")), (&held, &json!("comment_missing"))], "{}", told.text);
    let waiting = house.get("/v1/service-reviews").await.json;
    assert_eq!(waiting["items"][0]["heldReports"].as_array().map(Vec::len), Some(2), "{waiting}");

    let why = house.justification().await;
    let change = format!("/v1/services/{failed}/status-changes");
    let take =
        |report: &Value| json!({ "action": "correct", "to": "failed", "justification": why, "report": report["id"] });
    let bare = house.post(&change, &take(&unknown)).await;
    assert_eq!(bare.broken(), [("/reason".to_owned(), "required".to_owned())], "{}", bare.text);
    // The driver reports again with words: what was held of that device waits for nobody any more.
    let mut spoken = with(4, &asks);
    spoken["comment"] = json!("Portão fechado");
    assert_eq!(house.outcomes(DRIVER, &[spoken]).await, expected(&[("applied", "failed")]));
    assert_eq!(house.get("/v1/service-reviews").await.json["items"], json!([]));
    house.world.stop().await;
}

#[tokio::test]
async fn a_clock_that_was_set_in_the_middle_of_a_day_changes_no_time() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    house.route_for(DRIVER, &[&id]).await;
    house.world.advance(SignedDuration::from_hours(3)).await;
    let now = house.world.edition().clock().now();
    // Set out an hour ago and there half an hour ago; the screen was two hours fast until it was put right in between.
    let mut start = report(&house, 1, &id, "start");
    start["occurredAt"] = json!((now + SignedDuration::from_hours(1)).to_string());
    (start["boot"], start["monotonicMs"], start["baseVersion"]) = (json!("a"), json!(1_000), json!(2));
    let mut arrive = report(&house, 2, &id, "arrive");
    arrive["occurredAt"] = json!((now - SignedDuration::from_mins(30)).to_string());
    (arrive["boot"], arrive["monotonicMs"]) = (json!("a"), json!(1_801_000));
    let body = json!({ "driver": DRIVER, "device": "d", "sentAt": now.to_string(), "boot": "a",
        "monotonicMs": 3_601_000, "roundTripMs": 2_000, "events": [start, arrive] });
    let request = house.merchant.program(&house.world, Method::POST, "/v1/driver-events");
    let told = send(request.json(&body)).await;
    assert_eq!(told.text.matches("\"applied\"").count(), 2, "{}", told.text);
    let attempt = house.get(&format!("/v1/services/{id}")).await.json["attempts"][0].clone();
    let time = |name: &str| attempt[name].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let (hour, second) = (SignedDuration::from_hours(1), SignedDuration::from_secs(1));
    assert_eq!(time("startedAt"), now - hour - second, "{attempt}");
    assert_eq!(time("arrivedAt"), now - SignedDuration::from_mins(30) - second, "{attempt}");
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await.json;
    assert!(timeline.to_string().contains("\"baseVersion\":\"2\""), "{timeline}");
    house.world.stop().await;
}
