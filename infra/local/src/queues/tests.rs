use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::clock::Clock;
use crate::ledger::Ledger;
use crate::tasks::Tasks;

struct Post {
    queues: Queues,
    clock: Clock,
    _folder: tempfile::TempDir,
}

fn queue(name: &str, fifo: bool) -> Queue {
    Queue {
        name: name.into(),
        fifo,
        by_content: false,
        visibility: 30,
        delay: 0,
        retention: 1_000,
        dead_letters: (name != "dead").then(|| "dead".into()),
        max_receives: (name != "dead").then_some(2),
    }
}

fn post() -> Post {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::manual(Timestamp::UNIX_EPOCH);
    let ledger = Ledger::open(&folder.path().join("edition.sqlite")).unwrap();
    let all = [queue("plain", false), queue("order.fifo", true), queue("dead", false)];
    Post { queues: Queues::new(ledger, clock.clone(), all).unwrap(), clock, _folder: folder }
}

fn letter(body: &str, group: &str, deduplication: &str) -> Letter {
    Letter {
        body: body.into(),
        group: Some(group.into()),
        deduplication: Some(deduplication.into()),
        ..Letter::default()
    }
}

impl Post {
    fn bodies(&self, queue: &str, most: usize) -> Vec<String> {
        self.queues.receive(queue, most).unwrap().into_iter().map(|message| message.body).collect()
    }

    fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }
}

#[test]
fn a_received_message_is_hidden_until_its_time_is_over_and_dead_after_the_last_receive() {
    let post = post();
    post.queues.send("plain", &Letter { body: "a".into(), ..Letter::default() }).unwrap();
    assert_eq!(post.bodies("plain", 10), ["a"]);
    assert!(post.bodies("plain", 10).is_empty());
    assert_eq!(post.queues.next_due("plain").unwrap(), Some(30_000));
    post.pass(30);
    assert_eq!(post.bodies("plain", 10), ["a"]);
    post.pass(30);
    assert!(post.bodies("plain", 10).is_empty());
    let dead = post.queues.receive("dead", 10).unwrap().pop().unwrap();
    assert_eq!((dead.body.as_str(), dead.receives), ("a", 1));
    assert!(dead.source.unwrap().ends_with(":plain"));
}

#[test]
fn a_receipt_that_is_no_longer_the_latest_deletes_nothing() {
    let post = post();
    post.queues.send("plain", &Letter { body: "a".into(), ..Letter::default() }).unwrap();
    let first = post.queues.receive("plain", 1).unwrap();
    post.pass(30);
    let second = post.queues.receive("plain", 1).unwrap();
    post.queues.delete("plain", &first).unwrap();
    assert_eq!(post.queues.depth("plain").unwrap(), 1);
    post.queues.delete("plain", &second).unwrap();
    assert_eq!(post.queues.depth("plain").unwrap(), 0);
}

#[test]
fn a_delayed_message_waits() {
    let post = post();
    post.queues.send("plain", &Letter { body: "a".into(), delay: Some(5), ..Letter::default() }).unwrap();
    assert!(!post.queues.has_due("plain").unwrap());
    post.pass(5);
    assert_eq!(post.bodies("plain", 1), ["a"]);
}

#[test]
fn a_group_keeps_its_order_and_waits_for_its_own_message_only() {
    let post = post();
    for (body, group) in [("a1", "a"), ("b1", "b"), ("a2", "a"), ("b2", "b")] {
        post.queues.send("order.fifo", &letter(body, group, body)).unwrap();
    }
    let first = post.queues.receive("order.fifo", 1).unwrap();
    assert_eq!(first.first().unwrap().body, "a1");
    assert_eq!(post.bodies("order.fifo", 10), ["b1", "b2"]);
    assert!(post.bodies("order.fifo", 10).is_empty());
    post.queues.delete("order.fifo", &first).unwrap();
    assert_eq!(post.bodies("order.fifo", 10), ["a2"]);
}

#[test]
fn the_same_message_within_five_minutes_is_one_message() {
    let post = post();
    let first = post.queues.send("order.fifo", &letter("x", "g", "d")).unwrap();
    assert_eq!(post.queues.send("order.fifo", &letter("x", "g", "d")).unwrap(), first);
    assert_eq!(post.queues.depth("order.fifo").unwrap(), 1);
    post.pass(301);
    assert_ne!(post.queues.send("order.fifo", &letter("x", "g", "d")).unwrap(), first);
}

#[test]
fn what_sqs_would_refuse_is_refused() {
    let post = post();
    let refused = |queue: &str, letter: Letter| post.queues.send(queue, &letter).unwrap_err().to_string();
    assert!(refused("nowhere", letter("x", "g", "d")).contains("does not exist"));
    assert!(refused("plain", Letter::default()).contains("MessageBody"));
    assert!(refused("order.fifo", Letter { body: "x".into(), ..Letter::default() }).contains("MessageGroupId"));
    assert!(refused("order.fifo", Letter { deduplication: None, ..letter("x", "g", "d") }).contains("Deduplication"));
    assert!(refused("plain", Letter { body: "x".repeat(1_048_577), ..Letter::default() }).contains("shorter"));
}

#[test]
fn old_messages_are_dropped() {
    let post = post();
    post.queues.send("plain", &Letter { body: "a".into(), ..Letter::default() }).unwrap();
    post.pass(1_001);
    post.queues.expire().unwrap();
    assert_eq!(post.queues.depth("plain").unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn old_messages_are_dropped_without_anybody_asking() {
    let post = post();
    let tasks = Tasks::new();
    post.queues.sweep(&tasks, Duration::from_millis(1));
    post.queues.send("order.fifo", &letter("a", "g", "d")).unwrap();
    post.pass(1_001);
    let rows = || {
        let connection = post.queues.0.ledger.connection();
        let count = |table: &str| -> i64 {
            connection.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        (count("message"), count("deduplication"))
    };
    let gone = async {
        while rows() != (0, 0) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone).await.unwrap();
    tasks.end().await;
}
