//! What is told of windows: booked at night, given up, missed, and what is no answer about them.

use super::*;
use acceptance::receiver::{Manner, Receiver};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use edge::{BoxFuture, Env, Function, StartError};
use jiff::SignedDuration;
use std::sync::OnceLock;

static MAILS: OnceLock<Receiver> = OnceLock::new();

fn through_a_provider_of_mail(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    let url = MAILS.get_or_init(Receiver::start).url("");
    send_notification::start(env.with("AWS_ENDPOINT_URL_SESV2", &url))
}

impl House {
    async fn offered(&self, service: &str) -> Vec<Value> {
        let offered = self.get(&format!("/v1/bookings/{service}/windows")).await;
        let items = offered.json["items"].as_array().unwrap_or_else(|| panic!("{}", offered.text));
        items.iter().map(|item| item["window"]["id"].clone()).collect()
    }

    async fn book(&self, service: &str, window: &Value) {
        let booked = self.post(&format!("/v1/bookings/{service}"), &json!({ "window": window })).await;
        assert_eq!(booked.status, 200, "{}", booked.text);
    }

    /// The messages of one notice about a service, as channel and status.
    async fn of(&self, service: &str, notice: &str) -> Vec<(String, String)> {
        let all = self.records(service).await.into_iter().filter(|(found, ..)| found == notice);
        let mut found: Vec<_> = all.map(|(_, channel, status)| (channel, status)).collect();
        found.sort();
        found
    }
}

/// What stands under a name in each entry for the calendar that was mailed, oldest first.
fn entries(names: [&str; 4]) -> Vec<[String; 4]> {
    let received = MAILS.get().unwrap().received();
    let file = |mail: &Value| {
        let packed = mail.pointer("/Content/Simple/Attachments/0/RawContent")?.as_str()?.to_owned();
        Some(String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap().replace("\r\n ", ""))
    };
    let files = received.iter().filter_map(|mail| file(&mail.json()));
    let line = |file: &str, name: &str| {
        let start = format!("{name}:");
        file.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default().to_owned()
    };
    files.map(|file| names.map(|name| line(&file, name))).collect()
}

fn both(status: &str) -> Vec<(String, String)> {
    ["email", "sms"].map(|channel| (channel.to_owned(), status.to_owned())).to_vec()
}

#[tokio::test]
async fn what_is_booked_at_night_for_the_morning_is_told_as_the_morning_begins() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    house.until(21).await;
    house.world.advance(SignedDuration::from_mins(30)).await;
    let offered = house.offered(&id).await;
    assert!(offered[0].as_str().unwrap().ends_with("0800-1200"), "{offered:?}");
    house.book(&id, &offered[0]).await;
    assert_eq!(house.of(&id, "rescheduled").await, both("waiting"));
    house.until(8).await;
    house.world.advance(SignedDuration::from_mins(2)).await;
    assert_eq!(house.of(&id, "rescheduled").await, both("accepted"));
    house.world.stop().await;
}

#[tokio::test]
async fn a_window_that_is_given_up_is_told_and_another_one_offered() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    let offered = house.offered(&id).await;
    house.book(&id, &offered[2]).await;
    let given_up = house.post(&format!("/v1/bookings/{id}/cancellation"), &json!({})).await;
    assert_eq!(given_up.status, 200, "{}", given_up.text);
    assert_eq!(house.of(&id, "unscheduled").await, both("accepted"));
    let last = house.sent(PHONE).await.pop().unwrap();
    assert!(last["text"].as_str().unwrap().contains("horario desmarcado. Responda 1 "), "{last}");
    let mail = house.sent(MAIL).await.pop().unwrap();
    assert_eq!(mail["subject"], "casa: O horário da sua entrega foi desmarcado");
    house.replied("1").await;
    let booked = house.get(&format!("/v1/bookings/{id}")).await.json["window"]["id"].clone();
    assert_eq!(booked, offered[0], "the numbers of that message count");

    let ended = house.service().await;
    house.book(&ended, &offered[2]).await;
    let why = house.post("/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
    let cancel = json!({ "action": "cancel", "justification": why });
    let cancelled = house.post(&format!("/v1/services/{ended}/status-changes"), &cancel).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    assert_eq!(house.of(&ended, "cancelled").await, both("accepted"));
    assert_eq!(house.of(&ended, "unscheduled").await, [], "what ends with its service is told once");
    house.world.stop().await;
}

#[tokio::test]
async fn a_calendar_follows_a_window_that_is_booked_moved_and_called_off() {
    let taken = r#"{"MessageId":"m-1"}"#;
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}", taken.len());
    let provider = MAILS.get_or_init(Receiver::start).clone();
    provider.behaves(Manner::Answers(format!("{answer}\r\n\r\n{taken}")));
    let world =
        World::with(|options| options.functions = vec![("send-notification", through_a_provider_of_mail)]).await;
    let house = House::within(world).await;
    told::windows(&house).await;
    let id = house.service().await;
    let offered = house.offered(&id).await;
    let (first, second) = (&offered[2], &offered[3]);
    house.book(&id, first).await;
    house.world.settle().await;
    house.book(&id, second).await;
    house.world.settle().await;
    assert_eq!(house.post(&format!("/v1/bookings/{id}/cancellation"), &json!({})).await.status, 200);
    house.world.settle().await;
    house.book(&id, first).await;
    house.world.settle().await;
    let why = house.post("/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
    let cancel = json!({ "action": "cancel", "justification": why });
    assert_eq!(house.post(&format!("/v1/services/{id}/status-changes"), &cancel).await.status, 200);
    house.world.settle().await;

    let found = entries(["METHOD", "SEQUENCE", "UID", "DTSTART"]);
    let (one, two) = (found[0][3].clone(), found[1][3].clone());
    assert!(one != two && found[0][2] == format!("{id}@entrega"), "{found:?}");
    let uid = found[0][2].clone();
    let expected =
        [("PUBLISH", 0, &one), ("PUBLISH", 1, &two), ("CANCEL", 2, &two), ("PUBLISH", 3, &one), ("CANCEL", 4, &one)];
    let expected = expected
        .map(|(method, sequence, starts)| [method.to_owned(), sequence.to_string(), uid.clone(), starts.clone()]);
    assert_eq!(found, expected);

    // What never had a window takes nothing out of a calendar.
    let free = house.service().await;
    assert_eq!(house.post(&format!("/v1/services/{free}/status-changes"), &cancel).await.status, 200);
    house.world.settle().await;
    assert_eq!(entries(["METHOD", "SEQUENCE", "UID", "DTSTART"]).len(), 5);
    house.world.stop().await;
}

#[tokio::test]
async fn who_agreed_on_a_day_is_not_asked_for_one() {
    let house = House::open().await;
    told::windows(&house).await;
    let mut body = service();
    let in_three_days = house.world.edition().clock().now() + SignedDuration::from_hours(72);
    body["scheduledDate"] = json!(in_three_days.in_tz("America/Sao_Paulo").unwrap().date().to_string());
    let id = house.post("/v1/services", &body).await.text("id");
    house.world.advance(SignedDuration::from_hours(25)).await;
    assert_eq!(house.records(&id).await, []);
    let asked = house.service().await;
    assert_eq!(house.of(&asked, "not_scheduled").await, both("accepted"), "others are");
    house.world.stop().await;
}

#[tokio::test]
async fn whoever_asks_something_is_told_that_it_is_passed_on_and_not_that_it_is_noted() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    house.world.settle().await;
    house.replied("quanto custa o frete?").await;
    let last = house.sent(PHONE).await.pop().unwrap();
    let text = last["text"].as_str().unwrap();
    assert!(text.starts_with("casa: recebemos sua mensagem e vamos responder."), "{text}");
    assert_eq!(house.of(&id, "reply_passed_on").await, [("sms".to_owned(), "accepted".to_owned())]);
    assert_eq!(house.of(&id, "reply_understood").await, []);
    house.world.stop().await;
}

#[tokio::test]
async fn who_was_not_met_chooses_the_next_window_by_its_number() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    let reason = house.post("/v1/failure-reasons", &json!({ "name": "Ninguém em casa", "after": "reschedule" })).await;
    assert_eq!(reason.status, 201, "{}", reason.text);
    house.route(&[&id]).await;
    house.report(1, &id, "start").await;
    let now = house.world.edition().clock().now().to_string();
    let event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": 2, "service": id, "type": "fail",
        "occurredAt": now, "reason": reason.text("id") });
    let body = json!({ "driver": DRIVER, "device": "one", "sentAt": now, "events": [event] });
    let told = send(house.merchant.program(&house.world, Method::POST, "/v1/driver-events").json(&body)).await;
    assert_eq!(told.json["items"][0]["outcome"], "applied", "{}", told.text);
    let last = house.sent(PHONE).await.pop().unwrap();
    let text = last["text"].as_str().unwrap();
    assert!(text.starts_with("casa: nao entregamos. Ninguém em casa. Responda 1 ") && text.contains(", 2 "), "{text}");
    let offered = house.offered(&id).await;
    house.replied("2").await;
    let booked = house.get(&format!("/v1/bookings/{id}")).await.json["window"]["id"].clone();
    assert_eq!(booked, offered[1]);
    house.world.stop().await;
}
