//! What a clock causes: before a window, and late against a promise.

use super::*;
use jiff::SignedDuration;

fn of(records: &[(String, String, String)], notice: &str) -> Vec<(String, String)> {
    let mine = records.iter().filter(|(found, ..)| found == notice);
    let mut found: Vec<_> = mine.map(|(_, channel, status)| (channel.clone(), status.clone())).collect();
    found.sort();
    found
}

fn both(status: &str) -> Vec<(String, String)> {
    ["email", "sms"].map(|channel| (channel.to_owned(), status.to_owned())).to_vec()
}

#[tokio::test]
async fn who_was_promised_a_time_hears_once_when_it_is_over() {
    let house = House::open().await;
    let promised = async |hours: i64| {
        let mut body = service();
        let at = house.world.edition().clock().now() + SignedDuration::from_hours(hours);
        body["deadline"] = json!(at.to_string());
        house.post("/v1/services", &body).await.text("id")
    };
    let (late, done) = (promised(2).await, promised(2).await);
    house.route(&[&late, &done]).await;
    house.report(1, &done, "start").await;
    house.report(2, &done, "deliver").await;
    house.world.advance(SignedDuration::from_mins(118)).await;
    assert_eq!(of(&house.records(&late).await, "late"), []);
    house.world.advance(SignedDuration::from_mins(4)).await;
    assert_eq!(of(&house.records(&late).await, "late"), both("accepted"));
    assert_eq!(of(&house.records(&done).await, "late"), [], "it was there in time");
    house.world.advance(SignedDuration::from_hours(3)).await;
    assert_eq!(of(&house.records(&late).await, "late").len(), 2, "once");
    house.world.stop().await;
}

#[tokio::test]
async fn before_its_window_a_recipient_hears_what_is_switched_on_of_the_window_that_holds() {
    let house = House::open().await;
    told::windows(&house).await;
    let on = |channel: &str| json!({ "notice": "before_planning", "channel": channel, "on": true });
    let settled = house.put("/v1/message-settings/default", &json!({ "notices": [on("sms"), on("email")] })).await;
    assert_eq!(settled.status, 200, "{}", settled.text);
    let (stays, moves) = (house.service().await, house.service().await);
    let offered = house.get(&format!("/v1/bookings/{stays}/windows")).await.json;
    let window = |n: usize| offered["items"][n]["window"]["id"].clone();
    let book = async |service: &str, window: Value| {
        let booked = house.post(&format!("/v1/bookings/{service}"), &json!({ "window": window })).await;
        assert_eq!(booked.status, 200, "{}", booked.text);
    };
    book(&stays, window(4)).await;
    book(&moves, window(4)).await;
    book(&moves, window(8)).await;
    house.world.settle().await;
    // The fifth window is the morning three days from now; a day before it, at eight, quiet hours have just ended.
    house.until(8).await;
    assert_eq!(of(&house.records(&stays).await, "before_planning"), []);
    house.until(8).await;
    house.world.advance(SignedDuration::from_mins(5)).await;
    assert_eq!(of(&house.records(&stays).await, "before_planning"), both("accepted"));
    assert_eq!(of(&house.records(&moves).await, "before_planning"), [], "it has another window now");
    house.world.stop().await;
}

#[tokio::test]
async fn only_numbers_of_the_accounts_countries_are_written_to() {
    let house = House::open().await;
    let abroad = async || {
        let mut body = service();
        body["customer"] = json!({ "firstName": "Eva", "phone": "+5491123456789", "externalId": "eva" });
        let id = house.post("/v1/services", &body).await.text("id");
        house.route(&[&id]).await;
        id
    };
    let first = abroad().await;
    house.report(1, &first, "start").await;
    let listed = async |id: &str| house.get(&format!("/v1/messages?service={id}")).await.json["items"][0].clone();
    house.world.settle().await;
    let withheld = listed(&first).await;
    assert_eq!((&withheld["status"], &withheld["why"]), (&json!("withheld"), &json!("country")));
    let settled = house.put("/v1/message-settings/default", &json!({ "callingCodes": ["55", "54"] })).await;
    assert_eq!(settled.status, 200, "{}", settled.text);
    house.report(2, &first, "deliver").await;
    house.world.settle().await;
    assert_eq!(listed(&first).await["status"], "accepted");
    house.world.stop().await;
}

#[tokio::test]
async fn an_account_writes_to_its_own_country_before_it_chooses_any() {
    let house = House::open().await;
    let account = house.get("/v1/account").await;
    let mut content = account.json.clone();
    let content_of = content.as_object_mut().unwrap();
    for shown in ["id", "createdAt"] {
        content_of.remove(shown);
    }
    content["country"] = json!("ARG");
    let request = house.merchant.program(&house.world, Method::PUT, "/v1/account");
    let put = send(request.header("if-match", account.header("etag")).json(&content)).await;
    assert_eq!(put.status, 200, "{}", put.text);
    assert_eq!(house.get("/v1/message-settings/default").await.json["callingCodes"], json!(["54"]));
    let mut body = service();
    body["customer"] = json!({ "firstName": "Eva", "phone": "011 15 2345-6789", "externalId": "eva" });
    let made = house.post("/v1/services", &body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    house.route(&[&made.text("id")]).await;
    house.report(1, &made.text("id"), "start").await;
    assert_eq!(house.sent("+5491123456789").await.len(), 1);
    let put = house.put("/v1/message-settings/default", &json!({ "segments": 2 })).await;
    assert_eq!(put.json["callingCodes"], json!(["54"]), "what is not chosen stays: {}", put.text);
    house.world.stop().await;
}
