//! Nothing of one account is found with another, and nothing about a person in a log line.
//!
//! Every text that the account `theirs` writes holds a canary of its own. Whatever the account `ours` is then answered,
//! sent or shown is looked through for one; so are the log lines of the whole run and the names of all files, for both
//! accounts.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use acceptance::merchant::Merchant;
use acceptance::receiver::Receiver;
use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

/// The log lines of this process.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The texts of one account, each told from every other.
struct Canaries {
    /// What stands in each of them.
    mark: &'static str,
    /// Telephone, document and e-mail, which have a form of their own.
    phone: &'static str,
    document: &'static str,
    email: String,
    made: usize,
}

impl Canaries {
    fn new(mark: &'static str, phone: &'static str, document: &'static str) -> Self {
        Self { mark, phone, document, email: format!("{mark}@example.com"), made: 0 }
    }

    fn next(&mut self, what: &str) -> String {
        self.made += 1;
        format!("{}{what}{}", self.mark, self.made)
    }

    /// Everything that gives the account away.
    fn marks(&self) -> [String; 5] {
        let digits = self.document.replace(['.', '-'], "");
        [self.mark.to_owned(), self.phone.to_owned(), self.document.to_owned(), self.email.clone(), digits]
    }
}

/// What one account was answered, and its webhook receiver got.
struct Told {
    answers: Vec<Answer>,
    merchant: Merchant,
}

impl Told {
    async fn post(&mut self, world: &World, path: &str, body: &Value) -> Value {
        let answer = send(self.merchant.post(world, path).json(body)).await;
        assert!(answer.status.is_success(), "POST {path}: {} {}", answer.status, answer.text);
        self.answers.push(answer.clone());
        answer.json
    }

    async fn put(&mut self, world: &World, path: &str, body: &Value) {
        let answer = send(self.merchant.request(world, Method::PUT, path).json(body)).await;
        assert!(answer.status.is_success(), "PUT {path}: {} {}", answer.status, answer.text);
        self.answers.push(answer);
    }

    async fn get(&mut self, world: &World, path: &str) {
        let answer = send(self.merchant.request(world, Method::GET, path)).await;
        assert!(answer.status.is_success(), "GET {path}: {} {}", answer.status, answer.text);
        self.answers.push(answer);
    }
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("no id: {value}")).to_owned()
}

/// A day of an account: what it registers, makes, plans, proves and reads.
async fn live(world: &World, told: &mut Told, texts: &mut Canaries, hook: &str) {
    told.post(world, "/v1/webhooks", &json!({ "url": hook })).await;
    for register in
        ["agencies", "branches", "partners", "carriers", "justifications", "success-reasons", "chat-reasons"]
    {
        told.post(world, &format!("/v1/{register}"), &json!({ "name": texts.next(register) })).await;
        told.get(world, &format!("/v1/{register}")).await;
    }
    let reason = json!({ "name": texts.next("reason"), "after": "retry" });
    let reason = id(&told.post(world, "/v1/failure-reasons", &reason).await);
    let driver = json!({ "name": texts.next("driver"), "phone": texts.phone, "email": texts.email,
        "registration": texts.next("registration"), "homeAddress": texts.next("home") });
    let driver = id(&told.post(world, "/v1/drivers", &driver).await);
    let vehicle = json!({ "name": texts.next("vehicle"), "vehicleType": "van" });
    told.post(world, "/v1/vehicles", &vehicle).await;
    told.put(world, "/v1/docks/north", &json!({ "name": texts.next("dock") })).await;
    told.put(world, "/v1/warehouses/north", &json!({ "name": texts.next("warehouse"), "docks": [] })).await;
    let package = texts.next("package");
    let body = json!({
        "customer": { "firstName": texts.next("first"), "lastName": texts.next("last"), "phone": texts.phone,
            "document": texts.document, "email": texts.email, "externalId": texts.next("customer") },
        "address": { "postalCode": "01310-100", "street": texts.next("street"), "number": "1000",
            "complement": texts.next("complement"), "neighborhood": texts.next("neighborhood"),
            "reference": texts.next("reference"), "city": texts.next("city"), "state": "SP" },
        "description": texts.next("description"), "order": texts.next("order"), "externalId": texts.next("external"),
        "invoice": { "number": texts.next("invoice") }, "manifest": texts.next("manifest"),
        "packages": [{ "barcode": package }],
    });
    let service = id(&told.post(world, "/v1/services", &body).await);
    let route = json!({ "driver": driver, "date": "2027-01-15", "services": [service] });
    told.post(world, "/v1/routes", &route).await;
    let now = world.edition().clock().now().to_string();
    let report = |seq: u64, kind: &str| json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": service, "type": kind, "occurredAt": now });
    let mut failed = report(2, "fail");
    (failed["reason"], failed["comment"]) = (json!(reason), json!(texts.next("comment")));
    let events = [report(1, "start"), failed];
    let batch = json!({ "driver": driver, "device": "phone", "sentAt": now, "events": events });
    told.post(world, "/v1/driver-events", &batch).await;
    let receiver = json!({ "service": service, "type": "receiver", "receiverName": texts.next("receiver"),
        "receiverDocument": texts.document });
    told.post(world, "/v1/proofs", &receiver).await;
    told.post(world, "/v1/proofs", &json!({ "service": service, "type": "code", "code": package })).await;
    let user = json!({ "email": format!("user.{}", texts.email), "name": texts.next("user"), "role": "operator",
        "language": "en" });
    told.post(world, "/v1/users", &user).await;
    world.settle().await;
    for path in [
        "/v1/services".to_owned(),
        format!("/v1/services/{service}"),
        format!("/v1/services/{service}/timeline"),
        format!("/v1/services/{service}/proofs"),
        "/v1/services?q=cn".to_owned(),
        "/v1/routes?date=2027-01-15".to_owned(),
        format!("/v1/driver-stops?driver={driver}&date=2027-01-15"),
        "/v1/events".to_owned(),
        "/v1/webhooks".to_owned(),
        "/v1/users".to_owned(),
        "/v1/drivers".to_owned(),
        "/v1/vehicles".to_owned(),
        "/v1/failure-reasons".to_owned(),
        "/v1/docks".to_owned(),
        "/v1/warehouses".to_owned(),
        "/v1/account".to_owned(),
    ] {
        told.get(world, &path).await;
    }
}

fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path().to_string_lossy().into_owned());
        if entry.path().is_dir() {
            files(&entry.path(), found);
        }
    }
}

#[tokio::test]
async fn no_text_of_one_account_comes_to_another_and_none_about_a_person_into_a_log() {
    let lines = Lines::default();
    let log = tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::INFO);
    tracing::subscriber::set_global_default(log.with_writer(lines.clone()).finish()).unwrap();
    let (ours, theirs) = (Receiver::start(), Receiver::start());
    let hosts = format!("{},{}", ours.host(), theirs.host());
    let world = World::with(|options| {
        options.parameters.insert("WebhookAllowedHosts".to_owned(), hosts);
    })
    .await;
    let mut other = Told { answers: Vec::new(), merchant: Merchant::found(&world, "cnrytheirs").await };
    let mut us = Told { answers: Vec::new(), merchant: Merchant::found(&world, "cnryours").await };
    let mut canaries = Canaries::new("cnrytheirs", "+5511987654321", "529.982.247-25");
    let mut own = Canaries::new("cnryours", "+5521912345678", "111.444.777-35");
    Box::pin(live(&world, &mut other, &mut canaries, &theirs.url("/cnrytheirs"))).await;
    Box::pin(live(&world, &mut us, &mut own, &ours.url("/cnryours"))).await;

    assert!(us.answers.len() > 40 && ours.count() > 10, "{} answers, {} webhooks", us.answers.len(), ours.count());
    let kept = us.answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>().join("\n");
    assert!(own.marks().iter().take(4).all(|mark| kept.contains(mark)), "our own texts are where they would be found");
    let bodies: Vec<String> = ours.received().iter().map(|one| format!("{} {}", one.line, one.body)).collect();
    let mails = send(world.request(Method::GET, "/_local/outbox").header("accept", "application/json")).await.json;
    let to_us = |mail: &&Value| mail["to"].as_str().is_some_and(|to| to.contains("cnryours"));
    let mails: Vec<String> = mails.as_array().into_iter().flatten().filter(to_us).map(Value::to_string).collect();
    assert!(!mails.is_empty());
    for canary in canaries.marks() {
        for answer in &us.answers {
            assert!(!answer.text.contains(&canary), "{canary} in {}", answer.text);
        }
        for text in bodies.iter().chain(&mails) {
            assert!(!text.contains(&canary), "{canary} in {text}");
        }
    }

    let mut names = Vec::new();
    files(world.folder().path(), &mut names);
    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(log.matches("took_us").count() > 80, "every request of both accounts has a line: {log}");
    let tokens = [&us.merchant, &other.merchant]
        .map(|merchant| [merchant.key.clone(), merchant.session["accessToken"].as_str().unwrap().to_owned()]);
    for canary in canaries.marks().into_iter().chain(own.marks()).chain(tokens.into_iter().flatten()) {
        let told: Vec<&str> = log.lines().filter(|line| line.contains(&canary)).collect();
        assert_eq!(told, [""; 0], "a log line tells {canary}");
        let named: Vec<&String> = names.iter().filter(|name| name.contains(&canary)).collect();
        assert!(named.is_empty(), "{named:?}");
    }
    world.stop().await;
}
