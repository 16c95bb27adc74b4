//! Large files: what they cost, and what is left when whoever reads one dies.

use super::{House, announced, counts, upload};
use acceptance::edition::Edition;
use acceptance::scale::count;
use jiff::SignedDuration;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A table of so many rows under a name; every fiftieth has an error, and every tenth row begins a customer whom nine
/// others share.
pub(super) fn table(name: &str, rows: u32) -> String {
    let mut file =
        String::from("Nome do destinatário,ID do cliente,Endereço,CEP,Estado,NF / OS,Número do Pedido,Peso\n");
    for row in 0..rows {
        let weight = if is_wrong(row) { "pesado" } else { "1,5" };
        let customer = row / 10;
        file.push_str(&format!(
            "Cliente {customer},{name}-{customer},\"Rua {customer}, {}\",01310-100,SP,{name}-{row},order-{name}-{row:06},\"{weight}\"\n",
            customer % 90
        ));
    }
    file
}

const fn is_wrong(row: u32) -> bool {
    row % 50 == 49
}

fn wrong(rows: u32) -> u64 {
    u64::from(rows / 50)
}

#[tokio::test]
async fn a_large_file_is_imported_with_its_errors_and_imported_again_makes_nothing() {
    let house = House::open().await;
    let rows = count(10_000);
    let file = table("c", rows);
    let begun = Instant::now();
    let place = house.send(file.as_bytes(), false).await;
    let mut marks: Vec<(u64, Duration)> = Vec::new();
    let job = loop {
        let job = house.get(&place).await.json;
        marks.push((job["rows"].as_u64().unwrap(), begun.elapsed()));
        if job["status"] == "done" {
            break job;
        }
        assert!(begun.elapsed() < Duration::from_secs(1200), "it never ends: {job}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let all = begun.elapsed();
    assert_eq!(counts(&job), [u64::from(rows) - wrong(rows), 0, wrong(rows)], "{job}");
    let at = |part: u32| marks.iter().find(|(done, _)| *done >= u64::from(part)).map_or(all, |(_, at)| *at);
    let (tenth, half, ninth) = (at(rows / 10), at(rows / 2), at(rows - rows / 10));
    println!(
        "{rows} rows with {} errors: {:.1} s; the first half {:.1} s, the second {:.1} s; the first tenth {:.1} s, the last {:.1} s",
        wrong(rows),
        all.as_secs_f64(),
        half.as_secs_f64(),
        (all - half).as_secs_f64(),
        tenth.as_secs_f64(),
        (all - ninth).as_secs_f64()
    );
    house.world.settle().await;
    let again = house.import(&file).await;
    assert_eq!(counts(&again), [0, u64::from(rows) - wrong(rows), wrong(rows)], "{again}");
    let services = house.services().await;
    assert_eq!(u64::try_from(services.len()).unwrap(), u64::from(rows) - wrong(rows));
    let customers: BTreeSet<&str> = services.iter().map(|service| service["customer"].as_str().unwrap()).collect();
    assert_eq!(customers.len(), usize::try_from(rows.div_ceil(10)).unwrap(), "a customer is made once");
}

#[tokio::test]
async fn an_import_whose_reader_dies_goes_on_where_it_stopped() {
    let house = House::open().await;
    let rows = count(10_000);
    let place = house.send(table("c", rows).as_bytes(), false).await;
    let mut killed = false;
    for _ in 0..2_000 {
        let job = house.get(&place).await.json;
        let made = house.get("/v1/services?limit=20").await.json["items"].as_array().unwrap().len();
        if job["status"] == "processing" && made >= 20 {
            house.world.edition().kill("ManageServices");
            killed = true;
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(killed, "it was over before it could be killed");
    // Once the death is noticed, the bucket tells of the file again a minute later. The clock stands while rows are made:
    // one that jumped would let messages that are being dealt with be handed out again.
    house.world.settle().await;
    let _ = Box::pin(house.world.edition().advance(SignedDuration::from_mins(2))).await;
    let begun = Instant::now();
    let job = loop {
        let job = house.get(&place).await.json;
        if job["status"] == "done" {
            break job;
        }
        assert_ne!(job["status"], "failed", "it was given up: {job}");
        assert!(begun.elapsed() < Duration::from_secs(1200), "nobody goes on: {job}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!(
        (job["status"].as_str(), counts(&job)),
        (Some("done"), [u64::from(rows) - wrong(rows), 0, wrong(rows)]),
        "{job}"
    );
    assert_eq!(u64::try_from(house.services().await.len()).unwrap(), u64::from(rows) - wrong(rows));
}

/// A process of its own, and a merchant's key in it.
struct Process {
    edition: Edition,
    client: Client,
}

impl Process {
    fn start(folder: &std::path::Path) -> Self {
        let test = std::env::current_exe().unwrap();
        let program: PathBuf = test.ancestors().nth(2).unwrap().join("entrega-local");
        Self { edition: Edition::start(&program, folder, &[]), client: Client::new() }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let key = self.edition.demo()["apiKey"]["secret"].as_str().unwrap().to_owned();
        let request = self.client.request(method, format!("{}{path}", self.edition.url())).bearer_auth(key);
        let request = match body {
            Some(body) => request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(body),
            None => request,
        };
        request.send().await.unwrap().json().await.unwrap()
    }

    async fn send(&self, file: &[u8]) -> String {
        let asked = self.ask(Method::POST, "/v1/service-imports", Some(&announced(file, false))).await;
        upload(&asked, file).await;
        format!("/v1/service-imports/{}", asked["id"].as_str().unwrap())
    }

    async fn until(&self, place: &str, enough: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let job = self.ask(Method::GET, place, None).await;
            if enough(&job) {
                return job;
            }
            assert!(begun.elapsed() < Duration::from_secs(1200), "it never comes: {job}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Of each service of the file: its order, its invoice, the name of its customer; without what differs by chance.
    async fn held(&self) -> Vec<Value> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.ask(Method::GET, &format!("/v1/services?limit=200{cursor}"), None).await;
            let items = page["items"].as_array().unwrap().iter();
            let own = items.filter(|item| item["order"].as_str().is_some_and(|order| order.starts_with("order-")));
            all.extend(own.map(|item| {
                json!([item["order"], item["invoice"], item["customer"], item["city"], item["status"], item["type"]])
            }));
            match page["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        all.sort_by_key(ToString::to_string);
        all
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_the_power_failed_in_and_that_is_repeated_ends_like_one_clean_run() {
    let rows = count(10_000);
    let file = table("c", rows);
    let (cut, clean) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut process = Process::start(cut.path());
    let place = process.send(file.as_bytes()).await;
    process.until(&place, |job| job["status"] != "awaiting_upload").await;
    let begun = Instant::now();
    while process.held().await.len() < usize::try_from(rows / 4).unwrap() && begun.elapsed() < Duration::from_secs(600)
    {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let before = process.ask(Method::GET, &place, None).await;
    process.edition.kill();
    assert_eq!(before["status"], "processing", "it was killed in the middle: {before}");

    let process = Process::start(cut.path());
    let held = process.held().await.len();
    assert!(held > 0 && u64::try_from(held).unwrap() < u64::from(rows) - wrong(rows), "{held} services were there");
    let job = process.until(&place, |job| job["status"] == "done").await;
    assert_eq!(counts(&job), [u64::from(rows) - wrong(rows), 0, wrong(rows)], "the import goes on by itself: {job}");
    println!("{rows} rows, {held} made by the time the power was back");
    let again = process.send(file.as_bytes()).await;
    let job = process.until(&again, |job| job["status"] == "done").await;
    assert_eq!(counts(&job), [0, u64::from(rows) - wrong(rows), wrong(rows)], "{job}");

    let other = Process::start(clean.path());
    let place = other.send(file.as_bytes()).await;
    other.until(&place, |job| job["status"] == "done").await;
    assert_eq!(process.held().await, other.held().await);
}
