//! The page in real Chromium.

use super::*;
use acceptance::browser::Browser;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_reads_well_in_three_languages_light_and_dark_on_phone_and_desktop() {
    let house = House::open().await;
    let fields = json!({ "order": "V-100", "deadline": "2030-01-15T18:00:00Z", "packages": [{ "barcode": "A1" }, { "barcode": "A2" }] });
    let (_, path) = house.service(&fields).await;
    let (_, sibling) = house.service(&json!({ "order": "V-100", "type": "collection" })).await;
    assert_ne!(path, sibling);
    for (language, theme, width) in
        [("pt-BR", "light", 390), ("es", "dark", 390), ("en", "light", 1280), ("pt-BR", "dark", 1280)]
    {
        let browser = Browser::open(width, 844).await;
        browser.prefer(theme).await;
        browser.go(&format!("{}{path}?lang={language}", house.world.edition().url())).await;
        browser.until(&format!("return document.documentElement.lang==='{language}'")).await;
        browser.run("for(const one of document.querySelectorAll('details'))one.open=true").await;
        let name = format!("track-{language}-{theme}-{width}");
        assert_eq!(browser.axe().await, [""; 0], "{name}");
        assert!(!browser.overflows().await, "{name}");
        browser.picture(&name).await;
        browser.close().await;
    }
    house.world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_follows_what_happens() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let browser = Browser::open(390, 844).await;
    browser.go(&format!("{}{path}?lang=en", house.world.edition().url())).await;
    browser.until("return document.querySelector('h1').textContent.includes('preparing')").await;
    house.merchant.driver(&house.world, DRIVER).await;
    house.post("/v1/routes", &json!({ "driver": DRIVER, "date": "2030-01-15", "services": [id] })).await;
    browser.until("return document.querySelector('h1').textContent.includes('scheduled')").await;
    browser.close().await;
    house.world.stop().await;
}
