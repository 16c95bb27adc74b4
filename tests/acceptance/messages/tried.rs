//! What is told after an attempt in vain, and of replies that were understood but not carried out.

use super::*;
use jiff::SignedDuration;

impl House {
    /// The driver was there in vain.
    async fn failed(&self, seq: u64, service: &str, reason: &str) {
        let now = self.world.edition().clock().now().to_string();
        let event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": service, "type": "fail",
            "occurredAt": now, "reason": reason });
        let body = json!({ "driver": DRIVER, "device": "one", "sentAt": now, "events": [event] });
        let told = send(self.merchant.program(&self.world, Method::POST, "/v1/driver-events").json(&body)).await;
        assert_eq!(told.json["items"][0]["outcome"], "applied", "{}", told.text);
        self.world.settle().await;
    }

    /// How many messages of a notice there are by SMS.
    async fn count(&self, service: &str, notice: &str) -> usize {
        let records = self.records(service).await;
        records.iter().filter(|(found, channel, _)| found == notice && channel == "sms").count()
    }

    async fn newest(&self) -> String {
        self.sent(PHONE).await.pop().unwrap()["text"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn what_was_tried_in_vain_is_neither_late_nor_agreed_and_its_next_route_is_told() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    let offered = house.get(&format!("/v1/bookings/{id}/windows")).await.json;
    let window = &offered["items"][0]["window"]["id"];
    assert!(window.as_str().unwrap().ends_with("0800-1200"), "tomorrow morning: {window}");
    assert_eq!(house.post(&format!("/v1/bookings/{id}"), &json!({ "window": window })).await.status, 200);
    house.until(9).await;
    house.route(&[&id]).await;
    house.report(1, &id, "start").await;
    let reason = json!({ "name": "Ninguém em casa", "after": "retry" });
    let reason = house.post("/v1/failure-reasons", &reason).await.text("id");
    house.failed(2, &id, &reason).await;
    assert_eq!(house.count(&id, "not_delivered").await, 1);
    house.replied("ok").await;
    assert_eq!(house.count(&id, "reply_understood").await, 0, "nothing stands that could be agreed to");
    assert_eq!(house.count(&id, "reply_not_understood").await, 1);
    house.until(13).await;
    assert_eq!(house.count(&id, "late").await, 0, "who was not met knows");

    let why = house.post("/v1/justifications", &json!({ "name": "Nova tentativa" })).await.text("id");
    let retry = json!({ "action": "retry", "justification": why });
    let again = house.post(&format!("/v1/services/{id}/status-changes"), &retry).await;
    assert_eq!(again.status, 200, "{}", again.text);
    house.world.advance(SignedDuration::from_mins(30)).await;
    let route = house.route(&[&id]).await;
    assert_eq!(house.post(&format!("{route}/start"), &json!({})).await.status, 200);
    house.world.settle().await;
    house.world.advance(SignedDuration::from_mins(2)).await;
    assert_eq!(house.count(&id, "late").await, 0);
    let told = house.records(&id).await;
    assert!(told.contains(&("route_started".to_owned(), "sms".to_owned(), "accepted".to_owned())), "{told:?}");
    house.world.stop().await;
}

#[tokio::test]
async fn who_waits_for_a_person_is_told_so_once() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    house.world.settle().await;
    for text in ["quanto custa o frete?", "alô?", "estou dirigindo agora", "quanto custa?", "???"] {
        house.replied(text).await;
        house.world.advance(SignedDuration::from_mins(1)).await;
    }
    assert_eq!(house.count(&id, "reply_passed_on").await, 1);
    assert_eq!(house.get(&format!("/v1/inbox/{id}")).await.json["lines"].as_array().unwrap().len(), 5);
    house.world.advance(SignedDuration::from_hours(25)).await;
    house.replied("alguém aí?").await;
    assert_eq!(house.count(&id, "reply_passed_on").await, 2, "and once more when nobody has answered for a day");
    house.world.stop().await;
}

#[tokio::test]
async fn help_tells_how_to_stop_and_offers_windows() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    house.world.settle().await;
    house.replied("AJUDA").await;
    let text = house.newest().await;
    assert!(text.starts_with("casa: para sair, PARAR. Responda 1 ") && text.contains(", 2 "), "{text}");
    house.replied("2").await;
    assert_ne!(house.get(&format!("/v1/bookings/{id}")).await.json["window"]["id"], Value::Null);
    house.world.stop().await;
}

#[tokio::test]
async fn of_hourly_windows_the_hours_are_told() {
    let house = House::open().await;
    let slot = |hour: u8| json!({ "shift": "morning", "start": format!("{hour:02}:00"), "end": format!("{:02}:00", hour + 1), "days": [0, 1, 2, 3, 4, 5, 6] });
    let calendar = json!({ "name": "Todos", "horizonDays": 5, "leadDays": 1, "slots": [slot(9), slot(10), slot(11)] });
    let made = house.put("/v1/delivery-calendars/todos", &calendar).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = house.service().await;
    let asked = house.newest().await;
    assert!(asked.contains(" 9h-10h, 2 ") && asked.contains(" 10h-11h"), "{asked}");
    house.replied("2").await;
    let told = house.newest().await;
    assert!(told.contains("entre 10:00 e 11:00."), "{told}");
    let mail = house.sent(MAIL).await.pop().unwrap();
    assert!(mail["text"].as_str().unwrap().contains("entre 10:00 e 11:00."), "{mail}");
    assert_ne!(house.get(&format!("/v1/bookings/{id}")).await.json["window"]["id"], Value::Null);
    house.world.stop().await;
}
