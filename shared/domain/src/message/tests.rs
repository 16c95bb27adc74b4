use jiff::Timestamp;
use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::shift::Shift;

fn values(pairs: &[(Tag, &str)]) -> Values {
    let mut values = Values::default();
    for (tag, value) in pairs {
        values.note(*tag, (*value).to_owned());
    }
    values
}

#[test]
fn the_documented_tags_are_known_by_their_names() {
    let documented = "Logo ShipperName ShipperCustomerFirstName InvoiceOrderOfService OrderNumber DeliveryDay Link \
                      NonDeliveryReason ItinerantDate UpTo Interval Period HEC OutForDelivery";
    for name in documented.split(' ') {
        assert!(Tag::ALL.iter().any(|tag| tag.name() == name), "{name}");
    }
    assert_eq!(Tag::Hec.to_string(), "{{HEC}}");
}

#[test]
fn a_text_is_refused_with_the_place_of_each_mistake() {
    fn check(text: &str, notice: Notice, sms: bool, expected: &[&str]) {
        let told = Text::new(text, notice, sms).err().unwrap_or_default();
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert_eq!(told, expected, "{text}");
    }
    use Notice::{Delivered, DeliveryStarted, NotDelivered, Stopped};
    check("Oi {{ShipperCustomerFirstName}}, {{HEC}}", DeliveryStarted, true, &[]);
    check("", Delivered, true, &["the text is empty"]);
    check(
        "ã {{Nome}} {{hec}} {{ShipperName",
        DeliveryStarted,
        true,
        &[
            "{{Nome}} at 2 is no tag",
            "{{hec}} at 11 is no tag; is {{HEC}} meant?",
            "the braces at 19 have no counterpart",
        ],
    );
    check("{{HEC}}", Delivered, true, &["{{HEC}} at 0 has no value for this notice"]);
    check("{{NonDeliveryReason}}", NotDelivered, true, &[]);
    check("{{Logo}}", Delivered, true, &["{{Logo}} at 0 is an image, which an SMS cannot hold"]);
    check("{{Logo}}", Delivered, false, &[]);
    check("a }} b", Delivered, true, &["the braces at 2 have no counterpart"]);
    check("{{ {{HEC}}", DeliveryStarted, true, &["the braces at 0 have no counterpart"]);
    check("{ok} <b>", Delivered, true, &[]);
    check("{{DeliveryDay}}", Stopped, true, &["{{DeliveryDay}} at 0 has no value for this notice"]);
    check(&"a".repeat(601), Delivered, true, &["the text has more than 600 characters"]);
}

#[test]
fn a_subject_is_one_line_without_what_only_the_recipient_may_read() {
    fn check(text: &str, expected: &[&str]) {
        let told = Text::subject(text, Notice::NotDelivered).err().unwrap_or_default();
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert_eq!(told, expected, "{text}");
    }
    check("{{ShipperName}}: pedido {{OrderNumber}}", &[]);
    check(" ", &["the text is empty"]);
    check(&"a".repeat(151), &["the text has more than 150 characters"]);
    check("Oi\r\nBcc: x", &["a subject is one line, which ends at 2"]);
    check(
        "{{Link}} {{HEC}}\n",
        &[
            "{{Link}} at 0 cannot stand in a subject",
            "{{HEC}} at 9 has no value for this notice",
            "a subject is one line, which ends at 16",
        ],
    );
    check("{{ShipperCustomerFirstName}}", &["{{ShipperCustomerFirstName}} at 0 cannot stand in a subject"]);
}

#[test]
fn tags_are_filled_once_and_leave_no_gap() {
    fn check(text: &str, pairs: &[(Tag, &str)], expected: &str) {
        let text = Text::new(text, Notice::DeliveryStarted, true).unwrap();
        assert_eq!(text.fill_plain(&values(pairs)), expected);
    }
    check("Oi {{ShipperCustomerFirstName}}!", &[(Tag::ShipperCustomerFirstName, "Ana")], "Oi Ana!");
    check("Oi {{ShipperCustomerFirstName}} tudo bem", &[], "Oi tudo bem");
    check("{{ShipperName}} {{OrderNumber}} {{Link}}", &[(Tag::Link, "l")], "l");
    check("{{ShipperName}}", &[(Tag::ShipperName, "{{Link}}"), (Tag::Link, "l")], "{{Link}}");
    check("{{ShipperName}}", &[(Tag::ShipperName, " a\r\nb\u{0}")], "a  b");
    let html = Text::new("<b>{{ShipperName}}</b>", Notice::Delivered, false).unwrap();
    let escape = |text: &str| text.replace('<', "&lt;");
    assert_eq!(html.fill(&values(&[(Tag::ShipperName, "<i>")]), escape), "<b>&lt;i></b>");
}

#[test]
fn a_template_without_its_facts_gives_way() {
    fn check(template: Template, notice: Notice, known: &[(Tag, &str)], expected: &str) {
        assert_eq!(template.possible(notice, &values(known)).key(notice).as_deref(), Some(expected));
    }
    use Notice::{Delivered, DeliveryStarted, RouteStarted};
    check(Template::Hec, DeliveryStarted, &[(Tag::Hec, "14:00")], "notice-delivery_started-hec");
    check(Template::Hec, DeliveryStarted, &[], "notice-delivery_started-out");
    check(Template::Standard, RouteStarted, &[], "notice-route_started-out");
    check(Template::Interval { minutes: 60 }, RouteStarted, &[(Tag::Hec, "14:00")], "notice-route_started-out");
    check(Template::Period, Delivered, &[(Tag::Period, "x")], "notice-delivered");
    check(Template::Standard, Delivered, &[], "notice-delivered");
}

#[test]
fn a_template_is_written_by_its_kind() {
    let text = Text::new("oi {{Link}}", Notice::Late, true).unwrap();
    for (template, json) in [
        (Template::Standard, r#"{"kind":"standard"}"#),
        (Template::UpTo { time: time(18, 0, 0, 0) }, r#"{"kind":"up_to","time":"18:00:00"}"#),
        (Template::Custom { text }, r#"{"kind":"custom","text":"oi {{Link}}"}"#),
    ] {
        assert_eq!(serde_json::to_string(&template).unwrap(), json);
        assert_eq!(serde_json::from_str::<Template>(json).unwrap(), template);
    }
}

#[test]
fn arrivals_are_told_on_the_clock_of_the_place() {
    let mut facts = Facts::new("Loja".to_owned(), TimeZone::get("America/Manaus").unwrap());
    assert_eq!((facts.arrival_time(), facts.band(60), facts.shift()), (None, None, None));
    facts.window = Some(Picked { n: None, date: date(2026, 11, 24), shift: Shift::Night, hours: None });
    assert_eq!(facts.shift(), Some(Shift::Night));
    facts.arrival = Some("2026-11-24T18:47:31Z".parse().unwrap());
    assert_eq!(facts.arrival_time(), Some(time(14, 47, 0, 0)));
    assert_eq!(facts.band(60), Some((time(14, 0, 0, 0), time(15, 0, 0, 0))));
    assert_eq!(facts.band(120), Some((time(14, 0, 0, 0), time(16, 0, 0, 0))));
    assert_eq!(facts.shift(), Some(Shift::Afternoon));
    facts.arrival = Some("2026-11-25T03:30:00Z".parse().unwrap());
    assert_eq!(facts.band(60), Some((time(23, 0, 0, 0), time(23, 59, 0, 0))));
}

#[test]
fn a_notice_is_of_use_until_what_it_foretells() {
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    let timing = Timing {
        happened: Some(at("2026-11-24T10:00:00Z")),
        window_starts: Some(at("2026-11-24T13:00:00Z")),
        window_ends: Some(at("2026-11-24T17:00:00Z")),
        arrival: Some(at("2026-11-24T10:40:00Z")),
        ..Timing::default()
    };
    let check = |notice: Notice, timing: Timing, expected: Option<&str>| {
        assert_eq!(notice.useful_until(timing), expected.map(at), "{notice:?}");
    };
    check(Notice::DeliveryStarted, timing, Some("2026-11-24T10:40:00Z"));
    check(Notice::DeliveryStarted, Timing { arrival: None, ..timing }, Some("2026-11-24T12:00:00Z"));
    check(Notice::RouteStarted, timing, Some("2026-11-24T17:00:00Z"));
    // A window that has passed without them does not end the day of those who still wait.
    let passed = Timing {
        window_ends: Some(at("2026-11-24T09:00:00Z")),
        route_ends: Some(at("2026-11-25T03:00:00Z")),
        ..timing
    };
    check(Notice::RouteStarted, passed, Some("2026-11-25T03:00:00Z"));
    check(Notice::Rescheduled, timing, Some("2026-11-24T17:00:00Z"));
    check(Notice::Delivered, timing, Some("2026-11-26T10:00:00Z"));
    check(Notice::Late, Timing::default(), None);
}

#[test]
fn only_answers_disturb_at_night_and_only_what_is_owed_cannot_be_switched_off() {
    for notice in Notice::ALL {
        assert_eq!(serde_json::to_string(&notice).unwrap(), format!("\"{}\"", notice.name()));
        assert!(Template::Standard.suits(notice), "{notice:?}");
    }
    assert_eq!(Notice::ALL.iter().filter(|notice| notice.is_optional()).count(), 14);
    assert_eq!(Notice::ALL.iter().filter(|notice| notice.answers()).count(), 5);
}

proptest! {
    #[test]
    fn what_is_accepted_holds_no_brace_once_filled(text in "[a {}DHECLink]{0,40}") {
        if let Ok(text) = Text::new(&text, Notice::DeliveryStarted, true) {
            let filled = text.fill_plain(&Values::default());
            prop_assert!(!filled.contains("{{") && !filled.contains("}}"), "{filled}");
        }
    }
}
