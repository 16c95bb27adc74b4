//! Freight tables against SQLite on the same rows, and what 1,000,000 and 10,000,000 rows take. Run with
//! `cargo bench -p freight --bench tables`.

#![expect(clippy::print_stdout, reason = "printing figures is what a benchmark is for")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark that cannot go on stops")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::postal::{Country, PostalCode};
use freight::table::{Atlas, Block, Cells, Compiled, Compiler, Load, Place};
use rusqlite::{Connection, Statement, params};
use rust_decimal::Decimal;

const POLICIES: u32 = 50;
const RANGES: u32 = 2_000;
const BANDS: u32 = 10;
/// Of the package that is looked up: grams, cubic centimetres, cents.
const ASKED: (i64, i64, i64) = (7_300, 45_000, 19_990);

fn main() {
    let tables: Vec<Compiled> = timed("parse and compile 1,000,000 rows as 50 tables", || {
        (0..POLICIES).map(|policy| compiled(policy, RANGES)).collect()
    });
    let bytes: usize = tables.iter().map(|table| table.bytes.len()).sum();
    println!("{:60} {} KB   (aim: under 12 MB)", "blocks together", bytes / 1_000);
    let (before, started) = (resident(), Instant::now());
    let blocks: Vec<Arc<Block>> = timed("decode all blocks", || {
        tables.iter().map(|table| Arc::new(Block::from_bytes(&table.bytes).unwrap())).collect()
    });
    let atlas = timed("lay them side by side", || Atlas::new(&blocks));
    println!("{:60} {:?}   (aim: under 150 ms)", "loaded cold", started.elapsed());
    let grown = resident().saturating_sub(before);
    println!("{:60} {grown} KB   (aim: under 40 MB)", "resident growth of both");
    println!("{:60} {} KB", "of which side by side", atlas.size() / 1_000);
    let codes: Vec<PostalCode> = (0..4_096_u32).map(code).collect();
    ours(&blocks, &atlas, &codes);
    let single = lookups(&blocks, &atlas, &codes);
    let fifty = quotes(&blocks, &atlas, &codes);
    let theirs = theirs(&codes);
    println!("{:60} {:.0} times", "one look-up faster than one query by", ratio(theirs.single, single));
    println!("{:60} {:.0} times", "50 policies faster than 50 queries by", ratio(theirs.each, fifty));
    println!(
        "{:60} {:.0} times   (bar: 50)",
        "50 policies faster than one query for all by",
        ratio(theirs.whole, fifty)
    );
    assert!(ratio(theirs.each, fifty) >= 50.0, "the tables are not 50 times as fast as prepared queries");
    drop(atlas);
    drop((tables, blocks));
    for ranges in [100_000, 1_000_000] {
        large(ranges);
    }
}

fn code(at: u32) -> PostalCode {
    PostalCode::new(Country::BRA, &format!("{:08}", at.wrapping_mul(2_654_435_761) % 100_000_000)).unwrap()
}

fn load() -> Load {
    Load { weight: ASKED.0.into(), volume: ASKED.1.into(), goods: Decimal::new(ASKED.2, 2) }
}

/// The numbers of a row: first and last postal code, thousandths of grams from and to, cents, days, volume.
fn numbers(policy: u32, range: u32, band: u32, ranges: u32) -> [u32; 7] {
    let width = 100_000_000 / ranges;
    let cents = 1_000 + (range * 17 + band * 311 + policy * 97) % 9_000;
    let from = if band == 0 { 0 } else { band * 5_000_000 + 1 };
    let days = 1 + (range + policy) % 12;
    [range * width, range * width + width - 1, from, band * 5_000_000 + 5_000_000, cents, days, 100_000 * (band + 1)]
}

fn compiled(policy: u32, ranges: u32) -> Compiled {
    let mut compiler = Compiler::default();
    let mut number = 0;
    for range in 0..ranges {
        for band in 0..BANDS {
            let [start, end, from, to, cents, days, volume] = numbers(policy, range, band, ranges);
            let [start, end] = [start, end].map(|code| format!("{code:08}"));
            let [from, to] = [from, to].map(|weight| format!("{}.{:03}", weight / 1_000, weight % 1_000));
            let flat = format!("{}.{:02}", cents / 100, cents % 100);
            let (days, volume) = (days.to_string(), volume.to_string());
            let cells = [&start, &end, "", &from, &to, &flat, "0.3", "0.01", &volume, &days, "BRA", "0"];
            compiler.add(number, &Cells(cells).parse().unwrap().row).unwrap();
            number += 1;
        }
    }
    compiler.finish().unwrap()
}

/// All rows are found, at the price that their numbers say, and all tables together say the same as each.
fn ours(blocks: &[Arc<Block>], atlas: &Atlas, codes: &[PostalCode]) {
    for (at, code) in codes.iter().enumerate() {
        let (policy, block) = (at % blocks.len(), &blocks[at % blocks.len()]);
        let range = code.as_str().parse::<u32>().unwrap() / (100_000_000 / RANGES);
        let flat = numbers(u32::try_from(policy).unwrap(), range, 1, RANGES)[4];
        let place = Place::new(Country::BRA, Some(*code), &[]);
        let rate = block.select(&place, &load()).unwrap();
        let amounts = block.amounts(&rate, &load()).unwrap();
        assert_eq!((amounts.flat, amounts.total), (Decimal::new(flat.into(), 2), rate.total), "{code}");
        assert_eq!(atlas.select(atlas.open(&place), (policy, block), &place, &load().asked()), Ok(rate), "{code}");
    }
}

fn lookups(blocks: &[Arc<Block>], atlas: &Atlas, codes: &[PostalCode]) -> Duration {
    let load = load();
    let places: Vec<Place<'_>> = codes.iter().map(|code| Place::new(Country::BRA, Some(*code), &[])).collect();
    let mut at = 0_usize;
    let mut alone = |label: &str, blocks: &[Arc<Block>]| {
        median(label, 100, || {
            at += 1;
            blocks[at % blocks.len()].select(&places[at % places.len()], black_box(&load)).is_ok()
        })
    };
    alone("a row found and priced, always in the same table", &blocks[..1]);
    alone("a row found and priced, tables in turn", blocks);
    median("a row found and priced side by side, tables in turn", 100, || {
        at += 1;
        let (table, place) = (at % blocks.len(), &places[at % places.len()]);
        atlas.select(atlas.open(place), (table, &blocks[table]), place, &black_box(&load).asked()).is_ok()
    })
}

/// What a quote asks tables: the row of each policy with its price, here for one package.
fn quotes(blocks: &[Arc<Block>], atlas: &Atlas, codes: &[PostalCode]) -> Duration {
    let load = load();
    let mut at = 0_usize;
    median("50 tables asked for one package, each alone", 1, || {
        at += 1;
        let place = Place::new(Country::BRA, Some(codes[at % codes.len()]), &[]);
        blocks
            .iter()
            .filter_map(|block| block.select(&place, black_box(&load)).ok())
            .map(|rate| rate.total.mantissa())
            .sum::<i128>()
    });
    median("50 tables asked for one package, side by side", 1, || {
        at += 1;
        let place = Place::new(Country::BRA, Some(codes[at % codes.len()]), &[]);
        let (page, asked) = (atlas.open(&place), black_box(&load).asked());
        let rates = blocks
            .iter()
            .enumerate()
            .filter_map(|(table, block)| atlas.select(page, (table, block), &place, &asked).ok());
        rates.map(|rate| rate.total.mantissa()).sum::<i128>()
    })
}

/// What SQLite takes.
struct Theirs {
    single: Duration,
    /// 50 policies, a prepared query for each.
    each: Duration,
    /// 50 policies in one prepared query.
    whole: Duration,
}

/// SQLite with the rows in one B-tree in the order of the question, prepared and memory-mapped.
fn theirs(codes: &[PostalCode]) -> Theirs {
    let file = std::env::temp_dir().join(format!("entrega-bench-{}.sqlite", std::process::id()));
    let mut connection = Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -262144;
             CREATE TABLE rates (policy INTEGER, zip_start INTEGER, weight_end INTEGER, zip_end INTEGER, weight_start INTEGER,
                cents INTEGER, percent INTEGER, extra INTEGER, volume INTEGER, days INTEGER, insurance INTEGER,
                PRIMARY KEY (policy, zip_start, weight_end)) WITHOUT ROWID;
             CREATE TABLE policies (id INTEGER PRIMARY KEY);",
        )
        .unwrap();
    let all = connection.transaction().unwrap();
    {
        let mut insert = all.prepare("INSERT INTO rates VALUES (?1, ?2, ?3, ?4, ?5, ?6, 3, 1, ?7, ?8, 0)").unwrap();
        for policy in 0..POLICIES {
            all.execute("INSERT INTO policies VALUES (?1)", [policy]).unwrap();
            for (range, band) in (0..RANGES).flat_map(|range| (0..BANDS).map(move |band| (range, band))) {
                let [start, end, from, to, cents, days, volume] = numbers(policy, range, band, RANGES);
                insert.execute(params![policy, start, to, end, from, cents, volume, days]).unwrap();
            }
        }
    }
    all.commit().unwrap();
    connection.execute_batch("ANALYZE").unwrap();
    let price = "cents + max(0, ?3 - r.weight_start) * extra / 100000 + max(?5 * percent / 1000, insurance), days";
    let row = "r.zip_start = (SELECT max(zip_start) FROM rates WHERE policy = p.id AND zip_start <= ?2)
        AND r.zip_end >= ?2 AND r.weight_end >= ?3 AND r.volume >= ?4 ORDER BY r.weight_end LIMIT 1";
    let one = format!("SELECT {price} FROM rates r WHERE r.policy = ?1 AND {}", row.replace("p.id", "?1"));
    let all = format!(
        "SELECT p.id, (SELECT {} FROM rates r WHERE r.policy = p.id AND {row}) FROM policies p WHERE p.id >= ?1",
        price.replace(", days", "")
    );
    let mut one = connection.prepare(&one).unwrap();
    let mut all = connection.prepare(&all).unwrap();
    let keys: Vec<u32> = codes.iter().map(|code| code.as_str().parse().unwrap()).collect();
    let mut at = 0_u32;
    let mut next = |policies: u32| {
        at += 1;
        (at % policies, keys[usize::try_from(at).unwrap() % keys.len()])
    };
    let single = median("SQLite: a row found and priced", 10, || {
        let (policy, key) = next(POLICIES);
        asked(&mut one, policy, key)
    });
    let each = median("SQLite: 50 policies, 50 queries", 1, || {
        let (_, key) = next(1);
        (0..POLICIES).map(|policy| asked(&mut one, policy, key)).sum::<i64>()
    });
    let whole = median("SQLite: 50 policies, one query", 1, || {
        let (_, key) = next(1);
        let mut rows = all.query(params![0, key, ASKED.0 * 1_000, ASKED.1, ASKED.2]).unwrap();
        let mut sum = 0_i64;
        while let Some(row) = rows.next().unwrap() {
            sum += row.get::<_, i64>(1).unwrap();
        }
        sum
    });
    drop((one, all));
    connection.close().unwrap();
    std::fs::remove_file(file).unwrap();
    Theirs { single, each, whole }
}

fn asked(statement: &mut Statement<'_>, policy: u32, key: u32) -> i64 {
    statement
        .query_row(params![policy, key, ASKED.0 * 1_000, ASKED.1, ASKED.2], |row| {
            Ok(row.get::<_, i64>(0)? + row.get::<_, i64>(1)?)
        })
        .unwrap()
}

/// One table of so many ranges of ten bands.
fn large(ranges: u32) {
    let rows = ranges * BANDS;
    let table = timed(&format!("parse and compile {rows} rows as one table"), || compiled(0, ranges));
    println!("{:60} {} KB", "its block", table.bytes.len() / 1_000);
    let bytes = table.bytes.clone();
    drop(table);
    let before = resident();
    let block = timed("decode it", || Block::from_bytes(&bytes).unwrap());
    println!("{:60} {} KB", "resident growth of decoding", resident().saturating_sub(before));
    let codes: Vec<PostalCode> = (0..4_096).map(code).collect();
    let load = load();
    let mut at = 0_usize;
    median("a row found and priced in it", 100, || {
        at += 1;
        block.select(&Place::new(Country::BRA, Some(codes[at % codes.len()]), &[]), black_box(&load)).is_ok()
    });
}

/// Kilobytes of memory that the process holds; 0 where the system does not tell.
fn resident() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn timed<T>(label: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let made = work();
    println!("{label:60} {:?}", started.elapsed());
    made
}

/// The median of 2,000 batches, for one of them.
fn median<T>(label: &str, batch: u32, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..2_000)
        .map(|_| {
            let started = Instant::now();
            for _ in 0..batch {
                black_box(work());
            }
            started.elapsed() / batch
        })
        .collect();
    times.sort_unstable();
    println!("{label:60} median {:?}, p99 {:?}", times[times.len() / 2], times[times.len() * 99 / 100]);
    times[times.len() / 2]
}

#[expect(clippy::float_arithmetic, reason = "a ratio of two times, for people")]
fn ratio(slow: Duration, fast: Duration) -> f64 {
    slow.as_secs_f64() / fast.as_secs_f64()
}
