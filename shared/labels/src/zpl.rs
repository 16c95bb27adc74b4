//! Labels in the language of label printers, ZPL II, for 203 dots to the inch.

use crate::barcode::code_128;
use crate::label::{HEIGHT, Label, WIDTH};
use crate::page::broken;
use std::fmt::Write as _;

/// Labels as ZPL, one format each. Whatever a caller wrote goes as hexadecimal where the printer would read a command.
#[must_use]
pub fn zpl(labels: &[Label]) -> String {
    labels.iter().map(format).collect()
}

fn format(label: &Label) -> String {
    let mut zpl = format!("^XA^CI28^PW{WIDTH}^LL{HEIGHT}");
    text(&mut zpl, 40, 40, 32, &first(&label.sender, 32));
    text(&mut zpl, 640, 40, 44, &label.part);
    zpl.push_str("^FO40,96^GB720,3,3^FS");
    let mut below = 120_u16;
    for line in broken(&label.recipient, 28, 2) {
        text(&mut zpl, 40, below, 50, &line);
        below = below.saturating_add(58);
    }
    for line in label.address.iter().take(5).flat_map(|line| broken(line, 38, 2)) {
        text(&mut zpl, 40, below, 38, &line);
        below = below.saturating_add(46);
    }
    zpl.push_str("^FO40,560^GB720,3,3^FS");
    let mut below = 590_u16;
    for note in label.notes.iter().take(6).flat_map(|note| broken(note, 28, 2)) {
        text(&mut zpl, 40, below, 30, &note);
        below = below.saturating_add(38);
    }
    let _ = write!(zpl, "^FO500,600^BQN,2,6^FH_^FDMA,{}^FS", escaped(&label.barcode));
    zpl.push_str("^FO40,880^GB720,3,3^FS");
    if let Some(bars) = code_128(&label.barcode) {
        let modules: u16 = bars.iter().map(|width| u16::from(*width)).fold(20, u16::saturating_add);
        if let Some(module) = [4_u16, 3, 2].into_iter().find(|module| module.saturating_mul(modules) <= WIDTH) {
            let left = module.saturating_mul(10);
            // In this mode `>` begins a code of the printer's, and `>0` is the character itself.
            let data = escaped(&label.barcode.replace('>', ">0"));
            let _ = write!(zpl, "^FO{left},910^BY{module}^BCN,170,N,N,N,N^FH_^FD>:{data}^FS");
        }
    }
    text(&mut zpl, 40, 1090, 32, &first(&label.barcode, 44));
    text(&mut zpl, 40, 1136, 38, &label.code);
    zpl.push_str("^XZ\n");
    zpl
}

fn text(zpl: &mut String, x: u16, y: u16, size: u16, text: &str) {
    if !text.is_empty() {
        let _ = write!(zpl, "^FO{x},{y}^A0N,{size},{size}^FH_^FD{}^FS", escaped(text));
    }
}

fn first(text: &str, longest: usize) -> String {
    broken(text, longest, 1).into_iter().next().unwrap_or_default()
}

/// `^` and `~` begin commands, `_` begins a hexadecimal number after `^FH_`, and nothing below a blank is printed.
fn escaped(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).fold(String::with_capacity(text.len()), |mut escaped, letter| {
        match letter {
            '^' | '~' | '_' => {
                let _ = write!(escaped, "_{:02X}", u32::from(letter));
            }
            other => escaped.push(other),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_caller_wrote_is_read_as_a_command() {
        let hostile = "^XZ~JA^FS_5E";
        let label = Label {
            code: hostile.to_owned(),
            barcode: "^A>B~_".to_owned(),
            recipient: hostile.to_owned(),
            address: vec![format!("{hostile}\n^XA")],
            notes: vec![hostile.to_owned()],
            part: hostile.to_owned(),
            sender: hostile.to_owned(),
        };
        let zpl = zpl(&[label]);
        assert_eq!((zpl.matches("^XA").count(), zpl.matches("^XZ").count(), zpl.matches('~').count()), (1, 1, 0));
        assert!(zpl.contains("_5EXZ_7EJA_5EFS_5F5E"), "{zpl}");
        assert!(zpl.contains("^FD>:_5EA>0B_7E_5F^FS"), "{zpl}");
    }

    #[test]
    fn a_code_is_printed_at_whole_dots_or_not_at_all() {
        let code = |barcode: String| zpl(&[Label { barcode, ..Label::default() }]);
        for (barcode, module) in
            [("PKG-1".to_owned(), Some("^BY4^BC")), ("P".repeat(15), Some("^BY3^BC")), ("P".repeat(60), None)]
        {
            let printed = code(barcode.clone());
            assert_eq!(printed.contains("^BCN"), module.is_some(), "{barcode}");
            assert!(module.is_none_or(|module| printed.contains(module)), "{printed}");
        }
        assert!(!code("ação".to_owned()).contains("^BCN"));
    }
}
