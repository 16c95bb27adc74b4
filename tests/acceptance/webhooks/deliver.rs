use super::{deliveries, get, subscribe, subscribe_to_all, world_with};
use acceptance::events::tell;
use acceptance::mailbox::mails_to;
use acceptance::merchant::Merchant;
use acceptance::receiver::{Received, Receiver};
use acceptance::world::{World, send};
use domain::event::EventKind::{AccountChanged, ApiKeyCreated, FreightTableSwitched};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};
use standardwebhooks::Webhook;

/// Whether an implementation that is not ours takes a request for genuine.
fn is_genuine(received: &Received, secret: &str) -> bool {
    let mut headers = http::HeaderMap::new();
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        headers.insert(name, received.header(name).parse().unwrap());
    }
    Webhook::new(secret).unwrap().verify(received.body.as_bytes(), &headers).is_ok()
}

/// Whether it would have signed a request so, at a time that is not the machine's.
fn is_signed_with(received: &Received, secret: &str) -> bool {
    let seconds = received.header("webhook-timestamp").parse().unwrap();
    let signed = Webhook::new(secret).unwrap().sign(received.header("webhook-id"), seconds, received.body.as_bytes());
    received.header("webhook-signature").split(' ').any(|one| Some(one) == signed.as_deref().ok())
}

fn ids(receiver: &Receiver) -> Vec<String> {
    receiver.received().iter().map(|one| one.header("webhook-id").to_owned()).collect()
}

async fn wait_for(world: &World, at: &Value) {
    let at: Timestamp = at.as_str().unwrap_or_else(|| panic!("no time: {at}")).parse().unwrap();
    // Due work is handed out once a minute.
    world.advance(at.duration_since(world.edition().clock().now()) + SignedDuration::from_secs(60)).await;
}

#[tokio::test]
async fn an_event_reaches_its_receiver_signed_and_as_the_feed_tells_it() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let made = subscribe_to_all(&world, &merchant, &receiver).await;
    world.settle().await;
    let before = receiver.count();
    let dock = send(merchant.program(&world, Method::PUT, "/v1/docks/north").json(&json!({ "name": "North" }))).await;
    assert!(dock.status.is_success(), "{}", dock.text);
    world.settle().await;

    let all = receiver.received();
    assert_eq!(all.len(), before + 1);
    let received = all.last().unwrap();
    assert_eq!(received.line, "POST /hook");
    assert_eq!(received.header("content-type"), "application/json");
    assert!(is_genuine(received, &made.text("secret")), "{received:?}");
    assert!(!is_genuine(received, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    assert!(!is_genuine(&Received { body: format!("{} ", received.body), ..received.clone() }, &made.text("secret")));

    let told = received.json();
    assert_eq!(told["id"], received.header("webhook-id"));
    let feed = get(&world, &merchant, "/v1/events").await.json;
    let mut item = feed["items"].as_array().unwrap().last().unwrap().clone();
    item.as_object_mut().unwrap().remove("number");
    assert_eq!(told, item);

    let kept = &deliveries(&world, &merchant, &made.text("id")).await[0];
    assert_eq!((&kept["id"], &kept["state"], &kept["nextAttemptAt"]), (&told["id"], &json!("delivered"), &Value::Null));
    assert_eq!((&kept["attempts"][0]["outcome"], &kept["attempts"][0]["status"]), (&json!("answered"), &json!(204)));
    world.stop().await;
}

#[tokio::test]
async fn everyone_gets_what_they_asked_for_and_nobody_what_is_anothers() {
    let (all, some, other) = (Receiver::start(), Receiver::start(), Receiver::start());
    let (world, merchant) = world_with(&[&all, &some, &other]).await;
    let stranger = Merchant::found(&world, "stranger").await;
    subscribe(&world, &merchant, &json!({ "url": some.url("/"), "types": ["account.changed"] })).await;
    subscribe_to_all(&world, &stranger, &other).await;
    subscribe_to_all(&world, &merchant, &all).await;
    world.settle().await;
    let before = (all.count(), some.count(), other.count());
    tell(&world, &merchant.account, FreightTableSwitched, 3).await;
    tell(&world, &merchant.account, AccountChanged, 2).await;
    tell(&world, &merchant.account, ApiKeyCreated, 4).await;
    world.settle().await;
    let after = (all.count(), some.count(), other.count());
    assert_eq!((after.0 - before.0, after.1 - before.1, after.2 - before.2), (5, 2, 0));
    world.stop().await;
}

#[tokio::test]
async fn what_does_not_come_through_is_tried_again_under_the_same_id() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let webhook = subscribe_to_all(&world, &merchant, &receiver).await.text("id");
    world.settle().await;
    receiver.answers(503, "retry-after: 3600\r\n");
    let before = receiver.count();
    let event = tell(&world, &merchant.account, FreightTableSwitched, 1).await.remove(0);
    world.settle().await;
    assert_eq!(receiver.count(), before + 1);
    let begun = world.edition().clock().now();

    let kept = deliveries(&world, &merchant, &webhook).await.remove(0);
    assert_eq!((&kept["state"], &kept["attempts"][0]["status"]), (&json!("pending"), &json!(503)));
    let next: Timestamp = kept["nextAttemptAt"].as_str().unwrap().parse().unwrap();
    assert!(next.duration_since(begun) >= SignedDuration::from_hours(1), "the receiver asked for an hour: {next}");
    let health = get(&world, &merchant, &format!("/v1/webhooks/{webhook}")).await.json;
    assert_eq!(health["failingSince"], kept["attempts"][0]["at"]);

    world.advance(SignedDuration::from_mins(50)).await;
    assert_eq!(receiver.count(), before + 1, "not before its time");
    receiver.answers(200, "");
    wait_for(&world, &kept["nextAttemptAt"]).await;
    assert_eq!(ids(&receiver)[before..], [event.id.to_string(), event.id.to_string()]);
    let kept = deliveries(&world, &merchant, &webhook).await.remove(0);
    assert_eq!((&kept["state"], kept["attempts"].as_array().unwrap().len()), (&json!("delivered"), 2));
    let health = get(&world, &merchant, &format!("/v1/webhooks/{webhook}")).await.json;
    assert_eq!(health["failingSince"], Value::Null);
    world.stop().await;
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_switched_off_and_the_feed_says_so() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let webhook = subscribe_to_all(&world, &merchant, &receiver).await.text("id");
    world.settle().await;
    receiver.answers(410, "");
    tell(&world, &merchant.account, FreightTableSwitched, 1).await;
    world.settle().await;
    let shown = get(&world, &merchant, &format!("/v1/webhooks/{webhook}")).await.json;
    assert_eq!((&shown["active"], &shown["switchedOff"]["why"]), (&json!(false), &json!("gone")), "{shown}");
    let feed = get(&world, &merchant, "/v1/events").await.json;
    let last = feed["items"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["type"], &last["subject"]), (&json!("webhook.switched_off"), &json!(webhook)));
    let mails = mails_to(&world, &merchant.email).await;
    let told = mails.iter().filter(|mail| mail["text"].as_str().is_some_and(|text| text.contains(&receiver.host())));
    assert_eq!(told.count(), 1, "the manager is told once: {mails:?}");

    let before = receiver.count();
    tell(&world, &merchant.account, FreightTableSwitched, 1).await;
    world.advance(SignedDuration::from_hours(2)).await;
    assert_eq!(receiver.count(), before);
    world.stop().await;
}

#[tokio::test]
async fn after_seventy_five_hours_of_failure_a_delivery_is_given_up_and_its_receiver_switched_off() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let webhook = subscribe_to_all(&world, &merchant, &receiver).await.text("id");
    world.settle().await;
    receiver.answers(500, "");
    let (before, begun) = (receiver.count(), world.edition().clock().now());
    tell(&world, &merchant.account, FreightTableSwitched, 1).await;
    world.settle().await;
    loop {
        let kept = deliveries(&world, &merchant, &webhook).await.remove(0);
        if kept["state"] != "pending" {
            assert_eq!((&kept["state"], kept["attempts"].as_array().unwrap().len()), (&json!("given_up"), 10));
            break;
        }
        wait_for(&world, &kept["nextAttemptAt"]).await;
    }
    assert_eq!(receiver.count(), before + 10);
    let took = world.edition().clock().now().duration_since(begun);
    assert!((75..90).contains(&took.as_hours()), "{took}");
    let shown = get(&world, &merchant, &format!("/v1/webhooks/{webhook}")).await.json;
    assert_eq!((&shown["active"], &shown["switchedOff"]["why"]), (&json!(false), &json!("failing")), "{shown}");
    world.stop().await;
}

#[tokio::test]
async fn two_secrets_sign_for_a_day_after_a_fresh_one() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let made = subscribe_to_all(&world, &merchant, &receiver).await;
    let path = format!("/v1/webhooks/{}/secret", made.text("id"));
    let fresh = send(merchant.post(&world, &path)).await;
    assert_eq!(fresh.status, 201, "{}", fresh.text);
    let (old, new) = (made.text("secret"), fresh.text("secret"));
    assert_ne!(old, new);
    let last = async || {
        tell(&world, &merchant.account, FreightTableSwitched, 1).await;
        world.settle().await;
        receiver.received().pop().unwrap()
    };
    let received = last().await;
    assert!(is_signed_with(&received, &old) && is_signed_with(&received, &new), "{received:?}");
    world.advance(SignedDuration::from_hours(24)).await;
    let received = last().await;
    assert!(!is_signed_with(&received, &old) && is_signed_with(&received, &new), "{received:?}");
    world.stop().await;
}

#[tokio::test]
async fn a_ping_reaches_a_webhook_that_is_not_active_and_nobody_else() {
    let (receiver, other) = (Receiver::start(), Receiver::start());
    let (world, merchant) = world_with(&[&receiver, &other]).await;
    let content = json!({ "url": receiver.url("/hook"), "active": false, "types": ["account.changed"] });
    let made = subscribe(&world, &merchant, &content).await;
    subscribe_to_all(&world, &merchant, &other).await;
    world.settle().await;
    let before = other.count();
    let pinged = send(merchant.post(&world, &format!("/v1/webhooks/{}/ping", made.text("id")))).await;
    assert_eq!(pinged.status, 202, "{}", pinged.text);
    world.settle().await;
    let received = receiver.received();
    assert_eq!((received.len(), other.count()), (1, before));
    assert!(is_genuine(&received[0], &made.text("secret")));
    assert_eq!(received[0].json()["type"], "webhook.pinged");
    let path = format!("/v1/webhooks/{}/deliveries/{}", made.text("id"), pinged.text("delivery"));
    assert_eq!(get(&world, &merchant, &path).await.text("state"), "delivered");
    world.stop().await;
}

#[tokio::test]
async fn a_delivery_is_sent_again_on_request_under_the_same_id() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let webhook = subscribe_to_all(&world, &merchant, &receiver).await.text("id");
    world.settle().await;
    let before = receiver.count();
    let event = tell(&world, &merchant.account, FreightTableSwitched, 1).await.remove(0).id.to_string();
    world.settle().await;
    let path = format!("/v1/webhooks/{webhook}/deliveries/{event}/resend");
    let ask = || send(merchant.request(&world, Method::POST, &path).header("idempotency-key", "again"));
    let asked = ask().await;
    assert_eq!((asked.status.as_u16(), asked.text("state")), (202, "pending".to_owned()), "{}", asked.text);
    let twice = ask().await;
    assert_eq!(twice.text, asked.text);
    world.settle().await;
    assert_eq!(ids(&receiver)[before..], [event.clone(), event.clone()]);

    receiver.answers(500, "");
    send(merchant.post(&world, &path)).await;
    world.settle().await;
    let pending = send(merchant.post(&world, &path)).await;
    assert_eq!(pending.outcome(), (409, "delivery_pending".to_owned()));
    let off = json!({ "url": receiver.url("/hook"), "active": false });
    let put = merchant.program(&world, Method::PUT, &format!("/v1/webhooks/{webhook}")).header("if-match", "*");
    assert_eq!(send(put.json(&off)).await.status, 200);
    let inactive = send(merchant.post(&world, &path)).await;
    assert_eq!(inactive.outcome(), (409, "webhook_inactive".to_owned()));
    world.advance(SignedDuration::from_mins(2)).await;
    let kept = get(&world, &merchant, &format!("/v1/webhooks/{webhook}/deliveries/{event}")).await;
    assert_eq!(kept.text("state"), "cancelled", "what was to be tried again is not sent to who is switched off");
    assert_eq!(receiver.count(), before + 3);
    world.stop().await;
}

#[tokio::test]
async fn deliveries_are_listed_newest_first_across_months() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let webhook = subscribe_to_all(&world, &merchant, &receiver).await.text("id");
    world.settle().await;
    let mut expected: Vec<String> = ids(&receiver);
    for _ in 0..5 {
        world.advance(SignedDuration::from_hours(24 * 5)).await;
        let mut told = tell(&world, &merchant.account, FreightTableSwitched, 3).await;
        told.sort_by_key(|event| event.id);
        expected.extend(told.into_iter().map(|event| event.id.to_string()));
        world.settle().await;
    }
    expected.reverse();
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&world, &merchant, &format!("/v1/webhooks/{webhook}/deliveries?limit=4{cursor}")).await.json;
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 4);
        found.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(found, expected);
    world.stop().await;
}
