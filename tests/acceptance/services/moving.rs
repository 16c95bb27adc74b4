//! Moving services by hand, and what their timeline says of it.

use super::*;
use domain::timeline::{Entry, Head, verify_to};
use futures_util::future::join_all;
use std::collections::BTreeMap;

impl House {
    async fn change(&self, id: &str, body: &Value) -> Answer {
        self.post(&format!("/v1/services/{id}/status-changes"), body).await
    }

    async fn timeline(&self, id: &str) -> Answer {
        self.get(&format!("/v1/services/{id}/timeline")).await
    }
}

#[tokio::test]
async fn a_service_is_cancelled_and_corrected_with_a_reason_and_nothing_else() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let silent = house.change(&id, &json!({ "action": "cancel" })).await;
    assert_eq!(silent.broken(), [("/justification".to_owned(), "required".to_owned())]);
    let why = house.entry("justifications", &json!({ "name": "Engano" })).await;
    let early = house.change(&id, &json!({ "action": "retry" })).await;
    assert_eq!(early.outcome(), (409, "not_from_this_state".to_owned()));
    let unknown = house.change(&id, &json!({ "action": "explode" })).await;
    assert_eq!(unknown.broken(), [("/action".to_owned(), "unknown_action".to_owned())]);
    let cancelled = house.change(&id, &json!({ "action": "cancel", "justification": why })).await;
    assert_eq!(cancelled.json["status"], "cancelled_by_office", "{}", cancelled.text);
    let path = format!("/v1/services/{id}");
    assert_eq!(house.put(&path, "*", &json!({})).await.outcome(), (409, "not_active".to_owned()));
    let back = house.change(&id, &json!({ "action": "correct", "to": "active", "justification": why })).await;
    assert_eq!(back.json["status"], "active");
    assert_eq!(house.delete(&path, "*").await.outcome(), (409, "touched".to_owned()));
    assert_eq!(house.ids("status=active").await, std::slice::from_ref(&id));
    assert_eq!(house.ids("status=cancelled_by_office").await, [""; 0]);
    house.world.stop().await;
}

#[tokio::test]
async fn anyone_can_check_a_timeline_against_the_hash_in_the_service() {
    let house = House::open().await;
    let made = house.make(&service()).await;
    let id = made.text("id");
    house.world.advance(SignedDuration::from_mins(5)).await;
    let why = house.entry("justifications", &json!({ "name": "Desistiu" })).await;
    let shown = house.change(&id, &json!({ "action": "cancel", "justification": why })).await;
    let timeline = house.timeline(&id).await;
    assert_eq!((&timeline.json["intact"], &timeline.json["count"]), (&json!(true), &json!(2)));
    assert!(!timeline.text.contains("Ana"), "a timeline has no personal data: {}", timeline.text);
    let entries: Vec<Entry> = timeline.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| Entry {
            seq: u32::try_from(item["seq"].as_u64().unwrap()).unwrap(),
            id: item["id"].as_str().unwrap().parse().unwrap(),
            kind: item["kind"].as_str().unwrap().to_owned(),
            author: item["author"].as_str().unwrap().to_owned(),
            place: None,
            happened_at: item["happenedAt"].as_str().unwrap().parse().unwrap(),
            arrived_at: item["arrivedAt"].as_str().unwrap().parse().unwrap(),
            data: item["data"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
                .collect::<BTreeMap<_, _>>(),
            hash: item["hash"].as_str().unwrap().to_owned(),
        })
        .collect();
    let head = Head { count: 2, hash: shown.text("timelineHash") };
    assert_eq!(verify_to(&entries, &head), Ok(()));
    assert!(verify_to(&entries[..1], &head).is_err());
    assert_eq!((entries[1].data["from"].as_str(), entries[1].data["to"].as_str()), ("active", "cancelled_by_office"));
    assert!(entries[1].author.starts_with("key:"), "{}", entries[1].author);
    house.world.stop().await;
}

/// Sixty-four writers name the version that all of them saw: one changes the service, the others are told to look again.
#[tokio::test]
async fn of_writers_who_saw_the_same_version_one_wins_and_nothing_is_lost() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let path = format!("/v1/services/{id}");
    let writers = if acceptance::scale::count(100) == 100 { 64 } else { 8 };
    for round in 0..acceptance::scale::count(2000).min(2000) / if writers == 64 { 1 } else { 10 } {
        let tag = house.get(&path).await.header("etag").to_owned();
        let bodies: Vec<Value> = (0..writers).map(|writer| json!({ "order": format!("{round}-{writer}") })).collect();
        let answers = join_all(bodies.iter().map(|body| house.put(&path, &tag, body))).await;
        let won: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(won.len(), 1, "round {round}");
        let lost = answers.iter().filter(|answer| matches!(answer.status.as_u16(), 412 | 503)).count();
        assert_eq!(lost, writers - 1, "round {round}: {:?}", answers.iter().map(|a| a.status).collect::<Vec<_>>());
        assert!(answers.iter().all(|answer| answer.status != 503), "no writer is sent away");
        let now = house.get(&path).await;
        assert_eq!(now.json["order"], won[0].json["order"]);
        assert_eq!(now.json["timelineCount"], json!(round + 2));
    }
    assert_eq!(house.timeline(&id).await.json["intact"], true);
    house.world.stop().await;
}

#[tokio::test]
async fn the_account_chooses_attempts_proofs_and_codes() {
    let house = House::open().await;
    let path = "/v1/service-settings";
    assert_eq!(house.get(path).await.json, json!({ "attempts": 3, "requiredProof": [], "codes": { "kind": "own" } }));
    let body = json!({ "attempts": 2, "requiredProof": ["photo", "signature"],
        "codes": { "kind": "s10", "service": "EE", "country": "BR" } });
    let put = send(house.merchant.program(&house.world, Method::PUT, path).json(&body)).await;
    assert_eq!((put.status.as_u16(), &put.json), (200, &body));
    let made = house.make(&service()).await;
    assert_eq!(made.json["requiredProof"], json!(["photo", "signature"]));
    let brand = json!({ "name": "Casa Verde", "requiredProof": "receiver_name" });
    let brand = house.post("/v1/agencies", &brand).await.text("id");
    let branded = house.make(&with(&json!({ "agency": brand }))).await;
    assert_eq!(branded.json["requiredProof"], json!(["receiver_name"]), "the brand knows better than the account");
    let own = house.make(&with(&json!({ "agency": brand, "requiredProof": [] }))).await;
    assert_eq!(own.json["requiredProof"], json!([]), "the service knows better than the brand");
    let code = made.text("code");
    assert!(code.starts_with("EE") && code.ends_with("BR") && code.len() == 13, "{code}");
    let wrong = json!({ "attempts": 0, "requiredProof": ["selfie"], "codes": { "kind": "sscc", "prefix": "12" } });
    let refused = house.put(path, "*", &wrong).await;
    let broken: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(broken, ["/attempts", "/requiredProof/0", "/codes/prefix"]);
    house.world.stop().await;
}

#[tokio::test]
async fn many_services_are_moved_or_taken_back_at_once_each_with_its_own_answer() {
    let house = House::open().await;
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(house.make(&service()).await.text("id"));
    }
    let why = house.justification().await;
    let cancel = json!({ "action": "cancel", "justification": why });
    let first = json!({ "services": [ids[0], ids[1], "nonsense"], "change": cancel });
    let key = uuid::Uuid::now_v7().to_string();
    let ask = || {
        let request = house.merchant.program(&house.world, Method::POST, "/v1/services/status-changes");
        send(request.header("idempotency-key", &key).json(&first))
    };
    let statuses = |answer: &Answer| -> Vec<Value> {
        answer.json["items"].as_array().unwrap().iter().map(|row| row["status"].clone()).collect()
    };
    let (moved, again) = (ask().await, ask().await);
    assert_eq!(statuses(&moved), [200, 200, 404], "{}", moved.text);
    assert_eq!(moved.json["items"][1]["body"]["status"], "cancelled_by_office");
    assert_eq!(again.json["items"][0]["body"], moved.json["items"][0]["body"], "a repeat moves nothing twice");
    let bare = json!({ "services": [ids[2]], "change": { "action": "cancel" } });
    let bare = house.post("/v1/services/status-changes", &bare).await;
    assert_eq!(
        (statuses(&bare), &bare.json["items"][0]["body"]["errors"][0]["pointer"]),
        (vec![json!(422)], &json!("/justification")),
        "{}",
        bare.text
    );

    let removed = house.post("/v1/services/deletions", &json!({ "services": ids })).await;
    assert_eq!(statuses(&removed), [409, 409, 204, 204], "{}", removed.text);
    assert_eq!(house.ids("").await, [ids[1].clone(), ids[0].clone()]);
    for count in [0, 101] {
        let many: Vec<&String> = (0..count).map(|_| &ids[0]).collect();
        let refused = house.post("/v1/services/deletions", &json!({ "services": many })).await;
        assert_eq!(refused.broken(), [("/services".to_owned(), "count".to_owned())]);
    }
    house.world.stop().await;
}
