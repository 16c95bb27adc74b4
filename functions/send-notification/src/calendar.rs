//! A booked window as an entry for the recipient's calendar (RFC 5545): put in, moved and taken out again (RFC 5546).

use domain::access::TenantScope;
use domain::capacity::WindowId;
use domain::event::EventKind;
use domain::message::Notice;
use domain::service::Service;
use domain::timeline::Entry as Happened;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{Page, keys};

use crate::Deps;

/// Entries of a timeline that are read at once.
const AT_ONCE: u16 = 200;

/// What an entry does to those of the same name that were sent before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// It stands, in place of them.
    Publish,
    /// They stand no more.
    Cancel,
}

impl Method {
    /// The name in a calendar.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Cancel => "CANCEL",
        }
    }

    const fn status(self) -> &'static str {
        match self {
            Self::Publish => "CONFIRMED",
            Self::Cancel => "CANCELLED",
        }
    }
}

/// What a mail does to the recipient's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) method: Method,
    pub(crate) window: WindowId,
    /// How often the window had been changed before: 0 when it was booked first.
    pub(crate) sequence: u32,
}

impl Change {
    /// Reads what a notice about a service does to it; none when it does nothing.
    pub(crate) async fn read(
        deps: &Deps,
        scope: TenantScope,
        service: &Service,
        notice: Notice,
        now: Timestamp,
    ) -> Result<Option<Self>, store::Error> {
        if !matches!(notice, Notice::Rescheduled | Notice::Unscheduled | Notice::Cancelled) {
            return Ok(None);
        }
        let (mut changes, mut page) = (Changes::default(), Page { limit: AT_ONCE, after: None });
        loop {
            let found = deps.gate.store().list(&keys::timeline(scope, service.id), &page, now).await?;
            found.items.iter().for_each(|entry| changes.note(&entry.value));
            page.after = found.next;
            if page.after.is_none() {
                let booked = service.booking.as_ref().map(|booking| &booking.window);
                return Ok(changes.change(notice, booked));
            }
        }
    }
}

/// What a timeline tells of windows.
#[derive(Clone, Debug, Default)]
struct Changes {
    /// How often one was booked, changed or given up.
    count: u32,
    /// The one that was given up last, unless another one was booked since.
    left: Option<WindowId>,
}

impl Changes {
    fn note(&mut self, entry: &Happened) {
        let is = |kind: EventKind| entry.kind == kind.name();
        let left = is(EventKind::ServiceUnscheduled);
        if left || is(EventKind::ServiceScheduled) || is(EventKind::ServiceRescheduled) {
            self.count = self.count.saturating_add(1);
            self.left = entry.data.get("before").filter(|_| left).and_then(|window| window.parse().ok());
        }
    }

    /// What is told now counts, however long ago it was to be told: the last change stands.
    fn change(self, notice: Notice, booked: Option<&WindowId>) -> Option<Change> {
        let last = self.count.saturating_sub(1);
        let (method, window, sequence) = match (notice, booked, self.left) {
            (Notice::Rescheduled, Some(window), _) => (Method::Publish, window.clone(), last),
            (Notice::Unscheduled | Notice::Cancelled, None, Some(window)) => (Method::Cancel, window, last),
            // On the day itself a window stays with a service that is called off.
            (Notice::Cancelled, Some(window), _) => (Method::Cancel, window.clone(), self.count),
            _ => return None,
        };
        Some(Change { method, window, sequence })
    }
}

/// What the entry says.
pub(crate) struct Entry<'a> {
    pub(crate) method: Method,
    /// Names it: a later entry of the same name replaces it.
    pub(crate) id: &'a str,
    /// Greater by one in each later entry of the same name.
    pub(crate) sequence: u32,
    /// When it was written.
    pub(crate) written: Timestamp,
    pub(crate) starts: Timestamp,
    pub(crate) ends: Timestamp,
    pub(crate) summary: &'a str,
    pub(crate) url: &'a str,
    /// Whose name and address stand under it: only from them a calendar takes it back.
    pub(crate) organizer: (&'a str, &'a str),
}

impl Entry<'_> {
    pub(crate) fn write(&self) -> String {
        let Self { method, id, sequence, written, starts, ends, summary, url, organizer: (name, address) } = self;
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//Entrega//Deliveries//EN".to_owned(),
            format!("METHOD:{}", method.name()),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{id}@entrega"),
            format!("SEQUENCE:{sequence}"),
            format!("STATUS:{}", method.status()),
            format!("DTSTAMP:{}", instant(*written)),
            format!("DTSTART:{}", instant(*starts)),
            format!("DTEND:{}", instant(*ends)),
            format!("SUMMARY:{}", escaped(summary)),
            format!("ORGANIZER;CN=\"{}\":mailto:{address}", name.replace(|c: char| c == '"' || c.is_control(), " ")),
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
            method: Method::Publish,
            id: "0190c3f0",
            sequence: 7,
            written: at("2026-11-22T12:00:00Z"),
            starts: at("2026-11-25T16:00:00Z"),
            ends: at("2026-11-25T21:00:00Z"),
            summary: &summary,
            url: "https://entregas.example/t/x",
            organizer: ("Loja \"São João\"", "entregas@example.com"),
        };
        let text = entry.write();
        assert!(text.contains("DTSTART:20261125T160000Z\r\nDTEND:20261125T210000Z\r\n"), "{text}");
        assert!(text.contains("UID:0190c3f0@entrega\r\nSEQUENCE:7\r\n") && text.contains("Entrega\\; Loja\\, S"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&escaped(&summary)), "{unfolded}");
        let organizer = "ORGANIZER;CN=\"Loja  São João \":mailto:entregas@example.com\r\n";
        assert!(unfolded.contains(organizer) && unfolded.contains("METHOD:PUBLISH\r\n"), "{unfolded}");
        let cancelled = Entry { method: Method::Cancel, sequence: 8, ..entry }.write();
        for line in ["METHOD:CANCEL\r\n", "UID:0190c3f0@entrega\r\nSEQUENCE:8\r\nSTATUS:CANCELLED\r\n"] {
            assert!(cancelled.contains(line), "{cancelled}");
        }
    }

    #[test]
    fn each_change_of_a_window_is_the_next_of_its_entry() {
        use EventKind::{ServiceCreated, ServiceRescheduled, ServiceScheduled, ServiceUnscheduled};
        const ONE: &str = "todos.2026-11-25.0800-1200";
        const TWO: &str = "todos.2026-11-26.0800-1200";
        fn check(
            told: &[(EventKind, Option<&str>)],
            booked: Option<&str>,
            notice: Notice,
            expected: Option<(Method, &str, u32)>,
        ) {
            let mut changes = Changes::default();
            for (kind, before) in told {
                changes.note(&Happened {
                    seq: 1,
                    id: "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d".parse().unwrap(),
                    kind: kind.name().to_owned(),
                    author: "user:x".to_owned(),
                    place: None,
                    happened_at: Timestamp::UNIX_EPOCH,
                    arrived_at: Timestamp::UNIX_EPOCH,
                    data: before.iter().map(|window| ("before".to_owned(), (*window).to_owned())).collect(),
                    hash: String::new(),
                });
            }
            let booked = booked.map(|window| window.parse().unwrap());
            let found = changes.change(notice, booked.as_ref());
            let expected =
                expected.map(|(method, window, sequence)| Change { method, window: window.parse().unwrap(), sequence });
            assert_eq!(found, expected, "{told:?} {notice:?}");
        }
        let booked = [(ServiceCreated, None), (ServiceScheduled, None)];
        let moved = [booked.as_slice(), &[(ServiceRescheduled, Some(ONE))]].concat();
        let left = [moved.as_slice(), &[(ServiceUnscheduled, Some(TWO))]].concat();
        let again = [left.as_slice(), &[(ServiceScheduled, None)]].concat();
        check(&booked, Some(ONE), Notice::Rescheduled, Some((Method::Publish, ONE, 0)));
        check(&moved, Some(TWO), Notice::Rescheduled, Some((Method::Publish, TWO, 1)));
        check(&left, None, Notice::Unscheduled, Some((Method::Cancel, TWO, 2)));
        check(&left, None, Notice::Cancelled, Some((Method::Cancel, TWO, 2)));
        check(&again, Some(ONE), Notice::Rescheduled, Some((Method::Publish, ONE, 3)));
        check(&again, Some(ONE), Notice::Cancelled, Some((Method::Cancel, ONE, 4)));
        check(&booked[..1], None, Notice::Cancelled, None);
        check(&left, None, Notice::Rescheduled, None);
    }
}
