//! Which seller brings what, where the same goods can come from the account or from sellers who act in its name.
//!
//! Fewest sellers first: the one that brings most of what is still open takes all of it, again and again. Where several
//! bring as much, plans are made by price and by time, three of each, and the whole cart is asked for with each plan:
//! what brings most wins, then the lowest price, the earliest promise and the shortest way.

mod outcome;
mod weighed;

use std::collections::{BTreeMap, BTreeSet};

use domain::code::{SellerId, WarehouseId};
use jiff::Timestamp;

pub use weighed::{Allocation, Candidate, LeftOut, Outranked, Prefer, Share, Weighed};

use crate::configuration::{Channel, Configuration, Distance};
use crate::quote::allocation::outcome::Outcome;
use crate::quote::lines::content;
use crate::quote::{Cart, DeliveryOption, Item, Stock, quote};

/// Sellers of one cart at most; half of them deliver, and the others hand over at pickup points. Either side takes what
/// the other leaves.
const SELLERS: usize = 12;
/// Sellers that are asked at most, those with most of the goods first.
const ASKED: usize = 24;
/// Plans that are made where several sellers bring as much, by price and by time each.
const FORKS: usize = 3;
/// Sellers that an explanation tells of at most: all who are asked, and some who are not.
const TOLD: usize = 50;

/// A seller; none is the account itself.
type Owner = Option<SellerId>;
/// Who brings a line, by its place in the cart.
type Plan = BTreeMap<usize, Owner>;

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
/// a seller keep it. Of a cart without a destination it is who has most of it. A cart that wants reasons is told who was thought of and which plans were weighed.
#[must_use]
pub fn allocate(cart: &Cart, configuration: &Configuration, stock: &Stock, now: Timestamp) -> Allocation {
    let open: BTreeSet<usize> =
        cart.items.iter().enumerate().filter(|(_, item)| item.seller.is_none()).map(|(at, _)| at).collect();
    if open.is_empty() {
        return Allocation::unchanged(cart.clone());
    }
    let placed = cart.destination.postal_code.is_some() || cart.destination.point.is_some();
    let survey = Survey::new(cart, configuration, stock, now);
    let mut candidates = survey.candidates(&open);
    let mut offers: Vec<Offer> = Vec::new();
    for candidate in candidates.iter_mut().take(ASKED).filter(|candidate| !candidate.lines.is_empty()) {
        let found = if placed { survey.offers(&candidate.seller, &open) } else { vec![survey.shelf(candidate)] };
        candidate.left_out = found.is_empty().then_some(LeftOut::BringsNothing);
        offers.extend(found);
    }
    // In the order in which they are made: of plans that turn out alike the first is taken.
    let mut plans: Vec<(Plan, Vec<Prefer>)> = Vec::new();
    for prefer in [Prefer::Price, Prefer::Time] {
        for made in (0..FORKS).filter_map(|fork| plan(&offers, &open, prefer, fork)) {
            match plans.iter_mut().find(|(known, _)| *known == made) {
                Some((_, preferred)) if preferred.contains(&prefer) => (),
                Some((_, preferred)) => preferred.push(prefer),
                None => plans.push((made, vec![prefer])),
            }
        }
    }
    let order = order(cart);
    let weigh = |plan: &Plan| {
        let answer = quote(&with(cart, plan, false), configuration, stock, now);
        Outcome::new(&answer, &order, cart.explain)
    };
    let outcomes: Vec<Outcome> = plans.iter().map(|(plan, _)| weigh(plan)).collect();
    let best = outcomes.iter().zip(&plans).min_by_key(|(outcome, _)| outcome.rank);
    let Some((winner, (given, _))) = best else { return Allocation::unchanged(cart.clone()) };
    let given = with(cart, given, cart.explain);
    if !cart.explain {
        return Allocation::unchanged(given);
    }
    let tell = |(outcome, (plan, preferred)): (&Outcome, &(Plan, Vec<Prefer>))| Weighed {
        shares: outcome.shares(plan),
        open: open.iter().filter(|line| !plan.contains_key(line)).copied().collect(),
        preferred: preferred.clone(),
        missing: outcome.rank.missing,
        fetched: outcome.rank.fetched,
        price: outcome.rank.price,
        promised_at: outcome.promised_at.clone(),
        distance: outcome.rank.distance,
        lost: (!std::ptr::eq(outcome, winner)).then(|| outcome.lost_to(winner)),
    };
    let plans = outcomes.iter().zip(&plans).map(tell).collect();
    let more = candidates.len().saturating_sub(TOLD);
    candidates.truncate(TOLD);
    Allocation { cart: given, candidates, more, plans }
}

fn with(cart: &Cart, plan: &Plan, explain: bool) -> Cart {
    let item = |(at, item): (usize, &Item)| match plan.get(&at) {
        Some(owner) => Item { seller: owner.clone(), ..item.clone() },
        None => item.clone(),
    };
    let (destination, sales_channel) = (cart.destination.clone(), cart.sales_channel.clone());
    let items = cart.items.iter().enumerate().map(item).collect();
    Cart { destination, items, sales_channel, apportioning: cart.apportioning, explain }
}

/// The lines in an order that does not depend on that of the cart.
fn order(cart: &Cart) -> Vec<usize> {
    let mut lines: Vec<(usize, &Item)> = cart.items.iter().enumerate().collect();
    lines.sort_by(|(_, one), (_, other)| content(one).cmp(&content(other)));
    lines.into_iter().map(|(at, _)| at).collect()
}

struct Survey<'a> {
    cart: &'a Cart,
    configuration: &'a Configuration,
    stock: &'a Stock,
    now: Timestamp,
    /// The active warehouses of each owner.
    warehouses: BTreeMap<Option<&'a SellerId>, Vec<&'a WarehouseId>>,
}

impl<'a> Survey<'a> {
    fn new(cart: &'a Cart, configuration: &'a Configuration, stock: &'a Stock, now: Timestamp) -> Self {
        let mut warehouses: BTreeMap<Option<&'a SellerId>, Vec<&'a WarehouseId>> = BTreeMap::new();
        for warehouse in configuration.warehouses().filter(|warehouse| warehouse.active) {
            warehouses.entry(warehouse.seller.as_ref()).or_default().push(&warehouse.id);
        }
        Self { cart, configuration, stock, now, warehouses }
    }

    /// Who may be asked, with the lines that it has all units of: those with most lines and most units first. The first
    /// ones are asked.
    fn candidates(&self, open: &BTreeSet<usize>) -> Vec<Candidate> {
        let candidate = |seller: Owner| {
            let (mut lines, mut units) = (Vec::new(), 0_i64);
            for (at, item) in open.iter().filter_map(|at| Some((*at, self.cart.items.get(*at)?))) {
                let held = self.held(&seller, item);
                if held >= i64::from(item.quantity.get()) {
                    lines.push(at);
                    units = units.saturating_add(held);
                }
            }
            let left_out = if lines.is_empty() { LeftOut::NoLineInFull } else { LeftOut::NotAsked };
            (units, Candidate { seller, lines, left_out: Some(left_out) })
        };
        let all = std::iter::once(None).chain(self.configuration.white_label().cloned().map(Some));
        let mut found: Vec<(i64, Candidate)> = all.map(candidate).collect();
        found.sort_by(|(units, one), (others, other)| {
            (other.lines.len(), others, &one.seller).cmp(&(one.lines.len(), units, &other.seller))
        });
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    /// Units of a line that an owner has; of a kit, as many as its parts make.
    fn held(&self, owner: &Owner, item: &Item) -> i64 {
        let own = self.warehouses.get(&owner.as_ref()).map(Vec::as_slice).unwrap_or_default();
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

    /// What an owner has, where nobody knows yet how to bring it.
    fn shelf(&self, candidate: &Candidate) -> Offer {
        let items = candidate.lines.iter().filter_map(|at| self.cart.items.get(*at));
        Offer {
            owner: candidate.seller.clone(),
            channel: Channel::Delivery,
            lines: candidate.lines.iter().copied().collect(),
            price: 0,
            promised_at: self.now,
            distance: None,
            stock: items.fold(0_i64, |sum, item| sum.saturating_add(self.held(&candidate.seller, item))),
        }
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
        Prefer::Price => [price, time, way],
        Prefer::Time => [time, price, way],
        Prefer::Distance => [way, price, time],
    };
    (order, std::cmp::Reverse(offer.stock), &offer.owner)
}
