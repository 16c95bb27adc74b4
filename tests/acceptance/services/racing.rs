//! Everybody at once at one service: the office, the device, the planner and whoever brings evidence.

use super::syncing::report;
use super::*;
use futures_util::future::{BoxFuture, join_all};
use std::collections::BTreeSet;

/// What one writer of a round was told.
enum Said {
    /// Of a move by hand: what it became.
    Moved(Answer),
    /// Of a report: its identifier.
    Reported(String, Answer),
    Planned(Answer),
    /// Of evidence that was brought.
    Proven(Answer),
}

#[tokio::test]
async fn moves_reports_plans_and_evidence_at_the_same_time_lose_nothing() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let reason = house.entry("failure-reasons", &json!({ "name": "Ausente", "after": "retry" })).await;
    let why = house.justification().await;
    let path = house.route_for(DRIVER, &[&id]).await.header("location").to_owned();
    let (change, proofs) = (format!("/v1/services/{id}/status-changes"), format!("/v1/services/{id}/proofs"));
    let (mut moved, mut reported, mut proven) = (0, BTreeSet::new(), BTreeSet::new());
    for round in 0..acceptance::scale::count(400).min(40) {
        let seq = u64::from(round) * 4 + 1;
        let kinds = ["start", "pause", "fail", if round % 5 == 4 { "deliver" } else { "arrive" }];
        let reports = (seq..).zip(kinds).map(|(seq, kind)| {
            let mut event = report(&house, seq, &id, kind);
            if kind == "fail" {
                event["reason"] = json!(reason);
            }
            event
        });
        let mut writers: Vec<BoxFuture<'_, Said>> = Vec::new();
        for event in reports {
            let name = event["id"].as_str().unwrap().to_owned();
            let house = &house;
            writers.push(Box::pin(async move { Said::Reported(name, house.told_by(DRIVER, &[event]).await) }));
        }
        for body in [
            json!({ "action": "retry", "justification": why }),
            json!({ "action": "correct", "to": "active", "justification": why }),
            json!({ "action": "cancel", "justification": why }),
        ] {
            let (house, change) = (&house, &change);
            writers.push(Box::pin(async move { Said::Moved(house.post(change, &body).await) }));
        }
        for services in [vec![id.as_str()], vec![]] {
            let body = json!({ "driver": DRIVER, "date": "2027-01-15", "services": services });
            let (house, path) = (&house, &path);
            writers.push(Box::pin(async move { Said::Planned(house.put(path, "*", &body).await) }));
        }
        if proven.len() < 30 {
            let body = json!({ "service": id, "type": "receiver", "receiverName": format!("Bia {round}") });
            let house = &house;
            writers.push(Box::pin(async move { Said::Proven(house.post("/v1/proofs", &body).await) }));
        }
        for said in join_all(writers).await {
            match said {
                Said::Moved(answer) => {
                    assert!(matches!(answer.status.as_u16(), 200 | 409), "{}", answer.text);
                    moved += usize::from(answer.status == 200);
                }
                Said::Reported(name, answer) => {
                    let outcome = answer.json["items"][0]["outcome"].clone();
                    let kept = ["applied", "superseded", "held"].iter().any(|kept| outcome == *kept);
                    assert!(kept, "a fact is kept whatever was decided: {}", answer.text);
                    reported.insert(name);
                }
                Said::Planned(answer) => assert!(matches!(answer.status.as_u16(), 200 | 422 | 503), "{}", answer.text),
                Said::Proven(answer) => {
                    assert_eq!(answer.status, 201, "{}", answer.text);
                    proven.insert(answer.text("id"));
                }
            }
        }
        let (service, route) = (house.get(&format!("/v1/services/{id}")).await.json, house.get(&path).await.json);
        let listed = route["services"].as_array().unwrap().contains(&json!(id));
        assert!(service["route"].is_null() || listed, "whoever holds it lists it: {service} {route}");
        let day = house.get(&format!("/v1/driver-stops?driver={DRIVER}&date=2027-01-15")).await.json;
        let stops = day["items"].as_array().unwrap().len();
        assert_eq!(stops, usize::from(!service["route"].is_null()), "the device shows what it holds: {day} {service}");
    }
    let mut entries = Vec::new();
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await;
    assert_eq!(timeline.json["intact"], true);
    entries.extend(timeline.json["items"].as_array().unwrap().iter().cloned());
    let named = |name: &str| -> Vec<String> {
        entries.iter().filter_map(|entry| entry["data"][name].as_str().map(str::to_owned)).collect()
    };
    let told: BTreeSet<String> = named("report").into_iter().collect();
    assert_eq!((&told, named("report").len()), (&reported, reported.len()), "every report is in the timeline once");
    assert_eq!(named("action").len(), moved, "every move by hand is in the timeline");
    let shown = house.get(&proofs).await.json;
    let kept: BTreeSet<String> =
        shown["items"].as_array().unwrap().iter().map(|proof| proof["id"].as_str().unwrap().to_owned()).collect();
    assert!(proven.is_subset(&kept), "every evidence is there");
    let status = house.get(&format!("/v1/services/{id}")).await.text("status");
    let last = entries.iter().rev().find_map(|entry| entry["data"]["to"].as_str()).unwrap();
    assert_eq!(last, status, "the timeline ends where the service is");
    assert!(moved > 0 && !reported.is_empty() && !proven.is_empty());
    house.world.stop().await;
}
