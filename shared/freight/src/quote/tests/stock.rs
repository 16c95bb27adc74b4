use super::*;

/// What is quoted of so many units of `s`, and in a word.
fn check(world: &World, wanted: i64, available: u32, availability: &str) {
    let quote = world.quote(&cart(vec![item("s", wanted, 1)]));
    let answer = &quote.items[0];
    assert_eq!((answer.available, answer.availability.code()), (available, availability));
    let brought: u32 = quote.options.iter().flat_map(|option| &option.items).map(|item| item.quantity).sum();
    assert_eq!(brought, available, "an option brings what is available");
}

#[test]
fn a_quote_goes_on_with_what_is_in_stock() {
    let mut world = World::new();
    world.hold("w", "s", 5);
    check(&world, 3, 3, "available");
    check(&world, 5, 5, "available");
    check(&world, 8, 5, "partly_available");
    world.hold("w", "s", 0);
    check(&world, 1, 0, "without_stock");
    world.balance("w", "s", Balance { total: 9, reserved: 7, ..Balance::default() });
    check(&world, 3, 2, "partly_available");
    world.balance("w", "s", Balance { unlimited: true, reserved: 117, ..Balance::default() });
    check(&world, 1_000_000, 1_000_000, "available");
}

#[test]
fn what_one_warehouse_owes_is_taken_off_the_others() {
    let mut world = World::new();
    world.warehouse("w2", &[("d", "PT0S", "0")]);
    world.hold("w", "s", -1);
    world.hold("w2", "s", 1);
    check(&world, 1, 0, "without_stock");
    world.hold("w2", "s", 3);
    check(&world, 3, 2, "partly_available");
}

#[test]
fn only_what_can_leave_for_the_sales_channel_counts() {
    let mut world = World::new();
    world.dock("d", &["p"]).sales_channels = vec!["2".to_owned()];
    let sell = |channel: Option<&str>, expected: &str| {
        let mut ask = cart(vec![item("s", 1, 100)]);
        ask.sales_channel = channel.map(str::to_owned);
        let quote = world.quote(&ask);
        assert_eq!(quote.items[0].availability.code(), expected, "{channel:?}");
        (!quote.options.is_empty(), quote.dropped.first().map(|dropped| dropped.reason.code()))
    };
    assert_eq!(sell(Some("2"), "available"), (true, None));
    assert_eq!(sell(None, "available"), (true, None));
    assert_eq!(sell(Some("1"), "without_stock"), (false, Some("sales_channel_not_served")));
}

#[test]
fn an_inactive_warehouse_or_dock_ships_nothing() {
    let mut world = World::new();
    world.warehouses[0].active = false;
    check(&world, 1, 0, "without_stock");
    world.warehouses[0].active = true;
    world.docks[0].active = false;
    check(&world, 1, 0, "without_stock");
}

#[test]
fn in_stock_without_a_way_to_the_destination_cannot_be_delivered() {
    let mut world = World::new();
    world.tables.insert("p".to_owned(), vec!["01000000,05999999,0,1000,10,0,0,0,1,0".to_owned()]);
    let quote = world.quote(&cart(vec![item("s", 1, 100)]));
    assert_eq!(quote.items[0].availability.code(), "cannot_be_delivered");
    assert_eq!(quote.dropped[0].reason.code(), "postal_code_not_served");
}

#[test]
fn lines_of_one_sku_share_its_stock() {
    let mut world = World::new();
    world.hold("w", "s", 5);
    let quote = world.quote(&cart(vec![item("s", 4, 100), item("s", 3, 100)]));
    let available: Vec<u32> = quote.items.iter().map(|item| item.available).collect();
    assert_eq!(available, [2, 3], "the smaller line is served first");
}

/// Which warehouses give how much of `s`.
fn gives(world: &World, wanted: i64, expected: &[(&str, u32)]) {
    let quote = world.quote(&cart(vec![item("s", wanted, 100)]));
    let option = &quote.options[0];
    let packed = option.packages.iter().flat_map(|package| &package.items);
    let given: Vec<(&str, u32)> = packed.map(|item| (item.warehouse.as_str(), item.quantity)).collect();
    assert_eq!(given, expected);
}

#[test]
fn one_warehouse_that_holds_everything_comes_before_several() {
    let mut world = World::new();
    world.warehouse("a", &[("d", "PT0S", "0")]);
    world.warehouse("b", &[("d", "PT0S", "0")]);
    world.hold("w", "s", 10);
    world.hold("a", "s", 3);
    world.hold("b", "s", 4);
    gives(&world, 5, &[("w", 5)]);
    gives(&world, 3, &[("a", 3)]);
    gives(&world, 12, &[("a", 3), ("w", 9)]);
    gives(&world, 14, &[("b", 4), ("w", 10)]);
    gives(&world, 17, &[("a", 3), ("b", 4), ("w", 10)]);
}

#[test]
fn of_equal_warehouses_the_soonest_then_the_emptier_then_the_preferred_gives() {
    let mut world = World::new();
    world.warehouse("a", &[("d", "P1D", "0")]);
    world.warehouse("b", &[("d", "PT0S", "9")]);
    world.hold("a", "s", 1);
    world.hold("b", "s", 8);
    world.hold("w", "s", 9);
    gives(&world, 1, &[("b", 1)]);
    world.hold("b", "s", 9);
    world.warehouses[0].priority = 1;
    gives(&world, 1, &[("w", 1)]);
}
