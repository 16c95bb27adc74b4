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
use freight::configuration::{
    Apportioning, Configuration, Dock, DockLink, Policy, Remarks, Sections, Settings, Warehouse,
};
use freight::quote::{Balance, Cart, Component, Destination, Dimensions, Item, Stock, quote};
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
    quotes(&blocks);
    routes(&blocks, false);
    routes(&blocks, true);
    several_docks(&blocks);
    counts(&blocks);
}

/// Whole quotes, the largest as a busy storefront asks for it.
fn quotes(blocks: &[Arc<Block>]) {
    for (name, items, docks, policies, warehouses) in
        [("1 item, 4 policies", 1, 1, 4, 1), ("10 items, 5 docks, 10 policies, 5 warehouses", 10, 5, 10, 5)]
    {
        let configuration = configuration(blocks, docks, policies, warehouses);
        let stock = stock(items, warehouses);
        for explain in [false, true] {
            let label = format!("{name}{}", if explain { ", explained" } else { "" });
            ask(&label, &cart(items, explain), &configuration, &stock);
        }
    }
    println!("{:60} (aim of the larger: median under 150 µs, explained under 400 µs)", "");
}

/// What one more route costs, at its fastest, without and with an explanation.
fn routes(blocks: &[Arc<Block>], explain: bool) {
    let mut before: Option<Duration> = None;
    for (docks, policies) in [(1, 10), (2, 50), (20, 50), (200, 50)] {
        let configuration = configuration(blocks, docks, policies, 5);
        let many = docks * policies;
        let label = format!("{many} routes, 10 items{}", if explain { ", explained" } else { "" });
        let fastest = ask(&label, &cart(10, explain), &configuration, &stock(10, 5));
        let times = before.map_or(1, |before| fastest.as_nanos() * 100 / before.as_nanos().max(1));
        let growth = before.map(|_| format!(", {}.{:02} times the tenth of them", times / 100, times % 100));
        // A little more than ten: the machine is never quite still. What is told is sorted, which grows a little faster.
        let most = if explain { 1_200 } else { 1_100 };
        assert!(before.is_none() || times <= most, "{many} routes cost more than ten times a tenth of them");
        let each = fastest / u32::try_from(many).unwrap();
        println!("{:60} {each:?} a route{}", "", growth.unwrap_or_default());
        before = Some(fastest);
    }
    println!("{:60} (bar: ten times the routes cost at most ten times as much, explained twelve)", "");
}

/// Carts that no dock brings alone: a chain of shops with a unit in each, that are pickup points too.
fn several_docks(blocks: &[Arc<Block>]) {
    for (shops, points) in [(30, 0), (300, 0), (30, 30), (300, 300)] {
        let mut sections = sections(blocks, shops, 1, shops, Settings::default());
        let mut stock = Stock::new();
        for (at, house) in sections.warehouses.iter_mut().enumerate() {
            house.docks.retain(|link| link.dock == sections.docks[at].id);
            stock.put("sku-0".parse().unwrap(), house.id.clone(), Balance { total: 1, ..Balance::default() });
        }
        for at in 0..points {
            let north: f64 = format!("0.{at:03}").parse().unwrap();
            let point = serde_json::json!({
                "id": format!("shop-{at:03}"), "name": "Shop", "address": {"country": "BRA", "postalCode": "69005040"},
                "point": {"lat": north, "lng": -46.0},
            });
            sections.pickup_points.push(serde_json::from_value(point).unwrap());
        }
        sections.policies[0].pickup_points = sections.pickup_points.iter().map(|point| point.id.clone()).collect();
        let configuration = Configuration::new(sections).unwrap();
        let mut many = cart(1, false);
        many.items[0].quantity = Quantity::new(20).unwrap();
        many.destination.point = Some(domain::place::Point::new(0.0, -46.0).unwrap());
        ask(&format!("20 units of {shops} shops, {points} pickup points"), &many, &configuration, &stock);
    }
}

/// What more units of the same thing cost. The fastest of each is compared: on a busy machine the median of what takes
/// longer holds more of the others' time.
fn counts(blocks: &[Arc<Block>]) {
    let mut configuration = configuration(blocks, 5, 10, 5);
    let mut stock = Stock::new();
    for at in 0..5 {
        for part in ["sku-0", "cup", "pot"] {
            let balance = Balance { unlimited: true, ..Balance::default() };
            stock.put(part.parse().unwrap(), warehouse(at), balance);
        }
    }
    let part = |sku: &str, units| {
        Component::new(sku.parse().unwrap(), Quantity::new(units).unwrap(), Grams::new(300).unwrap())
    };
    let mut plain = cart(1, false);
    let mut kits = cart(1, false);
    kits.items[0].components = vec![part("cup", 2), part("pot", 1)];
    for divided in [false, true] {
        if divided {
            configuration = configuration_that_divides(blocks);
        }
        for (name, cart, units, many) in [("unit", &mut plain, 1, 50_000_i64), ("kit", &mut kits, 1, 3_000)] {
            let mut of = |units: i64| {
                cart.items[0].quantity = Quantity::new(units).unwrap();
                let how = if divided { "divided over packages" } else { "too much for one package" };
                ask(&format!("{units} {name}s, {how}"), cart, &configuration, &stock)
            };
            let (one, all) = (of(units), of(many));
            let percent = all.as_nanos() * 100 / one.as_nanos().max(1);
            println!("{:60} {percent} % of one   (bar: at most 200)", "");
            assert!(percent <= 200, "{many} {name}s cost more than twice as much as one");
        }
    }
    println!("{:60} {}   (bar: 100.00)", "100.00 of freight over 50,000 units, rounded by unit", over_many_units());
}

/// What a hundred costs when each of 50,000 units is rounded for itself.
fn over_many_units() -> Decimal {
    let cells = ["00000000", "99999999", "", "0", "100000000", "100.00", "0", "0", "0", "1", "BRA", "0"];
    let table = compile(&[Cells(cells).parse().unwrap().row]).unwrap();
    let settings = Settings { apportioning: Some(Apportioning::PerUnit), ..Settings::default() };
    let mut sections = sections(&[Arc::new(table.block)], 1, 1, 1, settings);
    sections.warehouses[0].docks[0].cost = Decimal::ZERO;
    let configuration = Configuration::new(sections).unwrap();
    let mut stock = Stock::new();
    let balance = Balance { unlimited: true, ..Balance::default() };
    stock.put("sku-0".parse().unwrap(), warehouse(0), balance);
    let mut cart = cart(1, false);
    cart.items[0].quantity = Quantity::new(50_000).unwrap();
    let answer = quote(&cart, &configuration, &stock, "2026-11-23T10:00:43-03:00".parse().unwrap());
    answer.options.first().map_or(Decimal::ZERO, |option| Decimal::new(option.price, 2))
}

fn configuration_that_divides(blocks: &[Arc<Block>]) -> Configuration {
    made(blocks, 5, 10, 5, Settings { split_cargo: true, ..Settings::default() })
}

/// Prints figures and gives the fastest.
fn ask(label: &str, cart: &Cart, configuration: &Configuration, stock: &Stock) -> Duration {
    let now = "2026-11-23T10:00:43-03:00".parse().unwrap();
    let options = quote(cart, configuration, stock, now).options.len();
    median(&format!("{label} ({options} options)"), || quote(black_box(cart), configuration, stock, now))
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
    let settings = Settings { additional_percent: Decimal::from(5), ..Settings::default() };
    made(blocks, docks, policies, warehouses, settings)
}

fn made(blocks: &[Arc<Block>], docks: usize, policies: usize, warehouses: usize, settings: Settings) -> Configuration {
    Configuration::new(sections(blocks, docks, policies, warehouses, settings)).unwrap()
}

fn sections(blocks: &[Arc<Block>], docks: usize, policies: usize, warehouses: usize, settings: Settings) -> Sections {
    let policy = |at: usize| PolicyId::new(&format!("policy-{at:02}")).unwrap();
    let dock = |at: usize| DockId::new(&format!("dock-{at:02}")).unwrap();
    let docks_of = |_| (0..docks).map(|at| DockLink { dock: dock(at), time: TimeSpan::ZERO, cost: Decimal::TWO });
    Sections {
        settings,
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
                remarks: Remarks::default(),
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
                remarks: Remarks::default(),
            })
            .collect(),
        policies: (0..policies).map(|at| Policy::new(policy(at), "Policy", &format!("Method {}", at % 5))).collect(),
        blocks: (0..policies).map(|at| (policy(at), Arc::clone(&blocks[at]))).collect::<BTreeMap<_, _>>(),
        ..Sections::default()
    }
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

fn median<T>(label: &str, mut work: impl FnMut() -> T) -> Duration {
    let begun = Instant::now();
    let mut times: Vec<Duration> = Vec::new();
    while times.len() < 2_000 && (times.len() < 50 || begun.elapsed() < Duration::from_secs(3)) {
        let started = Instant::now();
        black_box(work());
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let median = times[times.len() / 2];
    println!("{label:60} median {median:?}, fastest {:?}, p99 {:?}", times[0], times[times.len() * 99 / 100]);
    times[0]
}
