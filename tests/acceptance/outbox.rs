//! Events on their way out of the table: the stream for speed, the sweep for certainty.

use std::collections::BTreeMap;
use std::path::Path;

use acceptance::merchant::Merchant;
use acceptance::scale;
use acceptance::world::{World, send};
use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::EventId;
use edge::{BoxFuture, Env, Function, Service, StartError};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};
use store::keys::OUTBOX_SHARDS;
use store::{Commit, Store, Waiting};
use uuid::Uuid;

async fn store(world: &World) -> Store {
    let env = world.edition().env();
    Store::new(&env.sdk(Service::DynamoDb).await, env.require("TABLE_NAME").unwrap())
}

/// A fresh identifier by the clock of the world, which may be far from the machine's.
fn fresh(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap();
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, 0))
}

/// Tells of something that nobody needs to act on, or of an invitation that no longer is one.
async fn tell(world: &World, account: &str, kind: EventKind, data: BTreeMap<String, String>) -> Event {
    let now = world.edition().clock().now();
    let event = Event {
        id: EventId::new(fresh(now)),
        account: account.parse().unwrap(),
        kind,
        subject: fresh(now).to_string(),
        author: "user:nobody".to_owned(),
        at: now,
        data,
    };
    let commit = Commit::new(TenantScope::acting_for(event.account), now, Uuid::now_v7()).tell(&event);
    store(world).await.commit(commit).await.unwrap();
    event
}

/// How many events wait, whatever their age.
async fn waiting(world: &World) -> usize {
    let (store, mut count) = (store(world).await, 0);
    for shard in 0..OUTBOX_SHARDS {
        let mut after = None;
        loop {
            let page = store.waiting_events(shard, Timestamp::MAX, after.as_deref(), 7).await.unwrap();
            count += page.events.len();
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    count
}

async fn mails_to(world: &World, to: &str) -> usize {
    let all = send(world.request(Method::GET, "/_local/outbox").header("accept", "application/json")).await.json;
    all.as_array().into_iter().flatten().filter(|entry| entry["to"] == to).count()
}

/// The records of the stream that were given up, as the failure destination keeps them.
fn given_up(folder: &Path) -> Vec<Value> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(given_up(&entry));
        } else if entry.to_string_lossy().contains("/aws/lambda/") {
            found.extend(serde_json::from_slice::<Value>(&std::fs::read(entry).unwrap()));
        }
    }
    found
}

/// A reader of the stream that hears nothing.
fn deaf(_: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async { Ok(Function::new().stream(&std::sync::Arc::new(()), |(), _| Box::pin(async { Vec::new() }))) })
}

#[tokio::test]
async fn what_the_stream_delivers_waits_no_longer() {
    let world = World::empty().await;
    Merchant::found(&world, "casa").await;
    world.settle().await;
    assert_eq!(waiting(&world).await, 0);
    world.stop().await;
}

#[tokio::test]
async fn what_the_stream_does_not_deliver_is_swept_after_two_minutes() {
    let world = World::with(|options| options.functions = vec![("publish-events", deaf)]).await;
    let merchant = Merchant::found(&world, "casa").await;
    let ask = json!({ "email": "ana@example.com", "name": "Ana", "role": "operator", "language": "en" });
    assert_eq!(send(merchant.post(&world, "/v1/users").json(&ask)).await.status, 201);
    world.advance(SignedDuration::from_secs(61)).await;
    assert_eq!(mails_to(&world, "ana@example.com").await, 0, "the stream may still deliver it");
    assert!(waiting(&world).await > 0);
    world.advance(SignedDuration::from_secs(120)).await;
    assert_eq!(mails_to(&world, "ana@example.com").await, 1);
    assert_eq!(waiting(&world).await, 0);
    world.stop().await;
}

#[tokio::test]
async fn a_backlog_is_swept_in_one_run() {
    let world = World::with(|options| options.functions = vec![("publish-events", deaf)]).await;
    let account = fresh(world.edition().clock().now()).to_string();
    let backlog = scale::count(5000);
    for _ in 0..backlog {
        tell(&world, &account, EventKind::ApiKeyCreated, BTreeMap::new()).await;
    }
    assert_eq!(waiting(&world).await, usize::try_from(backlog).unwrap());
    world.edition().clock().advance(SignedDuration::from_mins(3));
    assert_eq!(world.edition().invoke("KeepHouse", json!({})).await, Ok(Value::Null));
    assert_eq!(waiting(&world).await, 0);
    world.stop().await;
}

#[tokio::test]
async fn an_event_that_cannot_be_handed_over_says_why_and_those_beside_it_are_handed_over() {
    let world = World::empty().await;
    let account = fresh(world.edition().clock().now()).to_string();
    let too_long = BTreeMap::from([("link".to_owned(), "x".repeat(300_000))]);
    tell(&world, &account, EventKind::ApiKeyCreated, BTreeMap::new()).await;
    let poison = tell(&world, &account, EventKind::UserInvited, too_long).await;
    tell(&world, &account, EventKind::ApiKeyCreated, BTreeMap::new()).await;
    world.settle().await;

    let waits = Waiting::of(&poison);
    let why = store(&world).await.failure_of(&waits).await.unwrap().expect("the reason stands on it");
    assert!(why.contains("are more than a message may have"), "{why}");
    assert_eq!(waiting(&world).await, 1, "the others have been handed over");

    let kept = given_up(world.folder().path());
    assert_eq!(kept.len(), 1, "it alone is in the failure destination");
    assert!(kept[0]["payload"].as_str().unwrap().contains(&poison.id.to_string()));
    assert_eq!(kept[0]["requestContext"]["approximateInvokeCount"], 6, "the first call and five more");

    world.advance(SignedDuration::from_hours(23)).await;
    assert_eq!(waiting(&world).await, 1, "it is tried for a day");
    world.advance(SignedDuration::from_hours(2)).await;
    assert_eq!(waiting(&world).await, 0, "then it is given up");
    assert_eq!(store(&world).await.failure_of(&waits).await.unwrap(), Some(why));
    world.stop().await;
}

#[tokio::test]
async fn due_work_that_cannot_be_read_is_tried_for_a_day_and_then_put_aside_with_the_reason() {
    let world = World::empty().await;
    let env = world.edition().env();
    let table = env.require("TABLE_NAME").unwrap();
    let ask = async |operation: &str, body: Value| {
        let request = reqwest::Client::new().post(env.get("AWS_ENDPOINT_URL_DYNAMODB").unwrap());
        let answer = send(request.header("x-amz-target", format!("DynamoDB_20120810.{operation}")).json(&body)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json
    };
    let place = format!("{:020}#of-a-later-version", world.edition().clock().now().as_millisecond());
    let damaged = json!({ "PK": { "S": "DUE#3" }, "SK": { "S": place }, "body": { "S": "{" } });
    ask("PutItem", json!({ "TableName": table, "Item": damaged })).await;
    let minute = async || {
        world.edition().clock().advance(SignedDuration::from_mins(1));
        world.edition().invoke("KeepHouse", json!({})).await.is_ok()
    };
    assert!(!minute().await, "somebody is told of it");
    world.edition().clock().advance(SignedDuration::from_hours(23));
    assert!(!minute().await, "the next version may read it");
    world.edition().clock().advance(SignedDuration::from_hours(1));
    assert!(minute().await, "a day is enough");
    assert!(minute().await, "nothing is left of it to fail by");
    let query = json!({ "TableName": table, "KeyConditionExpression": "PK = :pk",
        "ExpressionAttributeValues": { ":pk": { "S": "DUE#3" } } });
    let left = ask("Query", query).await["Items"].as_array().cloned().unwrap_or_default();
    assert_eq!(left.len(), 1);
    assert_eq!((&left[0]["SK"]["S"], &left[0]["body"]), (&json!(format!("~{place}")), &damaged["body"]));
    assert!(left[0]["failure"]["S"].as_str().is_some_and(|why| !why.is_empty()));
    world.stop().await;
}
