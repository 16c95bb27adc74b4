//! Writes into two single-machine editions by turns, one that has taken many writes and one that has taken few, and
//! prints what a write costs in each: what else the machine does meets both alike.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot")]

use std::time::{Duration, Instant};

use acceptance::edition::Edition;
use reqwest::Client;
use serde_json::{Value, json};

/// How many writes each has taken before any is measured.
const FEW: usize = 1_000;
const MANY: usize = 100_000;
const SAMPLE: usize = 500;

fn main() {
    let binary = acceptance::edition::built();
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a temporary folder can be made"));
    let [young, old] = folders.each_ref().map(|folder| Edition::start(&binary, folder.path(), &[]));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be built");
    let (few, many) = runtime.block_on(async {
        let (mut young, mut old) = (Writer::new(&young), Writer::new(&old));
        old.write(MANY).await;
        young.write(FEW).await;
        let (mut few, mut many) = (Vec::with_capacity(SAMPLE), Vec::with_capacity(SAMPLE));
        for _ in 0..SAMPLE {
            few.push(young.one().await);
            many.push(old.one().await);
        }
        (median(few), median(many))
    });
    println!("a write into the single-machine edition, over HTTP, on this machine:");
    println!("  after {FEW:>7} writes  {few:?} median of {SAMPLE}");
    println!("  after {MANY:>7} writes  {many:?} median of {SAMPLE}, by turns with the above");
    println!("  ratio                 {:.2}   (bar: at most 1.5)", many.div_duration_f64(few));
    println!("  resident              {} KiB and {} KiB", young.resident_kib(), old.resident_kib());
}

/// Writes one SKU after the other into one edition.
struct Writer {
    client: Client,
    url: String,
    secret: String,
    written: usize,
}

impl Writer {
    fn new(edition: &Edition) -> Self {
        let demo = edition.demo();
        let secret = demo.pointer("/apiKey/secret").and_then(Value::as_str).expect("the seed makes a secret key");
        Self { client: Client::new(), url: edition.url().to_owned(), secret: secret.to_owned(), written: 0 }
    }

    async fn write(&mut self, count: usize) {
        for _ in 0..count {
            self.one().await;
        }
    }

    /// What one write took.
    async fn one(&mut self) -> Duration {
        self.written += 1;
        let number = self.written;
        let sku = json!({
            "name": format!("Item {number}"),
            "weight": 300,
            "dimensions": {"height": 30, "width": 250, "length": 300},
        });
        let from = Instant::now();
        let answer = self
            .client
            .put(format!("{}/v1/skus/bench-{number}", self.url))
            .bearer_auth(&self.secret)
            .header("If-None-Match", "*")
            .header("Content-Type", "application/json")
            .body(sku.to_string())
            .send()
            .await
            .expect("the edition answers");
        let spent = from.elapsed();
        assert!(answer.status().is_success(), "{}: {:?}", answer.status(), answer.text().await);
        spent
    }
}

fn median(mut sample: Vec<Duration>) -> Duration {
    sample.sort();
    sample.get(sample.len() / 2).copied().unwrap_or_default()
}
