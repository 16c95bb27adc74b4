//! Several answers at once: of one person, whose last word counts, and of many, who race for a window.

use acceptance::scale;
use domain::asked::{Asked, Choice};
use domain::message::Notice;
use domain::phone::Phone;
use domain::shift::Shift;
use futures_util::stream::{self, StreamExt as _};
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::Commit;

use super::{NUMBER, Talking, told};

impl Talking {
    /// An SMS in the queue, written so many seconds ago.
    fn record(&self, id: &str, text: &str, ago: i64) -> Value {
        let body = json!({ "originationNumber": NUMBER, "destinationNumber": "+551140028922", "messageKeyword": "K",
            "messageBody": text, "inboundMessageId": id });
        let at = (self.gate.now() - SignedDuration::from_secs(ago)).as_millisecond().to_string();
        json!({ "messageId": id, "body": body.to_string(), "eventSource": "aws:sqs", "attributes": { "SentTimestamp": at } })
    }

    async fn arrives(&self, records: &[Value]) {
        let batch = json!({ "Records": records });
        let answer = self.house.world.edition().invoke("ReceiveReply", batch).await.unwrap();
        assert_eq!(answer["batchItemFailures"], json!([]));
    }
}

#[tokio::test]
async fn of_a_burst_of_answers_the_one_that_was_written_last_counts() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    let windows = talking.ask(&service).await;
    // As often as it may be moved: written one a second, and handed over in another order.
    let word = |n: i64| if (4..7).contains(&n) { "2" } else { "1" };
    let all: Vec<Value> = [3, 9, 0, 6, 1, 7, 4, 2, 8, 5]
        .iter()
        .map(|n| talking.record(&format!("burst-{n}"), word(*n), 10 - n))
        .collect();
    talking.arrives(&all).await;
    assert_eq!(talking.window(&service).await, windows[0].as_str());
    let taken = (talking.house.taken(&windows[0]).await, talking.house.taken(&windows[1]).await);
    let lines: Vec<String> = talking.thread(&service).await.lines.into_iter().map(|line| line.text).collect();
    assert_eq!((taken, lines.join("").as_str()), ((1, 0), "1111222111"));
}

#[tokio::test]
async fn an_older_answer_that_arrives_after_a_newer_one_is_noted_and_moves_nothing() {
    let talking = Talking::open(5).await;
    let service = talking.house.service(1).await;
    let windows = talking.ask(&service).await;
    talking.arrives(&[talking.record("new", "1", 10)]).await;
    talking.arrives(&[talking.record("old", "2", 20)]).await;
    assert_eq!(talking.window(&service).await, windows[0].as_str());
    assert_eq!(talking.told(&service).await[1], told("reply.received", "nothing", ""));
    talking.arrives(&[talking.record("thanks", "obrigado", 4)]).await;
    talking.arrives(&[talking.record("last", "2", 5)]).await;
    assert_eq!(talking.window(&service).await, windows[1].as_str(), "thanks overtake nothing");
}

#[tokio::test]
async fn of_five_hundred_recipients_who_answer_by_sms_fifty_get_the_window() {
    let recipients = scale::count(500).max(30);
    let places = recipients / 10;
    let talking = Talking::open(places).await;
    let number = |n: u32| format!("+55119{:08}", 90_000_000 + n);
    let house = &talking.house;
    let services: Vec<(u32, String)> = stream::iter(0..recipients)
        .map(async |n| (n, house.service_to(n, &number(n)).await))
        .buffer_unordered(8)
        .collect()
        .await;
    let offered = house.offered(&services[0].1).await;
    // What they are asked by itself comes before.
    house.world.settle().await;
    let now = talking.gate.now();
    for (n, service) in &services {
        let asked = Asked {
            account: talking.scope().account(),
            service: service.parse().unwrap(),
            notice: Notice::NotScheduled,
            choices: vec![Choice { n: 1, window: offered[0].parse().unwrap(), shift: Shift::Morning }],
            at: now,
            until: now + SignedDuration::from_hours(24),
            message: None,
            taken: false,
            before: None,
        };
        let hashed = talking.gate.number(&Phone::new(None, &number(*n)).unwrap());
        let seen = talking.gate.store().choices_of(&hashed, (asked.account, asked.service), now).await.unwrap();
        let commit = Commit::new(talking.scope(), now, talking.gate.fresh()).ask(&hashed, seen.as_ref(), &asked);
        talking.gate.store().commit(commit).await.unwrap();
    }
    let race = stream::iter(&services).map(async |(n, _)| {
        let body = json!({ "originationNumber": number(*n), "destinationNumber": "+551140028922",
            "messageKeyword": "K", "messageBody": "1", "inboundMessageId": format!("race-{n}") });
        let record = json!({ "messageId": n.to_string(), "body": body.to_string(), "eventSource": "aws:sqs",
            "attributes": {} });
        // What fails comes again, as from a queue.
        for _ in 0..50 {
            let batch = json!({ "Records": [record] });
            let answer = house.world.edition().invoke("ReceiveReply", batch).await.unwrap();
            if answer["batchItemFailures"] == json!([]) {
                return;
            }
        }
        panic!("{n} was never heard");
    });
    race.buffer_unordered(16).collect::<Vec<()>>().await;
    let (mut booked, mut asked) = (0, 0);
    for (_, service) in &services {
        match talking.told(service).await.as_slice() {
            [one] if *one == told("reply.received", "booked", "") => booked += 1,
            [one] if *one == told("reply.not_understood", "asked", "window_gone") => {
                asked += 1;
                assert_eq!(talking.window(service).await, Value::Null);
                assert_eq!(house.offered(service).await[0], offered[1], "the next one is offered");
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((booked, asked), (places, recipients - places));
    assert_eq!(house.taken(&offered[0]).await, u64::from(places));
}
