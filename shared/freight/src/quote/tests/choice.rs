use super::*;
use crate::configuration::{DimensionLimits, Modal, Modals, RankOrder, ValueLimits};

/// `p` after a change, for one cart.
fn check(change: impl Fn(&mut Policy), items: Vec<Item>, expected: &str) {
    let mut world = World::new();
    change(&mut world.policies[0]);
    world.hold("w", "t", 1_000);
    assert_eq!(world.reason(&cart(items)), expected);
}

#[test]
fn a_policy_is_dropped_with_the_reason() {
    let one = || vec![item("s", 1, 100)];
    check(|_| {}, one(), "offered");
    check(|policy| policy.active = false, one(), "policy_inactive");
    check(|policy| policy.pickup_points = vec!["loja".parse().unwrap()], one(), "no_pickup_point_near");
    check(|policy| policy.delivery_schedule.enabled = true, one(), "no_delivery_window");
    check(|policy| policy.item_multiple = 3, vec![item("s", 6, 100)], "offered");
    check(|policy| policy.item_multiple = 3, vec![item("s", 4, 100)], "not_a_multiple");
    check(|policy| policy.item_multiple = 0, one(), "offered");
}

#[test]
fn the_cart_s_value_is_within_the_policy_s_limits() {
    let limits = |policy: &mut Policy| {
        policy.cart_value = ValueLimits { minimum: decimal("50"), maximum: decimal("100") };
    };
    let worth = |price: &str| vec![priced(item("s", 1, 100), price)];
    check(limits, worth("49.99"), "value_below_minimum");
    check(limits, worth("50"), "offered");
    check(limits, worth("100"), "offered");
    check(limits, worth("100.01"), "value_above_maximum");
    check(limits, worth("0"), "value_below_minimum");
    check(limits, vec![item("s", 1, 100)], "offered");
}

#[test]
fn a_policy_carries_the_modals_it_lists() {
    let of = |modal| vec![Item { modal, ..item("s", 1, 100) }];
    let glass = |policy: &mut Policy| policy.modals = Modals { carried: vec![Modal::Glass], only_these: false };
    let only_glass = |policy: &mut Policy| policy.modals = Modals { carried: vec![Modal::Glass], only_these: true };
    check(|_| {}, of(Some(Modal::Glass)), "modal_not_carried");
    check(glass, of(Some(Modal::Glass)), "offered");
    check(glass, of(Some(Modal::Tires)), "modal_not_carried");
    check(glass, of(None), "offered");
    check(only_glass, of(None), "modal_required");
}

#[test]
fn a_stack_is_measured_with_the_smallest_edges_added_up() {
    let eighty =
        |policy: &mut Policy| policy.max_dimension = DimensionLimits { largest_measure: 800, max_measure_sum: 0 };
    check(eighty, vec![sized(item("s", 1, 100), [200, 300, 300])], "offered");
    check(eighty, vec![sized(item("s", 4, 100), [200, 300, 300])], "offered");
    check(eighty, vec![sized(item("s", 8, 100), [200, 300, 300])], "package_too_large");
    check(eighty, vec![sized(item("s", 1, 100), [1000, 300, 300])], "item_too_large");
    let post =
        |policy: &mut Policy| policy.max_dimension = DimensionLimits { largest_measure: 0, max_measure_sum: 2000 };
    check(post, vec![sized(item("s", 4, 100), [200, 500, 700])], "offered");
    check(post, vec![sized(item("s", 5, 100), [200, 500, 700])], "package_too_large");
    check(
        post,
        vec![sized(item("s", 2, 100), [200, 500, 700]), sized(item("t", 1, 100), [500, 600, 600])],
        "package_too_large",
    );
}

#[test]
fn an_item_that_a_policy_does_not_carry_leaves_the_others_with_it() {
    let mut world = World::new();
    world.policy("truck", "Caminhao", &["0,1000000,90,0,0,0,5,0"]).modals =
        Modals { carried: vec![Modal::Glass], only_these: false };
    world.dock("d", &["p", "truck"]);
    world.hold("w", "vase", 5);
    let vase = Item { modal: Some(Modal::Glass), ..item("vase", 1, 100) };
    let quote = world.quote(&cart(vec![vase, item("s", 1, 100)]));
    let options: Vec<(&str, bool, usize)> =
        quote.options.iter().map(|option| (option.id.as_str(), option.complete, option.items.len())).collect();
    assert_eq!(options, [("truck", true, 2), ("p", false, 1)]);
    assert!(quote.options[0].cheapest && quote.options[0].fastest);
    assert_eq!(quote.dropped[0].item, Some(0));
    assert_eq!(quote.dropped[0].reason.code(), "modal_not_carried");
}

/// Two docks `d` and `e` with one policy each, of the same method.
fn two_docks(row: &str, other_row: &str) -> World {
    let mut world = World::new();
    world.policy("p", "Normal", &[row]);
    world.policy("q", "Normal", &[other_row]);
    world.dock("d", &["p"]);
    world.dock("e", &["q"]);
    world.warehouse("w", &[("d", "PT0S", "0"), ("e", "PT0S", "0")]);
    world
}

fn winner(world: &World, expected: &str) {
    let option = world.option(&cart(vec![item("s", 2, 100)]));
    assert_eq!(option.policy.as_str(), expected);
}

#[test]
fn of_routes_of_one_method_the_best_is_offered() {
    winner(&two_docks("0,1000,10,0,0,0,3,0", "0,1000,9,0,0,0,5,0"), "q");
    winner(&two_docks("0,1000,10,0,0,0,5,0", "0,1000,10,0,0,0,3,0"), "q");
    winner(&two_docks("0,1000,10,0,0,0,3,0", "0,1000,10,0,0,0,3,0"), "p");
    let mut world = two_docks("0,1000,10,0,0,0,3,0", "0,1000,10,0,0,0,3,0");
    world.docks[1].priority = 1;
    winner(&world, "q");
    world.docks[1].overhead_time = days(1);
    winner(&world, "p");
    world.settings.rank_order = RankOrder::PriceFirst;
    winner(&world, "q");
}

#[test]
fn the_dock_fee_is_paid_but_does_not_decide_unless_the_setting_says_so() {
    let mut world = two_docks("0,1000,10,0,0,0,3,0", "0,1000,11,0,0,0,3,0");
    world.warehouse("w", &[("d", "PT0S", "5.00"), ("e", "PT0S", "0")]);
    winner(&world, "p");
    assert_eq!(world.option(&cart(vec![item("s", 1, 100)])).price, 1500);
    world.settings.rank_includes_dock_fee = true;
    winner(&world, "q");
}

#[test]
fn one_package_comes_before_a_lower_price_in_two_unless_the_setting_says_so() {
    let mut world = two_docks("0,1000,10,0,0,0,3,0", "0,1000,30,0,0,0,3,0");
    world.warehouse("w", &[("d", "P1D", "0"), ("e", "PT0S", "0")]);
    world.warehouse("x", &[("d", "P2D", "0"), ("e", "PT0S", "0")]);
    world.hold("w", "s", 1);
    world.hold("x", "s", 1);
    winner(&world, "q");
    world.settings.rank_order = RankOrder::PriceFirst;
    winner(&world, "p");
}

#[test]
fn goods_leave_together_when_they_are_ready_within_the_same_interval() {
    let grouped = |interval: u16, ready: &[u32], packages: &[u32]| {
        let mut world = World::new();
        world.settings.group_within_days = interval;
        let ids: Vec<String> = (0..ready.len()).map(|at| format!("s{at}")).collect();
        for (id, days) in ids.iter().zip(ready) {
            world.warehouse(id, &[("d", &format!("P{days}D"), "0")]);
            world.hold(id, id, 1);
        }
        world.policies[0].weekend_and_holidays =
            domain::calendar::WeekendAndHolidays { saturday: true, sunday: true, holiday: true };
        let option = world.option(&cart(ids.iter().map(|id| item(id, 1, 100)).collect()));
        let arrived = option.packages.iter().map(|package| {
            let start = world.now.to_zoned(package.promised_at.time_zone().clone());
            u32::try_from((package.promised_at.date() - start.date()).get_days()).unwrap() - 2
        });
        assert_eq!(arrived.collect::<Vec<u32>>(), packages, "X = {interval}, ready after {ready:?}");
    };
    grouped(6, &[2, 5, 7], &[5, 7]);
    grouped(2, &[0, 1, 2, 3, 4, 5], &[1, 3, 5]);
    grouped(1, &[4, 5], &[4, 5]);
    grouped(3, &[4, 5], &[5]);
    grouped(0, &[4, 4, 5], &[4, 5]);
}

#[test]
fn a_method_takes_a_second_dock_for_what_the_first_does_not_have() {
    let mut world = two_docks("0,1000,10,0,0,0,3,0", "0,1000,20,0,0,0,5,0");
    world.warehouse("w", &[("d", "PT0S", "0")]);
    world.warehouse("x", &[("e", "PT0S", "0")]);
    world.hold("w", "s", 3);
    world.hold("x", "s", 1);
    world.hold("x", "t", 1);
    let option = world.option(&cart(vec![item("s", 4, 100), item("t", 1, 100)]));
    assert_eq!((option.price, option.complete, option.packages.len()), (3000, true, 2));
    assert_eq!(option.estimate.to_string(), "5bd");
    let brought: Vec<u32> = option.items.iter().map(|item| item.quantity).collect();
    assert_eq!(brought, [4, 1]);
}

#[test]
fn cheapest_and_fastest_are_marked_once() {
    let mut world = World::new();
    world.policy("slow", "Economico", &["0,1000,10,0,0,0,9,0"]);
    world.policy("fast", "Expresso", &["0,1000,30,0,0,0,1,0"]);
    world.policy("also-fast", "Jato", &["0,1000,40,0,0,0,1,0"]);
    world.policy("middle", "Normal", &["0,1000,20,0,0,0,4,0"]);
    world.dock("d", &["slow", "fast", "middle", "also-fast"]);
    let quote = world.quote(&cart(vec![item("s", 1, 100)]));
    let marks: Vec<(&str, bool, bool)> =
        quote.options.iter().map(|option| (option.id.as_str(), option.cheapest, option.fastest)).collect();
    assert_eq!(
        marks,
        [("slow", true, false), ("middle", false, false), ("fast", false, true), ("also-fast", false, false)]
    );
}

#[test]
fn without_a_postal_code_there_is_availability_but_no_option() {
    let world = World::new();
    let mut ask = cart(vec![item("s", 1, 100)]);
    ask.destination.postal_code = None;
    let quote = world.quote(&ask);
    assert!(quote.options.is_empty());
    assert_eq!(quote.items[0].available, 1);
    assert_eq!(world.reason(&ask), "destination_unknown");
}

#[test]
fn a_loser_is_explained_by_its_winner() {
    let world = two_docks("0,1000,10,0,0,0,3,0", "0,1000,11,0,0,0,3,0");
    let quote = world.quote(&cart(vec![item("s", 1, 100)]));
    let dropped = &quote.dropped[0];
    assert_eq!((dropped.policy.as_str(), dropped.reason.code()), ("q", "outranked"));
    let detail = dropped.reason.detail();
    let told = |name: &str| detail.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
    assert_eq!([told("policy"), told("dock"), told("decidedBy")], [Some("p"), Some("d"), Some("price")]);
    for (name, own, winner) in [
        ("Price", "11", "10"),
        ("Units", "1", "1"),
        ("Packages", "1", "1"),
        ("Arrives", "2026-11-26T10:00:00", "2026-11-26T10:00:00"),
        ("Overhead", "PT0S", "PT0S"),
        ("Priority", "0", "0"),
    ] {
        assert_eq!(told(&name.to_lowercase()), Some(own), "{name}");
        assert_eq!(told(&format!("winner{name}")), Some(winner), "{name}");
    }
}

#[test]
fn the_first_difference_that_counts_is_named() {
    let check = |change: fn(&mut World), first: RankOrder, expected: &str| {
        let mut world = two_docks("0,1000,10,0,0,0,3,0", "0,1000,10,0,0,0,3,0");
        world.settings.rank_order = first;
        change(&mut world);
        let quote = world.quote(&cart(vec![item("s", 1, 100)]));
        let detail = quote.dropped[0].reason.detail();
        assert!(detail.contains(&("decidedBy", expected.to_owned())), "{detail:?}");
    };
    let later_and_cheaper = |world: &mut World| {
        world.policy("q", "Normal", &["0,1000,9,0,0,0,4,0"]);
    };
    let later = |world: &mut World| {
        world.policy("q", "Normal", &["0,1000,10,0,0,0,4,0"]);
    };
    let busy = |world: &mut World| world.docks[1].overhead_time = days(1);
    let prior = |world: &mut World| world.docks[1].priority = 3;
    check(|_| (), RankOrder::PackagesFirst, "ids");
    check(later_and_cheaper, RankOrder::PackagesFirst, "price");
    check(later, RankOrder::PriceFirst, "arrives");
    check(busy, RankOrder::PackagesFirst, "overhead");
    check(prior, RankOrder::PriceFirst, "priority");
}

#[test]
fn a_dropped_weight_shows_its_limit() {
    let mut world = World::new();
    world.policy("p", "Normal", &["0,30000,10,0,0,0,1,0"]);
    let quote = world.quote(&cart(vec![item("s", 1, 31_000)]));
    let detail = quote.dropped[0].reason.detail();
    assert_eq!(detail, [("weight", "31000".to_owned()), ("limit", "30000".to_owned())]);
}

#[test]
fn the_readme_names_every_reason() {
    let readme = include_str!("../../../README.md");
    for code in Reason::CODES {
        assert!(readme.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn a_multiple_is_of_all_units_of_a_seller_wherever_they_lie() {
    let mut world = World::new();
    world.policies[0].item_multiple = 3;
    world.dock("e", &["p"]);
    world.warehouse("v", &[("e", "PT0S", "0")]);
    world.hold("w", "s", 4);
    world.hold("v", "s", 2);
    let option = world.option(&cart(vec![item("s", 6, 100)]));
    assert_eq!((option.complete, option.items[0].quantity, option.packages.len()), (true, 6, 2));
    world.hold("w", "s", 3);
    world.hold("v", "s", 4);
    let quote = world.quote(&cart(vec![item("s", 7, 100)]));
    assert_eq!((quote.options.len(), quote.items[0].availability), (0, Availability::CannotBeDelivered));
    let numbers = vec![("units", "7".to_owned()), ("multiple", "3".to_owned())];
    assert!(quote.dropped.iter().all(|dropped| dropped.reason.detail() == numbers), "{:?}", quote.dropped);
}

#[test]
fn a_refusal_tells_the_numbers_behind_it() {
    let mut world = World::new();
    let check = |world: &World, cart: &Cart, code: &str, numbers: &[(&str, &str)]| {
        let quote = world.quote(cart);
        let found = quote.dropped.iter().find(|dropped| dropped.reason.code() == code);
        let told = found.unwrap_or_else(|| panic!("{code}: {:?}", quote.dropped)).reason.detail();
        let told: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(told, numbers, "{code}");
    };
    let one = cart(vec![item("s", 1, 100)]);
    let mut near = one.clone();
    near.destination.point = Some(domain::place::Point::new(0.0, -46.0).unwrap());

    world.tables.insert("p".to_owned(), vec!["01000000,05999999,0,1000,10,0,0,0,1,0".to_owned()]);
    check(&world, &one, "postal_code_not_served", &[("postalCode", "69005040")]);
    let mut world = World::new();
    world.hold("w", "s", 0);
    world.dock("e", &["p"]);
    world.warehouse("v", &[("e", "PT0S", "0")]);
    world.hold("v", "s", 1);
    check(&world, &one, "no_stock_at_dock", &[("warehouses", "w")]);
    let mut world = World::new();
    world.policies[0].business_hours = serde_json::from_value(
        serde_json::json!({"hours": [{"dayOfWeek": 2, "opening": "09:30", "closing": "18:00"}]}),
    )
    .unwrap();
    let hours = [("at", "2026-11-23T10:00:00"), ("opens", "2026-11-24T09:30:00")];
    check(&world, &one, "outside_business_hours", &hours);
    let mut world = World::new();
    world.policies[0].pickup_points = vec!["far".parse().unwrap()];
    world.pickup_points = vec![super::pickup::point("far", 1_000, "69005040")];
    let quote = world.quote(&near);
    let told = quote.dropped[0].reason.detail();
    assert_eq!((told[0].0, &told[1]), ("nearest", &("limit", "50000".to_owned())), "{told:?}");
    assert!(told[0].1.parse::<u64>().unwrap() > 50_000, "{told:?}");
}

#[test]
fn a_policy_without_a_window_says_what_became_of_those_in_time() {
    let mut world = World::new();
    // Two days of transit: there on Wednesday 25 at 10:00. Windows on Wednesday and on Thursday, which is the last day.
    let windows: Vec<_> = [(3, "09:00", "10:00"), (3, "11:00", "12:00"), (4, "08:00", "09:00"), (4, "11:00", "12:00")]
        .iter()
        .map(|(day, start, end)| {
            let early = if *day == 4 && *start == "08:00" { "P5D" } else { "PT0S" };
            serde_json::json!({"dayOfWeek": day, "start": start, "end": end, "cutOff": early, "maxOrders": 1})
        })
        .collect();
    let blocked = serde_json::json!([{"date": "2026-11-25", "start": "11:00"}]);
    let schedule = serde_json::json!({"enabled": true, "maxRangeDays": 1, "windows": windows, "blocked": blocked});
    world.policies[0].delivery_schedule = serde_json::from_value(schedule).unwrap();
    let id: domain::capacity::WindowId = "p.2026-11-26.1100-1200".parse().unwrap();
    let full = domain::capacity::Capacity::new(id, domain::capacity::Places::deliveries(1), None);
    let one = cart(vec![item("s", 1, 100)]);
    let offered = world.option(&one).windows;
    assert_eq!(offered.len(), 1, "{offered:?}");
    let taken = full.take(domain::capacity::Load::ONE, world.now).unwrap();
    world.stock.put_window(taken);
    let told = world.quote(&one).dropped[0].reason.detail();
    let told: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let expected = [
        ("arrives", "2026-11-25T10:00:00"),
        ("lastDay", "2026-11-26"),
        ("blocked", "1"),
        ("full", "1"),
        ("pastCutOff", "1"),
    ];
    assert_eq!(told, expected);
}
