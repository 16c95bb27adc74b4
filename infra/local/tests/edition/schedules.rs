use jiff::SignedDuration;
use serde_json::json;

use crate::world::World;

fn times(world: &World, what: &str) -> usize {
    world.seen().iter().filter(|seen| **seen == json!(what)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_is_called_when_the_clock_is_moved_past_its_time_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    world.settle().await;
    for (minutes, called) in [(59, 0), (1, 1), (59, 1), (1, 2)] {
        let advance = json!({ "advance": format!("PT{minutes}M") });
        assert_eq!(world.post("/_local/clock", advance).await.status(), 200);
        assert_eq!(world.post("/_local/settle", json!({})).await.status(), 200);
        assert_eq!(times(&world, "schedule"), called, "after {minutes} more minutes");
    }
    assert_eq!(world.post("/_local/clock", json!({"advance": "PT3H", "step": "PT1H"})).await.status(), 200);
    world.settle().await;
    assert_eq!(times(&world, "schedule"), 5);
    assert_eq!(world.post("/_local/clock", json!({"advance": "-PT1H"})).await.status(), 422);
    assert_eq!(world.post("/_local/clock", json!({"forward": "PT1H"})).await.status(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_nobody_waits_for_is_tried_again_and_then_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    world.edition.advance(SignedDuration::from_hours(24)).await.unwrap();
    assert_eq!(times(&world, "failing"), 1);
    world.edition.advance(SignedDuration::from_secs(61)).await.unwrap();
    assert_eq!(times(&world, "failing"), 2);
    world.edition.advance(SignedDuration::from_mins(10)).await.unwrap();
    assert_eq!(times(&world, "failing"), 2);
    let connection = rusqlite::Connection::open(world.edition.file("edition.sqlite")).unwrap();
    let read = "SELECT body FROM message WHERE queue = 'Dead'";
    let record: String = connection.query_row(read, [], |row| row.get(0)).unwrap();
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record.pointer("/requestContext/condition").unwrap(), "RetriesExhausted");
    assert_eq!(record.pointer("/responsePayload/errorMessage").unwrap(), "it never works");
}

#[tokio::test(flavor = "multi_thread")]
async fn time_that_was_given_is_not_taken_back_by_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    world.edition.advance(SignedDuration::from_hours(48)).await.unwrap();
    let left = world.edition.clock().now();
    world.edition.stop().await;
    let world = World::new(folder.path()).await;
    assert!(world.edition.clock().now() >= left);
}
