use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::{Fault, FaultRule, Kind};

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn numbers_of_a_workbook_are_exact_text() {
    let file = workbook(|book| {
        let sheet = book.add_worksheet();
        for (column, name) in ["zip", "price", "time", "note"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
        }
        sheet.write(1, 0, 1_310_100).unwrap();
        sheet.write(1, 1, 1.7 * 3.0).unwrap();
        let clock = Format::new().set_num_format("hh:mm:ss");
        sheet.write_with_format(1, 2, ExcelDateTime::from_hms(4, 30, 0).unwrap(), &clock).unwrap();
        sheet.write(1, 3, "2.00:00:00").unwrap();
        sheet.write(4, 1, 300.001).unwrap();
    });
    let read = collect(&file, &options()).unwrap();
    assert_eq!(texts(&read), [["1310100", "5.1", "04:30:00", "2.00:00:00"], ["", "300.001", "", ""]]);
    let kinds: Vec<Kind> = read.rows[0].cells.iter().map(|cell| cell.kind).collect();
    assert_eq!(kinds, [Kind::Number, Kind::Number, Kind::Time, Kind::Text]);
    assert_eq!(read.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 5]);
}

#[test]
fn tabs_with_one_header_follow_each_other_and_hidden_ones_are_left_out() {
    let tab = |book: &mut Workbook, name: &str, header: &str, value: u32| {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write(0, 0, header).unwrap();
        sheet.write(1, 0, value).unwrap();
    };
    let file = workbook(|book| {
        tab(book, "north", "a", 1);
        tab(book, "notes", "other", 2);
        book.worksheet_from_name("notes").unwrap().set_hidden(true);
        tab(book, "south", "a", 3);
        book.add_worksheet();
    });
    let read = collect(&file, &options()).unwrap();
    let seen: Vec<_> = read.rows.iter().map(|row| (row.tab.as_deref(), row.number)).collect();
    assert_eq!(seen, [(Some("north"), 2), (Some("south"), 2)]);

    let differing = workbook(|book| {
        tab(book, "north", "a", 1);
        tab(book, "south", "b", 3);
    });
    assert_eq!(rows_of(&differing), Err(Unreadable::OtherHeader { tab: "south".into() }));
    let many = workbook(|book| (0..4).for_each(|n| tab(book, &format!("t{n}"), "a", n)));
    assert_eq!(rows_of(&many), Err(Unreadable::TooManyTabs { limit: 3 }));
}

#[test]
fn formulas_and_far_cells_are_faults_at_their_place() {
    let file = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(0, 1, "b").unwrap();
        sheet.write(1, 0, 1).unwrap();
        sheet.write_formula(1, 1, "=A2*2").unwrap();
        sheet.write(2, 5, "beyond").unwrap();
    });
    let read = collect(&file, &options()).unwrap();
    assert_eq!(read.rows[0].faults, [Fault { column: Some(1), rule: FaultRule::Formula }]);
    assert_eq!(read.rows[1].faults, [Fault { column: None, rule: FaultRule::Ragged { expected: 2, found: 6 } }]);

    let far = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(1_048_575, 16_383, "corner").unwrap();
    });
    assert_eq!(rows_of(&far), Err(Unreadable::TooManyColumns { row: 1_048_576, limit: 16 }));
}

#[test]
fn a_workbook_in_a_zip_is_read_too() {
    let file = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(1, 0, 7).unwrap();
    });
    assert_eq!(rows_of(&zip(&[("rates.xlsx", &file)])), Ok(vec![(2, vec!["7".to_owned()])]));
}
