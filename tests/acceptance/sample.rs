//! The sample as whoever tries the product finds it: a delivery in every state with a page for each, and an outbox in
//! which an SMS can be answered.

use std::collections::BTreeSet;
use std::time::Instant;

use acceptance::browser::Browser;
use acceptance::world::{Answer, PATIENCE, World, send};
use domain::service::Status;
use entrega_local::{Edition, Options, Time};
use reqwest::Method;
use serde_json::Value;

/// Stories beside one for each state.
const FURTHER: [&str; 2] = ["rescheduled", "retried"];

/// The sample as `make run` starts it.
async fn demo() -> World {
    World::with(|options| {
        options.seed = true;
        options.time = Time::Passes;
    })
    .await
}

async fn get(world: &World, path: &str) -> Answer {
    let answer = send(world.as_merchant(Method::GET, path)).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    answer
}

fn page(world: &World, story: &str) -> String {
    world.sample().links.get(story).unwrap_or_else(|| panic!("no page of {story}")).clone()
}

/// Everything in the outbox, newest first.
async fn outbox(world: &World) -> Vec<Value> {
    let all = send(world.request(Method::GET, "/_local/outbox").header("accept", "application/json")).await.json;
    all.as_array().cloned().unwrap_or_default()
}

/// The service that a page is of.
async fn service(world: &World, link: &str) -> String {
    let all = outbox(world).await;
    let about = all.iter().find(|entry| entry["text"].as_str().is_some_and(|text| text.contains(link)));
    about.unwrap_or_else(|| panic!("nobody was told of {link}"))["service"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_sample_has_a_delivery_in_every_state_and_a_page_for_each() {
    let world = demo().await;
    let stories: BTreeSet<&str> = world.sample().deliveries().map(|(story, _)| story).collect();
    let wanted: BTreeSet<&str> = Status::ALL.iter().map(|status| status.name()).chain(FURTHER).collect();
    assert_eq!(stories, wanted);
    for status in Status::ALL {
        let listed = get(&world, &format!("/v1/services?status={status}")).await;
        assert!(!listed.json["items"].as_array().unwrap().is_empty(), "{status}");
        let link = page(&world, status.name());
        let shown = get(&world, &format!("/v1/services/{}", service(&world, &link).await)).await;
        assert_eq!((shown.text("status").as_str(), shown.text("trackingUrl")), (status.name(), link.clone()));
        let seen = send(world.request(Method::GET, &link[world.edition().url().len()..])).await;
        assert_eq!(seen.status, 200, "{link}");
        assert!(seen.text.contains("--brand:#1a7f5a") && seen.text.contains("/_local/casa-verde.svg"), "{}", seen.text);
    }
    assert_eq!(
        send(world.request(Method::GET, "/_local/casa-verde.svg")).await.header("content-type"),
        "image/svg+xml"
    );

    let path = page(&world, "under_way")[world.edition().url().len()..].to_owned();
    let under_way = send(world.request(Method::GET, &path).header("accept-language", "pt-BR")).await;
    assert!(under_way.text.contains("Chega entre "), "the driver is a few blocks off: {}", under_way.text);
    let done = service(&world, &page(&world, "done")).await;
    let proofs = get(&world, &format!("/v1/services/{done}/proofs")).await.json;
    let kinds: BTreeSet<&str> =
        proofs["items"].as_array().unwrap().iter().filter_map(|proof| proof["type"].as_str()).collect();
    assert!(kinds.contains("photo") && kinds.contains("signature"), "{proofs}");
    assert_eq!(proofs["missing"], serde_json::json!([]));
    let retried = get(&world, &format!("/v1/services/{}", service(&world, &page(&world, "retried")).await)).await.json;
    let ends: Vec<&Value> = retried["attempts"].as_array().unwrap().iter().map(|attempt| &attempt["outcome"]).collect();
    assert_eq!(ends, ["failed", "done"]);
    world.stop().await;
}

#[tokio::test]
async fn the_newest_sms_of_the_sample_offers_windows_by_number() {
    let world = demo().await;
    let all = outbox(&world).await;
    let newest = all.first().expect("somebody was written to");
    let text = newest["text"].as_str().unwrap();
    assert_eq!(newest["channel"], "sms");
    assert!(text.contains("Responda 1 ") && text.contains(", 2 ") && text.contains(&page(&world, "active")), "{text}");
    let mails: BTreeSet<&str> = all.iter().filter_map(|entry| entry["subject"].as_str()).collect();
    for subject in ["Quando podemos entregar?", "O entregador está a caminho", "Entregue", "Não conseguimos entregar"]
    {
        assert!(mails.iter().any(|mail| mail.ends_with(subject)), "{subject}: {mails:?}");
    }
    world.stop().await;
}

#[tokio::test]
async fn started_again_the_sample_is_what_it_was() {
    let world = demo().await;
    let paths = |demo: &entrega_local::Demo| -> Vec<String> {
        demo.deliveries().map(|(story, link)| format!("{story} {}", &link[link.find("/t/").unwrap()..])).collect()
    };
    let before = (paths(world.sample()), get(&world, "/v1/services?limit=200").await.json["items"].clone());
    let key = world.sample().api_key.secret.clone();
    let folder = world.stop().await;
    let again = Edition::start(Options { seed: true, ..Options::new(folder.path()) }).await.unwrap();
    let listed = reqwest::Client::new().get(format!("{}/v1/services?limit=200", again.url())).bearer_auth(key);
    assert_eq!((paths(again.demo().unwrap()), send(listed).await.json["items"].clone()), before);
    again.stop().await;
}

#[tokio::test]
async fn the_shop_of_the_sample_is_let_in_wherever_the_edition_answers() {
    let world = World::demo().await;
    let before = world.sample().clone();
    let folder = world.stop().await;
    let again = Edition::start(Options::new(folder.path())).await.unwrap();
    assert_ne!(again.url(), before.url);
    let cart = serde_json::json!({
        "destination": {"country": "BRA", "postalCode": "69005-040"},
        "items": [{"sku": "camiseta-azul-m", "quantity": 1}],
    });
    for (origin, status) in [(again.url(), 201), (before.url.as_str(), 403)] {
        let quote = reqwest::Client::new().post(format!("{}/v1/quotes", again.url())).json(&cart);
        let answer = send(quote.header("X-Entrega-Key", &before.publishable_key).header("Origin", origin)).await;
        assert_eq!(answer.status, status, "{origin}: {}", answer.text);
    }
    again.stop().await;
}

#[tokio::test]
async fn a_folder_that_was_begun_without_a_sample_stays_without() {
    let folder = World::empty().await.stop().await;
    let again = Edition::start(Options { seed: true, ..Options::new(folder.path()) }).await.unwrap();
    assert!(again.demo().is_none());
    assert!(!folder.path().join("demo.json").exists());
    again.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_the_sample_read_well() {
    let world = demo().await;
    let browser = Browser::open(390, 844).await;
    for (story, link) in world.sample().deliveries() {
        browser.resize(390, 844).await;
        browser.go(&format!("{link}?lang=pt-BR")).await;
        browser.see("h1").await;
        browser.until("return [...document.images].every(image=>image.complete&&image.naturalWidth>0)").await;
        assert_eq!(browser.axe().await, [""; 0], "{story}");
        assert!(!browser.overflows().await, "{story}");
        browser.picture(&format!("sample-{story}-390")).await;
    }
    browser.close().await;
    world.stop().await;
}

/// What the newest SMS to a number says.
async fn newest_to(world: &World, number: &str) -> String {
    let all = outbox(world).await;
    let sms = all.iter().find(|entry| entry["channel"] == "sms" && entry["to"] == number);
    sms.and_then(|sms| sms["text"].as_str()).unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_on_the_outbox_page_moves_the_delivery_and_the_recipients_page_follows() {
    let world = demo().await;
    let link = page(&world, "active");
    let id = service(&world, &link).await;
    let second = get(&world, &format!("/v1/bookings/{id}/windows")).await.json["items"][1]["window"].clone();
    let hours = format!("das {} às {}", second["start"].as_str().unwrap(), second["end"].as_str().unwrap());
    let (page, outbox) = (Browser::open(390, 844).await, Browser::open(1280, 900).await);
    page.go(&format!("{link}?lang=pt-BR")).await;
    page.see("h1").await;
    let shows = format!("return (document.querySelector('p.when')?.innerText??'').includes({hours:?})");
    assert_eq!(page.run(&shows).await, false, "nothing is booked yet");

    outbox.go(&format!("{}/_local/outbox", world.edition().url())).await;
    outbox.see("article").await;
    assert_eq!(outbox.axe().await, [""; 0]);
    assert!(!outbox.overflows().await);
    let conversation =
        format!("[...document.querySelectorAll('article')].find(one=>one.querySelector('a[href=\"{link}\"]'))");
    let number = outbox.run(&format!("return {conversation}.querySelector('[name=from]').value")).await;
    let number = number.as_str().expect("the conversation has a number").to_owned();
    outbox.run(&format!("{conversation}.querySelector('input[type=text]').focus()")).await;
    outbox.press("2").await;
    let from = Instant::now();
    outbox.press(thirtyfour::Key::Enter).await;
    page.until(&shows).await;
    println!("the page showed the new window {} ms after the answer", from.elapsed().as_millis());

    outbox.see("[role=status]").await;
    let confirmed = format!(
        "const told=[...{conversation}.querySelectorAll('li')];const mine=told.findIndex(one=>one.classList.contains('theirs'));return mine>=0&&told.slice(mine+1).some(one=>one.innerText.includes('sua entrega esta marcada para'))"
    );
    while outbox.run(&confirmed).await != true {
        assert!(from.elapsed() < PATIENCE, "{}", newest_to(&world, &number).await);
        outbox.go(&format!("{}/_local/outbox", world.edition().url())).await;
        outbox.see("article").await;
    }
    assert!(newest_to(&world, &number).await.contains("sua entrega esta marcada para"));
    let booked = get(&world, &format!("/v1/bookings/{id}")).await.json;
    assert_eq!((&booked["window"]["id"], booked["origin"].as_str()), (&second["id"], Some("recipient")));
    for (theme, width) in [("light", 390), ("dark", 390), ("light", 1280), ("dark", 1280)] {
        for (language, booked) in [("pt-BR", "Agendado para"), ("es", "Programado para"), ("en", "Booked for")] {
            let name = format!("sample-answered-{language}-{theme}-{width}");
            page.resize(width, 844).await;
            page.prefer(theme).await;
            page.go(&format!("{link}?lang={language}")).await;
            page.until(&format!("return document.querySelector('p.when').innerText.startsWith({booked:?})")).await;
            assert_eq!(page.axe().await, [""; 0], "{name}");
            assert!(!page.overflows().await, "{name}");
            page.picture(&name).await;
        }
        let name = format!("sample-outbox-{theme}-{width}");
        outbox.resize(width, 844).await;
        outbox.prefer(theme).await;
        assert_eq!(outbox.axe().await, [""; 0], "{name}");
        assert!(!outbox.overflows().await, "{name}");
        outbox.picture(&name).await;
    }
    page.close().await;
    outbox.close().await;
    world.stop().await;
}
