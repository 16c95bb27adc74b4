//! What an answer is about and how it is read: which delivery, which number, in which language, and while what goes on.

use acceptance::world::send;
use domain::asked::Asked;
use domain::message::Notice;
use domain::phone::Phone;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use store::Commit;
use uuid::Uuid;

use super::{NUMBER, STRANGER, Talking, told};

#[tokio::test]
async fn of_hundreds_of_deliveries_to_one_number_the_newest_is_answered() {
    let talking = Talking::open(5).await;
    let now = talking.gate.now();
    let number = talking.gate.number(&Phone::new(None, NUMBER).unwrap());
    for few in 0..5_u128 {
        let mut commit = Commit::new(talking.scope(), now, talking.gate.fresh());
        for n in 0..60 {
            let earlier = Asked {
                account: talking.scope().account(),
                service: Uuid::from_u128(few * 100 + n).to_string().parse().unwrap(),
                notice: Notice::Delivered,
                choices: Vec::new(),
                at: now - SignedDuration::from_hours(24),
                until: now,
                message: None,
                taken: false,
                before: None,
            };
            commit = commit.ask(&number, None, &earlier);
        }
        talking.gate.store().commit(commit).await.unwrap();
    }
    let service = talking.house.service(1).await;
    let windows = talking.ask(&service).await;
    talking.sms(NUMBER, "2").await;
    assert_eq!(talking.window(&service).await, windows[1].as_str());
}

#[tokio::test]
async fn an_answer_is_read_in_the_language_of_the_brand_that_wrote() {
    let talking = Talking::open(5).await;
    let house = &talking.house;
    let agency = json!({ "name": "Casa English", "language": "en" });
    let agency = send(house.merchant.post(&house.world, "/v1/agencies").json(&agency)).await;
    assert_eq!(agency.status, 201, "{}", agency.text);
    let now = house.world.edition().clock().now().in_tz("America/Sao_Paulo").unwrap();
    let second = now.date().first_of_month().saturating_add(jiff::Span::new().months(1).days(1));
    let then = second.at(10, 0, 0, 0).in_tz("America/Sao_Paulo").unwrap();
    house.world.advance(then.timestamp().duration_since(now.timestamp())).await;
    let day = second.saturating_add(jiff::Span::new().days(2));
    let text = format!("{}/{} am", day.day(), day.month());
    let made = async |agency: Option<String>| {
        let body = json!({
            "customer": { "firstName": "Ana", "phone": NUMBER }, "agency": agency,
            "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" },
        });
        let made = house.post("/v1/services", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.text("id")
    };
    let english = made(Some(agency.text("id"))).await;
    talking.ask(&english).await;
    talking.sms(NUMBER, &text).await;
    assert_eq!(talking.window(&english).await, Value::Null, "{text} is another day in English");
    house.world.advance(SignedDuration::from_hours(13)).await;
    let plain = made(None).await;
    talking.ask(&plain).await;
    talking.sms(NUMBER, &text).await;
    assert_eq!(talking.window(&plain).await, format!("capital.{day}.0800-1200"), "{text}");
}

#[tokio::test]
async fn a_number_that_was_not_offered_is_asked_about() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    talking.ask(&service).await;
    talking.sms(NUMBER, "7").await;
    assert_eq!(talking.told(&service).await, [told("reply.not_understood", "asked", "unclear")]);
    assert_eq!(talking.window(&service).await, Value::Null);
}

#[tokio::test]
async fn who_has_moved_as_often_as_allowed_is_answered_by_a_person() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    let windows = talking.ask(&service).await;
    for word in ["1", "2", "1", "2"] {
        talking.sms(NUMBER, word).await;
    }
    assert_eq!(talking.told(&service).await[3], told("reply.received", "handed_over", "too_many_moves"));
    assert_eq!(talking.window(&service).await, windows[0].as_str(), "it stays where it was");
    assert_eq!(talking.inbox().await, [(service, "too_many_moves".to_owned())]);
}

#[tokio::test]
async fn while_the_driver_is_on_the_way_a_person_answers_and_before_the_office_is_told_of_the_route() {
    let talking = Talking::open(5).await;
    let house = &talking.house;
    let (moved, driven) = (house.service_to(1, NUMBER).await, house.service_to(2, STRANGER).await);
    let driver = "0193b0a0-0000-7000-8000-00000000000d";
    house.merchant.driver(&house.world, driver).await;
    let today = house.world.edition().clock().now().in_tz("America/Sao_Paulo").unwrap().date();
    let plan = json!({ "driver": driver, "date": today.to_string(), "services": [moved, driven] });
    let route = house.post("/v1/routes", &plan).await;
    assert_eq!(route.status, 201, "{}", route.text);
    let windows = talking.ask(&moved).await;
    talking.sms(NUMBER, "1").await;
    assert_eq!(talking.window(&moved).await, windows[0].as_str());
    assert_eq!(talking.inbox().await, [(moved.clone(), "left_route".to_owned())]);

    house.world.advance(SignedDuration::from_hours(24)).await;
    let now = house.world.edition().clock().now().to_string();
    let start =
        json!({ "id": Uuid::now_v7().to_string(), "seq": 1, "service": driven, "type": "start", "occurredAt": now });
    let body = json!({ "driver": driver, "device": "one", "sentAt": now, "events": [start] });
    let told_of = send(house.merchant.program(&house.world, Method::POST, "/v1/driver-events").json(&body)).await;
    assert_eq!(told_of.json["items"][0]["outcome"], "applied", "{}", told_of.text);
    talking.sms(STRANGER, "2").await;
    assert_eq!(talking.told(&driven).await, [told("reply.received", "handed_over", "under_way")]);
    assert_eq!(talking.window(&driven).await, Value::Null);
    assert!(talking.inbox().await.contains(&(driven, "under_way".to_owned())));
}
