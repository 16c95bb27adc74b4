//! Freight tables switched under load.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use acceptance::scale::count;

use super::imports::{ROW, table};
use super::*;

/// Quotes at a time.
const BUYERS: usize = 4;

#[tokio::test]
async fn a_quote_while_tables_are_switched_belongs_wholly_to_one_version() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let stock = shop.put("/v1/inventory/camiseta/sp-1", &json!({"quantity": 1_000_000})).await;
    assert_eq!(stock.status, 201, "{}", stock.text);
    // Both tables have a price and a time of their own.
    shop.import("one", &table(&[&ROW.replace("45.90", "10.00").replace("4.00:00:00", "1.00:00:00")]), false).await;
    shop.import("two", &table(&[&ROW.replace("45.90", "20.00").replace("4.00:00:00", "9.00:00:00")]), false).await;
    let cart = json!({
        "destination": {"country": "BRA", "postalCode": "69005-040"},
        "items": [{"sku": "camiseta", "quantity": 1}],
    });
    let (done, quotes) = (AtomicBool::new(false), AtomicU32::new(0));
    let buy = async || {
        let mut seen = BTreeSet::new();
        while !done.load(Ordering::SeqCst) {
            let answer = send(shop.request(Method::POST, "/v1/quotes").json(&cart)).await;
            assert_eq!(answer.status, 201, "{}", answer.text);
            let option = &answer.json["options"][0];
            let part = |parts: &str, code: &str, value: &str| {
                let parts = option[parts].as_array().cloned().unwrap_or_default();
                parts.iter().find(|part| part["code"] == code).map(|part| part[value].to_string())
            };
            let transit = part("timeParts", "transit", "duration");
            seen.insert((option["price"].to_string(), transit));
            quotes.fetch_add(1, Ordering::SeqCst);
        }
        seen
    };
    let switch = async || {
        for at in 0..count(100) {
            let before = quotes.load(Ordering::SeqCst);
            let path = format!("/v1/shipping-policies/expresso/freight-tables/{}/activation", at % 2 + 1);
            let answer = shop.post(&path, &format!("switch-{at}"), &json!({})).await;
            assert_eq!((answer.status.as_u16(), &answer.json["version"]), (200, &json!(at + 3)), "{}", answer.text);
            while quotes.load(Ordering::SeqCst) < before + 2 * u32::try_from(BUYERS).unwrap() {
                tokio::task::yield_now().await;
            }
        }
        done.store(true, Ordering::SeqCst);
    };
    let (seen, ()) = tokio::join!(futures_util::future::join_all((0..BUYERS).map(|_| buy())), switch());
    let seen: BTreeSet<_> = seen.into_iter().flatten().collect();
    println!("{} quotes over {} switches", quotes.load(Ordering::SeqCst), count(100));
    assert_eq!(seen.len(), 2, "each answer is of one version: {seen:?}");
    world.stop().await;
}
