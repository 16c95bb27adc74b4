//! Postal ranges sorted for look-up, overlapping ones in layers of their own.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Ranges of one country. Within a layer no two overlap, so one binary search finds the only candidate; there are as
/// many layers as ranges lie over each other in one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layers {
    layers: Vec<Layer>,
}

#[derive(Clone, Debug, Default)]
struct Layer {
    starts: Vec<u64>,
    ends: Vec<u64>,
    groups: Vec<u32>,
}

impl Layers {
    /// Takes (first key, last key, group) in any order.
    pub(crate) fn new(mut ranges: Vec<(u64, u64, u32)>) -> Self {
        ranges.sort_unstable();
        let mut layers: Vec<Layer> = Vec::new();
        let mut free: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        for (start, end, group) in ranges {
            let reusable = free.peek().is_some_and(|Reverse((last, _))| *last < start);
            let at = match if reusable { free.pop() } else { None } {
                Some(Reverse((_, at))) => at,
                None => {
                    layers.push(Layer::default());
                    layers.len() - 1
                }
            };
            if let Some(layer) = layers.get_mut(at) {
                layer.starts.push(start);
                layer.ends.push(end);
                layer.groups.push(group);
            }
            free.push(Reverse((end, at)));
        }
        for layer in &mut layers {
            layer.starts.shrink_to_fit();
            layer.ends.shrink_to_fit();
            layer.groups.shrink_to_fit();
        }
        Self { layers }
    }

    /// Every group whose range holds the key.
    pub(crate) fn containing(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        self.layers.iter().filter_map(move |layer| {
            let at = layer.starts.partition_point(|start| *start <= key).checked_sub(1)?;
            (key <= *layer.ends.get(at)?).then(|| layer.groups.get(at).copied()).flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_over_a_point_is_found() {
        let layers = Layers::new(vec![(10, 20, 0), (15, 17, 1), (18, 30, 2), (0, 100, 3), (31, 40, 4), (10, 20, 5)]);
        let check = |key: u64, expected: &[u32]| {
            let mut found: Vec<u32> = layers.containing(key).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{key}");
        };
        check(5, &[3]);
        check(10, &[0, 3, 5]);
        check(16, &[0, 1, 3, 5]);
        check(18, &[0, 2, 3, 5]);
        check(21, &[2, 3]);
        check(31, &[3, 4]);
        check(100, &[3]);
        check(101, &[]);
    }

    #[test]
    fn ranges_that_do_not_overlap_share_one_layer() {
        let layers = Layers::new((0..100).map(|at| (at * 10, at * 10 + 9, 0)).collect());
        assert_eq!(layers.layers.len(), 1);
    }
}
