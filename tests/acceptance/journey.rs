//! One story from a cart to a rating, told over HTTP only, so that it can be told to any running stack.

mod agreement;
mod device;
mod opening;

use acceptance::merchant::founded;
use acceptance::picture::{jpeg, photo, png};
use acceptance::receiver::Receiver;
use acceptance::stage::{Post, Stage, path_of};
use acceptance::world::{World, send};
use entrega_local::Time;
use reqwest::Method;
use serde_json::{Value, json};

use device::Device;
use opening::Shop;

/// Who waits for the delivery.
const PHONE: &str = "+5592999990000";

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
}

#[expect(clippy::disallowed_methods, reason = "the clock of a stack is the real one")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

#[tokio::test]
async fn a_cart_becomes_a_delivery_that_is_moved_by_sms_proven_and_rated_and_everyone_tells_the_same_story() {
    let receiver = Receiver::start();
    let host = receiver.host();
    let world = World::with(|options| {
        options.time = Time::Passes;
        options.parameters.insert("WebhookAllowedHosts".to_owned(), host);
    })
    .await;
    let invitation = founded(&world, "norte").await.invitation;
    let stage = Stage::new(world.edition().url(), Post::Outbox);
    Box::pin(told(&stage, &invitation, &receiver)).await;
    world.stop().await;
}

#[tokio::test]
#[ignore = "wants a stack that `make ministack` deploys"]
async fn a_deployed_stack_tells_the_same_story() {
    #[expect(clippy::disallowed_methods, reason = "says where the stack is")]
    let file = std::env::var("ENTREGA_STACK").expect("ENTREGA_STACK names the file that says where the stack is");
    let stack: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let receiver = Receiver::at(&text(&stack, "receiver"));
    let post = Post::Ministack { endpoint: text(&stack, "endpoint"), inbound: text(&stack, "inboundSmsTopic") };
    let stage = Stage::new(&text(&stack, "url"), post);
    Box::pin(told(&stage, &text(&stack, "invitation"), &receiver)).await;
}

/// The story.
async fn told(stage: &Stage, invitation: &str, receiver: &Receiver) {
    let shop = Box::pin(opening::open(stage, invitation)).await;
    let webhook = stage.post("/v1/webhooks", &shop.key, &json!({ "url": receiver.url("/journey") })).await;
    let service = Box::pin(opening::ordered(stage, &shop, PHONE)).await;
    let (id, page) = (text(&service, "id"), path_of(&text(&service, "trackingUrl")).to_owned());
    let asked = stage.told(PHONE, |sms| sms.text.contains("Responda 1 ")).await;
    assert!(asked.text.starts_with("Norte Livros: ") && asked.text.contains(&page), "{}", asked.text);

    let (driver, token) = shop.driver.clone();
    let mut device = Device { stage, driver, token, service: id.clone(), seq: 0 };
    Box::pin(in_vain(stage, &shop, &mut device, &page)).await;
    let date = Box::pin(moved(stage, &shop, &id, &page)).await;
    let pictures = Box::pin(delivered(stage, &shop, &mut device, &date)).await;
    Box::pin(rated(stage, &page)).await;
    let receiver = (receiver, text(&webhook, "secret"));
    Box::pin(agreement::agree(stage, &shop.key, (receiver.0, &receiver.1), &id, &pictures)).await;
}

fn reported(outcome: &str, status: &str) -> (String, String) {
    (outcome.to_owned(), status.to_owned())
}

/// The driver comes, can be followed, and nobody opens.
async fn in_vain(stage: &Stage, shop: &Shop, device: &mut Device<'_>, page: &str) {
    let today = now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let route = json!({ "driver": device.driver, "date": today, "services": [device.service] });
    let route = text(&stage.post("/v1/routes", &shop.key, &route).await, "id");
    assert_eq!(device.report("start", json!({})).await, reported("applied", "under_way"));
    stage.told(PHONE, |sms| sms.text.contains("a caminho")).await;
    assert_eq!(device.is_at(&route, [-3.1101, -60.0230]).await["taken"], 1);
    let seen = stage
        .until(&format!("/v1/routes/{route}/position"), &shop.key, |seen| seen["stops"][0]["arrival"].is_object())
        .await;
    assert_eq!(seen["positionStatus"], "known", "{seen}");
    stage.until_page(page, |page| page.contains("Chega entre ")).await;
    assert_eq!(device.report("arrive", json!({})).await, reported("applied", "under_way"));
    assert_eq!(device.report("fail", json!({ "reason": shop.absent })).await, reported("applied", "failed"));
    let told = stage.told(PHONE, |sms| sms.text.contains("nao entregamos")).await;
    assert!(told.text.starts_with("Norte Livros: "), "{}", told.text);
}

/// The recipient answers by SMS; page, booking and confirmation have the new window. Gives its date.
async fn moved(stage: &Stage, shop: &Shop, id: &str, page: &str) -> String {
    let before = send(stage.browse(Method::GET, page)).await;
    assert_eq!(before.status, 200, "{}", before.text);
    let tag = before.header("etag").to_owned();
    let unchanged = send(stage.browse(Method::GET, page).header("if-none-match", &tag)).await;
    assert_eq!(unchanged.status, 304);

    let second = stage.get(&format!("/v1/bookings/{id}/windows"), &shop.key).await.json["items"][1]["window"].clone();
    stage.answer(PHONE, "2").await;
    let booking = format!("/v1/bookings/{id}");
    stage.until(&booking, &shop.key, |booking| booking["window"]["id"] == second["id"]).await;
    let hours = format!("das {} às {}", text(&second, "start"), text(&second, "end"));
    let when =
        |page: &str| page.split("class=\"when\"").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
    stage.until_page(page, |page| when(page).is_some_and(|when| when.contains(&hours))).await;
    let changed = send(stage.browse(Method::GET, page).header("if-none-match", &tag)).await;
    assert_eq!(changed.status, 200, "what was known of the page is out of date");
    stage.told(PHONE, |sms| sms.text.contains("sua entrega esta marcada para")).await;
    text(&second, "date")
}

/// The second attempt succeeds, and is proven by a photo and a signature.
async fn delivered(stage: &Stage, shop: &Shop, device: &mut Device<'_>, date: &str) -> [Value; 2] {
    let route = json!({ "driver": device.driver, "date": date, "services": [device.service] });
    stage.post("/v1/routes", &shop.key, &route).await;
    opening::listed(stage, shop, date, &device.service).await;
    assert_eq!(device.report("start", json!({})).await, reported("applied", "under_way"));
    assert_eq!(device.report("arrive", json!({})).await, reported("applied", "under_way"));
    let proof = device.prove("photo", "image/jpeg", &photo(&jpeg(800, 600))).await;
    let bare = device.report("deliver", json!({ "proofs": ["photo"] })).await;
    assert_eq!(bare, reported("held", "under_way"), "the signature is missing");
    let signature = device.prove("signature", "image/png", &png(400, 160)).await;
    let delivery = json!({ "proofs": ["photo", "signature"], "receiverName": "Bia Lima" });
    assert_eq!(device.report("deliver", delivery).await, reported("applied", "done"));
    stage.told(PHONE, |sms| sms.text.contains("entregue!")).await;
    [proof, signature]
}

/// The recipient rates it on the page, from a device that says whose it is.
async fn rated(stage: &Stage, page: &str) {
    let seen = stage.until_page(page, |page| page.contains("name=\"stars\"")).await;
    let key = seen.text.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let form = format!("key={key}&stars=5&comment=Chegou%20bem&digits={}", &PHONE[PHONE.len() - 4..]);
    let request = stage.browse(Method::POST, &format!("{page}/rating"));
    let answer = send(request.header("content-type", "application/x-www-form-urlencoded").body(form)).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert!(answer.header("location").contains("told=rated"), "{}", answer.header("location"));
    stage.until_page(page, |page| !page.contains("name=\"stars\"")).await;
}
