//! What a plan comes to when the whole cart is asked for with it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, Zoned};

use crate::configuration::{Channel, Distance};
use crate::quote::allocation::weighed::{Outranked, Share};
use crate::quote::allocation::{Owner, Plan};
use crate::quote::{Availability, DeliveryOption, Quote};

/// What plans are ranked by, in the order in which it counts: less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Lines that are not brought in full.
    pub(super) missing: usize,
    /// Whether something is to be fetched.
    pub(super) fetched: bool,
    pub(super) price: i64,
    promised: Timestamp,
    pub(super) distance: Option<Distance>,
}

/// A plan's rank, and the options that it is ranked by.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) rank: Rank,
    /// When the last of them arrives; none where nothing does.
    pub(super) promised_at: Option<Zoned>,
    /// For each line that is brought, by its place in the cart, what its way costs and when it arrives; empty unless
    /// asked for.
    ways: BTreeMap<usize, (i64, Zoned)>,
}

impl Outcome {
    /// Ranks a quote by its best option, or by the best options that bring the lines together where no option brings
    /// all. The order of the lines does not depend on that of the cart.
    pub(super) fn new(quote: &Quote, order: &[usize], told: bool) -> Self {
        let available = quote.items.iter().filter(|item| item.availability == Availability::Available);
        let brought: BTreeSet<usize> = available.map(|item| item.index).collect();
        let missing = quote.items.len().saturating_sub(brought.len());
        let complete = quote.options.iter().filter(|option| option.complete);
        if let Some(best) = complete.min_by_key(|option| rank(missing, option)) {
            let mut one =
                Self { rank: rank(missing, best), promised_at: Some(best.promised_at.clone()), ways: BTreeMap::new() };
            one.tell(best, told);
            return one;
        }
        let nothing = Rank { missing, fetched: false, price: 0, promised: Timestamp::MIN, distance: None };
        let mut all = Self { rank: nothing, promised_at: None, ways: BTreeMap::new() };
        let mut left = brought;
        for line in order {
            if !left.remove(line) {
                continue;
            }
            let brings = |option: &&DeliveryOption| option.items.iter().any(|item| item.index == *line);
            let Some(best) = quote.options.iter().filter(brings).min_by_key(|option| rank(missing, option)) else {
                all.rank.missing = all.rank.missing.saturating_add(1);
                continue;
            };
            all.add(best, rank(missing, best));
            all.tell(best, told);
            left.retain(|line| best.items.iter().all(|item| item.index != *line));
        }
        all
    }

    fn add(&mut self, option: &DeliveryOption, rank: Rank) {
        self.rank.fetched |= rank.fetched;
        self.rank.price = self.rank.price.saturating_add(rank.price);
        self.rank.promised = self.rank.promised.max(rank.promised);
        self.rank.distance = self.rank.distance.max(rank.distance);
        self.promised_at = self.promised_at.take().max(Some(option.promised_at.clone()));
    }

    fn tell(&mut self, option: &DeliveryOption, told: bool) {
        for item in option.items.iter().filter(|_| told) {
            let promised_at = || option.time_of(item.index).promised_at.clone();
            self.ways.entry(item.index).or_insert_with(|| (item.price, promised_at()));
        }
    }

    /// What each seller of a plan brings.
    pub(super) fn shares(&self, plan: &Plan) -> Vec<Share> {
        let mut lines: BTreeMap<&Owner, Vec<usize>> = BTreeMap::new();
        for (line, owner) in plan {
            lines.entry(owner).or_default().push(*line);
        }
        let share = |(owner, lines): (&Owner, Vec<usize>)| {
            let ways = || lines.iter().filter_map(|line| self.ways.get(line));
            let price = ways().fold(0_i64, |sum, (price, _)| sum.saturating_add(*price));
            let promised_at = ways().map(|(_, at)| at).max().cloned();
            Share { seller: owner.clone(), lines, price, promised_at }
        };
        lines.into_iter().map(share).collect()
    }

    /// Why another plan was taken.
    pub(super) fn lost_to(&self, winner: &Self) -> Outranked {
        let (own, best) = (&self.rank, &winner.rank);
        if own.missing != best.missing {
            Outranked::BringsLess { missing: own.missing, winner: best.missing }
        } else if own.fetched != best.fetched {
            Outranked::ToBeFetched
        } else if own.price != best.price {
            Outranked::Dearer { price: own.price, winner: best.price }
        } else if own.promised != best.promised {
            let wall_clock = |outcome: &Self| outcome.promised_at.as_ref().map(Zoned::datetime);
            Outranked::Later { arrives: wall_clock(self), winner: wall_clock(winner) }
        } else if own.distance != best.distance {
            Outranked::Farther { distance: own.distance, winner: best.distance }
        } else {
            Outranked::MadeLater
        }
    }
}

fn rank(missing: usize, option: &DeliveryOption) -> Rank {
    Rank {
        missing,
        fetched: option.channel != Channel::Delivery,
        price: option.price,
        promised: option.promised_at.timestamp(),
        distance: option.pickup.as_ref().and_then(|at| at.distance),
    }
}
