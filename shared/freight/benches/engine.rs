//! Figures of the engine: size and speed of blocks, and of whole quotes. Run with `cargo bench -p freight`.

#![expect(clippy::print_stdout, reason = "printing figures is what a benchmark is for")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark that cannot go on stops")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::code::{DockId, PolicyId, WarehouseId};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::postal::{Country, PostalCode};
use freight::configuration::{Configuration, Dock, DockLink, Policy, Sections, Settings, Warehouse};
use freight::quote::{Balance, Cart, Destination, Dimensions, Item, Stock, quote};
use freight::table::{Block, Cells, Compiled, Load, Place, compile};
use freight::time_span::TimeSpan;
use rust_decimal::Decimal;

const POLICIES: u32 = 50;
const RANGES: u32 = 2_000;
const BANDS: u32 = 10;

fn main() {
    let tables: Vec<Compiled> = timed("compile 1,000,000 rows", || (0..POLICIES).map(table).collect());
    let bytes: usize = tables.iter().map(|table| table.bytes.len()).sum();
    println!("{:40} {} KB", "blocks together", bytes / 1_000);
    let blocks: Vec<Arc<Block>> = timed("decode all blocks", || {
        tables.iter().map(|table| Arc::new(Block::from_bytes(&table.bytes).unwrap())).collect()
    });
    lookups(&blocks);
    for (name, items, docks, policies, warehouses) in [
        ("1 item", 1, 1, 4, 1),
        ("10 items, 5 docks, 10 policies, 5 wh", 10, 5, 10, 5),
        ("1,000 routes", 10, 20, 50, 5),
    ] {
        let configuration = configuration(&blocks, docks, policies, warehouses);
        let stock = stock(items, warehouses);
        let now = "2026-11-23T10:00:43-03:00".parse().unwrap();
        for explain in [false, true] {
            let cart = cart(items, explain);
            let options = quote(&cart, &configuration, &stock, now).options.len();
            let label = format!("{name}{} ({options} options)", if explain { ", explained" } else { "" });
            median(&label, || quote(black_box(&cart), &configuration, &stock, now));
        }
    }
}

fn table(policy: u32) -> Compiled {
    let mut rows = Vec::new();
    for range in 0..RANGES {
        for band in 0..BANDS {
            let start = format!("{:08}", range * 50_000);
            let end = format!("{:08}", range * 50_000 + 49_999);
            let from = if band == 0 { "0".to_owned() } else { format!("{}.001", band * 5_000) };
            let to = (band * 5_000 + 5_000).to_string();
            let cents = 1_000 + (range * 17 + band * 311 + policy * 97) % 9_000;
            let flat = format!("{}.{:02}", cents / 100, cents % 100);
            let days = (1 + (range + policy) % 12).to_string();
            let volume = (100_000 * (band + 1)).to_string();
            let cells = [&start, &end, "", &from, &to, &flat, "0.3", "0.01", &volume, &days, "BRA", "0"];
            rows.push(Cells(cells).parse().unwrap().row);
        }
    }
    compile(&rows).unwrap()
}

fn lookups(blocks: &[Arc<Block>]) {
    let codes: Vec<PostalCode> = (0..4_096_u32)
        .map(|at| {
            PostalCode::new(Country::BRA, &format!("{:08}", at.wrapping_mul(2_654_435_761) % 100_000_000)).unwrap()
        })
        .collect();
    let load = Load { weight: Decimal::from(7_300), volume: Decimal::from(45_000), goods: Decimal::new(19_990, 2) };
    let places: Vec<Place<'_>> = codes.iter().map(|code| Place::new(Country::BRA, Some(*code), &[])).collect();
    let each = |label: &str, work: &dyn Fn(usize) -> bool| {
        let mut at = 0_usize;
        let mut batches: Vec<Duration> = (0..2_000)
            .map(|_| {
                let started = Instant::now();
                for _ in 0..100 {
                    at += 1;
                    black_box(work(at));
                }
                started.elapsed() / 100
            })
            .collect();
        batches.sort_unstable();
        println!("{label:40} median {:?}", batches[batches.len() / 2]);
    };
    let block = |at: usize| &blocks[at % blocks.len()];
    let place = |at: usize| &places[at % places.len()];
    each("one place found, blocks in turn", &|at| block(at).serves(place(at)));
    each("one row found and priced, blocks in turn", &|at| block(at).select(place(at), black_box(&load)).is_ok());
}

fn configuration(blocks: &[Arc<Block>], docks: usize, policies: usize, warehouses: usize) -> Configuration {
    let policy = |at: usize| PolicyId::new(&format!("policy-{at:02}")).unwrap();
    let dock = |at: usize| DockId::new(&format!("dock-{at:02}")).unwrap();
    let docks_of = |_| (0..docks).map(|at| DockLink { dock: dock(at), time: TimeSpan::ZERO, cost: Decimal::TWO });
    Configuration::new(Sections {
        settings: Settings { additional_percent: Decimal::from(5), ..Settings::default() },
        docks: (0..docks)
            .map(|at| Dock {
                id: dock(at),
                name: "Dock".to_owned(),
                active: true,
                seller: None,
                priority: 0,
                processing_time: TimeSpan::from_days(1).unwrap(),
                overhead_time: TimeSpan::ZERO,
                sales_channels: Vec::new(),
                policies: (0..policies).map(policy).collect(),
            })
            .collect(),
        warehouses: (0..warehouses)
            .map(|at| Warehouse {
                id: warehouse(at),
                name: "Warehouse".to_owned(),
                active: true,
                seller: None,
                priority: 0,
                docks: docks_of(at).collect(),
            })
            .collect(),
        policies: (0..policies).map(|at| Policy::new(policy(at), "Policy", &format!("Method {}", at % 5))).collect(),
        holidays: Vec::new(),
        pickup_points: Vec::new(),
        sellers: Vec::new(),
        blocks: (0..policies).map(|at| (policy(at), Arc::clone(&blocks[at]))).collect::<BTreeMap<_, _>>(),
    })
    .unwrap()
}

fn warehouse(at: usize) -> WarehouseId {
    WarehouseId::new(&format!("warehouse-{at}")).unwrap()
}

fn stock(items: usize, warehouses: usize) -> Stock {
    let pairs = (0..items).flat_map(|item| (0..warehouses).map(move |at| (item, at)));
    pairs
        .map(|(item, at)| {
            let total = i64::try_from(20 + item * 3 + at).unwrap();
            (format!("sku-{item}").parse().unwrap(), warehouse(at), Balance { total, ..Balance::default() })
        })
        .collect()
}

fn cart(items: usize, explain: bool) -> Cart {
    let edge = |length| Millimetres::new(length).unwrap();
    let item = |at: usize| {
        let mut item =
            Item::new(format!("sku-{at}").parse().unwrap(), Quantity::new(2).unwrap(), Grams::new(700).unwrap());
        item.price = Some(Decimal::new(4_990, 2));
        item.dimensions = Some(Dimensions::new(edge(100), edge(150), edge(200)));
        item
    };
    let postal_code = PostalCode::new(Country::BRA, "69005040").unwrap();
    let destination = Destination::new(Country::BRA, Some(postal_code));
    Cart { explain, ..Cart::new(destination, (0..items).map(item).collect()) }
}

fn timed<T>(label: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let made = work();
    println!("{label:40} {:?}", started.elapsed());
    made
}

fn median<T>(label: &str, mut work: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..2_000)
        .map(|_| {
            let started = Instant::now();
            black_box(work());
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{label:60} median {:?}, p99 {:?}", times[times.len() / 2], times[times.len() * 99 / 100]);
}
