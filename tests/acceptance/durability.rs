//! What was acknowledged is there once: after a crash, and when the same request comes many times at once.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use acceptance::edition::Edition;
use acceptance::merchant::Merchant;
use acceptance::scale::count;
use acceptance::world::{World, send};
use reqwest::{Client, Method};
use serde_json::{Value, json};

/// The edition's program, built beside this test.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(2).unwrap().join("entrega-local")
}

fn import(number: u32) -> Value {
    json!({ "policy": "expresso", "fileName": format!("{number}.csv"), "size": 10, "sha256": "0".repeat(64) })
}

/// Asks for one import under a key of its own number; its id when that was acknowledged.
async fn ask(client: &Client, url: &str, secret: &str, number: u32) -> Option<String> {
    let request = client.post(format!("{url}/v1/freight-table-imports")).bearer_auth(secret);
    let answer =
        request.header("idempotency-key", format!("import-{number}")).json(&import(number)).send().await.ok()?;
    if answer.status() != 201 {
        return None;
    }
    let body: Value = answer.json().await.ok()?;
    body["id"].as_str().map(str::to_owned)
}

/// Sends all requests over eight connections, kills the edition after `kill_after` answers, and gives the answers.
async fn write(edition: Arc<std::sync::Mutex<Edition>>, all: u32, kill_after: Option<u32>) -> Vec<Option<String>> {
    let (url, secret) = {
        let edition = edition.lock().unwrap();
        (edition.url().to_owned(), edition.demo()["apiKey"]["secret"].as_str().unwrap().to_owned())
    };
    let (client, next, answered) = (Client::new(), Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (client, url, secret) = (client.clone(), url.clone(), secret.clone());
        let (next, answered, edition) = (Arc::clone(&next), Arc::clone(&answered), Arc::clone(&edition));
        workers.spawn(async move {
            let mut ids = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                if number >= all {
                    return ids;
                }
                ids.push((number, ask(&client, &url, &secret, number).await));
                if Some(answered.fetch_add(1, Ordering::SeqCst)) == kill_after {
                    edition.lock().unwrap().kill();
                }
            }
        });
    }
    let mut ids: Vec<(u32, Option<String>)> = workers.join_all().await.into_iter().flatten().collect();
    ids.sort_unstable();
    ids.into_iter().map(|(_, id)| id).collect()
}

/// The ids of all imports that the edition holds, in pages.
async fn held(edition: &Edition) -> Vec<String> {
    let (client, secret) = (Client::new(), edition.demo()["apiKey"]["secret"].as_str().unwrap().to_owned());
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let url = format!("{}/v1/freight-table-imports?limit=200{cursor}", edition.url());
        let page: Value = client.get(url).bearer_auth(&secret).send().await.unwrap().json().await.unwrap();
        let items = page["items"].as_array().unwrap();
        let asked = items
            .iter()
            .filter(|item| item["fileName"].as_str().unwrap().starts_with(|first: char| first.is_ascii_digit()));
        ids.extend(asked.map(|item| item["id"].as_str().unwrap().to_owned()));
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_write_is_there_once_after_the_process_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let all = count(1000).max(60);
    let edition = Arc::new(std::sync::Mutex::new(Edition::start(&program(), folder.path(), &[])));
    let before = write(Arc::clone(&edition), all, Some(all / 2)).await;
    let acknowledged: BTreeSet<String> = before.iter().flatten().cloned().collect();
    assert!(
        !acknowledged.is_empty() && acknowledged.len() < usize::try_from(all).unwrap(),
        "it was killed in the middle"
    );

    *edition.lock().unwrap() = Edition::start(&program(), folder.path(), &[]);
    let after = write(Arc::clone(&edition), all, None).await;
    for (first, again) in before.iter().zip(&after) {
        assert!(first.is_none() || first == again, "a repeat gets the first answer: {first:?}, {again:?}");
    }
    let edition = Arc::into_inner(edition).unwrap().into_inner().unwrap();
    let held = held(&edition).await;
    let distinct: BTreeSet<String> = held.iter().cloned().collect();
    assert_eq!((held.len(), distinct), (after.len(), after.into_iter().flatten().collect()));
}

#[tokio::test]
async fn one_request_sent_sixteen_times_at_once_has_one_effect_and_sixteen_equal_answers() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for round in 0..count(100) {
        let body =
            json!({ "email": format!("ana{round}@example.com"), "name": "Ana", "role": "operator", "language": "en" });
        let ask = || {
            let request =
                merchant.request(&world, Method::POST, "/v1/users").header("idempotency-key", format!("round-{round}"));
            send(request.json(&body))
        };
        let answers = futures_util::future::join_all((0..16).map(|_| ask())).await;
        let first = (answers[0].status, answers[0].text.clone());
        assert_eq!(first.0, 201, "{}", first.1);
        for answer in &answers {
            assert_eq!((answer.status, answer.text.clone()), first);
        }
    }
    let users = send(merchant.request(&world, Method::GET, "/v1/users?limit=200")).await.json;
    assert_eq!(users["items"].as_array().map(Vec::len), usize::try_from(count(100) + 1).ok());
}

#[tokio::test]
async fn a_key_used_for_another_request_is_refused_and_every_account_has_keys_of_its_own() {
    let world = World::empty().await;
    let (one, other) = (Merchant::found(&world, "one").await, Merchant::found(&world, "other").await);
    let ask = |merchant: &Merchant, key: &str, name: &str| {
        let request = merchant.request(&world, Method::POST, "/v1/api-keys").header("idempotency-key", key);
        send(request.json(&json!({ "name": name, "kind": "secret" })))
    };
    let first = ask(&one, "k", "a").await;
    assert_eq!(ask(&one, "k", "b").await.outcome(), (422, "idempotency_key_reused".to_owned()));
    let theirs = ask(&other, "k", "a").await;
    assert_eq!(theirs.status, 201);
    assert_ne!(theirs.text("id"), first.text("id"));

    // Nor does anybody meet the keys of another caller of the account: that of a page is known to everybody.
    let shop = json!({ "name": "shop", "kind": "publishable", "origins": ["https://shop.example"] });
    let shop = one.make_key(&world, &shop).await.text("secret");
    let cart = |postal: &str| json!({ "destination": { "country": "BRA", "postalCode": postal }, "items": [{ "sku": "shirt", "quantity": 1 }] });
    let shirt = json!({ "name": "Shirt", "weight": 200, "dimensions": { "height": 20, "width": 200, "length": 200 } });
    let kept = send(one.program(&world, Method::PUT, "/v1/skus/shirt").json(&shirt)).await;
    assert_eq!(kept.status, 201, "{}", kept.text);
    let page = world.request(Method::POST, "/v1/quotes").header("x-entrega-key", &shop);
    let page = page.header("origin", "https://shop.example").header("idempotency-key", "order-1001");
    let seen = send(page.json(&cart("01310-100"))).await;
    assert_eq!(seen.status, 201, "{}", seen.text);
    let server = || one.program(&world, Method::POST, "/v1/quotes").header("idempotency-key", "order-1001");
    let asked = send(server().json(&cart("20000-000"))).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    assert_eq!(send(server().json(&cart("20000-000"))).await.text, asked.text);
    let long = "x".repeat(256);
    for key in ["", long.as_str(), "sp ace"] {
        assert_eq!(ask(&one, key, "a").await.status, 400, "{key:?}");
    }
    let without = one.request(&world, Method::POST, "/v1/api-keys").json(&json!({ "name": "a", "kind": "secret" }));
    assert_eq!(send(without).await.outcome(), (428, "idempotency_key_required".to_owned()));
}
