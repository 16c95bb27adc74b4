//! The console in real Chromium: signing in and the shipping simulator.

mod choices;
mod plans;
mod tables;

use acceptance::browser::Browser;
use acceptance::world::World;
use thirtyfour::Key;

struct Look {
    language: &'static str,
    theme: &'static str,
    width: u32,
    height: u32,
}

const LOOKS: [Look; 6] = [
    Look { language: "pt-BR", theme: "light", width: 1280, height: 900 },
    Look { language: "pt-BR", theme: "dark", width: 390, height: 844 },
    Look { language: "es", theme: "dark", width: 1280, height: 900 },
    Look { language: "es", theme: "light", width: 390, height: 844 },
    Look { language: "en", theme: "light", width: 1280, height: 900 },
    Look { language: "en", theme: "dark", width: 390, height: 844 },
];

async fn sign_in(world: &World, browser: &Browser) {
    let user = &world.sample().users[0];
    browser.write("#email", &user.email).await;
    browser.write("#password", &user.password).await;
    browser.click("#sign-in").await;
    browser.see("#simulator-form").await;
}

async fn quote(browser: &Browser, postal_code: &str) {
    browser.click("#line-0-sku").await;
    browser.write("#line-0-sku", "camiseta").await;
    browser.press(Key::Enter).await;
    browser.write("#postal-code", postal_code).await;
    browser.click("#calculate").await;
    browser.see("#comparison, article[id^=option-]").await;
}

async fn check(world: &World, look: &Look) {
    let Look { language, theme, width, height } = look;
    let browser = Browser::open(*width, *height).await;
    let name = |screen: &str| format!("{screen}-{language}-{theme}-{width}");
    browser.go(world.edition().url()).await;
    browser.choose("#language", language).await;
    browser.choose("#theme", theme).await;
    assert_eq!(browser.run("return document.documentElement.lang").await, *language);
    assert_eq!(browser.axe().await, [""; 0], "{}", name("sign-in"));
    assert!(!browser.overflows().await, "{}", name("sign-in"));
    browser.picture(&name("sign-in")).await;

    sign_in(world, &browser).await;
    // A picture leaves the window as tall as the page was: what follows needs its own size again.
    browser.resize(*width, *height).await;
    if browser.run("return document.documentElement.lang").await != *language {
        browser.run("document.querySelector('#menu')?.click()").await;
        browser.choose("#language", language).await;
        browser.run("document.querySelector('#menu[aria-expanded=true]')?.click()").await;
    }
    quote(&browser, "69005040").await;
    browser.run("document.querySelector('#dropped')?.setAttribute('open','')").await;
    if *width >= 992 {
        browser.see("#comparison").await;
        assert!(browser.all("#comparison thead th").await.len() >= 3, "{}", name("comparison"));
        assert_eq!(browser.axe().await, [""; 0], "{}", name("comparison"));
        assert!(!browser.overflows().await, "{}", name("comparison"));
        browser.picture(&name("comparison")).await;
        browser.resize(*width, *height).await;
        browser.run("document.querySelector('#shown-apart').click()").await;
    }
    browser.see("article[id^=option-]").await;
    let details = browser.all("article[id^=option-] button[aria-expanded]").await;
    assert!(details.len() >= 3, "{}", name("simulator"));
    let opener = details.first().unwrap().attr("id").await.unwrap().unwrap();
    browser.click(&format!("#{opener}")).await;
    assert_eq!(browser.axe().await, [""; 0], "{}", name("simulator"));
    assert!(!browser.overflows().await, "{}", name("simulator"));
    browser.picture(&name("simulator")).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_sign_in_and_quote_in_three_languages_light_and_dark_on_phone_and_desktop() {
    let world = World::demo().await;
    for look in &LOOKS {
        check(&world, look).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_can_be_done_with_the_keyboard_alone() {
    let world = World::demo().await;
    let browser = Browser::open(1280, 900).await;
    browser.go(world.edition().url()).await;
    browser.see("#email").await;
    browser.run("document.querySelector('#email').focus()").await;
    let user = &world.sample().users[0];
    browser.press(user.email.as_str()).await;
    browser.press(Key::Tab).await;
    browser.press(user.password.as_str()).await;
    browser.press(Key::Enter).await;
    browser.see("#simulator-form").await;
    browser.run("document.querySelector('#line-0-sku').focus()").await;
    browser.press(Key::Down).await;
    browser.see("#line-0-sku-list [role=option]").await;
    browser.press(Key::Down).await;
    browser.press(Key::Enter).await;
    browser.run("document.querySelector('#postal-code').focus()").await;
    browser.press("01310100").await;
    browser.press(Key::Enter).await;
    browser.see("#comparison").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_a_wrong_postal_code_are_told_where_they_stand() {
    let world = World::demo().await;
    let browser = Browser::open(390, 844).await;
    browser.go(world.edition().url()).await;
    browser.write("#email", &world.sample().users[0].email).await;
    browser.write("#password", "not the password").await;
    browser.click("#sign-in").await;
    browser.see("#sign-in-failure").await;
    assert_eq!(browser.axe().await, [""; 0]);
    sign_in(&world, &browser).await;
    browser.click("#line-0-sku").await;
    browser.write("#line-0-sku", "camiseta").await;
    browser.press(Key::Enter).await;
    browser.write("#postal-code", "690").await;
    browser.click("#calculate").await;
    browser.see("#postal-code[aria-invalid=true]").await;
    assert_eq!(browser.axe().await, [""; 0]);
    browser.picture("simulator-invalid-390").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_page_the_freight_tables_and_the_outbox_can_be_read_on_a_phone() {
    let world = World::demo().await;
    let browser = Browser::open(390, 844).await;
    let look = async |screen: &str| {
        assert_eq!(browser.axe().await, [""; 0], "{screen}");
        assert!(!browser.overflows().await, "{screen}");
        browser.picture(&format!("{screen}-390")).await;
        browser.resize(390, 844).await;
    };
    browser.go(&format!("{}/docs", world.edition().url())).await;
    browser.see("#post-v1-quotes").await;
    look("docs").await;
    browser.go(&format!("{}/_local/outbox", world.edition().url())).await;
    browser.see("main").await;
    look("outbox").await;
    browser.go(world.edition().url()).await;
    sign_in(&world, &browser).await;
    browser.run("document.querySelector('#menu')?.click()").await;
    browser.click("#nav-freight-tables").await;
    browser.see("#table-form").await;
    look("freight-tables").await;
    browser.close().await;
}

/// Sends an SMS as functions do: to the service that the edition captures.
async fn text_somebody(world: &World, number: &str, text: &str) {
    let endpoint = world.edition().env().require("AWS_ENDPOINT_URL").unwrap();
    let fields = [("Action", "Publish"), ("Version", "2010-03-31"), ("PhoneNumber", number), ("Message", text)];
    let form = fields.map(|(name, value)| format!("{name}={}", value.replace('+', "%2B").replace(' ', "+"))).join("&");
    let proof = "AWS4-HMAC-SHA256 Credential=a/20261122/sa-east-1/sns/aws4_request, SignedHeaders=host, Signature=none";
    let request = reqwest::Client::new()
        .post(endpoint)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", proof);
    let answer = request.body(form).send().await.unwrap();
    assert!(answer.status().is_success(), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_sms_is_read_and_answered_on_the_outbox_page() {
    let world = World::demo().await;
    text_somebody(
        &world,
        "+5511987654321",
        "Casa Verde: chega sexta. Responda com outro dia ou veja http://e.example/x",
    )
    .await;
    for (width, theme) in [(390, "light"), (1280, "dark")] {
        let browser = Browser::open(width, 844).await;
        browser.prefer(theme).await;
        browser.go(&format!("{}/_local/outbox", world.edition().url())).await;
        browser.see("article ol li a").await;
        assert_eq!(browser.axe().await, [""; 0], "{width}");
        assert!(!browser.overflows().await, "{width}");
        browser.run("document.querySelector('form input[type=text]').focus()").await;
        browser.press("Pode ser no domingo?").await;
        browser.press(Key::Enter).await;
        browser.see("[role=status]").await;
        assert_eq!(browser.see("li.theirs .text").await.text().await.unwrap(), "Pode ser no domingo?");
        assert_eq!(browser.axe().await, [""; 0], "{width}");
        browser.picture(&format!("outbox-answered-{theme}-{width}")).await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freight_table_is_imported_in_the_browser() {
    let world = World::demo().await;
    let browser = Browser::open(1280, 900).await;
    browser.go(world.edition().url()).await;
    sign_in(&world, &browser).await;
    browser.click("#nav-freight-tables").await;
    browser.see("#table-form").await;
    browser.choose("#table-policy", "expresso").await;
    let file = world.folder().path().join("samples/expresso-2027.csv");
    browser.type_into("#table-file", &file.display().to_string()).await;
    if browser.run("return document.querySelector('#dry-run').checked").await == true {
        browser.run("document.querySelector('#dry-run').click()").await;
    }
    browser.click("#send-table").await;
    browser.see("#import-outcome").await;
    assert_eq!(browser.axe().await, [""; 0]);
    browser.picture("freight-tables-live-1280").await;
    browser.close().await;
}
