//! What is posted where SNS posts: heard when SNS signed it for us, and nothing otherwise.

use super::{NUMBER, Talking, told};
use crate::windows::House;
use acceptance::certificate::Signer;
use acceptance::receiver::{Manner, Receiver};
use acceptance::world::{Answer, World, send};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

/// SNS as the test plays it: who signs, where the certificate lies, and the topic.
struct Sns {
    authority: Signer,
    signer: Signer,
    receiver: Receiver,
    topic: String,
}

impl Sns {
    fn start() -> Self {
        let (authority, signer) = (Signer::new("Test CA"), Signer::new("sns.amazonaws.com"));
        Self { authority, signer, receiver: Receiver::start(), topic: String::new() }
    }

    fn url(&self) -> String {
        format!("http://{}/SimpleNotificationService-1.pem", self.receiver.host())
    }

    fn hands_out(&self, pem: &str) {
        self.receiver.behaves(Manner::Answers(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{pem}",
            pem.len()
        )));
    }

    fn certificate(&self, now: Timestamp) -> String {
        self.signer.certificate(&self.authority, now - SignedDuration::from_hours(24), SignedDuration::from_hours(240))
    }

    /// A notification of an SMS, signed.
    fn notification(&self, id: &str, text: &str, now: Timestamp) -> Value {
        let sms = json!({ "originationNumber": NUMBER, "destinationNumber": "+551140028922", "messageKeyword": "K",
            "messageBody": text, "inboundMessageId": id });
        self.signed(json!({
            "Type": "Notification", "MessageId": uuid::Uuid::now_v7().to_string(), "TopicArn": self.topic,
            "Message": sms.to_string(), "Timestamp": at(now), "SignatureVersion": "2", "SigningCertURL": self.url(),
            "UnsubscribeURL": "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe",
        }))
    }

    /// The same with its signature.
    fn signed(&self, mut body: Value) -> Value {
        let names: &[&str] = match body["Type"].as_str() {
            Some("Notification") => &["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
            _ => &["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
        };
        let lines = names.iter().filter_map(|name| Some(format!("{name}\n{}\n", body[*name].as_str()?)));
        body["Signature"] = json!(self.signer.sign(&lines.collect::<String>()));
        body
    }
}

fn at(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

async fn open() -> (Talking, Sns) {
    let mut sns = Sns::start();
    let host = sns.receiver.host();
    let world = World::with(|options| {
        options.parameters.insert("SnsHosts".to_owned(), host);
    })
    .await;
    let talking = Talking::within(House::within(world, 5).await).await;
    sns.topic = talking.house.world.edition().env().require("INBOUND_TOPIC").unwrap().to_owned();
    (talking, sns)
}

impl Talking {
    /// Posts as SNS does, which calls it text.
    async fn posted(&self, body: &Value) -> Answer {
        let request = self.house.world.request(Method::POST, "/v1/inbound-sms");
        let answer = send(request.header("content-type", "text/plain; charset=UTF-8").body(body.to_string())).await;
        self.house.world.settle().await;
        answer
    }

    fn now(&self) -> Timestamp {
        self.house.world.edition().clock().now()
    }
}

#[tokio::test]
async fn an_sms_that_sns_posts_is_heard_once() {
    let (talking, sns) = open().await;
    sns.hands_out(&sns.certificate(talking.now()));
    let service = talking.house.service(1).await;
    talking.ask(&service).await;
    let body = sns.notification("one", "1", talking.now());
    for _ in 0..3 {
        assert_eq!(talking.posted(&body).await.status, 204);
    }
    let again = sns.notification("one", "1", talking.now());
    assert_eq!(talking.posted(&again).await.status, 204, "the same SMS in another notification");
    assert_eq!(talking.told(&service).await, [told("reply.received", "booked", "")]);
    assert_eq!(sns.receiver.count(), 1, "the certificate is read once");
    talking.house.world.advance(SignedDuration::from_mins(61)).await;
    assert_eq!(talking.posted(&body).await.outcome(), (400, "not_genuine".to_owned()), "a replay");
}

#[tokio::test]
async fn what_sns_did_not_sign_for_us_is_refused_and_has_no_effect() {
    let (talking, sns) = open().await;
    let now = talking.now();
    sns.hands_out(&sns.certificate(now));
    let service = talking.house.service(1).await;
    talking.ask(&service).await;
    let good = sns.notification("one", "1", now);
    let changed = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let anew = |name: &str, value: Value| sns.signed(changed(name, value));
    let host = sns.receiver.host();
    let forged = [
        changed("Message", json!(good["Message"].as_str().unwrap().replace("\"1\"", "\"2\""))),
        changed("Message", json!(good["Message"].as_str().unwrap().replace(NUMBER, "+5511900000000"))),
        changed("Timestamp", json!(at(now + SignedDuration::from_secs(1)))),
        changed("MessageId", json!("another")),
        changed("Subject", json!("added")),
        changed("Signature", json!("")),
        changed("Signature", json!("%%%")),
        changed("SignatureVersion", json!("1")),
        changed("SignatureVersion", json!("3")),
        changed("SignatureVersion", Value::Null),
        anew("TopicArn", json!("arn:aws:sns:us-east-1:999999999999:inbound")),
        anew("Timestamp", json!(at(now - SignedDuration::from_mins(61)))),
        anew("Timestamp", json!(at(now + SignedDuration::from_mins(6)))),
        changed("SigningCertURL", json!("https://sns.evil.com/a.pem")),
        changed("SigningCertURL", json!(format!("http://{host}@127.0.0.1/a.pem"))),
        changed("SigningCertURL", json!(format!("http://{host}/a.txt"))),
        changed("SigningCertURL", json!(format!("http://{host}/a.pem"))),
        changed("SigningCertURL", json!(format!("http://{host}/SimpleNotificationService-.pem"))),
        changed("SigningCertURL", json!("file:///etc/passwd.pem")),
        json!({}),
        json!([]),
        json!("x"),
        Value::Null,
    ];
    for body in &forged {
        let answer = talking.posted(body).await;
        assert_eq!(answer.outcome(), (400, "not_genuine".to_owned()), "{body}");
    }
    assert_eq!(talking.window(&service).await, Value::Null);
    assert_eq!(talking.posted(&good).await.status, 204, "the genuine one still has its effect");
    assert_ne!(talking.window(&service).await, Value::Null);
}

#[tokio::test]
async fn a_certificate_is_of_sns_valid_now_and_vouched_for_by_somebody_else() {
    let (talking, sns) = open().await;
    let now = talking.now();
    let (day, hours) = (SignedDuration::from_hours(24), SignedDuration::from_hours);
    let (other, stranger) = (Signer::new("evil.example"), Signer::new("Test CA"));
    let own = sns.certificate(now);
    let authority = |signer: &Signer| signer.certificate(&sns.authority, now - day, hours(240));
    for (pem, what) in [
        (sns.signer.certificate(&sns.signer, now - day, hours(240)), "vouches for itself"),
        (sns.signer.certificate(&sns.authority, now - day, hours(23)), "ended"),
        (sns.signer.certificate(&sns.authority, now + hours(1), hours(240)), "has not begun"),
        (other.certificate(&sns.authority, now - day, hours(240)), "is somebody else's"),
        (format!("{own}{}", authority(&stranger)), "is followed by one that did not issue it"),
        ("no certificate".to_owned(), "is none"),
        (own.replace("MII", "MIJ"), "is broken"),
        (String::new(), "is empty"),
    ] {
        sns.hands_out(&pem);
        let answer = talking.posted(&sns.notification("one", "1", now)).await;
        assert_eq!(answer.outcome(), (400, "not_genuine".to_owned()), "{what}");
    }
    for status in ["403 Forbidden", "404 Not Found"] {
        sns.receiver.behaves(Manner::Answers(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n")));
        let answer = talking.posted(&sns.notification("one", "1", now)).await;
        assert_eq!(answer.outcome(), (400, "not_genuine".to_owned()), "SNS has none of that name: {status}");
    }
    for manner in [
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/a.pem\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\n\r\n",
        "",
    ] {
        sns.receiver.behaves(Manner::Answers(manner.to_owned()));
        let answer = talking.posted(&sns.notification("one", "1", now)).await;
        assert_eq!(answer.outcome(), (503, "certificate_unread".to_owned()), "{manner}");
    }
    sns.hands_out(&format!("{own}{}", authority(&sns.authority)));
    assert_eq!(talking.posted(&sns.notification("one", "1", now)).await.status, 204);
    talking.house.world.advance(hours(240)).await;
    let late = talking.posted(&sns.notification("two", "1", talking.now())).await;
    assert_eq!(late.outcome(), (400, "not_genuine".to_owned()), "it has ended since it was read");
}

#[tokio::test]
async fn a_subscription_is_confirmed_where_sns_asks_and_only_there() {
    let (talking, sns) = open().await;
    let now = talking.now();
    sns.hands_out(&sns.certificate(now));
    let ask = |kind: &str, url: &str| {
        sns.signed(json!({
            "Type": kind, "MessageId": "m", "TopicArn": sns.topic, "Message": "You have chosen", "Token": "t",
            "SubscribeURL": url, "Timestamp": at(now), "SignatureVersion": "2", "SigningCertURL": sns.url(),
        }))
    };
    let good = format!("http://{}/?Action=ConfirmSubscription&TopicArn={}&Token=t", sns.receiver.host(), sns.topic);
    let before = talking.posted(&sns.notification("one", "oi", now)).await;
    assert_eq!((before.status.as_u16(), sns.receiver.count()), (204, 1), "{}", before.text);
    for url in
        ["http://169.254.169.254/?Action=ConfirmSubscription", "https://sns.evil.com/", &good.replace("Confirm", "x")]
    {
        let answer = talking.posted(&ask("SubscriptionConfirmation", url)).await;
        assert_eq!(answer.outcome(), (400, "not_genuine".to_owned()), "{url}");
    }
    assert_eq!(talking.posted(&ask("UnsubscribeConfirmation", &good)).await.status, 204);
    assert_eq!(sns.receiver.count(), 1, "nobody was asked for anything");
    assert_eq!(talking.posted(&ask("SubscriptionConfirmation", &good)).await.status, 204);
    let asked = sns.receiver.received().pop().unwrap();
    assert_eq!(sns.receiver.count(), 2, "{asked:?}");
}
