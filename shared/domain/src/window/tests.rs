use std::collections::BTreeSet;

use jiff::civil::{date, time};

use super::*;
use crate::calendar::Holiday;
use crate::capacity::Places;
use crate::code::{CalendarId, HolidayId, PolygonId};
use crate::id::BranchId;
use crate::postal::{Country, PostalCode};

mod booked;

fn slot(shift: Shift, start: i8, end: i8, places: u32) -> Slot {
    Slot {
        shift,
        start: time(start, 0, 0, 0),
        end: time(end, 0, 0, 0),
        days: Weekdays::default(),
        places: Places::deliveries(places),
    }
}

/// Mornings and afternoons from Monday to Friday, from tomorrow on, for a week.
fn calendar() -> Calendar {
    Calendar {
        id: CalendarId::new("geral").unwrap(),
        name: "Geral".to_owned(),
        active: true,
        branch: None,
        area: Area::default(),
        polygons: BTreeSet::new(),
        slots: vec![slot(Shift::Afternoon, 13, 18, 2), slot(Shift::Morning, 8, 12, 2)],
        cut_off: CutOff::At { days: 1, time: time(18, 0, 0, 0) },
        lead_days: 1,
        horizon_days: 7,
        on_holidays: false,
        closed: BTreeSet::new(),
        most_moves: 2,
    }
}

fn sao_paulo() -> TimeZone {
    TimeZone::get("America/Sao_Paulo").unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Thursday noon in São Paulo.
const THURSDAY: &str = "2026-11-19T15:00:00Z";

fn days(calendar: &Calendar, now: &str, days_off: &DaysOff) -> Vec<String> {
    let zone = sao_paulo();
    let windows = upcoming(calendar, Place { zone: &zone, days_off, now: at(now) });
    windows.iter().map(|window| window.id().to_string().replace("geral.2026-", "")).collect()
}

#[test]
fn windows_are_those_of_open_dates_between_lead_and_horizon() {
    let told = days(&calendar(), THURSDAY, &DaysOff::default());
    let expected = [
        "11-20.0800-1200",
        "11-20.1300-1800",
        "11-23.0800-1200",
        "11-23.1300-1800",
        "11-24.0800-1200",
        "11-24.1300-1800",
        "11-25.0800-1200",
        "11-25.1300-1800",
        "11-26.0800-1200",
        "11-26.1300-1800",
    ];
    assert_eq!(told, expected);
}

#[test]
fn lead_closed_dates_holidays_and_cut_offs_take_windows_away() {
    fn check(change: impl Fn(&mut Calendar), now: &str, first: &str, count: usize) {
        let mut calendar = calendar();
        change(&mut calendar);
        let holiday =
            Holiday::new(HolidayId::new("consciencia").unwrap(), "Consciência Negra", date(2026, 11, 20), None);
        let told = days(&calendar, now, &DaysOff::new(&[holiday.unwrap()]));
        assert_eq!((told.first().map_or("", String::as_str), told.len()), (first, count), "{told:?}");
    }
    check(|_| (), THURSDAY, "11-23.0800-1200", 8);
    check(|calendar| calendar.on_holidays = true, THURSDAY, "11-20.0800-1200", 10);
    check(|calendar| calendar.lead_days = 2, THURSDAY, "11-24.0800-1200", 6);
    check(|calendar| calendar.closed = [date(2026, 11, 23)].into(), THURSDAY, "11-24.0800-1200", 6);
    check(|calendar| calendar.active = false, THURSDAY, "", 0);
    check(|calendar| calendar.horizon_days = 3, THURSDAY, "", 0);
    check(|calendar| calendar.lead_days = 0, THURSDAY, "11-23.0800-1200", 8);
    // Sunday at 17:59 and at 18:00 in São Paulo, with a cut-off at 18:00 the day before.
    check(|_| (), "2026-11-22T20:59:00Z", "11-23.0800-1200", 10);
    check(|_| (), "2026-11-22T21:00:00Z", "11-24.0800-1200", 8);
    let minutes = |calendar: &mut Calendar| {
        calendar.lead_days = 0;
        calendar.cut_off = CutOff::Before { minutes: 120 };
    };
    check(minutes, "2026-11-23T08:59:00Z", "11-23.0800-1200", 12);
    check(minutes, "2026-11-23T09:00:00Z", "11-23.1300-1800", 11);
}

#[test]
fn a_cut_off_after_the_start_is_the_start() {
    let mut calendar = calendar();
    calendar.cut_off = CutOff::At { days: 0, time: time(20, 0, 0, 0) };
    let zone = sao_paulo();
    let place = Place { zone: &zone, days_off: &DaysOff::default(), now: at(THURSDAY) };
    assert!(upcoming(&calendar, place).iter().all(|window| window.capacity.cut_off == Some(window.starts)));
}

#[test]
fn clock_times_are_those_of_the_recipient() {
    let manaus = TimeZone::get("America/Manaus").unwrap();
    let place = Place { zone: &manaus, days_off: &DaysOff::default(), now: at("2026-11-20T03:30:00Z") };
    assert_eq!(place.today(), date(2026, 11, 19));
    assert_eq!(upcoming(&calendar(), place).first().unwrap().starts, at("2026-11-23T12:00:00Z"));
    // In New York the clocks jump from 02:00 to 03:00 on 14 March 2027.
    let york = TimeZone::get("America/New_York").unwrap();
    let mut early = calendar();
    early.slots = vec![Slot { days: Weekdays([0].into()), ..slot(Shift::Night, 2, 5, 1) }];
    let place = Place { zone: &york, days_off: &DaysOff::default(), now: at("2027-03-11T12:00:00Z") };
    assert_eq!(upcoming(&early, place).first().unwrap().starts, at("2027-03-14T07:00:00Z"));
}

fn code(text: &str) -> PostalCode {
    PostalCode::new(Country::BRA, text).unwrap()
}

#[test]
fn the_most_special_calendar_that_covers_a_service_is_taken() {
    let branch = BranchId::new(uuid::Uuid::from_u128(7));
    let named = |id: &str, of: Option<BranchId>, ranges: &[(&str, &str)]| Calendar {
        id: CalendarId::new(id).unwrap(),
        branch: of,
        area: Area { ranges: ranges.iter().map(|(from, to)| (code(from), code(to))).collect() },
        ..calendar()
    };
    let all = [
        named("a-all", None, &[]),
        named("b-city", None, &[("01000000", "05999999")]),
        named("c-centre", None, &[("01000000", "01999999"), ("09000000", "09999999")]),
        named("d-branch", Some(branch), &[]),
        named("e-branch-centre", Some(branch), &[("01000000", "01999999")]),
        Calendar { active: false, ..named("f-off", Some(branch), &[("01310000", "01310999")]) },
    ];
    let nowhere = BTreeSet::new();
    let check = |of: Option<BranchId>, at: Option<&str>, expected: &str| {
        let found = Calendar::covering(&all, of, at.map(code).as_ref(), &nowhere).unwrap();
        assert_eq!(found.id.as_str(), expected, "{of:?} {at:?}");
    };
    check(None, None, "a-all");
    check(None, Some("20000000"), "a-all");
    check(None, Some("04000000"), "b-city");
    check(None, Some("01310100"), "c-centre");
    check(Some(branch), Some("04000000"), "d-branch");
    check(Some(branch), Some("01310100"), "e-branch-centre");
    check(Some(BranchId::new(uuid::Uuid::from_u128(8))), Some("01310100"), "c-centre");
    assert_eq!(Calendar::covering(&all[1..2], None, None, &nowhere), None);
}

#[test]
fn an_area_that_is_drawn_comes_before_postal_ranges() {
    let polygon = |id: &str| PolygonId::new(id).unwrap();
    let drawn = |id: &str, ranges: &[(&str, &str)]| Calendar {
        id: CalendarId::new(id).unwrap(),
        area: Area { ranges: ranges.iter().map(|(from, to)| (code(from), code(to))).collect() },
        polygons: [polygon("zona-sul")].into(),
        ..calendar()
    };
    let ranges = Calendar { polygons: BTreeSet::new(), ..drawn("a-ranges", &[("01310000", "01310999")]) };
    let all = [ranges, drawn("b-drawn", &[]), drawn("c-both", &[("02000000", "02999999")])];
    let check = |at: &str, around: &[&str], expected: Option<&str>| {
        let around = around.iter().map(|id| polygon(id)).collect();
        let found = Calendar::covering(&all, None, Some(&code(at)), &around);
        assert_eq!(found.map(|calendar| calendar.id.as_str()), expected, "{at} {around:?}");
    };
    check("01310100", &[], Some("a-ranges"));
    check("01310100", &["zona-sul"], Some("b-drawn"));
    check("02000000", &["zona-norte"], Some("c-both"));
    check("03000000", &["zona-norte"], None);
}

#[test]
fn a_calendar_tells_every_rule_it_breaks() {
    assert_eq!(calendar().mistakes(), []);
    let mut wrong = calendar();
    wrong.name = " ".to_owned();
    wrong.lead_days = 9;
    wrong.area.ranges.push((code("02000000"), code("01000000")));
    wrong.slots.push(slot(Shift::Night, 20, 18, 1));
    wrong.slots.push(slot(Shift::Afternoon, 13, 18, 9));
    wrong.slots[0].days.0.insert(7);
    let told: Vec<_> = wrong.mistakes().into_iter().map(|mistake| (mistake.pointer, mistake.code)).collect();
    let expected = [
        ("/name", "length"),
        ("/leadDays", "after_horizon"),
        ("/area/0", "not_a_range"),
        ("/slots/0/days", "weekdays"),
        ("/slots/2/end", "before_start"),
        ("/slots/3", "repeated"),
    ];
    assert_eq!(told, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
}

#[test]
fn a_calendar_is_read_as_it_was_written() {
    let text = serde_json::to_string(&calendar()).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar());
    let short =
        r#"{"id":"a","name":"A","slots":[{"shift":"morning","start":"08:00:00","end":"12:00:00"}],"horizonDays":5}"#;
    let read: Calendar = serde_json::from_str(short).unwrap();
    assert_eq!((read.active, read.lead_days, read.most_moves, read.mistakes().len()), (true, 0, 3, 0));
}
