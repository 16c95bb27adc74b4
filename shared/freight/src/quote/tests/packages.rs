use super::*;
use crate::configuration::DimensionLimits;

/// Up to 30 kg at 10.00 for a package and 1.00 a kilogram, goods that are too much for one divided.
fn thirty_kilos() -> World {
    let mut world = World::new();
    world.policy("p", "Normal", &["0,30000,10,0,0.001,0,2,0"]);
    world.settings.split_cargo = true;
    for sku in ["s", "t", "u"] {
        world.hold("w", sku, 1_000_000);
    }
    world
}

/// Packages as count × units of each line.
fn check(world: &World, items: Vec<Item>, expected: &[(u32, &[u32])]) {
    let asked: Vec<u32> = items.iter().map(|item| item.quantity.get()).collect();
    let option = world.option(&cart(items));
    let units = |package: &Package| package.items.iter().map(|item| item.quantity).collect::<Vec<u32>>();
    let packed: Vec<(u32, Vec<u32>)> = option.packages.iter().map(|package| (package.count, units(package))).collect();
    let packed: Vec<(u32, &[u32])> = packed.iter().map(|(count, units)| (*count, units.as_slice())).collect();
    assert_eq!(packed, expected);
    let brought: Vec<u32> = option.items.iter().map(|item| item.quantity).collect();
    assert_eq!(brought, asked, "nothing is lost");
    let price: i64 = option.packages.iter().map(|package| package.price * i64::from(package.count)).sum();
    assert_eq!(price, option.price, "packages add up");
    assert_eq!(option.items.iter().map(|item| item.price).sum::<i64>(), price, "lines add up");
}

#[test]
fn goods_of_one_kind_are_divided_evenly_over_the_fewest_packages() {
    let world = thirty_kilos();
    check(&world, vec![item("s", 4, 7_500)], &[(1, &[4])]);
    check(&world, vec![item("s", 2, 20_000)], &[(2, &[1])]);
    check(&world, vec![item("s", 4, 10_000)], &[(2, &[2])]);
    check(&world, vec![item("s", 7, 10_000)], &[(1, &[3]), (2, &[2])]);
    check(&world, vec![item("s", 50_000, 700)], &[(1_169, &[42]), (22, &[41])]);
}

#[test]
fn without_the_setting_what_is_too_much_is_not_carried() {
    let mut world = thirty_kilos();
    world.settings.split_cargo = false;
    let ask = cart(vec![item("s", 2, 20_000)]);
    assert_eq!(world.reason(&ask), "weight_over_limit");
    world.policies[0].split_cargo = Some(true);
    assert_eq!(world.reason(&ask), "offered");
    world.settings.split_cargo = true;
    world.policies[0].split_cargo = Some(false);
    assert_eq!(world.reason(&ask), "weight_over_limit");
}

#[test]
fn several_lines_fill_one_package_after_the_other() {
    let world = thirty_kilos();
    check(&world, vec![item("s", 4, 10_000), item("t", 2, 5_000)], &[(1, &[3]), (1, &[1, 2])]);
    check(&world, vec![item("s", 7, 10_000), item("t", 3, 10_000)], &[(2, &[3]), (1, &[1, 2]), (1, &[1])]);
    check(&world, vec![item("s", 6, 10_000), item("t", 1, 1_000)], &[(2, &[3]), (1, &[1])]);
}

#[test]
fn a_unit_that_is_too_much_alone_drops_the_policy() {
    let mut world = thirty_kilos();
    assert_eq!(world.reason(&cart(vec![item("s", 1, 30_001)])), "weight_over_limit");
    assert_eq!(world.reason(&cart(vec![item("s", 1, 30_001), item("t", 1, 1)])), "weight_over_limit");
    world.policies[0].max_dimension = DimensionLimits { largest_measure: 800, max_measure_sum: 0 };
    assert_eq!(world.reason(&cart(vec![sized(item("s", 1, 1), [801, 10, 10])])), "item_too_large");
    let beside = cart(vec![sized(item("s", 1, 1), [801, 10, 10]), item("t", 1, 1)]);
    assert_eq!(
        world.reason(&beside),
        "item_too_large",
        "as with weight, nothing goes with a policy that one cannot take"
    );
    assert_eq!(world.quote(&beside).options, []);
    world.tables.insert("p".to_owned(), vec!["01000000,05999999,0,1000,10,0,0,0,1,0".to_owned()]);
    assert_eq!(world.reason(&cart(vec![item("s", 1, 1)])), "postal_code_not_served");
}

#[test]
fn a_stack_of_more_than_eighty_centimetres_is_two_shipments() {
    let mut world = thirty_kilos();
    world.policies[0].max_dimension = DimensionLimits { largest_measure: 800, max_measure_sum: 0 };
    check(&world, vec![sized(item("s", 1, 10), [200, 300, 300])], &[(1, &[1])]);
    check(&world, vec![sized(item("s", 8, 10), [200, 300, 300])], &[(2, &[4])]);
    world.policies[0].max_dimension = DimensionLimits { largest_measure: 0, max_measure_sum: 2_000 };
    check(&world, vec![sized(item("s", 9, 10), [200, 500, 700])], &[(3, &[3])]);
}

#[test]
fn a_package_is_never_over_volume_or_cubic_weight() {
    let mut world = thirty_kilos();
    world.policy("p", "Normal", &["0,30000,10,0,0,100000,1,0", "0,1000,5,0,0,0,1,0"]);
    // 8,000 cm³ each: twelve of them are 96,000 cm³; a hundred of 10 g are 1,000 g, which the other row takes whole.
    check(&world, vec![sized(item("s", 24, 100), [200, 200, 200])], &[(2, &[12])]);
    check(&world, vec![sized(item("s", 100, 10), [200, 200, 200])], &[(1, &[100])]);
    world.policies[0].cubic_weight =
        crate::configuration::CubicWeight { factor: decimal("0.5"), minimum: decimal("0") };
    // 4,000 g of cubic weight each: seven are 28,000 g.
    check(&world, vec![sized(item("s", 14, 100), [200, 200, 200])], &[(2, &[7])]);
}

#[test]
fn each_package_pays_the_dock_fee_and_has_a_row_of_its_own() {
    let mut world = thirty_kilos();
    world.policy("p", "Normal", &["0,10000,10,0,0,0,1,0", "10000.001,30000,25,0,0,0,2,0"]);
    world.warehouse("w", &[("d", "PT0S", "2.00")]);
    // 30 kg and 10 kg: 25.00 + 2.00, and 10.00 + 2.00.
    let option = world.option(&cart(vec![item("s", 3, 10_000), item("t", 1, 10_000)]));
    assert_eq!(option.price, 3900);
    assert_eq!(option.estimate.to_string(), "2bd", "the slower one counts");
}

#[test]
fn lines_of_one_group_stay_in_one_package() {
    let world = thirty_kilos();
    let tied = |mut item: Item| {
        item.group = Some("bundle".to_owned());
        item
    };
    let items = |units: i64| vec![item("s", 2, 10_000), tied(item("t", units, 10_000)), tied(item("u", 1, 10_000))];
    check(&world, items(1), &[(1, &[2]), (1, &[1, 1])]);
    check(&world, items(2), &[(1, &[2]), (1, &[2, 1])]);
    assert_eq!(world.reason(&cart(items(3))), "weight_over_limit");
}

#[test]
fn lines_of_one_group_leave_together_with_the_slowest() {
    let mut world = World::new();
    world.warehouse("far", &[("d", "P3D", "0")]);
    world.hold("far", "t", 1);
    let option = |group: Option<&str>| {
        let tied = |sku: &str| Item { group: group.map(str::to_owned), ..item(sku, 1, 10) };
        world.option(&cart(vec![tied("s"), tied("t")])).packages.len()
    };
    assert_eq!((option(None), option(Some("bundle"))), (2, 1));
}

#[test]
fn a_route_of_fewer_packages_comes_first() {
    let mut world = thirty_kilos();
    world.policy("truck", "Normal", &["0,1000000,500,0,0,0,2,0"]);
    world.dock("d", &["p", "truck"]);
    let policy = |world: &World| world.option(&cart(vec![item("s", 4, 10_000)])).policy.to_string();
    assert_eq!(policy(&world), "truck");
    world.settings.rank_order = crate::configuration::RankOrder::PriceFirst;
    assert_eq!(policy(&world), "p");
}

#[test]
fn freight_of_a_hundred_over_fifty_thousand_units_in_many_packages_adds_up() {
    for how in [Apportioning::Exact, Apportioning::PerUnit] {
        let mut world = thirty_kilos();
        world.policy("p", "Normal", &["0,10000,100,0,0,0,1,0"]);
        world.settings.apportioning = Some(how);
        check(&world, vec![item("s", 50_000, 1)], &[(5, &[10_000])]);
        assert_eq!(world.option(&cart(vec![item("s", 50_000, 1)])).price, 50_000, "{how:?}");
    }
}

#[test]
fn what_is_ready_does_not_wait_for_what_is_not_unless_the_account_groups_by_days() {
    let grouped = |interval: u16, ready: &[(u32, u32)], packages: &[u32]| {
        let mut world = World::new();
        world.settings.group_within_days = interval;
        let ids: Vec<String> = (0..ready.len()).map(|at| format!("s{at}")).collect();
        for (id, (lead, way)) in ids.iter().zip(ready) {
            world.warehouse(id, &[("d", &format!("P{way}D"), "0")]);
            world.balance(id, id, Balance { total: 1, lead_time: days(*lead), ..Balance::default() });
        }
        world.policies[0].weekend_and_holidays =
            domain::calendar::WeekendAndHolidays { saturday: true, sunday: true, holiday: true };
        let option = world.option(&cart(ids.iter().map(|id| item(id, 1, 100)).collect()));
        let arrived: Vec<i64> = option
            .packages
            .iter()
            .map(|package| package.promised_at.timestamp().duration_since(world.now).as_hours() / 24 - 1)
            .collect();
        let expected: Vec<i64> = packages.iter().map(|days| i64::from(*days)).collect();
        assert_eq!(arrived, expected, "X = {interval}, lead and way {ready:?}");
    };
    // A shirt, and a sofa that is made in thirty days.
    grouped(0, &[(0, 0), (30, 0)], &[0, 30]);
    grouped(1, &[(0, 0), (30, 0)], &[30]);
    // Ready at the same time, one for its lead time and one for its way.
    grouped(0, &[(1, 1), (0, 2)], &[2]);
    grouped(0, &[(5, 0), (0, 1)], &[1, 5]);
    // With the slowest of them, not with the longest lead time and the longest way of any.
    grouped(3, &[(5, 0), (0, 1)], &[5]);
    grouped(3, &[(0, 4), (2, 5)], &[7]);
}
