//! The same for carts in the reference's shapes, and for files of goods.

use super::*;
use configuration::{Sku, Stock};
use domain::currency::Currency;
use manage_freight::import::{Line, read_goods};
use std::collections::BTreeSet;

const SIMULATION: &str = "/api/checkout/pub/orderForms/simulation";

const SHAPES: [(&str, &str); 4] = [
    (SIMULATION, include_str!("simulation.json")),
    ("/api/fulfillment/pvt/orderForms/simulation", include_str!("simulation.json")),
    ("/api/logistics/pvt/shipping/calculate", include_str!("calculation.json")),
    ("/api/logistics/pvt/inventory/reservations", include_str!("reservation.json")),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_bytes_are_a_cart_of_the_reference_or_are_told_what_is_wrong_with_them() {
    let world = World::demo().await;
    let (mut dice, until, mut tried, mut taken) = (dice(), Instant::now() + seconds(), [0_u32; 4], [0_u32; 4]);
    let ask = |path: &str, body: Vec<u8>| {
        let request = world.request(Method::POST, path).header("content-type", "application/json");
        let request = request.header("x-vtex-api-appkey", &world.sample().api_key.id);
        send(request.header("x-vtex-api-apptoken", &world.sample().api_key.secret).body(body))
    };
    for (path, body) in SHAPES {
        let answer = ask(path, body.as_bytes().to_vec()).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        let reserved = !path.ends_with("/reservations") || answer.json["IsSucess"] == true;
        assert!(reserved, "{}", answer.text);
    }
    while Instant::now() < until || tried.iter().any(|tried| *tried < 20) {
        let at = dice.below(SHAPES.len());
        let (path, good) = SHAPES[at];
        let (_, other) = SHAPES[dice.below(SHAPES.len())];
        let body = dice.change(good.as_bytes(), other.as_bytes());
        let answer = ask(path, body.clone()).await;
        let status = answer.status.as_u16();
        assert!([200, 400].contains(&status), "{path}: {status} {}: {}", answer.text, body.escape_ascii());
        let error = answer.json["error"]["code"].is_string() && answer.json["fields"].is_object();
        let whole = if status == 200 { answer.json.is_array() || answer.json.is_object() } else { error };
        assert!(whole, "{path}: {}: {}", answer.text, body.escape_ascii());
        taken[at] += u32::from(status == 200);
        tried[at] += 1;
    }
    println!("{tried:?} carts, {taken:?} of them answered");
    let (all, answered) = (tried.iter().sum::<u32>(), taken.iter().sum::<u32>());
    assert!(answered > 0 && answered < all, "{taken:?} of {tried:?}");
    world.stop().await;
}

const SKUS: &str = include_str!("skus.csv");
const STOCK: &str = include_str!("stock.csv");

/// Whether all rows could be read; each row is a line or has a reason why it is none.
fn read<T: Line>(file: &[u8]) -> bool {
    let goods = read_goods::<T>(file, Currency::BRL);
    let errors = goods.errors.count();
    assert!(errors > 0 || u64::try_from(goods.lines.len()) == Ok(goods.rows), "{} rows, {errors} errors", goods.rows);
    assert!(errors > 0 || goods.rows > 0, "a file without rows is told so");
    let ids: BTreeSet<String> = goods.lines.iter().map(|(_, line)| line.identity()).collect();
    assert_eq!(ids.len(), goods.lines.len(), "no two rows are about the same");
    errors == 0
}

#[test]
fn any_bytes_are_goods_or_are_told_what_is_wrong_with_them() {
    let (mut dice, until, mut tried, mut taken) = (dice(), Instant::now() + seconds(), 0_u32, 0_u32);
    assert!(read::<Sku>(SKUS.as_bytes()) && read::<Stock>(STOCK.as_bytes()));
    while Instant::now() < until || tried < 100 {
        let (good, other) = if dice.below(2) == 0 { (SKUS, STOCK) } else { (STOCK, SKUS) };
        let file = dice.change(good.as_bytes(), other.as_bytes());
        let found =
            catch_unwind(AssertUnwindSafe(|| if good == SKUS { read::<Sku>(&file) } else { read::<Stock>(&file) }));
        taken += u32::from(found.unwrap_or_else(|_| panic!("these {} bytes: {}", file.len(), file.escape_ascii())));
        tried += 1;
    }
    println!("{tried} files, {taken} of them without an error");
    assert!(taken > 0 && taken < tried);
}
