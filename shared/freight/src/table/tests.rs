use proptest::prelude::*;
use rust_decimal::Decimal;

use domain::postal::{Country, PostalCode};

use super::*;

fn row(line: &str) -> FreightRow {
    let cells: Vec<&str> = line.split(',').collect();
    Cells(cells.try_into().unwrap()).parse().unwrap().row
}

fn rows(lines: &[&str]) -> Vec<FreightRow> {
    lines.iter().map(|line| row(line)).collect()
}

fn load(grams: &str) -> Load {
    Load { weight: grams.parse().unwrap(), volume: Decimal::ZERO, goods: Decimal::ZERO }
}

fn find(block: &Block, country: &str, postal: &str, grams: &str) -> Result<u32, Unserved> {
    let country = Country::new(country).unwrap();
    let place = Place::new(country, PostalCode::new(country, postal).ok(), &[]);
    block.select(&place, &load(grams)).map(|rate| rate.row)
}

#[test]
fn a_row_is_found_by_place_and_weight() {
    let block = compile(&rows(&[
        "01000000,05999999,,0,300,10,0,0,0,1,BRA,0",
        "01000000,05999999,,300.001,500,20,0,0,0,1,BRA,0",
        "69000000,69099999,,0,300,30,0,0,0,1,BRA,0",
        "10001,10002,,0,300,40,0,0,0,1,USA,0",
    ]))
    .unwrap()
    .block;
    let check = |country: &str, postal: &str, grams: &str, expected: Result<u32, Unserved>| {
        assert_eq!(find(&block, country, postal, grams), expected, "{postal} {grams}");
    };
    check("BRA", "01310-100", "300", Ok(1));
    check("BRA", "01310-100", "300.0005", Ok(2));
    check("BRA", "01310-100", "300.0000001", Ok(2));
    check("BRA", "01310-100", "500", Ok(2));
    check("BRA", "01310-100", "500.0000001", Err(Unserved::Weight { limit: Decimal::from(500) }));
    check("BRA", "06000-000", "100", Err(Unserved::Place));
    check("BRA", "69099-999", "1", Ok(3));
    check("BRA", "10001000", "1", Err(Unserved::Place));
    check("USA", "10002", "1", Ok(4));
    check("USA", "10003", "1", Err(Unserved::Place));
    check("ARG", "10002", "1", Err(Unserved::Place));
}

#[test]
fn a_polygon_is_found_by_its_name() {
    let block = compile(&rows(&["0,0,centro,0,300,10,0,0,0,1,BRA,0", "01000000,05999999,,0,300,20,0,0,0,1,BRA,0"]))
        .unwrap()
        .block;
    let centre = ["centro".parse().unwrap()];
    let code = PostalCode::new(Country::BRA, "01310100").ok();
    let check = |postal: Option<PostalCode>, inside: bool, expected: Option<u32>| {
        let place = Place::new(Country::BRA, postal, if inside { &centre } else { &[] });
        assert_eq!(block.select(&place, &load("1")).ok().map(|rate| rate.row), expected);
    };
    check(None, true, Some(1));
    check(code, true, Some(1));
    check(code, false, Some(2));
    check(None, false, None);
}

#[test]
fn overlapping_and_duplicate_ranges_are_named_by_row() {
    let check = |lines: &[&str], expected: &[(&str, u32, u32)]| {
        let found = compile(&rows(lines)).unwrap().warnings;
        let found: Vec<_> = found.iter().map(|warning| (warning.rule, warning.row, warning.other_row)).collect();
        assert_eq!(found, expected, "{lines:?}");
    };
    let (a, b) = ("01000000,05999999,,0,300,10,0,0,0,1,BRA,0", "01000000,05999999,,300.001,500,20,0,0,0,1,BRA,0");
    check(&[a, b], &[]);
    check(&[a, "01000000,05999999,,300,500,20,0,0,0,1,BRA,0"], &[]);
    check(&[a, b, a], &[("duplicate_range", 1, 3)]);
    check(&[a, "01000000,05999999,,299,500,20,0,0,0,1,BRA,0"], &[("overlapping_range", 1, 2)]);
    check(&[a, "05000000,06999999,,0,300,10,0,0,0,1,BRA,0"], &[("overlapping_range", 1, 2)]);
    check(&[a, "05000000,06999999,,300.001,500,10,0,0,0,1,BRA,0"], &[]);
    check(&[a, "05999999,06999999,,0,300,10,0,0,0,1,ARG,0"], &[]);
    check(&[b, "06000000,06999999,,0,300,10,0,0,0,1,BRA,0", a, a], &[("duplicate_range", 3, 4)]);

    let band = |from: &str, to: &str, weights: &str| format!("{from},{to},,{weights},10,0,0,0,1,BRA,0");
    let of = |all: &[String], expected: &[(&str, u32, u32)]| {
        check(&all.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    };
    let here = |weights: &str| band("01000000", "05999999", weights);
    let nested = [here("0,1000"), here("300,500"), here("300,500")];
    of(&nested, &[("overlapping_range", 1, 2), ("overlapping_range", 1, 3), ("duplicate_range", 2, 3)]);
    let near = |weights: &str| band("05000000", "06999999", weights);
    let crossed = [here("0,300"), here("300.001,500"), near("0,300"), near("300.001,500")];
    of(&crossed, &[("overlapping_range", 1, 3), ("overlapping_range", 2, 4)]);
    let many: Vec<String> = (0..60).map(|_| here("0,300")).collect();
    let found = compile(&rows(&many.iter().map(String::as_str).collect::<Vec<_>>())).unwrap();
    assert_eq!((found.warnings.len(), found.warning_count), (1_000, 1_000), "as many as are listed");
}

#[test]
fn rows_come_out_as_they_went_in() {
    // Not sorted by place, with the decimals as written.
    let table = rows(&[
        "01000000,05999999,,0,300,10.50,1.0,0.010,300000,1,BRA,0",
        "69000000,69099999,,0,300.0,30,0,0,0,4.12:00:00,BRA,1.50",
        "01000000,05999999,,300.001,500,20.5,0,0,300000,1,BRA,0",
        "0,0,centro,0,300,0.125,0,0,0,1,BRA,0",
        "K1A,K1A,,0,300,7,0,0,0,1,CAN,0",
        "69000000,69099999,,0,300.0,30,0,0,0,4.12:00:00,BRA,1.50",
    ]);
    let compiled = compile(&table).unwrap();
    let cells = |row: &FreightRow| Column::ALL.map(|column| row.cell(column));
    let out: Vec<_> = compiled.block.rows().map(|row| cells(&row)).collect();
    assert_eq!(out, table.iter().map(cells).collect::<Vec<_>>());
    let again = Block::from_bytes(&compiled.bytes).unwrap();
    assert_eq!(again.rows().map(|row| cells(&row)).collect::<Vec<_>>(), out);
    assert_eq!(again.hash(), compiled.block.hash());
    assert_eq!(again.to_bytes(), compiled.bytes);
    assert_eq!(again.hash().to_string().parse(), Ok(again.hash()));
}

#[test]
fn an_empty_table_is_a_block_without_rows() {
    let compiled = compile(&[]).unwrap();
    assert_eq!(Block::from_bytes(&compiled.bytes).unwrap().rows().count(), 0);
    assert_eq!(find(&compiled.block, "BRA", "01310100", "1"), Err(Unserved::Place));
}

/// 20,000 rows as one of 50 such policies has them.
fn large() -> Vec<FreightRow> {
    let range = |at: u32| (0..10_u32).map(move |band| (at, band));
    (0..2_000_u32)
        .flat_map(range)
        .map(|(at, band)| {
            let (start, cents) = (at * 40_000, 1_000 + (at * 7 + band * 131) % 9_000);
            row(&format!(
                "{start:08},{:08},,{},{},{}.{:02},0.3,0.01,{},{},BRA,{}",
                start + 39_999,
                if band == 0 { "0".to_owned() } else { format!("{}.001", band * 500) },
                band * 500 + 500,
                cents / 100,
                cents % 100,
                100_000 * (band + 1),
                1 + at % 12,
                at % 3,
            ))
        })
        .collect()
}

#[test]
fn a_row_of_a_large_table_takes_less_than_twelve_bytes() {
    let compiled = compile(&large()).unwrap();
    let each = compiled.bytes.len() / compiled.block.row_count();
    println!("{} bytes, {each} a row", compiled.bytes.len());
    assert!(compiled.bytes.len() < 12 * compiled.block.row_count());
    assert!(compiled.warnings.is_empty());
    assert_eq!(find(&compiled.block, "BRA", "69005040", "700"), Ok(1725 * 10 + 2));
}

fn tables() -> impl Strategy<Value = Vec<FreightRow>> {
    let line = (0..30_u32, 0..6_u32, 0..5_u32, 0..200_000_u32, 0..4_u32, 0..3_u32).prop_map(
        |(start, width, band, cents, extra, kind)| {
            let (from, to) = (start * 1_000_000, (start + width) * 1_000_000 + 999_999);
            let polygon = if kind == 0 { "centro" } else { "" };
            let (low, high) = (band * 300, band * 300 + 100 * (extra + 1));
            row(&format!(
                "{from:08},{to:08},{polygon},{low},{high},{}.{:02},{extra},0.0{extra},{},{},BRA,{extra}.{extra}",
                cents / 100,
                cents % 100,
                extra * 1_000,
                extra + 1,
            ))
        },
    );
    proptest::collection::vec(line, 0..60)
}

/// The rule of selection, slowly: the price of the best row.
fn slowly(table: &[FreightRow], key: &str, ask: &Load) -> Option<Decimal> {
    let matching = table.iter().filter(|row| match row.area() {
        Area::Postal(range) => range.start().as_str() <= key && key <= range.end().as_str(),
        Area::Polygon(_) => false,
    });
    let roomy: Vec<_> = matching
        .filter(|row| row.tariff().max_volume.is_zero() || ask.volume <= row.tariff().max_volume)
        .filter(|row| ask.weight <= row.band().end)
        .collect();
    let price = |row: &&FreightRow| {
        let tariff = row.tariff();
        let extra = (ask.weight - row.band().start).max(Decimal::ZERO) * tariff.price_by_extra_weight;
        let value = (ask.goods * tariff.price_percent / Decimal::ONE_HUNDRED).max(tariff.minimum_value_insurance);
        row.flat() + extra + value
    };
    let fitting = roomy.iter().filter(|row| row.band().start <= ask.weight).map(price).min();
    let next = roomy.iter().map(|row| row.band().end).min();
    fitting.or_else(|| roomy.iter().filter(|row| Some(row.band().end) == next).map(price).min())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_block_finds_what_a_search_through_all_rows_finds(
        table in tables(), postal in 0..40_000_000_u32, grams in 1..2_000_u32, volume in 0..4_000_u32, cents in 0..50_000_i64,
    ) {
        let block = Block::from_bytes(&compile(&table).unwrap().bytes).unwrap();
        let key = format!("{postal:08}");
        let load = Load { weight: grams.into(), volume: volume.into(), goods: Decimal::new(cents, 2) };
        let place = Place::new(Country::BRA, PostalCode::new(Country::BRA, &key).ok(), &[]);
        prop_assert_eq!(block.select(&place, &load).ok().map(|rate| rate.total), slowly(&table, &key, &load));
    }

    #[test]
    fn any_table_comes_back(table in tables()) {
        let block = Block::from_bytes(&compile(&table).unwrap().bytes).unwrap();
        prop_assert_eq!(block.rows().collect::<Vec<_>>(), table);
    }

    #[test]
    fn damaged_bytes_are_refused(table in tables(), at: prop::sample::Index, bit in 0..8_u8) {
        let mut bytes = compile(&table).unwrap().bytes;
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Block::from_bytes(&bytes).is_err());
        prop_assert!(Block::from_bytes(&bytes[..at]).is_err());
    }

    #[test]
    fn bytes_that_lie_under_a_right_checksum_do_no_harm(
        table in tables(), changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = compile(&table).unwrap().bytes;
        let content = bytes.len() - 4;
        for (at, byte) in changes {
            bytes[4 + at.index(content - 4)] = byte;
        }
        let checksum = crc32fast::hash(&bytes[..content]).to_le_bytes();
        bytes[content..].copy_from_slice(&checksum);
        if let Ok(block) = Block::from_bytes(&bytes) {
            let place = Place::new(Country::BRA, PostalCode::new(Country::BRA, "01310100").ok(), &[]);
            let _ = block.select(&place, &load("100"));
            let _ = block.rows().take(1_000).count();
        }
    }

    #[test]
    fn anything_is_a_block_or_refused(bytes: Vec<u8>) {
        prop_assert!(Block::from_bytes(&bytes).is_err());
        prop_assert!(Block::from_bytes(&[b"EFB\x01", bytes.as_slice()].concat()).is_err());
    }
}
