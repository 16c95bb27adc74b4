use domain::code::PolygonId;
use domain::postal::PostalCode;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::table::{Cells, FreightRow, Load, compile};

fn row(line: &str) -> FreightRow {
    let cells: Vec<&str> = line.split(',').collect();
    Cells(cells.try_into().unwrap()).parse().unwrap().row
}

/// Of one of a few shapes: ranges that several tables share, ranges of its own, ranges over each other, letters,
/// polygons, another country; with bands that touch, leave gaps or do not ascend, and rows in any order.
fn tables() -> impl Strategy<Value = Vec<FreightRow>> {
    let line = (0..12_u32, 0..20_u32, 0..6_u32, 0..200_000_u32, 0..5_u32, 0..9_u32).prop_map(
        |(shape, place, band, cents, extra, unusual)| {
            let (start, end) = match shape {
                0..7 => (format!("{:08}", place * 4_000_000), format!("{:08}", place * 4_000_000 + 3_999_999)),
                7 => (format!("{:08}", place * 3_500_000), format!("{:08}", place * 3_500_000 + extra * 900_000)),
                8 => (format!("{}", 10_000 + place), format!("{}", 10_000 + place + extra)),
                9 => (format!("K{}A", place % 10), format!("K{}A", place % 10)),
                _ => ("0".to_owned(), "0".to_owned()),
            };
            let (polygon, country) = match (shape, place % 4) {
                (10 | 11, 0) => ("centro", "BRA"),
                (10 | 11, _) => ("porto", "BRA"),
                (8, _) => ("", "USA"),
                (9, _) => ("", "CAN"),
                (_, 1) if unusual == 0 => ("", "ARG"),
                _ => ("", "BRA"),
            };
            let (low, high) = match unusual {
                0..6 => (format!("{}.001", band * 300), format!("{}", band * 300 + 300)),
                6 => (format!("{}", band * 300), format!("{}", band * 300 + 300)),
                7 => (format!("{}", band * 300 + 100), format!("{}", band * 300 + 200)),
                _ => (format!("{}", band * 100), format!("{}", 2_000 - band * 100)),
            };
            let flat = if cents == 77 { "99999999999.123456".to_owned() } else { format!("{}.{:02}", cents / 100, cents % 100) };
            row(&format!(
                "{start},{end},{polygon},{low},{high},{flat},{extra}.{unusual},0.0{extra},{},{},{country},{extra}.{extra}",
                extra * 1_000,
                extra + 1,
            ))
        },
    );
    // Bands of a place in file order, or any rows at all.
    proptest::collection::vec(line, 0..60).prop_flat_map(|rows| {
        let mut sorted = rows.clone();
        sorted.sort_by_key(|row| (row.area().clone(), row.band().end, row.band().start));
        sorted.dedup_by_key(|row| (row.area().clone(), row.band().end));
        prop_oneof![Just(rows), Just(sorted)]
    })
}

fn blocks(tables: &[Vec<FreightRow>]) -> Vec<Arc<Block>> {
    tables.iter().map(|rows| Arc::new(compile(rows).unwrap().block)).collect()
}

fn loads() -> impl Strategy<Value = Load> {
    let weight = prop_oneof![
        (0..2_200_i64).prop_map(Decimal::from),
        (0..2_200_000_i64).prop_map(|weight| Decimal::new(weight, 3)),
        (0..2_200_000_000_i64).prop_map(|weight| Decimal::new(weight, 9)),
    ];
    let goods = prop_oneof![(0..50_000_i64).prop_map(|cents| Decimal::new(cents, 2)), Just(Decimal::MAX)];
    (weight, 0..4_500_u32, goods).prop_map(|(weight, volume, goods)| Load { weight, volume: volume.into(), goods })
}

/// Everything of a rate, down to the decimals in which it is written.
fn told(rate: Result<Rate, Unserved>) -> Result<(String, Rate), Unserved> {
    rate.map(|rate| (rate.total.to_string(), rate))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_side_by_side_answer_as_each_of_them_does(
        tables in proptest::collection::vec(tables(), 0..7),
        codes in proptest::collection::vec(prop::option::weighted(0.9, 0..82_000_000_u32), 1..12),
        loads in proptest::collection::vec(loads(), 1..6),
        drawn in 0..3_usize,
    ) {
        let blocks = blocks(&tables);
        let atlas = Atlas::new(&blocks);
        let polygons: Vec<PolygonId> = ["centro", "porto"].iter().take(drawn).map(|id| id.parse().unwrap()).collect();
        let codes = codes.into_iter().map(|code| Some(format!("{:08}", code?)));
        let letters = ["K1A", "K1AZZ", "K9A 9Z9", "K1B", "10003", "10012", "00000000", "99999999"].map(|code| Some(code.to_owned()));
        for code in codes.chain(letters) {
            for country in ["BRA", "ARG", "USA", "CAN", "CHL"].map(|code| Country::new(code).unwrap()) {
                let code = code.as_deref().map(|code| PostalCode::of_any_country(code).unwrap());
                let place = Place::new(country, code, &polygons);
                let page = atlas.open(&place);
                for (load, (at, block)) in loads.iter().flat_map(|load| blocks.iter().enumerate().map(move |one| (load, one))) {
                    let found = atlas.select(page, (at, block.as_ref()), &place, &load.asked());
                    prop_assert_eq!(told(found), told(block.select(&place, load)), "{:?} {} {:?}", code, at, load);
                    if let Ok(rate) = found {
                        prop_assert_eq!(block.polygon(&rate).is_some(), rate.polygon.is_some());
                        prop_assert_eq!(block.amounts(&rate, load).map(|amounts| amounts.total), Some(rate.total));
                    }
                }
            }
        }
    }
}

/// Ranges and bands as they are, from a place on, at prices of the table's own.
fn plain(from: u32, width: u32, own: u32) -> Vec<FreightRow> {
    let bands = |at: u32| (0..5_u32).map(move |band| (from + at * width, band));
    let line = |(start, band): (u32, u32)| {
        let low = if band == 0 { "0".to_owned() } else { format!("{}.001", band * 300) };
        let (high, end) = (band * 300 + 300, start + width - 1);
        row(&format!("{start:08},{end:08},,{low},{high},{own}.{band},0.3,0.01,0,{own},BRA,1"))
    };
    (0..40).flat_map(bands).map(line).collect()
}

fn place(code: &str) -> Place<'static> {
    Place::new(Country::BRA, Some(PostalCode::new(Country::BRA, code).unwrap()), &[])
}

#[test]
fn what_is_usual_is_answered_without_the_blocks() {
    let tables = [plain(0, 2_000_000, 1), plain(0, 2_000_000, 2), plain(700_000, 1_300_000, 3)];
    let blocks = blocks(&tables);
    let atlas = Atlas::new(&blocks);
    let load = Load { weight: Decimal::from(700), volume: Decimal::from(9), goods: Decimal::new(19_990, 2) };
    for code in ["00700000", "00799999", "02000000", "33333333", "51999999"] {
        let place = place(code);
        let page = atlas.open(&place);
        for (at, block) in blocks.iter().enumerate() {
            let rate = atlas.rate(&page.entries[at], (at, block), &load.asked()).unwrap();
            assert_eq!(Ok(rate), block.select(&place, &load), "{code} {at}");
        }
    }
    assert_eq!(atlas.cells.len(), tables.iter().map(Vec::len).sum::<usize>(), "each row once");
    assert_eq!(atlas.templates.len(), 1);
    let page = atlas.open(&place("00000001"));
    let neighbours: Vec<u32> = page.entries.iter().take(2).map(|entry| entry.base).collect();
    assert_eq!(neighbours, [page.entries[0].base, page.entries[0].base + 1], "alike tables lie next to each other");
    assert_eq!(page.entries[2].base, Entry::NOBODY);
    assert!(atlas.open(&place("99999999")).entries.is_empty());
}

#[test]
fn an_atlas_knows_its_tables() {
    let blocks = blocks(&[plain(0, 2_000_000, 1), plain(0, 2_000_000, 2)]);
    let atlas = Atlas::new(&blocks);
    assert!(atlas.is_of(&blocks));
    assert!(!atlas.is_of(blocks.iter().rev()));
    assert!(!atlas.is_of(&blocks[..1]));
    assert!(Atlas::new([]).is_of([]));
}

#[test]
fn too_many_stretches_are_left_to_the_blocks() {
    let tables: Vec<Vec<FreightRow>> = (0..120)
        .map(|own| {
            let lines = (0..50_u32).map(|at| {
                let start = at * 1_900_000 + own * 10_007;
                row(&format!("{start:08},{:08},,0,300,{own}.0,0,0,0,1,BRA,0", start + 1_000_000))
            });
            lines.collect()
        })
        .collect();
    let blocks = blocks(&tables);
    let atlas = Atlas::new(&blocks);
    assert_eq!(atlas.maps.len(), 0, "12,000 stretches of 120 tables");
    assert_eq!(atlas.size(), atlas.sheets.len() * size_of::<Sheet>());
    let (place, load) = (place("19000500"), Load { weight: Decimal::ONE, volume: Decimal::ZERO, goods: Decimal::ZERO });
    for (at, block) in blocks.iter().enumerate() {
        assert_eq!(atlas.select(atlas.open(&place), (at, block), &place, &load.asked()), block.select(&place, &load));
    }
}
