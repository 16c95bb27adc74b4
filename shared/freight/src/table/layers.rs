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
    /// Sorted by their starts.
    spots: Vec<Spot>,
    /// Where the spots of each beginning start: the search begins there. Empty in a small layer.
    index: Vec<u32>,
    /// How many digits a beginning has.
    digits: u32,
}

#[derive(Clone, Copy, Debug)]
struct Spot {
    start: u64,
    end: u64,
    group: u32,
}

/// Layers with fewer spots than this are searched as a whole.
const SMALL: usize = 64;

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
                layer.spots.push(Spot { start, end, group });
            }
            free.push(Reverse((end, at)));
        }
        for layer in &mut layers {
            layer.finish();
        }
        Self { layers }
    }

    /// What they take in memory, about.
    pub(crate) fn size(&self) -> usize {
        let of = |layer: &Layer| {
            let index = layer.index.len().saturating_mul(size_of::<u32>());
            layer.spots.len().saturating_mul(size_of::<Spot>()).saturating_add(index)
        };
        self.layers.iter().map(of).fold(0, usize::saturating_add)
    }

    /// All ranges: first key, last key, group. Within a layer they ascend.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = (u64, u64, u32)> + '_ {
        self.layers.iter().flat_map(|layer| &layer.spots).map(|spot| (spot.start, spot.end, spot.group))
    }

    /// Every group whose range holds the key.
    pub(crate) fn containing(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        self.layers.iter().filter_map(move |layer| layer.find(key))
    }
}

impl Layer {
    /// Makes the index: about one spot for each beginning.
    fn finish(&mut self) {
        self.spots.shrink_to_fit();
        self.digits = match self.spots.len() {
            ..SMALL => return,
            SMALL..4_000 => 3,
            4_000..40_000 => 4,
            _ => 5,
        };
        let beginnings = 10_usize.pow(self.digits);
        self.index = Vec::with_capacity(beginnings + 1);
        let mut at = 0_u32;
        let mut spots = self.spots.iter().map(|spot| beginning(spot.start, self.digits)).peekable();
        for wanted in 0..=beginnings {
            while spots.next_if(|found| *found < wanted).is_some() {
                at = at.saturating_add(1);
            }
            self.index.push(at);
        }
    }

    fn find(&self, key: u64) -> Option<u32> {
        let place = |at: usize| self.index.get(at).and_then(|place| usize::try_from(*place).ok());
        let (from, to) = match self.digits {
            0 => (0, self.spots.len()),
            digits => {
                let at = beginning(key, digits);
                (place(at)?, place(at.saturating_add(1))?)
            }
        };
        let before = from.saturating_add(self.spots.get(from..to)?.partition_point(|spot| spot.start <= key));
        let spot = self.spots.get(before.checked_sub(1)?)?;
        (key <= spot.end).then_some(spot.group)
    }
}

/// The first digits of a key as a number that never falls as keys rise: a letter counts as nine, and so does all
/// behind it.
fn beginning(key: u64, digits: u32) -> usize {
    let mut number = 0_usize;
    let mut letter = false;
    for byte in key.to_be_bytes().into_iter().zip(0..digits).map(|(byte, _)| byte) {
        letter |= byte > b'9';
        number = number * 10 + if letter { 9 } else { usize::from(byte.saturating_sub(b'0')) };
    }
    number
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
    fn an_index_changes_nothing_but_the_speed() {
        let key = |text: String| u64::from_be_bytes(text.as_bytes().try_into().unwrap());
        for count in [63, 64, 1_000, 5_000, 50_000_u32] {
            let width = 90_000_000 / count;
            let digits = (0..count)
                .map(|at| (key(format!("{:08}", at * width)), key(format!("{:08}", at * width + width / 2)), at));
            let letters = ["1A", "9Z", "A0", "K1", "ZZ"].into_iter().zip(count..);
            let letters = letters.map(|(text, at)| (key(format!("{text}000000")), key(format!("{text}ZZZZZZ")), at));
            let ranges: Vec<_> = digits.chain(letters).collect();
            let layers = Layers::new(ranges.clone());
            let mut asked: Vec<u64> =
                (0..500_u32).map(|at| key(format!("{:08}", at.wrapping_mul(2_654_435_761) % 100_000_000))).collect();
            asked.extend(
                ["1A23", "1B00", "9999", "9Z9Z", "A000", "A1ZZ", "K1ZZ", "K200", "ZZZZ", "0000"]
                    .map(|text| key(format!("{text}{text}"))),
            );
            for key in asked {
                let slowly: Vec<u32> = ranges
                    .iter()
                    .filter(|(start, end, _)| (*start..=*end).contains(&key))
                    .map(|(_, _, at)| *at)
                    .collect();
                let mut found: Vec<u32> = layers.containing(key).collect();
                found.sort_unstable();
                assert_eq!(found, slowly, "{key:x} among {count}");
            }
        }
    }

    #[test]
    fn ranges_that_do_not_overlap_share_one_layer() {
        let layers = Layers::new((0..100).map(|at| (at * 10, at * 10 + 9, 0)).collect());
        assert_eq!(layers.layers.len(), 1);
    }
}
