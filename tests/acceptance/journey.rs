//! One story from a cart to a proven delivery, told over HTTP only, so that it can be told to any running stack.

use std::time::{Duration, Instant};

use acceptance::picture::{digest, jpeg, photo, png};
use acceptance::receiver::{Received, Receiver};
use acceptance::world::{Answer, PATIENCE, World, send};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use standardwebhooks::Webhook;

/// A running stack, as its users know it.
struct Stage {
    url: String,
    client: reqwest::Client,
    key: String,
    manager: (String, String),
}

impl Stage {
    async fn of(world: &World) -> Self {
        let sample = world.sample();
        let user = sample.users.iter().find(|user| user.role == "manager").expect("the sample has a manager");
        Self {
            url: world.edition().url().to_owned(),
            client: reqwest::Client::new(),
            key: sample.api_key.secret.clone(),
            manager: (user.email.clone(), user.password.clone()),
        }
    }

    fn request(&self, method: Method, path: &str, token: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url)).bearer_auth(token);
        let request = request.header("accept", "application/json");
        request.header("idempotency-key", uuid::Uuid::now_v7().to_string())
    }

    async fn post(&self, path: &str, token: &str, body: &Value) -> Value {
        let answer = send(self.request(Method::POST, path, token).json(body)).await;
        assert!(answer.status.is_success(), "POST {path}: {} {}", answer.status, answer.text);
        answer.json
    }

    async fn get(&self, path: &str) -> Answer {
        let answer = send(self.request(Method::GET, path, &self.key)).await;
        assert!(answer.status.is_success(), "GET {path}: {} {}", answer.status, answer.text);
        answer
    }

    /// Asks again until an answer is what it must come to.
    async fn until(&self, path: &str, token: &str, told: impl Fn(&Value) -> bool) -> Value {
        let from = Instant::now();
        loop {
            let answer = send(self.request(Method::GET, path, token)).await;
            if told(&answer.json) {
                return answer.json;
            }
            assert!(from.elapsed() < PATIENCE, "{path} never comes to it: {}", answer.text);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn session(&self) -> String {
        let (email, password) = &self.manager;
        let body = json!({ "email": email, "password": password });
        text(&self.post("/v1/sessions", "nobody", &body).await, "accessToken")
    }

    /// A driver of the register with a sign-in of its own: the id of the entry, and the token.
    async fn driver(&self) -> (String, String) {
        let driver = self.post("/v1/drivers", &self.key, &json!({ "name": "Davi Rocha" })).await;
        let (driver, email) = (text(&driver, "id"), format!("davi.{}@casaverde.example", uuid::Uuid::now_v7()));
        let user = json!({ "email": email, "name": "Davi Rocha", "role": "driver", "reach": { "driver": driver },
            "language": "pt-BR" });
        self.post("/v1/users", &self.session().await, &user).await;
        let is_his = |mail: &&Value| mail["to"] == json!(email);
        let sent = |mails: &Value| mails.as_array().is_some_and(|mails| mails.iter().any(|mail| is_his(&mail)));
        let mails = self.until("/_local/outbox", "", sent).await;
        let mail = mails.as_array().into_iter().flatten().find(is_his).expect("it was there");
        let token = acceptance::mailbox::token_in(mail, "invitations");
        let path = format!("/v1/invitations/{token}");
        let joined = self.post(&path, "nobody", &json!({ "password": "muito secreto 1" })).await;
        (driver, text(&joined, "accessToken"))
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
}

#[expect(clippy::disallowed_methods, reason = "the clock of a stack is the real one")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// What a driver's device does with a service.
struct Device<'a> {
    stage: &'a Stage,
    driver: String,
    token: String,
    service: String,
    seq: u64,
}

impl Device<'_> {
    /// Reports what happens now; answers what became of it and what the service is in.
    async fn report(&mut self, kind: &str, further: Value) -> (String, String) {
        self.seq += 1;
        let mut event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": self.seq, "service": self.service,
            "type": kind, "occurredAt": now().to_string(), "lat": -3.1, "lng": -60.02 });
        for (name, value) in further.as_object().into_iter().flatten() {
            event[name] = value.clone();
        }
        let body = json!({ "driver": self.driver, "device": "davis phone", "sentAt": now().to_string(),
            "events": [event] });
        let told = self.stage.post("/v1/driver-events", &self.token, &body).await;
        (text(&told["items"][0], "outcome"), text(&told["items"][0], "status"))
    }

    /// Uploads a picture, and follows it until it is evidence.
    async fn prove(&self, kind: &str, media_type: &str, file: &[u8]) -> Value {
        let body = json!({ "service": self.service, "type": kind, "contentType": media_type, "size": file.len(),
            "sha256": digest(file) });
        let asked = self.stage.post("/v1/proofs", &self.token, &body).await;
        let upload = &asked["upload"];
        let mut put = reqwest::Client::new().put(text(upload, "url")).body(file.to_vec());
        for (name, value) in upload["headers"].as_object().into_iter().flatten() {
            if name != "content-length" {
                put = put.header(name, value.as_str().unwrap());
            }
        }
        assert_eq!(send(put).await.status, 200);
        let path = format!("/v1/proofs/{}", text(&asked, "id"));
        self.stage.until(&path, &self.token, |proof| proof["status"] == "attached").await
    }
}

/// Whether an implementation that is not ours takes a request for genuine.
fn is_genuine(received: &Received, secret: &str) -> bool {
    let mut headers = http::HeaderMap::new();
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        headers.insert(name, received.header(name).parse().unwrap());
    }
    Webhook::new(secret).unwrap().verify(received.body.as_bytes(), &headers).is_ok()
}

#[tokio::test]
async fn a_cart_becomes_a_delivery_with_a_photo_and_a_signature_and_everyone_tells_the_same_story() {
    let receiver = Receiver::start();
    let host = receiver.host();
    let world = World::with(|options| {
        options.seed = true;
        options.manual_clock = false;
        options.parameters.insert("WebhookAllowedHosts".to_owned(), host);
    })
    .await;
    let stage = Stage::of(&world).await;
    Box::pin(delivered(&stage, &receiver)).await;
    world.stop().await;
}

async fn delivered(stage: &Stage, receiver: &Receiver) {
    let key = stage.key.clone();
    let webhook = stage.post("/v1/webhooks", &key, &json!({ "url": receiver.url("/journey") })).await;
    let reason = json!({ "name": "Ninguém em casa", "after": "retry" });
    let reason = text(&stage.post("/v1/failure-reasons", &key, &reason).await, "id");
    let (driver, token) = stage.driver().await;

    let cart = json!({ "destination": { "country": "BRA", "postalCode": "69005-040" },
        "items": [{ "sku": "camiseta-azul-m", "quantity": 2 }] });
    let quote = stage.post("/v1/quotes", &key, &cart).await;
    let option = &quote["options"][0];
    let order = json!({
        "quote": quote["id"], "option": option["id"], "order": "PEDIDO-77",
        "customer": { "firstName": "Ana", "lastName": "Souza", "phone": "+5592999990000" },
        "address": { "postalCode": "69005-040", "street": "Rua Ferreira Pena", "number": "10", "city": "Manaus",
            "state": "AM" },
        "requiredProof": ["photo", "signature"],
    });
    let service = stage.post("/v1/services", &key, &order).await;
    let id = text(&service, "id");
    assert_eq!(service["promise"]["price"], option["price"], "{service}");
    let deadline: jiff::Timestamp = text(&service["promise"], "deadline").parse().unwrap();
    let promised = text(option, "promisedAt");
    let instant = promised.parse::<jiff::Timestamp>().ok();
    let instant = instant.or_else(|| promised.parse::<jiff::Zoned>().ok().map(|zoned| zoned.timestamp()));
    assert_eq!(instant, Some(deadline), "{promised}");

    let route = json!({ "driver": driver, "date": now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string(),
        "services": [id] });
    let mut device = Device { stage, driver: driver.clone(), token: token.clone(), service: id.clone(), seq: 0 };
    let reported = |outcome: &str, status: &str| (outcome.to_owned(), status.to_owned());
    stage.post("/v1/routes", &key, &route).await;
    assert_eq!(device.report("start", json!({})).await, reported("applied", "under_way"));
    assert_eq!(device.report("fail", json!({ "reason": reason })).await, reported("applied", "failed"));
    let again = stage.post(&format!("/v1/services/{id}/status-changes"), &key, &json!({ "action": "retry" })).await;
    assert_eq!(again["status"], "active");
    stage.post("/v1/routes", &key, &route).await;
    let path = format!("/v1/driver-stops?date={}", text(&route, "date"));
    let day = send(stage.request(Method::GET, &path, &token)).await;
    let stops = day.json["items"].as_array().unwrap_or_else(|| panic!("{}", day.text));
    assert!(stops.iter().all(|stop| stop["service"] == json!(id)) && !stops.is_empty(), "{}", day.text);

    assert_eq!(device.report("start", json!({})).await, reported("applied", "under_way"));
    assert_eq!(device.report("arrive", json!({})).await, reported("applied", "under_way"));
    let picture = photo(&jpeg(800, 600));
    let proof = device.prove("photo", "image/jpeg", &picture).await;
    let bare = device.report("deliver", json!({ "proofs": ["photo"] })).await;
    assert_eq!(bare, reported("held", "under_way"), "the signature is missing");
    let signature = device.prove("signature", "image/png", &png(400, 160)).await;
    let delivery = json!({ "proofs": ["photo", "signature"], "receiverName": "Bia Lima" });
    assert_eq!(device.report("deliver", delivery).await, reported("applied", "done"));

    Box::pin(agree(stage, receiver, &text(&webhook, "secret"), &id, &[proof, signature])).await;
}

/// Service, timeline, feed, webhook and evidence tell the same story.
async fn agree(stage: &Stage, receiver: &Receiver, secret: &str, id: &str, pictures: &[Value]) {
    let shown = stage.get(&format!("/v1/services/{id}")).await.json;
    let ends: Vec<&Value> = shown["attempts"].as_array().unwrap().iter().map(|attempt| &attempt["outcome"]).collect();
    assert_eq!((&shown["status"], ends), (&json!("done"), vec![&json!("failed"), &json!("done")]), "{shown}");

    let timeline = stage.get(&format!("/v1/services/{id}/timeline")).await.json;
    assert_eq!(timeline["intact"], true, "{timeline}");
    let entries = timeline["items"].as_array().unwrap();
    assert_eq!(entries.iter().filter(|entry| entry["kind"] == "proof.attached").count(), 3, "{timeline}");
    let last = text(entries.last().unwrap(), "id");

    let feed = stage.until("/v1/events?limit=200", &stage.key, |feed| feed.to_string().contains(&last)).await;
    let told: Vec<&Value> =
        feed["items"].as_array().unwrap().iter().filter(|event| event["subject"] == json!(id)).collect();
    let pair = |event: &Value, kind: &str, head: &str| (event["id"].clone(), event[kind].clone(), event[head].clone());
    let of_feed: Vec<_> = told.iter().map(|event| pair(event, "type", "head")).collect();
    let of_timeline: Vec<_> = entries.iter().map(|entry| pair(entry, "kind", "hash")).collect();
    assert_eq!(of_feed, of_timeline, "the feed tells what the timeline holds, each with the head that it led to");

    let from = Instant::now();
    let sent = loop {
        let sent: Vec<Received> =
            receiver.received().into_iter().filter(|one| one.json()["subject"] == json!(id)).collect();
        let all = told.iter().all(|event| sent.iter().any(|one| one.json()["id"] == event["id"]));
        if all {
            break sent;
        }
        assert!(from.elapsed() < PATIENCE, "{} of {} webhooks came", sent.len(), told.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    for one in &sent {
        assert!(is_genuine(one, secret), "{one:?}");
        let told = told.iter().find(|event| event["id"] == one.json()["id"]).expect("it is in the feed");
        let mut told = (*told).clone();
        told.as_object_mut().unwrap().remove("number");
        assert_eq!(one.json(), told, "a webhook says what the feed says");
    }

    let proofs = stage.get(&format!("/v1/services/{id}/proofs")).await.json;
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
    for person in ["Ana", "Souza", "Bia Lima", "Ferreira Pena", "99999"] {
        assert!(!everything.contains(person), "{person} is no concern of a timeline");
    }
}
