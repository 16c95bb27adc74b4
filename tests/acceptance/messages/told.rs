//! What is told, when, and that it is told once.

use super::*;
use domain::capacity::Places;
use domain::consent::Consent;
use domain::phone::Phone;
use domain::reply::Intent;
use domain::shift::Shift;
use domain::window::{Calendar, Slot};
use edge::{BoxFuture, Env, Function, StartError};
use jiff::SignedDuration;
use jiff::civil::time;
use std::sync::OnceLock;

fn row(notice: &str, channel: &str, status: &str) -> (String, String, String) {
    (notice.to_owned(), channel.to_owned(), status.to_owned())
}

fn both(notice: &str, status: &str) -> Vec<(String, String, String)> {
    vec![row(notice, "email", status), row(notice, "sms", status)]
}

fn sorted(mut rows: Vec<(String, String, String)>) -> Vec<(String, String, String)> {
    rows.sort();
    rows
}

/// Windows for everybody: mornings and afternoons, every day.
pub(super) async fn windows(house: &House) {
    let slot = |shift, start, end| Slot {
        shift,
        start: time(start, 0, 0, 0),
        end: time(end, 0, 0, 0),
        days: domain::window::Weekdays((0..=6).collect()),
        places: Places::default(),
    };
    let calendar: Calendar = serde_json::from_value(json!({
        "id": "todos", "name": "Todos", "horizonDays": 5, "leadDays": 1,
        "slots": [
            serde_json::to_value(slot(Shift::Morning, 8, 12)).unwrap(),
            serde_json::to_value(slot(Shift::Afternoon, 13, 18)).unwrap(),
        ],
    }))
    .unwrap();
    let gate = house.gate().await;
    let commit = store::Commit::new(house.scope(), gate.now(), gate.fresh());
    let key = store::keys::calendar(house.scope(), &calendar.id);
    gate.store().commit(commit.create("calendar", &key, &calendar)).await.unwrap();
}

#[tokio::test]
async fn a_recipient_hears_of_the_start_and_of_the_delivery_by_sms_and_mail() {
    let house = House::open().await;
    let id = house.service().await;
    house.route(&[&id]).await;
    assert_eq!(house.sent(PHONE).await.len(), 0, "nothing can be chosen, and nothing has begun");
    house.report(1, &id, "start").await;
    let link = house.get(&format!("/v1/services/{id}")).await.text("trackingUrl");
    let sent = house.sent(PHONE).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    let expected = format!("casa: o entregador esta a caminho. Acompanhe: {link}");
    assert_eq!((&sent[0]["text"], &sent[0]["service"]), (&json!(expected), &json!(id)));
    let mails = house.sent(MAIL).await;
    assert_eq!(mails[0]["subject"], "casa: O entregador está a caminho");
    let (text, html) = (mails[0]["text"].as_str().unwrap(), mails[0]["html"].as_str().unwrap());
    assert!(text.contains("Olá, Ana!") && text.contains(&link) && html.contains(&format!("href=\"{link}\"")), "{text}");
    assert!(text.contains(&format!("{link}/unsubscribe")));

    house.report(2, &id, "deliver").await;
    let sent = house.sent(PHONE).await;
    assert_eq!(sent[1]["text"], format!("casa: entregue! Veja o comprovante e avalie: {link}"));
    let expected = [both("delivered", "accepted"), both("delivery_started", "accepted")].concat();
    assert_eq!(sorted(house.records(&id).await), expected);
    let listed = house.get(&format!("/v1/messages?service={id}")).await.json;
    let texts: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap()).collect();
    assert!(texts.iter().all(|text| !text.contains("/t/")), "an address is a secret: {texts:?}");
    let text = listed["items"].as_array().unwrap().iter().find(|item| item["channel"] == "sms").unwrap();
    assert_eq!((&text["segments"], &text["encoding"]), (&json!(1), &json!("gsm7")));
    house.world.stop().await;
}

#[tokio::test]
async fn pausing_and_starting_again_tells_nothing_twice() {
    let house = House::open().await;
    let id = house.service().await;
    house.route(&[&id]).await;
    for (seq, kind) in ["start", "pause", "start", "pause", "start"].into_iter().enumerate() {
        house.report(u64::try_from(seq).unwrap() + 1, &id, kind).await;
        house.world.settle().await;
    }
    assert_eq!((house.sent(PHONE).await.len(), house.sent(MAIL).await.len()), (1, 1));
    house.world.stop().await;
}

#[tokio::test]
async fn everyone_on_a_route_hears_that_it_started_once() {
    let house = House::open().await;
    let (one, two) = (house.service().await, house.service().await);
    let path = house.route(&[&one, &two]).await;
    assert_eq!(house.post(&format!("{path}/start"), &json!({})).await.status, 200);
    house.world.settle().await;
    house.world.advance(SignedDuration::from_mins(2)).await;
    for id in [&one, &two] {
        assert_eq!(sorted(house.records(id).await), both("route_started", "accepted"));
    }
    house.report(1, &one, "start").await;
    house.world.settle().await;
    house.world.advance(SignedDuration::from_mins(2)).await;
    assert_eq!(sorted(house.records(&two).await), both("route_started", "accepted"));
    assert_eq!(house.records(&one).await.len(), 4);
    house.world.stop().await;
}

#[tokio::test]
async fn the_first_start_that_a_device_reports_starts_the_route_once() {
    let house = House::open().await;
    let (one, two) = (house.service().await, house.service().await);
    let path = house.route(&[&one, &two]).await;
    house.report(1, &one, "start").await;
    let started = house.get(&path).await.json;
    assert_eq!((&started["status"], started["startedAt"].is_string()), (&json!("started"), true), "{started}");
    house.report(2, &one, "deliver").await;
    house.world.advance(SignedDuration::from_mins(2)).await;
    assert_eq!(sorted(house.records(&two).await), both("route_started", "accepted"));
    house.report(3, &two, "start").await;
    assert_eq!(house.get(&path).await.json["startedAt"], started["startedAt"]);
    let again = house.post(&format!("{path}/start"), &json!({})).await;
    assert_eq!(again.outcome(), (409, "route_started".to_owned()), "{}", again.text);
    house.world.settle().await;
    let feed = house.get("/v1/events?after=0&limit=200").await.json;
    let events = feed["items"].as_array().unwrap();
    assert_eq!(events.iter().filter(|event| event["type"] == "route.started").count(), 1, "{feed}");
    house.world.stop().await;
}

#[tokio::test]
async fn what_falls_into_the_night_comes_in_the_morning_or_not_at_all() {
    let house = House::open().await;
    let (late, done) = (house.service().await, house.service().await);
    house.route(&[&late, &done]).await;
    house.until(22).await;
    house.report(1, &done, "start").await;
    house.world.settle().await;
    house.report(2, &done, "deliver").await;
    assert_eq!(house.sent(PHONE).await.len(), 0);
    let expected = [both("delivered", "waiting"), both("delivery_started", "withheld")].concat();
    assert_eq!(sorted(house.records(&done).await), expected);
    house.until(7).await;
    assert_eq!(house.sent(PHONE).await.len(), 0);
    house.world.advance(SignedDuration::from_mins(62)).await;
    let sent = house.sent(PHONE).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0]["text"].as_str().unwrap().starts_with("casa: entregue!"));
    house.world.stop().await;
}

#[tokio::test]
async fn windows_are_offered_by_number_and_it_is_known_what_was_asked() {
    let house = House::open().await;
    windows(&house).await;
    let id = house.service().await;
    let sent = house.sent(PHONE).await;
    let text = sent[0]["text"].as_str().unwrap();
    assert!(text.starts_with("casa: quando entregar? Responda 1 ") && text.contains(", 2 "), "{text}");
    let gate = house.gate().await;
    let number = gate.number(&Phone::new(None, PHONE).unwrap());
    let asked = gate.store().asked_of(&number, gate.now()).await.unwrap();
    assert_eq!((asked.len(), asked[0].service.to_string(), asked[0].choices.len()), (1, id.clone(), 3));
    house.world.advance(SignedDuration::from_hours(25)).await;
    assert_eq!(house.sent(PHONE).await.len(), 2, "who has not chosen is asked once more");
    house.world.advance(SignedDuration::from_hours(50)).await;
    assert_eq!(house.sent(PHONE).await.len(), 2);
    house.world.stop().await;
}

#[tokio::test]
async fn who_wants_no_messages_gets_none() {
    let house = House::open().await;
    let id = house.service().await;
    let gate = house.gate().await;
    let number = gate.number(&Phone::new(None, PHONE).unwrap());
    let heard = Consent::default().hear(Intent::Stop, gate.now());
    let commit = store::Commit::new(house.scope(), gate.now(), gate.fresh());
    gate.store().commit(commit.hear(house.scope(), number.as_str(), None, &heard.consent)).await.unwrap();
    house.route(&[&id]).await;
    house.report(1, &id, "start").await;
    assert_eq!((house.sent(PHONE).await.len(), house.sent(MAIL).await.len()), (0, 1));
    let expected = vec![row("delivery_started", "email", "accepted"), row("delivery_started", "sms", "withheld")];
    assert_eq!(sorted(house.records(&id).await), expected);
    house.world.stop().await;
}

#[tokio::test]
async fn a_number_gets_so_many_messages_a_day() {
    let house = House::open().await;
    let settled = house.put("/v1/message-settings/default", &json!({ "perNumber": 2, "segmentMicros": 50_000 })).await;
    assert_eq!(settled.status, 200, "{}", settled.text);
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(house.service().await);
    }
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    house.route(&all).await;
    for (seq, id) in (1..).zip(&ids) {
        house.report(seq, id, "start").await;
        house.world.settle().await;
    }
    assert_eq!((house.sent(PHONE).await.len(), house.sent(MAIL).await.len()), (2, 3));
    let last = house.get(&format!("/v1/messages?service={}", ids[2])).await.json;
    let text = last["items"].as_array().unwrap().iter().find(|item| item["channel"] == "sms").unwrap().clone();
    assert_eq!((&text["status"], &text["why"]), (&json!("withheld"), &json!("number_budget")));
    assert_eq!(text["costMicros"], 50_000);
    house.world.stop().await;
}

#[tokio::test]
async fn an_account_sends_exactly_as_many_messages_as_its_budget_when_all_are_due_at_once() {
    let house = House::open().await;
    let settled = house.put("/v1/message-settings/default", &json!({ "perAccount": 11, "perNumber": 9 })).await;
    assert_eq!(settled.status, 200, "{}", settled.text);
    let mut ids = Vec::new();
    for n in 0..25 {
        let mut body = service();
        body["customer"] = json!({ "firstName": "Ana", "phone": format!("+55119{:08}", 87_000_000 + n) });
        ids.push(house.post("/v1/services", &body).await.text("id"));
    }
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    let path = house.route(&all).await;
    assert_eq!(house.post(&format!("{path}/start"), &json!({})).await.status, 200);
    house.world.settle().await;
    house.world.advance(SignedDuration::from_mins(2)).await;
    let mut records = Vec::new();
    for id in &ids {
        records.extend(house.records(id).await);
    }
    let with = |status: &str| records.iter().filter(|(_, _, found)| found == status).count();
    assert_eq!((records.len(), with("accepted"), with("withheld")), (25, 11, 14), "{records:?}");
    house.world.stop().await;
}

static NOWHERE: OnceLock<String> = OnceLock::new();

/// A provider of SMS that takes what it is told and hangs up.
fn through_a_provider_that_hangs_up(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    let address = NOWHERE.get().cloned().unwrap_or_default();
    send_notification::start(env.with("AWS_ENDPOINT_URL_SNS", &address))
}

#[tokio::test]
async fn an_sms_whose_answer_was_lost_is_unknown_and_never_sent_again() {
    let receiver = acceptance::receiver::Receiver::start();
    receiver.behaves(acceptance::receiver::Manner::Answers(String::new()));
    NOWHERE.get_or_init(|| format!("http://{}", receiver.host()));
    let world =
        World::with(|options| options.functions = vec![("send-notification", through_a_provider_that_hangs_up)]).await;
    let house = House::within(world).await;
    let id = house.service().await;
    house.route(&[&id]).await;
    house.report(1, &id, "start").await;
    let expected = vec![row("delivery_started", "email", "accepted"), row("delivery_started", "sms", "unknown")];
    assert_eq!(sorted(house.records(&id).await), expected);
    house.world.advance(SignedDuration::from_hours(1)).await;
    assert_eq!(receiver.count(), 1, "the provider was asked once");
    house.world.stop().await;
}

#[tokio::test]
async fn who_is_next_hears_when_the_driver_is_expected() {
    let house = House::open().await;
    let mut body = service();
    (body["address"]["lat"], body["address"]["lng"]) = (json!(-23.5414), json!(-46.63395));
    let id = house.post("/v1/services", &body).await.text("id");
    let path = house.route(&[&id]).await;
    assert_eq!(house.post(&format!("{path}/start"), &json!({})).await.status, 200);
    let now = house.world.edition().clock().now().to_string();
    let point = json!({ "lat": -23.55039, "lng": -46.63395, "at": now });
    let route = path.rsplit('/').next().unwrap();
    let body = json!({ "route": route, "sentAt": now, "points": [point] });
    let told = send(house.merchant.program(&house.world, Method::POST, "/v1/positions").json(&body)).await;
    assert_eq!(told.status, 200, "{}", told.text);
    house.report(1, &id, "start").await;
    let sent = house.sent(PHONE).await;
    let text = sent.last().unwrap()["text"].as_str().unwrap();
    // A kilometre at noon: five minutes on a working day as on any other.
    assert!(text.contains("Previsao: 12:0"), "{text}");
    house.world.stop().await;
}
