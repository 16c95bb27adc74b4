//! Labels of 100 by 150 millimetres, one to a page.

use crate::barcode::qr;
use crate::page::{Page, file};

/// What one label says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What people call the service.
    pub code: String,
    /// What is scanned: the barcode of the package.
    pub barcode: String,
    /// Who receives it.
    pub recipient: String,
    /// Where, line by line.
    pub address: Vec<String>,
    /// Order, invoice, weight: short lines.
    pub notes: Vec<String>,
    /// Which package of how many, `2/3`.
    pub part: String,
    /// In whose name it comes.
    pub sender: String,
}

pub(crate) const WIDTH: u16 = 800;
pub(crate) const HEIGHT: u16 = 1200;

/// Labels as a PDF, one page each.
#[must_use]
pub fn pdf(labels: &[Label]) -> Vec<u8> {
    // 100 by 150 millimetres in points.
    file(labels.iter().map(drawn).collect(), 283.464_57, 425.196_87)
}

fn drawn(label: &Label) -> Page {
    let mut page = Page::new(HEIGHT);
    page.lines(40, 40, 30, 560, 1, &label.sender);
    page.text(640, 40, 40, true, &label.part);
    page.fill(40, 96, 720, 3);
    let mut below = 120;
    for line in crate::page::broken(&label.recipient, 30, 2) {
        page.text(40, below, 46, true, &line);
        below = below.saturating_add(56);
    }
    for line in label.address.iter().take(5) {
        below = page.lines(40, below.saturating_add(6), 36, 700, 2, line);
    }
    page.fill(40, 560, 720, 3);
    if let Some(square) = qr(&label.barcode) {
        page.square(470, 570, 300, &square);
    }
    let mut below = 590;
    for note in label.notes.iter().take(6) {
        below = page.lines(40, below, 28, 420, 2, note);
    }
    page.fill(40, 880, 720, 3);
    page.code_128(0, 910, WIDTH, 170, &label.barcode);
    page.lines(40, 1090, 30, 720, 1, &label.barcode);
    page.text(40, 1136, 34, true, &label.code);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_page_for_each_label_and_ends_as_one() {
        let label = Label { code: "7H3K-D90Q".to_owned(), barcode: "PKG-1".to_owned(), ..Label::default() };
        let long = Label { barcode: "x".repeat(60), address: vec!["é".repeat(150); 9], ..Label::default() };
        let file = pdf(&[label, long]);
        let text = String::from_utf8_lossy(&file);
        assert!(text.starts_with("%PDF-") && text.trim_end().ends_with("%%EOF"));
        assert_eq!(text.matches("/Type /Page\n").count(), 2);
        assert!(text.contains("/Count 2"));
    }

    #[test]
    fn a_label_takes_less_than_two_kilobytes() {
        let label = |n: usize| Label {
            code: format!("7H3K-D90Q-{n:04}"),
            barcode: format!("PACKAGE-{n:06}"),
            sender: "Casa Verde".to_owned(),
            recipient: "Maria da Conceição Souza".to_owned(),
            address: vec!["Avenida Paulista, 1000".to_owned(), "Bela Vista, São Paulo, SP".to_owned()],
            part: format!("{n}/50"),
            ..Label::default()
        };
        let file = pdf(&(0..200).map(label).collect::<Vec<_>>());
        let each = file.len() / 200;
        assert!((300..2_000).contains(&each), "a label takes {each} bytes");
    }
}
