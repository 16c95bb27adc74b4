//! How soon whoever waits sees something: the recipient's page in Chromium on a phone's network and processor.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot")]

use std::time::Duration;

use acceptance::browser::Browser;
use acceptance::edition::Edition;
use acceptance::repository::root;
use serde_json::{Value, json};

const ROUNDS: usize = 7;
const KILOBITS: u32 = 400;
const LATENCY: u32 = 400;
const SLOWER: u32 = 4;

#[tokio::main]
async fn main() {
    // A build for development answers later than what is deployed, which is said.
    let built = ["release", "debug"].map(|kind| root().join("target").join(kind).join("entrega-local"));
    let binary = built.iter().find(|file| file.exists()).expect("the single-machine edition is built");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let edition = Edition::start(binary, folder.path(), &[]);
    let page = page(&edition).await;
    let mut paints = Vec::new();
    for round in 0..=ROUNDS {
        let browser = Browser::open(390, 844).await;
        browser.slow_down(KILOBITS, LATENCY, SLOWER).await;
        browser.go(&page).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let found = browser.paints().await;
        browser.close().await;
        // The first one wakes the function.
        if round > 0 {
            paints.push(found);
        }
    }
    paints.sort_by(|one, other| one.1.total_cmp(&other.1));
    let (first, largest, bytes) = paints.get(ROUNDS / 2).copied().unwrap_or_default();
    let worst = paints.last().copied().unwrap_or_default().1;
    println!("the recipient's page at {KILOBITS} kbit/s, {LATENCY} ms and a processor {SLOWER} times slower:");
    println!("  first paint      {first:.0} ms median of {ROUNDS}");
    println!("  largest paint    {largest:.0} ms median, {worst:.0} ms worst   (aim: under 1 s)");
    println!("  on the wire      {bytes:.0} bytes   (bar: under 20 KB)");
    println!("  served by        {}", binary.display());
}

/// A delivery of the demo merchant, and the address of its page.
async fn page(edition: &Edition) -> String {
    let demo = edition.demo();
    let key = demo.pointer("/apiKey/secret").and_then(Value::as_str).expect("the seed leaves a key");
    let body = json!({
        "customer": { "firstName": "Ana", "phone": "+5511999991234" },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "city": "São Paulo", "state": "SP" },
        "order": "V-100", "deadline": "2030-01-15T18:00:00Z", "packages": [{ "barcode": "A1" }, { "barcode": "A2" }],
    });
    let request = reqwest::Client::new().post(format!("{}/v1/services", edition.url())).bearer_auth(key);
    let answer = request.header("idempotency-key", "paint").json(&body).send().await.expect("the edition answers");
    let made: Value = answer.json().await.expect("it answers in JSON");
    made.get("trackingUrl").and_then(Value::as_str).expect("a service has a page").to_owned()
}
