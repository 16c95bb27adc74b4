//! What a shopper can choose besides a day: windows, and pickup points on the map.

use super::{quote, sign_in};
use acceptance::browser::Browser;
use acceptance::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn windows_notices_and_pickup_points_of_an_address_are_shown() {
    let world = World::demo().await;
    for (width, height) in [(1280, 900), (390, 844)] {
        let browser = Browser::open(width, height).await;
        browser.go(world.edition().url()).await;
        sign_in(&world, &browser).await;
        quote(&browser, "05650000").await;
        if width >= 992 {
            browser.see("#comparison").await;
            browser.run("document.querySelector('#shown-apart').click()").await;
        }
        browser.see("#option-agendada").await;
        let told = browser.run("return document.querySelector('#option-economico').innerText").await;
        assert!(told.as_str().unwrap().contains("dias alternados"), "{told}");
        browser.click("#option-agendada-details").await;
        browser.see("[aria-labelledby=option-agendada-windows] li").await;
        let windows = browser.all("[aria-labelledby=option-agendada-windows] li").await.len();
        assert!(windows >= 4, "{windows} windows");
        assert_eq!(browser.axe().await, [""; 0], "windows {width}");
        assert!(!browser.overflows().await, "windows {width}");
        browser.picture(&format!("windows-{width}")).await;
        browser.resize(width, height).await;

        quote(&browser, "04094000").await;
        browser.until("return document.querySelectorAll('#pickup-points li').length===2").await;
        browser.click("#map-toggle").await;
        browser.until("return document.querySelector('#map-toggle').getAttribute('aria-expanded')==='true'").await;
        browser.see("#pickup-points canvas").await;
        assert_eq!(browser.axe().await, [""; 0], "pickup points {width}");
        assert!(!browser.overflows().await, "pickup points {width}");
        browser.picture(&format!("pickup-points-{width}")).await;
        browser.close().await;
    }
}
