use super::*;
use crate::{Fault, FaultRule};

fn check(text: &str, expected: Result<&[(u64, &[&str])], Unreadable>) {
    let expected = expected.map(|rows| {
        rows.iter().map(|(n, cells)| (*n, cells.iter().map(|c| (*c).to_owned()).collect())).collect::<Vec<_>>()
    });
    assert_eq!(rows_of(text.as_bytes()), expected, "{text:?}");
}

#[test]
fn cells_stand_under_their_columns_with_the_row_number_of_a_spreadsheet() {
    check("a,b\n1,2\n", Ok(&[(2, &["1", "2"])]));
    check("a;b\r\n1,5;2\r\n\r\n3;4", Ok(&[(2, &["1,5", "2"]), (4, &["3", "4"])]));
    check("a\tb\n 1 \t2", Ok(&[(2, &["1", "2"])]));
    check("\n\na,b\r1,2\r3,4", Ok(&[(4, &["1", "2"]), (5, &["3", "4"])]));
    check("a,b\n\"x\ny\",\"say \"\"hi\"\"\"\n1,2", Ok(&[(2, &["x\ny", "say \"hi\""]), (3, &["1", "2"])]));
    check("\"a;x\",b\n1,2", Ok(&[(2, &["1", "2"])]));
    check("a,b,,\n1,2,,", Ok(&[(2, &["1", "2"])]));
    check("a,b\n,\n1,", Ok(&[(3, &["1", ""])]));
    check("a\n1", Ok(&[(2, &["1"])]));
}

#[test]
fn a_file_that_cannot_be_used_says_where_and_why() {
    check("", Err(Unreadable::Empty));
    check(" \n,,\n", Err(Unreadable::Empty));
    check("a,a\n", Err(Unreadable::HeaderTwins { name: "a".into(), first: 1, second: 2 }));
    check("a,,b\n", Err(Unreadable::NamelessColumn { column: 2 }));
    check("a,=1\n", Err(Unreadable::HeaderFault { row: 1, column: 2, rule: FaultRule::Formula }));
    let never = "the quoted cell never ends";
    check("a,b\n1,\"x\n2,3\n", Err(Unreadable::Quotes { row: 2, column: 2, what: never }));
    check("a,b\n\"1\"2,3", Err(Unreadable::Quotes { row: 2, column: 1, what: "text after the closing quote" }));
    check(&",".repeat(1_000_000), Err(Unreadable::TooManyColumns { row: 1, limit: 16 }));
    check(&format!("a,b\n{}", ",".repeat(1_000_000)), Err(Unreadable::TooManyColumns { row: 2, limit: 16 }));
    check(&format!("a\n{}", "1\n".repeat(1001)), Err(Unreadable::TooManyRows { limit: 1000 }));
    check("%PDF-1.7", Err(Unreadable::UnknownFormat("it is a PDF")));
    check("<html>", Err(Unreadable::UnknownFormat("it is HTML or XML")));
    check(&"x".repeat(5 << 20), Err(Unreadable::TooLarge { limit: 4 << 20 }));
}

#[test]
fn a_faulty_row_is_told_and_the_rows_after_it_are_read() {
    fn check(text: &str, expected: &[Fault]) {
        let read = collect(format!("a,b\n{text}\n7,8").as_bytes(), &options()).unwrap();
        assert_eq!(read.rows[0].faults, expected, "{text}");
        assert_eq!(texts(&read)[1], ["7", "8"]);
    }
    let ragged = |found| Fault { column: None, rule: FaultRule::Ragged { expected: 2, found } };
    check("1", &[ragged(1)]);
    check("1,2,3", &[ragged(3)]);
    check("1,2,", &[]);
    check("1,", &[]);
    check(",2,,", &[]);
    check("=1+1,2", &[Fault { column: Some(0), rule: FaultRule::Formula }]);
    check("1,\u{7}2", &[Fault { column: Some(1), rule: FaultRule::Control }]);
    check(&format!("{},2", "x".repeat(201)), &[Fault { column: Some(0), rule: FaultRule::TooLong { limit: 200 } }]);
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let text = "região;preço\nSão Paulo;1,5\n";
    let utf16 = |encode: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(encode).collect()
    };
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let options = Options { windows_1252: true, ..options() };
    let files = [
        text.as_bytes().to_vec(),
        format!("\u{FEFF}{text}").into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        windows.clone(),
    ];
    for file in files {
        let read = collect(&file, &options).unwrap();
        assert_eq!(read.header, ["região", "preço"]);
        assert_eq!(texts(&read), [["São Paulo", "1,5"]]);
    }
    assert_eq!(rows_of(&windows), Err(Unreadable::Encoding { row: 1 }));
}

#[test]
fn a_zip_is_read_when_it_holds_one_file() {
    let one = ("rates.csv", b"a,b\n1,2\n".as_slice());
    let expected = Ok(vec![(2, vec!["1".to_owned(), "2".to_owned()])]);
    assert_eq!(rows_of(&zip(&[one])), expected);
    assert_eq!(rows_of(&zip(&[one, ("__MACOSX/._rates.csv", b"x")])), expected);
    assert_eq!(rows_of(&zip(&[])), Err(Unreadable::NotOneMember { found: 0 }));
    assert_eq!(rows_of(&zip(&[one, ("other.csv", b"a,b\n")])), Err(Unreadable::NotOneMember { found: 2 }));
    let nested = zip(&[("inner.zip", &zip(&[one]))]);
    assert_eq!(rows_of(&nested), Err(Unreadable::UnknownFormat("it is a ZIP in a ZIP")));
    let bomb = zip(&[("rates.csv", &vec![b' '; 9 << 20])]);
    assert_eq!(rows_of(&bomb), Err(Unreadable::UnpacksTooLarge { limit: 8 << 20 }));
}
