use super::*;
use domain::code::SellerId;
use domain::currency::Currency;
use jiff::Zoned;

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
    told(world, cart).cart.items.iter().map(|item| name(item.seller.as_ref())).collect()
}

fn told(world: &World, cart: &Cart) -> Allocation {
    allocate(cart, &world.configuration(), &world.stock, world.now)
}

fn name(seller: Option<&SellerId>) -> String {
    seller.map_or_else(|| "-".to_owned(), ToString::to_string)
}

/// A plan in a line: who brings which lines at what price and in how many days, what is left open, by what it was made,
/// and why another one was taken.
fn said(plan: &Weighed) -> String {
    let days = |at: &Zoned| at.date().day() - 23;
    let share = |share: &Share| {
        let lines: Vec<String> = share.lines.iter().map(ToString::to_string).collect();
        let days = share.promised_at.as_ref().map(days).unwrap_or_default();
        format!("{} {} {} {days}d", name(share.seller.as_ref()), lines.join("+"), share.price)
    };
    let shares: Vec<String> = plan.shares.iter().map(share).collect();
    let preferred: Vec<&str> = plan.preferred.iter().map(|prefer| prefer.code()).collect();
    let lost = plan.lost.map_or_else(
        || "chosen".to_owned(),
        |lost| {
            let detail = lost.detail(Currency::new("BRL").unwrap());
            let detail: Vec<String> = detail.iter().map(|(name, value)| format!(" {name} {value}")).collect();
            format!("{}{}", lost.code(), detail.concat())
        },
    );
    format!("{} | {:?} | {} | {lost}", shares.join(", "), plan.open, preferred.join(" "))
}

#[test]
fn without_a_destination_who_has_most_is_given_the_lines() {
    let mut world = franchise(("8.00", "1"), ("9.00", "1"));
    let nowhere = |skus: &[&str]| Cart { destination: Destination::new(Country::BRA, None), ..lines(skus) };
    world.hold("w-ana", "s", 5);
    world.hold("w-bia", "s", 9);
    assert_eq!(given(&world, &nowhere(&["s"])), ["bia"]);
    world.hold("w", "s", 9);
    assert_eq!(given(&world, &nowhere(&["s"])), ["-"], "of equals the account itself");
    world.hold("w-ana", "t", 2);
    assert_eq!(given(&world, &nowhere(&["s", "t"])), ["ana", "ana"], "as few as possible");
    assert_eq!(given(&world, &nowhere(&["x"])), ["-"]);
}

#[test]
fn plans_are_told_with_what_each_seller_brings_and_why_another_was_taken() {
    let check = |ana: (&str, &str), bia: (&str, &str), skus: &[&str], expected: &[&str]| {
        let mut world = franchise(ana, bia);
        for (warehouse, sku) in [("w-ana", "s"), ("w-bia", "s"), ("w-ana", "t"), ("w-bia", "u")] {
            world.hold(warehouse, sku, 5);
        }
        let plans: Vec<String> = told(&world, &lines(skus)).plans.iter().map(said).collect();
        assert_eq!(plans, expected, "{ana:?} {bia:?} {skus:?}");
    };
    let (ana, bia) = (("8.00", "3"), ("9.00", "1"));
    check(
        ana,
        bia,
        &["s"],
        &["ana 0 800 3d | [] | price time | chosen", "bia 0 900 1d | [] | price time | dearer price 9 winnerPrice 8"],
    );
    check(
        ("8.00", "3"),
        ("8.00", "1"),
        &["s"],
        &[
            "bia 0 800 1d | [] | price time | chosen",
            "ana 0 800 3d | [] | price time | later arrives 2026-11-26T10:00:00 winnerArrives 2026-11-24T10:00:00",
        ],
    );
    check(
        ("8.00", "1"),
        ("8.00", "1"),
        &["s"],
        &["ana 0 800 1d | [] | price time | chosen", "bia 0 800 1d | [] | price time | made_later"],
    );
    check(ana, bia, &["t", "s", "x"], &["ana 0+1 800 3d | [2] | price time | chosen"]);
    check(ana, bia, &["t", "u"], &["ana 0 800 3d, bia 1 900 1d | [] | price time | chosen"]);
    check(
        ana,
        bia,
        &["t", "s", "u"],
        &[
            "ana 0+1 800 3d, bia 2 900 1d | [] | price time | chosen",
            "ana 0 800 3d, bia 1+2 900 1d | [] | price time | made_later",
        ],
    );
    check(ana, bia, &["x"], &[" | [0] | price time | chosen"]);
}

#[test]
fn who_could_bring_something_is_told_with_why_they_are_in_no_plan() {
    let mut world = franchise(("8.00", "1"), ("9.00", "1"));
    world.hold("w-ana", "s", 5);
    world.hold("w-bia", "s", 1);
    world.hold("w", "t", 2);
    world.policies[0].active = false;
    let named = |candidate: &Candidate| {
        let left_out = candidate.left_out.map_or("-", LeftOut::code);
        (name(candidate.seller.as_ref()), candidate.lines.clone(), left_out)
    };
    let found: Vec<_> = told(&world, &lines(&["s", "t"])).candidates.iter().map(named).collect();
    let expected = [("ana", vec![0], "-"), ("-", vec![1], "brings_nothing"), ("bia", Vec::new(), "no_line_in_full")];
    assert_eq!(found, expected.map(|(seller, lines, why)| (seller.to_owned(), lines, why)));

    let mut silent = lines(&["s", "t"]);
    silent.explain = false;
    let quiet = told(&world, &silent);
    assert_eq!((quiet.candidates.len(), quiet.plans.len()), (0, 0));
    assert_eq!(quiet.cart.items, told(&world, &lines(&["s", "t"])).cart.items);
}

#[test]
fn of_many_sellers_those_with_most_are_asked_and_fifty_are_told() {
    let mut world = franchise(("8.00", "1"), ("9.00", "1"));
    for at in 0..60_u8 {
        let id: SellerId = format!("f{at:02}").parse().unwrap();
        world.sellers.push(Seller {
            id: id.clone(),
            name: id.to_string(),
            active: true,
            white_label: true,
            daily: None,
        });
        let (dock, warehouse) = (format!("d{at:02}"), format!("w{at:02}"));
        world.dock(&dock, &["p-ana"]).seller = Some(id.clone());
        world.warehouse(&warehouse, &[(&dock, "PT0S", "0")]).seller = Some(id);
        world.hold(&warehouse, "s", 2 + i64::from(at));
    }
    let found = told(&world, &lines(&["s"]));
    assert_eq!((found.candidates.len(), found.more), (50, 13));
    let asked: Vec<bool> = found.candidates.iter().map(|candidate| candidate.left_out.is_none()).collect();
    assert_eq!(asked, [vec![true; 24], vec![false; 26]].concat());
    assert!(found.candidates[24..].iter().all(|candidate| candidate.left_out == Some(LeftOut::NotAsked)));
    let plans: Vec<String> = found.plans.iter().map(|plan| name(plan.shares[0].seller.as_ref())).collect();
    assert_eq!(plans, ["f59", "f58", "f57"], "alike in price and time: who has more in stock");
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
