//! Delivery slips on A4: what comes, to whom, and where it is signed for.

use crate::barcode::qr;
use crate::page::{Page, file};

/// What one slip says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// What people call the service.
    pub code: String,
    /// The same in groups, to be read out.
    pub spoken: String,
    /// In whose name it comes.
    pub sender: String,
    /// Who receives it.
    pub recipient: String,
    /// Where, line by line.
    pub address: Vec<String>,
    /// What it is: name and value.
    pub facts: Vec<(String, String)>,
    /// What is scanned on each package, and what it weighs.
    pub packages: Vec<(String, String)>,
}

/// The words on a slip, in the language of who reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Delivery slip.
    pub title: String,
    /// Packages.
    pub packages: String,
    /// And so many more.
    pub more: String,
    /// Who received it, with which document, when, and their signature: what is filled in by hand.
    pub fields: [String; 4],
}

const HEIGHT: u16 = 2376;
/// Packages that fit.
const MOST: usize = 24;

/// Slips as a PDF, one page each.
#[must_use]
pub fn slips(slips: &[Slip], words: &Words) -> Vec<u8> {
    // 210 by 297 millimetres in points.
    file(slips.iter().map(|slip| drawn(slip, words)).collect(), 595.275_6, 841.889_8)
}

fn drawn(slip: &Slip, words: &Words) -> Page {
    let mut page = Page::new(HEIGHT);
    page.text(120, 110, 56, true, &words.title);
    page.lines(120, 190, 34, 900, 1, &slip.sender);
    page.code_128(820, 100, 760, 130, &slip.code);
    page.text(960, 244, 34, true, &slip.spoken);
    page.fill(120, 310, 1440, 3);
    let mut below = page.lines(120, 340, 48, 1000, 2, &slip.recipient);
    for line in slip.address.iter().take(5) {
        below = page.lines(120, below.saturating_add(4), 36, 1000, 2, line);
    }
    if let Some(square) = qr(&slip.code) {
        page.square(1240, 320, 340, &square);
    }
    let mut below = below.max(700);
    page.fill(120, below, 1440, 3);
    below = below.saturating_add(24);
    for (name, value) in slip.facts.iter().take(8) {
        page.text(120, below, 32, true, name);
        below = page.lines(480, below, 32, 1080, 2, value).saturating_add(6);
    }
    below = below.saturating_add(20);
    page.text(120, below, 36, true, &words.packages);
    below = below.saturating_add(54);
    for (barcode, weight) in slip.packages.iter().take(MOST) {
        page.fill(124, below.saturating_add(14), 20, 3);
        page.lines(170, below, 30, 1000, 1, barcode);
        page.text(1300, below, 30, false, weight);
        below = below.saturating_add(40);
    }
    if slip.packages.len() > MOST {
        page.text(170, below, 30, false, &words.more);
    }
    for (line, field) in (0_u16..).zip(&words.fields) {
        let below = line.saturating_mul(110).saturating_add(1900);
        page.fill(120, below.saturating_add(60), 1440, 2);
        page.text(120, below.saturating_add(68), 26, false, field);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_page_however_much_it_has_to_say() {
        let much = Slip {
            code: "7H3KD90QWEX".to_owned(),
            recipient: "Ana ".repeat(60),
            address: vec!["Rua ".repeat(50); 9],
            facts: vec![("Order".to_owned(), "9".repeat(400)); 20],
            packages: vec![("P".repeat(60), "1 kg".to_owned()); 50],
            ..Slip::default()
        };
        let file = slips(&[much, Slip::default()], &Words::default());
        assert_eq!(String::from_utf8_lossy(&file).matches("/Type /Page\n").count(), 2);
    }
}
