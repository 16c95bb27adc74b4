use serde_json::Value;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn only_records_that_pass_the_filter_are_handed_over_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    world.write("event", &["1", "2"]).await;
    world.write("other", &["3"]).await;
    world.write("event", &["4"]).await;
    world.write("event", &["4"]).await;
    world.settle().await;
    assert_eq!(world.seen_as("changes"), ["1", "2", "4"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_always_fails_ends_in_the_failure_bucket_and_those_beside_it_are_handled() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::with(folder.path(), |options| {
        options.parameters.insert("Poison".into(), "3".into());
    })
    .await;
    world.write("event", &["1", "2", "3", "4", "5"]).await;
    world.write("event", &["6"]).await;
    world.settle().await;
    let seen = world.seen_as("changes");
    for handled in ["1", "2", "4", "5", "6"] {
        assert!(seen.iter().any(|key| key == handled), "{handled} is missing in {seen:?}");
    }
    let batches: Vec<_> = world.seen().iter().filter_map(|seen| seen.get("changes").cloned()).collect();
    let alone = batches.iter().filter(|batch| **batch == serde_json::json!(["3"])).count();
    assert_eq!(alone, 3, "once and two retries: {batches:?}");

    let bucket = world.bucket().await;
    let listed = bucket.list_objects_v2().bucket("entrega-failed").send().await.unwrap();
    let keys: Vec<_> = listed.contents().iter().map(|object| object.key().unwrap()).collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    assert!(keys[0].starts_with("aws/lambda/NoteStream/shardId-00000001-Things/"), "{keys:?}");
    let object = bucket.get_object().bucket("entrega-failed").key(keys[0]).send().await.unwrap();
    let record: Value = serde_json::from_slice(&object.body.collect().await.unwrap().into_bytes()).unwrap();
    assert_eq!(record.pointer("/requestContext/condition").unwrap(), "RetryAttemptsExhausted");
    assert_eq!(record.pointer("/DDBStreamBatchInfo/batchSize").unwrap(), 1);
    let payload: Value = serde_json::from_str(record.get("payload").unwrap().as_str().unwrap()).unwrap();
    assert_eq!(payload.pointer("/Records/0/dynamodb/Keys/SK/S").unwrap(), "3");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_the_stream_is_read_on_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    world.write("event", &["1"]).await;
    world.settle().await;
    world.edition.stop().await;
    let world = World::new(folder.path()).await;
    world.write("event", &["2"]).await;
    world.settle().await;
    assert_eq!(world.seen_as("changes"), ["1", "2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_all_have_read_is_removed_from_the_stream() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    for _ in 0..20 {
        world.write("other", &["1", "2", "3", "4", "5"]).await;
    }
    world.settle().await;
    let file = world.edition.file("table.sqlite");
    let count = || -> i64 {
        let connection = rusqlite::Connection::open(&file).unwrap();
        connection.query_row("SELECT COUNT(*) FROM _stream_records", [], |row| row.get(0)).unwrap()
    };
    world.until("the stream is trimmed", |_| count() == 1).await;
    world.write("event", &["6"]).await;
    world.settle().await;
    assert_eq!(world.seen_as("changes"), ["6"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_item_is_gone_when_the_clock_has_passed_its_time() {
    use aws_sdk_dynamodb::types::AttributeValue;
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let table = world.table().await;
    let ttl = world.edition.clock().now().as_second() + 60;
    let key = |name: &str| AttributeValue::S(name.into());
    let put = table.put_item().table_name("Things").item("PK", key("p")).item("SK", key("old"));
    put.item("ttl", AttributeValue::N(ttl.to_string())).send().await.unwrap();
    let there = async || {
        let get = table.get_item().table_name("Things").key("PK", key("p")).key("SK", key("old"));
        get.send().await.unwrap().item.is_some()
    };
    world.edition.advance(jiff::SignedDuration::from_secs(30)).await.unwrap();
    assert!(there().await);
    world.edition.advance(jiff::SignedDuration::from_secs(60)).await.unwrap();
    assert!(!there().await);
}
