//! Carts at the ends of what the types hold are answered, or dropped with a reason, and never stop the engine.

use proptest::prelude::*;

use super::*;
use crate::configuration::{CubicWeight, DimensionLimits, ValueLimits};

fn ends(most: i64) -> impl Strategy<Value = i64> {
    prop_oneof![Just(1), Just(2), Just(most - 1), Just(most), 1..=most]
}

fn goods() -> impl Strategy<Value = Item> {
    let parts = proptest::collection::vec((ends(1_000_000), ends(100_000_000)), 0..3);
    let edges = proptest::option::of([ends(100_000), ends(100_000), ends(100_000)]);
    let line =
        (0..3_u8, ends(1_000_000), ends(100_000_000), edges, ends(1_000_000_000_000), parts, any::<(bool, bool)>());
    line.prop_map(|(sku, quantity, grams, edges, price, parts, (tied, fine))| {
        let mut made = item(&format!("s{sku}"), quantity, grams);
        if let Some(edges) = edges {
            made = sized(made, edges);
        }
        made.price = Some(Decimal::from(price));
        if fine {
            made.weight = Decimal::new(grams, 9);
        }
        made.group = tied.then(|| "tied".to_owned());
        let part = |(at, (units, grams)): (usize, (i64, i64))| {
            let (units, grams) = (Quantity::new(units).unwrap(), Grams::new(grams).unwrap());
            Component::new(SkuId::new(&format!("s{at}")).unwrap(), units, grams)
        };
        made.components = parts.into_iter().enumerate().map(part).collect();
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_largest_carts_are_answered(
        items in proptest::collection::vec(goods(), 1..5),
        row in prop_oneof![
            Just("0,999999999999,999999999999,999999999999,999999999999,0,1000,999999999999"),
            Just("0,0.000001,0.000001,0.000001,0.000001,0.000001,00:00:01,0"),
            Just("0,100000000,10,1,0.01,0,2,0"),
            Just("999999999999,999999999999,1,0,0,999999999999,1000,0"),
        ],
        limits in any::<(bool, bool, bool, bool)>(),
        stock in prop_oneof![Just(i64::MAX), Just(i64::MIN), Just(1_000_000_000), Just(0)],
    ) {
        let mut world = World::new();
        let policy = world.policy("p", "Normal", &[row]);
        let (cubic, edges, split, days_off) = limits;
        if cubic {
            policy.cubic_weight = CubicWeight { factor: decimal("99.999999"), minimum: decimal("0.000001") };
        }
        if edges {
            policy.max_dimension = DimensionLimits { largest_measure: u32::MAX, max_measure_sum: 1 };
            policy.cart_value = ValueLimits { minimum: decimal("0.01"), maximum: Decimal::MAX };
        }
        if days_off {
            for year in 2026..2029 {
                world.holiday(&format!("{year}-12-25"));
            }
        }
        world.settings.split_cargo = split;
        world.settings.additional_percent = decimal("1000");
        for sku in ["s0", "s1", "s2"] {
            world.hold("w", sku, stock);
        }
        let units = items.iter().map(|item| item.quantity.get());
        let asked: Vec<u32> = units.collect();
        let quote = world.quote(&cart(items));
        prop_assert_eq!(quote.items.len(), asked.len());
        for option in &quote.options {
            prop_assert_eq!(option.price_parts.iter().map(|part| i128::from(part.amount)).sum::<i128>(), i128::from(option.price));
            prop_assert!(option.items.iter().all(|item| item.quantity <= asked[item.index]));
        }
        prop_assert!(!quote.options.is_empty() || !quote.dropped.is_empty());
    }
}
