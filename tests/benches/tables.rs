//! One freight table of ten million rows through an import over HTTP: uploaded as a ZIP, read, compiled, live in slices,
//! quoted, and one row of it changed. Prints rows, seconds, memory, and what the bucket holds of it.
//!
//! `cargo bench -p acceptance --bench tables` wants about 4 GB of memory and 2 GB of disk; fewer rows come by
//! `-- 1000000` behind it.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints figures, and ends when it cannot")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use acceptance::edition::Edition;
use flate2::write::DeflateEncoder;
use flate2::{Compression, CrcWriter};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Ten weight bands for each postal range.
const BANDS: u32 = 10;
const POLICY: &str = "ten-million";
const QUOTES: usize = 200;

fn main() {
    let rows = std::env::args().find_map(|text| text.parse().ok()).unwrap_or(10_000_000_u32);
    let binary = acceptance::edition::built();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let edition = Edition::start(&binary, folder.path(), &[]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be built");
    runtime.block_on(run(&edition, folder.path(), rows / BANDS));
}

async fn run(edition: &Edition, folder: &Path, ranges: u32) {
    let shop = Shop::new(edition);
    shop.configure().await;
    let from = Instant::now();
    let file = archive(ranges);
    println!("{} rows of a table as a ZIP of {} MB, written in {:?}", ranges * BANDS, file.len() >> 20, from.elapsed());
    let (known, before) = (blobs(folder), edition.resident_kib());

    let (live, most, told) = shop.import(file, || edition.resident_kib()).await;
    println!("  from the end of its upload until it was live   {live:?}");
    println!("  rows in the import                             {}", told.get("rows").cloned().unwrap_or_default());
    println!("  resident before, at most, after                {before}, {most}, {} KiB", edition.resident_kib());
    let kept: Vec<u64> = blobs(folder).into_iter().filter(|blob| !known.contains(blob)).map(|(_, size)| size).collect();
    // The file itself, the table as a whole, its slices with their index, and the configuration that names it.
    let mut large: Vec<u64> = kept.iter().copied().filter(|size| *size > 64 << 10).collect();
    large.sort_unstable();
    println!("  files of it in the bucket over 64 KB           {}", large.len());
    println!(
        "  their sizes in KB                              {:?}",
        large.iter().map(|size| size >> 10).collect::<Vec<_>>()
    );

    let before = edition.resident_kib();
    let first = shop.quote(0).await;
    let mut next: Vec<Duration> = Vec::with_capacity(QUOTES);
    for at in 1..=QUOTES {
        next.push(shop.quote(at).await);
    }
    next.sort_unstable();
    let at = |percent: usize| next.get(next.len().saturating_mul(percent) / 100).copied().unwrap_or_default();
    println!("  the first quote, which loads a slice           {first:?}");
    println!("  the next {QUOTES}, all over the country, p50, p99    {:?}, {:?}", at(50), at(99));
    println!("  resident growth of quoting                     {} KiB", edition.resident_kib().saturating_sub(before));

    let from = Instant::now();
    shop.change_a_row().await;
    println!("  one row changed, live                          {:?}", from.elapsed());
    println!("  resident after that                            {} KiB", edition.resident_kib());
}

/// The files of the bucket with their sizes.
fn blobs(folder: &Path) -> Vec<(PathBuf, u64)> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            let database = entry.path().extension().is_some_and(|end| end.to_string_lossy().starts_with("db"));
            match meta.is_dir() {
                true => open.push(entry.path()),
                false if !database => found.push((entry.path(), meta.len())),
                false => {}
            }
        }
    }
    found
}

/// One member, deflated, as archive programs write it.
fn archive(ranges: u32) -> Vec<u8> {
    let mut packed = CrcWriter::new(DeflateEncoder::new(Vec::new(), Compression::fast()));
    let mut text = format!("{}\n", acceptance::tables::HEADER);
    let (mut size, width) = (0_u64, 100_000_000 / ranges.max(1));
    for range in 0..ranges {
        let (start, end) = (range * width, range * width + width - 1);
        for band in 0..BANDS {
            let from = if band == 0 { "0".to_owned() } else { format!("{}.001", band * 5_000) };
            let cents = 1_000 + (range * 17 + band * 311) % 9_000;
            let (to, days) = (band * 5_000 + 5_000, 1 + range % 12);
            let price = format!("{}.{:02}", cents / 100, cents % 100);
            let _ = writeln!(text, "{start:08},{end:08},,{from},{to},{price},0.3,0.01,0,{days}.00:00:00,BRA,0");
        }
        if text.len() > 1 << 20 || range + 1 == ranges {
            packed.write_all(text.as_bytes()).expect("memory takes it");
            size += u64::try_from(text.len()).unwrap_or_default();
            text.clear();
        }
    }
    let crc = packed.crc().sum();
    let packed = packed.into_inner().finish().expect("memory takes it");
    let word = |number: usize| u32::try_from(number).expect("a ZIP is below 4 GB").to_le_bytes();
    let (name, size) = (b"table.csv", word(usize::try_from(size).expect("a ZIP is below 4 GB")));
    // Version, flags, method 8, time, date, CRC, sizes, length of the name, no extra field.
    let mut about = vec![20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x50];
    about.extend([crc.to_le_bytes(), word(packed.len()), size].concat());
    about.extend([u8::try_from(name.len()).unwrap_or_default(), 0, 0, 0]);
    let mut file = Vec::with_capacity(packed.len() + 256);
    file.extend(b"PK\x03\x04");
    file.extend(&about);
    file.extend(name);
    file.extend(&packed);
    let directory = file.len();
    file.extend(b"PK\x01\x02\x14\x00");
    file.extend(&about);
    // No comment, the first disk, plain attributes, at the start.
    file.extend([0_u8; 14]);
    file.extend(name);
    let length = word(file.len() - directory);
    file.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    file.extend([length, word(directory)].concat());
    file.extend([0, 0]);
    file
}

struct Shop {
    client: Client,
    url: String,
    secret: String,
}

impl Shop {
    fn new(edition: &Edition) -> Self {
        let demo = edition.demo();
        let secret = demo.pointer("/apiKey/secret").and_then(Value::as_str).expect("the seed makes a secret key");
        Self { client: Client::new(), url: edition.url().to_owned(), secret: secret.to_owned() }
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Value {
        let request = self.client.request(method, format!("{}{path}", self.url)).bearer_auth(&self.secret);
        let request = request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).header("if-none-match", "*");
        let answer = request.json(body).send().await.expect("the edition answers");
        let status = answer.status();
        let text = answer.text().await.expect("an answer is text");
        assert!(status.is_success(), "{path}: {status}: {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// A policy at a dock of its own with a warehouse and a SKU.
    async fn configure(&self) {
        let policy = json!({ "name": POLICY, "shippingMethod": POLICY });
        self.send(Method::PUT, &format!("/v1/shipping-policies/{POLICY}"), &policy).await;
        let dock = json!({ "name": "Dock", "policies": [POLICY] });
        self.send(Method::PUT, "/v1/docks/bench", &dock).await;
        let house = json!({ "name": "House", "docks": [{ "dock": "bench" }] });
        self.send(Method::PUT, "/v1/warehouses/bench", &house).await;
        let dimensions = json!({ "height": 30, "width": 250, "length": 300 });
        let sku = json!({ "name": "Thing", "weight": 300, "dimensions": dimensions, "price": 4990 });
        self.send(Method::PUT, "/v1/skus/bench", &sku).await;
        self.send(Method::PUT, "/v1/inventory/bench/bench", &json!({ "quantity": 1_000_000 })).await;
    }

    /// Imports the table: how long it took from the end of the upload until it was live, the most memory meanwhile, and
    /// the import as it ended.
    async fn import(&self, file: Vec<u8>, resident: impl Fn() -> u64) -> (Duration, u64, Value) {
        let sha256 = Sha256::digest(&file).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        let ask = json!({ "policy": POLICY, "fileName": "table.zip", "size": file.len(), "sha256": sha256 });
        let job = self.send(Method::POST, "/v1/freight-table-imports", &ask).await;
        let mut put = self.client.put(job.pointer("/upload/url").and_then(Value::as_str).expect("an address"));
        for (name, value) in job.pointer("/upload/headers").and_then(Value::as_object).into_iter().flatten() {
            if name != "content-length" {
                put = put.header(name, value.as_str().unwrap_or_default());
            }
        }
        let stored = put.body(file).send().await.expect("the bucket answers");
        assert!(stored.status().is_success(), "{}", stored.status());
        let (uploaded, mut most) = (Instant::now(), 0);
        let id = job.get("id").and_then(Value::as_str).expect("an import has an id");
        loop {
            let seen = self.client.get(format!("{}/v1/freight-table-imports/{id}", self.url)).bearer_auth(&self.secret);
            let seen: Value = seen.send().await.expect("the edition answers").json().await.expect("an import is JSON");
            most = most.max(resident());
            match seen.get("status").and_then(Value::as_str) {
                Some("live") => return (uploaded.elapsed(), most, seen),
                Some("awaiting_upload" | "processing") => tokio::time::sleep(Duration::from_millis(50)).await,
                _ => unreachable!("the import ended otherwise: {seen}"),
            }
        }
    }

    /// How long a quote to somewhere took.
    async fn quote(&self, number: usize) -> Duration {
        let code = number.wrapping_mul(2_654_435_761) % 100_000_000;
        let destination = json!({ "country": "BRA", "postalCode": format!("{code:08}") });
        let cart = json!({ "destination": destination, "items": [{ "sku": "bench", "quantity": 3 }] });
        let from = Instant::now();
        let quote = self.send(Method::POST, "/v1/quotes", &cart).await;
        let spent = from.elapsed();
        let options = quote.get("options").and_then(Value::as_array).expect("a quote has options");
        assert!(options.iter().any(|option| option.get("policy") == Some(&json!(POLICY))), "{code:08}: {quote}");
        spent
    }

    async fn change_a_row(&self) {
        let row = json!({ "operationType": 2, "absoluteMoneyCost": "77.77", "country": "BRA", "maxVolume": 0,
            "pricePercent": 0.3, "pricePercentByWeight": 0.01, "timeCost": "1.00:00:00", "weightStart": 0,
            "weightEnd": 5000, "zipCodeStart": "00000000", "zipCodeEnd": "00000099", "polygon": "" });
        let path = format!("/api/logistics/pvt/configuration/freights/{POLICY}/values/update");
        let request = self.client.post(format!("{}{path}", self.url)).bearer_auth(&self.secret).json(&json!([row]));
        let answer = request.send().await.expect("the edition answers");
        assert_eq!(answer.status(), 200, "{:?}", answer.text().await);
    }
}
