//! Which seller brings what, where the same goods can come from the account or from sellers who act in its name.
//!
//! Fewest sellers first: the one that brings most of what is still open takes all of it, again and again. Where several
//! bring as much, plans are made by price and by time, three of each, and the whole cart is asked for with each plan:
//! what brings most wins, then the lowest price, the earliest promise and the shortest way.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::SellerId;
use jiff::Timestamp;

use crate::configuration::{Channel, Configuration, Distance};
use crate::quote::lines::content;
use crate::quote::{Availability, Cart, DeliveryOption, Item, Quote, Stock, quote};

/// Sellers of one cart at most; half of them deliver, and the others hand over at pickup points. Either side takes what
/// the other leaves.
const SELLERS: usize = 12;
/// Sellers that are asked at most, those with most of the goods first.
const ASKED: usize = 24;
/// Plans that are made where several sellers bring as much, by price and by time each.
const FORKS: usize = 3;

/// A seller; none is the account itself.
type Owner = Option<SellerId>;
/// Who brings a line, by its place in the cart.
type Plan = BTreeMap<usize, Owner>;

/// What makes one of several sellers who bring as much the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prefer {
    Cost,
    Time,
    Distance,
}

/// What one seller brings on one way.
#[derive(Clone, Debug)]
struct Offer {
    owner: Owner,
    channel: Channel,
    lines: BTreeSet<usize>,
    price: i64,
    promised_at: Timestamp,
    distance: Option<Distance>,
    stock: i64,
}

/// Gives each line that names no seller to the one of the account and the sellers who act in its name that brings it
/// best. Only who has all units of a line is given it; a line that nobody brings stays the account's own. Lines that name
/// a seller keep it.
#[must_use]
pub fn allocate(cart: &Cart, configuration: &Configuration, stock: &Stock, now: Timestamp) -> Cart {
    let open: BTreeSet<usize> =
        cart.items.iter().enumerate().filter(|(_, item)| item.seller.is_none()).map(|(at, _)| at).collect();
    let survey = Survey { cart, configuration, stock, now };
    let offers: Vec<Offer> = survey.owners(&open).into_iter().flat_map(|owner| survey.offers(&owner, &open)).collect();
    // In the order in which they are made: of plans that turn out alike the first is taken.
    let mut plans: Vec<Plan> = Vec::new();
    for prefer in [Prefer::Cost, Prefer::Time] {
        for made in (0..FORKS).filter_map(|fork| plan(&offers, &open, prefer, fork)) {
            if !plans.contains(&made) {
                plans.push(made);
            }
        }
    }
    let asked = plans.into_iter().map(|plan| with(cart, &plan));
    let order = order(cart);
    let ranked = asked.map(|cart| (rank(&quote(&cart, configuration, stock, now), &order), cart));
    let best = ranked.min_by(|(one, _), (other, _)| one.cmp(other));
    best.map_or_else(|| cart.clone(), |(_, cart)| Cart { explain: cart.explain, ..cart })
}

fn with(cart: &Cart, plan: &Plan) -> Cart {
    let item = |(at, item): (usize, &Item)| match plan.get(&at) {
        Some(owner) => Item { seller: owner.clone(), ..item.clone() },
        None => item.clone(),
    };
    Cart { items: cart.items.iter().enumerate().map(item).collect(), ..cart.clone() }
}

/// The lines in an order that does not depend on that of the cart.
fn order(cart: &Cart) -> Vec<usize> {
    let mut lines: Vec<(usize, &Item)> = cart.items.iter().enumerate().collect();
    lines.sort_by(|(_, one), (_, other)| content(one).cmp(&content(other)));
    lines.into_iter().map(|(at, _)| at).collect()
}

/// Lines that are not brought, whether something is to be fetched, price, promise and way: less is better.
type Rank = (usize, bool, i64, Timestamp, Option<Distance>);

/// Ranks a quote by its best option, or by the best options that bring the lines together where no option brings all.
fn rank(quote: &Quote, order: &[usize]) -> Rank {
    let available = quote.items.iter().filter(|item| item.availability == Availability::Available);
    let brought: BTreeSet<usize> = available.map(|item| item.index).collect();
    let missing = quote.items.len().saturating_sub(brought.len());
    let one = |option: &DeliveryOption| -> Rank {
        let distance = option.pickup.as_ref().and_then(|at| at.distance);
        (missing, option.channel != Channel::Delivery, option.price, option.promised_at.timestamp(), distance)
    };
    let whole = quote.options.iter().filter(|option| option.complete).map(one).min();
    whole.unwrap_or_else(|| together(quote, (order, brought), missing, one))
}

fn together(
    quote: &Quote,
    (order, mut left): (&[usize], BTreeSet<usize>),
    missing: usize,
    one: impl Fn(&DeliveryOption) -> Rank,
) -> Rank {
    let mut all: Rank = (missing, false, 0, Timestamp::MIN, None);
    for line in order {
        if !left.remove(line) {
            continue;
        }
        let brings = |option: &&DeliveryOption| option.items.iter().any(|item| item.index == *line);
        let Some(best) = quote.options.iter().filter(brings).min_by_key(|option| one(option)) else {
            all.0 = all.0.saturating_add(1);
            continue;
        };
        let (_, fetched, price, promised, distance) = one(best);
        all = (all.0, all.1 || fetched, all.2.saturating_add(price), all.3.max(promised), all.4.max(distance));
        left.retain(|line| best.items.iter().all(|item| item.index != *line));
    }
    all
}

struct Survey<'a> {
    cart: &'a Cart,
    configuration: &'a Configuration,
    stock: &'a Stock,
    now: Timestamp,
}

impl Survey<'_> {
    /// Who is asked: whoever has all units of at least one line, those with most lines and most units first.
    fn owners(&self, open: &BTreeSet<usize>) -> Vec<Owner> {
        let all = std::iter::once(None).chain(self.configuration.white_label().cloned().map(Some));
        let mut found: Vec<(usize, i64, Owner)> = Vec::new();
        for owner in all {
            let lines = open.iter().filter_map(|at| self.cart.items.get(*at));
            let held: Vec<i64> = lines
                .map(|item| (self.held(&owner, item), i64::from(item.quantity.get())))
                .filter(|(held, wanted)| held >= wanted)
                .map(|(held, _)| held)
                .collect();
            if !held.is_empty() {
                found.push((held.len(), held.into_iter().fold(0, i64::saturating_add), owner));
            }
        }
        found.sort_by(|one, other| (other.0, other.1, &one.2).cmp(&(one.0, one.1, &other.2)));
        found.into_iter().take(ASKED).map(|(_, _, owner)| owner).collect()
    }

    /// Units of a line that an owner has; of a kit, as many as its parts make.
    fn held(&self, owner: &Owner, item: &Item) -> i64 {
        let own: Vec<_> = self
            .configuration
            .warehouses()
            .filter(|warehouse| warehouse.active && warehouse.seller == *owner)
            .map(|warehouse| &warehouse.id)
            .collect();
        let units = |sku| {
            let each = own.iter().filter_map(|warehouse| self.stock.balance(sku, warehouse));
            each.fold(0_i64, |sum, balance| sum.saturating_add(balance.available()))
        };
        let parts = item
            .components
            .iter()
            .map(|part| units(&part.sku).checked_div(i64::from(part.quantity.get())).unwrap_or_default());
        parts.min().unwrap_or_else(|| units(&item.sku))
    }

    /// What an owner brings by delivery, and at pickup points.
    fn offers(&self, owner: &Owner, open: &BTreeSet<usize>) -> Vec<Offer> {
        let places: Vec<usize> = open.iter().copied().collect();
        let items = places.iter().filter_map(|at| self.cart.items.get(*at));
        let items = items.map(|item| Item { seller: owner.clone(), ..item.clone() }).collect();
        let cart = Cart { items, explain: false, ..self.cart.clone() };
        let answer = quote(&cart, self.configuration, self.stock, self.now);
        let whole: BTreeMap<usize, u32> = answer
            .items
            .iter()
            .filter(|item| item.available == item.requested)
            .map(|item| (item.index, item.requested))
            .collect();
        let stock = cart.items.iter().fold(0_i64, |sum, item| sum.saturating_add(self.held(owner, item)));
        let offer = |option: &DeliveryOption| {
            let brought = option.items.iter().filter(|item| whole.get(&item.index) == Some(&item.quantity));
            Offer {
                owner: owner.clone(),
                channel: option.channel,
                lines: brought.filter_map(|item| places.get(item.index).copied()).collect(),
                price: option.price,
                promised_at: option.promised_at.timestamp(),
                distance: option.pickup.as_ref().and_then(|at| at.distance),
                stock,
            }
        };
        answer.options.iter().map(offer).filter(|offer| !offer.lines.is_empty()).collect()
    }
}

/// Covers the lines by as few sellers as possible. Of those who bring as much the first, second or third best is taken
/// first, by `fork`; none where there are not so many.
fn plan(offers: &[Offer], open: &BTreeSet<usize>, prefer: Prefer, fork: usize) -> Option<Plan> {
    let (mut plan, mut left) = (Plan::new(), open.clone());
    let mut sellers: BTreeSet<&Owner> = BTreeSet::new();
    let rounds = [
        (Channel::Delivery, prefer, SELLERS / 2),
        (Channel::Pickup, Prefer::Distance, SELLERS),
        (Channel::Delivery, prefer, SELLERS),
    ];
    let mut fork = fork;
    for (channel, prefer, most) in rounds {
        while !left.is_empty() && sellers.len() < most {
            let brings = |offer: &Offer| offer.lines.intersection(&left).count();
            let fits = |offer: &&Offer| offer.channel == channel && brings(offer) > 0;
            let Some(best) = offers.iter().filter(fits).map(brings).max() else { break };
            let mut tied: BTreeMap<&Owner, &Offer> = BTreeMap::new();
            for offer in offers.iter().filter(fits).filter(|offer| brings(offer) == best) {
                let known = tied.entry(&offer.owner).or_insert(offer);
                if merit(offer, prefer) < merit(known, prefer) {
                    *known = offer;
                }
            }
            let mut tied: Vec<&Offer> = tied.into_values().collect();
            tied.sort_by(|one, other| merit(one, prefer).cmp(&merit(other, prefer)));
            let chosen = *tied.get(std::mem::take(&mut fork))?;
            for line in chosen.lines.intersection(&left.clone()) {
                plan.insert(*line, chosen.owner.clone());
                left.remove(line);
            }
            sellers.insert(&chosen.owner);
        }
    }
    Some(plan)
}

/// Less is better; more stock wins where price, time and way are the same, then the account itself.
fn merit(offer: &Offer, prefer: Prefer) -> impl Ord + '_ {
    let (price, time) = (offer.price, offer.promised_at.as_second());
    let way = offer.distance.map_or(i64::MAX, |distance| i64::try_from(distance.metres()).unwrap_or(i64::MAX));
    let order = match prefer {
        Prefer::Cost => [price, time, way],
        Prefer::Time => [time, price, way],
        Prefer::Distance => [way, price, time],
    };
    (order, std::cmp::Reverse(offer.stock), &offer.owner)
}
