use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;

fn window() -> WindowId {
    let calendar = CalendarId::new("centro").unwrap();
    WindowId::new(calendar, date(2026, 11, 23), time(8, 0, 0, 0), time(12, 0, 0, 0)).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-22T12:00:00Z")
}

fn places(deliveries: Option<u32>, units: Option<u32>) -> Places {
    Places { deliveries, units }
}

#[test]
fn a_window_is_named_in_exactly_one_way() {
    assert_eq!(window().to_string(), "centro.2026-11-23.0800-1200");
    assert_eq!("centro.2026-11-23.0800-1200".parse(), Ok(window()));
    for wrong in [
        "",
        "centro",
        "centro.2026-11-23",
        "centro.2026-11-23.0800",
        "centro.2026-11-23.800-1200",
        "centro.2026-11-23.0800-12000",
        "centro.2026-11-23.0800-+100",
        "centro.2026-02-30.0800-1200",
        "centro.20261123.0800-1200",
        "centro.2026-11-23.1200-0800",
        "centro.2026-11-23.0800-0800",
        "centro.2026-11-23.0800-2400",
        "a#b.2026-11-23.0800-1200",
        "centro.2026-11-23.08é0-1200",
    ] {
        assert!(wrong.parse::<WindowId>().is_err(), "{wrong}");
    }
    let calendar = || CalendarId::new("centro").unwrap();
    assert!(WindowId::new(calendar(), date(2026, 11, 23), time(8, 0, 1, 0), time(12, 0, 0, 0)).is_err());
}

#[test]
fn places_are_taken_until_a_limit_is_reached() {
    fn check(places: Places, taken: (u32, u32), load: Load, expected: Result<(u32, u32), Refused>) {
        let taken = Load { deliveries: taken.0, units: taken.1 };
        let capacity = Capacity { taken, ..Capacity::new(window(), places, None) };
        let told = capacity.take(load, now()).map(|after| (after.taken.deliveries, after.taken.units));
        assert_eq!(told, expected, "{places:?} {taken:?} {load:?}");
    }
    check(places(None, None), (7, 70), Load::of_units(5), Ok((8, 75)));
    check(places(Some(2), None), (1, 0), Load::ONE, Ok((2, 0)));
    check(places(Some(2), None), (2, 0), Load::ONE, Err(Refused::Full));
    check(places(None, Some(10)), (3, 6), Load::of_units(4), Ok((4, 10)));
    // Two units are left, four are in the cart: what is offered can be had.
    check(places(None, Some(10)), (3, 8), Load::of_units(4), Ok((4, 12)));
    check(places(None, Some(10)), (4, 10), Load::of_units(1), Err(Refused::Full));
    check(places(None, Some(10)), (4, 12), Load::of_units(1), Err(Refused::Full));
    check(places(Some(3), Some(10)), (3, 6), Load::of_units(4), Err(Refused::Full));
    check(places(None, Some(0)), (0, 0), Load::of_units(1), Err(Refused::Full));
    check(places(None, Some(0)), (0, 0), Load::ONE, Ok((1, 0)));
    check(places(Some(0), None), (0, 0), Load::ONE, Err(Refused::Full));
    check(places(None, None), (u32::MAX, 0), Load::ONE, Err(Refused::Full));
    check(places(Some(2), None), (5, 0), Load::ONE, Err(Refused::Full));
}

#[test]
fn a_closed_or_late_window_takes_nothing_and_gives_back() {
    fn check(closed: bool, cut_off: &str, expected: Option<Refused>) {
        let open = Capacity::new(window(), Places::deliveries(5), Some(at(cut_off)));
        let capacity = Capacity { closed, taken: Load::ONE, ..open };
        assert_eq!(capacity.take(Load::ONE, now()).err(), expected, "{closed} {cut_off}");
        assert_eq!(capacity.has_room(Load::ONE, now()), expected.is_none());
        assert_eq!(capacity.give_back(Load::ONE).map(|after| after.taken), Ok(Load::default()));
    }
    check(false, "2026-11-22T12:00:01Z", None);
    check(false, "2026-11-22T12:00:00Z", Some(Refused::PastCutOff));
    check(true, "2026-11-22T12:00:01Z", Some(Refused::Closed));
    check(true, "2026-11-22T11:00:00Z", Some(Refused::Closed));
}

#[test]
fn more_is_never_given_back_than_is_taken() {
    let one = Capacity::new(window(), Places::deliveries(5), None).take(Load::of_units(2), now()).unwrap();
    assert_eq!(one.give_back(Load::of_units(3)), Err(Refused::NotTaken));
    assert_eq!(one.give_back(Load { deliveries: 2, units: 0 }), Err(Refused::NotTaken));
    assert_eq!(one.give_back(Load::of_units(2)).unwrap().taken, Load::default());
}

#[test]
fn limits_come_from_the_calendar_and_takings_from_the_store() {
    let defined = Capacity::new(window(), Places::deliveries(3), Some(at("2026-11-22T20:00:00Z")));
    let stored = Capacity {
        taken: Load { deliveries: 4, units: 0 },
        closed: true,
        ..Capacity::new(window(), Places::deliveries(9), None)
    };
    let current = Capacity::current(Some(defined.clone()), Some(stored.clone())).unwrap();
    assert_eq!((current.places, current.cut_off), (defined.places, defined.cut_off));
    assert_eq!((current.taken, current.closed, current.free()), (stored.taken, true, Some(0)));
    assert_eq!(current.reopen().take(Load::ONE, now()), Err(Refused::Full));
    assert_eq!(Capacity::current(Some(defined.clone()), None), Ok(defined.clone()));
    assert_eq!(Capacity::current(None, Some(stored.clone())), Err(Refused::Unknown));
    let other = Capacity { window: "sul.2026-11-23.0800-1200".parse().unwrap(), ..stored };
    assert_eq!(Capacity::current(Some(defined), Some(other)), Err(Refused::Unknown));
}

#[test]
fn closing_keeps_what_is_taken() {
    let capacity = Capacity::new(window(), Places::deliveries(3), None).take(Load::ONE, now()).unwrap();
    let closed = capacity.close();
    assert_eq!((closed.taken, closed.free()), (Load::ONE, Some(0)));
    assert_eq!(closed.reopen(), capacity);
    assert_eq!(capacity.free(), Some(2));
    assert_eq!(Capacity::new(window(), Places::default(), None).free(), None);
}

#[test]
fn a_capacity_is_read_as_it_was_written() {
    let capacity = Capacity::new(window(), Places::deliveries(3), Some(now()));
    let text = serde_json::to_string(&capacity).unwrap();
    assert_eq!(
        text,
        r#"{"window":"centro.2026-11-23.0800-1200","places":{"deliveries":3},"taken":{"deliveries":0,"units":0},"closed":false,"cutOff":"2026-11-22T12:00:00Z"}"#
    );
    assert_eq!(serde_json::from_str::<Capacity>(&text).unwrap(), capacity);
}

proptest! {
    #[test]
    fn places_are_never_exceeded_and_giving_back_restores(
        limits in (prop::option::of(0_u32..8), prop::option::of(0_u32..40)),
        asks in prop::collection::vec((any::<bool>(), 0_u32..12), 1..60),
    ) {
        let places = places(limits.0, limits.1);
        let mut capacity = Capacity::new(window(), places, None);
        let mut held: Vec<Load> = Vec::new();
        for (take, units) in asks {
            let before = capacity.clone();
            if take {
                let load = Load::of_units(units);
                let Ok(after) = before.take(load, now()) else { continue };
                prop_assert_eq!(after.give_back(load), Ok(before.clone()));
                held.push(load);
                capacity = after;
            } else if let Some(load) = held.pop() {
                capacity = before.give_back(load).unwrap();
            }
            prop_assert!(places.deliveries.is_none_or(|limit| capacity.taken.deliveries <= limit));
            let one_was_free = units == 0 || places.units.is_none_or(|limit| before.taken.units < limit);
            prop_assert!(!take || one_was_free);
            let sum = |part: fn(&Load) -> u32| held.iter().map(part).sum::<u32>();
            prop_assert_eq!(capacity.taken, Load { deliveries: sum(|l| l.deliveries), units: sum(|l| l.units) });
        }
        for load in held.drain(..) {
            capacity = capacity.give_back(load).unwrap();
        }
        prop_assert_eq!(capacity.taken, Load::default());
    }
}
