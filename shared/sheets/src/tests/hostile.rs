use std::io::{Cursor, Write};

use cfb::CompoundFile;
use proptest::prelude::*;

use super::*;
use crate::{Fault, FaultRule};

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="t" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// An XLSX whose tab and shared strings are these.
fn xlsx(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ])
}

const STRINGS: &[u8] = br#"<sst uniqueCount="1"><si><t>a</t></si></sst>"#;

#[test]
fn a_workbook_that_unpacks_beyond_the_limit_is_refused_before_it_is_held() {
    let plain = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>5</v></c></row></sheetData></worksheet>"#;
    assert_eq!(rows_of(&xlsx(plain, STRINGS)), Ok(vec![(2, vec!["5".to_owned()])]));

    let refused = Err(Unreadable::UnpacksTooLarge { limit: 8 << 20 });
    let mut bomb = b"<worksheet><sheetData>".to_vec();
    bomb.resize(64 << 20, b' ');
    let bomb = xlsx(&bomb, STRINGS);
    assert!(bomb.len() < 1 << 20, "{} bytes unpack to 64 MiB", bomb.len());
    assert_eq!(rows_of(&bomb), refused);

    // The same archive, with declared sizes that lie.
    let mut lying = bomb;
    for size in (64_u32 << 20).to_le_bytes().windows(4) {
        let mut from = 0;
        while let Some(at) = lying[from..].windows(4).position(|window| window == size) {
            lying[from + at..from + at + 4].copy_from_slice(&100_u32.to_le_bytes());
            from += at + 4;
        }
    }
    assert!(matches!(rows_of(&lying), Err(Unreadable::UnpacksTooLarge { .. } | Unreadable::Damaged(_))));
    assert_eq!(rows_of(&xlsx(plain, &vec![b' '; 3 << 20])), refused);
    let empty = |count: usize| format!("<sst><si><t>a</t></si>{}</sst>", "<si/>".repeat(count)).into_bytes();
    assert_eq!(rows_of(&xlsx(plain, &empty(200_000))), refused, "a million bytes of strings that hold ten");
    assert_eq!(rows_of(&xlsx(plain, &empty(50_000))), Ok(vec![(2, vec!["5".to_owned()])]));
}

#[test]
fn numbers_announced_by_a_workbook_cost_nothing() {
    let sheet = br#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row></sheetData></worksheet>"#;
    assert_eq!(rows_of(&xlsx(sheet, STRINGS)), Ok(vec![]));
    for announced in [r#"uniqueCount="99999999999""#, r#"uniqueCount = '18446744073709551615'"#] {
        let strings = format!("<sst {announced}><si><t>a</t></si></sst>");
        let expected = Unreadable::Damaged("it announces more strings than it has".into());
        assert_eq!(rows_of(&xlsx(sheet, strings.as_bytes())), Err(expected));
    }
    let backwards = br#"<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;
    assert!(matches!(rows_of(&xlsx(backwards, STRINGS)), Err(Unreadable::Damaged(_))));
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn begin(kind: u16) -> Vec<u8> {
    record(0x0809, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat())
}

fn short_text(text: &str) -> Vec<u8> {
    [&u16::try_from(text.len()).unwrap().to_le_bytes()[..], &[0], text.as_bytes()].concat()
}

/// An XLS with one tab made of these records and these shared strings.
fn xls(strings: &[&str], cells: &[Vec<u8>]) -> Vec<u8> {
    let count = u32::try_from(strings.len()).unwrap().to_le_bytes();
    let table: Vec<u8> = strings.iter().flat_map(|text| short_text(text)).collect();
    let format = [&0_u16.to_le_bytes()[..], &0_u16.to_le_bytes(), &[0; 16]].concat();
    let before = [begin(5), record(0x0042, &1200_u16.to_le_bytes()), record(0x00E0, &format)].concat();
    let table = record(0x00FC, &[&count[..], &count, &table].concat());
    let sheet_at = u32::try_from(before.len() + 4 + 6 + 2 + 1 + table.len() + 4).unwrap();
    let bound = record(0x0085, &[&sheet_at.to_le_bytes()[..], &[0, 0], &[1, 0], b"t"].concat());
    let stream = [before, bound, table, record(0x000A, &[]), begin(0x10), cells.concat(), record(0x000A, &[])].concat();
    let mut compound = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    compound.flush().unwrap();
    compound.into_inner().into_inner()
}

fn label(row: u16, column: u16, string: u32) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x00FD, &[&place[..], &string.to_le_bytes()].concat())
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[&place[..], &value.to_le_bytes()].concat())
}

#[test]
fn an_old_workbook_is_read() {
    let cells =
        [label(0, 0, 0), label(0, 1, 1), number(1, 0, 5.100_000_000_000_000_5), label(1, 1, 1), number(3, 1, 7.0)];
    let file = xls(&["zip", "price"], &cells);
    let read = collect(&file, &options()).unwrap();
    assert_eq!(read.header, ["zip", "price"]);
    assert_eq!(texts(&read), [["5.1", "price"], ["", "7"]]);
    assert_eq!(read.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(read.rows[0].faults, Vec::<Fault>::new());

    let value = [&5.0_f64.to_le_bytes()[..], &[0; 6], &[3, 0, 0x1E, 1, 0]].concat();
    let formula = record(0x0006, &[&[1, 0, 0, 0, 0, 0][..], &value].concat());
    let read = collect(&xls(&["zip"], &[label(0, 0, 0), formula]), &options()).unwrap();
    assert_eq!(read.rows[0].faults, [Fault { column: Some(0), rule: FaultRule::Formula }]);
}

#[test]
fn an_old_workbook_cannot_ask_for_more_memory_than_the_limits_give() {
    let dimensions =
        record(0x0200, &[&0_u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &[0, 0, 255, 255, 0, 0]].concat());
    assert_eq!(rows_of(&xls(&["a"], &[dimensions, label(0, 0, 0)])), Ok(vec![]));
    let far = xls(&["a"], &[label(0, 0, 0), number(65_535, 255, 1.0)]);
    assert_eq!(rows_of(&far), Err(Unreadable::TooManyColumns { row: 65_536, limit: 16 }));
    let long = "x".repeat(8000);
    let labels: Vec<Vec<u8>> = (0..1000).map(|row| label(row, 0, 0)).collect();
    assert_eq!(rows_of(&xls(&[&long], &labels)), Err(Unreadable::UnpacksTooLarge { limit: 8 << 20 }));
}

/// Never a panic out of [`rows_of`], and parser panics do not litter the output of the tests.
fn survives(file: &[u8]) {
    let _ = rows_of(file);
    let _ = collect(file, &Options { windows_1252: true, ..options() });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        survives(&bytes);
        survives(&[b"PK\x03\x04", bytes.as_slice()].concat());
        survives(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", bytes.as_slice()].concat());
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[a-z0-9,;\"=\r\n\t é]{0,200}") {
        survives(text.as_bytes());
    }

    #[test]
    fn no_damage_to_a_workbook_makes_the_reader_panic(at in 0_usize..4000, byte in any::<u8>(), cut in 0_usize..4000) {
        let old = xls(&["zip", "price"], &[label(0, 0, 0), label(0, 1, 1), number(1, 0, 5.1), number(1, 1, 2.0)]);
        let new = xlsx(br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#, STRINGS);
        for mut file in [old, new] {
            let place = at % file.len();
            file[place] = byte;
            survives(&file);
            file.truncate(cut % file.len());
            survives(&file);
        }
    }
}
