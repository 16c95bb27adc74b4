//! Quotes over HTTP against a table of a million rows, on eight connections: how many a second and core, how long each
//! takes, and how much of that is not the engine. Then the same with policies that deliver by appointment.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::float_arithmetic,
    reason = "a benchmark prints figures, and ends when it cannot"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use acceptance::edition::Edition;
use futures_util::future::join_all;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const POLICIES: u32 = 50;
const RANGES: u32 = 2_000;
const BANDS: u32 = 10;
/// Policies that deliver by appointment: what is taken of their windows is read for each quote.
const SCHEDULED: usize = 10;
const CONNECTIONS: u32 = 8;
const WARM_UP: u32 = 50;
const QUOTES: u32 = 2_000;

fn main() {
    let binary = acceptance::edition::built();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let edition = Edition::start(&binary, folder.path(), &[]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be built");
    runtime.block_on(run(&edition));
}

async fn run(edition: &Edition) {
    let shop = Shop::new(edition);
    shop.clear().await;
    let from = Instant::now();
    let live = shop.configure().await;
    let rows = POLICIES * RANGES * BANDS;
    println!(
        "{rows} rows in {POLICIES} tables, one after the other, with all requests and uploads: {:?}",
        from.elapsed()
    );
    println!("  from the end of each upload until it was live, together: {live:?}   (aim: under 10 s)");
    measure(edition, &shop, "none of them by appointment").await;
    shop.appoint().await;
    measure(edition, &shop, &format!("{SCHEDULED} of them by appointment, what is taken of each read for each quote"))
        .await;
    println!("  resident                   {} KiB", edition.resident_kib());
}

async fn measure(edition: &Edition, shop: &Shop, what: &str) {
    join_all((0..CONNECTIONS).map(|at| shop.quotes(at, WARM_UP))).await;
    let (from, busy) = (Instant::now(), edition.processor_time());
    let spent: Vec<Spent> = join_all((0..CONNECTIONS).map(|at| shop.quotes(at, QUOTES / CONNECTIONS)))
        .await
        .into_iter()
        .flatten()
        .collect();
    let (wall, busy) = (from.elapsed(), edition.processor_time().saturating_sub(busy));
    let count = u32::try_from(spent.len()).unwrap_or(u32::MAX);
    let bytes: usize = spent.iter().map(|spent| spent.bytes).sum();
    let (mut whole, mut engine): (Vec<Duration>, Vec<Duration>) =
        spent.iter().map(|spent| (spent.whole, spent.engine)).unzip();
    whole.sort_unstable();
    engine.sort_unstable();
    let at = |sorted: &[Duration], percent: usize| {
        sorted.get(sorted.len().saturating_mul(percent) / 100).copied().unwrap_or_default()
    };
    println!("{count} quotes of {POLICIES} policies, {what}, at {CONNECTIONS} connections:");
    println!("  in a second                {:.0}", f64::from(count) / wall.as_secs_f64());
    println!("  in a second of one core    {:.0}   (aim: 300)", f64::from(count) / busy.as_secs_f64());
    println!("  p50, p99                   {:?}, {:?}   (aim: p99 under 50 ms)", at(&whole, 50), at(&whole, 99));
    println!("  engine p50, p99            {:?}, {:?}", at(&engine, 50), at(&engine, 99));
    let inside: Duration = engine.iter().sum();
    println!("  processor time for each    {:?}, of which the engine {:?}", busy / count, inside / count);
    println!("  bytes of an answer         {}", bytes / spent.len().max(1));
}

/// What one quote took, and the engine of it.
struct Spent {
    whole: Duration,
    engine: Duration,
    bytes: usize,
}

struct Shop {
    url: String,
    secret: String,
}

impl Shop {
    fn new(edition: &Edition) -> Self {
        let demo = edition.demo();
        let secret = demo.pointer("/apiKey/secret").and_then(Value::as_str).expect("the seed makes a secret key");
        Self { url: edition.url().to_owned(), secret: secret.to_owned() }
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Value {
        let request = Client::new().request(method, format!("{}/v1/{path}", self.url)).bearer_auth(&self.secret);
        let request = request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).header("if-none-match", "*");
        let answer = request.json(body).send().await.expect("the edition answers");
        let status = answer.status();
        let text = answer.text().await.expect("an answer is text");
        assert!(status.is_success(), "{path}: {status}: {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Takes the sample's network out, so that a quote is made of what is measured and of nothing else.
    async fn clear(&self) {
        let client = Client::new();
        for kind in ["warehouses", "docks", "shipping-policies"] {
            let url = format!("{}/v1/{kind}", self.url);
            let listed = client.get(&url).bearer_auth(&self.secret).send().await.expect("the edition answers");
            let listed: Value = listed.json().await.expect("a list is JSON");
            let items = listed.get("items").and_then(Value::as_array).expect("a list has items");
            for id in items.iter().filter_map(|item| item.get("id")?.as_str()) {
                let removed = client.delete(format!("{url}/{id}")).bearer_auth(&self.secret).header("if-match", "*");
                let answer = removed.send().await.expect("the edition answers");
                let status = answer.status();
                assert!(status.is_success(), "{id}: {status}: {}", answer.text().await.unwrap_or_default());
            }
        }
    }

    /// 50 policies at 5 docks that 5 warehouses deliver to, a table for each, and 10 SKUs. How long tables took from
    /// the end of their upload until they were live.
    async fn configure(&self) -> Duration {
        let ids: Vec<String> = (0..POLICIES).map(|policy| format!("bench-{policy:02}")).collect();
        for id in &ids {
            let policy = json!({ "name": id, "shippingMethod": id });
            self.send(Method::PUT, &format!("shipping-policies/{id}"), &policy).await;
        }
        for dock in 0..5 {
            let policies: Vec<&String> = ids.iter().skip(dock * 10).take(10).collect();
            let body = json!({ "name": "Dock", "processingTime": "PT4H", "policies": policies });
            self.send(Method::PUT, &format!("docks/bench-{dock}"), &body).await;
        }
        for house in 0..5 {
            let docks: Vec<Value> =
                (0..5).map(|dock| json!({ "dock": format!("bench-{dock}"), "cost": 199 })).collect();
            let body = json!({ "name": "House", "docks": docks });
            self.send(Method::PUT, &format!("warehouses/bench-{house}"), &body).await;
        }
        for sku in 0..10 {
            let dimensions = json!({ "height": 30, "width": 250, "length": 300 });
            let body = json!({ "name": "Thing", "weight": 300 + sku, "dimensions": dimensions, "price": 4990 });
            self.send(Method::PUT, &format!("skus/bench-{sku}"), &body).await;
            for house in 0..5 {
                let path = format!("inventory/bench-{sku}/bench-{house}");
                self.send(Method::PUT, &path, &json!({ "quantity": 1_000_000 })).await;
            }
        }
        let mut live = Duration::ZERO;
        for (policy, id) in (0..).zip(&ids) {
            live = live.saturating_add(self.import(id, table(policy)).await);
        }
        live
    }

    /// Has policies deliver by appointment.
    async fn appoint(&self) {
        let window = |day: u32| json!({ "dayOfWeek": day, "start": "08:00", "end": "12:00", "maxOrders": 100 });
        let windows: Vec<Value> = (1..=5).map(window).collect();
        for policy in 0..SCHEDULED {
            let id = format!("bench-{policy:02}");
            let url = format!("{}/v1/shipping-policies/{id}", self.url);
            let seen = Client::new().get(&url).bearer_auth(&self.secret).send().await.expect("the edition answers");
            let tag = seen.headers().get("etag").expect("a policy has a version").clone();
            let schedule = json!({ "enabled": true, "maxRangeDays": 5, "windows": windows });
            let policy = json!({ "name": id, "shippingMethod": id, "deliverySchedule": schedule });
            let put = Client::new().put(&url).bearer_auth(&self.secret).header("if-match", tag).json(&policy);
            let answer = put.send().await.expect("the edition answers");
            let status = answer.status();
            assert!(status.is_success(), "{status}: {}", answer.text().await.unwrap_or_default());
        }
    }

    /// Imports a table, and says how long it took from the end of the upload until it was live.
    async fn import(&self, policy: &str, csv: String) -> Duration {
        let sha256 = Sha256::digest(csv.as_bytes()).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        let ask = json!({ "policy": policy, "fileName": "table.csv", "size": csv.len(), "sha256": sha256 });
        let job = self.send(Method::POST, "freight-table-imports", &ask).await;
        let mut put = Client::new().put(job.pointer("/upload/url").and_then(Value::as_str).expect("an address"));
        for (name, value) in job.pointer("/upload/headers").and_then(Value::as_object).into_iter().flatten() {
            if name != "content-length" {
                put = put.header(name, value.as_str().unwrap_or_default());
            }
        }
        put.body(csv).send().await.expect("the bucket answers");
        let uploaded = Instant::now();
        let id = job.get("id").and_then(Value::as_str).expect("an import has an id");
        let url = format!("{}/v1/freight-table-imports/{id}", self.url);
        loop {
            let seen = Client::new().get(&url).bearer_auth(&self.secret).send().await.expect("the edition answers");
            let seen: Value = seen.json().await.expect("an import is JSON");
            match seen.get("status").and_then(Value::as_str) {
                Some("live") => return uploaded.elapsed(),
                Some("awaiting_upload" | "processing") => tokio::time::sleep(Duration::from_millis(20)).await,
                other => unreachable!("the import ended as {other:?}"),
            }
        }
    }

    /// Quotes one after the other on a connection of its own.
    async fn quotes(&self, connection: u32, count: u32) -> Vec<Spent> {
        let client = Client::new();
        let mut spent = Vec::new();
        for number in 0..count {
            let code = number.wrapping_mul(2_654_435_761).wrapping_add(connection) % 100_000_000;
            let items: Vec<Value> =
                (0..10).map(|sku| json!({ "sku": format!("bench-{sku}"), "quantity": 1 + sku % 3 })).collect();
            let destination = json!({ "country": "BRA", "postalCode": format!("{code:08}") });
            let cart = json!({ "destination": destination, "items": items });
            let from = Instant::now();
            let request = client.post(format!("{}/v1/quotes", self.url)).bearer_auth(&self.secret).json(&cart);
            let answer = request.send().await.expect("the edition answers");
            let timing =
                answer.headers().get("server-timing").and_then(|value| value.to_str().ok()).unwrap_or_default();
            let engine = timing.rsplit_once('=').and_then(|(_, text)| text.parse::<f64>().ok()).unwrap_or_default();
            let status = answer.status();
            let body = answer.bytes().await.expect("an answer has a body");
            assert!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&body));
            spent.push(Spent {
                whole: from.elapsed(),
                engine: Duration::from_secs_f64(engine / 1_000.0),
                bytes: body.len(),
            });
        }
        spent
    }
}

/// 2,000 postal ranges of 10 weight bands.
fn table(policy: u32) -> String {
    let mut csv = format!("{}\n", acceptance::tables::HEADER);
    for range in 0..RANGES {
        let (start, end) = (range * 50_000, range * 50_000 + 49_999);
        for band in 0..BANDS {
            let from = if band == 0 { "0".to_owned() } else { format!("{}.001", band * 5_000) };
            let cents = 1_000 + (range * 17 + band * 311 + policy * 97) % 9_000;
            let (to, days) = (band * 5_000 + 5_000, 1 + (range + policy) % 12);
            let price = format!("{}.{:02}", cents / 100, cents % 100);
            let _ = writeln!(csv, "{start:08},{end:08},,{from},{to},{price},0.3,0.01,0,{days}.00:00:00,BRA,0");
        }
    }
    csv
}
