use super::*;
use crate::configuration::ValueLimits;
use domain::capacity::{Load, Places};
use domain::code::SellerId;
use domain::operation::{Daily, Handling, WhenFull};

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
        world.sellers.push(Seller {
            id: id(seller),
            name: seller.to_owned(),
            active: true,
            white_label: false,
            daily: None,
        });
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

/// The seller `ana` gets ready so many orders and units in a day, and these are taken of today and the days behind it.
fn limited(places: (Option<u32>, Option<u32>), when_full: WhenFull, taken: &[(u32, u32)]) -> World {
    let mut world = market();
    world.hold("w-ana", "s", 50);
    let (places, ahead) = (Places { deliveries: places.0, units: places.1 }, 3);
    world.sellers[0].daily = Some(Daily { places, when_full, ahead });
    let mut date = jiff::civil::date(2026, 11, 23);
    for (deliveries, units) in taken {
        let load = Load { deliveries: *deliveries, units: *units };
        world.stock.put_day(Handling { seller: id("ana"), date, load });
        date = date.tomorrow().unwrap();
    }
    world
}

#[test]
fn an_order_arrives_as_many_days_later_as_its_seller_has_no_room() {
    let of = |seller: &str, units: i64| cart(vec![sold_by(seller, item("s", units, 100))]);
    let check = |world: &World, units: i64, days: i8| {
        let (free, option) = (market().option(&of("bia", 1)), world.option(&of("ana", units)));
        assert_eq!(option.packages[0].handled_on, Some(jiff::civil::date(2026, 11, 23 + days)), "{units}");
        let later = option.promised_at.duration_since(&free.promised_at).as_hours();
        assert_eq!(later, i64::from(days) * 24, "{units}: ordered on a Monday, two days of transit");
        let first = option.time_parts.first().map(|part| (part.code, part.seconds));
        let waited = (TimeCode::CapacityWait, 86_400 * u64::try_from(days).unwrap());
        assert_eq!(first == Some(waited), days > 0, "{first:?}");
        assert_eq!(option.estimate.to_string(), format!("{}bd", 2 + days));
    };
    let orders = limited((Some(2), None), WhenFull::NextDays, &[(2, 9), (1, 5)]);
    check(&orders, 1, 1);
    let units = limited((None, Some(10)), WhenFull::NextDays, &[(1, 8), (1, 10)]);
    check(&units, 2, 0);
    check(&units, 3, 2);
    check(&limited((Some(1), None), WhenFull::NextDays, &[]), 50, 0);
    let weekend = limited((Some(1), None), WhenFull::NextDays, &[]);
    assert_eq!(weekend.option(&of("bia", 1)).packages[0].handled_on, None, "nobody else waits");
}

#[test]
fn a_seller_without_room_brings_nothing_and_says_so() {
    let both = cart(vec![sold_by("ana", item("s", 1, 100)), sold_by("bia", item("s", 1, 100))]);
    let check = |world: &World, units: i64, full: bool| {
        let mut cart = both.clone();
        cart.items[0].quantity = Quantity::new(units).unwrap();
        let quote = world.quote(&cart);
        let codes: Vec<&str> = quote.items.iter().map(|item| item.availability.code()).collect();
        assert_eq!(codes, [if full { "cannot_be_delivered" } else { "available" }, "available"], "{units}");
        let said = quote.dropped.iter().find(|dropped| dropped.reason.code() == "seller_full");
        assert_eq!(said.map(|dropped| dropped.reason.detail()), full.then(|| vec![("seller", "ana".to_owned())]));
    };
    check(&limited((Some(1), None), WhenFull::Pause, &[(0, 0)]), 1, false);
    check(&limited((Some(1), None), WhenFull::Pause, &[(1, 0)]), 1, true);
    check(&limited((None, Some(5)), WhenFull::Pause, &[(1, 4)]), 9, false);
    check(&limited((None, Some(5)), WhenFull::NextDays, &[]), 20, false);
    check(&limited((None, Some(5)), WhenFull::NextDays, &[]), 21, true);
    check(&limited((Some(0), None), WhenFull::NextDays, &[]), 1, true);
}
