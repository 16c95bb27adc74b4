//! Writes one SKU after the other into the single-machine edition, and prints what a write costs early and late.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot")]

use std::time::{Duration, Instant};

use acceptance::edition::Edition;
use acceptance::repository::root;
use serde_json::{Value, json};

/// After how many writes the cost is taken, from this many of them.
const EARLY: usize = 1_000;
const LATE: usize = 100_000;
const SAMPLE: usize = 500;

fn main() {
    let binary = root().join("target/release/entrega-local");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let edition = Edition::start(&binary, folder.path(), &[]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be built");
    let spent = runtime.block_on(write(&edition));
    let (early, late) = (median(&spent, EARLY), median(&spent, LATE));
    println!("a write into the single-machine edition, over HTTP, on this machine:");
    println!("  after {EARLY:>7} writes  {early:?} median of {SAMPLE}");
    println!("  after {LATE:>7} writes  {late:?} median of {SAMPLE}");
    println!("  ratio                 {:.2}   (bar: at most 1.5)", late.div_duration_f64(early));
    println!("  resident              {} KiB", edition.resident_kib());
}

/// What each write took.
async fn write(edition: &Edition) -> Vec<Duration> {
    let demo = edition.demo();
    let secret =
        demo.pointer("/apiKey/secret").and_then(Value::as_str).expect("the seed makes a secret key").to_owned();
    let client = reqwest::Client::new();
    let mut spent = Vec::with_capacity(LATE + SAMPLE);
    for number in 0..LATE + SAMPLE {
        let sku = json!({
            "name": format!("Item {number}"),
            "weight": 300,
            "dimensions": {"height": 30, "width": 250, "length": 300},
        });
        let from = Instant::now();
        let answer = client
            .put(format!("{}/v1/skus/bench-{number}", edition.url()))
            .bearer_auth(&secret)
            .header("If-None-Match", "*")
            .header("Content-Type", "application/json")
            .body(sku.to_string())
            .send()
            .await
            .expect("the edition answers");
        spent.push(from.elapsed());
        assert!(answer.status().is_success(), "{}: {:?}", answer.status(), answer.text().await);
    }
    spent
}

fn median(spent: &[Duration], after: usize) -> Duration {
    let mut sample: Vec<Duration> = spent.iter().skip(after).take(SAMPLE).copied().collect();
    sample.sort();
    sample.get(sample.len() / 2).copied().unwrap_or_default()
}
