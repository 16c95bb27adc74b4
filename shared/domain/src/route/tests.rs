use super::*;
use uuid::Uuid;

fn service(n: u128) -> ServiceId {
    ServiceId::new(Uuid::from_u128(n))
}

fn plan(driver: u128, stops: &[u128]) -> Plan {
    Plan {
        driver: DriverId::new(Uuid::from_u128(driver)),
        vehicle: None,
        date: Date::constant(2026, 11, 30),
        end_date: None,
        stops: stops.iter().copied().map(service).collect(),
    }
}

fn drawn(stops: &[u128]) -> Route {
    plan(1, stops).draw(RouteId::new(Uuid::from_u128(9)), Timestamp::UNIX_EPOCH).unwrap().0
}

#[test]
fn a_plan_names_each_service_once_and_ends_after_it_begins() {
    let many: Vec<u128> = (0..31).collect();
    let id = RouteId::new(Uuid::from_u128(9));
    let draw = |plan: Plan| plan.draw(id, Timestamp::UNIX_EPOCH).map(|_| ());
    assert_eq!(draw(plan(1, &[1, 2, 1])), Err(Refused::Twice));
    assert_eq!(draw(plan(1, &many)), Err(Refused::TooManyMoves));
    let early = Plan { end_date: Some(Date::constant(2026, 11, 29)), ..plan(1, &[1]) };
    assert_eq!(draw(early), Err(Refused::EndsEarly));
    let endless: Vec<u128> = (0..201).collect();
    assert_eq!(draw(plan(1, &endless)), Err(Refused::Stops));
    assert_eq!(draw(plan(1, &[])), Ok(()));
}

#[test]
fn a_change_says_what_comes_goes_and_changes_hands() {
    fn check(plan: &Plan, added: &[u128], removed: &[u128], handed: &[u128]) {
        let ids = |all: &[u128]| all.iter().copied().map(service).collect::<Vec<_>>();
        let expected = Moves { added: ids(added), removed: ids(removed), handed: ids(handed) };
        let waits = ids(&[1, 3]);
        let stop = |id: ServiceId| match waits.contains(&id) {
            true => Stop::Waits(drawn(&[]).driver),
            false => Stop::Ended { here: true },
        };
        assert_eq!(drawn(&[1, 2, 3]).change(plan, stop).map(|(_, moves)| moves), Ok(expected));
    }
    check(&plan(1, &[3, 2, 1]), &[], &[], &[]);
    check(&plan(1, &[2, 4]), &[4], &[1, 3], &[]);
    check(&plan(2, &[1, 5]), &[5], &[3], &[1]);
    // What was delivered before stays with whoever delivered it.
    check(&plan(2, &[1, 2, 3]), &[], &[], &[1, 3]);
}

#[test]
fn a_step_that_moves_many_services_is_taken_in_parts_that_end_where_it_wants_to() {
    let numbers = |from: u128, to: u128| (from..to).collect::<Vec<u128>>();
    let ids = |all: &[u128]| all.iter().copied().map(service).collect::<Vec<_>>();
    let mut route = Route { stops: ids(&numbers(0, 60)), ..drawn(&[]) };
    let wanted = plan(2, &[numbers(20, 60), numbers(100, 140)].concat());
    let mut held: BTreeSet<ServiceId> = route.stops.iter().copied().collect();
    let waits = |held: &BTreeSet<ServiceId>, id: ServiceId| {
        Stop::Waits(if held.contains(&id) { drawn(&[]).driver } else { wanted.driver })
    };
    let (mut parts, mut moved) = (0, 0);
    loop {
        let (after, moves) = route.change(&wanted, |id| waits(&held, id)).unwrap();
        let part = route.part(&after, &moves);
        let is_last = part.is_none();
        let (next, moves) = part.unwrap_or((after, moves));
        assert!(moves.count() <= MOST_MOVED && next.stops.len() <= MOST_STOPS);
        assert_eq!(next.driver, wanted.driver, "the new driver sees the route from the first part on");
        (parts, moved) = (parts + 1, moved + moves.count());
        for id in moves.removed.iter().chain(&moves.handed) {
            assert!(held.remove(id));
        }
        route = next;
        if is_last {
            break;
        }
    }
    assert_eq!((parts, moved, &route.stops, held.len()), (4, 100, &wanted.stops, 0));
    let all_wait = |_| Stop::Waits(wanted.driver);
    let (over, moves) = route.finish(all_wait, Timestamp::UNIX_EPOCH).unwrap();
    let (part, first) = route.part(&over, &moves).unwrap();
    assert_eq!((part.status, part.stops.len(), first.removed.len()), (RouteStatus::Planned, 52, 28));
    assert_eq!(route.clear(all_wait).unwrap().1.count(), 80);
    assert_eq!(over.clear(all_wait).map(|_| ()), Err(Refused::Over));
}

#[test]
fn a_route_starts_once_and_ends_once() {
    let at = Timestamp::UNIX_EPOCH;
    let started = drawn(&[1, 2]).start(at).unwrap();
    assert_eq!(started.start(at), Err(Refused::Started));
    let second_waits = |id| if id == service(2) { Stop::Waits(started.driver) } else { Stop::Ended { here: true } };
    assert_eq!(started.finish(|_| Stop::UnderWay, at).map(|_| ()), Err(Refused::UnderWay));
    let (over, moves) = started.finish(second_waits, at).unwrap();
    assert_eq!((over.stops.as_slice(), moves.removed.as_slice()), (&[service(1)][..], &[service(2)][..]));
    assert_eq!(over.start(at), Err(Refused::Over));
    assert_eq!(over.finish(second_waits, at).map(|_| ()), Err(Refused::Over));
    assert_eq!(over.change(&plan(1, &[1]), second_waits).map(|_| ()), Err(Refused::Over));
}

#[test]
fn what_ended_stays_and_what_left_comes_again_or_goes() {
    let before = drawn(&[1, 2, 3, 4]);
    let stop = |id: ServiceId| match id {
        id if id == service(1) => Stop::Ended { here: true },
        id if id == service(2) => Stop::Left,
        id if id == service(3) => Stop::Ended { here: false },
        _ => Stop::Waits(before.driver),
    };
    let ids = |all: &[u128]| all.iter().copied().map(service).collect::<Vec<_>>();
    let check = |named: &[u128], stops: &[u128], added: &[u128], removed: &[u128]| {
        let (after, moves) = before.change(&plan(1, named), stop).unwrap();
        assert_eq!((after.stops, moves.added, moves.removed), (ids(stops), ids(added), ids(removed)), "{named:?}");
    };
    check(&[4], &[1, 4], &[], &[]);
    check(&[4, 2], &[1, 4, 2], &[2], &[]);
    check(&[3, 1], &[3, 1], &[], &[4]);
    let full: Vec<u128> = (10..210).collect();
    assert_eq!(before.change(&plan(1, &full), stop).map(|_| ()), Err(Refused::Stops));
}
