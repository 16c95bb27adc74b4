//! Freight tables in real Chromium: compared before they go live, brought back, and priced side by side.

use super::{quote, sign_in};
use acceptance::browser::Browser;
use acceptance::merchant::{Merchant, PASSWORD};
use acceptance::world::{World, send};
use reqwest::Method;
use serde_json::json;

/// Sends next year's table of `expresso`, which is dearer by an eighth, to be checked only.
async fn check_next_years(world: &World, browser: &Browser) {
    browser.click("#nav-freight-tables").await;
    browser.see("#table-form").await;
    browser.choose("#table-policy", "expresso").await;
    let file = world.folder().path().join("samples/expresso-2027.csv");
    browser.type_into("#table-file", &file.display().to_string()).await;
    assert_eq!(browser.run("return document.querySelector('#dry-run').checked").await, true);
    browser.click("#send-table").await;
    browser.see("#import-outcome .counts").await;
}

async fn versions(browser: &Browser) -> usize {
    browser.all("#versions ol > li").await.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_compared_before_it_goes_live_and_an_earlier_one_is_brought_back() {
    let world = World::demo().await;
    let browser = Browser::open(1280, 900).await;
    browser.go(world.edition().url()).await;
    sign_in(&world, &browser).await;
    check_next_years(&world, &browser).await;
    let dearer = browser.see("#import-outcome .changedPrice dd").await.text().await.unwrap();
    assert_ne!(dearer, "0", "every price of next year's table is another one");
    assert_eq!(browser.axe().await, [""; 0]);
    browser.picture("freight-tables-compared-1280").await;
    browser.resize(1280, 900).await;

    browser.click("#activate").await;
    browser.click("#activate-yes").await;
    browser.see("#versions #restore-1").await;
    assert_eq!(versions(&browser).await, 2);
    browser.click("#compare-1").await;
    browser.see("#diff-1 .counts").await;
    browser.click("#restore-1").await;
    browser.click("#restore-yes").await;
    browser.see("#restored").await;
    assert_eq!(versions(&browser).await, 3, "what is brought back is a version of its own");
    browser.until("return document.activeElement.id==='versions-title'").await;
    assert_eq!(browser.axe().await, [""; 0]);
    browser.resize(390, 844).await;
    browser.click("#compare-2").await;
    browser.see("#diff-2 .counts").await;
    assert_eq!(browser.axe().await, [""; 0]);
    assert!(!browser.overflows().await);
    browser.picture("freight-tables-versions-390").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_cart_is_priced_by_two_versions_of_a_table() {
    let world = World::demo().await;
    let browser = Browser::open(1280, 900).await;
    browser.go(world.edition().url()).await;
    sign_in(&world, &browser).await;
    check_next_years(&world, &browser).await;
    browser.click("#activate").await;
    browser.click("#activate-yes").await;
    browser.see("#versions #restore-1").await;
    browser.click("#nav-simulator").await;
    quote(&browser, "69005040").await;
    browser.run("document.querySelector('#other-version').open=true").await;
    browser.choose("#other-policy", "expresso").await;
    browser.see("#other-number").await;
    browser.click("#other-compare").await;
    browser.see("#other-result .change").await;
    assert_eq!(browser.all("#other-result .change").await.len(), 1, "only one policy has another table");
    assert_eq!(browser.axe().await, [""; 0]);
    browser.picture("simulator-versions-1280").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_imports_no_tables_looks_at_those_of_every_policy() {
    let world = World::demo().await;
    let browser = Browser::open(390, 844).await;
    browser.go(world.edition().url()).await;
    let operator = world.sample().users.iter().find(|user| user.role == "operator").unwrap();
    browser.write("#email", &operator.email).await;
    browser.write("#password", &operator.password).await;
    browser.click("#sign-in").await;
    browser.see("#simulator-form").await;
    browser.run("document.querySelector('#menu')?.click()").await;
    browser.click("#nav-freight-tables").await;
    browser.choose("#table-policy", "expresso").await;
    browser.until("return document.querySelector('#versions-title')?.innerText.includes('Rodoviário expresso')").await;
    assert_eq!(versions(&browser).await, 1);
    assert!(browser.all("#table-form, #send-table").await.is_empty(), "it is not theirs to change");
    assert_eq!(browser.axe().await, [""; 0]);
    assert!(!browser.overflows().await);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_manages_a_branch_looks_at_the_tables_of_the_account_and_changes_none() {
    let world = World::demo().await;
    let user = &world.sample().users[0];
    let open = json!({ "email": user.email, "password": user.password });
    let session = send(world.request(Method::POST, "/v1/sessions").json(&open)).await.json;
    let manager = Merchant {
        account: String::new(),
        email: user.email.clone(),
        session,
        key: String::new(),
        key_id: String::new(),
    };
    let branch = send(manager.post(&world, "/v1/branches").json(&json!({ "name": "Loja do centro" }))).await.text("id");
    assert_ne!(branch, "");
    let email = "centro@example.com";
    manager.invite(&world, email, "manager", &json!({ "branches": [branch] })).await;
    let browser = Browser::open(1280, 900).await;
    browser.go(world.edition().url()).await;
    sign_in(&world, &browser).await;
    check_next_years(&world, &browser).await;
    browser.see("#activate").await;
    browser.close().await;
    for (width, height) in [(1280, 900), (390, 844)] {
        let browser = Browser::open(width, height).await;
        browser.go(world.edition().url()).await;
        browser.write("#email", email).await;
        browser.write("#password", PASSWORD).await;
        browser.click("#sign-in").await;
        browser.see("#simulator-form").await;
        browser.run("document.querySelector('#menu')?.click()").await;
        browser.click("#nav-freight-tables").await;
        browser.see("#versions li").await;
        browser.click(".history li:first-child button").await;
        browser.see("#import-outcome").await;
        let theirs = browser.all("#table-form, #send-table, #activate").await;
        assert!(theirs.is_empty(), "{width}: it is not theirs to change");
        assert_eq!(browser.axe().await, [""; 0], "{width}");
        assert!(!browser.overflows().await, "{width}");
        browser.picture(&format!("tables-of-a-branch-{width}")).await;
        browser.close().await;
    }
}
