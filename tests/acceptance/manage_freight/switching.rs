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
    // Two kinds of goods that never share a package, and two bands of weight: each answer looks into two rows, and both
    // tables have prices and times of their own for each.
    let path = "/v1/shipping-policies/expresso";
    let found = shop.get(path).await;
    let mut policy = found.json.clone();
    policy["splitCargo"] = json!(true);
    policy["maxDimension"] = json!({"largestMeasure": 300, "maxMeasureSum": 0});
    let put = shop.request(Method::PUT, path).header("if-match", found.header("etag"));
    let put = send(put.json(&policy)).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let bands = |light: &str, heavy: &str, days: &str| {
        let row = ROW.replace("4.00:00:00", days);
        let cells: Vec<&str> = row.split(',').collect();
        let row = |from: &str, to: &str, price: &str| {
            let mut cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
            (cells[3], cells[4], cells[5]) = (from.to_owned(), to.to_owned(), price.to_owned());
            cells.join(",")
        };
        [row("0", "300", light), row("300.001", "30000", heavy)]
    };
    let [light, heavy] = bands("10.00", "11.00", "1.00:00:00");
    shop.import("one", &table(&[&light, &heavy]), false).await;
    let [light, heavy] = bands("20.00", "22.00", "9.00:00:00");
    shop.import("two", &table(&[&light, &heavy]), false).await;
    let edges = json!({"height": 200, "width": 250, "length": 300});
    let cart = json!({
        "destination": {"country": "BRA", "postalCode": "69005-040"},
        "items": [
            {"sku": "camiseta", "quantity": 1, "weight": 200, "dimensions": edges},
            {"sku": "camiseta", "quantity": 1, "weight": 900, "dimensions": edges},
        ],
    });
    let (done, quotes) = (AtomicBool::new(false), AtomicU32::new(0));
    let buy = async || {
        let mut seen = BTreeSet::new();
        while !done.load(Ordering::SeqCst) {
            let answer = send(shop.request(Method::POST, "/v1/quotes").json(&cart)).await;
            assert_eq!(answer.status, 201, "{}", answer.text);
            let option = &answer.json["options"][0];
            let packages = option["packages"].as_array().cloned().unwrap_or_default();
            let mut prices: Vec<i64> = packages.iter().map(|package| package["price"].as_i64().unwrap()).collect();
            prices.sort_unstable();
            let version = answer.json["tables"]["expresso"].as_u64().unwrap();
            // Versions 3, 5, 7 … are the first table again, 4, 6, 8 … the second.
            seen.insert((version % 2, prices));
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
    let whole = BTreeSet::from([(1, vec![1_349, 1_449]), (0, vec![2_349, 2_549])]);
    assert_eq!(seen, whole, "both packages and the version that is told are of one table");
    world.stop().await;
}
