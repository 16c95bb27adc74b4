use sheets::{Limits, collect, write};

use super::*;

const HEADER: &str = "ZipCodeStart,ZipCodeEnd,PolygonName,WeightStart,WeightEnd,AbsoluteMoneyCost,PricePercent,PriceByExtraWeight,MaxVolume,TimeCost,Country,MinimumValueInsurance";
const GOOD: &str = "69900000,69923999,,0,300,35.90,0,0,300000,10.00:00:00,BRA,0";

fn read(rows: &str) -> Outcome {
    read_table(format!("{HEADER}\n{rows}\n").as_bytes(), Limits::default())
}

/// Row, column and rule of each finding.
fn places(findings: &Findings) -> Vec<(Option<u64>, Option<&str>, &str)> {
    findings.kept().iter().map(|f| (f.row, f.column.as_deref(), f.rule.as_str())).collect()
}

#[test]
fn every_error_of_every_row_is_told_with_its_place() {
    fn check(rows: &str, expected: &[(Option<u64>, Option<&str>, &str)]) {
        let outcome = read(rows);
        assert_eq!(places(&outcome.errors), expected, "{rows}");
        assert!(outcome.compiled.is_none());
    }
    check(&GOOD.replace("35.90", "abc"), &[(Some(2), Some("AbsoluteMoneyCost"), "not_a_number")]);
    check(&GOOD.replace("10.00:00:00", "00.24:00:00"), &[(Some(2), Some("TimeCost"), "invalid_time")]);
    check(&GOOD.replace("BRA", "bra"), &[(Some(2), Some("Country"), "unknown_country")]);
    check(&GOOD.replace("35.90", "-1"), &[(Some(2), Some("AbsoluteMoneyCost"), "negative")]);
    check(&GOOD.replace("35.90", "\"1.234,56\""), &[(Some(2), Some("AbsoluteMoneyCost"), "not_a_number")]);
    // As a program writes it that puts commas between thousands.
    check(&GOOD.replace("35.90", "\"1,250\""), &[(Some(2), Some("AbsoluteMoneyCost"), "not_a_number")]);
    check(&GOOD.replace("300,35", "\"30,000\",35"), &[(Some(2), Some("WeightEnd"), "not_a_number")]);
    check(&GOOD.replace("35.90", "=1+1"), &[(Some(2), Some("AbsoluteMoneyCost"), "formula")]);
    check(&GOOD.replace(",BRA,0", ""), &[(Some(2), None, "ragged_row")]);
    let both = format!("{}\n{GOOD}\n{}", GOOD.replace("35.90", ""), GOOD.replace("69923999", "1-2-3x"));
    check(
        &both,
        &[(Some(2), Some("AbsoluteMoneyCost"), "required"), (Some(4), Some("ZipCodeEnd"), "invalid_postal_code")],
    );
    check("", &[(None, None, "no_rows")]);
}

#[test]
fn a_header_must_be_that_of_the_freight_template() {
    fn check(header: &str, expected: &[(Option<u64>, Option<&str>, &str)]) {
        let outcome = read_table(format!("{header}\n{GOOD}\n").as_bytes(), Limits::default());
        assert_eq!(places(&outcome.errors), expected, "{header}");
    }
    let misspelt = [(Some(1), Some("TimeCost"), "missing_column"), (Some(1), Some("Timecost"), "unknown_column")];
    check(&HEADER.replace("TimeCost", "Timecost"), &misspelt);
    check(&HEADER.replace("PricePercent", "Country"), &[(Some(1), Some("11"), "header_twins")]);
    check(&",".repeat(1_000_000), &[(Some(1), None, "too_many_columns")]);
}

#[test]
fn columns_may_stand_in_any_order_and_decimals_have_a_point_or_a_comma() {
    let header: Vec<&str> = HEADER.split(',').rev().filter(|name| *name != "PolygonName").collect();
    let row = ["1,50", "BRA", "2.00:00:00", "0", "0,01", "5", "35,9", "300,001", "0", "69923999", "69900000"];
    let outcome = read_table(format!("{}\n{}\n", header.join(";"), row.join(";")).as_bytes(), Limits::default());
    assert_eq!(places(&outcome.errors), []);
    let rows: Vec<_> = outcome.compiled.unwrap().block.rows().collect();
    let cell = |column| rows[0].cell(column);
    use freight::table::Column;
    assert_eq!(
        [cell(Column::AbsoluteMoneyCost), cell(Column::WeightEnd), cell(Column::TimeCost)],
        ["35.9", "300.001", "2.00:00:00"]
    );
}

#[test]
fn what_is_odd_but_usable_is_a_warning_that_names_the_rows() {
    let short = GOOD.replace("69900000", "1310100").replace("10.00:00:00", "24:00:00");
    let outcome = read(&format!("{GOOD}\n{GOOD}\n\n{short}"));
    assert_eq!(places(&outcome.errors), []);
    let warnings = places(&outcome.warnings);
    assert!(warnings.contains(&(Some(5), Some("ZipCodeStart"), "postal_code_padded")), "{warnings:?}");
    assert!(warnings.contains(&(Some(5), Some("TimeCost"), "time_read_as_days")), "{warnings:?}");
    let twin = outcome.warnings.kept().iter().find(|f| f.rule == "duplicate_range").unwrap();
    assert_eq!((twin.row, twin.value.as_deref()), (Some(2), Some("row 3")));
    assert!(outcome.compiled.is_some());
}

#[test]
fn a_workbook_gives_the_same_block_as_a_csv() {
    let header: Vec<&str> = HEADER.split(',').collect();
    let rows = [GOOD.split(',').collect::<Vec<_>>()];
    let workbook = write::xlsx("rates", &header, &rows).unwrap();
    let from_workbook = read_table(&workbook, Limits::default()).compiled.unwrap();
    assert_eq!(from_workbook.block.hash(), read(GOOD).compiled.unwrap().block.hash());
}

#[test]
fn the_report_lists_all_and_reads_back() {
    let bad = format!("{}\n", GOOD.replace("35.90", "=HYPERLINK()")).repeat(30);
    let outcome = read(&format!("{bad}{}", GOOD.replace("35.90", "@x")));
    let read_back =
        collect(&imports::report(&outcome.errors, &outcome.warnings).unwrap().unwrap(), &sheets::Options::default())
            .unwrap();
    assert_eq!(read_back.rows.len(), 31);
    assert_eq!(read_back.rows[30].cells[5].text, "'@x");
    assert_eq!(outcome.errors.count(), 31);
    assert_eq!(outcome.errors.first(10).len(), 10);
    assert_eq!(
        {
            let good = read(GOOD);
            imports::report(&good.errors, &good.warnings).unwrap()
        },
        None
    );
}

#[test]
fn the_sample_tables_are_read_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/freight");
    for name in ["economico.csv", "expresso.csv"] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            println!("skipped: {name} is not beside the repository");
            continue;
        };
        let outcome = read_table(&bytes, Limits::default());
        assert_eq!((outcome.rows, places(&outcome.errors)), (432, vec![]), "{name}");
    }
}

#[test]
fn a_comma_is_a_decimal_comma_where_it_cannot_stand_between_thousands() {
    let check = |text: &str, semicolons: bool, expected: &str| {
        assert_eq!(super::table::with_point(text, semicolons), expected, "{text} {semicolons}");
    };
    for semicolons in [false, true] {
        check("35,9", semicolons, "35.9");
        check("0,167", semicolons, "0.167");
        check("1250,000", semicolons, "1250.000");
        check("1.234,56", semicolons, "1.234,56");
        check("1,234,567", semicolons, "1,234,567");
        check("-1,5", semicolons, "-1.5");
    }
    check("1,250", false, "1,250");
    check("300,001", true, "300.001");
}

proptest::proptest! {
    #[test]
    fn no_rows_make_the_import_panic(rows in "[0-9,.;:A-Z\n\"-]{0,300}") {
        let outcome = read(&rows);
        assert_eq!(outcome.compiled.is_some(), outcome.errors.count() == 0);
    }
}
