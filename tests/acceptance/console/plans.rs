//! What the simulator says of why: routes that were dropped, packages on their way, and who brings what.

use super::{quote, sign_in};
use acceptance::browser::Browser;
use acceptance::tables;
use acceptance::world::{World, send};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

/// A desktop and a phone.
const SIZES: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// What an element says, with all its spaces alike.
async fn text(browser: &Browser, css: &str) -> String {
    browser.see(css).await;
    let said = browser.run(&format!("return document.querySelector('{css}').innerText")).await;
    said.as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

async fn open(world: &World, (width, height): (u32, u32)) -> Browser {
    let browser = Browser::open(width, height).await;
    browser.go(world.edition().url()).await;
    sign_in(world, &browser).await;
    browser
}

async fn fine(browser: &Browser, name: &str, (width, height): (u32, u32)) {
    assert_eq!(browser.axe().await, [""; 0], "{name} {width}");
    assert!(!browser.overflows().await, "{name} {width}");
    browser.picture(&format!("{name}-{width}")).await;
    browser.resize(width, height).await;
}

async fn pick(browser: &Browser, line: usize, words: &str) {
    browser.click(&format!("#line-{line}-sku")).await;
    browser.write(&format!("#line-{line}-sku"), words).await;
    browser.press(Key::Enter).await;
}

/// Asks, and waits until what is shown is the answer to what is typed.
async fn calculate(browser: &Browser) {
    browser.click("#calculate").await;
    browser.until("const r=document.querySelector('#results');return r.getAttribute('aria-busy')==='false'&&r.querySelector('#results-zone')&&!r.querySelector('#results-outdated')").await;
}

/// Two sellers who act in the account's name and have a jug each, and two things that lie in one warehouse each.
async fn sellers(world: &World) {
    let edges = json!({ "height": 200, "width": 150, "length": 150 });
    let thing = |name: &str| json!({ "name": name, "weight": 900, "price": 8900, "dimensions": edges });
    let mut all: Vec<(String, Value)> = Vec::new();
    for (id, name, shelves) in [
        ("jarra", "Jarra", &["ana", "bia"][..]),
        ("luminaria", "Luminária", &["cajamar"]),
        ("tapete", "Tapete", &["ipiranga"]),
    ] {
        all.push((format!("/v1/skus/{id}"), thing(name)));
        all.extend(shelves.iter().map(|at| (format!("/v1/inventory/{id}/{at}"), json!({ "quantity": 9 }))));
    }
    let mut places = Vec::new();
    for seller in ["ana", "bia"] {
        let policy = json!({ "name": format!("Frete {seller}"), "seller": seller, "shippingMethod": "Normal" });
        places.extend([
            (format!("/v1/sellers/{seller}"), json!({ "name": format!("Casa {seller}"), "whiteLabel": true })),
            (format!("/v1/shipping-policies/{seller}"), policy),
            (format!("/v1/docks/{seller}"), json!({ "name": seller, "seller": seller, "policies": [seller] })),
            (
                format!("/v1/warehouses/{seller}"),
                json!({ "name": seller, "seller": seller, "docks": [{ "dock": seller }] }),
            ),
        ]);
    }
    for (path, body) in places.iter().chain(&all) {
        let made = send(world.as_merchant(Method::PUT, path).json(body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    for (seller, price) in [("ana", "20"), ("bia", "30")] {
        let row = format!("01000000,99999999,,0,30000,{price},0,0,0,2.00:00:00,BRA,0");
        tables::import(world, &world.sample().api_key.secret, seller, &[&row]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_brings_what_and_when_each_package_arrives_can_be_read() {
    let world = World::demo().await;
    sellers(&world).await;
    for size in SIZES {
        let browser = open(&world, size).await;
        pick(&browser, 0, "jarra").await;
        browser.write("#postal-code", "01310100").await;
        browser.click("#allocate").await;
        calculate(&browser).await;
        let told = text(&browser, "#plans").await;
        assert!(told.contains("Casa ana: Jarra") && told.contains("Casa bia: Jarra"), "{told}");
        assert!(told.contains("R$ 30,00 (na escolhida: R$ 20,00)"), "{told}");
        assert_eq!(browser.all("#plans .chosen").await.len(), 1, "{told}");
        fine(&browser, "plans", size).await;

        browser.click("#allocate").await;
        pick(&browser, 0, "lumin").await;
        browser.click("#add-sku").await;
        pick(&browser, 1, "tapete").await;
        calculate(&browser).await;
        assert!(browser.all("#plans").await.is_empty(), "nothing was to be given out");
        if size.0 >= 992 {
            browser.run("document.querySelector('#shown-apart').click()").await;
        }
        browser.click("#option-expresso-details").await;
        let packages = "#option-expresso .journey";
        browser.see(packages).await;
        assert_eq!(browser.all(packages).await.len(), 2);
        assert_eq!(browser.all(&format!("{packages}[open]")).await.len(), 1, "the one that is waited for");
        browser.run(&format!("document.querySelectorAll('{packages}').forEach(one=>one.open=true)")).await;
        let told = text(&browser, "#option-expresso").await;
        assert_eq!(told.matches("Pedido feito").count(), 2, "{told}");
        assert!(told.contains("Loja Ipiranga → Ipiranga, expresso"), "places are called by their names: {told}");
        fine(&browser, "packages", size).await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_behind_a_dropped_route_are_said_in_words_and_units() {
    let world = World::demo().await;
    for size in SIZES {
        let browser = open(&world, size).await;
        quote(&browser, "69005040").await;
        pick(&browser, 0, "cadeira").await;
        browser.click("#line-0-more summary").await;
        browser.choose("#line-0-modal", "GLASS").await;
        calculate(&browser).await;
        browser.run("document.querySelector('#dropped').open=true").await;
        let told = text(&browser, "#dropped").await;
        for words in ["Política Aéreo", "94 cm", "Limite 80 cm", "Tipo de carga Vidro", "Item 1, Cadeira dobrável"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        for code in ["largest_measure", "GLASS", "940"] {
            assert!(!told.contains(code), "{code}: {told}");
        }
        fine(&browser, "dropped", size).await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_nobody_has_yet_is_priced_by_weight_and_size_alone() {
    let world = World::demo().await;
    for size in SIZES {
        let browser = open(&world, size).await;
        browser.click("#add-free").await;
        browser.click("#line-0-remove").await;
        browser.write("#line-0-weight", "9000").await;
        for edge in ["length", "width", "height"] {
            browser.write(&format!("#line-0-{edge}"), "40").await;
        }
        browser.write("#postal-code", "01310100").await;
        calculate(&browser).await;
        browser.see("#comparison, article[id^=option-]").await;
        fine(&browser, "free-item", size).await;
        // Where it is not to be assumed, the way out is said.
        browser.click("#line-0-assume").await;
        calculate(&browser).await;
        let told = text(&browser, "#results-none").await;
        assert!(told.contains("Sem estoque") && told.contains("Considerar que há estoque"), "{told}");
        fine(&browser, "free-item-none", size).await;
        browser.close().await;
    }
}
