//! Receivers that mean harm, or are broken.

use super::{deliveries, subscribe, world_with};
use acceptance::events::tell;
use acceptance::receiver::{Manner, Receiver};
use domain::event::EventKind::FreightTableSwitched;
use jiff::SignedDuration;
use serde_json::json;

#[tokio::test]
async fn redirects_are_not_followed() {
    let (receiver, target) = (Receiver::start(), Receiver::start());
    let (world, merchant) = world_with(&[&receiver, &target]).await;
    let webhook = subscribe(&world, &merchant, &json!({ "url": receiver.url("/") })).await.text("id");
    world.settle().await;
    for status in [301, 302, 303, 307, 308] {
        receiver.answers(status, &format!("location: {}\r\n", target.url("/secret")));
        tell(&world, &merchant.account, FreightTableSwitched, 1).await;
        world.settle().await;
        let kept = deliveries(&world, &merchant, &webhook).await.remove(0);
        assert_eq!((&kept["state"], &kept["attempts"][0]["status"]), (&json!("pending"), &json!(status)));
        world.advance(SignedDuration::from_secs(1)).await;
    }
    assert_eq!(target.count(), 0);
    world.stop().await;
}

/// All at once, so that one patience is enough for all.
#[tokio::test]
async fn no_receiver_can_hold_a_worker_or_fill_its_memory() {
    let cases = [
        (Manner::Silent, "timed_out"),
        (Manner::Drips, "timed_out"),
        (Manner::Floods, "broken"),
        (Manner::HangsUp, "broken"),
        (Manner::Answers("220 smtp.example ESMTP\r\n".to_owned()), "broken"),
        (Manner::Answers("<html>HTTP/0.9</html>".to_owned()), "broken"),
        (Manner::Pours, "answered"),
    ];
    let receivers: Vec<Receiver> = cases.iter().map(|_| Receiver::start()).collect();
    let (world, merchant) = world_with(&receivers.iter().collect::<Vec<_>>()).await;
    let mut webhooks = Vec::new();
    for (receiver, (manner, _)) in receivers.iter().zip(&cases) {
        receiver.behaves(manner.clone());
        let content = json!({ "url": receiver.url("/"), "types": ["freight_table.switched"] });
        webhooks.push(subscribe(&world, &merchant, &content).await.text("id"));
    }
    // Something that listens and does not speak TLS.
    let secure =
        json!({ "url": receivers[6].url("/").replace("http:", "https:"), "types": ["freight_table.switched"] });
    webhooks.push(subscribe(&world, &merchant, &secure).await.text("id"));
    tell(&world, &merchant.account, FreightTableSwitched, 1).await;
    world.settle().await;
    let expected = cases.iter().map(|(_, outcome)| *outcome).chain(["insecure"]);
    for (webhook, outcome) in webhooks.iter().zip(expected) {
        let kept = deliveries(&world, &merchant, webhook).await.remove(0);
        assert_eq!(kept["attempts"][0]["outcome"], outcome, "{kept}");
        assert!(kept["attempts"][0]["millis"].as_u64().unwrap() < 20_000, "{kept}");
    }
    world.stop().await;
}
