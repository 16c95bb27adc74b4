use super::{get, subscribe, world_with};
use acceptance::receiver::Receiver;
use acceptance::world::send;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_webhook_is_made_shown_changed_and_removed() {
    let (world, merchant) = world_with(&[]).await;
    let content =
        json!({ "url": "https://Lojão.example/hook", "description": "orders", "types": ["freight_table.switched"] });
    let ask = || {
        let request = merchant.request(&world, Method::POST, "/v1/webhooks").header("idempotency-key", "one");
        send(request.json(&content))
    };
    let made = ask().await;
    assert_eq!(made.status, 201, "{}", made.text);
    let (id, secret) = (made.text("id"), made.text("secret"));
    assert!(secret.starts_with("whsec_") && made.text("secretStatus") == "shown", "{}", made.text);
    assert_eq!(made.header("location"), format!("/v1/webhooks/{id}"));
    let again = ask().await;
    assert_eq!((again.text("id"), again.text("secretStatus")), (id.clone(), "already_shown".to_owned()));
    assert!(!again.text.contains(&secret));

    let path = format!("/v1/webhooks/{id}");
    let shown = get(&world, &merchant, &path).await;
    assert_eq!(shown.text("url"), "https://xn--lojo-ioa.example/hook", "a name shows what it is");
    assert_eq!((&shown.json["active"], &shown.json["switchedOff"]), (&json!(true), &Value::Null));
    assert!(!shown.text.contains(&secret), "{}", shown.text);
    let listed = get(&world, &merchant, "/v1/webhooks").await;
    assert_eq!(listed.json, json!({ "items": [shown.json], "nextCursor": null }));

    let change = json!({ "url": "https://other.example/hook", "active": false });
    let put =
        |tag: Option<&'static str>| {
            let request = merchant.program(&world, Method::PUT, &path).json(&change);
            send(tag.map_or_else(
                || request.try_clone().unwrap(),
                |tag| request.try_clone().unwrap().header("if-match", tag),
            ))
        };
    assert_eq!(put(None).await.status, 428);
    assert_eq!(put(Some("\"7\"")).await.status, 412);
    let changed = put(Some("\"1\"")).await;
    assert_eq!((changed.status.as_u16(), changed.header("etag")), (200, "\"2\""), "{}", changed.text);
    assert_eq!((&changed.json["active"], &changed.json["types"]), (&json!(false), &json!([])));

    let removed = send(merchant.program(&world, Method::DELETE, &path).header("if-match", "\"2\"")).await;
    assert_eq!(removed.status, 204, "{}", removed.text);
    assert_eq!(get(&world, &merchant, &path).await.status, 404);
    world.stop().await;
}

#[tokio::test]
async fn every_field_that_breaks_a_rule_is_named() {
    let (world, merchant) = world_with(&[]).await;
    let ask = async |body: Value| send(merchant.post(&world, "/v1/webhooks").json(&body)).await;
    let wrong = ask(json!({
        "url": "http://shop.example", "description": "x".repeat(201),
        "types": ["freight_table.switched", "user.invited", "nonsense"],
    }))
    .await;
    assert_eq!(wrong.status, 422);
    let rules = [("/url", "url"), ("/description", "description"), ("/types/1", "type"), ("/types/2", "type")];
    assert_eq!(wrong.broken(), rules.map(|(at, rule)| (at.to_owned(), rule.to_owned())));
    assert_eq!(ask(json!({})).await.status, 400);
    assert_eq!(ask(json!({ "url": "https://a.example", "secret": "whsec_x" })).await.status, 400);
    world.stop().await;
}

#[tokio::test]
async fn an_address_that_is_not_on_the_public_internet_is_refused() {
    let (world, merchant) = world_with(&[]).await;
    let own = format!("https://{}/v1/webhooks", world.edition().url().trim_start_matches("http://"));
    for url in [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest",
        "https://localhost/",
        "https://db.internal/",
        "https://sqs.sa-east-1.amazonaws.com/",
        "file:///etc/passwd",
        "https://good@shop.example/",
        "https://shop.example:8443/",
        "http://127.0.0.1:9001/",
        &own,
    ] {
        let answer = send(merchant.post(&world, "/v1/webhooks").json(&json!({ "url": url }))).await;
        assert_eq!(answer.broken(), [("/url".to_owned(), "url".to_owned())], "{url}: {}", answer.text);
    }
    assert_eq!(get(&world, &merchant, "/v1/webhooks").await.json["items"], json!([]));
    world.stop().await;
}

#[tokio::test]
async fn an_account_has_twenty_webhooks_at_most() {
    let (world, merchant) = world_with(&[]).await;
    let content = json!({ "url": "https://shop.example/hook", "active": false });
    for _ in 0..20 {
        subscribe(&world, &merchant, &content).await;
    }
    let refused = send(merchant.post(&world, "/v1/webhooks").json(&content)).await;
    assert_eq!(refused.outcome(), (409, "too_many_webhooks".to_owned()));
    world.stop().await;
}

#[tokio::test]
async fn what_does_not_exist_can_be_neither_pinged_nor_sent_again() {
    let receiver = Receiver::start();
    let (world, merchant) = world_with(&[&receiver]).await;
    let id = subscribe(&world, &merchant, &json!({ "url": receiver.url("/") })).await.text("id");
    let nothing = "00000000-0000-7000-8000-000000000000";
    for path in [
        format!("/v1/webhooks/{nothing}/ping"),
        format!("/v1/webhooks/{nothing}/secret"),
        format!("/v1/webhooks/{nothing}/deliveries/{nothing}/resend"),
        format!("/v1/webhooks/{id}/deliveries/{nothing}/resend"),
        format!("/v1/webhooks/{id}/deliveries/nonsense/resend"),
    ] {
        assert_eq!(send(merchant.post(&world, &path)).await.status, 404, "{path}");
    }
    world.stop().await;
}
