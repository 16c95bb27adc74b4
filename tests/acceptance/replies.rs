//! Answers of recipients: each is carried out once, asked about once, or put before a person.

use acceptance::world::{Answer, send};
use domain::access::TenantScope;
use domain::asked::{Asked, Choice};
use domain::consent::Consent;
use domain::conversation::Thread;
use domain::message::Notice;
use domain::phone::Phone;
use edge::Gate;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use store::{Commit, keys};

use crate::windows::House;

mod burst;
mod late;
mod meant;
mod posted;
mod strange;

const NUMBER: &str = "+5511999990000";
const STRANGER: &str = "+5511988887777";

/// A recipient who was asked about services of a house.
struct Talking {
    house: House,
    gate: Gate,
}

impl Talking {
    async fn open(places: u32) -> Self {
        Self::within(House::open(places).await).await
    }

    async fn within(house: House) -> Self {
        let gate = Gate::open(house.world.edition().env()).await.unwrap();
        Self { house, gate }
    }

    fn scope(&self) -> TenantScope {
        TenantScope::acting_for(self.house.merchant.account.parse().unwrap())
    }

    /// The recipient is asked about a service, with the first two windows to choose from.
    async fn ask(&self, service: &str) -> Vec<String> {
        // What it is asked by itself comes before.
        self.house.world.settle().await;
        let windows: Vec<String> = self.house.offered(service).await.into_iter().take(2).collect();
        let choice = |(n, id): (u32, &String)| {
            let shift = if id.ends_with("0800-1200") { "morning" } else { "afternoon" };
            let shift = serde_json::from_value(json!(shift)).unwrap();
            Choice { n, window: id.parse().unwrap(), shift }
        };
        let now = self.gate.now();
        let asked = Asked {
            account: self.scope().account(),
            service: service.parse().unwrap(),
            notice: Notice::NotScheduled,
            choices: (1..).zip(&windows).map(choice).collect(),
            at: now,
            until: now + SignedDuration::from_hours(24),
            message: None,
            taken: false,
            before: None,
        };
        let number = self.gate.number(&Phone::new(None, NUMBER).unwrap());
        let before = self.gate.store().choices_of(&number, (asked.account, asked.service), now).await.unwrap();
        let commit = Commit::new(self.scope(), now, self.gate.fresh()).ask(&number, before.as_ref(), &asked);
        self.gate.store().commit(commit).await.unwrap();
        windows
    }

    /// Somebody writes to us, and everything that follows is done.
    async fn sms(&self, from: &str, text: &str) {
        let body = json!({ "from": from, "to": "+551140028922", "body": text });
        let answer = send(self.house.world.request(Method::POST, "/_local/sms").json(&body)).await;
        assert_eq!(answer.status, 202, "{}", answer.text);
        self.house.world.settle().await;
    }

    /// The texts that have gone out to a number, oldest first.
    async fn sent(&self, to: &str) -> Vec<String> {
        self.house.world.settle().await;
        let request = self.house.world.request(Method::GET, "/_local/outbox").header("accept", "application/json");
        let all = send(request).await.json.as_array().cloned().unwrap();
        let mine = all.iter().rev().filter(|entry| entry["to"] == to);
        mine.map(|entry| entry["text"].as_str().unwrap().to_owned()).collect()
    }

    async fn window(&self, service: &str) -> Value {
        self.house.get(&format!("/v1/bookings/{service}")).await.json["window"]["id"].clone()
    }

    async fn thread(&self, service: &str) -> Thread {
        let key = keys::thread(self.scope(), service.parse().unwrap());
        self.gate.store().read(&key, self.gate.now()).await.unwrap().unwrap().value
    }

    /// Why something waits for a person, by service.
    async fn inbox(&self) -> Vec<(String, String)> {
        let found = self.house.get("/v1/inbox").await;
        assert_eq!(found.status, 200, "{}", found.text);
        let text = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
        found.json["items"].as_array().unwrap().iter().map(|item| (text(item, "service"), text(item, "why"))).collect()
    }

    /// What the timeline says of replies: kind, what was done, and why.
    async fn told(&self, service: &str) -> Vec<(String, String, String)> {
        let timeline = self.house.get(&format!("/v1/services/{service}/timeline")).await;
        let entries = timeline.json["items"].as_array().unwrap_or_else(|| panic!("{}", timeline.text)).clone();
        let text = |entry: &Value, pointer: &str| {
            entry.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let all =
            entries.iter().map(|entry| (text(entry, "/kind"), text(entry, "/data/did"), text(entry, "/data/why")));
        all.filter(|(kind, ..)| kind.starts_with("reply.")).collect()
    }

    async fn consent(&self) -> Consent {
        let number = self.gate.number(&Phone::new(None, NUMBER).unwrap());
        let found = self.gate.store().read(&keys::consent(self.scope(), number.as_str()), self.gate.now()).await;
        found.unwrap().map(|stored| stored.value).unwrap_or_default()
    }
}

fn told(kind: &str, did: &str, why: &str) -> (String, String, String) {
    (kind.to_owned(), did.to_owned(), why.to_owned())
}

#[tokio::test]
async fn an_answer_with_a_number_moves_the_delivery() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    let windows = talking.ask(&service).await;
    talking.sms(NUMBER, "2").await;
    assert_eq!(talking.window(&service).await, windows[1].as_str());
    assert_eq!(talking.told(&service).await, [told("reply.received", "booked", "")]);
    talking.sms(NUMBER, "2").await;
    assert_eq!(talking.told(&service).await[1], told("reply.received", "confirmed", ""), "again confirms");
    talking.sms(NUMBER, "obrigado!").await;
    assert_eq!(talking.told(&service).await[2], told("reply.received", "nothing", ""));
    assert_eq!(talking.house.taken(&windows[1]).await, 1);
    let lines: Vec<String> = talking.thread(&service).await.lines.into_iter().map(|line| line.text).collect();
    assert_eq!(lines, ["2", "2", "obrigado!"]);
    assert!(talking.inbox().await.is_empty());
}

#[tokio::test]
async fn the_same_sms_twice_has_its_effect_once() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    talking.ask(&service).await;
    let body = json!({ "originationNumber": NUMBER, "destinationNumber": "+551140028922", "messageKeyword": "K",
        "messageBody": "1", "previousPublishedMessageId": null, "inboundMessageId": "cae173d2" });
    let record =
        |id: &str| json!({ "messageId": id, "body": body.to_string(), "eventSource": "aws:sqs", "attributes": {} });
    let batch = json!({ "Records": [record("a"), record("b"), record("c")] });
    for _ in 0..2 {
        let answer = talking.house.world.edition().invoke("ReceiveReply", batch.clone()).await.unwrap();
        assert_eq!(answer["batchItemFailures"], json!([]));
    }
    assert_eq!(talking.told(&service).await, [told("reply.received", "booked", "")]);
    assert_eq!(talking.thread(&service).await.lines.len(), 1);
}

#[tokio::test]
async fn who_is_not_understood_is_asked_once_and_then_answered_by_a_person() {
    let talking = Talking::open(5).await;
    let house = &talking.house;
    let service = house.service(1).await;
    talking.ask(&service).await;
    talking.sms(NUMBER, "não").await;
    assert_eq!(talking.told(&service).await, [told("reply.not_understood", "asked", "unclear")]);
    assert!(talking.inbox().await.is_empty());
    talking.sms(NUMBER, "=HYPERLINK(\"http://x\")").await;
    assert_eq!(talking.told(&service).await[1], told("reply.not_understood", "handed_over", "not_understood"));
    assert_eq!(talking.inbox().await, [(service.clone(), "not_understood".to_owned())]);
    assert_eq!(talking.window(&service).await, Value::Null, "doubt moves nothing");

    let path = format!("/v1/inbox/{service}");
    let answered = house.post(&format!("{path}/answers"), &json!({ "text": "Ligamos em seguida." })).await;
    assert_eq!(
        (answered.status.as_u16(), &answered.json["lines"][2]["side"]),
        (201, &json!("office")),
        "{}",
        answered.text
    );
    assert_eq!(
        talking.sent(NUMBER).await.last().unwrap(),
        "casa: Ligamos em seguida.",
        "what a person writes goes out"
    );
    for text in [" ".to_owned(), "a".repeat(460), "ж".repeat(250), "🙂".to_owned()] {
        let refused = house.post(&format!("{path}/answers"), &json!({ "text": text })).await;
        assert_eq!(refused.broken(), [("/text".to_owned(), "length".to_owned())]);
    }
    let unknown = json!({ "reason": "0193b0a0-0000-7000-8000-000000000001" });
    assert_eq!(house.post(&format!("{path}/closure"), &unknown).await.status, 422);
    let reason = house.post("/v1/chat-reasons", &json!({ "name": "Resolvido" })).await;
    assert_eq!(reason.status, 201, "{}", reason.text);
    let closed = house.post(&format!("{path}/closure"), &json!({ "reason": reason.text("id") })).await;
    assert_eq!((closed.status.as_u16(), &closed.json["waits"]), (200, &Value::Null), "{}", closed.text);
    assert!(talking.inbox().await.is_empty());
    let again = house.post(&format!("{path}/closure"), &json!({ "reason": reason.text("id") })).await;
    assert_eq!(again.outcome(), (409, "not_waiting".to_owned()));
    talking.sms(NUMBER, "1").await;
    assert_ne!(talking.window(&service).await, Value::Null, "a number still chooses");

    talking.sms(NUMBER, "quanto custa o frete?").await;
    assert_eq!(talking.inbox().await.len(), 1);
    let text = house.post(&format!("{path}/closure"), &json!({ "reason": "resolvido" })).await;
    assert_eq!(text.broken(), [("/reason".to_owned(), "invalid_id".to_owned())]);
    let closed = house.post(&format!("{path}/closure"), &json!({})).await;
    assert_eq!((&closed.json["waits"], &closed.json["closed"]["reason"]), (&Value::Null, &Value::Null));
    assert_eq!(closed.status, 200, "who counts no reasons needs none: {}", closed.text);
}

#[tokio::test]
async fn a_person_answers_whoever_has_not_stopped_messages_once() {
    let talking = Talking::open(5).await;
    let house = &talking.house;
    let service = house.service(1).await;
    talking.ask(&service).await;
    talking.sms(NUMBER, "quanto custa o frete?").await;
    let (path, key) = (format!("/v1/inbox/{service}/answers"), uuid::Uuid::now_v7().to_string());
    let text = "O frete já está pago. ".repeat(15);
    for _ in 0..2 {
        let request = house.merchant.program(&house.world, Method::POST, &path).header("idempotency-key", &key);
        let answered = send(request.json(&json!({ "text": text }))).await;
        assert_eq!(answered.status, 201, "{}", answered.text);
    }
    let of_office = async || {
        let sent = talking.sent(NUMBER).await;
        sent.into_iter().filter(|text| text.contains("pago")).collect::<Vec<_>>()
    };
    assert_eq!(of_office().await, [format!("casa: {}", text.trim().replace('á', "a"))], "whole, and once");
    let listed = house.get(&format!("/v1/messages?service={service}")).await.json;
    let record = listed["items"].as_array().unwrap().iter().find(|item| item["notice"] == "answered").unwrap().clone();
    assert_eq!(
        (&record["channel"], &record["status"], &record["segments"]),
        (&json!("sms"), &json!("accepted"), &json!(3))
    );

    talking.sms(NUMBER, "STOP").await;
    assert_eq!(house.post(&path, &json!({ "text": "Ainda pago." })).await.status, 201);
    assert_eq!(of_office().await.len(), 1, "whoever wants no messages gets none");
    let listed = house.get(&format!("/v1/messages?service={service}")).await.json;
    let withheld: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|item| &item["why"]).collect();
    assert!(withheld.contains(&&json!("stopped")), "{withheld:?}");
}

#[tokio::test]
async fn what_cannot_be_told_or_had_moves_nothing() {
    let talking = Talking::open(1).await;
    let house = &talking.house;
    let (first, second) = (house.service(1).await, house.service(2).await);
    talking.ask(&first).await;
    talking.sms(STRANGER, "1").await;
    assert_eq!(talking.window(&first).await, Value::Null, "a number that nobody wrote to");

    talking.ask(&second).await;
    talking.sms(NUMBER, "1").await;
    assert_eq!((talking.window(&first).await, talking.window(&second).await), (Value::Null, Value::Null));
    let waiting: Vec<String> = talking.inbox().await.into_iter().map(|(_, why)| why).collect();
    assert_eq!(waiting, ["two_deliveries"]);
}

#[tokio::test]
async fn a_window_that_went_meanwhile_is_not_replaced_but_asked_about() {
    let talking = Talking::open(1).await;
    let service = talking.house.service(1).await;
    let windows = talking.ask(&service).await;
    let faster = talking.house.service_to(2, STRANGER).await;
    assert_eq!(talking.house.book(&faster, &windows[0]).await.status, 200);
    talking.sms(NUMBER, "1").await;
    assert_eq!(talking.told(&service).await, [told("reply.not_understood", "asked", "window_gone")]);
    assert_eq!(talking.window(&service).await, Value::Null);
    assert!(talking.inbox().await.is_empty());
    let text = talking.sent(NUMBER).await.pop().unwrap();
    assert!(text.starts_with("casa: horario esgotado. Responda 1 "), "{text}");
}

#[tokio::test]
async fn a_delivery_that_is_over_is_answered_about_by_a_person() {
    let talking = Talking::open(5).await;
    let house = &talking.house;
    let service = house.service(1).await;
    talking.ask(&service).await;
    let why = house.post("/v1/justifications", &json!({ "name": "Desistiu" })).await;
    let cancel = json!({ "action": "cancel", "justification": why.text("id") });
    let cancelled = house.post(&format!("/v1/services/{service}/status-changes"), &cancel).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    talking.sms(NUMBER, "1").await;
    assert_eq!(talking.window(&service).await, Value::Null);
    assert_eq!(talking.inbox().await, [(service, "ended".to_owned())]);
}

#[tokio::test]
async fn stop_stops_everything_to_the_number_and_start_restores_it() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    talking.ask(&service).await;
    for word in ["STOP", "stop.", "Stop!", "PARAR", "SAIR", "ARRET", "STOP please", "Baja"] {
        talking.sms(NUMBER, word).await;
        assert!(talking.consent().await.stopped, "{word}");
        house_minute(&talking).await;
        talking.sms(NUMBER, "START").await;
        assert!(!talking.consent().await.stopped, "after {word}");
        house_minute(&talking).await;
    }
    talking.sms(NUMBER, "CANCELAR").await;
    assert!(!talking.consent().await.stopped, "a bare CANCELAR is asked about");
    assert_eq!(talking.told(&service).await, [told("reply.not_understood", "asked", "unclear")]);
}

async fn house_minute(talking: &Talking) {
    talking.house.world.advance(SignedDuration::from_mins(1)).await;
}

#[tokio::test]
async fn the_inbox_of_another_account_is_not_there() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    talking.ask(&service).await;
    talking.sms(NUMBER, "quanto custa o frete?").await;
    assert_eq!(talking.inbox().await, [(service.clone(), "question".to_owned())]);
    let other = acceptance::merchant::Merchant::found(&talking.house.world, "outra").await;
    let path = format!("/v1/inbox/{service}");
    let answer: Answer = send(other.program(&talking.house.world, Method::GET, &path)).await;
    assert_eq!(answer.status, 404);
    let answer = send(other.program(&talking.house.world, Method::GET, "/v1/inbox")).await;
    assert_eq!(answer.json["items"], json!([]));
}
