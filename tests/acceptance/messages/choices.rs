//! The numbers of an SMS choose what stood in it, and only where it may have arrived.

use super::*;
use acceptance::receiver::{Manner, Receiver};
use domain::asked::Asked;
use domain::phone::Phone;
use edge::{BoxFuture, Env, Function, StartError};
use jiff::SignedDuration;
use std::sync::OnceLock;

static PROVIDER: OnceLock<Receiver> = OnceLock::new();

fn through_the_provider(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    let url = PROVIDER.get_or_init(Receiver::start).url("");
    send_notification::start(env.with("AWS_ENDPOINT_URL_SNS", &url))
}

/// A provider's answer with a status.
fn answer(status: &str, xml: &str) -> Manner {
    let length = xml.len();
    Manner::Answers(format!("HTTP/1.1 {status}\r\ncontent-type: text/xml\r\ncontent-length: {length}\r\n\r\n{xml}"))
}

fn takes() -> Manner {
    takes_as("p-1")
}

/// It takes the message, under this name.
fn takes_as(name: &str) -> Manner {
    let result = format!("<PublishResult><MessageId>{name}</MessageId></PublishResult>");
    answer("200 OK", &format!("<PublishResponse>{result}</PublishResponse>"))
}

fn refuses(code: &str) -> Manner {
    answer("400 Bad Request", &format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>"))
}

impl House {
    /// Somebody answers by SMS, and everything that follows is done.
    pub(super) async fn replied(&self, text: &str) {
        let body = json!({ "from": PHONE, "to": "+551140028922", "body": text });
        let answer = send(self.world.request(Method::POST, "/_local/sms").json(&body)).await;
        assert_eq!(answer.status, 202, "{}", answer.text);
        self.world.settle().await;
    }

    async fn booked(&self, service: &str) -> Value {
        self.get(&format!("/v1/bookings/{service}")).await.json["window"]["id"].clone()
    }

    /// The newest choices of Ana's number.
    async fn asked(&self) -> Asked {
        let gate = self.gate().await;
        let number = gate.number(&Phone::new(None, PHONE).unwrap());
        let asked = gate.store().asked_of(&number, gate.now()).await.unwrap();
        asked.into_iter().find(|asked| !asked.choices.is_empty()).unwrap()
    }
}

/// Ana was asked by an SMS that arrived, and a day later by one that met a provider of another manner.
async fn reminded(manner: Manner) -> (House, String, Asked) {
    let provider = PROVIDER.get_or_init(Receiver::start).clone();
    provider.behaves(takes());
    let world = World::with(|options| options.functions = vec![("send-notification", through_the_provider)]).await;
    let house = House::within(world).await;
    told::windows(&house).await;
    let id = house.service().await;
    house.world.settle().await;
    let first = house.asked().await;
    assert_eq!((first.choices.len(), first.before.is_some()), (3, false), "{first:?}");
    provider.behaves(manner);
    house.world.advance(SignedDuration::from_hours(24) + SignedDuration::from_mins(2)).await;
    assert_eq!(provider.count(), 2, "who has not chosen is asked once more");
    (house, id, first)
}

#[tokio::test]
async fn the_numbers_of_an_sms_that_was_refused_never_count() {
    let (house, id, first) = reminded(refuses("InvalidParameter")).await;
    assert_eq!(house.asked().await, first, "what was asked before counts again");
    house.replied("3").await;
    assert_eq!(house.booked(&id).await, json!(first.choices[2].window.to_string()));
    house.world.stop().await;
}

#[tokio::test]
async fn a_number_that_may_mean_two_windows_moves_nothing() {
    let (house, id, first) = reminded(Manner::Answers(String::new())).await;
    let doubtful = house.asked().await;
    assert_eq!(doubtful.before.as_deref(), Some(&first));
    assert_ne!(doubtful.choices[2].window, first.choices[2].window);
    house.replied("3").await;
    assert_eq!(house.booked(&id).await, Value::Null);
    let notices: Vec<String> = house.records(&id).await.into_iter().map(|(notice, ..)| notice).collect();
    assert!(notices.contains(&"reply_not_understood".to_owned()), "it is asked about: {notices:?}");
    house.world.stop().await;
}

#[tokio::test]
async fn a_newer_sms_that_arrived_counts_alone() {
    let (house, id, first) = reminded(takes()).await;
    let newer = house.asked().await;
    assert!(newer.taken && newer.at > first.at, "{newer:?}");
    assert_eq!(newer.meant(house.gate().await.now()), newer.choices);
    house.replied("3").await;
    assert_eq!(house.booked(&id).await, json!(newer.choices[2].window.to_string()));
    house.world.stop().await;
}

#[tokio::test]
async fn the_numbers_of_an_sms_that_turned_out_not_to_arrive_count_no_more() {
    let (house, id, first) = reminded(takes_as("p-2")).await;
    let newer = house.asked().await;
    assert_ne!(newer.choices[2].window, first.choices[2].window);
    let now = house.gate().await.now().as_millisecond();
    let blocked = json!({ "eventType": "TEXT_CARRIER_BLOCKED", "messageId": "p-2", "eventTimestamp": now });
    for _ in 0..2 {
        assert_eq!(house.reported(std::slice::from_ref(&blocked)).await, 0);
        assert_eq!(house.asked().await, first, "what was asked before counts again");
    }
    house.replied("3").await;
    assert_eq!(house.booked(&id).await, json!(first.choices[2].window.to_string()));
    house.world.stop().await;
}

#[tokio::test]
async fn after_the_only_sms_that_asked_did_not_arrive_a_number_chooses_nothing() {
    let house = House::open().await;
    told::windows(&house).await;
    let id = house.service().await;
    house.world.settle().await;
    let provided = house.message(&id, "sms").await["providerId"].clone();
    let now = house.gate().await.now().as_millisecond();
    let failed = json!({ "eventType": "TEXT_UNREACHABLE", "messageId": provided, "eventTimestamp": now });
    assert_eq!(house.reported(&[failed]).await, 0);
    house.replied("1").await;
    assert_eq!(house.booked(&id).await, Value::Null, "nobody has read what 1 means");
    let asked = house.asked().await;
    house.replied("1").await;
    assert_eq!(house.booked(&id).await, json!(asked.choices[0].window.to_string()), "the question that follows counts");
    house.world.stop().await;
}

#[tokio::test]
async fn numbers_that_no_sms_has_shown_choose_nothing() {
    let house = House::open().await;
    told::windows(&house).await;
    let own = json!({ "kind": "custom", "text": "Responda 1 para confirmar. {{Link}}" });
    let settings = json!({ "notices": [{ "notice": "not_scheduled", "channel": "sms", "on": true, "template": own }] });
    assert_eq!(house.put("/v1/message-settings/default", &settings).await.status, 200);
    let id = house.service().await;
    assert!(house.sent(PHONE).await[0]["text"].as_str().unwrap().starts_with("Responda 1 para confirmar."));
    house.replied("1").await;
    assert_eq!(house.booked(&id).await, Value::Null);
    let asked = house.asked().await;
    assert_eq!(asked.choices.len(), 3, "the question that follows shows three");
    house.replied("2").await;
    assert_eq!(house.booked(&id).await, json!(asked.choices[1].window.to_string()));
    house.world.stop().await;
}
