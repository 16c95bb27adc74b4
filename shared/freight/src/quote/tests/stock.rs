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
    world.hold("a", "s", 4);
    world.hold("b", "s", 3);
    gives(&world, 5, &[("w", 5)]);
    gives(&world, 3, &[("b", 3)]);
    gives(&world, 12, &[("b", 3), ("w", 9)]);
    gives(&world, 14, &[("a", 4), ("w", 10)]);
    gives(&world, 17, &[("b", 3), ("a", 4), ("w", 10)]);
}

#[test]
fn of_several_sets_of_warehouses_the_emptier_then_the_preferred_gives() {
    // More than are compared set by set come to the same.
    for more in [0, 8] {
        let mut world = World::new();
        for at in 0..more {
            let id = format!("y{at}");
            world.warehouse(&id, &[("d", "P1D", "0")]);
            world.hold(&id, "s", 1);
        }
        world.warehouse("a", &[("d", "PT0S", "0")]);
        world.warehouse("b", &[("d", "PT0S", "0")]);
        ["a", "b", "w"].iter().for_each(|id| world.hold(id, "s", 10));
        gives(&world, 15, &[("a", 10), ("b", 5)]);
        world.warehouses[0].priority = 9;
        gives(&world, 15, &[("w", 10), ("a", 5)]);
    }
}

#[test]
fn what_no_option_brings_in_full_is_not_available_in_full() {
    let mut world = World::new();
    world.policy("q", "Normal", &["0,1000000,10.00,0,0,0,2.00:00:00,0"]);
    world.dock("e", &["q"]);
    world.warehouse("x", &[("e", "PT0S", "0")]);
    world.hold("w", "s", 4);
    world.hold("x", "s", 6);
    let said = |world: &World| {
        let quote = world.quote(&cart(vec![item("s", 10, 1)]));
        let ItemAnswer { available, availability, .. } = quote.items[0];
        let brought: Vec<u32> = quote.options.iter().map(|option| option.items[0].quantity).collect();
        (available, availability.code(), brought)
    };
    assert_eq!(said(&world), (10, "available", vec![10]), "both docks make one option");
    world.policies[1].shipping_method = "Expresso".to_owned();
    assert_eq!(said(&world), (6, "partly_available", vec![6, 4]), "each method has a dock of its own");
    world.policies[1].shipping_method = "Normal".to_owned();
    world.tables.insert("q".to_owned(), vec!["01000000,05999999,0,1000,10,0,0,0,1,0".to_owned()]);
    assert_eq!(said(&world), (4, "partly_available", vec![4]), "one of the docks does not ship there");
    world.tables.insert("p".to_owned(), world.tables["q"].clone());
    assert_eq!(said(&world), (10, "cannot_be_delivered", Vec::new()), "what is in stock");
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
