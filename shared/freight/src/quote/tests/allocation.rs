use super::*;
use crate::quote::allocate;
use domain::code::SellerId;

/// The account's own dock `d` at 10.00 in two days, and the sellers `ana` and `bia` who act in its name, each with a
/// dock, a warehouse and a policy of its own: price and days.
fn franchise(ana: (&str, &str), bia: (&str, &str)) -> World {
    let mut world = World::new();
    for (seller, (price, days)) in [("ana", ana), ("bia", bia)] {
        let id: SellerId = seller.parse().unwrap();
        world.sellers.push(Seller {
            id: id.clone(),
            name: seller.to_owned(),
            active: true,
            white_label: true,
            daily: None,
        });
        let (policy, dock, warehouse) = (format!("p-{seller}"), format!("d-{seller}"), format!("w-{seller}"));
        world.policy(&policy, &policy, &[&format!("0,1000000,{price},0,0,0,{days}.00:00:00,0")]);
        world.dock(&dock, &[&policy]).seller = Some(id.clone());
        world.warehouse(&warehouse, &[(&dock, "PT0S", "0")]).seller = Some(id);
    }
    world.hold("w", "s", 0);
    world
}

/// Who is given each line; `-` is the account itself.
fn given(world: &World, cart: &Cart) -> Vec<String> {
    let cart = allocate(cart, &world.configuration(), &world.stock, world.now);
    let owner = |item: &Item| item.seller.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    cart.items.iter().map(owner).collect()
}

fn lines(skus: &[&str]) -> Cart {
    cart(skus.iter().map(|sku| item(sku, 2, 100)).collect())
}

#[test]
fn as_few_sellers_as_possible_bring_the_cart() {
    let mut world = franchise(("20.00", "5"), ("1.00", "1"));
    for (warehouse, sku) in [("w-ana", "s"), ("w-ana", "t"), ("w-ana", "u"), ("w-bia", "s"), ("w-bia", "t")] {
        world.hold(warehouse, sku, 5);
    }
    assert_eq!(given(&world, &lines(&["s", "t", "u"])), ["ana", "ana", "ana"], "dearer and later, and alone");
    assert_eq!(given(&world, &lines(&["u", "t", "s"])), ["ana", "ana", "ana"]);
    assert_eq!(given(&world, &lines(&["s", "t"])), ["bia", "bia"]);
    world.hold("w", "v", 9);
    assert_eq!(given(&world, &lines(&["s", "t", "v", "u"])), ["ana", "ana", "-", "ana"]);
}

#[test]
fn of_several_who_bring_as_much_the_cheaper_wins_then_the_earlier_then_the_one_with_more() {
    let check = |ana: (&str, &str), bia: (&str, &str), stock: (i64, i64), expected: &str| {
        let mut world = franchise(ana, bia);
        world.hold("w-ana", "s", stock.0);
        world.hold("w-bia", "s", stock.1);
        assert_eq!(given(&world, &lines(&["s"])), [expected], "{ana:?} {bia:?} {stock:?}");
    };
    check(("8.00", "3"), ("9.00", "1"), (5, 5), "ana");
    check(("9.00", "1"), ("8.00", "3"), (5, 5), "bia");
    check(("9.00", "3"), ("9.00", "1"), (5, 5), "bia");
    check(("9.00", "1"), ("9.00", "1"), (5, 6), "bia");
    check(("9.00", "1"), ("9.00", "1"), (5, 5), "ana");
    check(("8.00", "3"), ("9.00", "1"), (1, 5), "bia");
    check(("8.00", "3"), ("9.00", "1"), (1, 1), "-");
}

#[test]
fn only_lines_that_are_open_are_given_and_only_to_those_who_act_in_the_account_s_name() {
    let mut world = franchise(("8.00", "1"), ("9.00", "1"));
    world.hold("w-ana", "s", 9);
    world.hold("w-bia", "s", 9);
    let mut named = lines(&["s", "s"]);
    named.items[0].seller = Some("bia".parse().unwrap());
    assert_eq!(given(&world, &named), ["bia", "bia"], "9.00 for both lines against 9.00 and 8.00");
    assert_eq!(given(&world, &lines(&["s", "s"])), ["ana", "ana"]);
    world.hold("w-bia", "s", 2);
    assert_eq!(given(&world, &named), ["bia", "ana"], "she has no more than was named");
    world.hold("w-bia", "s", 9);
    world.sellers[0].white_label = false;
    assert_eq!(given(&world, &named), ["bia", "bia"]);
    world.sellers[1].active = false;
    assert_eq!(given(&world, &lines(&["s"])), ["-"]);
    world.hold("w", "s", 9);
    world.sellers[1].active = true;
    assert_eq!(given(&world, &lines(&["s"])), ["bia"], "9.00 against the account's own 10.00");
}
