use super::*;
use crate::configuration::ValueLimits;
use domain::code::SellerId;

fn id(seller: &str) -> SellerId {
    seller.parse().unwrap()
}

fn sold_by(seller: &str, mut item: Item) -> Item {
    item.seller = Some(id(seller));
    item
}

/// The account's own dock `d`, and the sellers `ana` and `bia` with a dock and a warehouse each; one policy for all.
fn market() -> World {
    let mut world = World::new();
    for seller in ["ana", "bia"] {
        world.sellers.push(Seller { id: id(seller), name: seller.to_owned(), active: true, white_label: false });
        let (dock, warehouse) = (format!("d-{seller}"), format!("w-{seller}"));
        world.dock(&dock, &["p"]).seller = Some(id(seller));
        world.warehouse(&warehouse, &[(&dock, "PT0S", "0"), ("d", "PT0S", "0")]).seller = Some(id(seller));
        world.hold(&warehouse, "s", 5);
    }
    world
}

#[test]
fn goods_leave_from_the_docks_of_their_seller() {
    let world = market();
    let check = |item: Item, dock: &str, most: u32| {
        let option = world.option(&cart(vec![item.clone()]));
        assert_eq!((option.packages[0].dock.as_str(), option.packages[0].seller.clone()), (dock, item.seller.clone()));
        let greedy = Item { quantity: Quantity::new(5_000).unwrap(), ..item };
        assert_eq!(world.quote(&cart(vec![greedy])).items[0].available, most, "{dock}");
    };
    check(item("s", 1, 100), "d", 1_000);
    check(sold_by("ana", item("s", 1, 100)), "d-ana", 5);
    check(sold_by("bia", item("s", 1, 100)), "d-bia", 5);
}

#[test]
fn each_seller_s_goods_are_a_package_of_their_own() {
    let world = market();
    let items = vec![item("s", 1, 100), sold_by("ana", item("s", 2, 100)), sold_by("bia", item("s", 9, 100))];
    let option = world.option(&cart(items));
    assert_eq!((option.price, option.complete), (3000, true));
    let packed: Vec<(&str, u32)> =
        option.packages.iter().map(|package| (package.dock.as_str(), package.items[0].quantity)).collect();
    assert_eq!(packed, [("d-bia", 5), ("d-ana", 2), ("d", 1)], "what brings more comes first");
}

#[test]
fn a_seller_that_is_switched_off_or_unknown_ships_nothing() {
    let mut world = market();
    world.sellers[0].active = false;
    let ask = cart(vec![sold_by("ana", item("s", 1, 100)), sold_by("eva", item("s", 1, 100))]);
    let quote = world.quote(&ask);
    assert!(quote.options.is_empty());
    assert!(quote.items.iter().all(|item| item.availability.code() == "without_stock"));
    let codes: Vec<&str> = quote.dropped.iter().map(|dropped| dropped.reason.code()).collect();
    assert_eq!(codes, ["other_seller", "seller_inactive", "other_seller"]);
}

#[test]
fn a_policy_of_a_seller_collects_at_its_docks_only() {
    let mut world = market();
    let policy = world.policy("own", "Loja", &["0,1000,5,0,0,0,1,0"]);
    policy.seller = Some(id("ana"));
    world.dock("d-ana", &["p", "own"]).seller = Some(id("ana"));
    world.dock("d-bia", &["p", "own"]).seller = Some(id("bia"));
    let methods = |seller: &str| {
        let quote = world.quote(&cart(vec![sold_by(seller, item("s", 1, 100))]));
        quote.options.iter().map(|option| option.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(methods("ana"), ["own", "p"]);
    assert_eq!(methods("bia"), ["p"]);
}

#[test]
fn value_limits_look_at_the_goods_of_one_seller() {
    let mut world = market();
    world.policies[0].cart_value = ValueLimits { minimum: decimal("50"), maximum: decimal("100") };
    let worth = |own: &str, ana: &str| {
        let items = vec![priced(item("s", 1, 100), own), sold_by("ana", priced(item("s", 1, 100), ana))];
        let quote = world.quote(&cart(items));
        quote.items.iter().map(|item| item.availability.code()).collect::<Vec<_>>()
    };
    assert_eq!(worth("60", "60"), ["available", "available"], "120 together, but 60 each");
    assert_eq!(worth("30", "60"), ["cannot_be_delivered", "available"]);
    assert_eq!(worth("60", "101"), ["available", "cannot_be_delivered"]);
}

#[test]
fn two_sellers_do_not_share_stock_of_one_sku() {
    let mut world = market();
    world.hold("w-ana", "s", -3);
    let quote = world.quote(&cart(vec![sold_by("ana", item("s", 1, 1)), sold_by("bia", item("s", 5, 1))]));
    let available: Vec<u32> = quote.items.iter().map(|item| item.available).collect();
    assert_eq!(available, [0, 5], "a debt of one seller is not another's");
}
