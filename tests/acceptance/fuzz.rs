//! Bytes that nobody planned: carts, freight tables, goods and configuration, changed at random from good ones.
//!
//! Runs for a second; `ENTREGA_FUZZ_SECONDS` makes it longer. The seed is printed, and `ENTREGA_FUZZ_SEED` repeats a run.

mod settings;
mod shapes;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use acceptance::world::{World, send};
use freight::table::Block;
use manage_freight::import::read_table;
use reqwest::Method;
use sheets::Limits;

const TABLE: &str = include_str!("fuzz/table.csv");
const CARTS: [&str; 3] =
    [include_str!("fuzz/cart.json"), include_str!("fuzz/plain.json"), include_str!("fuzz/odd.json")];

/// What breaks readers of numbers, texts, JSON and CSV.
const TOKENS: [&str; 40] = [
    "0",
    "-0",
    "-1",
    "1e400",
    "NaN",
    "9007199254740993",
    "0.1",
    "null",
    "true",
    "[]",
    "{}",
    "\"",
    "\\u0000",
    "\\ud800",
    "\u{202e}",
    "\u{200b}",
    "e\u{301}",
    "😀",
    ",",
    ";",
    "\n",
    "\r\n",
    "\t",
    "\u{feff}",
    "=1+1",
    "24:00:00",
    "00.24:00:00",
    "99999999",
    "ZZZZZZZZ",
    "0.0000001",
    "999999999999",
    "1000000000000",
    "BRA",
    "ARG",
    "centro",
    "'",
    "\u{0}",
    "[[[[[[[[",
    "{\"a\":",
    "2026-02-30",
];

/// Numbers without a pattern (xorshift64*, Vigna 2016).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % end.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(24)).min(length)
    }

    /// A few changes to a good example.
    fn change(&mut self, good: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        for _ in 0..=self.below(6) {
            let at = self.range(bytes.len());
            let token = TOKENS[self.below(TOKENS.len())].bytes();
            match self.below(7) {
                0 => drop(bytes.splice(at.start..at.start, token)),
                1 => drop(bytes.splice(at, token)),
                2 => drop(bytes.drain(at)),
                3 => {
                    let copied = bytes[at.clone()].repeat(1 + self.below(3));
                    drop(bytes.splice(at.end..at.end, copied));
                }
                4 => {
                    let from = self.range(other.len());
                    drop(bytes.splice(at, other[from].iter().copied()));
                }
                5 => bytes.truncate(at.start),
                _ => {
                    if let Some(byte) = bytes.get_mut(at.start) {
                        *byte ^= 1 << self.below(8);
                    }
                }
            }
        }
        bytes
    }
}

/// A number of the environment.
fn set(name: &str) -> Option<u64> {
    std::env::var_os(name)?.to_str()?.parse().ok()
}

fn seconds() -> Duration {
    Duration::from_secs(set("ENTREGA_FUZZ_SECONDS").unwrap_or(1))
}

fn dice() -> Dice {
    let seed = set("ENTREGA_FUZZ_SEED").unwrap_or_else(|| uuid::Uuid::now_v7().as_u64_pair().1 | 1);
    println!("ENTREGA_FUZZ_SEED={seed}");
    Dice(seed)
}

#[test]
fn any_bytes_are_a_freight_table_or_are_told_what_is_wrong_with_them() {
    let (mut dice, until, mut tried, mut taken) = (dice(), Instant::now() + seconds(), 0_u32, 0_u32);
    let header: Vec<&str> = TABLE.lines().next().unwrap().split(',').collect();
    let rows: Vec<Vec<&str>> = TABLE.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let workbook = sheets::write::xlsx("t", &header, rows).unwrap();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(TABLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let corpus = [TABLE.as_bytes(), workbook.as_slice(), utf16.as_slice()];
    while Instant::now() < until || tried < 50 {
        // Mostly text: what lies in an archive is guarded by its checksum.
        let good = corpus[dice.below(8).saturating_sub(5)];
        let file = dice.change(good, TABLE.as_bytes());
        let read = catch_unwind(AssertUnwindSafe(|| {
            let outcome = read_table(&file, Limits { rows: 10_000, ..Limits::default() });
            assert_eq!(outcome.compiled.is_some(), outcome.errors.count() == 0, "a table, or a reason");
            if let Some(compiled) = &outcome.compiled {
                let again = Block::from_bytes(&compiled.bytes).unwrap();
                assert_eq!(u64::try_from(again.rows().count()), Ok(outcome.rows), "every row comes out");
                assert_eq!(again.to_bytes(), compiled.bytes);
            }
            outcome.compiled.is_some()
        }));
        taken += u32::from(read.unwrap_or_else(|_| panic!("these {} bytes: {}", file.len(), file.escape_ascii())));
        tried += 1;
    }
    println!("{tried} files, {taken} of them tables");
    assert!(taken > 0 && taken < tried);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_bytes_are_a_cart_or_are_told_what_is_wrong_with_them() {
    let world = World::demo().await;
    let (mut dice, until, mut tried, mut taken) = (dice(), Instant::now() + seconds(), 0_u32, 0_u32);
    while Instant::now() < until || tried < 50 {
        let bodies: Vec<Vec<u8>> = (0..8)
            .map(|_| {
                let (good, other) = (CARTS[dice.below(CARTS.len())], CARTS[dice.below(CARTS.len())]);
                dice.change(good.as_bytes(), other.as_bytes())
            })
            .collect();
        let asked = bodies.iter().map(|body| {
            let request = world.as_merchant(Method::POST, "/v1/quotes").header("content-type", "application/json");
            send(request.body(body.clone()))
        });
        let answers = futures_util::future::join_all(asked).await;
        for (body, answer) in bodies.iter().zip(answers) {
            let status = answer.status.as_u16();
            assert!([201, 400, 422].contains(&status), "{status} {}: {}", answer.text, body.escape_ascii());
            let whole = if status == 201 { answer.json["options"].is_array() } else { answer.json["code"].is_string() };
            assert!(whole, "{}: {}", answer.text, body.escape_ascii());
            taken += u32::from(status == 201);
            tried += 1;
        }
    }
    println!("{tried} carts, {taken} of them quoted");
    assert!(taken > 0 && taken < tried);
    world.stop().await;
}
