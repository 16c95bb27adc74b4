//! What is settled about messages, and how they are looked at before they go.

use super::*;

#[tokio::test]
async fn a_merchant_chooses_what_is_told_by_what_and_in_which_words() {
    let house = House::open().await;
    let path = "/v1/message-settings/default";
    let shown = house.get(path).await;
    assert_eq!(shown.json["notices"].as_array().unwrap().len(), 28);
    assert_eq!(
        (&shown.json["quietHours"], &shown.json["perNumber"]),
        (&json!({"start": "21:00", "end": "08:00"}), &json!(10))
    );
    let content = json!({
        "notices": [
            { "notice": "delivery_started", "channel": "email", "on": false },
            { "notice": "delivery_started", "channel": "sms", "on": true,
              "template": { "kind": "custom", "text": "{{ShipperName}} está chegando, {{ShipperCustomerFirstName}}! {{Link}}" } },
        ],
        "quietHours": null, "segments": 2, "sender": "Doces da Lu", "callingCodes": ["55", "54"],
    });
    let put = house.put(path, &content).await;
    assert_eq!((put.status.as_u16(), put.header("etag")), (200, "\"1\""), "{}", put.text);
    assert_eq!(house.get(path).await.json, put.json);
    let blind = send(house.merchant.program(&house.world, Method::PUT, path).json(&content)).await;
    assert_eq!(blind.status, 428);

    let id = house.service().await;
    house.route(&[&id]).await;
    house.until(23).await;
    house.report(1, &id, "start").await;
    let sent = house.sent(PHONE).await;
    let text = sent[0]["text"].as_str().unwrap();
    assert!(text.starts_with("Doces da Lu esta chegando, Ana! http"), "{text}");
    assert_eq!(house.sent(MAIL).await.len(), 0);
    let listed = house.get(&format!("/v1/messages?service={id}")).await.json;
    let kept = "Doces da Lu esta chegando, {{ShipperCustomerFirstName}}! {{Link}}";
    assert_eq!(listed["items"][0]["text"], kept, "the name of the brand stays, that of the recipient goes");
    house.world.stop().await;
}

#[tokio::test]
async fn a_mail_has_the_subject_that_was_chosen_and_an_sms_has_none() {
    let house = House::open().await;
    let path = "/v1/message-settings/default";
    let told = |channel: &str, subject: &str| json!({ "notice": "delivery_started", "channel": channel, "on": true, "subject": subject });
    let refused = json!({ "notices": [told("sms", "Hoje"), told("email", "{{Link}}\n")] });
    let expected = [(0, "unsuitable"), (1, "not_in_subject"), (1, "lines")];
    let expected = expected.map(|(at, rule)| (format!("/notices/{at}/subject"), rule.to_owned()));
    assert_eq!(house.put(path, &refused).await.broken(), expected);
    let put = house.put(path, &json!({ "notices": [told("email", "Chega hoje: {{ShipperName}}")] })).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let shown = put.json["notices"].as_array().unwrap().iter().filter(|one| one["notice"] == "delivery_started");
    let shown: Vec<(&Value, &Value)> = shown.map(|one| (&one["subject"], &one["subjectDraft"])).collect();
    let (own, draft) = (json!("Chega hoje: {{ShipperName}}"), json!("O entregador está a caminho"));
    assert_eq!(shown, [(&Value::Null, &Value::Null), (&own, &draft)]);

    let look = async |subject: &str| {
        let body = json!({ "notice": "delivered", "channel": "email", "language": "en", "subject": subject });
        house.post("/v1/message-previews", &body).await
    };
    assert_eq!(look("It is there: {{OrderNumber}}").await.json["subject"], "It is there: v-1001");
    assert_eq!(look("").await.broken(), [("/subject".to_owned(), "empty".to_owned())]);

    let id = house.service().await;
    house.route(&[&id]).await;
    house.report(1, &id, "start").await;
    assert_eq!(house.sent(MAIL).await.len(), 1);
    house.report(2, &id, "deliver").await;
    let mails = house.sent(MAIL).await;
    let subjects: Vec<&str> = mails.iter().map(|mail| mail["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["Chega hoje: casa", "casa: Entregue"]);
    assert_eq!(house.sent(PHONE).await[0]["subject"], Value::Null, "an SMS has none");
    house.world.stop().await;
}

#[tokio::test]
async fn every_mistake_in_settings_is_told_at_once() {
    let house = House::open().await;
    let broken = json!({
        "notices": [
            { "notice": "stopped", "channel": "fax", "on": true },
            { "notice": "delivered", "channel": "sms", "on": true, "template": { "kind": "custom", "text": "{{Logo}} {{Nome}}" } },
            { "notice": "delivered", "channel": "email", "on": true, "template": { "kind": "hec" } },
            { "notice": "route_started", "channel": "sms", "on": true, "template": { "kind": "interval", "minutes": 3 } },
            { "notice": "late", "channel": "sms", "on": true },
            { "notice": "late", "channel": "sms", "on": false },
        ],
        "quietHours": { "start": "25:00", "end": "08:00" }, "segments": 9, "sender": "", "replyTo": "x",
        "callingCodes": ["+55"], "perNumber": 2_000_000,
    });
    let refused = house.put("/v1/message-settings/default", &broken).await;
    let expected = [
        ("/notices/0/notice", "notice"),
        ("/notices/0/channel", "channel"),
        ("/notices/1/template/text", "image"),
        ("/notices/1/template/text", "unknown_tag"),
        ("/notices/2/template/kind", "unsuitable"),
        ("/notices/3/template/minutes", "range"),
        ("/notices/5", "duplicate"),
        ("/quietHours/start", "strptime"),
        ("/segments", "range"),
        ("/sender", "name"),
        ("/replyTo", "email"),
        ("/perNumber", "range"),
        ("/callingCodes/0", "calling_code"),
    ];
    let expected = expected.map(|(pointer, rule)| (pointer.to_owned(), rule.replace("strptime", "clock")));
    assert_eq!(refused.broken(), expected, "{}", refused.text);

    let agency = house.post("/v1/agencies", &json!({ "name": "Doces" })).await;
    let path = format!("/v1/message-settings/{}", agency.text("id"));
    assert_eq!(
        house.put(&path, &json!({ "perNumber": 3 })).await.broken(),
        [("/perNumber".to_owned(), "of_account".to_owned())]
    );
    assert_eq!(house.put(&path, &json!({ "sender": "Doces" })).await.status, 200);
    let nobody = "/v1/message-settings/0193b0a0-0000-7000-8000-00000000000a";
    assert_eq!(house.get(nobody).await.outcome(), (404, "not_found".to_owned()));
    house.world.stop().await;
}

#[tokio::test]
async fn a_message_is_seen_before_it_goes() {
    let house = House::open().await;
    let look = async |body: Value| house.post("/v1/message-previews", &body).await;
    let seen = look(json!({ "notice": "delivery_started", "channel": "sms", "language": "en" })).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    assert!(seen.text("text").starts_with("Loja Sao Joao: your driver is on the way. Expected at "), "{}", seen.text);
    assert_eq!(
        (&seen.json["segments"], &seen.json["encoding"], &seen.json["problems"]),
        (&json!(1), &json!("gsm7"), &json!([]))
    );

    let wrong = json!({ "kind": "custom", "text": "Oi {{Nome}} }}" });
    let seen = look(json!({ "notice": "delivered", "channel": "sms", "template": wrong })).await.json;
    let places: Vec<(&Value, &Value)> =
        seen["problems"].as_array().unwrap().iter().map(|problem| (&problem["rule"], &problem["at"])).collect();
    assert_eq!(places, [(&json!("unknown_tag"), &json!(3)), (&json!("braces"), &json!(12))]);
    assert_eq!(seen["text"], Value::Null);

    let id = house.service().await;
    let seen = look(json!({ "notice": "delivered", "channel": "email", "service": id })).await.json;
    let html = seen["html"].as_str().unwrap();
    assert!(html.contains("Olá, Ana!") && html.contains("/t/"), "{html}");
    assert_eq!((&seen["subject"], &seen["text"]), (&json!("casa: Entregue"), &json!("Entregue!")));
    assert_eq!(house.sent(MAIL).await.len(), 0, "nothing is sent");

    let refused = look(json!({ "notice": "x", "channel": "y", "language": "z" })).await;
    let fields: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(fields, ["/notice", "/channel", "/language"]);
    let gone = look(json!({ "notice": "delivered", "channel": "sms", "service": "x" })).await;
    assert_eq!(gone.outcome(), (404, "not_found".to_owned()));
    house.world.stop().await;
}
