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
    let id = house.make(&with(&json!({ "requiredProof": ["photo", "receiver_name"] }))).await.text("id");
    house.route_for(DRIVER, &[&id]).await;
    let day = house.get(&format!("/v1/driver-stops?driver={DRIVER}&date=2027-01-15")).await;
    let stop = &day.json["items"][0];
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
    assert_eq!((&shown["attempts"][0]["outcome"], &shown["attempts"][0]["number"]), (&json!("done"), &json!(1)));
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
    for attempt in 1..=2_u64 {
        house.route_for(DRIVER, &[&id]).await;
        let mut failed = report(&house, attempt * 2, &id, "fail");
        failed["reason"] = json!(if attempt == 1 { &reason } else { &last });
        let told = house.outcomes(DRIVER, &[report(&house, attempt * 2 - 1, &id, "start"), failed]).await;
        assert_eq!(told, expected(&[("applied", "under_way"), ("applied", "failed")]));
        let again = house.post(&change, &json!({ "action": "retry" })).await;
        if attempt == 1 {
            assert_eq!((again.status.as_u16(), again.text("status")), (200, "active".to_owned()));
        } else {
            assert_eq!(again.outcome(), (409, "reason_forbids".to_owned()));
        }
        house.world.advance(SignedDuration::from_mins(1)).await;
    }
    let bare = house.post(&change, &json!({ "action": "return" })).await;
    assert_eq!(bare.broken(), [("/justification".to_owned(), "required".to_owned())]);
    let why = house.justification().await;
    let returned = house.post(&change, &json!({ "action": "return", "justification": why })).await;
    assert_eq!(
        (&returned.json["status"], returned.json["attempts"].as_array().unwrap().len()),
        (&json!("returned"), 2)
    );
    let unknown = json!({ "reason": "0193b0a0-0000-7000-8000-0000000000ff" });
    let mut report = report(&house, 9, &id, "fail");
    report["reason"] = unknown["reason"].clone();
    assert_eq!(house.told_by(DRIVER, &[report]).await.json["items"][0]["code"], "unknown_reason");
    house.world.stop().await;
}

#[tokio::test]
async fn a_batch_is_read_whole_or_not_at_all() {
    let house = House::open().await;
    let nothing = house.told_by(DRIVER, &[]).await;
    assert_eq!(nothing.broken(), [("/events".to_owned(), "count".to_owned())]);
    let id = house.make(&service()).await.text("id");
    let many: Vec<Value> = (1..=101).map(|seq| report(&house, seq, &id, "start")).collect();
    assert_eq!(house.told_by(DRIVER, &many).await.status, 422);
    let mut strange = report(&house, 1, "x", "dance");
    strange["id"] = json!("y");
    let refused = house.told_by("z", &[strange]).await;
    let broken: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(broken, ["/driver", "/events/0/id", "/events/0/service", "/events/0/type"]);
    let missing = report(&house, 1, "00000000-0000-7000-8000-000000000000", "start");
    assert_eq!(house.told_by(DRIVER, &[missing]).await.json["items"][0]["code"], "unknown_service");
    let mut large = report(&house, 1, &id, "start");
    large["comment"] = json!("x".repeat(300_000));
    assert_eq!(house.told_by(DRIVER, &[large]).await.status, 413);
    assert_eq!(house.status(&id).await, "active");
    house.world.stop().await;
}
