//! The page of whoever waits for a service: what it shows, to whom, and what can be done on it.

use acceptance::merchant::Merchant;
use acceptance::scale::count;
use acceptance::world::{Answer, World, send};
use domain::access::TenantScope;
use domain::event::EventKind;
use domain::said::Said;
use futures_util::stream::{self, StreamExt as _};
use jiff::SignedDuration;
use reqwest::{Method, redirect::Policy};
use serde_json::{Value, json};
use store::{Stored, keys};

mod approach;
mod attempts;
mod evidence;
mod pages;
mod typed;
mod windows;

/// A merchant who has services, and somebody who waits.
pub(super) struct House {
    world: World,
    merchant: Merchant,
    /// A browser that follows nothing by itself.
    browser: reqwest::Client,
}

impl House {
    async fn open() -> Self {
        Self::within(World::empty().await).await
    }

    async fn within(world: World) -> Self {
        let merchant = Merchant::found(&world, "casa").await;
        let browser = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
        Self { world, merchant, browser }
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        let request = self.merchant.program(&self.world, Method::POST, path).header("idempotency-key", key);
        send(request.json(body)).await
    }

    /// A service of Ana's, and the path of its page.
    async fn service(&self, fields: &Value) -> (String, String) {
        let mut body = json!({
            "customer": { "firstName": "Ana", "lastName": "Souza", "document": "529.982.247-25", "phone": "+5511999991234" },
            "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "city": "São Paulo",
                "state": "SP" },
        });
        for (name, value) in fields.as_object().unwrap() {
            body[name] = value.clone();
        }
        let made = self.post("/v1/services", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let url = made.text("trackingUrl");
        (made.text("id"), url[url.find("/t/").unwrap()..].to_owned())
    }

    fn ask(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.browser.request(method, format!("{}{path}", self.world.edition().url())).header("accept-language", "pt-BR")
    }

    async fn see(&self, path: &str) -> Answer {
        send(self.ask(Method::GET, path)).await
    }

    /// Sends a form with the key of the page, and answers where it leads to and the cookie that it sets.
    async fn form(&self, path: &str, fields: &[(&str, &str)], cookie: &str) -> (String, Option<String>) {
        let page = path.rsplit_once('/').unwrap().0;
        let seen = self.see(page).await.text;
        let key =
            seen.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        self.form_with(path, fields, cookie, key).await
    }

    async fn form_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        cookie: &str,
        key: &str,
    ) -> (String, Option<String>) {
        let all: Vec<(&str, &str)> = fields.iter().copied().chain([("key", key)]).collect();
        let request = self.ask(Method::POST, path).header("cookie", cookie);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(encoded(&all));
        let answer = send(request).await;
        let header = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        // What was not taken is answered with the page itself, what was typed on it.
        let (place, mark) = match answer.status.as_u16() {
            303 => (header("location").unwrap(), "told="),
            422 => (answer.text.clone(), "data-told=\""),
            other => panic!("{other}: {}", answer.text),
        };
        let told = place.split(mark).nth(1).unwrap().split(['&', '#', '"']).next().unwrap().to_owned();
        (told, header("set-cookie"))
    }

    async fn gate(&self) -> edge::Gate {
        edge::Gate::open(self.world.edition().env()).await.unwrap()
    }

    fn scope(&self) -> TenantScope {
        TenantScope::acting_for(self.merchant.account.parse().unwrap())
    }

    async fn said(&self, service: &str) -> Option<Stored<Said>> {
        let gate = self.gate().await;
        gate.store().read(&keys::said(self.scope(), service.parse().unwrap()), gate.now()).await.unwrap()
    }

    async fn timeline(&self, service: &str) -> Vec<String> {
        let request = self.merchant.program(&self.world, Method::GET, &format!("/v1/services/{service}/timeline"));
        let found = send(request).await;
        let items = found.json["items"].as_array().unwrap();
        items.iter().map(|item| item["kind"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// The body of a form, every byte of a value written as its number.
fn encoded(fields: &[(&str, &str)]) -> String {
    let value = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    fields.iter().map(|(name, text)| format!("{name}={}", value(text))).collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn a_page_shows_the_service_and_lets_nobody_keep_it() {
    let house = House::open().await;
    let (_, path) = house.service(&json!({ "order": "V-100", "deadline": "2030-01-15T18:00:00Z" })).await;
    let page = house.see(&path).await;
    assert_eq!(page.status, 200, "{}", page.text);
    for part in
        ["Seu pedido está sendo preparado", "V-100", "Avenida Paulista, São Paulo", "terça-feira, 15 de janeiro"]
    {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    for secret in ["Souza", "1000", "529", "99999", "1234"] {
        assert!(!page.text.contains(secret), "whoever was passed the link does not read {secret}");
    }
    for (header, value) in [
        ("cache-control", "private, no-cache"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow, noarchive"),
        ("content-type", "text/html; charset=utf-8"),
    ] {
        assert_eq!(page.headers[header], value);
    }
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let spanish = house.see(&format!("{path}?lang=es")).await.text;
    assert!(spanish.contains("lang=\"es\"") && spanish.contains("Estamos preparando su pedido"), "{spanish}");
    assert!(page.text.len() < 20_000, "a first load is {} bytes", page.text.len());
    house.world.stop().await;
}

#[tokio::test]
async fn asked_again_a_page_answers_that_nothing_changed_until_something_does() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let first = house.see(&path).await;
    let tag = first.headers["etag"].to_str().unwrap().to_owned();
    let again = send(house.ask(Method::GET, &path).header("if-none-match", &tag)).await;
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
    assert!(again.headers.get("content-security-policy").is_none(), "what the browser has keeps its policy");
    house.merchant.driver(&house.world, DRIVER).await;
    let body = json!({ "driver": DRIVER, "date": "2030-01-15", "services": [id] });
    assert_eq!(house.post("/v1/routes", &body).await.status, 201);
    let changed = send(house.ask(Method::GET, &path).header("if-none-match", &tag)).await;
    assert_eq!(changed.status, 200);
    assert!(changed.text.contains("Sua entrega está programada"), "{}", changed.text);
    house.world.stop().await;
}

const DRIVER: &str = "0193b0a0-0000-7000-8000-00000000000d";

#[tokio::test]
async fn a_hundred_previews_change_nothing() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let before = house.timeline(&id).await;
    let agents = ["WhatsApp/2.23", "TelegramBot (like TwitterBot)", "facebookexternalhit/1.1"];
    for n in 0..100 {
        let opened = send(house.ask(Method::GET, &path).header("user-agent", agents[n % 3])).await;
        assert!(opened.status == 200 && opened.headers.get("set-cookie").is_none(), "{}", opened.text);
        for below in ["/map", "/unsubscribe"] {
            assert!(send(house.ask(Method::GET, &format!("{path}{below}"))).await.status.as_u16() < 400);
        }
        assert_eq!(send(house.ask(Method::HEAD, &format!("{path}/rating"))).await.status, 405);
    }
    assert_eq!(house.timeline(&id).await, before);
    assert!(house.said(&id).await.is_none());
    let page = house.see(&path).await.text;
    assert!(page.contains("Você recebe mensagens"), "no message was stopped: {page}");
    house.world.stop().await;
}

#[tokio::test]
async fn links_that_open_nothing_say_what_to_do() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let check = async |path: &str, status: u16, words: &str| {
        let page = house.see(path).await;
        assert_eq!(page.status, status, "{path}");
        assert!(page.text.contains(words) && page.text.contains("<h1>"), "{path}: {}", page.text);
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    };
    check("/t/0000000000000000000000", 404, "Link não encontrado").await;
    check(&path[..path.len() - 1], 404, "Link incompleto").await;
    check(&path.to_uppercase().replace("/T/", "/t/"), 404, "Maiúsculas e minúsculas").await;
    for mangled in [format!("{path}."), format!("{path})"), format!("{path}%2E"), format!("{path}%20")] {
        let answer = house.see(&mangled).await;
        assert_eq!((answer.status.as_u16(), answer.headers["location"].to_str().unwrap()), (303, path.as_str()));
    }
    let encoded = path.replace("/t/", "/t/%").replacen('%', &format!("%{:02x}", path.as_bytes()[3]), 1);
    let encoded = format!("{}{}", &encoded[..6], &path[4..]);
    assert_eq!(house.see(&encoded).await.status, 200, "{encoded} is another spelling of the same");
    house.post(&format!("/v1/services/{id}/tracking-link"), &json!({})).await;
    house.world.advance(SignedDuration::from_secs(61)).await;
    check(&path, 410, "Este link terminou").await;
    check(&format!("{path}?lang=es"), 410, &format!("href=\"{path}?lang=en\"")).await;
    house.world.stop().await;
}

#[tokio::test]
async fn whoever_guesses_links_is_slowed_and_finds_none() {
    let house = House::open().await;
    let (_, path) = house.service(&json!({})).await;
    let (_, unopened) = house.service(&json!({})).await;
    assert_eq!(house.see(&path).await.status, 200);
    // Half of them are as near to real ones as can be: one character is another one, or has another case.
    let tokens = [&path, &unopened].map(|path| path.trim_start_matches("/t/").to_owned());
    let near = |n: u32| {
        let token = tokens[usize::try_from(n % 2).unwrap()].as_bytes();
        let (at, other) = (usize::try_from(n / 2 % 22).unwrap(), b'a' + u8::try_from(n / 44 % 26).unwrap());
        let swapped = token[at].is_ascii_alphabetic() && n / 1_144 % 2 == 1;
        let other = if swapped || token[at] == other { token[at] ^ 0x20 } else { other };
        let other = if other.is_ascii_alphanumeric() { other } else { b'Z' };
        let mut guess = token.to_vec();
        guess[at] = other;
        if guess == token { format!("{n:022}") } else { String::from_utf8(guess).unwrap() }
    };
    let guesses = (0..count(100_000)).map(|n| if n % 4 < 2 { format!("{n:022}") } else { near(n) });
    let answers = stream::iter(guesses).map(async |token| {
        let answer = house.see(&format!("/t/{token}")).await;
        (answer.status.as_u16(), answer)
    });
    // Many at once, as one who guesses asks: of those at the same moment each counts.
    let (mut unknown, mut slowed, mut answers) = (0, 0, Box::pin(answers.buffer_unordered(100)));
    while let Some((status, answer)) = answers.next().await {
        match status {
            404 => unknown += 1,
            429 => slowed += 1,
            other => panic!("{other}: {}", answer.text),
        }
        if status == 429 && slowed == 1 {
            assert!(answer.headers["retry-after"].to_str().unwrap().parse::<u32>().unwrap() > 500);
            assert!(answer.text.contains("Muitas tentativas"), "{}", answer.text);
        }
    }
    drop(answers);
    assert!(unknown == 20 && slowed > 1_000, "{unknown} were told that there is no such link, {slowed} to wait");
    assert_eq!(house.see(&path).await.status, 200, "a link that was opened lately goes on");
    assert_eq!(house.see(&unopened).await.status, 200, "and whoever shares the address opens theirs");
    house.world.advance(SignedDuration::from_mins(11)).await;
    assert_eq!(house.see("/t/0000000000000000000000").await.status, 404, "and after a while so do others");
    house.world.stop().await;
}

#[tokio::test]
async fn a_new_device_says_whose_it_is_once_and_five_wrong_answers_lock() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let form = format!("{path}/instructions");
    let (told, cookie) = house.form(&form, &[("instructions", "Interfone\r\n12"), ("safePlace", "")], "").await;
    assert_eq!((told.as_str(), cookie), ("wrong-digits", None), "nothing was answered");
    let (told, cookie) = house.form(&form, &[("instructions", "Interfone\r\n12"), ("digits", "1234")], "").await;
    assert_eq!(told, "noted");
    let cookie = cookie.unwrap();
    for part in ["HttpOnly", "SameSite=Strict", &format!("Path={path};")] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(house.said(&id).await.unwrap().value.instructions.unwrap().as_str(), "Interfone 12");
    assert_eq!(house.timeline(&id).await.last().unwrap(), EventKind::ServiceInstructed.name());
    let pair = cookie.split(';').next().unwrap();
    let (told, again) = house.form(&form, &[("instructions", "Portão"), ("safePlace", "vizinho")], pair).await;
    assert_eq!((told.as_str(), again), ("noted", None), "it is not asked again");
    let seen = send(house.ask(Method::GET, &path).header("cookie", pair)).await.text;
    assert!(seen.contains("Portão") && !seen.contains("name=\"digits\""), "{seen}");
    assert!(!house.see(&path).await.text.contains("Portão"), "others do not read it");
    for (text, told) in [(&"x".repeat(501)[..], "not-taken"), ("veja https://example.com", "no-address")] {
        assert_eq!(house.form(&form, &[("instructions", text)], pair).await.0, told);
    }
    for told in ["wrong-digits", "wrong-digits", "wrong-digits", "wrong-digits", "locked"] {
        assert_eq!(house.form(&form, &[("digits", "0000")], "").await.0, told);
    }
    assert_eq!(house.form(&form, &[("digits", "1234")], "").await.0, "locked", "also with the right ones");
    assert_eq!(house.form(&form, &[("instructions", "a")], pair).await.0, "noted", "a known device goes on");
    assert_eq!(house.form(&form, &[("instructions", "a")], &pair.replace("d=", "d=9")).await.0, "locked");
    house.world.advance(SignedDuration::from_mins(61)).await;
    assert_eq!(house.form(&format!("{path}/device"), &[("digits", "1234")], "").await.0, "known");
    house.world.stop().await;
}

#[tokio::test]
async fn of_two_hundred_answers_at_the_same_moment_five_are_compared() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let form = format!("{path}/device");
    let wrong = stream::iter(0..200).map(async |n| {
        let digits = format!("{:04}", 2_000 + n);
        house.form_with(&form, &[("digits", &digits)], "", "k").await
    });
    let all: Vec<(String, Option<String>)> = wrong.buffer_unordered(50).collect().await;
    let compared = all.iter().filter(|(told, _)| told == "wrong-digits").count();
    assert!(compared <= 4, "the fifth locks: {compared}");
    assert!(all.iter().all(|(told, cookie)| cookie.is_none() && (told == "locked" || told == "wrong-digits")));
    let gate = house.gate().await;
    let counted = gate.store().read(&keys::tries(house.scope(), id.parse().unwrap()), gate.now()).await.unwrap();
    assert_eq!(counted.unwrap().value.wrong, 5);
    assert_eq!(house.form(&form, &[("digits", "1234")], "").await.0, "locked");
    house.world.advance(SignedDuration::from_mins(61)).await;
    assert_eq!(house.form(&form, &[("digits", "1234")], "").await.0, "known");
    let counted = gate.store().read(&keys::tries(house.scope(), id.parse().unwrap()), gate.now()).await.unwrap();
    assert_eq!(counted.map_or(0, |tries| tries.value.wrong), 0, "who is right is not counted");
    house.world.stop().await;
}

#[tokio::test]
async fn what_the_recipient_says_reaches_the_driver() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let said = [("instructions", "Interfone 12"), ("safePlace", "Com o porteiro"), ("digits", "1234")];
    assert_eq!(house.form(&format!("{path}/instructions"), &said, "").await.0, "noted");
    let driver = "0193b0a0-0000-7000-8000-00000000000d";
    house.merchant.driver(&house.world, driver).await;
    let today = house.world.edition().clock().now().in_tz("America/Sao_Paulo").unwrap().date();
    let plan = json!({ "driver": driver, "date": today.to_string(), "services": [id] });
    assert_eq!(house.post("/v1/routes", &plan).await.status, 201);
    let asked = format!("/v1/driver-stops?driver={driver}&date={today}");
    let stops = send(house.merchant.program(&house.world, Method::GET, &asked)).await;
    let stop = &stops.json["items"][0];
    assert_eq!((&stop["service"], &stop["instructions"]), (&json!(id), &json!("Interfone 12")), "{}", stops.text);
    assert_eq!(stop["safePlace"], "Com o porteiro");
    house.world.stop().await;
}

#[tokio::test]
async fn who_has_no_telephone_answers_with_the_postal_code() {
    let house = House::open().await;
    let (_, path) = house.service(&json!({ "customer": { "firstName": "Rui" } })).await;
    assert!(house.see(&path).await.text.contains("Seu CEP"));
    assert_eq!(house.form(&format!("{path}/device"), &[("digits", "01310-100")], "").await.0, "known");
    house.world.stop().await;
}
