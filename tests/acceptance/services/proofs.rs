//! Evidence: announced, uploaded, checked, attached, and asked for where it is missing.

use super::*;
use acceptance::files::{self, digest};
use acceptance::picture::{jpeg, photo, png};

const PERSON: &str = "00000000-0000-7000-8000-000000000000";

fn announced(service: &str, kind: &str, media_type: &str, file: &[u8]) -> Value {
    json!({ "service": service, "type": kind, "contentType": media_type, "size": file.len(), "sha256": digest(file) })
}

/// The PUT that an announcement asks for.
fn put(upload: &Value, url: &str, file: &[u8]) -> reqwest::RequestBuilder {
    files::put(&reqwest::Client::new(), upload, url, file)
}

impl House {
    async fn announce(&self, body: &Value) -> Value {
        let asked = self.post("/v1/proofs", body).await;
        assert_eq!(
            (asked.status.as_u16(), asked.text("status")),
            (201, "awaiting_upload".to_owned()),
            "{}",
            asked.text
        );
        asked.json
    }

    async fn upload(&self, body: &Value, file: &[u8]) -> Value {
        let asked = self.announce(body).await;
        files::upload(&asked, file).await;
        self.world.settle().await;
        self.get(&format!("/v1/proofs/{}", asked["id"].as_str().unwrap())).await.json
    }
}

#[tokio::test]
async fn a_photo_and_a_signature_become_evidence_without_anything_but_what_is_seen() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let file = photo(&jpeg(640, 480));
    assert!(file.windows(9).any(|window| window == b"Somewhere"), "the camera says more than is seen");
    let mut body = announced(&id, "photo", "image/jpeg", &file);
    (body["lat"], body["lng"]) = (json!(-23.5), json!(-46.6));
    let proof = house.upload(&body, &file).await;
    assert_eq!((&proof["status"], &proof["sha256"]), (&json!("attached"), &json!(digest(&file))), "{proof}");
    let signature = png(300, 120);
    let signed = house.upload(&announced(&id, "signature", "image/png", &signature), &signature).await;
    assert_eq!(signed["status"], "attached", "{signed}");

    for (shown, media_type) in [(&proof, "image/jpeg"), (&signed, "image/png")] {
        for (name, expected) in [("picture", media_type), ("thumbnail", "image/jpeg")] {
            let answer = reqwest::get(shown["links"][name].as_str().unwrap()).await.unwrap();
            assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (200, expected));
            let bytes = answer.bytes().await.unwrap();
            assert!(!bytes.windows(9).any(|window| window == b"Somewhere"), "{name}");
            if name == "picture" {
                assert_eq!(shown["digest"], digest(&bytes), "the timeline vouches for what is shown");
            }
        }
    }
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await;
    assert_eq!((&timeline.json["intact"], &timeline.json["count"]), (&json!(true), &json!(3)), "{}", timeline.text);
    let entry = &timeline.json["items"][1];
    assert_eq!((&entry["kind"], &entry["place"]), (&json!("proof.attached"), &json!("-23.5,-46.6")));
    assert_eq!((&entry["data"]["proof"], &entry["data"]["digest"]), (&proof["id"], &proof["digest"]));
    let feed = house.get("/v1/events?after=0").await;
    assert_eq!(feed.text.matches("\"proof.attached\"").count(), 2, "{}", feed.text);

    // The bucket tells of it again: everything stays, and nothing is left as it came.
    let key = format!("proof-uploads/{}/{id}/{}", house.merchant.account, proof["id"].as_str().unwrap());
    let told = json!({ "Records": [{ "eventSource": "aws:s3", "s3": { "object": { "key": key, "size": 1 } } }] });
    house.world.edition().invoke("UploadProof", told).await.unwrap();
    let again = house.get(&format!("/v1/services/{id}/timeline")).await;
    assert_eq!(again.json["hash"], timeline.json["hash"]);
    let refused = house.delete(&format!("/v1/services/{id}"), "*").await;
    assert_eq!(refused.outcome(), (409, "touched".to_owned()), "what is proven is not taken back");
    house.world.stop().await;
}

#[tokio::test]
async fn the_bucket_takes_nothing_but_the_file_that_was_announced_and_that_once() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let (file, other) = (jpeg(64, 48), jpeg(48, 64));
    let asked = house.announce(&announced(&id, "photo", "image/jpeg", &file)).await;
    let second = house.announce(&announced(&id, "photo", "image/jpeg", &file)).await;
    let upload = &asked["upload"];
    let url = upload["url"].as_str().unwrap();
    let (place, query) = url.split_once('?').unwrap();
    let status = async |request: reqwest::RequestBuilder| send(request).await.status.as_u16();

    let longer = [&file[..], b"x"].concat();
    assert_ne!(status(put(upload, url, &longer)).await, 200, "another length");
    let mut changed = file.clone();
    changed[30] ^= 1;
    assert_ne!(status(put(upload, url, &changed)).await, 200, "other content");
    assert_ne!(status(put(upload, url, &other)).await, 200, "another file");
    assert_ne!(status(put(upload, url, b"")).await, 200, "nothing");
    let typed = reqwest::Client::new().put(url).body(file.clone()).header("content-type", "text/html");
    assert_eq!(status(typed).await, 403, "another type");
    assert_eq!(status(put(upload, place, &file)).await, 403, "without a signature");
    let elsewhere = second["upload"]["url"].as_str().unwrap().split_once('?').unwrap().0;
    assert_eq!(status(put(upload, &format!("{elsewhere}?{query}"), &file)).await, 403, "in another place");
    let outside = place.replace("proof-uploads", "proofs");
    assert_eq!(status(put(upload, &format!("{outside}?{query}"), &file)).await, 403, "among the evidence");
    let bare = reqwest::Client::new().put(url).body(file.clone()).header("content-type", "image/jpeg");
    assert_eq!(status(bare).await, 403, "without the headers that were signed");

    assert_eq!(status(put(upload, url, &file)).await, 200);
    house.world.settle().await;
    let path = format!("/v1/proofs/{}", asked["id"].as_str().unwrap());
    let shown = house.get(&path).await;
    assert_eq!(shown.text("status"), "attached");
    // The upload is gone, so the bucket would take it again; what was attached stays what it is.
    let _ = status(put(upload, url, &file)).await;
    house.world.settle().await;
    assert_eq!(house.get(&path).await.json["digest"], shown.json["digest"]);
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await;
    assert_eq!(timeline.json["count"], 2, "one entry for one proof: {}", timeline.text);
    house.world.stop().await;
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_refused_with_the_reason_and_one_that_never_comes_too() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let whole = jpeg(320, 240);
    let cut = whole[..whole.len() / 2].to_vec();
    let blank = acceptance::picture::blank(300, 120);
    for (file, media_type, reason) in [
        (b"%PDF-1.7 delivered".to_vec(), "image/jpeg", "not_this_format"),
        (png(64, 64), "image/jpeg", "not_this_format"),
        (cut, "image/jpeg", "unreadable"),
        (blank, "image/png", "blank"),
    ] {
        let shown = house.upload(&announced(&id, "signature", media_type, &file), &file).await;
        assert_eq!((&shown["status"], &shown["reason"]), (&json!("refused"), &json!(reason)), "{shown}");
        assert!(shown["links"].is_null() && shown["detail"].is_string(), "{shown}");
    }
    let never = house.announce(&announced(&id, "photo", "image/jpeg", &whole)).await;
    house.world.advance(SignedDuration::from_mins(91)).await;
    let shown = house.get(&format!("/v1/proofs/{}", never["id"].as_str().unwrap())).await;
    assert_eq!((shown.text("status"), shown.text("reason")), ("refused".to_owned(), "not_uploaded".to_owned()));
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await;
    assert_eq!(timeline.json["count"], 1, "nothing of it is evidence: {}", timeline.text);
    house.world.stop().await;
}

#[tokio::test]
async fn words_are_evidence_at_once_and_no_other_parcels_code_is() {
    let house = House::open().await;
    let made =
        house.make(&with(&json!({ "packages": [{ "barcode": "PKG-1" }], "requiredProof": ["code", "photo"] }))).await;
    let id = made.text("id");
    let other = json!({ "service": id, "type": "code", "code": "PKG-2" });
    let refused = house.post("/v1/proofs", &other).await;
    assert_eq!(refused.broken(), [("/code".to_owned(), "other_code".to_owned())]);
    for code in ["PKG-1".to_owned(), made.text("code").to_lowercase()] {
        let scanned = house.post("/v1/proofs", &json!({ "service": id, "type": "code", "code": code })).await;
        assert_eq!(scanned.text("status"), "attached", "{}", scanned.text);
    }
    let told =
        json!({ "service": id, "type": "receiver", "receiverName": "Bia Lima", "receiverDocument": "111.444.777-35" });
    let key = uuid::Uuid::now_v7().to_string();
    let ask = || {
        let request = house.merchant.program(&house.world, Method::POST, "/v1/proofs");
        send(request.header("idempotency-key", &key).json(&told))
    };
    let (first, second) = (ask().await, ask().await);
    assert_eq!((first.status.as_u16(), &first.text), (201, &second.text), "asked twice, added once");
    let listed = house.get(&format!("/v1/services/{id}/proofs")).await;
    assert_eq!(listed.json["items"].as_array().unwrap().len(), 3, "{}", listed.text);
    assert_eq!(listed.json["missing"], json!(["photo"]));
    for secret in ["Bia", "111.444", "PKG-1"] {
        for path in [format!("/v1/services/{id}/timeline"), "/v1/events?after=0".to_owned()] {
            assert!(!house.get(&path).await.text.contains(secret), "{path} tells {secret}");
        }
    }
    house.world.stop().await;
}

#[tokio::test]
async fn the_office_puts_nothing_to_done_that_lacks_a_proof() {
    let house = House::open().await;
    let id = house.make(&with(&json!({ "requiredProof": ["receiver_name"] }))).await.text("id");
    let path = format!("/v1/services/{id}/status-changes");
    let why = house.justification().await;
    let done = json!({ "action": "correct", "to": "done", "justification": why });
    let refused = house.post(&path, &done).await;
    assert_eq!(refused.outcome(), (409, "proof_missing".to_owned()), "{}", refused.text);
    assert!(refused.text("detail").contains("receiver_name"), "{}", refused.text);
    let told = json!({ "service": id, "type": "receiver", "receiverName": "Bia Lima" });
    assert_eq!(house.post("/v1/proofs", &told).await.status, 201);
    assert_eq!(house.post(&path, &done).await.text("status"), "done");
    house.world.stop().await;
}

#[tokio::test]
async fn an_announcement_names_every_error_and_evidence_is_seen_with_its_service_only() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let wrong = json!({ "service": "x", "type": "photo", "contentType": "image/gif", "size": 13_000_000, "sha256": "y",
        "code": "PKG-1", "lat": 91.0, "lng": 0.0 });
    let refused = house.post("/v1/proofs", &wrong).await;
    let broken: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(broken, ["/service", "/contentType", "/size", "/sha256", "/code", "/lat"], "{}", refused.text);
    assert_eq!(
        house.post("/v1/proofs", &json!({ "service": id, "type": "photo", "key": "proofs/x" })).await.status,
        400
    );
    for nothing in [json!({ "service": id, "type": "receiver" }), json!({ "service": id, "type": "film" })] {
        assert_eq!(house.post("/v1/proofs", &nothing).await.status, 422);
    }
    let unknown =
        house.post("/v1/proofs", &json!({ "service": PERSON, "type": "receiver", "receiverName": "Bia" })).await;
    assert_eq!(unknown.broken(), [("/service".to_owned(), "unknown_service".to_owned())]);
    assert_eq!(house.get(&format!("/v1/proofs/{PERSON}")).await.status, 404);

    let told =
        house.post("/v1/proofs", &json!({ "service": id, "type": "receiver", "receiverName": "Bia Lima" })).await;
    let path = told.header("location").to_owned();
    let stranger = Merchant::found(&house.world, "stranger").await;
    for path in [path.clone(), format!("/v1/services/{id}/proofs")] {
        let elsewhere = send(stranger.program(&house.world, Method::GET, &path)).await;
        assert_eq!((elsewhere.status.as_u16(), elsewhere.text.contains("Bia")), (404, false), "{path}");
    }
    let body = json!({ "service": id, "type": "receiver", "receiverName": "Bia" });
    let foreign = send(stranger.post(&house.world, "/v1/proofs").json(&body)).await;
    assert_eq!(foreign.broken(), unknown.broken());
    let partner = json!({ "name": "Parceiro" });
    let partner = house.post("/v1/partners", &partner).await.text("id");
    let sight = json!({ "partner": partner });
    let session = house.merchant.invite(&house.world, "parceiro@example.com", "partner", &sight).await;
    let seen = house.world.request(Method::GET, &path).bearer_auth(session["accessToken"].as_str().unwrap());
    assert_eq!(send(seen).await.status, 404, "the service is no concern of this partner");
    for _ in 0..39 {
        let more = house.post("/v1/proofs", &body).await;
        assert_eq!(more.status, 201, "{}", more.text);
    }
    assert_eq!(house.post("/v1/proofs", &body).await.outcome(), (409, "too_many_proofs".to_owned()));
    house.world.stop().await;
}

#[tokio::test]
async fn what_never_came_takes_no_place_and_a_repeat_has_an_address_that_works() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let file = jpeg(64, 48);
    let body = announced(&id, "photo", "image/jpeg", &file);
    let key = uuid::Uuid::now_v7().to_string();
    let ask = async || {
        let request = house.merchant.program(&house.world, Method::POST, "/v1/proofs").header("idempotency-key", &key);
        let asked = send(request.json(&body)).await;
        assert_eq!(
            (asked.status.as_u16(), asked.text("status")),
            (201, "awaiting_upload".to_owned()),
            "{}",
            asked.text
        );
        asked.json
    };
    let first = ask().await;
    for _ in 0..39 {
        house.announce(&body).await;
    }
    assert_eq!(house.post("/v1/proofs", &body).await.outcome(), (409, "too_many_proofs".to_owned()));
    house.world.edition().clock().advance(SignedDuration::from_mins(100));
    assert_eq!(house.get(&format!("/v1/proofs/{}", first["id"].as_str().unwrap())).await.json["status"], "refused");

    let again = ask().await;
    assert_eq!(again["id"], first["id"]);
    assert_ne!(again["upload"]["expiresAt"], first["upload"]["expiresAt"], "{again}");
    assert_eq!(
        house.get(&format!("/v1/proofs/{}", first["id"].as_str().unwrap())).await.json["status"],
        "awaiting_upload"
    );
    house.announce(&body).await;
    house.world.stop().await;
}
