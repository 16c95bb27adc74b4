use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_nothing_matters_to_who_brings_what(world in worlds(), items in carts(), seed: u64) {
        prop_assume!(items.iter().enumerate().all(|(at, item)| !items[..at].contains(item)));
        let mut shuffle = Shuffle(seed);
        let turned = turned(&world, &mut shuffle);
        let mut order: Vec<usize> = (0..items.len()).collect();
        shuffle.turn(&mut order);
        let moved: Vec<Item> = order.iter().map(|at| items[*at].clone()).collect();
        let given = |world: &World, items: Vec<Item>| allocate(&ask(items), &world.configuration(), &world.stock, world.now);
        let (mut one, other) = (given(&world, items.clone()), given(&turned, moved));
        let silent = Cart { explain: false, ..ask(items) };
        let silent = allocate(&silent, &world.configuration(), &world.stock, world.now);
        prop_assert_eq!(&silent.cart.items, &one.cart.items, "who is told is given the same");
        let mut to = vec![0; order.len()];
        order.iter().enumerate().for_each(|(now, before)| to[*before] = now);
        let shares = one.plans.iter_mut().flat_map(|plan| &mut plan.shares).map(|share| &mut share.lines);
        let candidates = one.candidates.iter_mut().map(|candidate| &mut candidate.lines);
        for lines in shares.chain(candidates) {
            lines.iter_mut().for_each(|line| *line = to[*line]);
            lines.sort_unstable();
        }
        for open in one.plans.iter_mut().map(|plan| &mut plan.open) {
            open.iter_mut().for_each(|line| *line = to[*line]);
            open.sort_unstable();
        }
        one.cart.items = order.iter().map(|at| one.cart.items[*at].clone()).collect();
        prop_assert_eq!(one, other);
    }
}
