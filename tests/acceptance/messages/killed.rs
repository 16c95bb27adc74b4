//! Thousands of events and reminders with repeats, killed workers and providers whose answers get lost.

use super::*;
use acceptance::events::{fresh, table};
use acceptance::provider::Provider;
use acceptance::scale;
use domain::event::{Event, EventKind};
use domain::id::EventId;
use domain::message::{Notice, Occasion, tell_at};
use edge::{BoxFuture, Env, Function, StartError};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use store::Commit;

/// Recipients, each with a number and an address of its own.
const RECIPIENTS: usize = 20;
/// Of so many answers of the provider one gets lost.
const LOST_EVERY: usize = 20;
/// Of so many events one tells what has no use any more.
const STALE_EVERY: usize = 10;

/// After so many requests to the provider its workers are killed: seldom enough that what kills may lose is a part only.
const KILLED_EVERY: usize = 150;
/// Messages that one kill may lose: a batch or two are on their way at a time, each message by two channels.
const IN_FLIGHT: usize = 40;

static PROVIDER: OnceLock<Provider> = OnceLock::new();

fn through_the_provider(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    let url = PROVIDER.get_or_init(|| Provider::that_loses_every(LOST_EVERY)).url();
    send_notification::start(env.with("AWS_ENDPOINT_URL_SNS", &url).with("AWS_ENDPOINT_URL_SESV2", &url))
}

/// Services that were delivered.
async fn delivered(house: &House) -> Vec<String> {
    let mut ids = Vec::new();
    for n in 0..RECIPIENTS {
        let body = json!({
            "customer": { "firstName": "Ana", "externalId": format!("ana-{n}"),
                "phone": format!("+55119{:08}", 87_000_000 + n), "email": format!("ana-{n}@example.com") },
            "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "state": "SP" },
        });
        let made = house.post("/v1/services", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        ids.push(made.text("id"));
    }
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    house.route(&all).await;
    for (n, id) in ids.iter().enumerate() {
        let seq = u64::try_from(n).unwrap() * 2;
        house.report(seq + 1, id, "start").await;
        house.report(seq + 2, id, "deliver").await;
    }
    house.world.settle().await;
    ids
}

/// Whether an occasion comes from a clock; all others come from events.
const fn is_due(n: usize) -> bool {
    n % 3 == 1 && !n.is_multiple_of(STALE_EVERY)
}

/// What tells of further deliveries, events and reminders; every tenth event happened days ago.
async fn tell(house: &House, ids: &[String], from: usize, count: usize) -> Vec<Event> {
    let now = house.world.edition().clock().now();
    let days_ago: Timestamp = now - SignedDuration::from_hours(72);
    let event = |n: usize| Event {
        id: EventId::new(fresh(now)),
        account: house.scope().account(),
        kind: EventKind::ServiceStatusChanged,
        subject: ids[n % ids.len()].clone(),
        author: "user:nobody".to_owned(),
        at: if n.is_multiple_of(STALE_EVERY) { days_ago } else { now },
        data: BTreeMap::from([("to".to_owned(), "done".to_owned()), ("attempt".to_owned(), format!("{}", 100 + n))]),
    };
    let events: Vec<Event> = (from..from + count).filter(|n| !is_due(*n)).map(event).collect();
    let reminder = |n: usize| {
        let (service, mark) = (ids[n % ids.len()].parse().unwrap(), format!("{}", 100 + n));
        let occasion = Occasion { service, notice: Notice::Delivered, mark, event: None, at: now, answers: false };
        tell_at(house.scope().account(), &occasion, now)
    };
    let reminders: Vec<_> = (from..from + count).filter(|n| is_due(*n)).map(reminder).collect();
    let fresh = || Commit::new(house.scope(), now, uuid::Uuid::now_v7());
    let commits = events.chunks(25).map(|together| together.iter().fold(fresh(), Commit::tell));
    let commits = commits.chain(reminders.chunks(25).map(|together| together.iter().fold(fresh(), Commit::remind)));
    for commit in commits {
        table(&house.world).await.commit(commit).await.unwrap();
    }
    events
}

/// Moves on, and waits as long as it takes until everything that then is due is done.
async fn pass(house: &House, by: SignedDuration) {
    let edition = house.world.edition();
    if Box::pin(edition.advance(by)).await.is_err() {
        Box::pin(edition.settle(Duration::from_secs(300))).await.unwrap();
    }
}

/// A batch of the queue that repeats events.
fn again(events: &[Event]) -> Value {
    let records = events.iter().map(|event| {
        let body = serde_json::to_string(event).unwrap();
        json!({ "messageId": event.id.to_string(), "body": body, "attributes": {}, "eventSource": "aws:sqs" })
    });
    json!({ "Records": records.collect::<Vec<_>>() })
}

async fn tell_all(house: &House, ids: &[String], count: usize) {
    let mut told = 0;
    while told < count {
        let portion = 100.min(count.div_ceil(4)).min(count - told);
        let events = tell(house, ids, told, portion).await;
        pass(house, SignedDuration::from_secs(1)).await;
        // A worker that is killed in the midst of it is as good as one that is not.
        let _ = house.world.edition().invoke("SendNotification", again(&events[..events.len().min(30)])).await;
        told += portion;
        pass(house, SignedDuration::from_secs(200)).await;
    }
    // What was killed last comes again when it is in view again.
    for _ in 0..10 {
        pass(house, SignedDuration::from_mins(4)).await;
    }
}

#[tokio::test]
async fn every_message_is_sent_once_or_known_to_be_unknown_whatever_is_killed_or_lost() {
    let provider = PROVIDER.get_or_init(|| Provider::that_loses_every(LOST_EVERY)).clone();
    let world = World::with(|options| options.functions = vec![("send-notification", through_the_provider)]).await;
    let house = House::within(world).await;
    // The invitation of the account's manager is about no delivery.
    house.world.settle().await;
    let invited = provider.taken();
    let limits = json!({ "quietHours": null, "perNumber": 1_000_000, "perAccount": 1_000_000 });
    assert_eq!(house.put("/v1/message-settings/default", &limits).await.status, 200);
    let ids = delivered(&house).await;
    // What happens in the first minutes waits for their end.
    let quiet =
        json!({ "quietHours": { "start": "11:00", "end": "12:05" }, "perNumber": 1_000_000, "perAccount": 1_000_000 });
    assert_eq!(house.put("/v1/message-settings/default", &quiet).await.status, 200);
    let count = usize::try_from(scale::count(10_000)).unwrap();
    let (begun, before) = (Instant::now(), provider.counts().0);
    let done = tokio::sync::Notify::new();
    let killing = async {
        let mut kills = 0;
        loop {
            if provider.counts().0 >= before + (kills + 1) * KILLED_EVERY {
                house.world.edition().kill("SendNotification");
                house.world.edition().kill("PublishEvents");
                kills += 1;
            }
            tokio::select! {
                () = done.notified() => return kills,
                () = tokio::time::sleep(Duration::from_millis(1)) => {}
            }
        }
    };
    let work = async {
        Box::pin(tell_all(&house, &ids, count)).await;
        done.notify_one();
    };
    let (kills, ()) = tokio::join!(killing, work);

    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    let (mut sent, mut marks, mut late) = (BTreeMap::new(), 0, 0);
    for id in &ids {
        let mut cursor = String::new();
        loop {
            let page = house.get(&format!("/v1/messages?service={id}&limit=200{cursor}")).await.json;
            for item in page["items"].as_array().unwrap() {
                let status = item["status"].as_str().unwrap();
                *states.entry(status.to_owned()).or_default() += 1;
                marks += usize::from(item["notice"] == "delivered");
                late += usize::from(item["why"] == "too_late");
                sent.insert(item["id"].as_str().unwrap().to_owned(), status.to_owned());
            }
            match page["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
    }
    let taken = provider.taken();
    let twice = taken.values().filter(|count| **count > 1).count();
    let (requests, lost) = provider.counts();
    println!(
        "{count} events, {requests} requests to the provider, {lost} answers lost, {kills} kills, {states:?}, \
         {twice} sent twice, {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    assert!(kills >= 3, "{kills} kills");
    assert_eq!(marks, 2 * (count + ids.len()), "each occasion has one message by each channel, and each delivery too");
    assert_eq!(twice, 0, "no message is sent twice");
    assert_eq!(late, 2 * count.div_ceil(STALE_EVERY), "what has no use any more is not sent");
    let (mut unknown, mut accepted) = (0, 0);
    for (id, status) in &sent {
        let gone_out = taken.contains_key(id);
        match status.as_str() {
            "accepted" => {
                assert!(gone_out, "{id} was never taken");
                accepted += 1;
            }
            "withheld" => assert!(!gone_out, "{id} was withheld and taken"),
            "unknown" => unknown += 1,
            other => panic!("{id} is still {other}"),
        }
    }
    assert!(unknown >= lost, "{lost} answers were lost, and {unknown} messages are unknown");
    assert!(unknown <= lost + kills * IN_FLIGHT, "{unknown} messages are unknown: {lost} lost answers, {kills} kills");
    let all = accepted + unknown;
    println!("{unknown} of {all} messages are unknown");
    assert!(lost + kills * IN_FLIGHT < all, "the bound says something");
    assert!(accepted > 2 * unknown, "{accepted} messages went out, {unknown} are unknown");
    let of_deliveries = taken.keys().filter(|id| !invited.contains_key(*id));
    let lost_silently = of_deliveries.filter(|id| !sent.contains_key(*id)).count();
    assert_eq!(lost_silently, 0, "whatever was taken has a record");
    house.world.stop().await;
}
