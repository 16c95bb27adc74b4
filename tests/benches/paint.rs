//! How soon whoever waits sees something: the recipient's pages in Chromium on a phone's network and processor, and a
//! page that is open while its SMS is answered.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot")]

use std::time::{Duration, Instant};

use acceptance::browser::Browser;
use acceptance::edition::Edition;
use acceptance::repository::root;
use serde_json::Value;

const ROUNDS: usize = 5;
const KILOBITS: u32 = 400;
const LATENCY: u32 = 400;
const SLOWER: u32 = 4;
/// The delivery of the sample that has windows to choose from, and whose SMS is answered.
const OPEN: &str = "active";

#[tokio::main]
async fn main() {
    // A build for development answers later than what is deployed, which is said.
    let built = ["release", "debug"].map(|kind| root().join("target").join(kind).join("entrega-local"));
    let binary = built.iter().find(|file| file.exists()).expect("the single-machine edition is built");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let edition = Edition::start(binary, folder.path(), &[]);
    let demo = edition.demo();
    let links = demo.get("links").and_then(Value::as_object).expect("the seed leaves links");
    let pages =
        links.iter().filter_map(|(story, link)| Some((story, link.as_str().filter(|link| link.contains("/t/"))?)));
    println!(
        "the recipient's pages at {KILOBITS} kbit/s, {LATENCY} ms and a processor {SLOWER} times slower, with the"
    );
    println!("brand's logo, pictures, windows and the driver as the sample has them; medians of {ROUNDS}:");
    println!(
        "  {:24} {:>11} {:>14} {:>11}   served by {}",
        "",
        "first paint",
        "largest paint",
        "bytes",
        binary.display()
    );
    let mut worst = (0_f64, 0_f64);
    for (story, link) in pages {
        let (first, largest, bytes) = painted(link).await;
        println!("  {story:24} {first:>8.0} ms {largest:>11.0} ms {bytes:>11.0}");
        worst = (worst.0.max(largest), worst.1.max(bytes));
    }
    println!(
        "  worst                                {:>11.0} ms {:>11.0}   (aim: under 1 s; bar: under 20 KB)",
        worst.0, worst.1
    );
    let link = links.get(OPEN).and_then(Value::as_str).expect("a delivery waits for an answer");
    let took = followed(&edition, link).await;
    println!(
        "an open page shows the window that was chosen by SMS {} ms after the answer   (aim: within 5 s)",
        took.as_millis()
    );
}

/// First and largest paint and bytes on the wire of a page, medians.
async fn painted(link: &str) -> (f64, f64, f64) {
    let mut paints = Vec::new();
    for round in 0..=ROUNDS {
        let browser = Browser::open(390, 844).await;
        browser.slow_down(KILOBITS, LATENCY, SLOWER).await;
        browser.go(link).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let found = browser.paints().await;
        browser.close().await;
        // The first one wakes the function.
        if round > 0 {
            paints.push(found);
        }
    }
    paints.sort_by(|one, other| one.1.total_cmp(&other.1));
    paints.get(ROUNDS / 2).copied().unwrap_or_default()
}

/// How long a page takes to show what an SMS changed.
async fn followed(edition: &Edition, link: &str) -> Duration {
    let (page, outbox) = (Browser::open(390, 844).await, Browser::open(1280, 900).await);
    page.go(link).await;
    page.see("h1").await;
    outbox.go(&format!("{}/_local/outbox", edition.url())).await;
    outbox.see("article").await;
    let field = format!(
        "[...document.querySelectorAll('article')].find(one=>one.querySelector('a[href=\"{link}\"]')).querySelector('input[type=text]').focus()"
    );
    outbox.run(&field).await;
    outbox.press("2").await;
    let before = page.run("return document.querySelector('p.when')?.innerText??''").await;
    let from = Instant::now();
    outbox.press(thirtyfour::Key::Enter).await;
    page.until(&format!("return (document.querySelector('p.when')?.innerText??'')!=={before}")).await;
    let took = from.elapsed();
    page.close().await;
    outbox.close().await;
    took
}
