//! A booked window as an entry for the recipient's calendar (RFC 5545).

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What the entry says.
pub(crate) struct Entry<'a> {
    /// Names it: a later entry of the same name replaces it.
    pub(crate) id: &'a str,
    /// Greater in each later entry of the same name.
    pub(crate) sequence: i64,
    /// When it was written.
    pub(crate) written: Timestamp,
    pub(crate) starts: Timestamp,
    pub(crate) ends: Timestamp,
    pub(crate) summary: &'a str,
    pub(crate) url: &'a str,
}

impl Entry<'_> {
    pub(crate) fn write(&self) -> String {
        let Self { id, sequence, written, starts, ends, summary, url } = self;
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//Entrega//Deliveries//EN".to_owned(),
            "METHOD:PUBLISH".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{id}@entrega"),
            format!("SEQUENCE:{sequence}"),
            format!("DTSTAMP:{}", instant(*written)),
            format!("DTSTART:{}", instant(*starts)),
            format!("DTEND:{}", instant(*ends)),
            format!("SUMMARY:{}", escaped(summary)),
            format!("URL:{url}"),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        lines.iter().map(|line| format!("{}\r\n", folded(line))).collect()
    }
}

fn instant(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// A line has at most 75 bytes; what is longer goes on behind a blank.
fn folded(line: &str) -> String {
    let (mut out, mut filled) = (String::with_capacity(line.len()), 0_usize);
    for c in line.chars() {
        if filled + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            filled = 1;
        }
        out.push(c);
        filled += c.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_what_calendars_read() {
        let at = |text: &str| text.parse().unwrap();
        let summary = "Entrega; Loja, São João ".repeat(4);
        let entry = Entry {
            id: "0190c3f0",
            sequence: 7,
            written: at("2026-11-22T12:00:00Z"),
            starts: at("2026-11-25T16:00:00Z"),
            ends: at("2026-11-25T21:00:00Z"),
            summary: &summary,
            url: "https://entregas.example/t/x",
        };
        let text = entry.write();
        assert!(text.contains("DTSTART:20261125T160000Z\r\nDTEND:20261125T210000Z\r\n"), "{text}");
        assert!(text.contains("UID:0190c3f0@entrega\r\nSEQUENCE:7\r\n") && text.contains("Entrega\\; Loja\\, S"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&escaped(&summary)), "{unfolded}");
    }
}
