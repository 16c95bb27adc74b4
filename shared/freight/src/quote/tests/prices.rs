use super::*;
use crate::configuration::PercentBase;
use domain::currency::{Currency, Rounding};

/// One unit of 350 g unless said otherwise, over one row.
fn check(row: &str, item: Item, extra_percent: &str, expected: i64) {
    let mut world = World::new();
    world.policy("p", "Normal", &[row]);
    world.settings.additional_percent = decimal(extra_percent);
    let option = world.option(&cart(vec![item]));
    assert_eq!(option.price, expected, "{row}");
    assert_eq!(option.price_parts.iter().map(|part| part.amount).sum::<i64>(), option.price, "{row}");
}

#[test]
fn a_price_is_flat_and_weight_and_value_and_the_account_s_percent() {
    let one = |grams| item("s", 1, grams);
    check("300,500,10,2,0.10,0,1,0", priced(one(350), "100"), "10", 1870);
    check("300,500,10,5,0.10,0,1,0", priced(one(350), "180"), "10", 2640);
    check("300,500,15,0,0.10,0,1,3", one(350), "10", 2530);
    check("0,500,10,10,0,0,1,15", priced(one(350), "100"), "0", 2500);
    check("0,500,10,10,0,0,1,5", priced(one(350), "100"), "0", 2000);
    check("0,500,10,1,0,0,1,0", priced(one(350), "80"), "0", 1080);
    check("0,500,10,10,0,0,1,0", priced(one(350), "80"), "0", 1800);
    check("100,500,14,0,0.1,0,1,0", one(200), "0", 2400);
    check("0,500,10,0,0,0,1,0", one(350), "2", 1020);
}

#[test]
fn the_percent_is_on_the_goods_of_all_units() {
    check("0,5000,0,10,0,0,1,0", priced(item("s", 3, 100), "10"), "0", 300);
}

#[test]
fn the_dock_fee_is_inside_the_account_s_percent_unless_the_setting_says_otherwise() {
    let check = |base, expected: i64| {
        let mut world = World::new();
        world.warehouse("w", &[("d", "PT0S", "2.00")]);
        world.settings.additional_percent = decimal("10");
        world.settings.additional_percent_base = base;
        assert_eq!(world.option(&cart(vec![item("s", 1, 350)])).price, expected);
    };
    check(PercentBase::RateAndDockFee, 1320);
    check(PercentBase::Rate, 1300);
}

#[test]
fn per_unit_rounding_gives_the_printed_prices() {
    let check = |flat: &str, fee: &str, quantity: i64, expected: i64| {
        let mut world = World::new();
        world.policy("p", "Normal", &[&format!("0,500000,{flat},0,0,0,1,0")]);
        world.warehouse("w", &[("d", "PT0S", fee)]);
        world.settings.additional_percent = decimal("10");
        world.settings.apportioning = Some(Apportioning::PerUnit);
        assert_eq!(world.option(&cart(vec![item("s", quantity, 350)])).price, expected, "{flat}");
    };
    check("2.96", "1.99", 2, 546);
    check("2.00", "1.99", 2, 440);
    check("2.43", "1.99", 2, 486);
    check("79000", "0", 1, 8_690_000);
}

/// Lines of so many grams share a price of 25.00.
fn shares(weights: &[i64], how: Apportioning, rounding: Rounding) -> (i64, Vec<i64>) {
    let mut world = World::new();
    world.policy("p", "Normal", &["0,500000,25,0,0,0,1,0"]);
    world.settings.rounding = rounding;
    let mut ask = cart(weights.iter().map(|grams| item("s", 1, *grams)).collect());
    ask.apportioning = how;
    let option = world.option(&ask);
    (option.price, option.items.iter().map(|item| item.price).collect())
}

#[test]
fn lines_share_a_package_s_price_by_weight() {
    let weights = [2000, 1750, 500, 4500, 1250];
    let check = |how, rounding, total: i64, lines: &[i64]| {
        assert_eq!(shares(&weights, how, rounding), (total, lines.to_vec()), "{how:?} {rounding:?}");
    };
    check(Apportioning::PerUnit, Rounding::HalfEven, 2500, &[500, 438, 125, 1125, 312]);
    check(Apportioning::PerUnit, Rounding::HalfUp, 2501, &[500, 438, 125, 1125, 313]);
    check(Apportioning::Exact, Rounding::HalfEven, 2500, &[500, 437, 125, 1125, 313]);
    assert_eq!(shares(&[2000, 3000], Apportioning::Exact, Rounding::HalfEven), (2500, vec![1000, 1500]));
    let mut world = World::new();
    world.hold("w", "t", 1);
    let option = world.option(&cart(vec![item("s", 1, 2_000), item("t", 1, 3_000)]));
    assert_eq!(option.items.iter().map(|item| item.price).collect::<Vec<_>>(), [400, 600], "of 10.00");
}

#[test]
fn a_weight_between_two_bands_takes_the_higher_one() {
    let check = |grams: &str, expected: i64| {
        let mut world = World::new();
        world.policy("p", "Normal", &["0,7,5,0,0,0,2,0", "8,30000,30,0,0,0,3,0", "31000,70000,70,0,0,0,0,0"]);
        let ask = cart(vec![Item { weight: decimal(grams), ..item("s", 1, 1) }]);
        assert_eq!(world.option(&ask).price, expected, "{grams} g");
    };
    check("7", 500);
    check("7.0001", 3000);
    check("7.5", 3000);
    check("30000", 3000);
    check("30500", 7000);
    check("70000", 7000);
}

#[test]
fn freight_of_a_hundred_over_fifty_thousand_units_is_still_a_hundred() {
    for how in [Apportioning::Exact, Apportioning::PerUnit] {
        let mut world = World::new();
        world.policy("p", "Normal", &["0,500000,100,0,0,0,1,0"]);
        world.hold("w", "s", 50_000);
        world.settings.apportioning = Some(how);
        assert_eq!(world.option(&cart(vec![item("s", 50_000, 1)])).price, 10_000, "{how:?}");
    }
}

#[test]
fn volume_is_charged_as_weight_when_it_is_more() {
    let check = |grams: i64, minimum: &str, chargeable: &str| {
        let mut world = World::new();
        world.policy("p", "Normal", &["0,100000,10,0,0,0,1,0"]).cubic_weight =
            crate::configuration::CubicWeight { factor: decimal("0.167"), minimum: decimal(minimum) };
        let option = world.option(&cart(vec![sized(item("s", 1, grams), [150, 500, 600])]));
        let package = &option.packages[0];
        assert_eq!(package.cubic_weight, decimal("7515"));
        assert_eq!(package.chargeable_weight, decimal(chargeable), "{grams} g over {minimum}");
    };
    check(9_000, "0", "9000");
    check(1_000, "0", "7515");
    check(1_000, "7514", "7515");
    check(1_000, "7515", "1000");
    check(1_000, "8000", "1000");
    // Divided by 6000 instead, in kilograms: the factor is a sixth.
    let mut world = World::new();
    world.policy("p", "Normal", &["0,100000,10,0,0,0,1,0"]).cubic_weight =
        crate::configuration::CubicWeight { factor: decimal("0.166666"), minimum: Decimal::ZERO };
    let option = world.option(&cart(vec![sized(item("s", 1, 1_000), [150, 500, 600])]));
    assert_eq!(option.packages[0].chargeable_weight.round(), decimal("7500"));
}

#[test]
fn volume_is_that_of_all_units() {
    let check = |edges: [i64; 3], quantity: i64, volume: &str| {
        let option = World::new().option(&cart(vec![sized(item("s", quantity, 10), edges)]));
        assert_eq!(option.packages[0].volume, decimal(volume));
    };
    check([20, 230, 290], 2, "2668");
    check([70, 120, 140], 5, "5880");
    check([380, 380, 600], 1, "86640");
}

#[test]
fn the_row_is_chosen_by_volume_and_then_by_weight() {
    let rows = ["0,300,10,0,0,3000,1,0", "300.001,500,20,0,0,3000,1,0", "500.001,1000,30,0,0,6000,1,0"];
    let check = |grams: i64, edges: [i64; 3], expected: Result<i64, &str>| {
        let mut world = World::new();
        world.policy("p", "Normal", &rows);
        let ask = cart(vec![sized(item("s", 1, grams), edges)]);
        match expected {
            Ok(price) => assert_eq!(world.option(&ask).price, price, "{grams} g"),
            Err(reason) => assert_eq!(world.reason(&ask), reason, "{grams} g"),
        }
    };
    check(300, [100, 100, 100], Ok(1000));
    check(301, [100, 100, 100], Ok(2000));
    check(500, [100, 100, 100], Ok(2000));
    check(1000, [100, 100, 100], Ok(3000));
    check(1001, [100, 100, 100], Err("weight_over_limit"));
    check(300, [100, 200, 200], Ok(3000));
    check(300, [200, 200, 200], Err("volume_over_limit"));
}

#[test]
fn a_weight_below_the_lowest_band_takes_the_lowest_band() {
    check("30000,100000,50,0,0.01,0,1,0", item("s", 1, 10_000), "0", 5000);
    let mut world = World::new();
    world.policy("p", "Normal", &["30000,100000,50,0,0.01,0,1,0"]);
    assert_eq!(world.reason(&cart(vec![item("s", 1, 101_000)])), "weight_over_limit");
    // 30 to 100 kg and up to 1000 m³: 10 kg of 10 m³ take the band, 101 kg of 100 m³ do not.
    world.policy("p", "Normal", &["30000,100000,50,0,0.01,1000000000,1,0"]);
    let bulky = |grams, edge| cart(vec![sized(item("s", 1, grams), [2_000, 2_000, edge])]);
    assert_eq!(world.option(&bulky(10_000, 2_500)).price, 5000);
    assert_eq!(world.reason(&bulky(101_000, 25_000)), "weight_over_limit");
}

#[test]
fn of_overlapping_rows_the_cheapest_counts_wherever_it_stands() {
    let rows = ["0,1000,20,0,0,0,3,0", "0,1000,15,0,0,0,5,0", "0,2000,15,0,0,0,4,0"];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let mut world = World::new();
        world.policy("p", "Normal", &order.map(|row| rows[row]));
        let option = world.option(&cart(vec![item("s", 1, 500)]));
        assert_eq!((option.price, option.estimate.to_string().as_str()), (1500, "4bd"), "{order:?}");
    }
}

#[test]
fn a_currency_s_own_decimals_are_kept() {
    let check = |code: &str, flat: &str, expected: i64| {
        let mut world = World::new();
        world.policy("p", "Normal", &[&format!("0,1000,{flat},0,0,0,1,0")]);
        world.settings.currency = Currency::new(code).unwrap();
        assert_eq!(world.option(&cart(vec![item("s", 1, 500)])).price, expected, "{code}");
    };
    check("JPY", "1000.5", 1000);
    check("JPY", "1001.5", 1002);
    check("KWD", "1.2345", 1234);
}

#[test]
fn an_amount_that_cannot_be_written_down_drops_the_policy() {
    let mut world = World::new();
    world.policy("p", "Normal", &["0,999999999999,999999999999,999999999999,999999999999,0,1,0"]);
    world.hold("w", "s", 1_000_000);
    let ask = cart(vec![priced(item("s", 1_000_000, 100_000_000), "1000000000")]);
    assert_eq!(world.reason(&ask), "weight_over_limit");
    let ask = cart(vec![priced(item("s", 1_000, 100_000_000), "1000000000")]);
    assert_eq!(world.reason(&ask), "amount_too_large");
}
