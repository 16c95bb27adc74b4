//! Workers that are killed while they send, and a stream that is read again.

use super::{get, subscribe_to_all, world_with};
use acceptance::events::tell;
use acceptance::merchant::Merchant;
use acceptance::receiver::Receiver;
use acceptance::scale;
use acceptance::world::World;
use domain::event::{Event, EventKind::FreightTableSwitched};
use jiff::{SignedDuration, tz::TimeZone};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// Messages that one worker has in hand at most, each of them one send.
const BATCH: usize = 10;
/// Workers of one function at a time in the single-machine edition.
const WORKERS: usize = 4;

/// What the stream shows of fresh events.
fn records(events: &[Event]) -> Value {
    let text = |text: String| json!({ "S": text });
    let record = |(at, event): (usize, &Event)| {
        let day = event.at.to_zoned(TimeZone::UTC).date();
        json!({
            "eventSource": "aws:dynamodb", "eventName": "INSERT",
            "dynamodb": { "SequenceNumber": at.to_string(), "NewImage": {
                "PK": text(format!("T#{}#EVENT#{day}", event.account)), "SK": text(event.id.to_string()),
                "entity": { "S": "event" },
                "body": { "M": {
                    "id": text(event.id.to_string()), "account": text(event.account.to_string()),
                    "kind": { "S": event.kind.name() }, "subject": text(event.subject.clone()),
                    "author": text(event.author.clone()), "at": text(event.at.to_string()), "data": { "M": {} },
                } },
            } },
        })
    };
    json!({ "Records": events.iter().enumerate().map(record).collect::<Vec<_>>() })
}

/// Kills all workers each time that so many more requests have come, and answers how often.
async fn kill_each(world: &World, receiver: &Receiver, sends: usize, done: &tokio::sync::Notify) -> usize {
    let mut kills = 0;
    let killing = async {
        loop {
            if receiver.count() >= (kills + 1) * sends {
                for function in ["DeliverWebhook", "SequenceFeed", "PublishEvents"] {
                    world.edition().kill(function);
                }
                kills += 1;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        () = done.notified() => {}
        () = killing => {}
    }
    kills
}

/// Tells of events in portions, and after each lets the stream be read again from some place before. What a killed
/// worker had in hand comes again when the clock has moved.
async fn tell_and_repeat(world: &World, merchant: &Merchant, count: usize, portion: usize) -> Vec<Event> {
    let mut told: Vec<Event> = Vec::new();
    while told.len() < count {
        let portion = portion.min(count - told.len());
        told.extend(tell(world, &merchant.account, FreightTableSwitched, portion).await);
        world.settle().await;
        let from = told.len() * 7919 % 9973 % told.len();
        let again = &told[from..told.len().min(from + 100)];
        // A reader that is killed in the midst of it is as good as one that is not.
        let _ = world.edition().invoke("PublishEvents", records(again)).await;
        world.settle().await;
        world.advance(SignedDuration::from_mins(7)).await;
    }
    told
}

async fn feed(world: &World, merchant: &Merchant) -> Vec<(u64, String)> {
    let (mut found, mut after) = (Vec::new(), 0);
    loop {
        let page = get(world, merchant, &format!("/v1/events?after={after}&limit=200")).await.json;
        let items = page["items"].as_array().unwrap();
        found.extend(
            items.iter().map(|item| (item["number"].as_u64().unwrap(), item["id"].as_str().unwrap().to_owned())),
        );
        if page["next"] == page["latest"] {
            return found;
        }
        after = page["next"].as_u64().unwrap();
    }
}

#[tokio::test]
async fn no_event_is_missed_or_numbered_twice_when_workers_are_killed_and_the_stream_is_read_again() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    subscribe_to_all(&world, &merchant, &receiver).await;
    world.settle().await;
    let count = usize::try_from(scale::count(10_000)).unwrap();
    let sends = 200.min(count / 8);
    let (done, begun) = (tokio::sync::Notify::new(), Instant::now());
    let work = async {
        let told = tell_and_repeat(&world, &merchant, count, 100).await;
        // What was killed last.
        for _ in 0..20 {
            world.advance(SignedDuration::from_mins(7)).await;
        }
        done.notify_one();
        told
    };
    let (told, kills) = tokio::join!(work, kill_each(&world, &receiver, sends, &done));

    let mut bodies: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let received = receiver.received();
    for one in &received {
        bodies.entry(one.header("webhook-id").to_owned()).or_default().insert(one.body.clone());
    }
    let repeats = received.len() - bodies.len();
    let missing = told.iter().filter(|event| !bodies.contains_key(&event.id.to_string())).count();
    println!(
        "{count} events, {} requests, {kills} kills with at most {} sends in flight, {repeats} repeats, {missing} missing, {:.1} s",
        received.len(),
        WORKERS * BATCH,
        begun.elapsed().as_secs_f64()
    );
    assert!(kills >= count / sends / 2, "{kills} kills");
    assert_eq!(missing, 0);
    assert!(repeats <= kills * WORKERS * BATCH, "{repeats} repeats");
    assert!(bodies.values().all(|bodies| bodies.len() == 1), "a repeat says the same under the same identifier");

    let feed = feed(&world, &merchant).await;
    assert!(
        feed.iter().map(|(number, _)| *number).eq(1..=u64::try_from(feed.len()).unwrap()),
        "gaps in {} entries",
        feed.len()
    );
    let numbered: BTreeSet<&String> = feed.iter().map(|(_, id)| id).collect();
    assert_eq!(numbered.len(), feed.len(), "an event has two numbers");
    assert!(told.iter().all(|event| numbered.contains(&event.id.to_string())), "an event has no number");
    world.stop().await;
}
