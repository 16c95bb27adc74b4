use std::collections::BTreeSet;

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::booking::{Asker, Booking, Change, Origin, Refused, Standing, book, give_up, is_over};
use super::*;
use crate::calendar::Holiday;
use crate::capacity::{self, Places};
use crate::code::{CalendarId, HolidayId, PolygonId};
use crate::id::BranchId;
use crate::postal::{Country, PostalCode};
use crate::service::Status;

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

fn choices(stored: &BTreeMap<WindowId, Capacity>, booked: Option<&WindowId>) -> Vec<Choice> {
    let zone = sao_paulo();
    let place = Place { zone: &zone, days_off: &DaysOff::default(), now: at(THURSDAY) };
    offer(&calendar(), place, stored, Load::ONE, booked, 3)
}

#[test]
fn choices_are_numbered_and_have_room() {
    let free = choices(&BTreeMap::new(), None);
    assert_eq!(free.iter().map(|choice| choice.n).collect::<Vec<_>>(), [1, 2, 3]);
    let first = &free[0].window;
    let full = Capacity { taken: Load { deliveries: 2, units: 0 }, ..first.capacity.clone() };
    let stored = BTreeMap::from([(first.id().clone(), full)]);
    let left = choices(&stored, Some(free[1].window.id()));
    assert_eq!(left[0].window.id(), free[2].window.id());
    assert_eq!(left.iter().map(|choice| choice.n).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_few_windows_are_of_more_than_one_day() {
    let zone = sao_paulo();
    let place = Place { zone: &zone, days_off: &DaysOff::default(), now: at(THURSDAY) };
    let all = offer(&calendar(), place, &BTreeMap::new(), Load::ONE, None, 20);
    let few = spread(all.clone(), 1, 3);
    assert_eq!(few.iter().map(|choice| choice.n).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(few[0].window, all[0].window);
    assert!(few[0].date() < few[1].date() && few[1].date() < few[2].date());
    assert_eq!(spread(all.clone(), usize::MAX, 3), all[..3]);
}

fn asker(origin: Origin, now: &str) -> Asker {
    Asker { origin, now: at(now), most_moves: 2 }
}

fn booked(window: &Window, moves: u8) -> (Booking, Capacity) {
    let booking = Booking {
        window: window.id().clone(),
        shift: window.shift,
        load: Load::ONE,
        origin: Origin::Recipient,
        at: at(THURSDAY),
        moves,
    };
    (booking, window.capacity.take(Load::ONE, at(THURSDAY)).unwrap())
}

#[test]
fn a_window_is_booked_moved_and_given_up() {
    let free = choices(&BTreeMap::new(), None);
    let (first, second) = (&free[0].window, &free[1].window);
    let empty = Standing { status: Status::Active, booked: None };
    let change = book(empty, first, Load::ONE, asker(Origin::Recipient, THURSDAY)).unwrap();
    let booking = change.booking.clone().unwrap();
    let taken = change.taken.clone().unwrap();
    assert_eq!((booking.moves, taken.taken, change.given_back.clone()), (0, Load::ONE, None));
    assert!(!change.leaves_route && !change.new_attempt);

    let standing = Standing { status: Status::Routed, booked: Some((&booking, &taken)) };
    let change = book(standing, second, Load::ONE, asker(Origin::Recipient, THURSDAY)).unwrap();
    assert_eq!(change.booking.as_ref().unwrap().moves, 1);
    assert_eq!(change.given_back.unwrap().taken, Load::default());
    assert!(change.leaves_route);

    let change = give_up(standing).unwrap();
    let expected = Change {
        booking: None,
        taken: None,
        given_back: Some(first.capacity.clone()),
        leaves_route: true,
        new_attempt: false,
    };
    assert_eq!(change, expected);
    let failed = Standing { status: Status::Failed, booked: None };
    assert!(book(failed, first, Load::ONE, asker(Origin::Recipient, THURSDAY)).unwrap().new_attempt);
}

#[test]
fn a_booking_is_refused_for_the_most_lasting_reason() {
    let free = choices(&BTreeMap::new(), None);
    let (first, second) = (free[0].window.clone(), free[1].window.clone());
    let check = |status, moves, window: &Window, origin, now: &str, expected: Refused| {
        let (booking, capacity) = booked(&second, moves);
        let standing = Standing { status, booked: Some((&booking, &capacity)) };
        assert_eq!(book(standing, window, Load::ONE, asker(origin, now)), Err(expected));
    };
    use Origin::{Office, Recipient};
    let full = Window {
        capacity: Capacity { taken: Load { deliveries: 2, units: 0 }, ..first.capacity.clone() },
        ..first.clone()
    };
    let closed = Window { capacity: first.capacity.close(), ..first.clone() };
    let (late, past) = ("2026-11-20T01:00:00Z", "2026-11-20T15:00:00Z");
    check(Status::UnderWay, 9, &full, Recipient, late, Refused::UnderWay);
    check(Status::Paused, 0, &first, Office, THURSDAY, Refused::UnderWay);
    check(Status::Done, 0, &first, Office, THURSDAY, Refused::Ended);
    check(Status::CancelledByRecipient, 0, &first, Recipient, THURSDAY, Refused::Ended);
    check(Status::Active, 0, &second, Recipient, THURSDAY, Refused::Same);
    check(Status::Active, 2, &first, Recipient, THURSDAY, Refused::TooManyMoves { most: 2 });
    check(Status::Active, 0, &first, Recipient, past, Refused::Past);
    check(Status::Active, 0, &first, Office, past, Refused::Past);
    check(Status::Active, 0, &first, Recipient, late, Refused::Window(capacity::Refused::PastCutOff));
    check(Status::Active, 0, &full, Office, THURSDAY, Refused::Window(capacity::Refused::Full));
    check(Status::Active, 0, &closed, Office, THURSDAY, Refused::Window(capacity::Refused::Closed));
    assert_eq!(give_up(Standing { status: Status::Active, booked: None }), Err(Refused::NotBooked));
}

#[test]
fn a_service_keeps_its_place_until_nobody_comes_in_that_window_any_more() {
    let (booking, _) = booked(&choices(&BTreeMap::new(), None)[0].window, 0);
    let (day_before, day) = (date(2026, 11, 19), booking.window.date());
    assert_eq!(day, date(2026, 11, 20));
    for (status, before, then) in [
        (Status::Active, false, false),
        (Status::Routed, false, false),
        (Status::UnderWay, false, false),
        (Status::Paused, false, false),
        (Status::Failed, false, false),
        (Status::Done, true, false),
        (Status::Returned, true, true),
        (Status::CancelledByOffice, true, true),
        (Status::CancelledByRecipient, true, true),
    ] {
        assert_eq!((is_over(&booking, status, day_before), is_over(&booking, status, day)), (before, then), "{status}");
    }
}

#[test]
fn office_and_integration_are_not_held_to_cut_off_and_moves() {
    let free = choices(&BTreeMap::new(), None);
    let (booking, capacity) = booked(&free[1].window, 2);
    let standing = Standing { status: Status::Active, booked: Some((&booking, &capacity)) };
    for origin in [Origin::Office, Origin::Integration] {
        let change = book(standing, &free[0].window, Load::ONE, asker(origin, "2026-11-20T01:00:00Z")).unwrap();
        assert_eq!(change.booking.unwrap().moves, 2);
        assert_eq!(change.taken.unwrap().cut_off, free[0].window.capacity.cut_off);
    }
}

proptest! {
    #[test]
    fn what_is_taken_is_what_is_booked_and_places_are_never_exceeded(
        asks in prop::collection::vec((0_usize..6, 0_usize..5), 1..80),
    ) {
        let mut stored: BTreeMap<WindowId, Capacity> = BTreeMap::new();
        let mut bookings: [Option<Booking>; 6] = Default::default();
        let windows: Vec<Window> = choices(&BTreeMap::new(), None).into_iter().map(|choice| choice.window).collect();
        for (service, wish) in asks {
            let current = |stored: &BTreeMap<WindowId, Capacity>, window: &Window| {
                Capacity::current(Some(window.capacity.clone()), stored.get(window.id()).cloned()).unwrap()
            };
            let held = bookings[service].clone();
            let held = held.as_ref().map(|booking| (booking, &stored[&booking.window]));
            let standing = Standing { status: Status::Active, booked: held };
            let change = match windows.get(wish) {
                Some(window) => {
                    let window = Window { capacity: current(&stored, window), ..window.clone() };
                    book(standing, &window, Load::ONE, Asker { most_moves: 200, ..asker(Origin::Recipient, THURSDAY) })
                }
                None => give_up(standing),
            };
            let Ok(change) = change else { continue };
            for capacity in change.given_back.into_iter().chain(change.taken) {
                stored.insert(capacity.window.clone(), capacity);
            }
            bookings[service] = change.booking;
            for capacity in stored.values() {
                let holders = bookings.iter().flatten().filter(|booking| booking.window == capacity.window).count();
                prop_assert_eq!(u32::try_from(holders).unwrap(), capacity.taken.deliveries);
                prop_assert!(capacity.taken.deliveries <= 2);
            }
        }
    }
}
