//! Mails to the people who sign in: each is sent once, or not at all, and its record says which.

use std::sync::atomic::{AtomicUsize, Ordering};

use acceptance::merchant::Merchant;
use acceptance::world::{World, send};
use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::MessageId;
use edge::{BoxFuture, Env, Function, Service, StartError};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use store::{Commit, Page, Store, keys};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use uuid::Uuid;

const GUEST: &str = "ana@example.com";

async fn store(world: &World) -> Store {
    let env = world.edition().env();
    Store::new(&env.sdk(Service::DynamoDb).await, env.require("TABLE_NAME").unwrap())
}

/// Invites the guest, and answers the event that tells of it.
async fn invite(world: &World, merchant: &Merchant, language: &str) -> Event {
    let ask = json!({ "email": GUEST, "name": "Ana", "role": "operator", "language": language });
    let added = send(merchant.post(world, "/v1/users").json(&ask)).await;
    assert_eq!(added.status, 201, "{}", added.text);
    world.settle().await;
    let now = world.edition().clock().now();
    let (today, page) = (now.to_zoned(jiff::tz::TimeZone::UTC).date(), Page { limit: 200, after: None });
    let events = store(world).await.list(&keys::events_of(scope(merchant), today), &page, now).await.unwrap().items;
    let mut events = events.into_iter().map(|event| event.value);
    let told = events.find(|event| event.kind == EventKind::UserInvited && event.subject == added.text("id"));
    told.expect("the invitation is told")
}

/// The mails that have been sent to the guest.
async fn mails(world: &World) -> Vec<Value> {
    let all = send(world.request(Method::GET, "/_local/outbox").header("accept", "application/json")).await.json;
    all.as_array().into_iter().flatten().filter(|entry| entry["to"] == GUEST).cloned().collect()
}

fn scope(merchant: &Merchant) -> TenantScope {
    TenantScope::acting_for(merchant.account.parse().unwrap())
}

/// What became of the message that an event caused.
async fn state(world: &World, event: &Event) -> Value {
    let key = keys::message::<Value>(TenantScope::acting_for(event.account), MessageId::new(event.id.uuid()));
    let found = store(world).await.read(&key, world.edition().clock().now()).await.unwrap();
    found.map(|found| found.value["state"].clone()).unwrap_or_default()
}

/// Hands an event to the function once more, as a queue may; answers whether it asked for it again.
async fn hand_over(world: &World, event: &Event) -> bool {
    let body = serde_json::to_string(event).unwrap();
    let record = json!({ "messageId": "m", "body": body, "attributes": {}, "eventSource": "aws:sqs" });
    let answer = world.edition().invoke("SendNotification", json!({ "Records": [record] })).await.unwrap();
    answer["batchItemFailures"] != json!([])
}

#[tokio::test]
async fn an_invited_person_gets_one_mail_in_their_language_with_a_link_that_opens() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let event = invite(&world, &merchant, "es").await;
    let sent = mails(&world).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(sent[0]["subject"], "casa le invita a Entrega");
    let text = sent[0]["text"].as_str().unwrap();
    let link = text.split_whitespace().find(|word| word.starts_with(world.edition().url())).unwrap();
    assert!(sent[0]["html"].as_str().unwrap().contains(link));
    let token = link.rsplit('/').next().unwrap();
    let opened = send(world.request(Method::GET, &format!("/v1/invitations/{token}"))).await;
    assert_eq!((opened.status.as_u16(), opened.text("email").as_str()), (200, GUEST), "{}", opened.text);
    assert_eq!(state(&world, &event).await["name"], "accepted");
    assert_eq!(mails(&world).await[0]["event"], event.id.to_string());
    world.stop().await;
}

#[tokio::test]
async fn an_event_that_comes_again_sends_nothing_more() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let event = invite(&world, &merchant, "pt-BR").await;
    for _ in 0..8 {
        assert!(!hand_over(&world, &event).await);
    }
    assert_eq!(mails(&world).await.len(), 1);
    world.stop().await;
}

#[tokio::test]
async fn of_many_workers_with_one_event_one_sends() {
    let world = World::with(|options| options.functions = vec![("publish-events", deaf)]).await;
    let merchant = Merchant::found(&world, "casa").await;
    let event = invite(&world, &merchant, "en").await;
    assert_eq!(mails(&world).await.len(), 0, "nobody has handed the event over yet");
    let (one, two, three, four) = tokio::join!(
        hand_over(&world, &event),
        hand_over(&world, &event),
        hand_over(&world, &event),
        hand_over(&world, &event),
    );
    assert!([one, two, three, four].contains(&false), "one of them carries it out");
    assert_eq!(mails(&world).await.len(), 1);
    assert_eq!(state(&world, &event).await["name"], "accepted");
    world.stop().await;
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_is_unknown_and_never_sent_again() {
    let world =
        World::with(|options| options.functions = vec![("send-notification", through_a_provider_that_hangs_up)]).await;
    let merchant = Merchant::found(&world, "casa").await;
    let event = invite(&world, &merchant, "en").await;
    assert_eq!(state(&world, &event).await["name"], "unknown");
    let asked = ASKED.load(Ordering::SeqCst);
    for _ in 0..4 {
        assert!(!hand_over(&world, &event).await, "it does not come again");
    }
    world.advance(SignedDuration::from_hours(2)).await;
    assert!(!hand_over(&world, &event).await);
    assert_eq!(ASKED.load(Ordering::SeqCst), asked, "the provider was asked once");
    world.stop().await;
}

#[tokio::test]
async fn a_worker_that_dies_while_sending_leaves_an_unknown_mail() {
    let world = World::with(|options| options.functions = vec![("publish-events", deaf)]).await;
    let merchant = Merchant::found(&world, "casa").await;
    let event = invite(&world, &merchant, "en").await;
    let now = world.edition().clock().now();
    let id = MessageId::new(event.id.uuid());
    let claim = json!({
        "id": id, "event": event.id, "kind": event.kind, "channel": "email", "subject": event.subject,
        "state": { "name": "sending", "since": now },
    });
    let commit =
        Commit::new(scope(&merchant), now, Uuid::now_v7()).create("m", &keys::message(scope(&merchant), id), &claim);
    store(&world).await.commit(commit).await.unwrap();

    assert!(hand_over(&world, &event).await, "its worker may still be alive");
    assert_eq!(state(&world, &event).await["name"], "sending");
    world.edition().clock().advance(SignedDuration::from_secs(61));
    assert!(!hand_over(&world, &event).await);
    assert_eq!(state(&world, &event).await["name"], "unknown");
    assert_eq!(mails(&world).await.len(), 0);
    world.stop().await;
}

#[tokio::test]
async fn what_is_no_longer_worth_telling_is_dropped() {
    let world = World::with(|options| options.functions = vec![("publish-events", deaf)]).await;
    let merchant = Merchant::found(&world, "casa").await;
    let event = invite(&world, &merchant, "en").await;
    world.edition().clock().advance(SignedDuration::from_hours(24 * 60));
    assert!(!hand_over(&world, &event).await);
    assert_eq!(state(&world, &event).await, json!({ "name": "dropped", "why": "link_gone" }));
    assert_eq!(mails(&world).await.len(), 0);
    world.stop().await;
}

/// A reader of the stream that hears nothing.
fn deaf(_: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async { Ok(Function::new().stream(&std::sync::Arc::new(()), |(), _| Box::pin(async { Vec::new() }))) })
}

/// How many requests the provider below has read.
static ASKED: AtomicUsize = AtomicUsize::new(0);

/// The function, with a provider that reads each request and hangs up.
fn through_a_provider_that_hangs_up(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(StartError::new)?;
        let address = listener.local_addr().map_err(StartError::new)?;
        let provider = async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut request = Vec::new();
                while !request.ends_with(b"}") && socket.read_buf(&mut request).await.is_ok_and(|read| read > 0) {}
                ASKED.fetch_add(1, Ordering::SeqCst);
            }
        };
        #[expect(clippy::disallowed_methods, reason = "the provider of a test ends with the test")]
        tokio::spawn(provider);
        send_notification::start(env.with("AWS_ENDPOINT_URL_SESV2", &format!("http://{address}"))).await
    })
}
