use super::*;
use crate::capacity;
use crate::service::Status;
use crate::window::booking::{Asker, Booking, Change, Origin, Refused, Standing, book, give_up, is_over, take_back};
use proptest::prelude::*;

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
fn a_window_that_was_given_back_is_taken_again_as_it_was_chosen_while_it_has_room() {
    let free = choices(&BTreeMap::new(), None);
    let window = &free[0].window;
    let (left, full) = booked(window, 2);
    let now = || at(THURSDAY);
    let change = take_back(&left, window, Load::ONE, now()).unwrap();
    assert_eq!((change.booking.as_ref(), change.taken), (Some(&left), Some(full.clone())));
    assert!(change.given_back.is_none() && !change.leaves_route && !change.new_attempt);

    // Who brings a service back is not held to the cut-off, and everybody to the places and to the time.
    let shut = Capacity { cut_off: Some(now()), ..window.capacity.clone() };
    let late = take_back(&left, &Window { capacity: shut.clone(), ..window.clone() }, Load::ONE, now()).unwrap();
    assert_eq!(late.taken.unwrap().cut_off, shut.cut_off);
    let closed = Capacity { closed: true, ..window.capacity.clone() };
    let closed = take_back(&left, &Window { capacity: closed, ..window.clone() }, Load::ONE, now());
    assert_eq!(closed, Err(Refused::Window(capacity::Refused::Closed)));
    assert_eq!(take_back(&left, window, Load::ONE, window.ends), Err(Refused::Past));
    let places = Places { deliveries: Some(1), ..Places::default() };
    let other = Window { capacity: Capacity { places, ..full }, ..window.clone() };
    let other = take_back(&left, &other, Load::ONE, now());
    assert_eq!(other, Err(Refused::Window(capacity::Refused::Full)));
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
