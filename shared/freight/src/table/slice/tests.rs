use domain::code::PolygonId;
use domain::postal::{Country, PostalCode};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::table::{Cells, FreightRow, Load, Place, compile};

fn row(line: &str) -> FreightRow {
    let cells: Vec<&str> = line.split(',').collect();
    Cells(cells.try_into().unwrap()).parse().unwrap().row
}

/// Rows whose ranges overlap, nest, cross prefixes and stand in any order, some for a polygon.
fn tables() -> impl Strategy<Value = Vec<FreightRow>> {
    let one = (0_u32..100_000, 0_u32..30_000, 0_u32..3, 1_u32..500, prop::bool::weighted(0.1)).prop_map(
        |(start, length, band, cents, drawn)| {
            let (start, end) = (start * 1_000, ((start + length) * 1_000).min(99_999_999));
            let (from, to) = (band * 1_000, band * 1_000 + 999);
            let price = format!("{}.{:02}", cents / 100, cents % 100);
            if drawn {
                row(&format!("0,0,centro,{from},{to},{price},0,0,0,1,BRA,0"))
            } else {
                row(&format!("{start:08},{end:08},,{from},{to},{price},0,0,0,1,BRA,0"))
            }
        },
    );
    prop::collection::vec(one, 1..60)
}

proptest! {
    #[test]
    fn a_slice_answers_for_its_codes_as_the_whole_block_does(
        rows in tables(),
        codes in prop::collection::vec(prop::option::weighted(0.9, 0_u32..100_000_000), 1..20),
        grams in 0_u32..4_000,
        inside: bool,
        size in 1_usize..20,
    ) {
        let whole = compile(&rows).unwrap().block;
        let slices = whole.slices(size);
        let index = Slices::of(&slices);
        prop_assert_eq!(index.0.len(), slices.len());
        let polygons: Vec<PolygonId> = if inside { vec!["centro".parse().unwrap()] } else { Vec::new() };
        for code in codes {
            let code = code.map(|code| PostalCode::new(Country::BRA, &format!("{code:08}")).unwrap());
            let place = Place::new(Country::BRA, code, &polygons);
            let load = Load { weight: Decimal::from(grams), volume: Decimal::ZERO, goods: Decimal::ZERO };
            let hash = index.holding(code).unwrap();
            let slice = slices.iter().find(|slice| slice.block.hash() == hash).unwrap();
            let read = Block::from_bytes(&slice.bytes).unwrap();
            prop_assert_eq!(read.hash(), hash);
            let answer = |block: &Block| block.select(&place, &load).map(|rate| (rate.total, rate.time, rate.row));
            prop_assert_eq!(answer(&read), answer(&whole));
            prop_assert_eq!(read.serves(&place), whole.serves(&place));
        }
    }
}

#[test]
fn slices_begin_at_prefixes_and_share_what_reaches_over() {
    let block = compile(&[
        row("01000000,01099999,,0,300,10,0,0,0,1,BRA,0"),
        row("01000000,01099999,,301,500,11,0,0,0,1,BRA,0"),
        row("02000000,02099999,,0,300,12,0,0,0,1,BRA,0"),
        row("03000000,03099999,,0,300,13,0,0,0,1,BRA,0"),
        row("01500000,99999999,,0,300,14,0,0,0,1,BRA,0"),
    ])
    .unwrap()
    .block;
    let rows = |size: usize| -> Vec<usize> { block.slices(size).iter().map(|slice| slice.block.row_count()).collect() };
    assert_eq!(rows(100), [5], "what fits is not divided");
    assert_eq!(rows(2), [2, 2, 2], "the range that reaches over all is in all but the first");
    assert_eq!(rows(1), [2, 1, 2, 2], "one prefix alone may have more");
}
