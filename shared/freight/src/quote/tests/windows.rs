use super::*;
use crate::configuration::{BlockedWindow, DeliverySchedule, TimeOfDay, WeeklyWindow};
use domain::calendar::WeekendAndHolidays;
use domain::capacity::{Capacity, Load, Places, WindowId};

const EVERY_DAY: WeekendAndHolidays = WeekendAndHolidays { saturday: true, sunday: true, holiday: true };

fn minute(text: &str) -> TimeOfDay {
    serde_json::from_value(serde_json::Value::from(text)).unwrap()
}

fn weekly(day_of_week: u8, start: &str, end: &str) -> WeeklyWindow {
    WeeklyWindow {
        day_of_week,
        start: minute(start),
        end: minute(end),
        price: Decimal::ZERO,
        cut_off: crate::time_span::TimeSpan::ZERO,
        max_orders: None,
        max_items: None,
    }
}

/// Asked on Monday 2024-07-15 at 15:39; the carrier takes so long and has these windows every day.
fn appointments(transit: &str, max_range_days: u16, windows: &[(&str, &str)]) -> World {
    let mut world = World::new();
    world.at("2024-07-15T15:39:10-03:00");
    let windows = windows.iter().flat_map(|(start, end)| (0..7).map(|day| weekly(day, start, end))).collect();
    let policy = world.policy("p", "Agendada", &[&format!("0,1000000,10,0,0,0,{transit},0")]);
    policy.weekend_and_holidays = EVERY_DAY;
    policy.delivery_schedule = DeliverySchedule { enabled: true, max_range_days, windows, blocked: Vec::new() };
    world
}

const ALL_DAY: &[(&str, &str)] = &[("00:00", "23:59")];
const SHIFTS: &[(&str, &str)] = &[("13:00", "17:00"), ("08:00", "12:00")];

fn names(world: &World) -> Vec<String> {
    let ask = cart(vec![item("s", 4, 100)]);
    if world.quote(&ask).options.is_empty() {
        return vec![world.reason(&ask).to_owned()];
    }
    let name = |window: &OfferedWindow| window.id.to_string().strip_prefix("p.").unwrap().to_owned();
    world.option(&ask).windows.iter().map(name).collect()
}

#[test]
fn a_window_starts_after_the_goods_can_be_there_and_by_the_last_day() {
    let check = |transit: &str, range: u16, windows: &[(&str, &str)], expected: &[&str]| {
        assert_eq!(names(&appointments(transit, range, windows)), expected, "{transit} + {range}");
    };
    check("9.00:00:00", 1, ALL_DAY, &["2024-07-25.0000-2359"]);
    check("9.00:00:00", 0, ALL_DAY, &["no_delivery_window"]);
    check("00:01:00", 0, ALL_DAY, &["no_delivery_window"]);
    check("00:01:00", 1, SHIFTS, &["2024-07-16.0800-1200", "2024-07-16.1300-1700"]);
    check(
        "16:00:00",
        1,
        SHIFTS,
        &["2024-07-16.0800-1200", "2024-07-16.1300-1700", "2024-07-17.0800-1200", "2024-07-17.1300-1700"],
    );
    check("17:00:00", 0, SHIFTS, &["2024-07-16.1300-1700"]);
}

#[test]
fn seven_days_ahead_on_a_tuesday_last_until_the_next_tuesday() {
    let mut world = appointments("00:01:00", 7, SHIFTS);
    world.at("2024-07-16T09:00:00-03:00");
    let names = names(&world);
    assert_eq!(names.first().map(String::as_str), Some("2024-07-16.1300-1700"));
    assert_eq!(names.last().map(String::as_str), Some("2024-07-23.1300-1700"));
    assert_eq!(names.len(), 15);
}

#[test]
fn the_last_day_counts_calendar_days_also_where_the_promise_counts_business_days() {
    let mut world = appointments("5.00:00:00", 1, ALL_DAY);
    world.policies[0].weekend_and_holidays = WeekendAndHolidays::default();
    // Promised for Monday the 22nd; the last day is the 15th + 5 + 1 = the 21st.
    assert_eq!(names(&world), ["no_delivery_window"]);
    world.policies[0].delivery_schedule.max_range_days = 3;
    assert_eq!(names(&world), ["2024-07-23.0000-2359"]);
}

#[test]
fn a_blocked_window_is_not_offered() {
    let mut world = appointments("00:01:00", 1, SHIFTS);
    let date = "2024-07-16".parse().unwrap();
    world.policies[0].delivery_schedule.blocked = vec![BlockedWindow { date, start: minute("08:00") }];
    assert_eq!(names(&world), ["2024-07-16.1300-1700"]);
}

#[test]
fn on_days_on_which_nobody_works_no_window_is_offered() {
    let mut world = appointments("00:01:00", 2, SHIFTS);
    let day = |text: &str| text.parse().unwrap();
    world.stock.put_days_off([(day("2024-07-16"), day("2024-07-16"))]);
    assert_eq!(names(&world), ["2024-07-17.0800-1200", "2024-07-17.1300-1700"]);
    world.stock.put_days_off([(day("2024-07-17"), day("2024-07-20"))]);
    assert_eq!(names(&world), ["no_delivery_window"]);
}

#[test]
fn a_window_is_chosen_before_its_cut_off() {
    let check = |cut_off: &str, at: &str, offered: bool| {
        let mut world = appointments("00:01:00", 1, &[("13:00", "17:00")]);
        world.policies[0].delivery_schedule.windows.retain(|window| window.day_of_week == 2);
        world.policies[0].delivery_schedule.windows[0].cut_off = cut_off.parse().unwrap();
        world.at(at);
        let expected = if offered { "2024-07-16.1300-1700" } else { "no_delivery_window" };
        assert_eq!(names(&world), [expected], "{cut_off} before, at {at}");
    };
    check("PT0S", "2024-07-16T12:58:00-03:00", true);
    check("PT0S", "2024-07-16T13:00:00-03:00", false);
    check("PT3H", "2024-07-16T09:59:59-03:00", true);
    check("PT3H", "2024-07-16T10:00:00-03:00", false);
    check("P1D", "2024-07-15T12:59:00-03:00", true);
    check("P1D", "2024-07-15T13:00:00-03:00", false);
}

/// So much is taken of the one window there is.
fn taken(places: Places, taken: Load) -> (Vec<String>, Option<u32>) {
    let mut world = appointments("00:01:00", 1, &[("13:00", "17:00")]);
    for window in &mut world.policies[0].delivery_schedule.windows {
        (window.max_orders, window.max_items) = (places.deliveries, places.units);
    }
    let id: WindowId = "p.2024-07-16.1300-1700".parse().unwrap();
    // What is stored has limits of another day: today's count.
    let mut stored = Capacity::new(id, Places::deliveries(1_000), None);
    stored.taken = taken;
    world.stock.put_window(stored);
    let names = names(&world);
    let left = world.quote(&cart(vec![item("s", 4, 100)])).options.first().and_then(|option| option.windows[0].left);
    (names, left)
}

#[test]
fn a_window_is_offered_while_one_place_is_left() {
    let check = |places: Places, load: Load, offered: bool, left: Option<u32>| {
        let expected = if offered { "2024-07-16.1300-1700" } else { "no_delivery_window" };
        assert_eq!(taken(places, load), (vec![expected.to_owned()], left), "{load:?} of {places:?}");
    };
    let units = |most| Places { deliveries: None, units: Some(most) };
    check(Places::deliveries(16), Load { deliveries: 6, units: 60 }, true, Some(10));
    check(Places::deliveries(16), Load { deliveries: 15, units: 60 }, true, Some(1));
    check(Places::deliveries(16), Load { deliveries: 16, units: 60 }, false, None);
    check(Places::deliveries(0), Load::default(), false, None);
    check(Places::default(), Load { deliveries: 900, units: 900 }, true, None);
    // Two units are left, four are in the cart.
    check(units(10), Load { deliveries: 3, units: 8 }, true, None);
    check(units(10), Load { deliveries: 3, units: 10 }, false, None);
    check(units(0), Load::default(), false, None);
}

#[test]
fn a_window_s_price_comes_on_top() {
    let mut world = appointments("00:01:00", 1, SHIFTS);
    world.settings.additional_percent = decimal("10");
    for window in &mut world.policies[0].delivery_schedule.windows {
        window.price = decimal(if window.start == minute("08:00") { "5.005" } else { "3" });
    }
    let option = world.option(&cart(vec![item("s", 1, 100)]));
    let prices: Vec<i64> = option.windows.iter().map(|window| window.price).collect();
    assert_eq!((option.price, prices), (1100, vec![500, 300]), "without the account's percent");
    assert_eq!(option.windows[0].from.to_string(), "2024-07-16T08:00:00-03:00[America/Sao_Paulo]");
}

#[test]
fn carriers_that_come_together_share_a_window() {
    let mut world = appointments("00:01:00", 1, SHIFTS);
    let mut other = world.policies[0].clone();
    other.id = "q".parse().unwrap();
    other.delivery_schedule.windows.retain(|window| window.start == minute("13:00"));
    for window in &mut other.delivery_schedule.windows {
        (window.price, window.max_orders) = (decimal("2"), Some(7));
    }
    world.tables.insert("q".to_owned(), world.tables["p"].clone());
    world.policies.push(other);
    world.dock("e", &["q"]);
    world.warehouse("x", &[("e", "PT0S", "0")]);
    world.hold("x", "t", 1);
    let ask = cart(vec![item("s", 1, 100), item("t", 1, 100)]);
    let option = world.option(&ask);
    let [window] = option.windows.as_slice() else { panic!("{:?}", option.windows) };
    assert_eq!((window.price, window.left), (200, Some(7)));
    let mut ids: Vec<String> = window.also.iter().chain([&window.id]).map(ToString::to_string).collect();
    ids.sort();
    assert_eq!(ids, ["p.2024-07-16.1300-1700", "q.2024-07-16.1300-1700"]);
    world.policies[1].delivery_schedule.windows.iter_mut().for_each(|window| window.end = minute("18:00"));
    let quote = world.quote(&ask);
    let [option] = quote.options.as_slice() else { panic!("{:?}", quote.dropped) };
    let brought: Vec<&str> = option.packages.iter().map(|package| package.policy.as_str()).collect();
    assert_eq!(brought, ["p"], "no window that both have: what the better route brings is left");
    assert_eq!((option.windows.len(), option.windows.iter().all(|window| window.also.is_empty())), (2, true));
    let words: Vec<&str> = quote.items.iter().map(|item| item.availability.code()).collect();
    assert_eq!(words, ["available", "cannot_be_delivered"]);
    let dropped = quote.dropped.iter().find(|dropped| dropped.reason.code() == "no_delivery_window").unwrap();
    assert_eq!((dropped.policy.as_str(), dropped.dock.as_ref().map(ToString::to_string)), ("q", Some("e".to_owned())));
    assert!(dropped.reason.detail().contains(&("lastDay", "2024-07-16".to_owned())), "{dropped:?}");
}

#[test]
fn from_two_docks_the_windows_are_those_of_the_slower_one() {
    let mut world = appointments("00:01:00", 3, ALL_DAY);
    world.dock("e", &["p"]).processing_time = days(5);
    world.warehouse("x", &[("e", "PT0S", "0")]);
    world.hold("x", "t", 1);
    let dates = |world: &World, skus: &[&str]| {
        let option = world.option(&cart(skus.iter().map(|sku| item(sku, 1, 100)).collect()));
        option.windows.iter().map(|window| window.id.date().day()).collect::<Vec<i8>>()
    };
    assert_eq!(dates(&world, &["s"]), [16, 17, 18]);
    assert_eq!(dates(&world, &["t"]), [21, 22, 23]);
    assert_eq!(dates(&world, &["s", "t"]), [21, 22, 23]);
    let mut other = world.policies[0].clone();
    other.id = "q".parse().unwrap();
    world.tables.insert("q".to_owned(), world.tables["p"].clone());
    world.policies.push(other);
    world.dock("e", &["q"]).processing_time = days(5);
    assert_eq!(dates(&world, &["s", "t"]), [21, 22, 23], "also of two carriers");
}

#[test]
fn only_scheduled_policies_want_their_windows_read() {
    let mut world = appointments("1", 1, SHIFTS);
    world.policy("q", "Normal", &["0,1000,10,0,0,0,1,0"]);
    let calendars = |world: &World| world.configuration().scheduled().map(|id| id.to_string()).collect::<Vec<_>>();
    assert_eq!(calendars(&world), ["p"]);
    world.policies[0].active = false;
    assert!(calendars(&world).is_empty());
}
