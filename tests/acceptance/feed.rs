//! The numbered feed of events, as a program reads it that follows along.

use acceptance::events::tell;
use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use domain::event::{Event, EventKind};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

async fn read(world: &World, merchant: &Merchant, query: &str) -> Answer {
    send(merchant.program(world, Method::GET, &format!("/v1/events{query}"))).await
}

/// All of the feed from a number on, as number and event, page by page.
async fn read_all(world: &World, merchant: &Merchant, after: u64, limit: u16) -> Vec<(u64, String)> {
    let (mut found, mut after) = (Vec::new(), after);
    loop {
        let answer = read(world, merchant, &format!("?after={after}&limit={limit}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let items = answer.json["items"].as_array().unwrap();
        found.extend(
            items.iter().map(|item| (item["number"].as_u64().unwrap(), item["id"].as_str().unwrap().to_owned())),
        );
        after = answer.json["next"].as_u64().unwrap();
        if after == answer.json["latest"].as_u64().unwrap() {
            return found;
        }
        assert!(!items.is_empty(), "a page is empty before the end");
    }
}

/// The event of a queue that hands these over.
fn messages(events: &[Event]) -> Value {
    let records = events.iter().map(|event| {
        json!({
            "messageId": event.id.to_string(),
            "body": serde_json::to_string(event).unwrap(),
            "attributes": { "ApproximateReceiveCount": "1", "MessageGroupId": event.account.to_string() },
            "eventSource": "aws:sqs",
        })
    });
    json!({ "Records": records.collect::<Vec<_>>() })
}

#[tokio::test]
async fn a_change_of_the_configuration_is_the_next_event_of_the_feed() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    world.settle().await;
    let before = read(&world, &merchant, "").await.json["latest"].as_u64().unwrap();
    let dock = send(merchant.program(&world, Method::PUT, "/v1/docks/north").json(&json!({ "name": "North" }))).await;
    assert!(dock.status.is_success(), "{}", dock.text);
    world.settle().await;

    let answer = read(&world, &merchant, &format!("?after={before}")).await;
    assert_eq!((answer.status.as_u16(), &answer.json["next"]), (200, &json!(before + 1)), "{}", answer.text);
    let item = &answer.json["items"][0];
    assert_eq!(item["number"], before + 1);
    assert_eq!((&item["type"], &item["subject"]), (&json!("configuration.changed"), &json!("north")));
    assert_eq!(item["author"], format!("key:{}", merchant.key_id));
    assert_eq!(item["head"], Value::Null, "a dock has no timeline");

    let again = read(&world, &merchant, &format!("?after={}", before + 1)).await;
    assert_eq!(again.json, json!({ "items": [], "next": before + 1, "latest": before + 1 }));
    world.stop().await;
}

#[tokio::test]
async fn numbers_have_no_gaps_across_pages_and_partitions() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    world.settle().await;
    let before = read(&world, &merchant, "").await.json["latest"].as_u64().unwrap();
    let events = tell(&world, &merchant.account, EventKind::FreightTableSwitched, 1030).await;
    world.settle().await;

    let found = read_all(&world, &merchant, before, 99).await;
    assert!(found.iter().map(|(number, _)| *number).eq(before + 1..=before + 1030), "{} of 1030", found.len());
    let mut ids: Vec<&String> = found.iter().map(|(_, id)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), events.len());
    world.stop().await;
}

#[tokio::test]
async fn an_event_that_comes_again_keeps_its_number() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let events = tell(&world, &merchant.account, EventKind::FreightTableSwitched, 5).await;
    world.settle().await;
    let before = read_all(&world, &merchant, 0, 200).await;
    for _ in 0..2 {
        let undone = world.edition().invoke("SequenceFeed", messages(&events)).await.unwrap();
        assert_eq!(undone["batchItemFailures"], json!([]));
    }
    assert_eq!(read_all(&world, &merchant, 0, 200).await, before);
    world.stop().await;
}

#[tokio::test]
async fn what_happens_to_people_stays_out_of_the_feed_and_of_other_accounts() {
    let world = World::empty().await;
    let (one, other) = (Merchant::found(&world, "one").await, Merchant::found(&world, "other").await);
    world.settle().await;
    let (own, foreign) = (read(&world, &one, "").await.json, read(&world, &other, "").await.json);
    tell(&world, &one.account, EventKind::ApiKeyCreated, 3).await;
    tell(&world, &other.account, EventKind::FreightTableSwitched, 2).await;
    world.settle().await;
    assert_eq!(read(&world, &one, "").await.json, own);
    let told = read(&world, &other, "").await.json;
    assert_eq!(told["latest"].as_u64().unwrap(), foreign["latest"].as_u64().unwrap() + 2);
    let types = send(one.program(&world, Method::GET, "/v1/events/types")).await.json;
    let types: Vec<&str> = types["items"].as_array().unwrap().iter().filter_map(|one| one["type"].as_str()).collect();
    assert!(types.contains(&"freight_table.switched") && !types.contains(&"api_key.created"), "{types:?}");
    world.stop().await;
}

#[tokio::test]
async fn a_place_that_is_none_is_refused() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for (query, status, code) in [
        ("?after=-1", 400, "invalid_after"),
        ("?after=x", 400, "invalid_after"),
        ("?after=18446744073709551616", 400, "invalid_after"),
        ("?after=1&after=2", 400, "repeated_parameter"),
        ("?limit=0", 400, "invalid_limit"),
        ("?limit=201", 400, "invalid_limit"),
        ("?cursor=AAAA", 400, "invalid_cursor"),
        ("?after=1000", 422, "invalid_fields"),
    ] {
        let answer = read(&world, &merchant, query).await;
        assert_eq!(answer.outcome(), (status, code.to_owned()), "{query}: {}", answer.text);
    }
    let far = read(&world, &merchant, "?after=1000").await;
    assert_eq!(far.broken(), [("?after".to_owned(), "beyond_end".to_owned())]);
    world.stop().await;
}

#[tokio::test]
async fn events_are_kept_thirty_days_and_one_who_missed_some_is_told() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    tell(&world, &merchant.account, EventKind::FreightTableSwitched, 7).await;
    world.settle().await;
    let early = read(&world, &merchant, "").await.json["latest"].as_u64().unwrap();
    world.advance(SignedDuration::from_hours(24 * 20)).await;
    tell(&world, &merchant.account, EventKind::FreightTableSwitched, 4).await;
    world.settle().await;
    world.advance(SignedDuration::from_hours(24 * 10)).await;
    assert_eq!(
        u64::try_from(read_all(&world, &merchant, 0, 200).await.len()).unwrap(),
        early + 4,
        "thirty days on, all is there"
    );

    world.advance(SignedDuration::from_hours(24 * 6)).await;
    let gone = read(&world, &merchant, "?after=2").await;
    assert_eq!(gone.outcome(), (410, "events_gone".to_owned()), "{}", gone.text);
    let kept = read(&world, &merchant, "").await.json;
    assert_eq!(kept["items"][0]["number"], early + 1, "{kept}");
    assert_eq!(kept["next"], early + 4);

    world.advance(SignedDuration::from_hours(24 * 20)).await;
    let nothing = read(&world, &merchant, "").await.json;
    assert_eq!(nothing, json!({ "items": [], "next": early + 4, "latest": early + 4 }));
    world.stop().await;
}
