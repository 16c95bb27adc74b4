use super::*;
use crate::configuration::{DimensionLimits, Modal, Modals};
use domain::code::WarehouseId;

/// A kit of two `cup`s of 300.5 g and a `pot` of 1,000 g.
fn kit(quantity: i64) -> Item {
    let component = |sku: &str, quantity: i64, grams: &str| Component {
        weight: decimal(grams),
        ..Component::new(SkuId::new(sku).unwrap(), Quantity::new(quantity).unwrap(), Grams::new(1).unwrap())
    };
    Item { components: vec![component("cup", 2, "300.5"), component("pot", 1, "1000")], ..item("set", quantity, 1) }
}

fn kitchen(cups: i64, pots: i64) -> World {
    let mut world = World::new();
    world.hold("w", "cup", cups);
    world.hold("w", "pot", pots);
    world
}

#[test]
fn of_a_kit_there_are_as_many_as_its_scarcest_component_allows() {
    let check = |cups: i64, pots: i64, wanted: i64, available: u32, availability: &str| {
        let quote = kitchen(cups, pots).quote(&cart(vec![kit(wanted)]));
        let answer = &quote.items[0];
        assert_eq!((answer.available, answer.availability.code()), (available, availability), "{cups} + {pots}");
        let brought: u32 = quote.options.iter().flat_map(|option| &option.items).map(|item| item.quantity).sum();
        assert_eq!(brought, available);
    };
    check(6, 3, 3, 3, "available");
    check(5, 3, 3, 2, "partly_available");
    check(6, 1, 3, 1, "partly_available");
    check(1, 9, 1, 0, "without_stock");
    check(9, 0, 1, 0, "without_stock");
    // Stock of the kit's own id does not count.
    let mut world = kitchen(0, 0);
    world.hold("w", "set", 5);
    assert_eq!(world.quote(&cart(vec![kit(1)])).items[0].available, 0);
}

#[test]
fn a_kit_shares_its_components_with_the_lines_that_name_them() {
    let quote = kitchen(5, 9).quote(&cart(vec![kit(3), item("cup", 2, 300)]));
    let available: Vec<u32> = quote.items.iter().map(|item| item.available).collect();
    assert_eq!(available, [1, 2], "the line of the smaller SKU is served first");
    let option = &quote.options[0];
    let brought: Vec<u32> = option.items.iter().map(|item| item.quantity).collect();
    assert_eq!(brought, [1, 2]);
}

#[test]
fn a_kit_weighs_exactly_what_its_components_weigh() {
    let option = kitchen(100, 100).option(&cart(vec![kit(3)]));
    assert_eq!(option.packages[0].real_weight, decimal("4803"));
    let mut world = kitchen(10, 10);
    world.policy("p", "Normal", &["0,1601,10,0,0,0,1,0"]);
    assert_eq!(world.reason(&cart(vec![kit(1)])), "offered");
}

#[test]
fn components_may_come_from_several_warehouses_of_one_dock() {
    let mut world = kitchen(2, 0);
    world.warehouse("far", &[("d", "P3D", "1.50")]);
    world.hold("far", "pot", 1);
    let option = world.option(&cart(vec![kit(1)]));
    assert_eq!((option.packages.len(), option.price), (1, 1150), "one package, with the fee of one way");
    assert_eq!(option.estimate.to_string(), "5bd", "a kit waits for its slowest component");
    let [cups, pots] = option.packages[0].items[0].components.as_slice() else { panic!() };
    let from = |component: &PackedComponent| {
        (
            component.sku.to_string(),
            component.quantity,
            component.warehouses.iter().map(WarehouseId::to_string).collect(),
        )
    };
    assert_eq!(from(cups), ("cup".to_owned(), 2, vec!["w".to_owned()]));
    assert_eq!(from(pots), ("pot".to_owned(), 1, vec!["far".to_owned()]));
}

#[test]
fn components_at_different_docks_make_no_kit() {
    let mut world = kitchen(2, 0);
    world.dock("e", &["p"]);
    world.warehouse("far", &[("e", "PT0S", "0")]);
    world.hold("far", "pot", 1);
    let quote = world.quote(&cart(vec![kit(1)]));
    assert!(quote.options.is_empty());
    assert_eq!(quote.items[0].availability.code(), "cannot_be_delivered");
    world.warehouse("far", &[("e", "PT0S", "0"), ("d", "PT0S", "0")]);
    assert_eq!(world.quote(&cart(vec![kit(1)])).items[0].availability.code(), "available");
}

#[test]
fn a_kit_needs_all_the_care_that_its_components_need() {
    let mut fragile = kit(1);
    fragile.components[0].modal = Some(Modal::Glass);
    let ask = cart(vec![fragile]);
    let mut world = kitchen(10, 10);
    assert_eq!(world.reason(&ask), "modal_not_carried");
    world.policies[0].modals = Modals { carried: vec![Modal::Glass], only_these: true };
    assert_eq!(world.reason(&ask), "offered");
    assert_eq!(world.reason(&cart(vec![kit(1)])), "modal_required");
}

#[test]
fn a_kit_is_as_large_as_its_components_on_top_of_each_other_unless_it_has_edges_of_its_own() {
    let mut boxed = kit(1);
    let edges = |edges: [i64; 3]| sized(item("x", 1, 1), edges).dimensions;
    boxed.components[0].dimensions = edges([100, 80, 90]);
    boxed.components[1].dimensions = edges([200, 300, 250]);
    let mut world = kitchen(100, 100);
    world.policies[0].max_dimension = DimensionLimits { largest_measure: 360, max_measure_sum: 0 };
    let ask = |item: &Item| cart(vec![item.clone()]);
    // 80 + 80 + 200 = 360 high, 250 by 300.
    assert_eq!(world.reason(&ask(&boxed)), "offered");
    assert_eq!(world.option(&ask(&boxed)).packages[0].volume, decimal("16440"));
    world.policies[0].max_dimension.largest_measure = 359;
    assert_eq!(world.reason(&ask(&boxed)), "item_too_large");
    boxed.dimensions = edges([300, 300, 200]);
    assert_eq!(world.reason(&ask(&boxed)), "offered");
    assert_eq!(world.option(&ask(&boxed)).packages[0].volume, decimal("18000"));
}

#[test]
fn a_kit_is_never_taken_apart() {
    let mut world = kitchen(100_000, 100_000);
    world.policy("p", "Normal", &["0,4000,10,0,0,0,2,0"]);
    world.settings.split_cargo = true;
    // 1,601 g each: two to a package.
    let option = world.option(&cart(vec![kit(3_000)]));
    let package = &option.packages[0];
    assert_eq!((option.packages.len(), package.count, package.items[0].quantity), (1, 1_500, 2));
    assert_eq!(package.items[0].components[0].quantity, 4);
    world.policy("p", "Normal", &["0,1600,10,0,0,0,2,0"]);
    assert_eq!(world.reason(&cart(vec![kit(2)])), "weight_over_limit");
}

#[test]
fn a_kit_takes_its_own_time_after_its_components() {
    let mut world = kitchen(0, 0);
    world.balance("w", "cup", Balance { total: 2, lead_time: days(2), ..Balance::default() });
    world.balance("w", "pot", Balance { total: 1, lead_time: days(1), ..Balance::default() });
    let mut slow = kit(1);
    assert_eq!(world.option(&cart(vec![slow.clone()])).estimate.to_string(), "4bd");
    slow.handling_time = days(1);
    slow.components[1].handling_time = days(3);
    // The pot: 1 + 3 + 1 days; the cups: 2 + 1.
    assert_eq!(world.option(&cart(vec![slow])).estimate.to_string(), "7bd");
}

#[test]
fn two_components_of_the_same_sku_are_one_need() {
    let mut twice = kit(1);
    twice.components.push(twice.components[0].clone());
    assert_eq!(kitchen(3, 1).quote(&cart(vec![twice.clone()])).items[0].available, 0);
    assert_eq!(kitchen(4, 1).quote(&cart(vec![twice])).items[0].available, 1);
}
