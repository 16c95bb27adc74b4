//! What the providers report of messages.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io::Write as _;

impl House {
    /// Hands reports to the function as its queue does, and answers how many come again.
    pub(super) async fn reported(&self, reports: &[Value]) -> usize {
        let record = |report: &Value| {
            json!({ "messageId": uuid::Uuid::now_v7().to_string(), "body": report.to_string(), "attributes": {},
                "eventSource": "aws:sqs" })
        };
        let records: Vec<Value> = reports.iter().map(record).collect();
        let answer = self.world.edition().invoke("ReceiveReceipt", json!({ "Records": records })).await.unwrap();
        answer["batchItemFailures"].as_array().unwrap().len()
    }

    pub(super) async fn message(&self, service: &str, channel: &str) -> Value {
        let listed = self.get(&format!("/v1/messages?service={service}")).await.json;
        let items = listed["items"].as_array().unwrap();
        items.iter().find(|item| item["channel"] == channel).unwrap().clone()
    }
}

#[tokio::test]
async fn receipts_change_the_record_and_a_bounce_stops_the_address() {
    let house = House::open().await;
    let id = house.service().await;
    house.route(&[&id]).await;
    house.report(1, &id, "start").await;
    house.world.settle().await;
    let now = house.world.edition().clock().now();
    let (text, mail) = (house.message(&id, "sms").await, house.message(&id, "email").await);
    let arrived = json!({ "eventType": "TEXT_DELIVERED", "messageId": text["providerId"],
        "eventTimestamp": now.as_millisecond() + 1000 });
    let bounced = json!({ "eventType": "Bounce",
        "mail": { "messageId": mail["providerId"], "tags": {
            "account": [house.merchant.account], "service": [id], "message": [mail["id"]] } },
        "bounce": { "bounceType": "Permanent", "timestamp": now.to_string(),
            "bouncedRecipients": [{ "emailAddress": MAIL, "status": "5.1.1" }] } });
    assert_eq!(house.reported(&[arrived.clone(), bounced.clone()]).await, 0);
    assert_eq!(house.reported(&[bounced, arrived]).await, 0, "repeats are nothing new");
    let (text, mail) = (house.message(&id, "sms").await, house.message(&id, "email").await);
    assert_eq!((&text["status"], text["deliveredAt"].is_string()), (&json!("delivered"), true));
    assert_eq!((&mail["status"], &mail["why"]), (&json!("failed"), &json!("bounced 5.1.1")));

    house.world.settle().await;
    let feed = house.get("/v1/events?after=0&limit=200").await.json;
    let told: Vec<(&Value, &Value)> = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| event["type"].as_str().is_some_and(|kind| kind.starts_with("message.")))
        .map(|event| (&event["type"], &event["subject"]))
        .collect();
    assert_eq!(told.len(), 2, "each is told once: {told:?}");
    for expected in [(&json!("message.delivered"), &text["id"]), (&json!("message.failed"), &mail["id"])] {
        assert!(told.contains(&expected), "{told:?}");
    }

    let complained = json!({ "eventType": "Complaint",
        "mail": { "messageId": mail["providerId"], "tags": {
            "account": [house.merchant.account], "service": [id], "message": [mail["id"]] } },
        "complaint": { "timestamp": now.to_string(), "complainedRecipients": [{ "emailAddress": MAIL }] } });
    assert_eq!(house.reported(std::slice::from_ref(&complained)).await + house.reported(&[complained]).await, 0);
    assert!(house.message(&id, "email").await["complainedAt"].is_string());

    house.report(2, &id, "deliver").await;
    assert_eq!((house.sent(PHONE).await.len(), house.sent(MAIL).await.len()), (2, 1));
    let listed = house.get(&format!("/v1/messages?service={id}")).await.json;
    let withheld =
        listed["items"].as_array().unwrap().iter().find(|item| item["status"] == "withheld").unwrap().clone();
    assert_eq!((&withheld["channel"], &withheld["why"]), (&json!("email"), &json!("unreachable")));

    let unknown =
        json!({ "eventType": "TEXT_DELIVERED", "messageId": "nobody's", "eventTimestamp": now.as_millisecond() });
    assert_eq!(house.reported(std::slice::from_ref(&unknown)).await, 1, "its record may still be on its way");
    house.world.advance(jiff::SignedDuration::from_mins(11)).await;
    assert_eq!(house.reported(&[unknown]).await, 0, "it is somebody else's");
    house.world.stop().await;
}

/// What SES writes of a mail about a service, and what that makes of its record and of further mails.
const OF_MAIL: [(&str, &str, &str, &str); 13] = [
    ("Send", "{}", "accepted", "accepted"),
    ("Open", "{}", "accepted", "accepted"),
    ("Click", "{}", "accepted", "accepted"),
    ("DeliveryDelay", r#"{"deliveryDelay":{"delayType":"MailboxFull"}}"#, "accepted", "accepted"),
    ("Delivery", r#"{"delivery":{}}"#, "delivered", "accepted"),
    ("Reject", r#"{"reject":{"reason":"Bad content"}}"#, "failed", "accepted"),
    ("Rendering Failure", r#"{"failure":{"errorMessage":"x"}}"#, "failed", "accepted"),
    (
        "Bounce",
        r#"{"bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull","bouncedRecipients":[{"emailAddress":"MAIL"}]}}"#,
        "failed",
        "accepted",
    ),
    (
        "Bounce",
        r#"{"bounce":{"bounceType":"Undetermined","bouncedRecipients":[{"emailAddress":"MAIL"}]}}"#,
        "failed",
        "accepted",
    ),
    (
        "Bounce",
        r#"{"bounce":{"bounceType":"Permanent","bounceSubType":"OnAccountSuppressionList","bouncedRecipients":[{"emailAddress":"MAIL"}]}}"#,
        "failed",
        "withheld",
    ),
    (
        "Complaint",
        r#"{"complaint":{"complaintFeedbackType":"not-spam","complainedRecipients":[{"emailAddress":"MAIL"}]}}"#,
        "accepted",
        "accepted",
    ),
    (
        "Complaint",
        r#"{"complaint":{"complaintFeedbackType":"abuse","complainedRecipients":[{"emailAddress":"MAIL"}]}}"#,
        "delivered",
        "withheld",
    ),
    ("Complaint", r#"{"complaint":{"complainedRecipients":[{"emailAddress":"MAIL"}]}}"#, "delivered", "withheld"),
];

#[tokio::test]
async fn every_event_of_a_mail_has_its_effect_once_however_it_comes() {
    let house = House::open().await;
    let stranger = Merchant::found(&house.world, "outra").await;
    for (n, (kind, more, status, next)) in (0_u64..).zip(OF_MAIL) {
        let address = format!("cliente-{n}@example.com");
        let mut body = service();
        body["customer"] = json!({ "firstName": "Ana", "email": address });
        let id = house.post("/v1/services", &body).await.text("id");
        house.route(&[&id]).await;
        house.report(2 * n + 1, &id, "start").await;
        house.world.settle().await;
        let mail = house.message(&id, "email").await;
        let event = |account: &str| {
            let mut event: Value = serde_json::from_str(&more.replace("MAIL", &address)).unwrap();
            event["eventType"] = json!(kind);
            event["mail"] = json!({ "messageId": mail["providerId"], "tags": {
                "account": [account], "service": [id], "message": [mail["id"]] } });
            event
        };
        assert_eq!(house.reported(&[event(&stranger.account)]).await, 0);
        assert_eq!(house.message(&id, "email").await["status"], "accepted", "{kind} of another account's mail");
        let wrapped = json!({ "Type": "Notification", "Message": event(&house.merchant.account).to_string() });
        for report in [event(&house.merchant.account), wrapped] {
            assert_eq!(house.reported(&[report]).await, 0);
            assert_eq!(house.message(&id, "email").await["status"], status, "{kind} {more}");
        }
        house.report(2 * n + 2, &id, "deliver").await;
        let records = house.records(&id).await;
        let told = records.iter().find(|(notice, ..)| notice == "delivered").unwrap();
        assert_eq!(told.2, next, "after {kind} {more}");
    }
    let told = house.get("/v1/events?after=0&limit=200").await.json;
    let kinds = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| event["type"].as_str().unwrap().starts_with("message."));
    assert_eq!(kinds.count(), OF_MAIL.iter().filter(|row| row.2 != "accepted").count(), "others are told of each once");
    house.world.stop().await;
}

/// An event of CloudWatch Logs.
fn logged(lines: &[Value]) -> Value {
    let events: Vec<Value> =
        lines.iter().map(|line| json!({ "id": "1", "timestamp": 1, "message": line.to_string() })).collect();
    let told = json!({ "messageType": "DATA_MESSAGE", "logEvents": events });
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(told.to_string().as_bytes()).unwrap();
    json!({ "awslogs": { "data": STANDARD.encode(packed.finish().unwrap()) } })
}

#[tokio::test]
async fn what_sns_logs_of_an_sms_counts_like_a_receipt() {
    let house = House::open().await;
    let (one, two) = (house.service().await, house.service().await);
    house.route(&[&one, &two]).await;
    house.report(1, &one, "start").await;
    house.world.settle().await;
    house.report(2, &two, "start").await;
    house.world.settle().await;
    let now = house.world.edition().clock().now();
    let line = async |service: &str, status: &str| {
        let at = now.strftime("%Y-%m-%d %H:%M:%S.%3f").to_string();
        let id = house.message(service, "sms").await["providerId"].clone();
        json!({ "notification": { "messageId": id, "timestamp": at }, "status": status,
            "delivery": { "destination": PHONE, "providerResponse": "Blocked as spam by phone carrier" } })
    };
    let lines = [line(&one, "SUCCESS").await, json!("something else"), line(&two, "FAILURE").await];
    for _ in 0..2 {
        assert!(house.world.edition().invoke("ReceiveReceipt", logged(&lines)).await.is_ok());
    }
    let (one, two) = (house.message(&one, "sms").await, house.message(&two, "sms").await);
    assert_eq!((&one["status"], &two["status"]), (&json!("delivered"), &json!("failed")));
    assert_eq!(two["why"], "Blocked as spam by phone carrier");
    let mut strange = lines[0].clone();
    strange["notification"]["messageId"] = json!("nobody's");
    let strange = logged(&[strange]);
    assert!(
        house.world.edition().invoke("ReceiveReceipt", strange).await.is_ok(),
        "an SMS of somebody else is no error"
    );

    // A line that is faster than the note of its message waits in the queue.
    let third = house.service().await;
    house.route(&[&third]).await;
    house.report(3, &third, "start").await;
    house.world.settle().await;
    let mut early = line(&third, "SUCCESS").await;
    early["notification"]["messageId"] = json!("early");
    assert!(house.world.edition().invoke("ReceiveReceipt", logged(&[early])).await.is_ok());
    let (gate, id) = (house.gate().await, house.message(&third, "sms").await["id"].as_str().unwrap().parse().unwrap());
    let key = store::keys::service_message(house.scope(), third.parse().unwrap(), id);
    let message = gate.store().read(&key, gate.now()).await.unwrap().unwrap().value;
    let message = domain::message::Message { provider_id: Some("early".to_owned()), ..message };
    let commit = store::Commit::new(house.scope(), gate.now(), gate.fresh());
    gate.store().commit(commit.note_provider(house.scope(), &message)).await.unwrap();
    assert_eq!(house.message(&third, "sms").await["status"], "accepted");
    house.world.advance(jiff::SignedDuration::from_mins(4)).await;
    assert_eq!(house.message(&third, "sms").await["status"], "delivered");
    house.world.stop().await;
}
