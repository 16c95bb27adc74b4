//! What a phone waits for.

use super::*;
use flate2::read::GzDecoder;
use std::io::Read as _;

#[tokio::test]
async fn an_answer_is_packed_for_a_caller_who_takes_it_so_and_is_the_same() {
    let world = World::demo().await;
    let ask = || {
        let request = world.as_merchant(Method::POST, "/v1/quotes").header("idempotency-key", "packed");
        request.json(&cart(MANAUS, &shirts(1))).header("origin", "https://loja.example")
    };
    let plain = send(ask()).await;
    let sent = ask().header("accept-encoding", "br, gzip").send().await.unwrap();
    let header = |name: &str| sent.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(header("content-encoding"), "gzip");
    assert_eq!(header("vary"), "origin, accept-encoding");
    let packed = sent.bytes().await.unwrap();
    let mut text = String::new();
    GzDecoder::new(packed.as_ref()).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text);
    println!("{} bytes instead of {}", packed.len(), text.len());
    assert!(packed.len() * 3 < text.len(), "{} bytes of {}", packed.len(), text.len());
}

#[tokio::test]
async fn a_short_answer_and_one_that_nobody_wants_packed_go_as_they_are() {
    let world = World::demo().await;
    let refused = world.as_merchant(Method::POST, "/v1/quotes").json(&json!({})).header("accept-encoding", "gzip");
    let refused = send(refused).await;
    assert_eq!(refused.status, 400, "{}", refused.text);
    assert_eq!(refused.header("content-encoding"), "");
    let unwanted = world.as_merchant(Method::POST, "/v1/quotes").json(&cart(MANAUS, &shirts(1)));
    let unwanted = send(unwanted.header("accept-encoding", "gzip;q=0")).await;
    assert_eq!(unwanted.status, 201, "{}", unwanted.text);
    assert_eq!(unwanted.header("content-encoding"), "");
}
