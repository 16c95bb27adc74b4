//! The storefront widget in real Chromium: in the demo shop, and on a page of another origin.

use acceptance::browser::Browser;
use acceptance::page::Page;
use acceptance::world::{World, send};
use entrega_local::Time;
use reqwest::Method;
use serde_json::json;
use thirtyfour::Key;

/// The inside of the first widget of a page.
const INSIDE: &str = "document.querySelector('entrega-quote').shadowRoot";

/// The demo on the day of the machine: a shopper's browser counts days from its own.
async fn demo() -> World {
    World::with(|options| {
        options.time = Time::Stands(None);
        options.seed = true;
        options.deliveries = false;
    })
    .await
}

/// The page is there, and the script that makes its widget one.
async fn upgraded(browser: &Browser) {
    browser.until("return Boolean(document.querySelector('entrega-quote')?.shadowRoot?.querySelector('input'))").await;
}

async fn options(browser: &Browser, count: usize) {
    browser.until(&format!("return {INSIDE}.querySelectorAll('input[type=radio]').length==={count}")).await;
}

async fn text(browser: &Browser) -> String {
    let script = format!("return {INSIDE}.querySelector('.out').innerText+{INSIDE}.querySelector('#error').innerText");
    browser.run(&script).await.as_str().unwrap().to_owned()
}

/// Notes every event of the page's widget in `window.told`.
const LISTEN: &str = "window.told=[];for(const name of ['quoted','chosen','cleared','failed'])addEventListener(`entrega-quote:${name}`,({detail})=>told.push([name,detail]))";

async fn shop(world: &World, browser: &Browser) {
    let sample = world.sample();
    browser.go(&format!("{}/widget/#key={}", world.edition().url(), sample.publishable_key)).await;
    upgraded(browser).await;
    browser.choose("#language", "pt-BR").await;
    browser.until("return document.documentElement.lang==='pt-BR'").await;
    browser.run(LISTEN).await;
}

async fn type_code(browser: &Browser, code: &str) {
    browser.run(&format!("const i={INSIDE}.querySelector('input');i.focus();i.select()")).await;
    browser.press(code).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shop_offers_delivery_in_three_languages_light_and_dark_on_phone_and_desktop() {
    let world = demo().await;
    for (language, theme, width, words) in [
        ("pt-BR", "light", 1280, "até "),
        ("es", "dark", 390, "hasta el "),
        ("en", "light", 390, "by "),
        ("en", "dark", 1280, "by "),
    ] {
        let name = format!("shop-{language}-{theme}-{width}");
        let browser = Browser::open(width, 844).await;
        browser.prefer(theme).await;
        shop(&world, &browser).await;
        browser.choose("#language", language).await;
        type_code(&browser, "69005040").await;
        options(&browser, 3).await;
        browser.until(&format!("return {INSIDE}.querySelector('.out').innerText.includes('{words}')")).await;
        browser.run(&format!("{INSIDE}.querySelectorAll('input[type=radio]')[1].click()")).await;
        assert_eq!(browser.axe().await, [""; 0], "{name}");
        assert!(!browser.overflows().await, "{name}");
        browser.picture(&name).await;
        browser.close().await;
    }
}

/// A publishable key for pages of some origins.
async fn key_of(world: &World, origins: &[String]) -> String {
    let user = &world.sample().users[0];
    let session = json!({ "email": user.email, "password": user.password });
    let session = send(world.request(Method::POST, "/v1/sessions").json(&session)).await.json;
    let key = json!({ "name": "Another shop", "kind": "publishable", "origins": origins });
    let made = world
        .request(Method::POST, "/v1/api-keys")
        .bearer_auth(session["accessToken"].as_str().unwrap())
        .header("idempotency-key", "another-shop");
    let made = send(made.json(&key)).await.json;
    made["secret"].as_str().or(made["key"].as_str()).unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn as_a_module_of_another_origin_the_widget_asks_where_it_came_from() {
    let world = demo().await;
    let pages = [Page::reserve(), Page::reserve()];
    let origins = pages.each_ref().map(Page::origin);
    let (own, url) = (key_of(&world, &origins).await, world.edition().url());
    let script = format!("{url}/widget/entrega-quote.js");
    let modules = [
        format!("<script type='module' src='{script}'></script>"),
        format!("<script type='module'>import '{script}'</script>"),
    ];
    for ((page, origin), module) in pages.into_iter().zip(origins).zip(modules) {
        page.serve(format!(
            "<!doctype html><html lang='en'><title>Shop</title><main><entrega-quote publishable-key='{own}' sku='caneca-esmaltada' postal-code='69005040'></entrega-quote></main>{module}"
        ));
        let browser = Browser::open(390, 844).await;
        browser.go(&origin).await;
        upgraded(&browser).await;
        options(&browser, 3).await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_origin_gets_options_with_a_key_that_names_it_and_with_no_other() {
    let world = demo().await;
    let page = Page::reserve();
    let own = key_of(&world, &[page.origin()]).await;
    let widget = |key: &str| {
        format!(
            "<entrega-quote publishable-key='{key}' sku='caneca-esmaltada' quantity='2' postal-code='69005040'></entrega-quote>"
        )
    };
    let url = world.edition().url();
    let shown = [widget(&own), widget(&world.sample().publishable_key)].concat();
    let origin = page.origin();
    page.serve(format!(
        "<!doctype html><html lang='es'><title>Shop</title><script>{LISTEN}</script><main>{shown}</main><script async src='{url}/widget/entrega-quote.js'></script>"
    ));
    let browser = Browser::open(390, 844).await;
    browser.go(&origin).await;
    upgraded(&browser).await;
    options(&browser, 3).await;
    assert!(text(&browser).await.contains("hasta el "), "the widget speaks the page's language");
    let other = "document.querySelectorAll('entrega-quote')[1].shadowRoot";
    browser.until(&format!("return {other}.querySelector('[part=message]')?.innerText.length>0")).await;
    let refused = browser.run("return told.filter(([name])=>name==='failed').map(([,detail])=>detail.kind)").await;
    assert_eq!(refused, json!(["setup"]));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_last_input_is_answered() {
    let world = demo().await;
    let browser = Browser::open(1280, 900).await;
    shop(&world, &browser).await;
    // The answer for one unit is held back until the one for three has come.
    browser.run("window.asked=[];const real=fetch;window.fetch=async(url,init)=>{const n=JSON.parse(init.body).items[0].quantity;asked.push(n);const held=new Promise(go=>window.release=go);if(n===1)await held;return real(url,init)}").await;
    type_code(&browser, "69005040").await;
    browser.until("return asked.length===1").await;
    browser.run("document.querySelector('#more').click();document.querySelector('#more').click()").await;
    options(&browser, 3).await;
    let before = text(&browser).await;
    browser.run("release()").await;
    browser.run(&format!("{INSIDE}.querySelector('input[type=radio]').click()")).await;
    browser.until("return told.some(([name])=>name==='chosen')").await;
    assert_eq!(browser.run("return asked").await, json!([1, 3]), "what was typed in between is not asked for");
    assert_eq!(browser.run("return told.map(([name])=>name)").await, json!(["quoted", "chosen"]));
    assert_eq!(text(&browser).await, before);
    // Another cart keeps the choice and tells its new price.
    browser.run("told.length=0;document.querySelector('#more').click()").await;
    browser.until("return told.some(([name])=>name==='chosen')").await;
    // A code that is not finished has no price.
    browser.run("told.length=0").await;
    browser.run(&format!("{INSIDE}.querySelector('input').focus()")).await;
    browser.press(Key::End + Key::Backspace).await;
    browser.until("return told.some(([name])=>name==='cleared')").await;
    assert_eq!(text(&browser).await, "");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_is_told_in_words_and_ends_by_itself_where_it_can() {
    let world = demo().await;
    let browser = Browser::open(390, 844).await;
    shop(&world, &browser).await;
    let press = format!("{INSIDE}.querySelector('button').click()");
    browser.run(&press).await;
    assert!(text(&browser).await.contains("Informe onde"), "an empty field is said");
    type_code(&browser, "690").await;
    browser.press(Key::Enter).await;
    browser.until(&format!("return {INSIDE}.querySelector('[aria-invalid=true]')!==null")).await;
    assert_eq!(browser.axe().await, [""; 0]);

    let answer = |status: u16, after: u32| {
        format!(
            "window.real??=fetch;window.fetch=async()=>new Response('{{}}',{{status:{status},headers:{{'retry-after':'{after}'}}}})"
        )
    };
    browser.run(&answer(429, 2)).await;
    type_code(&browser, "69005040").await;
    browser.until(&format!("return /de novo em/.test({INSIDE}.querySelector('.out').innerText)")).await;
    assert_eq!(browser.axe().await, [""; 0]);
    browser.picture("shop-crowded-390").await;
    browser.run("window.fetch=real").await;
    options(&browser, 3).await;

    browser.run("window.fetch=async()=>{throw new TypeError('no network')};Object.defineProperty(navigator,'onLine',{value:false,configurable:true})").await;
    browser.run(&press).await;
    browser.until(&format!("return /sem conexão/.test({INSIDE}.querySelector('.out').innerText)")).await;
    browser.run("window.fetch=real;delete navigator.onLine;dispatchEvent(new Event('online'))").await;
    options(&browser, 3).await;

    browser.run(&answer(500, 0)).await;
    browser.run(&press).await;
    browser.until(&format!("return Boolean({INSIDE}.querySelector('[part=retry]'))")).await;
    browser.run("window.fetch=real").await;
    browser.run(&format!("{INSIDE}.querySelector('[part=retry]').click()")).await;
    options(&browser, 3).await;

    browser.run("document.querySelector('entrega-quote').items=[{sku:'racao-15kg',quantity:90}]").await;
    browser.until(&format!("return {INSIDE}.querySelector('[part=message]')!==null")).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_needs_no_mouse() {
    let world = demo().await;
    let browser = Browser::open(1280, 900).await;
    shop(&world, &browser).await;
    browser.run("document.querySelector('entrega-quote').focus()").await;
    assert_eq!(browser.run(&format!("return {INSIDE}.activeElement?.localName")).await, "input");
    browser.press("69005040").await;
    options(&browser, 3).await;
    // Past the button and the link, onto the options.
    for _ in 0..3 {
        browser.press(Key::Tab).await;
    }
    browser.press(Key::Space).await;
    browser.press(Key::Down).await;
    browser.until("return told.filter(([name])=>name==='chosen').length===2").await;
    let said = browser.run(&format!("return {INSIDE}.querySelector('[role=status]').innerText")).await;
    assert!(said.as_str().unwrap().contains("3 opções"), "{said}");
    assert_ne!(browser.run("return document.querySelector('#delivery').innerText").await, "escolha acima");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_chooses_the_time_of_a_delivery_by_appointment() {
    let world = demo().await;
    let path = "/v1/shipping-policies/expresso";
    let found = send(world.as_merchant(Method::GET, path)).await;
    let mut policy = found.json.clone();
    let window = |day: u8, start: &str, end: &str, price: u32| json!({ "dayOfWeek": day, "start": start, "end": end, "price": price });
    let windows = (0..7).flat_map(|day| [window(day, "08:00", "12:00", 990), window(day, "13:00", "17:00", 0)]);
    let windows: Vec<serde_json::Value> = windows.collect();
    policy["deliverySchedule"] = json!({ "enabled": true, "maxRangeDays": 5, "windows": windows });
    let put = world.as_merchant(Method::PUT, path).header("if-match", found.header("etag"));
    assert_eq!(send(put.json(&policy)).await.status, 200);

    let browser = Browser::open(390, 844).await;
    shop(&world, &browser).await;
    type_code(&browser, "69005040").await;
    options(&browser, 3).await;
    let times = format!("{INSIDE}.querySelector('.times:not([hidden])')");
    assert_eq!(browser.run(&format!("return {times}")).await, json!(null), "times are shown once they are needed");
    browser.run(&format!("{INSIDE}.querySelector('input[value=expresso]').click()")).await;
    browser.until(&format!("return {times}?.querySelectorAll('option').length>1")).await;
    let choice = "const [,{window,price,option}]=told.findLast(([name])=>name==='chosen');return [window.price,price-option.price,window.id]";
    let first = browser.run(choice).await;
    assert_eq!(first[0], first[1], "the first window is chosen with the option");
    let other = "[...options].find(({text})=>text.includes('R$')!==selectedOptions[0].text.includes('R$')).value";
    browser
        .run(&format!("const s={times}.querySelector('select');const {{options,selectedOptions}}=s;s.value={other};s.dispatchEvent(new Event('change'))"))
        .await;
    let second = browser.run(choice).await;
    assert_ne!((&first[0], &first[2]), (&second[0], &second[2]));
    assert_eq!(second[0], second[1]);
    assert_eq!(browser.axe().await, [""; 0]);
    assert!(!browser.overflows().await);
    // What is cut at the edge of the list does not overflow.
    let cut = format!(
        "const e={INSIDE}.querySelector('.options').getBoundingClientRect().right;return [...{INSIDE}.querySelectorAll('.price,select')].filter(p=>p.getBoundingClientRect().right>e).length"
    );
    for language in ["en", "es", "pt-BR"] {
        browser.choose("#language", language).await;
        browser
            .until(&format!(
                "return {INSIDE}.querySelector('fieldset')?.closest('[lang]').lang==='{language}'&&{times}!==null"
            ))
            .await;
        assert_eq!(browser.run(&cut).await, 0, "{language}");
    }
    browser.picture("shop-appointment-390").await;
    // Another cart keeps the time.
    browser.run("told.length=0;document.querySelector('#more').click()").await;
    browser.until("return told.some(([name])=>name==='chosen')").await;
    assert_eq!(browser.run(choice).await[2], second[2]);
    browser.close().await;
}
