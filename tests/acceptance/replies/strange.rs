//! What reaches a number besides answers: from nobody, about several things, of any length and of any letters, in pieces.

use domain::asked::Asked;
use domain::message::Notice;
use domain::phone::Phone;
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::Commit;

use super::{NUMBER, STRANGER, Talking, told};
use acceptance::merchant::Merchant;
use acceptance::world::send;
use reqwest::Method;

/// In the morning, when recipients are asked.
async fn by_day() -> Talking {
    let talking = Talking::open(20).await;
    talking.tomorrow_at(10, 0).await;
    talking
}

impl Talking {
    /// A service of somebody who was asked about it by SMS.
    async fn asked_at(&self, n: u32, number: &str) -> String {
        let service = self.house.service_to(n, number).await;
        assert_eq!(self.sent(number).await.len(), 1, "it is asked by itself");
        service
    }

    /// SMS as the queue hands them over, each so many seconds old: how many come again.
    async fn handed(&self, from: &str, texts: &[(&str, i64)]) -> usize {
        let record = |(text, ago): &(&str, i64)| {
            let body = json!({ "originationNumber": from, "destinationNumber": "+551140028922", "messageKeyword": "K",
                "messageBody": text, "inboundMessageId": uuid::Uuid::now_v7().to_string() });
            let at = (self.gate.now() - SignedDuration::from_secs(*ago)).as_millisecond().to_string();
            json!({ "messageId": uuid::Uuid::now_v7().to_string(), "body": body.to_string(), "eventSource": "aws:sqs",
                "attributes": { "SentTimestamp": at } })
        };
        let records: Vec<Value> = texts.iter().map(record).collect();
        let answer = self.house.world.edition().invoke("ReceiveReply", json!({ "Records": records })).await.unwrap();
        self.house.world.settle().await;
        answer["batchItemFailures"].as_array().unwrap().len()
    }
}

#[tokio::test]
async fn whoever_has_no_number_is_heard_by_nobody() {
    let talking = by_day().await;
    let service = talking.asked_at(1, NUMBER).await;
    for from in ["28922", "Loja", "AMAZON-2", "", "+0", "+", "0055", "11999990000", "99999999999999999999"] {
        assert_eq!(talking.handed(from, &[("1", 0), ("STOP", 0)]).await, 0, "{from}");
    }
    assert_eq!((talking.window(&service).await, talking.consent().await.stopped), (Value::Null, false));
    assert_eq!(talking.told(&service).await, []);
    assert_eq!(talking.sent(NUMBER).await.len(), 1, "nobody is answered");
}

#[tokio::test]
async fn whatever_is_written_that_means_nothing_is_asked_about_and_kept_as_it_is() {
    let talking = by_day().await;
    let (long, cyrillic) = ("a".repeat(1_600), "ж".repeat(70));
    let rows = [
        "",
        " ",
        "\n",
        ".",
        "?!",
        "🙂🙂🙂",
        &long,
        &cyrillic,
        "\u{200b}\u{feff}",
        "<script>alert(1)</script>",
        "<b>x</b>&amp;",
        "=HYPERLINK(\"http://x\";\"y\")",
        "+cmd|' /C calc'!A0",
        "-x",
        "@SUM(A:A)",
        "{{Link}}",
        "' OR 'a'='a",
        "zzzz",
    ];
    for (n, text) in (1..).zip(rows) {
        let number = format!("+55119{:08}", 80_000_000 + n);
        let service = talking.asked_at(n, &number).await;
        assert_eq!(talking.handed(&number, &[(text, 0)]).await, 0, "{text}");
        assert_eq!(talking.told(&service).await, [told("reply.not_understood", "asked", "unclear")], "{text}");
        assert_eq!(talking.window(&service).await, Value::Null, "{text}");
        let shown = talking.house.get(&format!("/v1/inbox/{service}")).await;
        let kept: String = text.chars().filter(|c| !c.is_control()).collect();
        assert_eq!(shown.json["lines"][0]["text"], kept.as_str(), "{}", shown.text);
        assert_eq!(shown.header("content-type"), "application/json");
        assert_eq!(talking.sent(&number).await.len(), 2, "{text} is asked about once");
    }
    // More than the longest SMS is kept as far as one goes.
    let service = talking.asked_at(99, STRANGER).await;
    assert_eq!(talking.handed(STRANGER, &[("b".repeat(5_000).as_str(), 0)]).await, 0);
    assert_eq!(talking.thread(&service).await.lines[0].text.len(), 1_600);
    assert_eq!(talking.inbox().await, [], "nobody has to look at it yet");
}

#[tokio::test]
async fn a_number_that_two_accounts_wrote_to_moves_nothing_and_the_newer_one_answers() {
    let talking = Box::pin(by_day()).await;
    let service = Box::pin(talking.asked_at(1, NUMBER)).await;
    let other = Box::pin(Merchant::found(&talking.house.world, "outra")).await;
    let body = json!({ "customer": { "firstName": "Ana", "phone": NUMBER },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" } });
    let made = send(other.post(&talking.house.world, "/v1/services").json(&body)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let (scope, now) = (domain::access::TenantScope::acting_for(other.account.parse().unwrap()), talking.gate.now());
    let windows = talking.house.offered(&service).await;
    let choice = |window: &String| domain::asked::Choice {
        n: 1,
        window: window.parse().unwrap(),
        shift: domain::shift::Shift::Morning,
    };
    let asked = Asked {
        account: scope.account(),
        service: made.text("id").parse().unwrap(),
        notice: Notice::NotScheduled,
        choices: windows.first().map(choice).into_iter().collect(),
        at: now + SignedDuration::from_secs(1),
        until: now + SignedDuration::from_hours(24),
        message: None,
        taken: false,
        before: None,
    };
    let number = talking.gate.number(&Phone::new(None, NUMBER).unwrap());
    let commit = Commit::new(scope, now, talking.gate.fresh()).ask(&number, None, &asked);
    Box::pin(talking.gate.store().commit(commit)).await.unwrap();
    assert_eq!(Box::pin(talking.handed(NUMBER, &[("1", 0)])).await, 0);
    assert_eq!((talking.window(&service).await, talking.told(&service).await), (Value::Null, Vec::new()));
    assert_eq!(talking.inbox().await, [], "the account that wrote earlier");
    let inbox = send(other.program(&talking.house.world, Method::GET, "/v1/inbox")).await;
    assert_eq!(inbox.json["items"][0]["why"], "two_deliveries", "{}", inbox.text);
    let booked =
        send(other.program(&talking.house.world, Method::GET, &format!("/v1/bookings/{}", made.text("id")))).await;
    assert_eq!(booked.json["window"], Value::Null, "{}", booked.text);
}

#[tokio::test]
async fn what_was_chosen_elsewhere_since_an_sms_was_written_stands() {
    let talking = by_day().await;
    let service = talking.asked_at(1, NUMBER).await;
    let windows = talking.house.offered(&service).await;
    talking.house.world.advance(SignedDuration::from_mins(1)).await;
    assert_eq!(talking.house.book(&service, &windows[0]).await.status, 200);
    assert_eq!(talking.handed(NUMBER, &[("2", 30)]).await, 0);
    assert_eq!(talking.told(&service).await, [told("reply.received", "nothing", "")]);
    assert_eq!(talking.window(&service).await, windows[0].as_str());
    assert_eq!(talking.handed(NUMBER, &[("2", 0)]).await, 0);
    assert_ne!(talking.window(&service).await, windows[0].as_str(), "what is written after it moves it");
}

/// What a phone sends as two segments, and reaches us as two messages: 153 letters, and the rest.
fn pieces() -> (String, &'static str) {
    let first = "Boa tarde, recebi a mensagem de voces sobre a entrega do meu pedido, mas nesse dia vou viajar com a minha \
        familia e nao posso receber de jeito nenhum";
    (format!("{first:.<153}"), "1")
}

#[tokio::test]
async fn the_pieces_of_a_long_message_are_read_by_a_person_in_whatever_order_they_come() {
    let talking = by_day().await;
    let (first, second) = pieces();
    // In one batch in both orders, and one after the other.
    let orders: [&[&[(&str, i64)]]; 3] =
        [&[&[(&first, 3), (second, 2)]], &[&[(second, 2), (&first, 3)]], &[&[(&first, 3)], &[(second, 2)]]];
    for (n, batches) in (1..).zip(orders) {
        let number = format!("+55119{:08}", 70_000_000 + n);
        let service = talking.asked_at(n, &number).await;
        for batch in batches {
            assert_eq!(talking.handed(&number, batch).await, 0);
        }
        assert_eq!(talking.window(&service).await, Value::Null, "a piece moves nothing");
        assert_eq!(talking.told(&service).await[0], told("reply.not_understood", "handed_over", "not_understood"));
        assert!(talking.inbox().await.contains(&(service.clone(), "not_understood".to_owned())));
        let lines: Vec<String> = talking.thread(&service).await.lines.into_iter().map(|line| line.text).collect();
        assert_eq!(lines, [first.as_str(), second], "as it was written");
        assert_eq!(talking.sent(&number).await.len(), 2, "it is passed on once");
    }
    // What comes a while after it is an answer of its own.
    let service = talking.asked_at(9, NUMBER).await;
    assert_eq!(talking.handed(NUMBER, &[(first.as_str(), 120)]).await, 0);
    assert_eq!(talking.handed(NUMBER, &[("1", 0)]).await, 0);
    assert_ne!(talking.window(&service).await, Value::Null);
}
