//! What the providers report of messages.

use super::*;

impl House {
    /// Hands reports to the function as its queue does, and answers how many come again.
    async fn reported(&self, reports: &[Value]) -> usize {
        let record = |report: &Value| {
            json!({ "messageId": uuid::Uuid::now_v7().to_string(), "body": report.to_string(), "attributes": {},
                "eventSource": "aws:sqs" })
        };
        let records: Vec<Value> = reports.iter().map(record).collect();
        let answer = self.world.edition().invoke("ReceiveReceipt", json!({ "Records": records })).await.unwrap();
        answer["batchItemFailures"].as_array().unwrap().len()
    }

    async fn message(&self, service: &str, channel: &str) -> Value {
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
