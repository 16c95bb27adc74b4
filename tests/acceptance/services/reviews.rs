//! What waits for a person: reports that are held, and deliveries whose proofs have not come.

use super::syncing::report;
use super::*;

impl House {
    /// Services that somebody has to look at.
    async fn reviews(&self) -> Vec<Value> {
        let found = self.get("/v1/service-reviews").await;
        assert_eq!(found.status, 200, "{}", found.text);
        found.json["items"].as_array().unwrap().clone()
    }

    async fn why(&self) -> String {
        self.justification().await
    }
}

#[tokio::test]
async fn a_held_report_is_shown_and_told_until_somebody_takes_it_over_or_dismisses_it() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    house.route_for(DRIVER, &[&id]).await;
    let mut failed = report(&house, 1, &id, "fail");
    let reason = house.entry("failure-reasons", &json!({ "name": "Recusado", "after": "return" })).await;
    failed["reason"] = json!(reason);
    let (start, deliver) = (report(&house, 2, &id, "start"), report(&house, 3, &id, "deliver"));
    let told = house.told_by(OTHER, &[failed.clone(), start, deliver.clone()]).await;
    assert!(told.json["items"].as_array().unwrap().iter().all(|item| item["outcome"] == "held"), "{}", told.text);

    let waiting = house.reviews().await;
    assert_eq!((waiting.len(), &waiting[0]["service"]), (1, &json!(id)), "{waiting:?}");
    let reports = house.get(&format!("/v1/services/{id}")).await.json["heldReports"].clone();
    assert_eq!(waiting[0]["heldReports"], reports);
    let told: Vec<_> = reports.as_array().unwrap().iter().map(|one| (&one["id"], &one["type"], &one["code"])).collect();
    let (fail, complete, why_held) = (json!("fail"), json!("complete"), json!("not_assigned"));
    assert_eq!(told, [(&failed["id"], &fail, &why_held), (&deliver["id"], &complete, &why_held)]);
    assert_eq!((&reports[0]["driver"], &reports[0]["reason"]), (&json!(OTHER), &json!(reason)));

    let why = house.why().await;
    let dismissal =
        |report: &Value| format!("/v1/services/{id}/held-reports/{}/dismissal", report["id"].as_str().unwrap());
    let bare = house.post(&dismissal(&deliver), &json!({ "justification": "" })).await;
    assert_eq!(bare.broken(), [("/justification".to_owned(), "required".to_owned())], "{}", bare.text);
    let dismissed = house.post(&dismissal(&deliver), &json!({ "justification": why })).await;
    assert_eq!((dismissed.status.as_u16(), dismissed.text("status")), (200, "routed".to_owned()), "{}", dismissed.text);
    assert_eq!(dismissed.json["heldReports"].as_array().map(Vec::len), Some(1));
    let again = house.post(&dismissal(&deliver), &json!({ "justification": why })).await;
    assert_eq!(again.outcome(), (409, "not_held".to_owned()));

    let change = format!("/v1/services/{id}/status-changes");
    let take = |report: &Value| json!({ "action": "correct", "to": "failed", "justification": why, "report": report });
    assert_eq!(house.post(&change, &take(&deliver["id"])).await.outcome(), (409, "not_held".to_owned()));
    let retry = json!({ "action": "retry", "report": failed["id"] });
    assert_eq!(house.post(&change, &retry).await.broken(), [("/report".to_owned(), "not_corrected".to_owned())]);
    let taken = house.post(&change, &take(&failed["id"])).await;
    assert_eq!((taken.status.as_u16(), taken.text("status")), (200, "failed".to_owned()), "{}", taken.text);
    assert_eq!((&taken.json["heldReports"], house.reviews().await.len()), (&json!([]), 0));
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await.json["items"].clone();
    let last = timeline.as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["data"]["report"], &last["data"]["reason"]), (&failed["id"], &json!(reason)), "{last}");
    house.world.stop().await;
}

#[tokio::test]
async fn a_scanned_code_counts_when_it_is_one_of_the_service_and_a_picture_that_never_comes_is_owed() {
    let house = House::open().await;
    let body = with(&json!({ "requiredProof": ["photo", "code"], "packages": [{ "barcode": "CX-77" }] }));
    let id = house.make(&body).await.text("id");
    house.route_for(DRIVER, &[&id]).await;
    for (seq, code, missing) in [(1, None, true), (2, Some("CX-78"), true), (3, Some("cx-77"), false)] {
        let mut deliver = report(&house, seq, &id, "deliver");
        deliver["proofs"] = json!(["photo", "code"]);
        deliver["code"] = json!(code);
        let told = house.told_by(DRIVER, &[deliver]).await.json["items"][0].clone();
        let expected = if missing { ("held", json!(["code"])) } else { ("applied", Value::Null) };
        assert_eq!((told["outcome"].as_str(), &told["missing"]), (Some(expected.0), &expected.1), "{code:?}: {told}");
    }
    let shown = house.get(&format!("/v1/services/{id}")).await.json;
    assert_eq!((&shown["status"], &shown["owedProof"]), (&json!("done"), &json!(["photo"])), "{shown}");
    assert_eq!(shown["heldReports"], json!([]), "what they said has come true");
    let proofs = house.get(&format!("/v1/services/{id}/proofs")).await.json;
    assert_eq!((&proofs["items"][0]["code"], &proofs["missing"]), (&json!("cx-77"), &json!(["photo"])), "{proofs}");

    assert_eq!(house.reviews().await, [Value::Null; 0], "a device has a day to upload what it took");
    house.world.advance(SignedDuration::from_hours(24)).await;
    let late = house.reviews().await;
    assert_eq!((late.len(), &late[0]["owedProof"]), (1, &json!(["photo"])), "{late:?}");
    house.world.stop().await;
}

#[tokio::test]
async fn a_delivery_says_how_it_went_and_a_repeat_is_known_whatever_its_reason_asks_for_since() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    house.route_for(DRIVER, &[&id]).await;
    let reason = json!({ "name": "Ausente", "after": "retry", "asksText": false });
    let made = house.post("/v1/failure-reasons", &reason).await;
    let mut failed = report(&house, 1, &id, "fail");
    failed["reason"] = json!(made.text("id"));
    assert_eq!(house.outcomes(DRIVER, std::slice::from_ref(&failed)).await[0].0, "applied");
    let stricter = json!({ "name": "Ausente", "after": "retry", "asksText": true });
    let path = format!("/v1/failure-reasons/{}", made.text("id"));
    assert_eq!(house.put(&path, "*", &stricter).await.status, 200);
    let again = house.told_by(DRIVER, &[failed.clone()]).await.json["items"][0].clone();
    assert_eq!((&again["outcome"], &again["first"]), (&json!("duplicate"), &json!("applied")), "{again}");
    let mut fresh = report(&house, 2, &id, "fail");
    fresh["reason"] = failed["reason"].clone();
    assert_eq!(house.told_by(DRIVER, &[fresh]).await.json["items"][0]["code"], "comment_missing");

    let success = house.entry("success-reasons", &json!({ "name": "Entregue ao porteiro" })).await;
    let mut deliver = report(&house, 3, &id, "deliver");
    deliver["reason"] = json!(success);
    assert_eq!(house.outcomes(DRIVER, &[deliver]).await[0].0, "applied");
    let shown = house.get(&format!("/v1/services/{id}")).await.json;
    assert_eq!((&shown["status"], &shown["successReason"]), (&json!("done"), &json!(success)), "{shown}");
    let (path, gone) = (format!("/v1/success-reasons/{success}"), json!({ "name": "Entregue", "active": false }));
    assert_eq!(house.put(&path, "*", &gone).await.status, 200);
    assert_eq!(house.delete(&path, "*").await.outcome(), (409, "referred_to".to_owned()));
    house.world.stop().await;
}
