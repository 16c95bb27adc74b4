use jiff::SignedDuration;
use serde_json::json;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn messages_of_a_group_arrive_one_after_the_other_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    for number in 0..20 {
        world.send("Ordered.fifo", &format!("a{number}"), Some("a")).await;
        world.send("Ordered.fifo", &format!("b{number}"), Some("b")).await;
    }
    world.settle().await;
    let seen = world.seen_as("messages");
    for group in ["a", "b"] {
        let own: Vec<_> = seen.iter().filter(|text| text.starts_with(group)).cloned().collect();
        let expected: Vec<_> = (0..20).map(|number| format!("{group}{number}")).collect();
        assert_eq!(own, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_always_fails_goes_to_the_dead_letters_and_the_others_are_done_with() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::with(folder.path(), |options| {
        options.parameters.insert("Poison".into(), "bad".into());
    })
    .await;
    for body in ["good", "bad", "fine"] {
        world.send("Plain", body, None).await;
    }
    world.settle().await;
    for _ in 0..4 {
        world.edition.advance(SignedDuration::from_secs(11)).await.unwrap();
        world.settle().await;
    }
    let seen = world.seen_as("messages");
    let times = |body: &str| seen.iter().filter(|text| *text == body).count();
    assert_eq!((times("good"), times("bad"), times("fine")), (1, 2, 1));
    let (queue, receives) = kept(&world);
    assert_eq!((queue.as_str(), receives), ("Dead", 0));
}

fn kept(world: &World) -> (String, i64) {
    let connection = rusqlite::Connection::open(world.edition.file("edition.sqlite")).unwrap();
    let read = "SELECT queue, receives FROM message";
    connection.query_row(read, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_outlive_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let delayed = json!({"QueueUrl": "x/Plain", "MessageBody": "later", "DelaySeconds": 60});
    let services = world.edition.env().get("AWS_ENDPOINT_URL").unwrap().to_string();
    let request = world.http.post(services).header("x-amz-target", "AmazonSQS.SendMessage").body(delayed.to_string());
    assert!(request.send().await.unwrap().status().is_success());
    world.settle().await;
    assert_eq!(world.seen_as("messages"), [""; 0]);
    // Dropped, not stopped: nothing is written in farewell.
    drop(world);
    let world = loop {
        let mut options = crate::world::options(folder.path());
        options.parameters.insert("Poison".into(), String::new());
        match entrega_local::Edition::start(options).await {
            Ok(edition) => break World { edition, http: reqwest::Client::new(), seen: folder.path().join("seen") },
            Err(error) => assert!(error.to_string().contains("another edition"), "{error}"),
        }
    };
    world.edition.advance(SignedDuration::from_secs(61)).await.unwrap();
    world.settle().await;
    assert_eq!(world.seen_as("messages"), ["later"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_by_sms_reaches_the_function_that_reads_inbound_messages() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let sms = json!({"from": "+5511999990000", "to": "+12025550143", "body": "SIM"});
    assert_eq!(world.post("/_local/sms", sms).await.status(), 202);
    world.settle().await;
    let seen = world.seen_as("messages");
    let message: serde_json::Value = serde_json::from_str(&seen[0]).unwrap();
    assert_eq!(message.get("messageBody").unwrap(), "SIM");
    assert_eq!(message.get("originationNumber").unwrap(), "+5511999990000");
    assert_eq!(message.get("destinationNumber").unwrap(), "+12025550143");
}
