//! The page in real Chromium.

use super::*;
use acceptance::browser::Browser;
use acceptance::page::Page;

/// A language, what the system prefers, and a width.
type Look = (&'static str, &'static str, u32);

/// All twelve under `make soak`, else four that have every language, theme and width.
fn looks() -> Vec<Look> {
    if count(100) < 100 {
        return vec![("pt-BR", "light", 390), ("es", "dark", 390), ("en", "light", 1280), ("pt-BR", "dark", 1280)];
    }
    let of =
        |width| ["pt-BR", "es", "en"].into_iter().flat_map(move |tag| [(tag, "light", width), (tag, "dark", width)]);
    of(390).chain(of(1280)).collect()
}

impl House {
    /// A brand, a driver with a van, and a page for each way that a delivery can stand.
    async fn states(&self) -> Vec<(&'static str, String)> {
        let brand = json!({ "name": "Casa Verde", "color": "#1a7f5a", "phone": "(11) 3333-4444",
            "site": "https://casaverde.example/ajuda" });
        let brand = send(self.merchant.post(&self.world, "/v1/agencies").json(&brand)).await.text("id");
        let driver = self.post("/v1/drivers", &json!({ "name": "Bruno Alves" })).await.text("id");
        let van = json!({ "name": "Furgão 7", "vehicleType": "van", "plate": "ABC1D23" });
        let van = self.post("/v1/vehicles", &van).await.text("id");
        let reason = json!({ "name": "Ninguém em casa", "after": "reschedule" });
        let reason = send(self.merchant.post(&self.world, "/v1/failure-reasons").json(&reason)).await.text("id");
        self.calendar(3).await;
        let mut made = Vec::new();
        for (n, metres) in (0..).zip([0, 600, 1_200, 2_400, 4_000, 5_000, 6_000]) {
            let packages = json!([{ "barcode": format!("CV{n}1") }, { "barcode": format!("CV{n}2") }]);
            let fields = json!({ "order": format!("V-10{n}"), "address": super::approach::address(metres),
                "deadline": "2030-01-15T18:00:00Z", "packages": packages, "agency": brand });
            made.push(self.service(&fields).await);
        }
        let sibling = self.service(&json!({ "order": "V-100", "type": "collection", "agency": brand })).await;
        let free = self.service(&json!({ "order": "V-200", "agency": brand })).await;
        let gone = self.service(&json!({})).await;
        self.post(&format!("/v1/services/{}/tracking-link", gone.0), &json!({})).await;
        let ids: Vec<&str> = made.iter().map(|(id, _)| id.as_str()).collect();
        let route = self.set_out_with(&driver, Some(&van), &ids).await;
        self.picture(&made[0].0, "photo", "image/jpeg", &acceptance::picture::jpeg(640, 480)).await;
        self.report_of(&driver, 1, &made[0].0, "deliver", &json!({ "receiverName": "Bia Lima" })).await;
        self.report_of(&driver, 2, &made[1].0, "fail", &json!({ "reason": reason })).await;
        self.report_of(&driver, 3, &made[2].0, "start", &json!({})).await;
        self.world.advance(SignedDuration::from_mins(2)).await;
        self.driver_at(&route, 700).await;
        let page = |n: usize| made[n].1.clone();
        vec![
            ("delivered", page(0)),
            ("failed", page(1)),
            ("on-the-way", page(2)),
            ("on-the-way-map", format!("{}/map", page(2))),
            ("later", page(6)),
            ("later-map", format!("{}/map", page(6))),
            ("collection", sibling.1),
            ("to-choose", free.1),
            ("ended", gone.1),
        ]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_reads_well_in_three_languages_light_and_dark_on_phone_and_desktop() {
    let house = House::open().await;
    let browser = Browser::open(390, 844).await;
    for (state, path) in house.states().await {
        for (language, theme, width) in looks() {
            let name = format!("track-{state}-{language}-{theme}-{width}");
            browser.resize(width, 844).await;
            browser.prefer(theme).await;
            browser.go(&format!("{}{path}?lang={language}", house.world.edition().url())).await;
            browser.until(&format!("return document.documentElement.lang==='{language}'")).await;
            browser.run("for(const one of document.querySelectorAll('details'))one.open=true").await;
            assert_eq!(browser.axe().await, [""; 0], "{name}");
            assert!(!browser.overflows().await, "{name}");
            browser.picture(&name).await;
        }
    }
    browser.close().await;
    house.world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_page_is_read_and_a_window_booked() {
    let house = House::open().await;
    house.calendar(3).await;
    let (_, path) = house.service(&json!({})).await;
    let browser = Browser::open(390, 844).await;
    browser.forbid_scripts().await;
    browser.go(&format!("{}{path}?lang=en", house.world.edition().url())).await;
    browser.click("input[name=window]").await;
    browser.write("form[action*=window] input[name=digits]", "1234").await;
    browser.click("form[action*=window] button").await;
    let told = browser.see("#told").await.text().await.unwrap();
    assert_eq!(told, "Done. Your delivery is booked.");
    let when = browser.see("p.when").await.text().await.unwrap();
    assert!(when.starts_with("Booked for"), "{when}");
    assert!(browser.all("h2").await.len() >= 2, "history and facts are there");
    browser.close().await;
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
    // Whose picture comes from elsewhere is on no page that may not show it: the page is loaded anew.
    let seen = "return performance.getEntriesByType('navigation')[0].type";
    assert_eq!(browser.run(seen).await, json!("navigate"));
    let driver = json!({ "name": "Bruno Alves", "photo": "https://pictures.example/bruno.jpg" });
    let driver = house.post("/v1/drivers", &driver).await;
    assert_eq!(driver.status, 201, "{}", driver.text);
    let (other, path) = house.service(&json!({ "address": super::approach::address(3_000) })).await;
    browser.go(&format!("{}{path}?lang=en", house.world.edition().url())).await;
    let route = house.set_out_with(&driver.text("id"), None, &[&other]).await;
    house.driver_at(&route, 0).await;
    house.report_of(&driver.text("id"), 1, &other, "start", &json!({})).await;
    browser.until(&format!("{seen} === 'reload' && !!document.querySelector('.person img')")).await;
    browser.close().await;
    house.world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_that_was_touched_follows_again_and_one_that_ended_says_so() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let browser = Browser::open(390, 844).await;
    browser.go(&format!("{}{path}?lang=en", house.world.edition().url())).await;
    browser.run("document.querySelector('#instructions').closest('details').open=true").await;
    browser.write("#instructions", "Blue gate").await;
    house.merchant.driver(&house.world, DRIVER).await;
    house.post("/v1/routes", &json!({ "driver": DRIVER, "date": "2030-01-15", "services": [id] })).await;
    let later = "const now=performance.now.bind(performance);performance.now=()=>now()+121000";
    browser.run(later).await;
    browser.until("return document.querySelector('h1').textContent.includes('scheduled')").await;
    let typed = "const f=document.querySelector('#instructions');return f.value+' '+(f===document.activeElement)+' '+f.closest('details').open";
    assert_eq!(browser.run(typed).await, "Blue gate true true", "what was typed is still there");
    house.post(&format!("/v1/services/{id}/tracking-link"), &json!({})).await;
    house.world.advance(SignedDuration::from_secs(61)).await;
    browser.until("return document.querySelector('h1').textContent==='This link has ended'").await;
    browser.close().await;
    house.world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_map_of_streets_answers_the_way_is_drawn_on_it_and_moves() {
    let host = Page::reserve();
    let address = format!("{}/style.json", host.origin());
    let ground = json!({ "id": "ground", "type": "background", "paint": { "background-color": "#dfe7e4" } });
    host.serve_as("application/json", json!({ "version": 8, "sources": {}, "layers": [ground] }).to_string());
    let world = World::with(|options| {
        options.parameters.insert("MapStyleUrl".to_owned(), address);
    });
    let house = House::within(world.await).await;
    let (id, path) = house.service(&json!({ "address": super::approach::address(3_000) })).await;
    let route = house.set_out(&[&id]).await;
    house.driver_at(&route, 0).await;
    let browser = Browser::open(390, 844).await;
    browser.go(&format!("{}{path}/map?lang=en", house.world.edition().url())).await;
    browser.until("return !!document.querySelector('.streets canvas') && !document.querySelector('svg.map')").await;
    assert_eq!(browser.axe().await, [""; 0]);
    browser.picture("track-streets").await;
    let place = "return document.querySelector('.spot.car').style.transform";
    let before = browser.run(place).await;
    house.world.advance(SignedDuration::from_mins(3)).await;
    house.driver_at(&route, 1_500).await;
    // This device is not known: both ends of the way are told as near there.
    browser
        .until(&format!("{place} !== {before} && /1[.][4-6] km/.test(document.querySelector('main').textContent)"))
        .await;
    assert_eq!(browser.all(".streets canvas").await.len(), 1, "the map stays");
    browser.close().await;
    house.world.stop().await;
}
