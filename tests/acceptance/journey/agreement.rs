//! Service, timeline, feed, webhook and evidence tell the same story.

use std::time::{Duration, Instant};

use acceptance::files::digest;
use acceptance::receiver::{Received, Receiver};
use acceptance::stage::Stage;
use acceptance::world::PATIENCE;
use serde_json::{Value, json};
use standardwebhooks::Webhook;

use super::text;

/// Whether an implementation that is not ours takes a request for genuine.
fn is_genuine(received: &Received, secret: &str) -> bool {
    let mut headers = http::HeaderMap::new();
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        headers.insert(name, received.header(name).parse().unwrap());
    }
    Webhook::new(secret).unwrap().verify(received.body.as_bytes(), &headers).is_ok()
}

/// Looks at a service that was tried twice and delivered, with its evidence.
pub(super) async fn agree(
    stage: &Stage,
    key: &str,
    (receiver, secret): (&Receiver, &str),
    id: &str,
    pictures: &[Value],
) {
    let shown = stage.get(&format!("/v1/services/{id}"), key).await.json;
    let ends: Vec<&Value> = shown["attempts"].as_array().unwrap().iter().map(|attempt| &attempt["outcome"]).collect();
    assert_eq!((&shown["status"], ends), (&json!("done"), vec![&json!("failed"), &json!("done")]), "{shown}");

    let timeline = stage.get(&format!("/v1/services/{id}/timeline"), key).await.json;
    assert_eq!(timeline["intact"], true, "{timeline}");
    let entries = timeline["items"].as_array().unwrap();
    assert_eq!(entries.iter().filter(|entry| entry["kind"] == "proof.attached").count(), 3, "{timeline}");
    for kind in ["reply.received", "service.scheduled", "service.rated"] {
        assert!(entries.iter().any(|entry| entry["kind"] == kind), "{kind}: {timeline}");
    }
    let last = text(entries.last().unwrap(), "id");

    let feed = stage.until("/v1/events?limit=200", key, |feed| feed.to_string().contains(&last)).await;
    let told: Vec<&Value> =
        feed["items"].as_array().unwrap().iter().filter(|event| event["subject"] == json!(id)).collect();
    let pair = |event: &Value, kind: &str, head: &str| (event["id"].clone(), event[kind].clone(), event[head].clone());
    let of_feed: Vec<_> = told.iter().map(|event| pair(event, "type", "head")).collect();
    let of_timeline: Vec<_> = entries.iter().map(|entry| pair(entry, "kind", "hash")).collect();
    assert_eq!(of_feed, of_timeline, "the feed tells what the timeline holds, each with the head that it led to");

    let sent = webhooks(receiver, id, &told).await;
    for one in &sent {
        assert!(is_genuine(one, secret), "{one:?}");
        let told = told.iter().find(|event| event["id"] == one.json()["id"]).expect("it is in the feed");
        let mut told = (*told).clone();
        told.as_object_mut().unwrap().remove("number");
        assert_eq!(one.json(), told, "a webhook says what the feed says");
    }

    let proofs = stage.get(&format!("/v1/services/{id}/proofs"), key).await.json;
    assert_eq!((&proofs["missing"], proofs["items"].as_array().unwrap().len()), (&json!([]), 3), "{proofs}");
    for picture in pictures {
        let entry =
            entries.iter().find(|entry| entry["data"]["proof"] == picture["id"]).expect("it is on the timeline");
        assert_eq!(entry["data"]["digest"], picture["digest"]);
        let listed = proofs["items"].as_array().unwrap().iter().find(|proof| proof["id"] == picture["id"]).unwrap();
        let bytes = reqwest::get(text(&listed["links"], "picture")).await.unwrap().bytes().await.unwrap();
        assert_eq!(entry["data"]["digest"], digest(&bytes), "what the link shows is what the timeline vouches for");
    }
    let everything = [timeline.to_string(), feed.to_string()].concat();
    for person in ["Ana", "Souza", "Bia Lima", "Ferreira Pena", "99999000"] {
        assert!(!everything.contains(person), "{person} is no concern of a timeline");
    }
}

/// The webhooks about a service, once all of what was told has come.
async fn webhooks(receiver: &Receiver, id: &str, told: &[&Value]) -> Vec<Received> {
    let from = Instant::now();
    loop {
        let sent: Vec<Received> =
            receiver.received().into_iter().filter(|one| one.json()["subject"] == json!(id)).collect();
        if told.iter().all(|event| sent.iter().any(|one| one.json()["id"] == event["id"])) {
            return sent;
        }
        assert!(from.elapsed() < PATIENCE, "{} of {} webhooks came", sent.len(), told.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
