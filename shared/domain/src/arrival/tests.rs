use super::*;
use crate::id::{DriverId, RouteId};
use crate::position::KEPT;
use proptest::prelude::*;
use uuid::Uuid;

fn service(n: u128) -> ServiceId {
    ServiceId::new(Uuid::from_u128(n))
}

/// A Monday in São Paulo, ten in the morning.
fn now() -> Timestamp {
    "2026-11-23T13:00:00Z".parse().unwrap()
}

/// So many metres north of the middle of São Paulo.
fn at(metres: i64) -> Point {
    Point::from_ten_millionths(-235_503_900 + metres * 90, -466_339_500).unwrap()
}

fn fix(metres: i64, minutes_ago: i64) -> Fix {
    let at_time = now() - SignedDuration::from_mins(minutes_ago);
    Fix { at: at_time, told_at: at_time, point: at(metres), accuracy: None, speed: None, heading: None }
}

fn stop(n: u128, metres: i64, status: Status) -> Stop {
    Stop { service: service(n), status, point: Some(at(metres)), minutes: Some(5), arrived_at: None }
}

fn course(stops: &[Stop]) -> Course {
    let zone = TimeZone::get("America/Sao_Paulo").unwrap();
    Course { under_way: true, place: Some(fix(0, 0)), stops: stops.to_vec(), zone }
}

/// From, to and the stops before, in minutes from now; or why not.
fn told(course: &Course, n: u128) -> Result<(i64, i64, usize), Unknown> {
    let minutes = |at: Timestamp| at.duration_since(now()).as_mins();
    course.arrival(service(n), now()).map(|found| (minutes(found.from), minutes(found.to), found.before))
}

use Status::{Active, CancelledByOffice, Done, Failed, Paused, Routed, UnderWay};

#[test]
fn an_arrival_follows_from_the_place_the_stops_before_and_their_time() {
    // 1 km takes 5 minutes, 5 km 18.
    assert_eq!(told(&course(&[stop(1, 1_000, Routed)]), 1), Ok((0, 15, 0)));
    assert_eq!(told(&course(&[stop(1, 5_000, Routed)]), 1), Ok((10, 30, 0)));
    let three = course(&[stop(1, 1_000, UnderWay), stop(2, 2_000, Routed), stop(3, 3_000, Routed)]);
    assert_eq!(told(&three, 1), Ok((0, 15, 0)));
    assert_eq!(told(&three, 2), Ok((5, 25, 1)));
    assert_eq!(told(&three, 3), Ok((10, 40, 2)));
    // What is done, failed or put off is not before anybody.
    let mut over = three.clone();
    over.stops[0].status = Done;
    over.stops[1].status = Paused;
    assert_eq!(told(&over, 3), Ok((5, 20, 0)));
    // A driver who goes to the last one first comes to the first one after that.
    let jumped = course(&[stop(1, 1_000, Routed), stop(2, 4_000, UnderWay)]);
    assert_eq!(told(&jumped, 2).map(|(.., before)| before), Ok(0));
    assert_eq!(told(&jumped, 1).map(|(.., before)| before), Ok(1));
}

#[test]
fn time_at_a_stop_runs_from_the_arrival_there() {
    let mut there = course(&[stop(1, 0, UnderWay), stop(2, 1_000, Routed)]);
    there.stops[0].minutes = Some(30);
    let before = there.arrival(service(2), now()).unwrap().expected;
    there.stops[0].arrived_at = Some(now() - SignedDuration::from_mins(20));
    let after = there.arrival(service(2), now()).unwrap().expected;
    assert_eq!(before.duration_since(after).as_mins(), 20);
    // It takes longer than it should: it may end any moment.
    there.stops[0].arrived_at = Some(now() - SignedDuration::from_mins(50));
    let any = there.arrival(service(2), now()).unwrap().expected;
    assert_eq!(after.duration_since(any).as_mins(), 10);
}

#[test]
fn where_nobody_can_say_the_reason_is_told() {
    fn check(change: impl FnOnce(&mut Course), expected: Unknown) {
        let mut course = course(&[stop(1, 1_000, UnderWay), stop(2, 3_000, Routed)]);
        change(&mut course);
        assert_eq!(course.arrival(service(2), now()), Err(expected));
    }
    check(|course| course.stops[1].status = Done, Unknown::Finished);
    check(|course| course.stops[1].status = Failed, Unknown::Finished);
    check(|course| course.stops[1].status = CancelledByOffice, Unknown::Finished);
    check(|course| course.stops[1].status = Active, Unknown::NotDispatched);
    check(|course| course.stops.truncate(1), Unknown::NotDispatched);
    check(|course| course.under_way = false, Unknown::NotDispatched);
    check(|course| course.stops[1].status = Paused, Unknown::Paused);
    check(|course| course.stops[1].point = None, Unknown::NoCoordinates);
    check(|course| course.place = None, Unknown::NoPosition);
    check(|course| course.place = Some(fix(0, 31)), Unknown::Stale);
    check(|course| course.stops[1].point = Some(at(900_000)), Unknown::TooFarAhead);
    let door = |course: &mut Course| {
        course.stops[1].status = UnderWay;
        course.stops[1].arrived_at = Some(now());
    };
    check(door, Unknown::AtTheDoor);
    let mut names: Vec<&str> = Unknown::ALL.iter().map(|why| why.name()).collect();
    names.dedup();
    assert_eq!(names.len(), 8);
}

#[test]
fn a_stop_that_is_not_on_the_map_takes_its_time_all_the_same() {
    let mut known = course(&[stop(1, 0, Routed), stop(2, 1_000, Routed)]);
    let near = known.arrival(service(2), now()).unwrap().expected;
    known.stops[0].point = None;
    assert!(known.arrival(service(2), now()).unwrap().expected > near);
}

#[test]
fn who_waits_is_shown_the_driver_exactly_only_when_it_is_the_next_ones_turn() {
    fn check(stops: &[Stop], n: u128, expected: Option<Sight>) {
        assert_eq!(course(stops).sight(service(n), now()), expected, "{stops:?}");
    }
    let many: Vec<Stop> = (1_u32..=5)
        .map(|n| stop(u128::from(n), i64::from(n) * 1_000, if n == 1 { UnderWay } else { Routed }))
        .collect();
    let (exact, about) = (Some(Sight::Exact(at(0))), Some(Sight::About(at(0).coarse())));
    check(&many, 1, exact);
    check(&many, 3, exact);
    check(&many, 4, about);
    check(&many, 6, None);
    let mut later = many.clone();
    for status in [Done, Failed, Paused, Active] {
        later[3].status = status;
        check(&later, 4, None);
    }
    let mut quiet = course(&many);
    quiet.place = Some(fix(0, 31));
    assert_eq!(quiet.sight(service(1), now()), None);
    let mut parked = course(&[stop(1, 1_000, Routed)]);
    parked.under_way = false;
    assert_eq!(parked.sight(service(1), now()), None);
    assert_eq!(parked.passes(service(1)), []);
    assert!(course(&many).passes(service(4)).iter().all(|point| *point == point.coarse()));
}

#[test]
fn only_the_driver_of_the_route_is_believed() {
    let driver = |n| DriverId::new(Uuid::from_u128(n));
    let mut route = Route {
        id: RouteId::new(Uuid::from_u128(9)),
        driver: driver(1),
        vehicle: None,
        date: jiff::civil::date(2026, 11, 23),
        end_date: None,
        stops: vec![service(1)],
        status: RouteStatus::Started,
        created_at: now(),
        started_at: Some(now()),
        finished_at: None,
    };
    let new = |route: &Route, status, trail: &Trail| {
        Course::new(route, vec![stop(1, 1_000, status)], Some(trail), TimeZone::UTC)
    };
    let trail = Trail::new(driver(1)).with((0..20).map(|n| fix(0, n)));
    assert_eq!(trail.fixes.len(), KEPT);
    assert_eq!(new(&route, Routed, &trail).place, Some(fix(0, 0)));
    assert_eq!(new(&route, Routed, &Trail { driver: driver(2), ..trail.clone() }).place, None);
    route.status = RouteStatus::Planned;
    assert!(!new(&route, Routed, &trail).under_way);
    assert!(new(&route, UnderWay, &trail).under_way, "a driver who is on the way has set out");
    route.status = RouteStatus::Finished;
    assert!(!new(&route, UnderWay, &trail).under_way);
}

proptest! {
    #[test]
    fn more_stops_before_make_it_later_and_a_longer_way_widens_the_window(
        first in 0_i64..8_000, second in 0_i64..8_000, minutes in 0_u16..60, old in 0_i64..25,
    ) {
        let place = Some(fix(0, old));
        let direct = Course { place, ..course(&[stop(2, second, Routed)]) };
        let mut way = Course { place, ..course(&[stop(1, first, Routed), stop(2, second, Routed)]) };
        way.stops[0].minutes = Some(minutes);
        let (direct, way) = (direct.arrival(service(2), now()).unwrap(), way.arrival(service(2), now()).unwrap());
        prop_assert!(way.expected.duration_since(direct.expected) >= SignedDuration::from_secs(-12));
        prop_assert_eq!((direct.before, way.before), (0, 1));
        for found in [direct, way] {
            prop_assert!(found.from <= found.expected && found.expected <= found.to && found.from < found.to);
        }
        let farther = Course { place, ..course(&[stop(2, second + 5_000, Routed)]) }.arrival(service(2), now()).unwrap();
        let wide = |found: Arrival| found.to.duration_since(found.expected);
        prop_assert!(farther.expected >= direct.expected);
        // The end of a window is told in steps of five minutes.
        prop_assert!(wide(farther) + SignedDuration::from_mins(5) >= wide(direct));
    }
}

#[test]
fn who_was_passed_the_link_sees_the_street_and_not_the_door() {
    let point = |lat, lng| Point::from_ten_millionths(lat, lng).unwrap();
    let (driver, home) = (point(-235_503_912, -466_339_587), point(-235_511_111, -466_322_222));
    for sight in [Sight::Exact(driver), Sight::About(driver.coarse())] {
        assert_eq!(Ends::seen(sight, home, true), Ends { driver: sight, home });
        assert_eq!(Ends::seen(sight, home, false).home, home.near());
    }
    assert_eq!(Ends::seen(Sight::Exact(driver), home, false).driver, Sight::Exact(driver.near()));
    assert_eq!(Ends::seen(Sight::About(driver.coarse()), home, false).driver, Sight::About(driver.coarse()));
}
