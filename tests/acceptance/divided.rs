//! Freight tables that are too large for one process are kept and read in slices.

use acceptance::world::World;
use blobs::{Blobs, Digest};
use configuration::Register;
use domain::access::TenantScope;
use domain::code::WarehouseId;
use domain::measure::{Grams, Quantity};
use domain::postal::{Country, PostalCode};
use edge::{Gate, Service};
use freight::quote::{Balance, Cart, Destination, Item, Quote, Stock, quote};
use freight::table::{Block, Compiled};
use freight::time_span::TimeSpan;

const CODES: [&str; 9] =
    ["01310100", "04210000", "20040002", "30130010", "40020000", "57010000", "69005040", "88010000", "99999999"];

#[tokio::test]
async fn a_divided_table_prices_as_the_whole_one_does_and_is_read_in_part() {
    let world = World::demo().await;
    let env = world.edition().env();
    let gate = Gate::open(env).await.unwrap();
    let blobs = Blobs::new(&env.sdk(Service::S3).await, env.require("BUCKET_NAME").unwrap());
    let scope = TenantScope::acting_for(world.sample().account.parse().unwrap());
    let register = || Register::new(gate.store().clone(), blobs.clone(), 1 << 24);
    let (whole, divided) = (register(), register().dividing_from(10));

    let before = whole.load(scope, gate.now()).await.unwrap();
    for table in before.tables.values() {
        let block = whole.block(scope, table.block.unwrap()).await.unwrap();
        let (block, bytes) = (Block::clone(&block), block.to_bytes());
        divided.keep_block(scope, Compiled { block, bytes, warnings: Vec::new(), warning_count: 0 }).await.unwrap();
    }
    let warehouses: Vec<WarehouseId> = before.configuration.warehouses().map(|house| house.id.clone()).collect();
    for code in CODES {
        let code = PostalCode::new(Country::BRA, code).unwrap();
        let part = divided.load_for(scope, Some(code), gate.now()).await.unwrap();
        assert_eq!(part.root, before.root);
        let of = |loaded: &configuration::Loaded| answer(loaded, code, &warehouses, gate.now());
        let answers = of(&part);
        assert_eq!(answers, of(&before), "{code:?}");
        assert!(!answers.dropped.is_empty() || !answers.options.is_empty(), "{code:?}");
    }

    // A slice without its table is not the table: what the index names is what is read.
    let table = before.tables.values().next().unwrap();
    let index = blobs::keys::slices(scope, Digest::parse(&table.block.unwrap().to_string()).unwrap());
    let slices = blobs.get(&index, 1 << 20).await.unwrap();
    let slices: std::collections::BTreeMap<u64, freight::table::BlockHash> = serde_json::from_slice(&slices).unwrap();
    assert!(slices.len() > 1, "{slices:?}");
    for hash in slices.values() {
        let slice = divided.block(scope, *hash).await.unwrap();
        assert!(u64::try_from(slice.row_count()).unwrap() < table.rows, "a slice has fewer rows than its table");
    }
}

fn answer(loaded: &configuration::Loaded, code: PostalCode, warehouses: &[WarehouseId], now: jiff::Timestamp) -> Quote {
    let sku: domain::code::SkuId = "thing".parse().unwrap();
    let item = Item::new(sku.clone(), Quantity::new(2).unwrap(), Grams::new(800).unwrap());
    let cart = Cart { explain: true, ..Cart::new(Destination::new(Country::BRA, Some(code)), vec![item]) };
    let plenty = Balance { total: 10, reserved: 0, unlimited: true, lead_time: TimeSpan::ZERO };
    let stock: Stock = warehouses.iter().map(|house| (sku.clone(), house.clone(), plenty)).collect();
    quote(&cart, &loaded.configuration, &stock, now)
}
