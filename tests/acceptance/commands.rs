//! The programs as people start them.

use acceptance::edition::Edition;
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
