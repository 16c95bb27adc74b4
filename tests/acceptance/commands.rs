//! The programs as people start them.

use acceptance::edition::Edition;
use acceptance::repository::root;
use reqwest::Client;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

/// A program of ours, built beside this test.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(2).unwrap().join(name)
}

/// The price of one shirt to Manaus by one policy.
async fn price(edition: &Edition, secret: &str, policy: &str) -> i64 {
    let cart = json!({ "destination": { "country": "BRA", "postalCode": "69005-040" }, "items": [{ "sku": "camiseta-azul-m", "quantity": 1 }] });
    let request = Client::new().post(format!("{}/v1/quotes", edition.url())).bearer_auth(secret).json(&cart);
    let quote: Value = request.send().await.unwrap().json().await.unwrap();
    let options = quote["options"].as_array().unwrap();
    options.iter().find(|option| option["policy"] == policy).unwrap()["price"].as_i64().unwrap()
}

#[tokio::test]
async fn a_table_imported_by_one_command_prices_the_next_quote() {
    let folder = tempfile::tempdir().unwrap();
    let edition = Edition::start(&program("entrega-local"), folder.path(), &[]);
    let secret = edition.demo()["apiKey"]["secret"].as_str().unwrap().to_owned();
    let before = price(&edition, &secret, "expresso").await;
    let import = |further: &[&str], file: PathBuf| {
        let mut command = Command::new(program("entrega-admin"));
        command.args(["import-table", "--url", edition.url(), "--key", &secret, "--policy", "expresso"]);
        command.args(further).arg(file).output().unwrap()
    };
    let table = folder.path().join("samples/expresso-2027.csv");
    let rows = std::fs::read_to_string(&table).unwrap();
    assert!(rows.lines().count() > 400);

    let broken = folder.path().join("broken.csv");
    std::fs::write(&broken, rows.replacen("01000000,05999999,,0,300,", "01000000,05999999,,0,many,", 1)).unwrap();
    let refused = import(&[], broken);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("row 2") && said.contains("WeightEnd"), "{said}");
    let checked = import(&["--dry-run"], table.clone());
    assert!(String::from_utf8(checked.stdout).unwrap().contains("448 rows, 0 errors"));
    assert_eq!(price(&edition, &secret, "expresso").await, before);

    let done = import(&[], table);
    assert!(String::from_utf8(done.stdout).unwrap().contains("live"));
    assert!(price(&edition, &secret, "expresso").await > before);
}

/// A request: path, headers and body.
type Shown = (String, Vec<(String, String)>, Value);

/// The requests that README.md shows.
fn shown() -> Vec<Shown> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let curls = readme.split("curl -s http://127.0.0.1:8080").skip(1).map(|curl| {
        let (head, rest) = curl.split_once(" -d '").unwrap_or_else(|| panic!("no body: {curl}"));
        let (path, _) = head.split_once(' ').unwrap();
        let quoted = head.split(" -H ").skip(1).map(|header| header.trim().trim_matches(['\'', '"']));
        let headers = quoted.map(|header| header.split_once(": ").unwrap());
        let body = rest.split_once('\'').unwrap().0;
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        (path.to_owned(), headers, serde_json::from_str(body).unwrap())
    });
    curls.collect()
}

#[tokio::test]
async fn what_the_readme_shows_is_answered_as_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let edition = Edition::start(&program("entrega-local"), folder.path(), &[]);
    let secret = edition.demo()["apiKey"]["secret"].as_str().unwrap().to_owned();
    let mut answers = Vec::new();
    for (path, headers, body) in shown() {
        let mut request = Client::new().post(format!("{}{path}", edition.url())).json(&body);
        for (name, value) in headers.iter().filter(|(name, _)| name != "Content-Type") {
            request = request.header(name, value.replace("$KEY", &secret));
        }
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {answer:?}");
        answers.push(answer.json::<Value>().await.unwrap());
    }
    let [quote, service] = answers.as_slice() else { panic!("README.md shows {} requests", answers.len()) };
    assert!(quote["options"].as_array().unwrap().len() >= 3, "{quote}");
    assert!(quote["dropped"].is_array() && quote["options"][0]["priceParts"].is_array(), "{quote}");
    let page = reqwest::get(service["trackingUrl"].as_str().unwrap()).await.unwrap();
    assert_eq!(page.status(), 200);
    let outbox = Client::new().get(format!("{}/_local/outbox", edition.url())).header("accept", "application/json");
    let from = std::time::Instant::now();
    loop {
        let sent: Value = outbox.try_clone().unwrap().send().await.unwrap().json().await.unwrap();
        let about = |one: &&Value| one["channel"] == "sms" && one["service"] == service["id"];
        if let Some(sms) = sent.as_array().unwrap().iter().find(about) {
            assert!(sms["text"].as_str().unwrap().contains("Responda 1 "), "it can be answered: {sms}");
            break;
        }
        assert!(from.elapsed() < acceptance::world::PATIENCE, "{sent}");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}
