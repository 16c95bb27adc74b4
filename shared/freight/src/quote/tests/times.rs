use super::*;
use crate::configuration::{BusinessHours, OpenHours, Pickup, TimeOfDay};
use domain::calendar::WeekendAndHolidays;

const EVERY_DAY: WeekendAndHolidays = WeekendAndHolidays { saturday: true, sunday: true, holiday: true };
const BUSINESS_DAYS: WeekendAndHolidays = WeekendAndHolidays { saturday: false, sunday: false, holiday: false };

fn minute(text: &str) -> TimeOfDay {
    serde_json::from_value(serde_json::Value::from(text)).unwrap()
}

/// A carrier that takes so long, on such days.
fn carrier(time: &str, mode: WeekendAndHolidays) -> World {
    let mut world = World::new();
    world.policy("p", "Normal", &[&format!("0,1000,10,0,0,0,{time},0")]).weekend_and_holidays = mode;
    world
}

fn promised(world: &World) -> (String, String) {
    let option = world.option(&cart(vec![item("s", 1, 500)]));
    let mut at = option.time_parts.first().map_or_else(|| option.promised_at.clone(), |part| part.from.clone());
    for part in &option.time_parts {
        assert_eq!(part.from, at, "time parts leave no gaps");
        at = part.to.clone();
    }
    assert_eq!(at, option.promised_at);
    (option.promised_at.strftime("%Y-%m-%dT%H:%M%:z").to_string(), option.estimate.to_string())
}

fn check(world: &World, at: &str, estimate: &str) {
    assert_eq!(promised(world), (at.to_owned(), estimate.to_owned()));
}

#[test]
fn all_times_add_up() {
    let add_up = |warehouse: &str, dock: &str, transit: &str, lead: u32, at: &str, estimate: &str| {
        let mut world = carrier(transit, EVERY_DAY);
        world.at("2024-07-15T15:39:20-03:00");
        world.warehouse("w", &[("d", warehouse, "0")]);
        world.dock("d", &["p"]).processing_time = dock.parse().unwrap();
        world.balance("w", "s", Balance { total: 1, lead_time: days(lead), ..Balance::default() });
        check(&world, at, estimate);
    };
    add_up("P2D", "P2D", "2.00:00:00", 0, "2024-07-21T15:39-03:00", "6d");
    add_up("P2D", "P2D", "11.00:00:00", 0, "2024-07-30T15:39-03:00", "15d");
    add_up("PT0S", "P7D", "2.00:00:00", 0, "2024-07-24T15:39-03:00", "9d");
    add_up("PT0S", "PT0S", "00:01:00", 0, "2024-07-15T15:40-03:00", "1m");
    add_up("P1D", "P1D", "1.00:00:00", 3, "2024-07-21T15:39-03:00", "6d");
    add_up("PT0S", "PT0S", "4.12:00:00", 0, "2024-07-20T03:39-03:00", "5d");
    add_up("PT0S", "PT0S", "00:00:00", 0, "2024-07-15T15:39-03:00", "0bd");
}

#[test]
fn every_package_tells_its_own_stretches() {
    let mut world = carrier("2", EVERY_DAY);
    world.dock("e", &["p"]).processing_time = days(1);
    world.warehouse("v", &[("e", "PT0S", "0")]);
    world.hold("v", "t", 1);
    let option = world.option(&cart(vec![item("s", 1, 100), item("t", 1, 100)]));
    let said = |parts: &[TimePart]| {
        let days = parts.iter().map(|part| format!("{} {}d", part.code.code(), part.seconds / 86_400));
        days.collect::<Vec<String>>().join(", ")
    };
    let own =
        |package: &Package| package.timing.as_ref().map(|timing| (said(&timing.parts), timing.estimate.to_string()));
    let packages: Vec<_> = option.packages.iter().map(|package| (package.dock.as_str(), own(package))).collect();
    let early = Some(("transit 2d".to_owned(), "2d".to_owned()));
    assert_eq!(packages, [("d", early), ("e", None)]);
    assert_eq!(
        (said(&option.time_parts), option.estimate.to_string()),
        ("dock 1d, transit 2d".to_owned(), "3d".to_owned())
    );
}

#[test]
fn weekends_and_holidays_count_only_if_the_policy_says_so() {
    let ordered = |at: &str, mode, transit: &str, holidays: &[&str], promise: &str| {
        let mut world = carrier(transit, mode);
        world.at(at);
        holidays.iter().for_each(|day| world.holiday(day));
        assert_eq!(promised(&world).0, promise, "{at} + {transit}");
    };
    // 2026-11-20 is a Friday.
    ordered("2026-11-20T10:00:00-03:00", EVERY_DAY, "3", &[], "2026-11-23T10:00-03:00");
    ordered("2026-11-20T10:00:00-03:00", BUSINESS_DAYS, "3", &[], "2026-11-25T10:00-03:00");
    ordered("2026-11-20T10:00:00-03:00", BUSINESS_DAYS, "1", &[], "2026-11-23T10:00-03:00");
    ordered("2026-11-21T10:00:00-03:00", BUSINESS_DAYS, "1", &[], "2026-11-24T10:00-03:00");
    ordered("2026-11-21T10:00:00-03:00", BUSINESS_DAYS, "5", &[], "2026-11-30T10:00-03:00");
    ordered("2026-11-22T10:00:00-03:00", BUSINESS_DAYS, "1", &[], "2026-11-24T10:00-03:00");
    ordered("2018-02-05T10:00:00-02:00", BUSINESS_DAYS, "2", &["2018-02-06"], "2018-02-08T10:00-02:00");
    ordered("2018-02-05T10:00:00-02:00", EVERY_DAY, "2", &["2018-02-06"], "2018-02-07T10:00-02:00");
    let saturdays = WeekendAndHolidays { saturday: true, ..BUSINESS_DAYS };
    ordered("2026-11-20T10:00:00-03:00", saturdays, "2", &[], "2026-11-23T10:00-03:00");
    ordered("2026-11-20T00:00:00-03:00", BUSINESS_DAYS, "1", &[], "2026-11-23T00:00-03:00");
    ordered("2026-11-20T20:00:00-03:00", BUSINESS_DAYS, "06:00:00", &[], "2026-11-23T02:00-03:00");
}

#[test]
fn the_order_s_own_day_counts_if_the_carrier_has_hours_on_it() {
    let mut world = carrier("1", BUSINESS_DAYS);
    world.at("2022-11-02T10:00:00-03:00");
    world.holiday("2022-11-02");
    check(&world, "2022-11-04T10:00-03:00", "1bd");
    let open = OpenHours { day_of_week: 3, opening: minute("08:00"), closing: minute("18:00") };
    world.policies[0].business_hours = BusinessHours { hours: vec![open], accepts_orders_outside: false };
    check(&world, "2022-11-03T10:00-03:00", "1bd");
}

#[test]
fn goods_that_miss_a_pickup_wait_for_the_date_of_the_next() {
    let ordered = |at: &str, preparation: &str, promise: &str, estimate: &str| {
        let mut world = carrier("2", BUSINESS_DAYS);
        world.at(at);
        world.dock("d", &["p"]).processing_time = preparation.parse().unwrap();
        world.policies[0].pickups =
            [1, 3].map(|day_of_week| Pickup { day_of_week, time_limit: minute("18:00") }).to_vec();
        check(&world, promise, estimate);
    };
    // 2026-11-23 is a Monday.
    ordered("2026-11-23T17:00:00-03:00", "PT0S", "2026-11-25T17:00-03:00", "2bd");
    ordered("2026-11-23T18:00:59-03:00", "PT0S", "2026-11-25T18:00-03:00", "2bd");
    ordered("2026-11-23T18:01:00-03:00", "PT0S", "2026-11-27T18:01-03:00", "4bd");
    ordered("2026-11-24T09:00:00-03:00", "PT0S", "2026-11-27T09:00-03:00", "3bd");
    ordered("2026-11-23T09:00:00-03:00", "P1D", "2026-11-27T09:00-03:00", "4bd");
    ordered("2026-11-25T19:00:00-03:00", "PT0S", "2026-12-02T19:00-03:00", "5bd");
}

#[test]
fn a_carrier_that_is_closed_is_not_offered_or_waited_for() {
    let ordered = |at: &str, accepts_orders_outside: bool, expected: Option<&str>| {
        let mut world = carrier("1", BUSINESS_DAYS);
        world.at(at);
        let hours = [1, 2, 3, 4, 5]
            .map(|day_of_week| OpenHours { day_of_week, opening: minute("08:00"), closing: minute("18:00") })
            .to_vec();
        world.policies[0].business_hours = BusinessHours { hours, accepts_orders_outside };
        match expected {
            Some(promise) => assert_eq!(promised(&world).0, promise, "{at}"),
            None => assert_eq!(world.reason(&cart(vec![item("s", 1, 500)])), "outside_business_hours", "{at}"),
        }
    };
    ordered("2026-11-23T10:00:00-03:00", false, Some("2026-11-24T10:00-03:00"));
    ordered("2026-11-23T18:00:30-03:00", false, Some("2026-11-24T18:00-03:00"));
    ordered("2026-11-23T18:01:00-03:00", false, None);
    ordered("2026-11-23T07:59:00-03:00", false, None);
    ordered("2026-11-21T10:00:00-03:00", false, None);
    ordered("2026-11-23T19:00:00-03:00", true, Some("2026-11-25T08:00-03:00"));
    ordered("2026-11-21T10:00:00-03:00", true, Some("2026-11-24T08:00-03:00"));
}

#[test]
fn hours_on_a_day_that_does_not_count_are_offered_with_a_long_promise() {
    // Open on Saturdays only, which do not count: what is ordered on Saturday arrives as if that day were a working
    // day, what is ordered on Monday waits for Saturday.
    let mut world = carrier("1", BUSINESS_DAYS);
    let open = OpenHours { day_of_week: 6, opening: minute("08:00"), closing: minute("18:00") };
    world.policies[0].business_hours = BusinessHours { hours: vec![open], accepts_orders_outside: true };
    world.at("2026-11-21T10:00:00-03:00");
    check(&world, "2026-11-23T10:00-03:00", "1bd");
    world.at("2026-11-23T10:00:00-03:00");
    check(&world, "2026-11-30T08:00-03:00", "6bd");
}

#[test]
fn extra_time_of_the_policy_and_handling_of_the_item_count() {
    let mut world = carrier("1", EVERY_DAY);
    world.policies[0].additional_time = days(2);
    let mut slow = item("s", 1, 500);
    slow.handling_time = days(3);
    let option = world.option(&cart(vec![slow]));
    assert_eq!(option.estimate.to_string(), "6d");
}

#[test]
fn the_stretches_of_a_promise_are_in_order_and_leave_no_gaps() {
    let mut world = carrier("2", BUSINESS_DAYS);
    world.at("2026-11-21T20:06:43-03:00");
    world.warehouse("w", &[("d", "PT12H", "0")]);
    world.dock("d", &["p"]).processing_time = "P1D".parse().unwrap();
    world.balance("w", "s", Balance { total: 1, lead_time: days(1), ..Balance::default() });
    let option = world.option(&cart(vec![item("s", 1, 500)]));
    let parts: Vec<String> = option
        .time_parts
        .iter()
        .map(|part| {
            let length = crate::time_span::iso_duration(part.seconds);
            format!("{} {length} {}", part.code.code(), part.to.strftime("%a %H:%M"))
        })
        .collect();
    assert_eq!(
        parts,
        [
            "closed_days P2D Mon 20:06",
            "lead_time P1D Tue 20:06",
            "warehouse PT12H Wed 08:06",
            "dock P1D Thu 08:06",
            "transit P1DT15H54M Sat 00:00",
            "closed_days P2D Mon 00:00",
            "transit PT8H6M Mon 08:06",
        ]
    );
    assert_eq!(option.estimate.to_string(), "5bd");
}

#[test]
fn clocks_that_change_keep_the_wall_clock_time() {
    let ordered = |at: &str, promise: &str| {
        let mut world = carrier("1", EVERY_DAY);
        world.settings.time_zone = "America/New_York".to_owned();
        world.at(at);
        assert_eq!(promised(&world).0, promise, "{at}");
    };
    ordered("2026-03-07T10:00:00-05:00", "2026-03-08T10:00-04:00");
    ordered("2026-03-07T02:30:00-05:00", "2026-03-08T03:30-04:00");
    ordered("2026-10-31T01:30:00-04:00", "2026-11-01T01:30-04:00");
    ordered("2026-11-01T01:30:00-05:00", "2026-11-02T01:30-05:00");
}
